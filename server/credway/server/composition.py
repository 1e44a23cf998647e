"""The one place that chooses implementations: a registry from its settings."""

import ctypes
import gc
import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from credway.registry.clock import Clock, system_clock
from credway.registry.errors import BadRequest, StoreMismatch, StoreUnavailable
from credway.registry.registry import Registry
from credway.registry.settings import Settings
from credway.registry.store.opening import open_store
from credway.registry.store.port import Meta, Store
from credway.registry.workers import Workers
from credway.shapes.engine import Engine

_M_ARENA_MAX = -8
"""The number of a setting in glibc's malloc.h."""
_BASE = re.compile(r"https?://[^\s/?#<>\"{}|\\^`]+/(?:[^\s?#<>\"{}|\\^`]*/)?")


def engine() -> Engine:
    """Make the validator; each process that judges documents makes its own."""
    from credway.shapes.gate import Gate

    gate = Gate()
    settle()
    one_heap()
    return gate


def settle() -> None:
    """Spare this process's collector, once the process has made what it keeps.

    What is there by now stays, and is not walked again and again. A document or an answer makes
    thousands of objects that go with it; looking at every 700 would take a tenth of its time and more.
    """
    gc.freeze()
    gc.set_threshold(20_000)


def one_heap() -> None:
    """Let the threads of this process share one heap, where glibc gives each its own; few work at once.

    A heap of its own keeps what was freed in it for its thread alone: tens of megabytes in a long load.
    """
    if os.name == "posix" and (mallopt := getattr(ctypes.CDLL(None), "mallopt", None)):
        mallopt(_M_ARENA_MAX, 1)


@asynccontextmanager
async def open_registry(
    settings: Settings,
    base: str | None = None,
    clock: Clock = system_clock,
    *,
    create: bool = True,
) -> AsyncIterator[Registry]:
    """Open the registry that the settings name, and close its store afterwards.

    A registry that exists keeps its base; `base` insists on one. An empty store becomes a registry
    under it, else under the base of the settings, unless `create` is false. Raises StoreError, and
    BadRequest for a base to which no path can be added.
    """
    if base is not None:
        _check(base)
    if not create:
        _must_exist(settings.store)
    store = open_store(settings.store, settings)
    workers = Workers(engine, settings.judge_workers)
    try:
        meta = await _opened(store, base, settings.base if create else None)
        yield Registry(store, workers, settings, clock, meta.base)
    finally:
        await workers.close()
        await store.close()


async def _opened(store: Store, base: str | None, default: str | None) -> Meta:
    if base is not None:
        return await store.open(base)
    try:
        return await store.open()
    except StoreMismatch as error:
        if default is None:
            raise
        _check(default)
        try:
            return await store.open(default)
        except StoreMismatch:
            raise error from None


def _check(base: str) -> None:
    """Refuse what would be part of every IRI of a registry for good, and make none of them one."""
    if not _BASE.fullmatch(base):
        raise BadRequest(
            f"the base {base[:100]!r} is not the start of an address; write one such as"
            " https://registry.example.org/, with a slash at its end",
            argument="base",
        )


def _must_exist(url: str) -> None:
    """A file that is only asked must be there; the driver would create an empty one."""
    path = Path(url.removeprefix("sqlite:///"))
    if url.startswith("sqlite:///") and str(path) != ":memory:" and not path.exists():
        raise StoreUnavailable(
            f"there is no registry at {path.absolute()}; `credway load FILE` or"
            " `credway serve --demo` creates one, --store names another"
        )
