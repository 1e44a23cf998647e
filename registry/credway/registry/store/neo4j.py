"""The store on a Neo4j server, over Bolt, with the async driver.

Reads are auto-commit (a third cheaper than a transaction) with READ access and one retry of our own.
A write is one managed transaction whose first act takes the sequence lock, a write to `Meta`. On
Neo4j a commit is not atomic for readers, so the number they pin, `Visible`, is set in a second, tiny
transaction after the commit; where a writer dies in between, the next one mends it under the lock.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from neo4j import READ_ACCESS, WRITE_ACCESS, AsyncGraphDatabase, AsyncManagedTransaction, AsyncSession, Query
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    ConnectionAcquisitionTimeoutError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from credway.registry.envelope import Envelope
from credway.registry.errors import NotFound, StoreError, StoreMismatch, StoreUnavailable
from credway.registry.graph import Row
from credway.registry.store import neo4j_schema, queries, rows, streams
from credway.registry.store.pending import Pending, Write, state_of
from credway.registry.store.port import Meta, Plan, State

T = TypeVar("T")

ROWS = 1_000
"""Most rows in one write; beyond some thousands the server gets no faster."""
BYTES = 4_000_000
"""Most bytes of bodies in one write."""
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
        with self._errors():
            await self._driver.verify_connectivity()
        found = await self.ask("meta")
        held = rows.meta(found[0]) if found else None
        newest = neo4j_schema.versions()
        if held is None and not base:
            raise StoreMismatch("the store is empty and no base IRI was given to create a registry")
        if held is not None and held.schema > newest:
            raise StoreMismatch(
                f"the store has schema {held.schema}, this program knows {newest}; upgrade the program"
            )
        if held is None or held.schema < newest:
            await neo4j_schema.migrate(self._alone, held.schema if held else 0)
            await self._do("create_registry", base=base or "")
            await self._do("set_schema", schema=newest)
            held = await self.meta()
        else:
            await neo4j_schema.compare(self._alone)
        if base and held.base != base:
            raise StoreMismatch(
                f"the store holds the registry {held.base}, not {base}; name another store",
                held=held.base,
                asked=base,
            )
        return held

    async def close(self) -> None:
        """Close every connection."""
        await self._driver.close()

    async def meta(self) -> Meta:
        """Read the registry's own facts."""
        return _meta(await self.ask("meta"))

    async def write(self, documents: Sequence[str], resources: Sequence[str], plan: Plan) -> int:
        """Run and apply one plan under the sequence lock; see the port."""

        async def work(tx: AsyncManagedTransaction) -> tuple[int, bool]:
            held = await self._lock(tx)
            n = held.n + 1
            pending = Pending(await _state(tx, documents, resources, n))
            changes = await asyncio.to_thread(plan, pending.state(n, documents))
            if not changes:
                return held.n, False
            pending.add(n, changes)
            await _send(tx, pending.writes(), n)
            return n, True

        async with self._writing:
            n, changed = await self._managed(work)
            if changed:
                await self._do("make_visible", n=n)
        return n

    async def replay(self, steps: Sequence[tuple[Sequence[str], Sequence[str], int, Plan]]) -> int:
        """Apply several writes with given numbers in one transaction; see the port."""

        async def work(tx: AsyncManagedTransaction) -> int:
            held = await self._lock(tx)
            if not steps:
                return held.n
            documents = sorted({iri for step in steps for iri in step[0]})
            resources = sorted({iri for step in steps for iri in step[1]})
            pending = Pending(await _state(tx, documents, resources, steps[0][2]))
            newest = await asyncio.to_thread(pending.run, steps, held.n)
            await _send(tx, pending.writes(), newest)
            return max(held.n, newest)

        async with self._writing:
            n = await self._managed(work)
            await self._do("make_visible", n=n)
        return n

    async def ask(self, query: str, /, **parameters: Any) -> list[tuple[Any, ...]]:
        """Run a named query."""
        return await self.ask_text(query, queries.text(query, "cypher"), parameters)

    async def ask_text(self, name: str, text: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Run a compiled list query."""
        query = Query(queries.spelt(text, parameters), timeout=self._seconds)
        with self._errors():
            for last in (False, True):
                try:
                    async with self._session(READ_ACCESS) as session:
                        result = await session.run(query, dict(parameters))
                        return [tuple(row) for row in await result.values()]
                except (DriverError, Neo4jError) as error:
                    if last or not error.is_retryable():
                        raise
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
        await self._alone(queries.text("drop_graph", "cypher"))

    async def _lock(self, tx: AsyncManagedTransaction) -> Meta:
        """Take the sequence lock; whoever held it has committed, so all numbers taken may be seen."""
        held = _meta(await _run(tx, "lock"))
        if held.visible < held.n:
            await self._do("make_visible", n=held.n)
        return held

    async def _managed(self, work: Callable[[AsyncManagedTransaction], Awaitable[T]]) -> T:
        with self._errors():
            async with self._session(WRITE_ACCESS) as session:
                return await session.execute_write(work)

    async def _do(self, query: str, **parameters: Any) -> None:
        """Run a write query in a small transaction of its own."""

        async def work(tx: AsyncManagedTransaction) -> None:
            await _run(tx, query, **parameters)

        await self._managed(work)

    async def _alone(self, text: str) -> list[list[Any]]:
        """Run a text by itself, with no transaction around it: schema, or transactions of its own."""
        with self._errors():
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

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Say what failed in our own words; the driver's hold query texts and values."""
        try:
            yield
        except AuthError as error:
            raise StoreUnavailable(
                f"{self.url} refuses the user; set CREDWAY_NEO4J_USER and CREDWAY_NEO4J_PASSWORD"
            ) from error
        except (ServiceUnavailable, SessionExpired, ConnectionAcquisitionTimeoutError) as error:
            raise StoreUnavailable(f"no Neo4j server answers at {self.url}; is it running there?") from error
        except IncompleteCommit as error:
            raise StoreUnavailable(
                f"{self.url} was lost while it committed; publish again: what it holds is a no-op"
            ) from error
        except ConfigurationError as error:
            raise StoreError(f"{self.url}: {error}") from error
        except (DriverError, Neo4jError) as error:
            code = str(getattr(error, "code", None) or type(error).__name__)
            if code.endswith("MemoryPoolOutOfMemoryError"):
                raise StoreError(
                    f"{self.url}: too much for one transaction; publish fewer documents at once, or give the "
                    "server more heap",
                    reason=code,
                ) from error
            raise StoreError(f"{self.url}: the server refused a query ({code})", reason=code) from error


def _meta(found: Sequence[Sequence[Any]]) -> Meta:
    for row in found:
        return rows.meta(row)
    raise NotFound("the store holds no registry yet; open it with a base IRI")


async def _run(tx: AsyncManagedTransaction, query: str, **parameters: Any) -> list[list[Any]]:
    result = await tx.run(queries.text(query, "cypher"), parameters)
    return await result.values()


async def _state(
    tx: AsyncManagedTransaction, documents: Sequence[str], resources: Sequence[str], n: int
) -> State:
    asked = list(documents)
    return state_of(
        n,
        asked,
        await _run(tx, "state_envelopes", documents=asked),
        await _run(tx, "state_rows", documents=asked),
        await _run(tx, "state_aliases", documents=asked),
        await _run(tx, "state_owners", resources=list(resources)) if resources else (),
    )


async def _send(tx: AsyncManagedTransaction, writes: Iterator[Write], n: int) -> None:
    for write in writes:
        for part in _parts(write.rows):
            if write.name == "open_statements":
                part = [row | {"lifted": rows.lifted(row["body"])} for row in part]
            [[written]] = await _run(tx, write.name, rows=part)
            if written != len(part):
                raise StoreError(
                    f"{write.name}: {len(part) - written} rows were not there; run `credway check`"
                )
    await _run(tx, "take_number", n=n)


def _parts(found: Sequence[dict[str, Any]]) -> Iterator[Sequence[dict[str, Any]]]:
    part: list[dict[str, Any]] = []
    size = 0
    for row in found:
        size += len(row.get("body", ""))
        if part and (len(part) == ROWS or size > BYTES):
            yield part
            part, size = [], len(row.get("body", ""))
        part.append(row)
    if part:
        yield part
