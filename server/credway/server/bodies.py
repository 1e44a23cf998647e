"""The documents in the body of a request, in every form but an archive: in the body, or in a form's field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP
from typing import Final
from urllib.parse import parse_qsl

from credway.registry.errors import BadRequest, LimitExceeded
from credway.shapes.carriers import encodings
from credway.shapes.carriers.opening import taken_of
from credway.shapes.carriers.unread import Unreadable
from credway.shapes.documents import JSON_LD, MEDIA_TYPES, Document

NDJSON: Final = (encodings.NDJSON, "application/ndjson", "application/jsonl")
URLENCODED: Final = "application/x-www-form-urlencoded"
MULTIPART: Final = "multipart/form-data"

_PACKED: Final = (encodings.ZIP, encodings.GZIP, "application/x-gzip", "application/x-zip-compressed")


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


def read(content_type: str, data: bytes, coding: str = "") -> Body:
    """Find the document in a request. Raises UnsupportedType, or BadRequest for a form without one.

    `coding` is the Content-Encoding: what is packed is not opened here.
    """
    if coding.strip().lower() not in ("", "identity"):
        raise UnsupportedType(
            f"Content-Encoding {coding[:50]} is not undone here: send the document as it is"
        )
    stated = content_type.partition(";")[0].strip().lower()
    if stated in MEDIA_TYPES or stated in NDJSON:
        return Body(data, stated)
    if stated == URLENCODED:
        pairs = dict(parse_qsl(data.decode("utf-8", "replace"), keep_blank_values=True))
        return _of_form(pairs, {})
    if stated == MULTIPART:
        return _of_form(*_parts(content_type, data))
    _refuse_packed(stated)
    known = ", ".join((*MEDIA_TYPES, NDJSON[0]))
    raise UnsupportedType(
        f"a document is sent with its Content-Type, one of {known}; this one says {stated or 'nothing'}"
    )


def documents(body: Body, most: int, size: int) -> list[Document | Unreadable]:
    """Take a body apart as a file is, each document with its place. Raises BadRequest for none or too many.

    What cannot be read stands in its place and says why, as does a document of more than `size` bytes.
    """
    if not body.data.strip():
        raise BadRequest("the body is empty; send a document")
    kind = encodings.NDJSON if body.media_type in NDJSON else body.media_type
    found = list(taken_of(body.data, body.origin, kind, size))
    if any(isinstance(each, Unreadable) and each.code == "NO_DOCUMENTS" for each in found):
        raise BadRequest("there is no document in the body; send at least one")
    if len(found) > most:
        raise LimitExceeded(
            f"{len(found):,} documents; the most at once is {most:,} (max_batch)",
            limit="max_batch",
            value=most,
        )
    return found


def _refuse_packed(media_type: str) -> None:
    if media_type in _PACKED:
        raise UnsupportedType(
            f"{media_type} is not opened here: send what is in it, or give it to `credway validate`"
        )


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
    media_type = fields.get("type") or encodings.kind_by_name(name) or JSON_LD
    _refuse_packed(media_type)
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
