"""The schema on SQLite: versioned migrations, and proof that what stands in a file is what they made.

What a file should hold is read from a file made anew, in memory.
"""

from functools import cache
from importlib.resources import files

import apsw

MIGRATIONS = files("credway.registry.store").joinpath("migrations")

Pieces = dict[str, tuple[str, str]]
"""What a file is made of, by name: its type and the text that made it."""


def versions() -> int:
    """How many migrations there are: the version of the schema."""
    return len(_files())


def migrate(db: apsw.Connection, reached: int) -> None:
    """Run the migrations after `reached`, inside the transaction that stands."""
    for name in _files()[reached:]:
        db.execute(MIGRATIONS.joinpath(name).read_text(encoding="utf-8"))


def differences(db: apsw.Connection) -> list[tuple[str, str]]:
    """Name the tables, indexes and triggers that are missing, not as migrations make them, or not ours."""
    wanted, held = _made_anew(), _pieces(db)
    missing = [(name, f"the {wanted[name][0]} is missing") for name in wanted.keys() - held.keys()]
    extra = [(name, f"no migration makes this {held[name][0]}") for name in held.keys() - wanted.keys()]
    other = [
        (name, f"the {held[name][0]} is not the one that migrations make: {held[name][1]}")
        for name in wanted.keys() & held.keys()
        if wanted[name] != held[name]
    ]
    return [*missing, *extra, *other]


def _pieces(db: apsw.Connection) -> Pieces:
    return {
        name: (kind, text or "")
        for kind, name, text in db.execute("SELECT type, name, sql FROM sqlite_schema")
    }


@cache
def _made_anew() -> Pieces:
    db = apsw.Connection(":memory:")
    try:
        migrate(db, 0)
        return _pieces(db)
    finally:
        db.close()


@cache
def _files() -> tuple[str, ...]:
    """The migrations, oldest first."""
    return tuple(sorted(path.name for path in MIGRATIONS.iterdir() if path.name.endswith(".sql")))
