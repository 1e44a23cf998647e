"""Recommendations beside awards: is one still in its review window, and does an award differ from it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from credway.registry.answers.asking import Asking, sources_of
from credway.registry.answers.credit.awards import Award, AwardKind, measured
from credway.registry.answers.credit.choosing import least, most
from credway.registry.answers.credit.judging import ended
from credway.registry.answers.credit.packing import EXACT
from credway.registry.answers.credit.reaching import order, reach
from credway.registry.answers.holding import known_as
from credway.registry.answers.model import Cut, Finding, Missing, Resolution, Source, Things, Verdict
from credway.registry.answers.places import Place, settled
from credway.registry.answers.placing import settle_at
from credway.registry.answers.resolve import Ref
from credway.registry.projection.reader import canonical


class Difference(StrEnum):
    """How an award compares with a recommendation."""

    SAME = "SAME"
    MORE = "MORE"
    LESS = "LESS"
    INCOMPARABLE = "INCOMPARABLE"


@dataclass(frozen=True, slots=True)
class Comparison:
    """An award beside a recommendation: how it differs, by how much (a decimal), or why nobody can say.

    `differs` names what is not alike: amount, unit, level.
    """

    award: Award
    difference: Difference
    amount: str | None = None
    unit: str | None = None
    differs: tuple[str, ...] = ()
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A recommendation, whether it is in its review window on the day, and the awards beside it."""

    recommendation: Award
    in_review: Finding
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True)
class ReviewAnswer:
    """The recommendations for a credential, each beside the awards at a place or anywhere."""

    as_of: str
    known_at: int
    credential: str
    place: Place | None
    resolved: Sequence[Resolution]
    reviews: Sequence[Review]
    sources: Sequence[Source]
    things: Things
    rules: tuple[str, ...] = ()
    cut: Cut | None = None


async def recommendations(frame: Asking, ref: Ref, place: Place | None = None) -> ReviewAnswer:
    """Compare the recommendations for a credential with the awards for it; two round trips.

    Raises BadRequest, Ambiguous or NotFound.
    """
    resolved, [iri], at = await settle_at(frame, [ref], place)
    reached = await reach(frame, [iri], [at] if at else [], naming=place.mentioned if place else ())
    awards = [
        award
        for award in reached.awards
        if award.kind is not AwardKind.RECOMMENDATION and award.holds(frame.as_of) and not award.refused
    ]
    if place is not None:
        where = settled(place, at, reached.within)
        awards = [award for award in awards if where.covers(award.at)]
    advised = [award for award in reached.awards if award.kind is AwardKind.RECOMMENDATION]
    names = known_as(iri, reached.equivalents)
    reviews = [
        Review(
            advice,
            in_review(advice, frame.as_of, advised),
            tuple(compare(advice, award, names) for award in sorted(awards, key=order)),
        )
        for advice in sorted(advised, key=order)
    ]
    shown = [*advised, *awards]
    return ReviewAnswer(
        as_of=frame.as_of,
        known_at=frame.known_at,
        credential=iri,
        place=place,
        resolved=resolved,
        reviews=reviews,
        sources=sources_of(said for award in shown for said in award.statements),
        things=await frame.describe({iri, *([at] if at else []), *(i for a in shown for i in a.mentioned)}),
        cut=reached.cut,
    )


def in_review(advice: Award, day: str, advised: Sequence[Award] = ()) -> Finding:
    """Say whether a day lies in the stated window; after its end it may have been renewed unseen.

    What replaces it, or follows it among all that is `advised`, is said in place of that.
    """
    said = advice.statement
    if advice.ceased is not None:
        return Finding(Verdict.NO, (advice.ceased,))
    if not said.end_stated:
        return Finding(Verdict.UNKNOWN, missing=(_missing(advice, "until when it is valid is not stated"),))
    if advice.holds(day):
        return Finding(Verdict.YES, (said,))
    ahead = f"it is valid from {said.valid_from} on"
    what = ended(advice, advised, day) if said.valid_to <= day else ahead
    return Finding(Verdict.UNKNOWN, missing=(_missing(advice, what),))


def compare(advice: Award, award: Award, names: Collection[str]) -> Comparison:
    """Compare amounts of one unit; what states none, or another unit, cannot be compared.

    Nor can amounts of several levels, unless they are the same of each, nor what is advised of one thing, or
    of a set, with what is awarded for another set. `names` are those of what is asked about.
    """
    sets = [set(each.held).difference(names) for each in (advice, award)]
    if len(advice.held) != len(award.held):
        return _apart(award, "they are not for the same: one is for several that are held together")
    if sets[0] != sets[1]:
        return _apart(award, "they are not for the same: each is to be held together with another")
    sides = [_summed(each) for each in (advice, award)]
    for side, who in zip(sides, ("the recommendation", "the award"), strict=True):
        if side is None:
            return _apart(award, f"{who} states no amount, or several units")
    advised, awarded = (side for side in sides if side is not None)
    differs = tuple(
        name
        for name, a, b in (("unit", advised.unit, awarded.unit), ("level", {*advised.of}, {*awarded.of}))
        if a != b
    )
    if advised.unit != awarded.unit:
        unstated = advised.unit is None or awarded.unit is None
        why = "one of them states no unit" if unstated else "their units differ and are not converted"
        return _apart(award, why, differs)
    unit, bounds = advised.unit, [*advised.of.values(), *awarded.of.values()]
    if any(low != high for low, high in bounds):
        return _apart(award, "one of them is a range, not an amount", differs, unit)
    if advised.of == awarded.of:
        return Comparison(award, Difference.SAME, "0", unit, differs)
    if len(bounds) > 2:
        return _apart(award, "amounts of several levels are not added up", differs, unit)
    gap = EXACT.subtract(bounds[1][0], bounds[0][0])
    if gap == 0:
        return Comparison(award, Difference.SAME, "0", unit, differs)
    found = Difference.MORE if gap > 0 else Difference.LESS
    return Comparison(award, found, canonical(gap), unit, ("amount", *differs))


def _apart(award: Award, why: str, differs: tuple[str, ...] = (), unit: str | None = None) -> Comparison:
    return Comparison(award, Difference.INCOMPARABLE, None, unit, differs, why)


@dataclass(frozen=True, slots=True)
class _Summed:
    """The one unit of an award, and by level the bounds of what it states."""

    unit: str | None
    of: Mapping[str | None, tuple[Decimal, Decimal]]


def _summed(award: Award) -> _Summed | None:
    """What an award adds up to in its one unit, each level apart; None where it has no sum.

    What states a lower bound alone has no upper one.
    """
    units = {amount.get("unit") for amount in award.amounts}
    if len(units) != 1 or not all(map(measured, award.amounts)):
        return None
    found: dict[str | None, tuple[Decimal, Decimal]] = {}
    for amount in award.amounts:
        low, high = found.get(amount.get("level"), (Decimal(0), Decimal(0)))
        upper = most(amount)
        high = EXACT.add(high, Decimal("Infinity") if upper is None else upper)
        found[amount.get("level")] = (EXACT.add(low, least(amount)), high)
    return _Summed(next(iter(units)), found)


def _missing(award: Award, what: str) -> Missing:
    return Missing(f"{award.title}: {what}", award.could_say)
