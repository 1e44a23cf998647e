"""Jurisdictions: which states a profile covers as a whole, of which a part, and what it leaves out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import NamedNode

from credway.ontology import schemes
from credway.registry.names import fold
from credway.registry.projection.draft import Draft
from credway.registry.projection.reader import Node

COUNTRY: Final = "https://w3id.org/credway/schemes/countries/US"
TERRITORIES: Final = frozenset({"AS", "GU", "MP", "PR", "VI"})
"""Those of which addresses write their own name as the country."""
_TERMS: Final = ("ceterms:name", "ceterms:addressRegion", "ceterms:addressLocality", "ceterms:addressCountry")
_COUNTRY_NAMES: Final = frozenset(
    {"us", "u s", "usa", "u s a", "united states", "the united states", "united states of america"}
)
_OF_STATES: Final = frozenset(
    ["the", "state", "commonwealth", "territory", "of", "united", "states", "america", "usa", "us"]
)
"""Words that the name of a whole state may have besides its own."""


def jurisdiction(draft: Draft, node: Node) -> tuple[list[str], dict[str, Any]]:
    """Read a JurisdictionProfile: postal codes it covers, and what it excludes.

    A county or town is a part of its state and not the state: these are kept as `parts` and `partsLeftOut`
    with their state. A place abroad is kept by name as `abroad`, one of no known state as `unplaced`.
    """
    read = draft.read
    if isinstance(node, NamedNode):
        found = schemes.state(node.value)
        return ([found.notation] if found else []), {}
    covered = [_reach(draft, place) for place in read.nodes(node, "ceterms:mainJurisdiction")]
    excluded = [_reach(draft, place) for place in read.nodes(node, "ceterms:jurisdictionException")]
    everywhere = read.flag(node, "ceterms:globalJurisdiction") or any(each.country for each in covered)
    return _whole(covered), {
        "exceptions": _whole(excluded),
        "parts": _parts(covered),
        "partsLeftOut": _parts(excluded),
        "abroad": sorted({each.name for each in covered if each.abroad}),
        "unplaced": sorted({each.name for each in covered if each.nowhere and each.name}),
        "everywhere": True if everywhere else None,
    }


@dataclass(frozen=True, slots=True)
class _Reach:
    """How far a place reaches: the country, a state by its postal code, or a part of one by its name."""

    name: str
    state: str | None = None
    country: bool = False
    whole: bool = False
    abroad: bool = False

    @property
    def nowhere(self) -> bool:
        return not (self.state or self.country or self.abroad)


def _reach(draft: Draft, place: Node) -> _Reach:
    if isinstance(place, NamedNode):
        if (found := schemes.state(place.value)) is not None:
            return _Reach(found.label, found.notation, whole=True)
        if place.value == COUNTRY:
            return _Reach(place.value, country=True)
    name, region, town, country = (draft.read.text(place, each) or "" for each in _TERMS)
    home = schemes.state(country)
    territory = home is not None and home.notation in TERRITORIES
    if country and not territory and not _is_country(country):
        return _Reach(", ".join(dict.fromkeys(filter(None, (name or town or region, country)))), abroad=True)
    state = draft.state(place, "ceterms:addressRegion", "ceterms:name") or (
        home.notation if home and territory else None
    )
    if state is not None:
        narrower = _part(name, town, state)
        return _Reach(narrower or state, state, whole=narrower is None)
    named = [text for text in (name, town, region) if text and not _is_country(text)]
    if named:
        return _Reach(named[0])
    return _Reach(name, country=_is_country(name) or _is_country(country))


def _part(name: str, town: str, state: str) -> str | None:
    """The name of a part of a state: Wayne County in Michigan, not the State of Michigan; any town in one."""
    concept = schemes.state(state)
    own = {*fold(concept.label if concept else "").split(), state.lower(), *_OF_STATES}
    if state == "DC":
        return None
    return town or (None if own.issuperset(fold(name).split()) else name)


def _whole(reaches: Sequence[_Reach]) -> list[str]:
    """The postal codes of the states that are meant as a whole."""
    return sorted({each.state for each in reaches if each.state and each.whole})


def _parts(reaches: Sequence[_Reach]) -> list[dict[str, str]]:
    """The parts of states, each by its name with its state."""
    found = sorted({(each.state, each.name) for each in reaches if each.state and not each.whole})
    return [{"state": state, "name": name} for state, name in found]


def _is_country(text: str) -> bool:
    return fold(text) in _COUNTRY_NAMES
