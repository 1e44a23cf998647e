"""Tables of articulations made into documents, and what stands in these."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

from making import BASE

from credway.loaders.articulations.importing import Articulated, articulated
from credway.loaders.articulations.tables import table_of
from credway.registry.clock import frozen_clock
from credway.registry.preparing import Here
from credway.registry.registry import Registry
from credway.registry.settings import read_settings
from credway.registry.store.opening import open_store
from credway.shapes.pyshacl_engine import PyShaclEngine

Node = dict[str, Any]

CALIFORNIA = (
    "credential_articulations.csv",
    "credentials.csv",
    "credit_by_exam_course_crosswalk.csv",
    "raw_to_unified_titles.csv",
)


async def made(kind: str, *paths: Path, mapping: Path | None = None, **terms: Any) -> Articulated:
    """Read a table where no registry is there to be asked."""
    return await articulated(table_of(kind, mapping), list(paths), BASE, **terms)  # type: ignore[arg-type]


def nodes(found: Articulated, kind: str = "ceterms:TransferValueProfile") -> list[Node]:
    """The nodes of a class in all documents."""
    graphs = [json.loads(each.document.body)["@graph"] for each in found.submissions]
    return [node for graph in graphs for node in graph if kind in _types(node)]


def awards(found: Articulated) -> dict[str, Node]:
    """The awards by what their IRI says after the base."""
    return {node["@id"].removeprefix(f"{BASE}awards/"): node for node in nodes(found)}


def texts(node: Node, name: str) -> list[str]:
    """The texts of a property, whatever its form."""
    held = node.get(name, [])
    return [
        each["@value"] if isinstance(each, dict) else each
        for each in (held if isinstance(held, list) else [held])
    ]


def table(path: Path, *lines: str) -> Path:
    """Write a table."""
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Registry]:
    """A registry in a store, created where it is not there yet."""
    settings = read_settings({})
    store = open_store(url, settings)
    await store.open(BASE)
    try:
        yield Registry(store, Here(PyShaclEngine()), settings, frozen_clock(date(2026, 11, 24)), BASE)
    finally:
        await store.close()


def _types(node: Node) -> Sequence[str]:
    kinds = node["@type"]
    return kinds if isinstance(kinds, list) else [kinds]
