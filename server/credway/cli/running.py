"""What every command shares: its options, its settings, a registry opened and closed around it."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from credway.cli import output
from credway.cli.exits import Exit, fail, stop
from credway.registry.errors import CredwayError
from credway.registry.registry import Registry
from credway.registry.settings import Settings, read_settings
from credway.server.composition import open_registry, settle
from credway.server.neo4j_local import local_neo4j

StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="STORE",
        help="sqlite, neo4j (a server of its own here), or a store's address. [env: CREDWAY_STORE]",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
BaseOption = Annotated[
    str | None,
    typer.Option("--base", metavar="IRI", help="Base IRI, where the store is still empty."),
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="The day the question is about; today.")
]
KnownAtOption = Annotated[
    int | None,
    typer.Option("--known-at", metavar="N", help="Answer with what was recorded up to this number."),
]
PathsArgument = Annotated[
    list[Path], typer.Argument(metavar="PATH...", help="Files and folders of JSON-LD, Turtle or N-Quads.")
]
RefsArgument = Annotated[
    list[str],
    typer.Argument(metavar="REF...", help='An IRI, a CTID, a name, or "Name | Issuer".'),
]


@dataclass(frozen=True, slots=True)
class Shared:
    """The global options, as given before the command."""

    store: str | None = None
    as_json: bool = False


def shared(ctx: typer.Context) -> Shared:
    """The global options of a command's context."""
    found = ctx.find_root().obj
    return found if isinstance(found, Shared) else Shared()


def wants_json(ctx: typer.Context, given: bool) -> bool:
    """Whether --json stands before or after the command."""
    return given or shared(ctx).as_json


def settings_of() -> Settings:
    """Read the settings; a wrong variable is a usage error."""
    try:
        return read_settings()
    except ValueError as error:
        stop(Exit.USAGE, "A setting is wrong", str(error))


@contextmanager
def settings_for(ctx: typer.Context, store: str | None) -> Iterator[Settings]:
    """The settings with the chosen store; a Neo4j server of our own runs while they are used."""
    settings = settings_of()
    asked = store or shared(ctx).store or settings.store
    if asked == "sqlite":
        default = "sqlite:///credway.db"
        asked = settings.store if settings.store.startswith("sqlite:") else default
    if asked != "neo4j":
        yield settings.replaced(store=asked)
        return
    with local_neo4j(starting=_say_so) as url:
        yield settings.replaced(store=url)


def _say_so(home: Path) -> None:
    output.note(f"Starting a Neo4j server of its own, its data in {home} ...")


Work = Callable[[Registry], Coroutine[Any, Any, Exit]]


def with_registry(
    ctx: typer.Context,
    store: str | None,
    as_json: bool,
    work: Work,
    *,
    base: str | None = None,
    create: bool = False,
) -> None:
    """Open the registry, run a command's work, close it, and end with its exit code."""
    json_wanted = wants_json(ctx, as_json)
    try:
        with settings_for(ctx, store) as settings:
            code = asyncio.run(_worked(settings, work, base, create))
    except CredwayError as error:
        fail(error, as_json=json_wanted)
    except KeyboardInterrupt:
        stop(Exit.REFUSED, "Stopped", "what had been acknowledged is kept", as_json=json_wanted)
    raise typer.Exit(code)


async def _worked(settings: Settings, work: Work, base: str | None, create: bool) -> Exit:
    async with open_registry(settings, base, create=create) as registry:
        settle()
        return await work(registry)
