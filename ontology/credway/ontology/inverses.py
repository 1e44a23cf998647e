"""Pairs of properties that say the same from both ends, and which of them can contradict each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from credway.ontology.tables import rows

ANY = "any"
"""In `one`: things of every class."""


@dataclass(frozen=True, slots=True)
class Inverse:
    """A property and what it says of the other end; properties are CURIEs.

    `stated` tells whether CTDL's vocabulary declares the pair or only its definitions do. If A has
    `property` B, then: where `asymmetric`, B cannot have it of A; A has one value only where its
    class family is in `one`; B has none of `last`; and none of `apart` leads from A to B.
    """

    property: str
    inverse: str
    stated: str
    asymmetric: bool
    one: frozenset[str]
    last: frozenset[str]
    apart: frozenset[str]


@cache
def inverses() -> Mapping[str, Inverse]:
    """Return the table by the CURIE of the property."""
    found = [
        Inverse(
            row["property"],
            row["inverse"],
            row["stated"],
            row["asymmetric"] == "yes",
            frozenset(row["one"].split()),
            frozenset(row["last"].split()),
            frozenset(row["apart"].split()),
        )
        for row in rows("inverses.csv")
    ]
    return {each.property: each for each in found}
