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
from credway.registry.store.queries import whole

MIGRATIONS = files("credway.registry.store").joinpath("migrations")
_IMPORTED = files("credway.registry.store").joinpath("imported.cypher")

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


@dataclass(frozen=True, slots=True)
class Difference:
    """A constraint or an index that does not stand as it should; `statement` makes it, if we want it."""

    name: str
    detail: str
    statement: str


def versions() -> int:
    """How many migrations there are: the version of the schema."""
    return len(_files())


@cache
def statements(version: int) -> tuple[str, ...]:
    """The statements of one migration (from 1), each to be run by itself."""
    return _parts(MIGRATIONS.joinpath(_files()[version - 1]).read_text(encoding="utf-8"))


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
    await run("CALL db.awaitIndexes(3600)")
    for statement in _parts(_IMPORTED.read_text(encoding="utf-8")):
        await run(statement)
    await compare(run)


async def compare(run: Run) -> None:
    """Check that every constraint and index of the migrations stands. Raises StoreMismatch."""
    for each in await differences(run):
        if each.statement:
            raise StoreMismatch(f"the schema of the store lacks {each.detail}", missing=each.name)


async def differences(run: Run) -> list[Difference]:
    """Name the constraints and indexes that are missing, not as migrations make them, or not ours."""
    found = await run("SHOW INDEXES YIELD name, type, labelsOrTypes, properties, state, options")
    constraints = {row[0] for row in await run("SHOW CONSTRAINTS YIELD name")}
    standing = {row[0]: row for row in found if row[1] != "LOOKUP"}
    wanted = {
        made.name: (made, statement)
        for version in range(1, versions() + 1)
        for statement in statements(version)
        if (made := piece(statement)) is not None
    }
    off = []
    for name, (made, statement) in wanted.items():
        held = _held(standing[name]) if name in standing else None
        unique = not statement.startswith("CREATE CONSTRAINT") or name in constraints
        if (
            held != made
            or not unique
            or standing[name][4] != "ONLINE"
            or not _configured(standing[name], statement)
        ):
            mend = f"Drop what has taken the name, if anything, then run: {' '.join(statement.split())}"
            off.append(Difference(name, f"{_shown(made)}; it has {_shown(held)}. {mend}", statement))
    extra = (standing.keys() | constraints) - wanted.keys()
    return [*off, *(Difference(name, "no migration makes it", "") for name in sorted(extra))]


def _held(row: Sequence[Any]) -> Piece:
    name, _, labels, properties, *_ = row
    return Piece(name, (labels or [""])[0], tuple(properties or ()))


def _configured(row: Sequence[Any], statement: str) -> bool:
    """Whether an index is of the kind that a statement makes, a text index with its analyzer."""
    kind, options = row[1], row[5]
    if "FULLTEXT" not in statement:
        return bool(kind == "RANGE")
    analyzer = (options or {}).get("indexConfig", {}).get("fulltext.analyzer")
    return kind == "FULLTEXT" and f"'{analyzer}'" in statement


def _shown(held: Piece | None) -> str:
    return f"{held.name} on :{held.label}({', '.join(held.properties)})" if held else "nothing of that name"


def _parts(text: str) -> tuple[str, ...]:
    """The statements of a file, without its comments."""
    content = whole(text, "cypher")
    return tuple(part.strip() for part in re.split(r";\s*(?:\n|\Z)", content) if part.strip())


@cache
def _files() -> Sequence[str]:
    return sorted(path.name for path in MIGRATIONS.iterdir() if path.name.endswith(".cypher"))
