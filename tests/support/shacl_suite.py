"""The W3C test suite of SHACL: its cases, and what an engine answers as rows to compare."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import shacl
from rdflib import RDF, SH, BNode, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Literal, Node

from credway.shapes.convert import to_rdflib

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")

Row = tuple[str, str, str, str, str]
"""Focus node, path, component, severity and value; any blank node is `_:`."""

Answer = Counter[Row] | None
"""The rows of a report; none where the shapes must be refused."""


@dataclass(frozen=True, slots=True)
class Case:
    """One test: the files of the data and the shapes, and the answer that is expected."""

    name: str
    data: Path
    shapes: Path
    expected: Answer


def cases(manifest: Path) -> Iterator[Case]:
    """Yield the tests of a manifest and of those that it includes."""
    graph = _graph(manifest)
    for included in sorted(graph.objects(None, MF.include), key=str):
        yield from cases(_file(included))
    for entries in graph.objects(None, MF.entries):
        for entry in Collection(graph, entries):
            if (entry, RDF.type, SHT.Validate) not in graph:
                continue
            action = graph.value(entry, MF.action)
            result = graph.value(entry, MF.result)
            yield Case(
                name=str(entry).rpartition("/")[2],
                data=_file(graph.value(action, SHT.dataGraph)),
                shapes=_file(graph.value(action, SHT.shapesGraph)),
                expected=None if result == SHT.Failure else _rows(graph, result),
            )


def by_rust(case: Case) -> Answer:
    """Ask the Rust library."""
    try:
        report = shacl.Shapes.from_file(str(case.shapes)).validate_file(str(case.data))
    except ValueError:
        return None
    found: Counter[Row] = Counter()
    for row in report.results:
        path = _bare(row.path or "")
        found[_term(row.focus_node), path, row.component_iri, row.severity_iri, _term(row.value or "")] += 1
    return found


def by_pyshacl(case: Case) -> Answer:
    """Ask pySHACL."""
    try:
        report = pyshacl.validate(_graph(case.data), shacl_graph=_graph(case.shapes), advanced=True)[1]
    except Exception:  # what it raises for a prefix or a variable that it does not support
        return None
    if not isinstance(report, Graph):
        return None
    return _rows(report, report.value(None, RDF.type, SH.ValidationReport))


def _graph(file: Path) -> Graph:
    """Read a file without the changes that rdflib's own parsers make to literals."""
    graph = Graph()
    for quad in ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=file.as_uri()):
        graph.add((to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)))
    return graph


def _rows(graph: Graph, report: Node | None) -> Counter[Row]:
    found: Counter[Row] = Counter()
    for row in graph.objects(report, SH.result):
        path = graph.value(row, SH.resultPath)
        component, severity = (
            str(graph.value(row, p)) for p in (SH.sourceConstraintComponent, SH.resultSeverity)
        )
        focus, value = (_n3(graph.value(row, p)) for p in (SH.focusNode, SH.value))
        found[focus, "" if path is None else _bare(_path(graph, path)), component, severity, value] += 1
    return found


def _path(graph: Graph, node: Node) -> str:
    """Write a path as in SPARQL."""
    if isinstance(node, URIRef):
        return node.n3()
    if (node, RDF.first, None) in graph:
        return "/".join(_path(graph, part) for part in Collection(graph, node))
    alternatives = graph.value(node, SH.alternativePath)
    if alternatives is not None:
        return "|".join(_path(graph, part) for part in Collection(graph, alternatives))
    marks = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}
    for predicate, mark in marks.items():
        inner = graph.value(node, predicate)
        if inner is not None:
            return _path(graph, inner) + mark
    inverse = graph.value(node, SH.inversePath)
    assert inverse is not None
    return "^" + _path(graph, inverse)


def _bare(path: str) -> str:
    return path.replace("(", "").replace(")", "")


def _n3(node: Node | None) -> str:
    if node is None:
        return ""
    if isinstance(node, Literal):
        return _term(Literal(str(node), node.language, node.datatype, normalize=False).n3())
    return "_:" if isinstance(node, BNode) else str(node.n3())


def _term(text: str) -> str:
    """Write a term of N-Triples in one of its spellings."""
    if text.startswith("_:"):
        return "_:"
    return text.removesuffix("^^<http://www.w3.org/2001/XMLSchema#string>")


def _file(iri: Node | None) -> Path:
    return Path(str(iri).removeprefix("file://"))
