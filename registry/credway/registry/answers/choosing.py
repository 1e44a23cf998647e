"""Which of several awards count: the rule `best-award-per-target`, cited by the answer.

Awards of one body and one kind are weighed for each unit and level apart. A total is the largest sum
in which no target is counted twice; so another credential in the hand can only add to it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from credway.ontology.rules import rule
from credway.registry.answers.awards import Award, AwardFinding, AwardKind
from credway.registry.answers.model import Verdict
from credway.registry.answers.packing import Item, pack
from credway.registry.answers.places import Whereabouts

RULE = rule("best-award-per-target").iri

Key = tuple[str | None, str | None, AwardKind, str | None]
"""Unit, level, kind and awarding body: what is never added across."""


@dataclass(frozen=True, slots=True)
class Sum:
    """The largest sums of one key, certain and possible, the awards in either, and whether they are exact."""

    certain: Decimal
    possible: Decimal
    awards: frozenset[str]
    exact: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """The awards that count, those that lost, each with the reason, and the sums."""

    kept: Sequence[AwardFinding]
    lost: Sequence[tuple[AwardFinding, str]]
    sums: Mapping[Key, Sum]


def choose(findings: Sequence[AwardFinding], where: Whereabouts, limit: int) -> Choice:
    """Apply the rule to the awards granted at one place, looking at `limit` states for a sum at most."""
    ranked = sorted(findings, key=_rank)
    sums = {key: _sum(key, group, where, limit) for key, group in _groups(ranked).items()}
    counted = {award for total in sums.values() for award in total.awards}
    kept = [finding for finding in ranked if finding.award.id in counted]
    lost: list[tuple[AwardFinding, str]] = []
    for finding in ranked:
        if finding.award.id in counted:
            continue
        rivals = [each for each in kept if _one_pool(finding, each) and _overlap(finding, each, where)]
        if rivals:
            _lose(finding, rivals[0], kept, lost, where)
        else:
            kept.append(finding)
    for minimum in [each for each in kept if each.award.kind is AwardKind.GUARANTEED_MINIMUM]:
        for own in [each for each in kept if each.award.kind is AwardKind.INSTITUTIONAL_AWARD]:
            if (
                minimum in kept
                and own in kept
                and _overlap(minimum, own, where)
                and _comparable(minimum, own)
            ):
                better, other = sorted((minimum, own), key=_rank)
                kept.remove(other)
                _lose(other, better, kept, lost, where)
                break
    kept.sort(key=lambda f: (f.award.awarded_by or "", f.award.statement.key, f.award.id))
    return Choice(kept, lost, sums)


def least(amount: Mapping[str, str]) -> Decimal:
    """The lower bound of an amount; an upper bound alone promises nothing."""
    return Decimal(amount.get("value") or amount.get("low") or 0)


def most(amount: Mapping[str, str]) -> Decimal:
    """The upper bound of an amount; a lower bound alone is all that can be said."""
    return Decimal(amount.get("value") or amount.get("high") or amount.get("low") or 0)


def _groups(findings: Sequence[AwardFinding]) -> dict[Key, list[AwardFinding]]:
    found: dict[Key, list[AwardFinding]] = {}
    for finding in findings:
        award = finding.award
        for unit, level in dict.fromkeys((a.get("unit"), a.get("level")) for a in award.amounts):
            found.setdefault((unit, level, award.kind, award.awarded_by), []).append(finding)
    return found


def _sum(key: Key, findings: Sequence[AwardFinding], where: Whereabouts, limit: int) -> Sum:
    certain: list[Item] = []
    possible: list[Item] = []
    for finding in findings:
        for targets, low, high in _parts(finding, key, where):
            possible.append(Item(finding.award.id, targets, high))
            if finding.verdict is Verdict.YES:
                certain.append(Item(finding.award.id, targets, low))
    sure, at_most = pack(certain, limit), pack(possible, limit)
    return Sum(
        sure.weight,
        max(at_most.weight, sure.weight),
        sure.owners | at_most.owners,
        sure.exact and at_most.exact,
    )


def _parts(
    finding: AwardFinding, key: Key, where: Whereabouts
) -> list[tuple[frozenset[str], Decimal, Decimal]]:
    """What of an award can be counted apart: a block whole, else each target with an amount of its own."""
    award = finding.award
    amounts = [a for a in award.amounts if (a.get("unit"), a.get("level")) == key[:2]]
    whole = award.all_or_nothing or any(not a.get("toward") for a in award.amounts)
    every = frozenset(_targets(award, where))
    parts: dict[frozenset[str], tuple[Decimal, Decimal]] = {}
    for amount in amounts:
        targets = every if whole else frozenset(_at(award, where, each) for each in amount["toward"])
        low, high = parts.get(targets, (Decimal(0), Decimal(0)))
        parts[targets] = (low + least(amount), high + most(amount))
    return [(targets, low, high) for targets, (low, high) in parts.items()]


def _targets(award: Award, where: Whereabouts) -> list[str]:
    """The targets at the awarding body: courses, and a common number where one course has it.

    A statewide award stands at the institution asked about; one without a target is its own.
    """
    numbers = [each["value"] for each in award.common_courses]
    named = numbers if len(award.toward) <= 1 and where.institution else []
    targets = (*award.toward, *named) or (award.statement.subject or award.statement.key,)
    return [_at(award, where, target) for target in targets]


def _at(award: Award, where: Whereabouts, target: str) -> str:
    return f"{award.awarded_by or where.institution or ''} {target}"


def _overlap(first: AwardFinding, second: AwardFinding, where: Whereabouts) -> bool:
    return bool(set(_targets(first.award, where)) & set(_targets(second.award, where)))


def _one_pool(first: AwardFinding, second: AwardFinding) -> bool:
    return (first.award.kind, first.award.awarded_by) == (second.award.kind, second.award.awarded_by)


def _comparable(first: AwardFinding, second: AwardFinding) -> bool:
    """Whether two awards for one course are one: unless both state amounts that cannot be compared."""
    sides = [{(a.get("unit"), a.get("level")) for a in f.award.amounts} for f in (first, second)]
    return not sides[0] or not sides[1] or sides[0] == sides[1]


def _lose(
    finding: AwardFinding,
    winner: AwardFinding,
    kept: list[AwardFinding],
    lost: list[tuple[AwardFinding, str]],
    where: Whereabouts,
) -> None:
    same = set(_targets(winner.award, where)) == set(_targets(finding.award, where))
    lost.append((finding, "BETTER_AWARD_COUNTED" if same else "TARGET_ALREADY_COUNTED"))
    place = kept.index(winner)
    kept[place] = replace(winner, replaces=(*winner.replaces, finding.award))


def _rank(finding: AwardFinding) -> tuple[bool, int, Decimal, bool, str, str]:
    """Blocks first (they may not be broken), then by certainty, size and who awards."""
    lower = sum((least(amount) for amount in finding.award.amounts), Decimal(0))
    certainty = {Verdict.YES: 0, Verdict.UNKNOWN: 1, Verdict.DISPUTED: 2}[finding.verdict]
    own = finding.award.awarded_by is not None and finding.award.kind is AwardKind.INSTITUTIONAL_AWARD
    return (
        not finding.award.all_or_nothing,
        certainty,
        -lower,
        not own,
        finding.award.statement.key,
        finding.award.id,
    )
