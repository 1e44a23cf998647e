"""What became of the rows of some files: each is counted once, so that the numbers add up to those read."""

from collections.abc import Container, Iterable, Mapping, Set
from dataclasses import dataclass, field, replace

from credway.loaders.tables import Left, Row

Place = tuple[str, str, int | str]
"""Where something stands: file, sheet, and row or JSON pointer."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Rows read; of these taken, refused as wrong, and passed over by a rule that is said.

    `given` are the rows from which each document is, as far as that is known.
    """

    read: int
    taken: int
    wrong: int
    passed: int
    given: Mapping[str, Set[Place]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def silent(self) -> int:
        """Rows that say nothing of their own: they were said before, or only looked up for others."""
        return self.read - self.taken - self.wrong - self.passed

    def without(self, refused: Container[str]) -> "Counted":
        """Count as refused the rows that only documents gave which were refused."""
        kept = {row for document, rows in self.given.items() if document not in refused for row in rows}
        lost = {row for document, rows in self.given.items() if document in refused for row in rows} - kept
        return replace(self, taken=self.taken - len(lost), wrong=self.wrong + len(lost))


def counted(
    seen: Set[Place],
    taken: Set[Place],
    lefts: Iterable[Left],
    given: Mapping[str, Set[Place]] | None = None,
) -> Counted:
    """Count rows by what became of them; one of which only a part was left out is taken."""
    faulty: set[Place] = set()
    passed: set[Place] = set()
    for each in lefts:
        (faulty if each.wrong else passed).add((each.file, each.sheet, each.pointer or each.row))
    faulty -= taken
    passed -= taken | faulty
    read = seen | taken | faulty | passed
    return Counted(len(read), len(taken), len(faulty), len(passed), given or {})


def place_of(row: Row | Left) -> Place:
    """Where a row stands."""
    return (row.file, row.sheet, row.number if isinstance(row, Row) else row.row)
