"""How long something takes: durations of ISO 8601, or numbers of hours, days, weeks, months, years.

Of a range the longer bound counts. Where only the shorter is stated, what it adds up to is "at least";
what is no duration, or longer than anything takes, is unknown.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final, cast

from isodate import Duration, ISO8601Error, duration_isoformat, parse_duration

from credway.registry.answers.said import Said

_A_MONTH: Final = 2_629_746
"""The seconds of a month where spans are compared: a twelfth of the mean year of 365.2425 days."""
_MOST_MONTHS: Final = 12_000
"""The longest that anything can take, as months: a thousand years."""
_WRITTEN: Final[Mapping[str, str]] = {
    "Hours": "PT{}H",
    "Days": "P{}D",
    "Weeks": "P{}W",
    "Months": "P{}M",
    "Years": "P{}Y",
}
_BOUNDS: Final = ("duration", "value", "high", "low")
"""In which parts of a figure a duration may stand; the last is the least that it takes."""


def span(said: Said | None) -> Duration | timedelta | None:
    """The duration that a figure states; None where nobody states one that can be read."""
    return next((found for name in _BOUNDS if (found := _stated(said, name)) is not None), None)


def is_bounded(said: Said | None) -> bool:
    """Whether it takes no longer than `span` says."""
    return any(_stated(said, name) is not None for name in _BOUNDS[:-1])


def seconds(said: Said | None) -> int | None:
    """A duration in seconds, that of a month and of a year in the mean; so that what is added up compares."""
    found = span(said)
    return None if found is None else _seconds(found)


def total(figures: Iterable[Said | None]) -> str | None:
    """Known durations one after the other, as an ISO 8601 duration."""
    spans = [found for said in figures if (found := span(said)) is not None]
    return str(duration_isoformat(sum(spans[1:], spans[0]))) if spans else None


def _seconds(found: Duration | timedelta) -> int:
    if not isinstance(found, Duration):
        return int(found.total_seconds())
    months = found.years * 12 + found.months
    return int(months * _A_MONTH) + int(found.tdelta.total_seconds())


def _stated(said: Said | None, name: str) -> Duration | timedelta | None:
    body = said.body if said else {}
    text, unit = body.get(name), str(body.get("unit") or "").rpartition("/")[2]
    try:
        found: Duration | timedelta = parse_duration(_WRITTEN.get(unit, "{}").format(text or ""))
    except (ISO8601Error, OverflowError):
        return None
    if not 0 <= _seconds(found) <= _MOST_MONTHS * _A_MONTH:
        return None
    if not isinstance(found, Duration):
        return found
    months = found.years * 12 + found.months
    if months != int(months):
        return None  # A part of a month is no number of days.
    if found.years != int(found.years):
        return cast("Duration", Duration(months=int(months)) + found.tdelta)
    return found
