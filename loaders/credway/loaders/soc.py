"""The occupations of the Standard Occupational Classification of 2018, as one document.

Codes, titles and the tree; the classification's definitions are not carried, and nobody gave the
occupations a CTID. So they are published as a mirror of what the Bureau of Labor Statistics has
published, and the verdict says what an owner's description would have to add.
"""

from typing import Final

from credway.loaders.writing import GRAPHS, Node, english, scheme_source, stated, submission
from credway.ontology import schemes
from credway.registry.documents import Submission

SCHEME: Final = "soc/2018"
DOCUMENT: Final = f"{GRAPHS}{SCHEME}"


def document() -> Submission:
    """Make the document."""
    occupations = [_occupation(concept) for concept in schemes.scheme(SCHEME)]
    return submission(
        DOCUMENT,
        [scheme_source(SCHEME), *occupations],
        origin="schemes/soc_2018.csv",
        mode="mirror",
        effective_from="2018-01-01",
    )


def _occupation(concept: schemes.Concept) -> Node:
    return stated(
        {
            "@id": concept.iri,
            "@type": "ceterms:Occupation",
            "ceterms:name": english(concept.label),
            "ceterms:codedNotation": concept.notation,
            "ceterms:isSpecializationOf": list(concept.broader),
            "credway:source": "_:source",
            "credway:locator": f"schemes/soc_2018.csv#{concept.notation}",
        }
    )
