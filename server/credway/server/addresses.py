"""Where an IRI is shown on this server, and which IRI an address of it means."""

from urllib.parse import quote, urlsplit

from credway.ontology.namespaces import PREFIXES, compact, fold
from credway.ontology.rules import BASE as RULES

RESERVED = frozenset(
    {
        "",
        *("answers", "graph", "graphql", "health", "ready", "resources", "search", "shapes"),
        *("statements", "static", "validate", "vocab"),
    }
)
"""First segments that are routes of the server; everything else below it is an IRI of the base."""

OPEN = frozenset({"resources", "graph"})
"""Routes below which there are IRIs of the base too, such as those of a list's entries."""
SHOWN = OPEN | {"statements"}
"""Routes that show IRIs of the base under their own paths."""

TERMS = PREFIXES["credway"]


def href(iri: str, base: str) -> str:
    """Return the address on this server that shows an IRI."""
    if iri.startswith(TERMS):
        return f"/vocab/#{quote(iri.removeprefix(TERMS))}"
    if iri.startswith(RULES):
        return f"/vocab/#rule-{quote(iri.removeprefix(RULES).replace('/', '-'))}"
    rest = iri.removeprefix(base) if iri.startswith(base) else None
    if rest is not None:
        path, mark, fragment = rest.partition("#")
        first, _, below = path.partition("/")
        if (first not in RESERVED or (first in SHOWN and below)) and "?" not in path:
            return f"/{quote(path)}{mark}{quote(fragment)}"
    return f"/resources?iri={quote(fold(iri), safe=':/')}"


def version_href(document: str, version: int, base: str) -> str:
    """Return the address on this server that shows a version of a document."""
    address = href(document, base)
    return f"{address}{'&' if '?' in address else '?'}version={version}"


def shown(iri: str) -> str:
    """Return a short form of an IRI for people: a CURIE, or the address without its protocol."""
    short = compact(iri)
    if short != iri:
        return short
    parts = urlsplit(iri)
    return f"{parts.netloc}{parts.path}{'#' + parts.fragment if parts.fragment else ''}" or iri
