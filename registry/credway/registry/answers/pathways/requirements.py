"""What things require, made ready for planning as parts.

A thing's requirements are all needed. Statements of one relation that is no requirement are
alternatives to each other, and so are the Pathway documents that build one thing from components.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from credway.registry.answers.model import ConditionState, Missing
from credway.registry.answers.pathways.constraints import reads_components
from credway.registry.answers.pathways.doubts import unsure_link
from credway.registry.answers.pathways.parts import Fact, Leaf, Part, Some
from credway.registry.answers.pathways.relations import COMMON, REQUIRED, manifests_in, relation_of
from credway.registry.answers.said import Said
from credway.registry.projection.reader import UNSTATED

_UNREAD: Mapping[str, Any] = {"all": []}
"""The tree of a condition that names nothing."""
Judge = Callable[[Mapping[str, Any], Said], Part]


@dataclass
class Requirements:
    """The requirements of each thing, compiled when they are asked for.

    `options` gives what would do for an asked thing besides itself; `instead` those asked things that
    only their options meet, `doubted` by which links in doubt something stands for one. `judge` makes a leaf
    of a fact or a constraint. `within` are the Pathway documents to which components are limited, if any.
    """

    statements: Sequence[Said]
    judge: Judge
    options: Mapping[str, Sequence[str]] = field(default_factory=dict)
    instead: frozenset[str] = frozenset()
    within: frozenset[str] | None = None
    leading: Mapping[str, Sequence[Said]] = field(default_factory=dict)
    doubted: Mapping[str, Mapping[str, Said]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the statements by the thing they are about."""
        self._of: dict[str, list[Said]] = {}
        for said in self.statements:
            for thing in said.all("OF"):
                self._of.setdefault(thing, []).append(said)
        self._parts: dict[str, tuple[Part, ...]] = {}
        self._manifests = manifests_in(self.statements)
        self._ways = set(self.leading)
        self._ways |= self._manifests
        self._ways |= {
            thing for thing, held in self._of.items() if any(relation_of(s) == "destination" for s in held)
        }

    @property
    def things(self) -> set[str]:
        """Every thing that may become a step."""
        found = {iri for said in self.statements for role in ("OF", "NEEDS") for iri in said.all(role)}
        found |= {iri for options in self.options.values() for iri in options}
        return found | {iri for led in self.leading.values() for said in led for iri in said.all("OF")}

    @cached_property
    def stated(self) -> frozenset[str]:
        """The things of which somebody states what they require, of everybody or where the asker lives."""
        own = {
            thing for thing, held in self._of.items() if any(_requires(s) and self._applies(s) for s in held)
        }
        shared = {of for s in self.statements if _names_one_of(s, own) for of in s.all("OF")}
        return frozenset(own | shared)

    def unstated(self, thing: str, title: str) -> Missing:
        """Say that what a thing requires is not stated, or not of everybody."""
        if any(_requires(said) for said in self.asking(thing)):
            where = "is stated only for places where the asker is not known to live"
            return Missing(f"what {title} requires {where}", self._could_say(thing))
        return Missing(f"what {title} requires is not stated")

    def _could_say(self, thing: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(who for said in self._of.get(thing, ()) for who in said.could_say))

    def is_way(self, thing: str) -> bool:
        """Whether a thing is no step but leads through others: a Pathway, an occupation, a manifest."""
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

    def asking(self, thing: str) -> Iterator[Said]:
        """The statements of what a thing requires, those of the ways that it names among them."""
        for said in self._of.get(thing, ()):
            yield said
            ways = [m for m in said.all("NEEDS") if relation_of(said) == COMMON or self.is_way(m)]
            yield from (s for way in ways for s in self._of.get(way, ()) if _asks(s))

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
            elif relation == COMMON:
                required.append(self._common(said))
            elif relation == "corequisite":
                required.append(self._corequisite(said, thing))
            elif relation in REQUIRED:
                required.append(self._compiled(said, thing))
            elif self._suggests(said):
                optional.setdefault(relation, []).append(said)
        if pathways:
            required.append(_any(_all(self._compiled(s, thing) for s in held) for held in pathways.values()))
        yield from required
        for relation in sorted(optional):
            parts = [self._part(_unlimited(s.body["tree"]), s, thing) for s in optional[relation]]
            if relation != "precedes":
                yield _any(parts)
            elif not pathways:
                yield _all(parts)
        led = self.leading.get(thing, ())
        if led and not required:
            yield _any(Leaf(iri, iri, said) for said in led for iri in said.all("OF"))

    def _applies(self, said: Said) -> bool:
        """Whether a statement is known to hold where the asker lives."""
        places = [each for each in _limits(said.body["tree"]) if "other" not in each]
        return all(self._state(each, said) is ConditionState.UNMET for each in places)

    def _suggests(self, said: Said) -> bool:
        """Whether what is no requirement names something, and may be meant for the asker."""
        tree = said.body["tree"]
        if any(self._state(each, said) is ConditionState.MET for each in _limits(tree)):
            return False
        return bool(_unlimited(tree) != _UNREAD)

    def _open(self, choices: Sequence[Mapping[str, Any]], said: Said) -> Sequence[Mapping[str, Any]]:
        """The alternatives that are open to the asker; one alone where nothing is asked of them."""
        for each in choices:
            if _is_limit(each) and self._state(each, said) is ConditionState.MET:
                return [each]
        return [each for each in choices if not self._barred(each, said)] or choices

    def _barred(self, tree: Mapping[str, Any], said: Said) -> bool:
        """Whether a tree is for others than the asker."""
        if _is_limit(tree):
            return self._state(tree, said) is ConditionState.UNMET
        if "all" in tree:
            return any(self._barred(each, said) for each in tree["all"])
        return "any" in tree and all(self._barred(each, said) for each in tree["any"])

    def _state(self, limit: Mapping[str, Any], said: Said) -> ConditionState:
        found = self.judge(limit, said)
        return found.finding.state if isinstance(found, Fact) else ConditionState.UNKNOWN

    def _compiled(self, said: Said, thing: str) -> Part:
        return self._part(said.body["tree"], said, thing)

    def _common(self, said: Said) -> Part:
        """A manifest that is named: what it asks for, and never nothing where it is not held."""
        manifest = said.one("NEEDS")
        if manifest is None:
            words = said.body["tree"].get("other")
            return self.judge({"other": words}, said) if words else Some(0, ())
        if manifest in self._manifests and self._manifests.isdisjoint(said.all("OF")):
            return Leaf(manifest, manifest, said)
        return self.judge({"other": f"its common conditions, which are not known here: {manifest}"}, said)

    def _corequisite(self, said: Said, thing: str) -> Part:
        """What is to be obtained before or at the same time; two things may ask this of each other.

        Where it requires the thing first, nobody can obtain it at the same time, and it stays open too.
        """
        if said.body["tree"] == _UNREAD:
            return self._beside(said)
        found = self._compiled(said, thing)
        return _any((found, self._beside(said))) if self._waits(said, thing) else found

    def _waits(self, said: Said, thing: str) -> bool:
        """Whether what a statement names may require a thing to come first."""
        left, seen = set(said.all("NEEDS")), set[str]()
        while left - seen:
            seen |= left
            left = {o for each in left for o in self.options.get(each, ())} | {
                need
                for each in left
                for s in self._of.get(each, ())
                if relation_of(s) in REQUIRED and relation_of(s) != "corequisite"
                for need in s.all("NEEDS")
            }
        return thing in seen

    def _beside(self, said: Said) -> Part:
        """What is to be obtained at the same time, as a condition that nobody knows to be met."""
        words = said.body.get("text")
        return self.judge({"other": f"at the same time: {words}" if words else "a corequisite"}, said)

    def _part(self, tree: Mapping[str, Any], said: Said, thing: str) -> Part:
        if "thing" in tree:
            return self._leaf(tree["thing"], said, thing)
        if tree == _UNREAD:
            # Of what is asked for here there are words at most: that is not asking for nothing.
            return self.judge({"other": said.body.get("text") or UNSTATED}, said)
        for branch, count in (("all", None), ("any", 1), ("of", tree.get("atLeast"))):
            if branch in tree:
                # What several components stand for counts once.
                once = list({each.get("thing", i): each for i, each in enumerate(tree[branch])}.values())
                held = self._open(once, said) if branch == "any" else once
                parts = tuple(self._part(each, said, thing) for each in held)
                counting = [_counts_components(each) for each in held]
                if any(counting):
                    parts = tuple(
                        replace(p, more=True) if isinstance(p, Some) and not counts else p
                        for p, counts in zip(parts, counting, strict=True)
                    )
                enough = len(parts) if count is None else min(count, len(parts))
                return Some(enough, parts, bool(tree.get("only")))
        return self.judge(tree, said)

    def _leaf(self, asked: str, said: Said, thing: str) -> Part:
        others = [iri for iri in self.options.get(asked, ()) if iri != thing]
        if self.is_way(asked) and any(thing in said.all("NEEDS") for said in self._of.get(asked, ())):
            # Who requires a Pathway that leads to itself requires its components, which stand beside this.
            return Some(0, ())
        own = [] if asked in self.instead and others else [asked]
        links, beside = self.doubted.get(asked, {}), relation_of(said) == "corequisite"
        doubts = {other: Fact(unsure_link(asked, other, link, said)) for other, link in links.items()}
        leaves = [Leaf(iri, asked, said, beside) for iri in (*own, *others)]
        found = [Some(2, (each, doubts[each.thing])) if each.thing in doubts else each for each in leaves]
        return _any([*found, *(doubts[iri] for iri in doubts if iri not in self.options.get(asked, ()))])


def _is_limit(tree: Mapping[str, Any]) -> bool:
    """Whether it says for whom something is asked, and asks for nothing."""
    return tree.get("as") == "limit"


def _limits(tree: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What is so of those of whom a profile does not ask what it asks."""
    return [each for each in tree.get("any", ()) if _is_limit(each)]


def _unlimited(tree: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a profile asks of those for whom it is."""
    if not _limits(tree):
        return tree
    asked: Mapping[str, Any] = next(each for each in tree["any"] if not _is_limit(each))
    return asked


def _counts_components(tree: Mapping[str, Any]) -> bool:
    """Whether a tree is a constraint over components, or a choice with one."""
    if choices := tree.get("any") or tree.get("of"):
        return any(_counts_components(each) for each in choices if "constraint" in each)
    constraint = tree.get("constraint", {})
    return bool(constraint.get("over")) and reads_components(constraint, {})


def _requires(said: Said) -> bool:
    """Whether it says what has to come before; what comes beside or stands elsewhere says nothing of that."""
    return relation_of(said) in REQUIRED - {"corequisite", COMMON} or _in_words(said)


def _in_words(said: Said) -> bool:
    """Whether it is a manifest that says in words what it asks for."""
    return relation_of(said) == COMMON and "other" in said.body["tree"]


def _asks(said: Said) -> bool:
    """Whether it asks for something: a manifest also says that it is one."""
    return relation_of(said) != COMMON or _in_words(said)


def _names_one_of(said: Said, things: set[str]) -> bool:
    return relation_of(said) == COMMON and not things.isdisjoint(said.all("NEEDS"))


def _all(parts: Iterable[Part]) -> Part:
    found = tuple(parts)
    return found[0] if len(found) == 1 else Some(len(found), found)


def _any(parts: Iterable[Part]) -> Part:
    found = tuple(parts)
    return found[0] if len(found) == 1 else Some(1, found)
