"""Things and documents as linked data over HTTP."""

import orjson
import pytest
from making import BASE, CONTEXT, iri
from pyld import jsonld  # type: ignore[import-untyped]
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

CTID = "ce-0a22c7e1-8b85-4b8f-8e29-6b7a0f3c2d11"
MIRRORED = "ce-5b1e2f60-3c1d-4a8e-9b0a-1f2e3d4c5b6a"
ELSEWHERE = "https://credentials.example.org"
FORMS = {
    "application/ld+json": RdfFormat.JSON_LD,
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/n-quads": RdfFormat.N_QUADS,
    "application/rdf+xml": RdfFormat.RDF_XML,
}


def test_a_document_is_served_with_the_bytes_it_was_published_with(
    client: TestClient, published: bytes
) -> None:
    """JSON-LD of a whole document is what its publisher sent, byte for byte."""
    found = client.get("/claims/chain")
    assert found.status_code == 200
    assert found.headers["content-type"] == "application/ld+json"
    assert found.content == published


def test_plain_json_is_the_same_bytes_with_one_context_link(client: TestClient, published: bytes) -> None:
    """`application/json` is the same document, and exactly one Link names its context."""
    found = client.get("/claims/chain", headers={"accept": "application/json"})
    assert found.headers["content-type"] == "application/json"
    assert found.content == published
    links = [part for part in found.headers["link"].split(", ") if "json-ld#context" in part]
    assert links == [f'<{CONTEXT}>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"']


@pytest.mark.parametrize("media_type", FORMS)
@pytest.mark.parametrize("path", ["/credentials/security-plus", "/claims/chain", f"/resources/{CTID}"])
def test_each_format_says_the_same(client: TestClient, path: str, media_type: str) -> None:
    """Every RDF format of an address parses to as many triples as N-Triples has."""
    found = client.get(path, headers={"accept": media_type})
    assert found.status_code == 200
    assert found.headers["content-type"].partition(";")[0] == media_type
    plain = client.get(path, headers={"accept": "application/n-triples"}).content
    if media_type == "application/ld+json":
        from credway.ontology.context import context

        data = orjson.loads(found.content)
        body = orjson.dumps({**data, "@context": context()})
        triples = {str(quad.triple.predicate) for quad in parse(body, format=RdfFormat.JSON_LD)}
    else:
        triples = {str(quad.triple.predicate) for quad in parse(found.content, format=FORMS[media_type])}
    assert triples == {str(q.triple.predicate) for q in parse(plain, format=RdfFormat.N_TRIPLES)}


def test_a_thing_in_a_larger_document_is_its_node_alone(client: TestClient) -> None:
    """JSON-LD of a thing holds its node as published, under the document's context."""
    found = client.get("/credentials/security-plus").json()
    assert found["@context"] == CONTEXT
    assert found["@id"] == iri("credentials/security-plus")
    assert found["ceterms:name"] == {"en": "CompTIA Security+"}
    assert "@graph" not in found


def test_another_json_ld_processor_reads_it(client: TestClient) -> None:
    """pyld expands the JSON-LD with the context that the server itself hands out."""
    context = client.get("/vocab/context").json()
    loader = lambda url, options: {"documentUrl": url, "contextUrl": None, "document": context}  # noqa: E731
    found = client.get("/credentials/security-plus").json()
    [node] = jsonld.expand(found, {"documentLoader": loader})
    assert node["@id"] == iri("credentials/security-plus")
    assert "https://purl.org/ctdl/terms/name" in node


def test_graph_is_the_whole_document(client: TestClient) -> None:
    """`/graph/{ctid}` has every node, `/resources/{ctid}` the one."""
    whole = client.get(f"/graph/{CTID}").json()
    assert {node["@id"] for node in whole["@graph"]} == {iri(f"resources/{CTID}"), iri("organizations/owner")}
    assert client.get(f"/resources/{CTID}").json()["@id"] == iri(f"resources/{CTID}")


@pytest.mark.parametrize("kind", ["resources", "graph"])
def test_a_ctid_in_capitals_moves(client: TestClient, kind: str) -> None:
    """A CTID in capitals is redirected for good to its canonical spelling, the query kept."""
    found = client.get(f"/{kind}/{CTID.upper()}?format=ttl")
    assert found.status_code == 301
    assert found.headers["location"] == f"/{kind}/{CTID}?format=ttl"


def test_a_mirrored_thing_is_found_by_ctid_and_by_its_own_iri(client: TestClient) -> None:
    """A thing of another host answers at its CTID and at `/resources?iri=`."""
    own = f"{ELSEWHERE}/resources/{MIRRORED}"
    assert client.get(f"/resources/{MIRRORED}").json()["@id"] == own
    assert client.get("/resources", params={"iri": own}).json()["@id"] == own
    assert client.get(f"/graph/{MIRRORED}").json()["@id"] == f"{ELSEWHERE}/graph/{MIRRORED}"


def test_a_document_in_turtle_is_served_as_it_came(client: TestClient) -> None:
    """A document published in Turtle keeps its bytes, and is JSON-LD for whoever asks for that."""
    found = client.get("/sources/manual", headers={"accept": "text/turtle"})
    assert b'name> "A manual" .' in found.content
    assert orjson.loads(client.get("/sources/manual").content)


def test_headers_say_what_else_there_is(client: TestClient) -> None:
    """A response names its canonical IRI, its alternates, how long it keeps and when it was published."""
    found = client.get("/credentials/security-plus")
    assert f'<{iri("credentials/security-plus")}>; rel="canonical"' in found.headers["link"]
    alternate = '</credentials/security-plus?format=ttl>; rel="alternate"; type="text/turtle"'
    assert alternate in found.headers["link"]
    assert found.headers["vary"] == "Accept"
    assert "max-age" in found.headers["cache-control"]
    assert found.headers["last-modified"] == "Tue, 24 Nov 2026 00:00:00 GMT"
    assert found.headers["content-location"] == "/credentials/security-plus?format=jsonld"


@pytest.mark.parametrize("accept", ["application/ld+json", "application/json", "text/turtle", "text/html"])
def test_an_etag_saves_the_second_answer(client: TestClient, accept: str) -> None:
    """Each representation has a strong tag of its own, and If-None-Match with it gets 304."""
    first = client.get("/credentials/security-plus", headers={"accept": accept})
    tag = first.headers["etag"]
    assert tag.startswith('"')
    for given in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = client.get("/credentials/security-plus", headers={"accept": accept, "if-none-match": given})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    other = client.get("/credentials/security-plus", headers={"accept": accept, "if-none-match": '"other"'})
    assert other.status_code == 200


def test_head_has_the_headers_without_the_body(client: TestClient) -> None:
    """HEAD answers as GET, without a body."""
    full = client.get("/claims/chain")
    head = client.head("/claims/chain")
    assert head.content == b""
    for name in ("etag", "content-type", "content-length", "link"):
        assert head.headers[name] == full.headers[name]


def test_a_format_can_be_named_in_the_address(client: TestClient) -> None:
    """`?format=` beats Accept; one that does not exist is 406 with those that do."""
    found = client.get("/credentials/security-plus?format=ttl", headers={"accept": "text/html"})
    assert found.headers["content-type"].startswith("text/turtle")
    wrong = client.get("/credentials/security-plus?format=xlsx")
    assert wrong.status_code == 406
    assert "ttl" in wrong.json()["formats"]


def test_a_thing_that_is_only_pointed_at_has_a_page_and_no_data(client: TestClient) -> None:
    """What no document describes is 404 as data; its page shows what others say of it."""
    place = "https://w3id.org/credway/schemes/states/OH"
    data = client.get("/resources", params={"iri": place})
    assert data.status_code == 404
    page = client.get("/resources", params={"iri": place}, headers={"accept": "text/html"})
    assert page.status_code == 200
    assert "Ohio" in page.text


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/credentials/nothing", 404, "NOT_FOUND"),
        ("/graphics", 404, "NOT_FOUND"),
        ("/search/deeper", 404, "NOT_FOUND"),
        ("/resources/ce-12", 400, "BAD_REQUEST"),
        ("/resources/ce-00000000-0000-4000-8000-000000000000", 404, "NOT_FOUND"),
        ("/resources", 400, "BAD_REQUEST"),
        ("/credentials/old", 410, "WITHDRAWN"),
        ("/documents/old", 410, "WITHDRAWN"),
        ("/statements/s0", 404, "NOT_FOUND"),
        ("/claims/chain?asOf=yesterday", 400, "BAD_REQUEST"),
        ("/claims/chain?knownAt=99999", 400, "BAD_REQUEST"),
        ("/claims/chain?knownAt=x", 400, "BAD_REQUEST"),
        ("/claims/chain?knownAt=%C2%B2", 400, "BAD_REQUEST"),
        (f"/claims/chain?knownAt={'9' * 5000}", 400, "BAD_REQUEST"),
        ("/claims/chain?version=first", 400, "BAD_REQUEST"),
        ("/claims/chain?version=9", 404, "NOT_FOUND"),
        ("/credentials/twice?version=1", 400, "BAD_REQUEST"),
        ("/statements/s0?knownAt=%C2%B2", 400, "BAD_REQUEST"),
        ("/statements/s0?knownAt=x", 400, "BAD_REQUEST"),
        ("/entries/s0", 404, "NOT_FOUND"),
        ("/resources/list/entries/2", 404, "NOT_FOUND"),
    ],
)
def test_errors_are_problems(client: TestClient, path: str, status: int, code: str) -> None:
    """Every error is an RFC 9457 problem that says what and where."""
    found = client.get(path)
    assert found.status_code == status
    assert found.headers["content-type"] == "application/problem+json"
    body = found.json()
    assert (body["status"], body["code"], body["instance"]) == (status, code, path.partition("?")[0])
    assert body["type"].startswith("https://w3id.org/credway/problems/")
    assert body["title"]
    assert body["detail"]


def test_withdrawn_says_why_and_what_came_after(client: TestClient) -> None:
    """410 carries the reason and what superseded the document."""
    body = client.get("/credentials/old").json()
    assert "a mistake" in body["detail"]
    assert body["supersededBy"] == iri("credentials/security-plus")


def test_nothing_acceptable_is_406_with_alternates(client: TestClient) -> None:
    """A client that takes nothing on offer is told where each format is."""
    found = client.get("/claims/chain", headers={"accept": "image/png"})
    assert found.status_code == 406
    assert found.json()["alternates"]["ttl"] == "/claims/chain?format=ttl"


def test_known_iris_of_the_base_only(client: TestClient) -> None:
    """The routes of the server are not IRIs of the base."""
    assert client.get("/resources", params={"iri": f"{BASE}search"}).status_code == 404


def test_names_and_iris_past_ascii(client: TestClient) -> None:
    """An IRI with letters past ASCII is found escaped or not, and its headers are escaped."""
    for path in ("/credentials/soldador-se%C3%B1al", "/credentials/soldador-señal"):
        found = client.get(path)
        assert found.json()["ceterms:name"] == {"en": "Señal 日本"}
        assert f'<{BASE}credentials/soldador-se%C3%B1al>; rel="canonical"' in found.headers["link"]
        assert found.headers["content-location"] == "/credentials/soldador-se%C3%B1al?format=jsonld"
    assert "Señal 日本" in client.get(path, headers={"accept": "text/html"}).text
