"""The lines of a state's list, from a file with our columns: each checked, with the key that it keeps.

A line keeps its identity from version to version by its code, else by its name and issuer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from credway.loaders.kinds import columns
from credway.loaders.tables import Left, Row, Unusable, left, read, unknown_headings
from credway.loaders.workbooks import BOUNDS, Bounds
from credway.loaders.writing import SCHEMES, Node, decimal, english, stated
from credway.ontology import schemes
from credway.registry.names import fold
from credway.registry.periods import since, until
from credway.shapes.identity import ctid_in

KIND: Final = "list"
"""The name of our columns in their table."""

_NUMBERS: Final = {
    "points": "credway:listPoints",
    "weight": "credway:listWeight",
    "dollars": "credway:listDollars",
}
_THOUSANDS: Final = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
"""Commas that part thousands; any other may be meant as the mark of decimals."""
_NUMBER: Final = re.compile(r"\+?(\d+\.?\d*|\.\d+)(e[+-]?\d\d?)?", re.ASCII | re.IGNORECASE)
"""A number as people and workbooks write one; a longer exponent would be as many zeros."""
_STATUS: Final = f"{SCHEMES}entryStatus"


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the list prints it; `terms` are its properties, less what it stands for."""

    key: str
    row: Row
    name: str
    issuer: str
    ctid: str
    terms: Node

    @property
    def place(self) -> str:
        """What the list calls it, which stays where rows move: for the locator."""
        return f"code {self.row['code']}" if self.row["code"] else f"the line {self.name!r}"


def lines(path: Path, sheet: str = "", bounds: Bounds = BOUNDS) -> tuple[list[Line], list[Left]]:
    """Read a list: its lines in the order of their keys, and every row or part of one that is refused.

    Raises Unusable where the file is no such table, has a column that is none of ours, or no line.
    """
    wanted = columns(KIND)
    strange = unknown_headings(path, wanted, sheet=sheet, bounds=bounds)
    if strange:
        names = ", ".join(each.spellings[0].lower() for each in wanted)
        raise Unusable(
            f"{path}: the column {', '.join(map(repr, strange))} is none of {names}. "
            "Rename it or leave it out; what it says would be lost."
        )
    held: dict[str, Line] = {}
    wrong: list[Left] = []
    rows = 0
    for row in read(path, wanted, sheet=sheet, bounds=bounds):
        rows += 1
        if isinstance(row, Left):
            wrong.append(row)
            continue
        wrong += _faults(row)
        key = _key(row)
        if not fold(row["name"]) or not key:
            column, what = ("code", "the code") if fold(row["name"]) else ("name", "the name")
            wrong.append(left(row, column, f"there is no letter or digit in it; write {what} as printed"))
        elif key in held:
            wrong.append(_repeated(row, held[key].row))
        else:
            issuer = row["issuer"] if fold(row["issuer"]) else ""  # a dash names nobody
            held[key] = Line(key, row, row["name"], issuer, ctid_in(row["ctid"]) or "", _terms(row))
    if not rows:
        raise Unusable(f"{path}: there is no row below the heading; a list says something with its lines")
    return [held[key] for key in sorted(held)], wrong


def slug(text: str) -> str:
    """Write a text as a part of an IRI path.

    >>> slug("CompTIA A+")
    'comptia-a-plus'
    """
    return fold(text).replace(" ", "-")


def _key(row: Row) -> str:
    """The local key: the code as the list writes it, else name and issuer."""
    if row["code"]:
        return re.sub(r"[^A-Za-z0-9._~-]+", "-", row["code"]).strip("-")
    return "-by-".join(filter(None, (slug(row["name"]), slug(row["issuer"]))))


def _repeated(row: Row, first: Row) -> Left:
    if row["code"]:
        same = row["code"] == first["code"]
        alike = "" if same else f", but for its signs: {first['code']!r}"
        message = f"the code {row['code']!r} is in row {first.number} too{alike}"
        return left(row, "code", f"{message}; give each line a code of its own")
    return left(
        row,
        "name",
        f"{row['name']!r} is in row {first.number} too, with the same issuer; "
        "delete one of them, or give both a code",
    )


def _faults(row: Row) -> Iterator[Left]:
    if row["ctid"] and ctid_in(row["ctid"]) is None:
        yield left(
            row, "ctid", f"{row['ctid']!r} is no CTID: ce- and a UUID, 39 characters. Mend it or clear it."
        )
    for column in _NUMBERS:
        if row[column] and _number(row, column) is None:
            yield left(row, column, f"{row[column]!r} is no number such as 2 or 0.5")
    if row["status"] and _status(row["status"]) is None:
        known = ", ".join(each.label for each in schemes.scheme(_STATUS))
        yield left(row, "status", f"{row['status']!r} is none of {known}")
    yield from dates(row)
    yield from _days_of_removal(row)


def _days_of_removal(row: Row) -> Iterator[Left]:
    """Say where the days of a line that is removed would be read as those on which it is off the list."""
    if _status(row["status"]) != f"{_STATUS}/Removed":
        return
    advice = "For what was listed, write Approved with its first and last day; what is off has only a From"
    if row["to"]:
        yield left(row, "to", f"a removal has no last day. {advice}")
    elif row["from"] and fold(row.headings["from"]) == "added":
        yield left(row, "from", f"a line that is Removed was not added then. {advice}")


def dates(row: Row) -> Iterator[Left]:
    """Say what is wrong with the columns `from` and `to` of a row."""
    bounds: dict[str, str] = {}
    for column, reads in (("from", since), ("to", until)):
        try:
            bounds |= {column: reads(row[column])} if row[column] else {}
        except ValueError:
            yield left(row, column, f"{row[column]!r} is no date such as 2026-05-15, 2026-05 or 2026")
    if len(bounds) == 2 and bounds["from"] >= bounds["to"]:
        yield left(row, "to", f"{row['to']} is before {row['from']}, on which it begins")


def outside(line: Line, period: tuple[str, str]) -> Iterator[Left]:
    """Say where the days of a line all lie outside the period of its version, so that it is never on it.

    `period` is FROM and TO as written, TO empty where no end is stated.
    """
    row, (start, end) = line.row, period
    advice = "correct the date or the period; leave out a line that is not on this version"
    if row["to"] and until(row["to"]) <= since(start):
        yield left(row, "to", f"{row['to']} is before {start}, on which the version begins; {advice}")
    if row["from"] and end and since(row["from"]) >= until(end):
        yield left(row, "from", f"{row['from']} is after {end}, on which the version ends; {advice}")


def _number(row: Row, column: str) -> str | None:
    """A number as it is written, less the marks of money where it is some."""
    text = row[column]
    if column == "dollars":
        text = text.removeprefix("$").strip()
        text = text.replace(",", "") if _THOUSANDS.fullmatch(text) else text
    return format(Decimal(text), "f") if _NUMBER.fullmatch(text) else None


def _status(text: str) -> str | None:
    wanted = fold(text).replace(" ", "")
    for each in schemes.scheme(_STATUS):
        if wanted == each.notation.lower():
            return each.iri
    return None


def _terms(row: Row) -> Node:
    numbers = {_NUMBERS[column]: _number(row, column) for column in _NUMBERS if row[column]}
    return stated(
        {
            "credway:printedName": row["name"],
            "credway:printedIssuer": row["issuer"],
            "credway:listCode": row["code"],
            "credway:listTier": row["tier"],
            **{name: decimal(value) for name, value in numbers.items() if value},
            "credway:listLevel": row["level"],
            "credway:region": row["region"],
            "credway:entryStatus": _status(row["status"]) if row["status"] else None,
            "ceterms:startDate": row["from"],
            "ceterms:endDate": row["to"],
            "credway:reason": row["reason"],
            "ceterms:description": english(row["notes"]) if row["notes"] else None,
        }
    )
