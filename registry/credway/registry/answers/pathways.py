"""Pathways: plans from what is held to a target through the AND/OR graph of conditions.

`requires` profiles are ANDed, `alternativeCondition` is OR, `requiredNumber` is k-of-n. Only what is
required is followed unless the asker includes preparation, recommendation or advanced standing; what
is followed for such a reason is marked as not required.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from credway.registry.answers.asking import Asking, sources_of
from credway.registry.answers.conditions import Asker
from credway.registry.answers.credit import Held
from credway.registry.answers.model import (
    ConditionFinding,
    ConditionState,
    Cut,
    Finding,
    Missing,
    Resolution,
    Source,
    Things,
    Verdict,
)
from credway.registry.answers.planning import Draft, Planner
from credway.registry.answers.resolve import Ref, settle
from credway.registry.answers.said import Said, current, decode
from credway.registry.errors import BadRequest, LimitExceeded
from credway.registry.projection.reader import canonical


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
    CREDIT = "CREDIT"


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
    incomplete: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A partial order of steps, what is still open, and what it adds up to."""

    steps: tuple[Step, ...]
    conditions: tuple[ConditionFinding, ...]
    totals: PlanTotals


@dataclass(frozen=True)
class PathwayAnswer:
    """The answer to `pathways`."""

    as_of: str
    known_at: int
    target: str
    resolved: Sequence[Resolution]
    reachable: Finding
    plans: Sequence[Plan]
    sources: Sequence[Source]
    things: Things
    cut: Cut | None = None


async def pathways(
    frame: Asking,
    held: Sequence[Held],
    to: Ref,
    *,
    include: Sequence[PlanRelation] = (PlanRelation.REQUIRED,),
    asker: Asker | None = None,
    order: PlanOrder = PlanOrder.STEPS,
    first: int = 3,
    max_steps: int | None = None,
) -> PathwayAnswer:
    """Find the cheapest plans to one target, in a number of round trips that does not depend on it."""
    steps = max_steps or frame.settings.max_steps
    _check(frame, held, first, steps)
    resolved, ids = await settle(frame, [to, *(item.ref for item in held)])
    target, owned = ids[0], ids[1:]
    relations = [relation.value for relation in dict.fromkeys((PlanRelation.REQUIRED, *include))]
    limit = frame.settings.max_search
    rows = await frame.ask(
        "conditions", ids=[target], relations=relations, depth=steps, limit=limit, day=frame.as_of
    )
    conditions = current([decode(row[1:]) for row in rows], frame.as_of)
    equivalents = await frame.equivalents(owned)
    have = {*owned, *(e.iri for e in equivalents)}
    planner = Planner(conditions, have, steps, frame.settings.max_search)
    drafts = planner.plans(target)
    wanted = {thing for draft in drafts for thing in draft.obtained} | have
    figures = await _figures(frame, wanted)
    plans = [_plan(draft, figures, asker or Asker(), owned) for draft in drafts]
    plans.sort(key=lambda plan: _key(plan, order))
    plans = plans[:first]
    used = [s for plan in plans for step in plan.steps for s in _said(step)]
    mentioned = {iri for said in (*used, *conditions) for iri in said.mentioned} | {target, *owned}
    return PathwayAnswer(
        as_of=frame.as_of,
        known_at=frame.known_at,
        target=target,
        resolved=resolved,
        reachable=_reachable(plans, conditions, planner.cut_by is not None),
        plans=plans,
        sources=sources_of(used),
        things=await frame.describe(mentioned),
        cut=_cut(planner, len(rows) >= limit, limit, steps),
    )


def _check(frame: Asking, held: Sequence[Held], first: int, steps: int) -> None:
    settings = frame.settings
    for value, most, name in (
        (len(held), settings.max_held, "max_held"),
        (first, settings.max_plans, "max_plans"),
        (steps, settings.max_steps, "max_steps"),
    ):
        if value > most:
            raise LimitExceeded(f"{value} asked for; the most is {most} ({name})")
    if first < 1 or steps < 1:
        raise BadRequest("first and maxSteps must be at least 1")


async def _figures(frame: Asking, things: Iterable[str]) -> Mapping[str, Sequence[Said]]:
    found = current(await frame.statements(things, ["Observation"], ["OF"]), frame.as_of)
    figures: dict[str, list[Said]] = {}
    for said in found:
        if said.subject and said.holds(frame.as_of):
            figures.setdefault(said.subject, []).append(said)
    return figures


def _plan(
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
        given = None if asker.age is None else str(asker.age)
        return ConditionFinding(
            "AGE",
            f"at least {leaf['age']} years old",
            _least(given, leaf["age"]),
            said,
            leaf["age"],
            given,
        )
    if "years" in leaf:
        given = asker.years_of_experience
        text = f"at least {leaf['years']} years of experience"
        return ConditionFinding(
            "EXPERIENCE", text, _least(given, leaf["years"]), said, leaf["years"], given
        )
    if "resident" in leaf:
        required, given = ",".join(leaf["resident"]), asker.resident_of
        state = ConditionState.UNKNOWN
        if given is not None:
            state = (
                ConditionState.MET if given.upper() in leaf["resident"] else ConditionState.UNMET
            )
        return ConditionFinding(
            "RESIDENCY", f"resident of {required}", state, said, required, given
        )
    return ConditionFinding("OTHER", str(leaf.get("other", "")), ConditionState.UNKNOWN, said)


def _least(given: str | None, required: str) -> ConditionState:
    if given is None:
        return ConditionState.UNKNOWN
    return ConditionState.MET if Decimal(given) >= Decimal(required) else ConditionState.UNMET


def _totals(
    steps: Sequence[Step], figures: Mapping[str, Sequence[Said]], owned: Sequence[str]
) -> PlanTotals:
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
    before = next(
        (w for iri in owned if (w := _one(figures.get(iri, ()), "credway:medianSalary"))), None
    )
    first = before or (steps[0].wage if len(steps) > 1 else None)
    last = steps[-1].wage if steps else None
    if first and last and _comparable(first, last):
        gain = canonical(Decimal(last.body["value"]) - Decimal(first.body["value"]))
    else:
        incomplete.append("wageGain")
    incomplete += ["duration"] if any(step.duration is None for step in steps) else []
    unit = next(iter(units)) if len(units) == 1 else None
    return PlanTotals(
        len(steps), None if fee is None else canonical(fee), unit, gain, tuple(incomplete)
    )


def _comparable(one: Said, other: Said) -> bool:
    same = ("unit", "period", "place", "measure")
    return one.asserted_by == other.asserted_by and all(
        one.body.get(k) == other.body.get(k) for k in same
    )


def _key(plan: Plan, order: PlanOrder) -> tuple[Any, ...]:
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
        return (unmet, sum(step.duration is None for step in plan.steps), totals.steps, names)
    return (unmet, totals.steps, len(totals.incomplete), names)


def _one(figures: Sequence[Said], measure: str) -> Said | None:
    """The one figure of a measure; several are ordered by their document, the newest first."""
    found = [said for said in figures if said.body["measure"] == measure]
    return max(found, key=lambda s: (s.valid_from, s.id)) if found else None


def _said(step: Step) -> list[Said]:
    return [*step.basis, *step.fees, *(s for s in (step.wage, step.duration) if s)]


def _reachable(plans: Sequence[Plan], conditions: Sequence[Said], cut: bool) -> Finding:
    """YES with a plan whose conditions are all met, NO where each plan has an unmet one.

    Where nobody states what a step requires, whether it can be reached is UNKNOWN, not YES.
    """
    if not plans:
        what = (
            "the search was cut"
            if cut
            else "every way goes in a circle or past the number of steps allowed"
        )
        return Finding(Verdict.UNKNOWN, missing=(Missing(what),))
    states = [{c.state for c in plan.conditions} for plan in plans]
    basis = tuple(dict.fromkeys(s for step in plans[0].steps for s in step.basis))
    stated = {
        iri for said in conditions if said.body["relation"] == "requires" for iri in said.all("OF")
    }
    silent = [[step.obtains for step in plan.steps if step.obtains not in stated] for plan in plans]
    if any(
        not state - {ConditionState.MET} and not quiet
        for state, quiet in zip(states, silent, strict=True)
    ):
        return Finding(Verdict.YES, basis)
    if all(ConditionState.UNMET in s for s in states) and not cut:
        unmet = [
            c.statement for p in plans for c in p.conditions if c.state is ConditionState.UNMET
        ]
        return Finding(Verdict.NO, tuple(dict.fromkeys(unmet)))
    asked = [
        Missing(c.condition)
        for p in plans
        for c in p.conditions
        if c.state is ConditionState.UNKNOWN
    ]
    asked += [Missing("what it requires is not stated", (iri,)) for iri in silent[0]]
    return Finding(Verdict.UNKNOWN, basis, missing=tuple(dict.fromkeys(asked)))


def _cut(planner: Planner, rows_cut: bool, limit: int, steps: int) -> Cut | None:
    if rows_cut or planner.cut_by == "max_search":
        return Cut(
            "max_search",
            limit,
            "the search was cut; plans shown are found ones, not proven cheapest. Hold more, or ask for a nearer target.",
        )
    if planner.cut_by == "max_steps":
        return Cut(
            "max_steps",
            steps,
            f"ways of more than {steps} steps were left out; raise maxSteps if you may.",
        )
    return None
