"""Conditions: what a thing requires, recommends or is prepared for by, as one AND/OR/k-of-n tree.

A tree is JSON: {"all": [...]}, {"any": [...]}, {"atLeast": k, "of": [...]}, or a leaf: {"thing": iri},
{"age": "18"}, {"years": "2"}, {"resident": ["VA"]}, {"other": "text"}.
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
)
_MAX_DEPTH = 16


def condition(draft: Draft, node: Node, rule: ProjectionRule, values: Sequence[Term]) -> None:
    """Record what `node` asks for: one statement for each profile, so that several are ANDed."""
    for index, value in enumerate(values):
        if isinstance(value, Literal):
            continue
        if isinstance(value, BlankNode) and draft.label(value) is None:
            tree = profile_tree(draft, value)
            _record(draft, draft.iri(node), rule.name, tree, value, f"{rule.name}-{index + 1}")
        else:
            target = draft.target(value)
            if target is not None:
                _record(
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


def component_condition(draft: Draft, node: Node, rule: ProjectionRule, values: Sequence[Term]) -> None:
    """Record a ComponentCondition of a Pathway: k of its target components, nested conditions too."""
    if draft.label(node) != "PathwayComponent":
        return
    pathway = draft.read.iri(node, "ceterms:isPartOf", "ceterms:isDestinationComponentOf")
    for index, value in enumerate(values):
        if not isinstance(value, Literal):
            tree = component_tree(draft, value)
            extra = [Link("IN", pathway)] if pathway else []
            _record(
                draft,
                _stands_for(draft, node),
                rule.name,
                tree,
                value,
                f"component-{index + 1}",
                extra,
            )


def component_tree(draft: Draft, node: Node, depth: int = 0) -> dict[str, Any]:
    """Read a ComponentCondition: `requiredNumber` of its targets, all of them where none is given."""
    read = draft.read
    parts: list[dict[str, Any]] = [
        {"thing": _stands_for(draft, target)} for target in read.nodes(node, "ceterms:targetComponent")
    ]
    if depth < _MAX_DEPTH:
        parts += [component_tree(draft, c, depth + 1) for c in read.nodes(node, "ceterms:hasCondition")]
    parts += [
        {"other": read.text(c, "ceterms:name", "ceterms:description") or "a constraint without a name"}
        for c in read.nodes(node, "ceterms:hasConstraint")
    ]
    number = read.decimal(node, "ceterms:requiredNumber")
    if number is not None and int(float(number)) < len(parts):
        return {"atLeast": int(float(number)), "of": parts}
    return {"all": parts}


def profile_tree(draft: Draft, node: Node, depth: int = 0) -> dict[str, Any]:
    """Read a ConditionProfile: everything it names is ANDed, `alternativeCondition` is OR."""
    read = draft.read
    parts: list[dict[str, Any]] = []
    for target in read.nodes(node, *_TARGETS):
        iri = draft.target(target)
        if iri is not None:
            parts.append({"thing": iri})
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
    alternatives = read.nodes(node, "ceterms:alternativeCondition") if depth < _MAX_DEPTH else ()
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


def _record(
    draft: Draft,
    of: str,
    relation: str,
    tree: dict[str, Any],
    node: Node | None,
    path: str,
    extra: Sequence[Link] = (),
) -> None:
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


def _stands_for(draft: Draft, component: Node) -> str:
    """A component stands for what it is a proxy for, else for itself."""
    proxied = draft.read.iri(component, "ceterms:proxyFor", "ceterms:sourceData")
    return proxied or draft.iri(component)


def _region(draft: Draft, node: Node) -> str | None:
    if isinstance(node, NamedNode):
        return node.value
    inner = draft.read.node(node, "ceterms:mainJurisdiction")
    return draft.state(inner, "ceterms:addressRegion") if inner is not None else None
