"""Envelopes of a registry, and lists of search results: the documents in them, as they were published."""

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from credway.shapes.carriers.unread import Unreadable
from credway.shapes.documents import JSON_LD, Document
from credway.shapes.spans import Member, members

# A quick look at the bytes, before anything is parsed twice.
MARKS: Final = re.compile(
    rb'"(?:envelope_id|envelope_type|envelope_ceterms_ctid|decoded_resource)"\s*:|\A\s*\{\s*"(?:data|valid|status)"\s*:'
)
_KEYS: Final = frozenset({"envelope_id", "envelope_type", "envelope_ceterms_ctid", "decoded_resource"})
_JWT: Final = re.compile(r"[\w-]+\.[\w-]+\.[\w-]*\Z")


def is_envelope(value: Any) -> bool:
    """Tell whether a JSON object is an envelope and no document itself."""
    return isinstance(value, dict) and bool(_KEYS & value.keys()) and "@context" not in value


def opened(whole: Document) -> Iterator[Document | Unreadable]:
    """Yield the documents in an envelope or in a search result; any other document as it is.

    What an envelope says of itself, and its signature, is not trusted and not checked: only the
    document in it counts.
    """
    if not MARKS.search(whole.body):
        yield whole
        return
    try:
        text = whole.body.decode("utf-8-sig")
        held = {each.name: each for each in members(text)} if text.lstrip().startswith("{") else {}
    except (ValueError, RecursionError):  # whoever reads the document says where it breaks off
        yield whole
        return
    values = {name: each.value for name, each in held.items()}
    if is_envelope(values):
        yield _inner(whole, text, held)
    elif isinstance(values.get("data"), list) and not {"@context", "@graph", "@id"} & values.keys():
        for each in members(text, held["data"].start):
            yield from opened(_cut(whole, text, each, f"/data/{each.name}"))
    else:
        yield whole


def _inner(whole: Document, text: str, held: Mapping[str, Member]) -> Document | Unreadable:
    headers = held["node_headers"].value if "node_headers" in held else None
    deleted = headers.get("deleted_at") if isinstance(headers, dict) else None
    if deleted:
        message = f"Its registry deleted the document at {str(deleted)[:40]}. Withdraw it here instead."
        return Unreadable(whole.origin, "DELETED_ENVELOPE", message, whole.pointer)
    decoded = held.get("decoded_resource")
    if decoded is not None and isinstance(decoded.value, dict | list) and decoded.value:
        return _cut(whole, text, decoded, "/decoded_resource")
    token = held["resource"].value if "resource" in held else None
    pointer = f"{whole.pointer}/resource"
    if not isinstance(token, str) or not _JWT.match(token.strip()):
        message = (
            "The envelope holds no document: neither decoded_resource nor a JSON Web Token in resource. "
            "Fetch it again, or send the document itself."
        )
        return Unreadable(whole.origin, "EMPTY_ENVELOPE", message, whole.pointer)
    try:
        header, payload, _ = token.strip().split(".")
        json.loads(_decoded(header))
        return Document(_decoded(payload), whole.origin, JSON_LD, pointer)
    except (ValueError, binascii.Error):
        message = (
            "The token in resource is not one that can be decoded: three parts in base64url, the first JSON. "
            "Fetch the envelope again, or send the document itself."
        )
        return Unreadable(whole.origin, "NOT_A_TOKEN", message, pointer)


def _cut(whole: Document, text: str, member: Member, pointer: str) -> Document:
    line = whole.line + text.count("\n", 0, member.start)
    body = text[member.start : member.end].encode()
    return Document(body, whole.origin, JSON_LD, whole.pointer + pointer, line)


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
