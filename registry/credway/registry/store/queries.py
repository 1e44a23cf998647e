"""Named queries: a pair of files side by side, `queries/{name}.sql` and `queries/{name}.cypher`.

Both take the same parameters and return the same columns; the comment at the top of each says what
they are. No query text stands anywhere else, but for the list filters that `facets` compiles.
"""

from functools import cache
from importlib.resources import files

FOLDER = files("credway.registry.store").joinpath("queries")


@cache
def text(name: str, dialect: str) -> str:
    """Return the text of a named query in a dialect (`sql` or `cypher`), comments removed."""
    marker = {"sql": "--", "cypher": "//"}[dialect]
    lines = FOLDER.joinpath(f"{name}.{dialect}").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.lstrip().startswith(marker)).strip()


@cache
def names() -> tuple[str, ...]:
    """List the named queries, those that have a file in each dialect."""
    found = sorted(path.name for path in FOLDER.iterdir())
    sql = {name.removesuffix(".sql") for name in found if name.endswith(".sql")}
    cypher = {name.removesuffix(".cypher") for name in found if name.endswith(".cypher")}
    if sql != cypher:
        raise FileNotFoundError(f"queries without their pair: {sorted(sql ^ cypher)}")
    return tuple(sorted(sql))
