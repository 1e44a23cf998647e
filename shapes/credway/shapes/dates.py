"""Dates: days that no calendar has, and periods that end before they begin."""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Final

import pyoxigraph as ox

from credway.ontology.namespaces import compact, expand
from credway.ontology.terms import terms
from credway.shapes.check import Check
from credway.shapes.engine import Result

DATE: Final = Check(
    "date",
    "Violation",
    "There is no such day. Write a day of the calendar as YYYY-MM-DD, such as 2026-02-28.",
)
DATE_DIGITS: Final = Check(
    "dateDigits",
    "Info",
    "A month or a day of one digit is read as if a 0 stood before it. Write it so, such as 2026-05-01.",
)
DATE_ORDER: Final = Check(
    "dateOrder",
    "Violation",
    "The period ends before it begins. Correct its start or its end: the end must not be earlier.",
)

_PERIODS: Final = tuple(
    (expand(start), expand(end))
    for start, end in (
        ("ceterms:startDate", "ceterms:endDate"),
        ("ceterms:dateEffective", "ceterms:expirationDate"),
        ("ceasn:dateValidFrom", "ceasn:dateValidUntil"),
        ("credway:validFrom", "credway:validTo"),
    )
)
_DAYS: Final = frozenset(map(expand, ("xsd:date", "xsd:dateTime", "schema:Date")))
DATES: Final = (
    frozenset(iri for pair in _PERIODS for iri in pair)
    | {expand("ceterms:foundingDate")}
    | {each.iri for each in terms().values() if each.kind == "property" and _DAYS.intersection(each.range)}
)
"""The properties whose texts are looked at as dates."""
LONGEST: Final = 64
"""Characters of the longest text that is looked at as a date, for it is remembered."""
_DATE_PARTS: Final = re.compile(
    r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2})(?:[T ].*|Z|[+-][0-9]{2}:[0-9]{2})?)?)?"
)


def disordered(subject: object, values: Mapping[str, list[str]]) -> Iterator[Result]:
    """Compare starts with ends, as far as they can be read."""
    for start, end in _PERIODS:
        starts = [first for first, _ in map(_span, values.get(start, ())) if first]
        ends = [last for _, last in map(_span, values.get(end, ())) if last]
        if starts and ends and min(starts) > max(ends):
            first, last = min(starts).isoformat(), max(ends).isoformat()
            dates = f"{compact(start)} is {first}, {compact(end)} is {last}."
            yield DATE_ORDER.result(subject, end, ox.Literal(last), f"{dates} {DATE_ORDER.message}")


@lru_cache(maxsize=16_384)
def misdated(text: str) -> Check | None:
    """Return what is wrong with a day, month or year; nothing for what is no date by its form."""
    parts = _DATE_PARTS.fullmatch(text)
    if parts is None:
        return None
    if _span(text) == (None, None):
        return DATE
    return DATE_DIGITS if any(part is not None and len(part) == 1 for part in parts.groups()) else None


def _span(text: str) -> tuple[date | None, date | None]:
    """Return the first and the last day of a date of any precision, or two times None."""
    parts = _DATE_PARTS.fullmatch(text)
    if parts is None:
        return None, None
    year, month, day = (int(part) if part else None for part in parts.groups())
    assert year is not None
    try:
        first = date(year, month or 1, day or 1)
        if day is not None:
            return first, first
        month = month or 12
        return first, date(year, month, monthrange(year, month)[1])
    except ValueError:
        return None, None
