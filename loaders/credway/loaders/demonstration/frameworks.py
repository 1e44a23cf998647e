"""The one competency framework: O*NET's basic skills, as a mirror under its own IRIs and CTIDs."""

from collections.abc import Iterator

from credway.loaders.demonstration.tables import Row, cited, locator, since_source, sources, table
from credway.loaders.writing import Node, stated, submission
from credway.registry.documents import Submission

_LANGUAGE = "en-US"


def documents(base: str) -> Iterator[Submission]:
    """Make one document for each framework of the table."""
    by_framework: dict[str, list[Row]] = {}
    for row in table("competencies"):
        by_framework.setdefault(row["framework_id"], []).append(row)
    for rows in by_framework.values():
        first = rows[0]
        yield submission(
            first["framework_id"].replace("/resources/", "/graph/"),
            [*cited([first["source"]]), _framework(first, rows, base), *(_competency(r, rows) for r in rows)],
            origin="competencies.csv",
            mode="mirror",
            effective_from=since_source(first["source"]),
        )


def _framework(first: Row, rows: list[Row], base: str) -> Node:
    source = sources()[first["source"]]
    return {
        "@id": first["framework_id"],
        "@type": "ceasn:CompetencyFramework",
        "ceterms:ctid": first["framework_ctid"],
        "ceasn:name": {_LANGUAGE: first["framework_name"]},
        "ceasn:description": {_LANGUAGE: first["framework_text"]},
        "ceasn:inLanguage": [_LANGUAGE],
        "ceasn:publisher": [f"{base}organizations/usdol-eta"],
        "ceasn:publicationStatusType": f"publicationStatus:{first['framework_status']}",
        "ceasn:license": source["license_url"],
        "ceasn:hasTopChild": [row["id"] for row in rows if not row["parent"]],
        **_said(first["framework_ctid"], first),
    }


def _competency(row: Row, rows: list[Row]) -> Node:
    by_ctid = {each["ctid"]: each["id"] for each in rows}
    top = not row["parent"]
    return stated(
        {
            "@id": row["id"],
            "@type": "ceasn:Competency",
            "ceterms:ctid": row["ctid"],
            "ceasn:codedNotation": row["code"],
            "ceasn:competencyLabel": {_LANGUAGE: row["label"]},
            "ceasn:competencyText": {_LANGUAGE: row["text"]},
            "ceasn:isPartOf": row["framework_id"],
            "ceasn:isTopChildOf": row["framework_id"] if top else None,
            "ceasn:isChildOf": None if top else by_ctid[row["parent"]],
            "ceasn:hasChild": [each["id"] for each in rows if each["parent"] == row["ctid"]],
            **_said(row["ctid"], row),
        }
    )


def _said(ctid: str, row: Row) -> Node:
    found = {"id": ctid, "source": row["source"]}
    return {
        "credway:source": f"_:{row['source']}",
        "credway:locator": locator("competencies", found),
    }
