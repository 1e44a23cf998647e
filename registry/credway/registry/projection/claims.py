"""Claims: somebody's statement about a thing of somebody else's."""

from pyoxigraph import Literal

from credway.ontology import schemes
from credway.ontology.namespaces import compact
from credway.ontology.projection import rules
from credway.registry.graph import Link
from credway.registry.projection import conditions, links, recognitions, values
from credway.registry.projection.draft import Draft
from credway.registry.projection.reader import Node


def claim(draft: Draft, node: Node) -> None:
    """Record a claim as the statement its predicate calls for, else as a plain Claim."""
    read = draft.read
    subject = read.iri(node, "credway:subject")
    predicate = read.iri(node, "credway:predicate")
    if subject is None or predicate is None:
        return
    draft.mention(subject)
    target = read.iri(node, "credway:object")
    figures = read.node(node, "credway:value")
    rule = rules().get(predicate)
    makes = rule.makes if rule else ""
    if figures is not None:
        values.observe(draft, node, subject, predicate, values.quantity(draft, figures))
    elif rule and target and makes == "condition-of":
        conditions.relate(draft, node, draft.mention(target), rule.name, subject)
    elif rule and target and makes == "condition":
        conditions.relate(draft, node, subject, rule.name, draft.mention(target))
    elif rule and target and makes == "equivalence":
        links.equate(draft, node, subject, rule.name, draft.mention(target))
    elif rule and makes == "classification" and (target or read.text(node, "credway:text")):
        links.classify(draft, node, subject, rule, target, read.text(node, "credway:text"), None)
    elif rule and makes == "recognition-claim":
        place = schemes.state(target) if target else None
        denied = bool(read.flag(node, "credway:denied"))
        recognitions.stand(
            draft, node, rule.name, subject, place.notation if place else None, denied
        )
    else:
        _plain(draft, node, subject, predicate, target)


def _plain(draft: Draft, node: Node, subject: str, predicate: str, target: str | None) -> None:
    texts = [v.value for v in draft.read.values(node, "credway:text") if isinstance(v, Literal)]
    draft.statement(
        "Claim",
        draft.iri(node),
        {
            "predicate": compact(predicate),
            "text": texts[0] if texts else None,
            "denied": draft.read.flag(node, "credway:denied") or None,
        },
        [Link("OF", subject)] + ([Link("OBJECT", target)] if target else []),
        subject=subject,
        node=node,
    )
