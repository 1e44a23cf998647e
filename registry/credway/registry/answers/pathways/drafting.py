"""Drafts: a set of things put in order, with what each waits for, for which reason, and what is open."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from credway.registry.answers.model import ConditionFinding, ConditionState
from credway.registry.answers.pathways.doubts import alike, doubts, either, only
from credway.registry.answers.pathways.ordering import Cost, Prices, plus
from credway.registry.answers.pathways.parts import (
    Bound,
    Fact,
    Leaf,
    Part,
    can,
    settles,
    takes_more,
    things_in,
)
from credway.registry.answers.pathways.relations import REQUIRED, STRONGEST, relation_of
from credway.registry.answers.pathways.requirements import Requirements
from credway.registry.answers.said import Said

UNMET, UNKNOWN = ConditionState.UNMET, ConditionState.UNKNOWN
JudgeBound = Callable[[Bound, frozenset[str]], ConditionFinding]
"""Judges a constraint for the things that count."""


@dataclass(frozen=True)
class Draft:
    """The things of a plan in order, the target last.

    `used` gives for each thing the leaves by which its requirements are met, `others` what else would
    have done in its place, `findings` the conditions that no step meets, `owning` the statements about
    a thing that ask for facts or nothing, `before` what is suggested to come first. Ways, such as a
    Pathway, are in `used` and are no steps.
    """

    target: str
    order: tuple[str, ...]
    cost: Cost
    used: Mapping[str, tuple[Leaf, ...]] = field(default_factory=dict)
    others: Mapping[str, frozenset[str]] = field(default_factory=dict)
    findings: tuple[ConditionFinding, ...] = ()
    ways: frozenset[str] = frozenset()
    owning: Mapping[str, tuple[Said, ...]] = field(default_factory=dict)
    before: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def empty(cls, target: str, cost: Cost) -> "Draft":
        """The plan of somebody who holds the target."""
        return cls(target, (), cost)

    @property
    def obtained(self) -> frozenset[str]:
        """The things the plan obtains."""
        return frozenset(self.used)

    def conditions(self, *states: ConditionState) -> frozenset[tuple[Said, str]]:
        """The conditions that are in one of some states."""
        return frozenset((f.statement, f.condition) for f in self.findings if f.state in states)

    def needs(self, thing: str) -> frozenset[str]:
        """The steps that must come before a thing, those behind a way among them."""
        found: set[str] = set()
        for leaf in self.used.get(thing, ()):
            if not leaf.beside:
                found |= self.needs(leaf.thing) if leaf.thing in self.ways else {leaf.thing}
        return frozenset(found & set(self.order))

    def beside(self, thing: str) -> frozenset[str]:
        """The steps that a thing, or what it is asked for beside, is to be obtained together with."""
        found = {leaf.thing for leaf in self.used.get(thing, ()) if leaf.beside}
        beside = [(of, leaf.thing) for of, used in self.used.items() for leaf in used if leaf.beside]
        found |= {of for of, wanted in beside if wanted == thing}
        return frozenset(found & set(self.order) - {thing} - self.needs(thing))

    def stated(self, thing: str) -> tuple[Said, ...]:
        """The statements followed for a thing that name no other thing."""
        return self.owning.get(thing, ())

    def suggested(self, thing: str) -> frozenset[str]:
        """What is suggested to come before a thing."""
        return self.before.get(thing, frozenset())

    def reasons(self, thing: str) -> list[Said]:
        """The statements that put a thing in the plan."""
        found = [leaf.said for leaves in self.used.values() for leaf in leaves if leaf.thing == thing]
        return list(dict.fromkeys(found))

    def relation(self, thing: str) -> str:
        """The strongest relation for which a thing is in the plan; the target is there for itself."""
        found = {relation_of(said) for said in self.reasons(thing)} if thing != self.target else set()
        return next((relation for relation in STRONGEST if relation in found), "target")

    def is_required(self, thing: str) -> bool:
        """Whether the plan cannot do without it by somebody's requirement, or it is the target."""
        return self.relation(thing) in REQUIRED | {"target"}

    def alternatives(self, thing: str) -> list[str]:
        """What else would have done in its place."""
        return sorted(self.others.get(thing, frozenset()) - {thing})


@dataclass(frozen=True)
class _Met:
    """How a part is met: at the price of how many unmet and unknown conditions."""

    leaves: tuple[Leaf, ...] = ()
    findings: tuple[ConditionFinding, ...] = ()
    others: tuple[tuple[str, frozenset[str]], ...] = ()

    @property
    def doubts(self) -> tuple[int, int]:
        """The number of conditions that are not met, and of those that are unknown."""
        return doubts(self.findings)


_Way = tuple[Part, _Met]


@dataclass(frozen=True)
class Drafting:
    """Makes drafts of sets of things, each without a superfluous step.

    A step that settles what nobody knows otherwise is not superfluous.
    """

    requirements: Requirements
    have: frozenset[str]
    prices: Prices
    judge_bound: JudgeBound

    def draft(self, target: str, things: frozenset[str]) -> Draft | None:
        """Order a set of things and drop what the target can do without; None where it cannot work."""
        found = self._ordered(target, things)
        for thing in sorted(things - {target}):
            if found is not None and thing in found.obtained:
                rest = found.obtained - {thing}
                less = self._ordered(target, rest) if self._reaches(target, rest) else None
                if less is None or less.cost[:2] > found.cost[:2]:
                    continue
                if less.conditions(UNKNOWN) <= found.conditions(UNKNOWN, UNMET):
                    found = less
        return found

    def _reaches(self, target: str, things: frozenset[str]) -> bool:
        """Whether a target can be obtained with some things."""
        there, left = set(self.have), set(things)
        while target not in there:
            ready = {t for t in left if self._is_ready(t, there)}
            if not ready:
                return False
            there |= ready
            left -= ready
        return True

    def _ordered(self, target: str, things: frozenset[str]) -> Draft | None:
        """Take one thing after the other, each when what it requires is there; ties by IRI."""
        there = set(self.have)
        left = sorted(things)
        order: list[str] = []
        while left:
            ready = [t for t in left if self._is_ready(t, there)]
            if not ready:
                break
            order.append(min(ready, key=lambda t: (t == target, *self._patience(t, left))))
            there.add(order[-1])
            left.remove(order[-1])
        if target not in order:
            return None
        # What is obtained beside another counts though it comes later, but not after the target.
        order = order[: order.index(target) + 1]
        reached = self.have | set(order)
        there = set(self.have)
        met: dict[str, _Met] = {}
        for thing in order:
            found = self._meet_all(thing, there, reached)
            if found is None:
                return None if thing == target else self._ordered(target, things - {thing})
            met[thing] = found
            there.add(thing)
        wanted = _behind(target, met)
        if wanted < things:
            return self._ordered(target, frozenset(wanted))
        return self._draft(target, order, met)

    def _patience(self, thing: str, left: Sequence[str]) -> tuple[bool, bool]:
        """What gains by waiting: who may take more or leave less open, and what is said to come later."""
        parts = self.requirements.of(thing)
        greedy = any(takes_more(part) or settles(part, left) for part in parts)
        return (greedy, bool(self.requirements.before(thing) & set(left)))

    def _is_ready(self, thing: str, there: set[str]) -> bool:
        return all(can(part, there) for part in self.requirements.of(thing))

    def _draft(self, target: str, order: Sequence[str], met: Mapping[str, _Met]) -> Draft:
        ways = frozenset(t for t in order if self.requirements.is_way(t))
        steps = [t for t in order if t not in ways]
        findings = tuple(dict.fromkeys(f for t in order for f in met[t].findings))
        others: dict[str, frozenset[str]] = {}
        for thing in order:
            for name, rest in met[thing].others:
                others[name] = others.get(name, frozenset()) | rest
        cost = self.prices.of_unmet(findings)
        for step in steps:
            cost = plus(cost, self.prices.of(step))
        return Draft(
            target=target,
            order=tuple(steps),
            cost=self.prices.whole(cost, steps),
            used={thing: met[thing].leaves for thing in order},
            others=others,
            findings=findings,
            ways=ways,
            owning={t: self.requirements.asking_no_thing(t) for t in order},
            before={t: self.requirements.before(t) for t in order},
        )

    def _meet_all(self, thing: str, there: set[str], counted: frozenset[str]) -> _Met | None:
        found = [self._meet(part, there, counted) for part in self.requirements.of(thing)]
        met = [each for each in found if each is not None]
        return _joined(met) if len(met) == len(found) else None

    def _meet(self, part: Part, there: set[str], counted: frozenset[str]) -> _Met | None:
        """Meet a part with the things that are there, by the choice that leaves fewest doubts."""
        if isinstance(part, Leaf):
            return _Met((part,)) if part.thing in (counted if part.beside else there) else None
        if isinstance(part, Fact):
            return _Met(findings=(part.finding,))
        if isinstance(part, Bound):
            return _Met(findings=(self.judge_bound(part, counted),))
        ways = [(each, found) for each in part.parts if (found := self._meet(each, there, counted))]
        if len(ways) < part.count:
            return None
        ways.sort(key=lambda way: self._choice(*way))
        chosen = ways if part.more else ways[: part.count]
        joined = _joined([found for _, found in chosen])
        if not part.only and not part.more:
            chosen, joined = self._in_doubt(chosen, ways, joined)
        if part.only:
            alone = [found.findings for _, found in ways if not found.leaves]
            joined = replace(joined, findings=only(part.count, joined.findings, alone))
        if not part.is_choice:
            return joined
        taken = {name for each, _ in chosen for name in things_in(each)}
        rest = frozenset(things_in(part)) - taken
        return replace(joined, others=(*joined.others, *((name, rest) for name in sorted(taken))))

    def _in_doubt(self, chosen: list[_Way], ways: list[_Way], joined: _Met) -> tuple[list[_Way], _Met]:
        """The ways chosen with those that are as doubtful, which leave open one condition together."""
        same = alike([found.findings for _, found in chosen], [found.findings for _, found in ways])
        if not same:
            return chosen, joined
        sure = [way for way in chosen if not any(way[1].doubts)]
        doubtful = [ways[i] for i in same]
        together = either(len(chosen) - len(sure), [found.findings for _, found in doubtful])
        if together is None:
            return chosen, joined
        taken = [*sure, *doubtful]
        met = _joined([found for _, found in taken])
        certain = tuple(finding for _, found in sure for finding in found.findings)
        return taken, replace(met, findings=(*certain, *together))

    def _choice(self, part: Part, met: _Met) -> tuple[object, ...]:
        """By what one of several is chosen: the fewest doubts, the fewest steps, then by what it names."""
        things = sorted(leaf.thing for leaf in met.leaves)
        said = [finding.condition for finding in met.findings]
        return (
            met.doubts,
            sum(thing not in self.have for thing in things),
            things,
            said,
            sorted(things_in(part)),
        )


def _joined(parts: Sequence[_Met]) -> _Met:
    return _Met(
        tuple(leaf for part in parts for leaf in part.leaves),
        tuple(finding for part in parts for finding in part.findings),
        tuple(other for part in parts for other in part.others),
    )


def _behind(target: str, met: Mapping[str, _Met]) -> set[str]:
    """The things that a target leans on, itself among them."""
    found: set[str] = set()
    left: Iterable[str] = [target]
    while left:
        found |= set(left)
        left = {leaf.thing for t in left for leaf in met[t].leaves if leaf.thing in met} - found
    return found
