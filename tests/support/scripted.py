"""Publishing projections written by hand: the rows of a test without any document to read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from credway.registry.changes import Addition, changes, timeline_of
from credway.registry.envelope import Envelope
from credway.registry.graph import Alias, Edge, Link, Projection, Row, Statement, Thing, canonical
from credway.registry.store.port import AliasRow, Changes, OpenRow, Plan, State
from credway.registry.timeline import Version, is_no_op

BASE = "https://t.example/"
DAY = "2026-01-01"


class Writes(Protocol):
    """The part of a store that a publish needs."""

    async def write(self, documents: Sequence[str], resources: Sequence[str], plan: Plan) -> int:
        """Run a plan and apply it."""
        ...


def t(path: str) -> str:
    """An IRI of the test's registry."""
    return BASE + path


def thing(path: str, label: str = "Credential", *, own: bool = True, **more: Any) -> Thing:
    """A thing with a name made from its path."""
    words = path.replace("/", " ").lower()
    name = more.pop("name", words if own else None)
    given: dict[str, Any] = {
        "types": ("ceterms:Credential",) if own else (),
        "name": name,
        "reference_only": not own,
        "sort": f"{name or '~'}\x00{t(path)}",
        "search": name or "",
    }
    return Thing(t(path), label, own, **(given | more))


def said(
    kind: str, document: str, key: str, links: Mapping[str, str | Sequence[str]], **terms: Any
) -> Statement:
    """A statement; `links` maps a role to one path or several."""
    found = [
        Link(role, t(target), place)
        for role, targets in links.items()
        for place, target in enumerate([targets] if isinstance(targets, str) else targets)
    ]
    subject = terms.pop("subject", None)
    return Statement(
        kind=kind,
        key=key,
        body=canonical(terms.pop("body", {"key": key})),
        document=t(document),
        subject=t(subject) if subject else None,
        links=tuple(found),
        **terms,
    )


def edge(kind: str, document: str, source: str, target: str, **terms: Any) -> Edge:
    """An edge between two paths."""
    return Edge(kind, t(source), t(target), t(document), **terms)


def projection(document: str, *parts: Thing | Statement | Edge | Alias) -> Projection:
    """What a version of a document says; whatever it points at is mentioned."""
    things = {part.iri: part for part in parts if isinstance(part, Thing)}
    statements = tuple(part for part in parts if isinstance(part, Statement))
    edges = tuple(part for part in parts if isinstance(part, Edge))
    aliases = tuple(part for part in parts if isinstance(part, Alias))
    pointed = {link.target for s in statements for link in s.links}
    pointed |= {end for e in edges for end in (e.source, e.target)} | {a.thing for a in aliases}
    for iri in sorted(pointed - things.keys()):
        things[iri] = thing(iri.removeprefix(BASE), "Resource", own=False)
    return Projection(t(document), tuple(things.values()), statements, edges, aliases)


@dataclass
class Scripted:
    """Publishes to a store; the body of an envelope names the projection it stands for."""

    store: Writes
    projections: dict[bytes, Projection] = field(default_factory=dict)

    async def publish(
        self,
        *found: Projection,
        start: str | None = None,
        corrects: int | None = None,
        day: str = DAY,
        withdrawn: bool = False,
    ) -> int:
        """Publish one version of each document; a withdrawn one says nothing."""
        bodies = {}
        for part in found:
            bodies[part.document] = f'{{"{len(self.projections)}": "{part.document}"}}'.encode()
            same = [body for body, held in self.projections.items() if held == part]
            bodies[part.document] = same[0] if same else bodies[part.document]
            self.projections[bodies[part.document]] = part

        def plan(state: State) -> Changes:
            added = []
            for place, part in enumerate(found):
                held = state.envelopes[part.document]
                body = bodies[part.document]
                envelope = Envelope(
                    document=part.document,
                    version=held[-1].version + 1 if held else 1,
                    n=state.n,
                    ord=place,
                    digest="" if withdrawn else body.decode(),
                    mode="publish",
                    outcome="withdrawn" if withdrawn else "accepted",
                    published_at=f"{day}T12:00:00+00:00",
                    media_type="application/ld+json",
                    body=b"" if withdrawn else body,
                    effective_from=start,
                    corrects=corrects,
                    withdrawn=withdrawn,
                )
                if not is_no_op(timeline_of(state, part.document), envelope.on_timeline()):
                    described = frozenset(t.iri for t in part.things if t.own and not withdrawn)
                    added.append(Addition(envelope, described))
            return changes(state, added, self.project) if added else Changes()

        return await self.store.write([part.document for part in found], [], plan)

    async def withdraw(self, document: str, start: str | None = None) -> int:
        """Withdraw a document."""
        return await self.publish(Projection(t(document)), start=start, withdrawn=True)

    def project(self, envelope: Envelope) -> Projection:
        """The projection that an envelope stands for."""
        return Projection(envelope.document) if envelope.withdrawn else self.projections[envelope.body]


class InMemory:
    """Only what a publish needs of a store: rows, envelopes and aliases in lists."""

    def __init__(self) -> None:
        self.n = 0
        self.envelopes: list[Envelope] = []
        self.rows: list[Row] = []
        self.aliases: list[AliasRow] = []

    async def write(self, documents: Sequence[str], resources: Sequence[str], plan: Plan) -> int:
        """Run a plan and apply it."""
        n = self.n + 1
        changed = plan(self.state(n, documents))
        if changed:
            self.apply(n, changed)
        return self.n

    def state(self, n: int, documents: Sequence[str]) -> State:
        """What the plan may see."""
        opened = [row for row in self.rows if row.recorded_to > n]
        return State(
            n,
            {d: [e for e in self.envelopes if e.document == d] for d in documents},
            {d: [_seen(row) for row in opened if row.document == d] for d in documents},
            {d: [a for a in self.aliases if a.document == d and a.recorded_to > n] for d in documents},
            {},
        )

    def apply(self, n: int, changed: Changes) -> None:
        """Close and open rows."""
        self.n = n
        self.envelopes += changed.envelopes
        closing = {(row.sid, row.recorded_from, row.valid_from) for row in changed.closed}
        self.rows = [
            row.closed(n)
            if (row.sid, row.recorded_from, row.valid_from) in closing and row.recorded_to > n
            else row
            for row in self.rows
        ]
        self.rows += changed.opened


def version(number: int, start: str | None = None, **terms: Any) -> Version:
    """A version of a document called `d`, published in the year of its number."""
    return Version(
        "d", number, terms.pop("digest", f"content {number}"), f"20{number:02}-01-01", start, **terms
    )


def _seen(row: Row) -> OpenRow:
    return OpenRow(
        row.sid, row.valid_from, row.valid_to, row.recorded_from, row.source or None, row.target or None
    )
