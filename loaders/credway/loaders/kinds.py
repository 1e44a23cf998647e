"""The kinds of file that can be imported: their titles, owners, licences and headings, as data."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Final

from credway.loaders import tables
from credway.loaders.counting import Place, place_of
from credway.loaders.tables import Column, Left, Row, Unusable
from credway.loaders.workbooks import BOUNDS, Bounds
from credway.loaders.writing import Node, english, stated
from credway.registry.periods import since
from credway.shapes.verdict import Mode

SOURCE: Final = "_:source"
"""The label of the source inside a document."""

_YEAR: Final = re.compile(r"(?:hd|HD)(\d{4})")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file and who publishes it.

    `date` is that of its one edition, `yearly` says that there is one for each year; `start` is from
    when its documents hold, if that is fixed. `mode` is how they are published.
    """

    name: str
    mode: Mode
    title: str
    publisher: str
    publisher_name: str
    date: str
    yearly: bool
    start: str
    licence: str
    attribution: str
    url: str
    file: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One file or more of a kind, as the source of what is read from them; `sheet` is that of a workbook.

    `speaker` is the IRI of who says what stands there, where it is not the kind's own publisher. `seen` are
    the rows that were read so far.
    """

    kind: Kind
    paths: Sequence[Path]
    base: str
    date: str
    sheet: str = ""
    bounds: Bounds = BOUNDS
    speaker: str = ""
    seen: set[Place] = field(default_factory=set, compare=False, repr=False)

    def rows(
        self, kind: str = "", path: Path | None = None, wanted: Sequence[Column] = ()
    ) -> Iterator[Row | Left]:
        """Read the rows of a file with the columns `wanted`, else of a kind: of the first, and its own."""
        file, empty = path or self.paths[0], True
        for row in tables.read(
            file, wanted or columns(kind or self.kind.name), sheet=self.sheet, bounds=self.bounds
        ):
            self.seen.add(place_of(row))
            empty = False
            yield row
        if empty:
            message = "there is a heading and no row below it. Check that this is the whole file."
            raise Unusable(f"{file}: {message}")

    def has(self, kind: str, path: Path | None = None) -> bool:
        """Say whether a file has the columns of a kind."""
        return tables.has(path or self.paths[0], columns(kind), sheet=self.sheet, bounds=self.bounds)

    @property
    def publisher(self) -> str:
        """The IRI of the organization that says what stands in the file."""
        return self.speaker or f"{self.base}organizations/{self.kind.publisher}"

    def source(self) -> Node:
        """Describe the source, as a node inside each document that cites it."""
        kind = self.kind
        return stated(
            {
                "@id": SOURCE,
                "@type": "credway:Source",
                "schema:name": kind.title + (f", {self.date}" if self.date and not kind.date else ""),
                "schema:url": kind.url,
                "credway:sourceDate": self.date,
                "credway:license": kind.licence,
                "credway:attribution": kind.attribution,
            }
        )

    def cited(self, *rows: Row, note: str = "") -> Node:
        """Say who says so and in which rows; put into a node."""
        numbers = ", ".join(str(row.number) for row in rows)
        sheet = f", sheet {rows[0].sheet}" if rows[0].sheet else ""
        place = f"{Path(rows[0].file).name}{sheet}, row{'s' if len(rows) > 1 else ''} {numbers}"
        return {
            "credway:assertedBy": self.publisher,
            "credway:source": SOURCE,
            "credway:locator": f"{place}: {note}" if note else place,
        }


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds by name, in the order of their table."""
    return MappingProxyType({row["name"]: _kind(**row) for row in table("kinds.csv")})


def _kind(mode: str, yearly: str, **cells: str) -> Kind:
    return Kind(mode="mirror" if mode == "mirror" else "publish", yearly=yearly == "yes", **cells)


@cache
def columns(name: str) -> Sequence[Column]:
    """The columns of a kind's table."""
    return tuple(
        Column(
            row["column"],
            tuple(row["spellings"].split("|")),
            present=row["present"] == "yes",
            filled=row["filled"] == "yes",
            text=row["text"] == "yes",
        )
        for row in table("columns.csv")
        if row["kind"] == name
    )


def edition(
    kind: Kind,
    paths: Sequence[Path],
    base: str,
    date: str | None,
    sheet: str | None = None,
    bounds: Bounds = BOUNDS,
) -> Edition:
    """Say which edition some files are: by the date given, the kind's own, or the year in the name.

    Raises Unusable where a file of a yearly kind says none.
    """
    in_name = _YEAR.search(paths[0].name) if kind.yearly else None
    found = date or kind.date or (in_name[1] if in_name else "")
    if kind.yearly and not found:
        raise Unusable(f"{paths[0]}: of which year? Say it with --date, or keep its name, such as hd2023.csv")
    if kind.yearly:
        try:
            since(found)
        except ValueError as error:
            raise Unusable(f"{paths[0]}: {error}") from None
    return Edition(kind, paths, base, found, sheet or "", bounds)


def publisher(edition: Edition) -> tuple[str, list[Node]] | None:
    """A document that names the publisher of a kind, the same for all its kinds; None where it has none."""
    kind = edition.kind
    if not kind.url:
        return None
    others = [each for each in kinds().values() if each.publisher == kind.publisher]
    mentions = sorted({each.url for each in others if each.url})
    node = {
        "@id": edition.publisher,
        "@type": ["credway:ReferenceRecord", "ceterms:Organization"],
        "ceterms:name": english(kind.publisher_name),
        "credway:mentionedBy": mentions,
    }
    return f"{edition.base}documents/publishers/{kind.publisher}", [node]


def table(name: str) -> list[dict[str, str]]:
    """Read a table of this package."""
    text = files("credway.loaders").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
