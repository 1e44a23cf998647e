"""Conditions of an award, judged for what the asker holds and says. Facts not given are UNKNOWN."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from credway.registry.answers.asker import (
    MET,
    UNKNOWN,
    UNMET,
    Asker,
    judge_fact,
    judge_residence,
    number_of,
    state_of_fact,
)
from credway.registry.answers.credit.awards import Award
from credway.registry.answers.holding import Held
from credway.registry.answers.model import ConditionFinding, ConditionState
from credway.registry.answers.resolve import parse_ref
from credway.registry.answers.said import Said
from credway.registry.answers.windows import first_day, moved, span_of, spelt
from credway.registry.graph import LAST_DAY
from credway.registry.names import fold
from credway.registry.periods import day_before
from credway.registry.projection.reader import UNSTATED


@dataclass(frozen=True, slots=True)
class Facts:
    """What a condition is judged by: what the award uses, all that is held, the asker, the day, the place."""

    used: Sequence[Held]
    known: Collection[str]
    asker: Asker
    as_of: str
    place: str | None = None
    own: Collection[str] = ()
    """The IRIs of what is used itself, without what only stands for it."""


def judge_conditions(award: Award, facts: Facts) -> Iterator[ConditionFinding]:
    """Judge each condition that an award states, and its own term where one is stated."""
    asked = award.conditions
    for said, condition in asked:
        found = _judge(said, condition, facts)
        if found.ask_until is not None and award.valid_to < LAST_DAY:
            # Nobody can ask after the last day of the award, however long the window is.
            last = day_before(award.valid_to)
            found = replace(found, ask_until=min(found.ask_until, last))
        yield found
    if award.refused or any(_always_windowed(condition) for _, condition in asked):
        # A refusal concerns who asks while it holds, whenever something was earned.
        return
    window = _most(_windowed(said, condition, facts) for said, condition in asked)
    if window is MET:
        return
    for said in award.terms:
        if said.start_stated or said.end_stated:
            found = _earned_in_force(said, facts.used)
            yield replace(found, state=_most((found.state, window)))


def _always_windowed(condition: Mapping[str, Any]) -> bool:
    """Whether each way to meet a condition has a window of its own."""
    if condition["kind"] == "EARNED_WITHIN":
        return True
    choices = condition.get("of", ())
    return bool(choices) and all(any(map(_always_windowed, choice)) for choice in choices)


def _windowed(said: Said, condition: Mapping[str, Any], facts: Facts) -> ConditionState:
    """Whether a condition is met by a way that has a window; UNMET where none has one.

    What is asked of some only is no way of the others, who may happen to be within the window.
    """
    if condition["kind"] == "EARNED_WITHIN":
        return _judge(said, condition, facts).state
    found, outside = UNMET, UNMET
    for choice in condition.get("of", ()):
        window = _most(_windowed(said, each, facts) for each in choice)
        if window is not UNMET:
            found = _most((found, _least((window, *_states(said, choice, facts)))))
        elif _is_outside(choice):
            outside = _most((outside, *_states(said, choice, facts)))
    return _least((found, _NOT[outside]))


def _is_outside(choice: Sequence[Mapping[str, Any]]) -> bool:
    """Whether an alternative is that a profile is not for who asks: a limit alone, of places or in words."""
    first = choice[0] if len(choice) == 1 else {}
    in_words = first.get("kind") == "OTHER" and first["required"] is None and first["text"] != UNSTATED
    return "limit" in first or in_words


def things_asked(conditions: Iterable[Iterable[tuple[Said, Mapping[str, Any]]]]) -> Iterator[str]:
    """The IRIs of what conditions ask for, in alternatives too: courses, senders, manifests of conditions."""
    waiting = [each for asked in conditions for _, each in asked]
    while waiting:
        condition = waiting.pop()
        waiting += [each for choice in condition.get("of", ()) for each in choice]
        named = condition["required"] if condition["kind"] in ("COURSE", "OTHER") else None
        # What is asked in words stands there as well.
        if named and parse_ref(named).id is not None:
            yield named


def _judge(said: Said, condition: Mapping[str, Any], facts: Facts) -> ConditionFinding:
    kind, required = condition["kind"], condition.get("required")
    text = condition.get("text") or in_words(kind, required)
    if kind == "ANY":
        return _any(said, condition, text, facts)
    if kind == "EARNED_WITHIN":
        return _within(said, text, required, facts)
    if "facts" in condition:
        return _coming(said, condition, text, facts)
    if "limit" in condition:
        state, given = judge_residence(condition["limit"], facts.asker)
        return ConditionFinding(kind, text, state, said, required, given)
    state, given = _by_kind(kind, required, facts)
    return ConditionFinding(kind, text, state, said, required, given)


def _by_kind(kind: str, required: str | None, facts: Facts) -> tuple[ConditionState, str | None]:
    match kind:
        case "STILL_CURRENT":
            return _all_of([item.current for item in facts.used])
        case "SCORE":
            return _score(required, [item.score for item in facts.used])
        case "DEGREE_PROGRAM":
            return _all_of([facts.asker.degree_seeking])
        case "EVIDENCE":
            return _all_of([item.evidence for item in facts.used])
        case "COURSE":
            return (MET, required) if required in facts.known else (UNKNOWN, None)
        case "OTHER" if required is not None and required == facts.place:
            return MET, required
        case _:
            return judge_fact(kind, required, facts.asker)


def _coming(said: Said, condition: Mapping[str, Any], text: str, facts: Facts) -> ConditionFinding:
    """Whether somebody comes from a sender: by a fact, or because what is used is the sender's or the sender.

    What is used may have come by way of a sender whose it is not: that alone settles nothing.
    """
    required, issues = condition["required"], condition["issues"]
    state, given = _named(condition, facts.asker)
    if state is UNKNOWN and (own := next((iri for iri in facts.own if iri in issues), None)):
        state, given, text = MET, own, f"{text}: {issues[own]}"
    elif state is UNKNOWN and required in facts.own:
        state, given, text = MET, required, f"{text}: it is held itself"
    return ConditionFinding(condition["kind"], text, state, said, required, given)


def _named(condition: Mapping[str, Any], asker: Asker) -> tuple[ConditionState, str | None]:
    """Whether a fact names what is asked for, by its IRI, CTID or name; another settles nothing."""
    given = [value for fact, values in asker.facts if fact in condition["facts"] for value in values]
    required, named = condition["required"], fold(condition["title"])
    met = any(
        ref.id == required
        or (ref.ctid is not None and required.endswith(f"/{ref.ctid}"))
        or (ref.name is not None and fold(ref.name) == named)
        for ref in map(parse_ref, given)
    )
    return (MET if met else UNKNOWN), ", ".join(given) or None


def _any(said: Said, condition: Mapping[str, Any], text: str, facts: Facts) -> ConditionFinding:
    """Alternatives: one that is met will do, and only where all are unmet is the condition."""
    choices = [[_judge(said, each, facts) for each in choice] for choice in condition["of"]]
    state = _most(_least(each.state for each in choice) for choice in choices)
    words = " or ".join(" and ".join(each.condition for each in choice) for choice in choices)
    given = [each.given for choice in choices for each in choice if each.given]
    return ConditionFinding("ANY", words or text, state, said, None, ", ".join(dict.fromkeys(given)) or None)


def _states(said: Said, choice: Sequence[Mapping[str, Any]], facts: Facts) -> Iterator[ConditionState]:
    return (_judge(said, each, facts).state for each in choice)


_ORDER = (UNMET, UNKNOWN, MET)
_NOT = dict(zip(_ORDER, reversed(_ORDER), strict=True))


def _most(states: Iterable[ConditionState]) -> ConditionState:
    """The state of alternatives: of none it is unmet."""
    return max(states, key=_ORDER.index, default=UNMET)


def _least(states: Iterable[ConditionState]) -> ConditionState:
    """The state of what is asked together: where nothing is, it is met."""
    return min(states, key=_ORDER.index, default=MET)


def _within(said: Said, text: str, window: str | None, facts: Facts) -> ConditionFinding:
    """Judge a window before the request; says from which day on, and until when to ask."""
    dates = [item.earned_on for item in facts.used if item.earned_on is not None]
    given = ", ".join(dates) if len(dates) == len(facts.used) else None
    span = span_of(window or "")
    if span is None:
        return ConditionFinding("EARNED_WITHIN", text, UNKNOWN, said, window, given)
    opens = first_day(facts.as_of, span)
    found = ConditionFinding("EARNED_WITHIN", text, UNKNOWN, said, window, given, opens, facts.as_of)
    if given is None:
        return found
    last = min(moved(each, span, 1) for each in dates)
    met = last >= facts.as_of and all(each <= facts.as_of for each in dates)
    return replace(found, state=state_of_fact(met), ask_until=last)


def _earned_in_force(said: Said, used: Sequence[Held]) -> ConditionFinding:
    """A stated term must cover the day of earning; an end that lies ahead needs no day to be met.

    The term is the agreement's: an amendment with other amounts does not begin it anew. It is written as an
    interval of ISO 8601, its last day included; ".." stands for an end that is not stated.
    """
    opens = said.stated_from if said.start_stated else None
    closes = day_before(said.stated_to) if said.end_stated else None
    found = ConditionFinding(
        "EARNED_WITHIN",
        "earned while the agreement was in force",
        UNKNOWN if said.start_stated else MET,
        said,
        f"{opens or '..'}/{closes or '..'}",
        None,
        opens,
        closes,
    )
    dates = [item.earned_on for item in used if item.earned_on is not None]
    if len(dates) < len(used):
        return found
    covered = all(
        (not said.start_stated or said.stated_from <= each) and (not said.end_stated or each < said.stated_to)
        for each in dates
    )
    return replace(found, state=state_of_fact(covered), given=", ".join(dates))


def _score(required: str | None, scores: Sequence[str | None]) -> tuple[ConditionState, str | None]:
    """Numbers are compared; a grade in letters is met by the same letters and else unknown."""
    given = [score for score in scores if score is not None]
    if len(given) < len(scores):
        return UNKNOWN, None
    shown = ", ".join(given)
    least, numbers = number_of(required), [number_of(score) for score in given]
    if least is not None and None not in numbers:
        return state_of_fact(all(number >= least for number in numbers if number is not None)), shown
    same = all(score.strip().casefold() == (required or "").strip().casefold() for score in given)
    return (MET if same else UNKNOWN), shown


def _all_of(values: Sequence[bool | None]) -> tuple[ConditionState, str | None]:
    if False in values:
        return UNMET, "false"
    return (UNKNOWN, None) if None in values else (MET, "true")


def in_words(kind: str, required: str | None) -> str:
    """What a condition of a kind asks, where its document does not say it in words."""
    if kind == "EARNED_WITHIN" and required:
        return f"earned within {spelt(required)}"
    if kind == "OTHER" and required:
        return required
    words = kind.lower().replace("_", " ")
    return f"{words}: {required}" if required else words
