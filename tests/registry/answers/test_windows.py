"""Windows of time before a day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from isodate import Duration

from credway.registry.answers.windows import first_day, moved

DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))
SPANS = st.builds(
    lambda years, months, days: Duration(years=years, months=months, days=days),
    st.integers(0, 12),
    st.integers(0, 30),
    st.integers(0, 90),
)


@given(DAYS, SPANS)
def test_the_first_day_of_a_window_is_the_first_that_reaches_the_last(end: date, span: Duration) -> None:
    """Adding the span to the first day reaches the day asked about, and to the day before does not."""
    opens = first_day(end.isoformat(), span)
    before = (date.fromisoformat(opens) - timedelta(days=1)).isoformat()
    assert moved(before, span, 1) < end.isoformat() <= moved(opens, span, 1)
