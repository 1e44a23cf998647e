"""How near something is: what is lacking of what it requires, where that is nothing or one thing."""

from collections.abc import Iterable
from dataclasses import dataclass

from credway.registry.answers.model import ConditionFinding, ConditionState
from credway.registry.answers.pathways.requirements import Bound, Fact, Leaf, Part, Requirements


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
        states = [finding.state for finding in self.findings]
        unmet, unknown = states.count(ConditionState.UNMET), states.count(ConditionState.UNKNOWN)
        return (unmet, len(self.lacks), unknown, sorted(self.lacks))


def nearest(
    requirements: Requirements, things: Iterable[str], have: frozenset[str], most: int = 1
) -> dict[str, Near]:
    """The things that lack no more than `most` things, each by its nearest way."""
    found: dict[str, Near] = {}
    for thing in sorted(things):
        way = _joined([_way(part, have) for part in requirements.of(thing)])
        if len(way.lacks) <= most and thing not in way.lacks:
            findings = tuple(dict.fromkeys(way.findings))
            found[thing] = Near(thing, tuple(sorted(way.lacks)), findings)
    return found


def _way(part: Part, have: frozenset[str]) -> _Way:
    """What a part lacks: of a choice the parts that lack least."""
    if isinstance(part, Leaf):
        return _Way() if part.thing in have else _Way(frozenset({part.thing}))
    if isinstance(part, Fact):
        return _Way(findings=(part.finding,))
    if isinstance(part, Bound):
        return _Way()
    ways = sorted((_way(each, have) for each in part.parts), key=lambda way: way.cost)
    return _joined(ways[: part.count])


def _joined(ways: Iterable[_Way]) -> _Way:
    held = list(ways)
    lacks = frozenset(iri for way in held for iri in way.lacks)
    return _Way(lacks, tuple(finding for way in held for finding in way.findings))
