"""The demonstration registry, loaded once on each store for all questions asked of it; nobody changes it."""

from collections.abc import AsyncIterator
from datetime import date

import pytest
from emptying import empty

from credway.loaders.demonstration.loading import load_demonstration
from credway.loaders.demonstration.tables import BASE
from credway.registry.clock import frozen_clock
from credway.registry.preparing import Here
from credway.registry.registry import Registry
from credway.registry.settings import read_settings
from credway.registry.store.opening import open_store
from credway.shapes.pyshacl_engine import PyShaclEngine

TODAY = date(2026, 11, 28)


@pytest.fixture(scope="package", params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
async def demonstration(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Registry]:
    """The demonstration on each store, under a clock that stands still, for all modules of this folder."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('demonstration') / 'registry.db'}"
    else:
        url = request.getfixturevalue("neo4j_url")
        await empty(url)
    settings = read_settings({"CREDWAY_STORE": url})
    store = open_store(url, settings)
    await store.open(BASE)
    registry = Registry(store, Here(PyShaclEngine()), settings, frozen_clock(TODAY), BASE)
    loaded = await load_demonstration(registry)
    assert not loaded.refused
    try:
        yield registry
    finally:
        await store.close()
