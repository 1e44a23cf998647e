"""The one stream of rows under every loader of a table: what is wrong is named by file, row and column.

Files are read as people have them: UTF-8, UTF-16 or Windows-1252, with or without a byte order mark,
separated by commas, tabs or semicolons, with lines above the heading, with cells that a spreadsheet
wrote as `="01"`. Nothing is held but the row that is read.
"""

import codecs
import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

from credway.registry.names import fold

MAX_ROWS: Final = 500_000
"""Most rows of one table; the largest public one of these kinds has 6,674."""
MAX_LINE: Final = 1_000_000
"""Longest line, in characters; a longer one is cut, and so refused as a row."""
HEADING_WITHIN: Final = 20
"""In how many rows from the top the heading is looked for."""

_SEPARATORS: Final = ",\t;"
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_AS_FORMULA: Final = re.compile(r'="(.*)"', re.DOTALL)
_BINARY: Final = {b"PK\x03\x04": "a workbook or an archive", b"\x1f\x8b": "compressed", b"%PDF": "a PDF"}


class Unusable(ValueError):
    """A file that is no such table at all; says what and what to do."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column under the name that we use, with its spellings in the files.

    `present`: a file without it is refused. `filled`: a row with nothing in it is left out.
    """

    name: str
    spellings: Sequence[str]
    present: bool = True
    filled: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A row by our names of its columns, stripped; "" where nothing stands. Headings are as in the file.

    Rows are numbered as a spreadsheet numbers them: where the heading is row 1, the next is row 2.
    """

    file: str
    number: int
    cells: Mapping[str, str]
    headings: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Return a cell."""
        return self.cells[column]


@dataclass(frozen=True, slots=True)
class Left:
    """A row, or a part of one, that was left out and why; `wrong` where the file should be looked at.

    In a JSON file `pointer` is the place, and `row` is 0.
    """

    file: str
    row: int
    column: str
    message: str
    wrong: bool = True
    pointer: str = ""

    @property
    def place(self) -> str:
        """Where it is, for people."""
        parts = [self.pointer or f"row {self.row}", self.column]
        return ", ".join([Path(self.file).name, *filter(None, parts)])


def left(row: Row, column: str, message: str, *, wrong: bool = True) -> Left:
    """Say why a row is left out, by our name of the column."""
    return Left(row.file, row.number, row.headings.get(column, ""), message, wrong)


def read(path: str | Path, columns: Sequence[Column], *, most: int = MAX_ROWS) -> Iterator[Row | Left]:
    """Read a table row by row; blank rows are passed over, each other one is a Row or a Left.

    Raises Unusable where the file is no text, has none of these headings or more than `most` rows,
    OSError where it cannot be opened.
    """
    file = str(path)
    encoding = _encoding(Path(path))
    heading = _heading(Path(path), encoding, columns)
    with Path(path).open(encoding=encoding, newline="") as lines:
        for number, cells in _records(lines, heading.separator):
            if number <= heading.number:
                continue
            if number - heading.number > most:
                raise Unusable(f"{path}: more than {most:,} rows. Split the file.")
            if isinstance(cells, str):
                yield Left(file, number, "", cells)
            elif any(cells):
                yield _row(file, number, cells, columns, heading)


def has(path: str | Path, columns: Sequence[Column]) -> bool:
    """Say whether a file is a table with these columns. Raises Unusable where it is no text."""
    encoding = _encoding(Path(path))
    try:
        _heading(Path(path), encoding, columns)
    except Unusable:
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Heading:
    """Where the heading stands, and the place of each column that it has, by our names."""

    separator: str
    number: int
    cells: Sequence[str]
    places: Mapping[str, int]

    @property
    def names(self) -> Mapping[str, str]:
        """What the file calls each column."""
        return {name: self.cells[place] for name, place in self.places.items()}


def _row(
    file: str, number: int, cells: Sequence[str], columns: Sequence[Column], heading: _Heading
) -> Row | Left:
    extra = [index for index in range(len(heading.cells), len(cells)) if cells[index]]
    if extra:
        column = f"column {extra[0] + 1}"
        return Left(file, number, column, f"{cells[extra[0]][:60]!r} stands beyond the last heading")
    held: dict[str, str] = {}
    for each in columns:
        place = heading.places.get(each.name, len(cells))
        held[each.name] = cells[place] if place < len(cells) else ""
        if each.filled and not held[each.name]:
            return Left(file, number, heading.names.get(each.name, each.name), "nothing stands there")
    return Row(file, number, held, heading.names)


def _heading(path: Path, encoding: str, columns: Sequence[Column]) -> _Heading:
    """Find the separator and the heading, among the first rows. Raises Unusable."""
    best: list[str] | None = None
    for separator in _SEPARATORS:
        with path.open(encoding=encoding, newline="") as lines:
            for number, cells in _records(lines, separator):
                if number > HEADING_WITHIN:
                    break
                if isinstance(cells, str):
                    continue
                places = _places(cells, columns)
                missing = [each.spellings[0] for each in columns if each.present and each.name not in places]
                if not missing:
                    return _Heading(separator, number, cells, places)
                if best is None or len(missing) < len(best):
                    best = missing
    if best is None:
        raise Unusable(f"{path}: the file is empty")
    raise Unusable(
        f"{path}: there is no column {', '.join(best)} in the first {HEADING_WITHIN} rows. "
        "Check that this is the file that the kind means, and that its heading is there."
    )


def _places(cells: Sequence[str], columns: Sequence[Column]) -> dict[str, int]:
    keys = [_key(cell) for cell in cells]
    found: dict[str, int] = {}
    for each in columns:
        for spelling in each.spellings:
            if each.name not in found and _key(spelling) in keys:
                found[each.name] = keys.index(_key(spelling))
    return found


def _key(heading: str) -> str:
    """`SOC Code`, `SOCCode` and `soc_code` are one heading."""
    return fold(heading.replace("_", " ")).replace(" ", "")


def _records(lines: TextIO, separator: str) -> Iterator[tuple[int, list[str] | str]]:
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
            yield number, mended or f"{where} cannot be read: {error}"


def _mended(line: str, separator: str) -> list[str] | None:
    """Read a line whose cells have quotes inside that were not doubled, as they are meant."""
    lone = re.compile(rf'(?<=[^"={separator}])"(?=[^"{separator}\r\n])')
    try:
        cells = next(csv.reader([lone.sub('""', line)], delimiter=separator, strict=True))
    except (csv.Error, StopIteration):
        return None
    return [_cell(cell) for cell in cells]


def _cell(text: str) -> str:
    text = text.strip()
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
                raise Unusable(f"{path}: this is {what}. Unpack it, or save the sheet as CSV.")
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
                    raise Unusable(f"{path}: there are NUL characters in it; this is no text")
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            return error.reason
    return ""
