"""Classes, properties, concept schemes and concepts: CTDL's, QData's and Credway's own."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from types import MappingProxyType

from credway.ontology.errors import UnknownTermError
from credway.ontology.namespaces import expand, fold
from credway.ontology.tables import rows


@dataclass(frozen=True, slots=True)
class Term:
    """A row of the vocabulary; relations are IRIs.

    `parents` are the direct superclasses, superproperties or broader concepts. `coercion` is what
    the JSON-LD context makes of a value: `id`, `language`, `string`, a datatype's CURIE or nothing.
    `scheme` is a concept's scheme or the schemes that a property's values come from. `source` are
    keys of `sources.csv`; `comment` and `reason` (why CTDL did not do) only Credway's terms have.
    """

    curie: str
    iri: str
    kind: str
    label: str
    status: str
    parents: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    coercion: str
    inverse: str | None
    scheme: tuple[str, ...]
    source: tuple[str, ...]
    comment: str = ""
    reason: str = ""


@cache
def terms() -> Mapping[str, Term]:
    """Return all terms by IRI."""
    table = chain(rows("terms.csv"), rows("credway.csv"))
    return MappingProxyType({term.iri: term for term in map(_term, table)})


def term(name: str) -> Term:
    """Return a term by CURIE or IRI, in any spelling of its namespace."""
    found = terms().get(fold(expand(name)))
    if found is None:
        raise UnknownTermError(f"no such term: {name!r}")
    return found


@lru_cache(4096)  # a document may bring any number of unknown classes
def superclasses(iri: str) -> tuple[str, ...]:
    """Return a class and its ancestors, nearest first; of an unknown class, only itself."""
    known = terms()
    return _walk(iri, lambda each: known[each].parents if each in known else ())


@lru_cache(4096)
def subclasses(iri: str) -> tuple[str, ...]:
    """Return a class and its descendants, nearest first; of an unknown class, only itself."""
    return _walk(iri, lambda each: _children().get(each, ()))


@lru_cache(4096)
def family(iri: str) -> str | None:
    """Return the label of the class family: that of the nearest ancestor which has one."""
    labels = _families()
    return next((labels[each] for each in superclasses(iri) if each in labels), None)


def _term(row: dict[str, str]) -> Term:
    return Term(
        curie=row["term"],
        iri=expand(row["term"]),
        kind=row["kind"],
        label=row["label"],
        status=row["status"],
        parents=_iris(row["parents"]),
        domain=_iris(row["domain"]),
        range=_iris(row["range"]),
        coercion=row["coercion"],
        inverse=expand(row["inverse"]) if row["inverse"] else None,
        scheme=_iris(row["scheme"]),
        source=tuple(row.get("source", "credway").split()),
        comment=row.get("comment", ""),
        reason=row.get("reason", ""),
    )


@cache  # hundreds of properties share one long domain
def _iris(curies: str) -> tuple[str, ...]:
    return tuple(map(expand, curies.split()))


@cache
def _children() -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for each in terms().values():
        if each.kind == "class":
            for parent in each.parents:
                found[parent].append(each.iri)
    return found


@cache
def _families() -> Mapping[str, str]:
    return {expand(row["class"]): row["family"] for row in rows("families.csv")}


def _walk(start: str, neighbours: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    found = {start: None}
    queue = deque([start])
    while queue:
        for each in neighbours(queue.popleft()):
            if each not in found:
                found[each] = None
                queue.append(each)
    return tuple(found)
