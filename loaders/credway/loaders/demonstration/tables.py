"""The carried tables, and what all their rows share: lists in cells, IRIs, dates, citations."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from credway.loaders.writing import SCHEMES, Node, stated
from credway.registry.periods import since

BASE: Final = "https://demo.credway.example/"

Row = Mapping[str, str]

_FOLDER: Final = files("credway.loaders.demonstration")
_IN_SCHEMES: Final = {
    "states": "states",
    "clusters": "clusters",
    "competencyCategories": "competencyCategories",
    "credentialTypes": "credentialTypes",
    "pathwayRoles": "pathwayRoles",
    "supplyDemand": "supplyDemand",
    "units": "units",
    "measures": "measures",
    "occupations": "soc/2018",
}


@cache
def table(name: str) -> Sequence[Row]:
    """Read a table by its path without the ending: `awards`, `claims/exam-fees`."""
    text = _FOLDER.joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def claim_tables() -> tuple[str, ...]:
    """The names of the tables of claims, in order."""
    folder = _FOLDER.joinpath("claims")
    return tuple(sorted(f"claims/{file.name[:-4]}" for file in folder.iterdir()))


def parts(cell: str) -> list[str]:
    """Split a cell that holds a list."""
    return [part.strip() for part in cell.split("|") if part.strip()]


def iri(path: str, base: str) -> str:
    """Return what a cell such as `credentials/comptia-a-plus` or `states/OH` stands for."""
    if "://" in path:
        return path
    folder, _, rest = path.partition("/")
    if path == "jurisdictions/us":
        return f"{SCHEMES}countries/US"
    if folder in _IN_SCHEMES:
        return f"{SCHEMES}{_IN_SCHEMES[folder]}/{rest}"
    return base + path


def slug(text: str) -> str:
    """Return a text as a part of an IRI path."""
    return "-".join(re.findall(r"[a-z0-9]+", text.casefold().replace("+", " plus ")))


@cache
def sources() -> Mapping[str, Row]:
    """The sources by id."""
    return {row["id"]: row for row in table("sources")}


def since_source(source: str) -> str:
    """The day from which a source's statements are taken to hold: that of its date, else of its reading."""
    row = sources()[source]
    return since(row["date"] or row["read"])


def since_first(named: Iterable[str]) -> str:
    """The earliest such day of some sources."""
    return min(map(since_source, named))


def citation(source: str) -> str:
    """The label under which a document describes a source inside itself."""
    return f"_:{source}"


def cited(named: Iterable[str]) -> list[Node]:
    """Describe some sources inside the document that cites them.

    A source of its own document has one owner; what a document cites goes with it.
    """
    return [{**described(sources()[name]), "@id": citation(name)} for name in sorted(set(named))]


def described(row: Row) -> Node:
    """Describe a source as far as anything is known of it, with the terms that bind its users."""
    terms = f"{row['license']} ({row['license_url']})" if row["license_url"] else row["license"]
    return stated(
        {
            "@type": "credway:Source",
            "schema:name": row["title"],
            "schema:url": row["url"],
            "credway:sourceDate": row["date"],
            "credway:license": terms,
            "credway:attribution": row["attribution"] or row["publisher"],
        }
    )


def provenance(name: str, row: Row, base: str) -> Node:
    """Say of one row's statement who says it, where it was read, and how far it is to be trusted.

    The locator leads to the row of the carried table first, then into the source.
    """
    said_by, derived = row.get("asserted_by"), bool(row.get("derived"))
    return stated(
        {
            "credway:assertedBy": f"{base}organizations/{said_by}" if said_by else None,
            "credway:source": citation(row["source"]),
            "credway:locator": locator(name, row),
            "credway:caveat": parts(row.get("caveat", "")),
            "credway:confidence": row.get("confidence"),
            "credway:derived": derived or None,
            "credway:rule": f"{base}rules/{row['rule']}" if derived else None,
        }
    )


def locator(name: str, row: Row) -> str:
    """Write where a statement stands: `claims/exam-fees.csv#id; row 3; page ~70 (inferred)`."""
    found = [f"{name}.csv#{row['id']}"]
    if row.get("locator"):
        found.append(row["locator"])
    if row.get("page"):
        guessed = row.get("page_inferred") == "yes"
        found.append(f"page ~{row['page']} (inferred)" if guessed else f"page {row['page']}")
    return "; ".join(found)
