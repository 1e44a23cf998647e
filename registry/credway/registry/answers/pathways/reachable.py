"""Whether a target can be reached, by the plans found; and by which limit the search was cut."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from credway.registry.answers.asking import Asking
from credway.registry.answers.model import (
    ConditionFinding,
    ConditionState,
    Cut,
    Finding,
    Missing,
    Things,
    Verdict,
)
from credway.registry.answers.pathways.facts import has_ended, open_condition
from credway.registry.answers.pathways.gathering import FOUND_ONLY, Gathered, searched_enough
from credway.registry.answers.pathways.plans import Plan
from credway.registry.answers.pathways.relations import REQUIRED, relation_of
from credway.registry.answers.pathways.requirements import Requirements
from credway.registry.answers.said import Said


@dataclass(frozen=True, slots=True)
class _Judged:
    """What is open in a plan: conditions of what is required, and what is missing besides."""

    plan: Plan
    asked: tuple[ConditionFinding, ...]
    missing: tuple[Missing, ...]

    @property
    def is_sure(self) -> bool:
        """Whether nothing is open in it."""
        return not self.missing and all(each.state is ConditionState.MET for each in self.asked)

    def by(self, state: ConditionState) -> list[ConditionFinding]:
        """The conditions that are in a state."""
        return [each for each in self.asked if each.state is state]

    @property
    def basis(self) -> tuple[Said, ...]:
        """The statements that it rests on."""
        counted = (each.statement for each in self.plan.counted)
        return tuple(dict.fromkeys((*(s for step in self.plan.steps for s in step.basis), *counted)))


def reachable(
    plans: Sequence[Plan],
    first: int,
    requirements: Requirements,
    gathered: Gathered,
    cut_by: str | None,
    things: Things,
) -> Finding:
    """YES with a plan whose conditions are all met, NO where each plan has an unmet one.

    All plans found are judged; what is open is said of the `first` of them, which are shown. Where nobody
    states what a step requires, or a step is said to have ended, or not all that bears on it was read,
    whether it can be reached is UNKNOWN, not YES; where plans were left out it is not NO.
    """
    target = gathered.target
    if target not in gathered.having.iris and any(not p.steps and not p.counted for p in plans[:first]):
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
    judged: list[_Judged] = []
    for plan in plans:
        judged.append(_judged(plan, requirements, gathered, things))
        if judged[-1].is_sure:
            return Finding(Verdict.YES, judged[-1].basis)
    shown, all_unmet = judged[:first], all(each.by(ConditionState.UNMET) for each in judged)
    if all_unmet and cut_by is None and gathered.cut is None:
        unmet = [found.statement for each in shown for found in each.by(ConditionState.UNMET)]
        return Finding(Verdict.NO, tuple(dict.fromkeys(unmet)))
    unknown = [found for each in shown for found in each.by(ConditionState.UNKNOWN)]
    asked = [*(open_condition(each, things) for each in unknown), *shown[0].missing]
    asked += [Missing("whether another way would do; not all were looked at")] if all_unmet else []
    return Finding(Verdict.UNKNOWN, shown[0].basis, missing=tuple(dict.fromkeys(asked)))


def _judged(plan: Plan, requirements: Requirements, gathered: Gathered, things: Things) -> _Judged:
    # What is only recommended is shown with its conditions and decides nothing.
    asked = tuple(c for c in plan.conditions if relation_of(c.statement) in REQUIRED)
    obtained = [step.obtains for step in plan.steps]
    silent = (iri for iri in obtained if iri not in requirements.stated)
    missing = [requirements.unstated(iri, things[iri].title) for iri in silent]
    missing += [found for iri in obtained for found in has_ended(things[iri])]
    return _Judged(plan, asked, (*missing, *_unread(plan, requirements, gathered, things)))


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
