"""The mapping from the 16 career clusters to the 14 of 2024, derived from the occupations in both.

Nobody has published one. Two files of the user's own are compared: which occupations O*NET puts into a
cluster of the older framework, and into which of the newer ones Advance CTE puts the same occupations.
The counts stand beside each claim, and the claims name the rule.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Final

from credway.loaders.clusters import Reading, pairs_of_2019, pairs_of_2024
from credway.loaders.kinds import SOURCE, Edition, columns
from credway.loaders.said import Said
from credway.loaders.tables import Left, Row, Unusable, has
from credway.loaders.writing import SCHEMES, Node, english
from credway.ontology import schemes

LEAST_SHARE: Final = Fraction(1, 4)
VERSION: Final = "1"
RULE: Final = (
    "A cluster of the framework of 16 is mapped to a cluster of 2024 where that one holds at least a "
    "quarter of its occupations. Occupations count by their code of SOC 2018, once each, and only those "
    "that both tables name; the more detailed occupations of O*NET count as the one of SOC above them."
)

Members = Mapping[schemes.Concept, set[str]]


def read(edition: Edition) -> Iterator[Said | Left]:
    """Compare the two files, given in either order."""
    older = _only(edition, "clusters-2019", "O*NET's occupations of the 16 clusters")
    newer = _only(edition, "clusters-2024", "Advance CTE's occupations of the 14 clusters")
    before, wrong_before, rows = _members(pairs_of_2019(older))
    after, wrong_after, more = _members(pairs_of_2024(newer))
    yield from (*wrong_before, *wrong_after)
    document = f"{edition.base}claims/cluster-mapping"
    rule = f"{edition.base}rules/cluster-mapping-{VERSION}"
    said = {"credway:assertedBy": edition.publisher, "credway:source": SOURCE}
    yield Said(document, _rule(rule) | said, (*rows, *more))
    known = set().union(*after.values())
    for old, codes in sorted(before.items(), key=lambda each: each[0].notation):
        both = codes & known
        for new, others in sorted(after.items(), key=lambda each: each[0].notation):
            shared = len(both & others)
            if not both or Fraction(shared, len(both)) < LEAST_SHARE:
                continue
            counts = f"{shared} of the {len(both)} occupations that both tables name are in both clusters"
            node = {
                "@id": f"{document}#{old.notation}-{new.notation}",
                "@type": "credway:Claim",
                "credway:subject": old.iri,
                "credway:predicate": "credway:careerCluster",
                "credway:object": new.iri,
                "credway:derived": True,
                "credway:rule": rule,
                "credway:caveat": [f"derived, not published: {counts}"],
                "credway:locator": f"{older.name} and {newer.name}, all rows of {old.label} and {new.label}",
                **said,
            }
            yield Said(document, node)


def _rule(iri: str) -> Node:
    return {
        "@id": iri,
        "@type": "credway:Rule",
        "ceterms:name": english("Mapping of career clusters by shared occupations"),
        "credway:ruleText": RULE,
        "credway:ruleVersion": VERSION,
        "credway:parameter": {
            "@type": "credway:Parameter",
            "schema:name": "least share of the occupations",
            "schema:value": str(float(LEAST_SHARE * 100)),
            "credway:unit": f"{SCHEMES}units/Percent",
        },
    }


def _only(edition: Edition, kind: str, what: str) -> Path:
    found = [path for path in edition.paths if has(path, columns(kind))]
    if len(edition.paths) != 2 or len(found) != 1:
        raise Unusable(
            f"two files are compared, one of them with {what}; {len(found)} of the "
            f"{len(edition.paths)} given have its columns"
        )
    return found[0]


def _members(reading: Reading) -> tuple[Members, list[Left], list[Row]]:
    members: dict[schemes.Concept, set[str]] = defaultdict(set)
    wrong: list[Left] = []
    rows: list[Row] = []
    for each in reading:
        if isinstance(each, Left):
            wrong.append(each)
        else:
            row, _, (_, code, cluster) = each
            members[cluster].add(code.partition(".")[0])
            rows.append(row)
    return members, wrong, rows
