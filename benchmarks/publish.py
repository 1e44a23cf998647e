"""How long a publish takes on both stores, and how fast envelopes are replayed.

    python benchmarks/publish.py --rounds 50 --replay 100000 --neo4j-replay 5000 --data DIR

Published are: one credential with one thing changed each time; a framework of 5,000 competencies, new,
with one competency changed, and the same again unchanged. See the section `publish` of README.md.
"""

import argparse
import copy
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import uvloop
from measuring import machine, ms, p50_p99, table
from registries import DOCUMENTS_PER_100, SETTINGS, lines, loaded, server

from credway.loaders.generated.credentials import credential
from credway.loaders.generated.documents import CONTEXT
from credway.loaders.generated.frameworks import framework
from credway.loaders.generated.layout import BASE, Layout
from credway.registry import publishing
from credway.registry.clock import system_clock
from credway.registry.copying import copy as copied
from credway.registry.copying import rebuild
from credway.registry.documents import Submission
from credway.registry.preparing import Prepared, prepare
from credway.registry.settings import limits_of
from credway.registry.store.opening import open_store
from credway.registry.store.port import Store
from credway.server.composition import engine
from credway.shapes.documents import Document

PROTOTYPE = {
    ("one document", "SQLite"): "0.8",
    ("one document", "Neo4j"): "15",
    ("framework, new", "SQLite"): "98-159",
    ("framework, new", "Neo4j"): "1,240-1,430",
    ("framework, one row changed", "SQLite"): "37",
    ("framework, one row changed", "Neo4j"): "346",
    ("framework, unchanged", "SQLite"): "35",
    ("framework, unchanged", "Neo4j"): "287",
}
"""p50 in ms of the prototype of graph_model.md section 3, which wrote rows and read no documents."""

Node = dict[str, Any]


def main() -> None:
    """Read the options and print the tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--rounds", type=int, default=20, help="publishes of each kind")
    options.add_argument("--competencies", type=int, default=5_000)
    options.add_argument("--replay", type=int, default=5_000, help="envelopes replayed on SQLite")
    options.add_argument("--neo4j-replay", type=int, default=1_000, help="envelopes replayed on Neo4j")
    options.add_argument("--store", choices=("sqlite", "neo4j", "both"), default="both")
    options.add_argument("--data", type=Path, help="folder for what is made; a temporary one")
    given = options.parse_args()
    data = given.data or Path(tempfile.mkdtemp(prefix="credway-publish-"))
    data.mkdir(parents=True, exist_ok=True)
    try:
        uvloop.run(_run(given, data))
    finally:
        if given.data is None:
            shutil.rmtree(data, ignore_errors=True)


async def _run(given: argparse.Namespace, data: Path) -> None:
    print(f"publish: {given.rounds} rounds, frameworks of {given.competencies:,}; {machine()}\n")
    times: list[tuple[object, ...]] = []
    replays: list[tuple[object, ...]] = []
    if given.store != "neo4j":
        path = data / "publish.db"
        path.unlink(missing_ok=True)
        times += await _publishes("SQLite", f"sqlite:///{path}", given)
        path.unlink()
        replays.append(await _replayed("SQLite", await _filled(given.replay, data), given.replay))
    if given.store != "sqlite":
        source = await _filled(given.neo4j_replay, data)
        home = data / "publish-neo4j"
        shutil.rmtree(home, ignore_errors=True)
        with server(home) as running:
            times += await _publishes("Neo4j", running.url, given)
        shutil.rmtree(home)
        with server(home) as running:
            replays.append(await _replayed("Neo4j", source, given.neo4j_replay, running.url))
        shutil.rmtree(home)
    columns = ("publish", "store", "judged before, ms", "publish p50 / p99, ms", "prototype p50, ms")
    table(columns, times)
    table(("replay", "envelopes", "s", "envelopes/s"), replays)


async def _publishes(name: str, url: str, given: argparse.Namespace) -> list[tuple[object, ...]]:
    """Time the publishes of each kind on one store."""
    store = open_store(url, SETTINGS)
    await store.open(BASE)
    layout = Layout(10_000)
    one = {"@context": CONTEXT, "@id": layout.graph("credential", 1), "@graph": credential(layout, 1)}
    many = _framework(layout, given.competencies, 0)
    found = [
        await _kind("one document", name, store, given.rounds, lambda n: _changed(one, 0, n)),
        await _kind(
            "framework, new", name, store, max(3, given.rounds // 5),
            lambda n: _framework(layout, given.competencies, n + 1),
        ),
    ]  # fmt: skip
    await _record(store, _judged(many))
    rounds = max(3, given.rounds // 2)
    changed = "framework, one row changed"
    found.append(await _kind(changed, name, store, rounds, lambda n: _changed(many, 7, n)))
    same = _changed(many, 7, rounds - 1)
    found.append(await _kind("framework, unchanged", name, store, rounds, lambda n: same))
    await store.close()
    return found


async def _kind(
    kind: str, name: str, store: Store, rounds: int, made: Callable[[int], Node]
) -> tuple[object, ...]:
    """Time publishes of documents that were judged before; the first warms up."""
    judged: list[float] = []
    times: list[float] = []
    for number in range(rounds):
        body = made(number)
        began = time.perf_counter()
        ready = _judged(body)
        judged.append(time.perf_counter() - began)
        began = time.perf_counter()
        await _record(store, ready)
        times.append(time.perf_counter() - began)
    shown = ms(sorted(judged)[len(judged) // 2])
    return (kind, name, shown, p50_p99(times[1:]), PROTOTYPE[kind, name])


async def _record(store: Store, prepared: Prepared) -> None:
    [outcome] = await publishing.publish([prepared], store=store, base=BASE, clock=system_clock)
    if outcome.verdict.outcome == "refused":
        raise SystemExit(f"A generated document was refused: {outcome.verdict.findings[:2]}")


_LIMITS = limits_of(SETTINGS, local=True)
_ENGINE = engine()


def _judged(document: Node) -> Prepared:
    return prepare(Submission(Document(orjson.dumps(document), "generated")), _ENGINE, _LIMITS, BASE)


def _framework(layout: Layout, size: int, number: int) -> Node:
    """A framework with competencies of its own."""
    numbers = range(number * size, (number + 1) * size)
    nodes = framework(layout, 0, number, numbers)
    return {"@context": CONTEXT, "@id": layout.graph("framework", number), "@graph": nodes}


def _changed(document: Node, place: int, number: int) -> Node:
    """The document with another text in one of its things."""
    made = copy.copy(document)
    made["@graph"] = list(document["@graph"])
    node = dict(made["@graph"][place])
    key = "ceterms:description" if "ceterms:description" in node else "ceasn:competencyText"
    node[key] = {"en": f"Version {number}."}
    made["@graph"][place] = node
    return made


async def _filled(count: int, data: Path) -> str:
    """A SQLite registry of so many envelopes."""
    target = data / f"replay-{count}.db"
    if not target.exists():
        loaded(lines(data, -(-count * 100 // DOCUMENTS_PER_100), most=count), f"sqlite:///{target}")
    return f"sqlite:///{target}"


async def _replayed(name: str, source: str, count: int, target: str | None = None) -> tuple[object, ...]:
    """Replay the envelopes: into the graph of the same store, or copied into another."""
    here = open_store(source, SETTINGS)
    await here.open()
    began = time.perf_counter()
    if target is None:
        done = await rebuild(here)
    else:
        there = open_store(target, SETTINGS)
        done = await copied(here, there)
        await there.close()
    took = time.perf_counter() - began
    await here.close()
    if done != count:
        raise SystemExit(f"{done:,} envelopes were replayed, not {count:,}.")
    return (name, f"{done:,}", f"{took:,.1f}", f"{done / took:,.0f}")


if __name__ == "__main__":
    main()
