"""Answers as people read them in a terminal: verdicts, amounts, who says so, where it was read."""

from collections.abc import Iterable, Sequence

from credway.cli import output
from credway.cli.notes import Notes
from credway.ontology.rules import rules
from credway.registry.answers import words
from credway.registry.answers.awards import AwardFinding
from credway.registry.answers.credit import CreditAnswer
from credway.registry.answers.model import Finding, Missing, Resolution, Things
from credway.registry.answers.pathways import PathwayAnswer
from credway.registry.answers.plans import Plan, Step
from credway.registry.answers.portability import PortabilityAnswer, PortabilityAt
from credway.registry.answers.said import Said
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
    names = _Names(answer.things)
    notes = Notes(names)
    place = answer.place.state or answer.place.institution or answer.place.system or answer.place.program
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
    _missing(answer.unknown, names)
    if answer.elsewhere:
        output.table(
            ("verdict", "amount", "toward", "awarded by", "kind", "note"),
            [_award(f, names, notes) for f in answer.elsewhere[:10]],
            title=f"Elsewhere ({len(answer.elsewhere)} awards, the first 10)"
            if len(answer.elsewhere) > 10
            else "Elsewhere",
        )
    _footer(notes, answer)


def pathway(answer: PathwayAnswer) -> None:
    """Print the plans, each as its steps with what they add."""
    names = _Names(answer.things)
    notes = Notes(names)
    output.heading(f"Ways to {names(answer.target)}: {answer.reachable.verdict}")
    _missing(answer.reachable.missing, names)
    for index, plan in enumerate(answer.plans, 1):
        output.table(
            ("step", "obtain", "after", "why", "wage", "fee", "duration", "note"),
            [_step(step, names, notes) for step in plan.steps],
            title=f"Plan {index}: {_plan(plan)}",
        )
        for condition in plan.conditions:
            output.line(f"  {condition.state}: {condition.condition}")
    if answer.cut:
        output.line(answer.cut.message)
    _footer(notes, answer)


def portability(answer: PortabilityAnswer, *, only_known: bool) -> None:
    """Print one row of verdicts for each place, then what they rest on."""
    names = _Names(answer.things)
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
            _missing(dict.fromkeys(m for f in _of(place) for m in f.missing), names)
    _footer(notes, answer)


_COLUMNS = ("listed", "recognized", "approved", "regulated", "licence", "credit", "demand")


class _Names:
    def __init__(self, things: Things) -> None:
        self.things = things

    def __call__(self, iri: str | None) -> str:
        if iri is None:
            return ""
        return self.things[iri].title if iri in self.things else iri


def _of(place: PortabilityAt) -> tuple[Finding, ...]:
    return (
        *(place.listed, place.recognized, place.approved, place.regulated),
        *(place.license_required, place.credit, place.demand),
    )


def _award(finding: AwardFinding, names: _Names, notes: Notes) -> tuple[str, ...]:
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
        (c.state.value, c.condition, c.required or "", c.given or "not said")
        for c in dict.fromkeys(c for f in findings for c in f.conditions)
    ]
    if rows:
        output.table(("condition is", "condition", "required", "given"), rows, title="Conditions")


def _step(step: Step, names: _Names, notes: Notes) -> tuple[str, ...]:
    naming = [s for s in step.basis if step.obtains in s.all("OF")]
    return (
        str(step.number),
        names(step.obtains),
        ", ".join(map(str, step.after)),
        step.relation if step.required else f"{step.relation}, not required",
        words.amount(step.wage.body) if step.wage else "unknown",
        " + ".join(words.amount(s.body) for s in step.fees) or "unknown",
        words.amount(step.duration.body) if step.duration else "unknown",
        notes(*naming, *_figures(step)),
    )


def _figures(step: Step) -> list[Said]:
    return [s for s in (step.wage, *step.fees, step.duration) if s is not None]


def _plan(plan: Plan) -> str:
    totals = plan.totals
    least = "at least " if "fee" in totals.incomplete else ""
    parts = [f"{totals.steps} steps" if totals.steps != 1 else "1 step"]
    if totals.fee is not None:
        parts.append(f"fees {least}{words.amount({'value': totals.fee, 'unit': totals.fee_unit})}")
    if totals.wage_gain is not None:
        parts.append(f"wage gain ${words.number(totals.wage_gain)} a year")
    unknown = [words.spaced(each) for each in totals.incomplete]
    return ", ".join(parts) + (f"; not all known: {', '.join(unknown)}" if unknown else "")


def _missing(missing: Iterable[Missing], names: _Names) -> None:
    for each in missing:
        who = ", ".join(names(iri) for iri in each.who_could_say)
        output.line(f"Unknown: {each.what}" + (f" (could say: {who})" if who else ""))


def _footer(notes: Notes, answer: CreditAnswer | PathwayAnswer | PortabilityAnswer) -> None:
    """Print the notes and sources, the rules applied, and both times."""
    notes.show(answer.sources)
    output.heading("Rules")
    for iri in answer.rules:
        rule = rules()[iri]
        output.hanging("", f"{rule.name}, version {rule.version}: {rule.text}")
    output.line(f"\nAs of {answer.as_of}, known at number {answer.known_at}.")


def _kind(name: str) -> str:
    return name.lower().replace("_", " ")
