"""Hints: what a writer most likely meant, for the messages about what is written."""

import csv
import re
from collections.abc import Mapping
from difflib import SequenceMatcher, get_close_matches
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from credway.ontology.namespaces import compact, fold
from credway.ontology.schemes import by_notation, scheme, schemes
from credway.ontology.terms import terms

_WORD: Final = 5
"""Letters from which on a word is taken for the end of a longer name."""
MOST: Final = 10
"""How many terms of one document are compared with the vocabulary: each takes milliseconds."""


@lru_cache(maxsize=1024)
def term(name: str) -> str:
    """Return a sentence that names the property which a key may mean; empty where none is like it.

    >>> term("competencytext")
    'Did you mean ceasn:competencyText?'
    """
    found = meant(name)
    return f"Did you mean {' or '.join(found)}?" if found else ""


@lru_cache(maxsize=1024)
def meant(name: str) -> tuple[str, ...]:
    """Return the properties that a key may mean, the likelier of them first and no more than two."""
    prefix, colon, local = name.rpartition(":")
    for each in ("ceterms", "ceasn", "qdata", "credway"):
        if not colon and local.startswith(each) and len(local) > len(each):
            prefix, colon, local = each, ":", local.removeprefix(each)
    known = _properties()
    if name in _expected() or (not colon and f"ceterms:{local}" in _expected()):
        return (_expected().get(name) or _expected()[f"ceterms:{local}"],)
    same = known.get(local.lower(), ())
    if not same:
        same = [
            curie for key in get_close_matches(local.lower(), known, n=2, cutoff=0.75) for curie in known[key]
        ]
    own = [curie for curie in same if colon and curie.startswith(f"{prefix}:")]
    return tuple((own or list(same))[:2])


@cache
def _expected() -> Mapping[str, str]:
    """Properties that writers expect and the vocabulary has under another name."""
    with files("credway.shapes").joinpath("expected.csv").open(encoding="utf-8") as lines:
        return {row["written"]: row["meant"] for row in csv.DictReader(lines)}


@cache
def _properties() -> dict[str, list[str]]:
    """Properties by their name without a prefix, in lower case; CTDL's own before others."""
    found: dict[str, list[str]] = {}
    order = ("ceterms", "ceasn", "qdata", "credway")
    for each in sorted(
        terms().values(), key=lambda t: (*(not t.curie.startswith(f"{p}:") for p in order), t.curie)
    ):
        if each.kind == "property":
            found.setdefault(each.curie.partition(":")[2].lower(), []).append(each.curie)
    return found


@lru_cache(maxsize=1024)
def concept(iri: str) -> str:
    """Return a sentence that names the concept of the same vocabulary which an IRI may mean; or nothing."""
    if fold(iri) in terms():
        return ""
    curie = compact(fold(iri))
    prefix, colon, local = curie.partition(":")
    known = _concepts().get(prefix, {})
    if not known:
        same = [each for each, held in _concepts().items() if colon and local in held and each != "ceterms"]
        same.sort(key=lambda each: SequenceMatcher(None, each.lower(), prefix.lower()).ratio(), reverse=True)
        return f"Did you mean {same[0]}:{local}?" if same and "/" not in local else ""
    if local in known:
        return ""
    near = get_close_matches(local.lower(), [each.lower() for each in known], n=1, cutoff=0.6)
    return next((f"Did you mean {prefix}:{each}?" for each in known if near and each.lower() == near[0]), "")


@lru_cache(maxsize=1024)
def notation(iri: str) -> str:
    """Return a sentence that names the concept whose notation stands behind its scheme's IRI; or nothing.

    >>> notation("https://purl.org/ctdl/terms/LifeCycleStatus/Ceased")
    'Did you mean lifeCycle:Ceased?'
    """
    owner, _, local = fold(iri).rpartition("/")
    held = by_notation(owner, local) if owner in schemes() else None
    return f"Did you mean {compact(held.iri)}?" if held else ""


@lru_cache(maxsize=1024)
def type_(name: str) -> str:
    """Return a sentence that names the class which a type without a prefix may mean; or nothing.

    >>> type_("Certfication")
    'Did you mean ceterms:Certification?'
    """
    known = _classes()
    bare = re.sub(r"[^a-z]", "", name.lower())
    for each in (bare, bare.removeprefix("ceterms"), bare.removeprefix("ceasn"), bare.removeprefix("qdata")):
        if alike := get_close_matches(each, known, n=1, cutoff=0.8):
            return f"Did you mean {known[alike[0]]}?"
    last = re.sub(r"[^a-z]", "", name.rpartition(":")[2].lower())
    longer = [each for each in known if len(last) >= _WORD and each.endswith(last)]
    return f"Did you mean {known[longer[0]]}?" if len(longer) == 1 else ""


@cache
def _classes() -> dict[str, str]:
    """Classes by their name without a prefix, in lower case; CTDL's own before others."""
    found: dict[str, str] = {}
    for each in sorted(terms().values(), key=lambda t: (not t.curie.startswith("ceterms:"), t.curie)):
        if each.kind == "class":
            found.setdefault(each.curie.partition(":")[2].lower(), each.curie)
    return found


@cache
def _concepts() -> dict[str, dict[str, None]]:
    found: dict[str, dict[str, None]] = {}
    for iri, one in schemes().items():
        # Hundreds of occupation codes are not misspelt, they are others.
        for each in scheme(iri) if not one.table else ():
            prefix, _, local = compact(each.iri).partition(":")
            found.setdefault(prefix, {})[local] = None
    return found
