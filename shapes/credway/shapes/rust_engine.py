"""The fast engine: `shacl`, written in Rust, over the same compiled shapes as pySHACL.

It is one person's library at a version below 1: nothing but this module knows it, and `gate` lets it
decide but not explain. Its rows are made those of pySHACL: path and message are taken from the shape
that a row names, and blank nodes, which the library renames, are traced to the document's labels.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

import pyoxigraph as ox
import shacl
from rdflib import RDFS, SH, URIRef

from credway.shapes.alternatives import eased
from credway.shapes.engine import (
    MAX_RESULTS,
    SEVERITIES,
    SHAPES,
    Graph,
    Result,
    Severity,
    capped,
    ordered,
    shortened,
)
from credway.shapes.lines import BLANK, IS, Lines, family, lines
from credway.shapes.path import read
from credway.shapes.sources import graph as shapes_graph
from credway.shapes.targets import compiled

_FORMAT: Final = "ntriples"
_RENAMED: Final = "_:0_b"
_TRACE: Final = f"{SHAPES}engine/trace"
_TARGET: Final = str(SH.targetObjectsOf)
_AT_LEAST: Final = str(SH.MinCountConstraintComponent)
_FOR_PEOPLE: Final = frozenset(map(str, (RDFS.label, RDFS.comment, RDFS.seeAlso, SH.message)))
_MINIMUM_DATA: Final = URIRef("https://w3id.org/credway/terms/minimumData")


MAX_COMPILED: Final = 64
"""How many sets of families stay compiled; each takes milliseconds to compile and under a megabyte."""


class EngineFailed(Exception):
    """The library could not read or judge a document; says why."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a row takes from the shape that it names."""

    path: str | None
    message: str
    severity: Severity
    minimum_data: bool


class RustEngine:
    """The engine that decides; see `Engine`. Threads may share it.

    Its methods raise EngineFailed where the library fails, which says nothing about the document.
    """

    def __init__(self, max_results: int = MAX_RESULTS) -> None:
        """Take the shapes; they are compiled as documents need them. `max_results` cuts a report."""
        self._max_results = max_results
        self._shapes = _described()
        self._compiled = lru_cache(maxsize=MAX_COMPILED)(_Compiled)

    def conforms(self, graph: Graph) -> bool:
        """Tell whether the graph has no Violation; warnings and infos do not count."""
        return self.accepts(self.read(graph))

    def report(self, graph: Graph, *, forgiving: bool = False) -> list[Result]:
        """Return what is wrong, the gravest first and then in the order of the document."""
        document = self.read(graph)
        rows = self.rows(document)
        return capped(ordered(rows, document.positions()), self._max_results)

    def read(self, graph: Graph) -> Lines:
        """Write a document as the library reads it."""
        try:
            return lines(graph)
        except ValueError as error:
            raise EngineFailed(str(error)) from error

    def accepts(self, document: Lines) -> bool:
        """Tell whether a document has no Violation, and stop at the first."""
        compiled = self._compiled(document.families)
        return compiled.validated(document.text, max_results=1).conforms

    def rows(self, document: Lines) -> list[Result]:
        """Return all that is wrong with a document, in no order."""
        # The library numbers blank nodes as they come. To point at each would cost a sixth of the time,
        # so only the last is: if it has the number that it should have, so have the others.
        compiled = self._compiled(document.families)
        rows, found = compiled.traced(document, max(0, len(document.blank_nodes) - 1))
        names = {f"{_RENAMED}{compiled.first + n}": label for n, label in enumerate(document.blank_nodes)}
        if any(names.get(name) != label for name, label in found.items()):
            rows, names = compiled.traced(document, 0)
        return [self._result(row, names, compiled.meant) for row in rows]

    def _result(self, row: shacl.Result, names: Mapping[str, str], meant: Mapping[str, str]) -> Result:
        named = _plain(row.source_shape or "", names)
        iri = meant.get(named, named)
        shape = self._shapes.get(iri)
        if shape is None:
            raise EngineFailed(f"a result names no shape of ours: {row.source_shape}")
        # What stands for a shape names no path, and the node as the value.
        value = None if named in meant else row.value
        return Result(
            focus=_plain(row.focus_node, names),
            path=shape.path or (None if row.path is None else _plain(row.path, names)),
            value=None if value is None else shortened(_plain(value, names)),
            message=shape.message,
            severity=shape.severity,
            shape=iri,
            component=_AT_LEAST if named in meant else row.component_iri,
            minimum_data=shape.minimum_data,
        )


class _Compiled:
    """The shapes of some families, compiled: each validation copies them, so that few cost less than all."""

    def __init__(self, families: frozenset[str]) -> None:
        shapes = eased([*_part(families)], frozenset({str(_MINIMUM_DATA)}))
        self.meant = shapes.meant
        """The shapes that are meant where a row names what stands for them."""
        text = ox.serialize((*shapes.triples, *_tracing()), format=ox.RdfFormat.N_TRIPLES)
        self._shapes = shacl.Shapes.from_text(bytes(text or b"").decode(), _FORMAT)
        _, names = self.traced(Lines((), "", ("_:first",), families, ()), 0)
        self.first = int(next(iter(names)).removeprefix(_RENAMED))
        """The number that the first blank node of a document is given: the shapes have theirs."""

    def traced(self, document: Lines, first: int) -> tuple[list[shacl.Result], dict[str, str]]:
        """Return the results, and the labels of the blank nodes from the first given on by new name."""
        names: dict[str, str] = {}
        rows: list[shacl.Result] = []
        for row in self.validated(document.traced(first), max_results=None).results:
            if row.source_shape == f"<{_TRACE}>":
                number = row.focus_node[len(BLANK) + 1 : -1]
                names[str(row.value)] = document.blank_nodes[int(number)]
            else:
                rows.append(row)
        return rows, names

    def validated(self, text: str, max_results: int | None) -> shacl.Report:
        """Judge some lines. Raises EngineFailed."""
        try:
            return self._shapes.validate_text(text, _FORMAT, max_results=max_results, allow_warnings=True)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # a panic in Rust is no Exception
            raise EngineFailed(f"{type(error).__name__}: {error}") from error


def _plain(text: str, names: Mapping[str, str]) -> str:
    """Write a term as `convert.text_of` does. Raises EngineFailed for a blank node of nowhere."""
    if text.startswith("<"):
        return text[1:-1]
    if text.startswith("_:"):
        if text not in names:
            raise EngineFailed(f"a result names a blank node that the document has not: {text}")
        return names[text]
    return text


def _part(families: frozenset[str]) -> Iterator[ox.Triple]:
    """Yield the shapes of some families with all that they refer to, and without what is for people."""
    said = _by_subject()
    pending: list[object] = [node for node in said if _family_of(node) in families]
    seen = set(pending)
    while pending:
        node = pending.pop()
        for triple in said[node]:
            name = triple.predicate.value
            if name in _FOR_PEOPLE or (name == _TARGET and _family_of(node) not in families):
                continue
            yield triple
            if triple.object in said and triple.object not in seen:
                seen.add(triple.object)
                pending.append(triple.object)


def _family_of(node: object) -> str | None:
    return family(node.value) if isinstance(node, ox.NamedNode) else None


@cache
def _by_subject() -> Mapping[object, list[ox.Triple]]:
    found: dict[object, list[ox.Triple]] = {}
    for triple in compiled():
        found.setdefault(triple.subject, []).append(triple)
    return found


def _tracing() -> list[ox.Triple]:
    """Return a shape that reports each blank node together with the number it was given."""
    shape, node = ox.NamedNode(f"{SHAPES}engine/traced"), ox.NamedNode(_TRACE)
    pointer = ox.NamedNode(IS)
    said = (
        (shape, SH.targetSubjectsOf, pointer),
        (shape, SH.property, node),
        (node, SH.path, pointer),
        (node, SH.nodeKind, ox.NamedNode(str(SH.IRI))),
        (node, SH.severity, ox.NamedNode(str(SH.Info))),
    )
    return [ox.Triple(subject, ox.NamedNode(str(name)), value) for subject, name, value in said]


def _described() -> Mapping[str, _Shape]:
    source = shapes_graph()
    forgiven = set(source.subjects(_MINIMUM_DATA))
    names = {str(SH[severity]): severity for severity in SEVERITIES}
    found = {}
    for node, message in source.subject_objects(SH.message):
        path = source.value(node, SH.path)
        found[str(node)] = _Shape(
            path=None if path is None else read(source, path).text(),
            message=str(message),
            severity=names[str(source.value(node, SH.severity))],
            minimum_data=node in forgiven,
        )
    return found
