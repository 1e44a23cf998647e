"""The store on a Neo4j server, over Bolt, with the async driver.

Reads are auto-commit (a third cheaper than a transaction) with READ access and one retry of our own.
A write is one managed transaction whose first act takes the sequence lock, a write to `Meta`. On
Neo4j a commit is not atomic for readers, so the number they pin, `Visible`, is set in a second, tiny
transaction after the commit; where a writer dies in between, the next one mends it under the lock.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    AsyncGraphDatabase,
    AsyncManagedTransaction,
    AsyncResult,
    AsyncSession,
    Query,
)
from neo4j.exceptions import DriverError, Neo4jError

from credway.registry.envelope import Envelope
from credway.registry.errors import NotFound, StoreError
from credway.registry.graph import Row
from credway.registry.store import identity, neo4j_schema, queries, rows, streams
from credway.registry.store.neo4j_errors import told
from credway.registry.store.pending import WRITES, Pending, Write, state_of
from credway.registry.store.port import UNMADE, Meta, Plan

T = TypeVar("T")

ROWS = 1_000
"""Most rows in one round trip; beyond some thousands the server gets no faster."""
BYTES = 4_000_000
"""Most bytes of bodies in one round trip."""
_LOCKED = ("lock", "state_envelopes", "state_rows", "state_aliases", "state_owners")
_SENT = (*WRITES, "take_number")
CONNECTIONS = 8
"""One process is full at a handful of queries in flight; more only queue."""


class Neo4jStore:
    """A registry in one database of a Neo4j server; `seconds` limits one read on the server's side."""

    def __init__(
        self,
        url: str,
        *,
        user: str = "",
        password: str = "",
        database: str = "neo4j",
        seconds: float = 60.0,
        retry_seconds: float = 5.0,
    ) -> None:
        self.url = url
        self._database = database
        self._seconds = seconds
        # One writer in a process at a time: those that wait for the lock must not use up the connections
        # that its holder needs.
        self._writing = asyncio.Lock()
        self._idle: list[AsyncSession] = []
        # The driver belongs to the event loop that uses it first, and connects only then.
        self._driver = AsyncGraphDatabase.driver(
            url,
            auth=(user, password) if user else None,
            max_transaction_retry_time=retry_seconds,
            max_connection_pool_size=CONNECTIONS,
            connection_acquisition_timeout=60.0,
            liveness_check_timeout=30.0,
            notifications_min_severity="OFF",
            telemetry_disabled=True,
        )

    def dialect(self) -> str:
        """Queries are written in Cypher."""
        return "cypher"

    async def open(self, base: str | None = None) -> Meta:
        """Connect and migrate, or create the registry; see the port."""
        with told(self.url):
            await self._driver.verify_connectivity()
        found = await self.ask("meta")
        held = rows.meta(found[0]) if found else None
        newest = neo4j_schema.versions()
        identity.check(held, base, newest)
        if held is None or held.schema < newest:
            await neo4j_schema.migrate(self._alone, held.schema if held else 0)
            await self._do("create_registry", base=base or "")
            await self._do("set_schema", schema=newest)
            held = await self.meta()
            identity.check(held, base, newest)
        else:
            await neo4j_schema.compare(self._alone)
        return held

    async def close(self) -> None:
        """Close every connection."""
        while self._idle:
            await self._idle.pop().close()
        await self._driver.close()

    async def meta(self) -> Meta:
        """Read the registry's own facts."""
        return _meta(await self.ask("meta"))

    async def write(self, documents: Sequence[str], resources: Sequence[str], plan: Plan) -> int:
        """Run and apply one plan under the sequence lock; see the port."""

        async def work(tx: AsyncManagedTransaction) -> tuple[int, bool]:
            held, seen = await self._locked(tx, documents, resources)
            n = held.n + 1
            pending = Pending(state_of(n, documents, *seen))
            changes = await asyncio.to_thread(plan, pending.state(n, documents))
            if not changes:
                return held.n, False
            pending.add(n, changes)
            await _send(tx, pending, n)
            return n, True

        async with self._writing:
            n, changed = await self._managed(work)
            if changed:
                await self._show(n)
        return n

    async def replay(self, steps: Sequence[tuple[Sequence[str], Sequence[str], int, Plan]]) -> int:
        """Apply several writes with given numbers in one transaction; see the port."""

        async def work(tx: AsyncManagedTransaction) -> int:
            documents = sorted({iri for step in steps for iri in step[0]})
            resources = sorted({iri for step in steps for iri in step[1]})
            held, seen = await self._locked(tx, documents, resources)
            if not steps:
                return held.n
            pending = Pending(state_of(steps[0][2], documents, *seen))
            newest = await asyncio.to_thread(pending.run, steps, held.n)
            await _send(tx, pending, newest)
            return max(held.n, newest)

        async with self._writing:
            n = await self._managed(work)
            await self._show(n)
        return n

    async def ask(self, query: str, /, **parameters: Any) -> list[tuple[Any, ...]]:
        """Run a named query."""
        return await self.ask_text(query, queries.text(query, "cypher"), parameters)

    async def ask_text(self, name: str, text: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Run a compiled list query."""
        query = Query(queries.spelt(text, parameters), timeout=self._seconds)
        given = queries.sent(parameters)
        with told(self.url):
            for last in (False, True):
                # To make a session is a twentieth of a small answer: those that have answered are used again,
                # by one task at a time.
                session = self._idle.pop() if self._idle else self._session(READ_ACCESS)
                try:
                    found = await _rows(await session.run(query, given))
                except BaseException as error:
                    await session.close()
                    if last or not isinstance(error, DriverError | Neo4jError) or not error.is_retryable():
                        raise
                else:
                    self._idle.append(session)
                    return [tuple(row) for row in found]
        raise AssertionError("the second try returns or raises")

    def envelopes(self, after: int = 0, batch: int = 200) -> AsyncIterator[Sequence[Envelope]]:
        """Stream all envelopes in order; see the port."""
        return streams.envelopes(self, after, batch)

    def rows(self, batch: int = 100) -> AsyncIterator[Sequence[Row]]:
        """Stream every row ever recorded; see the port."""
        return streams.all_rows(self, batch)

    async def structure(self) -> list[tuple[str, str]]:
        """Compare the constraints and indexes with those of the migrations; see the port."""
        held, newest = await self.meta(), neo4j_schema.versions()
        found = [(each.name, each.detail) for each in await neo4j_schema.differences(self._alone)]
        if held.schema != newest:
            found.append(("schema", f"the store says version {held.schema}, it has version {newest}"))
        return found

    async def drop_graph(self) -> None:
        """Delete everything that can be rebuilt from the envelopes, in many transactions."""
        await self.note_projection(UNMADE)
        await self._alone(queries.text("drop_graph", "cypher"))

    async def note_projection(self, version: int) -> None:
        """Note what has made the whole graph; see the port."""
        await self._do("set_projection", projection=version)

    async def _locked(
        self, tx: AsyncManagedTransaction, documents: Sequence[str], resources: Sequence[str]
    ) -> tuple[Meta, Sequence[Any]]:
        """Take the sequence lock and read, under it, the rows of the four `state_` queries.

        Whoever held the lock has committed, so all numbers taken may be seen.
        """
        asked = {"documents": list(documents), "resources": list(resources)}
        text = queries.spelt(queries.together(_LOCKED), asked)
        [[meta, *seen]] = await _run(tx, text, **queries.sent(asked))
        held = _meta(meta)
        if held.visible < held.n:
            await self._do("make_visible", n=held.n)
        return held, seen

    async def _show(self, n: int) -> None:
        """Let readers pin a number, in one round trip; a failed one is done again, since twice is as once."""
        with told(self.url):
            try:
                async with self._session(WRITE_ACCESS) as session:
                    await (await session.run(queries.text("make_visible", "cypher"), n=n)).consume()
            except (DriverError, Neo4jError) as error:
                if not error.is_retryable():
                    raise
                await self._do("make_visible", n=n)

    async def _managed(self, work: Callable[[AsyncManagedTransaction], Awaitable[T]]) -> T:
        with told(self.url):
            async with self._session(WRITE_ACCESS) as session:
                return await session.execute_write(work)

    async def _do(self, query: str, **parameters: Any) -> None:
        """Run a write query in a small transaction of its own."""

        async def work(tx: AsyncManagedTransaction) -> None:
            await _run(tx, queries.text(query, "cypher"), **parameters)

        await self._managed(work)

    async def _alone(self, text: str) -> list[list[Any]]:
        """Run a text by itself, with no transaction around it: schema, or transactions of its own."""
        with told(self.url):
            async with self._session(WRITE_ACCESS) as session:
                result = await session.run(text)
                return await result.values()

    def _session(self, access: str) -> AsyncSession:
        # The shared manager passes bookmarks on: what this process has seen, its next session sees. One
        # server shows at once what it has committed, so where nothing is routed they would only cost time.
        routed = self.url.startswith("neo4j")
        return self._driver.session(
            database=self._database,
            default_access_mode=access,
            bookmark_manager=self._driver.execute_query_bookmark_manager if routed else None,
        )


def _meta(found: Sequence[Sequence[Any]]) -> Meta:
    for row in found:
        return rows.meta(row)
    raise NotFound("the store holds no registry yet; open it with a base IRI")


async def _run(tx: AsyncManagedTransaction, text: str, **parameters: Any) -> list[list[Any]]:
    return await _rows(await tx.run(text, parameters))


async def _rows(result: AsyncResult) -> list[list[Any]]:
    """The rows of a result: its records, or the list of a query that returns its `rows` in one record."""
    found = await result.values()
    if list(result.keys()) == [queries.ROWS]:
        [[found]] = found
    return found


async def _send(tx: AsyncManagedTransaction, pending: Pending, n: int) -> None:
    """Send rows, as many to a round trip as it may hold, and take the number."""
    for part in _parts(pending.writes()):
        text = queries.together(_SENT)
        [written] = await _run(tx, text, writes=part, n=n, projection=pending.projection)
        for name, count in zip(WRITES, written[:-1], strict=True):
            if missing := len(part[name]) - count:
                raise StoreError(f"{name}: {missing} rows were not there; run `credway check`")


def _parts(writes: Iterator[Write]) -> Iterator[dict[str, list[dict[str, Any]]]]:
    """The rows by the names of their queries, in parts of at most so many rows and bytes."""
    part: dict[str, list[dict[str, Any]]] = {name: [] for name in WRITES}
    count = size = 0
    for write in writes:
        for row in write.rows:
            long = len(row.get("body", ""))
            if count and (count == ROWS or size + long > BYTES):
                yield part
                part = {name: [] for name in WRITES}
                count = size = 0
            if write.name == "open_statements":
                row = row | {"lifted": rows.lifted(row["body"])}
            part[write.name].append(row)
            count, size = count + 1, size + long
    yield part
