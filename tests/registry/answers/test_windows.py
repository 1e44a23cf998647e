"""Windows of time before a day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from isodate import Duration

from credway.registry.answers.windows import first_day, moved, span_of, spelt

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


def test_what_cannot_be_counted_is_no_window_and_is_said_as_written() -> None:
    """Parts of a year or a month, more days than there are, and words have no number of days."""
    for text in ("P0.5Y", "P1.5M", "P99999999999D", "PT99999999999999999H", "P", "soon"):
        assert span_of(text) is None
        assert spelt(text) == text
    assert span_of("P1Y2M") == Duration(years=1, months=2)
