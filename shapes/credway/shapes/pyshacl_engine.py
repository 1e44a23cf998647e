"""pySHACL with everything that does not depend on the document done once.

The constraints are pySHACL's own code; what is replaced around them is set-up (shapes, constraint
components and paths are built once), the graph (two dictionaries in place of a store) and the
report (rows in place of a graph and a text that prints whole documents). pySHACL has no interface
for this, so its version is pinned and tests/shapes compare with plain `pyshacl.validate`.
"""

import logging
import types
import warnings
from collections.abc import Iterable, Iterator
from functools import cached_property
from threading import Lock
from typing import Any, Final, NamedTuple, cast

from pyshacl.constraints import CONSTRAINT_PARAMETERS_MAP
from pyshacl.constraints.constraint_component import ConstraintComponent
from pyshacl.errors import ReportableRuntimeError
from pyshacl.pytypes import SHACLExecutor
from pyshacl.shape import Shape
from pyshacl.shapes_graph import ShapesGraph
from rdflib import RDFS, SH, URIRef
from rdflib import Graph as RdflibGraph
from rdflib.term import Literal, Node

from credway.shapes.convert import text_of, to_rdflib
from credway.shapes.engine import (
    ENGINE_ERROR,
    MAX_RESULTS,
    SEVERITIES,
    Graph,
    Result,
    Severity,
    capped,
    ordered,
    positions,
    shortened,
)
from credway.shapes.path import Path, read
from credway.shapes.targets import ClassesOf, compiled, prepare

# rdflib logs a traceback for each ill-typed literal or warns; the report says the same in a row.
logging.getLogger("rdflib.term").setLevel(logging.ERROR)
warnings.filterwarnings("ignore", message="Parsing weird boolean", category=UserWarning)

MAX_DEPTH: Final = 15
"""How deep shapes may nest; pySHACL's own limit."""

_MINIMUM_DATA: Final = URIRef("https://w3id.org/credway/terms/minimumData")


class PyShaclEngine:
    """The engine that is the authority; see `Engine`. One lock: pySHACL is not thread-safe."""

    def __init__(self, max_results: int = MAX_RESULTS, classes_of: ClassesOf | None = None) -> None:
        """Compile the shapes.

        `max_results` cuts a report; `classes_of` tells the classes of things that a document only
        points at.
        """
        self._max_results = max_results
        self._classes_of = classes_of
        self._lock = Lock()
        self._all = _Shapes(violations_only=False)

    @cached_property
    def _grave(self) -> "_Shapes":
        return _Shapes(violations_only=True)

    def conforms(self, graph: Graph) -> bool:
        """Tell whether the graph has no Violation; warnings and infos do not count."""
        with self._lock:
            return not self._rows(self._grave, graph)

    def report(self, graph: Graph, *, forgiving: bool = False) -> list[Result]:
        """Return what is wrong, the gravest first and then in the order of the document."""
        with self._lock:
            rows = self._rows(self._all, graph)
        return capped(ordered(rows, positions(graph)), self._max_results)

    def _rows(self, shapes: "_Shapes", graph: Graph) -> list[Result]:
        """Judge a graph; whatever pySHACL raises becomes a row, so that nothing slips through."""
        rows: list[Result] = []
        try:
            prepared = prepare(graph, self._classes_of)
            links = _Links(
                (to_rdflib(t.subject), to_rdflib(t.predicate), to_rdflib(t.object)) for t in prepared.triples
            )
        except Exception as error:
            return [_error("", error)]
        for name, nodes in prepared.judged.items():
            try:
                rows.extend(shapes.judge(name, [to_rdflib(node) for node in nodes], links))
            except Exception as error:
                rows.append(_error(text_of(nodes[0]), error))
        return rows


def _error(focus: str, error: Exception) -> Result:
    reason = shortened(f"{type(error).__name__}: {error}")
    return Result(
        focus=focus,
        path=None,
        value=None,
        message=f"The document cannot be judged and is refused ({reason}).",
        severity="Violation",
        shape=ENGINE_ERROR,
        component=ENGINE_ERROR,
        minimum_data=False,
    )


class _Row(NamedTuple):
    """One result as a constraint component finds it."""

    shape: "_Shape"
    component: URIRef
    focus: Node
    value: Node | None
    path: Node | None


_Found = tuple[str, Any, list[Any]]
"""What pySHACL passes between constraints: a text, a node and triples. Here: "", a row, []."""


class _Links:
    """A document's triples as pySHACL's constraints read them."""

    def __init__(self, triples: Iterable[tuple[Node, Node, Node]]) -> None:
        self._out: dict[Node, dict[Node, dict[Node, None]]] = {}
        for subject, predicate, value in triples:
            self._out.setdefault(subject, {}).setdefault(predicate, {})[value] = None

    @cached_property
    def _in(self) -> dict[tuple[Node, Node], list[Node]]:
        found: dict[tuple[Node, Node], list[Node]] = {}
        for subject, links in self._out.items():
            for predicate, values in links.items():
                for value in values:
                    found.setdefault((predicate, value), []).append(subject)
        return found

    def objects(self, subject: Node, predicate: Node) -> Iterable[Node]:
        """Return the objects of a subject and a predicate."""
        links = self._out.get(subject)
        return () if links is None else links.get(predicate, ())

    def subjects(self, predicate: Node, object: Node) -> Iterable[Node]:
        """Return the subjects of a predicate and an object."""
        return self._in.get((predicate, object), ())

    def predicate_objects(self, subject: Node) -> Iterator[tuple[Node, Node]]:
        """Yield what a subject says."""
        for predicate, values in self._out.get(subject, {}).items():
            for value in values:
                yield predicate, value

    def transitive_objects(self, subject: Node, predicate: Node) -> Iterator[Node]:
        """Yield the subject alone: superclasses are in the graph, rdfs:subClassOf is not."""
        if predicate != RDFS.subClassOf:
            raise NotImplementedError(f"no shape of ours follows {predicate}")
        yield subject


class _Rows:
    """Mixed into each constraint component: a result is a row, not a graph and a text."""

    __slots__ = ()
    shape: "_Shape"
    shacl_constraint_component: URIRef

    def make_v_result(
        self,
        datagraph: object,
        focus_node: Node,
        value_node: Node | None = None,
        result_path: Node | None = None,
        constraint_component: URIRef | None = None,
        **unused: object,
    ) -> _Found:
        """Return a row in the place where pySHACL keeps the node of a result."""
        component = constraint_component or self.shacl_constraint_component
        return "", _Row(self.shape, component, focus_node, value_node, result_path), []


class _Shape(Shape):
    """A shape of pySHACL that keeps its constraint components and its path."""

    __slots__ = ("components", "steps", "text")

    components: tuple[ConstraintComponent, ...]
    steps: Path | None
    text: str | None

    def value_nodes(
        self, target_graph: Any, focus: Any, sparql_mode: bool = False, debug: bool = False
    ) -> dict[Node, set[Node]]:
        """Return the value nodes of each focus node."""
        steps = self.steps
        if steps is None:
            return {node: {node} for node in focus}
        return {node: set(steps.values(node, target_graph)) for node in focus}

    def validate(
        self,
        executor: SHACLExecutor,
        target_graph: Any,
        focus: Any = None,
        _evaluation_path: list[Any] | None = None,
    ) -> tuple[bool, list[_Found]]:
        """Judge focus nodes with each constraint component; as pySHACL's, without the set-up."""
        if self.deactivated:
            return True, []
        trail = _evaluation_path or []
        if len(trail) // 2 >= executor.max_validation_depth:
            raise ReportableRuntimeError("shapes are nested too deeply")
        nodes = [focus] if isinstance(focus, Node) else list(focus)
        values = self.value_nodes(target_graph, nodes)
        trail.append(self)
        found: list[_Found] = []
        conforms = True
        for component in self.components:
            passes, more = component.evaluate(executor, target_graph, values, [*trail, component])
            conforms = conforms and passes
            found.extend(more)
        return conforms, found


class _Shapes:
    """All shapes, compiled."""

    def __init__(self, violations_only: bool) -> None:
        source = RdflibGraph(bind_namespaces="none")
        for t in compiled(violations_only):
            source.add((to_rdflib(t.subject), to_rdflib(t.predicate), to_rdflib(t.object)))
        self._executor = SHACLExecutor(max_validation_depth=MAX_DEPTH)
        self._graph = ShapesGraph(source, False, logging.getLogger(__name__))
        self._cached: dict[Node, _Shape] = {}
        for plain in self._graph.shapes:
            path = plain.path()
            shape = _Shape(self._graph, plain.node, p=plain.is_property_shape, path=path)
            shape.steps = None if path is None else read(source, path)
            shape.text = None if shape.steps is None else shape.steps.text()
            self._cached[plain.node] = shape
        # Constraints look other shapes up here, some of them as soon as they are made.
        self._graph._node_shape_cache = cast(Any, self._cached)
        for shape in self._cached.values():
            parameters = [p for p in source.predicates(shape.node) if isinstance(p, URIRef)]
            kinds = {
                CONSTRAINT_PARAMETERS_MAP[p]: None
                for p in sorted(parameters)
                if p in CONSTRAINT_PARAMETERS_MAP
            }
            shape.components = tuple(_with_rows(kind)(shape) for kind in kinds)
        self._minimum_data = frozenset(source.subjects(_MINIMUM_DATA, Literal(True)))

    def judge(self, name: str, nodes: list[Node], links: _Links) -> list[Result]:
        """Return the results of one shape for its nodes."""
        shape = self._cached[URIRef(name)]
        found = shape.validate(self._executor, links, nodes)[1]
        return [self._result(row) for _, row, _ in found]

    def _result(self, row: _Row) -> Result:
        shape = row.shape
        path = shape.text if row.path is None else text_of(row.path)
        return Result(
            focus=text_of(row.focus),
            path=path,
            value=None if row.value is None else shortened(text_of(row.value)),
            message=str(next(iter(shape.message))),
            severity=_severity(shape.severity),
            shape=text_of(shape.node),
            component=str(row.component),
            minimum_data=shape.node in self._minimum_data,
        )


_BARE: Final = {"__slots__": ()}
_KINDS: dict[type[ConstraintComponent], type[ConstraintComponent]] = {}


def _with_rows(kind: type[ConstraintComponent]) -> type[ConstraintComponent]:
    """Return a kind of constraint component that finds rows."""
    if kind not in _KINDS:
        made = types.new_class(kind.__name__, (_Rows, kind), exec_body=lambda body: body.update(_BARE))
        _KINDS[kind] = cast(type[ConstraintComponent], made)
    return _KINDS[kind]


def _severity(node: Node) -> Severity:
    return SEVERITIES[[SH.Violation, SH.Warning, SH.Info].index(URIRef(str(node)))]
