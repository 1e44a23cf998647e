"""Blanking what a store keeps of documents, behind the registry's back, and giving it back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import apsw
from neo4j import AsyncGraphDatabase

_TAKE = "MATCH (e:Envelope) WITH e, e.body AS body SET e.body = $nothing RETURN e.document, e.version, body"
_GIVE = "UNWIND $rows AS row MATCH (e:Envelope {document: row[0], version: row[1]}) SET e.body = row[2]"


@asynccontextmanager
async def blanked(url: str) -> AsyncIterator[int]:
    """Empty the bytes of every envelope for as long as the block runs; gives how many."""
    if url.startswith("sqlite:///"):
        connection = apsw.Connection(url.removeprefix("sqlite:///"))
        held = list(connection.execute("SELECT body, document, version FROM envelope"))
        connection.execute("UPDATE envelope SET body = x''")
        try:
            yield len(held)
        finally:
            connection.executemany("UPDATE envelope SET body = ? WHERE document = ? AND version = ?", held)
            connection.close()
        return
    async with AsyncGraphDatabase.driver(url, notifications_min_severity="OFF") as driver:
        records, _, _ = await driver.execute_query(_TAKE, nothing=b"", database_="neo4j")
        try:
            yield len(records)
        finally:
            await driver.execute_query(_GIVE, rows=[list(each) for each in records], database_="neo4j")
