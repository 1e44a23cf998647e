"""Places settled as an answer settles them, for tests that ask only for the place."""

from collections.abc import Iterable
from typing import Any

from credway.registry.answers.credit.reaching import reach
from credway.registry.answers.places import Place, Whereabouts, place_ref, settled
from credway.registry.answers.placing import settle_place
from credway.registry.answers.resolve import resolve
from credway.registry.registry import Registry


async def located(registry: Registry, others: Iterable[str] = (), **place: Any) -> Whereabouts:
    """The whereabouts of a place, with what lies in what of it and of some other places."""
    frame = await registry.ask()
    asked = Place(**place)
    ref = place_ref(asked)
    iri = None
    if ref is not None:
        [found] = await resolve(frame, [ref])
        iri = await settle_place(frame, asked, found)
    reached = await reach(frame, (), [*others, *([iri] if iri else [])])
    return settled(asked, iri, reached.within)
