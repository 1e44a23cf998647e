"""Checks in code, beside the shapes: what SHACL cannot say, or what its engines read differently.

A pattern's `$` also matches before a final newline in some engines, dates of different precision
have no order in SHACL, and a misspelt class matches no shape at all. Domain and range hold for every
property of the vocabulary: seven hundred shapes would say in a millisecond what one table says here.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

import pyoxigraph as ox

from credway.ontology.namespaces import compact, expand, fold, is_closed
from credway.ontology.terms import terms
from credway.shapes.check import Check
from credway.shapes.convert import RDF_TYPE
from credway.shapes.engine import Graph, Result
from credway.shapes.identity import CTID
from credway.shapes.loose import BLANK, FRAMEWORK, MEMBER, loose
from credway.shapes.misuse import DOMAIN, FORM, KIND, LANGUAGE, RANGE, misused
from credway.shapes.statements import Row, is_iri, statements

FORMER_TERMS: Final[Mapping[str, str]] = {
    expand("ceterms:Member"): "ceterms:CollectionMember",
    expand("ceterms:identifierValue"): "ceterms:identifierValueCode",
    expand("schema:ValueProfile"): "ceterms:ValueProfile",
}
"""Terms that published documents use and the vocabulary does not have, with what replaced them.

The shapes accept them on reading and warn.
"""

CTID_GRAMMAR: Final = Check(
    "ctid",
    "Violation",
    "Write the CTID as ce- followed by a UUID in lower case, 39 characters and nothing after them.",
)
DATE: Final = Check(
    "date",
    "Violation",
    "There is no such day. Write a day of the calendar as YYYY-MM-DD, such as 2026-02-28.",
)
DATE_ORDER: Final = Check(
    "dateOrder",
    "Violation",
    "The period ends before it begins. Correct its start or its end: the end must not be earlier.",
)
RANGE_ORDER: Final = Check(
    "rangeOrder",
    "Violation",
    "schema:minValue is greater than schema:maxValue. Correct one of them: the least must not be greater.",
)
UNKNOWN_CLASS: Final = Check(
    "class",
    "Violation",
    "The vocabulary has no such class, so that nothing would judge the node. Write a class that it has.",
    minimum_data=True,
)
UNKNOWN_PROPERTY: Final = Check(
    "property",
    "Violation",
    "The vocabulary has no such property, so that nothing would read it. Write one that it has.",
    minimum_data=True,
)
CHECKS: Final = (
    BLANK,
    CTID_GRAMMAR,
    DATE,
    DATE_ORDER,
    DOMAIN,
    FORM,
    FRAMEWORK,
    KIND,
    LANGUAGE,
    MEMBER,
    RANGE,
    RANGE_ORDER,
    UNKNOWN_CLASS,
    UNKNOWN_PROPERTY,
)

MAX_HINTS: Final = 10
"""How many results of one document look for the term that was meant: each takes milliseconds."""

_CTID: Final = expand("ceterms:ctid")
_PERIODS: Final = tuple(
    (expand(start), expand(end))
    for start, end in (
        ("ceterms:startDate", "ceterms:endDate"),
        ("ceterms:dateEffective", "ceterms:expirationDate"),
        ("credway:validFrom", "credway:validTo"),
    )
)
_DATES: Final = frozenset(iri for pair in _PERIODS for iri in pair)
_LEAST: Final = expand("schema:minValue")
_MOST: Final = expand("schema:maxValue")
_LOOKED_AT: Final = _DATES | {_CTID, _LEAST, _MOST}
_DATE_PARTS: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:T.*)?)?)?")


def is_ctid(text: str) -> bool:
    """Tell whether a text is a CTID and nothing else."""
    return CTID.fullmatch(text) is not None


def check(document: Graph) -> list[Result]:
    """Return what the checks find, in the order of the document."""
    found: list[Result] = []
    read: dict[str, dict[str, list[str]]] = {}
    named: dict[str, object] = {}
    classes: dict[str, tuple[str, ...]] = {}
    stated: list[Row] = []
    said = statements(document)
    for row in said.rows:
        subject, predicate, value, triple = row
        if predicate == RDF_TYPE:
            if is_iri(value):
                iri = fold(value[1:-1])
                known = classes.get(subject, ())
                if iri in terms():
                    classes[subject] = known if iri in known else (*known, iri)
                elif not _known(iri):
                    hinted = len(found) < MAX_HINTS
                    found.append(_unknown(UNKNOWN_CLASS, triple.subject, iri, "class", hinted))
            continue
        if not _known(predicate):
            hinted = len(found) < MAX_HINTS
            found.append(_unknown(UNKNOWN_PROPERTY, triple.subject, predicate, "property", hinted))
            continue
        stated.append(row)
        if predicate in _LOOKED_AT and isinstance(literal := triple.object, ox.Literal):
            text = literal.value
            if predicate == _CTID:
                if not is_ctid(text):
                    found.append(CTID_GRAMMAR.result(triple.subject, predicate, literal))
                continue
            named[subject] = triple.subject
            read.setdefault(subject, {}).setdefault(predicate, []).append(text)
            if predicate in _DATES and not _is_date(text):
                found.append(DATE.result(triple.subject, predicate, literal))
    for subject, values in read.items():
        found.extend(_in_order(named[subject], values))
    found.extend(misused(stated, classes))
    found.extend(loose(stated, classes, said.described))
    return found


def _in_order(subject: object, values: Mapping[str, list[str]]) -> Iterator[Result]:
    """Compare starts with ends and least with most, as far as they can be read."""
    for start, end in _PERIODS:
        starts = [first for first, _ in map(_span, values.get(start, ())) if first]
        ends = [last for _, last in map(_span, values.get(end, ())) if last]
        if starts and ends and min(starts) > max(ends):
            first, last = min(starts).isoformat(), max(ends).isoformat()
            dates = f"{compact(start)} is {first}, {compact(end)} is {last}."
            yield DATE_ORDER.result(subject, end, ox.Literal(last), f"{dates} {DATE_ORDER.message}")
    least = [n for n in map(_number, values.get(_LEAST, ())) if n is not None]
    most = [n for n in map(_number, values.get(_MOST, ())) if n is not None]
    if least and most and min(least) > max(most):
        numbers = f"The least is {min(least)}, the most is {max(most)}."
        yield RANGE_ORDER.result(
            subject, _MOST, ox.Literal(str(max(most))), f"{numbers} {RANGE_ORDER.message}"
        )


def _is_date(text: str) -> bool:
    """Tell whether a text is a day, month or year of the calendar, or not a date by its form."""
    return _DATE_PARTS.fullmatch(text) is None or _span(text) != (None, None)


def _span(text: str) -> tuple[date | None, date | None]:
    """Return the first and the last day of a date of any precision, or two times None."""
    parts = _DATE_PARTS.fullmatch(text)
    if parts is None:
        return None, None
    year, month, day = (int(part) if part else None for part in parts.groups())
    assert year is not None
    try:
        first = date(year, month or 1, day or 1)
        if day is not None:
            return first, first
        month = month or 12
        return first, date(year, month, monthrange(year, month)[1])
    except ValueError:
        return None, None


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


@lru_cache(maxsize=65_536)
def _known(iri: str) -> bool:
    """Tell whether the vocabulary has a term, or does not claim to have all of its namespace."""
    return not is_closed(iri) or iri in terms() or iri in FORMER_TERMS


def _unknown(rule: Check, subject: object, iri: str, kind: str, hinted: bool) -> Result:
    near = _nearest(compact(iri), kind) if hinted else None
    hint = f" Did you mean {near}?" if near else ""
    path = RDF_TYPE if rule is UNKNOWN_CLASS else iri
    return rule.result(subject, path, ox.NamedNode(iri), f"{compact(iri)}: {rule.message}{hint}")


@lru_cache(maxsize=1024)
def _nearest(curie: str, kind: str) -> str | None:
    candidates = (term.curie for term in terms().values() if term.kind == kind)
    return next(iter(get_close_matches(curie, candidates, n=1)), None)
