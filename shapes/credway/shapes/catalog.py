"""All shapes as rows, for the documentation and for the tests that keep them honest."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rdflib import RDFS, SH, URIRef
from rdflib.term import Node

from credway.ontology.namespaces import compact, is_closed
from credway.shapes.engine import SEVERITIES, SHAPES, Severity
from credway.shapes.path import properties, read
from credway.shapes.sources import graph


@dataclass(frozen=True, slots=True)
class Shape:
    """One constraint that can fail.

    `classes` are the classes (CURIEs) whose nodes it judges, or `subjects of` a property; `path`
    is the property or properties it looks at, none for a constraint on the node itself.
    `page` is where it is documented.
    """

    iri: str
    file: str
    name: str
    severity: Severity
    message: str
    minimum_data: bool
    classes: tuple[str, ...]
    path: tuple[str, ...]
    page: str


@dataclass(frozen=True, slots=True)
class Family:
    """One file of shapes, with its title and what it is about."""

    name: str
    title: str
    comment: str


_MINIMUM_DATA = URIRef("https://w3id.org/credway/terms/minimumData")
_NOT_A_CONSTRAINT = frozenset(
    {SH.property, SH.severity, SH.message, SH.path, SH.ignoredProperties}
    | {SH.targetClass, SH.targetSubjectsOf}
)


@cache
def shapes() -> tuple[Shape, ...]:
    """Return every shape that can fail in a report, by file and name."""
    source = graph()
    judged: dict[Node, list[str]] = {}
    for node in sorted(_targeted(), key=str):
        classes = sorted(compact(str(c)) for c in source.objects(node, SH.targetClass))
        classes += sorted(f"subjects of {compact(str(p))}" for p in source.objects(node, SH.targetSubjectsOf))
        own = {p for p in source.predicates(node) if str(p).startswith(str(SH))}
        if own - _NOT_A_CONSTRAINT:
            judged.setdefault(node, []).extend(classes)
        for part in source.objects(node, SH.property):
            judged.setdefault(part, []).extend(classes)
    return tuple(_shape(node, tuple(sorted(set(judged[node])))) for node in sorted(judged, key=str))


@cache
def families() -> tuple[Family, ...]:
    """Return the files of shapes, by name."""
    found = []
    for node, title in sorted(graph().subject_objects(RDFS.label)):
        name = str(node).removeprefix(SHAPES)
        if "/" not in name:
            found.append(Family(name, str(title), str(graph().value(node, RDFS.comment))))
    return tuple(found)


@cache
def all_terms() -> frozenset[str]:
    """Return every IRI of CTDL's and Credway's closed namespaces that the shapes mention."""
    iris = {str(node) for triple in graph() for node in triple if isinstance(node, URIRef)}
    return frozenset(iri for iri in iris if is_closed(iri))


def _targeted() -> Iterator[Node]:
    yield from set(graph().subjects(SH.targetClass)) | set(graph().subjects(SH.targetSubjectsOf))


def _shape(node: Node, classes: tuple[str, ...]) -> Shape:
    source = graph()
    path = source.value(node, SH.path)
    severity = source.value(node, SH.severity)
    file, _, name = str(node).removeprefix(SHAPES).partition("/")
    return Shape(
        iri=str(node),
        file=file,
        name=name,
        severity=next(s for s in SEVERITIES if SH[s] == severity),
        message=str(source.value(node, SH.message)),
        minimum_data=(node, _MINIMUM_DATA, None) in source,
        classes=classes,
        path=() if path is None else tuple(compact(str(p)) for p in properties(read(source, path))),
        page=str(source.value(node, RDFS.seeAlso)),
    )
