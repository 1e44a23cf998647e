"""The outcome of judging one document, in the words of its publisher's mode."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import Final, Literal, TypeAlias

from credway.ontology.namespaces import expand, is_closed
from credway.shapes.engine import (
    MAX_RESULTS,
    MORE_RESULTS,
    SEVERITIES,
    SHAPES,
    Graph,
    Result,
    Severity,
    more_results,
)
from credway.shapes.statements import is_iri, plain, statements
from credway.shapes.targets import REFERENCE_RECORD, classed

Mode: TypeAlias = Literal["publish", "mirror"]
"""An owner publishes its own things; a mirror holds what was published long ago elsewhere."""

Outcome: TypeAlias = Literal["accepted", "reference", "refused"]

RELATIVE: Final = "https://relative.invalid/"
"""Under what relative IRIs are parsed: preflight refuses them, and the shapes should see them too."""
MORE: Final = "engine.more"
"""The code of a finding that stands for what a report does not hold."""
NO_TRIPLES: Final = "NO_TRIPLES"
NO_FOCUS_NODE: Final = "NO_FOCUS_NODE"

_SOURCE: Final = expand("credway:Source")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend. `pointer` is its place in the document as a JSON pointer, where known.

    `code` is stable: `common.ctidRequired` for a shape, capitals for what no shape can find. `count` is
    more than one where the finding stands for others that the report does not hold.
    """

    severity: Severity
    message: str
    pointer: str | None
    focus: str
    path: str | None
    value: str | None
    shape: str
    code: str
    count: int = 1

    def __reduce__(self) -> tuple[type["Finding"], tuple[object, ...]]:
        """Hand it to another process by its fields: thrice as fast as what a dataclass with slots does."""
        return Finding, _fields(self)


_fields = attrgetter(*(each.name for each in fields(Finding)))


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
    findings = sorted(map(_as_written, _merged(findings)), key=lambda each: SEVERITIES.index(each.severity))
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
    message = (
        "Nothing judges this node, for it has no class that CTDL describes. Give it an @type such as "
        "ceterms:Credential, ceterms:Course or ceterms:Organization."
    )
    missed = [node for node in named if node not in judged]
    # The check of classes counts what has a class that the vocabulary should have.
    rest = [node for node in missed[MAX_RESULTS:] if not any(map(is_closed, described[node]))]
    findings = [_bare(NO_FOCUS_NODE, plain(node), message) for node in missed[:MAX_RESULTS]]
    if rest:
        findings.append(replace(_bare(MORE, plain(rest[0]), ""), shape=MORE_RESULTS, count=len(rest)))
    return tuple(findings)


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
        focus=result.focus,
        path=result.path,
        value=result.value,
        shape=result.shape,
        code=result.shape.removeprefix(SHAPES).replace("/", "."),
        count=result.count,
    )


def _merged(findings: Sequence[Finding]) -> Sequence[Finding]:
    """Let one finding of each severity, behind the others, say what the report does not hold."""
    left: dict[Severity, Finding] = {}
    for each in findings:
        if each.code == MORE:
            held = left.get(each.severity)
            left[each.severity] = replace(held, count=held.count + each.count) if held else each
    if not left:
        return findings
    notes = (replace(each, message=more_results(each.count, each.severity)) for each in left.values())
    return [*(each for each in findings if each.code != MORE), *notes]


def _as_written(finding: Finding) -> Finding:
    """Show a relative identifier as its writer wrote it, not as it was parsed."""
    parts = (finding.focus, finding.value or "", finding.message)
    if not any(RELATIVE in part for part in parts):
        return finding
    focus, value, message = (part.replace(RELATIVE, "") for part in parts)
    return replace(finding, focus=focus, value=None if finding.value is None else value, message=message)


def _bare(code: str, focus: str, message: str) -> Finding:
    return Finding("Violation", message, None, focus, None, None, f"{SHAPES}check/{code}", code)
