"""Conditions: what a thing requires, recommends or is prepared for by, as one AND/OR/k-of-n tree.

A tree is JSON: {"all": [...]}, {"any": [...]}, {"atLeast": k, "of": [...]}, or a leaf: {"thing": iri}
(with "as": "competency" where a competency is asked for), {"age": "18"}, {"years": "2"}, {"resident":
["VA"]}, {"other": "text"}. What Pathway documents add is in `components`.
"""

from collections.abc import Sequence
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode

from credway.ontology.projection import ProjectionRule
from credway.registry.graph import Link
from credway.registry.projection.draft import Draft
from credway.registry.projection.reader import Node, Term

_TARGETS = (
    "ceterms:targetCredential",
    "ceterms:targetAssessment",
    "ceterms:targetLearningOpportunity",
    "ceterms:targetCompetency",
    "ceterms:targetOccupation",
    "ceterms:targetJob",
    "ceterms:targetPathway",
)
MAX_DEPTH = 16
"""How many levels of alternatives and nested conditions are read; deeper ones are left out."""


def condition(draft: Draft, node: Node, rule: ProjectionRule, values: Sequence[Term]) -> None:
    """Record what `node` asks for: one statement for each profile, so that several are ANDed."""
    for index, value in enumerate(values):
        if isinstance(value, Literal):
            continue
        if isinstance(value, BlankNode) and draft.label(value) is None:
            tree = profile_tree(draft, value)
            record(draft, draft.iri(node), rule.name, tree, value, f"{rule.name}-{index + 1}")
        else:
            target = draft.target(value)
            if target is not None:
                record(
                    draft,
                    draft.iri(node),
                    rule.name,
                    {"thing": target},
                    None,
                    f"{rule.name} {target}",
                )


def condition_of(draft: Draft, node: Node, rule: ProjectionRule, values: Sequence[Term]) -> None:
    """Record that `node` is what another thing asks for (isRequiredFor, isPreparationFor, ...)."""
    for value in values:
        if isinstance(value, Literal):
            continue
        targets = [value]
        if isinstance(value, BlankNode) and draft.label(value) is None:
            targets = list(draft.read.nodes(value, *_TARGETS))
        for target in targets:
            iri = draft.target(target)
            if iri is not None:
                relate(draft, node, iri, rule.name, draft.iri(node))


def relate(draft: Draft, node: Node, of: str, relation: str, needs: str) -> None:
    """Record that `of` has the relation to `needs`, as `node` says."""
    draft.statement(
        "Condition",
        f"{of} {relation} {needs} {draft.iri(node) if draft.label(node) is None else draft.document}",
        {"relation": relation, "tree": {"thing": needs}},
        [Link("OF", of), Link("NEEDS", needs)],
        subject=of,
        node=node,
        valid=(None, None) if draft.label(node) is not None else None,
    )


def profile_tree(draft: Draft, node: Node, depth: int = 0) -> dict[str, Any]:
    """Read a ConditionProfile: everything it names is ANDed, `alternativeCondition` is OR."""
    read = draft.read
    parts: list[dict[str, Any]] = []
    skills = frozenset(read.nodes(node, "ceterms:targetCompetency"))
    for target in read.nodes(node, *_TARGETS):
        iri = draft.target(target)
        if iri is not None:
            parts.append({"thing": iri} | ({"as": "competency"} if target in skills else {}))
        else:
            text = read.text(
                target, "ceterms:targetNodeName", "ceterms:name", "ceterms:targetNodeDescription"
            )
            parts.append({"other": text or "a target without a name"})
    age = read.decimal(node, "ceterms:minimumAge")
    years = read.decimal(node, "ceterms:yearsOfExperience")
    parts += [{"age": age}] if age is not None else []
    parts += [{"years": years}] if years is not None else []
    places = [
        draft.state(place, "ceterms:mainJurisdiction", "ceterms:addressRegion") or _region(draft, place)
        for place in read.nodes(node, "ceterms:residentOf")
    ]
    parts += [{"resident": sorted(p for p in places if p)}] if any(places) else []
    parts += [{"other": text} for text in read.texts(node, "ceterms:condition", "ceterms:experience")]
    alternatives = read.nodes(node, "ceterms:alternativeCondition") if depth < MAX_DEPTH else ()
    choices = [profile_tree(draft, alternative, depth + 1) for alternative in alternatives]
    if choices:
        return {"any": ([{"all": parts}] if parts else []) + choices}
    return {"all": parts}


def leaves(tree: dict[str, Any]) -> list[str]:
    """The things that a tree names, each once, in order."""
    found: dict[str, None] = {}
    stack = [tree]
    while stack:
        part = stack.pop()
        if "thing" in part:
            found[part["thing"]] = None
        for branch in ("all", "any", "of"):
            stack.extend(reversed(part.get(branch, [])))
    return list(found)


def record(
    draft: Draft,
    of: str,
    relation: str,
    tree: dict[str, Any],
    node: Node | None,
    path: str,
    extra: Sequence[Link] = (),
) -> None:
    """Record one Condition of `of` with its tree; `path` tells it from the others of the same thing."""
    text = draft.read.text(node, "ceterms:description", "ceterms:name") if node is not None else None
    age = draft.read.decimal(node, "ceterms:minimumAge") if node is not None else None
    draft.statement(
        "Condition",
        f"{of}#{path}",
        {"relation": relation, "tree": tree, "text": text},
        [Link("OF", of), *(Link("NEEDS", iri) for iri in leaves(tree)), *extra],
        subject=of,
        node=node,
        number=age,
    )


def _region(draft: Draft, node: Node) -> str | None:
    if isinstance(node, NamedNode):
        return node.value
    inner = draft.read.node(node, "ceterms:mainJurisdiction")
    return draft.state(inner, "ceterms:addressRegion") if inner is not None else None
