"""Portability: does a credential count in other places, and by whose word.

For each place the findings listed, recognised, approved, regulated, licence required, credit and
demand, and what follows for diploma, credit and work. Membership of a list is judged on the day the
credential was earned; everything else on the day of the question.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from credway.ontology import schemes
from credway.ontology.rules import rule
from credway.registry.answers import standing
from credway.registry.answers.asking import Asking, parsed_day, sources_of
from credway.registry.answers.awards import Award
from credway.registry.answers.listing import Lists, listed
from credway.registry.answers.model import (
    Equivalent,
    Finding,
    Resolution,
    Source,
    Things,
    Verdict,
)
from credway.registry.answers.resolve import Ref, settle
from credway.registry.answers.said import Said, current
from credway.registry.errors import BadRequest, LimitExceeded

STATES = "https://w3id.org/credway/schemes/states"
KINDS = ("ListEntry", "Recognition", "Award", "Observation")
ROLES = ("MEMBER", "OF", "FROM")
RULES = tuple(
    rule(name).iri for name in ("list-membership", "diploma-by-graduation-list", "work-by-recognition")
)


@dataclass(frozen=True, slots=True)
class CountsFor:
    """Question 33: does it still count for the diploma, for credit, for work?"""

    diploma: Finding
    credit: Finding
    work: Finding


@dataclass(frozen=True, slots=True)
class PortabilityAt:
    """The findings at one place; `place` is its IRI, `code` its postal code."""

    place: str
    code: str
    name: str
    summary: str
    through: tuple[Equivalent, ...]
    listed: Finding
    listed_now: Finding
    entries: tuple[Said, ...]
    recognized: Finding
    approved: Finding
    regulated: Finding
    license_required: Finding
    credit: Finding
    awards: tuple[Award, ...]
    demand: Finding
    counts_for: CountsFor


@dataclass(frozen=True)
class PortabilityAnswer:
    """The answer to `portability` for one credential."""

    credential: str
    as_of: str
    known_at: int
    earned_in: str | None
    earned_on: str | None
    resolved: Sequence[Resolution]
    places: Sequence[PortabilityAt]
    sources: Sequence[Source]
    things: Things
    rules: tuple[str, ...] = RULES


async def portability(
    frame: Asking,
    refs: Sequence[Ref],
    to: Sequence[str] | None = None,
    earned_in: str | None = None,
    earned_on: str | None = None,
) -> list[PortabilityAnswer]:
    """Answer for each credential, in as many round trips as for one.

    `to` are postal codes, all states and territories where None. Raises BadRequest, Ambiguous or
    NotFound on arguments that cannot be settled.
    """
    places = _places(frame, to)
    home = _state(earned_in, "earnedIn") if earned_in else None
    earned = parsed_day(earned_on, "earnedOn")
    resolved, ids = await settle(frame, refs)
    equivalents = await frame.equivalents(ids)
    known = {iri: _names(iri, equivalents) for iri in ids}
    everything = {name for names in known.values() for name in names}
    said = await frame.statements(everything, KINDS, ROLES)
    found = current(said, frame.as_of)
    entries_then = current([s for s in said if s.kind == "ListEntry"], earned or frame.as_of)
    located = await frame.located(at for said in found for at in said.all("AT"))
    lists = await Lists.read(frame, [place.notation for place in places])
    mentioned = everything | {iri for said in found for iri in said.mentioned} | lists.mentioned
    things = await frame.describe(mentioned)
    answers = []
    for resolution, iri in zip(resolved, ids, strict=True):
        names = known[iri]
        own = [s for s in found if _about(s) & names]
        then = [s for s in entries_then if _about(s) & names]
        titles = [things[name].title for name in sorted(names) if name in things]
        via = [e for e in equivalents if e.of == iri]
        at = [
            _at(place, own, then, lists, located, via, titles, frame.as_of, earned or frame.as_of)
            for place in places
        ]
        used = [s for p in at for f in _findings(p) for s in (*f.basis, *f.against)]
        answers.append(
            PortabilityAnswer(
                iri,
                frame.as_of,
                frame.known_at,
                home.notation if home else None,
                earned,
                [resolution],
                at,
                sources_of(used),
                things,
            )
        )
    return answers


def _places(frame: Asking, to: Sequence[str] | None) -> list[schemes.Concept]:
    if to is None:
        return list(schemes.scheme(STATES))
    if len(to) > frame.settings.max_places:
        raise LimitExceeded(
            f"{len(to)} places asked for; the most is {frame.settings.max_places} (max_places)"
        )
    return [_state(text, "to") for text in dict.fromkeys(to)]


def _state(text: str, argument: str) -> schemes.Concept:
    found = schemes.state(text)
    if found is None:
        raise BadRequest(f"{argument} {text!r} is no state; use a postal code such as VA", argument=argument)
    return found


def _names(iri: str, equivalents: Sequence[Equivalent]) -> frozenset[str]:
    return frozenset({iri} | {e.iri for e in equivalents if e.of == iri})


def _about(said: Said) -> set[str]:
    return {iri for role in ROLES for iri in said.all(role)}


def _at(
    place: schemes.Concept,
    own: Sequence[Said],
    then: Sequence[Said],
    lists: Lists,
    located: Mapping[str, frozenset[str]],
    via: Sequence[Equivalent],
    titles: Sequence[str],
    as_of: str,
    earned: str,
) -> PortabilityAt:
    code = place.notation
    entries = tuple(s for s in then if s.kind == "ListEntry" and s.place_code == code)
    now = tuple(s for s in own if s.kind == "ListEntry" and s.place_code == code)
    said = [s for s in own if s.kind == "Recognition"]
    awards = [Award(s) for s in own if s.kind == "Award" and _is_at(s, place.iri, located)]
    on_day = listed(entries, standing.acting(said, "listed", code), lists, code, earned, titles, place.label)
    today = (
        on_day
        if (entries, earned) == (now, as_of)
        else listed(now, standing.acting(said, "listed", code), lists, code, as_of, titles, place.label)
    )
    recognized, approved, regulated, license_required = (
        standing.recognition(said, action, code, as_of, place.label)
        for action in ("recognized", "approved", "regulated", "licenseRequired")
    )
    credit = standing.credit(awards, place, as_of)
    demand = standing.demand(own, code, as_of, place.label)
    counts = CountsFor(
        diploma=standing.diploma(on_day, entries, place.label),
        credit=credit,
        work=standing.work(recognized, regulated, place.label),
    )
    used = {
        s for f in (on_day, recognized, approved, regulated, credit, demand) for s in (*f.basis, *f.against)
    }
    through = tuple(e for e in via if any(e.iri in _about(s) for s in used))
    return PortabilityAt(
        place.iri,
        code,
        place.label,
        _summary(place.label, counts),
        through,
        on_day,
        today,
        tuple(dict.fromkeys((*entries, *now))),
        recognized,
        approved,
        regulated,
        license_required,
        credit,
        tuple(awards),
        demand,
        counts,
    )


def _is_at(said: Said, state: str, located: Mapping[str, frozenset[str]]) -> bool:
    return any(at == state or state in located.get(at, ()) for at in said.all("AT"))


def _findings(at: PortabilityAt) -> tuple[Finding, ...]:
    return (
        at.listed,
        at.listed_now,
        at.recognized,
        at.approved,
        at.regulated,
        at.license_required,
        at.credit,
        at.demand,
    )


_SAY = {
    Verdict.YES: "yes",
    Verdict.NO: "no",
    Verdict.UNKNOWN: "not known here",
    Verdict.DISPUTED: "disputed",
}


def _summary(name: str, counts: CountsFor) -> str:
    return (
        f"In {name}: for the diploma {_SAY[counts.diploma.verdict]}, for college credit "
        f"{_SAY[counts.credit.verdict]}, for work {_SAY[counts.work.verdict]}."
    )
