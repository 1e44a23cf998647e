"""Planning: the cheapest sets of things that satisfy an AND/OR/k-of-n tree, shared steps counted once.

Finding the cheapest plan with shared steps is NP-hard: the search is exact within its limits, and
says when it was cut. Cycles end: a thing that is being obtained cannot be its own precondition.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, islice
from typing import Any

from credway.registry.answers.said import Said

Leaf = Mapping[str, Any]


@dataclass(frozen=True)
class Draft:
    """A set of things to obtain with, for each, the statements followed and what they needed."""

    target: str
    followed: Mapping[str, tuple[Said, ...]]
    needed: Mapping[str, frozenset[str]]
    open: tuple[tuple[tuple[str, str], Said], ...] = ()
    others: Mapping[str, frozenset[str]] = field(default_factory=dict)
    reasons: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def obtained(self) -> frozenset[str]:
        """The things the plan obtains."""
        return frozenset(self.followed)

    def needs(self, thing: str) -> frozenset[str]:
        """What must come before a thing."""
        return self.needed.get(thing, frozenset())

    def in_order(self) -> list[str]:
        """The things in an order that respects what comes before what; ties by IRI, target last."""
        done: list[str] = []
        left = sorted(self.obtained)
        while left:
            ready = [t for t in left if not (self.needs(t) & set(left))] or left
            thing = ready[0]
            done.append(thing)
            left.remove(thing)
        return done

    def relation(self, thing: str) -> str:
        """The strongest relation for which a thing is in the plan; the target is there for itself."""
        found = self.reasons.get(thing, frozenset())
        for relation in ("requires", "component", "advancedStanding", "preparation", "recommends"):
            if relation in found:
                return relation
        return "target"

    def is_required(self, thing: str) -> bool:
        """Whether the plan cannot do without it by somebody's requirement, or it is the target."""
        return self.relation(thing) in ("requires", "component", "target")

    def alternatives(self, thing: str) -> list[str]:
        """What else would have done in its place."""
        return sorted(self.others.get(thing, frozenset()) - {thing})

    def basis(self, thing: str) -> list[Said]:
        """The statements followed for a thing: its own conditions, and those that named it."""
        own = self.followed.get(thing, ())
        naming = [s for statements in self.followed.values() for s in statements if thing in s.all("NEEDS")]
        return list(dict.fromkeys((*own, *naming)))

    def open_leaves(self) -> Iterator[tuple[Leaf, Said]]:
        """Conditions that no credential meets: age, experience, residency, other texts."""
        for (kind, value), said in dict.fromkeys(self.open):
            yield ({kind: value.split(",") if kind == "resident" else value}, said)


class Planner:
    """Searches plans over the conditions that were fetched."""

    def __init__(self, conditions: Sequence[Said], have: set[str], max_steps: int, max_search: int) -> None:
        self.have = have
        self.max_steps, self.max_search = max_steps, max_search
        self.cut_by: str | None = None
        self._looked = 0
        self._of: dict[str, list[Said]] = {}
        for said in conditions:
            for thing in said.all("OF"):
                self._of.setdefault(thing, []).append(said)

    def plans(self, target: str) -> list[Draft]:
        """All minimal plans found within the limits, fewest things first."""
        if target in self.have:
            return [Draft(target, {}, {})]
        empty = Draft(target, {}, {})
        found: dict[frozenset[str], Draft] = {}
        for draft in self._obtain(target, empty, frozenset()):
            found.setdefault(draft.obtained, draft)
        minimal = [d for key, d in found.items() if not any(other < key for other in found)]
        return sorted(minimal, key=lambda d: (len(d.obtained), sorted(d.obtained)))

    def _obtain(self, thing: str, draft: Draft, under: frozenset[str]) -> Iterator[Draft]:
        """Ways of adding `thing` to a draft; nothing where it would wait for itself."""
        if thing in self.have or thing in draft.followed:
            yield draft
            return
        if thing in under:
            return
        if len(draft.followed) + len(under) + 1 > self.max_steps:
            self.cut_by = self.cut_by or "max_steps"
            return
        groups = self._groups(thing)
        for way in self._each(groups, thing, draft, under | {thing}):
            self._looked += 1
            if self._looked > self.max_search:
                self.cut_by = "max_search"
                return
            statements = tuple(
                said
                for group in groups
                for said in group
                if set(said.all("NEEDS")) & (way.obtained | self.have) or not said.all("NEEDS")
            )
            yield _with(way, followed={**way.followed, thing: statements})

    def _groups(self, thing: str) -> list[list[Said]]:
        """Requirements are ANDed; statements of one other relation are alternatives to each other."""
        required: list[list[Said]] = []
        optional: dict[str, list[Said]] = {}
        for said in self._of.get(thing, ()):
            relation = said.body["relation"]
            if relation in ("requires", "component"):
                required.append([said])
            else:
                optional.setdefault(relation, []).append(said)
        return required + [optional[relation] for relation in sorted(optional)]

    def _each(
        self, groups: Sequence[Sequence[Said]], thing: str, draft: Draft, under: frozenset[str]
    ) -> Iterator[Draft]:
        if not groups:
            yield draft
            return
        for said in groups[0]:
            for way in self._meet(said.body["tree"], said, thing, draft, under):
                yield from self._each(groups[1:], thing, way, under)

    def _meet(
        self, tree: Leaf, said: Said, thing: str, draft: Draft, under: frozenset[str]
    ) -> Iterator[Draft]:
        """Ways of meeting a tree on top of a draft."""
        if "thing" in tree:
            need = tree["thing"]
            for way in self._obtain(need, draft, under):
                needed = {**way.needed, thing: way.needs(thing) | {need}}
                reasons = {
                    **way.reasons,
                    need: way.reasons.get(need, frozenset()) | {said.body["relation"]},
                }
                yield _with(way, needed=needed, reasons=reasons)
        elif "all" in tree:
            yield from self._all(tree["all"], said, thing, draft, under)
        elif "any" in tree:
            choices = frozenset(leaf["thing"] for branch in tree["any"] for leaf in _things(branch))
            for branch in tree["any"]:
                named = [leaf["thing"] for leaf in _things(branch)]
                for way in self._meet(branch, said, thing, draft, under):
                    others = {**way.others} | {
                        n: way.others.get(n, frozenset()) | (choices - set(named)) for n in named
                    }
                    yield _with(way, others=others)
        elif "atLeast" in tree:
            choices = frozenset(leaf["thing"] for branch in tree["of"] for leaf in _things(branch))
            for group in islice(combinations(tree["of"], tree["atLeast"]), self.max_search):
                named = [leaf["thing"] for branch in group for leaf in _things(branch)]
                for way in self._all(group, said, thing, draft, under):
                    others = {**way.others} | {
                        n: way.others.get(n, frozenset()) | (choices - set(named)) for n in named
                    }
                    yield _with(way, others=others)
        else:
            [(kind, value)] = tree.items()
            text = ",".join(value) if isinstance(value, list) else str(value)
            yield _with(draft, open=(*draft.open, ((kind, text), said)))

    def _all(
        self, parts: Sequence[Leaf], said: Said, thing: str, draft: Draft, under: frozenset[str]
    ) -> Iterator[Draft]:
        if not parts:
            yield draft
            return
        for way in self._meet(parts[0], said, thing, draft, under):
            yield from self._all(parts[1:], said, thing, way, under)


def _things(tree: Leaf) -> Iterable[Leaf]:
    if "thing" in tree:
        yield tree
    for branch in ("all", "any", "of"):
        for part in tree.get(branch, ()):
            yield from _things(part)


def _with(draft: Draft, **changes: Any) -> Draft:
    return replace(draft, **changes)
