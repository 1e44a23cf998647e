"""Blanking what a store keeps of documents, behind the registry's back."""

import apsw
from neo4j import AsyncGraphDatabase


async def blank_envelopes(url: str) -> int:
    """Empty the bytes of every envelope; returns how many."""
    if url.startswith("sqlite:///"):
        connection = apsw.Connection(url.removeprefix("sqlite:///"))
        connection.execute("UPDATE envelope SET body = x''")
        count: int = connection.changes()
        connection.close()
        return count
    async with AsyncGraphDatabase.driver(url, notifications_min_severity="OFF") as driver:
        records, _, _ = await driver.execute_query(
            "MATCH (e:Envelope) SET e.body = $nothing RETURN count(e) AS n",
            nothing=b"",
            database_="neo4j",
        )
        return int(records[0]["n"])
