"""Envelopes of a registry, and lists of them."""

import base64
import json
from typing import Any

import orjson

from credway.shapes.carriers.envelopes import opened
from credway.shapes.carriers.unread import Unreadable
from credway.shapes.documents import Document

DOCUMENT = {"@context": "x", "@id": "https://a.example/1"}


def envelope(**parts: Any) -> dict[str, Any]:
    return {"envelope_type": "resource_data", "envelope_version": "1.0.0", **parts}


def token(payload: bytes, algorithm: str = "RS256") -> str:
    header = json.dumps({"alg": algorithm, "typ": "JWT"}).encode()
    parts = (header, payload, b"signature" if algorithm != "none" else b"")
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)


def read(value: Any, pointer: str = "") -> list[Document | Unreadable]:
    return list(opened(Document(orjson.dumps(value), "a.json", pointer=pointer)))


def test_the_decoded_document_keeps_its_bytes() -> None:
    """What is decoded already is taken as it stands, with a pointer and a line to it."""
    body = b'{"envelope_id": "x",\n "decoded_resource": { "a" : 1.0 } }'
    [found] = opened(Document(body, "a.json", pointer="/3", line=7))
    assert found == Document(b'{ "a" : 1.0 }', "a.json", pointer="/3/decoded_resource", line=8)


def test_a_token_is_decoded_and_not_trusted() -> None:
    """The payload of a token is the document, signed or not, whatever the signature."""
    for algorithm in ("RS256", "none"):
        [found] = read(envelope(resource=token(b'{"a": 1}', algorithm)))
        assert found == Document(b'{"a": 1}', "a.json", pointer="/resource")


def test_a_placeholder_for_the_token_is_passed_over() -> None:
    """The decoded form counts first."""
    [found] = read(envelope(resource="encoded version", decoded_resource=DOCUMENT))
    assert isinstance(found, Document)
    assert orjson.loads(found.body) == DOCUMENT


def test_what_holds_no_document_is_refused() -> None:
    """An empty envelope, a token that is none, and a deleted document are named."""
    deleted = envelope(decoded_resource=DOCUMENT, node_headers={"deleted_at": "2020-01-01"})
    cases = [envelope(), envelope(resource="a.b.c"), envelope(resource="x"), deleted]
    found = [each for case in cases for each in read(case)]
    assert [each.code for each in found if isinstance(each, Unreadable)] == [
        "EMPTY_ENVELOPE",
        "NOT_A_TOKEN",
        "EMPTY_ENVELOPE",
        "DELETED_ENVELOPE",
    ]


def test_search_results_are_documents() -> None:
    """The members of `data` are, or hold, documents."""
    found = read({"data": [DOCUMENT, envelope(decoded_resource=DOCUMENT)], "valid": True})
    assert [each.pointer for each in found] == ["/data/0", "/data/1/decoded_resource"]


def test_other_documents_are_left_alone() -> None:
    """A document that speaks of envelopes, and a broken one, go through as they are."""
    for body in (
        b'{"@context": "x", "envelope_id": "y"}',
        b'{"envelope_id": ',
        b"[]",
        orjson.dumps(DOCUMENT),
    ):
        document = Document(body)
        assert list(opened(document)) == [document]
