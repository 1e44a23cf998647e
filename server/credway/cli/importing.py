"""The command for public files of other owners: classifications, crosswalks, institutions, frameworks."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from credway.cli import output
from credway.cli.exits import Exit, stop
from credway.cli.imported import print_json, print_table
from credway.cli.running import BaseOption, JsonOption, StoreOption, wants_json, with_registry
from credway.loaders.articulations.tables import table_of
from credway.loaders.importing import Imported, Unusable
from credway.loaders.importing import load as loaded
from credway.loaders.kinds import columns, kinds
from credway.loaders.tables import has
from credway.registry.periods import day, since
from credway.registry.registry import Registry

KindArgument = Annotated[str, typer.Argument(metavar="KIND", help=f"One of {', '.join(kinds())}.")]
FilesArgument = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Your own copy of the file.")]
DateOption = Annotated[
    str | None,
    typer.Option("--date", metavar="DATE", help="When the file was published: a year, month or day."),
]
EffectiveOption = Annotated[
    str | None,
    typer.Option("--effective-from", metavar="DATE", help="The day from which what it says holds."),
]
SheetOption = Annotated[
    str | None,
    typer.Option("--sheet", metavar="NAME", help="The sheet of a workbook, where several would do."),
]
MappingOption = Annotated[
    Path | None,
    typer.Option("--mapping", metavar="MAP.toml", help="What the columns mean, for the kind table."),
]
AllOption = Annotated[bool, typer.Option("--all", help="Name every row that was left out.")]
COMPARED = ("clusters-2019", "clusters-2024")
"""The kinds of the two files that a mapping of clusters is derived from."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """The files to import, of what kind, and what is said of them beside."""

    kind: str
    files: Sequence[Path]
    date: str | None
    effective_from: str | None
    sheet: str | None
    mapping: Path | None


def import_(
    ctx: typer.Context,
    kind: KindArgument,
    files: FilesArgument,
    date: DateOption = None,
    effective_from: EffectiveOption = None,
    sheet: SheetOption = None,
    mapping: MappingOption = None,
    all_rows: AllOption = False,
    base: BaseOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Import a public file: a classification, institutions, a CASE framework, or a table of articulations."""
    asked = _Asked(kind, files, date, effective_from, sheet, mapping)
    _check(asked)
    quiet = wants_json(ctx, as_json)

    async def work(registry: Registry) -> Exit:
        made = await _imported(registry, asked, quiet)
        if quiet:
            print_json(made)
        else:
            print_table(made, all_rows)
        refused = any(each.verdict.outcome == "refused" for each in made.outcomes)
        return Exit.REFUSED if refused or made.wrong or not made.outcomes else Exit.FINE

    with_registry(ctx, store, as_json, work, base=base, create=True)


async def _imported(registry: Registry, asked: _Asked, quiet: bool) -> Imported:
    """Read the files and publish what they say; stops where one of them cannot be read."""
    with output.bar("Importing", hidden=quiet) as told:
        try:
            return await loaded(
                registry,
                asked.kind,
                asked.files,
                date=asked.date,
                start=asked.effective_from,
                sheet=asked.sheet,
                mapping=asked.mapping,
                progress=told,
            )
        except Unusable as error:
            why = str(error)
        except OSError as error:
            why = f"{error.filename}: {error.strerror}"
    stop(Exit.USAGE, "The file cannot be read", why, as_json=quiet)


def _check(asked: _Asked) -> None:
    """Stop at arguments that cannot be right, before a store is opened."""
    kind, files = asked.kind, asked.files
    if kind not in kinds():
        stop(Exit.USAGE, "No such kind of file", f"{kind!r} is none of {', '.join(kinds())}")
    several = {"cluster-mapping": 2, "case": len(files), "california": min(len(files), 4)}.get(kind, 1)
    if len(files) != several:
        noun = "file" if several == 1 else "files"
        given = f"{len(files)} {'was' if len(files) == 1 else 'were'} given"
        detail = f"the kind {kind} is read from {several} {noun}, and {given}{_missing(kind, files)}"
        stop(Exit.USAGE, "Too many or too few files", detail)
    if asked.sheet is not None and kind in ("cluster-mapping", "case"):
        detail = f"--sheet is for kinds that are one table; leave it out with {kind}"
        stop(Exit.USAGE, "There is no one sheet", detail)
    _check_mapping(kind, asked.mapping)
    missing = next((file for file in files if not file.is_file()), None)
    if missing is not None:
        why = "it is a folder" if missing.is_dir() else "there is no such file"
        stop(Exit.USAGE, "The file cannot be read", f"{missing}: {why}")
    for text, option, reads in (
        (asked.date, "--date", since),
        (asked.effective_from, "--effective-from", day),
    ):
        try:
            if text is not None:
                reads(text)
        except ValueError:
            stop(Exit.USAGE, "A date is wrong", f"{option} {text!r} is not a date such as 2026-05-15")


def _missing(kind: str, files: Sequence[Path]) -> str:
    """Say which of the two files of a mapping of clusters was not given."""
    if kind != "cluster-mapping" or len(files) != 1 or not files[0].is_file():
        return ""
    try:
        given = [each for each in COMPARED if has(files[0], columns(each))]
    except (Unusable, OSError):
        return ""
    wanted = [each for each in COMPARED if each not in given]
    return f": that of the kind {given[0]}. Add that of {wanted[0]}" if given and wanted else ""


def _check_mapping(kind: str, mapping: Path | None) -> None:
    try:
        table_of(kind, mapping)
    except Unusable as error:
        stop(Exit.USAGE, "The mapping cannot be used", str(error))
    except OSError as error:
        stop(Exit.USAGE, "The mapping cannot be used", f"{error.filename}: {error.strerror}")
