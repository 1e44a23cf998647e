"""Alignments: which competencies of other frameworks stand for one, wholly or in part."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from credway.ontology.alignments import Covers, alignments
from credway.registry.answers.asking import Asking
from credway.registry.answers.model import Equivalent
from credway.registry.answers.said import Said
from credway.registry.answers.ways import doubt_in, with_ways

COVERING = tuple(sorted(name for name, covers in alignments().items() if covers is not Covers.NEITHER))
"""The predicates of claims by which one competency covers all of another."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """A competency that stands for the one asked about; `whole` where it covers all of it.

    `link` is the property of the last statement of `basis`, which leads from `of` to `iri`.
    """

    iri: str
    of: str
    link: str
    basis: tuple[Said, ...]
    whole: bool = True

    @property
    def doubt(self) -> Said | None:
        """The first statement on which it rests that its own document doubts."""
        return doubt_in(self.basis)


async def aligned(frame: Asking, competencies: Iterable[str]) -> Mapping[str, list[Aligned]]:
    """What stands for each of some competencies, in two round trips.

    Exact alignments are followed as far as equivalents are; broader, narrower and other alignments
    one step from there. A competency does not stand for itself here.
    """
    wanted = sorted(set(competencies))
    equivalents = with_ways(await frame.equivalents(wanted))
    near = {*wanted, *(same.iri for same in equivalents)}
    return stands_for(wanted, equivalents, await _alignments(frame, near))


async def covered(frame: Asking, competencies: Iterable[str]) -> list[Aligned]:
    """For which competencies some stand wholly, in two round trips: `aligned` read from the other end."""
    held = sorted(set(competencies))
    said = await _alignments(frame, held)
    near = {iri for each in said for role in ("OF", "OBJECT") for iri in each.all(role)}
    same = [_turned(each) for each in with_ways(await frame.equivalents({*held, *near}))]
    found = stands_for({*near, *(each.of for each in same)}, same, said)
    return [each for stands in found.values() for each in stands if each.whole and each.iri in set(held)]


def stands_for(
    competencies: Iterable[str], equivalents: Iterable[Equivalent], claims: Sequence[Said]
) -> Mapping[str, list[Aligned]]:
    """What stands for each of some competencies by what is read: the whole first, then by IRI.

    Of several ways to one what covers the whole is taken, of such what nobody doubts.
    """
    found: dict[str, dict[str, Aligned]] = {iri: {} for iri in sorted(set(competencies))}
    for same in equivalents:
        if same.of in found:
            found[same.of][same.iri] = Aligned(same.iri, same.of, same.link, same.statements)
    for of, held in found.items():
        exact = dict(held)
        for each in claims:
            for step in _steps(each, of, exact):
                other = held.get(step.iri)
                if step.iri != of and (other is None or _short(step) < _short(other)):
                    held[step.iri] = step
    return {iri: sorted(held.values(), key=lambda a: (not a.whole, a.iri)) for iri, held in found.items()}


def _short(step: Aligned) -> tuple[bool, bool]:
    """By what one way is taken before another: what it falls short of."""
    return (not step.whole, step.doubt is not None)


def _turned(each: Equivalent) -> Equivalent:
    """An equivalent read from the other end."""
    *way, last = reversed(each.statements)
    return Equivalent(each.of, each.iri, last.body["link"], last, tuple(way))


def aligning(said: Iterable[Said], day: str) -> list[Said]:
    """The claims among some by which competencies are aligned on a day; a denied one aligns nothing."""
    return [
        each
        for each in said
        if each.body.get("predicate") in alignments() and each.holds(day) and not each.body.get("denied")
    ]


async def _alignments(frame: Asking, competencies: Iterable[str]) -> list[Said]:
    return aligning(await frame.statements(competencies, ("Claim",), ("OF", "OBJECT")), frame.as_of)


def _steps(said: Said, of: str, exact: Mapping[str, Aligned]) -> Iterable[Aligned]:
    """Where an alignment leads from a competency, or from one that is the same, on either side."""
    subject, other = said.one("OF"), said.one("OBJECT")
    if subject is None or other is None:
        return
    link = str(said.body["predicate"])
    covers = alignments()[link]
    for near, far, side in ((subject, other, Covers.OBJECT), (other, subject, Covers.SUBJECT)):
        if near == of or near in exact:
            before = exact[near].basis if near in exact else ()
            yield Aligned(far, of, link, (*before, said), covers is side)
