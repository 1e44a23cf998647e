"""Answers as people read them in a terminal: verdicts, amounts, who says so, where it was read."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from credway.cli import output
from credway.cli.notes import Notes
from credway.ontology.rules import rules
from credway.registry.answers import words
from credway.registry.answers.credit.answer import CreditAnswer
from credway.registry.answers.credit.awards import AwardFinding
from credway.registry.answers.model import ConditionFinding, Finding, Missing, Resolution, Source, Things
from credway.registry.answers.portability.answer import PortabilityAnswer, PortabilityAt
from credway.registry.answers.portability.employers import Employers
from credway.registry.answers.sentences import plain_sentence


def resolutions(found: Sequence[Resolution], things: Things) -> None:
    """Print how each reference is understood."""
    for each in found:
        if not each.candidates:
            output.line(f"{each.asked}: nothing is known here under that name")
            continue
        output.table(
            ("name", "what", "confidence", "matched by", "id"),
            [
                (things[c.iri].title, things[c.iri].label, c.confidence, c.matched_by, c.iri)
                for c in each.candidates
            ],
            title=each.asked,
        )


def credit(answer: CreditAnswer) -> None:
    """Print what is awarded, what it adds up to, what is not awarded, and what is not known."""
    names = Names(answer.things)
    notes = Notes(names)
    place = answer.place.asked
    output.heading(f"Credit at {place}")
    if answer.awards:
        output.table(
            ("verdict", "amount", "toward", "awarded by", "kind", "note"),
            [_award(f, names, notes) for f in answer.awards],
        )
    else:
        output.line("No award is known.")
    _conditions(answer.awards)
    if answer.totals:
        output.table(
            ("certain", "possible", "unit", "kind", "awarded by"),
            [
                (
                    words.number(t.certain) if not t.unmeasured or t.certain != "0" else "not measured",
                    words.number(t.possible) if not t.unmeasured or t.possible != "0" else "not measured",
                    words.label(t.unit) if t.unit else "unit not stated",
                    _kind(t.kind.value),
                    names(t.awarded_by) if t.awarded_by else "statewide",
                )
                for t in answer.totals
            ],
            title="Totals, never added across units, kinds or institutions",
        )
    if answer.not_awarded:
        output.table(
            ("reason", "award", "note"),
            [
                (
                    _kind(r.reason.value),
                    plain_sentence(r.award.statement, answer.things),
                    notes(r.award.statement),
                )
                for r in answer.not_awarded
            ],
            title="Looked at and not awarded",
        )
    missing(answer.unknown, names)
    if answer.elsewhere:
        output.table(
            ("verdict", "amount", "toward", "awarded by", "kind", "note"),
            [_award(f, names, notes) for f in answer.elsewhere[:10]],
            title=f"Elsewhere ({len(answer.elsewhere)} awards, the first 10)"
            if len(answer.elsewhere) > 10
            else "Elsewhere",
        )
    footer(notes, answer)


def portability(answer: PortabilityAnswer, *, only_known: bool) -> None:
    """Print one row of verdicts for each place, then what they rest on."""
    names = Names(answer.things)
    notes = Notes(names)
    output.heading(f"Portability of {names(answer.credential)}")
    shown = [p for p in answer.places if not only_known or any(f.basis or f.against for f in _of(p))]
    output.table(
        ("place", *_COLUMNS, "diploma", "work"),
        [
            (p.code, *(f.verdict for f in _of(p)), p.counts_for.diploma.verdict, p.counts_for.work.verdict)
            for p in shown
        ],
    )
    if len(shown) < len(answer.places):
        output.line(f"{len(answer.places) - len(shown)} places of which nothing is known are left out.")
    for place in shown:
        said = list(dict.fromkeys(s for f in _of(place) for s in (*f.basis, *f.against)))
        if said:
            rows = [(plain_sentence(s, answer.things), notes(s)) for s in said]
            output.table(("statement", "note"), rows, title=place.summary)
        else:
            output.line(place.summary)
        if len(answer.places) <= 5:
            missing(dict.fromkeys(m for f in _of(place) for m in f.missing), names)
    _employers(answer.employers, names, notes)
    footer(notes, answer)


_COLUMNS = ("listed", "recognized", "approved", "regulated", "accredited", "licence", "credit", "demand")


class Answer(Protocol):
    """What every answer has in common."""

    @property
    def sources(self) -> Sequence[Source]:
        """The sources it rests on."""

    @property
    def rules(self) -> Sequence[str]:
        """The rules it applied."""

    @property
    def as_of(self) -> str:
        """The day of the question."""

    @property
    def known_at(self) -> int:
        """The registry's number."""


class Names:
    """What to call the things of an answer."""

    def __init__(self, things: Things) -> None:
        self.things = things

    def __call__(self, iri: str | None) -> str:
        """The name of a thing, else its IRI."""
        if iri is None:
            return ""
        return self.things[iri].title if iri in self.things else iri


def _employers(found: Employers, names: Names, notes: Notes) -> None:
    """Print the standing with employers: each figure with its source, never added."""
    figures = (
        *(("postings or openings", said) for said in found.postings),
        *(("share that requires it", said) for said in found.required_share),
        *(("share that prefers it", said) for said in found.preferred_share),
        *(("share of its sector", said) for said in found.sector_share),
    )
    rows = [(what, words.amount(said.body), notes(said)) for what, said in figures]
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


def _of(place: PortabilityAt) -> tuple[Finding, ...]:
    return (
        *(place.listed, place.recognized, place.approved, place.regulated),
        *(place.accredited, place.license_required, place.credit, place.demand),
    )


def _award(finding: AwardFinding, names: Names, notes: Notes) -> tuple[str, ...]:
    award = finding.award
    amounts = ", ".join(words.credit(each) for each in award.amounts) or "not stated"
    held = f" (with {', '.join(names(i) for i in award.held)})" if len(award.held) > 1 else ""
    return (
        finding.verdict.value,
        amounts + held,
        ", ".join(names(iri) for iri in award.toward) or "not stated",
        names(award.awarded_by) or "every institution",
        _kind(award.kind.value),
        notes(award.statement),
    )


def _conditions(findings: Iterable[AwardFinding]) -> None:
    rows = [
        (c.state.value, c.condition, _required(c), c.given or "not said")
        for c in dict.fromkeys(c for f in findings for c in f.conditions)
    ]
    if rows:
        output.table(("condition is", "condition", "required", "given"), rows, title="Conditions")


def _required(condition: ConditionFinding) -> str:
    """What is asked for; a window by its days, and until when what was given is in time."""
    if condition.earned_from is None and condition.earned_to is None:
        return condition.required or ""
    opens, closes = condition.earned_from or "any day", condition.earned_to or "any day"
    until = f"; to be asked for until {condition.ask_until}" if condition.ask_until else ""
    return f"earned from {opens} to {closes}{until}"


def missing(found: Iterable[Missing], names: Names) -> None:
    """Print what is not known, and who could say."""
    for each in found:
        who = ", ".join(names(iri) for iri in each.who_could_say)
        output.line(f"Unknown: {each.what}" + (f" (could say: {who})" if who else ""))


def footer(notes: Notes, answer: Answer) -> None:
    """Print the notes and sources, the rules applied, and both times."""
    notes.show(answer.sources)
    if answer.rules:
        output.heading("Rules")
    for iri in answer.rules:
        rule = rules()[iri]
        output.hanging("", f"{rule.name}, version {rule.version}: {rule.text}")
    output.line(f"\nAs of {answer.as_of}, known at number {answer.known_at}.")


def _kind(name: str) -> str:
    return name.lower().replace("_", " ")
