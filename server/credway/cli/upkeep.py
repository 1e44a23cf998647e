"""The commands that keep a registry sound: check, rebuild, copy."""

import asyncio
from contextlib import ExitStack
from typing import Annotated

import typer

from credway.cli import output
from credway.cli.across import references
from credway.cli.exits import Exit, fail, stop
from credway.cli.offline import copy_offline
from credway.cli.running import JsonOption, StoreOption, settings_for, wants_json, warn_of, with_registry
from credway.registry.checking import check as checked
from credway.registry.copying import copy as copied
from credway.registry.copying import rebuild as rebuilt
from credway.registry.errors import CredwayError
from credway.registry.registry import Registry
from credway.registry.settings import Settings
from credway.registry.store.opening import open_store
from credway.server.composition import open_registry


def check(
    ctx: typer.Context,
    across: Annotated[
        bool,
        typer.Option(
            "--references",
            help="Look across documents instead: references that dangle, prerequisite cycles, "
            "inverses that contradict each other.",
        ),
    ] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Compare envelopes, graph and indexes, and name each difference; nothing is mended."""

    async def work(registry: Registry) -> Exit:
        quiet = wants_json(ctx, as_json)
        if across:
            return await references(registry, quiet)
        with output.bar("Checking", hidden=quiet) as told:
            found = await checked(
                registry.store, registry.base, progress=lambda done, total: told(done, total, "")
            )
        if quiet:
            rows = [{"what": each.what, "where": each.where, "detail": each.detail} for each in found]
            output.print_json({"differences": rows})
        elif found:
            output.table(("what", "where", "how it differs"), [(e.what, e.where, e.detail) for e in found])
            output.line(f"{len(found):,} {'difference' if len(found) == 1 else 'differences'}.")
            if any(each.what == "envelope" for each in found):
                output.line("An altered envelope wants a backup.")
            if any(each.what != "envelope" for each in found):
                output.line("`credway rebuild` makes the graph again from the envelopes.")
        else:
            output.line("Envelopes, graph and indexes agree.")
        return Exit.REFUSED if found else Exit.FINE

    with_registry(ctx, store, as_json, work, mends=not across)


def rebuild(ctx: typer.Context, store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Make the graph again from the envelopes; nobody may publish meanwhile."""

    async def work(registry: Registry) -> Exit:
        quiet = wants_json(ctx, as_json)
        with output.bar("Rebuilding", hidden=quiet) as told:
            count = await rebuilt(registry.store, progress=lambda done, total: told(done, total, ""))
        if quiet:
            output.print_json({"replayed": count})
        else:
            output.line(f"{count:,} {'version' if count == 1 else 'versions'} replayed.")
        return Exit.FINE

    with_registry(ctx, store, as_json, work, mends=True)


def copy(
    ctx: typer.Context,
    source: Annotated[str, typer.Option("--from", metavar="STORE", help="The registry to copy.")],
    target: Annotated[str, typer.Option("--to", metavar="STORE", help="Where to; empty, or a copy begun.")],
    offline: Annotated[
        bool,
        typer.Option(
            "--offline",
            help="Use Neo4j's importer: --to is neo4j, or the home folder of a server, empty and stopped.",
        ),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Replay a registry into another store, each publish with its number; resumes a copy cut short."""
    quiet = wants_json(ctx, as_json)
    try:
        with ExitStack() as stack:
            here = stack.enter_context(settings_for(ctx, source))
            if offline:
                count = copy_offline(here, target, quiet)
            else:
                there = stack.enter_context(settings_for(ctx, target))
                if here.store == there.store:
                    stop(Exit.USAGE, "Nothing to copy", "--from and --to name one store", as_json=quiet)
                count = asyncio.run(_copied(here, there, quiet))
    except CredwayError as error:
        fail(error, as_json=quiet)
    except KeyboardInterrupt:
        stop(Exit.REFUSED, "Stopped", "the same command goes on from here", as_json=quiet)
    if quiet:
        output.print_json({"copied": count})
    else:
        noun = "version" if count == 1 else "versions"
        output.line(
            f"{count:,} {noun} copied to {target}." if count else f"{target} holds all of it already."
        )


async def _copied(here: Settings, there: Settings, quiet: bool) -> int:
    target = open_store(there.store, there)
    try:
        async with open_registry(here, create=False) as registry:
            with output.bar("Copying", hidden=quiet) as told:
                count = await copied(
                    registry.store, target, progress=lambda done, total: told(done, total, "")
                )
            await warn_of(target)  # a copy that an older version has begun
            return count
    finally:
        await target.close()
