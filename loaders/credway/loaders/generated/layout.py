"""The layout of a generated registry: blocks of a hundred credentials, and what belongs to each."""

import random
from dataclasses import dataclass
from functools import cached_property
from hashlib import md5
from itertools import pairwise

from credway.loaders.generated.words import states

BASE = "https://generated.credway.example/"
"""Under what everything generated is called; the domain is reserved for examples."""
BLOCK = 100
"""Credentials in one block, with the organizations, frameworks, courses, awards and lists around them."""
COMPETENCIES = 3
"""Competencies for each credential."""
FRAMEWORKS = 5
"""Competency frameworks in one block."""
COURSES = 20
"""Courses of the college of one block."""
AWARDS_TOGETHER = 10
"""Awards in one document."""
ENTRIES = 5_000
"""Most entries of one list."""

_RULES = "https://w3id.org/credway/schemes/"
STATES = _RULES + "states/"
SOC = _RULES + "soc/2018/"
CLUSTERS = _RULES + "clusters/2024/"
KINDS = _RULES + "awardKinds/"
STATUS = _RULES + "entryStatus/"


@dataclass(frozen=True)
class Layout:
    """What there is, by number: `credentials` of them, all else in proportion; the same for a seed.

    `awards` is how many there are for each credential: one, ten to a document, or several, as one
    articulation table of each college. `ladders` adds to each block credentials that are reached in
    six steps with three alternatives each; without `frameworks` competencies are only pointed at.
    """

    credentials: int
    seed: int = 1
    awards: int = 1
    ladders: bool = False
    frameworks: bool = True

    @cached_property
    def blocks(self) -> int:
        """How many blocks there are, the last one smaller where the credentials do not fill it."""
        return -(-self.credentials // BLOCK)

    @cached_property
    def lists(self) -> int:
        """How many lists there are: one for each state, more where they would grow too long."""
        return max(min(self.blocks, len(states())), -(-self.credentials // ENTRIES))

    def lists_of(self, block: int) -> range:
        """The numbers of the lists whose documents come with a block: they are spread evenly."""
        return range(*(-(-each * self.lists // self.blocks) for each in (block, block + 1)))

    def members(self, block: int) -> range:
        """The numbers of the credentials of a block."""
        return range(block * BLOCK, min((block + 1) * BLOCK, self.credentials))

    def competencies(self, block: int) -> list[range]:
        """The numbers of the competencies of each framework of a block, frameworks of uneven sizes."""
        total = COMPETENCIES * len(self.members(block))
        first = block * BLOCK * COMPETENCIES
        chance = self.chance("sizes", block)
        cuts = sorted(chance.sample(range(1, total), min(FRAMEWORKS - 1, total - 1)))
        ends = [0, *cuts, total]
        return [range(first + a, first + b) for a, b in pairwise(ends)]

    def chance(self, kind: str, number: int) -> random.Random:
        """The chances of one thing: independent of what was generated before it."""
        return random.Random(f"{self.seed} {kind} {number}")

    def ctid(self, kind: str, number: int) -> str:
        """A CTID, always the same for one thing."""
        made = bytearray(md5(f"{self.seed} {kind} {number}".encode(), usedforsecurity=False).digest())
        made[6], made[8] = made[6] & 0x0F | 0x40, made[8] & 0x3F | 0x80
        text = made.hex()
        return f"ce-{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"

    def iri(self, kind: str, number: int) -> str:
        """The IRI of a thing with a CTID."""
        return f"{BASE}resources/{self.ctid(kind, number)}"

    def graph(self, kind: str, number: int) -> str:
        """The IRI of the document of a thing with a CTID."""
        return f"{BASE}graph/{self.ctid(kind, number)}"

    def near(self, chance: random.Random, number: int) -> int:
        """Another credential: most often of the same block, a few are named far more often than most."""
        members = self.members(number // BLOCK)
        if chance.random() < 0.15:
            members = self.members(chance.randrange(self.blocks))
        return members[int(len(members) * chance.random() ** 2)]
