"""The embedded store: one SQLite file in WAL mode, many readers beside one writer.

Blocking calls run in threads: reads in a small pool with a connection each, writes in one thread of
their own under BEGIN IMMEDIATE, which is the sequence lock. ANALYZE and PRAGMA optimize are never
run: with statistics the planner builds a bloom filter over whole tables for each path query.
"""

import asyncio
import re
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeVar

import apsw
import orjson

from credway.registry.envelope import Envelope
from credway.registry.errors import NotFound, StoreError, StoreUnavailable
from credway.registry.graph import Row
from credway.registry.store import identity, queries, rows, sqlite_schema, streams
from credway.registry.store.pending import Pending, state_of
from credway.registry.store.port import UNMADE, Meta, Plan, State

T = TypeVar("T")

READERS = 4
BUSY_MILLISECONDS = 10_000
PRAGMAS = (
    *("journal_mode = WAL", "synchronous = FULL", "cache_size = -65536", "wal_autocheckpoint = 16384"),
    "temp_store = MEMORY",
)
"""A commit is on the disk when it returns. The log is folded into the file at 64 MB, not at 4: a load
touches the same pages of the indexes in each transaction."""
_ENDS = ("source", "target", "thing")
"""Keys of a row that name a thing by its IRI; SQLite links things by their internal numbers."""


class SQLiteStore:
    """A registry in one file; `path` may be `:memory:` for a registry that ends with the process."""

    def __init__(self, path: str | Path) -> None:
        self.path = str(path)
        self._local = threading.local()
        self._opened: list[apsw.Connection] = []
        self._opening = threading.Lock()
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="credway-write")
        self._readers = self._writer
        if self.path != ":memory:":
            self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="credway-read")

    @property
    def url(self) -> str:
        """The address of the file."""
        return f"sqlite:///{self.path}"

    def dialect(self) -> str:
        """Queries are written in SQL."""
        return "sql"

    async def open(self, base: str | None = None) -> Meta:
        """Create or migrate the file; see the port."""
        return await self._run(self._writer, lambda db: _open(db, base))

    async def close(self) -> None:
        """Close every connection."""
        for pool in {self._writer, self._readers}:
            await asyncio.to_thread(pool.shutdown)
        for connection in self._opened:
            connection.close()
        self._opened.clear()

    async def meta(self) -> Meta:
        """Read the registry's own facts."""
        return await self._run(self._readers, _meta)

    async def write(self, documents: Sequence[str], resources: Sequence[str], plan: Plan) -> int:
        """Run and apply one plan under the sequence lock; see the port."""

        def work(db: apsw.Connection) -> int:
            with _immediate(db):
                held = _locked(db)
                pending = Pending(_state(db, documents, resources, held.n + 1))
                changes = plan(pending.state(held.n + 1, documents))
                if not changes:
                    return held.visible
                pending.add(held.n + 1, changes)
                _send(db, pending, held.n + 1)
                return held.n + 1

        return await self._run(self._writer, work)

    async def replay(self, steps: Sequence[tuple[Sequence[str], Sequence[str], int, Plan]]) -> int:
        """Apply several writes with given numbers in one transaction; see the port."""

        def work(db: apsw.Connection) -> int:
            with _immediate(db):
                held = _locked(db)
                if not steps:
                    return held.visible
                documents = sorted({iri for step in steps for iri in step[0]})
                resources = sorted({iri for step in steps for iri in step[1]})
                pending = Pending(_state(db, documents, resources, steps[0][2]))
                newest = pending.run(steps, held.n)
                _send(db, pending, newest)
                return max(held.visible, newest)

        return await self._run(self._writer, work)

    async def ask(self, query: str, /, **parameters: Any) -> list[tuple[Any, ...]]:
        """Run a named query; lists travel as JSON for `json_each`."""
        return await self.ask_text(query, queries.text(query, "sql"), parameters)

    async def ask_text(self, name: str, text: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Run a compiled list query."""
        bound = _bound(parameters)
        return await self._run(self._readers, lambda db: list(db.execute(text, bound)))

    def envelopes(self, after: int = 0, batch: int = 200) -> AsyncIterator[Sequence[Envelope]]:
        """Stream all envelopes in order; see the port."""
        return streams.envelopes(self, after, batch)

    def rows(self, batch: int = 100) -> AsyncIterator[Sequence[Row]]:
        """Stream every row ever recorded; see the port."""
        return streams.all_rows(self, batch)

    async def structure(self) -> list[tuple[str, str]]:
        """Compare the file's tables, indexes and triggers with a file made anew; see the port."""

        def work(db: apsw.Connection) -> list[tuple[str, str]]:
            found, newest = sqlite_schema.differences(db), sqlite_schema.versions()
            if (reached := _meta(db).schema) != newest:
                found.append(("schema", f"the store says version {reached}, it has version {newest}"))
            return sorted(found)

        return await self._run(self._readers, work)

    async def drop_graph(self) -> None:
        """Delete everything that can be rebuilt from the envelopes."""

        def work(db: apsw.Connection) -> None:
            with _immediate(db):
                db.execute(queries.text("drop_graph", "sql"))
                _do(db, "set_projection", projection=UNMADE)

        await self._run(self._writer, work)

    async def note_projection(self, version: int) -> None:
        """Note what has made the whole graph; see the port."""
        await self._run(self._writer, lambda db: _do(db, "set_projection", projection=version))

    async def _run(self, pool: ThreadPoolExecutor, work: Callable[[apsw.Connection], T]) -> T:
        def call() -> T:
            try:
                return work(self._connection())
            except (apsw.CantOpenError, apsw.NotADBError, apsw.ReadOnlyError) as error:
                raise StoreUnavailable(f"{self.path}: {error}; name a file that can be written") from error
            except apsw.BusyError as error:
                raise StoreUnavailable(f"{self.path}: another process keeps it locked; try again") from error
            except apsw.Error as error:
                raise StoreError(f"{self.path}: {error}") from error

        return await asyncio.get_running_loop().run_in_executor(pool, call)

    def _connection(self) -> apsw.Connection:
        found: apsw.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = apsw.Connection(self.path)
            with self._opening:
                self._opened.append(found)
            found.set_busy_timeout(BUSY_MILLISECONDS)
            # Else a query is planned anew each time that other values are bound: ms for the longest ones.
            found.config(apsw.SQLITE_DBCONFIG_ENABLE_QPSG, 1)
            for pragma in PRAGMAS:
                found.execute(f"PRAGMA {pragma}")
            self._local.connection = found
        return found


@contextmanager
def _immediate(db: apsw.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _open(db: apsw.Connection, base: str | None) -> Meta:
    with _immediate(db):
        held = _meta(db) if db.table_exists("main", "meta") else None
        newest = sqlite_schema.versions()
        identity.check(held, base, newest)
        reached = held.schema if held else 0
        sqlite_schema.migrate(db, reached)
        if held is None:
            _do(db, "create_registry", base=base)
        if reached < newest:
            _do(db, "set_schema", schema=newest)
        return _meta(db)


def _meta(db: apsw.Connection, query: str = "meta") -> Meta:
    for row in _do(db, query):
        return rows.meta(row)
    raise NotFound("the store holds no registry yet; open it with a base IRI")


def _locked(db: apsw.Connection) -> Meta:
    return _meta(db, "lock")


def _state(db: apsw.Connection, documents: Sequence[str], resources: Sequence[str], n: int) -> State:
    asked = {"documents": list(documents)}
    return state_of(
        n,
        documents,
        _do(db, "state_envelopes", **asked),
        _do(db, "state_rows", **asked),
        _do(db, "state_aliases", **asked),
        _do(db, "state_owners", resources=list(resources)),
    )


def _send(db: apsw.Connection, pending: Pending, n: int) -> None:
    """Send the rows of what is planned, with the internal numbers that SQLite needs."""
    ready = list(pending.writes())
    named = {row[end] for write in ready for row in write.rows for end in _ENDS if row.get(end)}
    things: dict[str, int] | None = None
    statements: dict[tuple[str, int, str], int] = {}
    for write in ready:
        text = queries.text(write.name, "sql")
        if write.name in ("put_things", "mention_things", "state_facts"):
            db.executemany(text, map(_values(text), write.rows))
            continue
        if things is None:
            things = dict(_do(db, "thing_ids", ids=sorted(named)))
        before = db.total_changes()
        for row in write.rows:
            _number(row, things, statements)
        db.executemany(text, map(_values(text), write.rows))
        # What is opened is there, or has raised; what triggers make of it is counted too.
        if write.name.startswith("close_") and db.total_changes() - before != len(write.rows):
            raise StoreError(f"{write.name}: a row was not there; run `credway check`")
        if write.name == "open_statements":
            # Rows that are never deleted one by one are numbered consecutively within a transaction.
            first = db.last_insert_rowid() - len(write.rows) + 1
            statements = {_key(row): first + place for place, row in enumerate(write.rows)}
    _do(db, "take_number", n=n, projection=pending.projection)
    _do(db, "make_visible", n=n)


def _number(
    row: dict[str, Any], things: Mapping[str, int], statements: Mapping[tuple[str, int, str], int]
) -> None:
    """Add the internal numbers of the things and the statement that a row names."""
    for end in _ENDS:
        if named := row.get(end):
            row["source_id" if end == "source" else "target_id"] = things.get(named)
    if "role" in row:
        row["statement_id"] = statements[_key(row)]


@cache
def _values(text: str) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """Return what takes the values of a query's parameters from a row, in order; names bind slowly."""
    names = list(dict.fromkeys(re.findall(r"(?<!\w):(\w+)", queries.without_comments(text, "sql"))))
    one, two, *more = names
    return itemgetter(one, two, *more)


def _key(row: Mapping[str, Any]) -> tuple[str, int, str]:
    return (row["sid"], row["recorded_from"], row["valid_from"])


def _do(db: apsw.Connection, query: str, **parameters: Any) -> list[tuple[Any, ...]]:
    return list(db.execute(queries.text(query, "sql"), _bound(parameters)))


def _bound(parameters: Mapping[str, Any]) -> Mapping[str, Any]:
    return {key: _bindable(value) for key, value in parameters.items()}


def _bindable(value: Any) -> Any:
    if isinstance(value, list | tuple | set | frozenset):
        return orjson.dumps(list(value)).decode()
    return value
