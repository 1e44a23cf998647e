"""Documents from files, folders, archives and standard input, in a stable order; nothing remote."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, Final, cast

from credway.shapes.carriers import encodings
from credway.shapes.carriers.archives import BOUNDS, Bounds
from credway.shapes.carriers.encodings import GZIP, MEDIA_TYPES, NDJSON, ZIP, kind_by_name
from credway.shapes.carriers.opening import taken, too_large
from credway.shapes.carriers.unread import Unreadable
from credway.shapes.documents import JSON_LD, N_QUADS, Document

__all__ = ["MEDIA_TYPES", "STDIN", "File", "Unreadable", "documents", "find"]

STDIN: Final = Path("-")
"""The path that means standard input."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that will be read, with its size as found; `problem` is why it will not."""

    path: Path
    size: int = 0
    problem: Unreadable | None = None


def find(paths: Iterable[str | Path]) -> list[File]:
    """List the files that some paths mean: a file itself, a folder with all below it, sorted; `-` is stdin.

    In a folder only names with a known ending count, and none that begins with a dot.
    """
    found: list[File] = []
    for path in map(Path, paths):
        if path == STDIN:
            found.append(File(STDIN))
        elif path.is_dir():
            inside = [_file(each) for each in _below(path)]
            message = f"The folder holds no {', '.join(MEDIA_TYPES)} file. Name one that does."
            found += inside or [_problem(path, "NO_FILES", message)]
        elif kind_by_name(path.name) is None and path.exists():
            message = f"Not a document by its name; one of {', '.join(MEDIA_TYPES)} is read."
            found.append(_problem(path, "UNKNOWN_FORMAT", message))
        else:
            found.append(_file(path))
    return found


def documents(file: File, limit: int, bounds: Bounds = BOUNDS) -> Iterator[Document | Unreadable]:
    """Read one file: its document, or its documents one after the other, each with its pointer; see `taken`.

    No document may have more than `limit` bytes, nor an archive more than `bounds`.
    """
    origin = str(file.path)
    if file.problem is not None:
        yield file.problem
        return
    try:
        if file.path == STDIN:
            yield from _standard_input(sys.stdin.buffer, limit, bounds)
            return
        kind = kind_by_name(file.path.name) or JSON_LD
        if kind not in (NDJSON, N_QUADS, ZIP, GZIP) and file.size > limit:
            yield too_large(origin, file.size, limit)
            return
        with file.path.open("rb") as stream:
            yield from taken(stream, origin, kind, file.size, limit, bounds)
    except OSError as error:
        yield _unopened(file.path, error)


def _standard_input(stream: BinaryIO, limit: int, bounds: Bounds) -> Iterator[Document | Unreadable]:
    """Read what is piped in, whatever it is; lines are read as they come."""
    first = stream.peek(64_000) if hasattr(stream, "peek") else b""
    kind = encodings.kind_of(first)
    if kind == ZIP:
        with SpooledTemporaryFile(max_size=limit) as held:
            size = 0
            while piece := stream.read(65_536):
                size += len(piece)
                if size > bounds.size:
                    message = f"More than {bounds.size:,} bytes (max_archive_bytes). Send it in parts."
                    yield Unreadable(str(STDIN), "ARCHIVE_TOO_LARGE", message)
                    return
                held.write(piece)
            held.seek(0)
            yield from taken(cast(BinaryIO, held), str(STDIN), kind, None, limit, bounds)
        return
    yield from taken(stream, str(STDIN), kind, None, limit, bounds)


def _below(folder: Path) -> Sequence[Path]:
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [
            Path(parent, name)
            for name in sorted(names)
            if not name.startswith(".") and Path(name).suffix.lower() in MEDIA_TYPES and kind_by_name(name)
        ]
    return found


def _file(path: Path) -> File:
    try:
        held = path.stat()
    except OSError as error:
        return File(path, problem=_unopened(path, error))
    if not S_ISREG(held.st_mode):
        return _problem(path, "NOT_A_FILE", "Neither a file nor a folder.")
    return File(path, held.st_size)


def _problem(path: Path, code: str, message: str) -> File:
    return File(path, problem=Unreadable(str(path), code, message))


def _unopened(path: Path, error: OSError) -> Unreadable:
    if isinstance(error, FileNotFoundError):
        return Unreadable(str(path), "NO_SUCH_FILE", "There is no such file. Check the path.")
    if isinstance(error, PermissionError):
        return Unreadable(
            str(path), "UNREADABLE", "Whoever runs this may not read it. Change its permissions."
        )
    return Unreadable(str(path), "UNREADABLE", f"{error.strerror}. Check that the path is right.")
