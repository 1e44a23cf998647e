"""A state's list as it stands on a day: the versions of a series, and the entries that hold."""

from collections.abc import Sequence
from dataclasses import dataclass

from credway.registry.answers.asking import Asking, sources_of
from credway.registry.answers.model import Source, Things
from credway.registry.answers.portability.listing import Lists
from credway.registry.answers.resolve import Ref, chosen, resolve
from credway.registry.answers.said import Said, current
from credway.registry.errors import NotFound


@dataclass(frozen=True)
class EntriesAnswer:
    """The entries of a series on a day, each once, as the newest version that covers the day has it."""

    series: str
    as_of: str
    known_at: int
    versions: Sequence[Said]
    entries: Sequence[Said]
    sources: Sequence[Source]
    things: Things


@dataclass(frozen=True)
class VersionsAnswer:
    """The versions of a series, oldest first, and how many entries each has in all."""

    series: str
    as_of: str
    known_at: int
    versions: Sequence[Said]
    counts: Sequence[int]
    things: Things


async def entries_as_of(frame: Asking, series: str, base: str) -> EntriesAnswer:
    """Read a series on the day of the question, in a bounded number of round trips.

    An entry that several versions have is one: its identity survives them. A version without an end, and
    what it names without one, ends where the next version begins. Raises NotFound, Ambiguous.
    """
    iri = await series_of(frame, series, base)
    held = await editions_of(frame, iri)
    lists = Lists(held, [])
    versions = [s for s in held if s.holds(frame.as_of) and lists.successor(s, frame.as_of) is None]
    starts = {said.subject: said.valid_from for said in held}
    said = current(await _entries(frame, held), frame.as_of)
    newest: dict[str, Said] = {}
    for each in said:
        key = each.subject or each.key
        if not each.holds(frame.as_of) or lists.successor(each, frame.as_of) is not None:
            continue
        if key not in newest or starts.get(each.one("IN"), "") > starts.get(newest[key].one("IN"), ""):
            newest[key] = each
    entries = [newest[key] for key in sorted(newest)]
    mentioned = {iri} | {thing for each in (*versions, *entries) for thing in each.mentioned}
    things = await frame.describe(mentioned)
    return EntriesAnswer(iri, frame.as_of, frame.known_at, versions, entries, sources_of(versions), things)


async def versions_of(frame: Asking, series: str, base: str) -> VersionsAnswer:
    """Read the versions of a series. Raises NotFound, Ambiguous."""
    iri = await series_of(frame, series, base)
    held = await editions_of(frame, iri)
    entries = await _entries(frame, held)
    counts = [
        len({each.subject or each.key for each in entries if said.subject in each.all("IN")}) for said in held
    ]
    things = await frame.describe({iri} | {thing for each in held for thing in each.mentioned})
    return VersionsAnswer(iri, frame.as_of, frame.known_at, held, counts, things)


async def entries_of(frame: Asking, series: str) -> list[Said]:
    """Every entry of every version of a series, by its IRI."""
    return await _entries(frame, await editions_of(frame, series))


async def editions_of(frame: Asking, series: str) -> list[Said]:
    """The versions of a series by its IRI, as the day sees them, oldest first."""
    said = current(await frame.statements([series], ["ListVersion"], ["IN"]), frame.as_of)
    return sorted(said, key=lambda each: (each.valid_from, each.key))


async def series_of(frame: Asking, text: str, base: str) -> str:
    """Say which series a text names: an IRI, the last part of one, or a name. Raises NotFound, Ambiguous."""
    refs = [Ref(id=text), Ref(id=f"{base}lists/{text.strip().lower()}"), Ref(name=text)]
    for ref, found in zip(refs, await resolve(frame, refs, "ListSeries"), strict=True):
        if found.candidates:
            return chosen(ref, found)
    raise NotFound(f"no list is known here as {text}; give the IRI or the name of its series", asked=text)


async def _entries(frame: Asking, versions: Sequence[Said]) -> list[Said]:
    ids = sorted({said.subject for said in versions if said.subject})
    return await frame.statements(ids, ["ListEntry"], ["IN"])
