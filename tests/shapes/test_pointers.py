"""Findings are placed in the JSON they come from."""

from typing import Any

import orjson
import pytest
from pyoxigraph import NamedNode

from credway.shapes import validate
from credway.shapes.documents import Document
from credway.shapes.engine import Result
from credway.shapes.limits import LOCAL
from credway.shapes.pointers import locator
from credway.shapes.preflight import check
from credway.shapes.rdf import triples_of

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


def nested() -> dict[str, Any]:
    """A document with nodes without a name of their own, nested and labelled."""
    return {
        "@context": "https://credreg.net/ctdl/schema/context/json",
        "@graph": [
            {
                "@id": "https://a.example/1",
                "@type": "ceterms:Credential",
                "ceterms:ownedBy": {"@id": "https://a.example/2"},
                "ceterms:requires": [
                    {"@type": "ceterms:ConditionProfile"},
                    {
                        "@type": "ceterms:ConditionProfile",
                        "ceterms:alternativeCondition": [{"@type": "ceterms:ConditionProfile"}, "_:x"],
                    },
                ],
            },
            {"@id": "https://a.example/2", "@type": "ceterms:Organization", "ceterms:email": "x"},
            {"@id": "_:x", "@type": "ceterms:ConditionProfile"},
        ],
    }


@pytest.mark.parametrize(
    ("steps", "pointer"),
    [
        (["requires"], "/@graph/0/ceterms:requires/0"),
        (["requires", "alternativeCondition"], "/@graph/0/ceterms:requires/1/ceterms:alternativeCondition/0"),
    ],
)
def test_nested_nodes_are_placed_by_the_way_to_them(steps: list[str], pointer: str) -> None:
    """A node without a name is found from the node around it, however deep."""
    data = nested()
    triples = triples_of(Document(orjson.dumps(data)), check(Document(orjson.dumps(data)), LOCAL), LOCAL)
    subject: Any = NamedNode("https://a.example/1")
    for step in steps:
        found = [t.object for t in triples if t.subject == subject and t.predicate.value == CTDL + step]
        inner = [t for each in found for t in triples if t.subject == each]
        holder = [t for t in inner if "alternative" in t.predicate.value]
        subject = holder[0].subject if holder and step != steps[-1] else found[0]
    found_at = locator(data, "", triples)(result(str(subject), None, None))
    assert found_at == pointer
    assert locator(data, "/7", triples)(result(str(subject), None, None)) == f"/7{pointer}"


def test_a_reference_is_not_the_node() -> None:
    """A node is placed where it is described, not where it is first named."""
    found = locator(nested())(result("https://a.example/2", None, None))
    assert found == "/@graph/1"


def test_a_value_without_its_property_is_found_in_its_node() -> None:
    """Where a result names no property, the one key that holds its value is shown."""
    assert locator(nested())(result("https://a.example/2", None, '"x"')) == "/@graph/1/ceterms:email"
    assert locator(DATA)(result("https://a.example/1", None, '"A"@en')) == "/@graph/0/ceterms:name"


def test_an_expanded_document_is_an_array() -> None:
    """Pointers into it begin with the number of the node."""
    data = [{"@id": "https://a.example/1", CTDL + "name": "x"}]
    place = locator(data)(result("https://a.example/1", CTDL + "name", None))
    assert place == "/0/https:~1~1purl.org~1ctdl~1terms~1name"


def test_true_is_found_by_how_rdf_writes_it() -> None:
    """Where a result names several properties, what is true and what is only pointed at have a place too."""
    data = {"@id": "https://a.example/1", "ceterms:a": True, "ceterms:b": {"@id": "https://a.example/2"}}
    found = locator(data)
    boolean = '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'
    assert found(result("https://a.example/1", None, boolean)) == "/ceterms:a"
    assert found(result("https://a.example/1", None, "https://a.example/2")) == "/ceterms:b"


def test_outermost_objects_without_a_name_have_places() -> None:
    """What stands in no other object is found by its place among those that have no name."""
    bare = {"@type": "ceterms:Place", "ceterms:latitude": 340}
    named = {"@id": "https://a.example/1", "@type": "ceterms:Badge", "ceterms:availableAt": [bare]}
    graph = [named, {"@type": "ceterms:Place", "ceterms:latitude": 1}, {}, bare]
    found = validate({**DATA, "@graph": graph}).findings
    assert [each.pointer for each in found if each.code == "check.bounds"] == [
        "/@graph/0/ceterms:availableAt/0/ceterms:latitude",
        "/@graph/3/ceterms:latitude",
    ]
    assert [each.pointer for each in found if each.code == "check.unreached"] == ["/@graph/1", "/@graph/3"]
