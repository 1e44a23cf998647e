"""`check` finds every single difference that can be planted, in any row, column, label or index."""

import asyncio
import hashlib
import re
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import apsw
import pytest
from emptying import empty
from making import BASE, claim, credential, iris, publish, reference
from neo4j import AsyncDriver, AsyncGraphDatabase
from whole import Trusting, fill

from credway.registry.checking import Difference, check
from credway.registry.clock import system_clock
from credway.registry.errors import StoreMismatch
from credway.registry.preparing import Here
from credway.registry.registry import Registry
from credway.registry.settings import read_settings
from credway.registry.store.opening import open_store
from credway.registry.store.port import Store

MIGRATIONS = Path(str(files("credway.registry.store"))) / "migrations"
TABLES = ("envelope", "resource", "thing", "statement", "link", "classified", "edge", "alias", "meta")
SEVERAL = {"statement": "kind", "edge": "type", "alias": "scheme", "link": "role", "thing": "label"}
"""Of each of these kinds one row is taken."""
NUMBER = "an internal number; what names it is tried by itself"
FREE = {"meta.name": "a title that nothing follows from", "edge.id": NUMBER, "statement.id": NUMBER}
"""Columns that say nothing that an envelope could prove."""
FLAGS = {"withdrawn", "reference_only"}
NAMING = ("document", "iri", "alias", "base")
"""Columns of which one must be in what is told, before or after the change."""


async def filled(store: Store) -> None:
    """Fill a store with every kind of row, with some history."""
    await store.open(BASE)
    registry = Registry(store, Here(Trusting()), read_settings({}), system_clock, BASE)
    await fill(registry)
    more = {
        "ceterms:occupationType": ["https://w3id.org/credway/schemes/soc/2018/15-1212"],
        "ceterms:supersedes": iris("credentials/b"),
        "ceterms:accreditedBy": iris("organizations/owner"),
        "ceterms:ctid": "ce-0a22c7e1-8b85-4b8f-8e29-6b7a0f3c2d11",
    }
    issuer = claim("claims/2", "credentials/c", "credway:issuer", obj="organizations/owner")
    rule = {
        "@id": f"{BASE}rules/1",
        "@type": "credway:Rule",
        "ceterms:name": {"en": "R"},
        "credway:ruleText": "r",
    }
    await publish(registry, "graph/c", credential("credentials/c", more), reference("credentials/z"))
    await publish(registry, "claims/2", issuer, rule)
    await publish(registry, "claims/2", issuer)


def changed(column: str, value: Any, kind: str) -> Any:
    """Another value of the same type."""
    if column in FLAGS:
        return not value
    if isinstance(value, bytes):
        return value + b" "
    if value is None:
        return {"INTEGER": 7, "REAL": 1.5}.get(kind, "x")
    if isinstance(value, str):
        return value + "x"
    return value - 100 if value > 2**30 else value + 100


# SQLite: a file filled once; each difference is planted in a copy of its own.


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry's file, closed."""
    path = tmp_path_factory.mktemp("planted") / "registry.db"

    async def make() -> None:
        store = open_store(f"sqlite:///{path}", read_settings({}))
        try:
            await filled(store)
        finally:
            await store.close()

    asyncio.run(make())
    return path


@dataclass
class Planting:
    """Plants differences in copies of a file, and checks each."""

    file: Path
    folder: Path
    number: int = 0

    @contextmanager
    def copy(self) -> Iterator[apsw.Connection]:
        """A copy to plant something in; it must be found afterwards."""
        self.number += 1
        self.path = self.folder / f"{self.number}.db"
        shutil.copyfile(self.file, self.path)
        db = apsw.Connection(str(self.path))
        try:
            yield db
        finally:
            db.close()

    async def found(self) -> list[Difference]:
        """What `check` finds in the last copy, or why the store is not even opened."""
        store = open_store(f"sqlite:///{self.path}", read_settings({}))
        try:
            await store.open()
            return await check(store, BASE)
        except StoreMismatch as error:
            return [Difference("store", BASE, error.detail)]
        finally:
            await store.close()
            self.path.unlink()


@pytest.fixture
def planting(file: Path, tmp_path: Path) -> Planting:
    """Somewhere to plant."""
    return Planting(file, tmp_path)


def columns(table: str) -> list[tuple[str, str, bool]]:
    """The columns of a table: name, type, whether it belongs to the key."""
    db = apsw.Connection(":memory:")
    try:
        for step in sorted(MIGRATIONS.glob("*.sql")):
            db.execute(step.read_text(encoding="utf-8"))
        return [(c[1], c[2], bool(c[5])) for c in db.execute(f"PRAGMA table_info({table})")]
    finally:
        db.close()


def sample(db: apsw.Connection, table: str) -> list[dict[str, Any]]:
    """One row of each kind of a table: the last one, and the last that is closed."""
    names = [name for name, _, _ in columns(table)]
    kinds = SEVERAL.get(table)
    rows = [
        dict(zip(names, row, strict=True)) for row in db.execute(f"SELECT {', '.join(names)} FROM {table}")
    ]
    picked: dict[Any, dict[str, Any]] = {}
    for row in rows:
        picked[row[kinds] if kinds else None, row.get("recorded_to", 0) > 2**30] = row
    return list(picked.values())


def where(table: str, row: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """How to find one row again."""
    key = {name: row[name] for name, _, key in columns(table) if key}
    return " AND ".join(f"{name} = :_{name}" for name in key), {f"_{name}": v for name, v in key.items()}


COLUMNS = [f"{table}.{name}" for table in TABLES for name, _, _ in columns(table)]


@pytest.mark.parametrize("column", [c for c in COLUMNS if c not in FREE and c != "meta.one"])
async def test_a_changed_column_is_found(column: str, planting: Planting) -> None:
    """A single value that is changed, in rows of two kinds, each in its turn, is found and named."""
    table, _, name = column.partition(".")
    [kind] = [kind for other, kind, _ in columns(table) if other == name]
    with planting.copy() as db:
        rows = sample(db, table)
    assert rows
    turn = COLUMNS.index(column)
    for row in {id(each): each for each in (rows[turn % len(rows)], rows[(turn + 1) % len(rows)])}.values():
        with planting.copy() as db:
            text, key = where(table, row)
            new = changed(name, row[name], kind)
            db.execute(f"UPDATE {table} SET {name} = :new WHERE {text}", {"new": new, **key})
            assert db.total_changes()
        told = "\n".join(map(str, await planting.found()))
        assert told, (column, row)
        if names := [str(row[each]) for each in NAMING if each in row]:
            assert any(each in told for each in names), (column, told)


@pytest.mark.parametrize("table", [table for table in TABLES if table != "meta"])
async def test_a_row_less_or_more_is_found(table: str, planting: Planting) -> None:
    """A single row that is missing, and one too many, of each kind, is found and named."""
    with planting.copy() as db:
        rows = sample(db, table)
    for row in rows:
        with planting.copy() as db:
            text, key = where(table, row)
            db.execute(f"DELETE FROM {table} WHERE {text}", key)
            assert db.total_changes()
        assert await planting.found(), row
        with planting.copy() as db:
            more = dict(row)
            for name, kind, key_ in columns(table):
                if name == "id":
                    more[name] = None
                elif key_ or name in ("sid", "iri", "ord"):
                    more[name] = changed(name, row[name], kind)
            if table == "envelope":
                more |= {"document": row["document"], "version": row["version"] + 1, "ord": row["ord"] + 1}
            if table == "link":
                more |= {"statement": row["statement"], "role": row["role"], "target": row["target"]}
            if table == "alias":
                more |= {"thing": row["thing"], "document": row["document"]}
            db.execute(f"INSERT INTO {table} VALUES ({', '.join(':' + name for name in more)})", more)
        assert await planting.found(), row


async def test_checksums_of_the_first_registries(planting: Planting) -> None:
    """A checksum of the bytes alone, as it was kept at first, is honoured; the digest proves the rest."""
    for digest, expected in (("digest", []), ("'sha'", ["another digest"])):
        with planting.copy() as db:
            rows: list[Any] = db.execute("SELECT rowid, body FROM envelope").fetchall()
            for rowid, body in rows:
                old = hashlib.sha256(body).hexdigest()
                db.execute("UPDATE envelope SET checksum = ? WHERE rowid = ?", (old, rowid))
            db.execute(
                f"UPDATE envelope SET digest = {digest} WHERE document LIKE '%claims/2' AND version = 1"
            )
        found = [each.detail for each in await planting.found()]
        assert len(found) == len(expected), found
        assert all(word in detail for word, detail in zip(expected, found, strict=True))


TEXT_INDEX = {
    "a row less": "DELETE FROM thing_search WHERE rowid = (SELECT max(id) FROM thing)",
    "a row more": "INSERT INTO thing_search (rowid, search) VALUES (9999, 'left over')",
    "a word more": "INSERT OR REPLACE INTO thing_search (rowid, search)"
    " SELECT id, search || ' more' FROM thing WHERE search <> '' LIMIT 1",
    "a word less": "INSERT OR REPLACE INTO thing_search (rowid, search)"
    " SELECT id, 'a' FROM thing WHERE search <> '' LIMIT 1",
}


@pytest.mark.parametrize("how", sorted(TEXT_INDEX))
async def test_a_text_index_that_is_off_is_found(how: str, planting: Planting) -> None:
    """The text index holds the words of its things, and no others."""
    with planting.copy() as db:
        db.execute(TEXT_INDEX[how])
    assert {each.what for each in await planting.found()} == {"index"}


def pieces(file: Path, kind: str) -> list[str]:
    """The indexes or triggers that migrations make."""
    db = apsw.Connection(str(file))
    try:
        found = db.execute("SELECT name FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL", (kind,))
        return [name for (name,) in found]
    finally:
        db.close()


async def test_indexes_and_triggers(planting: Planting) -> None:
    """Each index and trigger that is missing, of other content, or not of ours, is named."""
    assert len(pieces(planting.file, "index")) > 8
    for kind in ("index", "trigger"):
        for name in pieces(planting.file, kind):
            with planting.copy() as db:
                db.execute(f"DROP {kind} {name}")
            assert [str(d) for d in await planting.found()] == [f"structure {name}: the {kind} is missing"]
    with planting.copy() as db:
        db.execute("DROP INDEX edge_target; CREATE INDEX edge_target ON edge (target)")
    assert [(d.what, d.where) for d in await planting.found()] == [("structure", "edge_target")]
    with planting.copy() as db:
        db.execute("CREATE TRIGGER mine AFTER INSERT ON edge BEGIN DELETE FROM alias; END")
    assert [(d.what, d.where) for d in await planting.found()] == [("structure", "mine")]


async def test_an_index_that_disagrees_with_its_table(planting: Planting) -> None:
    """An index that has kept what its table holds no more is found, though its rows are all there."""
    with planting.copy() as db:
        [row] = db.execute(
            "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema WHERE name = 'thing_list'"
        )
        db.execute("PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'thing_list'")
    db = apsw.Connection(str(planting.path))
    db.execute("UPDATE thing SET sort = sort || 'x' WHERE id = 1; UPDATE thing SET label = label")
    db.execute("PRAGMA writable_schema = ON")
    db.execute("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", row)
    db.close()
    db = apsw.Connection(str(planting.path))
    db.execute("PRAGMA writable_schema = ON")
    db.execute("SELECT 1")
    db.close()
    found = await planting.found()
    assert any("thing_list" in str(each) and each.what == "index" for each in found), found


# Neo4j: a registry filled once; each difference is planted, found and taken back.

NODES = {
    "Envelope": ("version", "document"),
    "Described": (None, "iri"),
    "Thing": ("label", "iri"),
    "Statement": ("kind", "sid"),
    "Alias": ("scheme", "alias"),
    "Document": (None, "iri"),
    "Meta": (None, None),
    "Visible": (None, None),
}
UNSEEN = {"Meta.name", "Meta.one", "Meta.locked", "Visible.one", "Visible.locked", "Thing.search"}
"""Properties that say nothing an envelope could prove; the words of things are tried with the text index."""


@dataclass
class Graph:
    """A registry on Neo4j, and a hand inside it."""

    store: Store
    driver: AsyncDriver

    async def run(self, text: str, **parameters: Any) -> list[list[Any]]:
        """Run a text behind the store's back."""
        found, _, _ = await self.driver.execute_query(text, parameters, database_="neo4j")
        return [list(row.values()) for row in found]

    async def found(self) -> list[Difference]:
        """What `check` finds."""
        return await check(self.store, BASE)


@pytest.fixture(scope="module")
async def graph(neo4j_url: str) -> AsyncIterator[Graph]:
    """A filled registry on a Neo4j server."""
    await empty(neo4j_url)
    store = open_store(neo4j_url, read_settings({}))
    async with AsyncGraphDatabase.driver(neo4j_url, notifications_min_severity="OFF") as driver:
        try:
            await filled(store)
            yield Graph(store, driver)
        finally:
            await store.close()


@pytest.mark.neo4j
@pytest.mark.parametrize("label", sorted(NODES))
async def test_a_changed_node_property_is_found(label: str, graph: Graph) -> None:
    """A single property that is changed, removed or added on a node is found."""
    kind, _ = NODES[label]
    by = f"x.{kind}" if kind else "1"
    nodes = await graph.run(
        f"MATCH (x:{label}) WITH {by} AS kind, x ORDER BY elementId(x) WITH kind, collect(x)[-1] AS x"
        " RETURN elementId(x), properties(x) ORDER BY kind"
    )
    assert nodes
    names = sorted({name for _, held in nodes for name in held})
    for place, name in enumerate(n for n in names if f"{label}.{n}" not in UNSEEN):
        having = [(id_, held) for id_, held in nodes if name in held]
        id_, held = having[place % len(having)]
        value = held[name]
        new = [*value, "x"] if isinstance(value, list) else not value if isinstance(value, bool) else None
        new = (
            changed(name, bytes(value) if isinstance(value, bytearray) else value, "") if new is None else new
        )
        await put(graph, id_, name, new)
        assert await graph.found(), (label, name)
        await put(graph, id_, name, value)
    if label not in ("Meta", "Visible"):
        await put(graph, nodes[0][0], "planted", 1)
        assert await graph.found(), (label, "a property more")
        await put(graph, nodes[0][0], "planted", None)
    assert await graph.found() == []


async def put(graph: Graph, id_: str, name: str, value: Any) -> None:
    """Set or remove one property."""
    await graph.run(
        "MATCH (x) WHERE elementId(x) = $id SET x[$name] = $value", id=id_, name=name, value=value
    )


@pytest.mark.neo4j
@pytest.mark.parametrize("label", sorted(NODES.keys() - {"Meta", "Visible"}))
async def test_a_node_less_or_more_or_of_another_label_is_found(label: str, graph: Graph) -> None:
    """A single node that is missing, is there twice, or has lost or gained a label is found."""
    [[id_, _]] = await graph.run(
        f"MATCH (x:{label}) RETURN elementId(x), 0 ORDER BY elementId(x) DESC LIMIT 1"
    )
    for text in ("SET x:Planted", f"REMOVE x:{label}"):
        await graph.run(f"MATCH (x) WHERE elementId(x) = $id {text}", id=id_)
        assert await graph.found(), (label, text)
        await graph.run(f"MATCH (x) WHERE elementId(x) = $id SET x:{label} REMOVE x:Planted", id=id_)
    key = NODES[label][1]
    [[labels, held]] = await graph.run(
        "MATCH (x) WHERE elementId(x) = $id RETURN labels(x), properties(x)", id=id_
    )
    more = {**held, key: held[key] + "x", **({"ord": 1} if label == "Envelope" else {})}
    [[twin]] = await graph.run(
        "CREATE (x:$($labels)) SET x = $held RETURN elementId(x)", labels=labels, held=more
    )
    assert await graph.found(), (label, "one more")
    await graph.run("MATCH (x) WHERE elementId(x) = $id DETACH DELETE x", id=twin)
    back = await taken(graph, id_)
    assert await graph.found(), (label, "one less")
    await back()
    assert await graph.found() == []


async def taken(graph: Graph, id_: str) -> Callable[[], Any]:
    """Delete a node with its relationships; return what puts them back."""
    [[labels, held, out, into]] = await graph.run(
        "MATCH (x) WHERE elementId(x) = $id RETURN labels(x), properties(x),"
        " COLLECT { MATCH (x)-[r]->(y) RETURN [type(r), properties(r), elementId(y)] },"
        " COLLECT { MATCH (x)<-[r]-(y) RETURN [type(r), properties(r), elementId(y)] }",
        id=id_,
    )
    await graph.run("MATCH (x) WHERE elementId(x) = $id DETACH DELETE x", id=id_)

    async def back() -> None:
        await graph.run(
            "CREATE (x:$($labels)) SET x = $held WITH x"
            " CALL (x) { UNWIND $out AS r MATCH (y) WHERE elementId(y) = r[2]"
            " CREATE (x)-[n:$(r[0])]->(y) SET n = r[1] }"
            " CALL (x) { UNWIND $into AS r MATCH (y) WHERE elementId(y) = r[2]"
            " CREATE (x)<-[n:$(r[0])]-(y) SET n = r[1] }",
            labels=labels,
            held=held,
            out=out,
            into=into,
        )

    return back


RELATIONSHIPS = ("OWNED_BY", "NEEDS", "NAMES", "LINKS_FROM")


@pytest.mark.neo4j
@pytest.mark.parametrize("kind", RELATIONSHIPS)
async def test_a_relationship_is_found(kind: str, graph: Graph) -> None:
    """A relationship that is missing, there twice, turned elsewhere, or changed in one property is found."""
    [[id_, a, b, held]] = await graph.run(
        f"MATCH (a)-[r:{kind}]->(b) RETURN elementId(r), elementId(a), elementId(b), properties(r)"
        " ORDER BY elementId(r) DESC LIMIT 1"
    )
    [[other]] = await graph.run(
        "MATCH (t:Thing) WHERE NOT elementId(t) IN $ends RETURN elementId(t) ORDER BY elementId(t) LIMIT 1",
        ends=[a, b],
    )
    named = f"MATCH (x)-[r:{kind}]->(y) WHERE elementId(r) = $id"
    make = (
        "MATCH (x), (y) WHERE elementId(x) = $a AND elementId(y) = $b"
        f" CREATE (x)-[r:{kind}]->(y) SET r = $held"
    )
    for name, value in held.items():
        await graph.run(f"{named} SET r[$name] = $value", id=id_, name=name, value=changed(name, value, ""))
        assert await graph.found(), name
        await graph.run(f"{named} SET r[$name] = $value", id=id_, name=name, value=value)
    await graph.run(f"{named} SET r.planted = 1", id=id_)
    assert await graph.found() or kind in ("NAMES", "LINKS_FROM")
    await graph.run(f"{named} REMOVE r.planted", id=id_)
    for end in (b, other):
        [[more]] = await graph.run(f"{make} RETURN elementId(r)", a=a, b=end, held=held)
        assert await graph.found(), "one more"
        await graph.run(f"{named} DELETE r", id=more)
    await graph.run(f"{named} DELETE r", id=id_)
    assert await graph.found(), "one less"
    await graph.run(make, a=a, b=b, held=held)
    assert await graph.found() == []


@pytest.mark.neo4j
async def test_what_belongs_to_nothing_is_found(graph: Graph) -> None:
    """A node or a relationship that no write of ours makes is found."""
    for text, undo in (
        ("CREATE (:Planted {planted: 1})", "MATCH (x:Planted) DELETE x"),
        (
            "MATCH (e:Envelope {n: 1}), (m:Meta) CREATE (e)-[:PLANTED]->(m)",
            "MATCH ()-[r:PLANTED]->() DELETE r",
        ),
    ):
        await graph.run(text)
        assert [each.what for each in await graph.found()], text
        await graph.run(undo)
    assert await graph.found() == []


@pytest.mark.neo4j
async def test_a_text_index_and_its_words(graph: Graph) -> None:
    """Words by which a thing is found and that are not its own are named."""
    [[id_, words]] = await graph.run(
        "MATCH (t:Thing) WHERE t.search <> '' RETURN elementId(t), t.search ORDER BY elementId(t) LIMIT 1"
    )
    await put(graph, id_, "search", words + " more")
    assert any("search is cached" in each.detail for each in await graph.found())
    await put(graph, id_, "search", words)
    assert await graph.found() == []


@pytest.mark.neo4j
async def test_constraints_and_indexes_of_neo4j(graph: Graph) -> None:
    """Each kind of constraint or index that is missing, of other content, or not of ours, is named."""
    for name, other in (
        ("statement_place", "CREATE INDEX statement_place FOR (s:Statement) ON (s.place)"),
        ("thing_search", "CREATE FULLTEXT INDEX thing_search FOR (t:Thing) ON EACH [t.search]"),
    ):
        mend = await lost(graph, f"DROP INDEX {name}", name)
        await graph.run(other)
        await graph.run("CALL db.awaitIndexes(60)")
        assert [(d.what, d.where) for d in await graph.found()] == [("structure", name)]
        await graph.run(f"DROP INDEX {name}")
        await graph.run(mend)
        await graph.run("CALL db.awaitIndexes(60)")
    await graph.run(await lost(graph, "DROP CONSTRAINT alias_row", "alias_row"))
    # An index of somebody else's is named too.
    await graph.run("CREATE INDEX mine FOR (t:Thing) ON (t.name)")
    assert [(d.what, d.where) for d in await graph.found()] == [("structure", "mine")]
    await graph.run("DROP INDEX mine")
    await graph.run("CALL db.awaitIndexes(60)")
    assert await graph.found() == []


async def lost(graph: Graph, text: str, name: str) -> str:
    """Drop something and see it named; return what makes it again, as the message says."""
    await graph.run(text)
    [[where, detail]] = await graph.store.structure()
    assert where == name
    match = re.search(r"then run: (.*)", detail)
    assert match
    return match[1]
