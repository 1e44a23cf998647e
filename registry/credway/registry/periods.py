"""Published dates: a day, a month or a year, as half-open intervals of ISO days.

A published end is inclusive (rule 7): `until("2023-11-30")` is `2023-12-01`, `until("2023")` is
`2024-01-01`. A day with a time or a zone, such as `2026-05-15Z`, is that day where it was written.
"""

import re
from datetime import date, timedelta

_DATE = re.compile(
    r"(?P<y>\d{4})(?:-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2})(?:T[0-9:.]+)?(?:Z|[+-]\d\d:\d\d)?)?)?\Z"
)


def since(text: str) -> str:
    """Return the first day that a published start names. Raises ValueError with the text."""
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1).isoformat()


def until(text: str) -> str:
    """Return the first day after a published, inclusive end. Raises ValueError with the text."""
    year, month, day = _parts(text)
    try:
        if day:
            return (date(year, month, day) + timedelta(days=1)).isoformat()
        if month:
            return date(year + month // 12, month % 12 + 1, 1).isoformat()
        return date(year + 1, 1, 1).isoformat()
    except (OverflowError, ValueError):  # the last day of all has none after it
        return date.max.isoformat()


def day_before(text: str) -> str:
    """Return the last day of a period that ends before an ISO day, which is not the first of all."""
    return (date.fromisoformat(text) - timedelta(days=1)).isoformat()


def day(text: str) -> str:
    """Check that `text` is one ISO day and return it. Raises ValueError."""
    return date.fromisoformat(text).isoformat()


def _parts(text: str) -> tuple[int, int, int]:
    match = _DATE.match(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a date such as 2026-05-15, 2026-05 or 2026")
    year, month, day_ = (int(match[part] or 0) for part in "ymd")
    date(year, month or 1, day_ or 1)
    return year, month, day_
