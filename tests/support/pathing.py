"""Pathway documents for tests, as their publishers would write them."""

from collections.abc import Mapping, Sequence
from typing import Any

from making import Node, iri

Terms = Mapping[str, Any]


def component(
    name: str,
    stands_for: str | None = None,
    *,
    kind: str = "CredentialComponent",
    extra: Terms | None = None,
) -> Node:
    """A component of the pathway `pathways/p`; it stands for a thing, or for itself."""
    node: Node = {
        "@id": iri(f"pathways/p/{name}"),
        "@type": f"ceterms:{kind}",
        "ceterms:name": {"en": name},
        "ceterms:isPartOf": iri("pathways/p"),
        **(extra or {}),
    }
    if kind == "CredentialComponent":
        node["ceterms:credentialType"] = "ceterms:Certification"
    if stands_for:
        node["ceterms:proxyFor"] = iri(stands_for)
    return node


def condition(*targets: str, number: int | None = None, extra: Terms | None = None) -> Node:
    """A ComponentCondition over components of the pathway."""
    node: Node = {
        "@type": "ceterms:ComponentCondition",
        "ceterms:name": {"en": "a condition"},
        **(extra or {}),
    }
    if targets:
        node["ceterms:targetComponent"] = [iri(f"pathways/p/{name}") for name in targets]
    if number is not None:
        node["ceterms:requiredNumber"] = number
    return node


def constraint(left: Any, comparator: str, right: Any, **actions: str) -> Node:
    """A Constraint; `actions` are `leftAction` and `rightAction`, the names of array operations."""
    node: Node = {
        "@type": "ceterms:Constraint",
        "ceterms:leftSource": left if isinstance(left, list) else [left],
        "ceterms:comparator": f"compare:{comparator}",
        "ceterms:rightSource": right if isinstance(right, list) else [right],
    }
    for side, action in actions.items():
        node[f"ceterms:{side}"] = f"array:{action}"
    return node


def hours(value: float, unit: str = "creditUnit:SemesterHour", level: str | None = None) -> Terms:
    """The credit that a course component is worth."""
    profile: Node = {"@type": "ceterms:ValueProfile", "schema:value": value, "ceterms:creditUnitType": [unit]}
    if level:
        profile["ceterms:creditLevelType"] = [level]
    return {"ceterms:creditValue": [profile]}


def pathway(*components: Node, ends: Sequence[str]) -> list[Node]:
    """The pathway document `pathways/p` with its components."""
    whole: Node = {
        "@id": iri("pathways/p"),
        "@type": "ceterms:Pathway",
        "ceterms:name": {"en": "A pathway"},
        "ceterms:ownedBy": [iri("organizations/owner")],
        "ceterms:hasDestinationComponent": [iri(f"pathways/p/{name}") for name in ends],
    }
    return [whole, *components]
