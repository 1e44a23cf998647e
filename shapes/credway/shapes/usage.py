"""How a property of the vocabulary may be used: on which classes, and with which values.

CTDL's domains and ranges say where a property is meant to stand. What it says less of than it means
(`accepted.csv`) is accepted, and so is a class that is more general than what is asked for.
"""

import csv
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, Literal

from rdflib import SH, URIRef

from credway.ontology.namespaces import compact, expand
from credway.ontology.terms import Term, subclasses, superclasses, terms
from credway.shapes.path import Property, properties, read
from credway.shapes.repairing import IRI
from credway.shapes.sources import graph
from credway.shapes.targets import assigned

Kind = Literal["node", "text", "language", "any"]
"""What a value is: a thing or an address, a literal, a literal with a language, or either."""

_TIME: Final = r"[T ]([01]?[0-9]|2[0-4])(:[0-5][0-9](:[0-6][0-9]([.][0-9]+)?)?)?"
_ZONE: Final = r"(Z|[+-][0-9]{2}:?[0-9]{2})?"
_DATE: Final = re.compile(rf"[0-9]{{4}}(-[0-9]{{1,2}}(-[0-9]{{1,2}}({_TIME})?)?)?{_ZONE}")
_LENGTH: Final = r"[0-9]+([.,][0-9]+)?"
_DURATION: Final = re.compile(
    r"-?P(?=.)(?:nY)?(?:nM)?(?:nW)?(?:nD)?(?:T(?=.)(?:nH)?(?:nM)?(?:nS)?)?".replace("n", _LENGTH)
)
_NUMBER: Final = re.compile(r"[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]{1,3})?")
_FORMS: Final[Mapping[str, re.Pattern[str]]] = {
    "xsd:anyURI": IRI,
    "xsd:boolean": re.compile(r"true|false|0|1"),
    "xsd:integer": re.compile(r"[+-]?[0-9]+"),
    "xsd:decimal": _NUMBER,
    "xsd:float": _NUMBER,
    "xsd:date": _DATE,
    "xsd:dateTime": _DATE,
    "xsd:gYear": re.compile(rf"[0-9]{{4}}{_ZONE}"),
    "xsd:gYearMonth": re.compile(rf"[0-9]{{4}}-[0-9]{{1,2}}{_ZONE}"),
    "xsd:duration": _DURATION,
    "schema:Date": _DATE,
    "schema:Duration": _DURATION,
    "xsd:language": re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*"),
}
_SHAPED: Final = {
    "kind": frozenset(SH[name] for name in ("nodeKind", "datatype", "pattern", "in", "node", "class")),
    "language": frozenset({SH.datatype}),
    "form": frozenset({SH.pattern, SH["in"], SH.datatype}),
    "empty": frozenset({SH.pattern, SH["in"], SH.minLength}),
    "single": frozenset({SH.maxCount, SH.uniqueLang}),
}
"""Which constraints of a shape say what the check of the same name would say."""
_ADDRESS: Final = "xsd:anyURI"
_TEXT: Final = ("xsd:", "rdf:langString", "schema:Duration", "schema:Date")
_ANYTHING: Final = expand("rdfs:Resource")


@dataclass(frozen=True, slots=True)
class Usage:
    """How one property may be used on a node of certain classes.

    `fits` tells whether the property is meant for one of them. `kind` is what its values are and
    `classes` are those of the things it points at, none where any will do. `forms` are the texts
    that its datatypes take, none where any will do. `told` are the checks whose findings the shapes
    of these classes make in their own words.
    """

    fits: bool
    kind: Kind
    classes: frozenset[str]
    forms: tuple[re.Pattern[str], ...]
    told: frozenset[str]

    def takes(self, others: Iterable[str]) -> bool:
        """Tell whether a thing of other classes may be a value."""
        return not self.classes or _any_meets(tuple(others), self.classes)


@lru_cache(maxsize=65_536)
def usage(property: str, classes: tuple[str, ...], blank: bool) -> Usage | None:
    """Return how a property may be used on a node of known classes, or None if it is no term."""
    found = terms().get(property)
    if found is None or found.kind != "property":
        return None
    kind = _kind(found)
    return Usage(
        fits=not found.domain or not classes or any(_meets(each, domain(found)) for each in classes),
        kind=kind,
        classes=frozenset() if kind in ("text", "language") else range_of(found),
        forms=_forms(found) if kind in ("text", "any") else (),
        told=_shaped(classes, blank).get(property, frozenset()),
    )


@cache
def domain(found: Term) -> frozenset[str]:
    """Return the classes that a property is meant for."""
    return frozenset(found.domain) | _accepted("domain").get(found.iri, frozenset())


@lru_cache(maxsize=4096)
def namesake(property: str, classes: tuple[str, ...]) -> str:
    """Return the property of another name that says the same of some classes; empty where none is known.

    A scheme has `ceasn:name` for `ceterms:name`, a concept `skos:prefLabel`, an identifier
    `ceterms:identifierTypeName`.
    """
    local = compact(property).partition(":")[2].lower()
    fitting = [
        each
        for each in terms().values()
        if each.kind == "property" and each.domain and any(name in domain(each) for name in classes)
    ]
    same = [each.curie for each in fitting if each.curie.partition(":")[2].lower() == local]
    if not same and local == "name":
        same = [each.curie for each in fitting if each.curie.endswith(("prefLabel", "Name"))]
    return same[0] if len(same) == 1 else ""


@cache
def range_of(found: Term) -> frozenset[str]:
    """Return the classes that a property may point at, none where it may point at anything."""
    named = {iri for iri in found.range if not compact(iri).startswith(_TEXT)}
    if not named or _ANYTHING in named:
        return frozenset()
    named |= _accepted("range").get(found.iri, frozenset())
    if found.iri in _accepted("versions"):
        named |= set(found.domain)
    for one, others in _accepted("same").items():
        for other in others:
            if one in named or other in named:
                named |= {one, other}
    return frozenset(named)


def _kind(found: Term) -> Kind:
    """Tell what a property's values are; a link that the context coerces is a node."""
    ranges = [compact(iri) for iri in found.range]
    texts = [name for name in ranges if name.startswith(_TEXT) and name != _ADDRESS]
    if not ranges or (texts and len(texts) < len(ranges)):
        return "any"
    if not texts:
        # Addresses that the context leaves alone are read as texts.
        return "node" if found.coercion == "id" or _ADDRESS not in ranges else "any"
    plain = found.iri in _accepted("text")
    return "language" if texts == ["rdf:langString"] and not plain else "text"


def _forms(found: Term) -> tuple[re.Pattern[str], ...]:
    """Return what texts may look like; none if one of the datatypes takes any text."""
    ranges = [compact(iri) for iri in found.range]
    forms = [_FORMS[name] for name in ranges if name in _FORMS]
    return tuple(forms) if len(forms) == len(ranges) else ()


@lru_cache(maxsize=16_384)
def _any_meets(names: tuple[str, ...], allowed: frozenset[str]) -> bool:
    return any(_meets(each, allowed) for each in names)


def _meets(name: str, allowed: Collection[str]) -> bool:
    """Tell whether a class is one of those allowed, below one, or above one and so says less."""
    return any(each in allowed for each in superclasses(name)) or any(
        each in allowed for each in subclasses(name)
    )


@lru_cache(maxsize=4096)
def _shaped(classes: tuple[str, ...], blank: bool) -> Mapping[str, frozenset[str]]:
    """Return the checks that the shapes of some classes make needless, by property."""
    found = dict(_shaped_everywhere())
    for shape in assigned(classes, blank)[0]:
        for property, told in _constrained(shape).items():
            found[property] = found.get(property, frozenset()) | told
    return found


@cache
def _shaped_everywhere() -> Mapping[str, frozenset[str]]:
    """Return the same of the shapes that judge a property wherever it stands."""
    found: dict[str, frozenset[str]] = {}
    for shape, target in graph().subject_objects(SH.targetSubjectsOf):
        told = _constrained(str(shape)).get(str(target), frozenset())
        found[str(target)] = found.get(str(target), frozenset()) | told
    return found


@cache
def _constrained(shape: str) -> Mapping[str, frozenset[str]]:
    """Return the checks that a shape and its parts make needless, by property."""
    source, found = graph(), dict[str, frozenset[str]]()
    node = URIRef(shape)
    for part in (node, *source.objects(node, SH.property)):
        path = source.value(part, SH.path)
        has = set(source.predicates(part))
        told = frozenset(name for name, constraints in _SHAPED.items() if constraints & has)
        steps = None if path is None else read(source, path)
        if steps is None or not told or (isinstance(steps, Property) and steps.inverse):
            continue
        for iri in map(str, properties(steps)):
            found[iri] = found.get(iri, frozenset()) | told
    return found


@cache
def single() -> frozenset[str]:
    """Return the properties that say one thing, in one text for each language: what is true or false, too."""
    text = files("credway.shapes").joinpath("single.csv").read_text(encoding="utf-8")
    boolean = expand("xsd:boolean")
    either = {each.iri for each in terms().values() if each.range == (boolean,)}
    return frozenset(expand(row["property"]) for row in csv.DictReader(text.splitlines())) | either


@cache
def exceptions() -> tuple[Mapping[str, str], ...]:
    """Return what is accepted beside CTDL's own domains and ranges: relation, term, class, reason."""
    text = files("credway.shapes").joinpath("accepted.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def _accepted(relation: str) -> Mapping[str, frozenset[str]]:
    """Return the classes that one kind of exception names, by property or class."""
    found: dict[str, frozenset[str]] = {}
    for row in exceptions():
        if row["relation"] == relation:
            classes = {expand(row["class"])} if row["class"] else set()
            found[expand(row["term"])] = found.get(expand(row["term"]), frozenset()) | classes
    return found


def described(classes: Iterable[str]) -> str:
    """Name some classes, the most general of them first and no more than five."""
    named = set(classes)
    tops = sorted(compact(c) for c in named if not (set(superclasses(c)) - {c}) & named)
    return ", ".join(tops[:5]) + (" and others" if len(tops) > 5 else "")
