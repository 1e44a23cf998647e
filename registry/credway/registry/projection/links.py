"""Plain edges, links that are weighed as claims, equivalences between things, and classifications."""

from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode

from credway.ontology import schemes
from credway.ontology.namespaces import compact
from credway.ontology.projection import ProjectionRule
from credway.registry.graph import Link
from credway.registry.projection.draft import Draft
from credway.registry.projection.reader import Node, Term


def edge(draft: Draft, node: Node, rule: ProjectionRule, values: Sequence[Term]) -> None:
    """Link the node to each thing that a property names."""
    for value in values:
        target = None if isinstance(value, Literal) else draft.target(value)
        if target is not None:
            draft.edge(rule.name, draft.iri(node), target)


def stated(draft: Draft, node: Node, rule: ProjectionRule, values: Sequence[Term]) -> None:
    """Record each link as a claim of the node's own: what a test assesses, what a competency is aligned to.

    What is named in words only keeps its words; no thing is made of them.
    """
    for value in values:
        target = None if isinstance(value, Literal) else draft.target(value)
        text = None
        if target is not None:
            draft.mention(target, "Competency")
        else:
            text = value.value if isinstance(value, Literal) else _words(draft, value)
        if target or text:
            iri = draft.iri(node)
            draft.statement(
                "Claim",
                f"{iri} {rule.name} {target or text}",
                {"predicate": rule.name, "text": text},
                [Link("OF", iri)] + ([Link("OBJECT", target)] if target else []),
                subject=iri,
                node=node,
                valid=(None, None),
            )


def equivalence(draft: Draft, node: Node, rule: ProjectionRule, values: Sequence[Term]) -> None:
    """State that two things stand for each other, with the link that says so."""
    for value in values:
        target = None if isinstance(value, Literal) else draft.target(value)
        if target is not None:
            equate(draft, node, draft.iri(node), rule.name, target)


def equate(draft: Draft, node: Node, iri: str, link: str, target: str) -> None:
    """Record one Equivalence; an owner's `sameAs` also keeps the other IRI alive as an alias."""
    draft.statement(
        "Equivalence",
        f"{iri} {link} {target}",
        {"link": link},
        [Link("OF", iri), Link("OBJECT", target)],
        subject=iri,
        node=node,
        valid=None if draft.label(node) is None else (None, None),
    )


def classification(draft: Draft, node: Node, rule: ProjectionRule, values: Sequence[Term]) -> None:
    """State what kind, cluster, occupation or industry a thing belongs to."""
    for value in values:
        if isinstance(value, Literal):
            classify(draft, node, draft.iri(node), rule, None, value.value, (None, None))
            continue
        target = value.value if isinstance(value, NamedNode) else _aligned(draft, value)
        name = None if isinstance(value, NamedNode) else draft.read.text(value, "ceterms:targetNodeName")
        if target or name:
            classify(draft, node, draft.iri(node), rule, target, name, (None, None))


def classify(
    draft: Draft,
    node: Node,
    iri: str,
    rule: ProjectionRule,
    target: str | None,
    name: str | None,
    valid: tuple[str | None, str | None] | None,
) -> None:
    """Record one Classification: linked to the concept where it is known, else by its printed name."""
    links = [Link("OF", iri)] + ([Link("CONCEPT", target)] if target else [])
    concept = schemes.concept(target) if target else None
    body = {
        "predicate": compact(rule.property),
        "aspect": rule.name,
        "scheme": concept.scheme if concept else None,
        "notation": concept.notation if concept else None,
        "label": concept.label if concept else name,
    }
    key = f"{iri} {rule.name} {target or name}"
    draft.statement("Classification", key, body, links, subject=iri, node=node, valid=valid)


def _words(draft: Draft, node: Node) -> str | None:
    return draft.read.text(node, "ceterms:targetNodeName", "ceterms:targetNodeDescription")


def _aligned(draft: Draft, node: Node) -> str | None:
    """The concept an alignment object means: its target, or its code in a framework we know."""
    target = draft.read.iri(node, "ceterms:targetNode")
    if target and schemes.concept(target):
        return target
    code = draft.read.text(node, "ceterms:codedNotation")
    framework = (draft.read.text(node, "ceterms:frameworkName") or "") + (
        draft.read.iri(node, "ceterms:framework") or ""
    )
    if code and ("Standard Occupational" in framework or "onetonline" in framework or "bls.gov" in framework):
        found = schemes.by_notation("soc/2018", code.split(".")[0])
        if found is not None:
            return found.iri
    return target
