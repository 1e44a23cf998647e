"""Awards, agreements and what rests on them, as people read them in a terminal."""

from collections.abc import Sequence

from credway.cli import output
from credway.cli.notes import Notes
from credway.cli.saying import Names, footer, missing, times, worded
from credway.registry.answers import words
from credway.registry.answers.credit.awarding import Adoption, AdoptionAnswer, AwardsAnswer
from credway.registry.answers.credit.awards import Award
from credway.registry.answers.credit.comparing import Comparison, ReviewAnswer
from credway.registry.answers.credit.risks import AtRisk, RiskAnswer
from credway.registry.answers.dependents import DependentsAnswer
from credway.registry.answers.model import Verdict
from credway.registry.answers.said import Said
from credway.registry.answers.sentences import plain_sentence
from credway.registry.answers.triples import naming
from credway.registry.errors import BadRequest, LimitExceeded
from credway.registry.settings import Settings

PAST_END = "Nothing follows that position; leave out --after to start again."


def awards(answer: AwardsAnswer) -> None:
    """Print who awards, and what is left open."""
    names = Names(answer.things)
    notes = Notes(names)
    where = f" at {answer.place.asked}" if answer.place else ""
    output.heading(f"Awards for {names(answer.credential)}{where}")
    _table(answer.awards, names, notes)
    if answer.ended:
        _table(answer.ended, names, notes, "Out of force on the day")
    missing(answer.unstated, names)
    if answer.cut:
        output.line(answer.cut.message)
    footer(notes, answer)


def adopters(answer: AdoptionAnswer) -> None:
    """Print who awards although an institution does not, and which courses of its own are the same."""
    names = Names(answer.things)
    notes = Notes(names)
    home = names(answer.institution)
    output.heading(f"Who awards for {names(answer.credential)} besides {home}")
    if answer.own:
        _table(answer.own, names, notes, f"{home} awards it itself")
    output.table(
        (
            *("awarded by", "amount", "toward", "common course", f"the same course at {home}"),
            *("in force", "note"),
        ),
        [
            (
                by_whom(each.award, names),
                amounts(each.award, names),
                names.every(each.award.toward) or "not stated",
                _common(each.award) or "none stated",
                _equal(each, names, notes),
                term(each.award, names),
                _noted(each.award, notes),
            )
            for each in answer.adoptions
        ],
    )
    if answer.cut:
        output.line(answer.cut.message)
    footer(notes, answer)


def recommendations(answer: ReviewAnswer) -> None:
    """Print each recommendation with its window, and the awards beside it."""
    names = Names(answer.things)
    notes = Notes(names)
    output.heading(f"Recommendations for {names(answer.credential)}")
    if not answer.reviews:
        output.line("No recommendation is known.")
    for review in answer.reviews:
        advice = review.recommendation
        window = words.period(advice.valid_from, advice.valid_to)
        output.line(f"{plain_sentence(advice.statement, answer.things)} {_noted(advice, notes)}")
        output.line(f"  {amounts(advice, names)}, toward: {toward(advice, names)}")
        output.line(f"  in its review window on {answer.as_of}: {review.in_review.verdict} ({window})")
        missing(review.in_review.missing, names)
        output.table(
            ("awarded by", "amount", "toward", "compared", "in force", "note"),
            [
                (
                    by_whom(each.award, names),
                    amounts(each.award, names),
                    toward(each.award, names),
                    _compared(each),
                    term(each.award, names),
                    _noted(each.award, notes),
                )
                for each in review.comparisons
            ],
        )
    if answer.cut:
        output.line(answer.cut.message)
    footer(notes, answer)


def risks(answer: RiskAnswer) -> None:
    """Print a page of the agreements at risk."""
    names = Names(answer.things)
    notes = Notes(names)
    output.heading(f"Agreements at risk at {answer.place.asked} on {answer.as_of}")
    if answer.risks:
        output.table(
            ("award", "in force", "credential", "why", "since", "who says so"),
            [_risk(each, names, notes) for each in answer.risks],
        )
    else:
        output.line("None is known." if answer.total is not None else PAST_END)
    if answer.more:
        output.line(f"{answer.total} in all; the next: --after {','.join(answer.risks[-1].position)}")
    if answer.cut:
        output.line(answer.cut.message)
    notes.show(())
    times(answer)


def dependents(answer: DependentsAnswer) -> None:
    """Print a page of what rests on a credential."""
    names = Names(answer.things)
    notes = Notes(names)
    output.heading(f"What rests on {names(answer.credential)} on {answer.as_of}")
    output.line(f"{answer.total} in all" if answer.total is not None else PAST_END)
    output.table(
        ("what", "how", "holds", "who says so"),
        [
            (
                plain_sentence(said, answer.things),
                _how(said, names),
                words.period(said.valid_from, said.valid_to),
                f"{names(said.asserted_by)} {notes(said)}",
            )
            for said in answer.dependents
        ],
    )
    if answer.more:
        last = answer.dependents[-1]
        output.line(f"cut after {len(answer.dependents)}; the next: --after {last.id},{last.valid_from}")
    notes.show(())
    times(answer)


def position(text: str | None, start: Sequence[str]) -> tuple[str, ...]:
    """Read a position as it was printed. Raises BadRequest."""
    if text is None:
        return tuple(start)
    parts = tuple(text.split(","))
    if len(parts) != len(start):
        raise BadRequest(f"--after {text!r} is no position; take one that was printed", argument="after")
    return parts


def size(settings: Settings, first: int) -> int:
    """How many to show. Raises BadRequest or LimitExceeded."""
    if first < 1:
        raise BadRequest("--first must be at least 1", argument="first")
    if first > settings.page_max:
        raise LimitExceeded(f"--first {first}; the most is {settings.page_max} (page_max)")
    return first


def _table(found: Sequence[Award], names: Names, notes: Notes, title: str | None = None) -> None:
    if not found:
        output.line("No award is known.")
        return
    output.table(
        ("amount", "toward", "awarded by", "kind", "in force", "note"),
        [
            (
                amounts(each, names),
                toward(each, names),
                by_whom(each, names),
                kind(each, names),
                term(each, names),
                notes(*each.statements),
            )
            for each in found
        ],
        title=title,
    )


def amounts(award: Award, names: Names) -> str:
    """The amounts with their levels, each for its target where several are, and what to hold together."""
    several = len(award.amounts) > 1
    found = []
    for each in award.amounts:
        level = f", {words.label(each['level']).lower()}" if each.get("level") else ""
        target = f" for {names.every(each['toward'])}" if several and each.get("toward") else ""
        found.append(f"{words.credit(each)}{level}{target}")
    together = f" (with {names.every(award.held)})" if len(award.held) > 1 else ""
    whole = ", all or nothing" if award.all_or_nothing else ""
    return ("; ".join(found) or "not stated") + whole + together


def toward(award: Award, names: Names) -> str:
    """The courses and programs with their common number, or the requirements in words."""
    common = _common(award)
    found = [*map(names, award.toward), *award.requirements]
    if not found:
        return f"common course {common}" if common else "not stated"
    return ", ".join(found) + (f" (common course {common})" if common else "")


def by_whom(award: Award, names: Names) -> str:
    """Who awards it."""
    return names(award.awarded_by) or ("every institution" if award.statewide else "not stated")


def kind(award: Award, names: Names) -> str:
    """Who promises it, and by whose authority where it is not the awarding body's own."""
    own = award.authority in (None, award.awarded_by)
    return worded(award.kind.value) + ("" if own else f", by authority of {names(award.authority)}")


def term(award: Award, names: Names) -> str:
    """The days on which it is in force, those since it was read where it states none; what replaces it."""
    stated = any(said.start_stated or said.end_stated for said in award.terms)
    status = "ceased or suspended" if award.ceased else "being developed" if award.developing else ""
    replaced = f"replaced by {names.every(each.iri for each in award.successors)}" if award.successors else ""
    told = (
        *(words.period(award.valid_from, award.valid_to), "" if stated else "no term stated"),
        *(status, replaced),
    )
    return ", ".join(filter(None, told))


def _noted(award: Award, notes: Notes) -> str:
    """The marks of an award, whose note says what it leaves open."""
    notes.leave_open(award.statement, award.title, award.unstated)
    return notes(*award.statements)


def _common(award: Award) -> str:
    found = (
        f"{each['value']} ({each['scheme']})" if each.get("scheme") else each["value"]
        for each in award.common_courses
    )
    return ", ".join(found)


def _equal(adoption: Adoption, names: Names, notes: Notes) -> str:
    found = (
        f"{names(each.course) or each.common['value']} {notes(each.award.statement)}"
        for each in adoption.equal
    )
    return ", ".join(found) or "none known here"


def _risk(each: AtRisk, names: Names, notes: Notes) -> tuple[str, ...]:
    by = f" by {names(each.replaced_by)}" if each.replaced_by else ""
    said = plain_sentence(each.statement, names.things)
    return (
        f"{plain_sentence(each.award.statement, names.things)} {_noted(each.award, notes)}",
        term(each.award, names),
        names(each.credential),
        each.reason.value.lower() + by + _since_then(each),
        each.since or "not stated",
        f"{names(each.statement.asserted_by)}: {said} {notes(each.statement)}",
    )


def _since_then(each: AtRisk) -> str:
    """Whether what is off one list is said to be off all of the state, where that is not so."""
    if each.listed is None or each.listed.verdict is Verdict.NO:
        return ""
    then = {
        Verdict.YES: "listed all the same by another entry",
        Verdict.DISPUTED: "which is disputed",
        Verdict.UNKNOWN: "whether it is listed now is not known here",
    }[each.listed.verdict]
    return f"; {then}"


def _how(said: Said, names: Names) -> str:
    """How a statement names the credential: as an entry of a version of a list, else by a property."""
    if said.kind == "ListEntry":
        return f"list entry, version: {names(said.one('IN'))}"
    return words.label(naming(said)).lower()


def _compared(found: Comparison) -> str:
    if found.why:
        return f"not to be compared: {found.why}"
    alike = f"; differs in {', '.join(found.differs)}" if found.differs else ""
    by = f" by {words.number(found.amount.lstrip('-'))}" if found.amount and found.amount != "0" else ""
    return f"{found.difference.value.lower()}{by}{alike}"
