"""What things lead to: what requires them, is prepared for by them, recommends or is built from them."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from credway.registry.answers.asking import Asking
from credway.registry.answers.model import Cut
from credway.registry.answers.pathways.relations import is_common
from credway.registry.answers.said import Said, current, decode


@dataclass(frozen=True, slots=True)
class Leading:
    """The conditions that name a thing as needed, and whether there are more than may be read."""

    conditions: tuple[Said, ...] = ()
    cut: Cut | None = None


async def leading(frame: Asking, things: Iterable[str]) -> Mapping[str, Leading]:
    """What some things lead to on the day, at most `max_next` for each on average: one round trip for all.

    Where a manifest of common conditions names one of them, what is under it follows: one round trip more.
    """
    ids = sorted(set(things))
    limit = frame.settings.max_next * len(ids)
    if not ids:
        return {}
    read = await conditions_of(frame, ids, "NEEDS", limit)
    found: dict[str, list[Said]] = {iri: [] for iri in ids}
    conditions = current(read, frame.as_of)
    naming, more = await _naming(frame, conditions, limit)
    cut = None
    if more or len(read) >= limit:
        message = f"more than {limit} conditions name what is asked about; the list is not complete"
        cut = Cut("max_next", frame.settings.max_next, message)
    for said in conditions:
        for need in dict.fromkeys(said.all("NEEDS")):
            if need in found:
                found[need] += [said, *(each for of in said.all("OF") for each in naming.get(of, ()))]
    found = {iri: list(dict.fromkeys(held)) for iri, held in found.items()}
    return {iri: Leading(tuple(held), cut) for iri, held in found.items()}


async def conditions_of(frame: Asking, things: Iterable[str], role: str, limit: int) -> list[Said]:
    """The conditions that link some things in a role, whenever valid, at most `limit`: one round trip."""
    ids = sorted(things)
    if not ids:
        return []
    rows = await frame.ask(
        "first_on", ids=ids, kinds=["Condition"], roles=[role], day=frame.as_of, limit=limit
    )
    return [decode(row) for row in rows]


def reasons(leading: Sequence[Said], naming: Sequence[Said], ways: Set[str]) -> Mapping[str, list[Said]]:
    """What names what is held, by what asks for it: itself, or the manifest or the Pathway that it needs."""
    found: dict[str, list[Said]] = {}
    for said in leading:
        for of in said.all("OF"):
            found.setdefault(of, []).append(said)
    direct = dict(found)
    for said in naming:
        behind = [each for way in said.all("NEEDS") if way in ways for each in direct.get(way, ())]
        for of in said.all("OF"):
            found[of] = [*found.get(of, ()), *behind, said]
    return found


async def _naming(
    frame: Asking, conditions: Iterable[Said], limit: int
) -> tuple[Mapping[str, list[Said]], bool]:
    """By manifest what is under its common conditions, and whether there is more: one round trip if any."""
    manifests = {of for said in conditions if said.body.get("common") for of in said.all("OF")}
    read = await conditions_of(frame, manifests, "NEEDS", limit)
    found: dict[str, list[Said]] = {}
    for said in filter(is_common, current(read, frame.as_of)):
        for manifest in said.all("NEEDS"):
            found.setdefault(manifest, []).append(said)
    return found, len(read) >= limit
