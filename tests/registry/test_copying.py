"""A graph rebuilt from its envelopes, and a registry moved from one store into the other, are the same."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import copying
import pytest
from emptying import empty
from making import award, publish
from whole import Trusting, fill, held, trusting

from credway.registry.checking import check
from credway.registry.clock import system_clock
from credway.registry.copying import copy, rebuild
from credway.registry.errors import StoreMismatch
from credway.registry.preparing import Here
from credway.registry.registry import Registry
from credway.registry.settings import read_settings
from credway.registry.store.opening import open_store
from credway.registry.store.port import Store

BASE = "https://test.example/"


@pytest.fixture
async def stores(tmp_path: Path, neo4j_url: str) -> AsyncIterator[dict[str, Store]]:
    """Two SQLite files and a Neo4j server, all empty and none opened."""
    await empty(neo4j_url)
    urls = {
        "sqlite": f"sqlite:///{tmp_path / 'a.db'}",
        "neo4j": neo4j_url,
        "other": f"sqlite:///{tmp_path / 'b.db'}",
    }
    made = {name: open_store(url, read_settings({})) for name, url in urls.items()}
    try:
        yield made
    finally:
        for store in made.values():
            await store.close()


def over(store: Store) -> Registry:
    """A registry over a store."""
    return Registry(store, Here(Trusting()), read_settings({}), system_clock, BASE)


async def test_rebuild_gives_every_row_back(registry: Registry) -> None:
    """Dropped and replayed, every row is back with the same content address and times."""
    n = await fill(trusting(registry))
    before = await held(registry.store)
    told: list[tuple[int, int]] = []
    done = await rebuild(registry.store, progress=lambda *count: told.append(count))
    assert done == 10
    assert told[-1] == (10, 10)
    assert await held(registry.store) == before
    meta = await registry.store.meta()
    assert (meta.n, meta.visible) == (n, n)


async def test_rebuild_can_be_started_again(registry: Registry) -> None:
    """A rebuild that broke off is mended by another."""
    await fill(trusting(registry))
    before = await held(registry.store)
    await registry.store.drop_graph()
    await rebuild(registry.store)
    await rebuild(registry.store)
    assert await held(registry.store) == before


@pytest.mark.parametrize(("first", "second"), [("sqlite", "neo4j"), ("neo4j", "sqlite")])
async def test_copy_both_ways(first: str, second: str, stores: dict[str, Store]) -> None:
    """A copy holds the same rows, envelopes, aliases and things, under the same numbers, and is whole."""
    source, target = stores[first], stores[second]
    await source.open(BASE)
    n = await fill(over(source))
    assert await copy(source, target) == 10
    assert await held(target) == await held(source)
    meta = await target.meta()
    assert (meta.base, meta.n, meta.visible) == (BASE, n, n)
    assert await check(target, BASE) == []


@pytest.mark.parametrize("second", ["neo4j", "other"])
async def test_copy_goes_on(second: str, stores: dict[str, Store]) -> None:
    """A copy goes on after the target's last number, and a finished one does nothing."""
    source, target = stores["sqlite"], stores[second]
    await source.open(BASE)
    await fill(over(source))
    await copy(source, target)
    await publish(over(source), "later", award("awards/later", held=["credentials/a"]))
    assert await copy(source, target) == 1
    assert await held(target) == await held(source)
    assert await copy(source, target) == 0
    await publish(over(target), "after", award("awards/after", held=["credentials/a"]))
    assert (await target.meta()).n == (await source.meta()).n + 1


async def test_copy_breaks_off_and_goes_on(stores: dict[str, Store], monkeypatch: pytest.MonkeyPatch) -> None:
    """Broken off between two transactions, a copy resumes with what is missing."""
    from credway.registry import replaying

    monkeypatch.setattr(replaying, "TOGETHER", 3)
    source, target = stores["sqlite"], stores["neo4j"]
    await source.open(BASE)
    await fill(over(source))

    def stop(done: int, total: int) -> None:
        if done == 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await copy(source, target, progress=stop)
    reached = (await target.meta()).n
    assert 0 < reached < 8
    assert await copy(source, target) == 10 - reached
    assert await held(target) == await held(source)


@pytest.mark.parametrize(("first", "second"), [("sqlite", "neo4j"), ("neo4j", "sqlite")])
async def test_a_copy_that_is_killed_goes_on(first: str, second: str, stores: dict[str, Store]) -> None:
    """Killed half-way, between or in its transactions, a copy leaves whole publishes; the next ends it."""
    source, target = stores[first], stores[second]
    await source.open(BASE)
    await fill(over(source))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, copying.__file__, source.url, target.url), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    for _ in range(5):
        assert await process.stdout.readline()
    process.kill()
    await process.communicate()
    assert process.returncode == -signal.SIGKILL
    reached = (await target.open(BASE)).n
    assert 3 <= reached < 10
    # What it killed may be the step that makes a committed publish visible; the next writer does that.
    assert [each for each in await check(target, BASE) if each.what != "registry"] == []
    assert await copy(source, target) == 10 - reached
    assert await held(target) == await held(source)
    assert await check(target, BASE) == []


async def test_a_copy_that_ends_before_its_last_number_is_shown(
    stores: dict[str, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped when all is written and nothing shown yet, the next copy has nothing to copy and shows it."""
    source, target = stores["sqlite"], stores["neo4j"]
    await source.open(BASE)
    await fill(over(source))

    async def stop(store: Store, n: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as stopping:
        stopping.setattr(type(target), "_show", stop)
        with pytest.raises(KeyboardInterrupt):
            await copy(source, target)
    stopped = await target.meta()
    assert stopped.visible < stopped.n
    assert await copy(source, target) == 0
    assert (await target.meta()).visible == stopped.n
    assert await check(target, BASE) == []


async def test_copy_refuses_another_registry(stores: dict[str, Store]) -> None:
    """A target that holds another registry, or other publishes, is left alone."""
    source, target = stores["sqlite"], stores["other"]
    await source.open(BASE)
    await fill(over(source))
    await target.open(BASE)
    await publish(over(target), "mine", award("awards/mine", held=["credentials/a"]))
    with pytest.raises(StoreMismatch, match="not those of the source"):
        await copy(source, target)
    assert (await target.meta()).n == 1
