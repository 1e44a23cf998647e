"""Which of several awards count: the rule `best-award-per-target`, cited by the answer.

Awards of one body and one kind are weighed for each unit and level apart. A total is the largest sum
in which no target is counted twice; so another credential in the hand can only add to it. Toward a program,
which is no course, awards for several things held are added in what is possible, and not in what is certain.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from typing import Any

from credway.ontology.rules import rule
from credway.registry.answers.credit.awards import Award, AwardKind, measured
from credway.registry.answers.credit.findings import AwardFinding
from credway.registry.answers.credit.packing import EXACT, Item, pack
from credway.registry.answers.credit.reaching import order
from credway.registry.answers.model import Verdict
from credway.registry.answers.places import Whereabouts

RULE = rule("best-award-per-target").iri

Key = tuple[str | None, str | None, AwardKind, str | None]
"""Unit, level, kind and awarding body: what is never added across."""
_Pool = tuple[AwardKind, str | None]
"""Kind and awarding body: what competes for a target."""
_CERTAINTY = {Verdict.YES: 1, Verdict.UNKNOWN: 2, Verdict.DISPUTED: 3}
"""The order of awards that are not certain; a YES is among them where a document is in doubt."""


@dataclass(frozen=True, slots=True)
class Sum:
    """The largest sums of one key, certain and possible, the awards in either, and whether they are exact.

    Where not `bounded`, some award states no upper bound, and the possible sum may be more.
    """

    certain: Decimal
    possible: Decimal
    awards: frozenset[str]
    exact: bool
    bounded: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """The awards that count, those that lost, each with the reason, and the sums."""

    kept: Sequence[AwardFinding]
    lost: Sequence[tuple[AwardFinding, str]]
    sums: Mapping[Key, Sum]


def choose(
    findings: Sequence[AwardFinding], where: Whereabouts, limit: int, programs: Collection[str] = ()
) -> Choice:
    """Apply the rule to the awards granted at one place, looking at `limit` states for a sum at most.

    Of the targets those in `programs` are no courses.
    """
    ranked = sorted(findings, key=_rank)
    once, apart = _Targets(where), _Targets(where, programs)
    targets = {finding.award.id: frozenset(apart.of(finding.award)) for finding in ranked}
    with localcontext(EXACT):
        sums = {key: _sum(key, group, once, apart, limit) for key, group in _groups(ranked).items()}
    counted = {award for total in sums.values() for award in total.awards}
    choosing = _Choosing(targets, [finding for finding in ranked if finding.award.id in counted])
    for finding in ranked:
        if finding.award.id not in counted:
            choosing.add(finding)
    choosing.settle()
    kept = sorted(choosing.kept.values(), key=lambda each: order(each.award))
    return Choice(kept, choosing.lost, sums)


class _Choosing:
    """The awards that are kept so far, by id, and those that lost; `targets` are those of each."""

    def __init__(self, targets: Mapping[str, frozenset[str]], counted: Sequence[AwardFinding]) -> None:
        self._targets = targets
        self.kept: dict[str, AwardFinding] = {}
        self.lost: list[tuple[AwardFinding, str]] = []
        self._pools: dict[_Pool, list[str]] = {}
        for finding in counted:
            self._keep(finding)

    def add(self, finding: AwardFinding) -> None:
        """Keep a finding, unless one of its pool counts for one of its targets."""
        own = self._targets[finding.award.id]
        pool = self._pools.get(_pool(finding), ())
        rival = next((each for each in pool if not own.isdisjoint(self._targets[each])), None)
        if rival is None:
            self._keep(finding)
        else:
            self._lose(finding, self.kept[rival])

    def settle(self) -> None:
        """Of a guaranteed minimum and an institution's own award for one course keep the better one."""
        for minimum in self._of(AwardKind.GUARANTEED_MINIMUM):
            for own in self._of(AwardKind.INSTITUTIONAL_AWARD):
                if self._kept(minimum) and self._kept(own) and self._is_one(minimum, own):
                    better, other = sorted((minimum, own), key=_rank)
                    del self.kept[other.award.id]
                    self._lose(other, better)
                    break

    def _keep(self, finding: AwardFinding) -> None:
        self.kept[finding.award.id] = finding
        self._pools.setdefault(_pool(finding), []).append(finding.award.id)

    def _lose(self, finding: AwardFinding, winner: AwardFinding) -> None:
        same = self._targets[winner.award.id] == self._targets[finding.award.id]
        self.lost.append((finding, "BETTER_AWARD_COUNTED" if same else "TARGET_ALREADY_COUNTED"))
        self.kept[winner.award.id] = replace(winner, replaces=(*winner.replaces, finding.award))

    def _of(self, kind: AwardKind) -> list[AwardFinding]:
        return [each for each in self.kept.values() if each.award.kind is kind]

    def _kept(self, finding: AwardFinding) -> bool:
        """Whether a finding is kept as it is, and has not replaced another meanwhile."""
        return self.kept.get(finding.award.id) is finding

    def _is_one(self, first: AwardFinding, second: AwardFinding) -> bool:
        """Whether two awards are for one course: unless both state amounts that cannot be compared."""
        if self._targets[first.award.id].isdisjoint(self._targets[second.award.id]):
            return False
        sides = [{(a.get("unit"), a.get("level")) for a in f.award.amounts} for f in (first, second)]
        return not sides[0] or not sides[1] or sides[0] == sides[1]


def least(amount: Mapping[str, str]) -> Decimal:
    """The lower bound of an amount; an upper bound alone promises nothing."""
    return Decimal(amount.get("value") or amount.get("low") or 0)


def most(amount: Mapping[str, str]) -> Decimal | None:
    """The upper bound of an amount; None where only a lower one is stated."""
    stated = amount.get("value") or amount.get("high")
    return Decimal(stated) if stated else None


def _groups(findings: Sequence[AwardFinding]) -> dict[Key, list[AwardFinding]]:
    found: dict[Key, list[AwardFinding]] = {}
    for finding in findings:
        award = finding.award
        stated = (a for a in award.amounts if measured(a))
        for unit, level in dict.fromkeys((a.get("unit"), a.get("level")) for a in stated):
            found.setdefault((unit, level, award.kind, award.awarded_by), []).append(finding)
    return found


def _sum(key: Key, findings: Sequence[AwardFinding], once: "_Targets", apart: "_Targets", limit: int) -> Sum:
    certain: list[Item] = []
    possible: list[Item] = []
    bounded = True
    for finding in findings:
        own = finding.award.id
        for targets, _, high, ends in _parts(finding, key, apart):
            bounded = bounded and ends
            possible.append(Item(own, targets, high))
        if finding.certain:
            certain += [Item(own, targets, low) for targets, low, _, _ in _parts(finding, key, once)]
    at_most = pack(possible, limit)
    sure = at_most if certain == possible else pack(certain, limit)
    return Sum(
        sure.weight,
        max(at_most.weight, sure.weight),
        sure.owners | at_most.owners,
        sure.exact and at_most.exact,
        bounded,
    )


def _parts(
    finding: AwardFinding, key: Key, within: "_Targets"
) -> list[tuple[frozenset[str], Decimal, Decimal, bool]]:
    """What of an award can be counted apart: a block whole, else each target with an amount of its own.

    Its targets, what it is at least, what it can be as far as that is stated, and whether it can be no more.
    """
    award = finding.award
    amounts = [a for a in award.amounts if measured(a) and (a.get("unit"), a.get("level")) == key[:2]]
    whole = award.all_or_nothing or any(not a.get("toward") for a in award.amounts)
    parts: dict[frozenset[str], tuple[Decimal, Decimal, bool]] = {}
    for amount in amounts:
        every = whole or set(amount["toward"]) == set(award.toward)
        targets = frozenset(within.of(award, True) if every else within.at(award, amount["toward"]))
        low, high, ends = parts.get(targets, (Decimal(0), Decimal(0), True))
        at_least, at_most = least(amount), most(amount)
        more = at_least if at_most is None else at_most
        parts[targets] = (low + at_least, high + more, ends and at_most is not None)
    return [(targets, *part) for targets, part in parts.items()]


@dataclass(frozen=True, slots=True)
class _Targets:
    """Names what awards count toward at a place.

    A program is not one course: whether two awards toward it are for the same of it nobody says. Those in
    `programs` are apart for each thing held; else an award toward one counts as one toward a course does.
    """

    where: Whereabouts
    programs: Collection[str] = ()

    def of(self, award: Award, numbered: bool = False) -> list[str]:
        """The targets at the awarding body: courses, and a common number where one course has it.

        A statewide award stands at the institution asked about. A list for a whole state shows each course
        of a common number; where `numbered`, in a sum, the number counts once, as at the body itself.
        """
        numbers = [each["value"] for each in award.common_courses]
        named = numbers if len(award.toward) <= 1 and (numbered or self.where.institution) else []
        return self.at(award, (*award.toward, *named) or (_untargeted(award),))

    def at(self, award: Award, targets: Iterable[str]) -> list[str]:
        """Some targets of an award at the body that awards."""
        body = award.awarded_by or self.where.institution or ""
        found = []
        for target in targets:
            parts = sorted(award.held) if target in self.programs else ()
            found += [f"{body} {target} {thing}" for thing in parts] or [f"{body} {target}"]
        return found


def _untargeted(award: Award) -> str:
    """What stands for the target of an award without one: itself, or the set whose score it is staged by."""
    if any(_asks_score(condition) for _, condition in award.conditions):
        subjects = (subject for amount in award.amounts for subject in amount.get("subjects", ()))
        return " ".join(("score", *sorted(award.held), *award.requirements, *dict.fromkeys(subjects)))
    return award.statement.subject or award.statement.key


def _asks_score(condition: Mapping[str, Any]) -> bool:
    """Whether a condition asks for a score, in an alternative or of some too."""
    within = (each for choice in condition.get("of", ()) for each in choice)
    return condition["kind"] == "SCORE" or any(map(_asks_score, within))


def _pool(finding: AwardFinding) -> _Pool:
    return finding.award.kind, finding.award.awarded_by


def _rank(finding: AwardFinding) -> tuple[bool, int, Decimal, bool, str, str]:
    """Blocks first (they may not be broken), then by certainty, size and who awards."""
    lower = sum((least(amount) for amount in finding.award.amounts), Decimal(0))
    certainty = 0 if finding.certain else _CERTAINTY[finding.verdict]
    own = finding.award.awarded_by is not None and finding.award.kind is AwardKind.INSTITUTIONAL_AWARD
    return (
        not finding.award.all_or_nothing,
        certainty,
        -lower,
        not own,
        finding.award.statement.key,
        finding.award.id,
    )
