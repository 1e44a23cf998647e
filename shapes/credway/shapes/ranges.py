"""What a property takes, and so what to write under it instead of a word."""

import json
import re
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from typing import Final

from credway.ontology.errors import UnknownTermError
from credway.ontology.namespaces import compact, expand, fold
from credway.ontology.schemes import by_label, by_notation, scheme, schemes
from credway.ontology.terms import Term, terms
from credway.shapes import hints

_NEARLY: Final = 0.85
TAKES_CLASSES: Final = ("ceterms:credentialType", "ceterms:subclassOf")
"""Properties whose values are classes of the vocabulary."""
_COUNTS: Final = ("qdata:sizeOfData", "qdata:sizeOfPopulation")
_CODE: Final = re.compile(r"[A-Z]{0,3}[0-9][0-9A-Za-z.\-]*")
_OBJECTS: Final = {
    "ceterms:ConditionProfile": (
        'Write {"@type": "ceterms:ConditionProfile", "ceterms:description": {"en": "NAME"}}.'
    ),
    "ceterms:CredentialAlignmentObject": (
        'Write {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNodeName": {"en": "NAME"}, '
        '"ceterms:codedNotation": "CODE"}, with what is known of it.'
    ),
    "ceterms:IdentifierValue": (
        'Write {"@type": "ceterms:IdentifierValue", "ceterms:identifierValueCode": "WRITTEN"}, with '
        "ceterms:identifierTypeName for what gives it out."
    ),
    "ceterms:JurisdictionProfile": (
        'Write {"@type": "ceterms:JurisdictionProfile", "ceterms:mainJurisdiction": '
        '[{"@type": "ceterms:Place", "ceterms:addressRegion": {"en": "NAME"}}]}.'
    ),
    "ceterms:ValueProfile": (
        'Write such as {"@type": "ceterms:ValueProfile", "schema:value": 3, "ceterms:creditUnitType": '
        '"creditUnit:SemesterHour"}.'
    ),
    "ceterms:DurationProfile": (
        'Write such as {"@type": "ceterms:DurationProfile", "ceterms:exactDuration": "P2Y"}.'
    ),
    "schema:QuantitativeValue": 'Write such as {"@type": "schema:QuantitativeValue", "schema:value": 3}.',
    "ceterms:Place": 'Write {"@type": "ceterms:Place", "ceterms:addressRegion": {"en": "NAME"}}.',
    "ceterms:Organization": (
        "Write the IRI of the organization in full, such as https://example.org/things/1; its name stands in "
        "its own description."
    ),
    "ceasn:CompetencyFramework": (
        "Write the IRI of the framework in full, such as https://example.org/things/1; its name stands in "
        "its own description."
    ),
    "xsd:anyURI": "Write an address that starts with https://; words go into a property of text.",
}
"""What to write for a thing that has no IRI of its own, by the class that a property takes; the first counts.

"NAME" and "CODE" stand for the word that was written, whichever it is, "WRITTEN" for it in any case.
"""


@lru_cache(maxsize=1024)
def instead(text: str, key: str) -> str:
    """Return what to write where a property that takes a thing has a word; empty where nothing is known.

    >>> instead("SemesterHour", "ceterms:creditUnitType")
    'Did you mean creditUnit:SemesterHour?'
    """
    if held := member(text, key):
        return held
    known = _term(key)
    if known is None:
        return ""
    if key in TAKES_CLASSES and (named := hints.type_(text)):
        return named
    taken = set(map(compact, known.range))
    form = next((form for name, form in _OBJECTS.items() if name in taken), "")
    if "ceterms:Place" in taken and re.search(r"\d", text):  # a street, or a postal code
        form = form.replace("ceterms:addressRegion", "ceterms:streetAddress")
    name, code = ("a name", text.strip()) if _CODE.fullmatch(text.strip()) else (text.strip(), "a code")
    for mark, word in (("NAME", name), ("CODE", code), ("WRITTEN", text.strip())):
        form = form.replace(f'"{mark}"', json.dumps(word, ensure_ascii=False))
    return form


@lru_cache(maxsize=1024)
def member(text: str, key: str) -> str:
    """Return which concept a word means under a property that takes those of a scheme, else one of them.

    >>> member("Full time", "ceterms:audienceType")
    'Did you mean audience:FullTime?'
    """
    known = _term(key)
    held = [each for each in known.scheme if each in schemes()] if known else []
    for each in held:
        if near := by_label(each, text) or by_notation(each, text.strip().replace(" ", "")):
            return f"Did you mean {compact(near.iri)}?"
    if not held or not (some := scheme(held[0])):
        return ""
    names = {compact(each.iri).partition(":")[2].lower(): each for each in some}
    bare = text.replace(" ", "").lower()
    if alike := get_close_matches(bare, names, n=3, cutoff=0.7):
        # One that is nearly the same is meant; of several that are somewhat like it, nobody knows which.
        certain = SequenceMatcher(None, alike[0], bare).ratio() >= _NEARLY
        shown = [compact(names[each].iri) for each in (alike[:1] if certain else alike)]
        return f"Did you mean {' or '.join(shown)}?"
    return f"Write a concept of {compact(held[0])}, such as {compact(some[0].iri)}."


def _term(key: str) -> Term | None:
    try:
        return terms().get(fold(expand(key)))
    except UnknownTermError:  # a keyword such as @id, or a prefix of others
        return None


def takes_numbers(key: str) -> bool:
    """Tell whether a property takes numbers, though the context reads its texts as addresses."""
    known = _term(key)
    ranges = set(map(compact, known.range)) if known else set()
    return bool(ranges & {"xsd:integer", "xsd:decimal", "xsd:float"}) or key in _COUNTS


@lru_cache(maxsize=1024)
def takes_literals(key: str) -> bool:
    """Tell whether a property takes plain values, though the context reads its texts as addresses."""
    known = _term(key)
    return known is not None and "rdfs:Literal" in map(compact, known.range)


def takes_dates(key: str) -> bool:
    """Tell whether a property takes dates, though the context reads its texts as addresses."""
    known = _term(key)
    return known is not None and "schema:Date" in map(compact, known.range)
