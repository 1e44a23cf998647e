"""Numbered notes under an answer: who says each thing, in which source and document, and its doubts."""

from collections.abc import Callable, Iterable

from credway.cli import output
from credway.registry.answers import words
from credway.registry.answers.asking import source_of
from credway.registry.answers.model import Missing, Source
from credway.registry.answers.said import Said


class Notes:
    """Numbers statements in the order in which an answer mentions them, and letters their sources."""

    def __init__(self, name: Callable[[str | None], str]) -> None:
        self._name = name
        self._numbers: dict[Said, int] = {}
        self._letters: dict[Source, str] = {}
        self._documents: dict[tuple[str, int], str] = {}
        self._open: dict[Said, dict[str, dict[str, None]]] = {}

    def __call__(self, *statements: Said | None) -> str:
        """Return the marks of some statements, such as `[1] [4]`; a stated doubt stands with its mark."""
        marks = [self._mark(said) for said in statements if said is not None]
        return " ".join(dict.fromkeys(marks))

    def leave_open(self, said: Said, title: str, missing: Iterable[Missing]) -> None:
        """Have the note of a statement say what it leaves open in its awards, and who could say."""
        for each in missing:
            what = self._open.setdefault(said, {}).setdefault(each.what.removeprefix(f"{title}: "), {})
            what |= dict.fromkeys(each.who_could_say)

    def _left_open(self, said: Said) -> str:
        """What a statement leaves open, by who could say it."""
        whats: dict[tuple[str, ...], list[str]] = {}
        for what, who in self._open[said].items():
            whats.setdefault(tuple(who), []).append(what)
        return "; ".join(
            "; ".join(what) + (f" (could say: {', '.join(map(self._name, who))})" if who else "")
            for who, what in whats.items()
        )

    def show(self, sources: Iterable[Source]) -> None:
        """Print the notes, then the sources of the answer with their licences, then the documents."""
        notes = [(number, *self._note(said)) for said, number in self._numbers.items()]
        if notes:
            output.heading("Who says so")
            for number, text, doubts in notes:
                output.hanging(f"[{number}]", text)
                for doubt in doubts:
                    output.hanging("", doubt)
        cited = list(self._letters.items())
        if cited:
            output.heading("Sources")
            for source, letter in cited:
                output.hanging(letter, _told(source))
        uncited = [source for source in sources if source not in self._letters]
        if uncited:
            output.heading("Sources of what is not shown line by line; --json has it all")
            for source in uncited:
                output.hanging("", _told(source))
        if self._documents:
            output.heading("Documents")
            for (document, version), mark in self._documents.items():
                output.hanging(mark, f"{document}, version {version}")

    def _mark(self, said: Said) -> str:
        number = self._numbers.setdefault(said, len(self._numbers) + 1)
        sure = said.body.get("confidence") in (None, "1")
        return f"[{number}]" if sure else f"[{number}, confidence {said.body['confidence']}]"

    def _letter(self, source: Source) -> str:
        if source not in self._letters:
            index, letters = len(self._letters), ""
            while index >= 0:
                letters = chr(ord("A") + index % 26) + letters
                index = index // 26 - 1
            self._letters[source] = letters
        return self._letters[source]

    def _document(self, said: Said) -> str:
        return self._documents.setdefault((said.document, said.version), f"d{len(self._documents) + 1}")

    def _note(self, said: Said) -> tuple[str, list[str]]:
        parts = [self._name(said.asserted_by) or "nobody is named"]
        parts.append(f"source {self._letter(source_of(said))}, document {self._document(said)}")
        if said.body.get("locator"):
            parts.append(str(said.body["locator"]))
        if said.start_stated or said.end_stated:
            parts.append(f"holds {words.period(said.valid_from, said.valid_to)}")
        if said.body.get("confidence"):
            parts.append(f"confidence {said.body['confidence']}")
        if said.body.get("derived"):
            parts.append("derived")
        doubts = [f"caveat: {each}" for each in said.body.get("caveats", ())]
        if said in self._open:
            doubts.append(f"left open: {self._left_open(said)}")
        return ", ".join(parts), doubts


def _told(source: Source) -> str:
    date = f" ({source.date})" if source.date else ""
    return f"{source.title}{date}. {source.license}"
