"""The ways in which a file can be read as a table: text by each separator, or each sheet of a workbook."""

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol, TextIO

from credway.loaders.workbooks import Bounds, Converted, Workbook

MAX_LINE: Final = 1_000_000
"""Longest line, in characters; a longer one is cut, and so refused as a row."""

_SEPARATORS: Final = ",\t;"
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_QUOTES: Final = 'Close each cell that begins with ", and write "" for a quote inside it.'
_LONG: Final = "Shorten the cells."
_SPACES: Final = str.maketrans(
    {**dict.fromkeys("\u00a0\u2007\u202f", " "), **dict.fromkeys("\u200b\u2060\ufeff")}
)
"""Spaces that do not break are spaces; those without a width are nothing."""
_AS_FORMULA: Final = re.compile(r'="(.*)"', re.DOTALL)
_ZIP: Final = b"PK\x03\x04"
_BINARY: Final = {
    b"\x1f\x8b": "compressed. Unpack it",
    b"%PDF": "a PDF. Save its table as CSV",
    b"\xd0\xcf\x11\xe0": "an old workbook (.xls) or one with a password. Save it as .xlsx without",
}


class Unusable(ValueError):
    """A file that is no such table at all; says what and what to do."""


class Form(Protocol):
    """A file read in one of the ways in which it can be read: by a separator, or a sheet of it."""

    @property
    def sheet(self) -> str:
        """The name of the sheet; "" in text."""

    def records(self) -> Iterator[tuple[int, Sequence[str] | str]]:
        """Number the records from 1; one that cannot be read is the reason in words."""


@dataclass(frozen=True, slots=True)
class _Text:
    path: Path
    encoding: str
    separator: str
    sheet: str = ""

    def records(self) -> Iterator[tuple[int, Sequence[str] | str]]:
        with self.path.open(encoding=self.encoding, newline="") as lines:
            yield from _records(lines, self.separator)


@dataclass(frozen=True, slots=True)
class _Sheet:
    book: Workbook
    sheet: str

    def records(self) -> Iterator[tuple[int, Sequence[str] | str]]:
        for number, cells in self.book.records(self.sheet):
            yield number, [_kept(cell) for cell in cells]


def forms(path: Path, sheet: str, bounds: Bounds) -> Sequence[Form]:
    """List the ways in which a file can be read. Raises Unusable, Broken."""
    with path.open("rb") as file:
        is_workbook = file.read(len(_ZIP)) == _ZIP
    if not is_workbook:
        if sheet:
            raise Unusable(f"{path}: there are no sheets in a text file; leave the sheet out")
        encoding = _encoding(path)
        return [_Text(path, encoding, separator) for separator in _SEPARATORS]
    book = Workbook(path, bounds)
    if sheet and sheet not in (*book.sheets, *book.hidden):
        raise Unusable(f"{path}: there is no sheet {sheet!r}; there are {listed(book.sheets)}")
    return [_Sheet(book, each) for each in ([sheet] if sheet else book.sheets)]


def listed(names: Sequence[str]) -> str:
    """Name sheets."""
    return ", ".join(repr(name) for name in names)


def _records(lines: TextIO, separator: str) -> Iterator[tuple[int, Sequence[str] | str]]:
    """Number the records of a file from 1; one that cannot be read is the reason in words."""
    held = ""

    def each_line() -> Iterator[str]:
        nonlocal held
        while held := lines.readline(MAX_LINE):
            yield held

    # Strict, because else a quote that is never closed silently takes the rows after it into one cell.
    reader = csv.reader(each_line(), delimiter=separator, strict=True)
    number = 0
    while True:
        number, first = number + 1, reader.line_num + 1
        try:
            yield number, [_cell(cell) for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            last = reader.line_num
            mended = _mended(held, separator) if last == first else None
            where = f"line {first}" if last <= first else f"lines {first} to {last}"
            advice = _LONG if "larger" in str(error) else _QUOTES
            yield number, mended or f"{where} cannot be read: {error}. {advice}"


def _mended(line: str, separator: str) -> list[str] | None:
    """Read a line whose cells have quotes inside that were not doubled, as they are meant."""
    lone = re.compile(rf'(?<=[^"={separator}])"(?=[^"{separator}\r\n])')
    try:
        cells = next(csv.reader([lone.sub('""', line)], delimiter=separator, strict=True))
    except (csv.Error, StopIteration):
        return None
    return [_cell(cell) for cell in cells]


def _kept(cell: str) -> str:
    """A cell of a workbook, of the kind that it is."""
    return cell if isinstance(cell, Converted) else type(cell)(_cell(cell))


def _cell(text: str) -> str:
    text = text.translate(_SPACES).strip()
    formula = _AS_FORMULA.fullmatch(text)
    return formula[1].replace('""', '"').strip() if formula else text


def _encoding(path: Path) -> str:
    """Find the encoding by reading the file once, a part at a time."""
    with path.open("rb") as file:
        first = file.read(4)
        for mark, encoding in _BOMS:
            if first.startswith(mark):
                if reason := _undecodable(path, encoding):
                    raise Unusable(f"{path}: not {encoding}: {reason}. Save the file as UTF-8.")
                return encoding
        for begin, what in _BINARY.items():
            if first.startswith(begin):
                raise Unusable(f"{path}: this is {what}.")
    for encoding in ("utf-8", "cp1252"):
        if not _undecodable(path, encoding):
            return encoding
    raise Unusable(f"{path}: neither UTF-8 nor Windows-1252. Save the file as CSV in UTF-8.")


def _undecodable(path: Path, encoding: str) -> str:
    """Say why a file is not in an encoding, in nothing where it is."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while part := file.read(1 << 20):
                if "\0" in decoder.decode(part):
                    raise Unusable(f"{path}: there are NUL characters in it. Save the file as CSV in UTF-8.")
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            return error.reason
    return ""
