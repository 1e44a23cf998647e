"""The table of facets, and the texts of which list queries are made, in both dialects."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FOLDER = files("credway.registry.store").joinpath("facets")
_MARKS = {"sql": "--", "cypher": "//"}


@dataclass(frozen=True, slots=True)
class Facet:
    """One row of the table: the class families it applies to (`*` for all), whether always known.

    `walked` is, for a facet at which a page can start, how many things are looked at in order before, where
    no index has them in order: as many as likely fill it where each value holds for a part of all things.
    """

    name: str
    labels: tuple[str, ...]
    always_known: bool
    walked: int | None = None

    def applies(self, label: str) -> bool:
        """Whether things of a class family can be filtered by it."""
        return self.labels == ("*",) or label in self.labels


@cache
def facets() -> Mapping[str, Facet]:
    """The facets by name."""
    text = FOLDER.joinpath("index.csv").read_text(encoding="utf-8")
    return {
        row["facet"]: Facet(
            row["facet"],
            tuple(row["labels"].split()),
            row["always_known"] == "yes",
            int(row["walked"]) if row["walked"] else None,
        )
        for row in csv.DictReader(text.splitlines())
    }


@cache
def fragment(facet: str, dialect: str) -> Mapping[str, str]:
    """The parts of a facet: `match` and `known`; `words`, `start` or `ordered` where a list can start there.

    In the place of the two stands `value` where one look tells all: true, false, or null where it is unknown.
    What `ordered` finds comes as the list has it, as far as it is read. `given` reads once, before the things
    of the list, what Cypher would read again for each of them.
    """
    mark = _MARKS[dialect]
    parts: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in FOLDER.joinpath(f"{facet}.{dialect}").read_text(encoding="utf-8").splitlines():
        if line.startswith(mark):
            lines = parts.setdefault(line.removeprefix(mark).strip(), [])
        else:
            lines.append(line)
    if not ({"match", "known"} <= parts.keys() or "value" in parts):
        raise ValueError(f"facets/{facet}.{dialect} lacks its match or known part, or its value")
    return {name: "\n".join(content).strip() for name, content in parts.items()}


def filled(text: str, parts: Mapping[str, str]) -> str:
    """A template with its places filled."""
    for name, part in parts.items():
        text = text.replace(f"{{{name}}}", part)
    return text


@cache
def template(name: str, dialect: str) -> str:
    """The template of a query or of a part of one, without its comments."""
    mark = _MARKS[dialect]
    lines = FOLDER.joinpath(f"{name}.{dialect}").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith(mark))
