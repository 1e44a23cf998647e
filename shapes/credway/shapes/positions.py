"""Where in a text a JSON pointer points: lines and columns for tools that show source files."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import orjson

from credway.shapes.spans import members, skipped


@dataclass(frozen=True, slots=True)
class Region:
    """A place in a text; lines and columns count from 1, in characters.

    It ends before `end_column` of `end_line`; without these it is the rest of its line.
    """

    line: int = 1
    column: int = 1
    end_line: int | None = None
    end_column: int | None = None

    def moved(self, lines: int, columns: int) -> "Region":
        """Return the region in a larger text: the part begins so many lines and columns into it."""
        first = self.column + (columns if self.line == 1 else 0)
        if self.end_line is None or self.end_column is None:
            return replace(self, line=self.line + lines, column=first)
        last = self.end_column + (columns if self.end_line == 1 else 0)
        return Region(self.line + lines, first, self.end_line + lines, last)


class Places:
    """Finds pointers in one JSON text; each object and array on the way is read once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._children: dict[int, dict[str, tuple[int, int]]] = {}

    def region(self, pointer: str) -> Region:
        """Find what a pointer names, or the nearest thing around it that is there.

        Of an object or an array the beginning is meant. In a text that is no JSON it is where that shows.
        """
        at, end = skipped(self._text, 0), None
        try:
            for part in pointer.split("/")[1:]:
                name = part.replace("~1", "/").replace("~0", "~")
                found = self._inside(at).get(name)
                if found is None:
                    break
                at, end = found
            if end is None:
                self._inside(at)
        except json.JSONDecodeError as error:
            return self._broken(error)
        except (ValueError, RecursionError):  # a number of too many digits, too deep a nesting
            return self._at(at)
        scalar = end is not None and self._text[at] not in "[{"
        return self._at(at, end if scalar else None)

    def _broken(self, error: json.JSONDecodeError) -> Region:
        """Say where a text stops being JSON, as the parser says it whose message is shown."""
        try:
            orjson.loads(self._text)
        except orjson.JSONDecodeError as shown:
            return Region(shown.lineno, shown.colno)
        return self._at(error.pos)

    def _at(self, start: int, end: int | None = None) -> Region:
        line, column = place(self._text, start)
        return Region(line, column) if end is None else Region(line, column, *place(self._text, end))

    def _inside(self, at: int) -> dict[str, tuple[int, int]]:
        """Say where each member of the object or array at a place begins and ends."""
        if at not in self._children:
            self._children[at] = dict(self._members(at))
        return self._children[at]

    def _members(self, at: int) -> Iterator[tuple[str, tuple[int, int]]]:
        if self._text[at : at + 1] in ("{", "["):
            for each in members(self._text, at):
                yield each.name, (each.start, each.end)
        else:
            json.JSONDecoder().raw_decode(self._text, at)


def stated(text: str, focus: str, path: str | None, value: str | None) -> Region:
    """Find a statement in Turtle, N-Triples or RDF/XML by its subject, then its property, then its value.

    Each is looked for after the one before it, as an address or by its last part behind a prefix. What is
    not found leaves the place as near as it is; without the subject, which may have no name, it is the start.
    """
    at = _subject(text, focus)
    if at is None:
        return Region()
    if value is not None:  # what is missing has no place, and may be there of another subject
        at = _named(text, path, at) or at
        at = _valued(text, value, at) or at
    return Region(*place(text, at))


def _subject(text: str, focus: str) -> int | None:
    """Where a subject begins its statements, else where it is named first."""
    if not focus or focus.startswith("_:"):
        return None
    iri, last = re.escape(focus), re.escape(_LAST.split(focus)[-1])
    begins = rf'^[ \t]*(?:<{iri}>|[\w.-]*:{last}(?=\s))|rdf:about=["\']{iri}["\']'
    found = re.search(begins, text, re.MULTILINE) or re.search(rf"<{iri}>", text)
    return found.start() if found else None


def _named(text: str, path: str | None, start: int) -> int | None:
    last = _LAST.split(path)[-1] if path else ""
    found = (
        re.compile(rf"(?<=[:/#<]){re.escape(last)}(?=[\s>])").search(text, start) if last.isalnum() else None
    )
    return found.start() if found else None


def _valued(text: str, value: str, start: int) -> int | None:
    plain = value[1 : value.rindex('"')] if value.startswith('"') else value
    found = [text.find(shown, start) for shown in (f'"{plain}"', f"<{plain}>", f">{plain}<")]
    return min((each for each in found if each >= 0), default=None)


_LAST: Final = re.compile(r"[/#]")


def place(text: str, at: int) -> tuple[int, int]:
    """Return line and column of a character."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
