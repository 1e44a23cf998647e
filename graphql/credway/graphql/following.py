"""The question of what a holder can take next."""

from typing import Annotated, Any

from credway.graphql.arguments import AsOf, I, KnownAt
from credway.graphql.articulation import Articulation
from credway.graphql.building import output, reads, takes
from credway.graphql.lookups import now
from credway.graphql.paging import (
    AFTER,
    FIRST,
    Connection,
    Part,
    connection,
    page_size,
    read_cursor,
    write_cursor,
)
from credway.graphql.types.findings import Cut
from credway.graphql.types.following import NextCredential
from credway.graphql.types.inputs import AskerInput, HeldInput, PlaceInput
from credway.registry.answers.pathways.next import next_credentials

ORDER = "nextCredentials"


@output()
class Following(Articulation):
    """What follows on what is held."""

    @reads(Connection[NextCredential] | None)
    async def next_credentials(
        self,
        info: I,
        held: Annotated[list[HeldInput], takes("What is held.")],
        asker: Annotated[AskerInput | None, takes("Facts about the asker.")] = None,
        place: Annotated[PlaceInput | None, takes("Where credit is asked for; none by default.")] = None,
        first: Annotated[int | None, FIRST] = None,
        after: Annotated[str | None, AFTER] = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> Any:
        """What the holder can take next: all that is required is held, or one thing is lacking."""
        scope = await info.context.scope(as_of, known_at)
        found = await next_credentials(
            scope.frame,
            [each.held() for each in held],
            asker=asker.asker() if asker else None,
            place=place.place() if place else None,
            first=page_size(scope.frame.settings, first),
            after=read_cursor(after, ORDER, 1)[0] if after is not None else None,
        )
        items = found.credentials
        await now(scope.all_things(sorted(found.things)))
        cursors = [write_cursor(ORDER, each.credential) for each in items]
        part = Part(items, cursors, found.more, found.before, found.total)
        cut = Cut(found.cut.limit, found.cut.value, found.cut.message) if found.cut else None
        return connection(scope, part, lambda each: NextCredential(scope, each), cut=cut)
