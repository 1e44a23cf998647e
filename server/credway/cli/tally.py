"""What became of the documents of a load, of whatever length: counts, and what somebody may be told of."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache

from credway.registry.publishing import Outcome
from credway.shapes.engine import Severity
from credway.shapes.verdict import Finding

BECAME = {
    "accepted": "accepted",
    "reference": "taken as reference records",
    "unchanged": "held already",
    "refused": "refused",
}
"""What a document may become, with the words for it."""


@dataclass(slots=True)
class Tally:
    """Counts of all outcomes, and those outcomes that are told of one by one.

    `kept` are all of them where `everything` will be shown, else at first at most `few`, without the
    words of their findings, and beyond that the refused ones alone.
    """

    everything: bool
    few: int
    kept: list[Outcome] = field(default_factory=list)
    became: Counter[str] = field(default_factory=Counter)
    warnings: int = 0

    @property
    def total(self) -> int:
        """How many documents there were."""
        return self.became.total()

    @property
    def refused(self) -> list[Outcome]:
        """The outcomes of those that were refused."""
        return [each for each in self.kept if each.verdict.outcome == "refused"]

    def add(self, outcomes: Iterable[Outcome]) -> None:
        """Take up some more outcomes."""
        for outcome in outcomes:
            self.became[_became(outcome)] += 1
            self.warnings += sum(f.count for f in outcome.verdict.findings if f.severity == "Warning")
            if self.everything or outcome.verdict.outcome == "refused":
                self.kept.append(outcome)
            elif self.total <= self.few:
                self.kept.append(_without_words(outcome))
            elif self.total == self.few + 1:
                self.kept = self.refused

    def again(self, outcomes: Iterable[Outcome]) -> "Tally":
        """Count other outcomes of the same documents."""
        found = Tally(self.everything, self.few)
        found.add(outcomes)
        return found


def _became(outcome: Outcome) -> str:
    if outcome.verdict.outcome == "refused":
        return "refused"
    return "unchanged" if outcome.no_op else outcome.verdict.outcome


def _without_words(outcome: Outcome) -> Outcome:
    findings = tuple(_bare(each.severity, each.code, each.count) for each in outcome.verdict.findings)
    return replace(outcome, verdict=replace(outcome.verdict, findings=findings))


@cache
def _bare(severity: Severity, code: str, count: int) -> Finding:
    return Finding(severity, "", None, "", None, None, "", code, count)
