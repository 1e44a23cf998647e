"""How long something takes: durations of ISO 8601, or numbers of hours, days, weeks, months, years.

Of a range the longer bound counts. Where only the shorter is stated, what it adds up to is "at least";
what is no duration is unknown.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final, cast

from isodate import Duration, ISO8601Error, duration_isoformat, parse_duration

from credway.registry.answers.said import Said

_A_DAY = date(2000, 1, 1)
"""From where years and months are counted when spans are compared."""
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


def days(said: Said | None) -> int | None:
    """A duration in days, months and years counted from one day."""
    found = span(said)
    if found is None:
        return None
    whole: timedelta = found.totimedelta(start=_A_DAY) if isinstance(found, Duration) else found
    return whole.days


def total(figures: Iterable[Said | None]) -> str | None:
    """Known durations one after the other, as an ISO 8601 duration."""
    spans = [found for said in figures if (found := span(said)) is not None]
    return str(duration_isoformat(sum(spans[1:], spans[0]))) if spans else None


def _stated(said: Said | None, name: str) -> Duration | timedelta | None:
    body = said.body if said else {}
    text, unit = body.get(name), str(body.get("unit") or "").rpartition("/")[2]
    try:
        found: Duration | timedelta = parse_duration(_WRITTEN.get(unit, "{}").format(text or ""))
    except ISO8601Error:
        return None
    if not isinstance(found, Duration):
        return found
    months = found.years * 12 + found.months
    if months != int(months):
        return None  # A part of a month is no number of days.
    if found.years != int(found.years):
        return cast("Duration", Duration(months=int(months)) + found.tdelta)
    return found
