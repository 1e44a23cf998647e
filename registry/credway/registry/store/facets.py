"""List filters: the one place where query text is put together, from fragments in `facets/`.

Each facet has a fragment in each dialect with two parts: `match` (the fact is known and fits) and
`known` (the fact is known at all), so that an unknown fact is neither yes nor no. Filters are ANDed
as Kleene has it; the unknown rule decides what becomes of a thing whose result is unknown.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from credway.registry.errors import BadRequest

FOLDER = files("credway.registry.store").joinpath("facets")


class UnknownRule(StrEnum):
    """What a filter does with a thing whose filtered fact nobody has stated."""

    INCLUDE = "INCLUDE"
    EXCLUDE = "EXCLUDE"
    ONLY = "ONLY"


@dataclass(frozen=True, slots=True)
class Filter:
    """One facet with the value it is compared with."""

    facet: str
    value: Any


@dataclass(frozen=True, slots=True)
class Compiled:
    """Two query texts, a page and a count, with the parameters they share."""

    page: str
    count: str
    parameters: Mapping[str, Any]


@cache
def facets() -> Mapping[str, tuple[str, ...]]:
    """The facets by name, with the class families they apply to (`*` for all)."""
    text = FOLDER.joinpath("index.csv").read_text(encoding="utf-8")
    return {row["facet"]: tuple(row["labels"].split()) for row in csv.DictReader(text.splitlines())}


@cache
def fragment(facet: str, dialect: str) -> tuple[str, str]:
    """The `match` and `known` parts of a facet."""
    text = FOLDER.joinpath(f"{facet}.{dialect}").read_text(encoding="utf-8")
    mark = {"sql": "--", "cypher": "//"}[dialect]
    _, _, rest = text.partition(f"{mark} match\n")
    match, found, known = rest.partition(f"{mark} known\n")
    if not found:
        raise ValueError(f"facets/{facet}.{dialect} lacks its match or known part")
    return match.strip(), known.strip()


@cache
def words(facet: str, dialect: str) -> str | None:
    """The `words` part of a facet, where a list that it filters starts at the text index."""
    text = FOLDER.joinpath(f"{facet}.{dialect}").read_text(encoding="utf-8")
    mark = {"sql": "--", "cypher": "//"}[dialect]
    head, _, _ = text.partition(f"{mark} match\n")
    _, found, part = head.partition(f"{mark} words\n")
    return part.strip() if found else None


def compile_list(
    label: str,
    filters: Sequence[Filter],
    unknown: UnknownRule,
    dialect: str,
    *,
    after: str | None = None,
    before: str | None = None,
    descending: bool = False,
    limit: int = 20,
) -> Compiled:
    """Compile a list of one class family. Raises BadRequest for a facet that does not apply to it.

    `after` and `before` are sort keys; parameters `n` and `day` are added by whoever asks.
    """
    parameters: dict[str, Any] = {"label": label, "limit": limit}
    matches, knowns, searched = [], [], []
    for index, item in enumerate(filters):
        labels = facets().get(item.facet)
        if labels is None or (labels != ("*",) and label not in labels):
            raise BadRequest(f"{label} cannot be filtered by {item.facet}", facet=item.facet)
        match, known = fragment(item.facet, dialect)
        name = f"f{index}"
        parameters[name] = item.value
        matches.append(f"({_renamed(match, name, dialect)})")
        knowns.append(f"({_renamed(known, name, dialect)})")
        found = words(item.facet, dialect)
        searched += [_renamed(found, name, dialect)] if found else []
    passed, unsure = _logic(matches, knowns, unknown, dialect)
    position, bounds = _position(after, before, descending, dialect)
    parts = {
        "source": _source(searched, dialect),
        "filters": passed,
        "unknown": unsure,
        "position": position,
        "direction": "DESC" if descending != (before is not None) else "ASC",
    }
    page, count = (_template(name, dialect) for name in ("page", "count"))
    for name, part in parts.items():
        page, count = page.replace(f"{{{name}}}", part), count.replace(f"{{{name}}}", part)
    return Compiled(page, count, {**parameters, **bounds})


def _source(searched: Sequence[str], dialect: str) -> str:
    """Where the list starts: all things, or those that hold the words of every text asked for."""
    if not searched:
        return {"sql": "FROM thing t", "cypher": "MATCH (t:Thing)"}[dialect]
    return _template("source", dialect).replace("{words}", " + ' ' + ".join(searched))


def _logic(matches: Sequence[str], knowns: Sequence[str], rule: UnknownRule, dialect: str) -> tuple[str, str]:
    """The condition that passes, and the one that marks a thing as resting on an unknown."""
    true = {"sql": "1", "cypher": "true"}[dialect]
    false = {"sql": "0", "cypher": "false"}[dialect]
    if not matches:
        return (true, false) if rule is not UnknownRule.ONLY else (false, false)
    certain = " AND ".join(matches)
    possible = " AND ".join(f"({m} OR NOT {k})" for m, k in zip(matches, knowns, strict=True))
    unsure = f"(({possible}) AND NOT ({certain}))"
    passed = {
        UnknownRule.INCLUDE: possible,
        UnknownRule.EXCLUDE: certain,
        UnknownRule.ONLY: unsure,
    }[rule]
    return f"({passed})", unsure


def _position(
    after: str | None, before: str | None, descending: bool, dialect: str
) -> tuple[str, Mapping[str, Any]]:
    sign = {"sql": ":", "cypher": "$"}[dialect]
    true = {"sql": "1", "cypher": "true"}[dialect]
    parts, bounds = [], {}
    for name, key, forward in (("after", after, not descending), ("before", before, descending)):
        if key is not None:
            parts.append(f"t.sort {'>' if forward else '<'} {sign}{name}")
            bounds[name] = key
    return (" AND ".join(parts) or true), bounds


def _renamed(text: str, name: str, dialect: str) -> str:
    sign = {"sql": ":", "cypher": "$"}[dialect]
    return text.replace(f"{sign}value", f"{sign}{name}")


@cache
def _template(name: str, dialect: str) -> str:
    mark = {"sql": "--", "cypher": "//"}[dialect]
    lines = FOLDER.joinpath(f"{name}.{dialect}").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith(mark))
