"""Judgements as plain JSON data: the one form of `credway validate --json`, of HTTP and for Python.

Keys are camelCase. What a finding does not have is left out; lists are always there.
"""

from collections.abc import Mapping
from typing import Any, Final

from credway.ontology.namespaces import compact
from credway.shapes.engine import SEVERITIES, page
from credway.shapes.profiles import Judgement, Profile, Tally
from credway.shapes.verdict import Finding, Mode

Plain = dict[str, Any]

MOST_CODES: Final = 10
"""How many codes a summary names, the most frequent first."""

_OUTCOMES: Final = ("accepted", "reference", "refused")


def judgement(found: Judgement) -> Plain:
    """Write out what one document is told."""
    body: Plain = {"origin": found.origin, "pointer": found.pointer, "document": found.document}
    return {
        **{key: value for key, value in body.items() if value},
        "outcome": found.verdict.outcome,
        "mode": found.verdict.mode,
        "passes": found.passes,
        "findings": [finding(each) for each in found.verdict.findings],
        "leftOut": _by_severity(_count(found.left_out)),
    }


def finding(found: Finding) -> Plain:
    """Write out one finding; a `pointer` is there even where it is the whole document."""
    body = {
        "severity": found.severity,
        "code": found.code,
        "message": found.message,
        "pointer": found.pointer,
        "focus": found.focus or None,
        "path": found.path,
        "value": found.value,
        "shape": found.shape or None,
        "documentation": page(found.code),
        "count": found.count if found.count > 1 else None,
    }
    return {key: value for key, value in body.items() if value is not None}


def summary(tally: Tally, profile: Profile, mode: Mode) -> Plain:
    """Write out what became of all documents together."""
    return {
        "profile": profile,
        "mode": mode,
        "documents": tally.documents,
        "failing": tally.failing,
        **{name: tally.outcomes[name] for name in _OUTCOMES},
        "findings": _by_severity(tally.severities),
        "leftOut": _by_severity(tally.left_out),
        "codes": [
            {"code": code, "severity": severity, "count": count}
            for code, severity, count in tally.frequent(MOST_CODES)
        ],
    }


def where(found: Finding) -> str:
    """Return the JSON pointer, else the node, where it has a name of its own."""
    return found.pointer or ("" if found.focus.startswith("_:") else found.focus)


def told(found: Finding) -> str:
    """Return the message, with the value that it is about where it does not repeat it."""
    value = found.value or ""
    shown = value.rpartition('"')[0][1:] if value.startswith('"') else compact(value)
    if not shown or value.startswith("_:") or shown in found.message:
        return found.message
    return f"{found.message} Found: {shown}"


def _count(findings: tuple[Finding, ...]) -> Mapping[str, int]:
    return {each: sum(f.count for f in findings if f.severity == each) for each in SEVERITIES}


def _by_severity(counts: Mapping[Any, int]) -> Plain:
    return {each: counts[each] for each in SEVERITIES if counts.get(each)}
