"""Whether something is attested: what is stated of a competency, or of one that stands for it, weighed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from credway.registry.answers.competencies.aligning import Aligned
from credway.registry.answers.competencies.attesting import Attested
from credway.registry.answers.model import Finding, Missing, Verdict, decide
from credway.registry.answers.said import Said

T = TypeVar("T", Said, Missing)


@dataclass(frozen=True, slots=True)
class CompetencyFinding:
    """Whether one competency is attested, how, and through which alignments.

    `possible` where something short of it is stated: one way of several, an alignment in part or in doubt.
    """

    competency: str
    finding: Finding
    attested: tuple[Attested, ...] = ()
    through: tuple[Aligned, ...] = ()
    possible: bool = False

    @property
    def shown(self) -> bool:
        """Whether somebody states that it is attested, disputed or not."""
        return self.finding.verdict in (Verdict.YES, Verdict.DISPUTED)


def weigh(
    competency: str,
    attested: Iterable[Attested],
    stands: Sequence[Aligned],
    nothing: Missing,
    doubted: Mapping[str, Said] | None = None,
) -> CompetencyFinding:
    """Weigh what is stated; `nothing` is what is missing where nothing at all is.

    What its own document doubts is so by its word, and what is missing says so; a doubted denial is none. A
    link in doubt leaves it open: of an alignment, or by which what attests stands for what is asked about
    (`doubted`).
    """
    through: Mapping[str, Aligned] = {each.iri: each for each in stands}
    names = doubted or {}
    held: list[Attested] = []
    denials: list[Attested] = []
    basis: list[Said] = []
    missing: list[Missing] = []
    used: list[Attested] = []
    links: dict[str, Aligned] = {}
    for each in sorted(attested, key=_order):
        link = through.get(each.competency or "")
        if each.competency != competency and link is None:
            continue
        if each.denied:
            denials += [each] if link is None else []
            continue
        used.append(each)
        if link:
            links[link.iri] = link
        short = _short_of(each, link, names.get(each.of))
        if short is None:
            held.append(each)
            basis += (*each.basis, *(link.basis if link else ()))
        else:
            missing.append(short)
    possible = bool(missing) and not held
    against = _once(said for each in denials for said in each.basis)
    denied = [each.doubt or names.get(each.of) for each in denials]
    if not held and denials and None not in denied:
        found = Finding(Verdict.UNKNOWN, (), against, _once((*missing, *_doubts(denied))))
    else:
        found = decide(_once(basis), against, missing or [nothing])
    if found.verdict is Verdict.YES and all(each.doubt for each in held):
        found = replace(found, missing=_once(_doubts(each.doubt for each in held)))
    return CompetencyFinding(competency, found, tuple(used), tuple(links.values()), possible)


def _short_of(each: Attested, link: Aligned | None, doubted: Said | None) -> Missing | None:
    """What is open though it is stated; None where nothing is but whether the statement is right."""
    if link is not None and not link.whole:
        what = f"whether what is attested covers all of it; the two are only linked by {link.link}"
        return Missing(what, link.basis[-1].could_say)
    if not each.certain:
        what = "whether it was earned in the way that asks for it; there are others"
        return Missing(what, each.basis[0].could_say)
    unsure = doubted or (link.doubt if link is not None else None)
    return _unsure("whether what attests it counts for it", unsure) if unsure else None


def _doubts(said: Iterable[Said | None]) -> Iterator[Missing]:
    """What is open where documents are not sure of what they say."""
    return (_unsure("whether it is as stated", each) for each in said if each is not None)


def _unsure(what: str, said: Said) -> Missing:
    sure = said.body["confidence"]
    return Missing(f"{what}; the source is taken with a confidence of {sure}", said.could_say)


def _once(each: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(each))


def _order(each: Attested) -> tuple[str, str, str]:
    return (each.of, each.how.value, " ".join(f"{said.key} {said.id}" for said in each.basis))
