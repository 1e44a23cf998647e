"""Relations by which one thing leads to another, and which of them a plan cannot do without."""

from collections.abc import Iterable

from credway.registry.answers.said import Said

COMMON = "commonConditions"
"""The relation of a thing to a manifest of common conditions, and of a manifest that is held to nothing."""
REQUIRED = frozenset({"requires", "corequisite", "component", "destination", COMMON})
"""Relations whose statements a plan cannot do without."""
STRONGEST = (
    "requires",
    "corequisite",
    "component",
    "destination",
    COMMON,
    "advancedStanding",
    "preparation",
    "recommends",
    "precedes",
    "occupationType",
    "careerCluster",
)
"""Relations for which a thing may be in a plan, the strongest first."""


def relation_of(said: Said) -> str:
    """Why a statement makes one thing lead to another."""
    if said.kind == "Classification":
        return {"cluster": "careerCluster"}.get(str(said.body["aspect"]), "occupationType")
    return str(said.body["relation"])


def is_common(said: Said) -> bool:
    """Whether it names a manifest of common conditions, or says of one that it is held."""
    return said.kind == "Condition" and relation_of(said) == COMMON


def manifests_named(statements: Iterable[Said]) -> frozenset[str]:
    """The manifests of common conditions that some statements name, held or not."""
    return frozenset(iri for said in statements if is_common(said) for iri in said.all("NEEDS"))


def manifests_in(statements: Iterable[Said]) -> frozenset[str]:
    """The manifests of common conditions that are held: those that say so themselves."""
    own = (said for said in statements if is_common(said) and not said.all("NEEDS"))
    return frozenset(iri for said in own for iri in said.all("OF"))
