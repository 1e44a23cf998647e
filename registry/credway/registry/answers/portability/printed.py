"""Names that a list only prints, and whether one of them could be a given credential.

Being sure that it is another one is what a NO needs, so that whatever is like it leaves a doubt: a telling
word, its stem or an acronym in common, or a name that tells nothing, such as a bare code.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from importlib.resources import files
from itertools import chain, takewhile
from typing import Final

from credway.registry.answers.model import Things
from credway.registry.answers.ranking import stop_words
from credway.registry.answers.said import Said
from credway.registry.names import fold

_STEM: Final = 4
"""How many first letters two words of one stem share at least: nurse and nursing, welder and welding."""


class PrintedNames:
    """The unresolved entries of a list, found by what their names have in common with another's.

    One that stands for a thing, and is not known to leave open for which credential, is judged by the whole
    name that it prints: it is here since somebody asks about one of that name, and for others it is another.
    """

    def __init__(self, entries: Sequence[Said]) -> None:
        self._entries = entries
        self._open = [said for said in entries if said.all("PRINTED_IN") or not said.all("MEMBER")]

    def like(
        self, names: Sequence[str], work: frozenset[str] = frozenset(), own: frozenset[str] = frozenset()
    ) -> list[Said]:
        """The entries that could mean a thing of these names, for this work, in the order of the list.

        `own` are the keys of those names that are its own. A thing of which no name is known could be any.
        """
        found = self._alike(names) if names else set(self._open)
        for key in own:
            found.update(self._keys.get(key, ()))
        for iri in work:
            found.update(self._meant.get(iri, ()))
        return [said for said in self._entries if said in found] if found else []

    def _alike(self, names: Sequence[str]) -> set[Said]:
        words, short = _words(names), _acronyms(names)
        found = set(self._telling_nothing)
        for word in words:
            stems = self._stems.get(word[:_STEM], ())
            found |= {said for other, said in stems if _one_stem(word, other)}
            found |= self._acronyms.get(word, set())
        for acronym in short:
            found |= {said for other, said in self._stems.get(acronym[:_STEM], ()) if other == acronym}
        return found

    @cached_property
    def _keys(self) -> dict[str, list[Said]]:
        found: dict[str, list[Said]] = defaultdict(list)
        for said in self._entries:
            found[said.body.get("printedKey") or ""].append(said)
        return found

    @cached_property
    def _meant(self) -> dict[str, list[Said]]:
        found: dict[str, list[Said]] = defaultdict(list)
        for said in self._entries:
            for iri in said.all("MEMBER"):
                found[iri].append(said)
        return found

    @cached_property
    def _stems(self) -> dict[str, list[tuple[str, Said]]]:
        found: dict[str, list[tuple[str, Said]]] = defaultdict(list)
        for said in self._open:
            for word in _words(_printed(said)):
                found[word[:_STEM]].append((word, said))
        return found

    @cached_property
    def _acronyms(self) -> dict[str, set[Said]]:
        found: dict[str, set[Said]] = defaultdict(set)
        for said in self._open:
            for acronym in _acronyms(_printed(said)):
                found[acronym].add(said)
        return found

    @cached_property
    def _telling_nothing(self) -> frozenset[Said]:
        """Entries without a telling word, or with nothing but a code: 2022950L2 may be anything."""
        return frozenset(
            said
            for said in self._open
            if all(any(ch.isdigit() for ch in word) for word in _words(_printed(said)))
        )


def names_of(things: Things, iris: Iterable[str]) -> list[str]:
    """Every name under which some things are described: those a list may print, and no IRI."""
    found: dict[str, None] = {}
    for iri in sorted(iris):
        thing = things.get(iri)
        if thing is not None:
            others = thing.statement.body.get("otherNames", ()) if thing.statement else ()
            found |= dict.fromkeys([thing.title, *(text for text, _ in chain(thing.names, others))])
            found.pop(iri, None)
    return list(found)


def _printed(said: Said) -> tuple[str, ...]:
    name = said.body.get("printedName")
    return (name,) if name else ()


def _words(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in fold(name).split()} - common_words()


def _acronyms(names: Iterable[str]) -> set[str]:
    """The first letters of a name of several words, with and without the small ones."""
    found = set()
    for name in names:
        words = fold(name).split()
        for part in (words, [word for word in words if word not in stop_words()]):
            if len(part) > 1:
                found.add("".join(word[0] for word in part))
    return found


def _one_stem(one: str, other: str) -> bool:
    """Whether two words differ at their ends only; short ones must be the same."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return one == other or shared >= max(_STEM, min(len(one), len(other)) - 2)


@cache
def common_words() -> frozenset[str]:
    """Words that so many credentials have in their names that they tell none from another."""
    text = (files("credway.registry.answers.portability") / "common_words.csv").read_text(encoding="utf-8")
    return frozenset(row["word"] for row in csv.DictReader(text.splitlines()))
