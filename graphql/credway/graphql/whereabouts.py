"""Places settled by loaders, so that many credentials can be asked about one place at once."""

from collections.abc import Sequence

from credway.graphql.scope import Scope
from credway.ontology import schemes
from credway.registry.answers.places import Place, Whereabouts
from credway.registry.answers.said import Said
from credway.registry.errors import BadRequest


async def whereabouts(scope: Scope, place: Place, awards: Sequence[Said]) -> Whereabouts:
    """Settle a place by loaders alone, as `places.whereabouts` does by queries of its own."""
    institution = place.institution or place.system or place.program
    organizations = {at for said in awards for at in said.all("AT")}
    organizations |= {institution} if institution else set()
    coming = {iri: scope.located(iri) for iri in sorted(organizations)}
    states = {iri: frozenset(await found) for iri, found in coming.items()}
    if institution is not None:
        home = next(iter(sorted(states[institution])), None)
        return Whereabouts(institution, None, home, institution, states)
    found = schemes.state(place.state or "")
    if found is None:
        raise BadRequest(f"place {place.state!r} is no state; use a postal code", argument="place")
    return Whereabouts(found.label, found.notation, found.iri, None, states)
