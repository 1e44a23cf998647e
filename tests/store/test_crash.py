"""A process killed while it publishes: what was acknowledged is there, and nothing half."""

import asyncio
import signal
import sys
from pathlib import Path

import crashing
import pytest
from crashing import EDGES, STATEMENTS
from scripted import BASE, InMemory, Scripted

from credway.registry.settings import read_settings
from credway.registry.store.opening import open_store

KILLED_AFTER = (1, 7, 12)
"""After how many acknowledgements; that many milliseconds later, so that the kill falls inside a write."""


async def published_until_killed(url: str, acknowledged: int) -> int:
    """Start the process, kill it, and return the last number it said it had taken."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(Path(crashing.__file__)), url, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    last = 0
    for _ in range(acknowledged):
        last = int(await process.stdout.readline())
    await asyncio.sleep(acknowledged / 1_000)
    process.send_signal(signal.SIGKILL)
    rest = (await process.stdout.read()).split()
    assert await process.wait() == -signal.SIGKILL
    return int(rest[-1]) if rest else last


@pytest.mark.parametrize("acknowledged", KILLED_AFTER)
async def test_killed_while_publishing(acknowledged: int, url: str) -> None:
    """All numbers acknowledged are held, at most one more, each whole; and the next writer goes on."""
    last = await published_until_killed(url, acknowledged)
    store = open_store(url, read_settings({}))
    try:
        meta = await store.open(BASE)
        envelopes = [envelope async for part in store.envelopes() for envelope in part]
        assert [envelope.n for envelope in envelopes] == list(range(1, meta.n + 1))
        assert last <= meta.n <= last + 1
        memory = InMemory()
        again = Scripted(memory)
        for number in range(meta.n):
            await again.publish(crashing.document(number))
        held = [row async for part in store.rows() for row in part]
        assert sorted(map(repr, held)) == sorted(map(repr, memory.rows))
        assert len(held) == meta.n * (STATEMENTS + EDGES)
        assert await store.ask("orphans", limit=9) == []
        assert await Scripted(store).publish(crashing.document(999_999)) == meta.n + 1
        assert (await store.meta()).visible == meta.n + 1
    finally:
        await store.close()


async def test_visible_is_mended(neo4j_url: str) -> None:
    """Where a writer died between its commit and making it visible, the next writer makes it visible.

    It does so under the sequence lock, also where it changes nothing itself.
    """
    from emptying import empty
    from neo4j import AsyncGraphDatabase

    await empty(neo4j_url)
    store = open_store(neo4j_url, read_settings({}))
    try:
        await store.open(BASE)
        publishing = Scripted(store)
        assert await publishing.publish(crashing.document(0)) == 1
        async with AsyncGraphDatabase.driver(neo4j_url, notifications_min_severity="OFF") as driver:
            await driver.execute_query("MATCH (v:Visible) SET v.n = 0", database_="neo4j")
        assert (await store.meta()).visible == 0
        assert await publishing.publish(crashing.document(0)) == 1
        assert (await store.meta()).visible == 1
    finally:
        await store.close()
