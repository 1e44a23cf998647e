"""Who awards for a credential: at a place or anywhere, and where others do although we do not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from credway.registry.answers.asking import Asking, sources_of
from credway.registry.answers.credit.awards import Award, AwardKind
from credway.registry.answers.credit.judging import claimed
from credway.registry.answers.credit.reaching import order, reach
from credway.registry.answers.model import Cut, Missing, Resolution, Source, Things
from credway.registry.answers.places import Place, Whereabouts, settled
from credway.registry.answers.placing import settle_at
from credway.registry.answers.resolve import Ref
from credway.registry.errors import BadRequest


@dataclass(frozen=True)
class AwardsAnswer:
    """The awards for a credential that are in force on the day, at a place or anywhere.

    `unstated` is what they leave open; `ended` are those whose term is over or lies ahead.
    """

    as_of: str
    known_at: int
    credential: str
    place: Place | None
    resolved: Sequence[Resolution]
    awards: Sequence[Award]
    ended: Sequence[Award]
    unstated: Sequence[Missing]
    sources: Sequence[Source]
    things: Things
    rules: tuple[str, ...] = ()
    cut: Cut | None = None


@dataclass(frozen=True, slots=True)
class Equal:
    """A course of our own that has a common number, and the award by which the registry knows it."""

    course: str | None
    common: Mapping[str, str]
    award: Award


@dataclass(frozen=True, slots=True)
class Adoption:
    """An award of another body, and the courses of ours that carry the same common number."""

    award: Award
    equal: tuple[Equal, ...] = ()


@dataclass(frozen=True)
class AdoptionAnswer:
    """Who awards for a credential although an institution does not, and for which course of its own.

    Where it does award, `own` says so and the others are listed all the same.
    """

    as_of: str
    known_at: int
    credential: str
    institution: str
    resolved: Sequence[Resolution]
    own: Sequence[Award]
    adoptions: Sequence[Adoption]
    sources: Sequence[Source]
    things: Things
    rules: tuple[str, ...] = ()
    cut: Cut | None = None


async def awards_for(frame: Asking, ref: Ref, place: Place | None = None) -> AwardsAnswer:
    """List the awards for a credential, itself or through what stands for it; two round trips.

    Raises BadRequest, Ambiguous or NotFound.
    """
    resolved, [iri], at = await settle_at(frame, [ref], place)
    reached = await reach(frame, [iri], [at] if at else [], naming=place.mentioned if place else ())
    found = list(reached.awards)
    where: Whereabouts | None = None
    if place is not None:
        where = settled(place, at, reached.within)
        found = [award for award in found if where.covers(award.at)]
    found.sort(key=order)
    things = await frame.describe(
        {each for award in found for each in award.mentioned} | {iri} | (where.mentioned if where else set())
    )
    held = [award for award in found if award.holds(frame.as_of)]
    return AwardsAnswer(
        as_of=frame.as_of,
        known_at=frame.known_at,
        credential=iri,
        place=place,
        resolved=resolved,
        awards=held,
        ended=[award for award in found if not award.holds(frame.as_of)],
        unstated=[missing for award in held for missing in (*claimed(award), *award.unstated)],
        sources=sources_of(said for award in found for said in award.statements),
        things=things,
        cut=reached.cut,
    )


async def adopters(frame: Asking, ref: Ref, institution: Place) -> AdoptionAnswer:
    """Find who awards for a credential, and which of an institution's courses are the same course.

    Two courses are the same where awards give them one common number of one scheme; who only recommends
    awards nothing, nor who is only said by others to award. Four round trips.
    Raises BadRequest, Ambiguous or NotFound.
    """
    resolved, [iri], home = await settle_at(frame, [ref], institution)
    if home is None:
        raise BadRequest("name the institution that does not award it, not a state", argument="institution")
    reached = await reach(frame, [iri], [home])
    ours = await reach(frame, [home], role="AT")
    where = settled(institution, home, reached.within)
    held = [
        award
        for award in reached.awards
        if award.holds(frame.as_of)
        and not (award.refused or award.kind is AwardKind.RECOMMENDATION or claimed(award))
    ]
    own = [award for award in held if where.covers(award.at)]
    known: dict[tuple[str, str], dict[str | None, Equal]] = {}
    for award in ours.awards:
        if award.holds(frame.as_of) and len(award.toward) <= 1:
            for common in award.common_courses:
                course = award.toward[0] if award.toward else None
                equals = known.setdefault((common["value"], common.get("scheme") or ""), {})
                equals.setdefault(course, Equal(course, common, award))
    adoptions = [_adoption(award, known) for award in sorted(held, key=order) if award not in own]
    shown = [*own, *(a.award for a in adoptions), *(e.award for a in adoptions for e in a.equal)]
    return AdoptionAnswer(
        as_of=frame.as_of,
        known_at=frame.known_at,
        credential=iri,
        institution=home,
        resolved=resolved,
        own=sorted(own, key=order),
        adoptions=sorted(adoptions, key=lambda each: not each.equal),
        sources=sources_of(said for award in shown for said in award.statements),
        things=await frame.describe({each for award in shown for each in award.mentioned} | {iri, home}),
        cut=reached.cut or ours.cut,
    )


def _adoption(award: Award, known: Mapping[tuple[str, str], Mapping[str | None, Equal]]) -> Adoption:
    found = [
        equal
        for common in award.common_courses
        for equal in known.get((common["value"], common.get("scheme") or ""), {}).values()
    ]
    return Adoption(award, tuple(found))
