"""Residences: where one has to live, as a condition says it."""

from collections.abc import Sequence
from typing import Any

from pyoxigraph import NamedNode

from credway.ontology import schemes
from credway.registry.projection.draft import Draft
from credway.registry.projection.reader import Node

_PLACE = ("ceterms:addressLocality", "ceterms:addressRegion", "ceterms:addressCountry")


def residence(draft: Draft, places: Sequence[Node]) -> list[dict[str, Any]]:
    """Where one has to live: in one of some states, or in what is none, which only people can judge."""
    states: set[str] = set()
    others: set[str] = set()
    for place in places:
        found = _state(draft, place)
        if found is not None:
            states.add(found)
        else:
            others.add(f"resident of {_place_name(draft, place)}")
    choices: list[dict[str, Any]] = [{"resident": sorted(states)}] if states else []
    choices += [{"other": text} for text in sorted(others)]
    return choices if len(choices) < 2 else [{"any": choices}]


def _state(draft: Draft, place: Node) -> str | None:
    named = schemes.state(place.value) if isinstance(place, NamedNode) else None
    if named is not None:
        return named.notation
    inner = draft.read.node(place, "ceterms:mainJurisdiction")
    return draft.state(place, "ceterms:mainJurisdiction", "ceterms:addressRegion") or (
        draft.state(inner, "ceterms:addressRegion") if inner is not None else None
    )


def _place_name(draft: Draft, place: Node) -> str:
    """What a place is called: the smallest part of it that is stated."""
    read = draft.read
    inner = read.node(place, "ceterms:mainJurisdiction")
    for node in (place, *([inner] if inner is not None else [])):
        found = read.text(node, "ceterms:name") or next(
            (text for term in _PLACE if (text := read.text(node, term))), None
        )
        if found:
            return found
    return place.value if isinstance(place, NamedNode) else "a place without a name"
