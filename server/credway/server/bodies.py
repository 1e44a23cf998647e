"""The documents in the body of a request: one, a JSON array of them, lines of JSON, or a form's field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import parse_qsl

from credway.registry.errors import BadRequest, LimitExceeded
from credway.shapes.documents import ENDINGS, JSON, JSON_LD, MEDIA_TYPES, Document
from credway.shapes.spans import members

NDJSON: Final = ("application/x-ndjson", "application/ndjson", "application/jsonl")
URLENCODED: Final = "application/x-www-form-urlencoded"
MULTIPART: Final = "multipart/form-data"

_BY_NAME: Final = ENDINGS | {".ndjson": NDJSON[0], ".jsonl": NDJSON[0]}
_BOM: Final = b"\xef\xbb\xbf"
_ALONE: Final = frozenset({"@context", "@graph"})


class UnsupportedType(BadRequest):
    """The body is written in something that is not read here."""

    status = 415
    code = "UNSUPPORTED_TYPE"
    title = "The body is of a type that is not read here"


@dataclass(slots=True)
class Body:
    """What was sent: bytes, what they are written in, and the plain fields of a form."""

    data: bytes
    media_type: str
    origin: str = "request"
    fields: dict[str, str] = field(default_factory=dict)


def read(content_type: str, data: bytes) -> Body:
    """Find the document in a request. Raises UnsupportedType, or BadRequest for a form without one."""
    stated = content_type.partition(";")[0].strip().lower()
    if stated in MEDIA_TYPES or stated in NDJSON:
        return Body(data, stated)
    if stated == URLENCODED:
        pairs = dict(parse_qsl(data.decode("utf-8", "replace"), keep_blank_values=True))
        return _of_form(pairs, {})
    if stated == MULTIPART:
        return _of_form(*_parts(content_type, data))
    known = ", ".join((*MEDIA_TYPES, NDJSON[0]))
    raise UnsupportedType(
        f"a document is sent with its Content-Type, one of {known}; this one says {stated or 'nothing'}"
    )


def documents(body: Body, most: int) -> list[Document]:
    """Cut a body into its documents, each with its place. Raises BadRequest for none or too many.

    What is no JSON stays one document, for its verdict says what is wrong with it.
    """
    data = body.data.removeprefix(_BOM)
    if not data.strip():
        raise BadRequest("the body is empty; send a document")
    media_type, parts = body.media_type, None
    if media_type in NDJSON:
        media_type, parts = JSON_LD, [line for line in data.splitlines() if line.strip()]
    elif media_type in (JSON_LD, JSON):
        parts = _array(data)
    if parts is None:
        return [Document(data, body.origin, media_type)]
    if not parts:
        raise BadRequest("the list is empty; send at least one document")
    if len(parts) > most:
        raise LimitExceeded(
            f"{len(parts):,} documents; the most at once is {most:,} (max_batch)",
            limit="max_batch",
            value=most,
        )
    return [Document(part, body.origin, media_type, f"/{number}") for number, part in enumerate(parts)]


def _array(data: bytes) -> list[bytes] | None:
    """Cut a JSON array into the bytes of its members; None for what is none, or cannot be read.

    Where no member brings a context or a graph, the array is one document in expanded form.
    """
    if not data.lstrip().startswith(b"["):
        return None
    try:
        text = data.decode()
        found = list(members(text))
    except (ValueError, RecursionError):
        return None
    alone = any(isinstance(each.value, dict) and _ALONE & each.value.keys() for each in found)
    return [text[each.start : each.end].encode() for each in found] if alone or not found else None


def _of_form(fields: Mapping[str, str], files: Mapping[str, tuple[str, bytes]]) -> Body:
    """Take the file of a form, else its text; the field `type` says what it is written in."""
    name, data = files.get("file", ("", b""))
    if not data:
        name, data = "", fields.get("document", "").encode()
    if not data.strip():
        raise BadRequest(
            "the form has neither a field document nor a file; to send a document itself,"
            f" name its type, such as Content-Type: {JSON_LD}"
        )
    media_type = fields.get("type") or _BY_NAME.get(PurePosixPath(name.lower()).suffix, JSON_LD)
    if media_type not in MEDIA_TYPES and media_type not in NDJSON:
        raise UnsupportedType(f"{media_type} is not read here; one of {', '.join(MEDIA_TYPES)} is")
    return Body(data, media_type, name or "form", dict(fields))


def _parts(content_type: str, data: bytes) -> tuple[dict[str, str], dict[str, tuple[str, bytes]]]:
    """Read multipart/form-data: its fields, and its files with their names."""
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1", "replace")
    message: Message = BytesParser(policy=HTTP).parsebytes(head + data)
    fields: dict[str, str] = {}
    files: dict[str, tuple[str, bytes]] = {}
    for part in message.get_payload() if message.is_multipart() else ():
        assert isinstance(part, Message)
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        held = content if isinstance(content, bytes) else b""
        filename = part.get_filename()
        if filename is None:
            fields[str(name)] = held.decode("utf-8", "replace")
        else:
            files[str(name)] = filename, held
    return fields, files
