"""What a publish changes: the timeline laid out anew and compared with the open rows. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from credway.registry.envelope import Envelope
from credway.registry.graph import STILL_OPEN, Alias, Projection, Thing
from credway.registry.store.port import AliasRow, Changes, State
from credway.registry.timeline import Version, rows, segments, starts

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
        resources={iri: a.envelope.document for a in additions for iri in sorted(a.described)},
        opened=[row for part in parts for row in part.opened],
        closed=[row for part in parts for row in part.closed],
        opened_aliases=[row for part in parts for row in part.opened_aliases],
        closed_aliases=[row for part in parts for row in part.closed_aliases],
    )


def _of_document(state: State, addition: Addition, project: Project) -> Changes:
    new = addition.envelope
    held = {e.version: e for e in state.envelopes.get(new.document, ()) if e.n < state.n}
    held[new.version] = new
    timeline = starts(held[version].on_timeline() for version in sorted(held))
    parts = segments(timeline)
    projections = {p.version: project(held[p.version]) for p in parts if not p.withdrawn}
    wanted = {row.interval: row for row in rows(new.document, parts, projections, state.n)}
    open_rows = {row.interval: row for row in state.rows.get(new.document, ())}
    aliases = {alias for projection in projections.values() for alias in projection.aliases}
    open_aliases = {row.alias: row for row in state.aliases.get(new.document, ())}
    return Changes(
        things=_things(timeline, projections, new),
        opened=[row for key, row in wanted.items() if key not in open_rows],
        closed=[row for key, row in open_rows.items() if key not in wanted],
        opened_aliases=[
            _alias_row(a, new.document, state.n) for a in sorted(aliases - open_aliases.keys(), key=_order)
        ],
        closed_aliases=[row for alias, row in open_aliases.items() if alias not in aliases],
    )


def _things(
    timeline: Mapping[str, Version], projections: Mapping[int, Projection], new: Envelope
) -> Sequence[Thing]:
    """Anchors for all that is mentioned; only the newest start refreshes what a thing's cache says."""
    newest = timeline[max(timeline)].version
    found: list[Thing] = []
    for version, projection in projections.items():
        fresh = version == newest
        found += [thing if fresh else replace(thing, own=False) for thing in projection.things]
    return found


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
