"""References that lead nowhere inside their own document."""

from collections.abc import Callable

import pyoxigraph as ox
import pytest

from credway.shapes.checks import check
from credway.shapes.engine import SHAPES

Turtle = Callable[[str], list[ox.Triple]]

FRAMEWORK = "<https://x.example/resources/f> a ceasn:CompetencyFramework . "
COMPETENCY = "<https://x.example/resources/c> a ceasn:Competency ; "


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
    ],
)
def test_what_a_document_alone_can_tell(text: str, found: list[str], turtle: Turtle) -> None:
    """Blank nodes and the members of a framework have no other document that could describe them."""
    assert names(turtle(text)) == found
