"""The files of the queries: pairs with documented heads, and texts that a store can plan well."""

import re
from pathlib import Path

import apsw
import pytest
from contract import fill
from scripted import BASE

from credway.registry.store import facets, neo4j_schema, queries, rows
from credway.registry.store.sqlite import SQLiteStore

PARTS = Path(str(queries.FOLDER)) / "parts"


def test_parts() -> None:
    """Each part of a query has its pair, and is put whole, as far in as its name stood, where it is named."""
    names = {path.name for path in PARTS.iterdir()}
    stems = {path.stem for path in PARTS.iterdir()}
    assert names == {f"{stem}.{dialect}" for stem in stems for dialect in ("sql", "cypher")}
    for dialect in ("sql", "cypher"):
        texts = [queries.FOLDER.joinpath(f"{name}.{dialect}").read_text("utf-8") for name in queries.names()]
        assert all(any(f"{{{stem}}}" in text for text in texts) for stem in stems)
    inside = queries.whole("SELECT 1 FROM (\n  {facts}\n)", "sql").splitlines()
    assert inside[1] == "  SELECT 'issuer' AS fact, e.recorded_from AS since, e.valid_from AS day"
    assert all(line.startswith("  ") for line in inside[1:-1])


@pytest.mark.parametrize("name", queries.names())
def test_heads(name: str) -> None:
    """Each file says what it is and what it takes and gives, both of a pair alike where they only read."""
    heads = []
    for dialect, mark in (("sql", "--"), ("cypher", "//")):
        lines = queries.FOLDER.joinpath(f"{name}.{dialect}").read_text(encoding="utf-8").splitlines()
        head = [line.removeprefix(mark).strip() for line in lines if line.startswith(mark)]
        assert head
        assert head[0][0].isupper()
        heads.append(head)
    sql, cypher = heads
    if name not in queries.writes() | {"irregular", "stale_search"}:
        assert sql == cypher
        assert any("->" in line for line in sql)


@pytest.mark.parametrize("name", sorted(set(queries.names()) - queries.writes()))
def test_parameters(name: str) -> None:
    """Both of a pair take the same parameters."""
    sql = set(re.findall(r":(\w+)", re.sub(r"'[^']*'", "", queries.text(name, "sql"))))
    cypher = set(re.findall(r"\$(\w+)", queries.text(name, "cypher"))) - {"any"}
    assert sql == cypher


def test_bodies_are_asked_only_for_what_is_lifted() -> None:
    """What SQL reads out of a body, Neo4j has as a property."""
    folders = [Path(str(queries.FOLDER)), PARTS, Path(str(facets.FOLDER))]
    texts = [path.read_text(encoding="utf-8") for folder in folders for path in folder.glob("*.sql")]
    asked = {name for text in texts for name in re.findall(r"body ->> '(\w+)'", text)}
    assert asked <= set(rows.LIFTED)


def test_types_are_spelt() -> None:
    """Only words become types; what is no word stays a parameter."""
    text = "[l:$any($roles)]"
    assert queries.spelt(text, {"roles": ["OF", "IN", "OF"]}) == "[l:`IN`|`OF`]"
    assert queries.spelt(text, {"roles": []}) == "[l:$any($sized.roles)]"
    assert queries.spelt(text, {"roles": ["A`]-() DELETE x"]}) == "[l:$any($sized.roles)]"


def test_sizes_are_sent_in_one_map() -> None:
    """Texts name lists and texts where they are sent: in a map, of whose sizes the plan knows nothing."""
    asked = {"ids": ["a"], "id": "b", "n": 1}
    assert queries.spelt("$ids $id $n $i", asked) == "$sized.ids $sized.id $n $i"
    assert queries.sent(asked) == {"sized": {"ids": ["a"], "id": "b"}, "n": 1}


def test_rows_take_words_only() -> None:
    """Kinds, labels and roles are words, since they become labels and types."""
    with pytest.raises(ValueError, match="cannot be the label"):
        rows._word("A b")


def test_no_index_holds_recorded_to() -> None:
    """On Neo4j no index holds what closing a row changes: it would move under a reader's scan."""
    pieces = [
        neo4j_schema.piece(s)
        for v in range(1, neo4j_schema.versions() + 1)
        for s in neo4j_schema.statements(v)
    ]
    assert all(piece is not None for piece in pieces)
    assert not any("recordedTo" in piece.properties for piece in pieces if piece)


async def test_plans_without_bloom_filters(tmp_path: Path) -> None:
    """SQLite builds no filter over a whole table for any query, and scans no table in questions by id."""
    store = SQLiteStore(tmp_path / "registry.db")
    await store.open(BASE)
    await fill(store)
    await store.close()
    db = apsw.Connection(str(tmp_path / "registry.db"))
    try:
        for name in sorted(set(queries.names()) - queries.writes()):
            text = queries.text(name, "sql")
            asked = dict.fromkeys(re.findall(r":(\w+)", text), None)
            plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {text}", asked)]
            assert not any("BLOOM FILTER ON" in step for step in plan), name
            if ":ids" in text:
                scans = [
                    step for step in plan if re.match(r"SCAN (s|e|l|t|thing|statement|link|edge)\b", step)
                ]
                assert scans == [], name
    finally:
        db.close()
