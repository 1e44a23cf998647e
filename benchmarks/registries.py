"""Generated registries for the benchmarks, made once in a data folder and used again."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import orjson
from measuring import Memory, watched

from credway.loaders.generated.documents import documents
from credway.loaders.generated.layout import BASE
from credway.registry.settings import read_settings
from credway.registry.store.offline import write
from credway.registry.store.opening import open_store
from credway.registry.store.port import Store
from credway.server.neo4j_import import DATABASE, run_import
from credway.server.neo4j_server import Neo4jServer

DOCUMENTS_PER_100 = 115
"""Documents that the generator makes for a hundred credentials."""
SETTINGS = read_settings({})


def lines(data: Path, credentials: int, seed: int = 1, most: int | None = None) -> Path:
    """The generated documents as an NDJSON file in the data folder, at most so many of them."""
    data.mkdir(parents=True, exist_ok=True)
    name = f"{credentials}-{seed}" + (f"-{most}" if most else "")
    path = data / f"documents-{name}.ndjson"
    if not path.exists():
        part = path.with_suffix(".part")
        with part.open("wb") as target:
            for document in islice(documents(credentials, seed), most):
                target.write(orjson.dumps(document, option=orjson.OPT_APPEND_NEWLINE))
        part.rename(path)
    return path


def loaded(path: Path, store: str) -> tuple[float, Memory]:
    """Load a file with `credway load` in a process of its own: seconds, and its memory with all below it.

    Raises RuntimeError where anything was refused.
    """
    command = [sys.executable, "-m", "credway.cli", "--store", store, "load", str(path), "--no-references"]
    began = time.perf_counter()
    command += ["--base", BASE]
    pipe = subprocess.PIPE
    with (
        subprocess.Popen(command, text=True, stdout=pipe, stderr=pipe) as process,
        watched(process.pid) as memory,
    ):
        said, wrong = process.communicate()
    if process.returncode:
        raise RuntimeError(f"credway load ended with {process.returncode}: {wrong[-600:]}{said[-600:]}")
    return time.perf_counter() - began, memory


def sqlite_registry(data: Path, credentials: int, seed: int = 1) -> str:
    """The address of a SQLite registry with so many credentials; loaded where it is not there yet."""
    path = data / f"registry-{credentials}-{seed}.db"
    if not path.exists():
        part = path.with_suffix(".part")
        for suffix in ("", "-wal", "-shm"):
            Path(f"{part}{suffix}").unlink(missing_ok=True)
        seconds, _ = loaded(lines(data, credentials, seed), f"sqlite:///{part}")
        print(f"Loaded {credentials:,} credentials into SQLite in {seconds:,.0f} s.", flush=True)
        part.rename(path)
    return f"sqlite:///{path}"


async def neo4j_home(data: Path, credentials: int, seed: int = 1) -> Path:
    """The home folder of a Neo4j server with the same registry, imported offline from the SQLite one."""
    home = data / f"neo4j-{credentials}-{seed}"
    await imported(home, lambda: sqlite_registry(data, credentials, seed))
    return home


async def imported(home: Path, source: Callable[[], str]) -> None:
    """Import a SQLite registry offline into a home folder, where that has not been done."""
    done = home / "imported.json"
    if not done.exists():
        shutil.rmtree(home, ignore_errors=True)
        took = await offline(source(), home)
        done.write_text(json.dumps(took), encoding="utf-8")
        print(f"Imported {home.name} into Neo4j: {told(took)}.", flush=True)


async def offline(source: str, home: Path) -> dict[str, float]:
    """Import a registry into an empty home folder: seconds of writing CSV, importing, making indexes."""
    took: dict[str, float] = {}
    csv = home / "csv"
    store = open_store(source, SETTINGS)
    began = time.perf_counter()
    await store.open()
    written = await write(store, csv)
    await store.close()
    took["CSV"] = time.perf_counter() - began
    began = time.perf_counter()
    run_import(home, written.arguments(DATABASE), heap="2g")
    took["import"] = time.perf_counter() - began
    shutil.rmtree(csv)
    began = time.perf_counter()
    with server(home) as running:
        target = open_store(running.url, SETTINGS)
        await target.open()
        await target.close()
    took["indexes"] = time.perf_counter() - began
    return took


def told(took: dict[str, float]) -> str:
    """Seconds of several steps in one line."""
    return ", ".join(f"{name} {seconds:,.0f} s" for name, seconds in took.items())


def server(home: Path, heap: str = "2g", pagecache: str = "2g") -> Neo4jServer:
    """A server over a home folder, with memory for a large registry."""
    return Neo4jServer(home, heap=heap, pagecache=pagecache)


async def opened(url: str) -> Store:
    """Open the store of a registry."""
    store = open_store(url, SETTINGS)
    await store.open()
    return store
