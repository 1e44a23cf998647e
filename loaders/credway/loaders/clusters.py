"""The two national career cluster frameworks, and the crosswalk from occupations to the newer one.

Names and codes only, as mirrors: the frameworks are Advance CTE's. The crosswalk states no licence,
so that it is read from the user's own copy of the file.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from credway.loaders.writing import GRAPHS, Node, english, scheme_source, stated, submission
from credway.ontology import schemes
from credway.registry.documents import Submission

FRAMEWORKS: Final = {"clusters/2019": "2019-01-01", "clusters/2024": "2024-01-01"}
COLUMNS: Final = ("soc_code", "soc_title", "career_cluster", "sub_cluster")


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


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row of a file that was left out; rows count from 1 after the heading's line."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """What a crosswalk gave: its claims as one document, if any row was good, and the bad rows."""

    submission: Submission | None
    refused: Sequence[BadRow]


def crosswalk(path: str | Path, base: str) -> Crosswalk:
    """Read the crosswalk of Advance CTE from occupations to clusters of 2024 as claims.

    The file has the columns `soc_code`, `soc_title`, `career_cluster` and `sub_cluster`. Raises
    ValueError where it has others, or is no CSV in UTF-8, OSError where it cannot be read.
    """
    name = Path(path).name
    claims: dict[tuple[str, str], list[str]] = {}
    refused: list[BadRow] = []
    with Path(path).open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines)
        missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
        if missing:
            raise ValueError(f"{path}: there is no column {', '.join(missing)}")
        try:
            for number, row in enumerate(rows, 1):
                found = _row(number, row)
                if isinstance(found, BadRow):
                    refused.append(found)
                    continue
                sub = (row["sub_cluster"] or "").strip()
                claims.setdefault(found, []).append(f"row {number}" + (f" ({sub})" if sub else ""))
        except csv.Error as error:
            raise ValueError(f"{path}, line {rows.line_num}: {error}") from error
    if not claims:
        return Crosswalk(None, refused)
    document = f"{base}claims/soc-clusters-2024"
    nodes = [_claim(document, base, *pair, f"{name}, {', '.join(at)}") for pair, at in claims.items()]
    source = {
        "@id": "_:source",
        "@type": "credway:Source",
        "schema:name": f"Crosswalk from occupations to career clusters of 2024, the file {name}",
        "schema:url": "https://careertech.org/career-clusters/",
        "credway:sourceDate": "2024",
        "credway:license": "no licence stated; read from the user's own file",
        "credway:attribution": "Advance CTE",
    }
    made = submission(document, [source, *nodes], origin=str(path), effective_from="2024-01-01")
    return Crosswalk(made, refused)


def _row(number: int, row: dict[str, str]) -> tuple[str, str] | BadRow:
    """Read a row as an occupation and a cluster, both by IRI."""
    code, title = (row["soc_code"] or "").strip(), (row["soc_title"] or "").strip()
    label = (row["career_cluster"] or "").strip()
    occupation = schemes.by_notation("soc/2018", code)
    if occupation is None:
        return BadRow(number, "soc_code", f"{code!r} is no code of SOC 2018")
    if title and title.casefold() != occupation.label.casefold():
        message = f"{title!r} is not the title of {code}, which is {occupation.label!r}"
        return BadRow(number, "soc_title", message)
    cluster = schemes.by_label("clusters/2024", label)
    if cluster is None:
        return BadRow(number, "career_cluster", f"{label!r} is no cluster of the framework of 2024")
    return occupation.iri, cluster.iri


def _claim(document: str, base: str, occupation: str, cluster: str, locator: str) -> Node:
    codes = [iri.rsplit("/", 1)[-1] for iri in (occupation, cluster)]
    return stated(
        {
            "@id": f"{document}#{'-'.join(codes)}",
            "@type": "credway:Claim",
            "credway:subject": occupation,
            "credway:predicate": "credway:careerCluster",
            "credway:object": cluster,
            "credway:assertedBy": f"{base}organizations/advance-cte",
            "credway:source": "_:source",
            "credway:locator": locator,
        }
    )
