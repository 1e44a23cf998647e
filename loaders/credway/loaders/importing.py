"""Importing public files: one way from rows to documents of bounded size, in a stable order."""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import orjson

from credway.loaders import (
    case,
    cip,
    cluster_mapping,
    clusters,
    ipeds,
    licence_requirements,
    onet,
    soc,
    vintages,
)
from credway.loaders.articulations.importing import Articulated, articulated
from credway.loaders.articulations.reading import Tally
from credway.loaders.articulations.tables import table_of
from credway.loaders.counting import Counted, counted
from credway.loaders.editions import dropped, left_behind
from credway.loaders.gathering import gathered
from credway.loaders.kinds import Edition, edition, kinds, publisher
from credway.loaders.preparing import Batch, prepared
from credway.loaders.progress import Progress, silent
from credway.loaders.said import Said
from credway.loaders.tables import Left, Unusable
from credway.loaders.workbooks import BOUNDS, Bounds, bounds_of
from credway.loaders.writing import submission
from credway.registry.documents import Submission
from credway.registry.preparing import Prepared, parts
from credway.registry.publishing import Outcome
from credway.registry.registry import Registry
from credway.registry.settings import limits_of

Reader = Callable[[Edition], Iterator[Said | Left]]

READERS: Final[Mapping[str, Reader]] = {
    "soc": soc.read,
    "onet-occupations": onet.read,
    "cip": cip.read,
    "cip-soc": cip.crosswalk,
    "cip-2010-2020": vintages.programs,
    "soc-2010-2018": vintages.occupations,
    "clusters-2019": clusters.of_2019,
    "clusters-2024": clusters.of_2024,
    "cluster-mapping": cluster_mapping.read,
    "ipeds": ipeds.read,
    "case": case.read,
}
"""What reads each kind of the table, but for those of ASKING."""

Asker = Callable[..., Awaitable[tuple[list[Submission], list[Left], Counted]]]

ASKING: Final[Mapping[str, Asker]] = {"licence-requirements": licence_requirements.documents}
"""What makes the documents of a kind that names things by their names: it asks the registry which they are.

It takes the question's frame, the base IRI, the file, its sheet and the bounds of workbooks.
"""

BATCH_BYTES: Final = 1_000_000
"""Most bytes of documents in one transaction, but for one document that is larger."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import gave: what became of each document and of each row, and what was left out of the files.

    `tally` says of a table of articulations what its rows gave; `behind` are documents of an earlier
    edition of the source that this one does not give. They stand as before. `dropped` are awards that
    stood in the documents of this edition before it, and stand there no more.
    """

    outcomes: Sequence[Outcome]
    left: Sequence[Left]
    counted: Counted
    tally: Tally | None = None
    behind: Sequence[str] = ()
    dropped: Sequence[str] = ()

    @property
    def rows(self) -> int:
        """How many rows were taken."""
        return self.counted.taken

    @property
    def wrong(self) -> Sequence[Left]:
        """What was left out because something is wrong with it."""
        return [each for each in self.left if each.wrong]


def documents(
    name: str,
    paths: Sequence[str | Path],
    base: str,
    *,
    date: str | None = None,
    start: str | None = None,
    sheet: str | None = None,
    bounds: Bounds = BOUNDS,
) -> tuple[list[Submission], list[Left], Counted]:
    """Make the documents of some files of one kind, with what was left out and what became of the rows.

    The documents are cut by the codes in the rows, so that a changed row changes one of them. `sheet` is
    that of a workbook in which several have the columns, `bounds` how large one may be. Raises Unusable or
    OSError where a file cannot be used at all, and then nothing is made.
    """
    made = edition(kinds()[name], [Path(path) for path in paths], base, date, sheet, bounds)
    submissions, lefts, taken = gathered(READERS[name](made), made, start)
    return submissions, lefts, counted(made.seen, set().union(*taken.values()), lefts, taken)


async def load(
    registry: Registry,
    name: str,
    paths: Sequence[str | Path],
    *,
    date: str | None = None,
    start: str | None = None,
    sheet: str | None = None,
    mapping: str | Path | None = None,
    progress: Progress = silent,
) -> Imported:
    """Read files of one kind and publish what they say, a batch at a time."""
    bounds = bounds_of(registry.settings)
    table = table_of(name, mapping)
    before = await registry.ask()
    found: Articulated | None = None
    if table is not None:
        found = await articulated(
            table,
            [Path(path) for path in paths],
            registry.base,
            before,
            date=date,
            start=start,
            sheet=sheet,
            bounds=bounds,
        )
        submissions, lefts, rows = found.submissions, found.left, found.counted
    elif name in ASKING:
        submissions, lefts, rows = await ASKING[name](
            before, registry.base, Path(paths[0]), sheet or "", bounds
        )
    else:
        submissions, lefts, rows = documents(
            name, paths, registry.base, date=date, start=start, sheet=sheet, bounds=bounds
        )
    if submissions and table is None:
        await _name_publisher(registry, edition(kinds()[name], [Path(paths[0])], registry.base, date))
    outcomes: list[Outcome] = []
    source = _batches(submissions, registry.settings.max_batch)
    limits = limits_of(registry.settings, local=True)
    mode = kinds()[name].mode
    async for batch, made in prepared(source, registry.preparer, limits, registry.base, mode):
        outcomes += map(_named, await registry.record(made), made)
        progress(batch.done, len(submissions), batch.what)
    folders = _folders(registry.base, name, table.source if table else None) if outcomes else []
    given = [each.document for each in outcomes if each.document]
    holds = next((each.effective_from for each in submissions), None)
    behind = await left_behind(await registry.ask(), folders, given, holds)
    new = [each.document for each in outcomes if each.document and each.n and not each.no_op]
    gone = await dropped(before, new, found.awards, holds) if found else []
    refused = {each.document for each in outcomes if each.verdict.outcome == "refused" and each.document}
    tally = found.without(refused) if found else None
    return Imported(outcomes, lefts, rows.without(refused), tally, behind, gone)


def _folders(base: str, name: str, source: str | None) -> list[str]:
    """Where the documents of a source stand of which one edition follows another; none for other kinds."""
    if source is not None:
        folder = f"{base}documents/articulations/{source}"
        claims = f"{base}claims/articulations/{source}/"
        return [*(f"{folder}/{each}/" for each in ("institutions", "states", "recommendations")), claims]
    return [f"{base}documents/{name}/"] if kinds()[name].yearly else []


def _batches(submissions: Sequence[Submission], most: int) -> Iterator[Batch]:
    """Cut what is published into transactions of bounded size, so that memory stays flat."""
    done = 0
    for part in parts(submissions, most, BATCH_BYTES):
        done += len(part)
        yield Batch([*part], done, part[-1].document.origin)


def _named(outcome: Outcome, made: Prepared) -> Outcome:
    """Name the document also where it was refused before it was read."""
    return replace(outcome, document=outcome.document or orjson.loads(made.submission.document.body)["@id"])


async def _name_publisher(registry: Registry, made: Edition) -> None:
    """Name the publisher; where another document does so already, that one stands."""
    named = publisher(made)
    if named is not None:
        await registry.publish([submission(*named, origin=made.kind.name)], local=True)


__all__ = ["READERS", "Imported", "Unusable", "documents", "load"]
