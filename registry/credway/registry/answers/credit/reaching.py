"""What awards some things reach: with the terms others state of them, and what their places lie in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final

from credway.registry.answers.asking import Asking
from credway.registry.answers.credit.awards import Award, AwardKind, Named, unsure
from credway.registry.answers.credit.senders import Sender
from credway.registry.answers.model import Cut, Equivalent
from credway.registry.answers.said import Said, current, decode
from credway.registry.answers.ways import with_ways

_TERMS: Final = ("GRANTS", "MEMBER", "PROVIDES", "RECEIVES")
"""The roles in which others name a value of which they state something."""
_ENDS: Final = {"FROM": "PROVIDES", "TOWARD": "RECEIVES"}
"""How a value names an end, and how what says that it is one names the value."""

_ISSUING: Final = {
    **dict.fromkeys(("OWNED_BY", "OWNS"), "owned"),
    **dict.fromkeys(("OFFERED_BY", "OFFERS"), "offered"),
    "Claim": "issued",
}
"""How a link or a claim says that a thing is obtained from an organization."""


@dataclass(frozen=True, slots=True)
class Reached:
    """Equivalents of what was asked about, the awards these reach, what lies in what, and a cut.

    On demand also what else bears on their standing, each whenever valid: what is `said` of them,
    licences for the occupations they are for, list versions, and entries only `printed` on complete ones.
    """

    equivalents: Sequence[Equivalent]
    awards: Sequence[Award]
    within: Mapping[str, frozenset[str]]
    cut: Cut | None = None
    said: Sequence[Said] = ()
    licensed: Sequence[Said] = ()
    lists: Sequence[Said] = ()
    printed: Sequence[Said] = ()


async def reach(
    frame: Asking,
    things: Iterable[str],
    places: Iterable[str] = (),
    role: str = "FROM",
    kinds: Sequence[str] = (),
    lists_of: Sequence[str] = (),
    naming: Iterable[str] | None = None,
) -> Reached:
    """Find the awards that name some things in a role, or what stands for them; one round trip.

    With `kinds` also other statements that name them, with `lists_of` the lists of states by postal code,
    with `naming` what describes these and all that is named, so that the frame need not ask for it again.
    """
    ids, around = sorted(set(things)), sorted(set(places))
    named, most = sorted(set(naming or ())), frame.settings.max_awards
    like = frame.settings.max_equivalents * len(ids)
    rows = await frame.ask(
        "awards_reached",
        ids=ids,
        places=around,
        roles=[role],
        day=frame.as_of,
        depth=3,
        limit=like + 1,
        most=most + 1,
        kinds=list(kinds),
        codes=list(lists_of),
        told=naming is not None,
        named=named,
    )
    parts: dict[str, list[Sequence[Any]]] = {
        part: [row[1:] for row in found] for part, found in groupby(rows, key=lambda row: row[0])
    }
    if naming is not None:
        frame.things.know((*ids, *around, *named), parts.get("about", ()))
    equal = [Equivalent(row[0], row[1], said.body["link"], said) for row, said in _said(parts, "equivalent")]
    found = sorted((said for _, said in _said(parts, "award")), key=lambda said: not said.body.get("refused"))
    terms = current([said for _, said in _said(parts, "terms")], frame.as_of)
    within: dict[str, set[str]] = {}
    for place, outer, *_ in parts.get("within", ()):
        within.setdefault(place, set()).add(outer)
    issued = _issued(parts.get("issued", ()), frame)
    stated = awards_of(current(found[:most], frame.as_of), frame.as_of, terms)
    awards = [_told(each, frame, issued) for each in stated]
    return Reached(
        with_ways(equal),
        _followed(awards, terms, frame),
        {place: frozenset(outer) for place, outer in within.items()},
        _cut(frame, len(found), len(equal), like),
        *([said for _, said in _said(parts, part)] for part in ("said", "licensed", "list", "printed")),
    )


def _cut(frame: Asking, awards: int, equivalents: int, like: int) -> Cut | None:
    """Say what was left out, by which setting: awards, or what stands for what is asked about."""
    most, each = frame.settings.max_awards, frame.settings.max_equivalents
    if awards > most:
        found = Cut("max_awards", most, f"more than {most} awards name what is asked about")
    elif equivalents > like:
        found = Cut("max_equivalents", each, f"more than {like} things stand for what is asked about")
    else:
        return None
    advice = "ask about fewer credentials at once, or raise the setting"
    return replace(found, message=f"{found.message} and the others were left out ({found.limit}); {advice}")


def awards_of(statements: Sequence[Said], day: str, terms: Sequence[Said] = ()) -> Iterable[Award]:
    """Make the awards of some statements: a transfer value under agreements is one award for each.

    By its own word it holds besides at its owner's, unless an agreement holds there; one that has ended, or
    lies ahead, takes nothing from a value that says itself how binding it is. Where only the thing
    that provides or receives a value names it, the award is that of the value itself. What several bodies
    state together is an award of each.
    """
    by_value: dict[str, list[Said]] = {}
    for said in terms:
        for value in (each for role in _TERMS for each in said.all(role)):
            by_value.setdefault(value, []).append(said)
    for said in _values(statements, terms):
        own = () if said.body.get("form") or said.subject is None else by_value.get(said.subject, ())
        guides = tuple(each for each in own if each.kind == "ListEntry" and _listed(each, day))
        between = tuple(each for each in own if each.body.get("form") == "intermediary")
        agreements = [each for each in own if each.body.get("form") == "agreement"]
        ends = tuple(each for role in _ENDS if not said.all(role) for each in own if each.all(_ENDS[role]))
        agreed = [a for each in agreements for a in _of_each(Award(said, each, guides, between, ends))]
        for plain in _of_each(Award(said, None, guides, between, ends, agreed=bool(agreed))):
            says = plain.kind is not AwardKind.UNSTATED
            met = {place for each in agreed if each.holds(day) or not says for place in each.at}
            if (plain.at and met.isdisjoint(plain.at)) or not agreed:
                yield plain
        yield from agreed


def order(award: Award) -> tuple[str, str, str]:
    """Where an award stands among others that are shown: by who awards, then by its statement."""
    return (award.awarded_by or "", award.statement.key, award.id)


def _of_each(award: Award) -> Iterator[Award]:
    """An award of several bodies as one of each, where it holds at them."""
    bodies = (award.agreement or award.statement).all("BY")
    if len(bodies) < 2 or not set(bodies) >= set(award.at):
        yield award
    else:
        yield from (replace(award, body=body) for body in bodies)


def _issued(rows: Sequence[Sequence[Any]], frame: Asking) -> Mapping[str, Mapping[str, str]]:
    """By sender what of the things asked about is its own, in words, with the document that says so.

    A claim that its own document doubts does not say so.
    """
    found: dict[str, dict[str, str]] = {}
    for thing, sender, *row in rows:
        link = decode(row)
        if not unsure(link):
            words = f"{_title(thing, frame)} is {_ISSUING[link.kind]} by it, as {link.document} says"
            found.setdefault(sender, {}).setdefault(thing, words)
    return found


def _told(award: Award, frame: Asking, issued: Mapping[str, Mapping[str, str]]) -> Award:
    """An award with what it is called, and whom it takes those from who come, and what is theirs."""
    agreement = award.agreement
    if award.toward and not award.statement.body.get("name"):
        award = replace(award, called=award.call(_title(award.toward[0], frame)))
    senders = (*agreement.all("SENT_BY"), *agreement.all("SENT_FROM")) if agreement is not None else ()
    if not senders:
        return award
    found = (Sender(iri, _title(iri, frame), tuple(issued.get(iri, {}).items())) for iri in senders)
    return replace(award, senders=tuple(found))


def _title(iri: str, frame: Asking) -> str:
    return frame.things[iri].title if iri in frame.things else iri


def _followed(awards: Sequence[Award], terms: Sequence[Said], frame: Asking) -> list[Award]:
    """The awards, those that have ended with what is said to replace the value or the agreement."""
    if all(award.valid_to > frame.as_of for award in awards):
        return list(awards)
    titles: dict[str, str] = {}
    for award in reversed(awards):
        titles |= dict.fromkeys(_named(award), award.title)
    replaced: dict[str, dict[str, None]] = {}
    for said in (*(said for award in awards for said in award.parts), *terms):
        for new in said.all("REPLACED_BY"):
            replaced.setdefault(said.subject or "", {})[new] = None
        for old in said.all("REPLACES"):
            replaced.setdefault(old, {})[said.subject or ""] = None

    def successors(award: Award) -> Iterator[Named]:
        for new in dict.fromkeys(new for old in _named(award) for new in replaced.get(old, ())):
            named = _title(new, frame) if new in frame.things else titles.get(new, new)
            yield Named(new, named)

    return [
        replace(award, successors=tuple(successors(award))) if award.valid_to <= frame.as_of else award
        for award in awards
    ]


def _named(award: Award) -> Iterator[str]:
    """The value of an award, and the agreement by which it holds."""
    yield from (said.subject for said in award.parts if said.subject is not None)


def _values(statements: Sequence[Said], terms: Sequence[Said]) -> Iterator[Said]:
    """The statements, and in place of an end the value that it names, unless that has ends of its own."""
    found = {said.row for said in statements}
    yielded: set[str] = set()
    for said in statements:
        role = next((role for role, other in _ENDS.items() if said.all(other)), None)
        if role is None:
            yield said
        elif said.subject not in yielded:
            yielded.add(said.subject or "")
            for own in terms:
                named = own.subject == said.subject and own.kind == "Award" and not own.body.get("form")
                if named and not own.all(role) and own.row not in found:
                    yield own


def _said(parts: Mapping[str, Sequence[Sequence[Any]]], part: str) -> list[tuple[Sequence[Any], Said]]:
    return [(row, decode(row[2:])) for row in parts.get(part, ())]


def _listed(entry: Said, day: str) -> bool:
    return entry.holds(day) and entry.body.get("entryStatus") not in ("Removed", "Proposed")
