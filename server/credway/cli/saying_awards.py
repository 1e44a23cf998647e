"""Awards, agreements and what rests on them, as people read them in a terminal."""

from collections.abc import Sequence

from credway.cli import output
from credway.cli.notes import Notes
from credway.cli.saying import Names, footer, missing
from credway.registry.answers import words
from credway.registry.answers.credit.awarding import AdoptionAnswer, AwardsAnswer
from credway.registry.answers.credit.awards import Award
from credway.registry.answers.credit.comparing import Comparison, ReviewAnswer
from credway.registry.answers.credit.risks import RiskAnswer
from credway.registry.answers.dependents import DependentsAnswer
from credway.registry.answers.sentences import plain_sentence
from credway.registry.answers.triples import naming
from credway.registry.errors import BadRequest, LimitExceeded
from credway.registry.settings import Settings


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
        ("awarded by", "amount", "toward", "common course", f"the same course at {home}", "note"),
        [
            (
                names(each.award.awarded_by) or "every institution",
                _amounts(each.award),
                ", ".join(names(iri) for iri in each.award.toward) or "not stated",
                ", ".join(common["value"] for common in each.award.common_courses) or "none stated",
                ", ".join(names(equal.course) for equal in each.equal) or "none known here",
                notes(each.award.statement),
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
        output.line(plain_sentence(advice.statement, answer.things))
        output.line(f"  in its review window on {answer.as_of}: {review.in_review.verdict} ({window})")
        missing(review.in_review.missing, names)
        output.table(
            ("awarded by", "amount", "toward", "compared", "note"),
            [
                (
                    names(each.award.awarded_by) or "every institution",
                    _amounts(each.award),
                    ", ".join(names(iri) for iri in each.award.toward) or "not stated",
                    _compared(each),
                    notes(each.award.statement),
                )
                for each in review.comparisons
            ],
        )
    footer(notes, answer)


def risks(answer: RiskAnswer) -> None:
    """Print a page of the agreements at risk."""
    names = Names(answer.things)
    output.heading(f"Agreements at risk at {answer.place.asked} on {answer.as_of}")
    if not answer.risks:
        output.line("None is known.")
        return
    output.table(
        ("award", "credential", "why", "since", "who says so"),
        [
            (
                plain_sentence(each.award.statement, answer.things),
                names(each.credential),
                each.reason.value.lower() + (f" by {names(each.replaced_by)}" if each.replaced_by else ""),
                each.since or "not stated",
                f"{names(each.statement.asserted_by)}: {plain_sentence(each.statement, answer.things)}",
            )
            for each in answer.risks
        ],
    )
    if answer.more:
        output.line(f"{answer.total} in all; the next: --after {','.join(answer.risks[-1].position)}")


def dependents(answer: DependentsAnswer) -> None:
    """Print a page of what rests on a credential."""
    names = Names(answer.things)
    output.heading(f"What rests on {names(answer.credential)} on {answer.as_of}")
    output.line(f"{answer.total if answer.total is not None else 'an unknown number of'} in all")
    output.table(
        ("what", "how", "who says so"),
        [
            (plain_sentence(said, answer.things), words.label(naming(said)), names(said.asserted_by))
            for said in answer.dependents
        ],
    )
    if answer.more:
        last = answer.dependents[-1]
        output.line(f"cut after {len(answer.dependents)}; the next: --after {last.id},{last.valid_from}")


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
                _amounts(each)
                + (f" (with {', '.join(names(i) for i in each.held)})" if len(each.held) > 1 else ""),
                ", ".join(names(iri) for iri in each.toward) or "not stated",
                names(each.awarded_by) or "every institution",
                each.kind.value.lower().replace("_", " "),
                words.period(each.valid_from, each.valid_to),
                notes(each.statement),
            )
            for each in found
        ],
        title=title,
    )


def _together(award: Award, names: Names) -> str:
    return f" (with {', '.join(names(iri) for iri in award.held)})" if len(award.held) > 1 else ""


def _amounts(award: Award) -> str:
    return ", ".join(words.credit(each) for each in award.amounts) or "not stated"


def _compared(found: Comparison) -> str:
    if found.why:
        return f"not to be compared: {found.why}"
    alike = f"; differs in {', '.join(found.differs)}" if found.differs else ""
    by = f" by {words.number(found.amount.lstrip('-'))}" if found.amount and found.amount != "0" else ""
    return f"{found.difference.value.lower()}{by}{alike}"
