"""How fast documents are loaded and validated, beside the bare stores and beside an offline import.

    python benchmarks/load.py --documents 100000 --neo4j-documents 20000 --data DIR

The load is `credway load FILE` in a process of its own, with its workers; every document is judged,
and a batch is durable when it is acknowledged. See the section `load` of README.md.
"""

import argparse
import asyncio
import shutil
import tempfile
import time
from itertools import islice
from pathlib import Path

import neo4j._codec.packstream.v1 as packstream
from bare import count_rows, into_neo4j, into_sqlite
from measuring import machine, table
from registries import DOCUMENTS_PER_100, SETTINGS, lines, loaded, offline, opened, server, told
from shares import STEPS, shares

from credway.loaders.generated.layout import BASE
from credway.registry.store.opening import open_store


def main() -> None:
    """Read the options and print the tables."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--documents", type=int, default=10_000)
    options.add_argument("--neo4j-documents", type=int, default=2_000, help="0 leaves Neo4j out")
    options.add_argument("--sample", type=int, default=1_200, help="documents for the shares of the steps")
    options.add_argument("--data", type=Path, help="folder for what is made; a temporary one")
    given = options.parse_args()
    data = given.data or Path(tempfile.mkdtemp(prefix="credway-load-"))
    try:
        asyncio.run(_run(given, data))
    finally:
        if given.data is None:
            shutil.rmtree(data, ignore_errors=True)


async def _run(given: argparse.Namespace, data: Path) -> None:
    print(f"load: {given.documents:,} documents; {machine()}\n")
    rates = [await _sqlite(given.documents, data)]
    if given.neo4j_documents:
        rates += await _neo4j(given.neo4j_documents, data)
    table(("store", "documents", "s", "documents/s", "bare store, documents/s", "ratio", "memory"), rates)
    await _steps(given.sample, data)


async def _sqlite(count: int, data: Path) -> tuple[object, ...]:
    """Load into SQLite, then put the same rows straight into another file."""
    file = lines(data, _credentials(count), most=count)
    target = data / f"load-{count}.db"
    target.unlink(missing_ok=True)
    seconds, memory = loaded(file, f"sqlite:///{target}")
    held = count_rows(target)
    bare = into_sqlite(target, data / "bare.db", _batches(count))
    (data / "bare.db").unlink()
    size = target.stat().st_size / 1e6
    print(f"SQLite: {size:,.0f} MB; " + ", ".join(f"{n:,} {name}" for name, n in held.items()) + ".\n")
    return _row("SQLite", count, seconds, bare, memory.text())


async def _neo4j(count: int, data: Path) -> list[tuple[object, ...]]:
    """Load over Bolt, put the same rows in straight, and import the same registry offline."""
    if not all(getattr(packstream, name, None) for name in ("_rust_pack", "_rust_unpack")):
        raise SystemExit("The driver runs without its Rust extension; install neo4j-rust-ext.")
    file = lines(data, _credentials(count), most=count)
    source = data / f"neo4j-source-{count}.db"
    if not source.exists():
        loaded(file, f"sqlite:///{source}")
    home = data / "load-neo4j"
    shutil.rmtree(home, ignore_errors=True)
    with server(home) as running:
        seconds, memory = loaded(file, running.url)
    shutil.rmtree(home)
    with server(home) as running:
        empty = open_store(running.url, SETTINGS)
        await empty.open(BASE)
        await empty.close()
        bare = into_neo4j(source, running.url)
    shutil.rmtree(home)
    began = time.perf_counter()
    took = await offline(f"sqlite:///{source}", home)
    whole = time.perf_counter() - began
    with server(home) as running:
        store = await opened(running.url)
        [(held,)] = await store.ask("envelopes_count", n=0)
        await store.close()
    if held != count:
        raise SystemExit(f"The offline import holds {held:,} documents, not {count:,}.")
    shutil.rmtree(home)
    return [
        _row("Neo4j over Bolt", count, seconds, bare, memory.text() + ", less the server"),
        _row("Neo4j, offline import of a SQLite registry", count, whole, bare, told(took)),
    ]


async def _steps(count: int, data: Path) -> None:
    file = lines(data, _credentials(count), most=count)
    with file.open("rb") as found:
        bodies = [line.rstrip(b"\n") for line in islice(found, count)]
    spent = await shares(bodies, data / "shares.db", SETTINGS.max_batch)
    (data / "shares.db").unlink()
    total = sum(spent.values())
    table(
        ("one process", *STEPS, "together"),
        [
            (
                "ms a document",
                *(f"{spent[s] / count * 1e3:.2f}" for s in STEPS),
                f"{total / count * 1e3:.2f}",
            ),
            ("share", *(f"{spent[s] / total:.0%}" for s in STEPS), "100%"),
        ],
    )


def _row(name: str, count: int, seconds: float, bare: float, memory: str) -> tuple[object, ...]:
    rates = (f"{count / seconds:,.0f}", f"{count / bare:,.0f}")
    return (name, f"{count:,}", f"{seconds:,.1f}", *rates, f"{bare / seconds:.2f}", memory)


def _credentials(documents: int) -> int:
    return -(-documents * 100 // DOCUMENTS_PER_100)


def _batches(documents: int) -> int:
    return -(-documents // int(SETTINGS.max_batch))


if __name__ == "__main__":
    main()
