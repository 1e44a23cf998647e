"""What is held, under every name by which it counts, and the competencies that it attests."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from credway.registry.answers.competencies.aligning import Aligned
from credway.registry.answers.competencies.attesting import Attested
from credway.registry.answers.model import Cut, Equivalent
from credway.registry.answers.said import Said
from credway.registry.answers.ways import doubt_in


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
    doubted: Mapping[str, Mapping[str, Said]] = field(default_factory=dict)
    """What counts as held in doubt, by which held thing and by which link or attestation: it is not held."""

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
    """What counts as held, by what stands for what is owned and what is attested, and what does in doubt."""
    linked = [each for each in found if each.of in set(owned)]
    others = [each for each in linked if each.iri not in set(owned)]
    equivalents = {each.iri: each for each in others if doubt_in(each.statements) is None}
    names = frozenset({*owned, *equivalents})
    stated = surest_first(each for each in known if each.competency not in names and each.of in names)
    attested = best_attested((each for each in stated if each.doubt is None), names)
    perhaps = [(each.iri, each.of, doubt_in(each.statements)) for each in others if each.iri not in names]
    perhaps += [
        (each.competency, each.of, each.doubt)
        for each in stated
        if each.competency and each.competency not in attested
    ]
    return Having(owned, equivalents, attested, linked, _by_link(perhaps))


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
    """For each competency one of the attestations by some things: the surest, the shortest, the first."""
    found: dict[str, Attested] = {}
    for each in surest_first(each for each in known if each.of in names):
        if each.competency is not None:
            found.setdefault(each.competency, each)
    return found


def surest_first(known: Iterable[Attested]) -> list[Attested]:
    """Attestations without a doubt before others, then the shortest, then by IRI."""
    return sorted(known, key=lambda a: (a.doubt is not None, len(a.basis), a.of, a.how))


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


def doubted(
    having: Having,
    links: Mapping[tuple[str, str], Equivalent],
    attestations: Mapping[tuple[str, str], Attested],
) -> dict[str, dict[str, Said]]:
    """For each asked thing what meets it in doubt, held or to be obtained, with the statement in doubt."""
    found = [(asked, by, link) for asked, held in having.doubted.items() for by, link in held.items()]
    stated = [(pair, each.statements) for pair, each in links.items()]
    stated += [(pair, each.basis) for pair, each in attestations.items() if pair[0] not in having.iris]
    return _by_link([*found, *((asked, by, doubt_in(said)) for (asked, by), said in stated)])


def _by_link(found: Iterable[tuple[str, str, Said | None]]) -> dict[str, dict[str, Said]]:
    """By asked thing and what meets it the first statement in doubt, where there is one."""
    by_thing: dict[str, dict[str, Said]] = {}
    for asked, by, link in found:
        if link is not None:
            by_thing.setdefault(asked, {}).setdefault(by, link)
    return by_thing


def too_alike(each: int, most: int) -> Cut:
    """Say that more stands for what is asked about than may be read: `each` for one thing, `most` for all."""
    message = (
        f"more than {most} things stand for what is asked for or held and the others were left out "
        "(max_equivalents); ask with fewer credentials held, or raise the setting"
    )
    return Cut("max_equivalents", each, message)
