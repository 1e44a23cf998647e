"""Hints: what a writer most likely meant, for the messages about what is written."""

import csv
import json
import re
from collections.abc import Mapping
from difflib import SequenceMatcher, get_close_matches
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from credway.ontology.errors import UnknownTermError
from credway.ontology.namespaces import compact, expand, fold
from credway.ontology.schemes import by_label, by_notation, scheme, schemes
from credway.ontology.terms import Term, terms

_NEARLY: Final = 0.85
MOST: Final = 10
"""How many terms of one document are compared with the vocabulary: each takes milliseconds."""


@lru_cache(maxsize=1024)
def term(name: str) -> str:
    """Return a sentence that names the property which a key may mean; empty where none is like it.

    >>> term("competencytext")
    'Did you mean ceasn:competencyText?'
    """
    found = meant(name)
    return f"Did you mean {' or '.join(found)}?" if found else ""


@lru_cache(maxsize=1024)
def meant(name: str) -> tuple[str, ...]:
    """Return the properties that a key may mean, the likelier of them first and no more than two."""
    prefix, colon, local = name.rpartition(":")
    for each in ("ceterms", "ceasn", "qdata", "credway"):
        if not colon and local.startswith(each) and len(local) > len(each):
            prefix, colon, local = each, ":", local.removeprefix(each)
    known = _properties()
    if name in _expected() or (not colon and f"ceterms:{local}" in _expected()):
        return (_expected().get(name) or _expected()[f"ceterms:{local}"],)
    same = known.get(local.lower(), ())
    if not same:
        same = [
            curie for key in get_close_matches(local.lower(), known, n=2, cutoff=0.75) for curie in known[key]
        ]
    own = [curie for curie in same if colon and curie.startswith(f"{prefix}:")]
    return tuple((own or list(same))[:2])


@cache
def _expected() -> Mapping[str, str]:
    """Properties that writers expect and the vocabulary has under another name."""
    with files("credway.shapes").joinpath("expected.csv").open(encoding="utf-8") as lines:
        return {row["written"]: row["meant"] for row in csv.DictReader(lines)}


@cache
def _properties() -> dict[str, list[str]]:
    """Properties by their name without a prefix, in lower case; CTDL's own before others."""
    found: dict[str, list[str]] = {}
    order = ("ceterms", "ceasn", "qdata", "credway")
    for each in sorted(
        terms().values(), key=lambda t: (*(not t.curie.startswith(f"{p}:") for p in order), t.curie)
    ):
        if each.kind == "property":
            found.setdefault(each.curie.partition(":")[2].lower(), []).append(each.curie)
    return found


@lru_cache(maxsize=1024)
def concept(iri: str) -> str:
    """Return a sentence that names the concept of the same vocabulary which an IRI may mean; or nothing."""
    if fold(iri) in terms():
        return ""
    curie = compact(fold(iri))
    prefix, colon, local = curie.partition(":")
    known = _concepts().get(prefix, {})
    if not known:
        same = [each for each, held in _concepts().items() if colon and local in held and each != "ceterms"]
        same.sort(key=lambda each: SequenceMatcher(None, each.lower(), prefix.lower()).ratio(), reverse=True)
        return f"Did you mean {same[0]}:{local}?" if same and "/" not in local else ""
    if local in known:
        return ""
    near = get_close_matches(local.lower(), [each.lower() for each in known], n=1, cutoff=0.6)
    return next((f"Did you mean {prefix}:{each}?" for each in known if near and each.lower() == near[0]), "")


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
    if key in _TAKES_CLASSES and (named := type_(text)):
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


@lru_cache(maxsize=1024)
def type_(name: str) -> str:
    """Return a sentence that names the class which a type without a prefix may mean; or nothing.

    >>> type_("Certfication")
    'Did you mean ceterms:Certification?'
    """
    known = _classes()
    bare = re.sub(r"[^a-z]", "", name.lower())
    for each in (bare, bare.removeprefix("ceterms"), bare.removeprefix("ceasn"), bare.removeprefix("qdata")):
        if alike := get_close_matches(each, known, n=1, cutoff=0.8):
            return f"Did you mean {known[alike[0]]}?"
    return ""


@cache
def _classes() -> dict[str, str]:
    """Classes by their name without a prefix, in lower case; CTDL's own before others."""
    found: dict[str, str] = {}
    for each in sorted(terms().values(), key=lambda t: (not t.curie.startswith("ceterms:"), t.curie)):
        if each.kind == "class":
            found.setdefault(each.curie.partition(":")[2].lower(), each.curie)
    return found


_TAKES_CLASSES: Final = ("ceterms:credentialType", "ceterms:subclassOf")
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


@cache
def _concepts() -> dict[str, dict[str, None]]:
    found: dict[str, dict[str, None]] = {}
    for iri, one in schemes().items():
        # Hundreds of occupation codes are not misspelt, they are others.
        for each in scheme(iri) if not one.table else ():
            prefix, _, local = compact(each.iri).partition(":")
            found.setdefault(prefix, {})[local] = None
    return found


def json_fault(text: str, line: int, column: int) -> str:
    """Say what is at a place where JSON breaks off, and what to do; empty where nothing is known."""
    lines = text.split("\n", line)
    rest = lines[line - 1][column - 1 :] if line <= len(lines) else ""
    last = [lines[line - 1][: column - 1]] if line <= len(lines) else lines[line - 1 :]
    before = "\n".join([*lines[: line - 1], *last])
    if not text.strip():
        return "It is empty: write a document into it."
    if rest.startswith(("//", "/*")) or before.rstrip().endswith("/"):
        return "JSON has no comments: remove it."
    if rest.startswith(("}", "]")) and before.rstrip().endswith(","):
        return "Remove the comma before it."
    if rest.startswith(("'", "“", "”")):
        return 'Texts and keys stand in straight double quotes: ".'
    if rest.startswith(("{", "[")) and before.rstrip().endswith(("}", "]")):
        return (
            "A second document begins, or a comma is missing. Put several documents into an array, or one "
            "a line into an .ndjson file."
        )
    if rest.startswith('"') and (before.rstrip()[-1:] in '"}]' or before.rstrip()[-1:].isalnum()):
        return "A comma is missing before it."
    if rest.startswith(":") and _complete(before):
        return "The braces { and } around the document are missing."
    if rest.startswith(("NaN", "Infinity", "-Infinity", "undefined", "None", "True", "False")):
        return "JSON has only numbers, texts, true, false and null."
    if rest.startswith("<"):
        return "This is markup, not JSON."
    return ""


def _complete(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
