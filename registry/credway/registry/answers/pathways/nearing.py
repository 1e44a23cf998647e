"""How near something is: what is lacking of what it requires, where that is nothing or one thing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class _Way:
    lacks: frozenset[str] = frozenset()
    findings: tuple[ConditionFinding, ...] = ()

    @property
    def cost(self) -> tuple[int, int, int, list[str]]:
        """What is lacking can be obtained; what is not met cannot be helped, so that it counts first."""
        unmet, unknown = doubts(self.findings)
        return (unmet, len(self.lacks), unknown, sorted(self.lacks))


def nearest(
    requirements: Requirements, things: Iterable[str], have: frozenset[str], most: int = 1
) -> dict[str, Near]:
    """The things that lack no more than `most` things, each by its nearest way."""
    found: dict[str, Near] = {}
    for thing in sorted(things):
        way = _joined([_way(part, have, requirements) for part in requirements.of(thing)])
        if len(way.lacks) <= most and thing not in way.lacks:
            findings = tuple(dict.fromkeys(way.findings))
            found[thing] = Near(thing, tuple(sorted(way.lacks)), findings)
    return found


def _way(part: Part, have: frozenset[str], requirements: Requirements) -> _Way:
    """What a part lacks: of a choice the parts that lack least, of a manifest what it asks for."""
    if isinstance(part, Leaf):
        if relation_of(part.said) == COMMON:
            return _joined([_way(each, have, requirements) for each in requirements.of(part.thing)])
        return _Way() if part.thing in have else _Way(frozenset({part.thing}))
    if isinstance(part, Fact):
        return _Way(findings=(part.finding,))
    if isinstance(part, Bound):
        return _Way()
    ways = sorted((_way(each, have, requirements) for each in part.parts), key=lambda way: way.cost)
    return _nearest(part, ways)


def _nearest(part: Some, ways: Sequence[_Way]) -> _Way:
    """So many ways as are needed, the nearest; what several of them leave open as one condition."""
    chosen = ways[: part.count]
    joined = _joined(chosen)
    lacks = {way.lacks for way in chosen}
    near = [way for way in ways if len(lacks) == 1 and way.lacks in lacks]
    same = [] if part.only else alike([way.findings for way in chosen], [way.findings for way in near])
    sure = [way for way in chosen if not any(doubts(way.findings))]
    together = either(len(chosen) - len(sure), [near[i].findings for i in same]) if same else None
    if together is None:
        return joined
    return _Way(joined.lacks, (*(f for way in sure for f in way.findings), *together))


def _joined(ways: Iterable[_Way]) -> _Way:
    held = list(ways)
    lacks = frozenset(iri for way in held for iri in way.lacks)
    return _Way(lacks, tuple(finding for way in held for finding in way.findings))
