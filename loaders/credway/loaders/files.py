"""Documents from files, folders, archives and standard input, in a stable order; nothing remote."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from json import JSONDecodeError
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, Final, cast

from credway.loaders import archives, encodings, lines
from credway.loaders.archives import BOUNDS, Bounds, TooMuch
from credway.loaders.encodings import GZIP, NDJSON, ZIP
from credway.loaders.envelopes import is_envelope, opened
from credway.loaders.unread import Unreadable
from credway.shapes import hints
from credway.shapes.documents import ENDINGS, JSON_LD, N_QUADS, Document
from credway.shapes.spans import Member, members

__all__ = ["MEDIA_TYPES", "STDIN", "File", "Unreadable", "documents", "find"]

MEDIA_TYPES: Final = {ending: kind for ending, kind in ENDINGS.items() if ending not in (".xml", ".owl")} | {
    ".ndjson": NDJSON,
    ".jsonl": NDJSON,
    ".zip": ZIP,
    ".gz": GZIP,
}
"""What a file in a folder is read as, by the end of its name; an .xml there is rarely meant."""

BY_NAME: Final = ENDINGS | MEDIA_TYPES
"""The same for a file that is named itself."""

STDIN: Final = Path("-")
"""The path that means standard input."""

_BLANK: Final = b" \t\r\n"


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
            message = f"The folder holds no {', '.join(MEDIA_TYPES)} file."
            found += inside or [_problem(path, "NO_FILES", message)]
        elif _kind(path.name) is None and path.exists():
            message = f"Not a document by its name; one of {', '.join(MEDIA_TYPES)} is read."
            found.append(_problem(path, "UNKNOWN_FORMAT", message))
        else:
            found.append(_file(path))
    return found


def documents(file: File, limit: int, bounds: Bounds = BOUNDS) -> Iterator[Document | Unreadable]:
    """Read one file: its document, or its documents one after the other, each with its pointer.

    A member of an array and a line of NDJSON with a context of its own is a document; so are the
    statements of each graph of N-Quads, the document in an envelope, and each file in an archive.
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
        kind = _kind(file.path.name) or JSON_LD
        if kind not in (NDJSON, N_QUADS, ZIP, GZIP) and file.size > limit:
            yield _too_large(origin, file.size, limit)
            return
        with file.path.open("rb") as stream:
            yield from _read(stream, origin, kind, file.size, limit, bounds)
    except OSError as error:
        yield _unopened(file.path, error)


def _read(
    stream: BinaryIO, origin: str, kind: str, size: int | None, limit: int, bounds: Bounds
) -> Iterator[Document | Unreadable]:
    """Read documents from a stream of a kind; its size is None where nobody knows it."""
    match kind:
        case encodings.ZIP:
            yield from _zip(stream, origin, limit, bounds)
        case encodings.GZIP:
            yield from _gzip(stream, origin, limit, bounds)
        case encodings.NDJSON:
            for each in lines.ndjson(stream, origin, limit):
                yield from opened(each) if isinstance(each, Document) else (each,)
        case "application/n-quads":
            yield from lines.nquads(stream, origin, limit, together=size is not None and size <= limit)
        case _:
            body = stream.read(limit + 1)
            if len(body) > limit:
                yield _too_large(origin, size, limit)
                return
            yield from _whole(body, origin, kind)


def _whole(body: bytes, origin: str, kind: str) -> Iterator[Document | Unreadable]:
    """Read what is held in one piece."""
    try:
        body = encodings.utf8(body)
    except UnicodeDecodeError as error:
        message = (
            f"Byte {error.start:,} is not {error.encoding}, which the file says it is. Save it as UTF-8."
        )
        yield Unreadable(origin, "NOT_UTF8", message)
        return
    if kind == JSON_LD and body.lstrip(_BLANK).startswith(b"["):
        yield from _array(body, origin)
    elif kind == JSON_LD:
        yield from opened(Document(body, origin, kind))
    else:
        yield Document(body, origin, kind)


def _zip(stream: BinaryIO, origin: str, limit: int, bounds: Bounds) -> Iterator[Document | Unreadable]:
    known = tuple(ending for ending in MEDIA_TYPES if ending not in archives.ENDINGS)
    for each in archives.unzipped(stream, origin, bounds, known):
        if isinstance(each, Unreadable):
            yield each
            continue
        inner = f"{origin}/{each.name}"
        try:
            yield from _read(each.stream, inner, _kind(each.name) or JSON_LD, each.size, limit, bounds)
        except archives.BROKEN as error:
            yield Unreadable(inner, "BAD_ARCHIVE", f"It cannot be inflated: {error}.")


def _gzip(stream: BinaryIO, origin: str, limit: int, bounds: Bounds) -> Iterator[Document | Unreadable]:
    kind = _kind(origin.removesuffix(".gz"))
    inner = archives.gunzipped(stream, bounds)
    try:
        if kind in (ZIP, GZIP):
            yield Unreadable(
                origin, "NESTED_ARCHIVE", "An archive in an archive is not opened. Unpack it first."
            )
        else:
            yield from _read(inner, origin, kind or JSON_LD, None, limit, bounds)
    except TooMuch as error:
        yield Unreadable(origin, "ARCHIVE_TOO_LARGE", str(error))
    except archives.BROKEN as error:
        yield Unreadable(origin, "BAD_ARCHIVE", f"It cannot be inflated: {error}.")


def _standard_input(stream: BinaryIO, limit: int, bounds: Bounds) -> Iterator[Document | Unreadable]:
    """Read what is piped in, whatever it is; lines are read as they come."""
    first = stream.peek(64_000) if hasattr(stream, "peek") else b""
    kind = encodings.kind_of(first)
    if kind == ZIP:
        with SpooledTemporaryFile(max_size=limit) as held:
            taken = 0
            while piece := stream.read(65_536):
                taken += len(piece)
                if taken > bounds.size:
                    message = f"More than {bounds.size:,} bytes (max_archive_bytes)."
                    yield Unreadable(str(STDIN), "ARCHIVE_TOO_LARGE", message)
                    return
                held.write(piece)
            held.seek(0)
            yield from _read(cast(BinaryIO, held), str(STDIN), kind, None, limit, bounds)
        return
    yield from _read(stream, str(STDIN), kind, None, limit, bounds)


def _below(folder: Path) -> Sequence[Path]:
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [
            Path(parent, name)
            for name in sorted(names)
            if not name.startswith(".") and Path(name).suffix.lower() in MEDIA_TYPES and _kind(name)
        ]
    return found


def _kind(name: str) -> str | None:
    """What a name says that the file is written in; a .gz is what its name says without that."""
    path = PurePosixPath(name.lower())
    if path.suffix == ".gz":
        return GZIP if PurePosixPath(path.stem).suffix in BY_NAME else None
    return BY_NAME.get(path.suffix)


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


def _too_large(origin: str, size: int | None, limit: int) -> Unreadable:
    told = f"{size:,}" if size is not None else f"More than {limit:,}"
    return Unreadable(origin, "TOO_LARGE", f"{told} bytes; the most is {limit:,}. Split the file.")


def _array(body: bytes, origin: str) -> Iterator[Document | Unreadable]:
    """Cut a JSON array into its documents, each with the very bytes that it has in the file.

    Where no member brings a context or a graph, the array is one document in expanded form.
    """
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        message = f"Byte {error.start:,}, in line {line:,}, is not UTF-8. Save the file as UTF-8."
        yield Unreadable(origin, "NOT_UTF8", message)
        return
    found: list[Member] = []
    fault: Unreadable | None = None
    try:
        for each in members(text):
            found.append(each._replace(value=_stands_alone(each.value)))
    except JSONDecodeError as error:
        message = f"Not JSON at line {error.lineno:,}, column {error.colno}: {error.msg}."
        hint = hints.json_fault(text, error.lineno, error.colno)
        fault = Unreadable(origin, "NOT_JSON", f"{message} {hint}".rstrip(), f"/{len(found)}")
    except RecursionError:
        fault = Unreadable(origin, "TOO_DEEP", "A member is nested too deep.", f"/{len(found)}")
    except ValueError as error:
        fault = Unreadable(origin, "NOT_JSON", f"Not JSON: {error}.", f"/{len(found)}")
    if not found and fault is None:
        yield Unreadable(origin, "NO_DOCUMENTS", "The array is empty.")
    elif fault is None and not any(each.value for each in found):
        yield Document(body, origin, JSON_LD)
        return
    line, at = 1, 0
    for each in found:
        line, at = line + text.count("\n", at, each.start), each.start
        part = text[each.start : each.end].encode()
        yield from opened(Document(part, origin, JSON_LD, f"/{each.name}", line))
    if fault is not None:
        yield fault


def _stands_alone(value: object) -> bool:
    return isinstance(value, dict) and ("@context" in value or "@graph" in value or is_envelope(value))
