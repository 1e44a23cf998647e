"""What being on a list is good for, and where, by the words with which its publisher says so."""

import csv
from functools import cache
from importlib.resources import files

from credway.registry.answers.said import Said
from credway.registry.names import fold


def for_diploma(said: Said) -> bool:
    """Whether a version or an entry is of a list that states graduation or a diploma as its purpose.

    Money for each graduate, credit of undergraduates and a rate of graduation are other purposes.
    """
    return _states_diploma(said.body.get("purpose") or "")


def regional(said: Said) -> bool:
    """Whether an entry is on the list for a part of the state only."""
    region = fold(said.body.get("region") or "")
    return bool(region) and region not in whole_state()


def off(said: Said) -> bool:
    """Whether an entry takes off the list what it names, for all of the state or a part."""
    return said.body.get("entryStatus") == "Removed"


def removed(said: Said) -> bool:
    """Whether an entry is off the list of the whole state."""
    return off(said) and not regional(said)


@cache
def whole_state() -> tuple[str, ...]:
    """The folded words by which a list says that an entry is for all of the state."""
    return tuple(word for word, says in _words().items() if says == "everywhere")


@cache
def _states_diploma(purpose: str) -> bool:
    words = f" {fold(purpose)} "
    told = {says for word, says in _words().items() if f" {word} " in words}
    return "diploma" in told and "other" not in told


@cache
def _words() -> dict[str, str]:
    text = (files("credway.registry.answers.portability") / "list_words.csv").read_text(encoding="utf-8")
    return {row["word"]: row["says"] for row in csv.DictReader(text.splitlines())}
