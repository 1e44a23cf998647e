"""The occupations of the Standard Occupational Classification of 2018, as one document.

Codes, titles and the tree are carried; nobody gave the occupations a CTID. So they are published as a
mirror of what the Bureau of Labor Statistics has published, and the verdict says what an owner's
description would have to add. The definitions come from the user's own file of the classification.
"""

from collections.abc import Iterator
from typing import Final

from credway.loaders import matrix_codes
from credway.loaders.kinds import Edition
from credway.loaders.said import Said
from credway.loaders.tables import Left, Row, left
from credway.loaders.writing import GRAPHS, Node, english, scheme_source, stated, submission
from credway.ontology import schemes
from credway.registry.documents import Submission
from credway.registry.names import fold

SCHEME: Final = "soc/2018"
DOCUMENT: Final = f"{GRAPHS}{SCHEME}"


def document() -> Submission:
    """Make the document."""
    occupations = [
        _occupation(concept)
        | {
            "credway:source": "_:source",
            "credway:locator": f"schemes/soc_2018.csv#{concept.notation}",
        }
        for concept in schemes.scheme(SCHEME)
    ]
    return submission(
        DOCUMENT,
        [scheme_source(SCHEME), *occupations],
        origin="schemes/soc_2018.csv",
        mode="mirror",
        effective_from="2018-01-01",
    )


def read(edition: Edition) -> Iterator[Said | Left]:
    """Read the classification with its definitions, as the next version of the same document."""
    for row in edition.rows():
        if isinstance(row, Left):
            yield row
            continue
        concept = occupation(row, "code", "title")
        if isinstance(concept, Left):
            yield concept
            continue
        node = _occupation(concept) | edition.cited(row)
        if row["definition"]:
            node["ceterms:description"] = english(row["definition"])
        yield Said(DOCUMENT, node, (row,))


def occupation(row: Row, column: str, title_column: str = "") -> schemes.Concept | Left:
    """Find the occupation of 2018 that a row names, by its code and, where it has one, its title.

    A code that is known to stand for several occupations in statistics is left out, but is not wrong.
    """
    code, title = row[column], row[title_column] if title_column else ""
    found = schemes.by_notation(SCHEME, code)
    if found is None:
        combined = matrix_codes.by_code(code)
        if combined is not None and (not title or fold(title) == fold(combined.title)):
            return left(row, column, combined.said, wrong=False)
        return left(row, column, f"{code!r} is no code of SOC 2018 ({title or 'without a title'})")
    if title and fold(title) != fold(found.label):
        return left(row, title_column, f"{title!r} is not the title of {code}, which is {found.label!r}")
    return found


def _occupation(concept: schemes.Concept) -> Node:
    return stated(
        {
            "@id": concept.iri,
            "@type": "ceterms:Occupation",
            "ceterms:name": english(concept.label),
            "ceterms:codedNotation": concept.notation,
            "ceterms:isSpecializationOf": list(concept.broader),
        }
    )
