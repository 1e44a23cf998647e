"""Which property stands behind a link of a statement, and which properties lead elsewhere on purpose."""

from collections.abc import Mapping
from functools import cache

from credway.ontology.tables import rows


@cache
def roles() -> Mapping[tuple[str, str, str], str]:
    """Return the CURIE of the property by a statement's kind, a link's role, and a condition's relation.

    It is empty where the statement's body names the property itself.
    """
    return {(r["kind"], r["role"], r["relation"]): r["property"] for r in rows("references.csv") if r["kind"]}


@cache
def elsewhere() -> frozenset[str]:
    """Return the CURIEs of properties whose values are things of other registries."""
    return frozenset(r["property"] for r in rows("references.csv") if r["elsewhere"] == "yes")
