"""Published dates as half-open intervals."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credway.registry.periods import day, since, until


@pytest.mark.parametrize(
    ("text", "first", "after"),
    [
        ("2023-11-30", "2023-11-30", "2023-12-01"),
        ("2023-12", "2023-12-01", "2024-01-01"),
        ("2023", "2023-01-01", "2024-01-01"),
        ("2018-12-1", "2018-12-01", "2018-12-02"),
        ("2002-06-01T00:00:00Z", "2002-06-01", "2002-06-02"),
        ("2026-05-15Z", "2026-05-15", "2026-05-16"),
        ("2026-05-15-05:00", "2026-05-15", "2026-05-16"),
        ("2026-05-15T09:30:00+02:00", "2026-05-15", "2026-05-16"),
        ("9999-12-31", "9999-12-31", "9999-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
        ("9999", "9999-01-01", "9999-12-31"),
    ],
)
def test_rule_7_an_end_is_inclusive(text: str, first: str, after: str) -> None:
    """A published end day is inclusive; a month or a year is its whole span."""
    assert (since(text), until(text)) == (first, after)


@pytest.mark.parametrize(
    "text", ["", "May 2024", "2024-13", "2024-02-30", "24-01-01", "2024-1-1-1", "2026Z", "2026T09:30"]
)
def test_what_is_no_date_is_said(text: str) -> None:
    """A text that is no date raises ValueError, at either end."""
    for read in (since, until, day):
        with pytest.raises(ValueError, match=r"."):
            read(text)


@given(st.dates(max_value=date(9999, 12, 30)))
def test_every_day_holds_itself(one: date) -> None:
    """Each day lies in the interval that it names."""
    text = one.isoformat()
    assert since(text) <= text < until(text)
