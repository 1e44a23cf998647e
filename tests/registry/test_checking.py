"""`check` finds nothing in a registry that is whole, and names what has been planted."""

import re

import pytest
from making import award, hours, publish
from neo4j import AsyncGraphDatabase
from whole import fill, tamper, trusting

from credway.registry.checking import Difference, check
from credway.registry.copying import rebuild
from credway.registry.registry import Registry


async def checked(registry: Registry) -> list[Difference]:
    """What `check` finds."""
    return await check(registry.store, registry.base)


async def test_a_whole_registry(registry: Registry) -> None:
    """Nothing differs after publishing, amending, correcting and withdrawing; progress is told."""
    await fill(trusting(registry))
    told: list[tuple[int, int]] = []
    found = await check(registry.store, registry.base, progress=lambda done, of: told.append((done, of)))
    assert found == []
    assert told[-1] == (10, 10)


async def test_a_refusal_and_an_amended_term_are_whole(registry: Registry) -> None:
    """What a refusal keeps beside its body, and the stated term of an amended award, is nothing too much."""
    terms = {"ceterms:startDate": "2019-01-01", "ceterms:endDate": "2030-12-31"}
    for day, amount in (("2020-01-01", "2"), ("2022-01-01", "3")):
        given = award(
            "awards/yes", held=["credentials/a"], by="organizations/c", amounts=[hours(amount)], extra=terms
        )
        refused = award(
            "awards/no", held=["credentials/b"], by="organizations/c", extra={"credway:refused": True}
        )
        await publish(registry, "awards", given, refused, effective_from=day)
    assert await checked(registry) == []


A = "https://test.example/credentials/a"
FAULTS = {
    "a missing edge": (
        "DELETE FROM edge WHERE id = (SELECT e.id FROM edge e JOIN thing t ON t.id = e.source"
        f" WHERE t.iri = '{A}' AND e.type = 'OWNED_BY')",
        f"MATCH (:Thing {{iri: '{A}'}})-[e:OWNED_BY]->() DELETE e",
        "edge",
        "OWNED_BY https://test.example/credentials/a OWNED_BY https://test.example/organizations/owner",
        "it is missing",
    ),
    "an edge twice": (
        "INSERT INTO edge SELECT NULL, sid, type, source, target, document, version, asserted_by, valid_from,"
        " valid_to, stated, 2, 3 FROM edge WHERE type = 'LOCATED_IN' LIMIT 1",
        "MATCH (a)-[e:LOCATED_IN]->(b) CREATE (a)-[f:LOCATED_IN]->(b) SET f = properties(e)",
        "edge",
        "LOCATED_IN",
        "it is there twice|no envelope says it",
    ),
    "a changed property": (
        "UPDATE statement SET body = replace(body, '52500', '92500') WHERE body LIKE '%52500%'",
        "MATCH (s:Statement) WHERE s.body CONTAINS '52500' SET s.body = replace(s.body, '52500', '92500')",
        "statement",
        "Observation",
        "body is",
    ),
    "a stale index row": (
        f"INSERT INTO thing_search (rowid, search) SELECT 9999, 'left over' FROM thing WHERE iri = '{A}'",
        f"MATCH (t:Thing {{iri: '{A}'}}) SET t.search = 'left over'",
        "index|thing",
        "thing_search|credentials/a",
        "left over",
    ),
    "an altered envelope byte": (
        "UPDATE envelope SET body = CAST(replace(CAST(body AS TEXT), '52500', '52501') AS BLOB)"
        " WHERE document LIKE '%claims/1' AND version = 2",
        "MATCH (e:Envelope {version: 2}) WHERE e.document ENDS WITH 'claims/1' SET e.body = null",
        "envelope",
        "version 2 of https://test.example/claims/1",
        "are not those that were published",
    ),
    "a missing version": (
        "DELETE FROM envelope WHERE document LIKE '%claims/1' AND version = 1",
        "MATCH (e:Envelope {version: 1}) WHERE e.document ENDS WITH 'claims/1' DELETE e",
        "envelope",
        "version 2 of https://test.example/claims/1",
        "versions are missing",
    ),
    "a lost alias": (
        "DELETE FROM alias WHERE alias = 'CB-1'",
        "MATCH (a:Alias {alias: 'CB-1'}) DETACH DELETE a",
        "alias",
        "CB-1",
        "it is missing",
    ),
    "a number too many": (
        "UPDATE meta SET n = 12",
        "MATCH (m:Meta) SET m.n = 12",
        "registry",
        "https://test.example/",
        "12 numbers taken, the newest envelope has 10",
    ),
}
"""What is planted on each store, and what must be named: of what, where, and how it differs.

`test_planted` plants in every column; here it is what is said, and that rebuilding mends it.
"""

ALTERED = "an altered envelope byte"


@pytest.mark.parametrize("fault", sorted(FAULTS))
async def test_a_planted_fault_is_named(fault: str, registry: Registry) -> None:
    """Each fault is found and named; where the graph is at fault, rebuilding it mends it."""
    await fill(trusting(registry))
    sql, cypher, what, where, detail = FAULTS[fault]
    if fault == ALTERED and registry.store.dialect() == "cypher":
        bodies = [
            e async for part in registry.store.envelopes() for e in part if e.document.endswith("claims/1")
        ]
        changed = list(bodies[1].body.replace(b"52500", b"52501"))
        cypher = cypher.replace("null", "$body")
        async with AsyncGraphDatabase.driver(registry.store.url, notifications_min_severity="OFF") as driver:
            await driver.execute_query(cypher, body=bytes(changed), database_="neo4j")
    else:
        await tamper(registry.store, sql, cypher)
    found = await checked(registry)
    assert [
        d
        for d in found
        if re.search(what, d.what) and re.search(where, d.where) and re.search(detail, d.detail)
    ], found
    if what not in ("envelope", "registry"):
        await rebuild(registry.store)
        assert await checked(registry) == []


async def test_a_lost_label(registry: Registry) -> None:
    """On Neo4j, what stands beside the body for queries to filter by is compared too."""
    if registry.store.dialect() == "sql":
        return
    await fill(trusting(registry))
    await tamper(registry.store, "", "MATCH (s:Condition) SET s.relation = 'recommends' REMOVE s:Condition")
    found = [str(d) for d in await checked(registry)]
    assert any("queries find it as a None" in line for line in found)
    assert any("relation is 'recommends' beside the body, which says 'requires'" in line for line in found)


async def test_differences_are_cut(registry: Registry) -> None:
    """An emptied graph is named row by row, but not without end."""
    await fill(trusting(registry))
    await registry.store.drop_graph()
    everything = await checked(registry)
    assert {"statement", "edge", "alias", "resource", "thing"} <= {d.what for d in everything}
    assert await check(registry.store, registry.base, most=3) == everything[:3]
