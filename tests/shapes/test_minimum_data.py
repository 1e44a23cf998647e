"""Each requirement and benchmark of the table is a finding once its property is taken away."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import SH, URIRef

from credway.ontology.namespaces import compact, expand
from credway.ontology.terms import superclasses, terms
from credway.shapes.catalog import Shape, shapes
from credway.shapes.engine import Graph, Result
from credway.shapes.path import Alternative, Property, read
from credway.shapes.pyshacl_engine import PyShaclEngine
from credway.shapes.sources import graph
from credway.shapes.targets import REFERENCE_RECORD, Node, class_targets

EXAMPLES = Path(__file__).parent / "examples"
POLICY = Path(__file__).parents[3] / "shared" / "data" / "policy" / "minimum-data-2022-03-14.md"
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
OWN = ("credway:", "subjects of ", "schema:ValueProfile")


@dataclass(frozen=True)
class Row:
    """One row: a class, a property or any one of several (`^` is backwards), what its lack is."""

    name: str
    properties: tuple[str, ...]
    severity: str
    source: str
    note: str

    @property
    def plain(self) -> frozenset[str]:
        return frozenset(each.removeprefix("^") for each in self.properties)


@cache
def table() -> tuple[Row, ...]:
    with (Path(__file__).parent / "minimum_data.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            Row(r["class"], tuple(r["property"].split("|")), r["severity"], r["source"], r["note"])
            for r in csv.DictReader(lines)
        )


ASKED = [row for row in table() if row.severity != "none"]


@cache
def described() -> tuple[tuple[Graph, Node, frozenset[str]], ...]:
    """Return each node of the valid examples with its document and its classes."""
    found = []
    for path in sorted(EXAMPLES.glob("*.ttl")):
        document = [q.triple for q in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)]
        classes: dict[Node, set[str]] = {}
        for triple in document:
            if triple.predicate == TYPE and isinstance(triple.object, ox.NamedNode):
                assert isinstance(triple.subject, ox.NamedNode | ox.BlankNode)
                classes.setdefault(triple.subject, set()).add(triple.object.value)
        found += [
            (document, node, frozenset(named))
            for node, named in classes.items()
            if REFERENCE_RECORD not in named
        ]
    return tuple(found)


def judging(name: str) -> set[str]:
    """Return the shapes that judge a class."""
    return {shape for each in superclasses(name) for shape in class_targets().get(each, ())}


def example_of(curie: str) -> tuple[Graph, Node, bool]:
    """Return a document and a node of a class in it; made from the most similar one if need be.

    The last value tells whether the document is as it stands among the examples.
    """
    name = expand(curie)

    def likeness(each: tuple[Graph, Node, frozenset[str]]) -> tuple[bool, bool, int]:
        _, node, classes = each
        shared = max(len(judging(name) & judging(c)) for c in classes)
        return isinstance(node, ox.NamedNode), name in classes, shared

    document, node, classes = max(described(), key=likeness)
    if name in classes:
        return document, node, True
    kept = [t for t in document if not (t.subject == node and t.predicate == TYPE)]
    return [*kept, ox.Triple(node, TYPE, ox.NamedNode(name))], node, False


def without(document: Graph, node: Node, properties: tuple[str, ...]) -> list[ox.Triple]:
    """Take properties away from a node, backwards ones as well."""
    forward = {expand(p) for p in properties if not p.startswith("^")}
    backward = {expand(p[1:]) for p in properties if p.startswith("^")}
    return [
        t
        for t in document
        if not (t.subject == node and t.predicate.value in forward)
        and not (t.object == node and t.predicate.value in backward)
    ]


def lacking(results: list[Result], node: Node, row: Row) -> list[Result]:
    """Return the results that say that the row's property is missing."""
    focus = node.value if isinstance(node, ox.NamedNode) else str(node)
    return [
        result
        for result in results
        if result.focus == focus
        and result.component == f"{SH}MinCountConstraintComponent"
        and result.severity == row.severity
        and set(asked(result.shape)) == set(row.properties)
    ]


@cache
def asked(shape: str) -> tuple[str, ...]:
    """Return the properties of which a shape wants one; none if its path is another."""
    path = graph().value(URIRef(shape), SH.path)
    assert path is not None
    steps = read(graph(), path)
    parts = steps.parts if isinstance(steps, Alternative) else (steps,)
    simple = [part for part in parts if isinstance(part, Property)]
    if len(simple) != len(parts):
        return ()
    return tuple(("^" if p.inverse else "") + compact(str(p.iri)) for p in simple)


@pytest.mark.parametrize("row", ASKED, ids=lambda row: f"{row.name}-{row.properties[0]}")
def test_what_is_asked_for_is_missed(row: Row, engine: PyShaclEngine) -> None:
    """A document that passes is told, in the table's severity, when it loses one thing."""
    document, node, whole = example_of(row.name)
    if whole:
        assert not lacking(engine.report(document), node, row)
    found = lacking(engine.report(without(document, node, row.properties)), node, row)
    assert len(found) == 1
    if row.source != "credway":
        assert found[0].minimum_data == (row.severity == "Violation")


def test_every_class_is_told_all_that_it_lacks() -> None:
    """A node with a class and nothing else hears of every row of its class and of those above."""
    engine = PyShaclEngine(max_results=10_000)
    for term in terms().values():
        if term.kind == "class" and (rows := [r for r in ASKED if expand(r.name) in superclasses(term.iri)]):
            node = ox.NamedNode("https://demo.credway.example/bare")
            results = engine.report([ox.Triple(node, TYPE, ox.NamedNode(term.iri))])
            heard = {(frozenset(asked(r.shape)), r.severity) for r in results if r.shape in _asking()}
            publishing = _nearest(term.iri)
            for row in rows:
                if publishing is None or row.name not in publishing[1]:
                    assert (frozenset(row.properties), row.severity) in heard, (term.curie, row)


def test_the_table_has_every_shape_that_asks_for_something() -> None:
    """No shape of CTDL's classes asks for a property that is not in the table."""
    known = {(row.name, row.properties, row.severity) for row in ASKED}
    for shape in _asking().values():
        if shape.file not in ("claim", "reference"):
            for name in shape.classes:
                if not name.startswith(OWN) and asked(shape.iri) and expand(name) in terms():
                    assert (name, asked(shape.iri), shape.severity) in known, shape.iri


def test_a_row_without_severity_says_why() -> None:
    """What the policy asks for and Credway does not has a reason, and nothing else has one."""
    assert all(bool(row.note) == (row.severity == "none") for row in table())
    assert {source for row in table() for source in row.source.split()} == {"2022", "2026", "credway"}


def test_nothing_of_the_policy_is_left_out() -> None:
    """Each required property and benchmark of 2022 is asked for, or the table says why not."""
    if not POLICY.is_file():
        pytest.skip("needs ../shared/data/policy (the policy's data of 2022)")
    missed = [
        (name, level, group)
        for name, level, group in _policy()
        if not any(_covers(row, name, level, group) for row in table())
    ]
    assert missed == []


def _covers(row: Row, name: str, level: str, group: frozenset[str]) -> bool:
    above = superclasses(expand(name)) if expand(name) in terms() else (expand(name),)
    right = row.severity in ("Violation", "none") or level == "recommended"
    return expand(row.name) in above and right and bool(row.plain & group)


def _policy() -> Iterator[tuple[str, str, frozenset[str]]]:
    for line in POLICY.read_text(encoding="utf-8").splitlines():
        if line.startswith("| `"):
            names, required, recommended = re.split(r"(?<!\\)\|", line.strip().strip("|"))
            for name in re.findall("`([^`]*)`", names):
                for level, cell in (("required", required), ("recommended", recommended)):
                    for part in cell.split(";"):
                        group = frozenset(re.findall("`([^`]*)`", part))
                        if group and name not in group:
                            yield name, level, group


@cache
def _asking() -> Mapping[str, Shape]:
    """Return the shapes that want at least one value of something."""
    wanted = {str(node) for node in graph().subjects(SH.minCount)}
    return {shape.iri: shape for shape in shapes() if shape.iri in wanted and shape.path}


def _nearest(iri: str) -> tuple[str, set[str]] | None:
    """Return the nearest class that a publishing shape judges, and the ones above that it hides."""
    required = URIRef("https://w3id.org/credway/shapes/common/ctidRequired")
    publishing = {str(node) for node in graph().subjects(SH.property, required)}
    found = [c for c in superclasses(iri) if publishing & set(class_targets().get(c, ()))]
    if not found:
        return None
    hidden = {compact(c) for c in found if any(c != o and c in superclasses(o) for o in found)}
    return compact(found[0]), hidden
