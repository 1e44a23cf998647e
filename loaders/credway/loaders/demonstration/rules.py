"""Rules of schemes, reports and of this project: their words, and their numbers as parameters."""

from collections.abc import Iterator

from credway.loaders.demonstration.tables import Row, cited, parts, provenance, since_source, table
from credway.loaders.writing import SCHEMES, Node, english, stated, submission
from credway.registry.documents import Submission


def documents(base: str) -> Iterator[Submission]:
    """Make one document for each source of rules."""
    numbers: dict[str, list[Row]] = {}
    for row in table("rule_parameters"):
        numbers.setdefault(row["rule"], []).append(row)
    by_source: dict[str, list[Row]] = {}
    for row in table("rules"):
        by_source.setdefault(row["source"], []).append(row)
    for source, rows in by_source.items():
        used = {each["source"] for row in rows for each in numbers.get(row["id"], ()) if each["source"]}
        yield submission(
            f"{base}documents/rules/{source}",
            [*cited([source, *used]), *(_rule(row, numbers.get(row["id"], []), base) for row in rows)],
            origin="rules.csv",
            effective_from=since_source(source),
        )


def _rule(row: Row, numbers: list[Row], base: str) -> Node:
    """Write a rule; a setting for which no number is printed can only be told in words."""
    said = provenance("rules", row, base)
    words = [f"{each['name']}: {each['condition']}" for each in numbers if not each["value"]]
    if words:
        said["credway:caveat"] = [*said.get("credway:caveat", []), *words]
    return stated(
        {
            "@id": f"{base}rules/{row['id']}",
            "@type": "credway:Rule",
            "ceterms:name": english(row["name"]),
            "credway:ruleText": row["text"],
            "credway:ruleVersion": row["version"],
            "credway:rulePlace": f"{SCHEMES}states/{row['state']}" if row["state"] else None,
            "credway:parameter": [_parameter(each, row, base) for each in numbers if each["value"]],
            **said,
        }
    )


def _parameter(row: Row, rule: Row, base: str) -> Node:
    said = provenance("rule_parameters", {**row, "source": row["source"] or rule["source"]}, base)
    return stated(
        {
            "@type": "credway:Parameter",
            "schema:name": row["name"],
            "schema:value": row["value"],
            "credway:unit": f"{SCHEMES}{row['unit']}" if row["unit"] else None,
            "credway:condition": ", ".join(parts(row["condition"])),
            **said,
        }
    )
