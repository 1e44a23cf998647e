"""Making a graph again from its envelopes, and moving a registry from one store into another."""

from credway.registry.envelope import Envelope
from credway.registry.errors import StoreMismatch
from credway.registry.projection import PROJECTION_VERSION
from credway.registry.replaying import Progress, reader, replay
from credway.registry.store.port import Store


async def rebuild(store: Store, *, progress: Progress | None = None) -> int:
    """Drop the graph and replay the envelopes: every row comes back with the same `sid` and times.

    Until it is done, answers miss what has not come back; nobody may publish meanwhile. Returns the
    number of envelopes replayed. Stopped half-way it can be started again.
    """
    base = (await store.meta()).base
    await store.drop_graph()
    done = await replay(store, store, reader(base), after=0, keep=False, progress=progress)
    await store.note_projection(PROJECTION_VERSION)
    return done


async def copy(source: Store, target: Store, *, progress: Progress | None = None) -> int:
    """Replay a registry into another store, each publish with its number; both stores are open or opened.

    A copy that was stopped goes on after the target's last number. Returns how many envelopes were
    copied. Raises StoreMismatch where the target holds something else.
    """
    held = await source.meta()
    at = (await target.open(held.base)).n
    if at and await _envelopes(source, at) != await _envelopes(target, at):
        raise StoreMismatch(
            f"the target holds {at} publishes that are not those of the source; name an empty store", n=at
        )
    if at:
        await target.replay(())  # what was stopped may have written its last number and not yet shown it
    return await replay(source, target, reader(held.base), after=at, keep=True, progress=progress)


async def _envelopes(store: Store, n: int) -> list[Envelope]:
    async for part in store.envelopes(after=n - 1):
        return [envelope for envelope in part if envelope.n == n]
    return []
