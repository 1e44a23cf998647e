"""Scalars: dates, decimals and IRIs travel as strings, checked on the way in."""

from datetime import date
from decimal import Decimal as Number
from decimal import InvalidOperation
from typing import Any, NewType

import strawberry

Date = NewType("Date", str)
DateTime = NewType("DateTime", str)
Decimal = NewType("Decimal", str)
IRI = NewType("IRI", str)
Score = NewType("Score", str)


def _day(value: Any) -> Date:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not a date such as 2026-05-15")
    try:
        return Date(date.fromisoformat(value).isoformat())
    except ValueError:
        raise ValueError(f"{value!r} is not a date such as 2026-05-15") from None


def _decimal(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError(f"{value!r} is not a decimal such as 82296 or 0.5")
    try:
        number = Number(str(value))
    except InvalidOperation:
        raise ValueError(f"{value!r} is not a decimal such as 82296 or 0.5") from None
    if not number.is_finite() or abs(number.adjusted()) > 30:
        raise ValueError(f"{value!r} is not a decimal of a size that figures have")
    return Decimal(format(number, "f"))


def _reached(value: Any) -> Score:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError(f"{value!r} is neither a number such as 85 nor a grade such as B+")
    return Score(str(value))


def _iri(value: Any) -> IRI:
    if not isinstance(value, str) or ":" not in value or any(ch.isspace() for ch in value):
        raise ValueError(f"{value!r} is not an absolute IRI")
    return IRI(value)


SCALARS: dict[object, Any] = {
    Date: strawberry.scalar(
        name="Date",
        description="A day, `2026-05-15`.",
        serialize=str,
        parse_value=_day,
    ),
    DateTime: strawberry.scalar(
        name="DateTime",
        description="A moment with its offset, as in ISO 8601.",
        serialize=str,
        parse_value=str,
    ),
    Decimal: strawberry.scalar(
        name="Decimal",
        description="An exact number, written as a string so that no digit is lost.",
        serialize=str,
        parse_value=_decimal,
    ),
    IRI: strawberry.scalar(
        name="IRI",
        description="An absolute IRI. Every `id` in this schema is one.",
        serialize=str,
        parse_value=_iri,
    ),
    Score: strawberry.scalar(
        name="Score",
        description="A score as it was reached: a number, or a grade in words such as `B+`.",
        serialize=str,
        parse_value=_reached,
    ),
}
