"""Findings as SARIF 2.1.0, which code-scanning pages show at the lines that are meant."""

from collections.abc import Mapping
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, TextIO
from urllib.parse import quote

from credway.cli.reports import text
from credway.cli.source_places import SourcePlaces
from credway.shapes.documents import Document
from credway.shapes.engine import Severity
from credway.shapes.plain import told
from credway.shapes.positions import Region
from credway.shapes.profiles import Judgement, Tally
from credway.shapes.rulebook import Rule, rules
from credway.shapes.verdict import Finding

LEVELS: Final[Mapping[Severity, str]] = {"Violation": "error", "Warning": "warning", "Info": "note"}
SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT: Final = "credwayFinding/v1"
"""The name of our fingerprint; its number changes with what goes into it."""

_SHOWN_AS: Final[Mapping[Severity, str]] = {
    "Violation": "error",
    "Warning": "warning",
    "Info": "recommendation",
}


class SarifReport:
    """One run with a result for each finding, then the rules that they name."""

    def __init__(self, target: TextIO) -> None:
        self._target = target
        self._mark = f'{{"$schema":"{SCHEMA}","version":"2.1.0","runs":[{{"results":[\n'
        self._numbers: dict[str, int] = {}
        self._places = SourcePlaces()
        self._file: tuple[str, Mapping[str, str]] = ("", {})

    def add(self, document: Document, found: Judgement) -> None:
        """Write the findings of one document."""
        self._places.enter(document)
        for each in found.verdict.findings:
            self._target.write(self._mark + text(self._result(document, found, each)))
            self._mark = ",\n"

    def end(self, tally: Tally) -> None:
        """Write the rules, and close."""
        opening = "" if self._numbers else self._mark
        driver = {
            "name": "Credway",
            "version": version("credway"),
            "informationUri": "https://w3id.org/credway/",
            "rules": [_rule(code) for code in self._numbers],
        }
        rest = {
            "columnKind": "unicodeCodePoints",
            "automationDetails": {"id": "credway-validate/"},
            "invocations": [{"executionSuccessful": True}],
            "tool": {"driver": driver},
        }
        self._target.write(f"{opening}],{text(rest)[1:-1]}}}]}}\n")

    def _result(self, document: Document, found: Judgement, finding: Finding) -> Mapping[str, Any]:
        if self._file[0] != document.origin:
            self._file = document.origin, artifact(document.origin)
        address = self._file[1]
        location: dict[str, Any] = {
            "physicalLocation": {
                "artifactLocation": address,
                "region": _region(self._places.region(document, finding)),
            }
        }
        if finding.pointer:
            location["logicalLocations"] = [{"fullyQualifiedName": finding.pointer, "kind": "member"}]
        properties = {
            "document": found.document,
            "focus": finding.focus,
            "path": finding.path,
            "value": finding.value,
            "count": finding.count if finding.count > 1 else None,
        }
        return {
            "ruleId": finding.code,
            "ruleIndex": self._numbers.setdefault(finding.code, len(self._numbers)),
            "level": LEVELS[finding.severity],
            "message": {"text": told(finding)},
            "locations": [location],
            "partialFingerprints": {FINGERPRINT: _fingerprint(address["uri"], found.document, finding)},
            "properties": {name: value for name, value in properties.items() if value},
        }


def artifact(origin: str) -> dict[str, str]:
    """Name a file: below the current folder by its way from there, else by its whole address."""
    if origin == "-":
        return {"uri": "stdin"}
    path = Path(origin)
    if ".." in path.parts:  # a name in an archive may leave it; the archive is where the fault is
        path = next((each for each in reversed(path.parents) if each.is_file()), path)
    path = path.resolve()
    try:
        way = path.relative_to(Path.cwd())
    except ValueError:
        return {"uri": path.as_uri()}
    return {"uri": quote(way.as_posix()), "uriBaseId": "%SRCROOT%"}


def _region(region: Region) -> Mapping[str, int]:
    found = {
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    }
    return {name: value for name, value in found.items() if value is not None}


def _rule(code: str) -> Mapping[str, Any]:
    rule = rules().get(code)
    if rule is None:
        return {"id": code}
    description = {"text": rule.message}
    name = code.rpartition(".")[2]
    return {
        "id": code,
        **({"name": name} if name != code else {}),
        "shortDescription": description,
        "fullDescription": {"text": _about(rule)},
        "help": {"text": f"{rule.message} `credway validate --explain {code}` says more."},
        "helpUri": rule.page,
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": ["ctdl"], "problem.severity": _SHOWN_AS[rule.severity]},
    }


def _about(rule: Rule) -> str:
    """What the rule looks at and in what, as far as it is about some classes only."""
    looks = f" It looks at {', '.join(rule.path)}." if rule.path else ""
    return f"{rule.message}{looks}"


def _fingerprint(uri: str, document: str | None, finding: Finding) -> str:
    """The same finding keeps it when lines move; a node without a name is known by its place only."""
    focus = finding.pointer if finding.focus.startswith("_:") else finding.focus
    value = "" if (finding.value or "").startswith("_:") else finding.value
    parts = (uri, document, finding.code, focus, finding.path, value)
    return sha256("\n".join(part or "" for part in parts).encode()).hexdigest()[:32]
