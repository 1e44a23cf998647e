"""References that lead nowhere inside their own document."""

from collections.abc import Callable

import pyoxigraph as ox
import pytest

from credway.ontology.terms import terms
from credway.shapes.checks import check
from credway.shapes.engine import SHAPES
from credway.shapes.loose import _irreflexive

Turtle = Callable[[str], list[ox.Triple]]

FRAMEWORK = "<https://x.example/resources/f> a ceasn:CompetencyFramework . "
COMPETENCY = "<https://x.example/resources/c> a ceasn:Competency ; "
SCHEME = "<https://x.example/resources/s> a skos:ConceptScheme . "
CONCEPT = "<https://x.example/resources/n> a skos:Concept ; "


def names(document: list[ox.Triple]) -> list[str]:
    """What the checks say, by name."""
    return [result.shape.removeprefix(f"{SHAPES}check/") for result in check(document)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ex:a ceterms:ownedBy _:b .", ["blankNode"]),
        ("ex:a ceterms:ownedBy _:b . _:b a ceterms:CredentialOrganization .", []),
        (f"{FRAMEWORK}{COMPETENCY}ceasn:isPartOf <https://x.example/resources/other> .", ["framework"]),
        (f"{FRAMEWORK}{COMPETENCY}ceasn:isPartOf <https://x.example/resources/f> .", []),
        (f"{FRAMEWORK}{COMPETENCY}ceasn:isPartOf <https://x.example/resources/f>, <urn:x:more> .", []),
        (f"{COMPETENCY}ceasn:isPartOf <https://x.example/resources/other> .", []),
        (f"{FRAMEWORK}{COMPETENCY}ceasn:hasChild <https://x.example/resources/gone> .", ["member"]),
        (f"{FRAMEWORK}{COMPETENCY}ceasn:hasChild <https://y.example/resources/theirs> .", []),
        (f"{COMPETENCY}ceasn:hasChild <https://x.example/resources/gone> .", []),
        (f"{SCHEME}{CONCEPT}skos:inScheme <https://x.example/resources/other> .", ["scheme"]),
        (f"{SCHEME}{CONCEPT}skos:inScheme <https://x.example/resources/s> .", []),
        (f"{FRAMEWORK}{CONCEPT}skos:inScheme <https://x.example/resources/s> .", []),
        (f"{CONCEPT}skos:inScheme <https://x.example/resources/s> .", []),
        (f"{SCHEME}{CONCEPT}skos:topConceptOf <https://x.example/resources/gone> .", ["member"]),
        (f"{SCHEME}<https://x.example/resources/s> skos:hasTopConcept <https://y.example/resources/1> .", []),
        ("ex:a ceterms:prerequisite ex:a .", ["itself"]),
        ("ex:a ceterms:isPartOf ex:b ; ceterms:sameAs ex:a ; ceterms:latestVersion ex:a .", []),
        ("ex:a credway:assertedBy ex:a .", []),
    ],
)
def test_what_a_document_alone_can_tell(text: str, found: list[str], turtle: Turtle) -> None:
    """Blank nodes and the members of a framework have no other document that could describe them."""
    assert names(turtle(text)) == found


def test_what_nothing_has_with_itself_is_a_property() -> None:
    """Each of the properties is one of the vocabulary, and points at things."""
    held = [terms()[iri] for iri in _irreflexive()]
    assert len(held) > 40
    assert all(each.kind == "property" and each.coercion in ("id", "") for each in held)
