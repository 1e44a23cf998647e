"""Postsecondary credit: for what is held together and a place, the awards, and what they add up to.

The meaning is that of the design: sets are held together or not at all, blocks are all or nothing, a
target course counts once, units, levels and institutions are never added across, unknown conditions
make an award possible and not certain.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from credway.ontology import schemes
from credway.ontology.rules import rule
from credway.registry.answers.asking import Asking, parsed_day, sources_of
from credway.registry.answers.awards import Award, AwardFinding
from credway.registry.answers.choosing import RULE, Choice, choose
from credway.registry.answers.conditions import Asker, judge_conditions
from credway.registry.answers.holding import Held, Holding, holdings
from credway.registry.answers.model import (
    ConditionState,
    Cut,
    Equivalent,
    Finding,
    Missing,
    Resolution,
    Source,
    Things,
    Verdict,
)
from credway.registry.answers.places import Place, Whereabouts, whereabouts
from credway.registry.answers.resolve import settle
from credway.registry.answers.said import current
from credway.registry.answers.totals import CreditTotal, totals
from credway.registry.errors import BadRequest, LimitExceeded


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


@dataclass(frozen=True)
class CreditAnswer:
    """The answer to `postsecondaryCredit`."""

    as_of: str
    known_at: int
    place: Place
    resolved: Sequence[Resolution]
    awards: Sequence[AwardFinding]
    totals: Sequence[CreditTotal]
    not_awarded: Sequence[Refusal]
    unknown: Sequence[Missing]
    elsewhere: Sequence[AwardFinding]
    sources: Sequence[Source]
    things: Things
    choice: str = RULE
    rules: tuple[str, ...] = (RULE, rule("earned-in-force").iri)
    cut: Cut | None = None


async def credit(frame: Asking, held: Sequence[Held], place: Place, asker: Asker) -> CreditAnswer:
    """Answer what a set of held credentials earns at a place.

    Raises BadRequest, Ambiguous or NotFound on arguments that cannot be settled.
    """
    _check(frame, held)
    resolved, ids = await settle(frame, [item.ref for item in held])
    equivalents = await frame.equivalents(ids)
    known = holdings(held, ids, equivalents)
    found = await frame.statements(known, ["Award"], ["FROM"])
    awards = [Award(said) for said in current(found, frame.as_of)]
    where = await whereabouts(frame, place, [at for award in awards for at in award.statement.all("AT")])
    here = [award for award in awards if where.covers(award.statement.all("AT"))]
    granted, refused = _judge(here, known, asker, frame.as_of)
    choice: Choice = choose(granted, where)
    other = [award for award in awards if award not in here]
    elsewhere, _ = _judge(other, known, asker, frame.as_of)
    not_awarded = [*refused, *(_lost(finding, reason) for finding, reason in choice.lost)]
    mentioned = {iri for award in awards for iri in award.statement.mentioned} | set(ids)
    mentioned |= {equivalent.iri for equivalent in equivalents} | where.mentioned | {RULE}
    mentioned |= {
        c.required
        for f in (*choice.kept, *elsewhere)
        for c in f.conditions
        if c.kind == "COURSE" and c.required
    }
    return CreditAnswer(
        as_of=frame.as_of,
        known_at=frame.known_at,
        place=place,
        resolved=resolved,
        awards=choice.kept,
        totals=totals(choice.kept),
        not_awarded=not_awarded,
        unknown=_unknown(held, ids, here, not_awarded, choice.kept, equivalents, where),
        elsewhere=sorted(elsewhere, key=_order),
        sources=sources_of(award.statement for award in awards),
        things=await frame.describe(mentioned),
    )


def _check(frame: Asking, held: Sequence[Held]) -> None:
    if not held:
        raise BadRequest("held is empty: name at least one credential", argument="held")
    if len(held) > frame.settings.max_held:
        raise LimitExceeded(f"{len(held)} credentials held; the most is {frame.settings.max_held} (max_held)")
    for item in held:
        parsed_day(item.earned_on, "earnedOn")
        if item.earned_in and schemes.state(item.earned_in) is None:
            raise BadRequest(f"earnedIn {item.earned_in!r} is no state", argument="earnedIn")


def _judge(
    awards: Sequence[Award], known: Mapping[str, Holding], asker: Asker, as_of: str
) -> tuple[list[AwardFinding], list[Refusal]]:
    """Judge each award for the asker; statements on both sides for one target are DISPUTED."""
    granted: list[AwardFinding] = []
    refused: list[Refusal] = []
    denials = [a for a in awards if a.refused and a.statement.holds(as_of)]
    for award in awards:
        said = award.statement
        lacking = [iri for iri in award.held if iri not in known]
        if not said.holds(as_of):
            late = said.valid_to <= as_of
            reason = RefusalReason.EXPIRED if late else RefusalReason.NOT_YET_IN_FORCE
            what = (
                f"whether it was renewed after {said.valid_to}" if late else f"it starts on {said.valid_from}"
            )
            refused.append(Refusal(award, reason, Finding(Verdict.UNKNOWN, missing=(_missing(award, what),))))
        elif lacking:
            refused.append(Refusal(award, RefusalReason.SET_INCOMPLETE, Finding(Verdict.NO, (said,))))
        elif award.refused:
            refused.append(Refusal(award, RefusalReason.REFUSED, Finding(Verdict.NO, (said,))))
        else:
            finding = _grant(award, [known[iri] for iri in award.held], asker, as_of, denials)
            if any(c.state is ConditionState.UNMET for c in finding.conditions):
                unmet = tuple(c.statement for c in finding.conditions if c.state is ConditionState.UNMET)
                refused.append(Refusal(award, RefusalReason.CONDITION_UNMET, Finding(Verdict.NO, unmet[:1])))
            else:
                granted.append(finding)
    return granted, refused


def _grant(
    award: Award, used: Sequence[Holding], asker: Asker, as_of: str, denials: Sequence[Award]
) -> AwardFinding:
    conditions = tuple(judge_conditions(award.statement, [h.held for h in used], asker, as_of))
    against = tuple(
        other.statement
        for other in denials
        if set(other.statement.all("AT")) == set(award.statement.all("AT"))
        and set(other.held) == set(award.held)
        and (not other.toward or set(other.toward) & set(award.toward))
    )
    verdict = Verdict.YES
    if against:
        verdict = Verdict.DISPUTED
    elif any(c.state is ConditionState.UNKNOWN for c in conditions):
        verdict = Verdict.UNKNOWN
    through = tuple(h.through for h in used if h.through is not None)
    return AwardFinding(award, verdict, conditions, against=against, through=through)


def _lost(finding: AwardFinding, reason: str) -> Refusal:
    basis = (finding.award.statement,)
    return Refusal(finding.award, RefusalReason(reason), Finding(Verdict.YES, basis=basis))


def _unknown(
    held: Sequence[Held],
    ids: Sequence[str],
    here: Sequence[Award],
    refused: Sequence[Refusal],
    kept: Sequence[AwardFinding],
    equivalents: Sequence[Equivalent],
    where: Whereabouts,
) -> list[Missing]:
    """What is missing for held items of which nothing in force is known at this place."""
    settled = {iri for finding in kept for iri in finding.award.held}
    settled |= {iri for r in refused if r.finding.verdict is not Verdict.UNKNOWN for iri in r.award.held}
    found: list[Missing] = []
    for item, iri in zip(held, ids, strict=True):
        names = {iri} | {e.iri for e in equivalents if e.of == iri}
        if names & settled:
            continue
        stale = [award for award in here if names & set(award.held)]
        if stale:
            found += [
                replace(r.finding.missing[0]) for r in refused if r.award in stale and r.finding.missing
            ]
        else:
            found.append(
                Missing(
                    f"no agreement is held here that says what {item.ref} earns in {where.title}",
                    where.could_say,
                )
            )
    return found


def _missing(award: Award, what: str) -> Missing:
    who = tuple(iri for iri in (award.awarded_by, award.authority) if iri)
    return Missing(
        f"{award.statement.body.get('name') or award.statement.key}: {what}",
        tuple(dict.fromkeys(who)),
    )


def _order(finding: AwardFinding) -> tuple[str, str]:
    return (finding.award.awarded_by or "", finding.award.statement.key)
