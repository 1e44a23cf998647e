"""Postsecondary credit: for what is held together and a place, the awards, and what they add up to.

The meaning is that of the design: sets are held together or not at all, blocks are all or nothing, a
target course counts once, units, levels, kinds and institutions are never added across, unknown
conditions make an award possible and not certain.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from credway.ontology.rules import rule
from credway.registry.answers.asker import Asker, check_asker
from credway.registry.answers.asking import Asking, sources_of
from credway.registry.answers.conditions import things_asked
from credway.registry.answers.credit.awards import Award
from credway.registry.answers.credit.choosing import RULE, Choice, choose
from credway.registry.answers.credit.findings import AwardFinding, Refusal, RefusalReason, apart
from credway.registry.answers.credit.judging import judged
from credway.registry.answers.credit.placed import parted, programs_of
from credway.registry.answers.credit.reaching import Reached, order, reach
from credway.registry.answers.credit.readings import doubtful
from credway.registry.answers.credit.totals import CreditTotal, totals
from credway.registry.answers.credit.verdict import earns
from credway.registry.answers.holding import Held, alternatives, check_held, known_as
from credway.registry.answers.model import (
    Cut,
    Finding,
    Missing,
    Resolution,
    Source,
    Things,
    Verdict,
)
from credway.registry.answers.places import Place, Whereabouts, settled
from credway.registry.answers.placing import settle_at
from credway.registry.answers.said import Said
from credway.registry.errors import BadRequest, LimitExceeded


@dataclass(frozen=True)
class CreditAnswer:
    """The answer to `postsecondaryCredit`; `at` is the organization or program of the place, if it is one.

    `earns` is whether what is held earns credit there at all, as portability has it of one credential.
    `unknown_where_earned` is what is not known in the states in which things were earned.
    """

    as_of: str
    known_at: int
    place: Place
    at: str | None
    resolved: Sequence[Resolution]
    earns: Finding
    awards: Sequence[AwardFinding]
    totals: Sequence[CreditTotal]
    not_awarded: Sequence[Refusal]
    unknown: Sequence[Missing]
    elsewhere: Sequence[AwardFinding]
    unknown_where_earned: Sequence[Missing]
    sources: Sequence[Source]
    things: Things
    choice: str = RULE
    rules: tuple[str, ...] = (RULE, rule("earned-in-force").iri, rule("credit-at-a-place").iri)
    cut: Cut | None = None


async def credit(frame: Asking, held: Sequence[Held], place: Place, asker: Asker) -> CreditAnswer:
    """Answer what a set of held credentials earns at a place, in two round trips.

    Raises BadRequest, LimitExceeded, Ambiguous or NotFound on arguments that cannot be settled.
    """
    held = _checked(frame, held)
    asker = check_asker(asker)
    resolved, ids, at = await settle_at(frame, [item.ref for item in held], place)
    reached = await reach(frame, ids, [at] if at else [], naming=place.mentioned)
    where = settled(place, at, reached.within)
    known = alternatives(held, ids, reached.equivalents)
    things = await frame.describe(_mentioned(reached, ids, where))
    here, other = parted(reached.awards, where, place, things)
    weighed = list(judged(here, known, asker, frame.as_of, where))
    granted, refused = apart(weighed)
    sure = [link for link in reached.equivalents if not doubtful(link)]
    programs = programs_of(here, things)
    choice: Choice = choose(granted, where, frame.settings.max_choices, programs)
    elsewhere, denied = apart(judged(other, known, asker, frame.as_of))
    not_awarded = [*refused, *(_lost(finding, reason) for finding, reason in choice.lost)]
    return CreditAnswer(
        as_of=frame.as_of,
        known_at=frame.known_at,
        place=place,
        at=at,
        resolved=resolved,
        earns=earns(weighed, where, [known_as(iri, sure) for iri in ids], reached.cut),
        awards=choice.kept,
        totals=totals(choice, whole=reached.cut is None),
        not_awarded=not_awarded,
        unknown=_unknown(held, ids, here, not_awarded, choice.kept, reached, where),
        elsewhere=sorted(elsewhere, key=lambda each: order(each.award)),
        unknown_where_earned=_where_earned(held, ids, other, denied, elsewhere, reached, where),
        sources=sources_of(_rested_on(reached.awards, (*choice.kept, *elsewhere))),
        things=things,
        cut=reached.cut or _cut(frame, choice),
    )


def _checked(frame: Asking, held: Sequence[Held]) -> list[Held]:
    if not held:
        raise BadRequest("held is empty: name at least one credential", argument="held")
    if len(held) > frame.settings.max_held:
        raise LimitExceeded(f"{len(held)} credentials held; the most is {frame.settings.max_held} (max_held)")
    return [check_held(frame, item) for item in held]


def _mentioned(reached: Reached, ids: Sequence[str], where: Whereabouts) -> set[str]:
    """The things that the answer may name."""
    mentioned = {iri for award in reached.awards for iri in award.mentioned} | set(ids) | where.mentioned
    mentioned |= {each.iri for each in reached.equivalents} | {RULE}
    return mentioned | set(things_asked(award.conditions for award in reached.awards))


def _rested_on(awards: Sequence[Award], findings: Sequence[AwardFinding]) -> Iterator[Said]:
    """The statements that make the awards, and the links by which something held counts for one."""
    yield from (said for award in awards for said in award.statements)
    yield from (said for found in findings for link in found.through for said in link.statements)


def _lost(finding: AwardFinding, reason: str) -> Refusal:
    verdict = Finding(finding.verdict, basis=(finding.award.statement,), against=finding.against)
    return Refusal(finding.award, RefusalReason(reason), verdict, finding.conditions)


def _cut(frame: Asking, choice: Choice) -> Cut | None:
    if all(total.exact for total in choice.sums.values()):
        return None
    limit = frame.settings.max_choices
    message = "too many awards overlap to find the largest sum; totals can be had, and more may be possible"
    return Cut("max_choices", limit, message)


def _unknown(
    held: Sequence[Held],
    ids: Sequence[str],
    here: Sequence[Award],
    refused: Sequence[Refusal],
    kept: Sequence[AwardFinding],
    reached: Reached,
    where: Whereabouts,
) -> list[Missing]:
    """What is missing: of held items of which nothing in force is known here, and in awards given."""
    settled_ = {iri for finding in kept for iri in finding.award.held}
    settled_ |= {iri for r in refused if r.finding.verdict is not Verdict.UNKNOWN for iri in r.award.held}
    found: list[Missing] = []
    for item, iri in zip(held, ids, strict=True):
        names = known_as(iri, reached.equivalents)
        if names & settled_:
            continue
        stale = {award.id for award in here if not names.isdisjoint(award.held)}
        if stale:
            found += [m for r in refused if r.award.id in stale for m in r.finding.missing[:1]]
        elif reached.cut:
            found.append(Missing(f"what {item.ref} earns in {where.title}: {reached.cut.message}"))
        else:
            what = f"no agreement is held here that says what {item.ref} earns in {where.title}"
            found.append(Missing(what, where.could_say))
    return list(dict.fromkeys(found))


def _where_earned(
    held: Sequence[Held],
    ids: Sequence[str],
    other: Sequence[Award],
    refused: Sequence[Refusal],
    given: Sequence[AwardFinding],
    reached: Reached,
    where: Whereabouts,
) -> list[Missing]:
    """What is missing in the states in which held items were earned, where the place lies in another."""
    found: list[Missing] = []
    for item, iri in zip(held, ids, strict=True):
        if item.earned_in is None:
            continue
        home = settled(Place(state=item.earned_in), None, reached.within)
        if home.state != where.state:
            found += _unknown(
                *([item], [iri], [each for each in other if home.covers(each.at)]),
                [each for each in refused if home.covers(each.award.at)],
                [each for each in given if home.covers(each.award.at)],
                *(reached, home),
            )
    return list(dict.fromkeys(found))
