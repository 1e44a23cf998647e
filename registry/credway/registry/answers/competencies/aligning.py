"""Alignments: which competencies of other frameworks stand for one, wholly or in part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from credway.ontology.alignments import Covers, alignments
from credway.registry.answers.asking import Asking
from credway.registry.answers.said import Said


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


async def aligned(frame: Asking, competencies: Iterable[str]) -> Mapping[str, list[Aligned]]:
    """What stands for each of some competencies, in two round trips.

    Exact alignments are followed as far as equivalents are; broader, narrower and other alignments
    one step from there. A competency does not stand for itself here.
    """
    wanted = sorted(set(competencies))
    found: dict[str, dict[str, Aligned]] = {iri: {} for iri in wanted}
    for same in await frame.equivalents(wanted):
        found[same.of][same.iri] = Aligned(same.iri, same.of, same.link, (same.statement,))
    near = set(wanted) | {iri for held in found.values() for iri in held}
    said = [
        each
        for each in await frame.statements(near, ("Claim",), ("OF", "OBJECT"))
        if each.body.get("predicate") in alignments()
        and each.holds(frame.as_of)
        and not each.body.get("denied")
    ]
    for of in wanted:
        exact = dict(found[of])
        for each in said:
            for step in _steps(each, of, exact):
                held = found[of].get(step.iri)
                if step.iri != of and (held is None or (step.whole and not held.whole)):
                    found[of][step.iri] = step
    return {iri: sorted(held.values(), key=lambda a: (not a.whole, a.iri)) for iri, held in found.items()}


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
