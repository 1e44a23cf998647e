"""Totals of credit: apart by unit, level, kind and awarding body, never across them."""

from dataclasses import dataclass
from decimal import Decimal

from credway.registry.answers.credit.awards import AwardKind, measured
from credway.registry.answers.credit.choosing import Choice, Key, Sum
from credway.registry.answers.credit.findings import AwardFinding
from credway.registry.projection.reader import canonical


@dataclass(frozen=True, slots=True)
class CreditTotal:
    """A sum over awards of one unit, level, kind and awarding body; each target counts once in it.

    `certain` counts awards that are YES at their lower bound; `possible` adds upper bounds and awards whose
    conditions are unknown, that are DISPUTED, or that a document doubts which they rest on. It is None where
    some amount has no upper bound; `possible_at_least` counts such by their lower one. `unmeasured` counts
    awards for which no amount is stated. One that is not `exact` can be had, and more may be possible.
    """

    unit: str | None
    level: str | None
    kind: AwardKind
    awarded_by: str | None
    certain: str
    possible: str | None
    possible_at_least: str
    unmeasured: int
    awards: tuple[str, ...]
    exact: bool = True


def totals(choice: Choice, *, whole: bool = True) -> list[CreditTotal]:
    """Show the sums of a choice, and count the awards that state no amount.

    Where the awards are not the `whole` of what is known, no sum is exact.
    """
    unmeasured: dict[Key, list[AwardFinding]] = {}
    for finding in choice.kept:
        award = finding.award
        open_ = [each for each in award.amounts if not measured(each)] if award.amounts else [{}]
        for unit, level in dict.fromkeys((each.get("unit"), each.get("level")) for each in open_):
            unmeasured.setdefault((unit, level, award.kind, award.awarded_by), []).append(finding)
    findings = (*choice.kept, *(finding for finding, _ in choice.lost))
    statement_of = {finding.award.id: finding.award.statement.id for finding in findings}
    nothing = Sum(Decimal(0), Decimal(0), frozenset(), True)
    found = []
    for each in sorted(choice.sums.keys() | unmeasured.keys(), key=lambda k: tuple(str(p or "") for p in k)):
        total, lacking = choice.sums.get(each, nothing), unmeasured.get(each, [])
        counted = {*total.awards, *(finding.award.id for finding in lacking)}
        found.append(
            CreditTotal(
                *each,
                certain=canonical(total.certain),
                possible=canonical(total.possible) if total.bounded else None,
                possible_at_least=canonical(total.possible),
                unmeasured=len(lacking),
                awards=tuple(sorted({statement_of[award] for award in counted})),
                exact=total.exact and whole,
            )
        )
    return found
