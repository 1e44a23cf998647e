"""The outcome of judging one document, in the words of its publisher's mode."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import pyoxigraph as ox

from credway.ontology.namespaces import expand, fold
from credway.shapes.convert import text_of
from credway.shapes.engine import MAX_RESULTS, SEVERITIES, SHAPES, Graph, Result, Severity
from credway.shapes.targets import REFERENCE_RECORD, prepare

Mode: TypeAlias = Literal["publish", "mirror"]
"""An owner publishes its own things; a mirror holds what was published long ago elsewhere."""

Outcome: TypeAlias = Literal["accepted", "reference", "refused"]

NO_TRIPLES: Final = "NO_TRIPLES"
NO_FOCUS_NODE: Final = "NO_FOCUS_NODE"

_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SOURCE: Final = expand("credway:Source")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend. `pointer` is its place in the document as a JSON pointer, where known.

    `code` is stable: `common.ctidRequired` for a shape, capitals for what no shape can find.
    """

    severity: Severity
    message: str
    pointer: str | None
    focus: str
    path: str | None
    value: str | None
    shape: str
    code: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a document may enter, and all that is wrong with it, the gravest first."""

    outcome: Outcome
    mode: Mode
    findings: tuple[Finding, ...]


def judge(
    results: Iterable[Result],
    mode: Mode,
    is_reference: bool,
    extra_findings: Sequence[Finding] = (),
    pointer: Callable[[Result], str | None] = lambda result: None,
) -> Verdict:
    """Turn results into a verdict: refused if anything is a Violation in this mode.

    In a mirror what the minimum data policy asks for is a Warning. `extra_findings` keep the
    severity that they have; `pointer` finds the place of a result in the document.
    """
    findings = [*extra_findings]
    seen = set()
    for result in results:
        finding = _finding(result, mode, pointer(result))
        # A check in code and a pattern of SHACL may say the same of the same value.
        same = (finding.severity, finding.focus, finding.path, finding.value)
        if result.shape.startswith(f"{SHAPES}check/") and same in seen:
            continue
        seen.add(same)
        findings.append(finding)
    findings.sort(key=lambda finding: SEVERITIES.index(finding.severity))
    if any(finding.severity == "Violation" for finding in findings):
        outcome: Outcome = "refused"
    else:
        outcome = "reference" if is_reference else "accepted"
    return Verdict(outcome, mode, tuple(findings))


def focus_nodes(graph: Graph) -> tuple[str, ...]:
    """Return the nodes that a shape judges for their class, in the order of the document."""
    return tuple(map(text_of, prepare(graph).classed))


def unjudged(graph: Graph) -> tuple[Finding, ...]:
    """Return what no shape can find: no triples at all, and identified nodes that none judges.

    Every node with an identifier of its own must be judged; a graph without any has no main node.
    """
    if not graph:
        message = "The document says nothing: no triple was read. Check its @context and its keys."
        return (_bare(NO_TRIPLES, "", message),)
    judged = prepare(graph).classed
    subjects = dict.fromkeys(t.subject for t in graph if isinstance(t.subject, ox.NamedNode))
    if not subjects:
        message = "Nothing in the document has an identifier. Give the thing it describes an @id."
        return (_bare(NO_FOCUS_NODE, text_of(graph[0].subject), message),)
    message = "Nothing judges this node. Give it an @type that the registry knows; see the shapes."
    missed = [s.value for s in subjects if s not in judged]
    return tuple(_bare(NO_FOCUS_NODE, focus, message) for focus in missed[:MAX_RESULTS])


def is_reference(graph: Graph) -> bool:
    """Tell whether a graph holds reference records and nothing else but the sources they name."""
    classes: dict[str, set[str]] = {}
    for triple in graph:
        if isinstance(triple.subject, ox.NamedNode):
            named = classes.setdefault(triple.subject.value, set())
            if triple.predicate.value == _TYPE and isinstance(triple.object, ox.NamedNode):
                named.add(fold(triple.object.value))
    others = [named for named in classes.values() if _SOURCE not in named]
    return bool(others) and all(REFERENCE_RECORD in named for named in others)


def _finding(result: Result, mode: Mode, pointer: str | None) -> Finding:
    severity = result.severity
    if mode == "mirror" and result.minimum_data and severity == "Violation":
        severity = "Warning"
    return Finding(
        severity=severity,
        message=result.message,
        pointer=pointer,
        focus=result.focus,
        path=result.path,
        value=result.value,
        shape=result.shape,
        code=result.shape.removeprefix(SHAPES).replace("/", "."),
    )


def _bare(code: str, focus: str, message: str) -> Finding:
    return Finding("Violation", message, None, focus, None, None, f"{SHAPES}check/{code}", code)
