"""The way from triples to the graph: each property goes to the handler that the table names."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from pyoxigraph import Triple

from credway.ontology.namespaces import expand
from credway.ontology.projection import ProjectionRule, rules
from credway.registry.graph import Projection
from credway.registry.projection import (
    articulations,
    awards,
    claims,
    components,
    conditions,
    links,
    lists,
    manifests,
    recognitions,
    ruling,
    things,
    values,
)
from credway.registry.projection.draft import Draft
from credway.registry.projection.reader import Node, Term

PROJECTION_VERSION = 8
"""Grows when the same document would give other rows; kept on each envelope."""

Handler = Callable[[Draft, Node, ProjectionRule, Sequence[Term]], None]

HANDLERS: Mapping[str, Handler] = {
    "edge": links.edge,
    "claim": links.stated,
    "equivalence": links.equivalence,
    "classification": links.classification,
    "condition": conditions.condition,
    "condition-of": conditions.condition_of,
    "common-conditions": manifests.conditions,
    "common-costs": manifests.costs,
    "excluded": manifests.excluded,
    "component-condition": components.component_condition,
    "recognition-by": recognitions.by,
    "recognition-in": recognitions.within,
    "recognition-of": recognitions.of,
    "cost": values.cost,
    "credit": values.credit,
    "duration": values.duration,
    "identifier": things.identifier,
    "code": things.code,
    "address": things.address,
}

CREDIT: Mapping[str, Handler] = {
    "condition": articulations.standing,
    "condition-of": articulations.standing_of,
    **dict.fromkeys(articulations.ENDS, articulations.ends),
}
"""What the same properties say of credit besides, by what they make or by the name of their edge."""

AWARDING = frozenset(["Agreement", "TransferIntermediary", "TransferValue"])
"""Families whose conditions belong to their awards."""

CLASSES: Mapping[str, Callable[[Draft, Node], None]] = {
    "Agreement": articulations.agreement,
    "ConditionManifest": manifests.manifest,
    "TransferIntermediary": articulations.intermediary,
    "TransferValue": awards.award,
    "List": lists.version,
    "ListEntry": lists.entry,
    "Pathway": components.pathway,
    "PathwayComponent": components.component,
    "Rule": ruling.rule,
}


def project(document: str, triples: Iterable[Triple], described: frozenset[str] | None = None) -> Projection:
    """Project one version of a document.

    `described` limits which IRIs count as the document's own things (all of them where None); what
    is said of others is left in the envelope and not projected. Raises ValueError on a date that is
    none (shapes refuse these first).
    """
    draft = Draft(document, triples, described)
    table = rules()
    claim_type = expand("credway:Claim")
    subjects = [node for node in draft.read.subjects() if draft.speaks_for(node)]
    draft.speaker = things.speaker(draft, subjects)
    for node in subjects:
        if claim_type in draft.read.types(node):
            claims.claim(draft, node)
            continue
        if recognitions.act(draft, node):
            continue
        label = draft.label(node)
        if label is None:
            continue
        things.describe(draft, node, label)
        if label in CLASSES:
            CLASSES[label](draft, node)
        for iri, found in draft.read.properties(node):
            rule = table.get(iri)
            handler = HANDLERS.get(rule.makes) if rule else None
            if rule and handler and not (label in AWARDING and rule.makes == "condition"):
                handler(draft, node, rule, found)
                credited = CREDIT.get(rule.makes) or CREDIT.get(rule.name)
                if credited:
                    credited(draft, node, rule, found)
    return draft.finished()
