"""Prefixes, and the several spellings of one namespace."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from credway.ontology.errors import UnknownTermError
from credway.ontology.tables import rows

_ROWS: Final = tuple(rows("namespaces.csv"))

PREFIXES: Final[Mapping[str, str]] = {r["prefix"]: r["iri"] for r in _ROWS if r["prefix"]}

_PREFIX_OF: Final = {iri: prefix for prefix, iri in PREFIXES.items()}
_ALIASES: Final = {r["iri"]: r["alias_of"] for r in _ROWS if r["alias_of"]}
_CLOSED: Final = frozenset(r["iri"] for r in _ROWS if r["closed"] == "yes")
_KNOWN: Final = frozenset(r["iri"] for r in _ROWS)


def expand(curie: str) -> str:
    """Return the IRI of a CURIE; an IRI with an authority (`https://…`) is returned as it is."""
    prefix, colon, local = curie.partition(":")
    if local.startswith("//"):
        return curie
    if not colon or prefix not in PREFIXES:
        raise UnknownTermError(f"no such prefix: {curie!r}")
    return PREFIXES[prefix] + local


def compact(iri: str) -> str:
    """Return the CURIE of an IRI, or the IRI unchanged when no prefix fits."""
    namespace, local = _split(iri)
    prefix = _PREFIX_OF.get(namespace)
    # `ceterms://x` would be read as an IRI with an authority, not as a CURIE.
    return iri if prefix is None or local.startswith("//") else f"{prefix}:{local}"


@lru_cache(maxsize=8192)
def fold(iri: str) -> str:
    """Return the one spelling of a CTDL IRI that is used here; leave any other IRI alone."""
    namespace, local = _split(iri)
    return _ALIASES[namespace] + local if namespace in _ALIASES else iri


def is_closed(iri: str) -> bool:
    """Tell whether the vocabulary has all terms of the IRI's namespace: others are mistakes."""
    return _split(iri)[0] in _CLOSED


def _split(iri: str) -> tuple[str, str]:
    """Cut an IRI after the longest namespace known; the namespace is empty if none is."""
    end = len(iri)
    while (end := max(iri.rfind("/", 0, end), iri.rfind("#", 0, end))) >= 0:
        if iri[: end + 1] in _KNOWN:
            return iri[: end + 1], iri[end + 1 :]
    return "", iri
