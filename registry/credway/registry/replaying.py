"""Envelopes played again, number by number: what rebuilding, copying and checking have in common."""

from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass

from credway.registry.changes import Addition, changes
from credway.registry.envelope import Envelope
from credway.registry.errors import StoreError
from credway.registry.graph import Projection
from credway.registry.projection import project
from credway.registry.reading import read_stored, things_of
from credway.registry.store.port import Changes, Plan, State, Store
from credway.shapes.documents import Document
from credway.shapes.poison import Poison
from credway.shapes.rdf import Unreadable, digest
from credway.shapes.refusals import Fatal

TOGETHER = 200
"""Most envelopes replayed in one transaction, and read in one piece."""
BYTES = 1_000_000
"""Most bytes of documents replayed in one transaction, beyond the first number of it."""
KEPT = 4_000_000
"""Most bytes of documents whose projections are kept, for the versions of a document that follow."""

Progress = Callable[[int, int], None]
"""Told how many envelopes are done, of how many."""

Step = tuple[Sequence[str], Sequence[str], int, Plan]


@dataclass(frozen=True, slots=True)
class Replayed:
    """An envelope read again: what it describes, what it puts into the graph, and its digest if asked for."""

    things: frozenset[str]
    projection: Projection
    digest: str | None = None


Read = Callable[[Envelope], Replayed]


def reader(base: str, *, digests: bool = False) -> Read:
    """Make a function that reads envelopes again, and remembers the last ones. It raises StoreError."""
    kept: OrderedDict[tuple[str, int], Replayed] = OrderedDict()
    sizes: dict[tuple[str, int], int] = {}

    def again(envelope: Envelope) -> Replayed:
        key = (envelope.document, envelope.version)
        found = kept.pop(key, None) or _read(envelope, base, digests)
        kept[key], sizes[key] = found, len(envelope.body)
        while len(kept) > 1 and sum(sizes.values()) > KEPT:
            oldest, _ = kept.popitem(last=False)
            del sizes[oldest]
        return found

    return again


def _read(envelope: Envelope, base: str, digests: bool) -> Replayed:
    if envelope.withdrawn:
        return Replayed(frozenset(), Projection(envelope.document))
    document = Document(envelope.body, envelope.document, envelope.media_type)
    try:
        reading = read_stored(document, base)
        made = project(envelope.document, reading.triples, reading.described)
        content = digest(reading.published) if digests else None
    except (Fatal, Unreadable, Poison, ValueError) as error:
        raise StoreError(
            f"version {envelope.version} of {envelope.document} can no longer be read: {error}",
            document=envelope.document,
            version=envelope.version,
        ) from error
    return Replayed(things_of(reading).all, made, content)


def plan_of(envelopes: Sequence[Envelope], read: Read, *, keep: bool) -> Plan:
    """The plan that publishes the envelopes of one number again; `keep` adds the envelopes too."""

    def plan(state: State) -> Changes:
        additions = [Addition(envelope, read(envelope).things) for envelope in envelopes]
        return changes(state, additions, lambda envelope: read(envelope).projection, keep=keep)

    return plan


async def numbers(store: Store, after: int = 0) -> AsyncIterator[list[Envelope]]:
    """Stream the envelopes of one number after the other."""
    group: list[Envelope] = []
    async for part in store.envelopes(after, TOGETHER):
        for envelope in part:
            if group and envelope.n != group[0].n:
                yield group
                group = []
            group.append(envelope)
    if group:
        yield group


async def replay(
    source: Store, target: Store, read: Read, *, after: int, keep: bool, progress: Progress | None
) -> int:
    """Replay the envelopes of `source` after a number into `target`, many numbers to a transaction."""
    [(total,)] = await source.ask("envelopes_count", n=after)
    waiting: list[list[Envelope]] = []
    done = 0

    async def send() -> None:
        steps: list[Step] = [
            ([e.document for e in group], (), group[0].n, plan_of(group, read, keep=keep))
            for group in waiting
        ]
        await target.replay(steps)

    async for group in numbers(source, after):
        together = [e for one in [*waiting, group] for e in one]
        if waiting and (len(together) > TOGETHER or sum(len(e.body) for e in together) > BYTES):
            await send()
            waiting.clear()
        waiting.append(group)
        done += len(group)
        if progress is not None:
            progress(done, max(total, done))
    if waiting:
        await send()
    return done
