"""Findings are placed in the JSON they come from."""

from typing import Any

import pytest

from credway.shapes.engine import Result
from credway.shapes.pointers import locator

CTDL = "https://purl.org/ctdl/terms/"
DATA = {
    "@context": "https://credreg.net/ctdl/schema/context/json",
    "@graph": [
        {"@id": "https://a.example/1", "ceterms:name": {"en": "A"}},
        {
            "@id": "https://a.example/2",
            "ceterms:requires": [{"@type": "ceterms:ConditionProfile", "ceterms:minimumAge": -1}],
        },
    ],
}


def result(focus: str, path: str | None, value: str | None) -> Result:
    """A result at a focus node."""
    return Result(focus, path, value, "message", "Violation", "shape", "component", False)


@pytest.mark.parametrize(
    ("focus", "path", "value", "pointer"),
    [
        ("https://a.example/1", "name", None, "/@graph/0/ceterms:name"),
        ("https://a.example/1", "description", None, "/@graph/0"),
        ("https://a.example/2", None, None, "/@graph/1"),
        ("_:b", "minimumAge", "-1", "/@graph/1/ceterms:requires/0/ceterms:minimumAge"),
        ("_:b", "minimumAge", "7", None),
        ("https://a.example/3", "name", None, None),
    ],
)
def test_results_are_placed(focus: str, path: str | None, value: str | None, pointer: str | None) -> None:
    """A result has the pointer of its property, of its node where that lacks it, or none."""
    found = locator(DATA)(result(focus, path and CTDL + path, value))
    assert found == pointer


def test_a_part_of_a_larger_file_is_placed_in_it() -> None:
    """Pointers start with the place of the document in its file."""
    assert locator(DATA, "/3")(result("https://a.example/1", None, None)) == "/3/@graph/0"


@pytest.mark.parametrize("data", [None, {}, {"@graph": []}])
def test_nothing_to_place_in(data: dict[str, Any] | None) -> None:
    """A document without JSON, or without nodes, places nothing."""
    assert locator(data)(result("https://a.example/1", None, None)) is None
