"""From a document's graph to its verdict: the shapes, the checks in code, the mode."""

from collections.abc import Callable, Container, Sequence

from credway.shapes.checks import check
from credway.shapes.engine import MAX_RESULTS, Engine, Graph, Result, capped, ordered, positions
from credway.shapes.statements import statements
from credway.shapes.verdict import Finding, Mode, Verdict, is_reference, judge, unjudged


def validate(
    graph: Graph,
    mode: Mode,
    engine: Engine,
    extra_findings: Sequence[Finding] = (),
    pointer: Callable[[Result], str | None] = lambda result: None,
    said: Container[Result] = (),
) -> Verdict:
    """Judge one document.

    `extra_findings` are what was found before there was a graph; `pointer` finds the place of a
    result in the document's JSON. `said` are results that those findings say already.
    """
    graph = statements(graph)
    extra = (*extra_findings, *unjudged(graph))
    if not graph:
        return judge((), mode, is_reference=False, extra_findings=extra)
    checked = check(graph)
    if checked:
        checked = capped(ordered(checked, positions(graph)), MAX_RESULTS)
    results = [*engine.report(graph, forgiving=mode == "mirror"), *checked]
    return judge([each for each in results if each not in said], mode, is_reference(graph), extra, pointer)
