"""Whether a target can be reached, by the plans found; and by which limit the search was cut."""

from collections.abc import Sequence

from credway.registry.answers.asking import Asking
from credway.registry.answers.model import ConditionState, Cut, Finding, Missing, Things, Verdict
from credway.registry.answers.pathways.gathering import Gathered
from credway.registry.answers.pathways.plans import Plan
from credway.registry.answers.pathways.requirements import Requirements


def reachable(
    plans: Sequence[Plan],
    requirements: Requirements,
    gathered: Gathered,
    cut: bool,
    things: Things,
) -> Finding:
    """YES with a plan whose conditions are all met, NO where each plan has an unmet one.

    Where nobody states what a step requires, whether it can be reached is UNKNOWN, not YES.
    """
    target = gathered.target
    if target not in gathered.having.iris and any(not p.steps and not p.counted for p in plans):
        what = f"nobody states what leads to {things[target].title}"
        return Finding(Verdict.UNKNOWN, missing=(Missing(what),))
    if not plans:
        what = (
            "the search was cut" if cut else "every way goes in a circle or past the number of steps allowed"
        )
        return Finding(Verdict.UNKNOWN, missing=(Missing(what),))
    states = [{c.state for c in plan.conditions} for plan in plans]
    silent = [[s.obtains for s in plan.steps if s.obtains not in requirements.stated] for plan in plans]
    basis = tuple(dict.fromkeys(s for step in plans[0].steps for s in step.basis))
    basis += tuple(each.statement for each in plans[0].counted if each.statement not in basis)
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


def cut_of(frame: Asking, by: str | None, rows_cut: bool, steps: int) -> Cut | None:
    """Say by which limit a search was cut, and what was left out."""
    settings = frame.settings
    if rows_cut or by == "max_search":
        return Cut(
            "max_search",
            settings.max_search,
            "the search was cut; plans shown are found ones, not proven cheapest. "
            "Hold more, or ask for a nearer target.",
        )
    if by == "pathway_seconds":
        return Cut(
            "pathway_seconds",
            int(settings.pathway_seconds),
            "the search ran out of time; plans shown are found ones, not proven cheapest. "
            "Hold more, or ask for a nearer target.",
        )
    if by == "max_steps":
        return Cut(
            "max_steps",
            steps,
            f"ways of more than {steps} steps were left out; raise maxSteps if you may.",
        )
    return None
