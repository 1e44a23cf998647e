"""Where the tables come from, under which licence."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from credway.ontology.tables import rows


@dataclass(frozen=True, slots=True)
class Source:
    """A publication that tables of this package take facts from."""

    key: str
    title: str
    date: str
    licence: str
    attribution: str
    url: str


@cache
def sources() -> Mapping[str, Source]:
    """Return the sources by key."""
    return MappingProxyType({row["key"]: Source(**row) for row in rows("sources.csv")})
