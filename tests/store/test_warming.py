"""Plans made at the start: every named query is asked once, for nothing."""

import pytest

from credway.registry.settings import read_settings
from credway.registry.store import queries
from credway.registry.store.opening import open_store
from credway.registry.store.port import Store
from credway.registry.store.warming import _nothing, warm, warmed, warming


async def test_every_query_is_planned(pair: tuple[Store, Store]) -> None:
    """On Neo4j all are asked and none fails; SQLite has nothing to prepare."""
    sqlite, neo4j = pair
    assert await warm(neo4j) == len(warmed())
    assert await warm(sqlite) == 0


@pytest.mark.parametrize(("name", "roles"), warmed())
def test_texts_are_those_of_answers(name: str, roles: tuple[str, ...]) -> None:
    """A text is sent as an answer sends it, its roles spelt, so that its plan is found again."""
    assert name in set(queries.names()) - queries.writes()
    text = queries.text(name, "cypher")
    assert ("$roles" in text) == bool(roles)
    assert "$any" not in queries.spelt(text, _nothing(name, roles))


async def test_a_server_that_is_gone_stops_nothing() -> None:
    """Where no server answers, nothing is planned and nothing raised."""
    store = open_store("bolt://127.0.0.1:9", read_settings({}))
    assert await warm(store, 20) == 0
    await store.close()


async def test_the_end_does_not_wait(pair: tuple[Store, Store]) -> None:
    """A program that ends while plans are made leaves the rest, and the store still answers."""
    _, neo4j = pair
    async with warming(neo4j):
        pass
    assert await neo4j.ask("meta")
