"""The embedded store: one SQLite file in WAL mode, many readers beside one writer.

Blocking calls run in threads: reads in a small pool with a connection each, writes in one thread of
their own under BEGIN IMMEDIATE, which is the sequence lock. ANALYZE and PRAGMA optimize are never
run: with statistics the planner builds a bloom filter over whole tables for each path query.
"""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import apsw
import orjson

from credway.registry.envelope import Envelope
from credway.registry.errors import NotFound, StoreError, StoreMismatch, StoreUnavailable
from credway.registry.graph import STILL_OPEN, Alias, Link, Row, Thing
from credway.registry.store import queries
from credway.registry.store.port import AliasRow, Changes, Meta, OpenRow, Plan, State

T = TypeVar("T")

MIGRATIONS = files("credway.registry.store").joinpath("migrations")
READERS = 4
BUSY_MILLISECONDS = 10_000


class SQLiteStore:
    """A registry in one file; `path` may be `:memory:` for a registry that ends with the process."""

    def __init__(self, path: str | Path) -> None:
        self.path = str(path)
        self._memory = self.path == ":memory:"
        self._local = threading.local()
        self._opened: list[apsw.Connection] = []
        self._opening = threading.Lock()
        workers = 1 if self._memory else READERS
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="credway-write")
        self._readers = (
            self._writer
            if self._memory
            else ThreadPoolExecutor(workers, thread_name_prefix="credway-read")
        )

    @property
    def url(self) -> str:
        """The address of the file."""
        return f"sqlite:///{self.path}"

    def dialect(self) -> str:
        """Queries are written in SQL."""
        return "sql"

    async def open(self, base: str | None = None) -> Meta:
        """Create or migrate the file; see the port."""
        return await self._write(lambda db: _open(db, base))

    async def close(self) -> None:
        """Close every connection."""
        for pool in {self._writer, self._readers}:
            await asyncio.to_thread(pool.shutdown)
        for connection in self._opened:
            connection.close()
        self._opened.clear()

    async def meta(self) -> Meta:
        """Read the registry's own facts."""
        return await self._read(_meta)

    async def write(self, documents: Sequence[str], resources: Sequence[str], plan: Plan) -> int:
        """Run and apply one plan under the sequence lock; see the port."""

        def work(db: apsw.Connection) -> int:
            with _immediate(db):
                meta = _meta(db)
                changes = plan(_state(db, documents, resources, meta.n + 1))
                if not changes:
                    return meta.visible
                _apply(db, changes, meta.n + 1)
                return meta.n + 1

        return await self._write(work)

    async def replay(self, steps: Sequence[tuple[Sequence[str], Sequence[str], int, Plan]]) -> int:
        """Apply several writes with given numbers in one transaction; see the port."""

        def work(db: apsw.Connection) -> int:
            with _immediate(db):
                for documents, resources, n, plan in steps:
                    changes = plan(_state(db, documents, resources, n))
                    _apply(db, changes, n)
                return _meta(db).visible

        return await self._write(work)

    async def ask(self, query: str, /, **parameters: Any) -> list[tuple[Any, ...]]:
        """Run a named query; lists travel as JSON for `json_each`."""
        return await self.ask_text(query, queries.text(query, "sql"), parameters)

    async def ask_text(
        self, name: str, text: str, parameters: Mapping[str, Any]
    ) -> list[tuple[Any, ...]]:
        """Run a compiled list query."""
        bound = {key: _bindable(value) for key, value in parameters.items()}
        return await self._read(lambda db: list(db.execute(text, bound)))

    async def envelopes(
        self, after: int = 0, batch: int = 200
    ) -> AsyncIterator[Sequence[Envelope]]:
        """Stream all envelopes in order; see the port."""
        position = (after, STILL_OPEN)
        text = queries.text("envelopes_after", "sql")
        while True:
            bound = {"n": position[0], "ord": position[1], "limit": batch}
            found = await self._read(
                lambda db, b=bound: [_envelope(r) for r in db.execute(text, b)]
            )
            if not found:
                return
            yield found
            position = (found[-1].n, found[-1].ord)

    async def rows(self, batch: int = 1000) -> AsyncIterator[Sequence[Row]]:
        """Stream every row ever recorded, statements first; see the port."""
        for name, read in (("statements_after", _statement), ("edges_after", _edge)):
            text, last = queries.text(name, "sql"), 0
            while True:
                bound = {"after": last, "limit": batch}
                found = await self._read(lambda db, t=text, b=bound: list(db.execute(t, b)))
                if not found:
                    break
                yield [read(row[1:]) for row in found]
                last = found[-1][0]

    async def drop_graph(self) -> None:
        """Delete everything that can be rebuilt from the envelopes."""

        def work(db: apsw.Connection) -> None:
            with _immediate(db):
                for table in (
                    "link",
                    "statement",
                    "edge",
                    "alias",
                    "thing",
                    "thing_search",
                    "resource",
                ):
                    db.execute(f"DELETE FROM {table}")

        await self._write(work)

    async def _read(self, work: Callable[[apsw.Connection], T]) -> T:
        return await self._run(self._readers, work)

    async def _write(self, work: Callable[[apsw.Connection], T]) -> T:
        return await self._run(self._writer, work)

    async def _run(self, pool: ThreadPoolExecutor, work: Callable[[apsw.Connection], T]) -> T:
        def call() -> T:
            try:
                return work(self._connection())
            except (apsw.CantOpenError, apsw.NotADBError) as error:
                raise StoreUnavailable(
                    f"{self.path}: {error}; name a file that can be written"
                ) from error
            except apsw.Error as error:
                raise StoreError(f"{self.path}: {error}") from error

        return await asyncio.get_running_loop().run_in_executor(pool, call)

    def _connection(self) -> apsw.Connection:
        found: apsw.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = apsw.Connection(self.path)
            found.set_busy_timeout(BUSY_MILLISECONDS)
            for pragma in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -65536"):
                found.execute(f"PRAGMA {pragma}")
            self._local.connection = found
            with self._opening:
                self._opened.append(found)
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
        held = list(db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'"))
        found = _meta(db) if held else Meta(base or "", 0, 0, 0)
        if base and found.base != base:
            raise StoreMismatch(
                f"the store holds the registry {found.base}, not {base}; name another store",
                held=found.base,
                asked=base,
            )
        steps = sorted(path.name for path in MIGRATIONS.iterdir() if path.name.endswith(".sql"))
        if found.schema > len(steps):
            raise StoreMismatch(
                f"the store has schema {found.schema}, this program knows {len(steps)}; upgrade it"
            )
        if not held and not base:
            raise StoreMismatch("the store is empty and no base IRI was given to create a registry")
        for step in steps[found.schema :]:
            db.execute(MIGRATIONS.joinpath(step).read_text(encoding="utf-8"))
        if not held:
            db.execute("INSERT INTO meta VALUES (1, ?, '', ?, 0, 0)", (base, len(steps)))
        else:
            db.execute("UPDATE meta SET schema = ?", (len(steps),))
        return _meta(db)


def _meta(db: apsw.Connection) -> Meta:
    for base, schema, n, visible, name in db.execute(
        "SELECT base, schema, n, visible, name FROM meta"
    ):
        return Meta(base, schema, n, visible, name)
    raise NotFound("the store holds no registry yet; open it with a base IRI")


def _state(
    db: apsw.Connection, documents: Sequence[str], resources: Sequence[str], n: int
) -> State:
    asked = {"documents": _bindable(list(documents)), "resources": _bindable(list(resources))}

    def run(name: str) -> list[tuple[Any, ...]]:
        return list(db.execute(queries.text(name, "sql"), asked))

    envelopes: dict[str, list[Envelope]] = {document: [] for document in documents}
    for row in run("state_envelopes"):
        envelopes[row[0]].append(_envelope(row))
    rows: dict[str, list[OpenRow]] = {document: [] for document in documents}
    for document, *rest in run("state_rows"):
        rows[document].append(OpenRow(*rest[:4], bool(rest[4])))
    aliases: dict[str, list[AliasRow]] = {document: [] for document in documents}
    for alias, scheme, thing, document, start in run("state_aliases"):
        aliases[document].append(AliasRow(Alias(alias, scheme, thing), document, start, STILL_OPEN))
    owners, references = {}, set()
    for resource, document, reference in run("state_owners"):
        owners[resource] = document
        if reference:
            references.add(resource)
    return State(n, envelopes, rows, aliases, owners, frozenset(references))


def _apply(db: apsw.Connection, changes: Changes, n: int) -> None:
    _things(db, changes.things)
    ids = _thing_ids(db, changes)
    db.executemany(
        "INSERT INTO envelope VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (_envelope_values(envelope) for envelope in changes.envelopes),
    )
    db.executemany(
        "INSERT INTO resource VALUES (?, ?) ON CONFLICT DO UPDATE SET document = excluded.document",
        changes.resources.items(),
    )
    for table, edges in (("statement", False), ("edge", True)):
        db.executemany(
            f"UPDATE {table} SET recorded_to = ? WHERE sid = ? AND recorded_from = ? AND valid_from = ?",
            (
                (n, row.sid, row.recorded_from, row.valid_from)
                for row in changes.closed
                if row.is_edge is edges
            ),
        )
    for row in changes.opened:
        times = (row.valid_from, row.valid_to, row.stated, row.recorded_from, row.recorded_to)
        said = (row.document, row.version, row.asserted_by)
        if row.is_edge:
            ends = (ids[row.source], ids[row.target])
            db.execute(
                "INSERT INTO edge VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,?)",
                (row.sid, row.kind, *ends, *said, *times),
            )
            continue
        db.execute(
            "INSERT INTO statement VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (row.sid, row.kind, row.key, *said, row.subject, *times)
            + (row.place, row.number, row.body),
        )
        statement = db.last_insert_rowid()
        db.executemany(
            "INSERT INTO link VALUES (?, ?, ?, ?)",
            ((statement, link.role, link.ord, ids[link.target]) for link in row.links),
        )
    db.executemany(
        "UPDATE alias SET recorded_to = ? WHERE alias = ? AND scheme = ? AND thing = ? AND document = ?"
        " AND recorded_from = ?",
        (
            (
                n,
                row.alias.alias,
                row.alias.scheme,
                ids[row.alias.thing],
                row.document,
                row.recorded_from,
            )
            for row in changes.closed_aliases
        ),
    )
    db.executemany(
        "INSERT INTO alias VALUES (?, ?, ?, ?, ?, ?)",
        (
            (row.alias.alias, row.alias.scheme, ids[row.alias.thing], row.document)
            + (row.recorded_from, row.recorded_to)
            for row in changes.opened_aliases
        ),
    )
    db.execute("UPDATE meta SET n = max(n, ?), visible = max(visible, ?)", (n, n))


def _things(db: apsw.Connection, things: Sequence[Thing]) -> None:
    for thing in things:
        values = (
            thing.iri,
            thing.label,
            orjson.dumps(thing.types).decode(),
            thing.name,
            thing.ctid,
        )
        values += (int(thing.reference_only), thing.sort, thing.search)
        if not thing.own:
            db.execute(
                "INSERT INTO thing VALUES (NULL,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING", values
            )
            continue
        [(rowid,)] = db.execute(
            "INSERT INTO thing VALUES (NULL,?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET label = excluded.label,"
            " types = excluded.types, name = excluded.name, ctid = excluded.ctid,"
            " reference_only = excluded.reference_only, sort = excluded.sort, search = excluded.search"
            " RETURNING id",
            values,
        )
        db.execute("DELETE FROM thing_search WHERE rowid = ?", (rowid,))
        db.execute("INSERT INTO thing_search (rowid, search) VALUES (?, ?)", (rowid, thing.search))


def _thing_ids(db: apsw.Connection, changes: Changes) -> dict[str, int]:
    wanted = {row.alias.thing for row in (*changes.opened_aliases, *changes.closed_aliases)}
    for row in changes.opened:
        wanted.update(link.target for link in row.links)
        if row.is_edge:
            wanted.update((row.source, row.target))
    text = "SELECT iri, id FROM thing WHERE iri IN (SELECT value FROM json_each(?))"
    return dict(db.execute(text, (_bindable(sorted(wanted)),)))


def _bindable(value: Any) -> Any:
    if isinstance(value, list | tuple | set | frozenset):
        return orjson.dumps(list(value)).decode()
    if isinstance(value, bool):
        return int(value)
    return value


def _envelope_values(envelope: Envelope) -> tuple[Any, ...]:
    e = envelope
    return (
        *(e.document, e.version, e.n, e.ord, e.digest, e.mode, e.outcome, e.published_at),
        *(e.media_type, e.publisher, e.effective_from, e.corrects, int(e.withdrawn), e.reason),
        *(e.superseded_by, e.projection, e.body),
    )


def _envelope(row: tuple[Any, ...]) -> Envelope:
    return Envelope(
        *row[:8],
        media_type=row[8],
        publisher=row[9],
        effective_from=row[10],
        corrects=row[11],
        withdrawn=bool(row[12]),
        reason=row[13],
        superseded_by=row[14],
        projection=row[15],
        body=bytes(row[16]),
    )


def _statement(row: tuple[Any, ...]) -> Row:
    links = tuple(Link(role, target, order) for role, target, order in orjson.loads(row[15]))
    return Row(
        *row[:6],
        valid_from=row[7],
        valid_to=row[8],
        stated=row[9],
        recorded_from=row[10],
        recorded_to=row[11],
        subject=row[6],
        place=row[12],
        number=row[13],
        body=row[14],
        links=links,
    )


def _edge(row: tuple[Any, ...]) -> Row:
    sid, kind, source, target, *rest = row
    return Row(sid, kind, f"{source} {kind} {target}", *rest, source=source, target=target)
