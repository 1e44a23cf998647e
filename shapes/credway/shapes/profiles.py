"""Profiles: how grave a finding must be to count, for whoever uses the validator as a tool."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias, get_args

from credway.shapes.engine import SEVERITIES, Severity
from credway.shapes.verdict import MORE, RELATIVE, Finding, Verdict, placed

Profile: TypeAlias = Literal["minimum", "recommended", "all"]
"""minimum: what a registry refuses; recommended: what CTDL's benchmarks ask for too; all: hints too."""

PROFILES: Final[tuple[Profile, ...]] = get_args(Profile)
"""All profiles, the most lenient first."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one document is told under a profile: the findings that count; it passes without any.

    `origin` is where it came from and `pointer` its place in a larger file; `document` is its IRI
    where it could be read. `left_out` are the findings that do not count.
    """

    origin: str
    pointer: str
    document: str | None
    verdict: Verdict
    left_out: tuple[Finding, ...]

    @property
    def passes(self) -> bool:
        """Whether nothing that counts was found."""
        return not self.verdict.findings

    @property
    def kept(self) -> int:
        """How many of the findings that do not count a wider profile would show.

        The rest are only counted: a report holds no more than so many, the gravest first.
        """
        return sum(each.code != MORE for each in self.left_out)


def counted(profile: Profile) -> tuple[Severity, ...]:
    """Return the severities that count: minimum Violations, recommended Warnings too, all Infos too."""
    return SEVERITIES[: PROFILES.index(profile) + 1]


def narrowed(verdict: Verdict, profile: Profile) -> Verdict:
    """Return a verdict with the findings that count; the outcome stays, for a registry knows no profile."""
    held = counted(profile)
    return replace(verdict, findings=tuple(each for each in verdict.findings if each.severity in held))


def judgement(
    verdict: Verdict, profile: Profile, *, origin: str = "document", pointer: str = "", document: str | None
) -> Judgement:
    """Say what a document is told. A finding without a place is at least in its part of the file."""
    whole = placed(verdict, pointer)
    kept = counted(profile)
    others = tuple(each for each in whole.findings if each.severity not in kept)
    name = document.removeprefix(RELATIVE) if document else document
    return Judgement(origin, pointer, name, narrowed(whole, profile), others)


class Tally:
    """Counts judgements: outcomes, documents that fail, findings by severity and by code.

    A finding that stands for others, which a report does not hold, counts as all of them, and has no
    code: it is none of the document. `kept` are those of `left_out` that a wider profile would show.
    """

    def __init__(self) -> None:
        self.documents = 0
        self.failing = 0
        self.outcomes: Counter[str] = Counter()
        self.severities: Counter[Severity] = Counter()
        self.left_out: Counter[Severity] = Counter()
        self.kept = 0
        self.codes: Counter[tuple[str, Severity]] = Counter()

    def add(self, found: Judgement) -> None:
        """Count one document."""
        self.documents += 1
        self.failing += not found.passes
        self.outcomes[found.verdict.outcome] += 1
        for each in found.verdict.findings:
            self.severities[each.severity] += each.count
            if each.code != MORE:
                self.codes[each.code, each.severity] += each.count
        for each in found.left_out:
            self.left_out[each.severity] += each.count
        self.kept += found.kept

    def frequent(self, most: int) -> list[tuple[str, Severity, int]]:
        """Return the most frequent codes with their counts, equals by name."""
        ordered = sorted(self.codes.items(), key=lambda item: (-item[1], item[0]))
        return [(code, severity, count) for (code, severity), count in ordered[:most]]
