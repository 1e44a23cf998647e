"""Documents from files and folders, one after the other, in a stable order; nothing remote."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import Final

from credway.shapes.documents import JSON_LD, TURTLE, Document

MEDIA_TYPES: Final = {
    ".json": JSON_LD,
    ".jsonld": JSON_LD,
    ".ttl": TURTLE,
    ".nt": "application/n-triples",
    ".nq": "application/n-quads",
}
"""What a file is read as, by the end of its name."""

_BOM: Final = b"\xef\xbb\xbf"
_BLANK: Final = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file, or a part of one, that gave no document; says what and what to do."""

    origin: str
    code: str
    message: str
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A file that will be read, with its size as found; `problem` is why it will not."""

    path: Path
    size: int = 0
    problem: Unreadable | None = None


def find(paths: Iterable[str | Path]) -> list[File]:
    """List the files that some paths mean: a file itself, a folder with all below it, sorted.

    In a folder only names with a known ending count, and none that begins with a dot.
    """
    found: list[File] = []
    for path in map(Path, paths):
        if path.is_dir():
            inside = [_file(each) for each in _below(path)]
            message = f"The folder holds no {', '.join(MEDIA_TYPES)} file."
            found += inside or [_problem(path, "NO_FILES", message)]
        elif path.suffix.lower() not in MEDIA_TYPES and path.exists():
            message = f"Not a document by its name; one of {', '.join(MEDIA_TYPES)} is read."
            found.append(_problem(path, "UNKNOWN_FORMAT", message))
        else:
            found.append(_file(path))
    return found


def documents(file: File, limit: int) -> Iterator[Document | Unreadable]:
    """Read one file: a document, or the documents of a JSON array, each with its pointer.

    A file of more than `limit` bytes is not opened.
    """
    origin = str(file.path)
    if file.problem is not None:
        yield file.problem
        return
    if file.size > limit:
        message = f"{file.size:,} bytes; the most is {limit:,}. Split the file."
        yield Unreadable(origin, "TOO_LARGE", message)
        return
    try:
        body = file.path.read_bytes()
    except OSError as error:
        yield _unopened(file.path, error)
        return
    media_type = MEDIA_TYPES[file.path.suffix.lower()]
    bare = body.removeprefix(_BOM)
    if media_type == JSON_LD and bare.lstrip().startswith(b"["):
        yield from _array(bare, origin)
    else:
        yield Document(bare, origin, media_type)


def _below(folder: Path) -> Sequence[Path]:
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [
            Path(parent, name)
            for name in sorted(names)
            if not name.startswith(".") and Path(name).suffix.lower() in MEDIA_TYPES
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
    return Unreadable(str(path), "UNREADABLE", f"It cannot be read: {error.strerror}.")


def _array(body: bytes, origin: str) -> Iterator[Document | Unreadable]:
    """Cut a JSON array into its members, each with the very bytes that it has in the file."""
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        message = f"Byte {error.start} is not UTF-8. Save the file as UTF-8."
        yield Unreadable(origin, "NOT_UTF8", message)
        return
    decoder = json.JSONDecoder()
    at, number = _skip(text, text.index("[") + 1), 0
    try:
        while text[at : at + 1] != "]" or number:
            _, end = decoder.raw_decode(text, at)
            yield Document(text[at:end].encode(), origin, JSON_LD, f"/{number}")
            at, number = _skip(text, end), number + 1
            if text[at : at + 1] == "]":
                break
            if text[at : at + 1] != ",":
                raise json.JSONDecodeError("a comma or the end of the array was expected", text, at)
            at = _skip(text, at + 1)
        if text[at + 1 :].strip(_BLANK):
            raise json.JSONDecodeError("more after the end of the array", text, at + 1)
    except json.JSONDecodeError as error:
        message = f"Not JSON at line {error.lineno}, column {error.colno}: {error.msg}."
        yield Unreadable(origin, "NOT_JSON", message, f"/{number}")
        return
    except RecursionError:
        yield Unreadable(origin, "TOO_DEEP", "A member is nested too deep.", f"/{number}")
        return
    if not number:
        yield Unreadable(origin, "NO_DOCUMENTS", "The array is empty.")


def _skip(text: str, at: int) -> int:
    while text[at : at + 1] and text[at] in _BLANK:
        at += 1
    return at
