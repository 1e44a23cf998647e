"""Bounds of what is not JSON, before a parser sees it, and of every graph before anything judges it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final
from xml.parsers import expat

from pyoxigraph import Literal, Triple

from credway.ontology.namespaces import compact, expand
from credway.shapes.documents import RDF_XML, TURTLE, Document
from credway.shapes.limits import Limits
from credway.shapes.refusals import FLATTEN, fatal
from credway.shapes.statements import is_blank, plain, statements

PAIRED: Final = frozenset(
    map(
        expand,
        (
            "ceterms:startDate",
            "ceterms:endDate",
            "ceterms:dateEffective",
            "ceterms:expirationDate",
            "credway:validFrom",
            "credway:validTo",
            "schema:minValue",
            "schema:maxValue",
        ),
    )
)
"""Properties whose values are compared each with each of another."""

# Strings, IRIs and comments, each to its end or to the end of the text, then brackets.
_TURTLE: Final = re.compile(
    rb'"""(?:[^"\\]|\\.|"(?!""))*+(?:"""|\Z)|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*+(?:\'\'\'|\Z)'
    rb'|"(?:[^"\\\n]|\\.)*+(?:"|$)|\'(?:[^\'\\\n]|\\.)*+(?:\'|$)|<[^>\n]*+(?:>|$)|#[^\n]*+|[\[(]|[\])]',
    re.DOTALL | re.MULTILINE,
)


def refuse_nested(document: Document, limits: Limits) -> None:
    """Raise Fatal for Turtle or RDF/XML that is nested too deep, and for XML that defines entities."""
    if document.media_type == TURTLE:
        _turtle(document.body, limits)
    elif document.media_type == RDF_XML:
        _xml(document.body, limits)


def refuse_wide(triples: Sequence[Triple], limits: Limits) -> None:
    """Raise Fatal for a text that is too long, too many nodes, or too many values of one property."""
    for triple in triples:
        if isinstance(triple.object, Literal) and len(triple.object.value) > limits.string:
            raise fatal(
                "TOO_LONG",
                f"A string of {len(triple.object.value):,} characters as {compact(triple.predicate.value)} "
                f"of {_shown(str(triple.subject))}; the most is {limits.string:,}. Shorten it.",
            )
        if isinstance(triple.object, Triple):
            raise fatal(
                "STATEMENT_AS_VALUE",
                "The document speaks of a statement, as RDF-star does with << >>, which nothing here reads. "
                "Say it of the thing itself, or in a credway:Claim.",
            )
    if len({triple.subject for triple in triples}) > limits.nodes:
        raise fatal("TOO_MANY_NODES", f"More than {limits.nodes:,} nodes. Split the document.")
    _refuse_many(Counter((t.subject, t.predicate.value) for t in triples), limits.values)


def refuse_pairs(triples: Sequence[Triple], limits: Limits) -> None:
    """Raise Fatal for too many values of a property that is compared with another, value by value."""
    rows = statements(triples).rows
    _refuse_many(Counter((s, name) for s, name, _, _ in rows if name in PAIRED), limits.paired)


def _refuse_many(counted: Mapping[Any, int], most: int) -> None:
    for (subject, predicate), count in counted.items():
        if count > most:
            message = (
                f"{count:,} values of {compact(predicate)} on {_shown(str(subject))}; the most is {most:,}. "
                "Split the document."
            )
            raise fatal("TOO_MANY_VALUES", message)


def _shown(subject: str) -> str:
    """Name a node; the label that a parser gave it is no name."""
    return "a thing without a name" if is_blank(subject) else plain(subject)


def _turtle(body: bytes, limits: Limits) -> None:
    if body.count(b"[") + body.count(b"(") <= limits.depth:
        return
    depth = 0
    for match in _TURTLE.finditer(body):
        mark = match[0]
        if mark in (b"[", b"("):
            depth += 1
            if depth > limits.depth:
                line = body.count(b"\n", 0, match.start()) + 1
                raise fatal(
                    "TOO_DEEP", f"Nested more than {limits.depth} levels deep, in line {line:,}. {FLATTEN}"
                )
        elif mark in (b"]", b")"):
            depth -= 1


def _xml(body: bytes, limits: Limits) -> None:
    """Read the elements without building anything: how deep they go, and that no entity is defined.

    A node and a property are two elements, so that twice as many levels are allowed.
    """
    parser = expat.ParserCreate()
    depth = 0

    def refuse(*_: object) -> None:
        raise fatal(
            "XML_DOCTYPE",
            f"Line {parser.CurrentLineNumber} begins a DOCTYPE, which may define entities that grow without "
            "limit. Remove it, and write out what it abbreviates.",
        )

    def start(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > 2 * limits.depth + 1:
            raise fatal(
                "TOO_DEEP",
                f"Nested more than {limits.depth} levels deep, in line {parser.CurrentLineNumber:,}. "
                f"{FLATTEN}",
            )

    def end(*_: object) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(body, True)
    except expat.ExpatError as error:
        message = (
            f"Not XML at line {error.lineno}, column {error.offset + 1}: {expat.ErrorString(error.code)}. "
            "Mend it there."
        )
        raise fatal("NOT_XML", message) from None
    except (LookupError, ValueError) as error:  # a declared encoding that is unknown, or of several bytes
        message = f"The XML declares an encoding that is not read ({error}). Save the file as UTF-8."
        raise fatal("NOT_UTF8", message) from None
