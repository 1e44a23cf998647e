"""Parts of requirements: leaves that name things, facts, constraints, and so many of some parts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from credway.registry.answers.model import ConditionFinding, ConditionState
from credway.registry.answers.said import Said


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """A thing that is asked for; `thing` is what would do for it: itself, an equivalent, an attester.

    What is asked for `beside` something may be obtained at the same time.
    """

    thing: str
    asked: str
    said: Said
    beside: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """A condition that no step meets, judged already."""

    finding: ConditionFinding


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """A constraint over the components that count: judged when a plan is whole."""

    constraint: Mapping[str, Any]
    said: Said


@dataclass(frozen=True, slots=True, eq=False)
class Some:
    """So many of some parts: all of them, one of them, k of them.

    `only` where no more than that may be met, `more` where further ones may help to meet a constraint.
    """

    count: int
    parts: tuple["Part", ...]
    only: bool = False
    more: bool = False

    @property
    def is_choice(self) -> bool:
        """Whether parts can be left out."""
        return self.count < len(self.parts)


Part = Leaf | Fact | Bound | Some


def things_in(part: Part) -> Iterator[str]:
    """The things that a part names, as what would do for them."""
    stack: list[Part] = [part]
    while stack:
        each = stack.pop()
        if isinstance(each, Leaf):
            yield each.thing
        elif isinstance(each, Some):
            stack.extend(reversed(each.parts))


def takes_more(part: Part) -> bool:
    """Whether further things may help a choice in it to meet a constraint."""
    return isinstance(part, Some) and (part.more or any(map(takes_more, part.parts)))


def settles(part: Part, left: Sequence[str]) -> bool:
    """Whether some of what is left would do instead of a condition that is not known to be met."""
    if not isinstance(part, Some):
        return False
    if part.is_choice and any(map(_is_open, part.parts)):
        return not set(left).isdisjoint(things_in(part))
    return any(settles(each, left) for each in part.parts)


def _is_open(part: Part) -> bool:
    if isinstance(part, Some):
        return any(map(_is_open, part.parts))
    return isinstance(part, Fact) and part.finding.state is not ConditionState.MET


def can(part: Part, there: set[str]) -> bool:
    """Whether a part can be met with what is there, leaving facts to be judged and what comes beside it."""
    if isinstance(part, Leaf):
        return part.beside or part.thing in there
    if not isinstance(part, Some):
        return True
    need = part.count
    for each in part.parts:
        if need <= 0:
            break
        if can(each, there):
            need -= 1
    return need <= 0
