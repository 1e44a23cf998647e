"""Places of a question: a state, a system, an institution or a program, and what lies in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from credway.ontology import schemes
from credway.registry.answers.asking import Asking
from credway.registry.answers.resolve import Ref, settle
from credway.registry.errors import BadRequest


@dataclass(frozen=True, slots=True)
class Place:
    """Exactly one of: a state (postal code or name), an institution, a system, a program."""

    state: str | None = None
    institution: str | None = None
    system: str | None = None
    program: str | None = None


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A place that is settled, with the states of the organizations in question.

    `institution` is the organization asked about, if any; `state` the postal code it lies in.
    """

    title: str
    state: str | None
    state_iri: str | None
    institution: str | None
    states: Mapping[str, frozenset[str]]
    could_say: tuple[str, ...] = ()

    @property
    def mentioned(self) -> set[str]:
        """The things this place names."""
        return {iri for iri in (self.institution, self.state_iri, *self.could_say) if iri}

    def covers(self, at: Iterable[str]) -> bool:
        """Whether something that holds at some places holds here.

        A statewide rule holds at each institution of the state; an institution's rule in its state.
        """
        places = set(at)
        if self.institution is not None:
            return bool(places & {self.institution, self.state_iri})
        return self.state_iri in places or any(self.state_iri in self.states.get(p, ()) for p in places)


async def whereabouts(frame: Asking, place: Place, organizations: Iterable[str]) -> Whereabouts:
    """Settle a place and find the states of some organizations, in one or two round trips."""
    given = [v for v in (place.state, place.institution, place.system, place.program) if v]
    if len(given) != 1:
        raise BadRequest("a place is exactly one of state, institution, system and program", argument="place")
    institution: str | None = None
    if place.state is None:
        named = place.institution or place.system or place.program or ""
        _, [institution] = await settle(frame, [_ref(named)])
    wanted = set(organizations) | ({institution} if institution else set())
    states = await frame.located(wanted)
    if institution is not None:
        home = next(iter(sorted(states.get(institution, ()))), None)
        concept = schemes.concept(home) if home else None
        return Whereabouts(
            place.institution or institution,
            concept.notation if concept else None,
            home,
            institution,
            states,
            (institution,),
        )
    concept = schemes.state(place.state or "")
    if concept is None:
        raise BadRequest(f"{place.state!r} is no state; use a postal code such as OH", argument="place")
    return Whereabouts(concept.label, concept.notation, concept.iri, None, states)


def _ref(text: str) -> Ref:
    return Ref(id=text) if ":" in text and " " not in text else Ref(name=text)
