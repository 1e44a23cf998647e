"""Who asks: the facts that are given of them, checked, and judged against what a document asks of people."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from credway.registry.answers.given import only, read_given
from credway.registry.answers.model import ConditionState
from credway.registry.answers.places import state_of
from credway.registry.errors import BadRequest
from credway.registry.projection.reader import canonical

MET, UNMET, UNKNOWN = ConditionState.MET, ConditionState.UNMET, ConditionState.UNKNOWN
MOST_YEARS = 130
"""The most years that an age or an experience can have; what is more is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Facts about the asker, used in one answer and never stored."""

    age: int | None = None
    years_of_experience: str | None = None
    resident_of: str | None = None
    degree_seeking: bool | None = None
    facts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Further facts for constraints: the property or concept that a document asks for, and values."""


def check_asker(asker: Asker | None) -> Asker:
    """The facts about an asker, the state as its postal code. Raises BadRequest naming the argument.

    An age and an experience that nobody can have are refused, never judged as not met. What is given
    among the further facts, though an asker has a name for it, is read and checked as if given by that name.
    """
    if asker is None:
        return Asker()
    given = read_given(asker.facts)
    age, years, state = (
        only(fact, [read(text) for text in (*_stated(by_name), *given.pop(fact, ()))])
        for (fact, read), by_name in zip(
            _NAMED.items(), (asker.age, asker.years_of_experience, asker.resident_of), strict=True
        )
    )
    return replace(
        asker,
        age=None if age is None else int(age),
        years_of_experience=years,
        resident_of=state,
        facts=tuple(given.items()),
    )


def _stated(by_name: object) -> tuple[str, ...]:
    return () if by_name is None else (str(by_name),)


def _age(text: str) -> str:
    return _years(text, "age", "21", whole=True)


def _experience(text: str) -> str:
    return _years(text, "yearsOfExperience", "2 or 0.5")


def _state_of(text: str) -> str:
    return state_of(text, "residentOf").notation


_NAMED: Final = {
    "ceterms:minimumAge": _age,
    "ceterms:yearsOfExperience": _experience,
    "ceterms:residentOf": _state_of,
}
"""Under which properties documents ask for what an asker gives by name, and how each is read."""


def judge_fact(kind: str, required: str | None, asker: Asker) -> tuple[ConditionState, str | None]:
    """Judge what only the asker can say: age, experience, residency (postal codes, comma-separated).

    Returns the state and what was given; a kind that no fact settles is UNKNOWN.
    """
    match kind:
        case "AGE":
            return _at_least(None if asker.age is None else str(asker.age), required)
        case "EXPERIENCE":
            return _at_least(asker.years_of_experience, required)
        case "RESIDENCY":
            return judge_residence({"resident": (required or "").split(",")}, asker)
        case _:
            return UNKNOWN, None


def judge_residence(leaf: Mapping[str, Any], asker: Asker) -> tuple[ConditionState, str | None]:
    """Judge where somebody has to live, or where not; who may live in the part that is meant is unknown.

    `leaf` names states in "resident" or in "notIn", and in "perhaps" those of which a part is meant; with
    "unplaced" it may be elsewhere too. Returns the state and what was given.
    """
    given, within = asker.resident_of, "resident" in leaf
    there = given in (leaf["resident"] if within else leaf["notIn"])
    if given is None or given in leaf.get("perhaps", ()) or (leaf.get("unplaced") and not there):
        return UNKNOWN, given
    return state_of_fact(there is within), given


def number_of(text: str | None) -> Decimal | None:
    """The finite number that a text is, if it is one."""
    try:
        found = Decimal(text or "")
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _years(text: str, argument: str, example: str, *, whole: bool = False) -> str:
    number = number_of(text)
    if number is None or not 0 <= number <= MOST_YEARS:
        raise BadRequest(
            f"{argument} {text!r} is not between 0 and {MOST_YEARS} years; write a number such as {example}",
            argument=argument,
        )
    if whole and number != int(number):
        raise BadRequest(f"{argument} {text!r} is no whole number; write {example}, say", argument=argument)
    return canonical(number)


def _at_least(given: str | None, required: str | None) -> tuple[ConditionState, str | None]:
    number, least = number_of(given), number_of(required)
    if number is None or least is None:
        return UNKNOWN, given
    return state_of_fact(number >= least), given


def state_of_fact(met: bool) -> ConditionState:
    """The state of a condition that a fact settles."""
    return MET if met else UNMET
