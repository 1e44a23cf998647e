"""Reading a whole registry piece by piece, over the same named queries on each store."""

from collections.abc import AsyncIterator, Sequence
from typing import Any, Protocol

from credway.registry.envelope import Envelope
from credway.registry.graph import STILL_OPEN, Row
from credway.registry.store import rows


class Asked(Protocol):
    """What can run a named query."""

    async def ask(self, query: str, /, **parameters: Any) -> list[tuple[Any, ...]]:
        """Run a named query."""
        ...


async def envelopes(store: Asked, after: int, batch: int) -> AsyncIterator[Sequence[Envelope]]:
    """Stream envelopes in the order of (n, ord), bodies included."""
    n, position = after, STILL_OPEN
    while found := await store.ask("envelopes_after", n=n, ord=position, limit=batch):
        read = [rows.envelope(row) for row in found]
        n, position = read[-1].n, read[-1].ord
        yield read


async def documents(store: Asked, batch: int) -> AsyncIterator[list[str]]:
    """Stream the IRIs of all documents, in order."""
    last = ""
    while found := await store.ask("documents_after", after=last, limit=batch):
        yield [document for (document,) in found]
        last = found[-1][0]


async def rows_of(store: Asked, iris: Sequence[str]) -> list[Row]:
    """Every row that some documents have ever made."""
    asked = list(iris)
    statements = await store.ask("statements_of", documents=asked)
    edges = await store.ask("edges_of", documents=asked)
    return [*map(rows.statement, statements), *map(rows.edge, edges)]


async def all_rows(store: Asked, batch: int) -> AsyncIterator[Sequence[Row]]:
    """Stream every row ever recorded, by document."""
    async for found in documents(store, batch):
        yield await rows_of(store, found)
