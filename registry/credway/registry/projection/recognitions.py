"""Recognition in the wide sense: recognised, approved, regulated, accredited, listed, licence required.

A statement is made by somebody (BY), of a thing (OF), for jurisdictions (IN), less exceptions.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from pyoxigraph import Literal

from credway.ontology import schemes
from credway.ontology.namespaces import expand
from credway.ontology.projection import ProjectionRule
from credway.registry.graph import Link
from credway.registry.projection.draft import Draft
from credway.registry.projection.jurisdictions import jurisdiction
from credway.registry.projection.reader import Node, Term

ACTIONS: Mapping[str, str] = {
    expand(f"ceterms:{name}Action"): action
    for name, action in (
        ("Accredit", "accredited"),
        ("Approve", "approved"),
        ("Recognize", "recognized"),
        ("Regulate", "regulated"),
    )
}
"""The actions of CTDL that say of their object how it stands, as the property that says the same does."""
NOT_DONE = frozenset({"actionStat:PotentialActionStatus", "actionStat:FailedActionStatus"})


def by(draft: Draft, node: Node, rule: ProjectionRule, values: Sequence[Term]) -> None:
    """Record that an organization recognises the node; no place is stated."""
    for value in values:
        if not isinstance(value, Literal):
            organization = draft.target(value)
            if organization:
                _record(draft, node, rule.name, draft.iri(node), organization, (), {}, None)


def of(draft: Draft, node: Node, rule: ProjectionRule, values: Sequence[Term]) -> None:
    """Record that the node, an organization, recognises something."""
    for value in values:
        if not isinstance(value, Literal):
            thing = draft.target(value)
            if thing:
                _record(draft, node, rule.name, thing, draft.iri(node), (), {}, None)


def within(draft: Draft, node: Node, rule: ProjectionRule, values: Sequence[Term]) -> None:
    """Record that the node is recognised in the jurisdictions of each profile."""
    for value in values:
        if isinstance(value, Literal):
            continue
        states, body = jurisdiction(draft, value)
        asserter = draft.read.iri(value, "ceterms:assertedBy")
        _record(draft, node, rule.name, draft.iri(node), asserter, states, body, value)


def act(draft: Draft, node: Node) -> bool:
    """Record what an action of CTDL says of its object, by who acts, for its jurisdictions and its days.

    False where the node is no such action. One that is only intended or has failed says nothing.
    """
    read = draft.read
    action = next((ACTIONS[each] for each in sorted(read.types(node)) if each in ACTIONS), None)
    if action is None:
        return False
    if draft.concept(node, "ceterms:actionStatusType") in NOT_DONE:
        return True
    agent = read.node(node, "ceterms:actingAgent")
    by = draft.mention(draft.iri(agent), "Organization") if agent is not None else None
    scopes = [jurisdiction(draft, each) for each in read.nodes(node, "ceterms:jurisdiction")] or [([], {})]
    for value in read.nodes(node, "ceterms:object"):
        thing = draft.target(value)
        for states, body in scopes if thing else ():
            _record(draft, node, action, str(thing), by, states, body, node)
    return True


def stand(
    draft: Draft, node: Node, action: str, thing: str, place: schemes.Concept | None, denied: bool
) -> None:
    """Record a claim on a thing's standing in a state or the whole country, or its denial.

    A claim that work needs a license may name the license (OBJECT) and the board behind it (AUTHORITY).
    """
    state = schemes.state(place.iri) if place else None
    states = [state.notation] if state else []
    body: dict[str, Any] = {"denied": True} if denied else {}
    if place and not state:
        body["everywhere"] = True
    further = [
        Link(role, iri)
        for role, name in (("OBJECT", "credway:requiredLicense"), ("AUTHORITY", "credway:authority"))
        if (iri := draft.read.iri(node, name))
    ]
    _record(draft, node, action, thing, None, states, body, node, further)


def _record(
    draft: Draft,
    node: Node,
    action: str,
    thing: str,
    organization: str | None,
    states: Sequence[str],
    body: dict[str, Any],
    profile: Node | None,
    further: Sequence[Link] = (),
) -> None:
    links = [Link("OF", thing), *further] + ([Link("BY", organization)] if organization else [])
    concepts = [schemes.state(code) for code in states]
    links += [Link("IN", concept.iri) for concept in concepts if concept]
    where = ",".join(states) or "unstated"
    said_at = draft.iri(profile) if profile is not None and draft.label(profile) is None else draft.iri(node)
    is_claim = profile is node
    draft.statement(
        "Recognition",
        f"{thing} {action} {organization or ''} {where} {said_at}",
        {"action": action, "places": list(states), **body},
        links,
        subject=thing,
        node=profile if profile is not None else node,
        valid=None if is_claim or profile is not None else (None, None),
        place=states[0] if len(states) == 1 else None,
    )
