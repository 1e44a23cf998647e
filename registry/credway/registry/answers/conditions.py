"""Conditions of an award, judged for what the asker holds and says. Facts not given are UNKNOWN."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from isodate import Duration, parse_date, parse_duration

from credway.registry.answers.holding import Held
from credway.registry.answers.model import ConditionFinding, ConditionState
from credway.registry.answers.said import Said

MET, UNMET, UNKNOWN = ConditionState.MET, ConditionState.UNMET, ConditionState.UNKNOWN


@dataclass(frozen=True, slots=True)
class Asker:
    """Facts about the asker, used in one answer and never stored."""

    age: int | None = None
    years_of_experience: str | None = None
    resident_of: str | None = None
    degree_seeking: bool | None = None


def judge_conditions(
    said: Said, held: Sequence[Held], asker: Asker, as_of: str
) -> Iterator[ConditionFinding]:
    """Judge each condition that an award states, and its own term where one is stated."""
    own_window = False
    for condition in said.body.get("conditions", ()):
        kind, required, text = (
            condition["kind"],
            condition.get("required"),
            condition.get("text") or "",
        )
        own_window = own_window or kind == "EARNED_WITHIN"
        state, given = _judge(kind, required, held, asker, as_of)
        yield ConditionFinding(kind, text or _say(kind, required), state, said, required, given)
    if not own_window and (said.start_stated or said.end_stated):
        state, given = _earned_in_force(said, held)
        text = "earned while the agreement was in force"
        yield ConditionFinding(
            "EARNED_WITHIN", text, state, said, f"{said.valid_from}/{said.valid_to}", given
        )


def _judge(
    kind: str, required: str | None, held: Sequence[Held], asker: Asker, as_of: str
) -> tuple[ConditionState, str | None]:
    match kind:
        case "STILL_CURRENT":
            return _all_of([item.current for item in held])
        case "EARNED_WITHIN":
            dates = [item.earned_on for item in held]
            if None in dates:
                return UNKNOWN, None
            return _state(all(_within(date, required, as_of) for date in dates if date)), ", ".join(
                d for d in dates if d
            )
        case "SCORE":
            scores = [item.score for item in held if item.score is not None]
            if len(scores) < len(held):
                return UNKNOWN, None
            return _state(all(Decimal(score) >= Decimal(required or 0) for score in scores)), ", ".join(
                scores
            )
        case "DEGREE_PROGRAM":
            return _all_of([asker.degree_seeking])
        case _:
            return judge_fact(kind, required, asker)


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
            if asker.resident_of is None:
                return UNKNOWN, None
            return _state(asker.resident_of.upper() in (required or "").split(",")), asker.resident_of
        case _:
            return UNKNOWN, None


def _earned_in_force(said: Said, held: Sequence[Held]) -> tuple[ConditionState, str | None]:
    """A stated term must cover the day of earning; an end that lies ahead needs no day to be met."""
    dates = [item.earned_on for item in held]
    if None not in dates:
        covered = all(
            (not said.start_stated or said.valid_from <= date)
            and (not said.end_stated or date < said.valid_to)
            for date in dates
            if date
        )
        return _state(covered), ", ".join(date for date in dates if date)
    return (UNKNOWN if said.start_stated else MET), None


def _within(earned: str, window: str | None, as_of: str) -> bool:
    span: Duration = parse_duration(window or "P0D")
    return bool(parse_date(earned) + span >= parse_date(as_of)) and earned <= as_of


def _at_least(given: str | None, required: str | None) -> tuple[ConditionState, str | None]:
    if given is None:
        return UNKNOWN, None
    return _state(Decimal(given) >= Decimal(required or 0)), given


def _all_of(values: Sequence[bool | None]) -> tuple[ConditionState, str | None]:
    if False in values:
        return UNMET, "false"
    return (UNKNOWN, None) if None in values else (MET, "true")


def _state(met: bool) -> ConditionState:
    return MET if met else UNMET


def _say(kind: str, required: str | None) -> str:
    words = kind.lower().replace("_", " ")
    return f"{words}: {required}" if required else words
