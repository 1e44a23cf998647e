"""Which of several awards for one target counts: the rule `best-award-per-target`, cited by the answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from credway.ontology.rules import rule
from credway.registry.answers.awards import AwardFinding
from credway.registry.answers.model import Verdict
from credway.registry.answers.places import Whereabouts

RULE = rule("best-award-per-target").iri


@dataclass(frozen=True, slots=True)
class Choice:
    """The awards that count, and those that lost, each with the reason."""

    kept: Sequence[AwardFinding]
    lost: Sequence[tuple[AwardFinding, str]]


def choose(findings: Sequence[AwardFinding], where: Whereabouts) -> Choice:
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


def _rank(finding: AwardFinding) -> tuple[bool, int, Decimal, bool, str]:
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


def _targets(finding: AwardFinding, where: Whereabouts) -> list[tuple[str, str]]:
    """The targets as (institution, course): a statewide award stands at the institution asked about."""
    institution = finding.award.awarded_by or where.institution or ""
    common = [each["value"] for each in finding.award.statement.body.get("commonCourses", ())]
    names = common if len(finding.award.toward) <= 1 and where.institution else []
    return [(institution, target) for target in (*finding.award.toward, *names)]
