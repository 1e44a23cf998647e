"""Plans of queries, looked at for reads of a whole table: on SQLite and on Neo4j."""

import re
from collections.abc import Mapping
from typing import Any

import apsw
import orjson
from neo4j import Driver

from credway.registry.store import queries

_SCAN = re.compile(r"SCAN (?!CONSTANT|\d)(\w+)(?! VIRTUAL TABLE)")
_WHOLE_GRAPH = (
    "AllNodesScan",
    "NodeByLabelScan",
    "AllRelationshipsScan",
    "RelationshipTypeScan",
    "IndexScan",
)
TABLES = frozenset({"thing", "statement", "link", "edge", "alias", "envelope", "resource"})


def of_sqlite(db: apsw.Connection, text: str, parameters: Mapping[str, Any]) -> list[str]:
    """The steps that read a whole table, or filter by one, as the plan says them."""
    bound = {name: _bound(value) for name, value in parameters.items()}
    steps = [str(row[3]) for row in db.execute(f"EXPLAIN QUERY PLAN {text}", bound)]
    names = _aliases(text)
    found = [step for step in steps if (match := _SCAN.search(step)) and names.get(match[1]) in TABLES]
    return found + [step for step in steps if "BLOOM FILTER ON" in step]


def of_neo4j(driver: Driver, text: str, parameters: Mapping[str, Any]) -> list[str]:
    """The operators that read all nodes, all relationships, or all of a label, a type or an index."""
    with driver.session() as session:
        explained = f"EXPLAIN {queries.spelt(text, parameters)}"
        plan = session.run(explained, queries.sent(parameters)).consume().plan
    found: list[str] = []
    waiting = [plan] if plan else []
    while waiting:
        step = waiting.pop()
        operator = str(step.get("operatorType", "")).partition("@")[0]
        if any(operator.endswith(name) for name in _WHOLE_GRAPH):
            found.append(f"{operator} {step.get('args', {}).get('Details', '')}".strip())
        waiting += step.get("children", [])
    return found


def _aliases(text: str) -> Mapping[str, str]:
    """The names by which a query calls tables."""
    pairs = re.findall(
        r"\b(?:FROM|JOIN|,)\s+(\w+)(?:\s+(?!ON\b|WHERE\b|CROSS\b|JOIN\b|LEFT\b|ORDER\b)(\w+))?", text
    )
    return {alias or table: table for table, alias in pairs}


def _bound(value: Any) -> Any:
    return orjson.dumps(list(value)).decode() if isinstance(value, list | tuple | set | frozenset) else value
