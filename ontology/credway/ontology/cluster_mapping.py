"""The mapping from the 16 career clusters of 2019 to the 14 of 2024, by the occupations they share.

Nobody has published one. It is derived by the rule `cluster-mapping` from O*NET's table of the 16
clusters and Advance CTE's crosswalk of the 14, of which no row is kept: only the counts are.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Final

from credway.ontology.schemes import Concept, by_notation
from credway.ontology.tables import rows

LEAST_SHARE: Final = Fraction(1, 4)
"""The least share of the older cluster's occupations that a newer one must hold."""

RULE: Final = "cluster-mapping"
"""The rule in rules.csv that made the table."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """One older and one newer cluster: `shared` of the older one's `occupations` are in the newer."""

    older: Concept
    newer: Concept
    shared: int
    occupations: int

    @property
    def share(self) -> Fraction:
        """The share of the older cluster's occupations that the newer one holds, up to 1."""
        return Fraction(self.shared, self.occupations)


@cache
def mappings() -> tuple[Mapping, ...]:
    """Return all mappings, by the codes of the older and the newer cluster."""
    return tuple(
        Mapping(
            _cluster("clusters/2019", row["older"]),
            _cluster("clusters/2024", row["newer"]),
            int(row["shared"]),
            int(row["occupations"]),
        )
        for row in rows("schemes/cluster_mapping.csv")
    )


def _cluster(framework: str, code: str) -> Concept:
    found = by_notation(framework, code)
    assert found is not None, f"no cluster {code} in {framework}"
    return found
