"""The command for crosswalks whose owners state no licence: read from the user's own file."""

from pathlib import Path
from typing import Annotated

import typer

from credway.cli import output
from credway.cli.exits import Exit, stop
from credway.cli.running import BaseOption, JsonOption, StoreOption, wants_json, with_registry
from credway.registry.registry import Registry


def crosswalk(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The CSV file, your own copy.")],
    base: BaseOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Load the crosswalk from occupations to the career clusters of 2024, as claims."""
    from credway.loaders.clusters import Crosswalk
    from credway.loaders.clusters import crosswalk as read

    def made(base_iri: str) -> Crosswalk:
        try:
            return read(file, base_iri)
        except (OSError, ValueError) as error:
            stop(Exit.USAGE, "The file cannot be read", str(error))

    async def work(registry: Registry) -> Exit:
        found = made(registry.base)
        outcomes = await registry.publish([found.submission], local=True) if found.submission else []
        loaded = next((each for each in outcomes if each.verdict.outcome != "refused"), None)
        if wants_json(ctx, as_json):
            rows = [
                {"row": each.row, "column": each.column, "message": each.message} for each in found.refused
            ]
            output.print_json({"document": loaded.document if loaded else None, "refusedRows": rows})
        else:
            for each in found.refused:
                output.line(f"{file}, row {each.row}, {each.column}: {each.message}")
            output.line(f"Loaded {loaded.document}." if loaded else "Nothing was loaded.")
            output.line(f"{len(found.refused):,} rows were left out.")
        return Exit.FINE if loaded and not found.refused else Exit.REFUSED

    with_registry(ctx, store, as_json, work, base=base, create=True)
