"""The mapping from the 16 career clusters to the 14 of 2024, derived from the occupations in both.

Nobody has published one. The counts that come with Credway are written as claims; or two files of the
user's own are compared anew: which occupations O*NET puts into a cluster of the older framework, and into
which of the newer ones Advance CTE puts the same occupations. The counts stand beside each claim, and the
claims name the rule.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

from credway.loaders.clusters import FRAMEWORKS, Reading, pairs_of_2019, pairs_of_2024
from credway.loaders.kinds import SOURCE, Edition
from credway.loaders.said import Said
from credway.loaders.tables import Left, Row, Unusable
from credway.loaders.writing import SCHEMES, Node, english, submission, table_source
from credway.ontology import schemes
from credway.ontology.cluster_mapping import LEAST_SHARE, RULE, mappings
from credway.ontology.cluster_mapping import Mapping as Mapped
from credway.ontology.rules import rule
from credway.registry.documents import Submission

Members = Mapping[schemes.Concept, set[str]]


def document(base: str) -> Submission:
    """Write the mapping that comes with Credway as claims: one document."""
    iri = f"{base}claims/cluster-mapping"
    said = {"credway:assertedBy": f"{base}organizations/credway", "credway:source": SOURCE}
    claims = [
        _claim(iri, each, base)
        | {"credway:locator": f"schemes/cluster_mapping.csv#{each.older.notation}-{each.newer.notation}"}
        | said
        for each in mappings()
    ]
    return submission(
        iri,
        [table_source("credway", SOURCE), _rule(base) | said, *claims],
        origin="schemes/cluster_mapping.csv",
        effective_from=FRAMEWORKS["clusters/2024"],
    )


def read(edition: Edition) -> Iterator[Said | Left]:
    """Compare the two files, given in either order."""
    older = _only(edition, "clusters-2019", "O*NET's occupations of the 16 clusters")
    newer = _only(edition, "clusters-2024", "Advance CTE's occupations of the 14 clusters")
    before, wrong_before, rows = _members(pairs_of_2019(edition.rows("clusters-2019", older)))
    after, wrong_after, more = _members(pairs_of_2024(edition.rows("clusters-2024", newer)))
    yield from (*wrong_before, *wrong_after)
    iri = f"{edition.base}claims/cluster-mapping"
    said = {"credway:assertedBy": edition.publisher, "credway:source": SOURCE}
    yield Said(iri, _rule(edition.base) | said, (*rows, *more))
    for each in _derived(before, after):
        place = f"{older.name} and {newer.name}, all rows of {each.older.label} and {each.newer.label}"
        yield Said(iri, _claim(iri, each, edition.base) | {"credway:locator": place} | said)


def _derived(before: Members, after: Members) -> Iterator[Mapped]:
    """Apply the rule to the occupations of the clusters."""
    known = set().union(*after.values())
    for old, codes in sorted(before.items(), key=lambda each: each[0].notation):
        both = codes & known
        for new, others in sorted(after.items(), key=lambda each: each[0].notation):
            shared = len(both & others)
            if both and Fraction(shared, len(both)) >= LEAST_SHARE:
                yield Mapped(old, new, shared, len(both))


def _claim(document: str, found: Mapped, base: str) -> Node:
    counts = (
        f"{found.shared} of the {found.occupations} occupations that both tables name are in both clusters"
    )
    return {
        "@id": f"{document}#{found.older.notation}-{found.newer.notation}",
        "@type": "credway:Claim",
        "credway:subject": found.older.iri,
        "credway:predicate": "credway:careerCluster",
        "credway:object": found.newer.iri,
        "credway:derived": True,
        "credway:rule": _rule_iri(base),
        "credway:caveat": [f"derived, not published: {counts}"],
    }


def _rule_iri(base: str) -> str:
    return f"{base}rules/{RULE}-{rule(RULE).version}"


def _rule(base: str) -> Node:
    held = rule(RULE)
    return {
        "@id": _rule_iri(base),
        "@type": "credway:Rule",
        "ceterms:name": english(held.name),
        "credway:ruleText": held.text,
        "credway:ruleVersion": held.version,
        "credway:parameter": {
            "@type": "credway:Parameter",
            "schema:name": "least share of the occupations",
            "schema:value": str(float(LEAST_SHARE * 100)),
            "credway:unit": f"{SCHEMES}units/Percent",
        },
    }


def _only(edition: Edition, kind: str, what: str) -> Path:
    found = [path for path in edition.paths if edition.has(kind, path)]
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
