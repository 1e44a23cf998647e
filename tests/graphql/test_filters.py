"""Filters nested with AND, OR and NOT, and searches in order of how well a text is matched."""

import re
from pathlib import Path
from typing import Any

import pytest
from making import iri
from small_registry import MANY, Ask

from credway.graphql.filters import expression
from credway.graphql.scalars import Decimal
from credway.graphql.types.wheres import CredentialWhere, DecimalWhere
from credway.registry.settings import read_settings
from credway.registry.store.expressions import AllOf, Filter

WHERE = """query ($where: CredentialWhere, $unknown: UnknownRule! = EXCLUDE) {
  credentials(where: $where, unknown: $unknown, first: 100) {
    totalCount unknownCount nodes { id } } }"""

SEARCH = """query ($text: String!, $kinds: [SearchKind!], $first: Int, $after: String) {
  search(text: $text, kinds: $kinds, first: $first, after: $after) {
    totalCount cut { limit } pageInfo { hasNextPage endCursor }
    edges { matchedBy node { id ... on Credential { name } ... on Organization { name } } } } }"""

BADGE, SECURITY = "credentials/badge", "credentials/comptia-security-plus"
COMPTIA = [f"credentials/comptia-{name}-plus" for name in ("a", "network", "security")]
OHIO: dict[str, Any] = {"listedIn": "OH"}
CHEAP: dict[str, Any] = {"fee": {"lte": 100}}
OLD: dict[str, Any] = {"minimumAge": {"gte": 18}}


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"OR": [OHIO, {"type": "ceterms:Badge"}]}, [BADGE, SECURITY]),
        ({"OR": [OHIO, {"type": "ceterms:Badge"}], "name": {"startsWith": "comp"}}, [SECURITY]),
        ({"AND": [OHIO, {"NOT": CHEAP}]}, [SECURITY]),
        ({"NOT": CHEAP}, [SECURITY]),
        ({"NOT": {"NOT": {"fee": {"lte": 400}}}}, [SECURITY]),
        ({"NOT": {"OR": [OHIO, OLD]}}, []),
        ({"OR": [OHIO, {"NOT": OHIO}]}, [SECURITY]),
        ({"OR": []}, []),
        ({"NOT": {}}, []),
        ({"AND": [{"OR": [{"AND": [{"OR": [OHIO]}]}]}]}, [SECURITY]),
        ({"name": {"startsWith": "comp"}, "NOT": {"name": {"contains": "secur"}}}, COMPTIA[:2]),
        # Each part with a rule of its own: surely on Ohio's list, and not known to ask for an age of 18.
        ({"AND": [OHIO, {**OLD, "unknown": "INCLUDE"}]}, [SECURITY]),
        ({"AND": [OHIO, {**OLD, "unknown": "EXCLUDE"}]}, []),
        ({"name": {"startsWith": "comp"}, **CHEAP, "unknown": "ONLY"}, COMPTIA[:2]),
        ({"name": {"startsWith": "comp"}, "NOT": {**CHEAP, "unknown": "EXCLUDE"}}, COMPTIA),
    ],
)
async def test_nested(ask: Ask, where: dict[str, Any], expected: list[str]) -> None:
    """What is certainly so, worked out by hand; what nobody has stated makes nothing true, nor its NOT."""
    body = await ask(WHERE, where=where)
    assert "errors" not in body
    assert [node["id"] for node in body["data"]["credentials"]["nodes"]] == [iri(path) for path in expected]
    assert body["data"]["credentials"]["totalCount"] == len(expected)


@pytest.mark.parametrize(
    ("bounds", "expected"), [((100, 391), 0), ((100, 392), 1), ((393, 500), 0), ((400, 100), 0)]
)
async def test_two_bounds_are_of_one_fee(ask: Ask, bounds: tuple[int, int], expected: int) -> None:
    """Both bounds must fit one stated fee: of a low one and a high one, none is between."""
    low, high = bounds
    body = await ask(WHERE, where={"fee": {"gte": low, "lte": high}})
    assert body["data"]["credentials"]["totalCount"] == expected
    where = CredentialWhere(fee=DecimalWhere(gte=Decimal(str(low)), lte=Decimal(str(high))))
    assert expression(where) == AllOf((Filter("fee_within", {"low": low, "high": high}),))


async def test_the_example_of_the_documentation_runs(ask: Ask) -> None:
    """The filter that the documentation explains finds what it says it finds."""
    text = Path(__file__).parents[2].joinpath("docs", "graphql.md").read_text(encoding="utf-8")
    [example] = re.findall(r"```graphql\n(.*?)```", text, re.DOTALL)
    body = await ask(example)
    assert "errors" not in body
    found = body["data"]["credentials"]
    assert (found["totalCount"], [node["name"] for node in found["nodes"]]) == (1, ["CompTIA Security+"])


async def test_the_rule_decides_on_the_whole(ask: Ask) -> None:
    """A filter and its NOT are unknown of the same things, and share out the rest."""
    found = {}
    for name, where in (("is", CHEAP), ("not", {"NOT": CHEAP}), ("either", {"OR": [CHEAP, {"NOT": CHEAP}]})):
        for rule in ("INCLUDE", "EXCLUDE", "ONLY"):
            page = (await ask(WHERE, where=where, unknown=rule))["data"]["credentials"]
            found[name, rule] = (page["totalCount"], page["unknownCount"])
    unknown = found["is", "ONLY"][0]
    assert unknown > MANY
    assert {key: value for key, value in found.items() if key[1] == "ONLY"} == {
        (name, "ONLY"): (unknown, unknown) for name in ("is", "not", "either")
    }
    assert [found[name, "EXCLUDE"][0] for name in ("is", "not", "either")] == [0, 1, 1]
    assert [found[name, "INCLUDE"][0] for name in ("is", "not", "either")] == [
        unknown,
        unknown + 1,
        unknown + 1,
    ]


async def test_the_other_lists_nest_too(ask: Ask) -> None:
    """Organizations, occupations, clusters and competencies take filters of the same form."""
    body = await ask(
        """{ organizations(where: {OR: [{state: "CA"}, {name: {eq: "comptia"}}]}, unknown: EXCLUDE) {
               nodes { name } }
             unplaced: organizations(where: {state: "OH"}, unknown: ONLY) { nodes { name } }
             occupations(where: {NOT: {cluster: {id: "https://w3id.org/credway/schemes/clusters/2019/IT"}}}) {
               totalCount unknownCount }
             clusters(where: {NOT: {name: {contains: "health"}}}) { nodes { code } }
             competencies(where: {OR: [{framework: "x"}, {name: {eq: "y"}}]}) { totalCount } }"""
    )
    assert "errors" not in body
    data = body["data"]
    assert [node["name"] for node in data["organizations"]["nodes"]] == ["CompTIA", "Western"]
    assert "CompTIA" in [node["name"] for node in data["unplaced"]["nodes"]]
    assert data["occupations"] == {"totalCount": 1, "unknownCount": 1}
    assert data["clusters"]["nodes"] == [{"code": "IT"}]
    assert data["competencies"]["totalCount"] == 0


def nested(levels: int) -> dict[str, Any]:
    """A filter of some levels of NOT."""
    where = OHIO
    for _ in range(levels):
        where = {"NOT": where}
    return where


@pytest.mark.parametrize(
    ("where", "code", "says"),
    [
        (nested(9), "LIMIT_EXCEEDED", "nested 9 deep; the most is 8 (filter_depth)"),
        (nested(600), "BAD_REQUEST", "nested too deeply"),
        ({"OR": [OHIO] * 21}, "LIMIT_EXCEEDED", "21 comparisons; the most is 20 (filter_size)"),
        ({"NOT": {"name": {"contains": "!!"}}}, "BAD_REQUEST", "no letters or digits"),
        ({"OR": [{"listedIn": "Atlantis"}]}, "BAD_REQUEST", "'Atlantis' is no state"),
        (
            {"NOT": {**OHIO, "unknown": "ONLY", "AND": [{**CHEAP, "unknown": "INCLUDE"}]}},
            "BAD_REQUEST",
            "ONLY",
        ),
        ({"NOT": [OHIO]}, "BAD_REQUEST", "NOT"),
    ],
)
async def test_filters_that_are_refused(ask: Ask, where: dict[str, Any], code: str, says: str) -> None:
    """A filter that is too much or makes no sense is a coded error that says what is wrong."""
    body = await ask(WHERE, where=where)
    [error] = body["errors"]
    assert error["extensions"]["code"] == code, error
    assert says in error["message"]


async def test_a_filter_that_is_nested_deep_in_the_document(ask: Ask) -> None:
    """A deep filter written into the document is refused too, however deep, and never an inner error."""
    for levels in (9, 100, 600):
        where = "{NOT: " * levels + '{listedIn: "OH"}' + "}" * levels
        body = await ask(f"{{ credentials(where: {where}) {{ nodes {{ id }} }} }}")
        codes = {error["extensions"]["code"] for error in body["errors"]}
        assert codes <= {"LIMIT_EXCEEDED", "BAD_REQUEST"}, levels


async def test_values_are_only_values(ask: Ask) -> None:
    """Query text in a value finds nothing and harms nothing."""
    evil = "x') OR 1=1; DROP TABLE thing; --"
    where = {
        "OR": [
            {"name": {"eq": evil}},
            {"name": {"contains": evil}},
            {"issuer": evil},
            {"NOT": {"NOT": {"occupation": {"id": evil}}}},
        ]
    }
    body = await ask(WHERE, where=where)
    assert body["data"]["credentials"]["totalCount"] == 0
    assert (await ask(WHERE, where={}))["data"]["credentials"]["totalCount"] > MANY


async def test_search(ask: Ask) -> None:
    """The best match comes first, each says by what it was found, and kinds narrow it."""
    body = await ask(SEARCH, text="compt")
    assert "errors" not in body
    found = body["data"]["search"]["edges"]
    assert [edge["node"]["name"] for edge in found] == [
        "CompTIA",
        "CompTIA A+",
        "CompTIA Network+",
        "CompTIA Security+",
    ]
    exact = (await ask(SEARCH, text="comptia"))["data"]["search"]
    assert [edge["matchedBy"] for edge in exact["edges"]] == ["name", *["start of the name"] * 3]
    assert exact["totalCount"] == 4
    assert exact["cut"] is None
    only = (await ask(SEARCH, text="comptia", kinds=["CREDENTIAL"]))["data"]["search"]
    assert only["totalCount"] == 3
    code = (await ask(SEARCH, text="B-1"))["data"]["search"]["edges"]
    assert [(edge["node"]["id"], edge["matchedBy"]) for edge in code] == [
        (iri(BADGE), "code (ceterms:codedNotation)")
    ]


async def test_an_ambiguous_text_shows_everything_it_may_mean(ask: Ask) -> None:
    """Two credentials of one name are both shown, neither before the other but by IRI."""
    edges = (await ask(SEARCH, text="AWS certified"))["data"]["search"]["edges"]
    assert [(edge["node"]["id"], edge["matchedBy"]) for edge in edges] == [
        (iri("credentials/aws-certified-cloud"), "name"),
        (iri("credentials/aws-certified-welder"), "name"),
    ]


async def test_pages_of_a_search(ask: Ask) -> None:
    """Page after page gives every match once; a list by a text has the same order; cursors keep to a text."""
    seen: list[str] = []
    after = None
    while True:
        found = (await ask(SEARCH, text="many 0", first=4, after=after))["data"]["search"]
        seen += [edge["node"]["id"] for edge in found["edges"]]
        after = found["pageInfo"]["endCursor"]
        if not found["pageInfo"]["hasNextPage"]:
            break
    assert seen == [iri(f"credentials/many-{n:02}") for n in range(10)]
    wrong = await ask(SEARCH, text="many 1", after=after)
    assert wrong["errors"][0]["extensions"]["code"] == "BAD_CURSOR"
    listed = await ask('{ credentials(text: "many 0", first: 100) { edges { matchedBy node { id } } } }')
    assert [edge["node"]["id"] for edge in listed["data"]["credentials"]["edges"]] == seen
    by_name = await ask(
        '{ credentials(text: "many 0", first: 1, orderBy: [{name: DESC}])'
        " { edges { matchedBy node { id } } } }"
    )
    assert by_name["data"]["credentials"]["edges"] == [{"matchedBy": None, "node": {"id": seen[-1]}}]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"text": ""}, "BAD_REQUEST"),
        ({"text": " ?! "}, "BAD_REQUEST"),
        ({"text": "a", "kinds": []}, "BAD_REQUEST"),
        ({"text": "a", "first": 1000}, "LIMIT_EXCEEDED"),
        ({"text": " ".join(f"w{n}" for n in range(33))}, "LIMIT_EXCEEDED"),
        ({"text": "a", "after": "zzz"}, "BAD_CURSOR"),
    ],
)
async def test_searches_that_are_refused(ask: Ask, asked: dict[str, Any], code: str) -> None:
    """A search without words, without kinds, or for too much is a coded error."""
    body = await ask(SEARCH, **asked)
    assert [error["extensions"]["code"] for error in body["errors"]] == [code]
    assert body["data"] == {"search": None}


async def test_a_search_that_is_cut_says_so(ask: Ask) -> None:
    """Where more things match than are ranked, the answer names the limit."""
    body = await ask(SEARCH, read_settings({}).replaced(search_ranked=5), text="many", first=100)
    found = body["data"]["search"]
    assert found["cut"] == {"limit": "search_ranked"}
    assert found["totalCount"] == MANY
    assert len(found["edges"]) == 5
