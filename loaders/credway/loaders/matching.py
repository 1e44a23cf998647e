"""Which credential of the registry a printed line means: by its CTID, its exact name, or an alias.

Nothing is guessed: a name that several credentials have, or that another issuer's has, names none.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from credway.registry.answers.asking import Asking
from credway.registry.answers.model import Candidate, Resolution, Things
from credway.registry.answers.resolve import Ref, resolve

AT_ONCE: Final = 1_000
"""How many references are resolved in one question."""


class How(StrEnum):
    """How a line was matched, or why it was not."""

    CTID = "ctid"
    NAME = "name"
    ALIAS = "alias"
    AMBIGUOUS = "ambiguous"
    PRINTED = "printed"


@dataclass(frozen=True, slots=True)
class Match:
    """What a line means: `thing` is its IRI, None where it is kept as printed; `note` says why.

    `candidates` are those between which nobody chose.
    """

    how: How
    thing: str | None = None
    note: str = ""
    confidence: str = ""
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """A credential as somebody prints it."""

    name: str
    issuer: str = ""
    ctid: str = ""


async def match(
    frame: Asking, printed: Sequence[Printed], own: Container[str] = ()
) -> tuple[list[Match], Things]:
    """Match some lines, and describe what they may mean, in bounded questions.

    The records in `own` are passed over: a file gave them itself when it was read before.
    """
    refs = list(dict.fromkeys(ref for each in printed for ref in _refs(each)))
    found: dict[Ref, Resolution] = {}
    for start in range(0, len(refs), AT_ONCE):
        part = refs[start : start + AT_ONCE]
        for ref, each in zip(part, await resolve(frame, part, "Credential"), strict=True):
            found[ref] = replace(each, candidates=tuple(c for c in each.candidates if c.iri not in own))
    things = await frame.describe(c.iri for each in found.values() for c in each.candidates)
    return [_matched(each, found, things) for each in printed], things


def _refs(printed: Printed) -> Iterator[Ref]:
    if printed.name:
        yield _named(printed)
    if printed.ctid:
        yield Ref(ctid=printed.ctid)


def _named(printed: Printed) -> Ref:
    return Ref(name=printed.name, issuer=printed.issuer or None)


def _matched(printed: Printed, found: dict[Ref, Resolution], things: Things) -> Match:
    if printed.ctid:
        held = found[Ref(ctid=printed.ctid)].candidates
        if len(held) == 1:
            return Match(How.CTID, held[0].iri)
        if held:
            return Match(How.AMBIGUOUS, note=_several(printed.ctid, held), candidates=held)
    note = f"no credential with its CTID {printed.ctid} is held here"
    if not printed.name:
        return Match(How.PRINTED, note=note)
    by_name = _by_name(printed, found[_named(printed)].candidates)
    if not printed.ctid:
        return by_name
    if by_name.thing is not None and things[by_name.thing].ctid:
        other = things[by_name.thing].ctid
        return Match(How.PRINTED, note=f"{note}, and the one of that name has the CTID {other}")
    return Match(
        by_name.how, by_name.thing, f"{note}; {by_name.note}", by_name.confidence, by_name.candidates
    )


def _by_name(printed: Printed, candidates: Sequence[Candidate]) -> Match:
    """Match by name alone: an exact one before an alias, and of several none."""
    named = [c for c in candidates if c.matched_by.startswith(("name", "normalised name"))]
    fitting = [c for c in named if "issuer" not in c.differs]
    best = tuple(c for c in fitting if c.confidence == fitting[0].confidence)
    if len(best) > 1:
        return Match(How.AMBIGUOUS, note=_several(printed.name, best), candidates=best)
    if best:
        how = How.NAME if best[0].matched_by.startswith("name") else How.ALIAS
        words = "by its exact name" if how is How.NAME else "by another name or spelling of it"
        doubt = "; its issuer is not stated here" if best[0].decided_by == "issuer not stated here" else ""
        return Match(how, best[0].iri, f"matched {words}{doubt}", best[0].confidence)
    if named:
        return Match(
            How.PRINTED, note="the credential of that name is another issuer's", candidates=tuple(named)
        )
    return Match(How.PRINTED, note="no credential of that name is held here")


def _several(asked: str, candidates: Sequence[Candidate]) -> str:
    return f"{asked} may mean {len(candidates)} credentials that are held here"
