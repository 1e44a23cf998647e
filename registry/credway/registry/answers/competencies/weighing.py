"""Whether something is attested: what is stated of a competency, or of one that stands for it, weighed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from credway.registry.answers.competencies.aligning import Aligned
from credway.registry.answers.competencies.attesting import Attested
from credway.registry.answers.model import Finding, Missing, Verdict, decide
from credway.registry.answers.said import Said


@dataclass(frozen=True, slots=True)
class CompetencyFinding:
    """Whether one competency is attested, how, and through which alignments.

    `possible` where something short of it is stated: one way of several, or a partial alignment.
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
    competency: str, attested: Iterable[Attested], stands: Sequence[Aligned], nothing: Missing
) -> CompetencyFinding:
    """Weigh what is stated; `nothing` is what is missing where nothing at all is."""
    through: Mapping[str, Aligned] = {each.iri: each for each in stands}
    basis: list[Said] = []
    against: list[Said] = []
    missing: list[Missing] = []
    used: list[Attested] = []
    links: dict[str, Aligned] = {}
    for each in sorted(attested, key=_order):
        link = through.get(each.competency or "")
        if each.competency != competency and link is None:
            continue
        chain = (*each.basis, *(link.basis if link else ()))
        if each.denied:
            against += chain if link is None else ()
            continue
        used.append(each)
        if link:
            links[link.iri] = link
        if each.certain and (link is None or link.whole):
            basis += chain
        else:
            missing.append(_short_of(each, link))
    found = decide(_once(basis), _once(against), missing or [nothing])
    return CompetencyFinding(
        competency, found, tuple(used), tuple(links.values()), possible=bool(missing) and not basis
    )


def _short_of(each: Attested, link: Aligned | None) -> Missing:
    if link is not None and not link.whole:
        what = f"whether what is attested covers all of it; the two are only linked by {link.link}"
        return Missing(what, link.basis[-1].could_say)
    return Missing(
        "whether it was earned in the way that asks for it; there are others", each.basis[0].could_say
    )


def _once(said: Iterable[Said]) -> tuple[Said, ...]:
    return tuple(dict.fromkeys(said))


def _order(each: Attested) -> tuple[str, str, str]:
    return (each.of, each.how.value, " ".join(f"{said.key} {said.id}" for said in each.basis))
