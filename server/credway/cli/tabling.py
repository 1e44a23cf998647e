"""A validation for people: what to mend, by file, then what became of all."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final, NamedTuple

from credway.cli import output
from credway.shapes.documents import Document
from credway.shapes.engine import SEVERITIES, Severity
from credway.shapes.plain import MOST_CODES, told, where
from credway.shapes.profiles import PROFILES, Judgement, Profile, Tally, counted
from credway.shapes.verdict import MORE, Finding

LIMIT: Final = 100
"""How many findings are shown unless somebody asks for another number."""

_COLUMNS = ("where", "severity", "code", "what is wrong and what to do")
_NAMES: Final[dict[Severity, tuple[str, str]]] = {
    "Violation": ("violation", "violations"),
    "Warning": ("warning", "warnings"),
    "Info": ("hint", "hints"),
}


class _Row(NamedTuple):
    """A finding in its order: the graver before others, then the first."""

    gravity: int
    number: int
    origin: str
    finding: Finding


class TableReport:
    """Holds the gravest findings, of those the first, for a progress bar may stand where the table will.

    Prints at the end.
    """

    def __init__(self, profile: Profile, limit: int = LIMIT) -> None:
        self._profile, self._limit = profile, limit
        self._rows: list[_Row] = []
        self._told = self._more = self._unheld = 0
        self._cut: list[str] = []

    def add(self, document: Document, found: Judgement) -> None:
        """Take the findings of one document, as far as they will be shown."""
        for each in found.verdict.findings:
            self._told += 1
            self._rows.append(_Row(SEVERITIES.index(each.severity), self._told, document.origin, each))
            self._unheld += each.count if each.code == MORE else 0
        if self._limit and len(self._rows) > self._limit:
            gravest = sorted(self._rows)
            self._rows = sorted(gravest[: self._limit], key=lambda row: row.number)
            for row in gravest[self._limit :]:
                if row.finding.code == MORE:
                    self._cut.append(f"{row.origin}: {row.finding.message}")
                else:
                    self._more += 1

    def end(self, tally: Tally) -> None:
        """Print the tables, the most frequent codes where there are many findings, and the summary."""
        for origin, rows in groupby(self._rows, key=lambda row: row.origin):
            output.table(_COLUMNS, [_cells(row.finding) for row in rows], title=origin)
        shown = sum(row.finding.code != MORE for row in self._rows)
        if self._more and self._unheld:
            every = shown + self._more + self._unheld
            output.line(
                f"The gravest {shown:,} of {every:,} findings; --limit N shows more, "
                f"0 all {shown + self._more:,} that the reports hold."
            )
        elif self._more:
            output.line(
                f"The gravest {shown:,} of {shown + self._more:,} findings; --limit N shows more, 0 all."
            )
        for cut in self._cut:
            output.line(cut)
        if self._more or self._cut:
            output.line("")
        if tally.failing > 1:
            codes = [(count, severity, code) for code, severity, count in tally.frequent(MOST_CODES)]
            title = "Most frequent"
            if len(tally.codes) > MOST_CODES:
                title += f", {MOST_CODES} of {len(tally.codes):,} codes"
            output.table(("findings", "severity", "code"), codes, title=title)
        for line in summary(tally, self._profile):
            output.line(line)


def summary(tally: Tally, profile: Profile) -> Sequence[str]:
    """Say in a line or two what became of all documents."""
    words = {"accepted": "accepted", "reference": "taken as reference records", "refused": "refused"}
    parts = [
        f"{tally.outcomes[name]:,} {word}"
        for name, word in words.items()
        if tally.outcomes[name] or name == "accepted"
    ]
    lines = [f"{output.counted(tally.documents, 'document')}: {', '.join(parts)}."]
    if profile != PROFILES[0] and tally.failing:
        lines.append(f"{tally.failing:,} of them with findings that count under --profile {profile}.")
    others = [each for each in SEVERITIES if tally.left_out[each]]
    if others:
        wider = next(each for each in PROFILES if others[-1] in counted(each))
        lines.append(f"{_amounts(tally, others)} left out; {_shows(tally, wider)}.")
    return lines


def _shows(tally: Tally, wider: Profile) -> str:
    """Say what a wider profile would show of the findings that were left out."""
    if tally.kept == tally.left_out.total():
        return f"--profile {wider} shows them"
    if not tally.kept:
        return "they are shown when graver findings are mended, for a report holds the gravest"
    return f"--profile {wider} shows {tally.kept:,} of them, and the rest when findings are mended"


def _amounts(tally: Tally, severities: Sequence[Severity]) -> str:
    return " and ".join(f"{tally.left_out[s]:,} {_NAMES[s][tally.left_out[s] != 1]}" for s in severities)


def _cells(finding: Finding) -> tuple[str, str, str, str]:
    return where(finding), finding.severity, finding.code, told(finding)
