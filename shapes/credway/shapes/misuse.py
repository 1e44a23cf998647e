"""Statements that use a property of the vocabulary in a way it is not meant for."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

import pyoxigraph as ox

from credway.ontology.namespaces import compact, expand, fold
from credway.ontology.terms import Term, terms
from credway.shapes.check import Check
from credway.shapes.engine import Result
from credway.shapes.statements import Row, has_language, is_blank, is_literal, plain
from credway.shapes.unknown import names_term
from credway.shapes.usage import Usage, domain, namesake, single, usage
from credway.shapes.usage import described as described_as

DOMAIN: Final = Check(
    "domain",
    "Warning",
    "The property is not meant for things of this class. Move it to a thing it is meant for, or remove it.",
)
RANGE: Final = Check(
    "range",
    "Warning",
    "The property is not meant to point at things of this class. Correct the identifier or the property.",
)
KIND: Final = Check(
    "kind",
    "Violation",
    "A text stands where a thing or an address is meant, or the other way round. Write what is meant.",
    minimum_data=True,
)
FORM: Final = Check(
    "form",
    "Violation",
    "The text is none that the property's datatype takes. Write it in the form that the message names.",
    minimum_data=True,
)
LIST: Final = Check(
    "list",
    "Violation",
    "An RDF list stands where the values themselves are meant, and nothing would read what is in it. Write "
    "the values one beside the other: in JSON-LD an array without @list, in Turtle commas, no parentheses.",
    minimum_data=True,
)
UNTYPED: Final = Check(
    "untyped",
    "Warning",
    "The nested description has no @type, so that nothing judges it. Write its class as @type.",
)
EMPTY: Final = Check(
    "empty",
    "Warning",
    "The text is empty, and readers show nothing where they expect words. Write the text, or leave the "
    "property out.",
)
SINGLE: Final = Check(
    "single",
    "Warning",
    "The property says one thing, and several values stand there, so that nobody can tell which one holds. "
    "Keep one of them; of a text one for each language.",
)
LANGUAGE: Final = Check(
    "language",
    "Warning",
    'The text has no language. Write it as a language map, such as {"en": "..."}.',
)


_CLASSED: Final = expand("ceterms:credentialType")
"""The property whose values are classes of the vocabulary."""
_TYPE: Final = expand("ceterms:CredentialType")
"""What a class of credentials is a thing of."""


def misused(
    stated: Iterable[Row],
    classes: Mapping[str, tuple[str, ...]],
    lists: Collection[str],
    described: Mapping[str, Collection[str]],
) -> Iterator[Result]:
    """Compare each statement with the domain and the range of its property.

    `classes` are the known classes of the document's nodes; a thing that the document only points at
    may be of any. `lists` are the nodes that are RDF lists, `described` the subjects
    with whatever classes they have.
    """
    held: dict[tuple[str, str, str], str] = {}
    for subject, predicate, value, triple in stated:
        own = classes.get(subject, ())
        allowed = usage(predicate, own, is_blank(subject))
        if allowed is None:
            continue
        if not allowed.fits:
            yield _misplaced(triple.subject, predicate, own, triple.object)
        if value in lists:
            yield LIST.result(
                triple.subject, predicate, triple.object, f"{compact(predicate)}: {LIST.message}"
            )
            continue
        if is_blank(value) and described.get(value) == () and allowed.classes:
            yield UNTYPED.result(triple.subject, predicate, triple.object, _untyped(predicate, allowed))
        rule = _misfit(allowed, predicate, value, triple, classes)
        if rule is not None and rule.name not in allowed.told:
            told = _told(rule, allowed, predicate, triple.object)
            yield rule.result(triple.subject, predicate, triple.object, told)
        elif rule is None and value[:2] in _BLANK and "empty" not in allowed.told and _is_empty(value):
            told = f"{compact(predicate)}: {EMPTY.message}"
            yield EMPTY.result(triple.subject, predicate, triple.object, told)
        if predicate in single() and "single" not in allowed.told:
            key = subject, predicate, value.rpartition('"@')[2] if has_language(value) else ""
            if held.setdefault(key, value) != value:
                told = f"{compact(predicate)}: {SINGLE.message}"
                yield SINGLE.result(triple.subject, predicate, triple.object, told)


def _misplaced(subject: object, predicate: str, own: tuple[str, ...], value: object) -> Result:
    meant = described_as(domain(terms()[predicate]))
    name, of = compact(predicate), ", ".join(map(compact, own))
    instead = namesake(predicate, own)
    what = f"Write {instead} instead" if instead else f"CTDL has it on {meant}: move it there"
    message = (
        f"{name} is not meant for {of}, and readers will not look for it there. {what}, or leave it out."
    )
    return DOMAIN.result(subject, predicate, value, message)


def _untyped(predicate: str, allowed: Usage) -> str:
    """Say of which class a description without one should be."""
    name, takes = compact(predicate), described_as(allowed.classes)
    return f"{name} holds a description without @type, so that nothing judges it. Add its class: {takes}."


def _misfit(
    allowed: Usage,
    predicate: str,
    value: str,
    triple: ox.Triple,
    classes: Mapping[str, tuple[str, ...]],
) -> Check | None:
    """Return what is wrong with a value, if anything is."""
    if is_literal(value):
        if allowed.kind == "node":
            return KIND
        if allowed.kind == "language":
            return None if has_language(value) else LANGUAGE
        if allowed.forms and isinstance(triple.object, ox.Literal):
            text = triple.object.value
            return None if any(form.fullmatch(text) for form in allowed.forms) else FORM
        return None
    if allowed.kind in ("text", "language"):
        return KIND
    if not allowed.classes:
        return None
    of = classes.get(value)
    if of is None and names_term(value) and (named := _term(value)) is not None:
        if predicate == _CLASSED:
            of = (named.iri,)
        elif named.kind == "class" and _TYPE not in allowed.classes:
            return RANGE
    return RANGE if of and not allowed.takes(of) else None


def _term(value: str) -> Term | None:
    """Return the term of the vocabulary that a value is, if it is one."""
    return terms().get(fold(plain(value)))


_SPACE: Final = re.compile(r'"(?:[ \u00a0\u200b\u3000]|\\[tnr])*"')
_BLANK: Final = frozenset({'""', '"\\', '" ', '"\u00a0', '"\u200b', '"\u3000'})
"""How a literal begins, as in N-Triples, that may be empty."""


def _is_empty(literal: str) -> bool:
    return _SPACE.match(literal) is not None


_TAKEN: Final[Mapping[str, tuple[str, str]]] = {
    "xsd:boolean": ("true or false", "true"),
    "xsd:date": ("a date", "2026-05-15"),
    "xsd:dateTime": ("a date with a time", "2026-05-15T09:00:00"),
    "xsd:decimal": ("a number", "2.5"),
    "xsd:double": ("a number", "2.5"),
    "xsd:duration": ("a duration", "P2Y"),
    "schema:Date": ("a date", "2026-05-15"),
    "schema:Duration": ("a duration", "P2Y"),
    "xsd:float": ("a number", "2.5"),
    "xsd:gYear": ("a year", "2026"),
    "xsd:gYearMonth": ("a month", "2026-05"),
    "xsd:int": ("a whole number", "2"),
    "xsd:integer": ("a whole number", "2"),
    "xsd:language": ("a language tag", "en"),
    "xsd:anyURI": ("an address", "https://example.org/"),
}
"""What each datatype takes, in words and as a text to be shown to whoever wrote another."""


def _forms_told(predicate: str) -> str:
    """Say which forms a property takes: in words, by their datatypes, and by example."""
    ranges = list(map(compact, terms()[predicate].range))
    taken = [_TAKEN[each] for each in ranges if each in _TAKEN]
    words, shown = (" or ".join(dict.fromkeys(each)) for each in zip(*taken, strict=True))
    return f"takes {words} ({' or '.join(ranges)}), and this is none. Write it so, such as {shown}."


def _told(rule: Check, allowed: Usage, predicate: str, value: object) -> str:
    """Say what is wrong with a value, and what would be right."""
    name = compact(predicate)
    if rule is RANGE:
        takes = described_as(allowed.classes)
        if isinstance(value, ox.NamedNode) and (named := _term(value.value)) is not None:
            if predicate == _CLASSED:
                return f"{named.curie} is no class of credentials. Write one, such as ceterms:Certification."
            return f"{named.curie} is a class, and {name} takes a thing. Write the identifier of the thing."
        return (
            f"{name} points at a thing of another class than it should. It takes {takes}: "
            "correct the identifier or the property."
        )
    if rule is LANGUAGE:
        return f"{name}: {rule.message}"
    if rule is FORM:
        return f"{name} {_forms_told(predicate)}"
    if isinstance(value, ox.Literal):
        return (
            f"{name} takes an identifier, a nested description or an address, not a text or a number. "
            "Write one of these."
        )
    return (
        f"{name} takes a text or a number, not an identifier or a nested description. "
        "Write the words or the number themselves."
    )
