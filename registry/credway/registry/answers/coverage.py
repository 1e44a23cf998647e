"""Coverage: what the registry holds at all, by state and kind, so that UNKNOWN can be judged."""

from collections.abc import Sequence
from dataclasses import dataclass

from credway.ontology import schemes
from credway.registry.answers.asking import Asking
from credway.registry.answers.places import state_of
from credway.registry.graph import FIRST_DAY


@dataclass(frozen=True, slots=True)
class Coverage:
    """One kind of statement about one state: how many, since when, and how many lists are complete."""

    place: str
    code: str
    kind: str
    statements: int
    newest: str | None
    complete_lists: int


async def coverage(frame: Asking, places: Sequence[str] | None = None) -> list[Coverage]:
    """Count statements by state and kind as recorded at the moment; states without any are absent."""
    codes = None
    if places is not None:
        codes = {state_of(text, "places").notation for text in places}
    rows = await frame.ask("coverage")
    found: dict[tuple[str, str], Coverage] = {}
    for state, kind, count, newest, complete in rows:
        concept = schemes.state(state)
        if concept is None or (codes is not None and concept.notation not in codes):
            continue
        day = None if newest == FIRST_DAY else newest
        held = found.get((concept.notation, kind))
        if held is not None:
            count, complete = count + held.statements, complete + held.complete_lists
            day = max(filter(None, (day, held.newest)), default=None)
        found[concept.notation, kind] = Coverage(concept.iri, concept.notation, kind, count, day, complete)
    return [found[key] for key in sorted(found)]
