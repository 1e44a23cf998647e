"""The commands for states' lists: import a version, show a list on a day, name its versions."""

from pathlib import Path
from typing import Annotated

import typer

from credway.cli import listed, output
from credway.cli.exits import Exit, stop
from credway.cli.running import (
    AsOfOption,
    BaseOption,
    JsonOption,
    KnownAtOption,
    StoreOption,
    wants_json,
    with_registry,
)
from credway.loaders.list_series import Terms
from credway.loaders.list_versions import load as loaded
from credway.loaders.tables import Unusable
from credway.registry.answers import plain
from credway.registry.answers.portability.entries import entries_as_of, versions_of
from credway.registry.registry import Registry

app = typer.Typer(
    help="Import a state's list of credentials, show it on a day, name its versions.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

SeriesArgument = Annotated[
    str, typer.Argument(metavar="SERIES", help="The IRI, the key or the name of a list's series.")
]
AllOption = Annotated[bool, typer.Option("--all", help="Name every line that was not matched or refused.")]


@app.command("import")
def import_(
    ctx: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The list as CSV or a workbook, with our columns.")
    ],
    series: Annotated[
        str, typer.Option("--series", metavar="SERIES", help="The list that is published again and again.")
    ],
    version: Annotated[
        str,
        typer.Option("--version", metavar="VERSION", help="What this edition is called, such as 2024-25."),
    ],
    period: Annotated[
        str,
        typer.Option(
            "--period", metavar="FROM/TO", help="When it counts, the last day included; TO may be empty."
        ),
    ],
    complete: Annotated[
        bool | None,
        typer.Option("--complete/--incomplete", help="Whether its publisher says that it names everything."),
    ] = None,
    publisher: Annotated[
        str | None, typer.Option("--publisher", metavar="REF", help="The agency: an IRI, a CTID or a name.")
    ] = None,
    purpose: Annotated[
        str | None, typer.Option("--purpose", metavar="TEXT", help="What being on it counts for.")
    ] = None,
    place: Annotated[
        str | None, typer.Option("--place", metavar="STATE", help="Its state: a postal code or name.")
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="TEXT", help="The title of the series.")
    ] = None,
    source_url: Annotated[
        str | None, typer.Option("--source-url", metavar="URL", help="Where the agency publishes it.")
    ] = None,
    source_date: Annotated[
        str | None, typer.Option("--source-date", metavar="DATE", help="When the agency published it.")
    ] = None,
    sheet: Annotated[
        str | None,
        typer.Option("--sheet", metavar="NAME", help="The sheet of a workbook, where several would do."),
    ] = None,
    all_lines: AllOption = False,
    base: BaseOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Import one version of a state's list; all of it is taken, or nothing.

    Names are matched to credentials that are held here by CTID, exact name or alias; what is not
    matched is kept as printed. Place, publisher and purpose are needed once for a series.
    """
    quiet = wants_json(ctx, as_json)
    if not file.is_file():
        why = "it is a folder" if file.is_dir() else "there is no such file"
        stop(Exit.USAGE, "The file cannot be read", f"{file}: {why}", as_json=quiet)
    terms = Terms(series, version, period, complete, publisher, purpose, place, name, source_url, source_date)

    async def work(registry: Registry) -> Exit:
        try:
            made = await loaded(registry, file, terms, sheet or "")
        except Unusable as error:
            stop(Exit.USAGE, "The file cannot be read", str(error), as_json=quiet)
        except OSError as error:
            stop(Exit.USAGE, "The file cannot be read", f"{error.filename}: {error.strerror}", as_json=quiet)
        if quiet:
            listed.json(made)
        else:
            listed.told(made, all_lines)
        return Exit.FINE if made.taken else Exit.REFUSED

    with_registry(ctx, store, as_json, work, base=base, create=True)


@app.command()
def show(
    ctx: typer.Context,
    series: SeriesArgument,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the entries of a list that hold on a day."""

    async def work(registry: Registry) -> Exit:
        frame = await registry.ask(as_of, known_at)
        answer = await entries_as_of(frame, series, registry.base)
        if wants_json(ctx, as_json):
            output.print_json(plain.entries(answer))
        else:
            listed.entries(answer)
        return Exit.FINE

    with_registry(ctx, store, as_json, work)


@app.command()
def versions(
    ctx: typer.Context,
    series: SeriesArgument,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Name the versions of a list, with their periods and how many entries each has."""

    async def work(registry: Registry) -> Exit:
        frame = await registry.ask(as_of, known_at)
        answer = await versions_of(frame, series, registry.base)
        if wants_json(ctx, as_json):
            output.print_json(plain.versions(answer))
        else:
            listed.versions(answer)
        return Exit.FINE

    with_registry(ctx, store, as_json, work)
