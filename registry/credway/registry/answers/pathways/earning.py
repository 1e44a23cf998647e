"""Credit that steps earn: what completing them is worth, or what a place awards for them.

Amounts stay apart by unit, level and awarding body; a target course of one body counts once. What a
thing is worth by its own document and what a place awards for it are never added.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from credway.registry.answers.credit.awards import Award, AwardKind, unsure
from credway.registry.answers.places import Whereabouts
from credway.registry.answers.said import Said
from credway.registry.projection.reader import canonical

CREDIT = "ceterms:creditValue"
Key = tuple[str, str, str]
"""Unit, level and awarding body, each empty where none is stated."""


@dataclass(frozen=True, slots=True)
class Earned:
    """One amount of credit of one thing; `award` is set where a place awards it.

    `low` is empty where no amount is stated, `high` also where nobody states a most. What is not `certain`
    rests on a statement of which its document is in doubt.
    """

    of: str
    unit: str | None
    level: str | None
    awarded_by: str | None
    low: str
    high: str
    statement: Said
    award: Award | None = None
    certain: bool = True

    @property
    def key(self) -> Key:
        """What may be added with it."""
        return (self.unit or "", self.level or "", self.awarded_by or "")

    @property
    def target(self) -> tuple[str, ...]:
        """What counts once: the course it counts toward, else the thing itself."""
        return (self.award.toward if self.award else ()) or (self.of,)


@dataclass(frozen=True, slots=True)
class CreditSum:
    """Credit of one unit, level and awarding body: by its documents' word in `low`, possible in `high`.

    What awards ask is told with them and not judged here. What is in doubt is possible only; `high` is None
    where some amount has no upper bound.
    """

    unit: str | None
    level: str | None
    awarded_by: str | None
    low: str
    high: str | None


def worth(figures: Mapping[str, Sequence[Said]]) -> dict[str, list[Earned]]:
    """What completing things is worth, as their documents state it."""
    return {
        thing: [_earned(thing, s.body, s, None) for s in held if s.body["measure"] == CREDIT]
        for thing, held in figures.items()
    }


def awarded(
    awards: Iterable[Award], where: Whereabouts, day: str, have: frozenset[str]
) -> dict[str, list[Earned]]:
    """What a place awards for each thing alone, or with what is held; recommendations bind nobody."""
    found: dict[str, list[Earned]] = {}
    for award in awards:
        lacking = [iri for iri in award.held if iri not in have]
        binding = award.kind is not AwardKind.RECOMMENDATION and not award.refused
        in_force = award.holds(day)
        if len(lacking) == 1 and binding and in_force and where.covers(award.at):
            amounts = award.amounts or ({},)
            found.setdefault(lacking[0], []).extend(
                _earned(lacking[0], amount, award.statement, award) for amount in amounts
            )
    return found


def sums(earned: Iterable[Earned]) -> tuple[CreditSum, ...]:
    """Add up credit, apart by unit, level and awarding body; of one target the better amount."""
    stated: dict[Key, dict[tuple[str, ...], list[Earned]]] = {}
    for each in earned:
        if each.low:
            stated.setdefault(each.key, {}).setdefault(each.target, []).append(each)
    return tuple(
        CreditSum(
            *(unit or None, level or None, body or None),
            low=canonical(sum(map(_least, found.values()), Decimal(0))),
            high=_most(found.values()),
        )
        for (unit, level, body), found in sorted(stated.items())
    )


def _least(earned: Iterable[Earned]) -> Decimal:
    """What is certain of several amounts for one target."""
    return max((Decimal(each.low) for each in earned if each.certain), default=Decimal(0))


def _most(targets: Iterable[Sequence[Earned]]) -> str | None:
    """What is possible for all targets; None where an amount has no upper bound."""
    total = Decimal(0)
    for earned in targets:
        if not all(each.high for each in earned):
            return None
        total += max(Decimal(each.high) for each in earned)
    return canonical(total)


def _earned(of: str, amount: Mapping[str, str], said: Said, award: Award | None) -> Earned:
    """One amount; an upper bound alone promises nothing for certain."""
    exact = amount.get("value")
    low = exact or amount.get("low") or ("0" if amount.get("high") else "")
    high = exact or amount.get("high") or ""
    body = award.awarded_by if award else None
    certain = not (award.unsure if award else unsure(said))
    return Earned(of, amount.get("unit"), amount.get("level"), body, low, high, said, award, certain)
