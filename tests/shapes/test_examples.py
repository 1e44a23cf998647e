import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import SH, URIRef

from credway.ontology.namespaces import expand
from credway.shapes.catalog import Shape, shapes
from credway.shapes.engine import SHAPES, Graph
from credway.shapes.path import Property, Sequence, properties, read
from credway.shapes.pyshacl_engine import PyShaclEngine
from credway.shapes.sources import graph as shapes_graph
from credway.shapes.targets import Node, prepare
from credway.shapes.validator import validate

EXAMPLES = Path(__file__).parent / "examples"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.ttl"))
CHANGES: dict[str, dict[str, Any]] = tomllib.loads((EXAMPLES / "changes.toml").read_text())
BASE = "https://demo.credway.example/"
NONE = ox.NamedNode(f"{BASE}none")

# What each constraint refuses, for any shape that has it.
BREAKING_VALUES: dict[str, tuple[ox.NamedNode | ox.BlankNode | ox.Literal, ...]] = {
    "datatype": (ox.Literal("a text without a language"),),
    "in": (NONE,),
    "node": (NONE,),
    "class": (NONE,),
    "pattern": (ox.Literal("?"), ox.Literal(" leading space"), ox.Literal(" ")),
    "minLength": (ox.Literal(""),),
    "uniqueLang": (ox.Literal("one", language="en"), ox.Literal("two", language="en")),
}
BREAKING_KINDS: dict[URIRef, ox.NamedNode | ox.BlankNode | ox.Literal] = {
    SH.IRI: ox.Literal("a text"),
    SH.BlankNodeOrIRI: ox.Literal("a text"),
    SH.Literal: NONE,
    SH.IRIOrLiteral: ox.BlankNode("nested"),
}
CONSTRAINTS = {
    "minCount",
    "maxCount",
    "nodeKind",
    "hasValue",
    "closed",
    "or",
    "not",
    *BREAKING_VALUES,
}


def _cases() -> Iterator[Any]:
    for shape in shapes():
        for predicate in sorted(map(str, set(shapes_graph().predicates(URIRef(shape.iri))))):
            constraint = predicate.removeprefix(str(SH))
            if constraint in CONSTRAINTS:
                yield pytest.param(shape, constraint, id=f"{shape.file}.{shape.name}-{constraint}")


@pytest.mark.parametrize("name", NAMES)
def test_a_valid_example_has_no_findings(
    name: str, engine: PyShaclEngine, example: Callable[[str], Graph]
) -> None:
    """A document with everything that is required and recommended is accepted in silence."""
    verdict = validate(example(name), "publish", engine)
    assert verdict.findings == ()
    assert verdict.outcome == ("reference" if name == "reference" else "accepted")


def test_every_file_of_shapes_has_an_example() -> None:
    """There is a valid example for each family of shapes."""
    assert set(NAMES) == {shape.file for shape in shapes()} - {"common"}


@pytest.mark.parametrize(("shape", "constraint"), list(_cases()))
def test_each_constraint_refuses_what_it_is_about(
    shape: Shape,
    constraint: str,
    engine: PyShaclEngine,
    example: Callable[[str], Graph],
    turtle: Callable[[str], Graph],
) -> None:
    """A valid example with one thing changed fails at the constraint that is about that thing."""
    change = CHANGES.get(f"{shape.file}.{shape.name}", {}).get(constraint)
    if change is not None:
        focus = None
        changed = _changed(example(change["example"]), change, turtle)
    else:
        document, node = _judged(shape, example)
        focus = str(node) if isinstance(node, ox.BlankNode) else node.value
        changed = _broken(document, node, shape, constraint)
    found = [
        result
        for result in engine.report(changed)
        if result.shape == shape.iri
        and result.component.casefold() == f"{SH}{constraint}ConstraintComponent".casefold()
    ]
    assert found
    assert {result.severity for result in found} == {shape.severity}
    assert {result.message for result in found} == {shape.message}
    assert {result.minimum_data for result in found} == {shape.minimum_data}
    assert focus is None or focus in {result.focus for result in found}


def test_every_change_is_for_a_constraint_that_exists() -> None:
    """A change that belongs to no constraint of today is an error in the file."""
    known = {(f"{case.values[0].file}.{case.values[0].name}", case.values[1]) for case in _cases()}
    assert {(name, c) for name, changes in CHANGES.items() for c in changes} <= known


def _judged(shape: Shape, example: Callable[[str], Graph]) -> tuple[Graph, Node]:
    """Find a node that the shape judges, in the example of its own family if there is one."""
    iri = URIRef(shape.iri)
    parents = {str(parent) for parent in shapes_graph().subjects(SH.property, iri)} | {shape.iri}
    for name in sorted(NAMES, key=lambda name: (name != shape.file, name)):
        document = example(name)
        judged = prepare(document).judged
        for parent in sorted(parents & judged.keys(), key=lambda p: (f"{SHAPES}{name}" not in p, p)):
            return document, judged[parent][0]
    raise AssertionError(f"no example for {shape.iri}")


def _broken(document: Graph, node: Node, shape: Shape, constraint: str) -> list[ox.Triple]:
    """Change the one thing that a constraint is about."""
    source, iri = shapes_graph(), URIRef(shape.iri)
    path = read(source, next(source.objects(iri, SH.path)))
    assert not isinstance(path, Sequence)
    named = [ox.NamedNode(str(each)) for each in properties(path)]
    if constraint in ("minCount", "hasValue"):
        return [t for t in document if t.predicate not in named or node not in (t.subject, t.object)]
    parts = [path] if isinstance(path, Property) else path.parts
    forward = next(p.iri for p in parts if isinstance(p, Property) and not p.inverse)
    values: tuple[ox.NamedNode | ox.BlankNode | ox.Literal, ...]
    if constraint == "maxCount":
        most = next(source.objects(iri, SH.maxCount))
        values = tuple(ox.Literal(f"value {number}") for number in range(int(str(most)) + 1))
    elif constraint == "nodeKind":
        values = (BREAKING_KINDS[URIRef(str(next(source.objects(iri, SH.nodeKind))))],)
    else:
        values = BREAKING_VALUES[constraint]
    return [*document, *(ox.Triple(node, ox.NamedNode(str(forward)), value) for value in values)]


def _changed(document: Graph, change: dict[str, Any], turtle: Callable[[str], Graph]) -> list[ox.Triple]:
    dropped = {tuple(map(_iri, line.split())) for line in change.get("drop", ())}
    kept = [t for t in document if (_name(t.subject), t.predicate.value) not in dropped]
    return [*kept, *turtle(change.get("add", ""))]


def _iri(name: str) -> str:
    return BASE + name.removeprefix("ex:") if name.startswith("ex:") else expand(name)


def _name(node: object) -> str:
    return node.value if isinstance(node, ox.NamedNode) else str(node)
