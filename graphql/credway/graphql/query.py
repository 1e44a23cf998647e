"""The questions: each resolver asks one function of the core.

Roots are nullable throughout, so that one that fails leaves the rest of the operation standing.
"""

import asyncio
from typing import Annotated, Any

import strawberry

from credway.graphql.arguments import AsOf, I, KnownAt
from credway.graphql.building import output, reads, takes
from credway.graphql.following import Following
from credway.graphql.lookups import nodes, now
from credway.graphql.scalars import Date
from credway.graphql.scope import Scope
from credway.graphql.types import making
from credway.graphql.types.coverage import Coverage
from credway.graphql.types.credentials import Credential
from credway.graphql.types.credit import CreditAnswer
from credway.graphql.types.enums import PlanOrder, PlanRelation
from credway.graphql.types.inputs import (
    AskerInput,
    HeldInput,
    PlaceInput,
    ResourceRef,
    TargetInput,
)
from credway.graphql.types.node import Node
from credway.graphql.types.pathways import PathwayAnswer
from credway.graphql.types.portability import PortabilityAnswer, portability_of
from credway.graphql.types.resolutions import Resolution
from credway.registry.answers.asker import Asker
from credway.registry.answers.coverage import coverage
from credway.registry.answers.credit.answer import credit
from credway.registry.answers.pathways.answer import pathways
from credway.registry.answers.resolve import Ref, chosen
from credway.registry.errors import BadRequest, LimitExceeded, NotFound


@output()
class Query(Following):
    """What can be asked. Every question takes `asOf` and `knownAt` and is answered as of both."""

    @reads(Node | None)
    async def node(
        self,
        info: I,
        id: Annotated[strawberry.ID, takes("The IRI of a thing, a statement or a version.")],
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> Any:
        """One thing by its IRI; null where nothing is known under it."""
        [found] = await nodes(await info.context.scope(as_of, known_at), [id])
        return found

    @reads(list[Node | None] | None)
    async def nodes(
        self,
        info: I,
        ids: Annotated[list[strawberry.ID], takes("IRIs, at most 100.")],
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> Any:
        """Things by their IRIs, in the order asked; null where nothing is known."""
        scope = await info.context.scope(as_of, known_at)
        _check_length(scope, ids, "ids")
        return await nodes(scope, ids)

    @reads(Credential | None)
    async def credential(
        self,
        info: I,
        ctid: Annotated[str | None, takes("Its CTID.")] = None,
        id: Annotated[strawberry.ID | None, takes("Its IRI, in any spelling.")] = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> Any:
        """One credential by its CTID or IRI; null where nothing is known under it."""
        scope = await info.context.scope(as_of, known_at)
        ref = Ref(id=id, ctid=ctid)
        if id is not None and ctid is None:
            scope.thing(str(id))  # described meanwhile: most IRIs are asked for as they are kept
        try:
            iri = chosen(ref, await scope.resolution(ref))
        except NotFound:
            return None
        found = await now(scope.thing(iri))
        return making.credential(scope, iri) if found.label in ("Credential", "Resource") else None

    @reads(list[Resolution] | None)
    async def resolve(
        self,
        info: I,
        refs: Annotated[list[ResourceRef], takes("What is to be understood, at most 100.")],
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> Any:
        """What each reference may mean. More than one candidate: the registry will not choose."""
        scope = await info.context.scope(as_of, known_at)
        _check_length(scope, refs, "refs")
        found = await asyncio.gather(*(scope.resolution(each.ref()) for each in refs))
        await now(scope.all_things(sorted({c.iri for r in found for c in r.candidates})))
        return [Resolution(scope, each) for each in found]

    @reads(list[Coverage] | None)
    async def coverage(
        self,
        info: I,
        places: Annotated[list[str] | None, takes("Postal codes; all states where none is given.")] = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> Any:
        """What the registry holds at all, by state and kind of statement."""
        scope = await info.context.scope(as_of, known_at)
        found = await coverage(scope.frame, places)
        await now(scope.all_things(sorted({each.place for each in found})))
        return [Coverage(scope, each) for each in found]

    @reads(PathwayAnswer | None)
    async def pathways(
        self,
        info: I,
        to: Annotated[TargetInput, takes("The target.")],
        from_: Annotated[
            list[HeldInput] | None, takes("What is held already; nothing by default.", name="from")
        ] = None,
        include: Annotated[
            list[PlanRelation] | None,
            takes("Relations to follow besides REQUIRED, which always is."),
        ] = None,
        asker: Annotated[AskerInput | None, takes("Facts about the asker.")] = None,
        order_by: Annotated[PlanOrder, takes("By what plans are ordered.")] = PlanOrder.STEPS,
        first: Annotated[int, takes("How many plans, at most 10.")] = 3,
        max_steps: Annotated[int | None, takes("The most steps of a plan, at most 8.")] = None,
        place: Annotated[
            PlaceInput | None,
            takes("Where the credit of steps is asked for; what completing them is worth by default."),
        ] = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> Any:
        """From what is held to a target: the best plans in the asked order."""
        scope = await info.context.scope(as_of, known_at)
        if max_steps is not None and max_steps < 1:
            raise BadRequest("maxSteps must be at least 1", argument="maxSteps")
        found = await pathways(
            scope.frame,
            [each.held() for each in from_ or ()],
            to.target(),
            include=include or (PlanRelation.REQUIRED,),
            asker=asker.asker() if asker else None,
            order=order_by,
            first=first,
            max_steps=max_steps,
            place=place.place() if place else None,
        )
        return PathwayAnswer(scope, found)

    @reads(PortabilityAnswer | None)
    async def portability(
        self,
        info: I,
        credential: Annotated[ResourceRef, takes("The credential.")],
        earned_in: Annotated[str | None, takes("The state where it was earned: its postal code.")] = None,
        to: Annotated[
            list[str] | None, takes("Postal codes; all states and territories where none is given.")
        ] = None,
        earned_on: Annotated[
            Date | None, takes("The day on which it was earned; lists are judged on it.")
        ] = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> Any:
        """Where else a credential counts, and by whose word."""
        scope = await info.context.scope(as_of, known_at)
        return await portability_of(scope, credential.ref(), to, earned_in, earned_on)

    @reads(CreditAnswer | None)
    async def postsecondary_credit(
        self,
        info: I,
        held: Annotated[list[HeldInput], takes("What is held, together.")],
        place: Annotated[PlaceInput, takes("Where credit is asked for.")],
        asker: Annotated[AskerInput | None, takes("Facts about the asker.")] = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> Any:
        """What a set of held credentials earns at a place."""
        scope = await info.context.scope(as_of, known_at)
        found = await credit(
            scope.frame,
            [each.held() for each in held],
            place.place(),
            asker.asker() if asker else Asker(),
        )
        return CreditAnswer(scope, found)


def _check_length(scope: Scope, items: list[Any], argument: str) -> None:
    most = scope.frame.settings.page_max
    if len(items) > most:
        raise LimitExceeded(f"{len(items)} {argument}; the most is {most} (page_max)")
