"""Filling a store with generated documents at the speed of two things: preparing, and writing.

Blocks are generated, read, hashed and projected in processes of their own, and not judged: that each
generated document passes the gate is what `tests/loaders` holds. One process writes.
"""

import asyncio
import os
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import orjson
from registries import SETTINGS, imported

from credway.loaders.generated.documents import of_block, of_worst_cases
from credway.loaders.generated.layout import BASE, Layout
from credway.registry import publishing
from credway.registry.clock import system_clock
from credway.registry.documents import Submission
from credway.registry.preparing import Prepared
from credway.registry.projection import project
from credway.registry.reading import things_of
from credway.registry.settings import limits_of
from credway.registry.store.opening import open_store
from credway.shapes.documents import Document
from credway.shapes.rdf import digest
from credway.shapes.reading import read
from credway.shapes.verdict import Verdict

AHEAD = 6
"""Blocks that may be prepared and not yet written."""
DEPENDENTS = 10_000
"""Credentials that require one and the same."""
LIMITS = limits_of(SETTINGS, local=True)


def sqlite_registry(data: Path, layout: Layout, dependents: int = DEPENDENTS) -> str:
    """The address of a SQLite registry with a layout; filled where it is not there yet."""
    path = data / f"answers-{layout.credentials}-{layout.awards}.db"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        for suffix in ("", "-wal", "-shm"):
            Path(f"{part}{suffix}").unlink(missing_ok=True)
        seconds = fill(f"sqlite:///{part}", layout, dependents)
        part.rename(path)
        awards = layout.credentials * layout.awards
        print(f"{layout.credentials:,} credentials, {awards:,} awards: {seconds:,.0f} s.", flush=True)
    return f"sqlite:///{path}"


def neo4j_home(data: Path, layout: Layout, dependents: int = DEPENDENTS) -> Path:
    """The home folder of a Neo4j server with the same registry."""
    home = data / f"answers-neo4j-{layout.credentials}-{layout.awards}"
    asyncio.run(imported(home, lambda: sqlite_registry(data, layout, dependents)))
    return home


def fill(url: str, layout: Layout, dependents: int) -> float:
    """Fill an empty store with a layout and the worst cases; seconds. Raises RuntimeError."""
    began = time.perf_counter()
    asyncio.run(_fill(url, layout, dependents))
    return time.perf_counter() - began


async def _fill(url: str, layout: Layout, dependents: int) -> None:
    store = open_store(url, SETTINGS)
    await store.open(BASE)
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        for coming in _ahead(pool, layout, dependents):
            prepared = await asyncio.wrap_future(coming)
            for outcome in await publishing.publish(prepared, store=store, base=BASE, clock=system_clock):
                if outcome.version is None:
                    raise RuntimeError(f"{outcome.document} was refused: {outcome.verdict.findings[:1]}")
    await store.close()


def _ahead(pool: ProcessPoolExecutor, layout: Layout, dependents: int) -> Iterator[Future[list[Prepared]]]:
    """The blocks as they are prepared, a few ahead of the one that is taken; the worst cases last."""
    waiting: deque[Future[list[Prepared]]] = deque()
    jobs = [*((_block, number) for number in range(layout.blocks)), (_worst, dependents)]
    for make, number in jobs:
        waiting.append(pool.submit(make, layout, number))
        if len(waiting) > AHEAD:
            yield waiting.popleft()
    yield from waiting


def _block(layout: Layout, number: int) -> list[Prepared]:
    return [_prepare(orjson.dumps(each)) for each in of_block(layout, number)]


def _worst(layout: Layout, dependents: int) -> list[Prepared]:
    return [_prepare(orjson.dumps(each)) for each in of_worst_cases(layout, dependents)]


def _prepare(body: bytes) -> Prepared:
    submission = Submission(Document(body, "generated"))
    reading = read(submission.document, LIMITS, BASE)
    things = things_of(reading)
    return Prepared(
        submission,
        Verdict("accepted", "publish", ()),
        reading.iri,
        digest(reading.triples),
        things.all,
        things.owned,
        project(reading.iri, reading.triples, reading.described),
        things.ctids,
    )
