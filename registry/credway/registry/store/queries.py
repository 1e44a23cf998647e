"""Named queries: a pair of files side by side, `queries/{name}.sql` and `queries/{name}.cypher`.

Both take the same parameters and return the same columns; the comment at the top of each says what
they are. No query text stands anywhere else, but for the list filters that `facets` compiles.

A Cypher text may return all its rows as one list called `rows`: the driver spends several times more on
a record than on what is in it. The server has to hold the list, so what reads a whole registry batch by
batch returns records.

Those whose comment begins with "Write" change rows. Their SQL runs once for each row, their Cypher
once for all (`UNWIND $rows`), over the same dictionaries; the Cypher returns how many it wrote.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

ROWS = "rows"
"""The one column of a Cypher text that returns its rows as one list."""
FOLDER = files("credway.registry.store").joinpath("queries")

_TYPES = re.compile(r"\$any\(\$(?P<name>\w+)\)")
_DEPTH = re.compile(r"\{(?P<low>\d+),\s*\$(?P<name>\w+)\}")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


@cache
def text(name: str, dialect: str) -> str:
    """Return the text of a named query in a dialect (`sql` or `cypher`), comments removed."""
    return without_comments(FOLDER.joinpath(f"{name}.{dialect}").read_text(encoding="utf-8"), dialect)


@cache
def together(names: tuple[str, ...]) -> str:
    """One Cypher text that runs some named ones, one after the other: a round trip for all of them.

    It returns one record with what each returns. The rows of those that write are in the map `$writes`,
    by name: the server plans anew for each size of a list, but not of what lies in a map.
    """
    parts, before = [], ""
    for name in names:
        body = text(name, "cypher").rpartition(" AS ")[0].replace("$rows", f"$writes.{name}")
        # What the last one returned is imported so that this one waits for it.
        parts.append(f"CALL ({before}) {{\n{body} AS {name}\n}}")
        before = name
    return "\n".join([*parts, f"RETURN {', '.join(names)}"])


def without_comments(content: str, dialect: str) -> str:
    """Drop the lines that are comments."""
    marker = {"sql": "--", "cypher": "//"}[dialect]
    lines = content.splitlines()
    return "\n".join(line for line in lines if not line.lstrip().startswith(marker)).strip()


@cache
def names() -> tuple[str, ...]:
    """List the named queries. Raises FileNotFoundError for one that lacks its pair."""
    found = sorted(path.name for path in FOLDER.iterdir())
    sql = {name.removesuffix(".sql") for name in found if name.endswith(".sql")}
    cypher = {name.removesuffix(".cypher") for name in found if name.endswith(".cypher")}
    if sql != cypher:
        raise FileNotFoundError(f"queries without their pair: {sorted(sql ^ cypher)}")
    return tuple(sorted(sql))


@cache
def writes() -> frozenset[str]:
    """The names of those that change rows."""
    heads = {name: FOLDER.joinpath(f"{name}.sql").read_text(encoding="utf-8") for name in names()}
    return frozenset(name for name, content in heads.items() if content.startswith("-- Write"))


def spelt(cypher: str, parameters: Mapping[str, Any]) -> str:
    """Spell out what Cypher cannot plan for, or cannot take, as a parameter.

    `[l:$any($roles)]` becomes ``[l:`OF`|`IN`]``, so that only relationships of these types are read,
    and `{0,$depth}` a quantifier with its number. Only words and numbers are put into the text.
    """

    def types(match: re.Match[str]) -> str:
        words = parameters[match["name"]]
        if not words or not all(_WORD.fullmatch(word) for word in words):
            return match[0]
        return "|".join(f"`{word}`" for word in sorted(set(words)))

    def depth(match: re.Match[str]) -> str:
        return f"{{{match['low']},{int(parameters[match['name']])}}}"

    return _DEPTH.sub(depth, _TYPES.sub(types, cypher))
