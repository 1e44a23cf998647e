"""The places that a question of portability goes to: states, the district and territories."""

from collections.abc import Sequence

from credway.ontology import schemes
from credway.registry.answers.asking import Asking
from credway.registry.answers.places import state_of
from credway.registry.errors import BadRequest, LimitExceeded

STATES = "https://w3id.org/credway/schemes/states"


def places_of(frame: Asking, to: Sequence[str] | None) -> list[schemes.Concept]:
    """Read the places asked about, every state where none is named. Raises BadRequest or LimitExceeded."""
    if to is None:
        return list(schemes.scheme(STATES))
    if not to:
        raise BadRequest("name at least one state, or leave the places out for all of them", argument="to")
    if len(to) > frame.settings.max_places:
        raise LimitExceeded(
            f"{len(to)} places asked for; the most is {frame.settings.max_places} (max_places)"
        )
    if not all(text.strip() for text in to):
        raise BadRequest("to has a place without a name; leave out the comma beside it", argument="to")
    return list(dict.fromkeys(state_of(text, "to") for text in to))
