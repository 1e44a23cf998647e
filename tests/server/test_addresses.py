"""Where an IRI is shown."""

import pytest

from credway.server.addresses import href, shown, version_href
from credway.server.languages import languages

BASE = "https://demo.example/"


@pytest.mark.parametrize(
    ("iri", "address"),
    [
        (BASE + "credentials/a-plus", "/credentials/a-plus"),
        (BASE + "claims/chain#row 1", "/claims/chain#row%201"),
        (BASE + "resources/ce-1", "/resources/ce-1"),
        (BASE + "resources/ce-1#part", "/resources/ce-1#part"),
        (BASE + "resources/ce-1/entries/K 1", "/resources/ce-1/entries/K%201"),
        (BASE + "resources/", "/resources?iri=https://demo.example/resources/"),
        (BASE + "statements/s1", "/statements/s1"),
        (BASE + "/other.example/x", "/resources?iri=https://demo.example//other.example/x"),
        (BASE + "search", "/resources?iri=https://demo.example/search"),
        ("https://w3id.org/credway/terms/Claim", "/vocab/#Claim"),
        ("https://w3id.org/credway/rules/wage-gain/1", "/vocab/#rule-wage-gain-1"),
        ("https://other.example/a?b=c&d", "/resources?iri=https://other.example/a%3Fb%3Dc%26d"),
        ("urn:ctid:x", "/resources?iri=urn:ctid:x"),
    ],
)
def test_an_iri_has_one_address(iri: str, address: str) -> None:
    """An IRI of the base is its path, a term its place in the vocabulary, any other a query."""
    assert href(iri, BASE) == address


@pytest.mark.parametrize(
    ("document", "address"),
    [
        (BASE + "claims/chain", "/claims/chain?version=2"),
        ("https://other.example/a", "/resources?iri=https://other.example/a&version=2"),
    ],
)
def test_a_version_has_its_own_address(document: str, address: str) -> None:
    """It is that of its document with the version named."""
    assert version_href(document, 2, BASE) == address


def test_iris_are_shown_short() -> None:
    """A term is shown as a CURIE, another IRI without its protocol."""
    assert shown("https://purl.org/ctdl/terms/name") == "ceterms:name"
    assert shown("https://other.example/a#b") == "other.example/a#b"


@pytest.mark.parametrize(
    ("accept", "found"),
    [
        (None, ()),
        ("es", ("es",)),
        ("en;q=0.5, es-MX, *;q=0.1, fr;q=0, x y", ("es-MX", "en")),
    ],
)
def test_languages_come_in_the_order_of_their_weight(accept: str | None, found: tuple[str, ...]) -> None:
    """What cannot be read, the wildcard and what is not wanted are passed over."""
    assert languages(accept) == found
