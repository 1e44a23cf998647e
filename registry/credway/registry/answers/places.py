"""Places of a question: a state, a system, an institution or a program, and what lies in them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from credway.ontology import schemes
from credway.registry.answers.resolve import Ref, parse_ref
from credway.registry.errors import BadRequest

UNITID: Final = re.compile(r"\d{6}")
"""The grammar of the number that IPEDS gives an institution; use with `fullmatch`."""


@dataclass(frozen=True, slots=True)
class Place:
    """Exactly one of: a state (postal code or name), an institution, a system, a program, a UNITID.

    Institutions, systems and programs are given by an IRI, a CTID or a name.
    """

    state: str | None = None
    institution: str | None = None
    system: str | None = None
    program: str | None = None
    unit_id: str | None = None

    @property
    def asked(self) -> str:
        """What was asked for, as it was written."""
        named = self.state or self.institution or self.system or self.program
        return named or (f"UNITID {self.unit_id}" if self.unit_id else "nowhere")

    @property
    def mentioned(self) -> tuple[str, ...]:
        """The things it names by itself: the IRI of the state, where it is one."""
        concept = schemes.state(self.state or "")
        return (concept.iri,) if concept else ()


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A place that is settled, with the states of the organizations in question.

    `institution` is the organization or program asked about, if any; `state` the postal code it lies in;
    `states` the states and organizations in which places lie.
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

        A rule of a state or a system holds at each of its institutions; an institution's rule in its
        state, in its system, and for its programs.
        """
        asked = self.institution or self.state_iri or ""
        return self.lies_in(at) or any(asked in self.states.get(place, ()) for place in at)

    def lies_in(self, at: Iterable[str]) -> bool:
        """Whether the whole of this place lies in one of some places, or is one of them."""
        asked = self.institution or self.state_iri or ""
        around = {asked, self.state_iri} | self.states.get(asked, frozenset())
        return not around.isdisjoint(at)


def place_ref(place: Place) -> Ref | None:
    """How a place is referred to; None for a state. Raises BadRequest unless exactly one way is used."""
    given = [v for v in (place.state, place.institution, place.system, place.program, place.unit_id) if v]
    if len(given) != 1:
        raise BadRequest(
            "a place is exactly one of state, institution, system, program and unitId", argument="place"
        )
    if place.unit_id is not None:
        return Ref(scheme="ceterms:ipedsID", code=unit_id_of(place.unit_id, "place"))
    if place.state is None:
        return _ref(given[0])
    state_of(place.state, "place")
    return None


def settled(place: Place, iri: str | None, within: Mapping[str, frozenset[str]]) -> Whereabouts:
    """The whereabouts of a place whose reference means `iri`; `within` says what lies in what."""
    if iri is None:
        concept = state_of(place.state or "", "place")
        return Whereabouts(concept.label, concept.notation, concept.iri, None, within)
    homes = [found for each in sorted(within.get(iri, ())) if (found := schemes.state(each))]
    home = homes[0] if homes else None
    notation, state_iri = (home.notation, home.iri) if home else (None, None)
    return Whereabouts(place.asked, notation, state_iri, iri, within, (iri,))


def _ref(text: str) -> Ref:
    """A name may have a bar in it, so that only an IRI and a CTID are told apart from one."""
    ref = parse_ref(text)
    return ref if ref.name is None else Ref(name=text)


def unit_id_of(text: str, argument: str) -> str:
    """Read the number that IPEDS gives an institution. Raises BadRequest."""
    found = text.strip()
    if UNITID.fullmatch(found) is None:
        raise BadRequest(f"unitId {text!r} is not six digits, such as 204024", argument=argument)
    return found


def state_of(text: str, argument: str) -> schemes.Concept:
    """Read a state, the district or a territory: VA, US-VA or Virginia. Raises BadRequest."""
    found = schemes.state(text)
    if found is None:
        raise BadRequest(
            f"{argument} {text!r} is no state, district or territory of the United States;"
            " write its postal code, such as VA",
            argument=argument,
        )
    return found
