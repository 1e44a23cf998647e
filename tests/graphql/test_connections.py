"""Lists: filters, orders, pages and cursors."""

from typing import Any

import pytest
from making import iri
from small_registry import MANY, Ask

from credway.graphql.paging import write_cursor

PAGE = """query ($first: Int, $after: String, $last: Int, $before: String, $order: [ListOrder!]) {
  credentials(first: $first, after: $after, last: $last, before: $before, orderBy: $order,
              where: {name: {startsWith: "many"}}) {
    totalCount nodes { name } edges { cursor node { id } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""

WHERE = """query ($where: CredentialWhere, $unknown: UnknownRule! = EXCLUDE, $text: String) {
  credentials(where: $where, unknown: $unknown, text: $text, first: 100) {
    totalCount unknownCount nodes { id } } }"""


async def names(ask: Ask, **variables: Any) -> list[str]:
    """The names on a page."""
    body = await ask(PAGE, **variables)
    assert "errors" not in body
    return [node["name"] for node in body["data"]["credentials"]["nodes"]]


async def test_pages_follow_each_other(ask: Ask) -> None:
    """Page after page gives every thing once, and the last one says that nothing follows."""
    seen: list[str] = []
    after: str | None = None
    while True:
        body = await ask(PAGE, first=7, after=after)
        found = body["data"]["credentials"]
        assert found["totalCount"] == MANY
        assert found["pageInfo"]["hasPreviousPage"] == (after is not None)
        seen += [node["name"] for node in found["nodes"]]
        assert [edge["cursor"] for edge in found["edges"]][-1] == found["pageInfo"]["endCursor"]
        if not found["pageInfo"]["hasNextPage"]:
            break
        after = found["pageInfo"]["endCursor"]
    assert seen == [f"Many {n:02}" for n in range(MANY)]


async def test_a_page_backwards(ask: Ask) -> None:
    """`last` before a cursor gives the things just before it, in the order of the list."""
    body = await ask(PAGE, first=10)
    before = body["data"]["credentials"]["pageInfo"]["endCursor"]
    assert await names(ask, last=3, before=before) == ["Many 06", "Many 07", "Many 08"]


@pytest.mark.parametrize("order", ["ASC", "DESC"])
async def test_a_page_between_two_cursors(ask: Ask, order: str) -> None:
    """`first` gives the first things between two cursors and `last` the last, in the order of the list."""
    asked: dict[str, Any] = {"order": [{"name": order}]}
    cursors = [e["cursor"] for e in (await ask(PAGE, first=7, **asked))["data"]["credentials"]["edges"]]
    whole = await names(ask, first=7, **asked)
    between = {"after": cursors[1], "before": cursors[6], **asked}
    assert await names(ask, first=2, **between) == whole[2:4]
    assert await names(ask, last=2, **between) == whole[4:6]
    assert await names(ask, first=2, before=cursors[6], **asked) == whole[:2]
    for size in ({"first": 20}, {"last": 20}):
        found = (await ask(PAGE, **size, **between))["data"]["credentials"]
        assert [node["name"] for node in found["nodes"]] == whole[2:6]
        assert (found["pageInfo"]["hasNextPage"], found["pageInfo"]["hasPreviousPage"]) == (True, True)


async def test_the_other_order(ask: Ask) -> None:
    """The order can be turned round, and its cursors belong to it alone."""
    assert (await names(ask, first=2, order=[{"name": "DESC"}])) == ["Many 29", "Many 28"]
    body = await ask(PAGE, first=2, order=[{"name": "DESC"}])
    cursor = body["data"]["credentials"]["pageInfo"]["endCursor"]
    assert (await names(ask, first=1, after=cursor, order=[{"name": "DESC"}])) == ["Many 27"]
    wrong = await ask(PAGE, first=1, after=cursor)
    assert wrong["errors"][0]["extensions"]["code"] == "BAD_CURSOR"
    assert wrong["data"] == {"credentials": None}


@pytest.mark.parametrize("cursor", ["", "x", "!!", "ä", "W10", write_cursor("other", "a", "b")])
async def test_bad_cursors(ask: Ask, cursor: str) -> None:
    """A cursor that is none is a coded error, on lists of the store and on nested ones."""
    body = await ask(
        """query ($id: ID!, $after: String) { credentials(after: $after) { totalCount }
          credential(id: $id) { statements(after: $after) { totalCount }
            awards(after: $after) { totalCount } } }""",
        id=iri("credentials/comptia-security-plus"),
        after=cursor,
    )
    assert {error["extensions"]["code"] for error in body["errors"]} == {"BAD_CURSOR"}


@pytest.mark.parametrize("cursor", ["", "x", write_cursor("other", "a")])
async def test_bad_cursors_of_questions(ask: Ask, cursor: str) -> None:
    """A cursor that is none is refused by every question with pages, the empty one too."""
    body = await ask(
        """query ($ref: ResourceRef!, $after: String) {
          agreementsAtRisk(place: {state: "OH"}, after: $after) { totalCount }
          awardsFor(credential: $ref, after: $after) { totalCount }
          dependents(credential: $ref, after: $after) { totalCount }
          nextCredentials(held: [{ref: $ref}], after: $after) { totalCount }
          search(text: "security", after: $after) { totalCount } }""",
        ref={"id": iri("credentials/comptia-security-plus")},
        after=cursor,
    )
    assert [error["extensions"]["code"] for error in body["errors"]] == ["BAD_CURSOR"] * 5
    assert not any(body["data"].values())


async def test_a_position_that_was_never_given_is_no_cursor(ask: Ask) -> None:
    """Five words in the form of a cursor are refused by agreements at risk."""
    body = await ask(
        """query ($after: String) {
          agreementsAtRisk(place: {state: "OH"}, after: $after) { totalCount } }""",
        after=write_cursor("agreementsAtRisk", "a", "b", "c", "d", "e"),
    )
    assert [error["extensions"]["code"] for error in body["errors"]] == ["BAD_CURSOR"]


async def test_nested_pages_follow_each_other(ask: Ask) -> None:
    """Statements and awards of one thing can be paged to their end."""
    query = """query ($id: ID!, $after: String) { node(id: $id) { ... on Credential {
      statements(first: 4, after: $after) { totalCount nodes { id }
        pageInfo { hasNextPage endCursor } } } } }"""
    seen: list[str] = []
    after, total = None, 0
    while True:
        body = await ask(query, id=iri("credentials/comptia-security-plus"), after=after)
        page = body["data"]["node"]["statements"]
        total = total or page["totalCount"]
        seen += [node["id"] for node in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert len(seen) == len(set(seen)) == total
    awards = """query ($id: ID!, $after: String) { node(id: $id) { ... on Credential {
      awards(first: 1, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } } }"""
    first = await ask(awards, id=iri("credentials/comptia-security-plus"))
    page = first["data"]["node"]["awards"]
    assert page["pageInfo"]["hasNextPage"] is True
    second = await ask(
        awards, id=iri("credentials/comptia-security-plus"), after=page["pageInfo"]["endCursor"]
    )
    assert second["data"]["node"]["awards"]["nodes"] != page["nodes"]
    assert second["data"]["node"]["awards"]["pageInfo"]["hasNextPage"] is False


async def test_entries_in_no_state_are_refused(ask: Ask) -> None:
    """A state that does not exist is a coded error, and not a credential that is on no list."""
    query = """query ($id: ID!, $state: [String!]) { credential(id: $id) {
      entries(state: $state) { totalCount } } }"""
    found = await ask(query, id=iri("credentials/comptia-security-plus"), state=["Ohio"])
    assert found["data"]["credential"]["entries"]["totalCount"] == 1
    wrong = await ask(query, id=iri("credentials/comptia-security-plus"), state=["OH", "Atlantis"])
    [error] = wrong["errors"]
    assert error["extensions"]["code"] == "BAD_REQUEST"
    assert "'Atlantis' is no state" in error["message"]


SECURITY = ["credentials/comptia-security-plus"]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"name": {"eq": "comptia a+"}}, ["credentials/comptia-a-plus"]),
        ({"name": {"contains": "secur"}}, SECURITY),
        ({"name": {"contains": "plus", "startsWith": "CompTIA S"}}, SECURITY),
        ({"type": "Certification"}, SECURITY),
        ({"type": "ceterms:Badge"}, ["credentials/badge"]),
        ({"listedIn": "Ohio"}, SECURITY),
        (
            {
                "cluster": {
                    "code": {
                        "scheme": "https://w3id.org/credway/schemes/clusters/2019/",
                        "value": "IT",
                    }
                }
            },
            SECURITY,
        ),
        ({"occupation": {"id": "https://w3id.org/credway/schemes/soc/2018/15-1212"}}, SECURITY),
        ({"minimumAge": {"lte": 16}}, ["credentials/badge"]),
        ({"minimumAge": {"gte": 17}}, []),
        ({"fee": {"gte": "391.5", "lte": 400}}, SECURITY),
        ({"referenceOnly": False}, ["credentials/badge"]),
        (
            {"issuer": iri("organizations/comptia")},
            [f"credentials/comptia-{n}-plus" for n in ("a", "network", "security")],
        ),
    ],
)
async def test_filters(ask: Ask, where: dict[str, Any], expected: list[str]) -> None:
    """Each filter finds what is known to fit."""
    body = await ask(WHERE, where=where)
    assert "errors" not in body
    assert [node["id"] for node in body["data"]["credentials"]["nodes"]] == [iri(path) for path in expected]


async def test_unknown_is_counted(ask: Ask) -> None:
    """A fact that nobody states is neither yes nor no: it is counted, and the rule decides."""
    where = {"fee": {"lte": 400}}
    found = {}
    for rule in ("INCLUDE", "EXCLUDE", "ONLY"):
        body = await ask(WHERE, where=where, unknown=rule)
        page = body["data"]["credentials"]
        found[rule] = (page["totalCount"], page["unknownCount"])
    known, unknown = 1, found["ONLY"][0]
    assert found == {
        "INCLUDE": (known + unknown, unknown),
        "EXCLUDE": (known, unknown),
        "ONLY": (unknown, unknown),
    }


async def test_the_other_lists(ask: Ask) -> None:
    """Organizations, occupations and clusters are lists of the same kind."""
    body = await ask(
        """{ organizations(where: {offersCredentials: true, name: {startsWith: "comp"}}) {
               totalCount nodes { name } }
             ohio: organizations(where: {state: "OH"}, unknown: EXCLUDE) { nodes { name } }
             occupations(scheme: "https://w3id.org/credway/schemes/soc/2018") { nodes { code } }
             clusters(scheme: "https://w3id.org/credway/schemes/clusters/2019") { nodes { code } }
             none: clusters(scheme: "https://w3id.org/credway/schemes/clusters/2024") { totalCount }
             competencies { totalCount } text: credentials(text: "practical") { totalCount } }"""
    )
    assert "errors" not in body
    data = body["data"]
    assert [n["name"] for n in data["organizations"]["nodes"]] == ["CompTIA"]
    assert [n["name"] for n in data["ohio"]["nodes"]] == ["A College", "A Department"]
    assert data["occupations"]["nodes"] == [{"code": "15-1212"}]
    assert data["clusters"]["nodes"] == [{"code": "IT"}]
    assert data["none"]["totalCount"] == data["competencies"]["totalCount"] == 0
    assert data["text"]["totalCount"] == 1
