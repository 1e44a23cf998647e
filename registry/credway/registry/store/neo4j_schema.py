"""The schema on Neo4j: versioned migrations, and proof that what stands there is what they made.

`IF NOT EXISTS` says nothing where a name is taken by another constraint, and without its constraint a
MERGE makes duplicates: so the names, labels and properties that stand are compared with the files.
"""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from credway.registry.errors import StoreMismatch
from credway.registry.store.queries import without_comments

MIGRATIONS = files("credway.registry.store").joinpath("migrations")

Run = Callable[[str], Awaitable[list[list[Any]]]]
"""Runs one text by itself, outside any transaction."""

_CREATE = re.compile(
    r"CREATE (?:CONSTRAINT|INDEX|FULLTEXT INDEX) (?P<name>\w+) IF NOT EXISTS\s+"
    r"FOR \((?P<var>\w+):(?P<label>\w+)\)"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A constraint or an index: its name, the label it is for, and the properties in order."""

    name: str
    label: str
    properties: tuple[str, ...]


def versions() -> int:
    """How many migrations there are: the version of the schema."""
    return len(_files())


@cache
def statements(version: int) -> tuple[str, ...]:
    """The statements of one migration (from 1), each to be run by itself."""
    content = without_comments(
        MIGRATIONS.joinpath(_files()[version - 1]).read_text(encoding="utf-8"), "cypher"
    )
    return tuple(part.strip() for part in re.split(r";\s*(?:\n|\Z)", content) if part.strip())


def piece(statement: str) -> Piece | None:
    """What a statement creates, or None where it creates no constraint or index."""
    match = _CREATE.match(statement)
    if match is None:
        return None
    rest = statement[match.end() :].partition("OPTIONS")[0]
    return Piece(match["name"], match["label"], tuple(re.findall(rf"\b{match['var']}\.(\w+)", rest)))


async def migrate(run: Run, reached: int) -> None:
    """Run the migrations after `reached`, wait for the indexes, and compare. Raises StoreMismatch."""
    for version in range(reached + 1, versions() + 1):
        for statement in statements(version):
            await run(statement)
    await run("CALL db.awaitIndexes(300)")
    await compare(run)


async def compare(run: Run) -> None:
    """Check that every constraint and index of the migrations stands. Raises StoreMismatch."""
    found = await run("SHOW INDEXES YIELD name, labelsOrTypes, properties, state, owningConstraint")
    constraints = {row[0] for row in await run("SHOW CONSTRAINTS YIELD name")}
    standing = {
        name: Piece(name, (labels or [""])[0], tuple(properties or ()))
        for name, labels, properties, *_ in found
    }
    offline = {name for name, _, _, state, _ in found if state != "ONLINE"}
    for version in range(1, versions() + 1):
        for statement in statements(version):
            wanted = piece(statement)
            if wanted is None:
                continue
            held = standing.get(wanted.name)
            unique = not statement.startswith("CREATE CONSTRAINT") or wanted.name in constraints
            if held != wanted or not unique or wanted.name in offline:
                raise StoreMismatch(
                    f"the schema of the store lacks {_shown(wanted)}; it has {_shown(held)}. Drop what has "
                    f"taken the name, if anything, then run: {' '.join(statement.split())}",
                    missing=wanted.name,
                )


def _shown(held: Piece | None) -> str:
    return f"{held.name} on :{held.label}({', '.join(held.properties)})" if held else "nothing of that name"


@cache
def _files() -> Sequence[str]:
    return sorted(path.name for path in MIGRATIONS.iterdir() if path.name.endswith(".cypher"))
