"""What one document states of links, read from its projection or from its rows, and what is found in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import orjson

from credway.ontology.namespaces import compact, expand
from credway.ontology.projection import rules
from credway.ontology.references import elsewhere, roles
from credway.ontology.terms import family, terms
from credway.registry.graph import FIRST_DAY, LAST_DAY, Link, Projection, Row
from credway.registry.projection.draft import THINGS, label_of

REQUIRES = frozenset(["requires", "commonConditions"])
"""The relations of the conditions among which cycles are looked for."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One link as a document states it, from the day `since` until before the day `until`.

    `relation` is the type of an edge, or the CURIE of a property. `label` is the class family of the
    subject, where it is known.
    """

    subject: str
    relation: str
    target: str
    document: str
    since: str = FIRST_DAY
    until: str = LAST_DAY
    label: str = ""

    def meets(self, other: "Stated") -> bool:
        """Whether both hold on some day."""
        return max(self.since, other.since) < min(self.until, other.until)


@dataclass(frozen=True, slots=True)
class Crossed:
    """One thing that does not fit across documents; never fatal.

    `path` is the property as an IRI, `value` the thing it names. `about` is the same
    for what two documents can be told, and empty for what concerns one.
    """

    code: str
    document: str
    focus: str
    path: str
    value: str
    message: str
    about: frozenset[str] = frozenset()


@dataclass(slots=True)
class Said:
    """The links of one document: to where its statements and edges lead, and what its things require.

    `described` holds the document's own things with their class families.
    """

    document: str
    described: dict[str, str] = field(default_factory=dict)
    links: list[Stated] = field(default_factory=list)
    needing: set[str] = field(default_factory=set)

    def statement(
        self,
        kind: str,
        subject: str | None,
        body: Mapping[str, Any],
        links: Iterable[Link],
        asserted_by: str | None,
        since: str | None,
        until: str | None,
    ) -> None:
        """Take up a statement."""
        days = (since or FIRST_DAY, until or LAST_DAY)
        about = subject or self.document
        if kind == "Description" and subject:
            self._describe(subject, body, days)
        relation = str(body.get("relation", "")) if kind == "Condition" else ""
        for link in links:
            found = roles().get((kind, link.role, relation))
            property_ = found or str(body.get("link") or body.get("predicate") or f"{kind} {link.role}")
            self.links.append(Stated(about, property_, link.target, self.document, *days))
            if relation in REQUIRES and link.role == "OF":
                self.needing.add(link.target)
        if asserted_by:
            self.links.append(Stated(about, "credway:assertedBy", asserted_by, self.document, *days))

    def edge(self, kind: str, source: str, target: str, since: str | None, until: str | None) -> None:
        """Take up an edge."""
        days = (since or FIRST_DAY, until or LAST_DAY)
        self.links.append(Stated(source, kind, target, self.document, *days))

    def _describe(self, subject: str, body: Mapping[str, Any], days: tuple[str, str]) -> None:
        self.described[subject] = label_of(frozenset(expand(t) for t in body.get("types", ()))) or ""
        self.links += attributes(subject, body, self.document, days)


def of_projection(projection: Projection) -> Said:
    """Read what a version of a document has just put into the graph."""
    said = Said(projection.document)
    for each in projection.statements:
        body = orjson.loads(each.body)
        said.statement(
            each.kind, each.subject, body, each.links, each.asserted_by, each.valid_from, each.valid_to
        )
    for edge in projection.edges:
        said.edge(edge.type, edge.source, edge.target, edge.valid_from, edge.valid_to)
    return said


def of_rows(document: str, rows: Iterable[Row], n: int) -> Said:
    """Read what a document states in the graph, as recorded at `n`."""
    said = Said(document)
    for row in rows:
        if not row.recorded_from <= n < row.recorded_to:
            continue
        if row.is_edge:
            said.edge(row.kind, row.source, row.target, row.valid_from, row.valid_to)
        else:
            body = orjson.loads(row.body)
            days = (row.valid_from, row.valid_to)
            said.statement(row.kind, row.subject, body, row.links, row.asserted_by, *days)
    return said


def attributes(
    subject: str, body: Mapping[str, Any], document: str, days: tuple[str, str] = (FIRST_DAY, LAST_DAY)
) -> list[Stated]:
    """The links that a Description keeps among the thing's attributes, as no edge is made of them."""
    return [
        Stated(subject, property_, expand(value), document, *days)
        for property_, values in body.get("attributes", {}).items()
        if leads_to_things(property_)
        for value in values
        if isinstance(value, str) and "://" in value
    ]


@cache
def leads_to_things(property_: str) -> bool:
    """Whether the values of a property, by its CURIE, are things that documents describe."""
    known = terms().get(expand(property_)) if ":" in property_ else None
    return known is not None and known.coercion == "id" and any(family(r) in THINGS for r in known.range)


@cache
def properties_of(relation: str) -> Sequence[str]:
    """The CURIEs of the properties behind a relation: several make one type of edge."""
    found = [
        compact(p)
        for p, rule in rules().items()
        if rule.makes in ("edge", "address") and rule.name == relation
    ]
    return found or [relation]


@cache
def judged(relation: str) -> bool:
    """Whether what a relation leads to should be described by a document here."""
    found = properties_of(relation)
    return not all(property_ in elsewhere() or _leads_to_parts(property_) for property_ in found)


def _leads_to_parts(property_: str) -> bool:
    """Whether a property's values are parts of a statement only, such as actions and profiles."""
    known = terms().get(expand(property_)) if ":" in property_ else None
    if known is None or not known.range:
        return False
    families = {family(each) for each in known.range}
    return None not in families and not families & THINGS


def shown(relation: str) -> str:
    """A relation as it is called in messages: its property, without a prefix where several make it."""
    found = properties_of(relation)
    return found[0] if len(found) == 1 else found[0].partition(":")[2]


def path_of(relation: str) -> str:
    """The IRI of a relation's property; empty where a statement links in no property's name."""
    found = properties_of(relation)[0]
    return expand(found) if ":" in found else ""
