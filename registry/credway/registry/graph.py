"""What a document says, as the graph holds it: things, statements with their links, edges, aliases.

A *thing* is a timeless anchor, one for each IRI. Whatever carries terms is a *statement*: one node
with the links it owns, content-addressed, opened and closed whole. A plain link between two things
is an *edge*. Statements and edges carry valid time (half-open dates) and recorded time (the
registry's sequence numbers).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

import orjson

FIRST_DAY = "0001-01-01"
"""The open lower bound of valid time."""
LAST_DAY = "9999-12-31"
"""The open upper bound of valid time."""
STILL_OPEN = 2_147_483_647
"""The open upper bound of recorded time."""

FROM_STATED = 1
TO_STATED = 2
"""Bits of `stated`: which bound the document itself gave, before it was clipped."""

SHARED = ("ListEntry", "Source")
"""Labels of things that several documents may describe: entries survive lists, sources are cited again."""


class StatementKind(StrEnum):
    """The kinds of statement there are; nothing else is projected, and every surface knows each."""

    AWARD = "Award"
    CLAIM = "Claim"
    CLASSIFICATION = "Classification"
    CONDITION = "Condition"
    DESCRIPTION = "Description"
    EQUIVALENCE = "Equivalence"
    IDENTIFIER = "Identifier"
    LIST_ENTRY = "ListEntry"
    LIST_VERSION = "ListVersion"
    OBSERVATION = "Observation"
    RECOGNITION = "Recognition"
    RULE = "Rule"


class Link(NamedTuple):
    """One link that a statement owns: its role, the IRI it points at, and its place in order."""

    role: str
    target: str
    ord: int = 0


@dataclass(frozen=True)
class Statement:
    """One statement as one version of a document makes it, before any timeline is applied.

    `body` is canonical JSON (`canonical`). `valid_from` and `valid_to` are as stated (half-open; None
    where nothing is stated). `place` is the postal code and `number` the figure that queries filter by;
    both repeat what `body` says.
    """

    kind: str
    key: str
    body: str
    document: str
    subject: str | None = None
    asserted_by: str | None = None
    links: tuple[Link, ...] = ()
    valid_from: str | None = None
    valid_to: str | None = None
    place: str | None = None
    number: float | None = None

    @cached_property
    def sid(self) -> str:
        """The content address: document, kind, key, terms, links and body.

        With the document, so that two documents that say the same stay two statements.
        """
        links = [(link.role, link.target, link.ord) for link in self.links]
        return _address(
            "s",
            [
                *(self.document, self.kind, self.key, self.subject, self.asserted_by, links),
                *(self.valid_from, self.valid_to, self.place, self.body),
            ],
        )


@dataclass(frozen=True)
class Edge:
    """A plain link between two things; it starts at a thing of its own document."""

    type: str
    source: str
    target: str
    document: str
    asserted_by: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None

    @cached_property
    def sid(self) -> str:
        """The content address of the edge."""
        terms = [self.asserted_by, self.valid_from, self.valid_to]
        return _address("e", [self.type, self.source, self.target, self.document, *terms])


class Thing(NamedTuple):
    """One IRI, with a cache of what its newest description says for lists and search.

    `own` is false for things that the document only points at. `sort` orders by name, `search`
    holds the folded tokens, `names` and `types` what is shown.
    """

    iri: str
    label: str
    own: bool = False
    types: tuple[str, ...] = ()
    name: str | None = None
    ctid: str | None = None
    reference_only: bool = True
    sort: str = ""
    search: str = ""


class Alias(NamedTuple):
    """Another spelling of a thing: an IRI, a code, a CTID or a normalised name, by scheme."""

    alias: str
    scheme: str
    thing: str


@dataclass(frozen=True, slots=True)
class Projection:
    """All that one version of a document puts into the graph."""

    document: str
    things: tuple[Thing, ...] = ()
    statements: tuple[Statement, ...] = ()
    edges: tuple[Edge, ...] = ()
    aliases: tuple[Alias, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A statement or an edge with all four times, as a store keeps it.

    `body`, `links`, `subject`, `place` and `number` are empty on edges; `source`, `target` on
    statements. `version` is the version of the document that first said it without a break.
    """

    sid: str
    kind: str
    key: str
    document: str
    version: int
    asserted_by: str | None
    valid_from: str
    valid_to: str
    stated: int
    recorded_from: int
    recorded_to: int = STILL_OPEN
    subject: str | None = None
    place: str | None = None
    number: float | None = None
    body: str = ""
    links: tuple[Link, ...] = field(default=())
    source: str = ""
    target: str = ""

    @property
    def is_edge(self) -> bool:
        """Whether the row is an edge."""
        return bool(self.source)

    @property
    def interval(self) -> tuple[str, str, str]:
        """What a publish compares: the content and the days for which it is said to hold."""
        return (self.sid, self.valid_from, self.valid_to)

    def closed(self, n: int) -> "Row":
        """Return the row as recorded until `n`."""
        return replace(self, recorded_to=n)


def canonical(body: Mapping[str, Any]) -> str:
    """Write a body as canonical JSON: sorted keys, no spaces."""
    return orjson.dumps(body, option=orjson.OPT_SORT_KEYS).decode()


def _address(prefix: str, content: list[Any]) -> str:
    digest = hashlib.sha256(orjson.dumps(content)).hexdigest()
    return f"{prefix}{digest[:40]}"
