"""Plans made before anybody waits for them: a Neo4j that has just started plans for seconds.

`warmed.csv` names the queries of the answers, those first that most answers ask, with the roles that are
spelt in their texts. A server that has planned them already only finds nothing, in a millisecond each.
"""

import asyncio
import csv
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from functools import cache
from importlib.resources import files
from typing import Any

from credway.registry.errors import StoreError
from credway.registry.store import queries
from credway.registry.store.port import Store

SECONDS = 60.0
"""Longest time for all plans together."""

# A plan depends on the types of its parameters, not on their values; of no thing nothing is read.
_SCALARS: Mapping[str, Any] = {
    **dict.fromkeys(("n", "depth", "hops", "limit", "most", "same"), 1),
    **dict.fromkeys(("day", "state", "after_sid", "after_from"), ""),
    "told": True,
}


@asynccontextmanager
async def warming(store: Store, seconds: float = SECONDS) -> AsyncIterator[None]:
    """Warm a store in the background while the block runs; stop at its end."""
    task = asyncio.create_task(warm(store, seconds))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def warm(store: Store, seconds: float = SECONDS) -> int:
    """Ask for nothing what answers ask, one query at a time; how many were planned.

    None on SQLite, which plans in no time. What fails, or is too slow, is left to whoever asks it.
    """
    done = 0
    if store.dialect() == "cypher":
        with suppress(StoreError, TimeoutError):
            async with asyncio.timeout(seconds):
                for query, roles in warmed():
                    await store.ask(query, **_nothing(query, roles))
                    done += 1
    return done


@cache
def warmed() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The queries, with their roles."""
    text = files("credway.registry.store").joinpath("warmed.csv").read_text(encoding="utf-8")
    return tuple((row["query"], tuple(row["roles"].split())) for row in csv.DictReader(text.splitlines()))


def _nothing(query: str, roles: tuple[str, ...]) -> dict[str, Any]:
    names = set(re.findall(r"\$(\w+)", queries.text(query, "cypher"))) - {"any"}
    return {name: list(roles) if name == "roles" else _SCALARS.get(name, []) for name in names}
