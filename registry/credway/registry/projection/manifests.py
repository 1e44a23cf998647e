"""Manifests: conditions and costs that an organization states once for all that names them.

A thing's link to a ConditionManifest is a Condition of the relation `commonConditions`. The manifest has
one of the same relation that needs no thing, by which it is known to be held: what it asks for are its own
conditions, else the words of its description.
"""

from collections.abc import Sequence
from typing import Any

from pyoxigraph import Literal

from credway.ontology.namespaces import compact
from credway.ontology.projection import ProjectionRule, rules
from credway.registry.graph import Link
from credway.registry.projection.conditions import MANIFEST, is_profile, limited_tree, record
from credway.registry.projection.conditions import excluded as left_out
from credway.registry.projection.draft import Draft
from credway.registry.projection.reader import Node, Term

COMMON = "commonConditions"
_COSTS = "CostManifest"
_UNPROJECTED = ("ceterms:renewal",)
"""Conditions of a manifest that bear on keeping a thing, not on obtaining it."""


def manifest(draft: Draft, node: Node) -> None:
    """Record that a manifest states common conditions; in words where it states none of its own."""
    tree: dict[str, Any] = {"all": []}
    if not draft.read.has(node, *_stating(), *_UNPROJECTED):
        words = draft.read.text(node, "ceterms:description") or draft.read.text(node, "ceterms:name")
        tree = {"other": words or "conditions that are not stated"}
    record(draft, draft.iri(node), COMMON, tree, None, COMMON)


def conditions(draft: Draft, node: Node, rule: ProjectionRule, values: Sequence[Term]) -> None:
    """Record which manifests `node` names. A profile in the place of one is a requirement of its own."""
    iri = draft.iri(node)
    for index, value in enumerate(values):
        if isinstance(value, Literal):
            continue
        if is_profile(draft, value):
            tree = limited_tree(draft, value, credit=True)
            record(draft, iri, "requires", tree, value, f"{rule.name}-{index + 1}")
        elif target := draft.target(value):
            tree = {"thing": draft.mention(target, MANIFEST)}
            relation = rule.name
            if draft.label(node) == MANIFEST:
                # CTDL knows no manifest of manifests: what is meant stays open.
                relation, tree = "requires", {"other": f"the common conditions of {target}"}
            record(draft, iri, relation, tree, None, f"{rule.name} {target}")


def excluded(draft: Draft, node: Node, rule: ProjectionRule, values: Sequence[Term]) -> None:
    """Record what a manifest excludes, as one condition that nobody here can judge."""
    record(draft, draft.iri(node), rule.name, {"all": left_out(draft, values)}, None, "excludes")


def costs(draft: Draft, node: Node, rule: ProjectionRule, values: Sequence[Term]) -> None:
    """Record that there are costs besides, in a manifest: an Observation without an amount."""
    for value in values:
        target = None if isinstance(value, Literal) else draft.target(value)
        if target is not None:
            iri, named = draft.iri(node), draft.mention(target, _COSTS)
            draft.statement(
                "Observation",
                f"{iri} {rule.name} {named}",
                {"measure": rule.name},
                [Link("OF", iri), Link("OBJECT", named)],
                subject=iri,
                node=node,
                valid=(None, None),
            )


def _stating() -> list[str]:
    """The properties by which a manifest states conditions."""
    return [compact(iri) for iri, rule in rules().items() if rule.makes in ("condition", "excluded")]
