"""What other documents than a transfer value say of credit, as the same Award statements.

An agreement or an intermediary states terms of transfer values (links GRANTS). Advanced standing and the
credit of a condition profile are awards of their own: from what is held, toward the thing that has the
condition, at its owner, or at the thing itself where this document does not name one.
"""

from collections.abc import Sequence
from typing import Any

from pyoxigraph import BlankNode, Literal

from credway.ontology import schemes
from credway.ontology.projection import ProjectionRule
from credway.registry.graph import Link
from credway.registry.projection.awards import amounts, conditions, limiting, replacing, required
from credway.registry.projection.conditions import MAX_DEPTH
from credway.registry.projection.draft import Draft
from credway.registry.projection.jurisdictions import jurisdiction
from credway.registry.projection.limits import Limit, limits
from credway.registry.projection.reader import Node, Term

CREDITED = (
    "ceterms:targetCredential",
    "ceterms:targetAssessment",
    "ceterms:targetLearningOpportunity",
)
_OWNERS = ("ceterms:ownedBy", "ceterms:offeredBy")
_RECEIVING = "ceterms:receivingOrganization"
_RECEIVING_PARTS = ("ceterms:receivingProgram", "ceterms:receivingDepartment")
_SENDING = "ceterms:sendingOrganization"
_SENDING_PARTS = ("ceterms:sendingProgram", "ceterms:sendingDepartment")
ENDS = {
    "PROVIDES_VALUE_FOR": ("provided", "FROM", "PROVIDES"),
    "RECEIVES_VALUE_FROM": ("received", "TOWARD", "RECEIVES"),
}
"""By the edge of a property: the form of the statement, and the roles of its subject and of the value."""
_KINDS = {
    "requires": "InstitutionalAward",
    "advancedStanding": "InstitutionalAward",
    "recommends": "Recommendation",
}
"""What the word of who offers a thing makes of a relation. How binding another's word is stays unstated."""


def agreement(draft: Draft, node: Node) -> None:
    """Record a TransferAgreement: who receives, from whom, and when, for each of its transfer values.

    It holds at each receiving organization, or where none is named in the states of its jurisdiction.
    """
    read, iri = draft.read, draft.iri(node)
    receiving = [draft.mention(draft.iri(n), "Organization") for n in read.nodes(node, _RECEIVING)]
    places = receiving or _states(draft, node)
    sending = [draft.mention(draft.iri(n), "Organization") for n in read.nodes(node, _SENDING)]
    parts = [draft.mention(draft.iri(n)) for n in read.nodes(node, *_SENDING_PARTS)]
    for value in read.nodes(node, "ceterms:hasTransferValueProfile"):
        granted = draft.target(value)
        if granted is None:
            continue
        links = [Link("GRANTS", granted)]
        links += [Link("BY", each, order) for order, each in enumerate(receiving)]
        links += [Link("AT", each, order) for order, each in enumerate(places)]
        links += [Link("SENT_BY", each, order) for order, each in enumerate(sending)]
        links += [Link("SENT_FROM", each, order) for order, each in enumerate(parts)]
        links += replacing(draft, node)
        draft.statement(
            "Award",
            f"{iri} grants {granted}",
            {
                "form": "agreement",
                "name": read.text(node, "ceterms:name"),
                "agreementType": draft.concept(node, "ceterms:agreementType"),
                "status": draft.concept(node, "ceterms:lifeCycleStatusType"),
                "conditions": [*required(draft, node), *_only_within(draft, node)],
            },
            links,
            subject=iri,
            node=node,
        )


def intermediary(draft: Draft, node: Node) -> None:
    """Record a TransferIntermediary: the common number and value of what it stands between."""
    read, iri = draft.read, draft.iri(node)
    granted = [draft.target(value) for value in read.nodes(node, "ceterms:intermediaryFor")]
    links = [Link("GRANTS", value, order) for order, value in enumerate(granted) if value]
    if not links:
        return
    number = read.text(node, "ceterms:codedNotation") or read.text(node, "ceterms:name")
    owner = read.node(node, "ceterms:ownedBy")
    scheme = draft.iri(owner) if owner is not None else ""
    draft.statement(
        "Award",
        iri,
        {
            "form": "intermediary",
            "name": read.text(node, "ceterms:name"),
            "amounts": amounts(draft, node, "ceterms:creditValue"),
            "commonCourses": [{"value": number, "scheme": scheme}] if number else [],
            "conditions": required(draft, node),
        },
        links,
        subject=iri,
        node=node,
    )


def standing(draft: Draft, node: Node, rule: ProjectionRule, values: Sequence[Term]) -> None:
    """Record as awards what counts toward `node`: advanced standing, and the credit of its profiles."""
    for index, value in enumerate(values):
        if isinstance(value, Literal):
            continue
        if isinstance(value, BlankNode) and draft.label(value) is None:
            _profile(draft, node, rule.name, value, f"{rule.name}-{index + 1}")
        elif rule.name == "advancedStanding":
            held = draft.target(value)
            if held is not None:
                toward = draft.iri(node)
                _credit(draft, node, [held], toward, f"{toward} advancedStanding {held}", rule.name)


def standing_of(draft: Draft, node: Node, rule: ProjectionRule, values: Sequence[Term]) -> None:
    """Record that `node` gives advanced standing in other things: the word of its owner, not of theirs."""
    if rule.name != "advancedStanding":
        return
    for value in values:
        if isinstance(value, Literal):
            continue
        targets: Sequence[Node] = [value]
        profile = value if isinstance(value, BlankNode) and draft.label(value) is None else None
        if profile is not None:
            targets = draft.read.nodes(profile, *CREDITED)
        for target in targets:
            toward = draft.target(target)
            if toward is not None:
                relation = "advancedStanding" if _shares_owner(draft, node, target) else "claimed"
                key = f"{draft.iri(node)} isAdvancedStandingFor {toward}"
                _credit(draft, node, [draft.iri(node)], toward, key, relation, profile)


def ends(draft: Draft, node: Node, rule: ProjectionRule, values: Sequence[Term]) -> None:
    """Record that `node` provides or receives transfer values of other documents: an end of their awards.

    What a value of the same document comes from or counts toward is read with the value.
    """
    form, own, role = ENDS[rule.name]
    for value in values:
        if isinstance(value, Literal) or (draft.label(value) == "TransferValue" and draft.speaks_for(value)):
            continue
        named = draft.target(value)
        if named is not None:
            iri = draft.iri(node)
            links = [Link(own, iri), Link(role, named)]
            draft.statement(
                "Award",
                f"{iri} {form} {named}",
                {"form": form},
                links,
                subject=named,
                node=node,
                valid=(None, None),
            )


def claimed(draft: Draft, node: Node, held: str, toward: str) -> None:
    """Record a claim of advanced standing; whether who grants it says so too is not stated."""
    _credit(draft, node, [held], toward, f"{draft.iri(node)} advancedStanding", "claimed", node)


def _profile(
    draft: Draft,
    node: Node,
    relation: str,
    profile: Node,
    path: str,
    outer: Sequence[Limit] = (),
    depth: int = 0,
) -> None:
    """Record the credit of a profile for what it names together, then that of its alternatives.

    For whom a profile is, its alternatives are too: `outer` are the limits of those around it.
    """
    read, toward = draft.read, draft.iri(node)
    held = [draft.target(target) for target in read.nodes(profile, *CREDITED)]
    worth = read.has(profile, "ceterms:creditValue")
    if held and all(held) and (worth or relation == "advancedStanding"):
        named = [iri for iri in held if iri]
        _credit(draft, node, named, toward, f"{toward}#credit-{path}", relation, profile, outer)
    if depth < MAX_DEPTH:
        for index, other in enumerate(read.nodes(profile, "ceterms:alternativeCondition")):
            within = [*outer, *limits(draft, profile)]
            _profile(draft, node, relation, other, f"{path}.{index + 1}", within, depth + 1)


def _credit(
    draft: Draft,
    node: Node,
    held: Sequence[str],
    toward: str,
    key: str,
    relation: str,
    profile: Node | None = None,
    outer: Sequence[Limit] = (),
) -> None:
    owners = _owners(draft, node) if relation in _KINDS else []
    links = [Link("FROM", iri) for iri in held] + [Link("TOWARD", toward)]
    links += [Link("BY", each, order) for order, each in enumerate(owners)]
    links += [Link("AT", each, order) for order, each in enumerate(owners or [toward])]
    asked = conditions(draft, profile, MAX_DEPTH) if profile is not None and relation != "claimed" else []
    asked = [each for each in asked if each.get("required") not in held]
    if profile is not None:
        asked += [limiting(each.inside) for each in (*outer, *limits(draft, profile))]
    draft.statement(
        "Award",
        key,
        {
            "form": "condition" if profile is not None and relation != "claimed" else "advancedStanding",
            "relation": relation,
            "name": draft.read.text(profile, "ceterms:name") if profile is not None else None,
            "awardKind": _KINDS.get(relation),
            "amounts": amounts(draft, profile, "ceterms:creditValue") if profile is not None else [],
            "conditions": asked,
        },
        links,
        subject=toward,
        node=profile if profile is not None else node,
        valid=None if profile is not None else (None, None),
    )


def _owners(draft: Draft, node: Node) -> list[str]:
    """Who owns a thing, else who offers it, as far as this document says."""
    found = next((found for each in _OWNERS if (found := draft.read.nodes(node, each))), [])
    return [draft.mention(draft.iri(each), "Organization") for each in found]


def _only_within(draft: Draft, node: Node) -> list[dict[str, Any]]:
    """The condition that only some programs or departments of the receiving organizations grant it."""
    choices = []
    for each in draft.read.nodes(node, *_RECEIVING_PARTS):
        iri = draft.iri(each)
        text = f"granted in {draft.read.text(each, 'ceterms:name') or iri}"
        choices.append([{"kind": "OTHER", "required": iri, "text": text}])
    if len(choices) < 2:
        return [each for choice in choices for each in choice]
    return [{"kind": "ANY", "required": None, "text": "", "of": choices}]


def _states(draft: Draft, node: Node) -> list[str]:
    """The states of a jurisdiction, less those that it leaves out."""
    found: dict[str, None] = {}
    for profile in draft.read.nodes(node, "ceterms:jurisdiction"):
        codes, body = jurisdiction(draft, profile)
        found |= dict.fromkeys(code for code in codes if code not in body.get("exceptions", ()))
    return [draft.mention(state.iri) for code in found if (state := schemes.state(code))]


def _shares_owner(draft: Draft, node: Node, other: Node) -> bool:
    """Whether the same organization owns or offers both, as far as this document says."""
    mine = {draft.iri(n) for n in draft.read.nodes(node, *_OWNERS)}
    return bool(mine & {draft.iri(n) for n in draft.read.nodes(other, *_OWNERS)})
