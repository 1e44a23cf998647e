"""Bytes of a file as UTF-8, and what they are written in, by its name or by how they begin."""

import codecs
import re
from pathlib import PurePosixPath
from typing import Final

from credway.shapes.documents import ENDINGS, JSON_LD, N_QUADS, RDF_XML, TURTLE

NDJSON: Final = "application/x-ndjson"
ZIP: Final = "application/zip"
GZIP: Final = "application/gzip"

MEDIA_TYPES: Final = {ending: kind for ending, kind in ENDINGS.items() if ending not in (".xml", ".owl")} | {
    ".ndjson": NDJSON,
    ".jsonl": NDJSON,
    ".zip": ZIP,
    ".gz": GZIP,
}
"""What a file in a folder is read as, by the end of its name; an .xml there is rarely meant."""

BY_NAME: Final = ENDINGS | MEDIA_TYPES
"""The same for a file that is named itself."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_STATEMENT: Final = re.compile(rb"(?:<[^<>\s]*>|_:\S+)\s*<[^<>\s]*>\s*\S.*\.\s*(?:#.*)?\Z")


def utf8(body: bytes) -> bytes:
    """Return bytes without a byte order mark, and in UTF-8 where it says another Unicode encoding.

    Raises UnicodeDecodeError for bytes that are not what their mark says.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            bare = body[len(mark) :]
            return bare if name == "utf-8" else bare.decode(name).encode()
    if body[:2] in (b"{\0", b"[\0"):
        return body.decode("utf-16-le").encode()
    if body[:2] in (b"\0{", b"\0["):
        return body.decode("utf-16-be").encode()
    return body


def kind_of(body: bytes) -> str:
    """Say what bytes are written in, by how they begin: for standard input, which has no name."""
    if body.startswith(b"\x1f\x8b"):
        return GZIP
    if body.startswith(b"PK\x03\x04"):
        return ZIP
    lines = [line.strip() for line in body.removeprefix(codecs.BOM_UTF8).lstrip().split(b"\n", 2)[:2]]
    first, second = (*lines, b"", b"")[:2]
    if first.startswith((b"<?xml", b"<rdf:RDF", b"<!DOCTYPE")):
        return RDF_XML
    if first.startswith(b"{") and first.endswith(b"}") and second.startswith(b"{"):
        return NDJSON
    if first.startswith((b"{", b"[{", b"[\0", b"\xff\xfe", b"\xfe\xff")) or first in (b"[", b"[]"):
        return JSON_LD
    if first.startswith(b"[") and first[1:].lstrip().startswith(b"{"):
        return JSON_LD
    if _STATEMENT.match(first):
        return N_QUADS
    turtle = first.startswith((b"@", b"#", b"<", b"[", b"_:")) or first[:6].upper() == b"PREFIX"
    return TURTLE if turtle else JSON_LD


def kind_by_name(name: str) -> str | None:
    """Say what a name tells that the file is written in; a .gz is what its name says without that."""
    path = PurePosixPath(name.lower())
    if path.suffix == ".gz":
        return GZIP if PurePosixPath(path.stem).suffix in BY_NAME else None
    return BY_NAME.get(path.suffix)
