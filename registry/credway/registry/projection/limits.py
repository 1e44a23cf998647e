"""Limits: for whom a ConditionProfile is, by the place where it holds and by its audience.

A limit is two leaves, marked "as": "limit": what is so of those for whom the profile is, and what of all
others. {"resident": ["VA"]} and {"notIn": ["VA"]} name whole states; of those in "perhaps" only a part is
meant, and "unplaced" says that it may hold elsewhere too. Who an audience is, only people can judge.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from pyoxigraph import NamedNode

from credway.ontology import schemes
from credway.registry.projection.draft import Draft
from credway.registry.projection.jurisdictions import COUNTRY, jurisdiction
from credway.registry.projection.reader import Node

_AUDIENCES: Final = ("ceterms:audienceType", "ceterms:audienceLevelType")
_ELSEWHERE: Final = ", where this is not asked for"
Tree = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Limit:
    """A leaf that is met by those for whom a profile is, and one that is met by all others."""

    inside: Tree
    outside: Tree


@dataclass(frozen=True, slots=True)
class _Reach:
    """The states where a profile holds, those where it does in a part, and its places in words."""

    sure: frozenset[str]
    perhaps: frozenset[str]
    everywhere: bool
    unplaced: bool
    named: tuple[str, ...]
    but: tuple[str, ...]


def limits(draft: Draft, node: Node) -> list[Limit]:
    """The limits of a profile, of which each must be kept; none where it is for everybody."""
    reaches = [_reach(draft, each) for each in draft.read.nodes(node, "ceterms:jurisdiction")]
    found = [limit for limit in [_of_place(reaches)] if limit is not None] if reaches else []
    for term in _AUDIENCES:
        if names := sorted({_audience(draft, each) for each in draft.read.nodes(node, term)}):
            words = " or ".join(names)
            found.append(
                Limit(
                    _limiting({"other": f"of the audience {words}"}),
                    _limiting({"other": f"not of the audience {words}, of which alone this is asked"}),
                )
            )
    return found


def asked_within(held: Sequence[Limit], tree: Tree) -> Tree:
    """What a profile asks for, asked of those only for whom it is."""
    return {"any": [*(each.outside for each in held), tree]} if held else tree


def choice(profiles: Sequence[tuple[Sequence[Limit], Tree]], own: Sequence[Tree]) -> Tree:
    """One of some profiles, or what is asked for without them; each only for those for whom it is.

    Where all are limited, what is asked of others is not stated.
    """
    choices = [*own, *(_chosen(held, tree) for held, tree in profiles)]
    if not own and all(held for held, _ in profiles):
        others = [{"any": [each.outside for each in held]} for held, _ in profiles]
        choices.append({"all": [*others, _limiting({"other": "what is asked of others is not stated"})]})
    return {"any": choices}


def _chosen(held: Sequence[Limit], tree: Tree) -> Tree:
    return {"all": [*(each.inside for each in held), tree]} if held else tree


def _limiting(leaf: Tree) -> Tree:
    kept = {name: value for name, value in leaf.items() if value or name in ("notIn", "resident")}
    return {**kept, "as": "limit"}


def _reach(draft: Draft, node: Node) -> _Reach:
    codes, body = jurisdiction(draft, node)
    everywhere = bool(body.get("everywhere")) or (isinstance(node, NamedNode) and node.value == COUNTRY)
    out = frozenset(body.get("exceptions", ()))
    parts, left = body.get("parts", ()), body.get("partsLeftOut", ())
    whole = (_states() if everywhere else frozenset(codes)) - out
    cut = {each["state"] for each in left}
    unplaced = list(body.get("unplaced", ()))
    abroad = list(body.get("abroad", ()))
    if not (codes or parts or unplaced or abroad or everywhere):
        text = draft.read.text(node, "ceterms:name", "ceterms:description")
        unplaced = [text or (node.value if isinstance(node, NamedNode) else "a place that is not stated")]
    return _Reach(
        sure=whole - cut,
        perhaps=(whole & cut) | (frozenset(each["state"] for each in parts) - out - whole),
        everywhere=everywhere,
        unplaced=bool(unplaced),
        named=(*codes, *_names(parts), *unplaced, *abroad),
        but=(*sorted(out), *_names(left)),
    )


def _of_place(reaches: Sequence[_Reach]) -> Limit | None:
    """What several jurisdictions make together: it is enough that one of them holds."""
    sure = frozenset[str]().union(*(each.sure for each in reaches))
    perhaps = frozenset[str]().union(*(each.perhaps for each in reaches)) - sure
    but = list(dict.fromkeys(name for each in reaches for name in each.but))
    more: Tree = {"perhaps": sorted(perhaps)}
    if any(each.everywhere for each in reaches):
        out = sorted(_states() - sure - perhaps)
        if not out and not perhaps:
            return None
        places = _listed(but)
        return Limit(
            _limiting({"notIn": out, **more, "text": f"residence outside {places}"}),
            _limiting({"resident": out, **more, "text": f"residence in {places}{_ELSEWHERE}"}),
        )
    more["unplaced"] = any(each.unplaced for each in reaches)
    places = _listed(dict.fromkeys(name for each in reaches for name in each.named))
    places += f", but for {_listed(but)}" if but else ""
    states = sorted(sure)
    return Limit(
        _limiting({"resident": states, **more, "text": f"residence in {places}"}),
        _limiting({"notIn": states, **more, "text": f"residence outside {places}{_ELSEWHERE}"}),
    )


def _audience(draft: Draft, node: Node) -> str:
    """What an audience is called: the name of an alignment, the label of a term, else its IRI."""
    if not isinstance(node, NamedNode):
        named = draft.read.text(node, "ceterms:targetNodeName", "ceterms:name")
        return named or draft.read.iri(node, "ceterms:targetNode") or "that is not stated"
    known = schemes.concept(node.value)
    return known.label if known else node.value


def _names(parts: Iterable[dict[str, str]]) -> list[str]:
    return [f"{each['name']} ({each['state']})" for each in parts]


def _listed(names: Iterable[str]) -> str:
    return " or ".join(names)


@cache
def _states() -> frozenset[str]:
    """The postal codes of all states, the district and the territories."""
    return frozenset(each.notation for each in schemes.scheme("states") if each.notation)
