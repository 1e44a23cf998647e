"""Constraints of Pathway documents, judged with three values: MET, UNMET, or UNKNOWN where nobody says.

A side of a constraint is a number, words, a concept, or a property: one that the asker gives a fact
for, or `ceterms:creditValue` and `ceterms:pointValue` of the components that count. Nothing that is
not given is taken for met, and amounts of different units or levels are never added.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import product
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from credway.ontology import schemes
from credway.ontology.errors import UnknownTermError
from credway.ontology.namespaces import compact, expand
from credway.registry.answers.model import ConditionState
from credway.registry.answers.words import spaced
from credway.registry.projection.reader import UNSTATED, canonical

MET, UNMET, UNKNOWN = ConditionState.MET, ConditionState.UNMET, ConditionState.UNKNOWN
OF_COMPONENTS = frozenset({"ceterms:creditValue", "ceterms:pointValue"})
"""Properties whose values are read off the components that are held or part of the plan."""
_OF_STATES = frozenset({"ceterms:residentOf"})
"""Properties whose values are states: VA, US-VA and Virginia are one."""

_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "EQ": eq,
    "NEQ": ne,
    "GT": gt,
    "GTEQ": ge,
    "LT": lt,
    "LTEQ": le,
}
_SIGNS = {"EQ": "=", "NEQ": "≠", "GT": ">", "GTEQ": "≥", "LT": "<", "LTEQ": "≤"}
_REDUCE = frozenset({"Sum", "Max", "Min", "Mean", "CountDistinct"})
_QUANTIFY = frozenset({"AllOf", "AnyOf", "OneOf"})

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d|-(?!\d\d:))")

Facts = Mapping[str, Sequence[str]]
Amount = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Side:
    """The values of one side; `whole` is false where more may exist that nobody states."""

    values: tuple[str, ...] = ()
    whole: bool = True
    action: str | None = None


@dataclass(frozen=True)
class Worth:
    """What the components that count are worth: for each property, amounts by thing.

    `same` gives one name to things that are the same: what they are worth counts once.
    """

    amounts: Mapping[str, Mapping[str, Sequence[Amount]]] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)

    def side(self, name: str, things: Sequence[str], action: str | None) -> Side | None:
        """The amounts of some things as one side; None where their units or levels differ.

        Several amounts of one thing say again what it is worth; where they differ, the least is known.
        """
        held = self.amounts.get(name, {})
        found: dict[str, list[Amount]] = {}
        for thing in things:
            found.setdefault(self.same.get(thing, thing), []).extend(held.get(thing, ()))
        if len({(a.get("unit"), a.get("level")) for each in found.values() for a in each}) > 1:
            return None
        least = [min(map(_least, each), key=Decimal) for each in found.values() if each]
        values = [{a.get("value") for a in each} for each in found.values()]
        exact = all(len(each) == 1 and None not in each for each in values)
        return Side(tuple(least), exact, action)


def _least(amount: Amount) -> str:
    return str(amount.get("value") or amount.get("low") or 0)


def judge(
    constraint: Mapping[str, Any], facts: Facts, worth: Worth, counted: Sequence[str]
) -> tuple[ConditionState, str | None]:
    """Judge a constraint for what is given and for the components that count.

    Returns the state and the left side as it was found, for people; None where nothing was.
    """
    comparator = str(constraint.get("comparator"))
    left, right = (_side(constraint, side, facts, worth, counted) for side in ("left", "right"))
    if left is None or right is None or comparator not in _COMPARE:
        return UNKNOWN, None
    given = ", ".join(left.values) or None
    if _OF_STATES & {*constraint.get("left", ()), *constraint.get("right", ())}:
        left, right = _as_states(left), _as_states(right)
    left, right = left and _reduced(left), right and _reduced(right)
    if left is None or right is None or not left.values or not right.values:
        return UNKNOWN, given
    if not (_clear(left) and _clear(right)):
        return UNKNOWN, given
    if not (left.whole and right.whole):
        # A sum or a highest value that lacks some only grows when they are known.
        grows = left.action in ("Sum", "Max") and right.whole and comparator in ("GT", "GTEQ")
        return (MET if grows and _holds(comparator, left, right) is MET else UNKNOWN), given
    return _holds(comparator, left, right), given


def said(constraint: Mapping[str, Any]) -> str:
    """Say a constraint as a person would read it.

    >>> said({"left": ["ceterms:creditValue"], "leftAction": "Sum", "comparator": "GTEQ", "right": ["10"]})
    'sum of credit value ≥ 10'
    """
    if constraint.get("text"):
        return str(constraint["text"])
    sign = _SIGNS.get(str(constraint.get("comparator")), "compared with")
    return f"{_words(constraint, 'left')} {sign} {_words(constraint, 'right')}"


def reads_components(constraint: Mapping[str, Any], facts: Facts) -> bool:
    """Whether the outcome depends on which components count."""
    names = {*constraint.get("left", ()), *constraint.get("right", ())}
    return bool((names & OF_COMPONENTS) - facts.keys())


def read_facts(given: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Bring the names of facts into the form of the documents: CURIEs where a term has one."""
    return {_name(name): tuple(values) for name, values in given.items()}


def _side(
    constraint: Mapping[str, Any], side: str, facts: Facts, worth: Worth, counted: Sequence[str]
) -> Side | None:
    """Find the values of a side; None where nobody gives them."""
    action = constraint.get(f"{side}Action")
    sources = constraint.get(side, ())
    over = [iri for iri in constraint.get("over", ()) if iri in set(counted)]
    found: list[Side] = []
    for name in sources:
        if name in facts:
            found.append(Side(tuple(map(_plain, facts[name]))))
        elif name in OF_COMPONENTS:
            of_components = worth.side(name, over, action)
            if of_components is None:
                return None
            found.append(of_components)
        elif side == "right" or _number(name) is not None:
            if _is_property(name):
                return None
            found.append(Side((name,)))
        else:
            return None
    if not found:
        return None
    return Side(tuple(v for each in found for v in each.values), all(e.whole for e in found), action)


def _as_states(side: Side) -> Side | None:
    """Read each value as a state, as its postal code; None where one is none."""
    found = [schemes.state(value) for value in side.values]
    return replace(side, values=tuple(each.notation for each in found if each)) if all(found) else None


def _reduced(side: Side) -> Side | None:
    """Apply Sum, Max, Min, Mean or CountDistinct; None where a value is no number."""
    if side.action not in _REDUCE:
        return side
    if side.action == "CountDistinct":
        return Side((str(len(set(side.values))),), side.whole, side.action)
    numbers = [_number(value) for value in side.values]
    if not numbers or None in numbers:
        return None
    known = [number for number in numbers if number is not None]
    total = {
        "Sum": sum(known, Decimal(0)),
        "Max": max(known),
        "Min": min(known),
        "Mean": sum(known, Decimal(0)) / len(known),
    }[side.action]
    return Side((canonical(total),), side.whole, side.action)


def _clear(side: Side) -> bool:
    """Whether it is said how several values are meant."""
    return len(side.values) == 1 or side.action in _QUANTIFY


def _holds(comparator: str, left: Side, right: Side) -> ConditionState:
    """Compare each value with each, and join as the actions say; what cannot be ordered is UNKNOWN."""
    pairs = {
        (one, other): _compared(comparator, one, other) for one, other in product(left.values, right.values)
    }
    rows = [_joined(right.action, [pairs[one, other] for other in right.values]) for one in left.values]
    return _joined(left.action, rows)


def _compared(comparator: str, one: str, other: str) -> ConditionState:
    for read in (_number, _day):
        known = read(one), read(other)
        if None not in known:
            return MET if _COMPARE[comparator](*known) else UNMET
    if comparator not in ("EQ", "NEQ"):
        return UNKNOWN
    kinds = {_kind(one), _kind(other)}
    if len(kinds) > 1:
        return UNKNOWN  # Words may mean the concept, the number or the day that is asked for.
    if kinds == {"words"}:
        one, other = one.strip().casefold(), other.strip().casefold()
    return MET if _COMPARE[comparator](one, other) else UNMET


def _day(text: str) -> date | None:
    """A whole date; a year or a month is none, and what comes after the day does not count."""
    found = _DAY.match(text.strip())
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


def _kind(text: str) -> str:
    """What a value is: a number, a day, the name of a concept, or words."""
    if _number(text) is not None:
        return "number"
    if _day(text) is not None:
        return "day"
    return "words" if " " in text.strip() or ":" not in text else "concept"


def _joined(action: str | None, states: Sequence[ConditionState]) -> ConditionState:
    if action == "AnyOf":
        return MET if MET in states else UNKNOWN if UNKNOWN in states else UNMET
    if action == "OneOf":
        if states.count(MET) > 1:
            return UNMET
        return UNKNOWN if UNKNOWN in states else MET if MET in states else UNMET
    return UNMET if UNMET in states else UNKNOWN if UNKNOWN in states else MET


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text.strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _is_property(name: str) -> bool:
    """Whether a name is that of a property, whose value somebody would have to give."""
    prefix, colon, local = name.partition(":")
    if not colon or not local or local.startswith("/") or not local[:1].islower():
        return False
    try:
        expand(name)
    except UnknownTermError:
        return False
    return prefix in ("ceterms", "ceasn", "schema", "credway", "qdata")


def _plain(value: str) -> str:
    return _name(value) if ":" in value else value


def _name(text: str) -> str:
    try:
        return compact(expand(text))
    except UnknownTermError:
        return text


def _words(constraint: Mapping[str, Any], side: str) -> str:
    names = [_name_of(str(name)) for name in constraint.get(side, ())]
    action = constraint.get(f"{side}Action")
    text = ", ".join(names) or UNSTATED
    return f"{_SPOKEN.get(action, action)} {text}" if action else text


def _name_of(source: str) -> str:
    """A property by its words, anything else by the last part of its name."""
    short = source.rpartition(":")[2].rpartition("/")[2]
    return spaced(short) if _is_property(source) else short


_SPOKEN = {
    "AllOf": "all of",
    "AnyOf": "any of",
    "OneOf": "exactly one of",
    "CountDistinct": "number of different values of",
    "Max": "highest",
    "Mean": "mean of",
    "Min": "lowest",
    "Sum": "sum of",
}
