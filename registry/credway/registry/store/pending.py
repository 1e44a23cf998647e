"""Writes that are planned but not sent yet: what a later plan may see of them, and how they are sent.

A store reads the state of all documents of a batch once, lets the plans run one after the other, and
sends all rows together: one publish is a batch of one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from credway.registry.envelope import Envelope
from credway.registry.errors import StoreError
from credway.registry.graph import Row, StatementKind, Thing
from credway.registry.store import rows
from credway.registry.store.port import AliasRow, Changes, OpenRow, Plan, State

UNKNOWN = "Resource"
"""The label of a thing of which nobody has said what it is; any other label replaces it."""

WRITES = (
    *("put_things", "mention_things", "put_envelopes", "put_resources"),
    *("close_statements", "close_edges", "close_aliases"),
    *("open_statements", "open_links", "open_edges", "open_aliases"),
    "state_facts",
)
"""The write queries in the order in which their rows are sent."""

NOTED = "Credential"
"""The label of things of which the store notes which facts are stated."""
_STATING = frozenset({"OWNED_BY", "OFFERED_BY", StatementKind.CLAIM, StatementKind.CLASSIFICATION})
"""The kinds of row that state them."""

_Key = tuple[str, int, str]
_AliasKey = tuple[Any, str, int]


@dataclass(frozen=True, slots=True)
class Write:
    """Rows for one write query; each of them must have its effect."""

    name: str
    rows: Sequence[dict[str, Any]]


class Pending:
    """The state of some documents, with what has been planned since on top of it."""

    def __init__(self, state: State) -> None:
        self._envelopes = {document: list(held) for document, held in state.envelopes.items()}
        self._rows = {document: {_key(row): row for row in held} for document, held in state.rows.items()}
        self._where = {key: document for document, held in self._rows.items() for key in held}
        self._aliases = {
            document: {_alias_key(row): row for row in held} for document, held in state.aliases.items()
        }
        self._owners = dict(state.owners)
        self._references = state.references
        self._things: dict[str, Thing] = {}
        self._kept: list[Envelope] = []
        self._resources: dict[str, str] = {}
        self._opened: dict[_Key, Row] = {}
        self._opened_of: dict[str, dict[_Key, None]] = {}
        self._closed: list[tuple[OpenRow, int]] = []
        self._opened_aliases: dict[_AliasKey, AliasRow] = {}
        self._closed_aliases: list[AliasRow] = []
        self.projection: int | None = None
        """The version of the projection that made what was planned, where a plan says so."""

    @property
    def opened(self) -> Sequence[Row]:
        """The rows that were opened since, with their ends where they have been closed again."""
        return list(self._opened.values())

    @property
    def opened_aliases(self) -> Sequence[AliasRow]:
        """The aliases that were opened since."""
        return list(self._opened_aliases.values())

    @property
    def resources(self) -> Mapping[str, str]:
        """Which document describes what, as far as it was said since."""
        return self._resources

    def state(self, n: int, documents: Iterable[str]) -> State:
        """What the plan that takes `n` may see of some documents."""
        asked = list(documents)
        return State(
            n,
            {document: tuple(self._envelopes[document]) for document in asked},
            {document: self._open_rows(document) for document in asked},
            {document: tuple(self._aliases[document].values()) for document in asked},
            self._owners,
            self._references,
        )

    def run(self, steps: Iterable[tuple[Sequence[str], Sequence[str], int, Plan]], held: int) -> int:
        """Run plans with given numbers one after the other; `held` is the newest number taken so far.

        Returns the last number. Raises StoreError where the numbers do not grow.
        """
        newest = 0
        for documents, _, n, plan in steps:
            changes = plan(self.state(n, documents))
            if n <= newest or (changes.envelopes and n <= held):
                raise StoreError(f"number {n} was to follow {max(newest, held)}; numbers must grow")
            self.add(n, changes)
            newest = n
        return newest

    def add(self, n: int, changes: Changes) -> None:
        """Take up what the plan for `n` changes. Raises StoreError where a row is not there to close."""
        self.projection = changes.projection or self.projection
        for envelope in changes.envelopes:
            self._kept.append(envelope)
            self._envelopes.setdefault(envelope.document, []).append(envelope)
        for thing in changes.things:
            self._things[thing.iri] = _merged(self._things.get(thing.iri), thing)
        self._resources.update(changes.resources)
        self._owners.update(changes.resources)
        for seen in changes.closed:
            self._close(_key(seen), n)
        for row in changes.opened:
            key = (row.sid, row.recorded_from, row.valid_from)
            if key in self._opened:
                raise StoreError(f"the row {key} was to be opened twice")
            self._opened[key] = row
            self._opened_of.setdefault(row.document, {})[key] = None
        self._add_aliases(n, changes)

    def writes(self) -> Iterator[Write]:
        """Everything to send, in order, each query's rows sorted by their key; nothing empty."""
        things = [self._things[iri] for iri in sorted(self._things)]
        opened = [self._opened[key] for key in sorted(self._opened)]
        statements = [row for row in opened if not row.is_edge]
        edges = [row for row in opened if row.is_edge]
        made = (
            map(rows.thing_row, (t for t in things if t.own)),
            map(rows.thing_row, (t for t in things if not t.own)),
            map(rows.envelope_row, self._kept),
            ({"iri": iri, "document": self._resources[iri]} for iri in sorted(self._resources)),
            (rows.closing_row(r, n) for r, n in self._closed if not r.is_edge),
            (rows.closing_row(r, n) for r, n in self._closed if r.is_edge),
            map(rows.alias_row, self._closed_aliases),
            map(rows.statement_row, statements),
            chain.from_iterable(map(rows.link_rows, statements)),
            map(rows.edge_row, edges),
            map(rows.alias_row, self._opened_aliases.values()),
            self._facts(),
        )
        for name, found in zip(WRITES, made, strict=True):
            ready = list(found)
            if ready:
                yield Write(name, ready)

    def _facts(self) -> Iterator[dict[str, Any]]:
        """The things of which facts may be stated otherwise than before, and those that may be new."""
        anew = {row.subject or row.source for row, _ in self._closed}
        for row in self._opened.values():
            if row.kind in _STATING:
                anew.update([row.source] if row.is_edge else [k.target for k in row.links if k.role == "OF"])
        fresh = {iri for iri, thing in self._things.items() if thing.label == NOTED}
        for iri in sorted(filter(None, anew | fresh)):
            yield {"iri": iri, "anew": iri in anew}

    def _open_rows(self, document: str) -> tuple[OpenRow, ...]:
        """The open rows of a document: those that were there, and those opened since."""
        since = (self._opened[key] for key in self._opened_of.get(document, ()))
        return (*self._rows[document].values(), *map(_seen, since))

    def _close(self, key: _Key, n: int) -> None:
        opened = self._opened.get(key)
        if opened is not None and key in self._opened_of[opened.document]:
            del self._opened_of[opened.document][key]
            self._opened[key] = opened.closed(n)
            return
        document = self._where.pop(key, None)
        if document is None:
            raise StoreError(f"the row {key} was to be closed at {n} and is not open")
        self._closed.append((self._rows[document].pop(key), n))

    def _add_aliases(self, n: int, changes: Changes) -> None:
        for row in changes.closed_aliases:
            key = _alias_key(row)
            if self._aliases.get(row.document, {}).pop(key, None) is None:
                raise StoreError(f"the alias {row.alias.alias!r} of {row.document} is not open")
            if key in self._opened_aliases:
                self._opened_aliases[key] = replace(row, recorded_to=n)
            else:
                self._closed_aliases.append(replace(row, recorded_to=n))
        for row in changes.opened_aliases:
            self._opened_aliases[_alias_key(row)] = row
            self._aliases.setdefault(row.document, {})[_alias_key(row)] = row


def state_of(
    n: int,
    documents: Iterable[str],
    envelopes: Iterable[Sequence[Any]],
    open_rows: Iterable[Sequence[Any]],
    aliases: Iterable[Sequence[Any]],
    owners: Iterable[Sequence[Any]],
) -> State:
    """Make the state of some documents from the rows of the four `state_` queries."""
    held: dict[str, list[Envelope]] = {document: [] for document in documents}
    opened: dict[str, list[OpenRow]] = {document: [] for document in held}
    named: dict[str, list[AliasRow]] = {document: [] for document in held}
    for envelope in map(rows.envelope, envelopes):
        held[envelope.document].append(envelope)
    for document, *row in open_rows:
        opened[document].append(rows.open_row(row))
    for alias in map(rows.alias, aliases):
        named[alias.document].append(alias)
    described, references = {}, set()
    for resource, document, reference in owners:
        described[resource] = document
        if reference:
            references.add(resource)
    return State(n, held, opened, named, described, frozenset(references))


def _merged(held: Thing | None, new: Thing) -> Thing:
    if held is None or new.own:
        return new
    if not held.own and held.label == UNKNOWN:
        return held._replace(label=new.label)
    return held


def _seen(row: Row) -> OpenRow:
    """What a later plan may see of a row that was opened."""
    ends = (row.source or None, row.target or None, row.subject or row.source or None)
    return OpenRow(row.sid, row.valid_from, row.valid_to, row.recorded_from, *ends)


def _key(row: OpenRow) -> _Key:
    return (row.sid, row.recorded_from, row.valid_from)


def _alias_key(row: AliasRow) -> _AliasKey:
    return (row.alias, row.document, row.recorded_from)
