"""Errors have codes that programs can act on, and say what to do; the inside is masked."""

import asyncio
import logging
from typing import Any

import orjson
import pytest
from making import BASE, iri
from small_registry import Ask, Lenient, counting

from credway.graphql.context import Context
from credway.graphql.execution import Request, execute
from credway.graphql.persisted import Documents
from credway.graphql.schema import Schema
from credway.registry.errors import StoreUnavailable
from credway.registry.preparing import Here
from credway.registry.registry import Registry
from credway.registry.settings import read_settings


def codes(body: dict[str, Any]) -> list[str]:
    """The codes of a body's errors."""
    return [error["extensions"]["code"] for error in body.get("errors", ())]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ credentials(first: 101) { totalCount } }", "LIMIT_EXCEEDED"),
        ("{ credentials(first: -1) { totalCount } }", "BAD_REQUEST"),
        ('{ credentials(asOf: "yesterday") { totalCount } }', "BAD_REQUEST"),
        ("{ credentials(knownAt: 99) { totalCount } }", "BAD_REQUEST"),
        ('{ credentials(where: {listedIn: "Atlantis"}) { totalCount } }', "BAD_REQUEST"),
        ('{ credentials(where: {type: "nonsense"}) { totalCount } }', "BAD_REQUEST"),
        ('{ credentials(text: "!!") { totalCount } }', "BAD_REQUEST"),
        ('{ coverage(places: ["ZZ"]) { kind } }', "BAD_REQUEST"),
        (
            '{ postsecondaryCredit(held: [], place: {state: "OH"}) { asOf } }',
            "BAD_REQUEST",
        ),
        (
            '{ portability(credential: {named: {name: "Nothing of the kind"}}) { asOf } }',
            "NOT_FOUND",
        ),
        ('{ pathways(to: {ref: {named: {name: "A"}}}, maxSteps: 0) { asOf } }', "BAD_REQUEST"),
        ('{ pathways(to: {ref: {named: {name: "A"}}}, first: 11) { asOf } }', "LIMIT_EXCEEDED"),
        ('{ credential(ctid: "ce-1") { id } }', "BAD_REQUEST"),
        ("{ credential { id } }", "BAD_REQUEST"),
        ("{ attesting(competencies: []) { asOf } }", "BAD_REQUEST"),
        ("{ competencyMix(of: []) { asOf } }", "BAD_REQUEST"),
        ('{ competencyGap(target: {ctid: "ce-1"}) { asOf } }', "BAD_REQUEST"),
        (
            '{ competencyGap(target: {ctid: "ce-00000000-0000-0000-0000-000000000000"}) { asOf } }',
            "NOT_FOUND",
        ),
        ('{ licenseRequirements(occupation: {named: {name: "Nobody"}}) { asOf } }', "NOT_FOUND"),
        ('{ credentials(where: {creditIn: "Atlantis"}) { totalCount } }', "BAD_REQUEST"),
        ("{ nonsense }", "BAD_REQUEST"),
        ("{ credentials(", "BAD_REQUEST"),
        ("mutation { __typename }", "BAD_REQUEST"),
        ("query A { __typename } query B { __typename }", "BAD_REQUEST"),
        ("", "BAD_REQUEST"),
    ],
)
async def test_codes(ask: Ask, query: str, code: str) -> None:
    """What is wrong with a question is told by a code, and in words."""
    body = await ask(query)
    assert codes(body) == [code]
    assert body["errors"][0]["message"]


async def test_ambiguity_names_its_candidates(ask: Ask) -> None:
    """A name of several things is an error with each of them; nothing is guessed."""
    body = await ask('{ portability(credential: {named: {name: "AWS Certified"}}) { asOf } }')
    assert codes(body) == ["AMBIGUOUS"]
    found = body["errors"][0]["extensions"]["candidates"]
    assert {each["id"] for each in found} == {
        iri("credentials/aws-certified-cloud"),
        iri("credentials/aws-certified-welder"),
    }


async def test_one_failure_leaves_the_rest(ask: Ask) -> None:
    """Among questions asked together, the one that cannot be settled fails alone."""
    body = await ask(
        """query ($to: [String!] = ["VA"]) {
          bad: portability(credential: {named: {name: "AWS Certified"}}, to: $to) { asOf }
          none: portability(credential: {named: {name: "Nothing"}}, to: $to) { asOf }
          good: portability(credential: {named: {name: "CompTIA A+"}}, to: $to) {
            credential { name } } }"""
    )
    assert sorted(codes(body)) == ["AMBIGUOUS", "NOT_FOUND"]
    assert body["data"]["good"] == {"credential": {"name": "CompTIA A+"}}
    assert body["data"]["bad"] is None


async def test_a_failure_takes_nothing_from_what_waits_for_the_same(
    ask: Ask, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A field that fails ends its siblings, and not the same read of the store in another question."""
    held = counting(registry)
    read = held.ask

    async def slow(query: str, /, **parameters: Any) -> Any:
        await asyncio.sleep(0.05)
        return await read(query, **parameters)

    one = f'credential(id: "{iri("credentials/comptia-security-plus")}")'
    shared = 'entries { totalCount } awards(asOf: "2026-01-01") { asOf }'
    await ask(f"{{ {one} {{ id }} }}")
    monkeypatch.setattr(held, "ask", slow)
    body = await ask(
        f'{{ bad: {one} {{ portability(to: ["ZZ"]) {{ asOf }} {shared} }} good: {one} {{ {shared} }} }}'
    )
    assert codes(body) == ["BAD_REQUEST"]
    assert body["data"] == {
        "bad": None,
        "good": {"entries": {"totalCount": 1}, "awards": {"asOf": "2026-01-01"}},
    }


async def test_variables_are_checked(ask: Ask) -> None:
    """A variable of a wrong kind is a request error: nothing was executed."""
    body = await ask("query ($d: Date) { credentials(asOf: $d) { totalCount } }", d="2026-13-01")
    assert codes(body) == ["BAD_REQUEST"]
    assert "data" not in body


async def test_exactly_one_way_of_naming(ask: Ask) -> None:
    """A reference in two ways at once is refused."""
    body = await ask('{ portability(credential: {id: "a:b", ctid: "x"}) { asOf } }')
    assert codes(body) == ["BAD_REQUEST"]


async def test_the_inside_is_masked(
    ask: Ask, registry: Registry, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What nobody expected is said with the id of the request alone; the log has the rest."""

    async def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(counting(registry), "ask_text", broken)
    with caplog.at_level(logging.ERROR, logger="credway.graphql"):
        body = await ask("{ credentials { totalCount } }")
    assert codes(body) == ["INTERNAL"]
    assert body["errors"][0]["extensions"]["requestId"] == "request-1"
    assert "secret" not in str(body)
    assert "request-1" in caplog.text
    assert "secret detail" in caplog.text


async def test_a_store_that_is_away(ask: Ask, registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that does not answer has a code of its own; its address is not shown."""

    async def away(*_: Any, **__: Any) -> Any:
        raise StoreUnavailable("bolt://inside:7687 refused")

    monkeypatch.setattr(counting(registry), "ask_text", away)
    body = await ask("{ credentials { totalCount } }")
    assert codes(body) == ["STORE_UNAVAILABLE"]
    assert "inside" not in str(body)


async def test_an_answer_that_takes_too_long(
    registry: Registry, schema: Schema, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time of a request is limited."""

    async def slow(*_: Any, **__: Any) -> Any:
        await asyncio.sleep(5)

    monkeypatch.setattr(counting(registry), "ask_text", slow)
    settings = read_settings({"CREDWAY_REQUEST_SECONDS": "0.05"})
    held = Registry(registry.store, Here(Lenient()), settings, registry.clock, BASE)
    request = Request("{ credentials { totalCount } }")
    answer = await execute(schema, Context(held, "r"), request, Documents())
    body = orjson.loads(answer.body)
    assert codes(body) == ["TIMEOUT"]
    assert body["data"] is None
