"""Findings made easier to act on: likely concepts and CTIDs named, places given, nothing said twice."""

from dataclasses import replace

from rdflib import SH, URIRef

from credway.shapes import hints
from credway.shapes.convert import text_of
from credway.shapes.echoes import Echoes
from credway.shapes.engine import Result
from credway.shapes.identity import ctid_in
from credway.shapes.misuse import SINGLE
from credway.shapes.reading import Reading
from credway.shapes.sources import graph
from credway.shapes.verdict import NO_FOCUS_NODE, Finding, Verdict


def hinted(verdict: Verdict, reading: Reading, echoes: Echoes) -> Verdict:
    """Name what a finding's writer may mean, and do not say twice what is wrong with a class or a CTID."""
    if not verdict.findings:
        return verdict
    findings = [_placed(each, reading) for each in _once(verdict, echoes)]
    for i, finding in enumerate(findings[: hints.MOST]):
        hint = _hint(finding, reading)
        if hint and hint not in finding.message:
            findings[i] = replace(finding, message=f"{finding.message} {hint}")
    return replace(verdict, findings=tuple(findings))


def _once(verdict: Verdict, echoes: Echoes) -> list[Finding]:
    """Leave out what another finding says of the same class, identifier or CTID."""
    held = {(f.code, f.focus) for f in verdict.findings}
    return [
        f
        for f in verdict.findings
        if not (
            (f.code == NO_FOCUS_NODE and (("check.class", f.focus) in held or echoes.covers(f)))
            or (f.code in ("WRONG_CTID", "common.ctidVersion") and ("common.ctidGrammar", f.focus) in held)
        )
    ]


def _placed(finding: Finding, reading: Reading) -> Finding:
    """Give the place of a node that nothing judges."""
    if finding.code != NO_FOCUS_NODE or finding.pointer is not None:
        return finding
    return replace(
        finding, pointer=reading.place(Result(finding.focus, None, None, "", "Violation", "", "", False))
    )


def _hint(finding: Finding, reading: Reading) -> str:
    if (beside := reading.beside.get(finding.pointer or "")) and _is_of_languages(finding):
        return beside
    if finding.code in ("common.ctidRequired", "common.ctidGrammar"):
        ctid = ctid_in(finding.focus)
        return f'The IRI has one: write "ceterms:ctid": "{ctid}".' if ctid else ""
    value = finding.value or ""
    if value.startswith("_:"):  # an alignment: what it points at is the concept
        targets = (t for t in reading.triples if t.predicate.value.endswith("/targetNode"))
        value = next((text_of(t.object) for t in targets if text_of(t.subject) == value), "")
    return hints.concept(value)


def _is_of_languages(finding: Finding) -> bool:
    """Tell whether a finding may come of two texts in one language."""
    return finding.shape == SINGLE.iri or (URIRef(finding.shape), SH.uniqueLang, None) in graph()
