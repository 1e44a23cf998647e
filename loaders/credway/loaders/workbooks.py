"""The sheets of a workbook (.xlsx, .xlsm) as rows of text, bounded before a library may inflate anything.

The parts are inflated and counted here first and handed on unpacked, so that what was counted is what is
read: a few hundred bytes can else ask for a sheet of 17 thousand million cells, or for one long text in
each of a million. Formulas give the value that was saved with them; macros and links are never followed.
"""

import io
import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Final
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZipFile

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from credway.registry.settings import Settings
from credway.shapes.carriers.archives import BROKEN

_PARTS: Final = (".xml", ".rels")
_OTHERS: Final = {
    "xl/workbook.bin": "a binary workbook (.xlsb); save it as .xlsx",
    "content.xml": "an OpenDocument file; save the table as .xlsx or as CSV",
    "word/document.xml": "a Word document; save its table as CSV",
}
_PLACE: Final = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_NUMBER: Final = re.compile(r"[0-9]{1,7}")
_EXACT: Final = 10**15
"""Whole numbers below it are whole in a workbook too, which keeps 15 digits."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a workbook may be at most: its bytes, and the cells of a sheet."""

    size: int = 100_000_000
    cells: int = 5_000_000


BOUNDS: Final = Bounds()


def bounds_of(settings: Settings) -> Bounds:
    """Return the bounds that the settings give."""
    return Bounds(settings.max_workbook_bytes, settings.max_workbook_cells)


class Broken(ValueError):
    """A workbook that cannot be read; says why and what to do."""


class Converted(str):
    """The text of a cell that the workbook holds as a number, a date or a truth value.

    Zeros before or after a code are lost in it.
    """

    __slots__ = ()


class Spread(str):
    """The text of a cell that is merged with others of its column."""

    __slots__ = ()


class SpreadNumber(Converted, Spread):
    """Such a text of a number, a date or a truth value."""

    __slots__ = ()


class Merged(Spread):
    """The text of a cell that is merged with the one above it, where that text stands."""

    __slots__ = ()


class Workbook:
    """An open workbook. Raises Broken where it is none or is beyond the bounds, OSError."""

    def __init__(self, path: Path, bounds: Bounds = BOUNDS) -> None:
        self._book = _opened(_counted(path, bounds))
        kinds = {each.name: each for each in self._book.sheets_metadata}
        tables = [name for name in self._book.sheet_names if kinds[name].typ is SheetTypeEnum.WorkSheet]
        self.sheets: Sequence[str] = [
            name for name in tables if kinds[name].visible is SheetVisibleEnum.Visible
        ]
        """Names of the sheets that a person sees, in their order."""
        self.hidden: Sequence[str] = [name for name in tables if name not in self.sheets]

    def records(self, sheet: str) -> Iterator[tuple[int, list[str]]]:
        """Number the rows of a sheet from 1, as it shows them, with the text of each cell from column A."""
        try:
            found = self._book.get_sheet_by_name(sheet)
        except CalamineError as error:
            raise Broken(f"the sheet {sheet!r} cannot be read: {error}") from None
        before = [""] * (found.start[1] if found.start else 0)
        merged = _Merged(found.merged_cell_ranges or ())
        for number, cells in enumerate(found.iter_rows(), 1):
            yield number, merged.filled(number - 1, [*before, *map(_text, cells)])


class _Merged:
    """Cells of one column that are shown as one: what stands in the first holds for the rows below it."""

    def __init__(self, ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> None:
        self._ends = {start: end[0] for start, end in ranges if start[1] == end[1] and end[0] > start[0]}
        self._held: dict[int, tuple[int, str]] = {}

    def filled(self, row: int, cells: list[str]) -> list[str]:
        """Fill a row, counted from 0 like all places here; rows come in their order."""
        for column, cell in enumerate(cells if self._ends else ()):
            end, held = self._held.get(column, (-1, ""))
            if row <= end:
                cells[column] = cell or Merged(held)
            elif (row, column) in self._ends:
                self._held[column] = (self._ends[row, column], cell)
                cells[column] = SpreadNumber(cell) if isinstance(cell, Converted) else Spread(cell)
        return cells


def _text(value: object) -> str:
    """Write a cell as the same sheet saved as CSV has it, but dates as 2026-05-15."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return Converted(str(value).upper())
    if isinstance(value, int | float):
        whole = abs(value) < _EXACT and value == int(value)
        return Converted(int(value) if whole else f"{value:.15g}")
    if isinstance(value, datetime):
        return Converted(value.date() if value.time() == time() else value.isoformat(" "))
    return Converted(value.isoformat() if isinstance(value, date | time) else value)


def _opened(packed: io.BytesIO) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(packed)
    except CalamineError as error:
        raise Broken(f"the workbook is damaged: {error}. Save it again as .xlsx.") from None


def _counted(path: Path, bounds: Bounds) -> io.BytesIO:
    """Inflate the parts of a workbook within bounds, count what they hold, and store them unpacked."""
    size = path.stat().st_size
    if size > bounds.size:
        raise Broken(f"{size:,} bytes; a workbook may have {bounds.size:,} (max_workbook_bytes).{_SPLIT}")
    stored, counts = io.BytesIO(), _Counts(bounds)
    try:
        with ZipFile(path) as source, ZipFile(stored, "w") as target:
            names = source.NameToInfo
            other = next((what for name, what in _OTHERS.items() if name in names), "")
            parts = [info for name, info in names.items() if name.lower().endswith(_PARTS)]
            if other or not any(info.filename.startswith("xl/") for info in parts):
                raise Broken(f"this is {other or 'an archive and no workbook. Unpack it'}.")
            inflated = sum(info.file_size for info in parts)
            if inflated > bounds.size:
                limit = f"the most is {bounds.size:,} (max_workbook_bytes)"
                raise Broken(f"the workbook would inflate to {inflated:,} bytes; {limit}.{_SPLIT}")
            for info in parts:
                # Reads no more than the size that was counted, whatever the part really inflates to.
                body = source.read(info)
                counts.part(info.filename, body)
                target.writestr(info.filename, body)
    except (*BROKEN, RuntimeError) as error:
        if isinstance(error, OSError) and error.filename:
            raise
        raise Broken(f"the workbook is damaged or has a password: {error}. Save it again.") from None
    counts.check_text()
    stored.seek(0)
    return stored


_SPLIT: Final = " Save the sheet that is meant as CSV, or as a workbook of its own."


class _Counts:
    """How far the cells of each sheet reach, and how long the texts are that they share.

    Cells are counted wherever they stand, by their names without a prefix: rather too many than too few.
    """

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._row = self._column = self._rows = self._columns = 0
        self._shared = self._in_cell = self._in_value = self._in_text = False
        self._value = ""
        self._used: Counter[int] = Counter()
        self._lengths = array("Q")

    def part(self, name: str, body: bytes) -> None:
        """Count a part. Raises Broken."""
        self._row = self._column = self._rows = self._columns = 0
        parser = ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = _no_doctype
        try:
            parser.Parse(body, True)
        except ExpatError as error:
            raise Broken(f"{name} in the workbook is no XML: {error}. Save it again as .xlsx.") from None

    def check_text(self) -> None:
        """Refuse texts that would be too long, written into each cell that shares them."""
        held = len(self._lengths)
        size = sum(times * self._lengths[index] for index, times in self._used.items() if index < held)
        if size > self._bounds.size:
            limit = f"the most is {self._bounds.size:,} (max_workbook_bytes)"
            raise Broken(f"the cells of the workbook hold {size:,} characters; {limit}.{_SPLIT}")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._place(attributes.get("r"))
            self._in_cell, self._shared = True, attributes.get("t") == "s"
        elif name == "row":
            given = attributes.get("r")
            if given is not None and not _NUMBER.fullmatch(given):
                raise Broken(f"{given[:20]!r} is no number of a row. Save the workbook again as .xlsx.")
            self._row, self._column = self._row + 1 if given is None else int(given), 0
        elif self._in_cell and name != "f":
            # A cell that has but a format is not in the way; one with a value makes the sheet so large.
            self._rows, self._columns = max(self._rows, self._row), max(self._columns, self._column)
            if self._rows * self._columns > self._bounds.cells:
                reach = f"{self._rows:,} rows of {self._columns:,} columns"
                limit = f"the most is {self._bounds.cells:,} cells (max_workbook_cells)"
                raise Broken(f"a sheet reaches over {reach}; {limit}.{_SPLIT}")
            self._in_value, self._value = name == "v", ""
        elif name == "si":
            self._lengths.append(0)
            self._in_text = True

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._in_cell = False
        elif name == "v" and self._in_value:
            self._in_value = False
            if self._shared and self._value.strip().isdecimal():
                self._used[int(self._value)] += 1
        elif name == "si":
            self._in_text = False

    def _characters(self, text: str) -> None:
        if self._in_value and self._shared:
            self._value = (self._value + text)[:20]
        elif self._in_text:
            self._lengths[-1] += len(text)

    def _place(self, given: str | None) -> None:
        if given is None:
            self._column += 1
            return
        place = _PLACE.fullmatch(given)
        if place is None:
            raise Broken(f"{given[:20]!r} is no place of a cell. Save the workbook again as .xlsx.")
        self._row, self._column = int(place[2]), 0
        for letter in place[1].upper():
            self._column = self._column * 26 + ord(letter) - 64


def _no_doctype(*_: object) -> None:
    raise Broken("a part of the workbook declares entities, which no workbook does. Save it again as .xlsx.")
