"""Documents taken out of bytes, whatever they came in: a list, lines, an envelope, an archive."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from json import JSONDecodeError
from typing import BinaryIO, Final

from credway.shapes.carriers import archives, encodings, lines
from credway.shapes.carriers.archives import BOUNDS, Bounds, TooMuch
from credway.shapes.carriers.encodings import GZIP, MEDIA_TYPES, ZIP, kind_by_name
from credway.shapes.carriers.envelopes import is_envelope, opened
from credway.shapes.carriers.unread import Unreadable
from credway.shapes.documents import JSON, JSON_LD, Document
from credway.shapes.json_faults import json_fault
from credway.shapes.refusals import FLATTEN
from credway.shapes.spans import Member, members

_BLANK: Final = b" \t\r\n"
_CUT: Final = "What stands before it in the array was read, nothing after it."


def taken(
    stream: BinaryIO, origin: str, kind: str, size: int | None, limit: int, bounds: Bounds = BOUNDS
) -> Iterator[Document | Unreadable]:
    """Take the documents out of a stream of a kind, one after the other; `size` is None where unknown.

    A member of an array and a line of NDJSON with a context of its own is a document; so are the
    statements of each graph of N-Quads, the document in an envelope, and each file in an archive.
    No document may have more than `limit` bytes, nor an archive more than `bounds`. What holds none
    at all is refused as empty. Raises OSError where the stream does.
    """
    none = True
    for each in _taken(stream, origin, kind, size, limit, bounds):
        none = False
        yield each
    if none:
        message = "It is empty: there is no document in it. Check that the right file was written."
        yield Unreadable(origin, "NO_DOCUMENTS", message)


def taken_of(body: bytes, origin: str, kind: str, limit: int) -> Iterator[Document | Unreadable]:
    """Take the documents out of bytes that are at hand."""
    return taken(BytesIO(body), origin, kind, len(body), limit)


def _taken(
    stream: BinaryIO, origin: str, kind: str, size: int | None, limit: int, bounds: Bounds
) -> Iterator[Document | Unreadable]:
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
                yield too_large(origin, size, limit)
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
    if not body.strip():
        return  # no document, as in a file of no lines
    if kind in (JSON_LD, JSON) and body.lstrip(_BLANK).startswith(b"["):
        yield from _array(body, origin)
    elif kind in (JSON_LD, JSON):
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
            yield from taken(each.stream, inner, kind_by_name(each.name) or JSON_LD, each.size, limit, bounds)
        except archives.BROKEN as error:
            yield Unreadable(inner, "BAD_ARCHIVE", f"It cannot be inflated: {error}.")


def _gzip(stream: BinaryIO, origin: str, limit: int, bounds: Bounds) -> Iterator[Document | Unreadable]:
    kind = kind_by_name(origin.removesuffix(".gz"))
    inner = archives.gunzipped(stream, bounds)
    try:
        if kind in (ZIP, GZIP):
            yield Unreadable(
                origin, "NESTED_ARCHIVE", "An archive in an archive is not opened. Unpack it first."
            )
        else:
            yield from taken(inner, origin, kind or JSON_LD, None, limit, bounds)
    except TooMuch as error:
        yield Unreadable(origin, "ARCHIVE_TOO_LARGE", str(error))
    except archives.BROKEN as error:
        yield Unreadable(origin, "BAD_ARCHIVE", f"It cannot be inflated: {error}.")


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
        hint = json_fault(text, error.lineno, error.colno)
        fault = Unreadable(origin, "NOT_JSON", f"{message} {hint}".rstrip(), f"/{len(found)}")
    except RecursionError:
        fault = Unreadable(origin, "TOO_DEEP", f"Nested too deep to be read. {FLATTEN}", f"/{len(found)}")
    except ValueError as error:
        fault = Unreadable(origin, "NOT_JSON", f"Not JSON: {error}.", f"/{len(found)}")
    if not found and fault is None:
        yield Unreadable(origin, "NO_DOCUMENTS", "The array is empty.")
    elif not any(each.value for each in found):  # one document in expanded form, or what was to be one
        yield fault or Document(body, origin, JSON_LD)
        return
    line, at = 1, 0
    for each in found:
        line, at = line + text.count("\n", at, each.start), each.start
        part = text[each.start : each.end].encode()
        yield from opened(Document(part, origin, JSON_LD, f"/{each.name}", line))
    if fault is not None:
        yield replace(fault, message=f"{fault.message} {_CUT}")


def _stands_alone(value: object) -> bool:
    return isinstance(value, dict) and ("@context" in value or "@graph" in value or is_envelope(value))


def too_large(origin: str, size: int | None, limit: int) -> Unreadable:
    """Refuse what has more bytes than it may; the size is None where nobody knows it."""
    told = f"{size:,}" if size is not None else f"More than {limit:,}"
    return Unreadable(origin, "TOO_LARGE", f"{told} bytes; the most is {limit:,}. Split the file.")
