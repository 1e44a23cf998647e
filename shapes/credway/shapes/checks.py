"""Checks in code, beside the shapes: what SHACL cannot say, or what its engines read differently.

A pattern's `$` also matches before a final newline in some engines, dates of different precision
have no order in SHACL, and a misspelt class matches no shape at all. Domain and range hold for every
property of the vocabulary: seven hundred shapes would say in a millisecond what one table says here.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Final

import pyoxigraph as ox

from credway.ontology.namespaces import compact, expand, fold, is_closed
from credway.ontology.terms import terms
from credway.shapes import hints
from credway.shapes.alignments import CONCEPT, OTHER, contradicted, unpointed
from credway.shapes.apart import APART, same_twice
from credway.shapes.check import Check
from credway.shapes.circles import CIRCLE, circles
from credway.shapes.convert import RDF_TYPE
from credway.shapes.counts import FEW, too_few
from credway.shapes.engine import Graph, Result
from credway.shapes.figures import BOUNDS, DURATION_ORDER, RANGE_ORDER, looked_at, misplaced
from credway.shapes.identity import CTID
from credway.shapes.loose import BLANK, FRAMEWORK, ITSELF, MEMBER, SCHEME, UNREACHED, loose
from credway.shapes.misuse import (
    DOMAIN,
    EMPTY,
    FORM,
    KIND,
    LANGUAGE,
    LIST,
    RANGE,
    SINGLE,
    UNTYPED,
    misused,
)
from credway.shapes.regions import ADDRESS, REGION, misspelt
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
DATE_DIGITS: Final = Check(
    "dateDigits",
    "Info",
    "A month or a day of one digit is read as if a 0 stood before it. Write it so, such as 2026-05-01.",
)
DATE_ORDER: Final = Check(
    "dateOrder",
    "Violation",
    "The period ends before it begins. Correct its start or its end: the end must not be earlier.",
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
UNKNOWN_VALUE: Final = Check(
    "value",
    "Violation",
    "The vocabulary has no such term, so that nobody knows what it stands for. Write one that it has.",
    minimum_data=True,
)
CHECKS: Final = (
    APART,
    BLANK,
    BOUNDS,
    CIRCLE,
    CONCEPT,
    CTID_GRAMMAR,
    DATE,
    DATE_DIGITS,
    DATE_ORDER,
    DOMAIN,
    DURATION_ORDER,
    EMPTY,
    FEW,
    FORM,
    FRAMEWORK,
    ITSELF,
    KIND,
    LANGUAGE,
    LIST,
    MEMBER,
    OTHER,
    RANGE,
    RANGE_ORDER,
    REGION,
    SCHEME,
    SINGLE,
    UNKNOWN_CLASS,
    UNKNOWN_PROPERTY,
    UNKNOWN_VALUE,
    UNREACHED,
    UNTYPED,
)

MAX_HINTS: Final = 10
"""How many results of one document look for the term that was meant: each takes milliseconds."""

_CTID: Final = expand("ceterms:ctid")
_PERIODS: Final = tuple(
    (expand(start), expand(end))
    for start, end in (
        ("ceterms:startDate", "ceterms:endDate"),
        ("ceterms:dateEffective", "ceterms:expirationDate"),
        ("ceasn:dateValidFrom", "ceasn:dateValidUntil"),
        ("credway:validFrom", "credway:validTo"),
    )
)
_DAYS: Final = frozenset(map(expand, ("xsd:date", "xsd:dateTime", "schema:Date")))
_DATES: Final = (
    frozenset(iri for pair in _PERIODS for iri in pair)
    | {expand("ceterms:foundingDate")}
    | {each.iri for each in terms().values() if each.kind == "property" and _DAYS.intersection(each.range)}
)
_TERMS: Final = "/terms/"
"""In the IRIs of all terms that the vocabulary has; concepts of schemes are judged by shapes.

What ends with it is the namespace, which may be named as a source.
"""
_FIRST: Final = expand("rdf:first")
_NIL: Final = f"<{expand('rdf:nil')}>"
_LONGEST: Final = 64
"""Characters of the longest text that is looked at as a date, for it is remembered."""
_LOOKED_AT: Final = _DATES | {_CTID, *ADDRESS} | looked_at()
_DATE_PARTS: Final = re.compile(
    r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2})(?:[T ].*|Z|[+-][0-9]{2}:[0-9]{2})?)?)?"
)


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
    lists = {_NIL}
    said = statements(document)
    for row in said.rows:
        subject, predicate, value, triple = row
        if predicate == RDF_TYPE:
            if is_iri(value):
                iri = fold(value[1:-1])
                known = classes.get(subject, ())
                if iri not in terms() and iri in FORMER_TERMS:
                    iri = expand(FORMER_TERMS[iri])
                if iri in terms():
                    classes[subject] = known if iri in known else (*known, iri)
                elif not _known(iri):
                    hinted = len(found) < MAX_HINTS
                    found.append(_unknown(UNKNOWN_CLASS, triple.subject, iri, RDF_TYPE, hinted))
            continue
        if not _known(predicate):
            hinted = len(found) < MAX_HINTS
            found.append(_unknown(UNKNOWN_PROPERTY, triple.subject, predicate, predicate, hinted))
            continue
        if predicate == _FIRST:
            lists.add(subject)
        stated.append(row)
        if _TERMS in value[:-2] and is_iri(value) and not _known(iri := fold(value[1:-1])):
            hinted = len(found) < MAX_HINTS
            found.append(_unknown(UNKNOWN_VALUE, triple.subject, iri, predicate, hinted))
        if predicate in _LOOKED_AT and isinstance(literal := triple.object, ox.Literal):
            text = literal.value
            if predicate == _CTID:
                if not is_ctid(text):
                    found.append(CTID_GRAMMAR.result(triple.subject, predicate, literal))
                continue
            named[subject] = triple.subject
            read.setdefault(subject, {}).setdefault(predicate, []).append(text)
            if predicate in _DATES and len(text) <= _LONGEST and (rule := _misdated(text)) is not None:
                found.append(rule.result(triple.subject, predicate, literal))
    for subject, values in read.items():
        found.extend(_in_order(named[subject], values))
        found.extend(misplaced(named[subject], values))
        found.extend(misspelt(named[subject], values))
    found.extend(misused(stated, classes, lists, said.described))
    found.extend(circles(stated))
    found.extend(same_twice(stated))
    found.extend(loose(stated, classes, said.described))
    found.extend(unpointed(stated, classes))
    found.extend(contradicted(stated, classes))
    found.extend(too_few(stated))
    return found


def _in_order(subject: object, values: Mapping[str, list[str]]) -> Iterator[Result]:
    """Compare starts with ends, as far as they can be read."""
    for start, end in _PERIODS:
        starts = [first for first, _ in map(_span, values.get(start, ())) if first]
        ends = [last for _, last in map(_span, values.get(end, ())) if last]
        if starts and ends and min(starts) > max(ends):
            first, last = min(starts).isoformat(), max(ends).isoformat()
            dates = f"{compact(start)} is {first}, {compact(end)} is {last}."
            yield DATE_ORDER.result(subject, end, ox.Literal(last), f"{dates} {DATE_ORDER.message}")


@lru_cache(maxsize=16_384)
def _misdated(text: str) -> Check | None:
    """Return what is wrong with a day, month or year; nothing for what is no date by its form."""
    parts = _DATE_PARTS.fullmatch(text)
    if parts is None:
        return None
    if _span(text) == (None, None):
        return DATE
    return DATE_DIGITS if any(part is not None and len(part) == 1 for part in parts.groups()) else None


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


@lru_cache(maxsize=65_536)
def _known(iri: str) -> bool:
    """Tell whether the vocabulary has a term, or does not claim to have all of its namespace."""
    return not is_closed(iri) or iri in terms() or iri in FORMER_TERMS


def _unknown(rule: Check, subject: object, iri: str, path: str, hinted: bool) -> Result:
    curie, hint = compact(iri), ""
    if hinted and rule is UNKNOWN_VALUE:
        likely = (
            (hints.type_, hints.term) if curie.partition(":")[2][:1].isupper() else (hints.term, hints.type_)
        )
        hint = likely[0](curie) or likely[1](curie)
    elif hinted:
        hint = hints.type_(curie) if rule is UNKNOWN_CLASS else hints.term(curie)
    return rule.result(subject, path, ox.NamedNode(iri), f"{curie}: {rule.message} {hint}".rstrip())
