"""Portability: does a credential count in other places and with other employers, and by whose word.

For each place the findings listed, recognised, approved, regulated, accredited, licence required, credit
and demand, and what follows for diploma, credit and work. Membership of a list is judged on the day the
credential was earned; everything else on the day of the question. Awards are judged as the credit question
judges them, of a holder of this one credential of whom nothing but that day is known.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from credway.ontology.rules import rule
from credway.registry.answers.asking import Asking, sources_of
from credway.registry.answers.credit.reaching import reach
from credway.registry.answers.holding import Held, check_held
from credway.registry.answers.model import Cut, Resolution, Source, Things
from credway.registry.answers.places import Place, settled
from credway.registry.answers.portability.destinations import places_of
from credway.registry.answers.portability.employers import Employers, employers
from credway.registry.answers.portability.knowing import Knowledge
from credway.registry.answers.portability.place import PortabilityAt, found_at
from credway.registry.answers.resolve import Ref, settle
from credway.registry.answers.said import Said

KINDS = ("ListEntry", "Recognition", "Observation", "Claim", "Classification")
RULES = tuple(
    rule(name).iri
    for name in (
        "list-membership",
        "diploma-by-graduation-list",
        "work-by-recognition",
        "license-through-occupation",
        "employers-by-statement",
        "earned-in-force",
        "credit-at-a-place",
    )
)


@dataclass(frozen=True)
class PortabilityAnswer:
    """The answer to `portability` for one credential; where it was `cut`, awards were left out."""

    credential: str
    as_of: str
    known_at: int
    earned_in: str | None
    earned_on: str | None
    resolved: Sequence[Resolution]
    places: Sequence[PortabilityAt]
    employers: Employers
    sources: Sequence[Source]
    things: Things
    rules: tuple[str, ...] = RULES
    cut: Cut | None = None


async def portability(
    frame: Asking,
    refs: Sequence[Ref],
    to: Sequence[str] | None = None,
    earned_in: str | None = None,
    earned_on: str | None = None,
    *,
    shown: bool = False,
) -> list[PortabilityAnswer]:
    """Answer for each credential, in as many round trips as for one.

    `to` are postal codes, all states and territories where None. Where places are `shown` by name,
    they are described with what else is. Raises BadRequest, Ambiguous or
    NotFound on arguments that cannot be settled.
    """
    places = places_of(frame, to)
    holder = check_held(frame, Held(Ref(), earned_on, earned_in))
    resolved, ids = await settle(frame, refs)
    named = [place.iri for place in places] if shown else ()
    codes = [place.notation for place in places]
    reached = await reach(frame, ids, kinds=KINDS, lists_of=codes, naming=named)
    spots = [(place, settled(Place(state=place.notation), None, reached.within)) for place in places]
    known = Knowledge(reached, frame.as_of, holder.earned_on, ids)
    things = await frame.describe(known.mentioned, beside=named)
    answers = []
    for resolution, iri in zip(resolved, ids, strict=True):
        of = known.of(replace(holder, ref=Ref(id=iri)), things)
        at = [found_at(place, where, of, frame.as_of, holder.earned_on) for place, where in spots]
        standing_with = employers(of.own, frame.as_of, of.via)
        answers.append(
            PortabilityAnswer(
                credential=iri,
                as_of=frame.as_of,
                known_at=frame.known_at,
                earned_in=holder.earned_in,
                earned_on=holder.earned_on,
                resolved=[resolution],
                places=at,
                employers=standing_with,
                sources=sources_of([*_said_at(at), *_said_by(standing_with)]),
                things=things,
                cut=reached.cut,
            )
        )
    return answers


def _said_at(places: Sequence[PortabilityAt]) -> list[Said]:
    """The statements on which the findings at some places rest."""
    return [said for place in places for each in place.findings for said in (*each.basis, *each.against)]


def _said_by(found: Employers) -> list[Said]:
    """The statements on which the standing with employers rests."""
    figures = (*found.postings, *found.required_share, *found.preferred_share, *found.sector_share)
    return [*figures, *found.common.basis, *found.common.against]
