"""The three questions as plain JSON over HTTP: what GraphQL says, on both stores."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx2
import pytest

from credway.graphql.persisted import shipped
from credway.loaders.demonstration.tables import BASE
from credway.registry.registry import Registry
from credway.server.app import create_app

SECURITY = {"ref": {"named": {"name": "CompTIA Security+", "issuer": "CompTIA"}}}
PLUS = {"named": {"name": "CompTIA A+", "issuer": "CompTIA"}}
Body = dict[str, Any]


@pytest.fixture(scope="module")
async def client(demonstration: Registry) -> AsyncIterator[httpx2.AsyncClient]:
    """A client of the real application over the registry's store."""
    app = create_app(demonstration.settings, clock=demonstration.clock)
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="http://test") as found,
    ):
        yield found


async def graphql(client: httpx2.AsyncClient, name: str) -> Body:
    """Run a shipped document."""
    found = (await client.post("/graphql", json={"query": shipped()[name]})).json()
    assert "errors" not in found
    data: Body = found["data"]
    return data


async def plain(client: httpx2.AsyncClient, name: str, arguments: Mapping[str, Any]) -> Body:
    """Ask one question by POST."""
    found = await client.post(f"/answers/{name}", json=arguments)
    assert found.status_code == 200, found.text
    body: Body = found.json()
    return body


@pytest.mark.parametrize(("document", "state"), [("question15", "CA"), ("question16", "OH")])
async def test_credit_says_the_same(client: httpx2.AsyncClient, document: str, state: str) -> None:
    """Questions 15 and 16: the same awards, sums and sentences."""
    shown = (await graphql(client, document))["postsecondaryCredit"]
    found = await plain(client, "credit", {"held": [SECURITY], "place": {"state": state}})
    assert (found["asOf"], found["knownAt"]) == (shown["asOf"], shown["knownAt"])
    earns = [found["statements"][sid]["summary"] for sid in found["earns"]["basis"]]
    assert (found["earns"]["verdict"], len(earns)) == ("YES", len(found["awards"]))
    assert len(found["awards"]) == shown["awards"].get("totalCount", len(shown["awards"]["nodes"]))
    for mine, theirs in zip(found["awards"], shown["awards"]["nodes"], strict=False):
        assert mine["verdict"] == theirs["verdict"]
        statement = found["statements"][mine["award"]["statement"]]
        assert [statement["summary"]] == [each["summary"] for each in theirs["award"]["basis"]]
    if "totals" in shown:
        assert [each["certain"] for each in found["totals"]] == [e["certain"] for e in shown["totals"]]


async def test_pathways_say_the_same(client: httpx2.AsyncClient) -> None:
    """Question 30: the same steps, required or not, in the same order, with the same wages."""
    shown = await graphql(client, "question30")
    for field, include in (("required", ["REQUIRED"]), ("prepared", ["REQUIRED", "PREPARATION"])):
        found = await plain(client, "pathways", {"to": SECURITY, "include": include, "first": 1})
        for mine, theirs in zip(found["plans"], shown[field]["plans"], strict=True):
            steps = [(step["number"], step["obtains"], step["required"]) for step in mine["steps"]]
            assert steps == [(s["number"], s["obtains"]["id"], s["required"]) for s in theirs["steps"]]
            wages = [
                found["statements"][step["wage"]]["terms"]["value"] if step["wage"] else None
                for step in mine["steps"]
            ]
            assert wages == [s["wage"]["value"] if s["wage"] else None for s in theirs["steps"]]
            for step in mine["steps"]:
                assert (step["duration"], step["credit"]) == (None, [])
            assert {"duration", "credit"} <= set(mine["totals"]["incomplete"])


async def test_portability_says_the_same(client: httpx2.AsyncClient) -> None:
    """Question 33: the same summary, verdicts, bases and what is missing."""
    [shown] = (await graphql(client, "question33"))["portability"]["places"]
    asked = {"credential": PLUS, "earnedIn": "TN", "to": ["VA"], "earnedOn": "2026-05-15"}
    found = await plain(client, "portability", asked)
    [place] = found["places"]
    assert place["summary"] == shown["summary"]
    for name, finding in shown["countsFor"].items():
        mine = place["countsFor"][name]
        assert mine["verdict"] == finding["verdict"]
        basis = [found["statements"][sid]["summary"] for sid in mine.get("basis", ())]
        assert basis == [each["summary"] for each in finding["basis"]]
        assert [m["what"] for m in mine.get("missing", ())] == [m["what"] for m in finding["missing"]]


async def test_simple_questions_by_get(client: httpx2.AsyncClient) -> None:
    """The query of an address asks what the same JSON asks, word for word."""
    for name, query, arguments in (
        (
            "credit",
            {"held": "CompTIA Security+ | CompTIA", "place": "CA", "current": "true", "age": "30"},
            {"held": [{**SECURITY, "current": True}], "place": {"state": "CA"}, "asker": {"age": 30}},
        ),
        (
            "portability",
            {"credential": "CompTIA A+ | CompTIA", "to": "va,OH", "earnedIn": "TN"},
            {"credential": PLUS, "to": ["va", "OH"], "earnedIn": "TN"},
        ),
        (
            "pathways",
            {"to": "CompTIA Security+ | CompTIA", "include": "required,preparation", "first": "1"},
            {"to": SECURITY, "include": ["REQUIRED", "PREPARATION"], "first": 1},
        ),
    ):
        found = await client.get(f"/answers/{name}", params=query)
        assert found.status_code == 200, found.text
        assert found.json() == await plain(client, name, arguments)


async def test_an_answer_is_kept_as_long_as_it_holds(client: httpx2.AsyncClient) -> None:
    """An answer has an ETag; pinned to both times it may be kept, else it is asked for again."""
    query = {"held": "CompTIA Security+ | CompTIA", "place": "CA"}
    first = await client.get("/answers/credit", params=query)
    assert first.headers["cache-control"] == "no-cache"
    assert first.headers["access-control-allow-origin"] == "*"
    again = {"if-none-match": first.headers["etag"]}
    assert (await client.get("/answers/credit", params=query, headers=again)).status_code == 304
    body = first.json()
    pinned = query | {"asOf": body["asOf"], "knownAt": str(body["knownAt"])}
    found = await client.get("/answers/credit", params=pinned)
    assert found.headers["cache-control"].startswith("max-age=")
    assert found.content == first.content
    assert (await client.head("/answers/credit", params=query)).status_code == 200


@pytest.mark.parametrize(
    ("name", "arguments", "status", "code", "pointer"),
    [
        ("credit", [], 400, "BAD_REQUEST", ""),
        ("credit", {"place": {"state": "CA"}}, 400, "BAD_REQUEST", "/held"),
        ("credit", {"held": [], "place": {"state": "CA"}}, 400, "BAD_REQUEST", None),
        ("credit", {"held": [SECURITY] * 51, "place": {"state": "CA"}}, 413, "LIMIT_EXCEEDED", None),
        ("credit", {"held": [{"ref": {"named": {"name": 1}}}], "place": {"state": "CA"}}, 400, "BAD_REQUEST",
         "/held/0/ref/named/name"),
        ("credit", {"held": [SECURITY], "place": {"state": "CA", "system": "x"}}, 400, "BAD_REQUEST",
         "/place"),
        ("credit", {"held": [SECURITY], "place": {"state": "Atlantis"}}, 400, "BAD_REQUEST", None),
        ("credit", {"held": [{"ref": {"named": {"name": "No such thing"}}}], "place": {"state": "CA"}}, 404,
         "NOT_FOUND", None),
        ("credit", {"held": [SECURITY], "place": {"state": "CA"}, "to": "x"}, 400, "BAD_REQUEST", None),
        ("portability", {"credential": PLUS, "earnedOn": "2026-02-30"}, 400, "BAD_REQUEST", "/earnedOn"),
        ("pathways", {"to": SECURITY, "include": ["ANYTHING"]}, 400, "BAD_REQUEST", "/include/0"),
        ("pathways", {"to": SECURITY, "knownAt": 10_000_000}, 400, "BAD_REQUEST", None),
    ],
)  # fmt: skip
async def test_what_is_wrong_is_a_problem(
    client: httpx2.AsyncClient, name: str, arguments: Any, status: int, code: str, pointer: str | None
) -> None:
    """Each error is a problem with its code, and says where in the JSON it is."""
    found = await client.post(f"/answers/{name}", json=arguments)
    assert found.headers["content-type"] == "application/problem+json"
    body = found.json()
    assert (found.status_code, body["code"]) == (status, code), body
    assert body.get("pointer") == pointer, body


@pytest.mark.parametrize(
    ("name", "query", "wrong"),
    [
        ("credit", "held=x&place=CA&colour=red", "colour"),
        ("credit", "held=x&place=CA&place=OH", "place"),
        ("credit", "held=x&place=CA&current=perhaps", "current"),
        ("pathways", "to=x&first=many", "first"),
        ("portability", "to=VA", "credential"),
    ],
)
async def test_a_wrong_parameter(client: httpx2.AsyncClient, name: str, query: str, wrong: str) -> None:
    """A parameter that is not taken, or not as it stands, is named."""
    found = await client.get(f"/answers/{name}?{query}")
    assert (found.status_code, found.json()["argument"]) == (400, wrong)


async def test_other_bodies(client: httpx2.AsyncClient) -> None:
    """What is not JSON is refused, by its type or where it breaks off."""
    typed = await client.post("/answers/credit", content=b"<a/>", headers={"content-type": "text/xml"})
    assert (typed.status_code, typed.json()["code"]) == (415, "UNSUPPORTED_TYPE")
    broken = await client.post("/answers/credit", content=b"{", headers={"content-type": "application/json"})
    assert (broken.status_code, broken.json()["code"]) == (400, "BAD_REQUEST")


async def test_the_demonstration_is_named(client: httpx2.AsyncClient) -> None:
    """Things are named by the IRIs of the registry, each described once."""
    found = await plain(client, "credit", {"held": [SECURITY], "place": {"state": "CA"}})
    [asked] = found["resolved"]
    [meant] = asked["candidates"]
    assert meant["id"].startswith(BASE)
    assert found["things"][meant["id"]]["name"] == "CompTIA Security+"
