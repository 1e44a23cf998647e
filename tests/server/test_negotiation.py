"""Content negotiation by q-values."""

import pytest

from credway.server.negotiation import FORMATS, HTML, choose, prefers
from credway.shapes.documents import JSON, JSON_LD, N_QUADS, N_TRIPLES, RDF_XML, TURTLE

RDFLIB = (
    "application/rdf+xml, text/n3, text/turtle, application/n-triples, application/ld+json,"
    " application/n-quads, application/trix, application/trig"
)
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, JSON_LD),
        ("", JSON_LD),
        ("*/*", JSON_LD),
        ("nonsense", JSON_LD),
        (";;;", JSON_LD),
        ("application/json", JSON),
        ("application/json, application/ld+json", JSON_LD),
        ("application/ld+json, application/json;q=0.8, text/html;q=0.5", JSON_LD),
        ("application/ld+json;profile=http://www.w3.org/ns/json-ld#context", JSON_LD),
        ('application/ld+json;profile="a,b";q=0.2, text/turtle;q=0.3', TURTLE),
        (RDFLIB, JSON_LD),
        (BROWSER, HTML),
        ("text/html", HTML),
        ("text/*", TURTLE),
        ("text/*;q=0.5, text/html;q=0.9", HTML),
        ("text/html;q=0, */*", JSON_LD),
        ("text/turtle;q=0.9, application/n-triples", N_TRIPLES),
        ("TEXT/TURTLE", TURTLE),
        ("application/n-quads", N_QUADS),
        ("application/rdf+xml", RDF_XML),
        ("application/json;q=0.5, text/html;q=0.50001", JSON),
        ("application/xml", None),
        ("image/png, application/xml;q=0.5", None),
        ("*/*;q=0", None),
        ("application/ld+json;q=0, application/json;q=0.1", JSON),
    ],
)
def test_the_heaviest_offer_wins(accept: str | None, expected: str | None) -> None:
    """The offer with the highest weight is taken, JSON-LD where several are equal."""
    assert choose(accept, list(FORMATS.values())) == expected


@pytest.mark.parametrize(
    ("accept", "page"),
    [
        (BROWSER, True),
        ("text/html", True),
        ("*/*", False),
        (None, False),
        ("application/json, text/html;q=0.5", False),
        ("text/html;q=0", False),
    ],
)
def test_only_who_names_pages_gets_a_page_of_an_error(accept: str | None, page: bool) -> None:
    """A page is preferred only by a client that asks for text/html and for no JSON more."""
    assert prefers(accept, HTML, over=("application/problem+json", JSON)) is page
