"""What an earlier edition gave and a newer one of the same source does not give any more.

Documents stand as before: a table that leaves a college out does not say that what held there has ended. So
they are counted and named, and whoever knows that they ended withdraws them. An award that its own document
does not give any more ends with the edition before, or was put right; that is counted and named too.
"""

from collections.abc import Container, Iterable, Sequence
from typing import Final

from credway.registry.answers.asking import Asking
from credway.registry.answers.nodes import documents
from credway.registry.answers.said import decode

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


async def dropped(
    frame: Asking, documents: Sequence[str], given: Container[str], start: str | None = None
) -> list[str]:
    """The awards that some documents held on a day, else today, and that are not given now.

    The question is pinned to what was recorded before the newer edition.
    """
    day = start or frame.as_of
    gone = [
        iri
        for at in range(0, len(documents), AT_ONCE)
        for iri, _ in await frame.ask("resources_of", documents=documents[at : at + AT_ONCE])
        if iri not in given
    ]
    found: set[str] = set()
    for at in range(0, len(gone), AT_ONCE):
        rows = await frame.ask("statements_about", ids=gone[at : at + AT_ONCE], kinds=["Award"])
        held = (said for said in map(decode, rows) if said.valid_from <= day < said.valid_to)
        found |= {said.subject for said in held if said.subject}
    return sorted(found)


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
