"""One award judged for who asks: given, possible or disputed, or not given and why.

Every question that says whether an award is had judges it here, so that no two of them differ.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, product

from credway.registry.answers.conditions import Asker, Facts, judge_conditions
from credway.registry.answers.credit.awards import Award, AwardFinding, AwardKind
from credway.registry.answers.holding import Holding
from credway.registry.answers.model import ConditionFinding, ConditionState, Finding, Missing, Verdict
from credway.registry.answers.said import Said

MAX_READINGS = 64
"""Most ways of taking a set's members from what is held that are weighed for one award."""


class RefusalReason(StrEnum):
    """Why an award was looked at and not given."""

    SET_INCOMPLETE = "SET_INCOMPLETE"
    CONDITION_UNMET = "CONDITION_UNMET"
    REFUSED = "REFUSED"
    EXPIRED = "EXPIRED"
    NOT_YET_IN_FORCE = "NOT_YET_IN_FORCE"
    TARGET_ALREADY_COUNTED = "TARGET_ALREADY_COUNTED"
    BETTER_AWARD_COUNTED = "BETTER_AWARD_COUNTED"


@dataclass(frozen=True, slots=True)
class Refusal:
    """An award that was looked at and not given."""

    award: Award
    reason: RefusalReason
    finding: Finding
    conditions: tuple[ConditionFinding, ...] = ()


def judge(
    awards: Sequence[Award], known: Mapping[str, Sequence[Holding]], asker: Asker, as_of: str
) -> tuple[list[AwardFinding], list[Refusal]]:
    """The awards given and those not given, each judged for the asker, in the order of the awards."""
    granted: list[AwardFinding] = []
    refused: list[Refusal] = []
    for found in judged(awards, known, asker, as_of):
        if isinstance(found, Refusal):
            refused.append(found)
        else:
            granted.append(found)
    return granted, refused


def judged(
    awards: Sequence[Award], known: Mapping[str, Sequence[Holding]], asker: Asker, as_of: str
) -> Iterator[AwardFinding | Refusal]:
    """Judge each award for the asker; statements on both sides for one target are DISPUTED.

    `known` are the holdings that count under an IRI. An award is judged by others at the same places alone.
    """
    denials = [a for a in awards if a.refused and a.holds(as_of)]
    for award in awards:
        lacking = [iri for iri in award.held if iri not in known]
        if not award.holds(as_of):
            yield _out_of_force(award, as_of)
        elif lacking:
            yield _incomplete(award, lacking)
        elif award.refused:
            yield Refusal(award, RefusalReason.REFUSED, Finding(Verdict.NO, (award.statement,)))
        else:
            found = _grant(award, known, asker, as_of, denials)
            unmet = tuple(c.statement for c in found.conditions if c.state is ConditionState.UNMET)
            if unmet:
                finding = Finding(Verdict.NO, unmet[:1])
                yield Refusal(award, RefusalReason.CONDITION_UNMET, finding, found.conditions)
            else:
                yield found


def _incomplete(award: Award, lacking: Sequence[str]) -> Refusal:
    """Not given, and not denied: what is lacking may be held, or something held may stand for it."""
    few = f"{len(lacking)} of the {len(award.held)} that are to be held together"
    what = f"{award.title}: {few} are not held, nor does anything held stand for them as far as is known"
    finding = Finding(Verdict.UNKNOWN, missing=(Missing(what, award.could_say),))
    return Refusal(award, RefusalReason.SET_INCOMPLETE, finding)


def _out_of_force(award: Award, as_of: str) -> Refusal:
    late = award.valid_to <= as_of
    reason = RefusalReason.EXPIRED if late else RefusalReason.NOT_YET_IN_FORCE
    what = f"whether it was renewed after {award.valid_to}" if late else f"it starts on {award.valid_from}"
    missing = (Missing(f"{award.title}: {what}", award.could_say),)
    return Refusal(award, reason, Finding(Verdict.UNKNOWN, missing=missing))


def _grant(
    award: Award,
    known: Mapping[str, Sequence[Holding]],
    asker: Asker,
    as_of: str,
    denials: Sequence[Award],
) -> AwardFinding:
    """Judge an award for the best way of taking its set from what is held."""
    against = tuple(
        other.statement
        for other in denials
        if set(other.at) == set(award.at)
        and set(other.held) == set(award.held)
        and (not other.toward or set(other.toward) & set(award.toward))
    )
    ways = islice(product(*(known[iri] for iri in award.held)), MAX_READINGS)
    found = [_way(award, used, known, asker, as_of, against) for used in ways]
    return min(found, key=_worse)


def _way(
    award: Award,
    used: Sequence[Holding],
    known: Collection[str],
    asker: Asker,
    as_of: str,
    against: tuple[Said, ...],
) -> AwardFinding:
    conditions = tuple(judge_conditions(award, Facts([h.held for h in used], known, asker, as_of)))
    verdict = Verdict.YES
    if against:
        verdict = Verdict.DISPUTED
    elif any(c.state is ConditionState.UNKNOWN for c in conditions) or claimed(award):
        verdict = Verdict.UNKNOWN
    through = tuple(h.through for h in used if h.through is not None)
    missing = (*claimed(award), *award.unstated)
    return AwardFinding(award, verdict, conditions, against=against, through=through, missing=missing)


def claimed(award: Award) -> tuple[Missing, ...]:
    """What is missing where others than who grants it say that it gives standing, or what counts for it."""
    granting = {award.awarded_by, award.statement.one("BY"), award.statement.asserted_by}
    others = [said for said in award.ends if said.asserted_by not in granting]
    if others:
        named = "whether who grants it says so too is not stated; what provides or receives it says so"
        return (Missing(f"{award.title}: {named}", award.could_say),)
    if award.form != "advancedStanding" or award.kind is not AwardKind.UNSTATED:
        return ()
    return (Missing("whether who grants it says so too is not stated", award.toward),)


def _worse(finding: AwardFinding) -> tuple[int, int]:
    states = [condition.state for condition in finding.conditions]
    return states.count(ConditionState.UNMET), states.count(ConditionState.UNKNOWN)
