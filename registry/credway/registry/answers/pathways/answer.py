"""Pathways: plans from what is held to a target through the AND/OR graph of conditions.

`requires` profiles are ANDed, `alternativeCondition` is OR, `requiredNumber` is k-of-n, constraints are
judged. Only what is required is followed unless the asker includes preparation, recommendation or
advanced standing; what is followed for such a reason is marked as not required. A Pathway document is
followed as it is: its components are steps.
"""

import asyncio
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from credway.ontology.rules import rule
from credway.registry.answers.asker import Asker, check_asker
from credway.registry.answers.asking import Asking, sources_of
from credway.registry.answers.credit.reaching import Reached, reach
from credway.registry.answers.holding import Held, alternatives, check_held
from credway.registry.answers.model import ConditionFinding, Cut, Finding, Resolution, Source, Things
from credway.registry.answers.pathways.constraints import Facts
from credway.registry.answers.pathways.drafting import Drafting
from credway.registry.answers.pathways.earning import Earned, Earner, awarded, worth
from credway.registry.answers.pathways.facts import facts_of, judge_constraint, judge_leaf
from credway.registry.answers.pathways.figures import has_constraints, read_figures, worth_of
from credway.registry.answers.pathways.gathering import Gathered, gather
from credway.registry.answers.pathways.having import Having
from credway.registry.answers.pathways.ordering import Figures, Prices
from credway.registry.answers.pathways.parts import Bound, Fact, Part
from credway.registry.answers.pathways.planning import Limits, Planner
from credway.registry.answers.pathways.plans import (
    Adding,
    Plan,
    PlanOrder,
    PlanRelation,
    make_plan,
    said_in,
    sort_key,
)
from credway.registry.answers.pathways.reachable import cut_of, reachable
from credway.registry.answers.pathways.requirements import Requirements
from credway.registry.answers.pathways.targets import Target, settled
from credway.registry.answers.places import Place
from credway.registry.answers.resolve import Ref
from credway.registry.answers.said import Said
from credway.registry.errors import BadRequest, LimitExceeded

RULES = tuple(rule(name).iri for name in ("wage-gain", "plan-fee", "plan-credit"))


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
    rules: tuple[str, ...] = RULES
    cut: Cut | None = None


async def pathways(
    frame: Asking,
    held: Sequence[Held],
    to: Target | Ref,
    *,
    include: Sequence[PlanRelation] = (PlanRelation.REQUIRED,),
    asker: Asker | None = None,
    order: PlanOrder = PlanOrder.STEPS,
    first: int = 3,
    max_steps: int | None = None,
    place: Place | None = None,
) -> PathwayAnswer:
    """Find the best plans to one target, in as many round trips as their steps and two at most.

    Three suffice unless what stands for an asked thing asks for something itself. With a place, the
    credit of a step is what is awarded for it there, in one round trip more. Raises BadRequest,
    LimitExceeded, Ambiguous or NotFound on arguments that cannot be settled.
    """
    steps = frame.settings.max_steps if max_steps is None else max_steps
    held = check(frame, held, first, steps)
    target, asker = to if isinstance(to, Target) else Target(to), check_asker(asker)
    asked = await settled(frame, target, [item.ref for item in held], place)
    resolved, iri, where = asked.resolved, asked.target or "", asked.place
    owned = still_held(asked.held, held)
    relations = [relation.value for relation in dict.fromkeys((PlanRelation.REQUIRED, *include))]
    gathered = await gather(frame, target.of_kind(resolved[0]), iri, owned, relations, steps)
    requirements = _requirements(gathered, asker)
    last = None if requirements.is_way(iri) else iri
    # By what things add plans may be ordered, else it is read only of the steps found.
    early = order is not PlanOrder.STEPS or has_constraints(gathered.conditions)
    candidates = {iri, *requirements.things} if early else set[str]()
    beside = {*asked.held, *([where] if where else [])}
    earner = earner_of(place, where, asker, list(zip(asked.held, held, strict=True)), gathered.having)
    adding = await _adding(frame, gathered, candidates, earner, order, last, beside)
    drafting = _drafting(requirements, gathered, adding, facts_of(asker))
    planner = await _searched(frame, drafting, steps, iri, first)
    drafts = planner.plans
    if not early:
        wanted = {thing for draft in drafts for thing in draft.order}
        beside |= {each for draft in drafts for thing in draft.order for each in draft.alternatives(thing)}
        adding = await _adding(frame, gathered, wanted, earner, order, last, beside)
    made = ((make_plan(draft, adding), draft) for draft in drafts)
    every = [plan for plan, _ in sorted(made, key=lambda pair: sort_key(*pair))]
    plans = every[:first]
    used = [*_said_in(plans), *(said for led in gathered.leading.values() for said in led[:first])]
    named = {iri, *beside, *_named_in(plans), *RULES}
    things = await frame.describe(named.union(*(s.mentioned for s in (*used, *gathered.conditions))))
    finding = reachable(every, first, requirements, gathered, planner.cut_by, things)
    return PathwayAnswer(
        as_of=frame.as_of,
        known_at=frame.known_at,
        target=iri,
        resolved=resolved,
        reachable=finding,
        # Where nobody states what leads there, nothing to obtain is no plan.
        plans=[plan for plan in plans if plan.steps or plan.counted or iri in gathered.having.iris],
        sources=sources_of([*used, *finding.basis]),
        things=things,
        cut=cut_of(frame, planner.cut_by, gathered.cut or adding.cut, steps),
    )


def check(frame: Asking, held: Sequence[Held], first: int, steps: int) -> list[Held]:
    """What is held, as it is judged. Raises BadRequest on what nobody can have earned, LimitExceeded."""
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
    return [check_held(frame, item) for item in held]


def still_held(ids: Sequence[str], held: Sequence[Held]) -> list[str]:
    """What counts as held: all but what the asker says has run out."""
    return [iri for iri, item in zip(ids, held, strict=True) if item.current is not False]


def earner_of(
    place: Place | None, at: str | None, asker: Asker, held: Sequence[tuple[str, Held]], having: Having
) -> Earner | None:
    """Who would earn credit at a place, by what counts as held of all that is given by its IRI."""
    if place is None:
        return None
    counted = [(iri, item) for iri, item in held if iri in having.owned]
    items = [item for _, item in counted]
    return Earner(place, at, asker, alternatives(items, [iri for iri, _ in counted], having.linked))


async def _searched(frame: Asking, drafting: Drafting, steps: int, target: str, first: int) -> Planner:
    """Search the best plans, while others run; the frame is hurried where time ran out."""
    limits = Limits(steps, frame.settings.max_search, frame.settings.pathway_seconds)
    planner = Planner(drafting.requirements, drafting.have, drafting, drafting.prices, limits)
    for _ in planner.search(target, first):
        await asyncio.sleep(0)
    frame.hurried |= planner.cut_by == "pathway_seconds"
    return planner


def _requirements(gathered: Gathered, asker: Asker) -> Requirements:
    def judge(tree: Mapping[str, Any], said: Said) -> Part:
        if "constraint" in tree:
            return Bound(tree["constraint"], said)
        return Fact(judge_leaf(tree, said, asker))

    return Requirements(
        gathered.conditions,
        judge,
        gathered.options,
        gathered.instead,
        gathered.within,
        gathered.leading,
        gathered.doubted,
    )


def _drafting(requirements: Requirements, gathered: Gathered, adding: Adding, facts: Facts) -> Drafting:
    linked = ((each.of, each.iri) for each in gathered.having.linked)
    components = worth_of(adding.figures, [*linked, *gathered.equivalents])

    def judge(part: Bound, counted: frozenset[str]) -> ConditionFinding:
        return judge_constraint(part.constraint, part.said, facts, components, sorted(counted))

    return Drafting(requirements, gathered.having.iris, adding.prices, judge)


async def _adding(
    frame: Asking,
    gathered: Gathered,
    things: Set[str],
    earner: Earner | None,
    order: PlanOrder,
    last: str | None,
    beside: Set[str],
) -> Adding:
    """What things add: what a place awards in one round trip, figures, roles and all names in another."""
    having = gathered.having
    reached: Reached | None = None
    figures: Figures = {}
    roles: Mapping[str, Sequence[Said]] = {}
    if earner is not None and things:
        reached = await reach(frame, things, [earner.at] if earner.at else [])
    if things:
        named = {*beside, *_named_by(gathered, things)}
        named |= {i for a in (reached.awards if reached else ()) for s in a.statements for i in s.mentioned}
        figures, roles = await read_figures(frame, things | having.names, ["role"], named)
    earned: Mapping[str, Sequence[Earned]] = worth(figures)
    if earner is not None and reached is not None:
        earned = awarded(reached, earner, frame.as_of, frame.things)
    prices = Prices(order, things, figures, earned, having.owned, last)
    cut = reached.cut if reached else None
    return Adding(figures, earned, roles, having, gathered.equivalents, gathered.attestations, prices, cut)


def _named_by(gathered: Gathered, things: Set[str]) -> set[str]:
    """All that an answer with some things as steps may name, but for what they add."""
    having = gathered.having
    links = [each.statement for (_, by), each in gathered.equivalents.items() if by in things]
    links += [each.statement for each in having.equivalents.values()]
    counted = {*things, *having.names}
    attested = [each for (_, by), each in gathered.attestations.items() if by in counted]
    attested += having.attested.values()
    links += [said for each in attested for said in each.basis]
    leading = [said for held in gathered.leading.values() for said in held]
    return {gathered.target}.union(*(s.mentioned for s in (*links, *leading, *gathered.conditions)))


def _said_in(plans: Sequence[Plan]) -> list[Said]:
    """The statements that plans rest on."""
    found = [said for plan in plans for step in plan.steps for said in said_in(step)]
    for plan in plans:
        found += [finding.statement for finding in plan.conditions]
        for each in plan.counted:
            found += [each.statement, *([each.equivalent.statement] if each.equivalent else [])]
            found += each.attested.basis if each.attested else ()
    return list(dict.fromkeys(found))


def _named_in(plans: Sequence[Plan]) -> set[str]:
    """The things that plans name: steps, what is asked for, and what counts for it."""
    found = {iri for plan in plans for step in plan.steps for iri in (step.obtains, *step.alternatives)}
    found |= {iri for p in plans for each in p.counted for iri in (each.asked, each.by, each.held or each.by)}
    return found
