"""The kinds of table that say which credential counts for which course, and how each is read."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from credway.loaders.articulations import california, mapping, rows
from credway.loaders.articulations.reading import Told
from credway.loaders.kinds import Kind, kinds
from credway.loaders.tables import Unusable

MAPPED: Final = "table"
"""The kind of any table, which is read by the mapping that its owner writes."""
BUILT_IN: Final = ("articulation-facts", "guides", "recommendations")
"""The kinds that are read by a mapping of our own."""


@dataclass(frozen=True, slots=True)
class Table:
    """How a kind of table is read: `told` says what stands in it, `source` is its name in IRIs."""

    kind: Kind
    told: Told
    source: str


def table_of(name: str, path: str | Path | None = None) -> Table | None:
    """Say how a kind is read, with the mapping at a path; None for a kind that is no such table.

    Raises Unusable where the mapping is wrong or missing, OSError where it cannot be opened.
    """
    if (path is None) == (name == MAPPED):
        says = "needs a mapping of its columns: --mapping MAP.toml" if path is None else "takes no mapping"
        raise Unusable(f"the kind {name} {says}")
    kind = kinds()[name]
    if name == california.KIND:
        return Table(kind, california.read, name)
    if name in BUILT_IN:
        return Table(kind, partial(rows.read, mapping.built_in(name)), name)
    if path is None:
        return None
    made = mapping.read(path)
    return Table(_kind(kind, made.source), partial(rows.read, made), made.source["id"])


def _kind(kind: Kind, source: Mapping[str, str]) -> Kind:
    """A kind of which the mapping says what it is."""
    return replace(
        kind,
        title=source["title"],
        publisher_name="" if source["says"] == "institution" else source["publisher"],
        date=source.get("date", ""),
        licence=source.get("licence", ""),
        attribution=source.get("attribution", ""),
        url=source.get("url", ""),
    )
