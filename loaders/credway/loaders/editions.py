"""Documents of an earlier edition that a newer one of the same source does not give any more.

They stand as before: a table that leaves a college out does not say that what held there has ended. So they
are counted and named, and whoever knows that they ended withdraws them.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from credway.registry.answers.asking import Asking
from credway.registry.answers.nodes import documents

AT_ONCE: Final = 1_000
"""How many documents are read in one question."""


async def left_behind(
    frame: Asking, folders: Sequence[str], given: Iterable[str], start: str | None = None
) -> list[str]:
    """The documents in some folders (IRIs that end in /) that are held, in force and not given now.

    Given from `start`: what begins after that day is of a later edition, which this one does not follow.
    """
    now = set(given)
    found = [each for folder in folders for each in await _held(frame, folder) if each not in now]
    versions = await documents(frame, found) if found else {}
    begun = {each: min(version.effective_from or "" for version in versions[each]) for each in found}
    earlier = [each for each in found if not start or begun[each] <= start]
    return [each for each in earlier if not versions[each][-1].withdrawn]


async def _held(frame: Asking, folder: str) -> list[str]:
    held: list[str] = []
    after = folder
    while True:
        rows = await frame.store.ask("documents_after", after=after, limit=AT_ONCE)
        inside = [document for (document,) in rows if document.startswith(folder)]
        held += inside
        if len(inside) < AT_ONCE:
            return held
        after = inside[-1]
