"""Emptying a Neo4j server between tests; the schema stays."""

from neo4j import AsyncGraphDatabase

EVERYTHING = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 500 ROWS"
"""In parts: what a test of ten thousand leaves is more than one transaction may hold."""


async def empty(url: str) -> None:
    """Delete every node and relationship."""
    async with (
        AsyncGraphDatabase.driver(url, notifications_min_severity="OFF") as driver,
        driver.session(database="neo4j") as session,
    ):
        await (await session.run(EVERYTHING)).consume()
