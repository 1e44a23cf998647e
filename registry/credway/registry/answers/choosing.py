"""Which of several awards for one target counts: a named rule, cited by the answer that used it.

Rule `best-award-per-target` (version 1): awards of one institution for one target course are one
award, the one with the higher stated lower bound, then the one that is more certain, then the
institution's own; a statewide minimum is replaced by the institution's award for the same course
where the question is about that institution. A block takes its courses out of the reach of single awards. Awards for which
no target is stated are never merged.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from credway.registry.answers.model import Verdict
from credway.registry.answers.places import Whereabouts

if TYPE_CHECKING:
    from credway.registry.answers.credit import AwardFinding

RULE = "https://w3id.org/credway/rules/best-award-per-target/1"


@dataclass(frozen=True, slots=True)
class Choice:
    """The awards that count, and those that lost, each with the reason."""

    kept: Sequence["AwardFinding"]
    lost: Sequence[tuple["AwardFinding", str]]


def choose(findings: Sequence["AwardFinding"], where: Whereabouts) -> Choice:
    """Apply the rule to the awards granted at one place."""
    ranked = sorted(findings, key=_rank)
    taken: dict[tuple[str, str], int] = {}
    kept: list[AwardFinding] = []
    lost: list[tuple[AwardFinding, str]] = []
    for finding in ranked:
        targets = _targets(finding, where)
        winners = {taken[target] for target in targets if target in taken}
        if not winners:
            taken |= dict.fromkeys(targets, len(kept))
            kept.append(finding)
            continue
        winner = min(winners)
        better = set(_targets(kept[winner], where)) >= set(targets) and len(targets) == len(
            _targets(kept[winner], where)
        )
        lost.append((finding, "BETTER_AWARD_COUNTED" if better else "TARGET_ALREADY_COUNTED"))
        kept[winner] = replace(kept[winner], replaces=(*kept[winner].replaces, finding.award))
    kept.sort(key=lambda f: (f.award.awarded_by or "", f.award.statement.key))
    return Choice(kept, lost)


def _rank(finding: "AwardFinding") -> tuple[bool, int, Decimal, bool, str]:
    """Blocks first (they may not be broken), then by certainty, size and who awards."""
    lower = sum((Decimal(a.get("value") or a.get("low") or 0) for a in finding.award.amounts), Decimal(0))
    certainty = {Verdict.YES: 0, Verdict.UNKNOWN: 1, Verdict.DISPUTED: 2}[finding.verdict]
    own = finding.award.awarded_by is not None
    return (
        not finding.award.all_or_nothing,
        certainty,
        -lower,
        not own,
        finding.award.statement.key,
    )


def _targets(finding: "AwardFinding", where: Whereabouts) -> list[tuple[str, str]]:
    """The targets as (institution, course): a statewide award stands at the institution asked about."""
    institution = finding.award.awarded_by or where.institution or ""
    common = finding.award.statement.body.get("commonCourse") or {}
    names = [common["value"]] if common and len(finding.award.toward) <= 1 and where.institution else []
    return [(institution, target) for target in (*finding.award.toward, *names)]
