"""Where a credential counts, and with employers, as people read it in a terminal."""

from credway.cli import output
from credway.cli.notes import Notes
from credway.cli.saying import Names, footer, missing, through
from credway.ontology import schemes
from credway.registry.answers import words
from credway.registry.answers.model import Finding
from credway.registry.answers.portability.answer import PortabilityAnswer
from credway.registry.answers.portability.employers import Employers
from credway.registry.answers.portability.place import PortabilityAt
from credway.registry.answers.said import Said
from credway.registry.answers.sentences import plain_sentence

FEW = 5
"""Up to so many places, what is not known is printed of each."""
_COLUMNS = ("recognized", "approved", "regulated", "accredited", "licence", "credit", "demand")


def portability(answer: PortabilityAnswer, *, only_known: bool) -> None:
    """Print one row of verdicts for each place, then what they rest on."""
    names = Names(answer.things)
    notes = Notes(names)
    output.heading(f"Portability of {names(answer.credential)}{_earned(answer)}")
    shown = [p for p in answer.places if not only_known or any(f.basis or f.against for f in _of(p))]
    then = answer.earned_on not in (None, answer.as_of)
    listed = (f"listed on {answer.earned_on}", "listed today") if then else ("listed",)
    output.table(
        ("place", *listed, *_COLUMNS, "diploma", "work"),
        [
            (
                p.code,
                p.listed.verdict,
                *((p.listed_now.verdict,) if then else ()),
                *(f.verdict for f in _standing(p)),
                p.counts_for.diploma.verdict,
                p.counts_for.work.verdict,
            )
            for p in shown
        ],
    )
    if len(shown) < len(answer.places):
        output.line(f"{len(answer.places) - len(shown)} places of which nothing is known are left out.")
    for place in shown:
        _place(place, names, notes, few=len(answer.places) <= FEW)
    _employers(answer.employers, names, notes)
    if answer.cut:
        output.line(answer.cut.message)
    footer(notes, answer)


def _earned(answer: PortabilityAnswer) -> str:
    where = f" in {answer.earned_in}" if answer.earned_in else ""
    when = f" on {answer.earned_on}" if answer.earned_on else ""
    return f", earned{where}{when}" if where or when else ""


def _place(place: PortabilityAt, names: Names, notes: Notes, *, few: bool) -> None:
    """Print what the verdicts for one place rest on, and of a few places what is missing."""
    said = dict.fromkeys((*(s for f in _of(place) for s in (*f.basis, *f.against)), *place.entries))
    output.line(f"\n{place.summary}", style="italic")
    if said:
        rows = [
            (plain_sentence(s, names.things), words.period(s.valid_from, s.valid_to), notes(s)) for s in said
        ]
        output.table(("statement", "holds", "note"), rows)
    if place.through:
        output.line(f"Through {through(place.through, names, notes)}")
    if few:
        missing(dict.fromkeys(m for f in _of(place) for m in f.missing), names)


def _employers(found: Employers, names: Names, notes: Notes) -> None:
    """Print the standing with employers: each figure with its source, never added."""
    figures = (
        *(("postings or openings", said) for said in found.postings),
        *(("share that requires it", said) for said in found.required_share),
        *(("share that prefers it", said) for said in found.preferred_share),
        *(("share of its sector", said) for said in found.sector_share),
    )
    rows = [(what, _figure(said), notes(said)) for what, said in figures]
    sectors = [
        (names(said.one("OBJECT")) if said.one("OBJECT") else said.body.get("text", ""), notes(said))
        for said in (*found.common.basis, *found.common.against)
    ]
    output.table(
        ("employers", "", "note"),
        [
            ("ask for it", found.asked_for.verdict, ""),
            *rows,
            ("common credential", found.common.verdict, ""),
            *(("common for", what, note) for what, note in sectors),
        ],
    )
    missing((*found.asked_for.missing, *found.common.missing), names)


def _figure(said: Said) -> str:
    """A figure with the state that it is of and its period, where they are stated."""
    state = schemes.state(said.place_code) if said.place_code else None
    where = f" in {state.label}" if state else ""
    when = f" ({said.body['period']})" if said.body.get("period") else ""
    return f"{words.amount(said.body)}{where}{when}"


def _standing(place: PortabilityAt) -> tuple[Finding, ...]:
    return (
        *(place.recognized, place.approved, place.regulated, place.accredited),
        *(place.license_required, place.credit, place.demand),
    )


def _of(place: PortabilityAt) -> tuple[Finding, ...]:
    """The findings of a place, those that follow from others last."""
    follows = (place.counts_for.diploma, place.counts_for.work)
    return (place.listed, place.listed_now, *_standing(place), *follows)
