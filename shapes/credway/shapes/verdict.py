"""The outcome of judging one document, in the words of its publisher's mode."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from credway.ontology.namespaces import expand
from credway.shapes.engine import MAX_RESULTS, SEVERITIES, SHAPES, Graph, Result, Severity
from credway.shapes.statements import is_iri, plain, statements
from credway.shapes.targets import REFERENCE_RECORD, classed

Mode: TypeAlias = Literal["publish", "mirror"]
"""An owner publishes its own things; a mirror holds what was published long ago elsewhere."""

Outcome: TypeAlias = Literal["accepted", "reference", "refused"]

RELATIVE: Final = "https://relative.invalid/"
"""Under what relative IRIs are parsed: preflight refuses them, and the shapes should see them too."""
NO_TRIPLES: Final = "NO_TRIPLES"
NO_FOCUS_NODE: Final = "NO_FOCUS_NODE"

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


def in_mirror(severity: Severity, minimum_data: bool) -> Severity:
    """Return the severity in a mirror: what the minimum data policy asks for is a Warning there."""
    return "Warning" if minimum_data and severity == "Violation" else severity


def placed(verdict: Verdict, pointer: str) -> Verdict:
    """Say of each finding at least in which part of its file it is."""
    if not pointer:
        return verdict
    findings = tuple(each if each.pointer else replace(each, pointer=pointer) for each in verdict.findings)
    return replace(verdict, findings=findings)


def focus_nodes(graph: Graph) -> tuple[str, ...]:
    """Return the nodes that a shape judges for their class, in the order of the document."""
    described = statements(graph).described
    judged = classed(described)
    return tuple(plain(node) for node in described if node in judged)


def unjudged(graph: Graph) -> tuple[Finding, ...]:
    """Return what no shape can find: no triples at all, and identified nodes that none judges.

    Every node with an identifier of its own must be judged; a graph without any has no main node."""
    if not graph:
        message = "The document says nothing: no triple was read. Check its @context and its keys."
        return (_bare(NO_TRIPLES, "", message),)
    described = statements(graph).described
    named = [node for node in described if is_iri(node)]
    if not named:
        message = "Nothing in the document has an identifier. Give the thing it describes an @id."
        return (_bare(NO_FOCUS_NODE, next(iter(described)), message),)
    judged = classed(described)
    message = "Nothing judges this node. Give it an @type that the registry knows; see the shapes."
    missed = [plain(node) for node in named if node not in judged]
    return tuple(_bare(NO_FOCUS_NODE, focus, message) for focus in missed[:MAX_RESULTS])


def is_reference(graph: Graph) -> bool:
    """Tell whether a graph holds reference records and nothing else but the sources they name."""
    named = (classes for node, classes in statements(graph).described.items() if is_iri(node))
    others = [classes for classes in named if _SOURCE not in classes]
    return bool(others) and all(REFERENCE_RECORD in classes for classes in others)


def _finding(result: Result, mode: Mode, pointer: str | None) -> Finding:
    forgiving = mode == "mirror"
    return Finding(
        severity=in_mirror(result.severity, result.minimum_data) if forgiving else result.severity,
        message=result.message,
        pointer=pointer,
        focus=result.focus.removeprefix(RELATIVE),
        path=result.path,
        value=None if result.value is None else result.value.removeprefix(RELATIVE),
        shape=result.shape,
        code=result.shape.removeprefix(SHAPES).replace("/", "."),
    )


def _bare(code: str, focus: str, message: str) -> Finding:
    return Finding("Violation", message, None, focus, None, None, f"{SHAPES}check/{code}", code)
