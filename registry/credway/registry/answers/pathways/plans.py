"""Plans: the steps of a pathway with what each adds, what counts for what, what is open, the totals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from credway.registry.answers.competencies.attesting import Attested
from credway.registry.answers.model import ConditionFinding, Cut, Equivalent
from credway.registry.answers.pathways.drafting import Draft
from credway.registry.answers.pathways.earning import CreditSum, Earned, sums
from credway.registry.answers.pathways.having import Having
from credway.registry.answers.pathways.ordering import (
    DURATION,
    WAGE,
    Figures,
    PlanOrder,
    Prices,
    currency,
    fees,
    one,
)
from credway.registry.answers.pathways.parts import Leaf
from credway.registry.answers.pathways.spans import is_bounded, total
from credway.registry.answers.said import Said
from credway.registry.projection.reader import canonical

__all__ = ["Counted", "Plan", "PlanOrder", "PlanRelation", "PlanTotals", "Step", "make_plan", "said_in"]


class PlanRelation(StrEnum):
    """Which relations a plan may follow. Preparation is never passed off as a requirement."""

    REQUIRED = "requires"
    PREPARATION = "preparation"
    RECOMMENDED = "recommends"
    ADVANCED_STANDING = "advancedStanding"
    COMPONENT = "component"
    PRECEDED = "precedes"


@dataclass(frozen=True, slots=True)
class Counted:
    """What counts for something that is asked for: a held thing, or the step that brings it.

    `asked` is met by `by`: itself, or what stands for it through `equivalent`, or attests it by
    `attested`. `held` is the held thing behind it; None where a step brings it.
    """

    asked: str
    by: str
    held: str | None
    statement: Said
    equivalent: Equivalent | None = None
    attested: Attested | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to obtain, after which others or together with which, by which relation, what it adds."""

    number: int
    obtains: str
    after: tuple[int, ...]
    together: tuple[int, ...]
    relation: str
    required: bool
    alternatives: tuple[str, ...]
    wage: Said | None
    fees: tuple[Said, ...]
    duration: Said | None
    credit: tuple[Earned, ...]
    roles: tuple[Said, ...]
    basis: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class PlanTotals:
    """Totals in their own units; what is in `incomplete` makes a total read "at least"."""

    steps: int
    fee: str | None
    fee_unit: str | None
    wage_gain: str | None
    duration: str | None
    credit: tuple[CreditSum, ...]
    incomplete: tuple[str, ...]
    wage_unit: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A partial order of steps, what counts for what, what is still open, and what it adds up to."""

    steps: tuple[Step, ...]
    counted: tuple[Counted, ...]
    conditions: tuple[ConditionFinding, ...]
    totals: PlanTotals


@dataclass(frozen=True)
class Adding:
    """What is known of things that become steps: figures, credit, roles; and what counts for what.

    `cut` says that more is awarded for them than was read.
    """

    figures: Figures
    earned: Mapping[str, Sequence[Earned]]
    roles: Mapping[str, Sequence[Said]]
    having: Having
    equivalents: Mapping[tuple[str, str], Equivalent]
    attested: Mapping[tuple[str, str], Attested]
    prices: Prices
    cut: Cut | None = None


def make_plan(draft: Draft, adding: Adding) -> Plan:
    """Write a draft out as a plan."""
    numbers = {thing: index + 1 for index, thing in enumerate(draft.order)}
    steps = tuple(_step(thing, draft, numbers, adding) for thing in draft.order)
    return Plan(steps, _counted(draft, adding), draft.findings, _totals(steps, adding.prices))


def _step(thing: str, draft: Draft, numbers: Mapping[str, int], adding: Adding) -> Step:
    figures = adding.figures.get(thing, ())
    own = [leaf.said for leaf in draft.used.get(thing, ())]
    # What only a suggested order puts before it is shown before it.
    after = draft.needs(thing) | {t for t in draft.suggested(thing) if numbers.get(t, 99) < numbers[thing]}
    return Step(
        number=numbers[thing],
        obtains=thing,
        after=tuple(sorted(numbers[n] for n in after if n in numbers)),
        together=tuple(sorted(numbers[n] for n in draft.beside(thing))),
        relation=draft.relation(thing),
        required=draft.is_required(thing),
        alternatives=tuple(draft.alternatives(thing)),
        wage=one(figures, WAGE),
        fees=fees(figures),
        duration=one(figures, DURATION),
        credit=tuple(adding.earned.get(thing, ())),
        roles=tuple(adding.roles.get(thing, ())),
        basis=tuple(dict.fromkeys((*own, *draft.stated(thing), *draft.reasons(thing)))),
    )


def _counted(draft: Draft, adding: Adding) -> tuple[Counted, ...]:
    """What counts for what: all that is held and used, and steps that stand for what is asked."""
    found: dict[tuple[str, str], Counted] = {}
    leaves: list[Leaf] = [leaf for used in draft.used.values() for leaf in used]
    for leaf in leaves:
        is_held = leaf.thing in adding.having.iris
        if not is_held and leaf.thing == leaf.asked:
            continue
        attested = adding.having.attested.get(leaf.thing) if is_held else None
        by = attested.of if attested else leaf.thing
        held = adding.having.held_as(leaf.thing) if is_held else None
        found.setdefault(
            (leaf.asked, by),
            Counted(
                *(leaf.asked, by, held, leaf.said),
                equivalent=adding.having.equivalents.get(by) or adding.equivalents.get((leaf.asked, by)),
                attested=attested or adding.attested.get((leaf.asked, by)),
            ),
        )
    return tuple(found[key] for key in sorted(found))


def _totals(steps: Sequence[Step], prices: Prices) -> PlanTotals:
    """Fees of one currency add up, of a range the lower bound.

    A wage gain needs the wage before and after from one source. Where nothing is left to obtain,
    nothing is unknown.
    """
    if not steps:
        return PlanTotals(0, None, None, None, None, (), ())
    incomplete: list[str] = []
    paid = [each for step in steps for each in step.fees]
    # What only some pay, or by the unit, is shown with the step and adds nothing known.
    common = [each for each in paid if not each.body.get("limits")]
    known = [Decimal(low) for each in common if (low := each.body.get("value") or each.body.get("low"))]
    units = {currency(each): each.body.get("unit") for each in common}
    # What is withheld, or known to be at most so much, adds nothing known: that is not free of charge.
    fee = sum(known, Decimal(0)) if known and len(units) == 1 else None
    whole = all(s.fees and all(each.body.get("value") for each in s.fees) for s in steps)
    if fee is None or not whole or any(prices.has_more_costs(step.obtains) for step in steps):
        incomplete.append("fee")
    last = steps[-1].wage
    gain = prices.gain([step.obtains for step in steps])
    incomplete += ["wageGain"] if gain is None else []
    incomplete += [] if all(is_bounded(step.duration) for step in steps) else ["duration"]
    incomplete += ["credit"] if any(not any(e.low for e in step.credit) for step in steps) else []
    return PlanTotals(
        steps=len(steps),
        fee=None if fee is None else canonical(fee),
        fee_unit=None if fee is None else next(iter(units.values())),
        wage_gain=None if gain is None else canonical(gain),
        duration=total(step.duration for step in steps),
        credit=sums(each for step in steps for each in step.credit),
        incomplete=tuple(incomplete),
        wage_unit=None if gain is None or last is None else last.body.get("unit"),
    )


def sort_key(plan: Plan, draft: Draft) -> tuple[Any, ...]:
    """The asked order, then the number of totals that lack something, then a stable order."""
    names = tuple(step.obtains for step in plan.steps)
    return (draft.cost, plan.totals.steps, len(plan.totals.incomplete), names)


def said_in(step: Step) -> list[Said]:
    """The statements that a step rests on."""
    credit = (
        said for each in step.credit for said in (each.award.statements if each.award else [each.statement])
    )
    return [*step.basis, *step.fees, *step.roles, *credit, *(s for s in (step.wage, step.duration) if s)]
