"""The projection table: which property becomes which edge or statement.

`makes` names a handler of the core's projection; `name` the edge type, relation, action or measure it
makes; `inverse` the name under which the other direction is served, always marked as derived.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from credway.ontology.namespaces import expand
from credway.ontology.tables import rows


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
    found = [
        ProjectionRule(expand(row["property"]), row["makes"], row["name"], row["inverse"])
        for row in rows("projection.csv")
    ]
    return {rule.property: rule for rule in found}
