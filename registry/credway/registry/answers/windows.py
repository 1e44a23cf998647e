"""Windows of time before a day, as a duration of ISO 8601: how far they reach, and how people say them."""

from datetime import date, timedelta

from isodate import Duration, ISO8601Error, parse_date, parse_duration

from credway.registry.graph import FIRST_DAY, LAST_DAY


def span_of(window: str) -> Duration | timedelta | None:
    """Read a duration; None where it is none, has more days than there are, or parts of a year or a month.

    >>> span_of("P0.5Y") is None, span_of("soon") is None, span_of("P1D")
    (True, True, datetime.timedelta(days=1))
    """
    try:
        span = parse_duration(window)
    except (ISO8601Error, OverflowError):
        return None
    parts = () if isinstance(span, timedelta) else (span.years, span.months)
    return span if all(each == int(each) for each in parts) else None


def moved(day: str, span: Duration | timedelta, way: int) -> str:
    """A day so much later or earlier, no further than dates go."""
    start = parse_date(day)
    try:
        found: date = start + span if way > 0 else start - span
    except (OverflowError, ValueError):
        return FIRST_DAY if way < 0 else LAST_DAY
    return found.isoformat()


def first_day(day: str, span: Duration | timedelta) -> str:
    """The first day from which so much time reaches a day; months differ in length.

    >>> first_day("2026-05-31", parse_duration("P3M"))
    '2026-03-01'
    """
    one, found = timedelta(days=1), moved(day, span, -1)
    while moved(found, span, 1) < day:
        found = moved(found, one, 1)
    while found > FIRST_DAY and moved(earlier := moved(found, one, -1), span, 1) >= day:
        found = earlier
    return found


def spelt(window: str) -> str:
    """Write a window as people do: P2Y as 2 years; what is finer than days stays as it is written.

    >>> spelt("P2Y"), spelt("P1Y6M"), spelt("P1D"), spelt("PT36H")
    ('2 years', '1 year and 6 months', '1 day', 'PT36H')
    """
    span = span_of(window)
    if span is None:
        return window
    counts = {"year": getattr(span, "years", 0), "month": getattr(span, "months", 0), "day": span.days}
    if span.seconds or span.microseconds or not any(counts.values()):
        return window
    told = (f"{count} {noun}{'' if count == 1 else 's'}" for noun, count in counts.items() if count)
    return " and ".join(told)
