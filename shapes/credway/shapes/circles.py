"""Circles: things of one document of which each stands below, within or after the next, and the last first.

A registry compares the two ends of a pair across documents; a circle inside one document needs no registry.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Final

from credway.ontology.inverses import inverses
from credway.ontology.namespaces import compact, expand
from credway.shapes.check import Check
from credway.shapes.engine import Result
from credway.shapes.statements import Row

CIRCLE: Final = Check(
    "circle",
    "Warning",
    "Things of the document stand in this relation to each other in a circle, where one must come first. "
    "Correct or remove one of the links.",
)
SHOWN: Final = 5
"""How many things of a circle a message names."""


def circles(stated: Collection[Row]) -> Iterator[Result]:
    """Find a circle of each relation that cannot run in one; a thing alone is no circle."""
    ordering = _ordering()
    links: dict[str, dict[tuple[str, str], Row]] = {}
    for row in [row for row in stated if row[1] in ordering]:
        subject, predicate, value, _ = row
        if subject != value:
            relation, inverse = ordering[predicate]
            ends = (value, subject) if inverse else (subject, value)
            links.setdefault(relation, {}).setdefault(ends, row)
    for found in links.values():
        below: dict[str, set[str]] = {}
        for lower, upper in found:
            below.setdefault(lower, set()).add(upper)
        try:
            TopologicalSorter(below).prepare()
        except CycleError as error:
            yield _told(list(reversed(error.args[1])), found)


def _told(ring: list[str], found: Mapping[tuple[str, str], Row]) -> Result:
    """Say which things make a circle, at the link that the document states first."""
    around = set(pairwise(ring))
    subject, predicate, _, triple = next(row for ends, row in found.items() if ends in around)
    start = ring.index(subject)
    named = [each.strip("<>") for each in (*ring[start:-1], *ring[:start])]
    shown = ", ".join(named[:SHOWN]) + (f" and {len(named) - SHOWN:,} more" if len(named) > SHOWN else "")
    message = f"{compact(predicate)}: {CIRCLE.message} They are {shown}."
    return CIRCLE.result(triple.subject, predicate, triple.object, message)


@cache
def _ordering() -> Mapping[str, tuple[str, bool]]:
    """The relation of each property that cannot run in a circle, and whether it is its inverse."""
    found: dict[str, tuple[str, bool]] = {}
    for row in inverses().values():
        one, other = expand(row.property), expand(row.inverse) if row.inverse else ""
        if row.asymmetric and other:
            relation, flipped = found.setdefault(one, (one, False))
            found.setdefault(other, (relation, not flipped))
    return found
