"""What plans are ordered by: costs of single things that add up, so that a search can be bounded.

A cost is a tuple compared from left to right, the lower the better. It always begins with how many
conditions the asker does not meet: of what is required first, then of what is only suggested.
Fees and credit count in one unit only: the one that most of the things in question state, by the rules
cited; what is stated in another is unknown there.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from operator import add
from typing import TypeVar

from credway.ontology import schemes
from credway.registry.answers.model import ConditionFinding, ConditionState
from credway.registry.answers.pathways.earning import Earned, Key, sums
from credway.registry.answers.pathways.relations import REQUIRED, relation_of
from credway.registry.answers.pathways.spans import is_bounded, seconds
from credway.registry.answers.said import Said

K = TypeVar("K", str, Key)
Cost = tuple[Decimal | int, ...]
Figures = Mapping[str, Sequence[Said]]

WAGE, FEE, DURATION = "credway:medianSalary", "credway:examFee", "credway:duration"
COST, COMMON_COSTS = "credway:cost", "ceterms:commonCosts"
_LATER = frozenset(
    f"costType:{name}" for name in ("OptionalCharges", "ReexaminationFee", "RenewalFee", "ReschedulingFee")
)
"""Costs that nobody pays who obtains a thing at once and nothing besides."""


class PlanOrder(StrEnum):
    """By what plans are ordered; what is unknown counts after every known total."""

    STEPS = "STEPS"
    FEE = "FEE"
    DURATION = "DURATION"
    WAGE_GAIN = "WAGE_GAIN"
    CREDIT = "CREDIT"


def one(figures: Sequence[Said], measure: str) -> Said | None:
    """The one figure of a measure: of several the newest by its document and its period.

    Of several durations that are as new the longest, as of a range.
    """
    found = [said for said in figures if said.body["measure"] == measure]
    return max(found, key=_newness, default=None)


def _newness(said: Said) -> tuple[str, str, int, str]:
    length = seconds(said) or 0 if said.body["measure"] == DURATION else 0
    return (said.valid_from, str(said.body.get("period") or ""), length, said.id)


def fees(figures: Sequence[Said]) -> tuple[Said, ...]:
    """The exam fees, by the word of the assertor who spoke last: what another states is not paid too."""
    found = [said for said in figures if said.body["measure"] == FEE]
    last = max(found, key=lambda s: (s.valid_from, s.asserted_by or ""), default=None)
    return tuple(said for said in found if last and said.asserted_by == last.asserted_by)


def has_more_costs(figures: Sequence[Said]) -> bool:
    """Whether a thing has costs that no fee here counts.

    They stand in a manifest of common costs, or are no exam fees; or not everybody pays a fee once.
    """
    return any(
        said.body["measure"] == COMMON_COSTS
        or (said.body["measure"] == COST and str(said.body.get("costType")) not in _LATER)
        or (said.body["measure"] == FEE and said.body.get("limits"))
        for said in figures
    )


def currency(fee: Said) -> str:
    """The code of the currency of a fee, in which way it may be written; empty where none is stated."""
    unit = str(fee.body.get("unit") or "")
    found = schemes.concept(unit)
    return found.notation if found else unit


class Prices:
    """The costs of things and of plans under one order.

    `fee_unit` is the currency by which plans are ordered: that in which most things state fees, of
    several such the first in order. `credit_key` likewise is the unit, level and awarding body by which
    credit is compared. Both are what the rules `plan-fee` and `plan-credit` say. `last` is the last step
    of every plan, where that is known.
    """

    def __init__(
        self,
        order: PlanOrder,
        things: Iterable[str],
        figures: Figures,
        earned: Mapping[str, Sequence[Earned]],
        owned: Sequence[str],
        last: str | None = None,
    ) -> None:
        self.order = order
        self._figures = figures
        self._earned = earned
        self._held = self._wages(owned, max)
        known = sorted(set(things))
        self.fee_unit = _most({currency(s) for s in fees(figures.get(iri, ()))} for iri in known)
        self.credit_key = _most({e.key for e in earned.get(iri, ()) if e.low} for iri in known)
        self._credit = {iri: c for iri in known if (c := self.credit(iri)) is not None}
        self._most = sorted(self._credit.values(), reverse=True)
        self._widest = self._widest_gain(known, last)

    @property
    def zero(self) -> Cost:
        """The cost of nothing."""
        zeros: dict[PlanOrder, Cost] = {
            PlanOrder.FEE: (0, 0, 0, Decimal(0), 0),
            PlanOrder.DURATION: (0, 0, 0, 0, 0),
        }
        return zeros.get(self.order, (0, 0, 0))

    def of(self, thing: str) -> Cost:
        """What one more step adds."""
        if self.order is PlanOrder.FEE:
            fee = self.fee(thing)
            return (0, 0, int(not self._is_whole(thing)), fee or Decimal(0), 1)
        if self.order is PlanOrder.DURATION:
            stated = one(self._figures.get(thing, ()), DURATION)
            return (0, 0, int(not is_bounded(stated)), seconds(stated) or 0, 1)
        return (0, 0, 1)

    def of_unmet(self, findings: Iterable[ConditionFinding]) -> Cost:
        """What conditions add that are not met; what is only suggested asks for nothing."""
        unmet = [f for f in findings if f.state is ConditionState.UNMET]
        required = sum(relation_of(f.statement) in REQUIRED for f in unmet)
        return (required, len(unmet) - required, *self.zero[2:])

    def at_best(self, cost: Cost, obtained: frozenset[str], more: int) -> Cost:
        """A cost that no plan which begins so can be better than, with so many steps more at most."""
        if self.order is PlanOrder.WAGE_GAIN:
            return (*cost[:2], int(self._widest is None), -(self._widest or Decimal(0)), cost[2])
        if self.order is PlanOrder.CREDIT:
            rest = sum(self._most[:more], Decimal(0))
            return (*cost[:2], int(not self._credit), -self._sum(obtained) - rest, cost[2])
        return cost

    def at_most(self, obtained: frozenset[str]) -> Cost:
        """A cost that no plan of some of these things can be better than."""
        return self.at_best((0,) * len(self.zero), obtained, 0)

    def gain_of(self, thing: str) -> Decimal | int:
        """What makes one of several equally cheap things the more promising."""
        return self._credit.get(thing, 0) if self.order is PlanOrder.CREDIT else 0

    def whole(self, cost: Cost, steps: Sequence[str]) -> Cost:
        """The cost of a finished plan, its steps in order."""
        if self.order is PlanOrder.WAGE_GAIN:
            gain = self.gain(steps)
            return (*cost[:2], int(gain is None), -(gain or Decimal(0)), cost[2])
        if self.order is PlanOrder.CREDIT:
            found = [c for thing in steps if (c := self.credit(thing)) is not None]
            return (*cost[:2], int(not found), -sum(found, Decimal(0)), cost[2])
        return cost

    def fee(self, thing: str) -> Decimal | None:
        """The known fees of a thing in the unit of the order, of a range the lower bound."""
        held = [
            Decimal(least)
            for s in fees(self._figures.get(thing, ()))
            if currency(s) == self.fee_unit
            and not s.body.get("limits")
            and (least := s.body.get("value") or s.body.get("low"))
        ]
        return sum(held, Decimal(0)) if held else None

    def _is_whole(self, thing: str) -> bool:
        """Whether all that a thing costs is known, in the unit of the order."""
        paid = fees(self._figures.get(thing, ()))
        known = all(s.body.get("value") and currency(s) == self.fee_unit for s in paid)
        return bool(paid) and known and not self.has_more_costs(thing)

    def has_more_costs(self, thing: str) -> bool:
        """Whether a thing has costs that its fees do not count."""
        return has_more_costs(self._figures.get(thing, ()))

    def credit(self, thing: str) -> Decimal | None:
        """The known credit of a thing in the unit, of the level and by the body of the order."""
        held = [e for e in self._earned.get(thing, ()) if e.low and e.key == self.credit_key]
        return sum((Decimal(s.low) for s in sums(held)), Decimal(0)) if held else None

    def gain(self, steps: Sequence[str]) -> Decimal | None:
        """The rule `wage-gain`: the last wage less that of what is held, else of the first step.

        Of several held things the highest counts, of those whose wages can be compared with the last.
        """
        last = self._wage(steps[-1]) if steps else None
        if last is None:
            return None
        before = self._held or (self._wages(steps[:1], max) if len(steps) > 1 else {})
        first = before.get(_basis(last))
        return None if first is None else Decimal(last.body["value"]) - first

    def _sum(self, things: Iterable[str]) -> Decimal:
        return sum((self._credit.get(thing, Decimal(0)) for thing in things), Decimal(0))

    def _widest_gain(self, known: Sequence[str], last: str | None) -> Decimal | None:
        """The most that any plan can gain; None where no two wages can be compared."""
        lasts = [w for iri in ([last] if last else known) if (w := self._wage(iri))]
        before = self._held or self._wages(known, min)
        gains = [Decimal(w.body["value"]) - before[_basis(w)] for w in lasts if _basis(w) in before]
        return max(gains, default=None)

    def _wages(
        self, things: Iterable[str], choose: Callable[[Decimal, Decimal], Decimal]
    ) -> dict[tuple[object, ...], Decimal]:
        """The wages of some things, one of those that can be compared."""
        found: dict[tuple[object, ...], Decimal] = {}
        for wage in filter(None, map(self._wage, things)):
            value = Decimal(wage.body["value"])
            found[_basis(wage)] = choose(value, found.get(_basis(wage), value))
        return found

    def _wage(self, thing: str) -> Said | None:
        found = one(self._figures.get(thing, ()), WAGE)
        return found if found and found.body.get("value") else None


def plus(one: Cost, other: Cost) -> Cost:
    """Add two costs."""
    return tuple(map(add, one, other))


def lower(costs: Iterable[Cost]) -> Cost:
    """The lowest of each part of some costs: no one of them is lower."""
    return tuple(map(min, zip(*costs, strict=True)))


def _basis(wage: Said) -> tuple[object, ...]:
    """Whose word it is and what it is about: only alike can be compared."""
    return (wage.asserted_by, *(wage.body.get(name) for name in ("unit", "period", "place", "measure")))


def _most(stated: Iterable[set[K]]) -> K | None:
    """What most things state; of several the first in order."""
    counted = Counter(unit for units in stated for unit in units)
    return min(counted, key=lambda unit: (-counted[unit], unit), default=None)
