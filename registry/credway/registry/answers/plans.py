"""Plans: the steps of a pathway with what each adds, what is still open, and the totals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from isodate import Duration, duration_isoformat, parse_duration

from credway.registry.answers.conditions import Asker, judge_fact
from credway.registry.answers.model import ConditionFinding, ConditionState
from credway.registry.answers.planning import Draft
from credway.registry.answers.said import Said
from credway.registry.projection.reader import canonical

_A_DAY = date(2000, 1, 1)
"""From where years and months are counted when spans are compared."""


class PlanRelation(StrEnum):
    """Which relations a plan may follow. Preparation is never passed off as a requirement."""

    REQUIRED = "requires"
    PREPARATION = "preparation"
    RECOMMENDED = "recommends"
    ADVANCED_STANDING = "advancedStanding"
    COMPONENT = "component"


class PlanOrder(StrEnum):
    """By what plans are ordered; what is unknown counts after every known total."""

    STEPS = "STEPS"
    FEE = "FEE"
    DURATION = "DURATION"
    WAGE_GAIN = "WAGE_GAIN"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to obtain, after which others, by which relation, and what it adds."""

    number: int
    obtains: str
    after: tuple[int, ...]
    relation: str
    required: bool
    alternatives: tuple[str, ...]
    wage: Said | None
    fees: tuple[Said, ...]
    duration: Said | None
    basis: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class PlanTotals:
    """Totals in their own units; what is in `incomplete` makes a total read "at least"."""

    steps: int
    fee: str | None
    fee_unit: str | None
    wage_gain: str | None
    duration: str | None
    incomplete: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A partial order of steps, what is still open, and what it adds up to."""

    steps: tuple[Step, ...]
    conditions: tuple[ConditionFinding, ...]
    totals: PlanTotals


def make_plan(
    draft: Draft, figures: Mapping[str, Sequence[Said]], asker: Asker, owned: Sequence[str]
) -> Plan:
    order = draft.in_order()
    numbers = {thing: index + 1 for index, thing in enumerate(order)}
    steps = tuple(
        Step(
            number=numbers[thing],
            obtains=thing,
            after=tuple(sorted(numbers[n] for n in draft.needs(thing) if n in numbers)),
            relation=draft.relation(thing),
            required=draft.is_required(thing),
            alternatives=tuple(draft.alternatives(thing)),
            wage=_one(figures.get(thing, ()), "credway:medianSalary"),
            fees=tuple(s for s in figures.get(thing, ()) if s.body["measure"] == "credway:examFee"),
            duration=_one(figures.get(thing, ()), "credway:duration"),
            basis=tuple(draft.basis(thing)),
        )
        for thing in order
    )
    open_ones = tuple(_judge(leaf, said, asker) for leaf, said in draft.open_leaves())
    return Plan(steps, open_ones, _totals(steps, figures, owned))


def _judge(leaf: Mapping[str, Any], said: Said, asker: Asker) -> ConditionFinding:
    if "age" in leaf:
        kind, required, text = "AGE", leaf["age"], f"at least {leaf['age']} years old"
    elif "years" in leaf:
        kind, required, text = "EXPERIENCE", leaf["years"], f"at least {leaf['years']} years of experience"
    elif "resident" in leaf:
        required = ",".join(leaf["resident"])
        kind, text = "RESIDENCY", f"resident of {required}"
    else:
        kind, required, text = "OTHER", None, str(leaf.get("other", ""))
    state, given = judge_fact(kind, required, asker)
    return ConditionFinding(kind, text, state, said, required, given)


def _totals(steps: Sequence[Step], figures: Mapping[str, Sequence[Said]], owned: Sequence[str]) -> PlanTotals:
    """Fees of one currency add up; a wage gain needs the wage before and after from one source."""
    incomplete: list[str] = []
    units = {s.body.get("unit") for step in steps for s in step.fees}
    fee: Decimal | None = None
    if len(units) == 1:
        fee = sum(
            (Decimal(s.body["value"]) for step in steps for s in step.fees if s.body.get("value")),
            Decimal(0),
        )
    if len(units) != 1 or any(not step.fees for step in steps):
        incomplete.append("fee")
    gain: str | None = None
    before = next((w for iri in owned if (w := _one(figures.get(iri, ()), "credway:medianSalary"))), None)
    first = before or (steps[0].wage if len(steps) > 1 else None)
    last = steps[-1].wage if steps else None
    if first and last and _comparable(first, last):
        gain = canonical(Decimal(last.body["value"]) - Decimal(first.body["value"]))
    else:
        incomplete.append("wageGain")
    incomplete += ["duration"] if any(step.duration is None for step in steps) else []
    return PlanTotals(
        steps=len(steps),
        fee=None if fee is None else canonical(fee),
        fee_unit=next(iter(units)) if len(units) == 1 else None,
        wage_gain=gain,
        duration=_duration(steps),
        incomplete=tuple(incomplete),
    )


def _duration(steps: Sequence[Step]) -> str | None:
    """The stated durations one after the other, as an ISO 8601 duration; the longer bound of a range."""
    stated = [step.duration.body for step in steps if step.duration is not None]
    texts = [body.get("duration") or body.get("high") or body.get("low") for body in stated]
    spans = [parse_duration(text) for text in texts if text]
    return str(duration_isoformat(sum(spans[1:], spans[0]))) if spans else None


def _comparable(one: Said, other: Said) -> bool:
    same = ("unit", "period", "place", "measure")
    return one.asserted_by == other.asserted_by and all(one.body.get(k) == other.body.get(k) for k in same)


def sort_key(plan: Plan, order: PlanOrder) -> tuple[Any, ...]:
    """Known totals first, then the number of unknowns, then a stable order."""
    totals = plan.totals
    names = tuple(step.obtains for step in plan.steps)
    unmet = sum(c.state is ConditionState.UNMET for c in plan.conditions)
    if order is PlanOrder.FEE:
        missing = sum(not step.fees for step in plan.steps)
        return (unmet, totals.fee is None, missing, Decimal(totals.fee or 0), totals.steps, names)
    if order is PlanOrder.WAGE_GAIN:
        return (
            unmet,
            totals.wage_gain is None,
            -Decimal(totals.wage_gain or 0),
            totals.steps,
            names,
        )
    if order is PlanOrder.DURATION:
        missing = sum(step.duration is None for step in plan.steps)
        span = parse_duration(totals.duration or "P0D")
        days = span.totimedelta(start=_A_DAY) if isinstance(span, Duration) else span
        return (unmet, totals.duration is None, missing, days, totals.steps, names)
    return (unmet, totals.steps, len(totals.incomplete), names)


def _one(figures: Sequence[Said], measure: str) -> Said | None:
    """The one figure of a measure; several are ordered by their document, the newest first."""
    found = [said for said in figures if said.body["measure"] == measure]
    return max(found, key=lambda s: (s.valid_from, s.id)) if found else None


def said_in(step: Step) -> list[Said]:
    return [*step.basis, *step.fees, *(s for s in (step.wage, step.duration) if s)]
