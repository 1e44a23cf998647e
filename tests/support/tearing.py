"""Four writers and a reader: is what one answer reads in several queries of one moment?

Run by itself it shows what happens where readers pin another number than the visible one:
`python tests/support/tearing.py STORE-URL visible|counter|nothing [SECONDS]`; it empties nothing, so
give it a store without data.
"""

import asyncio
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from scripted import BASE, Scripted, edge, projection, said, t

from credway.registry.graph import STILL_OPEN, Projection
from credway.registry.settings import read_settings
from credway.registry.store.opening import open_store
from credway.registry.store.port import Store

WRITERS = 4
READERS = 2
STATEMENTS = 60
EDGES = 30
PINS = ("visible", "counter", "nothing")


@dataclass
class Tally:
    """What came of it: how many answers were read, how many of them torn, and the numbers taken."""

    answers: int = 0
    torn: int = 0
    numbers: list[int] = field(default_factory=list)


def version(writer: int, number: int) -> Projection:
    """One version of a writer's document, in which every row has changed."""
    d = f"d/{writer}"
    body = {"version": number}
    return projection(
        d,
        *(
            said("Award", d, f"{d} {i}", {"OF": f"x/{writer}/{i % 5}"}, body=body, subject=f"x/{writer}")
            for i in range(STATEMENTS)
        ),
        *(edge("OFFERS", d, f"x/{writer}/0", f"y/{writer}/{number}/{i}") for i in range(EDGES)),
    )


async def write(store: Store, writer: int, until: float, tally: Tally, most: int) -> None:
    """Publish one version after the other."""
    publishing = Scripted(store)
    for number in range(most):
        tally.numbers.append(await publishing.publish(version(writer, number)))
        if time.monotonic() > until:
            return


async def pinned(store: Store, pin: str) -> int:
    """The number that an answer is pinned to."""
    meta = await store.meta()
    return {"visible": meta.visible, "counter": meta.n, "nothing": meta.n}[pin]


async def read(store: Store, pin: str, writing: Sequence[asyncio.Task[None]], tally: Tally) -> None:
    """Ask as soon as the pinned number has changed: that is when a commit is least settled."""
    last = 0
    while not all(task.done() for task in writing):
        n = await pinned(store, pin)
        if n != last:
            last = n
            tally.answers += 1
            tally.torn += await answer(store, STILL_OPEN - 1 if pin == "nothing" else n)


async def answer(store: Store, n: int) -> bool:
    """Ask several queries at one number; say whether they show anything but one version of each document."""
    writers = range(WRITERS)
    common: dict[str, Any] = {"n": n}
    about = await store.ask("statements_about", ids=[t(f"x/{w}") for w in writers], kinds=["Award"], **common)
    found = [
        await store.ask(
            "statements_on", ids=[t(f"x/{w}/{i}") for w in writers], kinds=["Award"], roles=["OF"], **common
        )
        for i in range(5)
    ]
    edges = await store.ask(
        "edges_on",
        ids=[t(f"x/{w}/0") for w in writers],
        types=["OFFERS"],
        day="2026-06-01",
        limit=10_000,
        **common,
    )
    seen: dict[int, Counter[Any]] = {w: Counter() for w in writers}
    for name, rows in (("about", about), ("on", [row for part in found for row in part])):
        for row in rows:
            seen[_writer(row[4])][name, orjson.loads(row[11])["version"]] += 1
    for row in edges:
        seen[_writer(row[5])]["edge", int(row[3].split("/")[-2])] += 1
    return any(counts and not _whole(counts) for counts in seen.values())


def _writer(document: str) -> int:
    return int(document.removeprefix(t("d/")))


def _whole(counts: Counter[Any]) -> bool:
    [number, *more] = {version for _, version in counts}
    wanted = {("about", number): STATEMENTS, ("on", number): STATEMENTS, ("edge", number): EDGES}
    return not more and counts == wanted


async def run(url: str, pin: str, seconds: float, most: int = 10_000) -> Tally:
    """Let four writers publish and two readers read, each over a store of its own."""
    tally = Tally()
    stores = [open_store(url, read_settings({})) for _ in range(WRITERS + READERS)]
    try:
        for store in stores:
            await store.open(BASE)
        until = time.monotonic() + seconds
        writing = [asyncio.create_task(write(stores[w], w, until, tally, most)) for w in range(WRITERS)]
        reading = [read(store, pin, writing, tally) for store in stores[WRITERS:]]
        await asyncio.gather(*reading, *writing)
    finally:
        for store in stores:
            await store.close()
    return tally


if __name__ == "__main__":
    made = asyncio.run(run(sys.argv[1], sys.argv[2], float(sys.argv[3]) if len(sys.argv) > 3 else 30.0))
    print(f"{sys.argv[2]}: {made.torn} torn of {made.answers} answers, {len(made.numbers)} publishes")
