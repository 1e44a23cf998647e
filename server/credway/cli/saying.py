"""What answers have in common in a terminal: names, what is missing or required, the two times."""

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from credway.cli import output
from credway.cli.notes import Notes
from credway.ontology.rules import rules
from credway.registry.answers import words
from credway.registry.answers.model import ConditionFinding, Equivalent, Missing, Resolution, Source, Things

_IRI = re.compile(r"https?://[^\s,;]*[^\s,;.:]")
_CODE = re.compile(r"(?<=^code )\S+$")


def resolutions(found: Sequence[Resolution], things: Things) -> None:
    """Print how each reference is understood."""
    for each in found:
        if not each.candidates:
            output.line(f"{each.asked}: nothing is known here under that name")
            continue
        output.table(
            ("name", "what", "confidence", "matched by", "id"),
            [
                (
                    things[c.iri].title,
                    words.spaced(things[c.iri].label),
                    c.confidence,
                    _matched(c.matched_by),
                    c.iri,
                )
                for c in each.candidates
            ],
            title=each.asked,
        )


def _matched(by: str) -> str:
    """By what a reference was understood; the property of a code by its label.

    >>> _matched("code ceterms:codedNotation")
    'code (coded notation)'
    """
    return _CODE.sub(lambda found: f"({words.label(found[0]).lower()})", by)


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

    def within(self, text: str) -> str:
        """A text in which known things stand by name: each by its IRI, or by that of a part of it."""
        return _IRI.sub(lambda found: self._known(found[0]), text)

    def _known(self, iri: str) -> str:
        whole = iri.partition("#")[0]
        return self(iri) if iri in self.things or whole not in self.things else self(whole)


def through(found: Iterable[Equivalent], names: Names, notes: Notes) -> str:
    """Say by which links other things stand for those asked about."""
    told = (f"{names(e.iri)} for {names(e.of)} by {e.link} {notes(e.statement)}" for e in found)
    return ", ".join(dict.fromkeys(told))


def required(condition: ConditionFinding, names: Names) -> str:
    """What is asked for; a window by its days, and until when what was given is in time."""
    opens, closes = condition.earned_from, condition.earned_to
    if opens is None and closes is None:
        asked = condition.required
        return "" if asked in (None, condition.condition) else names.within(str(asked))
    start = f"from {opens} {'to' if closes else 'on'}" if opens else "until"
    window = f"{start} {closes}" if closes else start
    until = f"; to be asked for until {condition.ask_until}" if condition.ask_until else ""
    return f"earned {window}{until}"


def missing(found: Iterable[Missing], names: Names) -> None:
    """Print what is not known, and who could say."""
    for each in found:
        who = names.every(each.who_could_say)
        output.line(f"Unknown: {names.within(each.what)}" + (f" (could say: {who})" if who else ""))


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
