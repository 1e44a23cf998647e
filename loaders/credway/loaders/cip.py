"""The Classification of Instructional Programs of 2020, and its crosswalk with SOC 2018.

Where the crosswalk says that nothing matches, that is a statement too, kept as a denial: `99-9999`
stands for no occupation, `99.9999` for no program.
"""

import re
from collections.abc import Iterator
from typing import Final

from credway.loaders import soc
from credway.loaders.kinds import Edition
from credway.loaders.said import Said
from credway.loaders.tables import Left, Row, Unusable, left
from credway.loaders.writing import GRAPHS, SCHEMES, Node, english, stated
from credway.ontology import schemes
from credway.registry.names import fold

SCHEME: Final = "cip/2020"
CODE: Final = re.compile(r"[0-9]{2}(?:[.][0-9]{2}(?:[0-9]{2})?)?")
NO_PROGRAM: Final = "99.9999"
NO_OCCUPATION: Final = "99-9999"
_FIRST: Final = ("01", "Agriculture, Agriculture Operations, and Related Sciences")
"""The family that begins the file of 2010, which has the same headings; it was renamed in 2020."""
FORMER: Final = ("Moved to", "Deleted")
"""Actions of rows whose code belongs to the classification of 2010."""


def iri(code: str, scheme: str = SCHEME) -> str:
    """Return the IRI of a program."""
    return f"{SCHEMES}{scheme}/{code}"


def read(edition: Edition) -> Iterator[Said | Left]:
    """Read the programs, a document for each family of two digits, and one for the scheme."""
    families: list[Row] = []
    for row in edition.rows():
        if isinstance(row, Left):
            yield row
            continue
        code = row["code"]
        if code == _FIRST[0] and fold(row["title"].removesuffix(".")) == fold(_FIRST[1]):
            raise Unusable(
                f"{row.file}: row {row.number} is of CIP 2010, and the kind cip is read from the file of "
                "2020. The kind cip-2010-2020 has the codes of 2010 with what became of them."
            )
        if CODE.fullmatch(code) is None:
            yield left(row, "code", f"{code!r} is no code such as 11.1003")
        elif row["action"] in FORMER:
            message = (
                f"Action is {row['action']!r}: a code of CIP 2010; the kind cip-2010-2020 has its changes"
            )
            yield left(row, "action", message, wrong=False)
        else:
            families += [row] if len(code) == 2 else []
            yield Said(f"{GRAPHS}{SCHEME}/{code[:2]}", _program(row, edition), (row,))
    if families:
        node = {
            "@id": f"{SCHEMES}{SCHEME}",
            "@type": "skos:ConceptScheme",
            "ceasn:name": english(edition.kind.title),
            "skos:hasTopConcept": [iri(row["code"]) for row in families],
            **edition.cited(*families),
        }
        yield Said(f"{GRAPHS}{SCHEME}", node, families)


def concept(code: str, title: str, scheme: str) -> Node:
    """Describe a program by its code and title, in its place in the tree."""
    broader = code[:2] if len(code) == 5 else code[:5] if len(code) == 7 else None
    return stated(
        {
            "@id": iri(code, scheme),
            "@type": "skos:Concept",
            "skos:prefLabel": english(title.removesuffix(".")),
            "skos:inScheme": f"{SCHEMES}{scheme}",
            "skos:topConceptOf": None if broader else f"{SCHEMES}{scheme}",
            "skos:broader": iri(broader, scheme) if broader else None,
        }
    )


def _program(row: Row, edition: Edition) -> Node:
    action = row["action"]
    return stated(
        {
            **concept(row["code"], row["title"], SCHEME),
            "skos:notation": row["code"],
            "skos:definition": english(row["definition"]) if row["definition"] else None,
            "skos:note": english(row["examples"]) if row["examples"] else None,
            "skos:changeNote": english(f"Action since CIP 2010: {action}") if action else None,
            **edition.cited(row),
        }
    )


def crosswalk(edition: Edition) -> Iterator[Said | Left]:
    """Read which program prepares for which occupation, as claims in a document for each family."""
    for row in edition.rows():
        if isinstance(row, Left):
            yield row
            continue
        code = row["cip"]
        if CODE.fullmatch(code) is None or len(code) != 7:
            yield left(row, "cip", f"{code!r} is no code of six digits such as 11.1003")
            continue
        found = None if row["soc"] == NO_OCCUPATION else soc.occupation(row, "soc", "soc_title")
        if isinstance(found, Left):
            yield found
        elif found is None and code == NO_PROGRAM:
            yield left(row, "cip", "matches nothing with nothing")
        else:
            yield _match(row, code, found, edition)


def _match(row: Row, code: str, found: schemes.Concept | None, edition: Edition) -> Said:
    """Write a row as a claim: a program and an occupation, or that one of them has no match."""
    document = f"{edition.base}claims/cip-soc/{code[:2]}"
    program = f"{SCHEMES}{SCHEME}" if code == NO_PROGRAM else iri(code)
    target = found.iri if found else f"{SCHEMES}{soc.SCHEME}"
    node = {
        "@id": f"{document}#{code}-{row['soc']}",
        "@type": "credway:Claim",
        "credway:subject": program,
        "credway:predicate": "ceterms:occupationType",
        "credway:object": target,
        "credway:denied": True if found is None or code == NO_PROGRAM else None,
        **edition.cited(row, note="" if found and code != NO_PROGRAM else "no match"),
    }
    return Said(document, stated(node), (row,))
