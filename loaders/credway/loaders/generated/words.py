"""Words that generated things are called by; none of them means anybody."""

import csv
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from credway.ontology import schemes


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of credential: how often it occurs, its level and its credit units (0: none)."""

    name: str
    title: str
    weight: int
    level: str
    units: int


@cache
def words(what: str) -> Sequence[tuple[str, str]]:
    """The words of one sort, in English and, where there is one, in Spanish."""
    return [(row["en"], row["es"]) for row in _table("words.csv") if row["what"] == what]


@cache
def kinds() -> tuple[Sequence[Kind], Sequence[int]]:
    """The classes of credential with their weights."""
    found = [
        Kind(row["class"], row["title"], int(row["weight"]), row["level"], int(row["units"]))
        for row in _table("kinds.csv")
    ]
    return found, [kind.weight for kind in found]


@cache
def occupations() -> Sequence[schemes.Concept]:
    """The detailed occupations."""
    return [each for each in schemes.scheme("soc/2018") if not each.notation.endswith("0")]


@cache
def states() -> Sequence[str]:
    """The postal codes of the states."""
    return [each.notation for each in schemes.scheme("states") if each.extra["kind"] == "state"]


@cache
def clusters() -> Sequence[str]:
    """The notations of the career clusters of 2024."""
    return [each.notation for each in schemes.scheme("clusters/2024")]


def text(value: str, spanish: str = "") -> dict[str, str]:
    """A language map."""
    return {"en": value, "es": spanish} if spanish else {"en": value}


def task(chance: random.Random) -> str:
    """What somebody can do: `Inspect a work order in a workshop`."""
    return " ".join(chance.choice(words(what))[0] for what in ("verb", "object", "setting"))


def sentences(chance: random.Random, count: int) -> str:
    """Some sentences of prose."""
    return " ".join(f"{task(chance)}." for _ in range(count))


def _table(name: str) -> Sequence[Mapping[str, str]]:
    with files("credway.loaders.generated").joinpath(name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))
