"""Both stores, empty for a test that writes, or filled alike for tests that only read."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from emptying import empty
from scripted import BASE

from credway.registry.settings import read_settings
from credway.registry.store.opening import open_store
from credway.registry.store.port import Store

BOTH = ["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)]


@pytest.fixture(params=BOTH)
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'registry.db'}"
    address: str = request.getfixturevalue("neo4j_url")
    await empty(address)
    return address


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    """An open registry without any document."""
    made = open_store(url, read_settings({}))
    try:
        await made.open(BASE)
        yield made
    finally:
        await made.close()


@pytest.fixture
async def pair(tmp_path: Path, neo4j_url: str) -> AsyncIterator[tuple[Store, Store]]:
    """An open registry on each store, both empty: SQLite first."""
    await empty(neo4j_url)
    addresses = (f"sqlite:///{tmp_path / 'pair.db'}", neo4j_url)
    made = [open_store(address, read_settings({})) for address in addresses]
    try:
        for one in made:
            await one.open(BASE)
        yield made[0], made[1]
    finally:
        for one in made:
            await one.close()
