"""What follows on what is held: what names it, and what is stated of all that does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from credway.registry.answers.asking import Asking
from credway.registry.answers.model import Cut
from credway.registry.answers.pathways.having import Having
from credway.registry.answers.pathways.leading import conditions_of, reasons
from credway.registry.answers.pathways.opening import left_out
from credway.registry.answers.pathways.relations import (
    COMMON,
    STRONGEST,
    is_common,
    manifests_named,
    relation_of,
)
from credway.registry.answers.said import Said, current

_LEADING = frozenset(STRONGEST) - {COMMON, "occupationType", "careerCluster"}


@dataclass(frozen=True)
class Following:
    """By candidate what names what is held, and what is stated of candidates and of the ways that they name.

    Not `whole` where more may be stated of them than was read; `cut` says so, or that more names the held.
    """

    because: Mapping[str, Sequence[Said]]
    conditions: Sequence[Said]
    whole: bool
    cut: Cut | None


async def following(frame: Asking, having: Having) -> Following:
    """Read what follows on what is held, in four round trips and one for what it is called.

    Who needs a manifest that names something held, or a Pathway of which that is a destination, follows too.
    """
    limit, day = frame.settings.max_next, frame.as_of
    naming = await conditions_of(frame, {*having.iris, *having.doubted}, "NEEDS", limit)
    leading = [said for said in current(naming, day) if said.body["relation"] in _LEADING]
    manifests = {of for said in leading if said.body.get("common") for of in said.all("OF")}
    inside = {of for said in leading if relation_of(said) == "destination" for of in said.all("OF")}
    behind = await conditions_of(frame, manifests | inside, "NEEDS", limit)
    needing = [
        said
        for said in current(behind, day)
        if is_common(said) or (said.body["relation"] in _LEADING and not inside.isdisjoint(said.all("NEEDS")))
    ]
    found = reasons(leading, needing, manifests | inside)
    named = found.keys() - having.names
    labels = await frame.describe(named)
    because = {iri: found[iri] for iri in named if labels[iri].label in ("Credential", "Resource")}
    own = await conditions_of(frame, because, "OF", limit)
    stated = current(own, day)
    ways = manifests_named(stated) | inside.intersection(iri for said in stated for iri in said.all("NEEDS"))
    beyond = await conditions_of(frame, ways, "OF", limit)
    return Following(
        because,
        [*stated, *current(beyond, day)],
        whole=max(len(own), len(beyond)) < limit,
        cut=left_out(max(map(len, (naming, behind, own, beyond))), limit),
    )
