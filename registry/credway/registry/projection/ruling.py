"""Rules as somebody published them: points, weights, thresholds, with their parameters."""

from typing import Any

from credway.registry.graph import Link
from credway.registry.projection.draft import Draft
from credway.registry.projection.reader import Node


def rule(draft: Draft, node: Node) -> None:
    """Record a rule: its text, version and place, and each parameter with unit and condition."""
    read, iri = draft.read, draft.iri(node)
    place = draft.state(node, "credway:rulePlace")
    draft.statement(
        "Rule",
        iri,
        {
            "name": read.text(node, "ceterms:name"),
            "text": read.text(node, "credway:ruleText"),
            "ruleVersion": read.text(node, "credway:ruleVersion"),
            "place": place,
            "parameters": [_parameter(draft, each) for each in read.nodes(node, "credway:parameter")],
        },
        [Link("OF", iri)],
        subject=iri,
        node=node,
        place=place,
    )


def _parameter(draft: Draft, node: Node) -> dict[str, Any]:
    read = draft.read
    found = {
        "name": read.text(node, "schema:name"),
        "value": read.decimal(node, "schema:value") or read.text(node, "schema:value"),
        "unit": draft.concept(node, "credway:unit"),
        "condition": read.text(node, "credway:condition"),
        **draft.citation(node),
    }
    return {key: value for key, value in found.items() if value not in (None, [])}
