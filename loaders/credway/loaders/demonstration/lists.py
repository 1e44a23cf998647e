"""Priority lists: series, their versions, and the entries that the sources print.

No version is called complete unless the table says that its publisher does. Versions are mirrors of
what agencies have published; entries stand in the document of their version.
"""

from collections.abc import Iterator

from credway.loaders.demonstration.tables import (
    Row,
    cited,
    provenance,
    since_first,
    since_source,
    sources,
    table,
)
from credway.loaders.writing import SCHEMES, Node, decimal, english, stated, submission
from credway.registry.documents import Submission


def documents(base: str) -> Iterator[Submission]:
    """Make one document of all series and one for each version."""
    series = {row["id"]: row for row in table("list_series")}
    yield submission(
        f"{base}documents/lists",
        [_series(row, base) for row in series.values()],
        origin="list_series.csv",
        effective_from=since_first(sources()),
    )
    entries: dict[str, list[Row]] = {}
    for row in table("list_entries"):
        entries.setdefault(row["version"], []).append(row)
    for row in table("list_versions"):
        held = entries.pop(row["id"], [])
        agency = series[row["series"]]["agency"]
        yield submission(
            f"{base}documents/lists/{row['id']}",
            [
                *cited([row["source"], *(entry["source"] for entry in held)]),
                _version(row, series[row["series"]], held, base),
                *(_entry(entry, row["series"], agency, base) for entry in held),
            ],
            origin="list_versions.csv",
            mode="mirror",
            effective_from=since_source(row["source"]),
        )
    if entries:
        raise ValueError(f"list_entries.csv: no such version: {', '.join(sorted(entries))}")


def _series(row: Row, base: str) -> Node:
    return {
        "@id": f"{base}lists/{row['id']}",
        "@type": "credway:ListSeries",
        "ceterms:name": english(row["name"]),
        "ceterms:ownedBy": [f"{base}organizations/{row['agency']}"],
        "credway:listPlace": f"{SCHEMES}states/{row['state']}",
        "credway:listPurpose": row["purpose"],
    }


def _version(row: Row, series: Row, entries: list[Row], base: str) -> Node:
    complete = {"": None, "true": True, "false": False}[row["is_complete"]]
    said = provenance("list_versions", {**row, "asserted_by": series["agency"]}, base)
    return stated(
        {
            "@id": f"{base}lists/{row['id']}",
            "@type": "ceterms:Collection",
            "ceterms:name": english(f"{series['name']}, {row['version']}"),
            "ceterms:ownedBy": [f"{base}organizations/{series['agency']}"],
            "ceterms:hasMember": [_entry_iri(entry, row["series"], base) for entry in entries],
            "credway:versionOf": f"{base}lists/{row['series']}",
            "credway:listPlace": f"{SCHEMES}states/{series['state']}",
            "credway:listPurpose": series["purpose"],
            "credway:validFrom": row["valid_from"],
            "credway:validTo": row["valid_to"],
            "credway:isComplete": complete,
            **said,
        }
    )


def _entry(row: Row, series: str, agency: str, base: str) -> Node:
    return stated(
        {
            "@id": _entry_iri(row, series, base),
            "@type": "ceterms:CollectionMember",
            "ceterms:proxyFor": f"{base}credentials/{row['credential']}" if row["credential"] else None,
            "ceterms:startDate": row["valid_from"],
            "ceterms:endDate": row["valid_to"],
            "credway:printedName": row["printed_name"],
            "credway:printedIssuer": row["printed_issuer"],
            "credway:listCode": row["code"],
            "credway:listTier": row["tier"],
            "credway:listPoints": decimal(row["points"]) if row["points"] else None,
            "credway:listWeight": decimal(row["weight"]) if row["weight"] else None,
            "credway:entryStatus": f"{SCHEMES}entryStatus/{row['status']}" if row["status"] else None,
            "credway:region": row["region"],
            **provenance("list_entries", {**row, "asserted_by": agency}, base),
        }
    )


def _entry_iri(row: Row, series: str, base: str) -> str:
    """An entry outlives the version that prints it, so that its IRI is one of the series."""
    return f"{base}lists/{series}/entries/{row['key']}"
