"""What is held, under every name by which it counts, and the competencies that it attests."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from credway.registry.answers.competencies.aligning import Aligned
from credway.registry.answers.competencies.attesting import Attested
from credway.registry.answers.credit.awards import unsure
from credway.registry.answers.model import Cut, Equivalent
from credway.registry.answers.said import Said


@dataclass(frozen=True)
class Having:
    """What is held: each IRI that counts, with the held one, and the link or attestation if it is another.

    What is held itself counts as itself, whatever else stands for it or attests it.
    """

    owned: Sequence[str]
    equivalents: Mapping[str, Equivalent] = field(default_factory=dict)
    attested: Mapping[str, Attested] = field(default_factory=dict)
    linked: Sequence[Equivalent] = ()
    """All that stands for something held, by each thing for which it does."""
    doubted: Mapping[str, Equivalent] = field(default_factory=dict)
    """What stands for something held by links of which one is in doubt: it does not count as held."""

    @property
    def names(self) -> frozenset[str]:
        """The held things under all their names."""
        return frozenset({*self.owned, *self.equivalents})

    @property
    def iris(self) -> frozenset[str]:
        """All that counts as held, competencies among it."""
        return self.names | self.attested.keys()

    def held_as(self, iri: str) -> str:
        """The held thing behind an IRI that counts."""
        if iri in self.attested:
            return self.held_as(self.attested[iri].of)
        return self.equivalents[iri].of if iri in self.equivalents else iri


def having_of(owned: Sequence[str], found: Iterable[Equivalent], known: Iterable[Attested]) -> Having:
    """What counts as held, by what stands for what is owned and what is attested for certain."""
    linked = [each for each in found if each.of in set(owned)]
    others = [each for each in linked if each.iri not in set(owned)]
    equivalents = {each.iri: each for each in others if not doubt_in(each)}
    names = frozenset({*owned, *equivalents})
    attested = best_attested((each for each in known if each.competency not in names), names)
    doubted = {each.iri: each for each in others if each.iri not in names}
    return Having(owned, equivalents, attested, linked, doubted)


def doubt_in(equivalent: Equivalent) -> Said | None:
    """The first link on which it rests that its own document doubts."""
    return next(filter(unsure, equivalent.statements), None)


def competencies_in(conditions: Iterable[Said]) -> set[str]:
    """The competencies that some conditions ask for."""
    found: set[str] = set()
    stack: list[Mapping[str, Any]] = [said.body["tree"] for said in conditions]
    while stack:
        part = stack.pop()
        if part.get("as") == "competency":
            found.add(part["thing"])
        for branch in ("all", "any", "of"):
            stack.extend(part.get(branch, ()))
    return found


def best_attested(known: Iterable[Attested], names: frozenset[str]) -> dict[str, Attested]:
    """For each competency one of the attestations by some things: the shortest, the first by IRI."""
    found: dict[str, Attested] = {}
    for each in sorted(known, key=lambda a: (len(a.basis), a.of, a.how)):
        if each.of in names and each.competency is not None:
            found.setdefault(each.competency, each)
    return found


def through(known: Iterable[Attested], link: Aligned) -> list[Attested]:
    """What is attested of a competency where that is stated of one that stands for it wholly."""
    return [
        replace(each, competency=link.of, basis=(*each.basis, *link.basis))
        for each in known
        if each.competency == link.iri
    ]


def certain(known: Iterable[Attested]) -> list[Attested]:
    """The attestations to rely on: of every way to the thing, and denied by nobody."""
    held = list(known)
    denied = {(each.of, each.competency) for each in held if each.denied}
    return [e for e in held if e.certain and e.competency and (e.of, e.competency) not in denied]


def doubted(having: Having, links: Mapping[tuple[str, str], Equivalent]) -> dict[str, dict[str, Said]]:
    """For each asked thing what stands for it in doubt, held or to be obtained, with the doubtful link."""
    found: dict[str, dict[str, Said]] = {}
    held = [(each.iri, each.of, each) for each in having.doubted.values()]
    for asked, other, each in (*held, *((asked, other, each) for (asked, other), each in links.items())):
        link = doubt_in(each)
        if link is not None:
            found.setdefault(asked, {})[other] = link
    return found


def too_alike(each: int, most: int, found: int) -> Cut | None:
    """Say that more stands for what is asked about than may be read: `each` for one thing, `most` for all."""
    message = (
        f"more than {most} things stand for what is asked for or held and the others were left out "
        "(max_equivalents); ask with fewer credentials held, or raise the setting"
    )
    return Cut("max_equivalents", each, message) if found > most else None
