"""One thing cut out of a larger document, and documents that are not JSON."""

import orjson
import pytest
from pyoxigraph import RdfFormat, parse

from credway.ontology.context import CONTEXT_URL
from credway.registry.answers.nodes import Body, DocumentVersion
from credway.registry.errors import Withdrawn
from credway.registry.settings import read_settings
from credway.server.representations import Representable
from credway.shapes.documents import JSON_LD, N_QUADS, N_TRIPLES, TURTLE

BASE = "https://test.example/"
DOCUMENT = BASE + "documents/d"
THING = BASE + "credentials/a"


def representable(data: object, thing: str | None = THING, media_type: str = JSON_LD) -> Representable:
    """A document's newest version with one of its things."""
    body = data if isinstance(data, bytes) else orjson.dumps(data)
    version = DocumentVersion(
        *(DOCUMENT, 1, 1, "", "mirror", "accepted", "2026-11-24T00:00:00+00:00"),
        *(None, None, None, False, None, None, media_type),
    )
    return Representable(Body(body, version), DOCUMENT, thing, read_settings({}), BASE)


def node(iri: str = THING, terms: dict[str, object] | None = None) -> dict[str, object]:
    """A credential."""
    return {"@id": iri, "@type": "ceterms:Certificate", **(terms or {})}


def graph(*nodes: object) -> dict[str, object]:
    """A graph document."""
    return {"@context": CONTEXT_URL, "@id": DOCUMENT, "@graph": list(nodes)}


def test_blank_nodes_that_stand_beside_come_along() -> None:
    """Blank nodes that the thing leads to are kept, those of others are not."""
    asked = {"@id": "_:cond", "@type": "ceterms:ConditionProfile", "ceterms:assertedBy": ["_:who"]}
    who = {"@id": "_:who", "@type": "ceterms:Organization", "ceterms:name": {"en": "Who"}}
    other = {"@id": "_:other", "@type": "ceterms:Organization", "ceterms:name": {"en": "Other"}}
    data = graph(
        node(terms={"ceterms:requires": [{"@id": "_:cond"}]}),
        asked,
        who,
        other,
        node(BASE + "credentials/b", {"ceterms:ownedBy": ["_:other"]}),
    )
    cut = orjson.loads(representable(data).bytes_as(JSON_LD))
    assert [each["@id"] for each in cut["@graph"]] == [THING, "_:cond", "_:who"]
    assert cut["@context"] == CONTEXT_URL


def test_a_nested_thing_is_found_and_keys_stay_in_order() -> None:
    """A node inside another is cut out as it stands, key for key."""
    inner = {"@id": THING, "ceterms:name": {"en": "A"}, "@type": "ceterms:Certificate"}
    data = graph(node(BASE + "credentials/b", {"ceterms:requires": [{"ceterms:targetCredential": [inner]}]}))
    text = representable(data).bytes_as(JSON_LD)
    assert list(orjson.loads(text)) == ["@context", "@id", "ceterms:name", "@type"]


def test_a_single_resource_keeps_its_bytes() -> None:
    """A document that is the thing itself is served as published."""
    raw = (
        b'{ "@context": "https://w3id.org/credway/context/v1", "@id": "'
        + THING.encode()
        + b'" , "ceterms:name": {"en": "A"} }'
    )
    assert representable(raw).bytes_as(JSON_LD) == raw


def test_a_thing_that_is_gone_from_the_newest_version() -> None:
    """A thing that the newest version leaves out is gone, in each format."""
    data = graph(node(BASE + "credentials/b", {"ceterms:isSimilarTo": THING}))
    for media_type in (JSON_LD, TURTLE):
        with pytest.raises(Withdrawn, match="any more"):
            representable(data).bytes_as(media_type)


def test_turtle_is_served_raw_and_made_into_json() -> None:
    """A Turtle document keeps its bytes as Turtle; its JSON-LD holds the same triples."""
    raw = f'<{THING}> <https://purl.org/ctdl/terms/name> "A"@en . # a comment\n'.encode()
    whole = representable(raw, None, TURTLE)
    assert whole.bytes_as(TURTLE) == raw
    read = {str(quad.triple) for quad in parse(whole.bytes_as(JSON_LD), format=RdfFormat.JSON_LD)}
    assert read == {str(quad.triple) for quad in parse(raw, format=RdfFormat.TURTLE)}
    assert whole.context == CONTEXT_URL
    for media_type in (N_TRIPLES, N_QUADS):
        assert whole.bytes_as(media_type).startswith(f"<{THING}>".encode())
