"""Portability: does a credential count in other places and with other employers, and by whose word.

For each place the findings listed, recognised, approved, regulated, accredited, licence required, credit
and demand, and what follows for diploma, credit and work. Membership of a list is judged on the day the
credential was earned; everything else on the day of the question. Awards are judged as the credit question
judges them, of a holder of this one credential of whom nothing but that day is known.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from credway.ontology import schemes
from credway.ontology.rules import rule
from credway.registry.answers.asking import Asking, sources_of
from credway.registry.answers.conditions import Asker
from credway.registry.answers.credit.awards import Award, AwardFinding
from credway.registry.answers.credit.judging import Refusal, judged
from credway.registry.answers.credit.reaching import reach
from credway.registry.answers.holding import Held, alternatives, check_earned, known_as
from credway.registry.answers.model import (
    Equivalent,
    Finding,
    Resolution,
    Source,
    Things,
    Verdict,
)
from credway.registry.answers.places import state_of
from credway.registry.answers.portability import standing
from credway.registry.answers.portability.employers import Employers, employers
from credway.registry.answers.portability.listing import Lists, listed
from credway.registry.answers.portability.printed import names_of
from credway.registry.answers.resolve import Ref, settle
from credway.registry.answers.said import Said, current
from credway.registry.errors import BadRequest, LimitExceeded

STATES = "https://w3id.org/credway/schemes/states"
KINDS = ("ListEntry", "Recognition", "Observation", "Claim", "Classification")
RULES = tuple(
    rule(name).iri
    for name in (
        "list-membership",
        "diploma-by-graduation-list",
        "work-by-recognition",
        "license-through-occupation",
        "employers-by-statement",
        "earned-in-force",
    )
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
    accredited: Finding
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
    employers: Employers
    sources: Sequence[Source]
    things: Things
    rules: tuple[str, ...] = RULES


async def portability(
    frame: Asking,
    refs: Sequence[Ref],
    to: Sequence[str] | None = None,
    earned_in: str | None = None,
    earned_on: str | None = None,
    *,
    shown: bool = False,
) -> list[PortabilityAnswer]:
    """Answer for each credential, in as many round trips as for one.

    `to` are postal codes, all states and territories where None. Where places are `shown` by name,
    they are described with what else is. Raises BadRequest, Ambiguous or
    NotFound on arguments that cannot be settled.
    """
    places = places_of(frame, to)
    home = state_of(earned_in, "earnedIn") if earned_in else None
    earned = check_earned(frame, earned_on)
    resolved, ids = await settle(frame, refs)
    reached = await reach(
        frame,
        ids,
        kinds=KINDS,
        lists_of=[place.notation for place in places],
        naming=[place.iri for place in places] if shown else (),
    )
    equivalents = reached.equivalents
    known = {iri: known_as(iri, equivalents) for iri in ids}
    found = current(reached.said, frame.as_of)
    licensed = current(reached.licensed, frame.as_of)
    entries_then = current([s for s in reached.said if s.kind == "ListEntry"], earned or frame.as_of)
    lists = Lists(reached.lists, reached.printed)
    things = await frame.describe(
        _mentioned(known, [*found, *licensed], reached.awards, lists),
        beside=[place.iri for place in places] if shown else (),
    )
    nobody = Asker()
    answers = []
    for resolution, iri in zip(resolved, ids, strict=True):
        names = known[iri]
        own = [s for s in found if not names.isdisjoint(_about(s))]
        then = [s for s in entries_then if not names.isdisjoint(_about(s))]
        via = [e for e in equivalents if e.of == iri]
        held = Held(Ref(id=iri), earned, home.notation if home else None)
        awards = [a for a in reached.awards if not names.isdisjoint(a.held)]
        credited = judged(awards, alternatives([held], [iri], via), nobody, frame.as_of)
        work = _occupations(own)
        known_of = _KnownOf(
            lists=lists,
            titles=names_of(things, names),
            entries=_by_place(then, "ListEntry"),
            entries_now=_by_place(own, "ListEntry"),
            recognitions=[s for s in own if s.kind == "Recognition"],
            of_work=[s for s in licensed if work & set(s.all("OF"))],
            figures=_by_place(own, "Observation", "Claim"),
            credited=_by_state(credited, reached.within),
            via=via,
        )
        at = [_at(place, known_of, frame.as_of, earned) for place in places]
        standing_with = employers(own, frame.as_of, via)
        used = [s for p in at for f in _findings(p) for s in (*f.basis, *f.against)]
        used += _shown(standing_with)
        answers.append(
            PortabilityAnswer(
                iri,
                frame.as_of,
                frame.known_at,
                home.notation if home else None,
                earned,
                [resolution],
                at,
                standing_with,
                sources_of(used),
                things,
            )
        )
    return answers


def places_of(frame: Asking, to: Sequence[str] | None) -> list[schemes.Concept]:
    """Read the places asked about, every state where none is named. Raises BadRequest or LimitExceeded."""
    if to is None:
        return list(schemes.scheme(STATES))
    if not to:
        raise BadRequest("name at least one state, or leave the places out for all of them", argument="to")
    if len(to) > frame.settings.max_places:
        raise LimitExceeded(
            f"{len(to)} places asked for; the most is {frame.settings.max_places} (max_places)"
        )
    return [state_of(text, "to") for text in dict.fromkeys(to)]


def _mentioned(
    known: Mapping[str, frozenset[str]], said: Sequence[Said], awards: Sequence[Award], lists: Lists
) -> set[str]:
    """The things that an answer names."""
    named = {name for names in known.values() for name in names} | lists.mentioned
    named |= {iri for each in said for iri in each.mentioned}
    return named | {iri for award in awards for iri in award.mentioned}


def _about(said: Said) -> set[str]:
    """The things whose standing a statement bears on; a claim of a licence also bears on the licence."""
    roles = ("MEMBER", "OF", "OBJECT") if said.kind == "Recognition" else ("MEMBER", "OF")
    return {iri for role in roles for iri in said.all(role)}


def _occupations(found: Sequence[Said]) -> set[str]:
    """The occupations for which things are said to be."""
    return {
        iri
        for said in found
        if said.kind == "Classification" and said.body["aspect"] == "occupation"
        for iri in said.all("CONCEPT")
    }


def _shown(found: Employers) -> list[Said]:
    figures = (*found.postings, *found.required_share, *found.preferred_share, *found.sector_share)
    return [*figures, *found.common.basis, *found.common.against]


@dataclass(frozen=True, slots=True)
class _KnownOf:
    """What is known of one credential, in such order that a place need not look at the rest of it."""

    lists: Lists
    titles: Sequence[str]
    entries: Mapping[str | None, Sequence[Said]]
    entries_now: Mapping[str | None, Sequence[Said]]
    recognitions: Sequence[Said]
    of_work: Sequence[Said]
    figures: Mapping[str | None, Sequence[Said]]
    credited: Mapping[str, Sequence[AwardFinding | Refusal]]
    via: Sequence[Equivalent]


def _by_place(found: Sequence[Said], *kinds: str) -> dict[str | None, list[Said]]:
    """The statements of some kinds by the postal code of the one state that they are about."""
    by_place: dict[str | None, list[Said]] = {}
    for said in found:
        if said.kind in kinds:
            by_place.setdefault(said.place_code, []).append(said)
    return by_place


def _by_state(
    credited: Iterable[AwardFinding | Refusal], within: Mapping[str, frozenset[str]]
) -> dict[str, list[AwardFinding | Refusal]]:
    """Awards by the places where they hold, and by those in which these lie."""
    by_state: dict[str, list[AwardFinding | Refusal]] = {}
    for found in credited:
        at = found.award.at
        for state in frozenset(at).union(*(within.get(each, ()) for each in at)):
            by_state.setdefault(state, []).append(found)
    return by_state


def _at(place: schemes.Concept, of: _KnownOf, as_of: str, earned_on: str | None) -> PortabilityAt:
    earned = earned_on or as_of
    code = place.notation
    entries, now = tuple(of.entries.get(code, ())), tuple(of.entries_now.get(code, ()))
    said, here = of.recognitions, of.credited.get(place.iri, ())
    claims = standing.acting(said, "listed", code)
    on_day = listed(entries, claims, of.lists, code, earned, of.titles, place.label)
    today = (
        on_day
        if (entries, earned) == (now, as_of)
        else listed(now, claims, of.lists, code, as_of, of.titles, place.label)
    )
    recognized, approved, regulated, accredited = (
        standing.recognition(said, action, code, as_of, place.label)
        for action in ("recognized", "approved", "regulated", "accredited")
    )
    license_required = standing.license_required(said, of.of_work, code, as_of, place.label)
    credit = standing.credit(here, place)
    demand = standing.demand(of.figures.get(code, ()), said, code, as_of, place.label)
    counts = CountsFor(
        diploma=standing.diploma(on_day, entries, place.label),
        credit=credit,
        work=standing.work(recognized, regulated, place.label),
    )
    findings = (on_day, recognized, approved, regulated, accredited, license_required, credit, demand)
    return PortabilityAt(
        place.iri,
        code,
        place.label,
        _summary(place.label, counts),
        _through(of.via, findings),
        on_day,
        today,
        tuple(dict.fromkeys((*entries, *now))),
        recognized,
        approved,
        regulated,
        accredited,
        license_required,
        credit,
        tuple(found.award for found in here),
        demand,
        counts,
    )


def _through(via: Sequence[Equivalent], findings: Sequence[Finding]) -> tuple[Equivalent, ...]:
    """The equivalents that some findings rest on."""
    if not via:
        return ()
    used = {s for f in findings for s in (*f.basis, *f.against)}
    return tuple(e for e in via if any(e.iri in _about(s) or e.iri in s.all("FROM") for s in used))


def _findings(at: PortabilityAt) -> tuple[Finding, ...]:
    return (
        at.listed,
        at.listed_now,
        at.recognized,
        at.approved,
        at.regulated,
        at.accredited,
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
