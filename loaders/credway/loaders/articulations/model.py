"""What a row of a table of articulations says, whatever the table looks like."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from credway.loaders.matching import Printed
from credway.loaders.tables import Row


@dataclass(frozen=True, slots=True)
class Body:
    """An organization as it is printed, with the postal code of its state where that is known."""

    name: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """A course by its code and title as printed; `amount` is its part of a block, "" where it has none."""

    code: str
    title: str = ""
    amount: str = ""
    other_titles: Sequence[str] = ()

    @property
    def name(self) -> str:
        """What a record of it is called."""
        return f"{self.code}: {self.title}" if self.title else self.code


@dataclass(frozen=True, slots=True)
class Amount:
    """How much: one number or bounds as printed; unit and level are concepts of CTDL, "" where unstated.

    A unit that CTDL lacks is one of our own, such as `units/OnTheJobLearningHours`.
    """

    value: str = ""
    low: str = ""
    high: str = ""
    unit: str = ""
    level: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What an award asks besides the credential; `others` are conditions that have words only."""

    must_be_current: bool = False
    earned_within: str = ""
    minimum_score: str = ""
    evidence: str = ""
    degree_only: bool = False
    others: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a row is not quite believed: the reason by which it is counted, and from 0 to 1 how sure it is."""

    reason: str
    confidence: str
    caveat: str


@dataclass(frozen=True, slots=True)
class About:
    """One thing that somebody says of a credential: another name, its issuer, its status, what it attests.

    `status` is a concept of CTDL; `by` is who says so where it is not the publisher of the table.
    """

    row: Row
    of: Printed
    name: str = ""
    issuer: str = ""
    status: str = ""
    competency: str = ""
    confidence: str = ""
    caveats: Sequence[str] = ()
    by: Body | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A credential that a file names without saying what it counts for."""

    row: Row
    credential: Printed


@dataclass(frozen=True, slots=True)
class Articulation:
    """One award: what is held together counts for these courses or programs, by whom and where.

    `institution` awards it; without one it binds the whole `state`, or is a recommendation of its
    `authority`. `courses` of a `block` are awarded together or not at all. `requirements` are those
    of a degree that the credit meets. `apart` tells it from awards of the same table that differ by
    score or term alone, in its IRI.
    """

    rows: Sequence[Row]
    held: Sequence[Printed]
    kind: str
    institution: Body | None = None
    authority: Body | None = None
    state: str = ""
    courses: Sequence[Course] = ()
    programs: Sequence[str] = ()
    requirements: Sequence[str] = ()
    block: bool = False
    refused: bool = False
    amount: Amount = Amount()
    common: Sequence[str] = ()
    scheme: Sequence[str] = ()
    starts: str = ""
    ends: str = ""
    terms: Terms = Terms()
    exhibit: str = ""
    text: str = ""
    caveats: Sequence[str] = ()
    doubts: Sequence[Doubt] = ()
    source_url: str = ""
    note: str = ""
    apart: Sequence[str] = ()

    @property
    def confidence(self) -> str:
        """That of the greatest doubt; "" where there is none."""
        return min((each.confidence for each in self.doubts), key=float, default="")

    def names(self) -> Iterator[Printed]:
        """The credentials it names."""
        yield from self.held

    def bodies(self) -> Iterator[Body]:
        """The organizations it names."""
        yield from (each for each in (self.institution, self.authority) if each is not None)


Statement = Articulation | About | Listed
"""What a table says: an award, something about a credential, or that there is such a credential."""
