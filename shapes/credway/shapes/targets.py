"""Which nodes of a document each shape judges, decided before SHACL runs.

Shapes name their targets with sh:targetClass and sh:targetSubjectsOf. Taken literally, together
with an ontology, that costs most of the time and asks for a CTID of everything that a document only
mentions. So the targets are compiled: a document's graph is given the superclasses of its own nodes
and, for each node that a shape judges, a triple `<urn:credway:document> <marker of the shape>
<node>`; in the compiled shapes that marker is the target. Any engine of SHACL can run them.

Where this differs from SHACL's own targets:

- a reference record is judged by its own shape alone;
- a shape that asks for a CTID judges what has an identifier; a nested description is judged by
  reference/Embedded;
- of two such shapes the one for the nearer class judges: CTDL makes a framework a collection.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, TypeAlias

import pyoxigraph as ox
from rdflib import RDF, SH, URIRef

from credway.ontology.namespaces import fold
from credway.ontology.terms import superclasses
from credway.shapes.engine import SHAPES, Graph
from credway.shapes.sources import all_triples, graph
from credway.shapes.statements import is_blank

Node: TypeAlias = ox.NamedNode | ox.BlankNode
ClassesOf: TypeAlias = Callable[[str], Iterable[str]]
"""What is known of the classes of a thing that a document only points at."""

REFERENCE_RECORD: Final = "https://w3id.org/credway/terms/ReferenceRecord"
EMBEDDED: Final = f"{SHAPES}reference/Embedded"
CTID_REQUIRED: Final = f"{SHAPES}common/ctidRequired"

_TYPE: Final = ox.NamedNode(str(RDF.type))
DOCUMENT: Final = ox.NamedNode("urn:credway:document")
_TARGET_CLASS: Final = str(SH.targetClass)
_TARGET_SUBJECTS: Final = str(SH.targetSubjectsOf)
_TARGET_OBJECTS: Final = ox.NamedNode(str(SH.targetObjectsOf))
_DEACTIVATED: Final = ox.NamedNode(str(SH.deactivated))
_VIOLATION: Final = ox.NamedNode(str(SH.Violation))
_TRUE: Final = ox.Literal(True)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document's graph, ready for an engine.

    `triples` have one spelling of CTDL's namespaces and the superclasses of the document's nodes;
    `judged` are the nodes of each shape, `classed` those that a shape judges for their class.
    """

    triples: list[ox.Triple]
    judged: Mapping[str, list[Node]]
    classed: Mapping[Node, None]


def prepare(document: Graph, classes_of: ClassesOf | None = None) -> Prepared:
    """Fold a graph's terms, add superclasses and find the nodes that each shape judges."""
    triples: list[ox.Triple] = []
    types: dict[Node, dict[str, None]] = {}
    stated: dict[str, dict[Node, None]] = {}
    mentioned: dict[ox.NamedNode, None] = {}
    by_property = property_targets()
    for triple in document:
        subject, value = triple.subject, triple.object
        if isinstance(subject, ox.Triple) or isinstance(value, ox.Triple):
            raise ValueError(f"a triple inside a triple: {triple}")
        predicate = _folded(triple.predicate)
        if isinstance(value, ox.NamedNode):
            folded = _folded(value)
            if predicate is not triple.predicate or folded is not value:
                triple = ox.Triple(subject, predicate, folded)
            if predicate == _TYPE:
                types.setdefault(subject, {})[folded.value] = None
            else:
                mentioned[folded] = None
        elif predicate is not triple.predicate:
            triple = ox.Triple(subject, predicate, value)
        triples.append(triple)
        name = predicate.value
        if name in by_property:
            stated.setdefault(name, {})[subject] = None
    judged: dict[str, list[Node]] = {}
    classed: dict[Node, None] = {}
    for node, classes in types.items():
        shapes, supers = assigned(tuple(classes), isinstance(node, ox.BlankNode))
        for shape in shapes:
            judged.setdefault(shape, []).append(node)
            classed[node] = None
        triples.extend(ox.Triple(node, _TYPE, each) for each in supers)
    for name, nodes in stated.items():
        for node in nodes:
            if REFERENCE_RECORD not in types.get(node, ()):
                for shape in by_property[name]:
                    judged.setdefault(shape, []).append(node)
    if classes_of is not None:
        for thing in mentioned.keys() - types.keys():
            for each in dict.fromkeys(c for known in classes_of(thing.value) for c in superclasses(known)):
                triples.append(ox.Triple(thing, _TYPE, ox.NamedNode(each)))
    return Prepared(triples, judged, classed)


def classed(described: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return those of the subjects of `Statements` that a shape judges for their class, as `prepare` does."""
    return frozenset(n for n, classes in described.items() if classes and assigned(classes, is_blank(n))[0])


def marked(prepared: Prepared) -> list[ox.Triple]:
    """Return a graph with the markers that the compiled shapes are targeted at."""
    markers = [
        ox.Triple(DOCUMENT, marker(shape), node) for shape, nodes in prepared.judged.items() for node in nodes
    ]
    return [*prepared.triples, *markers]


def marker(shape: str) -> ox.NamedNode:
    """Return the property that marks the nodes which a shape judges."""
    return ox.NamedNode(f"urn:credway:judged-by:{shape.removeprefix(SHAPES)}")


@cache
def compiled(violations_only: bool = False) -> tuple[ox.Triple, ...]:
    """Return the shapes with compiled targets; without those that can only warn, if asked."""
    found: dict[ox.Triple, None] = {}
    for triple in all_triples():
        if triple.predicate.value in (_TARGET_CLASS, _TARGET_SUBJECTS):
            assert isinstance(triple.subject, ox.NamedNode)
            found[ox.Triple(triple.subject, _TARGET_OBJECTS, marker(triple.subject.value))] = None
        else:
            found[triple] = None
        is_mild = triple.predicate.value == str(SH.severity) and triple.object != _VIOLATION
        if violations_only and is_mild:
            found[ox.Triple(triple.subject, _DEACTIVATED, _TRUE)] = None
    return tuple(found)


@cache
def class_targets() -> Mapping[str, tuple[str, ...]]:
    """Return the shapes that judge each class."""
    return _targets(SH.targetClass)


@cache
def property_targets() -> Mapping[str, tuple[str, ...]]:
    """Return the shapes that judge each subject of a property."""
    return _targets(SH.targetSubjectsOf)


def _targets(kind: URIRef) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for shape, target in sorted(graph().subject_objects(kind)):
        found.setdefault(str(target), []).append(str(shape))
    return {target: tuple(shapes) for target, shapes in found.items()}


@cache
def _publishing() -> frozenset[str]:
    """Return the shapes that ask for a CTID: those of things which somebody publishes."""
    return frozenset(map(str, graph().subjects(SH.property, URIRef(CTID_REQUIRED))))


@cache
def _looked_for() -> frozenset[str]:
    """Return what constraints name: a superclass that none of them does changes no verdict."""
    return frozenset(
        t.object.value
        for t in all_triples()
        if isinstance(t.object, ox.NamedNode) and t.predicate.value != _TARGET_CLASS
    )


@lru_cache(maxsize=4096)
def assigned(classes: tuple[str, ...], blank: bool) -> tuple[tuple[str, ...], tuple[ox.NamedNode, ...]]:
    """Return the shapes that judge a node for its classes (folded), and the superclasses to add.

    Those are the ones that a constraint may look for.
    """
    targets = class_targets()
    if REFERENCE_RECORD in classes:
        return targets[REFERENCE_RECORD], ()
    everything = dict.fromkeys(each for name in classes for each in superclasses(name))
    shapes: dict[str, None] = {}
    nearest: list[str] = []
    for name in everything:
        for shape in targets.get(name, ()):
            if shape in _publishing():
                nearest.append(name)
            elif shape != EMBEDDED or blank:
                shapes[shape] = None
    if not blank:
        for name in nearest:
            if not any(name != other and name in superclasses(other) for other in nearest):
                shapes.update(dict.fromkeys(s for s in targets[name] if s in _publishing()))
    supers = tuple(ox.NamedNode(name) for name in everything if name not in classes and name in _looked_for())
    return tuple(sorted(shapes)), supers


@lru_cache(maxsize=65_536)
def _folded(node: ox.NamedNode) -> ox.NamedNode:
    """Return a node in the one spelling of CTDL's namespaces, the very same if it has it."""
    iri = fold(node.value)
    return node if iri == node.value else ox.NamedNode(iri)
