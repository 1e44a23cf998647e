"""The one stream of rows under every loader of a table: what is wrong is named by file, row and column.

Files are read as people have them: workbooks, or text in UTF-8, UTF-16 or Windows-1252, with or without a
byte order mark, separated by commas, tabs or semicolons, with lines above the heading, with cells that a
spreadsheet wrote as `="01"`. Of text nothing is held but the row that is read, of a workbook one sheet.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from credway.loaders.forms import Form, Unusable, forms, listed
from credway.loaders.workbooks import BOUNDS, Bounds, Broken, Converted, Merged
from credway.registry.names import fold
from credway.shapes.judging import CONTROL
from credway.shapes.limits import LOCAL

MAX_ROWS: Final = 500_000
"""Most rows of one table; the largest public one of these kinds has 6,674."""
MAX_CELL: Final = LOCAL.string
"""Longest cell that a document can carry, in characters."""
HEADING_WITHIN: Final = 20
"""In how many rows from the top the heading is looked for."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column under the name that we use, with its spellings in the files.

    `present`: a file without it is refused. `filled`: a row with nothing in it is left out. `text`: a row
    of a workbook with a number in it is left out, because the zeros of its code may be lost. `merged`: a cell
    that is merged with the one above it says what that says; else nothing stands there.
    """

    name: str
    spellings: Sequence[str]
    present: bool = True
    filled: bool = True
    text: bool = False
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row by our names of its columns, stripped; "" where nothing stands. Headings are as in the file.

    Rows are numbered as a spreadsheet numbers them: where the heading is row 1, the next is row 2. `sheet`
    is that of a workbook.
    """

    file: str
    number: int
    cells: Mapping[str, str]
    headings: Mapping[str, str]
    sheet: str = ""

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
    sheet: str = ""

    @property
    def place(self) -> str:
        """Where it is, for people."""
        sheet = f"sheet {self.sheet}" if self.sheet else ""
        parts = [sheet, self.pointer or f"row {self.row}", self.column]
        return ", ".join([Path(self.file).name, *filter(None, parts)])


def left(row: Row, column: str, message: str, *, wrong: bool = True) -> Left:
    """Say why a row is left out, by our name of the column."""
    return Left(row.file, row.number, row.headings.get(column, ""), message, wrong, sheet=row.sheet)


def read(
    path: str | Path,
    columns: Sequence[Column],
    *,
    most: int = MAX_ROWS,
    sheet: str = "",
    bounds: Bounds = BOUNDS,
) -> Iterator[Row | Left]:
    """Read a table row by row; blank rows are passed over, each other one is a Row or a Left.

    Of a workbook that sheet is read which has the columns, or the one named. Raises Unusable where the file
    is neither text nor a workbook, has none of these headings or more than `most` rows, OSError where it
    cannot be opened.
    """
    try:
        form, heading = _found(Path(path), columns, sheet, bounds)
        _once(path, heading, columns)
        for number, cells in form.records():
            if number <= heading.number:
                continue
            if number - heading.number > most:
                raise Unusable(f"{path}: more than {most:,} rows. Split the file.")
            if isinstance(cells, str):
                yield Left(str(path), number, "", cells, sheet=form.sheet)
            elif not any(map(_own, cells)):
                continue
            elif heading.is_again(cells):
                message = "the heading stands here again"
                yield Left(str(path), number, "", message, wrong=False, sheet=form.sheet)
            else:
                yield _row(str(path), form.sheet, number, cells, columns, heading)
    except Broken as error:
        raise Unusable(f"{path}: {error}") from None


def has(path: str | Path, columns: Sequence[Column], *, sheet: str = "", bounds: Bounds = BOUNDS) -> bool:
    """Say whether a file has a table with these columns. Raises Unusable where it cannot be read."""
    try:
        return any(isinstance(_heading(form, columns), _Heading) for form in forms(Path(path), sheet, bounds))
    except Broken as error:
        raise Unusable(f"{path}: {error}") from None


def unknown_headings(
    path: str | Path, columns: Sequence[Column], *, sheet: str = "", bounds: Bounds = BOUNDS
) -> list[str]:
    """Name the headings that are none of the columns, for files whose columns are ours to say.

    Raises Unusable as `read` does.
    """
    try:
        _, heading = _found(Path(path), columns, sheet, bounds)
    except Broken as error:
        raise Unusable(f"{path}: {error}") from None
    taken = set(heading.places.values())
    return [cell for place, cell in enumerate(heading.cells) if cell and place not in taken]


@dataclass(frozen=True, slots=True)
class _Heading:
    """Where the heading stands, and the place of each column that it has, by our names."""

    number: int
    cells: Sequence[str]
    places: Mapping[str, int]

    @property
    def names(self) -> Mapping[str, str]:
        """What the file calls each column."""
        return {name: self.cells[place] for name, place in self.places.items()}

    def is_again(self, cells: Sequence[str]) -> bool:
        """Whether a row is the heading, as some tables have it on each page."""
        return len(cells) == len(self.cells) and [*map(_key, cells)] == [*map(_key, self.cells)]


def _row(
    file: str, sheet: str, number: int, cells: Sequence[str], columns: Sequence[Column], heading: _Heading
) -> Row | Left:
    extra = [index for index in range(len(heading.cells), len(cells)) if _own(cells[index])]
    if extra:
        message = f"{cells[extra[0]][:60]!r} stands beyond the last heading"
        return Left(file, number, f"column {extra[0] + 1}", message, sheet=sheet)
    held: dict[str, str] = {}
    names = heading.names
    for each in columns:
        place = heading.places.get(each.name, len(cells))
        cell = cells[place] if place < len(cells) else ""
        held[each.name] = cell if each.merged else _own(cell)
        column = names.get(each.name, each.name)
        if each.filled and not held[each.name]:
            return Left(file, number, column, "nothing stands there", sheet=sheet)
        if fault := _fault(held[each.name]):
            return Left(file, number, column, fault, sheet=sheet)
        if each.text and isinstance(held[each.name], Converted):
            message = f"{held[each.name]} is a number or a date there, so that zeros of the code may be lost"
            return Left(file, number, column, f"{message}. Make the column text.", sheet=sheet)
    return Row(file, number, held, names, sheet)


def _own(cell: str) -> str:
    """What stands in a cell itself, in nothing where it is merged with the one above."""
    return "" if isinstance(cell, Merged) else cell


def _fault(cell: str) -> str:
    """Say why no document could carry a cell; in nothing where one can."""
    if len(cell) > MAX_CELL:
        return f"{len(cell):,} characters; the most is {MAX_CELL:,}. Shorten the text."
    if found := CONTROL.search(cell):
        return f"the control character U+{ord(found[0]):04X} stands there. Remove it."
    return ""


def _once(path: str | Path, heading: _Heading, columns: Sequence[Column]) -> None:
    """Refuse a table in which a heading that is read stands over two columns: which one is meant?"""
    keys = [_key(cell) for cell in heading.cells]
    for each in columns:
        place = heading.places.get(each.name)
        if place is not None and keys.count(keys[place]) > 1:
            both = [number for number, key in enumerate(keys, 1) if key == keys[place]]
            raise Unusable(
                f"{path}: the heading {heading.cells[place]!r} stands over the columns "
                f"{' and '.join(map(str, both))}. Remove or rename all but the one that is meant."
            )


def _found(path: Path, columns: Sequence[Column], sheet: str, bounds: Bounds) -> tuple[Form, _Heading]:
    """Find the way to read a file that gives it these columns. Raises Unusable, Broken."""
    fitting: list[tuple[Form, _Heading]] = []
    best: list[str] | None = None
    ways = forms(path, sheet, bounds)
    for form in ways:
        heading = _heading(form, columns)
        if isinstance(heading, _Heading):
            fitting.append((form, heading))
            if not form.sheet:
                break
        elif heading is not None and (best is None or len(heading) < len(best)):
            best = heading
    names = [form.sheet for form in ways if form.sheet]
    if len(fitting) > 1:
        several = listed([form.sheet for form, _ in fitting])
        raise Unusable(f"{path}: the sheets {several} all have these columns. Say which one with --sheet.")
    if fitting:
        return fitting[0]
    if best is None:
        raise Unusable(f"{path}: the file is empty")
    where = f"in the first {HEADING_WITHIN} rows" + (f" of a sheet ({listed(names)})" if names else "")
    raise Unusable(
        f"{path}: there is no column {', '.join(best)} {where}. "
        "Check that this is the file that the kind means, and that its heading is there."
    )


def _heading(form: Form, columns: Sequence[Column]) -> _Heading | list[str] | None:
    """Find the heading among the first rows; else what the nearest row lacks, None where there is none."""
    best: list[str] | None = None
    for number, cells in form.records():
        if number > HEADING_WITHIN:
            break
        if isinstance(cells, str) or not any(cells):
            continue
        places = _places(cells, columns)
        missing = [each.spellings[0] for each in columns if each.present and each.name not in places]
        if not missing:
            return _Heading(number, cells, places)
        if best is None or len(missing) < len(best):
            best = missing
    return best


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


__all__ = ["Column", "Left", "Row", "Unusable", "has", "left", "read", "unknown_headings"]
