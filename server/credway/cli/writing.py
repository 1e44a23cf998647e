"""Where a command writes its bytes: into a file, or to standard output."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from credway.cli.exits import Exit, stop


def is_printed(path: Path) -> bool:
    """Whether a path means standard output."""
    return str(path) == "-"


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file to write into, `-` is standard output; ends the command if it cannot."""
    if is_printed(path):
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with path.open("wb") as target:
            yield target
    except OSError as error:
        stop(
            Exit.USAGE, "The file cannot be written", f"{path}: {error.strerror}; name another with --output"
        )
