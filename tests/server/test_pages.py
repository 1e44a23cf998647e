"""Pages for people."""

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest
from making import iri
from starlette.testclient import TestClient

from credway.ontology.terms import terms
from credway.server.home import examples
from credway.shapes.documenting import laid_out
from credway.shapes.rulebook import rules

PAGES = {"accept": "text/html"}
CTID = "ce-0a22c7e1-8b85-4b8f-8e29-6b7a0f3c2d11"
VOID = {"meta", "link", "input", "wbr", "br"}


class Outline(HTMLParser):
    """What the tests ask of a page: that it is well-formed, its landmarks, headings, links, ids."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.fors: list[str] = []
        self.fields: list[str | None] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag with what it says."""
        found = dict(attrs)
        self.tags.append(tag)
        self.attributes.append((tag, found))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "a":
            self.links.append(found.get("href") or "")
        if found.get("id"):
            self.ids.append(found["id"] or "")
        if tag == "label":
            self.fors.append(found.get("for") or "")
        if tag in ("input", "select"):
            self.fields.append(found.get("id"))

    def handle_endtag(self, tag: str) -> None:
        """Insist that tags close in order."""
        assert self.open
        assert self.open.pop() == tag


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search",
        "/search?q=compt",
        "/search?kind=Credential",
        "/search?q=zzzz",
        "/search?q=--",
        "/documents/twice?version=1",
        "/credentials/old",
        "/credentials/security-plus",
        "/credentials/network-plus?asOf=2027-01-01&knownAt=3",
        f"/resources/{CTID}",
        "/claims/chain",
        "/lists/ohio/2026",
        "/organizations/college",
        "/sources/manual",
        "/vocab/",
        "/credentials/nothing",
        "/resources?iri=https://w3id.org/credway/schemes/states/OH",
    ],
)
def test_a_page_is_well_formed_and_accessible(client: TestClient, path: str) -> None:
    """Each page has its language, one h1, its landmarks, labelled fields, unique ids, captions, no script."""
    found = client.get(path, headers=PAGES)
    assert found.headers["content-type"].startswith("text/html")
    page = Outline(found.text)
    assert page.open == []
    assert ("html", {"lang": "en"}) in page.attributes
    assert page.tags.count("h1") == 1
    for landmark in ("header", "nav", "main", "footer"):
        assert page.tags.count(landmark) == 1
    assert page.links[0] == "#main"
    assert "script" not in page.tags
    assert not any("style" in attributes for _, attributes in page.attributes)
    assert sorted(set(page.ids)) == sorted(page.ids)
    assert set(page.fields) <= set(page.fors)
    assert page.tags.count("table") == page.tags.count("caption")
    policy = found.headers["content-security-policy"]
    assert "default-src 'none'" in policy


def test_every_link_of_a_page_leads_somewhere(client: TestClient) -> None:
    """The links of each kind of page that stay on the server answer, those of an earlier moment too."""
    own = ("/", "/credentials/security-plus", "/claims/chain", "/values/network-plus", "/lists/ohio/2026")
    for start in (*own, "/credentials/twice", "/documents/twice?version=1", "/documents/twice?knownAt=8"):
        for link in Outline(client.get(start, headers=PAGES).text).links:
            if not link.startswith("/") or link.startswith("/graphql"):
                continue
            assert client.get(link, headers=PAGES).status_code == 200, (start, link)


def test_a_thing_s_page_says_who_says_what(client: TestClient) -> None:
    """The sentence, who says it, the source, the place in it, the caveat and the version are there."""
    page = client.get("/credentials/security-plus", headers=PAGES).text
    for text in ("Reference record", "$82,296 a year", "page 70, row 5", "A model, not a survey"):
        assert text in page
    for text in ("is preparation for", "4 semester hours", "A report", "version 1"):
        assert text in page
    assert f'href="/statements/{_statement(page)}"' in page


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/values/network-plus", "2 semester hours"),
        ("/lists/ohio/entries/1", "CompTIA Security+"),
    ],
)
def test_the_page_of_an_award_or_an_entry_says_what_it_says(client: TestClient, path: str, says: str) -> None:
    """An award and an entry of a list are statements of their own: their pages tell them, once."""
    page = client.get(path, headers=PAGES).text
    assert "Nothing is stated here about it" not in page
    assert says in page
    assert page.count('class="says"') == 1


def test_the_pages_of_an_award_that_has_ceased_say_so(client: TestClient) -> None:
    """What gives nothing any more is not shown as if it did: on no page that tells it."""
    page = client.get("/values/network-plus", headers=PAGES).text
    assert "Its status: ceased." in page
    assert "Its status: ceased." in client.get("/credentials/network-plus", headers=PAGES).text
    told = client.get(f"/statements/{_statement(page)}", headers=PAGES).text
    assert "<dt>Status</dt><dd>Ceased</dd>" in told
    assert "Its status" not in client.get("/credentials/security-plus", headers=PAGES).text


def test_the_pages_of_an_award_say_what_it_asks(client: TestClient) -> None:
    """Its conditions stand on each page that tells it, with links, and on those of no other statement."""
    page = client.get("/values/network-plus", headers=PAGES).text
    told = client.get(f"/statements/{_statement(page)}", headers=PAGES).text
    choices = "Ask the registrar or course: CompTIA Security+ or score: 80"
    whole = ["still current", "earned within 2 years", choices]
    held = client.get("/credentials/network-plus", headers=PAGES).text
    for text, lead in ((page, "It asks: "), (told, ""), (held, "It asks: ")):
        items = re.search(r'<ul class="asked".*?</ul>', text, re.DOTALL)
        assert items is not None
        shown = [" ".join(re.sub("<[^>]+>", "", each).split()) for each in items[0].split("</li>")[:-1]]
        assert shown == [f"{lead}{each}" for each in whole]
        assert 'href="/credentials/security-plus">CompTIA Security+</a>' in items[0]
    assert 'class="asked"' not in client.get("/lists/ohio/entries/1", headers=PAGES).text


def test_what_documents_say_is_escaped(client: TestClient) -> None:
    """Markup in a name is text."""
    page = client.get(f"/graph/{CTID}", headers=PAGES).text
    assert "&lt;b&gt;Shop&lt;/b&gt;" in page
    assert "<b>Shop" not in page


def test_search_finds_by_words_and_leads_on(client: TestClient) -> None:
    """Words find things of every family; an IRI or a CTID leads to its page at once."""
    page = client.get("/search?q=secur", headers=PAGES).text
    assert "CompTIA Security+" in page
    assert "Network+" not in page
    assert client.get(f"/search?q={CTID}", headers=PAGES).headers["location"] == f"/resources/{CTID}"
    named = client.get("/search", params={"q": iri("credentials/security-plus")}, headers=PAGES)
    assert named.headers["location"] == "/credentials/security-plus"


def test_search_ranks_and_says_by_what(client: TestClient) -> None:
    """The best match comes first, with what it was found by; a text that cannot be searched is told why."""
    page = client.get("/search", params={"q": "comptia security+"}, headers=PAGES).text
    assert page.index("CompTIA Security+") < page.index("found by name")
    assert "Best matches" in page
    few = client.get("/search", params={"q": "compt", "kind": "Credential"}, headers=PAGES).text
    assert "found by start of the name, its last word unfinished" in few
    assert '<a href="http://testserver/search?q=compt">Everything</a>' in few
    nothing = client.get("/search", params={"q": "zzzz"}, headers=PAGES).text
    assert "Nothing found" in nothing
    empty = client.get("/search", params={"q": "  "}, headers=PAGES).text
    assert "Or look through" in empty
    odd = client.get("/search", params={"q": "+++"}, headers=PAGES)
    assert odd.status_code == 200
    assert "There is no word to search for" in client.get("/search?q=--", headers=PAGES).text
    long = client.get("/search", params={"q": " ".join(f"w{n}" for n in range(40))}, headers=PAGES)
    assert long.status_code == 200
    assert "40 words to search for; the most is 32 (search_words)" in long.text


def test_search_pages_through_its_matches(client: TestClient) -> None:
    """A wrong cursor is told; the cursor of another search too."""
    assert client.get("/search", params={"q": "compt", "after": "zzz"}).status_code == 400
    other = client.get("/search", params={"q": "net", "after": "WyJ4IiwiMCIsIngiXQ"})
    assert other.status_code == 400


def test_search_pages_through_a_family(client: TestClient) -> None:
    """A wrong cursor is told, and a family is listed in order."""
    assert client.get("/search?kind=Credential&after=zzz").status_code == 400
    page = client.get("/search?kind=Credential", headers=PAGES).text
    assert page.index("CompTIA Network+") < page.index("CompTIA Security+")


def test_home_shows_what_is_held_and_where(client: TestClient) -> None:
    """The first page counts families and states, and its questions open with their dates pinned."""
    page = Outline(client.get("/", headers=PAGES).text)
    titles = {attributes.get("title") or "" for _, attributes in page.attributes}
    assert any(title.startswith("Ohio: 2 statements") for title in titles)
    asked = [link for link in page.links if link.startswith("/graphql?query=")]
    assert len(asked) == len(examples())
    for link in asked:
        [query] = parse_qs(urlsplit(link).query)["query"]
        assert "asOf:" in query or "coverage" in query


def test_every_own_term_has_its_place_in_the_vocabulary(client: TestClient) -> None:
    """The IRI of each term of Credway leads to its entry."""
    ids = set(Outline(client.get("/vocab/", headers=PAGES).text).ids)
    own = [term for term in terms() if term.startswith("https://w3id.org/credway/terms/")]
    assert own
    assert {term.rsplit("/", 1)[1] for term in own} <= ids


def test_every_rule_has_its_place_on_a_page_of_shapes(client: TestClient) -> None:
    """The page that a finding names leads to its rule, and the index to each page."""
    namespace = "https://w3id.org/credway/shapes/"
    pages = {rule.page.removeprefix(namespace).partition("#")[0] for rule in rules().values()}
    index = client.get("/shapes/", headers=PAGES).text
    for page in sorted(pages):
        assert f'href="/shapes/{page}"' in index
        text = client.get(f"/shapes/{page}", headers=PAGES).text
        ids = set(Outline(text).ids)
        here = (rule.page.removeprefix(f"{namespace}{page}#") for rule in rules().values())
        assert {anchor for anchor in here if "/" not in anchor} <= ids
    assert client.get("/shapes/none", headers=PAGES).status_code == 404


def test_a_page_of_shapes_shows_what_fails_its_rules(client: TestClient) -> None:
    """Each example and each occasion that `--explain` tells stands on the page of the rule too."""
    for rule in (each for each in rules().values() if each.example or each.when):
        page = rule.page.removeprefix("https://w3id.org/credway/shapes/").partition("#")[0]
        text = unescape(client.get(f"/shapes/{page}", headers=PAGES).text)
        assert laid_out(rule) in text if rule.example else rule.when in text


def test_a_page_of_shapes_is_turtle_for_whoever_prefers_it(client: TestClient) -> None:
    """By content negotiation the shapes themselves come; what no shape states has a page only."""
    found = client.get("/shapes/common", headers={"accept": "text/turtle"})
    assert found.headers["content-type"].startswith("text/turtle")
    assert found.headers["vary"] == "Accept"
    assert list(ox.parse(found.text, format=ox.RdfFormat.TURTLE))
    for accept in ("text/html", "*/*"):
        kind = client.get("/shapes/common", headers={"accept": accept}).headers["content-type"]
        assert kind.startswith("text/html")
    check = client.get("/shapes/check", headers={"accept": "text/turtle"})
    assert check.headers["content-type"].startswith("text/html")


def test_the_iri_of_a_shape_leads_to_its_text(client: TestClient) -> None:
    """What a finding names as its shape is a redirect to the anchor on the page; others are not found."""
    for code in ("common.dateForm", "check.property", "WRONG_CTID", "engine.more"):
        rule = rules()[code]
        found = client.get(urlsplit(rule.iri).path.removeprefix("/credway"), follow_redirects=False)
        assert (found.status_code, found.headers["location"]) == (
            303,
            rule.page.removeprefix("https://w3id.org/credway"),
        )
    for missing in ("/shapes/common/none", "/shapes/none/dateForm"):
        assert client.get(missing, headers=PAGES).status_code == 404


def test_a_statement_has_a_page_and_json(client: TestClient) -> None:
    """A statement is found by its content address, with its source, as a page and as JSON."""
    sid = _statement(client.get("/claims/chain", headers=PAGES).text)
    data = client.get(f"/statements/{sid}")
    assert data.json()["id"] == sid
    assert data.json()["summary"].endswith(".")
    assert data.json()["source"]["title"] == "A report"
    tag = {"if-none-match": data.headers["etag"]}
    for given in (tag, {"if-none-match": "*"}):
        assert client.get(f"/statements/{sid}", headers=given).status_code == 304
    assert client.get(f"/statements/{sid}?format=ttl").json()["formats"] == ["json", "html"]
    page = client.get(f"/statements/{sid}", headers=PAGES)
    assert "Where it was read" in page.text
    assert client.get(f"/statements/{sid}", headers={"accept": "text/turtle"}).status_code == 406


def _statement(page: str) -> str:
    return next(link.rsplit("/", 1)[1] for link in Outline(page).links if link.startswith("/statements/"))
