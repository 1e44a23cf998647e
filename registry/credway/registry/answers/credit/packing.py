"""The largest sum of some items no two of which share a target: exact within a limit."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal, localcontext
from typing import Final

EXACT: Final = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
"""Adds numbers as they are written: a sum that is rounded can be more than there is."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that counts toward some targets at once, or not at all."""

    owner: str
    targets: frozenset[str]
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Packing:
    """A sum, who is in it, and whether it is the largest or only one that can be had."""

    weight: Decimal
    owners: frozenset[str]
    exact: bool


_Best = tuple[Decimal, tuple[int, ...]]


class _TooManyError(Exception):
    """More states would have to be looked at than the limit allows."""


def pack(items: Sequence[Item], limit: int) -> Packing:
    """Find the largest sum; of equal ones the first by the order of the items.

    Items that share no target with others need no search. Groups of those that do are searched, small ones
    first, as long as all together take no more than `limit` states; the sum of any other is that of its
    best items for one target each, or of its best single item, whichever is more: it can be had, and is not
    called the largest.
    """
    with localcontext(EXACT):
        return _pack([item for item in items if item.weight > 0], limit)


def _pack(items: Sequence[Item], limit: int) -> Packing:
    total, owners, exact = Decimal(0), set[str](), True
    for group in sorted(_groups(items), key=len):
        search = _Search(group, limit)
        try:
            weight, chosen = search.best() if len(group) > 1 else (group[0].weight, (0,))
        except _TooManyError:
            weight, chosen = _simple(group)
            exact = False
        limit -= search.looked
        total += weight
        owners |= {group[index].owner for index in chosen}
    return Packing(total, frozenset(owners), exact)


def _groups(items: Sequence[Item]) -> list[list[Item]]:
    """The items in groups that share no target with each other, in their order."""
    of_target: dict[str, int] = {}
    groups: dict[int, list[int]] = {}
    group_of: dict[int, int] = {}
    for index, item in enumerate(items):
        joined = sorted({group_of[of_target[t]] for t in item.targets if t in of_target})
        own = joined[0] if joined else index
        members = [index]
        for other in joined:
            members += groups.pop(other)
        groups[own] = members
        for member in members:
            group_of[member] = own
        of_target |= dict.fromkeys(item.targets, index)
    return [[items[index] for index in sorted(groups[key])] for key in sorted(groups)]


def _better(first: _Best, second: _Best) -> _Best:
    if first[0] != second[0]:
        return first if first[0] > second[0] else second
    return min(first, second, key=lambda best: best[1])


class _Search:
    """Decides target by target which item takes it, remembering what is best for the rest."""

    def __init__(self, items: Sequence[Item], limit: int) -> None:
        self._items = items
        self._targets = sorted({target for item in items for target in item.targets})
        order = {target: place for place, target in enumerate(self._targets)}
        self._taking: list[list[tuple[int, frozenset[int]]]] = [[] for _ in self._targets]
        for index, item in enumerate(items):
            places = frozenset(order[target] for target in item.targets)
            self._taking[min(places)].append((index, places))
        self._limit = limit
        self._known: dict[tuple[int, frozenset[int]], _Best] = {}

    @property
    def looked(self) -> int:
        """How many states were looked at so far."""
        return len(self._known)

    def best(self) -> _Best:
        """The largest sum and the items in it. Raises _TooManyError."""
        held: list[tuple[int, frozenset[int]]] = [(0, frozenset())]
        while held:
            state = held[-1]
            lacking = [each for each in self._next(state) if each not in self._known]
            if lacking:
                held += lacking
                continue
            held.pop()
            self._known[state] = self._decide(state)
            if len(self._known) > self._limit:
                raise _TooManyError
        return self._known[(0, frozenset())]

    def _next(self, state: tuple[int, frozenset[int]]) -> list[tuple[int, frozenset[int]]]:
        place, used = state
        if place == len(self._targets):
            return []
        left = frozenset(each for each in used if each > place)
        found = [(place + 1, left)]
        if place not in used:
            found += [
                (place + 1, left | (places - {place}))
                for _, places in self._taking[place]
                if not places & used
            ]
        return found

    def _decide(self, state: tuple[int, frozenset[int]]) -> _Best:
        place, used = state
        if place == len(self._targets):
            return Decimal(0), ()
        left = frozenset(each for each in used if each > place)
        best = self._known[(place + 1, left)]
        if place in used:
            return best
        for index, places in self._taking[place]:
            if not places & used:
                weight, chosen = self._known[(place + 1, left | (places - {place}))]
                taken = (weight + self._items[index].weight, tuple(sorted((index, *chosen))))
                best = _better(taken, best)
        return best


def _simple(items: Sequence[Item]) -> _Best:
    single: dict[str, int] = {}
    best: _Best = (Decimal(0), ())
    for index, item in enumerate(items):
        best = _better((item.weight, (index,)), best) if best[1] else (item.weight, (index,))
        if len(item.targets) == 1:
            [target] = item.targets
            if target not in single or item.weight > items[single[target]].weight:
                single[target] = index
    chosen = tuple(sorted(single.values()))
    return _better((sum((items[index].weight for index in chosen), Decimal(0)), chosen), best)
