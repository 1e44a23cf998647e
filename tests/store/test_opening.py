"""Choosing a store by its address, and what is said where that is not possible."""

from pathlib import Path

import pytest
from neo4j import AsyncGraphDatabase

from credway.registry.errors import NotFound, StoreError, StoreMismatch, StoreUnavailable
from credway.registry.settings import read_settings
from credway.registry.store.opening import open_store

SETTINGS = read_settings({})
BASE = "https://t.example/"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("credway.db", "not the address of a store; write sqlite:///credway.db"),
        ("postgres://host/db", "no store is called postgres://; write sqlite:///credway.db"),
        ("sqlite://", "names no file"),
        ("sqlite://host/credway.db", "three and four slashes"),
        ("bolt://", "goes on with a host, such as bolt://localhost:7687"),
        ("neo4j://host:port", "goes on with a host"),
        ("neo4j://host/movies", "CREDWAY_NEO4J_DATABASE"),
    ],
)
def test_addresses_that_are_none(url: str, said: str) -> None:
    """Each says what to write instead."""
    with pytest.raises(StoreError) as error:
        open_store(url, SETTINGS)
    assert said in error.value.detail


async def test_addresses_never_show_a_password() -> None:
    """User and password of an address are used and not shown."""
    store = open_store("bolt://me:secret@localhost:1", SETTINGS)
    try:
        assert store.url == "bolt://localhost:1"
        with pytest.raises(StoreUnavailable, match="no Neo4j server answers at bolt://localhost:1"):
            await store.open(BASE)
    finally:
        await store.close()


async def test_a_file_that_is_no_store(tmp_path: Path) -> None:
    """A file of something else, and a folder that is not there, are named."""
    other = tmp_path / "notes.txt"
    other.write_text("not a database " * 100)
    for path in (other, tmp_path / "missing" / "credway.db"):
        store = open_store(f"sqlite:///{path}", SETTINGS)
        try:
            with pytest.raises(StoreUnavailable, match="name a file that can be written"):
                await store.open(BASE)
        finally:
            await store.close()


async def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    """A store that a later program has migrated is left alone."""
    import apsw

    path = tmp_path / "credway.db"
    for first in (True, False):
        store = open_store(f"sqlite:///{path}", SETTINGS)
        try:
            if first:
                await store.open(BASE)
                db = apsw.Connection(str(path))
                db.execute("UPDATE meta SET schema = 99")
                db.close()
            else:
                with pytest.raises(StoreMismatch, match=r"schema 99.*upgrade the program"):
                    await store.open()
        finally:
            await store.close()


async def test_neo4j_with_another_schema(neo4j_url: str) -> None:
    """A name that another index has taken is found, which the server keeps quiet; so is a newer schema."""
    from emptying import empty

    await empty(neo4j_url)
    store = open_store(neo4j_url, SETTINGS)
    try:
        with pytest.raises(NotFound, match="holds no registry yet"):
            await store.meta()
        await store.open(BASE)
        async with AsyncGraphDatabase.driver(neo4j_url, notifications_min_severity="OFF") as driver:
            try:
                await driver.execute_query("DROP INDEX thing_ctid", database_="neo4j")
                with pytest.raises(StoreMismatch, match=r"lacks thing_ctid.*nothing of that name"):
                    await store.open(BASE)
                await driver.execute_query(
                    "CREATE INDEX thing_ctid FOR (t:Thing) ON (t.name)", database_="neo4j"
                )
                with pytest.raises(StoreMismatch, match=r"thing_ctid on :Thing\(ctid\); it has .*\(name\)"):
                    await store.open(BASE)
            finally:
                await driver.execute_query("DROP INDEX thing_ctid IF EXISTS", database_="neo4j")
                await driver.execute_query(
                    "CREATE INDEX thing_ctid FOR (t:Thing) ON (t.ctid)", database_="neo4j"
                )
                await driver.execute_query("CALL db.awaitIndexes(30)", database_="neo4j")
            await store.open(BASE)
            await driver.execute_query("MATCH (m:Meta) SET m.schema = 99", database_="neo4j")
            with pytest.raises(StoreMismatch, match="schema 99"):
                await store.open(BASE)
    finally:
        await store.close()
