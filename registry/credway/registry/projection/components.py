"""Pathway documents: components, the conditions under which they count, and constraints, as one tree.

Besides the leaves of `conditions`, a tree of components has {"constraint": {...}}: `left` and `right`
(CURIEs, IRIs or plain values), `leftAction` and `rightAction` (Sum, AnyOf, ...), `comparator` (GTEQ,
...), `over` (the things whose values are meant) and `text`. {"any": [...], "only": true} says that one
of them counts and no more. A constraint is not judged here: that depends on who asks.
"""

from collections.abc import Sequence
from typing import Any

from pyoxigraph import Literal, NamedNode

from credway.ontology.namespaces import compact, expand
from credway.ontology.projection import ProjectionRule
from credway.registry.graph import Link
from credway.registry.projection.conditions import MAX_DEPTH, leaves, record
from credway.registry.projection.draft import Draft
from credway.registry.projection.reader import Node, Term
from credway.registry.projection.values import stands_for

_CHILDREN = ("ceasn:hasChild", "ceterms:hasChild")
_COMPETENCY = expand("ceterms:CompetencyComponent")


def pathway(draft: Draft, node: Node) -> None:
    """Record where a Pathway leads: one of its destination components."""
    found = draft.read.nodes(node, "ceterms:hasDestinationComponent")
    ends = [*found, *draft.read.pointing(node, "ceterms:isDestinationComponentOf")]
    choices = [_leaf(draft, end) for end in dict.fromkeys(ends)]
    if choices:
        tree = choices[0] if len(choices) == 1 else {"any": choices}
        record(draft, draft.iri(node), "destination", tree, None, "destination")


def component(draft: Draft, node: Node) -> None:
    """Record what a component is made of and what comes before it in its Pathway.

    Children are what it is made of where it states no condition; an order is no requirement.
    """
    read = draft.read
    extra = _of_pathway(draft, node)
    children = read.nodes(node, *_CHILDREN)
    children = [*children, *read.pointing(node, "ceasn:isChildOf")]
    if children and not read.has(node, "ceterms:hasCondition"):
        tree = {"all": [_leaf(draft, child) for child in dict.fromkeys(children)]}
        record(draft, stands_for(draft, node), "component", tree, None, f"{draft.iri(node)} children", extra)
    before = [*read.nodes(node, "ceterms:precededBy"), *read.pointing(node, "ceterms:precedes")]
    for other in dict.fromkeys(before):
        leaf = _leaf(draft, other)
        path = f"{draft.iri(node)} after {leaf['thing']}"
        record(draft, stands_for(draft, node), "precedes", leaf, None, path, extra)


def component_condition(draft: Draft, node: Node, rule: ProjectionRule, values: Sequence[Term]) -> None:
    """Record a ComponentCondition of a component: k of its targets, nested conditions, constraints."""
    if draft.label(node) != "PathwayComponent":
        return
    for index, value in enumerate(values):
        if not isinstance(value, Literal):
            path = f"{draft.iri(node)} {rule.name}-{index + 1}"
            tree, extra = component_tree(draft, value), _of_pathway(draft, node)
            record(draft, stands_for(draft, node), rule.name, tree, value, path, extra)


def component_tree(draft: Draft, node: Node, depth: int = 0) -> dict[str, Any]:
    """Read a ComponentCondition.

    `requiredNumber` counts targets and nested conditions, `requiredConstraints` constraints: all of
    them where no number is given. `logicalOperator` joins nested conditions and constraints; what one
    that CTDL does not have makes of them stays in words, as does what a number asks for beyond what
    is named.
    """
    read = draft.read
    targets = [_leaf(draft, target) for target in read.nodes(node, "ceterms:targetComponent")]
    nested = read.nodes(node, "ceterms:hasCondition") if depth < MAX_DEPTH else ()
    inner = [component_tree(draft, each, depth + 1) for each in nested]
    over = list(dict.fromkeys(iri for leaf in (*targets, *inner) for iri in leaves(leaf)))
    constraints = [_constraint(draft, each, over) for each in read.nodes(node, "ceterms:hasConstraint")]
    number = _count(draft, node, "ceterms:requiredNumber")
    enough = _count(draft, node, "ceterms:requiredConstraints")
    operator = (draft.concept(node, "ceterms:logicalOperator") or "").rpartition(":")[2]
    lack = _lacking(draft, node, number, targets + inner, constraints)
    if operator in ("Or", "OnlyOne") and inner + constraints:
        one: dict[str, Any] = {"any": inner + constraints}
        one |= {"only": True} if operator == "OnlyOne" else {}
        return {"all": [*_enough(targets, number), one, *lack]}
    if operator not in ("", "And", "Or", "OnlyOne") and inner + constraints:
        text = read.text(node, "ceterms:description") or "in what way is not stated in words"
        other = {"other": f"{operator} of {len(inner + constraints)} conditions: {text}"}
        return {"all": [*_enough(targets, number), other, *lack]}
    return {"all": [*_enough(targets + inner, number), *_enough(constraints, enough), *lack]}


def _lacking(
    draft: Draft, node: Node, number: int | None, parts: list[Any], constraints: list[Any]
) -> list[dict[str, Any]]:
    """In words, what a number asks for beyond what is named; it may be meant of constraints alone."""
    if number is None or number <= len(parts) or (constraints and not parts):
        return []
    text = draft.read.text(node, "ceterms:description")
    short = f"{number} of what counts, of which {len(parts)} are named"
    return [{"other": f"{text}: {short}" if text else short}]


def _enough(parts: list[dict[str, Any]], number: int | None) -> list[dict[str, Any]]:
    """So many of some parts; all of them where no number is given or it asks for no fewer."""
    if number is None or number >= len(parts):
        return parts
    return [{"atLeast": number, "of": parts}]


def _constraint(draft: Draft, node: Node, over: Sequence[str]) -> dict[str, Any]:
    """Read a Constraint as it stands; what its words do not say stays absent."""
    read = draft.read
    found = {
        "left": _sources(draft, node, "ceterms:leftSource"),
        "leftAction": _word(draft, node, "ceterms:leftAction"),
        "comparator": _word(draft, node, "ceterms:comparator"),
        "right": _sources(draft, node, "ceterms:rightSource"),
        "rightAction": _word(draft, node, "ceterms:rightAction"),
        "text": read.text(node, "ceterms:description") or read.text(node, "ceterms:name"),
        "over": sorted(over),
    }
    return {"constraint": {key: value for key, value in found.items() if value}}


def _sources(draft: Draft, node: Node, curie: str) -> list[str]:
    """The values of a side: terms as CURIEs, other things as IRIs, numbers and words as they stand."""
    found = draft.read.values(node, curie)
    return [compact(v.value) if isinstance(v, NamedNode) else v.value for v in found]


def _word(draft: Draft, node: Node, curie: str) -> str | None:
    """The local name of a concept, `GTEQ` of `compare:GTEQ`."""
    found = draft.concept(node, curie)
    return found.rstrip("/").replace("/", ":").rpartition(":")[2] if found else None


def _count(draft: Draft, node: Node, curie: str) -> int | None:
    found = draft.read.decimal(node, curie)
    return None if found is None else int(float(found))


def _leaf(draft: Draft, node: Node) -> dict[str, Any]:
    leaf = {"thing": stands_for(draft, node)}
    return leaf | ({"as": "competency"} if _COMPETENCY in draft.read.types(node) else {})


def _of_pathway(draft: Draft, node: Node) -> list[Link]:
    found = draft.read.iri(node, "ceterms:isPartOf", "ceterms:isDestinationComponentOf")
    return [Link("IN", found)] if found else []
