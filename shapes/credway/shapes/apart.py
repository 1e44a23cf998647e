"""Pairs of properties that name two different things, such as the sender and the receiver of an agreement.

A registry compares what several documents say; one thing that names the same in both needs none.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Final

from credway.ontology.inverses import inverses
from credway.ontology.namespaces import compact, expand
from credway.shapes.check import Check
from credway.shapes.engine import Result
from credway.shapes.statements import Row, plain

APART: Final = Check(
    "apart",
    "Warning",
    "Two properties that are meant for different things name the same one, such as an agreement whose sender "
    "is its receiver. Correct one of them, or leave it out.",
)


def same_twice(stated: Collection[Row]) -> Iterator[Result]:
    """Find what one thing names under both properties of a pair."""
    pairs = _pairs()
    first = {row[:3] for row in stated if row[1] in pairs}
    if not first:
        return
    for one, others in pairs.items():
        for subject, predicate, value, triple in stated:
            if predicate in others and (subject, one, value) in first:
                message = (
                    f"{compact(one)} and {compact(predicate)} both name {compact(plain(value))}, and are "
                    "meant for different things. Correct one of them, or leave it out."
                )
                yield APART.result(triple.subject, predicate, triple.object, message)


@cache
def _pairs() -> Mapping[str, frozenset[str]]:
    """The properties of the table of inverses that others must not say the same as, with those."""
    return {
        expand(row.property): frozenset(map(expand, row.apart)) for row in inverses().values() if row.apart
    }
