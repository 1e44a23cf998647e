"""By which versions of the projection a graph was made, and what that means for its answers.

A document is read when it is published. After an upgrade its rows stand as the older version made them,
until the graph is rebuilt: answers lack what only the newer one reads, and nothing else in them shows it.
"""

from collections.abc import Mapping
from enum import StrEnum

from credway.registry.projection import PROJECTION_VERSION
from credway.registry.store.port import UNMADE, Store


class MadeBy(StrEnum):
    """By what the rows of a graph were made, seen from this program."""

    THIS = "this"
    OLDER = "older"
    NEWER = "newer"
    UNFINISHED = "unfinished"

    @property
    def warning(self) -> str | None:
        """What to say once where such a graph is asked, none where this version has made it."""
        return _WARNINGS.get(self)


_WARNINGS: Mapping[MadeBy, str] = {
    MadeBy.OLDER: (
        "Some documents were read by an older version of Credway: answers may lack what this one reads; "
        "run `credway rebuild`."
    ),
    MadeBy.NEWER: (
        "Some documents were read by a newer version of Credway: this one may not understand all that it "
        "has read; upgrade this one."
    ),
    MadeBy.UNFINISHED: (
        "A rebuild of this store is not finished: answers miss what has not come back; if none is running, "
        "run `credway rebuild`."
    ),
}


async def made_by(store: Store) -> MadeBy:
    """Say what has made the graph of an opened store; one row is read. Raises StoreError.

    The worst decides: unfinished, then newer, which wants an upgrade before a rebuild, then older.
    """
    [(oldest, newest)] = await store.ask("made_by")
    if oldest is None:
        return MadeBy.THIS
    if oldest == UNMADE:
        return MadeBy.UNFINISHED
    if newest > PROJECTION_VERSION:
        return MadeBy.NEWER
    return MadeBy.OLDER if oldest < PROJECTION_VERSION else MadeBy.THIS


async def otherwise(store: Store, *, published: bool) -> str | None:
    """Say how a graph is not noted as made, none where it is as it should be: by this version alone.

    Of a registry in which nothing was `published` nothing is noted. Raises StoreError.
    """
    [(oldest, newest)] = await store.ask("made_by")
    wanted = PROJECTION_VERSION if published else None
    if (oldest, newest) == (wanted, wanted):
        return None
    if oldest == UNMADE:
        return "its graph was dropped, and no rebuild has been finished since"
    noted = f"{oldest}" if oldest == newest else f"{oldest} to {newest}"
    return f"its graph is noted as made by version {noted} of the projection, it should be {wanted}"
