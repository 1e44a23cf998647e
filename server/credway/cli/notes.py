"""Numbered notes under an answer: who says each thing, in which source, where in it, and its doubts."""

from collections.abc import Callable, Iterable

from credway.cli import output
from credway.registry.answers import words
from credway.registry.answers.asking import source_of
from credway.registry.answers.model import Source
from credway.registry.answers.said import Said


class Notes:
    """Numbers statements in the order in which an answer mentions them, and letters their sources."""

    def __init__(self, name: Callable[[str | None], str]) -> None:
        self._name = name
        self._numbers: dict[Said, int] = {}
        self._letters: dict[Source, str] = {}

    def __call__(self, *statements: Said | None) -> str:
        """Return the marks of some statements, such as `[1] [4]`."""
        marks = [self._numbers.setdefault(s, len(self._numbers) + 1) for s in statements if s is not None]
        return " ".join(f"[{mark}]" for mark in dict.fromkeys(marks))

    def show(self, sources: Iterable[Source]) -> None:
        """Print the notes, then the sources of the answer with their licences."""
        notes = [(number, *self._note(said)) for said, number in self._numbers.items()]
        if notes:
            output.heading("Who says so")
            for number, text, caveats in notes:
                output.hanging(f"[{number}]", text)
                for caveat in caveats:
                    output.hanging("", f"caveat: {caveat}")
        for source in sources:
            self._letter(source)
        if self._letters:
            output.heading("Sources")
            for source, letter in self._letters.items():
                date = f" ({source.date})" if source.date else ""
                output.hanging(letter, f"{source.title}{date}. {source.license}")

    def _letter(self, source: Source) -> str:
        if source not in self._letters:
            index, letters = len(self._letters), ""
            while index >= 0:
                letters = chr(ord("A") + index % 26) + letters
                index = index // 26 - 1
            self._letters[source] = letters
        return self._letters[source]

    def _note(self, said: Said) -> tuple[str, list[str]]:
        parts = [self._name(said.asserted_by) or "nobody is named"]
        parts.append(f"source {self._letter(source_of(said))}")
        if said.body.get("locator"):
            parts.append(str(said.body["locator"]))
        if said.start_stated or said.end_stated:
            parts.append(f"holds {words.period(said.valid_from, said.valid_to)}")
        if said.body.get("derived"):
            parts.append("derived")
        return ", ".join(parts), [str(each) for each in said.body.get("caveats", ())]
