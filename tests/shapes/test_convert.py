import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, Literal, URIRef, Variable

from credway.shapes.convert import text_of, to_oxigraph, to_rdflib

XSD = "http://www.w3.org/2001/XMLSchema#"
TERMS = [
    ox.NamedNode("https://example.org/a"),
    ox.BlankNode("b0"),
    ox.Literal("plain"),
    ox.Literal("plain", datatype=ox.NamedNode(f"{XSD}string")),
    ox.Literal("salut", language="fr-ca"),
    ox.Literal("007", datatype=ox.NamedNode(f"{XSD}integer")),
    ox.Literal("2026-05-15T00:00:00Z", datatype=ox.NamedNode(f"{XSD}dateTime")),
    ox.Literal("P24M", datatype=ox.NamedNode(f"{XSD}duration")),
    ox.Literal("1", datatype=ox.NamedNode(f"{XSD}boolean")),
    ox.Literal("1.5E0", datatype=ox.NamedNode(f"{XSD}decimal")),
    ox.Literal("no date", datatype=ox.NamedNode(f"{XSD}date")),
]


@pytest.mark.parametrize("term", TERMS, ids=str)
def test_a_term_comes_back_as_it_was(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> None:
    """No lexical form is rewritten on the way to rdflib and back."""
    assert to_oxigraph(to_rdflib(term)) == term


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    """Line ends, quotes and scripts of all kinds survive."""
    for term in (ox.Literal(text), ox.Literal(text, language="en")):
        assert to_oxigraph(to_rdflib(term)) == term


def test_a_string_has_one_spelling_in_rdflib() -> None:
    """rdflib tells "a" from "a"^^xsd:string, so that only the former is made."""
    typed = ox.Literal("a", datatype=ox.NamedNode(f"{XSD}string"))
    assert to_rdflib(typed) == to_rdflib(ox.Literal("a")) == Literal("a")


@pytest.mark.parametrize(
    "term",
    [
        None,
        "https://example.org/a",
        ox.DefaultGraph(),
        ox.Variable("x"),
        ox.Triple(ox.BlankNode("a"), ox.NamedNode("urn:x:p"), ox.BlankNode("b")),
        ox.Literal("x", language="ar", direction=ox.BaseDirection.RTL),
    ],
    ids=repr,
)
def test_what_rdflib_cannot_hold_is_refused(term: object) -> None:
    """The conversion is total: it raises instead of dropping or guessing."""
    with pytest.raises(ValueError, match="no such term"):
        to_rdflib(term)


@pytest.mark.parametrize("term", [None, "text", Variable("x")], ids=repr)
def test_what_is_no_term_of_rdflib_is_refused(term: object) -> None:
    """The way back is total too."""
    with pytest.raises(ValueError, match="no such term"):
        to_oxigraph(term)


def test_both_libraries_write_alike() -> None:
    """A result reads the same whichever library the term came from."""
    assert text_of(ox.NamedNode("urn:x:a")) == text_of(URIRef("urn:x:a")) == "urn:x:a"
    assert text_of(ox.BlankNode("b")) == text_of(BNode("b")) == "_:b"
    expected = f'"1"^^<{XSD}integer>'
    typed = ox.Literal("1", datatype=ox.NamedNode(f"{XSD}integer"))
    assert text_of(typed) == text_of(to_rdflib(typed)) == expected
    assert text_of(Literal("a", lang="en")) == text_of(ox.Literal("a", language="en")) == '"a"@en'
