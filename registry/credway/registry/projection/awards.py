"""Awards: what a transfer value gives, for which set held together, toward what, by whom, where."""

from collections.abc import Sequence
from typing import Any

from pyoxigraph import NamedNode

from credway.ontology import schemes
from credway.ontology.inverses import inverses
from credway.registry.graph import Link
from credway.registry.projection.conditions import MAX_DEPTH, profile_tree
from credway.registry.projection.draft import Draft
from credway.registry.projection.limits import Limit, Tree, limits
from credway.registry.projection.reader import UNSTATED, Node


def award(draft: Draft, node: Node) -> None:
    """Record one transfer value as an Award.

    Links: FROM each member of the set, TOWARD each target, BY each awarding body, AUTHORITY, and AT
    the state or organization where it holds (the awarding bodies where no place is stated). A value that
    names no set or no target itself has those things that its document says provide or receive it. One that
    still has none is OPEN at itself, so that it is found with what other documents say of its ends.
    """
    read, iri = draft.read, draft.iri(node)
    held = _ends(draft, node, "ceterms:transferValueFrom")
    toward = _ends(draft, node, "ceterms:transferValueFor")
    statewide = read.node(node, "credway:awardPlace")
    owners = [draft.mention(draft.iri(each), "Organization") for each in read.nodes(node, "ceterms:ownedBy")]
    authority = read.node(node, "credway:authority")
    links = [Link("FROM", thing) for thing in held]
    links += [Link("TOWARD", thing, order) for order, thing in enumerate(toward)]
    if not (held and toward):
        links.append(Link("OPEN", iri))
    links += [Link("BY", each, order) for order, each in enumerate(owners)]
    if authority is not None:
        links.append(Link("AUTHORITY", draft.mention(draft.iri(authority), "Organization")))
    places = [draft.mention(draft.iri(statewide))] if statewide is not None else owners
    links += [Link("AT", each, order) for order, each in enumerate(places)]
    links += replacing(draft, node)
    draft.statement(
        "Award",
        iri,
        {
            "name": read.text(node, "ceterms:name"),
            "awardKind": _kind(draft, node),
            "allOrNothing": read.flag(node, "credway:allOrNothing") or None,
            "refused": read.flag(node, "credway:refused") or None,
            "status": draft.concept(node, "ceterms:lifeCycleStatusType"),
            "amounts": amounts(draft, node, "ceterms:transferValue", toward),
            "conditions": required(draft, node),
            "commonCourses": _common_courses(draft, node),
            "requirements": _named(draft, node, "ceterms:applicability"),
        },
        links,
        subject=iri,
        node=node,
        place=_state_of(statewide),
    )


def amount(draft: Draft, node: Node) -> dict[str, Any]:
    """Read a ValueProfile: value or bounds, share (percent), unit and level, each absent where not stated.

    Credway's own unit goes before CTDL's: it tells hours on the job from other clock hours.
    """
    read = draft.read
    found = {
        "value": read.decimal(node, "schema:value"),
        "low": read.decimal(node, "schema:minValue"),
        "high": read.decimal(node, "schema:maxValue"),
        "share": read.decimal(node, "qdata:percentage"),
        "words": read.text(node, "schema:description"),
        "unit": draft.concept(node, "credway:unit") or draft.concept(node, "ceterms:creditUnitType"),
        "level": draft.concept(node, "ceterms:creditLevelType"),
        "toward": [draft.iri(n) for n in read.nodes(node, "ceterms:subject") if isinstance(n, NamedNode)],
        "subjects": _named(draft, node, "ceterms:subject"),
    }
    return {key: value for key, value in found.items() if value not in (None, [])}


def amounts(draft: Draft, node: Node, curie: str, toward: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Read all amounts, those for a target in the order of the targets."""
    found = [amount(draft, value) for value in draft.read.nodes(node, curie)]
    place = {target: index for index, target in enumerate(toward)}
    return sorted(found, key=lambda a: [place.get(t, len(place)) for t in a.get("toward", ())])


def conditions(draft: Draft, node: Node, depth: int = 0) -> list[dict[str, Any]]:
    """Read the conditions of an award: {kind, required, text}, one for each thing it asks.

    Alternatives are one condition {kind: ANY, of: [[...], ...]}: what the profile asks itself is one of them.
    For whom the profile itself is, is not read here, but for whom its alternatives are.
    """
    read = draft.read
    text = read.text(node, "ceterms:description", "ceterms:condition") or ""
    found: list[tuple[str, str | None]] = []
    other_places: list[dict[str, Any]] = []
    if read.flag(node, "credway:mustBeCurrent"):
        found.append(("STILL_CURRENT", None))
    if within := read.text(node, "credway:earnedWithin"):
        found.append(("EARNED_WITHIN", within))
    if score := read.decimal(node, "credway:minimumScore") or read.text(node, "credway:minimumScore"):
        found.append(("SCORE", score))
    if read.flag(node, "credway:degreeSeekingOnly"):
        found.append(("DEGREE_PROGRAM", None))
    if evidence := read.text(node, "credway:evidence"):
        found.append(("EVIDENCE", evidence))
    for part in profile_tree(draft, node, MAX_DEPTH)["all"]:
        if "age" in part:
            found.append(("AGE", part["age"]))
        elif "years" in part:
            found.append(("EXPERIENCE", part["years"]))
        elif "resident" in part:
            found.append(("RESIDENCY", ",".join(part["resident"])))
        elif "any" in part:
            places = [[_place(each)] for each in part["any"]]
            other_places.append({"kind": "ANY", "required": None, "text": text, "of": places})
        elif "thing" in part:
            found.append(("COURSE", part["thing"]))
        elif "other" in part and part["other"] != text:
            found.append(("OTHER", part["other"]))
    others = read.nodes(node, "ceterms:alternativeCondition") if depth < MAX_DEPTH else ()
    if not found and not other_places and text:
        found.append(("OTHER", text))
    own = [{"kind": kind, "required": required, "text": text} for kind, required in found]
    own += other_places
    if not others:
        return own
    choices = [own] if own else []
    held = [limits(draft, other) for other in others]
    for own_limits, other in zip(held, others, strict=True):
        inside = (limiting(each.inside) for each in own_limits)
        choices.append(
            [*inside, *(conditions(draft, other, depth + 1) or [_condition("OTHER", None, UNSTATED)])]
        )
    if not own and all(held):
        choices.append(
            [*map(_outside, held), _condition("OTHER", None, "what is asked of others is not stated")]
        )
    return [{"kind": "ANY", "required": None, "text": text, "of": choices}]


def limiting(leaf: Tree) -> dict[str, Any]:
    """One leaf of a limit as a condition of an award; one of places is kept, to be judged by a residence."""
    if "other" in leaf:
        return _condition("OTHER", None, leaf["other"])
    return {
        **_condition("RESIDENCY", ",".join(leaf.get("resident", ())) or None, leaf["text"]),
        "limit": leaf,
    }


def _place(leaf: Tree) -> dict[str, Any]:
    """One of several places where one has to live."""
    if "other" in leaf:
        return _condition("OTHER", None, leaf["other"])
    return _condition("RESIDENCY", ",".join(leaf["resident"]), "")


def _outside(within: Sequence[Limit]) -> dict[str, Any]:
    """That a profile is not for somebody: that one of its limits is not kept."""
    return {**_condition("ANY", None, ""), "of": [[limiting(each.outside)] for each in within]}


def _condition(kind: str, required: str | None, text: str) -> dict[str, Any]:
    return {"kind": kind, "required": required, "text": text}


def required(draft: Draft, node: Node) -> list[dict[str, Any]]:
    """Read what an award asks: each profile of those for whom it is, and each manifest, which stays open."""
    read = draft.read
    found: list[dict[str, Any]] = []
    for profile in read.nodes(node, "ceterms:requires"):
        asked = conditions(draft, profile) or [_condition("OTHER", None, UNSTATED)]
        within = limits(draft, profile)
        if within:
            choices = [*([limiting(each.outside)] for each in within), asked]
            found.append({**_condition("ANY", None, ""), "of": choices})
        else:
            found += asked
    for manifest in _things(draft, node, "ceterms:commonConditions"):
        text = f"the common conditions of {manifest}, which are not read here"
        found.append({"kind": "OTHER", "required": manifest, "text": text})
    return found


def replacing(draft: Draft, node: Node) -> list[Link]:
    """Link a value or an agreement to what replaces it, and to what it replaces."""
    roles = {"REPLACED_BY": "ceterms:supersededBy", "REPLACES": "ceterms:supersedes"}
    return [Link(role, iri) for role, curie in roles.items() for iri in _things(draft, node, curie)]


def _things(draft: Draft, node: Node, curie: str) -> list[str]:
    found = (draft.target(value) for value in draft.read.nodes(node, curie))
    return [iri for iri in found if iri]


def _ends(draft: Draft, node: Node, curie: str) -> list[str]:
    """The things a value names, else those that name it by the inverse: several are one set, as CTDL defines.

    What the value itself names is the whole set; another's word makes no set larger.
    """
    found = _things(draft, node, curie)
    if found or not isinstance(node, NamedNode):
        return found
    pointing = draft.read.pointing(node, inverses()[curie].inverse)
    return sorted(draft.mention(draft.iri(each)) for each in pointing if draft.speaks_for(each))


def _named(draft: Draft, node: Node, curie: str) -> list[str]:
    """What alignment objects are called: the subject of an amount, the requirement it is applied to."""
    found = (
        draft.read.text(n, "ceterms:targetNodeName", "ceterms:targetNodeDescription")
        for n in draft.read.nodes(node, curie)
    )
    return sorted({name for name in found if name})


def _kind(draft: Draft, node: Node) -> str | None:
    iri = draft.read.iri(node, "credway:awardKind")
    concept = schemes.concept(iri) if iri else None
    return concept.notation if concept else None


def _state_of(node: Node | None) -> str | None:
    found = schemes.state(node.value) if isinstance(node, NamedNode) else None
    return found.notation if found else None


def _common_courses(draft: Draft, node: Node) -> list[dict[str, str]]:
    """The common course numbers, each with its scheme: `OIT002` of `TAG`, `CTIT002` of `CTAG`.

    RDF keeps no order: several numbers of several schemes are not paired by guessing.
    """
    codes = sorted(draft.read.texts(node, "credway:commonCourseId"))
    named = sorted(draft.read.texts(node, "credway:commonCourseScheme"))
    if len(named) == 1:
        return [{"value": code, "scheme": named[0]} for code in codes]
    return [{"value": code, "scheme": " or ".join(named)} for code in codes]
