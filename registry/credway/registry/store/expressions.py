"""Filters put together: AND, OR and NOT over facets, with unknown as a third value.

A facet is true, false or unknown of a thing, and Kleene's logic combines the three: an OR with one true
part is true, an AND with one false part is false, the NOT of an unknown is unknown. A store runs an
expression as a condition, `certain` (it is true) or `possible` (it is not false), or as a value, null
where it is unknown.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from credway.registry.errors import BadRequest, LimitExceeded
from credway.registry.settings import Settings


class UnknownRule(StrEnum):
    """What a filter does with a thing whose filtered fact nobody has stated."""

    INCLUDE = "INCLUDE"
    EXCLUDE = "EXCLUDE"
    ONLY = "ONLY"


@dataclass(frozen=True, slots=True)
class Filter:
    """One facet with the value it is compared with."""

    facet: str
    value: Any


@dataclass(frozen=True, slots=True)
class AllOf:
    """True where every part is; true where there is none."""

    parts: tuple["Expression", ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True where some part is; false where there is none."""

    parts: tuple["Expression", ...] = ()


@dataclass(frozen=True, slots=True)
class NotOf:
    """True where the part is false, unknown where it is unknown."""

    part: "Expression"


@dataclass(frozen=True, slots=True)
class Settled:
    """The part with its unknowns settled by a rule of its own: never unknown itself."""

    part: "Expression"
    rule: UnknownRule


Expression = Filter | AllOf | AnyOf | NotOf | Settled


@dataclass(frozen=True, slots=True)
class Conditions:
    """When an expression is certainly true, when it is so for all that is known, and its value.

    Each in brackets; the value is null where the expression is unknown.
    """

    certain: str
    possible: str
    value: str

    def negated(self) -> "Conditions":
        """The conditions of its NOT."""
        certain, possible, value = (f"(NOT {each})" for each in (self.possible, self.certain, self.value))
        return Conditions(certain, possible, value)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a store writes what is always and what is never so, and the conditions of one facet."""

    true: str
    false: str
    leaf: Callable[[Filter], Conditions]

    def conditions(self, found: Expression, negated: bool = False) -> Conditions:
        """Write the conditions of an expression. Raises BadRequest for ONLY around another rule.

        NOT moves inwards to the facets, so that a store sees ANDs and ORs of what it can look up.
        """
        match found:
            case Filter():
                written = self.leaf(found)
                return written.negated() if negated else written
            case NotOf(part):
                return self.conditions(part, not negated)
            case Settled(part, rule):
                passed = self._settled(part, rule)
                written = Conditions(passed, passed, passed)
                return written.negated() if negated else written
            case AllOf(parts) | AnyOf(parts):
                inner = [self.conditions(part, negated) for part in parts]
                if len(inner) == 1:
                    return inner[0]
                every = isinstance(found, AllOf) is not negated
                return Conditions(
                    self._joined(every, [each.certain for each in inner]),
                    self._joined(every, [each.possible for each in inner]),
                    self._joined(every, [each.value for each in inner]),
                )

    def under(self, written: Conditions, rule: UnknownRule) -> str:
        """When a thing passes under a rule."""
        if rule is UnknownRule.ONLY:
            same = written.possible == written.certain
            return self.false if same else f"({written.value} IS NULL)"
        return written.possible if rule is UnknownRule.INCLUDE else written.certain

    def _settled(self, part: Expression, rule: UnknownRule) -> str:
        if rule is UnknownRule.ONLY and any(isinstance(each, Settled) for each in walk(part)):
            raise BadRequest(
                "unknown: ONLY has another `unknown` inside it; give it to the innermost part only",
                argument="where",
            )
        return self.under(self.conditions(part), rule)

    def _joined(self, every: bool, parts: list[str]) -> str:
        """Join conditions by AND or OR, leaving out those that change nothing."""
        neutral, deciding = (self.true, self.false) if every else (self.false, self.true)
        telling = [part for part in dict.fromkeys(parts) if part != neutral]
        if deciding in telling:
            return deciding
        joined = (" AND " if every else " OR ").join(telling)
        return f"({joined})" if len(telling) > 1 else joined or neutral


def walk(found: Expression) -> Iterator[Expression]:
    """An expression and all its parts."""
    yield found
    for part in _parts(found):
        yield from walk(part)


def conjuncts(parts: Iterable[Expression]) -> Iterator[Expression]:
    """Expressions that must all be true, with the ANDs among them opened."""
    for part in parts:
        if isinstance(part, AllOf):
            yield from conjuncts(part.parts)
        else:
            yield part


def deciding(parts: Iterable[Expression], rule: UnknownRule) -> Iterator[tuple[Filter, UnknownRule]]:
    """The facets without which nothing passes, each with the rule for its unknowns.

    Under ONLY a facet decides where it stands alone.
    """
    found = list(conjuncts(parts))
    for part in found:
        if isinstance(part, Filter) and (rule is not UnknownRule.ONLY or len(found) == 1):
            yield part, rule
        elif isinstance(part, Settled) and rule is not UnknownRule.ONLY:
            yield from deciding([part.part], part.rule)


def granted(found: Expression, item: Filter, rule: UnknownRule, under: UnknownRule) -> Expression:
    """An expression that stands under a rule, without a facet that decides: what else must pass."""
    match found:
        case Filter() if found == item and rule is under:
            return AllOf()
        case AllOf(parts):
            return AllOf(tuple(granted(part, item, rule, under) for part in parts))
        case Settled(part, UnknownRule.ONLY) if rule is UnknownRule.ONLY and list(conjuncts([part])) == [
            item
        ]:
            return AllOf()
        case Settled(part, own) if own is not UnknownRule.ONLY:
            return Settled(granted(part, item, rule, own), own)
        case _:
            return found


def changed(found: Expression, change: Callable[[Filter], Filter]) -> Expression:
    """The expression with each of its facets changed."""
    match found:
        case Filter():
            return change(found)
        case NotOf(part):
            return NotOf(changed(part, change))
        case Settled(part, rule):
            return Settled(changed(part, change), rule)
        case AllOf(parts):
            return AllOf(tuple(changed(part, change) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(changed(part, change) for part in parts))


def check(found: Expression, settings: Settings) -> None:
    """Raise LimitExceeded, naming the limit, for an expression that is nested too deep or too long."""
    deep = _depth(found)
    if deep > settings.filter_depth:
        raise LimitExceeded(
            f"a filter whose OR, NOT and unknown are nested {deep} deep; the most is"
            f" {settings.filter_depth} (filter_depth)",
            argument="where",
        )
    long = sum(isinstance(each, Filter) for each in walk(found))
    if long > settings.filter_size:
        raise LimitExceeded(
            f"a filter of {long} comparisons; the most is {settings.filter_size} (filter_size)",
            argument="where",
        )


def _depth(found: Expression) -> int:
    """How deep the parts are nested that are no plain AND."""
    own = 0 if isinstance(found, Filter | AllOf) else 1
    return own + max((_depth(part) for part in _parts(found)), default=0)


def _parts(found: Expression) -> tuple[Expression, ...]:
    match found:
        case Filter():
            return ()
        case NotOf(part) | Settled(part):
            return (part,)
        case AllOf(parts) | AnyOf(parts):
            return parts
