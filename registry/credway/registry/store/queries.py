"""Named queries: a pair of files side by side, `queries/{name}.sql` and `queries/{name}.cypher`.

Both take the same parameters and return the same columns; the comment at the top of each says what
they are. No query text stands anywhere else, but for the list filters that `facets` compiles. What
several say alike stands in `queries/parts/`, and is put where a text names it: `{facts}`.

A Cypher text may return all its rows as one list called `rows`: the driver spends several times more on
a record than on what is in it. The server has to hold the list, so what reads a whole registry batch by
batch returns records.

Those whose comment begins with "Write" change rows. Their SQL runs once for each row, their Cypher
once for all (`UNWIND $rows`), over the same dictionaries; the Cypher returns how many it wrote.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from textwrap import indent
from typing import Any

ROWS = "rows"
"""The one column of a Cypher text that returns its rows as one list."""
SIZED = "sized"
"""The parameter in which all lists and texts are sent."""
FOLDER = files("credway.registry.store").joinpath("queries")

_PART = re.compile(r"^(?P<before> *)\{(?P<name>[a-z_]+)\}", re.MULTILINE)
_TYPES = re.compile(r"\$any\(\$(?P<name>\w+)\)")
_PARAMETER = re.compile(r"\$(\w+)")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_SIZED = (list, tuple, str)


@cache
def text(name: str, dialect: str) -> str:
    """Return the text of a named query in a dialect (`sql` or `cypher`), comments removed, parts put in."""
    return whole(FOLDER.joinpath(f"{name}.{dialect}").read_text(encoding="utf-8"), dialect)


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


def whole(content: str, dialect: str) -> str:
    """Drop comments, and put each part that is named at the beginning of a line in its place."""

    def part(match: re.Match[str]) -> str:
        path = FOLDER.joinpath("parts", f"{match['name']}.{dialect}")
        return indent(without_comments(path.read_text(encoding="utf-8"), dialect), match["before"])

    return _PART.sub(part, without_comments(content, dialect))


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
    """The text to send with parameters as `sent` makes them.

    `[l:$any($roles)]` becomes ``[l:`OF`|`IN`]``, so that only relationships of these types are read:
    Cypher cannot plan for a parameter there. Only words are put into the text. `$ids`, where it is a
    list or a text, becomes `$sized.ids`.
    """
    sized = frozenset(name for name, value in parameters.items() if isinstance(value, _SIZED))
    return _spelt(cypher, sized, tuple((name, frozenset(parameters[name])) for name in _typed(cypher)))


def sent(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters as they are sent: their lists and texts in one map.

    The server plans anew for each order of magnitude of the size of each, a second or more for the
    longest queries; what lies in a map it does not look at.
    """
    made: dict[str, Any] = {SIZED: {}}
    for name, value in parameters.items():
        if isinstance(value, _SIZED):
            made[SIZED][name] = value
        else:
            made[name] = value
    return made


@cache
def _typed(cypher: str) -> tuple[str, ...]:
    return tuple(sorted(set(_TYPES.findall(cypher))))


@lru_cache(maxsize=1_000)
def _spelt(cypher: str, sized: frozenset[str], typed: tuple[tuple[str, frozenset[str]], ...]) -> str:
    words = dict(typed)

    def types(match: re.Match[str]) -> str:
        found = words[match["name"]]
        if not found or not all(_WORD.fullmatch(word) for word in found):
            return match[0]
        return "|".join(f"`{word}`" for word in sorted(found))

    def place(match: re.Match[str]) -> str:
        return f"${SIZED}.{match[1]}" if match[1] in sized else match[0]

    return _PARAMETER.sub(place, _TYPES.sub(types, cypher))
