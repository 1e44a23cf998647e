"""Targets of a pathway: a credential or any thing, an occupation, a cluster, a Pathway document."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from credway.ontology import schemes
from credway.registry.answers.asking import Asking
from credway.registry.answers.model import Candidate, Resolution
from credway.registry.answers.places import Place, place_ref
from credway.registry.answers.placing import earnable, settle_place
from credway.registry.answers.resolve import Ref, chosen, resolve


class TargetKind(StrEnum):
    """What a target is said to be; a concept of a scheme tells by itself."""

    THING = "thing"
    OCCUPATION = "occupation"
    CLUSTER = "cluster"
    PATHWAY = "pathway"


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be reached."""

    ref: Ref
    kind: TargetKind = TargetKind.THING

    def concept(self) -> str | None:
        """The IRI of the concept it is, where its scheme is carried here."""
        found = schemes.concept(self.ref.id) if self.ref.id else None
        return found.iri if found else None

    def by_code(self) -> Resolution | None:
        """The occupation whose SOC code is written, though nobody has published anything about it."""
        found = schemes.by_notation("soc/2018", (self.ref.code or self.ref.name or "").strip())
        if found is None or self.kind not in (TargetKind.THING, TargetKind.OCCUPATION):
            return None
        return Resolution(str(self.ref), (Candidate(found.iri, "1", "code", kind="Occupation"),))

    def of_kind(self, resolution: Resolution) -> "Target":
        """The same target with the kind that it is known here to be, where nothing is said."""
        found = resolution.candidates[0].kind if resolution.candidates else None
        kind = {
            "Occupation": TargetKind.OCCUPATION,
            "Cluster": TargetKind.CLUSTER,
            "Pathway": TargetKind.PATHWAY,
        }.get(found or "", self.kind)
        return Target(self.ref, kind) if self.kind is TargetKind.THING else self


@dataclass(frozen=True, slots=True)
class Settled:
    """The references of a question, settled: the target, what is held in order, the place if any."""

    resolved: Sequence[Resolution]
    target: str | None
    held: Sequence[str]
    place: str | None


async def settled(
    frame: Asking, target: Target | None, held: Sequence[Ref], place: Place | None = None
) -> Settled:
    """Settle what a question refers to, in one round trip.

    A concept of a scheme carried here is known though nobody has published anything about it. Raises
    Ambiguous or NotFound, and BadRequest for a place that is none.
    """
    concept = target.concept() if target else None
    asked = [target.ref] if target and concept is None else []
    spot = place_ref(place) if place else None
    found = await resolve(frame, [*asked, *held, *([spot] if spot else [])])
    where = await settle_place(frame, place, found.pop()) if place and spot else None
    if asked and target and not found[0].candidates:
        found = [target.by_code() or found[0], *found[1:]]
    found[len(asked) :] = map(earnable, held, found[len(asked) :])
    ids = [chosen(ref, each) for ref, each in zip([*asked, *held], found, strict=True)]
    if target and concept is not None:
        known = Resolution(str(target.ref), (Candidate(concept, "1", "id"),))
        return Settled([known, *found], concept, ids, where)
    return Settled(found, ids[0] if asked else None, ids[len(asked) :], where)
