"""The rows of a loaded registry put straight into an empty store: how fast the store itself is.

Nothing is read, judged or compared: the same rows in the same order, as many to a transaction, with
the same indexes, the same durability and the same write queries.
"""

import json
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import apsw
from neo4j import GraphDatabase

from credway.registry.store import queries, rows
from credway.registry.store.sqlite import PRAGMAS
from credway.registry.store.sqlite_schema import MIGRATIONS

TABLES = {
    "thing": "SELECT * FROM thing ORDER BY id",
    "envelope": "SELECT * FROM envelope ORDER BY n, ord",
    "resource": "SELECT r.iri, r.document FROM envelope e CROSS JOIN resource r ON r.document = e.document"
    " ORDER BY e.n, r.iri",
    "statement": "SELECT * FROM statement ORDER BY id",
    "link": "SELECT * FROM link ORDER BY statement, role, ord",
    "edge": "SELECT * FROM edge ORDER BY id",
    "alias": "SELECT * FROM alias ORDER BY recorded_from, alias",
}
"""What a load writes, in the order in which it does."""
NAMED = {
    "put_things": "SELECT iri, label, types, name, ctid, reference_only, sort, search FROM thing ORDER BY id",
    "put_envelopes": TABLES["envelope"],
    "put_resources": TABLES["resource"],
    "open_statements": "SELECT sid, kind, key, document, version, asserted_by, subject, valid_from, valid_to,"
    " stated, recorded_from, recorded_to, place, number, body FROM statement ORDER BY id",
    "open_links": "SELECT s.sid, s.recorded_from, s.valid_from, k.role, k.ord, t.iri AS target FROM link k"
    " CROSS JOIN statement s ON s.id = k.statement CROSS JOIN thing t ON t.id = k.target"
    " ORDER BY k.statement, k.role, k.ord",
    "open_edges": "SELECT e.sid, e.type AS kind, a.iri AS source, b.iri AS target, e.document, e.version,"
    " e.asserted_by, e.valid_from, e.valid_to, e.stated, e.recorded_from, e.recorded_to FROM edge e"
    " CROSS JOIN thing a ON a.id = e.source CROSS JOIN thing b ON b.id = e.target ORDER BY e.id",
    "open_aliases": "SELECT a.alias, a.scheme, t.iri AS thing, a.document, a.recorded_from, a.recorded_to"
    " FROM alias a CROSS JOIN thing t ON t.id = a.thing ORDER BY a.recorded_from, a.alias",
    "state_facts": "SELECT iri FROM thing WHERE label = 'Credential' ORDER BY id",
}
"""The same rows as the write queries of a Neo4j store take them."""
UNWOUND = 1_000
"""Rows in one UNWIND."""
TOGETHER = 5 * UNWOUND
"""Rows in one transaction on Neo4j."""


def into_sqlite(source: Path, target: Path, batches: int) -> float:
    """Copy the rows into a fresh file in so many transactions; seconds spent writing."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{target}{suffix}").unlink(missing_ok=True)
    db = apsw.Connection(str(target))
    for pragma in PRAGMAS:
        db.execute(f"PRAGMA {pragma}")
    for step in sorted(path.name for path in MIGRATIONS.iterdir() if path.name.endswith(".sql")):
        db.execute(MIGRATIONS.joinpath(step).read_text(encoding="utf-8"))
    took = 0.0
    for part in _parts(source, TABLES, batches):
        began = time.perf_counter()
        db.execute("BEGIN IMMEDIATE")
        for table, found in part.items():
            if found:
                marks = ", ".join("?" * len(found[0]))
                db.executemany(f"INSERT INTO {table} VALUES ({marks})", found)
        db.execute("COMMIT")
        took += time.perf_counter() - began
    began = time.perf_counter()
    db.close()
    return took + time.perf_counter() - began


def into_neo4j(source: Path, url: str) -> float:
    """Put the rows into an empty store, which has its indexes, table by table; seconds spent."""
    took = 0.0
    db = apsw.Connection(str(source), flags=apsw.SQLITE_OPEN_READONLY)
    db.row_trace = _as_dict
    with GraphDatabase.driver(url) as driver:
        for name, text in NAMED.items():
            rows_there = iter(db.execute(text))
            while part := [_dressed(name, row) for row in islice(rows_there, TOGETHER)]:
                began = time.perf_counter()
                with driver.session() as session, session.begin_transaction() as transaction:
                    for start in range(0, len(part), UNWOUND):
                        unwound = part[start : start + UNWOUND]
                        transaction.run(queries.text(name, "cypher"), rows=unwound).consume()
                    transaction.commit()
                took += time.perf_counter() - began
    db.close()
    return took


def _dressed(name: str, row: dict[str, Any]) -> dict[str, Any]:
    if name == "put_things":
        return row | {"type_list": json.loads(row["types"]), "reference_only": bool(row["reference_only"])}
    if name == "open_statements":
        return row | {"lifted": rows.lifted(row["body"])}
    if name == "state_facts":
        return row | {"anew": False}
    return row


def _parts(source: Path, texts: dict[str, str], count: int) -> Iterator[dict[str, Sequence[Any]]]:
    """Cut the rows of every table into as many parts."""
    db = apsw.Connection(str(source), flags=apsw.SQLITE_OPEN_READONLY)
    totals = {name: db.execute(f"SELECT count(*) FROM ({text})").get for name, text in texts.items()}
    sizes = {name: -(-total // count) for name, total in totals.items()}
    cursors = {name: iter(db.execute(text)) for name, text in texts.items()}
    for _ in range(count):
        yield {name: list(islice(cursor, sizes[name])) for name, cursor in cursors.items()}
    db.close()


def _as_dict(cursor: apsw.Cursor, row: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip((column[0] for column in cursor.get_description()), row, strict=True))


def count_rows(source: Path) -> dict[str, int]:
    """How many rows each table holds."""
    db = apsw.Connection(str(source), flags=apsw.SQLITE_OPEN_READONLY)
    found = {name: db.execute(f"SELECT count(*) FROM {name}").get for name in TABLES}
    db.close()
    return found
