"""The projection table: which property becomes which edge or statement.

`makes` names a handler of the core's projection; `name` the edge type, relation, action or measure it
makes; `inverse` the name under which the other direction is served, always marked as derived.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from credway.ontology.namespaces import expand


@dataclass(frozen=True, slots=True)
class ProjectionRule:
    """One row of the table; `property` is the full IRI."""

    property: str
    makes: str
    name: str
    inverse: str


@cache
def rules() -> Mapping[str, ProjectionRule]:
    """Return the table by property IRI."""
    text = files("credway.ontology").joinpath("projection.csv").read_text(encoding="utf-8")
    found = [
        ProjectionRule(expand(row["property"]), row["makes"], row["name"], row["inverse"])
        for row in csv.DictReader(text.splitlines())
    ]
    return {rule.property: rule for rule in found}


@cache
def inverse_edge(edge_type: str) -> str:
    """Return the derived name of an edge type read backwards. Raises KeyError."""
    return {rule.name: rule.inverse for rule in rules().values() if rule.makes in ("edge", "address")}[
        edge_type
    ]
