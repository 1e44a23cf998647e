"""Checks in code, beside the shapes: what SHACL cannot say, or what its engines read differently.

A pattern's `$` also matches before a final newline in some engines, dates of different precision
have no order in SHACL, and a misspelt class matches no shape at all. Domain and range hold for every
property of the vocabulary: seven hundred shapes would say in a millisecond what one table says here.
"""

from typing import Final

import pyoxigraph as ox

from credway.ontology.namespaces import expand, fold
from credway.ontology.terms import terms
from credway.shapes import hints
from credway.shapes.alignments import CONCEPT, OTHER, misaligned
from credway.shapes.apart import APART, same_twice
from credway.shapes.check import Check
from credway.shapes.circles import CIRCLE, circles
from credway.shapes.convert import RDF_TYPE
from credway.shapes.counts import FEW, too_few
from credway.shapes.dates import DATE, DATE_DIGITS, DATE_ORDER, DATES, LONGEST, disordered, misdated
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
from credway.shapes.unknown import (
    FORMER_TERMS,
    UNKNOWN_CLASS,
    UNKNOWN_PROPERTY,
    UNKNOWN_VALUE,
    is_known,
    names_term,
    unknown,
)

CTID_GRAMMAR: Final = Check(
    "ctid",
    "Violation",
    "Write the CTID as ce- followed by a UUID in lower case, 39 characters and nothing after them.",
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

_CTID: Final = expand("ceterms:ctid")
_FIRST: Final = expand("rdf:first")
_NIL: Final = f"<{expand('rdf:nil')}>"
_LOOKED_AT: Final = DATES | {_CTID, *ADDRESS} | looked_at()


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
                elif not is_known(iri):
                    hinted = len(found) < hints.MOST
                    found.append(unknown(UNKNOWN_CLASS, triple.subject, iri, RDF_TYPE, hinted=hinted))
            continue
        if not is_known(predicate):
            hinted = len(found) < hints.MOST
            found.append(unknown(UNKNOWN_PROPERTY, triple.subject, predicate, predicate, hinted=hinted))
            continue
        if predicate == _FIRST:
            lists.add(subject)
        stated.append(row)
        if names_term(value) and not is_known(iri := fold(value[1:-1])):
            hinted = len(found) < hints.MOST
            found.append(unknown(UNKNOWN_VALUE, triple.subject, iri, predicate, hinted=hinted))
        if predicate in _LOOKED_AT and isinstance(literal := triple.object, ox.Literal):
            text = literal.value
            if predicate == _CTID:
                if not is_ctid(text):
                    found.append(CTID_GRAMMAR.result(triple.subject, predicate, literal))
                continue
            named[subject] = triple.subject
            read.setdefault(subject, {}).setdefault(predicate, []).append(text)
            if predicate in DATES and len(text) <= LONGEST and (rule := misdated(text)) is not None:
                found.append(rule.result(triple.subject, predicate, literal))
    for subject, values in read.items():
        found.extend(disordered(named[subject], values))
        found.extend(misplaced(named[subject], values))
        found.extend(misspelt(named[subject], values))
    found.extend(misused(stated, classes, lists, said.described))
    found.extend(circles(stated))
    found.extend(same_twice(stated))
    found.extend(loose(stated, classes, said.described))
    found.extend(misaligned(stated, classes))
    found.extend(too_few(stated))
    return found
