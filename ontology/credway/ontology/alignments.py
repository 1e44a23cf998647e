"""Alignments between competencies: which side covers all of the other."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from credway.ontology.tables import rows


class Covers(StrEnum):
    """Which side of an alignment covers the other, as CTDL-ASN defines it."""

    SUBJECT = "subject"
    OBJECT = "object"
    NEITHER = "neither"


@cache
def alignments() -> Mapping[str, Covers]:
    """The alignment properties, by CURIE. Exact alignment is an equivalence and not among them."""
    return {row["property"]: Covers(row["covers"]) for row in rows("alignments.csv")}
