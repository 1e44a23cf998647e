"""The port that every store implements, and what passes through it.

A store knows documents, rows and named queries; it knows nothing of credentials. The core gives it
pure functions to run inside a write transaction, so that a store may run them again.
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from credway.registry.envelope import Envelope
from credway.registry.graph import Alias, Row, Thing


@dataclass(frozen=True, slots=True)
class AliasRow:
    """An alias with its document and recorded time."""

    alias: Alias
    document: str
    recorded_from: int
    recorded_to: int


@dataclass(frozen=True, slots=True)
class OpenRow:
    """What a publish needs to know of an open row: enough to compare it and to close it.

    `source` and `target` are the things between which an edge lies; a statement has none. `subject` is the
    thing of which it is said, where there is one.
    """

    sid: str
    valid_from: str
    valid_to: str
    recorded_from: int
    source: str | None = None
    target: str | None = None
    subject: str | None = None

    @property
    def is_edge(self) -> bool:
        """Whether the row is an edge."""
        return self.source is not None

    @property
    def interval(self) -> tuple[str, str, str]:
        """The content and the days for which it is said to hold, as `Row.interval`."""
        return (self.sid, self.valid_from, self.valid_to)


@dataclass(frozen=True, slots=True)
class State:
    """What a publish may see, read under the sequence lock.

    `n` is the number this write will take. `envelopes` holds, for each document asked for, its
    versions oldest first; `rows` and `aliases` are the document's open rows; `owners` says which
    document describes a resource; `references` which of the resources are reference records only.
    """

    n: int
    envelopes: Mapping[str, Sequence[Envelope]]
    rows: Mapping[str, Sequence[OpenRow]]
    aliases: Mapping[str, Sequence[AliasRow]]
    owners: Mapping[str, str]
    references: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Changes:
    """What one write does: add envelopes, open rows, close rows. Nothing is ever rewritten.

    `things` are anchors to create where missing; those with `own` refresh the cached attributes.
    `resources` maps a resource IRI to the document that describes it. Closing ends the recorded
    time of an open row at `n`. An empty change set takes no number. `projection` is the version of the
    rules that made the rows; an envelope that is replayed may name the older one it was published by.
    """

    envelopes: Sequence[Envelope] = ()
    things: Sequence[Thing] = ()
    resources: Mapping[str, str] = field(default_factory=dict)
    opened: Sequence[Row] = ()
    closed: Sequence[OpenRow] = ()
    opened_aliases: Sequence[AliasRow] = ()
    closed_aliases: Sequence[AliasRow] = ()
    projection: int | None = None

    def __bool__(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.envelopes)


Plan = Callable[[State], Changes]

UNMADE = 0
"""Stands for a version of the projection where a graph was dropped and is not whole again yet."""


@dataclass(frozen=True, slots=True)
class Meta:
    """The registry's own facts: base IRI, schema version, last number taken, newest visible one."""

    base: str
    schema: int
    n: int
    visible: int
    name: str = ""


class Store(Protocol):
    """A registry kept somewhere. Every method may raise StoreError."""

    @property
    def url(self) -> str:
        """The address, without any password."""
        ...

    async def open(self, base: str | None = None) -> Meta:
        """Connect, migrate to the newest schema, and create the registry under `base` if empty.

        Raises StoreMismatch where the store holds a registry with another base.
        """
        ...

    async def close(self) -> None:
        """Release every connection."""
        ...

    async def meta(self) -> Meta:
        """Read the registry's own facts."""
        ...

    async def write(self, documents: Sequence[str], resources: Sequence[str], plan: Plan) -> int:
        """Run `plan` on the state of `documents` and `resources` and apply what it returns.

        One transaction under the sequence lock, made visible when it has committed. Returns the
        number taken, or the newest visible one where the plan changes nothing.
        """
        ...

    async def replay(self, steps: Sequence[tuple[Sequence[str], Sequence[str], int, Plan]]) -> int:
        """Apply several writes with given numbers in one transaction: (documents, resources, n, plan).

        For rebuilding a graph and for copying. The numbers must grow; where a write adds envelopes its
        number must exceed those held. Returns the newest visible number.
        """
        ...

    async def ask(self, query: str, /, **parameters: Any) -> list[tuple[Any, ...]]:
        """Run the named query and return its rows, columns in the documented order.

        The links of a statement come as JSON text or as a list of [role, target, ord], in no order.
        """
        ...

    async def ask_text(self, name: str, text: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Run a compiled list query (from `facets`) in the store's own language."""
        ...

    def dialect(self) -> str:
        """The suffix of this store's query files: `sql` or `cypher`."""
        ...

    def envelopes(self, after: int = 0, batch: int = 200) -> AsyncIterator[Sequence[Envelope]]:
        """Stream all envelopes in the order of (n, ord), those with n > `after`, bodies included."""
        ...

    def rows(self, batch: int = 100) -> AsyncIterator[Sequence[Row]]:
        """Stream every row ever recorded, those of `batch` documents at a time, by document."""
        ...

    async def structure(self) -> list[tuple[str, str]]:
        """Compare tables, indexes, triggers and constraints with what the migrations make.

        Returns for each difference what it is about and how it differs.
        """
        ...

    async def drop_graph(self) -> None:
        """Delete things, statements, links, edges, aliases and resources; keep envelopes and meta.

        What is left is noted as UNMADE, until `note_projection` ends a rebuild.
        """
        ...

    async def note_projection(self, version: int) -> None:
        """Note that one version of the projection has made the whole graph."""
        ...
