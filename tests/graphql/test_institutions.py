"""Institutions and places over GraphQL: the connection, its filters, and what cannot be settled."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from making import BASE, award, hours, iri, organization, publish, reference
from small_registry import TODAY, Ask, Counting, Lenient, counting

from credway.registry.clock import frozen_clock
from credway.registry.preparing import Here
from credway.registry.registry import Registry
from credway.registry.settings import read_settings
from credway.registry.store.sqlite import SQLiteStore

PAGE = """query ($where: InstitutionWhere, $text: String, $first: Int, $after: String,
               $unknown: UnknownRule! = EXCLUDE) {
  institutions(where: $where, text: $text, first: $first, after: $after, unknown: $unknown) {
    totalCount unknownCount pageInfo { hasNextPage endCursor }
    nodes { id name city unitId state { code } partOf { name } } } }"""
CREDIT = """query ($place: PlaceInput!) {
  postsecondaryCredit(held: [{ref: {named: {name: "Alpha"}}}], place: $place) {
    awards { nodes { award { awardedBy { name } } } } } }"""
AWARDS = """query ($place: PlaceInput!) {
  credentials(first: 20) { nodes { name awards(place: $place) { nodes { awardedBy { name } } } } } }"""


def college(name: str, state: str, city: str, unit_id: str, system: str | None = None) -> dict[str, Any]:
    """An institution of a directory."""
    node = organization(f"organizations/{unit_id}", state) | {
        "@type": "ceterms:CredentialOrganization",
        "ceterms:name": {"en": name},
        "ceterms:ipedsID": unit_id,
    }
    del node["credway:mentionedBy"]
    node["ceterms:address"][0]["ceterms:addressLocality"] = {"en": city}
    if system:
        node["ceterms:parentOrganization"] = [iri(system)]
    return node


@pytest.fixture(scope="module")
async def registry() -> AsyncIterator[Registry]:
    """Three colleges, two of them of a system, one award each of a college and of the system."""
    store = SQLiteStore(":memory:")
    await store.open(BASE)
    counted: Any = Counting(store)
    found = Registry(counted, Here(Lenient()), read_settings({}), frozen_clock(TODAY), BASE)
    system = reference("organizations/system", "ceterms:Organization", "Buckeye System")
    await publish(
        found, "system", system, reference("organizations/vendor", "ceterms:Organization", "Vendor")
    )
    await publish(
        found,
        "colleges",
        college("First College", "OH", "Akron", "100001", "organizations/system"),
        college("Twin College", "OH", "Dayton", "100002", "organizations/system"),
        college("Twin College", "MO", "Rolla", "100003"),
    )
    for number in range(20):
        path = f"credentials/{number}"
        await publish(found, path, reference(path, name="Alpha" if number == 0 else f"Beta {number:02}"))
        await publish(
            found,
            f"awards/{number}",
            award(f"awards/{number}/1", held=[path], by="organizations/100001", amounts=[hours("3")]),
            award(f"awards/{number}/2", held=[path], by="organizations/100003", amounts=[hours("2")]),
        )
    try:
        yield found
    finally:
        await store.close()


async def listed(ask: Ask, **variables: Any) -> tuple[list[str], int]:
    """The UNITIDs on a page, and how many there are."""
    body = await ask(PAGE, **variables)
    assert "errors" not in body, body
    found = body["data"]["institutions"]
    return [node["unitId"] for node in found["nodes"]], found["totalCount"]


async def test_institutions_are_those_with_a_unitid_or_an_award(ask: Ask) -> None:
    """A vendor and a system without an award are none; each says town, state, UNITID and system."""
    body = await ask(PAGE)
    assert body["data"]["institutions"]["totalCount"] == 3
    assert body["data"]["institutions"]["nodes"][0] == {
        "id": iri("organizations/100001"),
        "name": "First College",
        "city": "Akron",
        "unitId": "100001",
        "state": {"code": "OH"},
        "partOf": [{"name": "Buckeye System"}],
    }


@pytest.mark.parametrize(
    ("where", "unit_ids"),
    [
        ({"state": "OH"}, ["100001", "100002"]),
        ({"state": "Missouri"}, ["100003"]),
        ({"system": iri("organizations/system")}, ["100001", "100002"]),
        ({"unitId": " 100003 "}, ["100003"]),
        ({"name": {"startsWith": "twin"}}, ["100002", "100003"]),
        ({"name": {"eq": "twin college"}, "state": "OH"}, ["100002"]),
        ({"NOT": {"system": iri("organizations/system")}}, []),
        ({"OR": [{"unitId": "100001"}, {"state": "MO"}]}, ["100001", "100003"]),
        ({"unitId": "999999"}, []),
    ],
)
async def test_filters(ask: Ask, where: dict[str, Any], unit_ids: list[str]) -> None:
    """By state, system, name and UNITID; that one is of no system is unknown, and not so."""
    assert await listed(ask, where=where) == (unit_ids, len(unit_ids))


async def test_what_is_unknown_can_be_included(ask: Ask) -> None:
    """Of which system nobody says anything, that may be of any."""
    where = {"system": iri("organizations/system")}
    assert await listed(ask, where=where, unknown="INCLUDE") == (["100001", "100002", "100003"], 3)


async def test_pages_and_texts(ask: Ask) -> None:
    """Page after page gives each once; a text finds by words and by UNITID."""
    body = await ask(PAGE, first=2)
    page = body["data"]["institutions"]["pageInfo"]
    assert page["hasNextPage"]
    assert await listed(ask, first=2, after=page["endCursor"]) == (["100003"], 3)
    assert await listed(ask, text="coll twi") == (["100002", "100003"], 2)
    assert await listed(ask, text="100001") == (["100001"], 1)


async def test_a_state_that_there_is_not(ask: Ask) -> None:
    """A filter by no state is a coded error."""
    body = await ask(PAGE, where={"state": "ZZ"})
    assert body["errors"][0]["extensions"]["code"] == "BAD_REQUEST"
    assert body["errors"][0]["message"].startswith("state 'ZZ' is no state, district or territory")


@pytest.mark.parametrize(
    ("place", "awarding"),
    [
        ({"unitId": "100001"}, ["First College"]),
        ({"institution": "First College"}, ["First College"]),
        ({"system": "Buckeye System"}, ["First College"]),
        ({"unitId": "100002"}, []),
        ({"state": "Ohio"}, ["First College"]),
        ({"state": "MO"}, ["Twin College"]),
    ],
)
async def test_credit_at_a_place(ask: Ask, place: dict[str, str], awarding: list[str]) -> None:
    """A place is a UNITID, a name, a system or a state, in the question and for the awards of a list."""
    body = await ask(CREDIT, place=place)
    found = body["data"]["postsecondaryCredit"]["awards"]["nodes"]
    assert [each["award"]["awardedBy"]["name"] for each in found] == awarding
    body = await ask(AWARDS, place=place)
    for node in body["data"]["credentials"]["nodes"]:
        assert [each["awardedBy"]["name"] for each in node["awards"]["nodes"]] == awarding


async def test_many_credentials_settle_their_place_once(ask: Ask, registry: Registry) -> None:
    """Twenty credentials at one place ask as often as one does."""
    counts = []
    for first in (1, 20):
        body = await ask(AWARDS.replace("first: 20", f"first: {first}"), place={"unitId": "100001"})
        assert "errors" not in body
        counts.append(list(counting(registry).asked))
    assert counts[0] == counts[1]
    assert counts[0].count("resolve") == counts[0].count("awards_reached") == 1


@pytest.mark.parametrize(
    ("place", "code", "message", "abouts"),
    [
        (
            {"institution": "Twin College"},
            "AMBIGUOUS",
            "Twin College may mean 2 places; name one by its UNITID or its id",
            ["Dayton, OH; UNITID 100002; part of Buckeye System", "Rolla, MO; UNITID 100003"],
        ),
        (
            {"institution": "Frist Collage"},
            "NOT_FOUND",
            "no institution is known here as Frist Collage; these are like it",
            [
                "Akron, OH; UNITID 100001; part of Buckeye System",
                "Dayton, OH; UNITID 100002; part of Buckeye System",
                "Rolla, MO; UNITID 100003",
            ],
        ),
        ({"unitId": "10"}, "BAD_REQUEST", "unitId '10' is not six digits, such as 204024", None),
    ],
)
async def test_places_that_cannot_be_settled(
    ask: Ask, place: dict[str, str], code: str, message: str, abouts: list[str] | None
) -> None:
    """Errors are coded, and name candidates with what tells them apart."""
    body = await ask(CREDIT, place=place)
    [error] = body["errors"]
    assert (error["extensions"]["code"], error["message"]) == (code, message)
    found = error["extensions"].get("candidates")
    assert (None if found is None else [each["about"] for each in found]) == abouts


async def test_a_number_that_is_no_unit_id_is_told(ask: Ask) -> None:
    """A filter by a number that no institution can have is refused, and does not find nothing."""
    [error] = (await ask(PAGE, where={"unitId": "1000"}))["errors"]
    assert (error["extensions"]["code"], "'1000' is not six digits" in error["message"]) == (
        "BAD_REQUEST",
        True,
    )
