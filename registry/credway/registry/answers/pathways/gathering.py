"""What a pathway question reads: conditions along the way, equivalents, attested competencies.

All that leads to a target is read in one round trip, and in one more for each time that what stands for
something, or attests it, asks for something itself: no plan has more such turns than it has steps.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Final

from credway.registry.answers.asking import Asking
from credway.registry.answers.competencies.aligning import COVERING, Aligned, aligning, stands_for
from credway.registry.answers.competencies.attesting import (
    PREDICATES,
    Attested,
    How,
    attested_by,
    attesting,
    too_many,
)
from credway.registry.answers.model import Cut, Equivalent
from credway.registry.answers.pathways.having import (
    Having,
    certain,
    competencies_in,
    doubted,
    having_of,
    surest_first,
    through,
    too_alike,
)
from credway.registry.answers.pathways.relations import COMMON, manifests_in, manifests_named
from credway.registry.answers.pathways.targets import Target, TargetKind
from credway.registry.answers.said import Said, current, decode
from credway.registry.answers.ways import with_ways

DOCUMENT: Final = ("component", "precedes")
"""Relations of a Pathway document, followed where the target is one, or somebody requires one."""
_INSIDE: Final = ("destination", *DOCUMENT)
FOUND_ONLY: Final = "plans shown are found ones, not proven cheapest. Hold more, or ask for a nearer target."


@dataclass(frozen=True)
class Gathered:
    """What was read; `cut` says that there is more than the limit allows.

    Of the things in `partly` more conditions may be stated than were read.
    """

    target: str
    conditions: Sequence[Said]
    leading: Mapping[str, Sequence[Said]]
    within: frozenset[str] | None
    having: Having
    options: Mapping[str, Sequence[str]]
    doubted: Mapping[str, Mapping[str, Said]]
    instead: frozenset[str]
    equivalents: Mapping[tuple[str, str], Equivalent]
    attestations: Mapping[tuple[str, str], Attested]
    cut: Cut | None
    partly: frozenset[str] = frozenset()


def searched_enough(limit: int) -> Cut:
    """Say that there is more than may be read or looked at."""
    return Cut("max_search", limit, f"the search was cut; {FOUND_ONLY}")


@dataclass
class _Reading:
    """What was read so far, turn by turn; `depth` is how many steps a plan has at most.

    `conditions` are those on the way from `roots`, `asked` the things that they ask for and those `offered`
    for a concept; `read` are the things whose conditions were read, `known` those read with all that leads to
    them.
    `alignments` may make one competency stand for another. `attesters` may attest what was read about, those
    in `attested` something that is asked for; `looked` are the competencies, with what stands for them, of
    which they were read besides.
    """

    frame: Asking
    relations: Sequence[str]
    depth: int
    roots: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)
    conditions: list[Said] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    offered: set[str] = field(default_factory=set)
    leading: list[Said] = field(default_factory=list)
    equivalents: dict[tuple[str, str], Equivalent] = field(default_factory=dict)
    alignments: dict[Said, None] = field(default_factory=dict)
    attesters: dict[Attested, None] = field(default_factory=dict)
    attested: list[Attested] = field(default_factory=list)
    cut: Cut | None = None
    alike: Cut | None = None
    partly: set[str] = field(default_factory=set)
    looked: set[tuple[str, str]] = field(default_factory=set)
    _of: dict[str, dict[Said, None]] = field(default_factory=dict)

    async def turn(self, ids: set[str], concepts: Sequence[str] = (), owned: Sequence[str] = ()) -> None:
        """Read what leads to some things or concepts, and what stands for what is owned: one round trip."""
        settings = self.frame.settings
        rows = await self.frame.ask(
            "ways",
            ids=sorted(ids),
            concepts=list(concepts),
            owned=sorted(set(owned)),
            predicates=list(PREDICATES),
            relations=list(self.relations),
            inside=list(_INSIDE),
            day=self.frame.as_of,
            depth=self.depth,
            hops=3,
            limit=settings.max_search,
            alignments=list(COVERING),
            same=settings.max_equivalents,
            most=settings.max_attestations + 1,
        )
        found: dict[str, list[Said]] = {
            name: [] for name in ("alignment", "attesting", "condition", "leading")
        }
        for part, iri, of, *row in rows:
            said = decode(row)
            if part == "equivalent":
                self.equivalents.setdefault((of, iri), Equivalent(iri, of, said.body["link"], said))
            else:
                found[part].append(said)
        skills = competencies_in(found["condition"])
        most = settings.max_attestations
        attested, cut = attested_by(found["attesting"], skills, most)
        cut = too_many(most) if len(found["alignment"]) > most else cut
        asked = {need for s in found["condition"] for need in s.all("NEEDS")} | set(owned)
        asked |= {of for s in found["leading"] for of in s.all("OF")}
        like = settings.max_equivalents * len(asked)
        equal = sum(row[0] == "equivalent" for row in rows)
        if equal > like:
            self.alike = self.alike or too_alike(settings.max_equivalents, like)
        self.alignments |= dict.fromkeys(aligning(found["alignment"][:most], self.frame.as_of))
        self.attesters |= dict.fromkeys(certain(attested))
        self.leading += current(found["leading"], self.frame.as_of)
        for said in found["condition"]:
            for of in said.all("OF"):
                self._of.setdefault(of, {})[said] = None
        full = [len(found[part]) >= settings.max_search for part in ("condition", "leading")]
        self.cut = self.cut or (searched_enough(settings.max_search) if any(full) else cut)
        began = ids | {of for said in found["leading"] for of in said.all("OF")}
        held = list(self._levels(began))
        levels = [things for things, _ in held]
        if full[0]:
            # They are read level by level: only of the deepest there may be more.
            deepest = max(level for level, (_, conditions) in enumerate(held) if conditions)
            self.partly |= set[str]().union(*levels[deepest:])
        # Below the deepest level there may be more, which who starts further down has to read.
        self.read |= set[str]().union(*levels[: self.depth + 1])
        self.known |= began if len(levels) > self.depth + 1 else set[str]().union(*levels)

    def standing(self, owned: Set[str]) -> list[Aligned]:
        """What stands wholly for a competency that is asked for, and whose attesters were not read yet."""
        skills = competencies_in(self.conditions) - owned
        equal = with_ways(self.equivalents.values()) if skills else []
        found = stands_for(skills, equal, list(self.alignments))
        stands = [each for held in found.values() for each in held if each.whole]
        return [each for each in stands if (each.of, each.iri) not in self.looked]

    async def attest(self, stands: Sequence[Aligned]) -> None:
        """Read who attests what stands for competencies that are asked for: one round trip."""
        self.looked |= {(each.of, each.iri) for each in stands}
        found, cut = await attesting(self.frame, {each.iri for each in stands})
        self.cut = self.cut or cut
        known = certain(found)
        for link in stands:
            self.attesters |= dict.fromkeys(through(known, link))

    def follow(self, owned: Set[str]) -> set[str]:
        """Find all that is on the way by what was read; returns from where is to be read next.

        What stands for an asked thing, or attests it, may ask for something itself.
        """
        while True:
            self.conditions = [said for _, held in self._levels(self.roots) for said in held]
            self.asked = self.offered | {need for said in self.conditions for need in said.all("NEEDS")}
            skills = competencies_in(self.conditions) - owned
            self.attested = [each for each in self.attesters if each.competency in skills]
            others = {e.iri for e in self.equivalents.values() if e.of in self.asked}
            others |= {each.of for each in self.attested}
            if others <= self.roots:
                return (others - self.known) | self._unread()
            self.roots |= others

    def _unread(self) -> set[str]:
        """What is so many steps away at most and was not read: manifests that lie between are no steps."""
        manifests = manifests_named(self.conditions)
        if not manifests:
            return set()
        seen, left = set[str](), self.roots
        for _ in range(self.depth + 1):
            while left - seen:
                seen |= left
                left = self._needed(left) & manifests
            left = self._needed(seen) - seen
        return seen - self.read

    def _needed(self, things: Set[str]) -> set[str]:
        return {need for iri in things for said in self._of.get(iri, ()) for need in said.all("NEEDS")}

    def _levels(self, things: set[str]) -> Iterator[tuple[set[str], list[Said]]]:
        """Level by level the things reached from some, with their conditions."""
        left, seen = things, set[str]()
        while left:
            seen |= left
            held = [said for thing in sorted(left) for said in self._of.get(thing, ())]
            yield left, held
            left = {need for said in held for need in said.all("NEEDS")} - seen

    def of(self, thing: str) -> list[Said]:
        """The conditions of one thing."""
        return list(self._of.get(thing, ()))


async def gather(
    frame: Asking, target: Target, iri: str, owned: Sequence[str], relations: Sequence[str], depth: int
) -> Gathered:
    """Read what bears on the way from what is owned to a target, in `depth` round trips at most."""
    inside = DOCUMENT if target.kind is TargetKind.PATHWAY else ()
    followed = dict.fromkeys([*relations, "corequisite", "destination", COMMON, *inside])
    reading = _Reading(frame, list(followed), depth)
    await reading.turn({iri}, concepts=[iri], owned=owned)
    leading = reading.leading if _is_class(target) or not reading.of(iri) else []
    reading.offered = {of for said in leading for of in said.all("OF")}
    reading.roots = {iri, *reading.offered}
    for _ in range(depth - 1):
        unread = reading.follow(set(owned))
        stands = reading.standing(set(owned))
        if reading.cut or not (unread or stands):
            break
        await (reading.attest(stands) if stands else reading.turn(unread))
    reading.follow(set(owned))
    shared = manifests_in(reading.conditions)
    owned = [iri for iri in owned if iri not in shared]  # Nobody holds conditions.
    known, found, asked = reading.attested, with_ways(reading.equivalents.values()), reading.asked
    having = having_of(owned, found, known)
    names = having.names
    standing = [e for e in found if e.of in asked and e.of not in names and e.iri not in names]
    # An equivalent is a way of its own where somebody says how to obtain it, or asks for it anyway.
    named = asked | {of for said in reading.conditions for of in said.all("OF")}
    options, links = _options([e for e in standing if e.iri in named], known, having)
    sure = {a.competency for a in known if a.competency and a.how is not How.REQUIRED}
    conditions = current(list(dict.fromkeys(reading.conditions)), frame.as_of)
    attestations = _by_pair(known)
    return Gathered(
        target=iri,
        conditions=conditions,
        leading={iri: leading} if leading or _is_class(target) else {},
        within=None if _is_class(target) else _within(conditions, iri, "component" in relations),
        having=having,
        options=options,
        doubted=doubted(having, links, attestations),
        instead=frozenset(sure),
        equivalents=links,
        attestations=attestations,
        cut=reading.cut or reading.alike,
        partly=frozenset(reading.partly),
    )


def _within(conditions: Sequence[Said], iri: str, asked: bool) -> frozenset[str] | None:
    """The Pathway documents to which components are limited: those required, unless all are asked for."""
    pathways = {of for s in conditions if s.body["relation"] == "destination" for of in s.all("OF")}
    limited = bool(pathways) and (iri in pathways or not asked)
    return frozenset(pathways) if limited else None


def _is_class(target: Target) -> bool:
    """Whether a target is what credentials are said to be for, and nothing that is obtained itself."""
    return target.concept() is not None or target.kind in (TargetKind.OCCUPATION, TargetKind.CLUSTER)


def _options(
    twins: Sequence[Equivalent], known: Sequence[Attested], having: Having
) -> tuple[dict[str, list[str]], dict[tuple[str, str], Equivalent]]:
    """What would do for an asked thing: equivalents that somebody says how to obtain, and attesters."""
    options: dict[str, dict[str, None]] = {}
    links: dict[tuple[str, str], Equivalent] = {}
    for twin in twins:
        options.setdefault(twin.of, {})[twin.iri] = None
        links[twin.of, twin.iri] = twin
    for each in known:
        if each.competency and each.competency not in having.iris:
            options.setdefault(each.competency, {})[each.of] = None
    return {asked: sorted(found) for asked, found in options.items()}, links


def _by_pair(known: Sequence[Attested]) -> dict[tuple[str, str], Attested]:
    """For each competency and thing the attestation to show."""
    found: dict[tuple[str, str], Attested] = {}
    for each in surest_first(known):
        if each.competency is not None:
            found.setdefault((each.competency, each.of), each)
    return found
