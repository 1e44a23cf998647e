"""Pathways, and what can be taken next, as people read them in a terminal."""

from collections.abc import Sequence

from credway.cli import output
from credway.cli.notes import Notes
from credway.cli.saying import Names, footer, missing
from credway.registry.answers import words
from credway.registry.answers.model import ConditionFinding
from credway.registry.answers.pathways.answer import PathwayAnswer
from credway.registry.answers.pathways.earning import CreditSum, Earned
from credway.registry.answers.pathways.next import NextAnswer, NextCredential
from credway.registry.answers.pathways.plans import Counted, Plan, Step
from credway.registry.answers.said import Said

UNKNOWN = "unknown"


def pathway(answer: PathwayAnswer) -> None:
    """Print the plans, each as its steps with what they add."""
    names = Names(answer.things)
    notes = Notes(names)
    output.heading(f"Ways to {names(answer.target)}: {answer.reachable.verdict}")
    missing(answer.reachable.missing, names)
    for index, plan in enumerate(answer.plans, 1):
        output.table(
            ("step", "obtain", "after", "why", "role", "wage", "fee", "duration", "credit", "note"),
            [_step(step, names, notes) for step in plan.steps],
            title=f"Plan {index}: {_plan(plan, names)}",
        )
        for each in plan.counted:
            output.line(f"  {_counted(each, names)}")
        _conditions(plan.conditions)
    if answer.cut:
        output.line(answer.cut.message)
    footer(notes, answer)


def following(answer: NextAnswer) -> None:
    """Print what can be taken next, one row each."""
    names = Names(answer.things)
    notes = Notes(names)
    output.heading(f"Next after {', '.join(names(iri) for iri in answer.held)}")
    if not answer.credentials:
        output.line("Nobody states here that it leads to anything.")
    else:
        output.table(
            ("credential", "open", "follows by", "lacks", "wage", "fee", "credit", "occupations", "note"),
            [_next(each, names, notes) for each in answer.credentials],
        )
    for each in answer.credentials:
        missing(each.finding.missing, names)
        _conditions(each.conditions)
    if answer.more:
        output.line(f"{answer.total} in all; ask for more with --first, or go on with --after.")
    if answer.cut:
        output.line(answer.cut.message)
    footer(notes, answer)


def _step(step: Step, names: Names, notes: Notes) -> tuple[str, ...]:
    naming = [s for s in step.basis if step.obtains in s.all("OF")]
    return (
        str(step.number),
        names(step.obtains),
        ", ".join(map(str, step.after)),
        step.relation if step.required else f"{step.relation}, not required",
        _roles(step.roles),
        words.amount(step.wage.body) if step.wage else UNKNOWN,
        " + ".join(words.amount(s.body) for s in step.fees) or UNKNOWN,
        words.amount(step.duration.body) if step.duration else UNKNOWN,
        _credit(step.credit, names),
        notes(*naming, *_figures(step)),
    )


def _next(each: NextCredential, names: Names, notes: Notes) -> tuple[str, ...]:
    figures = [s for s in (each.wage, *each.fees) if s is not None]
    jobs = [
        names(s.one("CONCEPT")) if s.one("CONCEPT") else str(s.body.get("label")) for s in each.occupations
    ]
    return (
        names(each.credential),
        each.finding.verdict,
        each.relation,
        ", ".join(map(names, each.lacks)),
        words.amount(each.wage.body) if each.wage else UNKNOWN,
        " + ".join(words.amount(s.body) for s in each.fees) or UNKNOWN,
        _credit(each.credit, names),
        ", ".join(dict.fromkeys(jobs)) or UNKNOWN,
        notes(*each.because, *figures),
    )


def _figures(step: Step) -> list[Said]:
    figures = [s for s in (step.wage, *step.fees, step.duration) if s is not None]
    return [*figures, *(each.statement for each in step.credit), *step.roles]


def _roles(roles: Sequence[Said]) -> str:
    found = [words.label(s.one("CONCEPT") or str(s.body.get("label"))) for s in roles]
    return ", ".join(dict.fromkeys(found)) or UNKNOWN


def _credit(credit: Sequence[Earned | CreditSum], names: Names) -> str:
    """Amounts, those of one body once each."""
    found = []
    for each in credit:
        amount = words.credit({"low": each.low, "high": each.high, "unit": each.unit})
        if each.low == each.high:
            amount = (
                words.credit({"value": each.low, "unit": each.unit}) if each.low else "credit, not measured"
            )
        found.append(f"{amount} by {names(each.awarded_by)}" if each.awarded_by else amount)
    return "; ".join(dict.fromkeys(found)) or UNKNOWN


def _counted(each: Counted, names: Names) -> str:
    """Say what counts for what."""
    by = names(each.by)
    if each.attested is not None:
        return f"{by} attests {names(each.asked)}, {each.attested.how.value.lower()} with it"
    if each.by == each.asked:
        return f"{by} is held"
    return f"{by} stands for {names(each.asked)}" + (f" ({names(each.held)} is held)" if each.held else "")


def _conditions(conditions: Sequence[ConditionFinding]) -> None:
    for condition in conditions:
        given = f" (given: {condition.given})" if condition.given else ""
        output.line(f"  {condition.state}: {condition.condition}{given}")


def _plan(plan: Plan, names: Names) -> str:
    totals = plan.totals
    least = "at least " if "fee" in totals.incomplete else ""
    parts = [f"{totals.steps} steps" if totals.steps != 1 else "1 step"]
    if totals.fee is not None:
        parts.append(f"fees {least}{words.amount({'value': totals.fee, 'unit': totals.fee_unit})}")
    if totals.wage_gain is not None:
        parts.append(f"wage gain ${words.number(totals.wage_gain)} a year")
    if totals.credit:
        parts.append(f"credit {_credit(totals.credit, names)}")
    unknown = [words.spaced(each) for each in totals.incomplete]
    return ", ".join(parts) + (f"; not all known: {', '.join(unknown)}" if unknown else "")
