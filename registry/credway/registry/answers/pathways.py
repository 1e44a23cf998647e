"""Pathways: plans from what is held to a target through the AND/OR graph of conditions.

`requires` profiles are ANDed, `alternativeCondition` is OR, `requiredNumber` is k-of-n. Only what is
required is followed unless the asker includes preparation, recommendation or advanced standing; what
is followed for such a reason is marked as not required.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from credway.ontology.rules import rule
from credway.registry.answers.asking import Asking, sources_of
from credway.registry.answers.conditions import Asker
from credway.registry.answers.holding import Held
from credway.registry.answers.model import (
    ConditionState,
    Cut,
    Finding,
    Missing,
    Resolution,
    Source,
    Things,
    Verdict,
)
from credway.registry.answers.planning import Planner
from credway.registry.answers.plans import (
    Plan,
    PlanOrder,
    PlanRelation,
    make_plan,
    said_in,
    sort_key,
)
from credway.registry.answers.resolve import Ref, settle
from credway.registry.answers.said import Said, current, decode
from credway.registry.errors import BadRequest, LimitExceeded


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
    rules: tuple[str, ...] = (rule("wage-gain").iri,)
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
    plans = [make_plan(draft, figures, asker or Asker(), owned) for draft in drafts]
    plans.sort(key=lambda plan: sort_key(plan, order))
    plans = plans[:first]
    used = [s for plan in plans for step in plan.steps for s in said_in(step)]
    mentioned = {iri for said in (*used, *conditions) for iri in said.mentioned} | {target, *owned}
    things = await frame.describe(mentioned)
    return PathwayAnswer(
        as_of=frame.as_of,
        known_at=frame.known_at,
        target=target,
        resolved=resolved,
        reachable=_reachable(plans, conditions, planner.cut_by is not None, things),
        plans=plans,
        sources=sources_of(used),
        things=things,
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


def _reachable(plans: Sequence[Plan], conditions: Sequence[Said], cut: bool, things: Things) -> Finding:
    """YES with a plan whose conditions are all met, NO where each plan has an unmet one.

    Where nobody states what a step requires, whether it can be reached is UNKNOWN, not YES.
    """
    if not plans:
        what = (
            "the search was cut" if cut else "every way goes in a circle or past the number of steps allowed"
        )
        return Finding(Verdict.UNKNOWN, missing=(Missing(what),))
    states = [{c.state for c in plan.conditions} for plan in plans]
    basis = tuple(dict.fromkeys(s for step in plans[0].steps for s in step.basis))
    stated = {iri for said in conditions if said.body["relation"] == "requires" for iri in said.all("OF")}
    silent = [[step.obtains for step in plan.steps if step.obtains not in stated] for plan in plans]
    if any(
        not state - {ConditionState.MET} and not quiet for state, quiet in zip(states, silent, strict=True)
    ):
        return Finding(Verdict.YES, basis)
    if all(ConditionState.UNMET in s for s in states) and not cut:
        unmet = [c.statement for p in plans for c in p.conditions if c.state is ConditionState.UNMET]
        return Finding(Verdict.NO, tuple(dict.fromkeys(unmet)))
    asked = [Missing(c.condition) for p in plans for c in p.conditions if c.state is ConditionState.UNKNOWN]
    asked += [Missing(f"what {things[iri].title} requires is not stated") for iri in silent[0]]
    return Finding(Verdict.UNKNOWN, basis, missing=tuple(dict.fromkeys(asked)))


def _cut(planner: Planner, rows_cut: bool, limit: int, steps: int) -> Cut | None:
    if rows_cut or planner.cut_by == "max_search":
        return Cut(
            "max_search",
            limit,
            "the search was cut; plans shown are found ones, not proven cheapest. "
            "Hold more, or ask for a nearer target.",
        )
    if planner.cut_by == "max_steps":
        return Cut(
            "max_steps",
            steps,
            f"ways of more than {steps} steps were left out; raise maxSteps if you may.",
        )
    return None
