"""The questions on awards and agreements: who awards, what differs, what is at risk, what rests on what."""

from functools import partial
from typing import Annotated, Any

from credway.graphql.arguments import AsOf, I, KnownAt
from credway.graphql.attestations import Attestations
from credway.graphql.building import output, reads, takes
from credway.graphql.lookups import now
from credway.graphql.paging import (
    Connection,
    Part,
    connection,
    listed,
    page_size,
    read_cursor,
    write_cursor,
)
from credway.graphql.types import making
from credway.graphql.types.articulation import (
    AdoptionAnswer,
    AgreementAtRisk,
    RecommendationReview,
)
from credway.graphql.types.awards import Award
from credway.graphql.types.conditions import Dependent, dependents_of
from credway.graphql.types.credit import After, First
from credway.graphql.types.findings import cut_of
from credway.graphql.types.inputs import PlaceInput, ResourceRef
from credway.registry.answers.credit.awarding import adopters, awards_for
from credway.registry.answers.credit.comparing import recommendations
from credway.registry.answers.credit.risks import START, agreements_at_risk
from credway.registry.answers.resolve import chosen

Here = Annotated[PlaceInput | None, takes("Only what holds at a place; anywhere where none is given.")]


@output()
class Articulation(Attestations):
    """What institutions award, and what that rests on."""

    @reads(Connection[Award] | None)
    async def awards_for(
        self,
        info: I,
        credential: Annotated[ResourceRef, takes("The credential.")],
        place: Here = None,
        ended: Annotated[bool, takes("Those out of force instead of those in force.")] = False,
        first: First = None,
        after: After = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> Any:
        """The awards for a credential, whoever asks, itself or through what stands for it."""
        scope = await info.context.scope(as_of, known_at)
        found = await awards_for(scope.frame, credential.ref(), place.place() if place else None)
        own = found.ended if ended else found.awards
        order = f"awardsFor:{found.credential}:{ended}"
        make = partial(making.award, scope)
        return listed(scope, own, lambda award: award.id, order, first, after, make, cut_of(found.cut))

    @reads(AdoptionAnswer | None)
    async def adopters(
        self,
        info: I,
        credential: Annotated[ResourceRef, takes("The credential.")],
        institution: Annotated[PlaceInput, takes("Who does not award it: an institution, not a state.")],
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> Any:
        """Who awards for a credential although an institution does not, and for which of its courses."""
        scope = await info.context.scope(as_of, known_at)
        return AdoptionAnswer(scope, await adopters(scope.frame, credential.ref(), institution.place()))

    @reads(list[RecommendationReview] | None)
    async def recommendations(
        self,
        info: I,
        credential: Annotated[ResourceRef, takes("The credential, or the examination.")],
        place: Here = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> Any:
        """The recommendations for a credential: in their review window or not, and beside the awards."""
        scope = await info.context.scope(as_of, known_at)
        found = await recommendations(scope.frame, credential.ref(), place.place() if place else None)
        return [RecommendationReview(scope, each) for each in found.reviews]

    @reads(Connection[AgreementAtRisk] | None)
    async def agreements_at_risk(
        self,
        info: I,
        place: Annotated[PlaceInput, takes("Where the agreements hold.")],
        first: First = None,
        after: After = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> Any:
        """Agreements that rest on credentials that are retired, superseded or off the state's list."""
        scope = await info.context.scope(as_of, known_at)
        order = "agreementsAtRisk"
        position = read_cursor(after, order, len(START)) if after is not None else START
        size = page_size(scope.frame.settings, first)
        found = await agreements_at_risk(scope.frame, place.place(), size, position)
        cursors = [write_cursor(order, *each.position) for each in found.risks]
        part = Part(found.risks, cursors, found.more, after is not None, found.total)
        return connection(scope, part, lambda each: AgreementAtRisk(scope, each))

    @reads(Connection[Dependent] | None)
    async def dependents(
        self,
        info: I,
        credential: Annotated[ResourceRef, takes("The credential.")],
        first: First = None,
        after: After = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> Any:
        """What falls with a credential: awards, agreements, list entries, what needs or prepares for it."""
        scope = await info.context.scope(as_of, known_at)
        ref = credential.ref()
        iri = chosen(ref, await scope.resolution(ref))
        return await now(dependents_of(scope, iri, first, after))
