"""What a credential counts for at one place: its findings there, and what follows for who asks."""

from collections.abc import Sequence
from dataclasses import dataclass

from credway.ontology import schemes
from credway.registry.answers.credit.awards import Award
from credway.registry.answers.credit.verdict import earns
from credway.registry.answers.model import Equivalent, Finding, Verdict
from credway.registry.answers.places import Whereabouts
from credway.registry.answers.portability import standing
from credway.registry.answers.portability.knowing import KnownOf, about
from credway.registry.answers.portability.listing import listed
from credway.registry.answers.portability.purposes import for_diploma
from credway.registry.answers.said import Said


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

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings but those that follow from others; the diploma may rest on a list of its own."""
        return (
            *(self.listed, self.listed_now, self.recognized, self.approved, self.regulated),
            *(self.accredited, self.license_required, self.credit, self.demand, self.counts_for.diploma),
        )


def found_at(
    place: schemes.Concept, where: Whereabouts, of: KnownOf, as_of: str, earned_on: str | None
) -> PortabilityAt:
    """Judge what is known of one credential for one place."""
    code, name = place.notation, place.label
    entries, now = tuple(of.entries.get(code, ())), tuple(of.entries_now.get(code, ()))
    on_day, today = _membership(place, of, entries, now, as_of, earned_on or as_of)
    recognized, approved, regulated, accredited = (
        _recognition(of, action, code, as_of, name)
        for action in ("recognized", "approved", "regulated", "accredited")
    )
    license_required = standing.license_required(of.recognitions, of.of_work, of.names, code, as_of, name)
    here = of.credited.get(place.iri, ())
    credit = earns(here, where, [of.names], of.cut)
    demand = standing.demand(of.figures.get(code, ()), of.recognitions, code, as_of, name)
    counts = CountsFor(
        diploma=standing.diploma(on_day, _for_diploma(place, of, entries, earned_on or as_of), name),
        credit=credit,
        work=standing.work(recognized, regulated, name),
    )
    findings = (
        *(on_day, today, counts.diploma, recognized, approved, regulated, accredited),
        *(license_required, credit, demand),
    )
    return PortabilityAt(
        place=place.iri,
        code=code,
        name=name,
        summary=_summary(name, counts),
        through=_through(of.via, findings),
        listed=on_day,
        listed_now=today,
        entries=tuple(dict.fromkeys((*entries, *now))),
        recognized=recognized,
        approved=approved,
        regulated=regulated,
        accredited=accredited,
        license_required=license_required,
        credit=credit,
        awards=tuple(found.award for found in here),
        demand=demand,
        counts_for=counts,
    )


def _membership(
    place: schemes.Concept, of: KnownOf, entries: Sequence[Said], now: Sequence[Said], as_of: str, earned: str
) -> tuple[Finding, Finding]:
    """Whether it was on a list there on the day of earning, and whether it is on the day of the question."""
    code, name = place.notation, place.label
    claims = standing.acting(of.listings, "listed", code)
    then = listed(entries, claims, of.lists, code, earned, of.sought, name)
    if (entries, earned) == (now, as_of):
        return then, then
    claims = standing.acting(of.recognitions, "listed", code)
    return then, listed(now, claims, of.lists, code, as_of, of.sought, name)


def _recognition(of: KnownOf, action: str, code: str, day: str, name: str) -> Finding:
    """One standing there: what is said of the thing itself goes before what is said of what replaces it."""
    found = standing.recognition(of.of_itself, action, code, day, name)
    if found.verdict is not Verdict.UNKNOWN or len(of.of_itself) == len(of.recognitions):
        return found
    return standing.recognition(of.recognitions, action, code, day, name)


def _for_diploma(place: schemes.Concept, of: KnownOf, entries: Sequence[Said], day: str) -> Finding:
    """Whether it was on a list for graduation there; a denial of any listing bears on those that name it."""
    code = place.notation
    counting = [said for said in entries if for_diploma(said)]
    claims = standing.acting(of.listings, "listed", code) if counting else ()
    denials = [said for said in claims if said.body.get("denied") or code in said.body.get("exceptions", ())]
    return listed(counting, denials, of.lists, code, day, of.sought, place.label, for_diploma)


def _through(via: Sequence[Equivalent], findings: Sequence[Finding]) -> tuple[Equivalent, ...]:
    """The equivalents that some findings rest on."""
    if not via:
        return ()
    used = {s for f in findings for s in (*f.basis, *f.against)}
    return tuple(e for e in via if any(e.iri in about(s) or e.iri in s.all("FROM") for s in used))


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
