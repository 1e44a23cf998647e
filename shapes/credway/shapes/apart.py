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
    against = _against()
    said = {row[:3] for row in stated if row[1] in _firsts()}
    if not said:
        return
    for subject, predicate, value, triple in stated:
        for one in against.get(predicate, ()):
            if (subject, one, value) in said:
                message = (
                    f"{compact(one)} and {compact(predicate)} both name {compact(plain(value))}, and are "
                    "meant for different things. Correct one of them, or leave it out."
                )
                yield APART.result(triple.subject, predicate, triple.object, message)


@cache
def _against() -> Mapping[str, tuple[str, ...]]:
    """By property those of the table of inverses that must not name what it names."""
    found: dict[str, tuple[str, ...]] = {}
    for row in inverses().values():
        for other in map(expand, row.apart):
            found[other] = (*found.get(other, ()), expand(row.property))
    return found


@cache
def _firsts() -> frozenset[str]:
    return frozenset[str]().union(*_against().values())
