"""Reports of a validation for programs, written while the documents are judged."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TextIO

import orjson
import typer

from credway.cli.exits import Exit, stop
from credway.cli.writing import is_printed
from credway.shapes import plain
from credway.shapes.documents import Document
from credway.shapes.profiles import Judgement, Profile, Tally
from credway.shapes.verdict import Mode


class Report(Protocol):
    """Is told of each document in its turn and then of all together; keeps nothing that grows."""

    def add(self, document: Document, found: Judgement) -> None:
        """Tell of one document."""

    def end(self, tally: Tally) -> None:
        """Tell of all."""


class JsonReport:
    """One JSON object: `documents`, then `summary`."""

    def __init__(self, target: TextIO, profile: Profile, mode: Mode) -> None:
        self._target, self._profile, self._mode = target, profile, mode
        self._mark = '{"documents":[\n'

    def add(self, document: Document, found: Judgement) -> None:
        """Write one document on a line of its own."""
        self._target.write(self._mark + text(plain.judgement(found)))
        self._mark = ",\n"

    def end(self, tally: Tally) -> None:
        """Close the list and write the summary."""
        opening = "" if tally.documents else self._mark
        self._target.write(opening + "],\n")
        self._target.write(f'"summary":{text(plain.summary(tally, self._profile, self._mode))}}}\n')


class NdjsonReport:
    """One JSON object to a line: the documents, and no summary."""

    def __init__(self, target: TextIO) -> None:
        self._target = target

    def add(self, document: Document, found: Judgement) -> None:
        """Write one document."""
        self._target.write(text(plain.judgement(found)) + "\n")

    def end(self, tally: Tally) -> None:
        """Nothing is left to write."""


def text(value: Any) -> str:
    """Write a JSON value on one line."""
    return orjson.dumps(value).decode()


@contextmanager
def opened(target: Path) -> Iterator[TextIO]:
    """Open a file to write a report into; `-` is standard output."""
    if is_printed(target):
        yield typer.get_text_stream("stdout")
        return
    try:
        stream = target.open("w", encoding="utf-8")
    except OSError as error:
        stop(Exit.USAGE, "The report cannot be written", f"{target}: {error.strerror}")
    with stream:
        yield stream
