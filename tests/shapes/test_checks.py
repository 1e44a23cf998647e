from collections.abc import Callable

import pyoxigraph as ox
import pytest

from credway.shapes.checks import check, is_ctid
from credway.shapes.engine import SHAPES

Turtle = Callable[[str], list[ox.Triple]]
CTID = "ce-0f6b0f52-1a2b-4c3d-8e4f-5a6b7c8d9e0f"


def _names(document: list[ox.Triple]) -> list[str]:
    return [result.shape.removeprefix(f"{SHAPES}check/") for result in check(document)]


@pytest.mark.parametrize(
    "text", [f"{CTID}\n", f" {CTID}", CTID.upper(), CTID[3:], f"urn:ctid:{CTID}", f"{CTID}0", ""]
)
def test_what_is_almost_a_ctid_is_none(text: str, turtle: Turtle) -> None:
    """A CTID is matched whole: no line end, no capitals, no prefix."""
    assert not is_ctid(text)
    literal = ox.Literal(text)
    (result,) = check([ox.Triple(ox.NamedNode("urn:x:a"), _ctid(turtle), literal)])
    assert (result.focus, result.value) == ("urn:x:a", str(literal))


def test_a_ctid_passes(turtle: Turtle) -> None:
    """The grammar takes any UUID; which version it is, the shapes remark."""
    assert is_ctid(CTID)
    assert check(turtle(f'ex:a ceterms:ctid "{CTID}" .')) == []


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2026-01-01", "2026-12-31", []),
        ("2026", "2026", []),
        ("2020-02-29", "2020-02", []),
        ("2026-01-31", "2026-01", []),
        ("2026-02", "2026-01-31", ["dateOrder"]),
        ("2027", "2026-12-31", ["dateOrder"]),
        ("2026-05-15T00:00:00Z", "2026-05-15", []),
        ("2026-02-30", "2026-01-01", ["date"]),
        ("2026-13", "2026", ["date"]),
        ("soon", "2026", ["form"]),
    ],
)
def test_a_period_runs_forwards(start: str, end: str, found: list[str], turtle: Turtle) -> None:
    """Ends are inclusive, months and years are their whole span, days exist."""
    for first, last in (
        ("credway:validFrom", "credway:validTo"),
        ("ceterms:startDate", "ceterms:endDate"),
        ("ceterms:dateEffective", "ceterms:expirationDate"),
    ):
        assert _names(turtle(f'ex:a {first} "{start}" ; {last} "{end}" .')) == found


def test_what_is_out_of_order_is_told_with_both_ends(turtle: Turtle) -> None:
    """The message has the start and the end, or the least and the most, as they are compared."""
    period = turtle('ex:a ceterms:startDate "2026-06" ; ceterms:endDate "2025-05-01" .')
    [row] = check(period)
    assert "ceterms:startDate is 2026-06-01, ceterms:endDate is 2025-05-01." in row.message
    [row] = check(turtle('ex:a schema:minValue "10" ; schema:maxValue "9"^^xsd:float .'))
    assert "The least is 10, the most is 9." in row.message


@pytest.mark.parametrize(
    ("least", "most", "found"),
    [
        ("1", "3", []),
        ("3", "3.0", []),
        ("10", "9", ["rangeOrder"]),
        ("1.0E1", "9.5", ["rangeOrder"]),
        ("NaN", "1", []),
        ("many", "1", ["form"]),
    ],
)
def test_a_range_runs_upwards(least: str, most: str, found: list[str], turtle: Turtle) -> None:
    """Least and most are compared as numbers, whatever their datatype."""
    document = turtle(f'ex:a schema:minValue "{least}" ; schema:maxValue "{most}"^^xsd:float .')
    assert _names(document) == found


def test_a_misspelt_class_is_found_and_guessed(turtle: Turtle) -> None:
    """A class that the vocabulary does not have would be judged by nothing."""
    (result,) = check(turtle("ex:a a ceterms:MastersDegree ."))
    assert result.shape == f"{SHAPES}check/class"
    assert result.severity == "Violation"
    assert result.minimum_data
    assert "Did you mean ceterms:MasterDegree?" in result.message


def test_a_misspelt_property_is_found_and_guessed(turtle: Turtle) -> None:
    """A property that the vocabulary does not have would be read by nothing."""
    (result,) = check(turtle('ex:a ceterms:subjectWebPage "x" .'))
    assert result.shape == f"{SHAPES}check/property"
    assert result.path == "https://purl.org/ctdl/terms/subjectWebPage"
    assert "Did you mean ceterms:subjectWebpage?" in result.message


def test_terms_of_others_are_no_mistakes(turtle: Turtle) -> None:
    """Only namespaces of which the vocabulary has every term are closed."""
    assert check(turtle('ex:a a <urn:x:Class> ; <urn:x:property> "x" ; schema:legalName "y" .')) == []


def test_former_terms_and_namespaces_are_no_mistakes(turtle: Turtle) -> None:
    """What CTDL once had is left to the shapes, which warn."""
    assert check(turtle('ex:a a ceterms:Member ; ceterms:identifierValue "x" .')) == []
    assert check(turtle('ex:a <http://purl.org/ctdl/terms/name> "x"@en .')) == []


def test_many_mistakes_cost_few_guesses(turtle: Turtle) -> None:
    """Looking for what was meant takes milliseconds, so that only the first mistakes get it."""
    found = check(turtle(" ".join(f'ex:a ceterms:nam{n} "x" .' for n in range(200))))
    assert len(found) == 200
    assert sum("Did you mean" in result.message for result in found) <= 10


def _ctid(turtle: Turtle) -> ox.NamedNode:
    return turtle('ex:a ceterms:ctid "x" .')[0].predicate
