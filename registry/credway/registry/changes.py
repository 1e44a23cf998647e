"""What a publish changes: the timeline laid out anew and compared with the open rows. Pure."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from credway.registry.envelope import Envelope
from credway.registry.graph import SHARED, STILL_OPEN, Alias, Projection, Row, StatementKind, Thing
from credway.registry.projection import PROJECTION_VERSION
from credway.registry.store.port import AliasRow, Changes, State
from credway.registry.timeline import Interval, Segment, Version, rows, segments, span, starts

Project = Callable[[Envelope], Projection]
"""Gives the projection of a version that is in force; called for those only."""


@dataclass(frozen=True, slots=True)
class Addition:
    """One version to add: its envelope, and the resources its document then describes."""

    envelope: Envelope
    described: frozenset[str] = frozenset()


def timeline_of(state: State, document: str) -> Mapping[str, Version]:
    """The timeline of a document as recorded before this write."""
    return starts(e.on_timeline() for e in state.envelopes.get(document, ()) if e.n < state.n)


def changes(state: State, additions: Sequence[Addition], project: Project, *, keep: bool = True) -> Changes:
    """Work out what the additions, one for a document, change. `keep` adds their envelopes too.

    A row that is said to hold for the same days as before stays open; any other open row is closed.
    """
    parts = [_of_document(state, addition, project) for addition in additions]
    return Changes(
        envelopes=[addition.envelope for addition in additions] if keep else (),
        things=_one_each(thing for part in parts for thing in part.things),
        resources={
            iri: a.envelope.document
            for a in additions
            for iri in sorted(a.described)
            if state.owners.get(iri) != a.envelope.document
        },
        opened=[row for part in parts for row in part.opened],
        closed=[row for part in parts for row in part.closed],
        opened_aliases=[row for part in parts for row in part.opened_aliases],
        closed_aliases=[row for part in parts for row in part.closed_aliases],
        projection=PROJECTION_VERSION,
    )


def _of_document(state: State, addition: Addition, project: Project) -> Changes:
    new = addition.envelope
    held = {e.version: e for e in state.envelopes.get(new.document, ()) if e.n < state.n}
    held[new.version] = new
    timeline = starts(held[version].on_timeline() for version in sorted(held))
    parts = segments(timeline)
    projections = {p.version: project(held[p.version]) for p in parts if not p.withdrawn}
    standing = {row.interval: row for row in state.rows.get(new.document, ())}
    opened, kept = rows(new.document, parts, projections, state.n, standing)
    aliases = {alias for projection in projections.values() for alias in projection.aliases}
    open_aliases = {row.alias: row for row in state.aliases.get(new.document, ())}
    spelt = sorted(aliases - open_aliases.keys(), key=_order)
    return Changes(
        things=_touched(_things(timeline, projections), parts, projections, kept, opened, spelt),
        opened=opened,
        closed=[row for interval, row in standing.items() if interval not in kept],
        opened_aliases=[_alias_row(alias, new.document, state.n) for alias in spelt],
        closed_aliases=[row for alias, row in open_aliases.items() if alias not in aliases],
    )


def _things(timeline: Mapping[str, Version], projections: Mapping[int, Projection]) -> Sequence[Thing]:
    """Anchors for all that is mentioned; only the newest start refreshes what a thing's cache says."""
    newest = timeline[max(timeline)].version
    found: list[Thing] = []
    for version, projection in projections.items():
        fresh = version == newest
        found += [thing if fresh else thing._replace(own=False) for thing in projection.things]
    return found


def _touched(
    things: Sequence[Thing],
    parts: Sequence[Segment],
    projections: Mapping[int, Projection],
    kept: Container[Interval],
    opened: Sequence[Row],
    spelt: Sequence[Alias],
) -> Sequence[Thing]:
    """Leave out the things that stand as they should, because all that is said of them stands.

    Those whose description was kept are cached as it says; those that are only pointed at were made
    with the rows that point at them. Things that several documents describe are always written.
    """
    if len(parts) != 1 or not kept:
        return things
    [part] = parts
    described = {
        each.subject
        for each in (projections[part.version].statements if not part.withdrawn else ())
        if each.kind == StatementKind.DESCRIPTION and (each.sid, *span(each, part)) in kept
    }
    named = {alias.thing for alias in spelt}
    for row in opened:
        named.update(filter(None, (row.subject, row.asserted_by, row.source, row.target)))
        named.update(link.target for link in row.links)
    return [
        each
        for each in things
        if each.label in SHARED or (each.iri not in described if each.own else each.iri in named)
    ]


def _one_each(things: Iterable[Thing]) -> Sequence[Thing]:
    best: dict[str, Thing] = {}
    for thing in things:
        held = best.get(thing.iri)
        if held is None or (thing.own and not held.own):
            best[thing.iri] = thing
    return [best[iri] for iri in sorted(best)]


def _alias_row(alias: Alias, document: str, n: int) -> AliasRow:
    return AliasRow(alias, document, n, STILL_OPEN)


def _order(alias: Alias) -> tuple[str, str, str]:
    return (alias.scheme, alias.alias, alias.thing)
