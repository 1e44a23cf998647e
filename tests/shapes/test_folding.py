"""One spelling for what the field writes in several; what was published stays as it is."""

import orjson
import pytest

from credway.shapes import validate
from credway.shapes.documents import TURTLE, Document
from credway.shapes.limits import LOCAL, STORED
from credway.shapes.rdf import digest
from credway.shapes.reading import Reading, read
from credway.shapes.spelling import REGISTRY, canonical

ID = "ce-0a22c7e1-8b85-4b8f-8e29-6b7a0f3c2d11"
OTHER = "ce-0b6f0c2f-01b9-4776-b861-894b78f81eda"
CONTEXT = "https://credreg.net/ctdl/schema/context/json"
BASE = "https://test.example/"


def reading(**keys: object) -> Reading:
    body = orjson.dumps({"@context": CONTEXT, "@type": "ceterms:Badge", "ceterms:name": {"en": "A"}, **keys})
    return read(Document(body), LOCAL, BASE)


def codes(found: Reading) -> list[tuple[str, str | None]]:
    return [(each.code, each.pointer) for each in found.findings]


@pytest.mark.parametrize(
    "written",
    [
        f"{REGISTRY}/resources/{ID}",
        f"{REGISTRY}/ce-registry/resources/{ID.upper()}",
        f"http://credentialengineregistry.org/resources/{ID}/",
        f"http://credentialengineregistry.org/CE-REGISTRY/resources/{ID}",
        f"urn:ctid:{ID.upper()}",
        f"URN:CTID:{ID}",
    ],
)
def test_an_address_has_one_spelling(written: str) -> None:
    """Case, the old path, http and the URN come to one IRI, and that IRI to itself."""
    assert canonical(written) == f"{REGISTRY}/resources/{ID}"
    assert canonical(canonical(written)) == canonical(written)


@pytest.mark.parametrize(
    "iri",
    [
        "https://a.example/x",
        "http://a.example/resources/x",
        f"https://a.example/{ID.upper()}",
        "urn:ctid:x",
        f"https://sandbox.credentialengineregistry.org/resources/{ID}",
        f"http://a.example/graph/{ID}#row",
    ],
)
def test_others_are_left_alone(iri: str) -> None:
    """What is no address of a registry, or is one already, stays."""
    assert canonical(iri) == iri


@pytest.mark.parametrize("escaped", [False, True])
def test_a_document_differs_in_spelling_only(escaped: bool) -> None:
    """Upper-case CTIDs and old paths are the same document with the same triples, and a warning each."""
    plain = reading(**{"@id": f"{REGISTRY}/resources/{ID}", "ceterms:ctid": ID})
    body = orjson.dumps(
        {
            "@context": CONTEXT,
            "@type": "ceterms:Badge",
            "ceterms:name": {"en": "A"},
            "@id": f"{REGISTRY}/ce-registry/resources/{ID.upper()}",
            "ceterms:ctid": ID.upper(),
        }
    )
    if escaped:
        body = body.replace(b"CE-", b"\\u0043E-").replace(b"/", b"\\/")
    other = read(Document(body), LOCAL, BASE)
    assert other.iri == plain.iri == f"{REGISTRY}/graph/{ID}"
    assert set(map(str, other.triples)) == set(map(str, plain.triples))
    assert codes(other) == [("FOLDED_CTID", "/ceterms:ctid"), ("FOLDED_IRI", "/@id")]
    assert digest(other.published) != digest(plain.published)


def test_turtle_is_folded_too() -> None:
    """The same holds for a syntax without JSON, also where a prefix hides the address."""
    text = (
        f"@prefix r: <http://credentialengineregistry.org/ce-registry/resources/> .\n"
        f"@prefix ceterms: <https://purl.org/ctdl/terms/> .\n"
        f'r:{ID.upper()} a ceterms:Badge; ceterms:ctid "{ID.upper()}" .'
    )
    found = read(Document(text.encode(), media_type=TURTLE), LOCAL, BASE)
    assert found.iri == f"{REGISTRY}/graph/{ID}"
    assert found.types.keys() == {f"{REGISTRY}/resources/{ID}"}
    assert codes(found) == [("FOLDED_CTID", ""), ("FOLDED_IRI", "")]


def test_a_bare_ctid_is_at_the_registry_of_its_document() -> None:
    """A CTID alone, or as a URN, names a thing where the document is; elsewhere at the public registry."""
    home = "https://other.example"
    found = reading(
        **{"@id": f"{home}/resources/{ID}", "ceterms:ownedBy": [OTHER.upper(), f"urn:ctid:{OTHER}"]}
    )
    owners = {str(t.object) for t in found.triples if t.predicate.value.endswith("ownedBy")}
    assert owners == {f"<{home}/resources/{OTHER}>"}
    alone = reading(**{"@id": "https://a.example/1", "ceterms:ownedBy": OTHER})
    assert f"<{REGISTRY}/resources/{OTHER}>" in {str(t.object) for t in alone.triples}


def test_a_node_without_an_identifier_has_that_of_its_ctid() -> None:
    """The CTID says which thing it is."""
    found = reading(**{"ceterms:ctid": ID})
    assert found.iri == f"{REGISTRY}/graph/{ID}"
    assert ("FOLDED_IRI", "") in codes(found)


def test_prefixes_and_a_base_of_its_own_name_the_document() -> None:
    """What a context declares is written out before anybody asks whose document it is."""
    inline = {"res": "https://a.example/", "ceterms": "https://purl.org/ctdl/terms/"}
    found = reading(**{"@context": [CONTEXT, inline], "@id": "res:1"})
    assert (found.iri, set(found.described)) == ("https://a.example/1", {"https://a.example/1"})
    based = reading(**{"@context": [CONTEXT, {"@base": "https://a.example/x/"}], "@id": "2"})
    assert (based.iri, set(based.described)) == ("https://a.example/x/2", {"https://a.example/x/2"})


@pytest.mark.parametrize("base", ["things/", "_:b", "", None])
def test_a_base_that_is_relative_names_nothing(base: str | None) -> None:
    """Under a base that is no absolute IRI an identifier is as relative as without one."""
    data = {
        "@context": [CONTEXT, {"@base": base}],
        "@type": "ceterms:Course",
        "@id": "2",
        "ceterms:ctid": "x",
    }
    verdict = validate(data, mode="mirror")
    assert any(each.code == "BAD_IRI" and each.pointer == "/@id" for each in verdict.findings)


def test_reading_again_is_the_same() -> None:
    """A stored document gives the same triples and the same digest, whatever was repaired in it."""
    keys = {
        "@id": ID,
        "ceterms:name": {"en:us": "A", "": "B"},
        "ceterms:ownedBy": f"urn:ctid:{OTHER.upper()}",
    }
    first = reading(**keys)
    second = read(
        Document(orjson.dumps({"@context": CONTEXT, "@type": "ceterms:Badge", **keys})), STORED, BASE
    )
    assert digest(first.published) == digest(second.published)
    assert set(map(str, first.triples)) == set(map(str, second.triples))
    assert first.iri == second.iri == f"{REGISTRY}/graph/{ID}"
