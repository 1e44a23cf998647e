"""The command that writes a made-up registry, for measuring and for trying out."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO

import orjson
import typer

from credway.cli import output
from credway.cli.exits import Exit, stop


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
    with _opened(to) as target, output.bar("Generating", hidden=str(to) == "-") as told:
        for document in documents(credentials, seed):
            target.write(orjson.dumps(document, option=orjson.OPT_APPEND_NEWLINE))
            count += 1
            if count % 100 == 0:
                told(count, max(count, credentials * 120 // 100), "")
    output.note(f"{count:,} documents for {credentials:,} credentials.")


@contextmanager
def _opened(to: Path) -> Iterator[BinaryIO]:
    if str(to) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with to.open("wb") as target:
            yield target
    except OSError as error:
        stop(Exit.USAGE, "The file cannot be written", f"{to}: {error.strerror}; name another with --output")
