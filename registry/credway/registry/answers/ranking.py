"""Ranking: what words are looked for, and how well a thing answers them.

The same on every store: it needs only a thing's folded name and the codes and spellings that it matched.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from credway.registry.errors import BadRequest, LimitExceeded
from credway.registry.names import fold, name_key
from credway.registry.settings import Settings


class SearchKind(StrEnum):
    """The class families that are searched, in the order in which they are shown."""

    CREDENTIAL = "Credential"
    ORGANIZATION = "Organization"
    LEARNING_OPPORTUNITY = "LearningOpportunity"
    OCCUPATION = "Occupation"
    COMPETENCY = "Competency"
    COMPETENCY_FRAMEWORK = "CompetencyFramework"
    CLUSTER = "Cluster"
    TRANSFER_VALUE = "TransferValue"
    LIST_SERIES = "ListSeries"
    LIST = "List"


class Tier(IntEnum):
    """How a thing was found, the best first."""

    NAME = 0
    START = 1
    BEGINNING = 2
    CODE = 3
    SPELLING = 4
    WORDS = 5
    BEGINNINGS = 6
    OTHER_NAME = 7


MATCHED: Mapping[Tier, str] = {
    Tier.NAME: "name",
    Tier.START: "start of the name",
    Tier.BEGINNING: "start of the name, its last word unfinished",
    Tier.CODE: "code",
    Tier.SPELLING: "another name or spelling",
    Tier.WORDS: "words of the name",
    Tier.BEGINNINGS: "beginnings of words of the name",
    Tier.OTHER_NAME: "words of another name",
}


@dataclass(frozen=True, slots=True)
class Rank:
    """The place of a thing among what was found: its tier, then its sort key, which no two share."""

    tier: Tier
    sort: str
    matched_by: str

    @property
    def key(self) -> tuple[int, str]:
        """What ranks are ordered by."""
        return (self.tier, self.sort)


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: the folded text, the words that must all be found, whole spellings."""

    folded: str
    words: tuple[str, ...]
    spellings: tuple[str, ...]

    def value(self, dialect: str) -> Mapping[str, Any]:
        """The parts of the value that the facet `text` is given."""
        return {**words_value(self.words, dialect), "spellings": list(self.spellings)}

    def rank(self, sort: str, schemes: Sequence[str] = ()) -> Rank:
        """Rank a thing by its sort key, which starts with its folded name, and the schemes of its spellings.

        `schemes` are those under which the text is one of its aliases: `iri`, `ctid`, `name`, or a
        scheme of codes.
        """
        name = sort.partition("\u0000")[0]
        tier = self._tier(name, schemes)
        code = sorted(set(schemes) - {"name"})
        return Rank(tier, sort, _code(code[0]) if tier is Tier.CODE else MATCHED[tier])

    def _tier(self, name: str, schemes: Sequence[str]) -> Tier:
        if name == self.folded:
            return Tier.NAME
        if name.startswith(self.folded):
            return Tier.START if name[len(self.folded)] == " " else Tier.BEGINNING
        if schemes:
            return Tier.SPELLING if set(schemes) == {"name"} else Tier.CODE
        held = name.split()
        if set(self.words) <= set(held):
            return Tier.WORDS
        if all(any(each.startswith(word) for each in held) for word in self.words):
            return Tier.BEGINNINGS
        return Tier.OTHER_NAME


def sought(text: str, settings: Settings) -> Sought:
    """Read a text to search for. Raises BadRequest where it has no words, LimitExceeded where too many.

    Words such as "of" need not be found where there are others, but count for the rank.
    """
    held = words_of(text, settings)
    plain = text.strip()
    telling = tuple(word for word in held if word not in stop_words())
    spelt = (plain, plain.lower(), plain.upper(), name_key(plain))
    return Sought(fold(text), telling or held, tuple(dict.fromkeys(spelt)))


def words_of(text: str, settings: Settings) -> tuple[str, ...]:
    """The distinct folded words of a text. Raises BadRequest or LimitExceeded."""
    held = tuple(dict.fromkeys(fold(text).split()))
    if not held:
        raise BadRequest("the text to search for has no letters or digits", argument="text")
    if len(held) > settings.search_words:
        raise LimitExceeded(
            f"{len(held)} words to search for; the most is {settings.search_words} (search_words)",
            argument="text",
        )
    long = max(map(len, held))
    if long > settings.search_letters:
        raise LimitExceeded(
            f"a word of {long} letters to search for; the most is {settings.search_letters} (search_letters)",
            argument="text",
        )
    return held


def words_value(words: Sequence[str], dialect: str) -> Mapping[str, Any]:
    """Beginnings of words as the text index of a dialect takes them, and as a list."""
    if dialect == "sql":
        return {"words": " AND ".join(f'"{word}"*' for word in words), "list": list(words)}
    return {"words": " ".join(f"+{word}*" for word in words), "list": list(words)}


@cache
def stop_words() -> frozenset[str]:
    """The words that say nothing by themselves."""
    text = files("credway.registry.answers").joinpath("stop_words.csv").read_text(encoding="utf-8")
    return frozenset(row["word"] for row in csv.DictReader(text.splitlines()))


def _code(scheme: str) -> str:
    return {"iri": "id", "ctid": "ctid"}.get(scheme, f"code ({scheme})")
