"""The command that writes a made-up registry, for measuring and for trying out."""

from pathlib import Path
from typing import Annotated

import orjson
import typer

from credway.cli import output
from credway.cli.writing import is_printed, opened


def generate(
    credentials: Annotated[
        int, typer.Option("--credentials", min=1, metavar="N", help="How many credentials; all else follows.")
    ] = 1_000,
    seed: Annotated[int, typer.Option("--seed", metavar="S", help="The same seed, the same documents.")] = 1,
    to: Annotated[
        Path, typer.Option("--output", metavar="FILE", help="An NDJSON file, or - for standard output.")
    ] = Path("-"),
) -> None:
    """Write the documents of a made-up registry, one to a line; nothing in it is real."""
    from credway.loaders.generated.documents import documents

    count = 0
    with (
        opened(to) as target,
        output.bar("Generating", hidden=is_printed(to)) as told,
    ):
        for document in documents(credentials, seed):
            target.write(orjson.dumps(document, option=orjson.OPT_APPEND_NEWLINE))
            count += 1
            if count % 100 == 0:
                told(count, max(count, credentials * 120 // 100), "")
    output.note(f"{output.counted(count, 'document')} for {output.counted(credentials, 'credential')}.")
