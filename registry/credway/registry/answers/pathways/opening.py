"""Whether what may come next is open to a holder: all that is stated of it is met, or what is missing."""

from collections.abc import Sequence

from credway.registry.answers.model import ConditionState, Cut, Finding, Missing, Things, Verdict
from credway.registry.answers.pathways.facts import has_ended, open_condition
from credway.registry.answers.pathways.nearing import Near
from credway.registry.answers.pathways.requirements import Requirements
from credway.registry.answers.said import Said


def is_open(
    near: Near, stated: Sequence[Said], requirements: Requirements, things: Things, *, whole: bool
) -> Finding:
    """YES where all that is stated is met, NO where a fact is not, UNKNOWN where nobody states it.

    `whole` says that all that is stated was read; else there may be more to meet.
    """
    states = [finding.state for finding in near.findings]
    if ConditionState.UNMET in states and whole:
        unmet = [f.statement for f in near.findings if f.state is ConditionState.UNMET]
        return Finding(Verdict.NO, tuple(dict.fromkeys(unmet)))
    unknown = [f for f in near.findings if f.state is not ConditionState.MET]
    missing = list(dict.fromkeys(open_condition(each, things) for each in unknown))
    title = things[near.thing].title
    if not whole:
        missing.append(Missing(f"what {title} requires; more may be stated than could be read"))
    elif not stated:
        missing.append(requirements.unstated(near.thing, title))
    if near.lacks:
        missing += [Missing(f"{things[iri].title} is not held yet") for iri in near.lacks]
    missing += [found for iri in (near.thing, *near.lacks) for found in has_ended(things[iri])]
    if missing:
        return Finding(Verdict.UNKNOWN, tuple(stated), missing=tuple(missing))
    return Finding(Verdict.YES, tuple(stated))


def left_out(rows: int, limit: int) -> Cut | None:
    """Say that more conditions name what is held, or what follows, than may be read."""
    if rows < limit:
        return None
    message = (
        f"more than {limit} conditions name what is held or what follows, and the others were left out "
        "(max_next); ask with fewer credentials held, or raise the setting"
    )
    return Cut("max_next", limit, message)
