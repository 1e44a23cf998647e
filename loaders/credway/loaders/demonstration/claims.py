"""The tables of claims: one document for each table, or for each source of a table that has several."""

from collections.abc import Iterator

from credway.loaders.demonstration.tables import (
    Row,
    cited,
    claim_tables,
    iri,
    provenance,
    since_source,
    table,
)
from credway.loaders.writing import Node, decimal, stated, submission
from credway.registry.documents import Submission


def documents(base: str) -> Iterator[Submission]:
    """Make the documents; each holds from the date of its source, where its rows do not say since when."""
    for name in claim_tables():
        by_source: dict[str, list[Row]] = {}
        for row in table(name):
            by_source.setdefault(row["source"], []).append(row)
        for source, rows in by_source.items():
            document = f"{base}{name}" if len(by_source) == 1 else f"{base}{name}/{source}"
            yield submission(
                document,
                [*cited([source]), *(_claim(document, name, row, base) for row in rows)],
                origin=f"{name}.csv",
                effective_from=since_source(source),
            )


def _claim(document: str, name: str, row: Row, base: str) -> Node:
    return stated(
        {
            "@id": f"{document}#{row['id']}",
            "@type": "credway:Claim",
            "credway:subject": iri(row["subject"], base),
            "credway:predicate": row["predicate"],
            "credway:object": iri(row["object"], base) if row["object"] else None,
            "credway:requiredLicense": iri(row["license"], base) if row.get("license") else None,
            "credway:value": _quantity(row, base),
            "credway:text": row["text"],
            "credway:validFrom": row["valid_from"],
            "credway:validTo": row["valid_to"],
            "credway:denied": True if row["denied"] else None,
            **provenance(name, row, base),
        }
    )


def _quantity(row: Row, base: str) -> Node | None:
    columns = (("schema:value", "value"), ("schema:minValue", "low"), ("schema:maxValue", "high"))
    numbers = {term: decimal(row[column]) for term, column in columns if row[column]}
    if not numbers:
        return None
    return stated(
        {
            "@type": "credway:Quantity",
            **numbers,
            "credway:unit": iri(row["unit"], base) if row["unit"] else None,
            "credway:measure": iri(row["measure"], base) if row["measure"] else None,
            "credway:period": row["period"],
            "credway:place": iri(f"states/{row['place']}", base) if row["place"] else None,
        }
    )
