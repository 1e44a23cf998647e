"""What every command shares: its options, its settings, a registry opened and closed around it."""

import asyncio
import os
from collections.abc import Callable, Coroutine, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from credway.cli import output
from credway.cli.checking import check
from credway.cli.exits import Exit, fail, stop
from credway.registry.errors import CredwayError
from credway.registry.projected import made_by
from credway.registry.registry import Registry
from credway.registry.repeats import Repeats
from credway.registry.settings import Settings, read_settings
from credway.registry.store.port import Store
from credway.server.composition import one_heap, open_registry, settle
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
FORMS = (
    "Files and folders of JSON-LD (.json, .jsonld), NDJSON (.ndjson, .jsonl), Turtle (.ttl), "
    "N-Triples (.nt), N-Quads (.nq) and RDF/XML (.rdf), each also as .gz, and .zip archives of them; "
    "- is standard input."
)
"""What PATH may name where documents are read; docs/validation.md says how each is cut into documents."""
PathsArgument = Annotated[list[Path], typer.Argument(metavar="PATH...", help=FORMS, allow_dash=True)]
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
    """Read the settings; a wrong variable is a usage error, and so are two that contradict each other."""
    try:
        found = read_settings()
        check(found)
    except ValueError as error:
        stop(Exit.USAGE, "A setting is wrong", str(error))
    return found


def check_paths(paths: Iterable[Path], *, as_json: bool) -> None:
    """End the command, before anything is read, where a path names nothing: the argument is wrong."""
    missing = [str(path) for path in paths if str(path) != "-" and not os.path.lexists(path)]
    if missing:
        stop(Exit.USAGE, "There is no such file", f"check the path {', '.join(missing)}", as_json=as_json)


def say_full(repeats: Repeats, settings: Settings) -> None:
    """Say that a run was too long to compare each of its documents with all others."""
    if repeats.full:
        output.note(
            f"Only the first {settings.max_remembered:,} names (max_remembered) were compared with what came "
            "after them: repeats among the others were not looked for."
        )


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


async def warn_of(store: Store) -> None:
    """Say once where a store's graph was made by another version, so that answers may be wrong."""
    if warning := (await made_by(store)).warning:
        output.note(warning)


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
    mends: bool = False,
) -> None:
    """Open the registry, run a command's work, close it, and end with its exit code.

    One that `mends` the graph, or names itself what is wrong with it, does not warn of it before.
    """
    json_wanted = wants_json(ctx, as_json)
    try:
        with settings_for(ctx, store) as settings:
            code = asyncio.run(_worked(settings, work, base, create, mends))
    except CredwayError as error:
        fail(error, as_json=json_wanted)
    except KeyboardInterrupt:
        stop(Exit.REFUSED, "Stopped", "what had been acknowledged is kept", as_json=json_wanted)
    raise typer.Exit(code)


async def _worked(settings: Settings, work: Work, base: str | None, create: bool, mends: bool) -> Exit:
    one_heap()
    async with open_registry(settings, base, create=create) as registry:
        settle()
        if not mends:
            await warn_of(registry.store)
        return await work(registry)
