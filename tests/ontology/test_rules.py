"""The rules that answers cite."""

import pytest

from credway.ontology.errors import UnknownTermError
from credway.ontology.rules import rule, rules


def test_every_rule_says_what_it_does() -> None:
    """Each rule has an IRI of its own, a name and a text."""
    assert len(rules()) >= 6
    assert all(r.iri == iri and r.name and r.text for iri, r in rules().items())


def test_a_rule_is_found_by_its_name() -> None:
    """The newest version of a rule is found by its short name, another name raises."""
    assert rule("best-award-per-target").version == "4"
    with pytest.raises(UnknownTermError):
        rule("no-such-rule")
