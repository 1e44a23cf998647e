"""Registries on both stores."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from emptying import empty
from making import BASE

from credway.registry.clock import frozen_clock
from credway.registry.preparing import Here
from credway.registry.registry import Registry
from credway.registry.settings import read_settings
from credway.registry.store.opening import open_store
from credway.shapes.pyshacl_engine import PyShaclEngine

TODAY = date(2026, 11, 24)
ENGINE = PyShaclEngine()


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
async def registry(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Registry]:
    """An empty registry on each store, with the real validator and a clock that stands still."""
    settings = read_settings({})
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'registry.db'}"
    else:
        url = request.getfixturevalue("neo4j_url")
        await empty(url)
    store = open_store(url, settings)
    await store.open(BASE)
    try:
        yield Registry(store, Here(ENGINE), settings, frozen_clock(TODAY), BASE)
    finally:
        await store.close()
