"""What things lead to: what requires them, is prepared for by them, recommends or is built from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from credway.registry.answers.asking import Asking
from credway.registry.answers.model import Cut
from credway.registry.answers.said import Said, current, decode


@dataclass(frozen=True, slots=True)
class Leading:
    """The conditions that name a thing as needed, and whether there are more than may be read."""

    conditions: tuple[Said, ...] = ()
    cut: Cut | None = None


async def leading(frame: Asking, things: Iterable[str]) -> Mapping[str, Leading]:
    """What some things lead to on the day, at most `max_next` for each on average: one round trip for all."""
    ids = sorted(set(things))
    limit = frame.settings.max_next * len(ids)
    if not ids:
        return {}
    rows = await frame.ask(
        "first_on", ids=ids, kinds=["Condition"], roles=["NEEDS"], day=frame.as_of, limit=limit
    )
    cut = None
    if len(rows) >= limit:
        message = f"more than {limit} conditions name what is asked about; the list is not complete"
        cut = Cut("max_next", frame.settings.max_next, message)
    found: dict[str, list[Said]] = {iri: [] for iri in ids}
    for said in current([decode(row) for row in rows], frame.as_of):
        for need in dict.fromkeys(said.all("NEEDS")):
            if need in found:
                found[need].append(said)
    return {iri: Leading(tuple(held), cut) for iri, held in found.items()}
