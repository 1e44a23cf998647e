"""Whether a target can be reached, by the plans found; and by which limit the search was cut."""

from collections.abc import Iterator, Sequence

from credway.registry.answers.asking import Asking
from credway.registry.answers.model import ConditionState, Cut, Finding, Missing, Things, Verdict
from credway.registry.answers.pathways.facts import has_ended, open_condition
from credway.registry.answers.pathways.gathering import FOUND_ONLY, Gathered, searched_enough
from credway.registry.answers.pathways.plans import Plan
from credway.registry.answers.pathways.relations import REQUIRED, relation_of
from credway.registry.answers.pathways.requirements import Requirements


def reachable(
    plans: Sequence[Plan],
    requirements: Requirements,
    gathered: Gathered,
    cut_by: str | None,
    things: Things,
) -> Finding:
    """YES with a plan whose conditions are all met, NO where each plan has an unmet one.

    Where nobody states what a step requires, or a step is said to have ended, or not all that bears on it
    was read, whether it can be reached is UNKNOWN, not YES; where plans were left out it is not NO.
    """
    target = gathered.target
    if target not in gathered.having.iris and any(not p.steps and not p.counted for p in plans):
        what = f"nobody states what leads to {things[target].title}"
        return Finding(Verdict.UNKNOWN, missing=(Missing(what),))
    if not plans:
        found = {
            None: "every way goes in a circle",
            "max_steps": "every way takes more steps than are allowed, or goes in a circle",
        }
        by = cut_by or (gathered.cut.limit if gathered.cut else None)
        what = found.get(by, "the search was cut before it found a way")
        return Finding(Verdict.UNKNOWN, missing=(Missing(what),))
    # What is only recommended is shown with its conditions and decides nothing.
    asked_for = [[c for c in p.conditions if relation_of(c.statement) in REQUIRED] for p in plans]
    states = [{c.state for c in conditions} for conditions in asked_for]
    silent = [[s.obtains for s in plan.steps if s.obtains not in requirements.stated] for plan in plans]
    ended = [[found for s in plan.steps for found in has_ended(things[s.obtains])] for plan in plans]
    basis = tuple(dict.fromkeys(s for step in plans[0].steps for s in step.basis))
    basis += tuple(each.statement for each in plans[0].counted if each.statement not in basis)
    unread = [list(_unread(plan, requirements, gathered, things)) for plan in plans]
    if any(
        not state - {ConditionState.MET} and not any(doubts)
        for state, *doubts in zip(states, silent, ended, unread, strict=True)
    ):
        return Finding(Verdict.YES, basis)
    all_unmet = all(ConditionState.UNMET in s for s in states)
    if all_unmet and cut_by is None and gathered.cut is None:
        unmet = [c.statement for each in asked_for for c in each if c.state is ConditionState.UNMET]
        return Finding(Verdict.NO, tuple(dict.fromkeys(unmet)))
    unknown = [c for each in asked_for for c in each if c.state is ConditionState.UNKNOWN]
    asked = [open_condition(each, things) for each in unknown]
    asked += [requirements.unstated(iri, things[iri].title) for iri in silent[0]]
    asked += [*ended[0], *unread[0]]
    asked += [Missing("whether another way would do; not all were looked at")] if all_unmet else []
    return Finding(Verdict.UNKNOWN, basis, missing=tuple(dict.fromkeys(asked)))


def _unread(plan: Plan, requirements: Requirements, gathered: Gathered, things: Things) -> Iterator[Missing]:
    """What is not known of a plan because more is stated of its steps, or of a way, than was read."""
    ways = {iri for iri in gathered.partly if requirements.is_way(iri)}
    for iri in [*(step.obtains for step in plan.steps), *sorted(ways)]:
        if iri in gathered.partly:
            yield Missing(f"what {things[iri].title} requires; more of it is stated than could be read")


def cut_of(frame: Asking, by: str | None, unread: Cut | None, steps: int) -> Cut | None:
    """Say by which limit an answer was cut, and what was left out: a search, else what was to be read."""
    settings = frame.settings
    if unread is not None and unread.limit == "max_search":
        return unread
    if by == "max_search":
        return searched_enough(settings.max_search)
    if by == "pathway_seconds":
        message = f"the search ran out of time; {FOUND_ONLY}"
        return Cut("pathway_seconds", int(settings.pathway_seconds), message)
    if unread is not None:
        return unread
    if by == "max_steps":
        return Cut(
            "max_steps",
            steps,
            f"ways of more than {steps} steps were left out; raise maxSteps if you may.",
        )
    return None
