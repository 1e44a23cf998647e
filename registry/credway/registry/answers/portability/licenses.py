"""Which licenses the work of an occupation needs, state by state (question 40).

A license is named by a claim where it is known; a claim that names none is a line of its own. States
of which nothing is held are UNKNOWN, which is not "no license needed".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from credway.ontology import schemes
from credway.ontology.rules import rule
from credway.registry.answers.asking import Asking, sources_of
from credway.registry.answers.holding import known_as
from credway.registry.answers.model import Finding, Missing, Resolution, Source, Things, Verdict, decide
from credway.registry.answers.portability.destinations import STATES, places_of
from credway.registry.answers.portability.standing import recognition
from credway.registry.answers.resolve import Ref, settle
from credway.registry.answers.said import Said, current

RULES = (rule("license-in-most-states").iri,)
ACTION = "licenseRequired"
MEASURE = "https://w3id.org/credway/schemes/measures/statesRequiringLicense"
TERRITORIES = frozenset(["AS", "GU", "MP", "PR", "VI"])
HALF = 51 // 2
"""More than so many of the states and the District of Columbia are most of them."""


@dataclass(frozen=True, slots=True)
class LicenseAt:
    """Whether a license is required in one state; `place` is its IRI, `code` its postal code."""

    place: str
    code: str
    name: str
    required: Finding


@dataclass(frozen=True, slots=True)
class LicenseLine:
    """One license (None where no claim names it), and where it is required.

    The counts are over the fifty states and the District of Columbia, also where fewer are shown.
    """

    license: str | None
    in_most_states: Finding
    required: int
    not_required: int
    disputed: int
    unknown: int
    places: tuple[LicenseAt, ...]


@dataclass(frozen=True)
class LicensesAnswer:
    """The answer to `licenseRequirements`: `any_license` takes all licenses together."""

    occupation: str
    as_of: str
    known_at: int
    resolved: Sequence[Resolution]
    any_license: LicenseLine
    licenses: Sequence[LicenseLine]
    figures: Sequence[Said]
    sources: Sequence[Source]
    things: Things
    rules: tuple[str, ...] = RULES


async def licenses(
    frame: Asking, refs: Sequence[Ref], to: Sequence[str] | None = None
) -> list[LicensesAnswer]:
    """Answer for each occupation, in as many round trips as for one.

    `to` are postal codes, all states and territories where None. Raises BadRequest, LimitExceeded,
    Ambiguous or NotFound.
    """
    places = places_of(frame, to)
    resolved, ids = await settle(frame, refs, "Occupation")
    equivalents = await frame.equivalents(ids)
    known = {iri: known_as(iri, equivalents) for iri in ids}
    names = {name for held in known.values() for name in held}
    said = current(
        await frame.statements(names, ("Recognition", "Observation", "Classification"), ("OF", "CONCEPT")),
        frame.as_of,
    )
    own = {iri: _credentials(said, held) for iri, held in known.items()}
    of_licenses = current(
        await frame.statements(
            {iri for held in own.values() for iri in held}, ("Recognition", "Observation"), ("OF",)
        ),
        frame.as_of,
    )
    things = await frame.describe({name for s in (*said, *of_licenses) for name in s.mentioned} | set(ids))
    answers = []
    for iri, resolution in zip(ids, resolved, strict=True):
        about = [s for s in said if known[iri] & set(s.all("OF"))]
        about += [s for s in of_licenses if own[iri] & set(s.all("OF"))]
        answers.append(_answer(frame, iri, resolution, about, known[iri], places, things))
    return answers


def _credentials(said: Iterable[Said], occupations: frozenset[str]) -> set[str]:
    """The credentials that are said to be for an occupation: a license may be described by its own name."""
    return {
        iri
        for each in said
        if each.kind == "Classification"
        and each.body["aspect"] == "occupation"
        and occupations & set(each.all("CONCEPT"))
        for iri in each.all("OF")
    }


def _answer(
    frame: Asking,
    iri: str,
    resolution: Resolution,
    about: Sequence[Said],
    occupation: frozenset[str],
    places: Sequence[schemes.Concept],
    things: Things,
) -> LicensesAnswer:
    claims = [s for s in about if s.kind == "Recognition" and s.body["action"] == ACTION]
    figures = [s for s in about if _counts_states(s, frame.as_of)]
    by_license = _by_license(claims, occupation)
    denied = [s for s in by_license.get(None, ()) if s.body.get("denied")]
    lines = [
        _line(
            license,
            held if license is None else [*held, *denied],
            [s for s in figures if _is_of(s, license, occupation)],
            frame.as_of,
            places,
        )
        for license, held in by_license.items()
    ]
    used = [s for line in lines for at in line.places for s in (*at.required.basis, *at.required.against)]
    used += figures
    lines.sort(key=lambda each: (-each.required, each.license is None, _title(each.license, things)))
    return LicensesAnswer(
        iri,
        frame.as_of,
        frame.known_at,
        [resolution],
        _line(None, *_any_license(claims, figures, occupation), frame.as_of, places),
        lines,
        figures,
        sources_of(used),
        things,
    )


def _any_license(
    claims: Sequence[Said], figures: Sequence[Said], occupation: frozenset[str]
) -> tuple[list[Said], list[Said]]:
    """What bears on whether any license is required: a denial or a low figure of one leaves others open."""
    said = [s for s in claims if not (s.body.get("denied") and _license_of(s, occupation))]
    counted = [s for s in figures if _is_of(s, None, occupation) or _number(s, "value", "low") > HALF]
    return said, counted


def _by_license(claims: Sequence[Said], occupation: frozenset[str]) -> Mapping[str | None, list[Said]]:
    """The claims by the license they name."""
    found: dict[str | None, list[Said]] = {}
    for said in claims:
        found.setdefault(_license_of(said, occupation), []).append(said)
    return found


def _license_of(said: Said, occupation: frozenset[str]) -> str | None:
    """The license that a claim names: as its object, or as its own subject."""
    of = said.one("OF")
    return said.one("OBJECT") or (None if of in occupation else of)


def _is_of(figure: Said, license: str | None, occupation: frozenset[str]) -> bool:
    """Whether a figure is of a license; where that is None, of the occupation itself."""
    of = figure.one("OF")
    return of in occupation if license is None else of == license


def _line(
    license: str | None,
    claims: Sequence[Said],
    figures: Sequence[Said],
    day: str,
    places: Sequence[schemes.Concept],
) -> LicenseLine:
    found = {
        place.notation: LicenseAt(
            place.iri,
            place.notation,
            place.label,
            recognition(claims, ACTION, place.notation, day, place.label),
        )
        for place in schemes.scheme(STATES)
    }
    counted = [at.required for code, at in found.items() if code not in TERRITORIES]
    count = {verdict: sum(f.verdict is verdict for f in counted) for verdict in Verdict}
    return LicenseLine(
        license,
        _most(counted, figures),
        count[Verdict.YES],
        count[Verdict.NO],
        count[Verdict.DISPUTED],
        count[Verdict.UNKNOWN],
        tuple(found[place.notation] for place in places),
    )


def _most(counted: Sequence[Finding], figures: Sequence[Said]) -> Finding:
    """Whether it is required in most states, by the states' own statements and by figures for all."""
    yes = [f.basis for f in counted if f.verdict in (Verdict.YES, Verdict.DISPUTED)]
    no = [f.basis if f.verdict is Verdict.NO else f.against for f in counted if f.verdict in _DENIED]
    basis = [s for said in yes for s in said] if len(yes) > HALF else []
    against = [s for said in no for s in said] if len(counted) - len(no) <= HALF else []
    basis += [s for s in figures if _number(s, "value", "low") > HALF]
    against += [s for s in figures if s.body.get("value") is not None and _number(s, "value") <= HALF]
    unknown = sum(f.verdict is Verdict.UNKNOWN for f in counted)
    missing = Missing(f"whether {unknown} of {len(counted)} states require it; nothing is held of them")
    return decide(tuple(dict.fromkeys(basis)), tuple(dict.fromkeys(against)), [missing])


_DENIED = (Verdict.NO, Verdict.DISPUTED)


def _number(said: Said, *keys: str) -> Decimal:
    return Decimal(next((said.body[key] for key in keys if said.body.get(key) is not None), 0))


def _counts_states(said: Said, day: str) -> bool:
    return said.kind == "Observation" and said.body.get("measure") == MEASURE and said.holds(day)


def _title(license: str | None, things: Things) -> str:
    return things[license].title.casefold() if license else ""
