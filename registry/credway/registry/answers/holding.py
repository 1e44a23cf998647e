"""What somebody holds, and the other names under which it counts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Final

from credway.registry.answers.asking import Asking, parsed_day
from credway.registry.answers.model import Equivalent
from credway.registry.answers.places import state_of
from credway.registry.answers.resolve import Ref
from credway.registry.errors import BadRequest
from credway.registry.projection.reader import canonical

MOST_SCORE: Final = 1_000_000
"""The highest score that can be reached; what is more is a slip of the pen."""
MOST_GRADE: Final = 50
"""The most characters of a grade."""


@dataclass(frozen=True, slots=True)
class Held:
    """A credential somebody holds; facts that are not given are unknown, not false."""

    ref: Ref
    earned_on: str | None = None
    earned_in: str | None = None
    score: str | None = None
    current: bool | None = None
    evidence: bool | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """A held credential under one of the IRIs it may be known by, and the link if it is another."""

    held: Held
    through: Equivalent | None = None


def check_earned(frame: Asking, earned_on: str | None) -> str | None:
    """Check the day of earning: a date, and none that lies ahead. Raises BadRequest."""
    earned = parsed_day(earned_on, "earnedOn")
    if earned is not None and earned > frame.as_of:
        raise BadRequest(
            f"earnedOn {earned} lies after {frame.as_of}, the day that is asked about (asOf)",
            argument="earnedOn",
        )
    return earned


def check_held(frame: Asking, item: Held) -> Held:
    """What is said of something held, as it is judged: day, state as its postal code, score.

    Raises BadRequest naming the argument.
    """
    return replace(
        item,
        earned_on=check_earned(frame, item.earned_on),
        earned_in=None if item.earned_in is None else state_of(item.earned_in, "earnedIn").notation,
        score=None if item.score is None else _score(item.score),
    )


def _score(text: str) -> str:
    """A score as a number that is not below zero, or as a grade, which has a letter. Raises BadRequest."""
    text = text.strip()
    try:
        number = Decimal(text)
    except InvalidOperation:
        if any(map(str.isalpha, text)) and len(text) <= MOST_GRADE:
            return text
    else:
        if number.is_finite() and 0 <= number <= MOST_SCORE:
            return canonical(number)
    raise BadRequest(
        f"score {text[:MOST_GRADE]!r} is neither a number from 0 to {MOST_SCORE} nor a grade;"
        " write the number alone, such as 85, or the grade, such as B+",
        argument="score",
    )


def known_as(iri: str, equivalents: Sequence[Equivalent]) -> frozenset[str]:
    """The IRIs under which a thing counts: its own and those of what stands for it."""
    return frozenset((iri, *(each.iri for each in equivalents if each.of == iri)))


def holdings(
    held: Sequence[Held], ids: Sequence[str], equivalents: Sequence[Equivalent]
) -> dict[str, Holding]:
    """Give each holding under its own IRI and under those of its equivalents."""
    found = {iri: Holding(item) for item, iri in zip(held, ids, strict=True)}
    for equivalent in equivalents:
        if equivalent.iri not in found and equivalent.of in found:
            found[equivalent.iri] = Holding(found[equivalent.of].held, equivalent)
    return found


def alternatives(
    held: Sequence[Held], ids: Sequence[str], equivalents: Sequence[Equivalent]
) -> dict[str, tuple[Holding, ...]]:
    """Give every holding that counts under an IRI: those of the thing itself first, then equivalents.

    The same credential may be held twice, or itself and through another: whichever serves better counts.
    """
    found: dict[str, dict[Holding, None]] = {}
    for item, iri in zip(held, ids, strict=True):
        found.setdefault(iri, {})[Holding(item)] = None
    for item, iri in zip(held, ids, strict=True):
        for equivalent in equivalents:
            if equivalent.of == iri and equivalent.iri != iri:
                found.setdefault(equivalent.iri, {})[Holding(item, equivalent)] = None
    return {iri: tuple(each) for iri, each in found.items()}
