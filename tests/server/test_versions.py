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
    assert 'href="/documents/twice?version=1&amp;format=ttl"' in page
    assert "Not the newest version" not in client.get("/documents/twice", headers=PAGES).text


def test_what_a_page_leads_to_is_of_its_moment(client: TestClient) -> None:
    """A page of an earlier number or version leads to data and statements as they were then."""
    page = client.get("/documents/twice?version=1", headers=PAGES).text
    details = page.partition('href="/statements/')[2].partition('"')[0]
    sid, _, once = details.partition("?knownAt=")
    assert client.get(f"/statements/{sid}").status_code == 404
    told = client.get(f"/statements/{details}", headers=PAGES).text
    assert f'href="/statements/{details}&amp;format=json"' in told
    assert client.get(f"/statements/{details}&format=json").status_code == 200
    path = f"/credentials/twice?knownAt={once}"
    assert f'href="{path}&amp;format=jsonld"' in client.get(path, headers=PAGES).text
    assert client.get(f"{path}&format=jsonld").json()["ceterms:name"] == {"en": "Once"}
    page = client.get(f"/documents/twice?knownAt={once}", headers=PAGES).text
    assert f'href="/statements/{details}"' in page
    page = client.get(f"/credentials/security-plus?knownAt={once}", headers=PAGES).text
    assert f"?knownAt={once}" in page.partition('href="/statements/')[2].partition('"')[0]
    assert "knownAt" not in client.get("/documents/twice", headers=PAGES).text


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


def test_every_page_is_of_the_asked_moment(client: TestClient) -> None:
    """The first page and the search say what is wrong with a day or a number, and answer at another."""
    for path in ("/", "/search?q=compt"):
        mark = "&" if "?" in path else "?"
        assert client.get(f"{path}{mark}asOf=soon").status_code == 400
        assert client.get(f"{path}{mark}knownAt=-1").status_code == 400
        assert client.get(f"{path}{mark}knownAt=1").status_code == 200
    assert "known at number 1</dd>" not in client.get("/", headers=PAGES).text
    assert "as of 2026-01-01, known at number 1," in client.get("/?asOf=2026-01-01&knownAt=1").text


def test_a_page_says_what_is_in_doubt(client: TestClient) -> None:
    """A statement that its own document doubts is not shown as if it were sure."""
    page = client.get("/credentials/twice", headers=PAGES).text
    assert "In doubt: confidence 0.7 of 1." in page
    assert "In doubt" not in client.get("/credentials/security-plus", headers=PAGES).text
