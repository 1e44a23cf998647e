"""Words for people: labels of terms, units and schemes, amounts, periods."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from credway.ontology import schemes
from credway.ontology.errors import UnknownTermError
from credway.ontology.namespaces import expand
from credway.ontology.terms import terms
from credway.registry.graph import FIRST_DAY, LAST_DAY

_MONEY = {"USD": "", "USDPerYear": " a year", "USDPerHour": " an hour"}
_BARE = frozenset(["Ratio"])


@lru_cache(4096)
def label(name: str) -> str:
    """Return what people call a term or a concept, by CURIE or IRI.

    >>> label("credway:medianSalary")
    'Median salary'
    """
    try:
        iri = expand(name)
    except UnknownTermError:
        return spaced(name)
    found = schemes.concept(iri)
    if found is not None:
        return found.label
    term = terms().get(iri)
    return term.label if term else spaced(iri.rstrip("/").replace("#", "/").rsplit("/", 1)[-1])


def spaced(name: str) -> str:
    """Write a compound name as words.

    >>> spaced("licenseRequired")
    'license required'
    """
    return "".join(
        f" {ch.lower()}" if ch.isupper() and i and not name[i - 1].isupper() else ch
        for i, ch in enumerate(name.replace("_", " "))
    ).strip()


def number(text: str) -> str:
    """Write a decimal with thousands separators, keeping its digits.

    >>> number("82296")
    '82,296'
    """
    try:
        return f"{Decimal(text):,f}"
    except InvalidOperation:
        return text


def amount(figures: Mapping[str, Any]) -> str:
    """Write a figure with its unit: an exact value, a range, or why there is none.

    >>> amount({"value": "82296", "unit": "https://w3id.org/credway/schemes/units/USDPerYear"})
    '$82,296 a year'
    >>> amount({"value": "200", "unit": "EUR"})
    '200 EUR'
    """
    if figures.get("suppressed"):
        return f"withheld ({figures['suppressed']})"
    if figures.get("duration"):
        return str(figures["duration"])
    unit = figures.get("unit")
    low, high = figures.get("low"), figures.get("high")
    if figures.get("value") is not None:
        return _with_unit(str(figures["value"]), unit)
    if low is not None and high is not None:
        return _with_unit(f"{low}..{high}", unit)
    if high is not None:
        return f"up to {_with_unit(str(high), unit)}"
    if low is not None:
        return f"at least {_with_unit(str(low), unit)}"
    return "an amount that is not stated"


def credit(figures: Mapping[str, Any]) -> str:
    """Write an amount of credit; one whose unit the source does not state says so.

    One without a number is written as the share or in the words that the source has.

    >>> credit({"value": "3"})
    '3 (unit not stated)'
    """
    if {"value", "low", "high"}.isdisjoint(figures):
        share = f"{number(figures['share'])} percent" if figures.get("share") else None
        told = ", ".join(filter(None, (share, figures.get("words"))))
        return told or "an amount that is not stated"
    return amount(figures) if figures.get("unit") else f"{amount(figures)} (unit not stated)"


def period(start: str, end: str) -> str:
    """Write for which days something is said to hold; `end` is the first day on which it does not."""
    if start == FIRST_DAY and end == LAST_DAY:
        return "at any time"
    if end == LAST_DAY:
        return f"from {start}"
    if start == FIRST_DAY:
        return f"until before {end}"
    return f"from {start} until before {end}"


def _with_unit(text: str, unit: str | None) -> str:
    shown = " to ".join(number(part) for part in text.split(".."))
    if not unit or unit == "xsd:duration":
        return shown
    local = unit.rstrip("/").rsplit("/", 1)[-1]
    if local in _MONEY:
        return " to ".join(f"${number(part)}" for part in text.split("..")) + _MONEY[local]
    if len(local) == len("EUR") and local.isupper():  # a currency, by its code of ISO 4217
        return f"{shown} {local}"
    if local == "Percent":
        return f"{shown}%"
    if local in _BARE:
        return shown
    name = label(unit).lower()
    if text == "1":
        return f"{shown} {name.removesuffix('s')}"
    return f"{shown} {name if name.endswith('s') else name + 's'}"
