"""Pathways, and what can be taken next, as people read them in a terminal."""

import re
from collections.abc import Mapping, Sequence

from credway.cli import output
from credway.cli.notes import Notes
from credway.cli.saying import Names, footer, missing, required
from credway.ontology import schemes
from credway.registry.answers import words
from credway.registry.answers.asking import source_of
from credway.registry.answers.model import ConditionFinding
from credway.registry.answers.pathways.answer import PathwayAnswer
from credway.registry.answers.pathways.earning import CreditSum, Earned
from credway.registry.answers.pathways.next import NextAnswer, NextCredential
from credway.registry.answers.pathways.plans import Counted, Plan, Step
from credway.registry.answers.said import Said

UNKNOWN = "unknown"
_NAMED = 5
"""How many alternatives to a step are named; thousands may be said to be for one occupation."""
_SAID_FOR = ("occupationType", "careerCluster")
_SPAN = re.compile(r"P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(?:T(\d+H)?(\d+M)?(\d+S)?)?")
_SPANS = ("year", "month", "week", "day", "hour", "minute", "second")


def pathway(answer: PathwayAnswer) -> None:
    """Print the plans, each as its steps with what they add."""
    names = Names(answer.things)
    notes = Notes(names)
    output.heading(f"Ways to {names(answer.target)}: {answer.reachable.verdict}")
    missing(answer.reachable.missing, names)
    for index, plan in enumerate(answer.plans, 1):
        if not plan.steps:
            output.line(f"Plan {index}: nothing is left to obtain.")
        else:
            output.table(
                ("step", "obtain", "after", "why", "role", "wage", "fee", "duration", "credit"),
                [_step(step, names, notes) for step in plan.steps],
                title=f"Plan {index}: {_plan(plan, names)}",
            )
        for each in plan.counted:
            links = [each.equivalent.statement] if each.equivalent else []
            links += each.attested.basis if each.attested else ()
            output.line(f"  {_counted(each, names)} {notes(each.statement, *links)}")
        _conditions(plan.conditions, names, notes)
    if answer.cut:
        output.line(answer.cut.message)
    footer(notes, answer)


def following(answer: NextAnswer) -> None:
    """Print what can be taken next, one row each."""
    names = Names(answer.things)
    notes = Notes(names)
    output.heading(f"Next after {', '.join(names(iri) for iri in answer.held)}")
    if not answer.total:
        output.line("Nothing is known here that this leads to and that lacks at most one thing.")
    elif answer.credentials:
        output.table(
            (
                *("credential", "open", "follows by", "lacks", "role", "wage", "fee", "duration"),
                *("credit", "occupations"),
            ),
            [_next(each, names, notes) for each in answer.credentials],
        )
    for each in answer.credentials:
        missing(each.finding.missing, names)
        _conditions(each.conditions, names, notes)
    if answer.more:
        least = "At least " if answer.cut else ""
        output.line(f"{least}{answer.total:,} in all; ask for more with --first, or go on with --after.")
    if answer.cut:
        output.line(answer.cut.message)
    footer(notes, answer)


def _step(step: Step, names: Names, notes: Notes) -> tuple[str, ...]:
    relation = step.relation if step.required else f"{step.relation}, not required"
    if step.relation in _SAID_FOR:
        relation = "said to be for it"
    others = f", or {_others(step.alternatives, names)} instead" if step.alternatives else ""
    return (
        str(step.number),
        names(step.obtains),
        ", ".join([*map(str, step.after), *(f"with {number}" for number in step.together)]),
        f"{relation}{others} {notes(*step.basis)}".strip(),
        *_adds(step, notes),
        _credits(step.credit, names, notes),
    )


def _others(things: Sequence[str], names: Names) -> str:
    """The first of some things by name, and how many more there are."""
    named = names.every(things[:_NAMED])
    more = len(things) - _NAMED
    return f"{named} or {output.counted(more, 'other')}" if more > 0 else named


def _next(each: NextCredential, names: Names, notes: Notes) -> tuple[str, ...]:
    return (
        names(each.credential),
        f"{each.finding.verdict} {notes(*each.finding.basis, *each.finding.against)}".strip(),
        f"{each.relation} {notes(*each.because)}",
        names.every(each.lacks),
        *_adds(each, notes),
        _credits(each.credit, names, notes),
        _jobs(each.occupations, names, notes),
    )


def _jobs(occupations: Sequence[Said], names: Names, notes: Notes) -> str:
    found: dict[str, list[Said]] = {}
    for said in occupations:
        job = said.one("CONCEPT")
        concept = schemes.concept(job) if job else None
        name = names(job) if job else str(said.body.get("label"))
        found.setdefault(f"{name} ({concept.notation})" if concept else name, []).append(said)
    return _noted(found, notes)


def _adds(each: Step | NextCredential, notes: Notes) -> tuple[str, ...]:
    """The roles, the wage, the fees and the duration, each with its note."""
    return (
        _roles(each.roles, notes),
        _figure(each.wage, notes),
        " + ".join(_figure(said, notes) for said in each.fees) or UNKNOWN,
        _figure(each.duration, notes),
    )


def _figure(said: Said | None, notes: Notes) -> str:
    """An amount with the period it is of, else the date of its source."""
    if said is None:
        return UNKNOWN
    when = said.body.get("period") or source_of(said).date
    limits = "".join(f", {words.label(each).lower()}" for each in said.body.get("limits") or ())
    return f"{_span(words.amount(said.body))}{limits}{f' ({when})' if when else ''} {notes(said)}"


def _span(text: str) -> str:
    """Durations of ISO 8601 in words, anything else as it is.

    >>> _span("P1Y6M"), _span("P8W to P3M"), _span("PT40H"), _span("$300 to $400")
    ('1 year 6 months', '8 weeks to 3 months', '40 hours', '$300 to $400')
    """
    return " ".join(_spoken(word) for word in text.split(" "))


def _spoken(text: str) -> str:
    found = _SPAN.fullmatch(text)
    counts = [int(each[:-1]) if each else 0 for each in found.groups()] if found else []
    parts = [f"{n} {unit}{'s' if n != 1 else ''}" for n, unit in zip(counts, _SPANS, strict=False) if n]
    return " ".join(parts) or text


def _roles(roles: Sequence[Said], notes: Notes) -> str:
    found: dict[str, list[Said]] = {}
    for said in roles:
        found.setdefault(words.label(said.one("CONCEPT") or str(said.body.get("label"))), []).append(said)
    return _noted(found, notes)


def _noted(said_by: Mapping[str, Sequence[Said]], notes: Notes) -> str:
    """Words, each with the notes of all who say it."""
    return ", ".join(f"{word} {notes(*by)}" for word, by in said_by.items()) or UNKNOWN


def _credits(credit: Sequence[Earned], names: Names, notes: Notes) -> str:
    """Amounts with what they count toward, each with its note."""
    found = []
    for each in credit:
        toward = f" toward {names.every(each.award.toward)}" if each.award and each.award.toward else ""
        statements = each.award.statements if each.award else (each.statement,)
        found.append(f"{_credit([each], names)}{toward} {notes(*statements)}")
    return "; ".join(dict.fromkeys(found)) or UNKNOWN


def _credit(credit: Sequence[Earned | CreditSum], names: Names) -> str:
    """Amounts, those of one body once each."""
    found = []
    for each in credit:
        amount = words.credit({"low": each.low, "high": each.high or None, "unit": each.unit})
        if each.low == each.high:
            amount = words.credit({"value": each.low, "unit": each.unit})
        if not each.low:
            amount = "credit, not measured"
        amount += f", {words.label(each.level).lower()}" if each.level else ""
        found.append(f"{amount} by {names(each.awarded_by)}" if each.awarded_by else amount)
    return "; ".join(dict.fromkeys(found)) or UNKNOWN


def _counted(each: Counted, names: Names) -> str:
    """Say what counts for what."""
    by = names(each.by)
    if each.attested is not None:
        return f"{by} attests {names(each.asked)}, {each.attested.how.value.lower()} with it"
    if each.held not in (None, each.by):
        through = f" through {names(each.by)}" if each.by != each.asked else ""
        return f"{names(each.held)} is held, which stands for {names(each.asked)}{through}"
    if each.by == each.asked:
        return f"{by} is held"
    return f"{by}{' is held, which' if each.held else ''} stands for {names(each.asked)}"


def _conditions(conditions: Sequence[ConditionFinding], names: Names, notes: Notes) -> None:
    """Print each condition with the thing of which it is asked: words alone may be those of several."""
    for condition in conditions:
        of = condition.statement.one("OF")
        asks = f"{names(of)} asks for: " if of else ""
        words_of = names.within(condition.condition)
        asked = required(condition, names)
        needs = f", {asked}" if asked and asked not in words_of else ""
        given = f" (given: {names.within(condition.given)})" if condition.given else ""
        said = f"{asks}{words_of}{needs}{given}"
        output.line(f"  {condition.state}: {said} {notes(condition.statement)}")


def _plan(plan: Plan, names: Names) -> str:
    totals = plan.totals
    least = "at least " if "fee" in totals.incomplete else ""
    parts = [output.counted(totals.steps, "step")]
    if totals.fee is not None:
        parts.append(f"fees {least}{words.amount({'value': totals.fee, 'unit': totals.fee_unit})}")
    if totals.wage_gain is not None:
        gain = words.amount({"value": totals.wage_gain, "unit": totals.wage_unit})
        parts.append(f"wage gain {gain}")
    if totals.duration is not None:
        least = "at least " if "duration" in totals.incomplete else ""
        parts.append(f"duration {least}{_span(totals.duration)}")
    if totals.credit:
        parts.append(f"credit {_credit(totals.credit, names)}")
    unknown = [words.spaced(each) for each in totals.incomplete]
    return ", ".join(parts) + (f"; not all known: {', '.join(unknown)}" if unknown else "")
