"""Four writers at once: every number is taken once, and no answer of several queries is torn."""

from tearing import run

from credway.registry.settings import read_settings
from credway.registry.store.opening import open_store

SECONDS = 3.0


async def test_four_writers_and_a_reader(url: str) -> None:
    """Pinned at the visible number, each answer shows one version of each document, whole."""
    tally = await run(url, "visible", SECONDS)
    assert tally.torn == 0
    assert tally.answers > 5
    assert sorted(tally.numbers) == list(range(1, len(tally.numbers) + 1))
    store = open_store(url, read_settings({}))
    try:
        meta = await store.open()
        assert meta.n == meta.visible == len(tally.numbers)
    finally:
        await store.close()
