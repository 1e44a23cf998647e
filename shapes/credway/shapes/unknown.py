"""Classes, properties and other terms that the vocabulary should have and does not have."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

import pyoxigraph as ox

from credway.ontology.namespaces import compact, expand, is_closed
from credway.ontology.terms import terms
from credway.shapes import hints
from credway.shapes.check import Check
from credway.shapes.engine import Result
from credway.shapes.statements import is_iri

FORMER_TERMS: Final[Mapping[str, str]] = {
    expand("ceterms:Member"): "ceterms:CollectionMember",
    expand("ceterms:identifierValue"): "ceterms:identifierValueCode",
    expand("schema:ValueProfile"): "ceterms:ValueProfile",
}
"""Terms that published documents use and the vocabulary does not have, with what replaced them.

The shapes accept them on reading and warn.
"""

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

_TERMS: Final = "/terms/"
"""In the IRIs of all terms that the vocabulary has; concepts of schemes are judged by shapes.

What ends with it is the namespace, which may be named as a source.
"""


@lru_cache(maxsize=65_536)
def is_known(iri: str) -> bool:
    """Tell whether the vocabulary has a term, or does not claim to have all of its namespace."""
    return not is_closed(iri) or iri in terms() or iri in FORMER_TERMS


def names_term(value: str) -> bool:
    """Tell quickly whether a value, as in N-Triples, may be a term; a concept of a scheme is none."""
    return _TERMS in value[:-2] and is_iri(value)


def unknown(rule: Check, subject: object, iri: str, path: str, *, hinted: bool) -> Result:
    """Return a row about a term that is none, with one that may be meant."""
    curie = compact(iri)
    hint = _hint(rule, iri, curie) if hinted else ""
    return rule.result(subject, path, ox.NamedNode(iri), f"{curie}: {rule.message} {hint}".rstrip())


def _hint(rule: Check, iri: str, curie: str) -> str:
    if rule is UNKNOWN_CLASS:
        return hints.type_(curie)
    if rule is UNKNOWN_PROPERTY:
        return hints.term(curie)
    is_class = curie.partition(":")[2][:1].isupper()
    likely, other = (hints.type_, hints.term) if is_class else (hints.term, hints.type_)
    return hints.notation(iri) or likely(curie) or other(curie)
