"""The two national career cluster frameworks, and what is said to belong to their clusters.

Names and codes only, as mirrors: the frameworks are Advance CTE's. Which occupations and programs
belong to a cluster is read from the user's own files: O*NET's for the 16 clusters, and Advance CTE's,
which state no licence, for the 14 of 2024.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from credway.loaders import cip, onet, soc
from credway.loaders.kinds import Edition
from credway.loaders.said import Said
from credway.loaders.tables import Left, Row, left
from credway.loaders.writing import GRAPHS, Node, english, scheme_source, submission
from credway.ontology import schemes
from credway.registry.documents import Submission

FRAMEWORKS: Final = {"clusters/2019": "2019-01-01", "clusters/2024": "2024-01-01"}

Pair = tuple[str, str, schemes.Concept]
"""The IRI of an occupation or a program, its code, and its cluster."""
Reading = Iterator[tuple[Row, str, Pair] | Left]
"""Rows with their pair, and with the pathway or sub-cluster that they name."""


def documents() -> Iterator[Submission]:
    """Make one document for each framework."""
    for name, start in FRAMEWORKS.items():
        scheme = next(each for each in schemes.schemes().values() if each.name == name)
        concepts = schemes.scheme(name)
        framework = {
            "@id": scheme.iri,
            "@type": "skos:ConceptScheme",
            "ceasn:name": english(scheme.label),
            "skos:hasTopConcept": [concept.iri for concept in concepts],
            "credway:source": "_:source",
            "credway:locator": f"schemes/{scheme.table}",
        }
        clusters = [_cluster(concept, scheme) for concept in concepts]
        yield submission(
            f"{GRAPHS}{name}",
            [scheme_source(name), framework, *clusters],
            origin=f"schemes/{scheme.table}",
            mode="mirror",
            effective_from=start,
        )


def _cluster(concept: schemes.Concept, scheme: schemes.Scheme) -> Node:
    return {
        "@id": concept.iri,
        "@type": "credway:CareerCluster",
        "skos:prefLabel": english(concept.label),
        "skos:notation": concept.notation,
        "skos:inScheme": scheme.iri,
        "skos:topConceptOf": scheme.iri,
        "credway:source": "_:source",
        "credway:locator": f"schemes/{scheme.table}#{concept.notation}",
    }


def of_2019(edition: Edition) -> Iterator[Said | Left]:
    """Read O*NET's table: which occupations belong to which of the 16 clusters."""
    yield from _claims(edition, "onet-clusters-2019", pairs_of_2019(edition.rows()))


def of_2024(edition: Edition) -> Iterator[Said | Left]:
    """Read a table of Advance CTE: which occupations, or programs, belong to which of the 14 clusters."""
    occupations = edition.has("clusters-2024")
    programs = edition.has("clusters-2024-cip")
    if occupations or not programs:
        yield from _claims(edition, "soc-clusters-2024", pairs_of_2024(edition.rows()))
    if programs:
        yield from _claims(edition, "cip-clusters-2024", _programs(edition.rows("clusters-2024-cip")))


def pairs_of_2019(rows: Iterable[Row | Left]) -> Reading:
    """Read the pairs of O*NET's table; a cell may hold several clusters, each with its pathway.

    An occupation `.00` is that of SOC 2018 itself.
    """
    for row in rows:
        if isinstance(row, Left):
            yield row
            continue
        code = onet.CODE.fullmatch(row["code"])
        occupation = schemes.by_notation(soc.SCHEME, code[1]) if code else None
        if code is None or occupation is None:
            yield left(row, "code", f"{row['code']!r} is no code of O*NET-SOC 2019")
            continue
        iri = occupation.iri if code[2] == "00" else onet.iri(code[0])
        labels, pathways = row["cluster"].split("; "), row["pathway"].split("; ")
        if len(pathways) != len(labels):
            pathways = [row["pathway"]] * len(labels)
        for label, pathway in zip(labels, pathways, strict=True):
            cluster = _named(row, "clusters/2019", label)
            yield cluster if isinstance(cluster, Left) else (row, pathway, (iri, code[0], cluster))


def pairs_of_2024(rows: Iterable[Row | Left]) -> Reading:
    """Read the pairs of Advance CTE's table of occupations."""
    for row in rows:
        if isinstance(row, Left):
            yield row
            continue
        if not row["soc"]:
            yield _nothing(row, "soc")
            continue
        occupation = soc.occupation(row, "soc", "title")
        cluster = _named(row, "clusters/2024", row["cluster"])
        if isinstance(occupation, Left):
            yield occupation
        elif isinstance(cluster, Left):
            yield cluster
        else:
            yield row, row["sub_cluster"], (occupation.iri, occupation.notation, cluster)


def _programs(rows: Iterable[Row | Left]) -> Reading:
    for row in rows:
        if isinstance(row, Left):
            yield row
            continue
        cluster = _named(row, "clusters/2024", row["cluster"])
        if not row["cip"]:
            yield _nothing(row, "cip")
        elif row["cip"] == cip.NO_PROGRAM:
            yield left(row, "cip", "stands for no program, so that no program is in the cluster", wrong=False)
        elif cip.CODE.fullmatch(row["cip"]) is None:
            yield left(row, "cip", f"{row['cip']!r} is no code such as 11.1003")
        elif isinstance(cluster, Left):
            yield cluster
        else:
            yield row, row["sub_cluster"], (cip.iri(row["cip"]), row["cip"], cluster)


def _nothing(row: Row, column: str) -> Left:
    """Say that there is no code; a row with a cluster alone is how the workbooks head a section."""
    if row["title"] or row["sub_cluster"]:
        return left(row, column, "nothing stands there")
    return left(row, "cluster", "heads a section, so that nothing in it belongs to the cluster", wrong=False)


def _named(row: Row, scheme: str, label: str) -> schemes.Concept | Left:
    found = schemes.by_label(scheme, label)
    return left(row, "cluster", f"{label!r} is no cluster of that framework") if found is None else found


def _claims(edition: Edition, name: str, reading: Reading) -> Iterator[Said | Left]:
    """Write one claim for a pair, with all the rows that say so; a document for each cluster."""
    rows: dict[Pair, list[tuple[Row, str]]] = defaultdict(list)
    for each in reading:
        if isinstance(each, Left):
            yield each
        else:
            row, within, pair = each
            rows[pair].append((row, within))
    for pair, held in rows.items():
        iri, code, cluster = pair
        document = f"{edition.base}claims/{name}/{cluster.notation}"
        within = "; ".join(dict.fromkeys(text for _, text in held if text))
        node = {
            "@id": f"{document}#{code}",
            "@type": "credway:Claim",
            "credway:subject": iri,
            "credway:predicate": "credway:careerCluster",
            "credway:object": cluster.iri,
            **edition.cited(*(row for row, _ in held), note=within),
        }
        yield Said(document, node, [row for row, _ in held])
