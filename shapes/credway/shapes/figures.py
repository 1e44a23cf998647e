"""Figures: numbers that lie outside what their property can mean, or in the wrong order beside each other."""

import csv
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

import pyoxigraph as ox

from credway.ontology.namespaces import compact, expand
from credway.shapes.check import Check
from credway.shapes.engine import Result

BOUNDS: Final = Check(
    "bounds",
    "Warning",
    "The number lies outside what the property can mean, such as a latitude of 340. Correct it.",
)
RANGE_ORDER: Final = Check(
    "rangeOrder",
    "Violation",
    "The lower of two figures is greater than the higher. Correct one of them.",
)

DURATION_ORDER: Final = Check(
    "durationOrder",
    "Warning",
    "The least time is longer than the most. Correct ceterms:minimumDuration or ceterms:maximumDuration.",
)

CHAINS: Final[Sequence[Sequence[str]]] = tuple(
    tuple(map(expand, chain))
    for chain in (
        ("schema:minValue", "schema:maxValue"),
        ("qdata:minPercentage", "qdata:maxPercentage"),
        (
            "qdata:percentile10",
            "qdata:percentile25",
            "qdata:median",
            "qdata:percentile75",
            "qdata:percentile90",
        ),
        ("ceterms:lowEarnings", "ceterms:medianEarnings", "ceterms:highEarnings"),
    )
)
"""Properties of one node whose numbers must not fall from each to the next."""

DURATIONS: Final = (expand("ceterms:minimumDuration"), expand("ceterms:maximumDuration"))
"""The least and the most time that something takes, as in ISO 8601."""

_DURATION: Final = re.compile(
    r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?"
)
_DAYS: Final = (365.2425, 30.436875, 7, 1, 1 / 24, 1 / 1440, 1 / 86400)
_MARGIN: Final = 1.05


def misplaced(subject: object, values: Mapping[str, Collection[str]]) -> Iterator[Result]:
    """Compare the numbers of one node with what they can be and with each other, where they can be read."""
    numbers = {
        name: [n for n in map(_number, texts) if n is not None]
        for name, texts in values.items()
        if name in looked_at()
    }
    for name, found in numbers.items():
        least, most = _bounds().get(name, (None, None))
        for number in found:
            if (least is not None and number < least) or (most is not None and number > most):
                yield BOUNDS.result(
                    subject, name, ox.Literal(str(number)), _outside(name, number, least, most)
                )
    for chain in CHAINS:
        held = [name for name in chain if numbers.get(name)]
        for low, high in pairwise(held):
            first, last = min(numbers[low]), max(numbers[high])
            if first > last:
                said = f"{compact(low)} is {first}, {compact(high)} is {last}. {RANGE_ORDER.message}"
                yield RANGE_ORDER.result(subject, high, ox.Literal(str(last)), said)
    yield from _durations(subject, *(values.get(name, ()) for name in DURATIONS))


def _durations(subject: object, shorter: Collection[str], longer: Collection[str]) -> Iterator[Result]:
    """Compare the least with the most time; months and years are of no certain length, so with a margin."""
    least = [(days, text) for text in shorter if (days := _days(text)) is not None]
    most = [(days, text) for text in longer if (days := _days(text)) is not None]
    if least and most and min(least)[0] > max(most)[0] * _MARGIN:
        first, last = min(least)[1], max(most)[1]
        said = (
            f"{compact(DURATIONS[0])} is {first}, {compact(DURATIONS[1])} is {last}. {DURATION_ORDER.message}"
        )
        yield DURATION_ORDER.result(subject, DURATIONS[1], ox.Literal(last), said)


def _days(text: str) -> float | None:
    """How many days a duration takes on average; None where it is none, or has fractions."""
    parts = _DURATION.fullmatch(text)
    if parts is None:
        return None
    return sum(int(part) * days for part, days in zip(parts.groups(), _DAYS, strict=True) if part)


@cache
def looked_at() -> frozenset[str]:
    """The properties whose values are looked at."""
    return frozenset(_bounds()) | {name for chain in CHAINS for name in chain} | set(DURATIONS)


@cache
def _bounds() -> Mapping[str, tuple[Decimal | None, Decimal | None]]:
    """The least and the most that a property can be, where there is one."""
    with files("credway.shapes").joinpath("figures.csv").open(encoding="utf-8") as lines:
        return {
            expand(row["property"]): (_number(row["least"]), _number(row["most"]))
            for row in csv.DictReader(lines)
        }


def _outside(name: str, number: Decimal, least: Decimal | None, most: Decimal | None) -> str:
    if least is not None and most is not None:
        can = f"lies between {least} and {most}"
    else:
        can = f"is at least {least}" if least is not None else f"is at most {most}"
    return f"{compact(name)} is {number}, and {can} where it is right. Correct the number."


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
