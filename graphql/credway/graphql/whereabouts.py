"""Places settled by loaders, so that many credentials can be asked about one place at once."""

from collections.abc import Sequence

from credway.graphql.scope import Scope
from credway.registry.answers.places import Place, Whereabouts, place_ref, settled
from credway.registry.answers.placing import settle_place
from credway.registry.answers.said import Said


async def whereabouts(scope: Scope, place: Place, awards: Sequence[Said]) -> Whereabouts:
    """Settle a place by loaders alone, as the answer on credit does by queries of its own.

    Raises BadRequest, Ambiguous or NotFound.
    """
    ref = place_ref(place)
    iri = await settle_place(scope.frame, place, await scope.resolution(ref)) if ref else None
    organizations = {at for said in awards for at in said.all("AT")} | ({iri} if iri else set())
    coming = {each: scope.within(each) for each in sorted(organizations)}
    return settled(place, iri, {each: await found for each, found in coming.items()})
