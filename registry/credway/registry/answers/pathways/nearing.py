"""How near something is: what is lacking of what it requires, where that is nothing or one thing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter

from credway.registry.answers.model import ConditionFinding
from credway.registry.answers.pathways.doubts import alike, doubts, either
from credway.registry.answers.pathways.parts import Bound, Fact, Leaf, Part, Some
from credway.registry.answers.pathways.relations import COMMON, relation_of
from credway.registry.answers.pathways.requirements import Requirements


@dataclass(frozen=True, slots=True)
class Near:
    """A thing, what it lacks, and the conditions that no step meets."""

    thing: str
    lacks: tuple[str, ...]
    findings: tuple[ConditionFinding, ...]


@dataclass(frozen=True)
class _Way:
    """What a way lacks and leaves open: by itself, and by the ways that it consists of."""

    lacks: frozenset[str] = frozenset()
    own: tuple[ConditionFinding, ...] = ()
    parts: tuple["_Way", ...] = ()

    @property
    def findings(self) -> tuple[ConditionFinding, ...]:
        """All that it leaves to be judged."""
        return (*self.own, *(finding for part in self.parts for finding in part.findings))

    @cached_property
    def open(self) -> tuple[int, int]:
        """The number of conditions that are not met, and of those that are unknown."""
        unmet, unknown = doubts(self.own)
        return (
            unmet + sum(part.open[0] for part in self.parts),
            unknown + sum(part.open[1] for part in self.parts),
        )

    @cached_property
    def cost(self) -> tuple[int, int, int, list[str]]:
        """What is lacking can be obtained; what is not met cannot be helped, so that it counts first."""
        unmet, unknown = self.open
        return (unmet, len(self.lacks), unknown, sorted(self.lacks))

    @cached_property
    def doubts(self) -> tuple[int, int, int]:
        """By what a way is chosen where the one thing that it may lack is obtained anyway."""
        return (*self.open, len(self.lacks))


@dataclass(frozen=True, slots=True)
class _Ways:
    """The nearest way to meet a part with what is held, if any, and with each one thing besides.

    `unmet` is how many conditions are not met at least, whatever is obtained.
    """

    held: _Way | None = None
    besides: Mapping[str, _Way] = field(default_factory=dict)
    unmet: int = 0

    def having(self, thing: str) -> _Way:
        """The way with the fewest doubts for whoever obtains a thing that may be lacking."""
        besides = self.besides[thing]
        return besides if self.held is None else min(self.held, besides, key=attrgetter("doubts"))


def nearest(requirements: Requirements, things: Iterable[str], have: frozenset[str]) -> dict[str, Near]:
    """The things that lack one thing at most, each by its nearest way.

    A way that leaves unmet what others, however long, do not is none.
    """
    found: dict[str, Near] = {}
    for thing in sorted(things):
        ways = _all(requirements.of(thing), have, requirements)
        near = [way for other, way in ways.besides.items() if other != thing]
        near += [ways.held] if ways.held is not None else []
        way = min(near, key=attrgetter("cost"), default=None)
        if way is not None and way.cost[0] <= ways.unmet:
            found[thing] = Near(thing, tuple(sorted(way.lacks)), tuple(dict.fromkeys(way.findings)))
    return found


def _all(parts: Sequence[Part], have: frozenset[str], requirements: Requirements) -> _Ways:
    return _ways(Some(len(parts), tuple(parts)), have, requirements)


def _ways(part: Part, have: frozenset[str], requirements: Requirements) -> _Ways:
    """How a part is met: a choice by the parts that lack least, a manifest or Pathway by what it asks for."""
    if isinstance(part, Leaf):
        if _leads_on(part, have, requirements):
            return _all(requirements.of(part.thing), have, requirements)
        if part.thing in have:
            return _Ways(_Way())
        return _Ways(besides={part.thing: _Way(frozenset({part.thing}))})
    if isinstance(part, Fact):
        way = _Way(own=(part.finding,))
        return _Ways(way, unmet=way.open[0])
    if isinstance(part, Bound):
        return _Ways(_Way())
    return _some(part, [_ways(each, have, requirements) for each in part.parts])


def _leads_on(part: Leaf, have: frozenset[str], requirements: Requirements) -> bool:
    """Whether it is a manifest, or a Pathway that is asked for; one that another leads to is none here."""
    if relation_of(part.said) == COMMON:
        return True
    is_way = requirements.is_way(part.thing) and relation_of(part.said) != "destination"
    return is_way and part.thing not in have


def _some(part: Some, parts: Sequence[_Ways]) -> _Ways:
    """So many of some parts, each met as may be."""
    sure = [(each.held, index) for index, each in enumerate(parts) if each.held is not None]
    of: dict[str, dict[int, _Way]] = {}
    for index, each in enumerate(parts):
        for thing in each.besides:
            of.setdefault(thing, {})[index] = each.having(thing)
    held = _nearest(part, sorted((way for way, _ in sure), key=attrgetter("cost")))
    besides: dict[str, _Way] = {}
    for thing, ways in of.items():
        lacking = sum(parts[index].held is None for index in ways)
        if len(sure) + lacking >= part.count:
            if part.count == 1:
                # Who needs one alone needs none that is met without the thing.
                rest = []
            elif lacking == len(ways) and not part.is_choice:
                rest = [held]
            else:
                rest = [way for way, index in sure if index not in ways]
            way = _nearest(part, sorted([*ways.values(), *rest], key=attrgetter("doubts")))
            besides |= {thing: way} if way.lacks else {}
    unmet = sum(sorted(each.unmet for each in parts)[: part.count])
    return _Ways(held if len(sure) >= part.count else None, besides, unmet)


def _nearest(part: Some, ways: Sequence[_Way]) -> _Way:
    """So many ways as are needed, the nearest; what several of them leave open as one condition."""
    chosen = ways[: part.count]
    joined = _joined(chosen)
    if not part.is_choice:
        return joined
    lacks = {way.lacks for way in chosen}
    near = [way for way in ways if len(lacks) == 1 and way.lacks in lacks]
    same = [] if part.only else alike([way.findings for way in chosen], [way.findings for way in near])
    sure = [way for way in chosen if not any(way.open)]
    together = either(len(chosen) - len(sure), [near[i].findings for i in same]) if same else None
    if together is None:
        return joined
    return _Way(joined.lacks, together, tuple(sure))


def _joined(ways: Sequence[_Way]) -> _Way:
    return _Way(frozenset().union(*(way.lacks for way in ways)), parts=tuple(ways))
