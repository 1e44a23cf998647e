"""Credentials that a state's list has dropped: named before, and absent from the complete version in force.

A list that is not declared complete drops nothing: that it does not name a credential says nothing of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from credway.registry.answers.asking import Asking
from credway.registry.answers.holding import known_as
from credway.registry.answers.portability.listing import Lists
from credway.registry.answers.portability.printed import names_of
from credway.registry.answers.said import Said, current, decode


@dataclass(frozen=True, slots=True)
class Dropped:
    """A credential, the complete version without it (IRI), the first day without it, and all its names."""

    credential: str
    version: str
    since: str
    names: frozenset[str]


async def dropped(frame: Asking, state: str) -> list[Dropped]:
    """Find what awards may rest on and the lists of a state name no more, in six round trips at most.

    A credential is not dropped where the list names what stands for it, or prints a name that could be it.
    """
    day = frame.as_of
    lists = Lists([decode(row) for row in await frame.ask("list_versions", places=[state])], [])
    asked = [
        each for version in _complete(lists, state, day) for each in _compared(lists, version, state, day)
    ]
    if not asked:
        return []
    rows = await frame.ask(
        "dropped_entries",
        ids=[version for version, _, _ in asked],
        lists=[complete.subject for _, complete, _ in asked],
        standing=[int(stands) for _, _, stands in asked],
        day=day,
    )
    if not rows:
        return []
    equivalents = await frame.equivalents({iri for iri, _, _ in rows})
    known = {iri: known_as(iri, equivalents) for iri, _, _ in rows}
    entries = await frame.statements({each.iri for each in equivalents}, ("ListEntry",), ("MEMBER",))
    unresolved = await frame.ask("unresolved_entries", ids=sorted({version for _, version, _ in rows}))
    lists = Lists(lists.versions, [decode(row) for row in unresolved])
    things = await frame.describe(each for names in known.values() for each in names)
    complete = {each.subject: each for _, each, _ in asked}
    found: list[Dropped] = []
    for iri, version, ended in rows:
        standing = {each for each, list_, stands in asked if stands and list_.subject == version}
        named = any(
            said.holds(day) and known[iri].intersection(said.all("MEMBER")) and standing & {*said.all("IN")}
            for said in entries
        )
        if not named and not lists.could_be(complete[version], day, names_of(things, known[iri])):
            start = complete[version].valid_from
            # What the version itself named until a day fell out of it then, not on its first day.
            found.append(Dropped(iri, version, max(start, ended), known[iri]))
    return found


def _complete(lists: Lists, state: str, day: str) -> list[Said]:
    """The versions in force that their publisher declares complete."""
    return [each for each in lists.in_force(state, day) if each.body.get("complete")]


def _compared(lists: Lists, complete: Said, state: str, day: str) -> Iterator[tuple[str, Said, bool]]:
    """The versions of one series begun by the day, each with the complete one and whether it is in force."""
    series = complete.one("IN")
    versions: Sequence[Said] = [
        each
        for each in current(lists.versions, day)
        if each.place_code == state
        and each.valid_from <= day
        and (each.subject == complete.subject or (series is not None and each.one("IN") == series))
    ]
    for each in versions:
        if each.subject:
            yield each.subject, complete, each in lists.in_force(state, day)
