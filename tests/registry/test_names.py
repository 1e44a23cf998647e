"""Names fold alike however they are spelt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credway.registry.names import fold, name_key, sort_key, tokens


@pytest.mark.parametrize(
    "name", ["CompTIA A+", "A+ Certification (CompTIA)", "COMP TIA A PLUS CERTIFICATION", "comptia  a+"]
)
def test_spellings_of_the_report_meet(name: str) -> None:
    """The report's spellings of one name have one key, but for the order of its words."""
    assert name_key(name) in {name_key("CompTIA A+"), name_key("A+ Certification CompTIA")}


def test_family_and_member_do_not_meet() -> None:
    """A family and its member keep different keys."""
    assert name_key("ServSafe") != name_key("ServSafe Manager")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """Folding is idempotent and leaves lower-case words of letters and digits."""
    once = fold(text)
    assert fold(once) == once
    assert all(word.isalnum() and word == word.casefold() for word in once.split())


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Café Ångström", "cafe angstrom"),
        ("Søren Łukasz Æther Straße", "soren lukasz aether strasse"),
        ("СВАРЩИК 3-Й РАЗРЯД", "сварщик 3 и разряд"),
        ("溶接工・上級", "溶接工 上級"),
        ("مُهندس", "مهندس"),
        ("O\u02bcNeill's", "oneills"),
        ("CompTIA\u2122 A+\u00ae", "comptia a plus"),
        ("level \u0663", "level 3"),
        ("***", ""),
    ],
)
def test_names_of_any_script_are_folded(name: str, folded: str) -> None:
    """A name without a Latin letter keeps its words, and can be found; marks and signs of trade go."""
    assert fold(name) == folded


@given(st.text(), st.text())
def test_tokens_are_the_folded_words(one: str, other: str) -> None:
    """The tokens of several texts are their folded words, each once."""
    found = tokens(one, other)
    assert set(found) == set(fold(one).split()) | set(fold(other).split())
    assert len(found) == len(set(found))


@given(st.text(max_size=50), st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30))
def test_no_two_things_sort_alike(name: str, one: str, other: str) -> None:
    """Two IRIs never share a sort key, whatever their names."""
    assert (sort_key(name, one) == sort_key(name, other)) == (one == other)
