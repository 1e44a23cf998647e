"""A process that publishes until it is killed: `python crashing.py STORE-URL`; it prints its numbers."""

import asyncio
import sys

from scripted import BASE, Scripted, edge, projection, said, thing

from credway.registry.graph import Projection
from credway.registry.settings import read_settings
from credway.registry.store.opening import open_store

STATEMENTS = 40
EDGES = 20


def document(number: int) -> Projection:
    """A document of many rows; every third is a new version of the one before it."""
    d = f"d/{number - number % 3 // 2}"
    return projection(
        d,
        thing(f"x/{d}", name=f"name {number}"),
        *(said("Award", d, f"{number} {i}", {"OF": f"x/{d}"}) for i in range(STATEMENTS)),
        *(edge("OFFERS", d, f"x/{d}", f"y/{number}/{i}") for i in range(EDGES)),
    )


async def publish(url: str) -> None:
    """Publish one document after the other, and say so when each has been acknowledged."""
    store = open_store(url, read_settings({}))
    try:
        await store.open(BASE)
        publishing = Scripted(store)
        for number in range(100_000):
            print(await publishing.publish(document(number)), flush=True)
    finally:
        await store.close()


if __name__ == "__main__":
    asyncio.run(publish(sys.argv[1]))
