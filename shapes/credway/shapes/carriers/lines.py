"""Files of lines: NDJSON, with a document a line, and N-Quads, with a document for each graph."""

import re
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO, Final, NamedTuple

import orjson

from credway.shapes.carriers.unread import Unreadable
from credway.shapes.documents import JSON_LD, MEDIA_TYPES, N_QUADS, Document

_QUAD: Final = re.compile(
    rb"\s*(?:(?:<[^<>\s]*>|_:\S+)\s*<[^<>\s]*>\s*"
    rb'(?:<[^<>\s]*>|_:[^\s.]\S*|"(?:[^"\\]|\\.)*+"(?:\^\^<[^<>\s]*>|@[A-Za-z0-9-]+)?)\s*'
    rb"(?P<graph><[^<>\s]*>|_:[^\s.]\S*)?\s*\.\s*)?(?:#.*)?\Z",
    re.DOTALL,
)


class Line(NamedTuple):
    """A line of a file, counted from 1; `whole` unless it was longer than it may be."""

    number: int
    text: bytes
    whole: bool


def lines_of(stream: BinaryIO, limit: int) -> Iterator[Line]:
    """Read line by line; of a line with more than `limit` bytes only its beginning is held."""
    number = 0
    while text := stream.readline(limit + 1):
        number += 1
        whole = len(text) <= limit or text.endswith(b"\n")
        rest = text
        while not rest.endswith(b"\n") and not whole:
            rest = stream.readline(limit + 1)
            if not rest:
                break
        yield Line(number, text, whole)


def ndjson(stream: BinaryIO, origin: str, limit: int) -> Iterator[Document | Unreadable]:
    """Read a document from each line that is not blank; its pointer is its number, as in messages.

    A line of `credway export` gives the document in it, with its media type and its first day.
    """
    for line in lines_of(stream, limit):
        pointer = f"/{line.number}"
        if not line.whole:
            message = (
                f"Line {line.number:,} has more than {limit:,} bytes, which is the most. Split the document."
            )
            yield Unreadable(origin, "TOO_LARGE", message, pointer)
            continue
        text = line.text.strip().removeprefix(b"\xef\xbb\xbf")
        if not text:
            continue
        if text.startswith(b'{"document":'):
            yield _exported(text, origin, pointer, line.number)
        else:
            yield Document(text, origin, JSON_LD, pointer, line.number)


def _exported(text: bytes, origin: str, pointer: str, number: int) -> Document | Unreadable:
    """Take the document out of a line of an export."""
    try:
        held = orjson.loads(text)
        body, kind, start = held["body"], held.get("mediaType", JSON_LD), held.get("effectiveFrom")
    except (orjson.JSONDecodeError, KeyError) as error:
        message = f"Line {number:,} is not a line of an export: {error}. Export it again."
        return Unreadable(origin, "NOT_JSON", message, pointer)
    if not isinstance(body, str) or kind not in MEDIA_TYPES or not isinstance(start, str | None):
        message = f"Line {number:,} names no body and media type that can be read. Export it again."
        return Unreadable(origin, "NOT_JSON", message, pointer)
    try:
        date.fromisoformat(start or "2000-01-01")
    except ValueError:
        message = (
            f"Line {number:,} holds from {start!r}, which is no day such as 2026-05-15. Export it again."
        )
        return Unreadable(origin, "NOT_JSON", message, pointer)
    return Document(body.encode(), origin, kind, f"{pointer}/body", effective_from=start)


def nquads(stream: BinaryIO, origin: str, limit: int, *, together: bool) -> Iterator[Document | Unreadable]:
    """Read the statements of each graph as one document.

    With `together` the whole file is held, so that graphs may be scattered over it; without, each
    graph stands in one piece, and one that comes again is refused.
    """
    parts: dict[bytes, list[bytes]] = {}
    sizes: dict[bytes, int] = {}
    faults: dict[bytes, Unreadable] = {}
    closed: set[bytes] = set()
    graph = b""
    for line in lines_of(stream, limit):
        match = _QUAD.match(line.text.rstrip(b"\r\n")) if line.whole else None
        if match is None:
            name = f" of {graph[1:-1].decode(errors='replace')}" if graph else ""
            message = (
                f"Line {line.number:,} is no statement of N-Quads; the graph around it{name} was not taken. "
                "Correct the line."
            )
            faults.setdefault(graph, Unreadable(origin, "NOT_N_QUADS", message))
            parts.setdefault(graph, [])
            continue
        if line.text.isspace() or line.text.lstrip().startswith(b"#"):
            continue
        here = match["graph"] or b""
        if here != graph and not together and graph in parts:
            yield from _finished(graph, parts, faults, origin)
            closed.add(graph)
            sizes.pop(graph, None)
        graph = here
        if graph in closed:
            message = (
                f"Line {line.number:,} goes on with a graph that was left before. Sort the file by graph."
            )
            faults.setdefault(graph, Unreadable(origin, "SCATTERED_GRAPH", message))
        parts.setdefault(graph, []).append(line.text)
        sizes[graph] = sizes.get(graph, 0) + len(line.text)
        if sizes[graph] > limit:
            message = f"The graph that line {line.number:,} is in has more than {limit:,} bytes. Split it."
            faults.setdefault(graph, Unreadable(origin, "TOO_LARGE", message))
            parts[graph] = []
    for each in list(parts):
        yield from _finished(each, parts, faults, origin)


def _finished(
    graph: bytes, parts: dict[bytes, list[bytes]], faults: dict[bytes, Unreadable], origin: str
) -> Iterator[Document | Unreadable]:
    held = parts.pop(graph)
    fault = faults.pop(graph, None)
    if fault is not None:
        yield fault
    elif held:
        yield Document(b"".join(held), origin, N_QUADS)
