"""What things require, made ready for planning: leaves that name things, facts, and so many of some.

A thing's requirements are all needed. Statements of one relation that is no requirement are
alternatives to each other, and so are the Pathway documents that build one thing from components.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from credway.registry.answers.model import ConditionFinding, ConditionState
from credway.registry.answers.pathways.constraints import reads_components
from credway.registry.answers.said import Said

REQUIRED = frozenset({"requires", "corequisite", "component", "destination"})
"""Relations whose statements a plan cannot do without."""
STRONGEST = (
    "requires",
    "corequisite",
    "component",
    "destination",
    "advancedStanding",
    "preparation",
    "recommends",
    "precedes",
    "occupationType",
    "careerCluster",
)
"""Relations for which a thing may be in a plan, the strongest first."""


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """A thing that is asked for; `thing` is what would do for it: itself, an equivalent, an attester."""

    thing: str
    asked: str
    said: Said


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


_UNREAD: Mapping[str, Any] = {"all": []}
"""The tree of a condition that names nothing."""
Part = Leaf | Fact | Bound | Some
Judge = Callable[[Mapping[str, Any], Said], Part]


def relation_of(said: Said) -> str:
    """Why a statement makes one thing lead to another."""
    if said.kind == "Classification":
        return {"cluster": "careerCluster"}.get(str(said.body["aspect"]), "occupationType")
    return str(said.body["relation"])


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
    """Whether a part can be met with what is there, leaving facts to be judged."""
    if isinstance(part, Leaf):
        return part.thing in there
    if not isinstance(part, Some):
        return True
    need = part.count
    for each in part.parts:
        if need <= 0:
            break
        if can(each, there):
            need -= 1
    return need <= 0


@dataclass
class Requirements:
    """The requirements of each thing, compiled when they are asked for.

    `options` gives what would do for an asked thing besides itself; `instead` those asked things that
    only their options meet. `judge` makes a leaf of a fact or a constraint. `within` are the Pathway
    documents to which components are limited, if any.
    """

    statements: Sequence[Said]
    judge: Judge
    options: Mapping[str, Sequence[str]] = field(default_factory=dict)
    instead: frozenset[str] = frozenset()
    within: frozenset[str] | None = None
    leading: Mapping[str, Sequence[Said]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the statements by the thing they are about."""
        self._of: dict[str, list[Said]] = {}
        for said in self.statements:
            for thing in said.all("OF"):
                self._of.setdefault(thing, []).append(said)
        self._parts: dict[str, tuple[Part, ...]] = {}
        self._ways = set(self.leading)
        self._ways |= {
            thing for thing, held in self._of.items() if any(relation_of(s) == "destination" for s in held)
        }

    @property
    def things(self) -> set[str]:
        """Every thing that may become a step."""
        found = {iri for said in self.statements for role in ("OF", "NEEDS") for iri in said.all(role)}
        found |= {iri for options in self.options.values() for iri in options}
        return found | {iri for led in self.leading.values() for said in led for iri in said.all("OF")}

    @property
    def stated(self) -> frozenset[str]:
        """The things of which somebody states what they require."""
        return frozenset(thing for thing, held in self._of.items() if any(map(_requires, held)))

    def is_way(self, thing: str) -> bool:
        """Whether a thing is no step itself but leads through others: a Pathway, an occupation."""
        return thing in self._ways

    def before(self, thing: str) -> frozenset[str]:
        """What is suggested to come before a thing."""
        held = (s for s in self._of.get(thing, ()) if relation_of(s) == "precedes")
        return frozenset(iri for said in held for iri in said.all("NEEDS"))

    def of(self, thing: str) -> tuple[Part, ...]:
        """What a thing requires; all parts are needed."""
        if thing not in self._parts:
            self._parts[thing] = tuple(self._groups(thing))
        return self._parts[thing]

    def asking_no_thing(self, thing: str) -> tuple[Said, ...]:
        """The requirements of a thing that name no other thing."""
        return tuple(s for s in self._of.get(thing, ()) if _requires(s) and not s.all("NEEDS"))

    def _groups(self, thing: str) -> Iterator[Part]:
        required: list[Part] = []
        optional: dict[str, list[Said]] = {}
        pathways: dict[tuple[str, ...], list[Said]] = {}
        for said in self._of.get(thing, ()):
            relation = relation_of(said)
            if relation == "component":
                inside = said.all("IN")
                if self.within is None or self.within & set(inside) or not inside:
                    pathways.setdefault(inside, []).append(said)
            elif relation == "corequisite":
                required.append(_any((self._compiled(said, thing), self._beside(said))))
            elif relation in REQUIRED:
                required.append(self._compiled(said, thing))
            elif said.body["tree"] != _UNREAD:
                optional.setdefault(relation, []).append(said)
        if pathways:
            required.append(_any(_all(self._compiled(s, thing) for s in held) for held in pathways.values()))
        yield from required
        for relation in sorted(optional):
            parts = [self._compiled(said, thing) for said in optional[relation]]
            if relation != "precedes":
                yield _any(parts)
            elif not pathways:
                yield _all(parts)
        led = self.leading.get(thing, ())
        if led and not required:
            yield _any(Leaf(iri, iri, said) for said in led for iri in said.all("OF"))

    def _compiled(self, said: Said, thing: str) -> Part:
        return self._part(said.body["tree"], said, thing)

    def _beside(self, said: Said) -> Part:
        """What is to be obtained at the same time, as a condition: two things may ask this of each other."""
        words = said.body.get("text")
        return self.judge({"other": f"at the same time: {words}" if words else "a corequisite"}, said)

    def _part(self, tree: Mapping[str, Any], said: Said, thing: str) -> Part:
        if "thing" in tree:
            return self._leaf(tree["thing"], said, thing)
        if tree == _UNREAD:
            # Of what is asked for here there are words at most: that is not asking for nothing.
            return self.judge({"other": said.body.get("text") or "something that is not stated"}, said)
        for branch, count in (("all", None), ("any", 1), ("of", tree.get("atLeast"))):
            if branch in tree:
                parts = tuple(self._part(each, said, thing) for each in tree[branch])
                counting = [_counts_components(each) for each in tree[branch]]
                if any(counting):
                    parts = tuple(
                        replace(p, more=True) if isinstance(p, Some) and not counts else p
                        for p, counts in zip(parts, counting, strict=True)
                    )
                return Some(len(parts) if count is None else count, parts, bool(tree.get("only")))
        return self.judge(tree, said)

    def _leaf(self, asked: str, said: Said, thing: str) -> Part:
        others = [iri for iri in self.options.get(asked, ()) if iri != thing]
        if self.is_way(asked) and any(thing in said.all("NEEDS") for said in self._of.get(asked, ())):
            # Who requires a Pathway that leads to itself requires its components, which stand beside this.
            return Some(0, ())
        own = [] if asked in self.instead and others else [asked]
        found = [Leaf(iri, asked, said) for iri in (*own, *others)]
        return found[0] if len(found) == 1 else Some(1, tuple(found))


def _counts_components(tree: Mapping[str, Any]) -> bool:
    """Whether a tree is a constraint over components, or a choice with one."""
    if choices := tree.get("any") or tree.get("of"):
        return any(_counts_components(each) for each in choices if "constraint" in each)
    constraint = tree.get("constraint", {})
    return bool(constraint.get("over")) and reads_components(constraint, {})


def _requires(said: Said) -> bool:
    """Whether it says what has to come before; what is to come beside says nothing of that."""
    return relation_of(said) in REQUIRED - {"corequisite"}


def _all(parts: Iterable[Part]) -> Part:
    found = tuple(parts)
    return found[0] if len(found) == 1 else Some(len(found), found)


def _any(parts: Iterable[Part]) -> Part:
    found = tuple(parts)
    return found[0] if len(found) == 1 else Some(1, found)
