"""A copy into an empty Neo4j store without Bolt: CSV files, Neo4j's own importer, then the indexes."""

import asyncio
import shutil
from pathlib import Path

from credway.cli import output
from credway.cli.running import warn_of
from credway.registry.settings import Settings
from credway.registry.store.offline import Written, write
from credway.registry.store.opening import open_store
from credway.server.composition import open_registry
from credway.server.neo4j_import import DATABASE, refuse_full, run_import
from credway.server.neo4j_server import Neo4jServer, default_home


def copy_offline(here: Settings, target: str, quiet: bool) -> int:
    """Import a registry into the home folder of a server of ours; returns how many versions it holds.

    `target` is `neo4j` for the server of this machine's user, else a home folder. Raises StoreError.
    """
    home = default_home() if target == "neo4j" else Path(target)
    refuse_full(home)
    csv = home / "import"
    try:
        written = asyncio.run(_written(here, csv, quiet))
        output.note("Neo4j's importer is at work ...")
        run_import(home, written.arguments(DATABASE))
    finally:
        shutil.rmtree(csv, ignore_errors=True)
    output.note("Making the indexes ...")
    with Neo4jServer(home) as server:
        asyncio.run(_indexed(here, server.url))
    return written.rows["envelopes"]


async def _written(here: Settings, csv: Path, quiet: bool) -> Written:
    async with open_registry(here, create=False) as registry:
        with output.bar("Writing CSV", hidden=quiet) as told:
            return await write(registry.store, csv, lambda done, total: told(done, total, ""))


async def _indexed(settings: Settings, url: str) -> None:
    """Open the store for the first time: that makes its schema."""
    store = open_store(url, settings)
    try:
        await store.open()
        await warn_of(store)
    finally:
        await store.close()
