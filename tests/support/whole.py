"""A registry of real documents with some history, and a hand inside its store for planting faults."""

from typing import Any

import apsw
from making import (
    award,
    claim,
    credential,
    entry,
    hours,
    listing,
    organization,
    profile,
    publish,
    reference,
    usd,
)
from neo4j import AsyncGraphDatabase

from credway.registry.documents import Withdrawal
from credway.registry.preparing import Here
from credway.registry.registry import Registry
from credway.registry.store import rows
from credway.registry.store.port import Store
from credway.shapes.engine import Graph, Result


class Trusting:
    """An engine that finds nothing wrong: what is tested comes after it."""

    def conforms(self, graph: Graph) -> bool:
        """Everything conforms."""
        return True

    def report(self, graph: Graph, *, forgiving: bool = False) -> list[Result]:
        """Nothing is reported."""
        return []


def trusting(registry: Registry, store: Store | None = None) -> Registry:
    """The same registry, or one over another store, with the engine that trusts."""
    return Registry(
        store or registry.store, Here(Trusting()), registry.settings, registry.clock, registry.base
    )


async def fill(registry: Registry) -> int:
    """Publish, amend, correct and withdraw. Returns the newest number."""
    await publish(
        registry,
        "people",
        organization("organizations/college", "OH"),
        organization("organizations/owner"),
        reference("courses/x", "ceterms:Course"),
        effective_from="2010-01-01",
    )
    needs = {"ceterms:requires": [profile("credentials/a")], "ceterms:codedNotation": "CB-1"}
    await publish(registry, "graph/a", credential("credentials/a"), effective_from="2015-01-01")
    await publish(registry, "graph/b", credential("credentials/b", needs), effective_from="2015-01-01")
    given = [
        award(
            f"awards/{n}",
            held=["credentials/a"],
            by="organizations/college",
            toward=["courses/x"],
            amounts=[hours(str(n))],
        )
        for n in (3, 4)
    ]
    await publish(registry, "awards", *given, effective_from="2018-01-01")
    await publish(registry, "awards", given[0], effective_from="2020-01-01")
    wage = claim("claims/1#w", "credentials/a", "credway:medianSalary", value=usd("52000"))
    await publish(registry, "claims/1", wage)
    corrected = claim("claims/1#w", "credentials/a", "credway:medianSalary", value=usd("52500"))
    await publish(
        registry, "claims/1", corrected, claim("claims/1#l", "credentials/z", "credway:listedIn", obj="x/oh")
    )
    entries = [
        entry("lists/oh/entries/1", "credentials/a"),
        entry("lists/oh/entries/2", None, printed="Welding"),
    ]
    await publish(registry, "lists/oh/2019", *listing("lists/oh/2019", "OH", entries))
    await publish(registry, "gone", award("awards/gone", held=["credentials/b"]))
    return await registry.withdraw(Withdrawal(f"{registry.base}gone", "an error"))


async def tamper(store: Store, sql: str, cypher: str) -> None:
    """Change rows behind the store's back; either text must change something."""
    if store.dialect() == "sql":
        db = apsw.Connection(store.url.removeprefix("sqlite:///"))
        try:
            db.execute(sql)
            assert db.total_changes()
        finally:
            db.close()
        return
    async with AsyncGraphDatabase.driver(store.url, notifications_min_severity="OFF") as driver:
        _, summary, _ = await driver.execute_query(cypher, database_="neo4j")
        assert summary.counters.contains_updates


async def held(store: Store) -> list[str]:
    """Every row, envelope, alias, resource and thing that a store holds, in one order."""
    everything: list[Any] = [row async for part in store.rows() for row in part]
    everything += [envelope async for part in store.envelopes() for envelope in part]
    documents = [row[0] for row in await store.ask("documents_after", after="", limit=1_000)]
    for query in ("aliases_of", "resources_of"):
        everything += await store.ask(query, documents=documents)
    for row in await store.ask("things_after", after="", limit=10_000):
        everything.append(rows.thing(row))
    return sorted(map(repr, everything))
