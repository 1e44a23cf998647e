"""Settling a place: the one thing that its reference means, else an error that says what it may mean.

Two colleges of one name are told apart by where they are; a name that nobody has is answered with those
that are like it. Only an error asks the store.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from credway.ontology import schemes
from credway.registry.answers.asking import Asking
from credway.registry.answers.listings import Page, search
from credway.registry.answers.model import Candidate, Resolution
from credway.registry.answers.nodes import neighbours
from credway.registry.answers.places import UNITID, Place, place_ref
from credway.registry.answers.ranking import stop_words
from credway.registry.answers.resolve import Ref, chosen, resolve
from credway.registry.errors import Ambiguous, BadRequest, LimitExceeded, NotFound
from credway.registry.names import fold

NEAR = 5
"""How many names that are like an unknown one are shown."""
_STEM = 4
_ORGANIZATIONS = ("Organization", "Agent", "Resource")
_NEVER_EARNED = {
    "TransferValue": "a transfer value",
    "Agreement": "an agreement",
    "Organization": "an organization",
    "List": "a list",
    "ListVersion": "a version of a list",
    "Jurisdiction": "a place",
}
"""Kinds of things that nobody can hold, in words."""
_PROGRAMS = ("LearningOpportunity", "Credential", "Resource")


def place_of(text: str) -> Place:
    """Read what a person types: a state, a UNITID, else an institution or a system by its IRI or name."""
    text = text.strip()
    if schemes.state(text) is not None:
        return Place(state=text)
    return Place(unit_id=text) if UNITID.fullmatch(text) else Place(institution=text)


async def settle_place(frame: Asking, place: Place, resolution: Resolution) -> str:
    """Say which thing a place means. Raises Ambiguous or NotFound, with candidates told apart."""
    kinds = _PROGRAMS if place.program else _ORGANIZATIONS
    fitting = [each for each in resolution.candidates if each.kind in kinds]
    best = [each for each in fitting if each.confidence == fitting[0].confidence]
    if len(best) == 1:
        return best[0].iri
    asked = place.asked
    if best:
        raise Ambiguous(
            f"{asked} may mean {len(best)} places; name one by its UNITID or its id",
            argument="place",
            asked=asked,
            candidates=await told_apart(frame, best),
        )
    noun = "program" if place.program else "system" if place.system else "institution"
    labels = ["LearningOpportunity"] if place.program else ["Organization"]
    near = [] if place.unit_id else await _near(frame, asked, labels)
    if resolution.candidates:
        why = f"{asked} is known here, but not as a place"
    else:
        why = f"no {noun} is known here as {asked}"
    advice = "these are like it" if near else "give its name in full, its UNITID or its id"
    raise NotFound(
        f"{why}; {advice}",
        argument="place",
        asked=asked,
        candidates=await told_apart(frame, [Candidate(iri, "", "like it") for iri in near]),
    )


async def settle_at(
    frame: Asking, refs: Sequence[Ref], place: Place | None
) -> tuple[list[Resolution], list[str], str | None]:
    """Settle what is asked about and where, in one round trip; a state has no thing of its own to settle.

    Returns how each reference was understood, the things, and the organization or program of the place.
    """
    asked = place_ref(place) if place is not None else None
    found = await resolve(frame, [*refs, *([asked] if asked else [])])
    resolved = found[: len(refs)]
    ids = [chosen(ref, earnable(ref, each)) for ref, each in zip(refs, resolved, strict=True)]
    if place is None or asked is None:
        return resolved, ids, None
    return resolved, ids, await settle_place(frame, place, found[-1])


def earnable(ref: Ref, found: Resolution) -> Resolution:
    """Of several best candidates those that can be earned: a value is often called as what it is of.

    Raises BadRequest where there are candidates and none of the best can be.
    """
    best = [each for each in found.candidates if each.confidence == found.candidates[0].confidence]
    fitting = [each for each in best if each.kind not in _NEVER_EARNED]
    if best and not fitting:
        known = " or ".join(dict.fromkeys(_NEVER_EARNED[each.kind] for each in best if each.kind))
        raise BadRequest(
            f"{ref} is known here as {known}, which nobody can hold; name a credential, a course or an "
            "assessment"
        )
    return replace(found, candidates=tuple(fitting))


async def told_apart(frame: Asking, candidates: Sequence[Candidate]) -> list[dict[str, Any]]:
    """Write candidates with what tells them apart: town, state, UNITID, and the system they belong to."""
    ids = [each.iri for each in candidates]
    if not ids:
        return []
    things = await frame.describe(ids)
    states = await frame.located(ids)
    codes: dict[str, list[str]] = {}
    for said in await frame.statements(ids, ["Identifier"], ["OF"]):
        if said.body.get("scheme") == "ceterms:ipedsID" and said.subject:
            codes.setdefault(said.subject, []).append(str(said.body["value"]))
    edges = await neighbours(frame, ids, ["PART_OF_ORGANIZATION", "HAS_DEPARTMENT"])
    parents = {
        iri: [edge.other for edge in edges[iri] if edge.derived == (edge.type == "HAS_DEPARTMENT")]
        for iri in ids
    }
    systems = await frame.describe(parent for found in parents.values() for parent in found)
    written = []
    for each in candidates:
        described = things[each.iri].statement
        towns = described.body.get("localities", ()) if described else ()
        homes = [found.notation for iri in sorted(states.get(each.iri, ())) if (found := schemes.state(iri))]
        parts = [
            ", ".join([*towns[:1], *homes[:3]]),
            *(f"UNITID {code}" for code in codes.get(each.iri, ())),
            *(f"part of {systems[parent].title}" for parent in parents[each.iri][:1]),
        ]
        about = "; ".join(part for part in parts if part)
        written.append(
            {"id": each.iri, "matchedBy": each.matched_by, "name": things[each.iri].title}
            | ({"about": about} if about else {})
        )
    return written


async def _near(frame: Asking, text: str, labels: Sequence[str]) -> Sequence[str]:
    """Things whose names are like a text: by its words, by how they begin, by the first or longest one."""
    words = [word for word in fold(text).split() if word not in stop_words()]
    stems = [word[:_STEM] for word in words]
    longest = max(words, key=len, default="")[:_STEM]
    for attempt in dict.fromkeys((" ".join(words), " ".join(stems), *stems[:1], longest)):
        try:
            found = (await search(frame, attempt, labels, page=Page(first=NEAR))).ids if attempt else []
        except (BadRequest, LimitExceeded):
            return []
        if found:
            return found
    return []
