"""Random registries for pathways: what requires, prepares for, recommends, equals and attests what.

Two of three have a manifest of common conditions, profiles that hold in one state only, and things that are
to be obtained together.

A registry is drawn as a small model first. The documents are written from the model, and so is what a
plan must satisfy, worked out a second time and simply: a test compares the two.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations
from random import Random
from typing import TypeVar

from making import STATES, Node, claim, credential, iri, iris, profile, reference

Each = TypeVar("Each")
NAMES = ("a", "b", "c", "d", "e")
TARGET = "t"
SKILLS = ("p", "q")
PARTS = ("course", "exam")
FOLDERS = {"course": "courses", "exam": "exams", **dict.fromkeys(SKILLS, "skills")}
WAYS = ("requires", "preparation", "recommends")
MANIFEST = "m"
RESIDENCES = ("VA", "OH", "TX")
"""Where somebody lives who asks; profiles hold in the first two."""
MOST = 8
"""How many steps a plan has at most."""


@dataclass(frozen=True)
class Asked:
    """A ConditionProfile: all that it names, or else one of its alternatives; perhaps in one state only."""

    names: tuple[str, ...]
    others: tuple["Asked", ...] = ()
    state: str | None = None

    def holds(self, resident: str | None) -> bool:
        """Whether it may be meant for somebody who lives there."""
        return self.state is None or resident in (None, self.state)

    def always(self) -> frozenset[str]:
        """What no way through it can do without."""
        if self.state:
            return frozenset()
        sides = [frozenset(self.names)] if self.names else []
        sides += [other.always() for other in self.others]
        return frozenset.intersection(*sides) if sides else frozenset()

    def named(self) -> frozenset[str]:
        """All that it names, its alternatives among it."""
        return frozenset(self.names).union(*(other.named() for other in self.others))

    def shuffled(self, random: Random) -> "Asked":
        """The same in another order."""
        others = [other.shuffled(random) for other in self.others]
        return Asked(_mixed(random, self.names), _mixed(random, others), self.state)

    def limited(self, random: Random, *, own: bool = True) -> "Asked":
        """The same where some of its alternatives hold in one state only, and it itself too."""
        others = tuple(other.limited(random, own=bool(self.names)) for other in self.others)
        state = random.choice([None, None, *RESIDENCES[:2]]) if own else None
        return Asked(self.names, others, state)


@dataclass(frozen=True)
class Drawn:
    """A registry as drawn: by thing what it requires and recommends, and links as pairs of names."""

    prefix: str
    requires: dict[str, tuple[Asked, ...]] = field(default_factory=dict)
    recommends: dict[str, tuple[Asked, ...]] = field(default_factory=dict)
    prepares: tuple[tuple[str, str], ...] = ()
    same: tuple[tuple[str, str], ...] = ()
    attests: dict[str, tuple[str, ...]] = field(default_factory=dict)
    common: tuple[Asked, ...] = ()
    under: tuple[str, ...] = ()
    together: tuple[tuple[str, str], ...] = ()

    def path(self, name: str) -> str:
        """The path of a thing of this registry."""
        return f"{FOLDERS.get(name, 'credentials')}/{self.prefix}{name}"

    def name(self, found: str) -> str:
        """The name of a thing by its IRI."""
        return found.rsplit("/", 1)[-1].removeprefix(self.prefix)

    def shuffled(self, random: Random) -> "Drawn":
        """The same registry with its conditions and links in another order."""

        def mixed(held: dict[str, tuple[Asked, ...]]) -> dict[str, tuple[Asked, ...]]:
            return {
                name: tuple(each.shuffled(random) for each in _mixed(random, held[name]))
                for name in _mixed(random, sorted(held))
            }

        return Drawn(
            self.prefix,
            mixed(self.requires),
            mixed(self.recommends),
            _mixed(random, self.prepares),
            _mixed(random, self.same),
            {name: _mixed(random, self.attests[name]) for name in _mixed(random, sorted(self.attests))},
            tuple(each.shuffled(random) for each in _mixed(random, self.common)),
            _mixed(random, self.under),
            _mixed(random, self.together),
        )

    def documents(self) -> dict[str, list[Node]]:
        """The documents of the registry, one for each thing and each link."""
        found: dict[str, list[Node]] = {}
        for name in (*NAMES, TARGET):
            terms: Node = {}
            for term, held in (("requires", self.requires), ("recommends", self.recommends)):
                if name in held:
                    terms[f"ceterms:{term}"] = [self._profile(each) for each in held[name]]
            equal = [iri(self.path(other)) for one, other in self.same if one == name]
            if equal:
                terms["ceterms:sameAs"] = equal
            if name in self.under:
                terms["ceterms:commonConditions"] = iris(self.path(MANIFEST))
            beside = [self._profile(Asked((other,))) for one, other in self.together if one == name]
            if beside:
                terms["ceterms:corequisite"] = beside
            path = self.path(name)
            found[f"documents/{self.prefix}{name}"] = [credential(path, terms) if terms else reference(path)]
        if self.common:
            manifest = {
                "@id": iri(self.path(MANIFEST)),
                "@type": "ceterms:ConditionManifest",
                "ceterms:name": {"en": f"{self.prefix}{MANIFEST}".replace("-", " ").title()},
                "ceterms:conditionManifestOf": iris("organizations/owner"),
                "ceterms:requires": [self._profile(each) for each in self.common],
            }
            found[f"documents/{self.prefix}{MANIFEST}"] = [manifest]
        for name, verb, kind in (
            ("course", "teaches", "Course"),
            ("exam", "assesses", "AssessmentProfile"),
        ):
            node = credential(self.path(name)) | {"@type": f"ceterms:{kind}"}
            if name in self.requires:
                node["ceterms:requires"] = [self._profile(each) for each in self.requires[name]]
            if name in self.attests:
                node[f"ceterms:{verb}"] = [
                    {
                        "@type": "ceterms:CredentialAlignmentObject",
                        "ceterms:targetNode": iri(self.path(skill)),
                    }
                    for skill in self.attests[name]
                ]
            found[f"documents/{self.prefix}{name}"] = [node]
        for one, other in self.prepares:
            path = f"documents/{self.prefix}{one}-{other}"
            what = "ceterms:isPreparationFor"
            found[path] = [claim(f"{path}#1", self.path(one), what, obj=self.path(other))]
        return found

    def _profile(self, asked: Asked) -> Node:
        terms: Node = {}
        for kind, names in (
            ("targetCompetency", SKILLS),
            ("targetLearningOpportunity", ("course",)),
            ("targetAssessment", ("exam",)),
        ):
            some = [iri(self.path(name)) for name in asked.names if name in names]
            if some:
                terms[f"ceterms:{kind}"] = some
        if asked.state:
            terms["ceterms:jurisdiction"] = [STATES + asked.state]
        if asked.others:
            terms["ceterms:alternativeCondition"] = [self._profile(other) for other in asked.others]
        return profile(*(self.path(n) for n in asked.names if n not in FOLDERS), extra=terms)

    def equals(self, name: str) -> frozenset[str]:
        """What a thing is said to be the same as, itself among it."""
        found = frozenset({name})
        for _ in self.same:
            found |= {each for pair in self.same if found & set(pair) for each in pair}
        return found

    def tested_by(self, skill: str) -> frozenset[str]:
        """What teaches or assesses a competency, or cannot be had without what does."""
        parts = frozenset(part for part, skills in self.attests.items() if skill in skills)
        return parts | {thing for thing in self.asking if parts & self.always(thing) and thing not in parts}

    def attested_by(self, skill: str) -> frozenset[str]:
        """What attests a competency: what tests it, and what cannot be had without it."""
        return self.tested_by(skill) | {thing for thing in self.asking if skill in self.always(thing)}

    @property
    def asking(self) -> frozenset[str]:
        """The things that require something, by themselves or under the manifest."""
        return frozenset({*self.requires, *self.under})

    def always(self, thing: str) -> frozenset[str]:
        """What a thing is never without."""
        held = (*self.requires.get(thing, ()), *(self.common if thing in self.under else ()))
        return frozenset().union(*(each.always() for each in held))


@dataclass(frozen=True)
class Group:
    """What leads to a thing, of which one will do: asked for by `of`, before it or beside it."""

    ways: tuple[Asked, ...]
    of: str
    beside: bool = False

    def named(self) -> frozenset[str]:
        """All that is named."""
        return frozenset().union(*(each.named() for each in self.ways))


@dataclass(frozen=True)
class Question:
    """A question to a registry as drawn: what is held, which relations are followed, who asks from where."""

    drawn: Drawn
    held: Sequence[str]
    ways: Sequence[str]
    resident: str

    @cached_property
    def have(self) -> frozenset[str]:
        """All that counts as held: under every name, and the competencies that come with it."""
        names = frozenset(each for name in self.held for each in self.drawn.equals(name))
        return names | {skill for skill in SKILLS if self.drawn.attested_by(skill) & names}

    @cached_property
    def obtainable(self) -> frozenset[str]:
        """What stands for another as a way of its own: somebody says how to obtain it, or asks for it."""
        asked: set[str] = set()
        left = {TARGET}
        seen: set[str] = set()
        while left:
            seen |= left
            new = {n for thing in left for group in self.groups(thing) for n in group.named()}
            asked |= new
            left = new | {twin for name in new for twin in self.drawn.equals(name)}
            left |= {of for skill in new & set(SKILLS) for of in self.drawn.attested_by(skill)}
            left -= seen
        return frozenset(asked | {thing for thing in seen if any(self.groups(thing))})

    def groups(self, thing: str) -> list[Group]:
        """What leads to a thing: of each group one will do."""
        drawn = self.drawn
        found = [Group((each,), thing) for each in drawn.requires.get(thing, ())]
        if thing in drawn.under:
            found += [Group((each,), MANIFEST) for each in drawn.common]
        found += [Group((Asked((other,)),), thing, True) for one, other in drawn.together if one == thing]
        if "preparation" in self.ways:
            found.append(
                Group(tuple(Asked((one,)) for one, other in drawn.prepares if other == thing), thing)
            )
        if "recommends" in self.ways:
            found.append(Group(drawn.recommends.get(thing, ()), thing))
        return [each for each in found if each.ways]

    def does(self, asked: str, of: str) -> frozenset[str]:
        """What would do for a thing that another asks for."""
        if asked not in SKILLS:
            return (self.drawn.equals(asked) & (self.obtainable | self.have)) - {of} | {asked}
        others = self.drawn.attested_by(asked) - {of}
        # Who shows a competency alone is not tested where something tests it.
        return others | ({asked} & self.have if others and self.drawn.tested_by(asked) else {asked})

    def met(self, asked: Asked, of: str, there: frozenset[str]) -> bool:
        """Whether a condition of a thing is met by what is there."""
        whole = all(self.does(name, of) & there for name in asked.names)
        if not asked.others:
            return whole
        open_here = [other for other in asked.others if other.holds(self.resident)]
        return (bool(asked.names) and whole) or any(self.met(other, of, there) for other in open_here)

    def ready(self, thing: str, there: frozenset[str], reached: frozenset[str]) -> bool:
        """Whether a thing can be obtained with what is there, and beside what is reached in the end."""
        return all(
            any(
                not each.holds(self.resident) or self.met(each, group.of, reached if group.beside else there)
                for each in group.ways
            )
            for group in self.groups(thing)
        )

    def works(self, things: frozenset[str]) -> bool:
        """Whether all of some things can be obtained one after the other, the target among them."""
        there, left, reached = self.have, things, self.have | things
        while left:
            now = frozenset(thing for thing in left if self.ready(thing, there, reached))
            if not now:
                return False
            there, left = there | now, left - now
        return TARGET in things

    def every_minimal(self) -> Iterator[frozenset[str]]:
        """All sets that work and of which nothing can be left out, the smallest first."""
        pool = [name for name in (*NAMES, *PARTS, *SKILLS) if name not in self.have]
        working: list[frozenset[str]] = []
        for size in range(MOST):
            for chosen in combinations(pool, size):
                things = frozenset({*chosen, TARGET})
                if not any(less < things for less in working) and self.works(things):
                    working.append(things)
                    yield things


def drawn_pathways(seed: int, prefix: str = "") -> Drawn:
    """A random registry of a target, five credentials, a course, an exam and two competencies."""
    random = Random(seed)
    pool = (*NAMES, *NAMES, *SKILLS, *PARTS)

    def asked(depth: int = 0) -> Asked:
        names = tuple(dict.fromkeys(random.choices(pool, k=random.choice([1, 1, 2]))))
        some = 0 if depth > 1 else random.choice([0, 0, 1, 2])
        others = tuple(asked(depth + 1) for _ in range(some))
        return Asked(() if others and random.random() < 0.2 else names, others)

    def several(names: Sequence[str], most: int) -> dict[str, tuple[Asked, ...]]:
        return {name: tuple(asked() for _ in range(random.randint(1, most))) for name in names}

    pairs = [(one, other) for one in NAMES for other in (*NAMES, TARGET) if one != other]
    twins = [(one, other) for one, other in pairs if other != TARGET]
    drawn = Drawn(
        prefix,
        several([TARGET, *random.sample([*NAMES, *PARTS], random.randint(0, 4))], 2),
        several(random.sample([*NAMES, TARGET], random.choice([0, 0, 1, 2])), 2),
        tuple(random.sample(pairs, random.choice([0, 1, 2, 3]))),
        tuple(random.sample(twins, random.choice([0, 0, 1, 2]))),
        {
            part: tuple(random.sample(SKILLS, random.choice([1, 1, 2])))
            for part in PARTS
            if random.random() < 0.5
        },
    )
    if seed % 3 == 0:
        return drawn
    limited = {
        name: tuple(each.limited(random) for each in drawn.requires[name]) for name in sorted(drawn.requires)
    }
    under = tuple(random.sample([*NAMES, TARGET], random.choice([0, 1, 2])))
    common = tuple(asked().limited(random) for _ in range(random.choice([1, 1, 2]))) if under else ()
    # What waits for something itself, or stands for what does, may wait for what asks for it beside.
    bound = {*limited, *under, *drawn.recommends, *(name for pair in drawn.same for name in pair)}
    bound |= {other for _, other in drawn.prepares}
    free = [name for name in NAMES if name not in bound]
    together = [(one, other) for one in (*free, TARGET) for other in free if one != other]
    beside = set(random.sample(together, min(len(together), random.choice([0, 1, 2]))))
    beside |= {(other, one) for one, other in sorted(beside) if one != TARGET and random.random() < 0.7}
    return replace(drawn, requires=limited, under=under, common=common, together=tuple(sorted(beside)))


def drawn_holding(seed: int) -> list[str]:
    """What somebody holds of a random registry, often nothing."""
    random = Random(seed)
    return random.sample([*NAMES, *PARTS], random.choice([0, 0, 1, 2]))


def _mixed(random: Random, held: Sequence[Each]) -> tuple[Each, ...]:
    return tuple(random.sample(list(held), len(held)))
