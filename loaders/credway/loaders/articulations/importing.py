"""Importing a table of articulations: read, matched with what the registry holds, made into documents."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from pathlib import Path

from credway.loaders.articulations import reading
from credway.loaders.articulations.knowing import bodies, learn, printed
from credway.loaders.articulations.model import Articulation, Statement
from credway.loaders.articulations.naming import Known, Names
from credway.loaders.articulations.reading import Tally
from credway.loaders.articulations.tables import Table
from credway.loaders.counting import Counted, counted
from credway.loaders.gathering import gathered
from credway.loaders.kinds import edition
from credway.loaders.tables import Left
from credway.loaders.workbooks import BOUNDS, Bounds
from credway.registry.answers.asking import Asking
from credway.registry.documents import Submission
from credway.registry.periods import since


@dataclass(frozen=True, slots=True)
class Articulated:
    """The documents of a table, what was left out, what became of its rows, and what they gave.

    `awards` are the IRIs of the awards in the documents, `said` and `names` what these are made of.
    """

    submissions: Sequence[Submission]
    left: Sequence[Left]
    counted: Counted
    tally: Tally
    awards: frozenset[str]
    said: Sequence[Statement]
    names: Names

    def without(self, refused: Container[str]) -> Tally:
        """Count what the rows gave but for the awards in documents that were refused."""
        kept = [
            each
            for each in self.said
            if not isinstance(each, Articulation) or self.names.document(each) not in refused
        ]
        return reading.tally(kept, self.names)


async def articulated(
    table: Table,
    paths: Sequence[Path],
    base: str,
    frame: Asking | None = None,
    *,
    date: str | None = None,
    start: str | None = None,
    sheet: str | None = None,
    bounds: Bounds = BOUNDS,
) -> Articulated:
    """Make the documents of a table; without a registry to ask, every name is kept as printed.

    A table with a date holds from then on, so that the next year's is an amendment and no correction.
    Raises Unusable or OSError where a file cannot be used at all.
    """
    made = edition(table.kind, paths, base, date, sheet, bounds)
    said, lefts = reading.statements(table.told, made)
    known = Known()
    if frame is not None:
        known = await learn(frame, base, table.source, said, reading.publisher(made))
    names = Names(base, table.source, known, [*printed(said), *bodies(said, reading.publisher(made))])
    said, more = reading.distinct(said, names)
    lefts += more
    holds = start or (since(made.date) if made.date else None)
    submissions, more, given = gathered(reading.read(said, made, names), made, holds)
    lefts += more
    rows = counted(made.seen, reading.places(said), lefts, given)
    awards = frozenset(names.award(each) for each in said if isinstance(each, Articulation))
    return Articulated(submissions, lefts, rows, reading.tally(said, names), awards, said, names)
