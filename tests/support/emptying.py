"""Emptying a Neo4j server between tests; the schema stays."""

from neo4j import AsyncGraphDatabase


async def empty(url: str) -> None:
    """Delete every node and relationship."""
    async with AsyncGraphDatabase.driver(url, notifications_min_severity="OFF") as driver:
        await driver.execute_query("MATCH (n) DETACH DELETE n", database_="neo4j")
