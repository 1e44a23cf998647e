"""Conditions that ask for more components than they name, so that nobody can meet them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from credway.ontology.namespaces import expand
from credway.shapes.check import Check
from credway.shapes.engine import Result
from credway.shapes.statements import Row

FEW: Final = Check(
    "few",
    "Warning",
    "The condition asks for more than it names, so that nobody can meet it. Correct ceterms:requiredNumber, "
    "or name the other components with ceterms:targetComponent.",
)

_NUMBER: Final = expand("ceterms:requiredNumber")
_NAMED: Final = frozenset(map(expand, ("ceterms:targetComponent", "ceterms:hasCondition")))
_LONGEST: Final = 6
"""Most digits of a number that is compared; the shapes refuse longer ones."""


def too_few(stated: Iterable[Row]) -> Iterator[Result]:
    """Compare the number that each condition asks for with how many it names, if it names any."""
    named: Counter[str] = Counter()
    asked: list[tuple[str, int, ox.Triple]] = []
    for subject, predicate, _, triple in stated:
        if predicate in _NAMED:
            named[subject] += 1
        elif predicate == _NUMBER and isinstance(triple.object, ox.Literal):
            text = triple.object.value
            if text.isascii() and text.isdecimal() and len(text) <= _LONGEST:
                asked.append((subject, int(text), triple))
    for subject, number, triple in asked:
        if 0 < named[subject] < number:
            message = f"{number} of {named[subject]} are required. {FEW.message}"
            yield FEW.result(triple.subject, _NUMBER, triple.object, message)
