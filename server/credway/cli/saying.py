"""What answers have in common in a terminal: names, what is missing or required, the two times."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from credway.cli import output
from credway.cli.notes import Notes
from credway.ontology.rules import rules
from credway.registry.answers.model import ConditionFinding, Equivalent, Missing, Resolution, Source, Things


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


class Timed(Protocol):
    """What every answer has in common."""

    @property
    def as_of(self) -> str:
        """The day of the question."""

    @property
    def known_at(self) -> int:
        """The registry's number."""


class Answer(Timed, Protocol):
    """An answer that says what it rests on."""

    @property
    def sources(self) -> Sequence[Source]:
        """The sources it rests on."""

    @property
    def rules(self) -> Sequence[str]:
        """The rules it applied."""


class Names:
    """What to call the things of an answer."""

    def __init__(self, things: Things) -> None:
        self.things = things

    def __call__(self, iri: str | None) -> str:
        """The name of a thing, else its IRI."""
        if iri is None:
            return ""
        return self.things[iri].title if iri in self.things else iri

    def every(self, iris: Iterable[str]) -> str:
        """The names of some things."""
        return ", ".join(map(self, iris))


def through(found: Iterable[Equivalent], names: Names, notes: Notes) -> str:
    """Say by which links other things stand for those asked about."""
    told = (f"{names(e.iri)} for {names(e.of)} by {e.link} {notes(e.statement)}" for e in found)
    return ", ".join(dict.fromkeys(told))


def required(condition: ConditionFinding) -> str:
    """What is asked for; a window by its days, and until when what was given is in time."""
    if condition.earned_from is None and condition.earned_to is None:
        return "" if condition.required in (None, condition.condition) else str(condition.required)
    opens, closes = condition.earned_from or "any day", condition.earned_to or "any day"
    until = f"; to be asked for until {condition.ask_until}" if condition.ask_until else ""
    return f"earned from {opens} to {closes}{until}"


def missing(found: Iterable[Missing], names: Names) -> None:
    """Print what is not known, and who could say."""
    for each in found:
        who = names.every(each.who_could_say)
        output.line(f"Unknown: {each.what}" + (f" (could say: {who})" if who else ""))


def footer(notes: Notes, answer: Answer) -> None:
    """Print the notes and sources, the rules applied, and both times."""
    notes.show(answer.sources)
    if answer.rules:
        output.heading("Rules")
    for iri in answer.rules:
        rule = rules()[iri]
        output.hanging("", f"{rule.name}, version {rule.version}: {rule.text}")
    times(answer)


def times(answer: Timed) -> None:
    """Print the day and the registry's number for which an answer holds."""
    output.line(f"\nAs of {answer.as_of}, known at number {answer.known_at}.")


def worded(name: str) -> str:
    """Write the name of a kind or a reason as words."""
    return name.lower().replace("_", " ")
