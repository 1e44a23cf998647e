"""Regions that are nearly the name of a state: under such a name nothing is found by its place."""

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Final

import pyoxigraph as ox

from credway.ontology.namespaces import expand
from credway.ontology.schemes import scheme, state
from credway.shapes.check import Check
from credway.shapes.engine import Result

REGION: Final = Check(
    "region",
    "Warning",
    "The region is no state and nearly the name of one, so that nothing is found by it. Correct it.",
)
ADDRESS: Final = tuple(map(expand, ("ceterms:addressRegion", "ceterms:addressCountry")))
"""The properties that are looked at: a region of another country may have any name."""

_HOME: Final = frozenset({"us", "usa", "u.s.", "u.s.a.", "united states", "united states of america"})
_ALIKE: Final = 0.88
_LONGEST: Final = 64
"""Characters of the longest text that is compared."""


def misspelt(subject: object, values: Mapping[str, Collection[str]]) -> Iterator[Result]:
    """Compare the regions of one address with the states."""
    region, country = ADDRESS
    if any(text.strip().casefold() not in _HOME for text in values.get(country, ())):
        return
    for text in values.get(region, ()):
        meant = _meant(text) if len(text) <= _LONGEST else ""
        if meant:
            message = f"{text} is no state, so that nothing is found by it. Did you mean {meant}?"
            yield REGION.result(subject, region, ox.Literal(text), message)


@lru_cache(maxsize=4096)
def _meant(text: str) -> str:
    """The state that a text is nearly the name of; empty where it is one, or like none."""
    if state(text) is not None:
        return ""
    alike = get_close_matches(text.strip().casefold(), _names(), n=1, cutoff=_ALIKE)
    return _names()[alike[0]] if alike else ""


@cache
def _names() -> Mapping[str, str]:
    return {each.label.casefold(): each.label for each in scheme("states")}
