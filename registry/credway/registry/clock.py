"""The clock, injected wherever a date or a time is needed."""

from collections.abc import Callable
from datetime import UTC, date, datetime

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Return the current time in UTC."""
    return datetime.now(UTC)


def frozen_clock(moment: datetime | date) -> Clock:
    """Return a clock that always shows `moment` (midnight UTC for a date)."""
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    return lambda: moment


def today(clock: Clock) -> str:
    """Return the clock's date as an ISO string, the form in which dates are compared."""
    return clock().date().isoformat()
