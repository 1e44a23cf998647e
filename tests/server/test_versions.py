"""Versions of documents, what was withdrawn, statements and entries by their IRIs: every id dereferences."""

from making import BASE, iri
from starlette.testclient import TestClient

from credway.registry.settings import Settings
from credway.server.app import create_app

PAGES = {"accept": "text/html"}


def test_a_version_is_served_as_it_was_published(client: TestClient) -> None:
    """A version answers at its document's address and at its own IRI, and is not the newest one's bytes."""
    for path in ("/documents/twice?version=1", f"/resources?iri={iri('documents/twice')}%3Fversion%3D1"):
        found = client.get(path)
        assert found.json()["@graph"][0]["ceterms:name"] == {"en": "Once"}
        assert f'<{iri("documents/twice?version=1")}>; rel="canonical"' in found.headers["link"]
    assert b"Once" in client.get("/documents/twice?version=1&format=ttl").content
    assert client.get("/documents/twice").json()["@graph"][0]["ceterms:name"] == {"en": "Twice"}
    assert client.get("/documents/old?version=1").status_code == 200
    assert client.get("/documents/old?version=2").status_code == 410


def test_iris_below_the_routes_of_things_are_served(client: TestClient) -> None:
    """An entry of a list whose series has an IRI below /resources/ is found by its own IRI."""
    found = client.get("/resources/list/entries/1")
    assert found.json()["@id"] == iri("resources/list/entries/1")


def test_the_iri_of_a_statement_leads_to_it(client: TestClient) -> None:
    """The IRIs that GraphQL gives statements, and entries that are nothing else, lead to the statement."""
    fields = "awards { nodes { basis { id } } }"
    asked = {"query": f'{{ credential(id: "{iri("credentials/security-plus")}") {{ {fields} }} }}'}
    answer = client.post("/graphql", json=asked).json()
    own = answer["data"]["credential"]["awards"]["nodes"][0]["basis"][0]["id"]
    path = own.removeprefix(BASE[:-1])
    assert client.get(path).status_code == 200
    for each in (f"/resources?iri={own}", path.replace("statements", "entries")):
        found = client.get(each)
        assert (found.status_code, found.headers["location"]) == (303, path)


def test_a_page_of_a_version_says_which(client: TestClient) -> None:
    """The page of an earlier version tells what that one says, leads to the others, and keeps its formats."""
    page = client.get("/documents/twice?version=1", headers=PAGES).text
    assert "Document, version 1" in page
    assert "Not the newest version" in page
    assert 'href="/documents/twice?version=2"' in page
    assert 'href="?version=1&amp;format=ttl"' in page
    assert "Not the newest version" not in client.get("/documents/twice", headers=PAGES).text


def test_a_page_of_what_was_withdrawn_says_so(client: TestClient) -> None:
    """The reason, and what superseded it, stand on the page of a thing whose document was withdrawn."""
    page = client.get("/credentials/old", headers=PAGES).text
    assert "Withdrawn." in page
    assert "a mistake" in page
    assert 'href="/credentials/security-plus"' in page


def test_a_page_that_has_not_all_links_says_so(settings: Settings) -> None:
    """Where more links are held than are looked at, the page does not pass for the whole."""
    with TestClient(create_app(settings.replaced(query_nodes=1))) as few:
        page = few.get("/organizations/college", headers=PAGES)
    assert "There are more links." in page.text
