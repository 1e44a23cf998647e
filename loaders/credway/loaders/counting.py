"""What became of the rows of some files: each is counted once, so that the numbers add up to those read."""

from collections.abc import Iterable, Set
from dataclasses import dataclass

from credway.loaders.tables import Left, Row

Place = tuple[str, str, int | str]
"""Where something stands: file, sheet, and row or JSON pointer."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Rows read; of these taken, refused as wrong, and passed over by a rule that is said."""

    read: int
    taken: int
    wrong: int
    passed: int

    @property
    def silent(self) -> int:
        """Rows that say nothing of their own: they were said before, or only looked up for others."""
        return self.read - self.taken - self.wrong - self.passed


def counted(seen: Set[Place], taken: Set[Place], lefts: Iterable[Left]) -> Counted:
    """Count rows by what became of them; one of which only a part was left out is taken."""
    faulty: set[Place] = set()
    passed: set[Place] = set()
    for each in lefts:
        (faulty if each.wrong else passed).add((each.file, each.sheet, each.pointer or each.row))
    faulty -= taken
    passed -= taken | faulty
    return Counted(len(seen | taken | faulty | passed), len(taken), len(faulty), len(passed))


def place_of(row: Row | Left) -> Place:
    """Where a row stands."""
    return (row.file, row.sheet, row.number if isinstance(row, Row) else row.row)
