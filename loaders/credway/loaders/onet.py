"""The occupations of O*NET-SOC 2019: those of SOC 2018 again, and the more detailed ones below them."""

import re
from collections.abc import Iterator
from typing import Final

from credway.loaders import soc
from credway.loaders.kinds import Edition
from credway.loaders.said import Said
from credway.loaders.tables import Left, left
from credway.loaders.writing import GRAPHS, SCHEMES, english, stated
from credway.ontology import schemes

SCHEME: Final = "onet/2019"
CODE: Final = re.compile(r"([0-9]{2}-[0-9]{4})[.]([0-9]{2})")


def iri(code: str) -> str:
    """Return the IRI of an occupation of O*NET-SOC 2019."""
    return f"{SCHEMES}{SCHEME}/{code}"


def read(edition: Edition) -> Iterator[Said | Left]:
    """Read the occupations, a document for each major group; `.00` is the occupation of SOC itself."""
    for row in edition.rows():
        if isinstance(row, Left):
            yield row
            continue
        code = CODE.fullmatch(row["code"])
        if code is None:
            yield left(row, "code", f"{row['code']!r} is no code such as 15-1212.00")
            continue
        broader = schemes.by_notation(soc.SCHEME, code[1])
        if broader is None:
            yield left(row, "code", f"{code[1]} is no code of SOC 2018, so that it belongs nowhere")
            continue
        node = {
            "@id": iri(code[0]),
            "@type": "ceterms:Occupation",
            "ceterms:name": english(row["title"]),
            "ceterms:codedNotation": code[0],
            "ceterms:description": english(row["description"]) if row["description"] else None,
            "ceterms:sameAs": broader.iri if code[2] == "00" else None,
            "ceterms:isSpecializationOf": broader.iri if code[2] != "00" else None,
            **edition.cited(row),
        }
        yield Said(f"{GRAPHS}{SCHEME}/{code[1][:2]}", stated(node), (row,))
