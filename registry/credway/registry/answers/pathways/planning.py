"""Planning: the cheapest sets of things that satisfy an AND/OR/k-of-n tree, shared steps counted once.

Finding the cheapest plan with shared steps is NP-hard. The search goes depth first, the most promising
choice first, and leaves a branch as soon as no plan in it can be among the best asked for; within its
limits what it finds is cheapest, and it says when it was cut. Cycles end: a thing that is being
obtained cannot be its own precondition. A plan has no superfluous step.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any

from credway.registry.answers.model import ConditionState
from credway.registry.answers.pathways.drafting import Draft, Drafting
from credway.registry.answers.pathways.ordering import Cost, Prices, lower, plus
from credway.registry.answers.pathways.parts import Bound, Fact, Leaf, Part, Some
from credway.registry.answers.pathways.requirements import Requirements

_BREATH = 64
"""After how many partial plans the search lets others run and looks at the clock."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How far to search: steps of a plan, partial plans looked at, seconds."""

    steps: int
    search: int
    seconds: float


@dataclass(frozen=True, slots=True)
class _Low:
    """What a part costs at least, in how many steps at least, and the things it could take.

    `promise` sorts choices, the most promising first.
    """

    cost: Cost
    steps: int
    names: frozenset[str]
    promise: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class _Agenda:
    """What is still to be met, a linked list; `under` are the things that wait for it."""

    part: Part
    low: _Low
    under: frozenset[str]
    rest: "_Agenda | None"


@dataclass(frozen=True, slots=True)
class _Partial:
    """A plan in the making."""

    agenda: _Agenda | None
    obtained: frozenset[str]
    cost: Cost
    steps: int


class Planner:
    """Searches the best plans to one target over what was fetched."""

    def __init__(
        self,
        requirements: Requirements,
        have: frozenset[str],
        drafting: Drafting,
        prices: Prices,
        limits: Limits,
    ) -> None:
        self.cut_by: str | None = None
        self.looked = 0
        self._requirements = requirements
        self._have = have
        self._drafting = drafting
        self._prices = prices
        self._limits = limits
        self._lows: dict[int, tuple[Part, _Low]] = {}
        self._nothing = _Low(prices.zero, 0, frozenset())
        self._found: dict[frozenset[str], Draft] = {}
        self._tried: set[frozenset[str]] = set()
        self._best: list[Cost] = []

    @property
    def plans(self) -> list[Draft]:
        """The plans found, the cheapest first; equal ones by the names of their steps."""
        return sorted(self._found.values(), key=lambda draft: (draft.cost, sorted(draft.obtained)))

    def search(self, target: str, first: int) -> Iterator[None]:
        """Look for the `first` best plans; yields now and then, so that others can run."""
        if target in self._have:
            self._found[frozenset()] = Draft.empty(target, self._prices.zero)
            return
        until = monotonic() + self._limits.seconds
        waiting = [self._begun(target)]
        while waiting:
            self.looked += 1
            if self.looked > self._limits.search:
                self.cut_by = "max_search"
                return
            if self.looked % _BREATH == 1 and monotonic() >= until:
                self.cut_by = "pathway_seconds"
                return
            if self.looked % _BREATH == 0:
                yield
            partial = waiting.pop()
            if self._is_hopeless(partial, first):
                continue
            waiting.extend(self._ways(partial, target, first))

    def _begun(self, target: str) -> _Partial:
        """The plan that obtains the target and nothing yet of what it requires."""
        only = frozenset({target})
        agenda = self._pushed(self._requirements.of(target), only, None)
        if self._requirements.is_way(target):
            return _Partial(agenda, only, self._prices.zero, 0)
        return _Partial(agenda, only, plus(self._prices.zero, self._prices.of(target)), 1)

    def _ways(self, partial: _Partial, target: str, first: int) -> Sequence[_Partial]:
        """What becomes of a partial plan: nothing, a whole plan, or two ways of going on."""
        agenda, obtained, cost, steps = partial.agenda, partial.obtained, partial.cost, partial.steps
        while agenda is not None:
            part, under, rest = agenda.part, agenda.under, agenda.rest
            if isinstance(part, Leaf):
                if part.thing in under and not part.beside:
                    return ()
                if part.thing not in self._have and part.thing not in obtained:
                    obtained |= {part.thing}
                    if not self._requirements.is_way(part.thing):
                        cost, steps = plus(cost, self._prices.of(part.thing)), steps + 1
                    if steps > self._limits.steps:
                        self._too_long()
                        return ()
                    rest = self._pushed(self._requirements.of(part.thing), under | {part.thing}, rest)
                agenda = rest
            elif isinstance(part, Fact):
                cost, agenda = plus(cost, self._prices.of_unmet([part.finding])), rest
            elif isinstance(part, Bound):
                agenda = rest
            else:
                left = [p for p in part.parts if not self._is_free(p, obtained, under)]
                need = part.count - (len(part.parts) - len(left))
                if need > len(left):
                    return ()
                if need <= 0 and (not part.more or not left):
                    agenda = rest
                elif need == len(left) and not part.more:
                    agenda = self._pushed(left, under, rest)
                else:
                    left.sort(key=lambda p: self._low(p).promise)
                    after = Some(max(need - 1, 0), tuple(left[1:]), more=part.more)
                    taken = self._pushed((left[0], after), under, rest)
                    without = Some(max(need, 0), tuple(left[1:]), more=part.more)
                    skipped = self._pushed((without,), under, rest)
                    return [_Partial(each, obtained, cost, steps) for each in (skipped, taken)]
        if obtained not in self._tried:
            self._tried.add(obtained)
            self._keep(obtained, target, first)
        return ()

    def _pushed(self, parts: Sequence[Part], under: frozenset[str], rest: _Agenda | None) -> _Agenda | None:
        for part in reversed(parts):
            rest = _Agenda(part, self._low(part), under, rest)
        return rest

    def _is_free(self, part: Part, obtained: frozenset[str], under: frozenset[str]) -> bool:
        """Whether a part is met by what is held or obtained, whatever else is chosen.

        The search finishes one thing before the next: what is obtained and does not wait for this
        part is obtained without it.
        """
        if isinstance(part, Leaf):
            if part.thing in self._have:
                return True
            return part.thing in obtained and (part.beside or part.thing not in under)
        if isinstance(part, Fact):
            return part.finding.state is ConditionState.MET
        if isinstance(part, Bound):
            return False
        need = len(part.parts) if part.more else part.count
        for each in part.parts:
            if need <= 0:
                break
            if self._is_free(each, obtained, under):
                need -= 1
        return need <= 0

    def _is_hopeless(self, partial: _Partial, first: int) -> bool:
        """Whether no plan that begins so can be short enough, or among the best."""
        cost, steps = partial.cost, partial.steps
        seen = partial.obtained
        agenda = partial.agenda
        while agenda is not None:
            if agenda.low.names.isdisjoint(seen):
                cost, steps = plus(cost, agenda.low.cost), steps + agenda.low.steps
                seen |= agenda.low.names
            agenda = agenda.rest
        if steps > self._limits.steps:
            self._too_long()
            return True
        if len(self._best) < first:
            return False
        best = self._prices.at_best(cost, partial.obtained, self._limits.steps - partial.steps)
        return best >= self._best[first - 1]

    def _too_long(self) -> None:
        self.cut_by = self.cut_by or "max_steps"

    def _low(self, part: Part) -> _Low:
        """The least that a part costs, as far as its own things tell."""
        known = self._lows.get(id(part))
        if known is not None:
            return known[1]
        low = self._lowest(part)
        best = max((self._prices.gain_of(name) for name in low.names), default=0)
        low = _Low(low.cost, low.steps, low.names, (low.cost, -best, low.steps, sorted(low.names)))
        self._lows[id(part)] = (part, low)
        return low

    def _lowest(self, part: Part) -> _Low:
        if isinstance(part, Leaf):
            if part.thing in self._have or self._requirements.is_way(part.thing):
                return self._nothing
            return _Low(self._prices.of(part.thing), 1, frozenset({part.thing}))
        if isinstance(part, Fact):
            return _Low(self._prices.of_unmet([part.finding]), 0, frozenset())
        if isinstance(part, Bound) or not part.count:
            return self._nothing
        lows = [self._low(each) for each in part.parts]
        names = frozenset(name for low in lows for name in low.names)
        if not part.is_choice:
            return self._together(lows, names)
        times = part.count if sum(len(low.names) for low in lows) == len(names) else 1
        cost, steps = lower(low.cost for low in lows), min(low.steps for low in lows)
        for _ in range(times - 1):
            cost = plus(cost, lower(low.cost for low in lows))
        return _Low(cost, steps * times, names)

    def _together(self, lows: Sequence[_Low], names: frozenset[str]) -> _Low:
        """All of some parts: what shares a thing with another is counted once."""
        cost, steps, seen = self._prices.zero, 0, frozenset[str]()
        for low in lows:
            if low.names.isdisjoint(seen):
                cost, steps = plus(cost, low.cost), steps + low.steps
                seen |= low.names
        return _Low(cost, steps, names)

    def _keep(self, obtained: frozenset[str], target: str, first: int) -> None:
        """Keep a whole plan, unless those found are better than any part of it can be."""
        if len(self._best) >= first and self._prices.at_most(obtained) > self._best[first - 1]:
            return
        draft = self._drafting.draft(target, obtained)
        if draft is None or draft.obtained in self._found:
            return
        self._found[draft.obtained] = draft
        self._best = sorted(each.cost for each in self._found.values())
