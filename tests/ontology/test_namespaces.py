"""Prefixes, CURIEs and the spellings of one namespace."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credway.ontology.errors import UnknownTermError
from credway.ontology.namespaces import PREFIXES, compact, expand, fold, is_closed
from credway.ontology.tables import rows
from credway.ontology.terms import terms

TABLE = list(rows("namespaces.csv"))
ALIASES = {row["iri"]: row["alias_of"] for row in TABLE if row["alias_of"]}

namespaces = st.sampled_from([row["iri"] for row in TABLE])
iris = st.one_of(st.text(), st.builds("{}{}".format, namespaces, st.text()))


def test_a_namespace_stands_once_and_ends_in_a_separator() -> None:
    """A namespace is listed once and ends where a local name begins."""
    assert len({row["iri"] for row in TABLE}) == len(TABLE)
    assert all(row["iri"].endswith(("/", "#")) for row in TABLE)


def test_an_alias_points_at_a_spelling_that_is_kept() -> None:
    """No alias leads to another alias."""
    assert not set(ALIASES) & set(ALIASES.values())
    assert not set(ALIASES) & set(PREFIXES.values())


def test_every_term_has_one_curie() -> None:
    """A term's CURIE and IRI turn into each other."""
    for term in terms().values():
        assert expand(term.curie) == term.iri
        assert compact(term.iri) == term.curie


@given(st.sampled_from(sorted(PREFIXES)), st.text())
@settings(deadline=None)
def test_what_is_compacted_expands_to_the_same(prefix: str, local: str) -> None:
    """An IRI in a known namespace survives compaction, whatever its local name."""
    iri = PREFIXES[prefix] + local
    assert expand(compact(iri)) == iri


@pytest.mark.parametrize("iri", ["https://example.org/x", "_:b0", "", "urn:ctid:1", "x"])
def test_an_iri_outside_all_namespaces_stays(iri: str) -> None:
    """Where no prefix fits, the IRI is returned unchanged."""
    assert compact(iri) == iri


def test_an_iri_is_not_expanded() -> None:
    """An IRI with an authority is no CURIE."""
    assert expand("https://example.org/x") == "https://example.org/x"


@pytest.mark.parametrize("text", ["creditLevel:LowerDivisionLevel", "urn:ctid:1", "name", ""])
def test_an_unknown_prefix_is_an_error(text: str) -> None:
    """A prefix that nobody declared is never guessed."""
    with pytest.raises(UnknownTermError, match="no such prefix"):
        expand(text)


@given(st.sampled_from(sorted(ALIASES)), st.from_regex(r"\A[A-Za-z0-9_-]*\Z"))
@settings(deadline=None)
def test_an_alias_is_folded(alias: str, local: str) -> None:
    """Each other spelling of a namespace becomes the one used here."""
    assert fold(alias + local) == ALIASES[alias] + local


@given(iris)
@settings(deadline=None)
def test_folding_twice_is_folding_once(iri: str) -> None:
    """A folded IRI stays as it is."""
    assert fold(fold(iri)) == fold(iri)


@given(iris.filter(lambda iri: not iri.startswith(tuple(ALIASES))))
@settings(deadline=None)
def test_other_iris_are_left_alone(iri: str) -> None:
    """Folding touches nothing but the other spellings of CTDL's namespaces."""
    assert fold(iri) == iri


@pytest.mark.parametrize(
    ("spelt", "meant"),
    [
        ("http://credreg.net/ctdl/terms/Course", "ceterms:Course"),
        ("https://credreg.net/ctdlasn/terms/Competency", "ceasn:Competency"),
        ("http://purl.org/ctdl/vocabs/audLevel/Primary", "audLevel:Primary"),
        ("http://purl.org/ctdlasn/vocabs/evalCat/Peer", "evalCat:Peer"),
        ("http://purl.org/ctdlasn/vocabs/publicationStatus/Draft", "publicationStatus:Draft"),
        ("https://purl.org/ctdlasn/vocabs/publicationStatus/Draft", "publicationStatus:Draft"),
    ],
)
def test_published_spellings_are_understood(spelt: str, meant: str) -> None:
    """The spellings found in published documents lead to the term that is meant."""
    assert compact(fold(spelt)) == meant


def test_only_whole_vocabularies_are_closed() -> None:
    """An unknown name is a mistake where the table has the whole vocabulary, and only there."""
    assert is_closed(expand("ceterms:noSuchThing"))
    assert is_closed(expand("creditUnit:Furlong"))
    assert is_closed(expand("credway:noSuchThing"))
    assert not is_closed(expand("schema:anything"))
    assert not is_closed("https://example.org/x")
