"""Claims: somebody's statement about a thing of somebody else's."""

from decimal import Decimal

from pyoxigraph import Literal

from credway.ontology import schemes
from credway.ontology.namespaces import compact
from credway.ontology.projection import rules
from credway.registry.graph import Link
from credway.registry.projection import articulations, conditions, links, recognitions, values
from credway.registry.projection.draft import Draft
from credway.registry.projection.reader import Node

LEAST_SURE = Decimal("0.8")
"""A claimed name of less confidence is shown, and nothing is found by it."""


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
    denied = bool(read.flag(node, "credway:denied"))
    if figures is not None:
        measure = read.iri(figures, "credway:measure") or predicate
        values.observe(draft, node, subject, measure, values.quantity(draft, figures))
    elif rule and makes == "recognition-claim":
        place = schemes.concept(target) if target else None
        recognitions.stand(draft, node, rule.name, subject, place, denied)
    elif denied:
        # Only standing knows denials; whatever else is denied must not be read as said.
        _plain(draft, node, subject, predicate, target)
    elif rule and target and makes in ("condition", "condition-of"):
        of, needs = (target, subject) if makes == "condition-of" else (subject, target)
        conditions.relate(draft, node, draft.mention(of), rule.name, draft.mention(needs))
        if rule.name == "advancedStanding":
            articulations.claimed(draft, node, needs, of)
    elif rule and target and makes == "equivalence":
        links.equate(draft, node, subject, rule.name, draft.mention(target))
    elif rule and makes == "classification" and (target or read.text(node, "credway:text")):
        links.classify(draft, node, subject, rule, target, read.text(node, "credway:text"), None)
    else:
        _plain(draft, node, subject, predicate, target)
        if makes == "alias":
            _alias(draft, node, subject)


def _alias(draft: Draft, node: Node, subject: str) -> None:
    """Let a name lead to the subject, unless the claim itself doubts it."""
    sure = draft.read.decimal(node, "credway:confidence")
    if sure is None or Decimal(sure) >= LEAST_SURE:
        for text in draft.read.texts(node, "credway:text"):
            draft.name_alias(text, subject)


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
