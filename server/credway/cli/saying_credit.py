"""What held credentials earn at a place, as people read it in a terminal."""

from collections.abc import Iterable, Sequence

from credway.cli import output
from credway.cli.notes import Notes
from credway.cli.saying import Names, footer, missing, required, through, worded
from credway.cli.saying_awards import amounts, by_whom, kind, term, toward
from credway.registry.answers import words
from credway.registry.answers.credit.answer import CreditAnswer
from credway.registry.answers.credit.awards import Award, AwardKind
from credway.registry.answers.credit.findings import AwardFinding, Refusal
from credway.registry.answers.credit.totals import CreditTotal
from credway.registry.answers.model import ConditionFinding, ConditionState, Verdict
from credway.registry.answers.sentences import plain_sentence

ELSEWHERE = 10
"""How many awards of other places are shown."""
_COLUMNS = ("verdict", "amount", "toward", "awarded by", "kind", "in force", "note")


def credit(answer: CreditAnswer) -> None:
    """Print what is awarded, what it adds up to, what is not awarded, and what is not known."""
    names = Names(answer.things)
    notes = Notes(names)
    elsewhere = answer.elsewhere[:ELSEWHERE]
    output.heading(
        f"Credit at {names(answer.at) if answer.at else answer.place.asked}: {answer.earns.verdict}"
    )
    if answer.awards:
        output.table(_COLUMNS, [_award(f, names, notes) for f in answer.awards])
    else:
        output.line(
            "None of the awards that are known is given." if answer.not_awarded else "No award is known."
        )
    _conditions((*answer.awards, *answer.not_awarded), names, notes)
    if answer.totals:
        output.table(
            ("certain", "possible", "unit", "level", "kind", "awarded by", "awards without an amount"),
            [_total(each, names) for each in answer.totals],
            title="Totals, never added across units, levels, kinds or institutions",
        )
    if answer.not_awarded:
        output.table(
            ("reason", "award", "in force", "note"),
            [_refusal(each, names, notes) for each in answer.not_awarded],
            title="Looked at and not awarded",
        )
    if answer.earns.verdict is Verdict.YES and answer.earns.against:
        output.line(f"Awarded, although it is refused for the whole place: {notes(*answer.earns.against)}.")
    missing(answer.unknown, names)
    if elsewhere:
        left = len(answer.elsewhere) - len(elsewhere)
        output.table(
            _COLUMNS,
            [_award(f, names, notes) for f in elsewhere],
            title=f"Elsewhere ({len(answer.elsewhere)} awards, the first {ELSEWHERE})"
            if left
            else "Elsewhere",
        )
        _conditions(elsewhere, names, notes)
    missing(answer.unknown_where_earned, names)
    if answer.cut:
        output.line(answer.cut.message)
    footer(notes, answer)


def _award(finding: AwardFinding, names: Names, notes: Notes) -> tuple[str, ...]:
    award = finding.award
    notes.leave_open(award.statement, award.title, finding.missing)
    marks = [notes(*award.statements)]
    if finding.against:
        marks.append(f"against: {notes(*finding.against)}")
    if finding.replaces:
        marks.append(f"replaces: {notes(*(each.statement for each in finding.replaces))}")
    if finding.through:
        marks.append(f"through {through(finding.through, names, notes)}")
    return (
        finding.verdict.value,
        amounts(award, names),
        toward(award, names),
        by_whom(award, names),
        kind(award, names),
        term(award, names),
        "; ".join(marks),
    )


def _refusal(each: Refusal, names: Names, notes: Notes) -> tuple[str, ...]:
    unmet = [names.within(c.condition) for c in each.conditions if c.state is ConditionState.UNMET]
    others = [said for said in each.finding.basis if said not in each.award.statements]
    notes.leave_open(each.award.parts[-1], each.award.title, each.finding.missing)
    return (
        worded(each.reason.value) + (f" ({'; '.join(unmet)})" if unmet else ""),
        plain_sentence(each.award.statement, names.things) + _under(each.award, names),
        term(each.award, names),
        notes(*each.award.statements, *others, *each.finding.against),
    )


def _under(award: Award, names: Names) -> str:
    """By which agreement a transfer value would be given, and where."""
    return f" Under {award.title}, at {names.every(award.at)}." if award.agreement else ""


def _total(each: CreditTotal, names: Names) -> tuple[str, ...]:
    least = "" if each.exact else "at least "
    return (
        f"{least}{words.number(each.certain)}"
        if not each.unmeasured or each.certain != "0"
        else "not measured",
        f"{least if each.possible else 'at least '}{words.number(each.possible_at_least)}"
        if not each.unmeasured or each.possible_at_least != "0"
        else "not measured",
        words.label(each.unit).lower() if each.unit else "unit not stated",
        words.label(each.level).lower() if each.level else "not stated",
        worded(each.kind.value),
        names(each.awarded_by)
        or ("statewide" if each.kind is AwardKind.GUARANTEED_MINIMUM else "not stated"),
        str(each.unmeasured),
    )


def _conditions(findings: Iterable[AwardFinding | Refusal], names: Names, notes: Notes) -> None:
    """Print each condition with the award that asks for it."""
    rows = [
        (_called(found.award, names), *_condition(each, names), notes(each.statement))
        for found in findings
        for each in found.conditions
    ]
    if rows:
        columns = ("award", "condition is", "condition", "required", "given", "note")
        output.table(columns, list(dict.fromkeys(rows)), title="Conditions")


def _condition(each: ConditionFinding, names: Names) -> Sequence[str]:
    asks = names.within(each.condition)
    return (each.state.value, asks, required(each, names), names.within(each.given or "not said"))


def _called(award: Award, names: Names) -> str:
    """What to call an award beside its conditions: toward what it is, and whose."""
    what = names.every(award.toward) or award.title
    return f"{what}, {by_whom(award, names)}"
