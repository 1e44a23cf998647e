"""Registries for the loaders: an empty one, and one with the whole demonstration."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from making import BASE

from credway.loaders.demonstration.loading import Loaded, load_demonstration
from credway.loaders.demonstration.tables import BASE as DEMONSTRATION
from credway.registry.clock import frozen_clock
from credway.registry.graph import Row
from credway.registry.preparing import Here
from credway.registry.registry import Registry
from credway.registry.settings import read_settings
from credway.registry.store.opening import open_store
from credway.shapes.pyshacl_engine import PyShaclEngine

TODAY = date(2026, 11, 24)
ENGINE = PyShaclEngine()


async def opened(path: Path, base: str) -> Registry:
    """Create a registry in a file."""
    settings = read_settings({})
    store = open_store(f"sqlite:///{path}", settings)
    await store.open(base)
    return Registry(store, Here(ENGINE), settings, frozen_clock(TODAY), base)


@pytest.fixture
async def registry(tmp_path: Path) -> AsyncIterator[Registry]:
    """An empty registry with the real validator."""
    made = await opened(tmp_path / "registry.db", BASE)
    yield made
    await made.store.close()


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[Registry]:
    """An empty registry under the base of the demonstration."""
    made = await opened(tmp_path / "demonstration.db", DEMONSTRATION)
    yield made
    await made.store.close()


@pytest.fixture(scope="session")
async def demonstration(
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[tuple[Registry, Loaded]]:
    """The demonstration, loaded once; nobody may change it."""
    made = await opened(tmp_path_factory.mktemp("demonstration") / "registry.db", DEMONSTRATION)
    yield made, await load_demonstration(made)
    await made.store.close()


@pytest.fixture(scope="session")
async def statements(demonstration: tuple[Registry, Loaded]) -> list[Row]:
    """Every statement of the demonstration."""
    registry, _ = demonstration
    return [row async for rows in registry.store.rows() for row in rows if not row.is_edge]
