"""The questions that are answered with a page of a list."""

from collections.abc import Iterable
from typing import Annotated, Any

import strawberry

from credway.graphql.arguments import After, AsOf, Before, First, I, KnownAt, Last, Order, Text, Unknown
from credway.graphql.building import output, reads, takes
from credway.graphql.filters import expression, institutions, of_framework, of_scheme
from credway.graphql.paging import Coming, Connection, Part, connection
from credway.graphql.scope import Scope
from credway.graphql.types import making
from credway.graphql.types.credentials import Credential
from credway.graphql.types.enums import SearchKind, UnknownRule
from credway.graphql.types.findings import Cut
from credway.graphql.types.inputs import ListOrder, is_descending
from credway.graphql.types.node import ResourceT
from credway.graphql.types.notations import Cluster, Occupation
from credway.graphql.types.organizations import Organization
from credway.graphql.types.resources import Competency
from credway.graphql.types.wheres import (
    AnyWhere,
    ClusterWhere,
    CompetencyWhere,
    CredentialWhere,
    InstitutionWhere,
    OccupationWhere,
    OrganizationWhere,
)
from credway.registry.answers.listings import Listing, Page, listing, search
from credway.registry.store.expressions import Filter

LIKE = takes("What they must be like.")


@output()
class Lists:
    """Lists of things."""

    @reads(Connection[Credential] | None)
    async def credentials(
        self,
        info: I,
        where: Annotated[CredentialWhere | None, LIKE] = None,
        order_by: Order = None,
        text: Text = None,
        unknown: Unknown = UnknownRule.INCLUDE,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> Any:
        """Credentials, filtered and in order."""
        scope = await info.context.scope(as_of, known_at)
        page = Page(first, after, last, before)
        return await _listing(scope, "Credential", where, (), text, unknown, order_by, page)

    @reads(Connection[Organization] | None)
    async def organizations(
        self,
        info: I,
        where: Annotated[OrganizationWhere | None, LIKE] = None,
        order_by: Order = None,
        text: Text = None,
        unknown: Unknown = UnknownRule.INCLUDE,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> Any:
        """Organizations. Vendors are those that offer credentials: `{offersCredentials: true}`."""
        scope = await info.context.scope(as_of, known_at)
        page = Page(first, after, last, before)
        return await _listing(scope, "Organization", where, (), text, unknown, order_by, page)

    @reads(Connection[Organization] | None)
    async def institutions(
        self,
        info: I,
        where: Annotated[InstitutionWhere | None, LIKE] = None,
        order_by: Order = None,
        text: Text = None,
        unknown: Unknown = UnknownRule.INCLUDE,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> Any:
        """Institutions: organizations that have a UNITID of IPEDS, or where an award of credit holds."""
        scope = await info.context.scope(as_of, known_at)
        page = Page(first, after, last, before)
        return await _listing(scope, "Organization", where, [institutions()], text, unknown, order_by, page)

    @reads(Connection[Competency] | None)
    async def competencies(
        self,
        info: I,
        framework: Annotated[strawberry.ID | None, takes("Only those of one framework: its IRI.")] = None,
        where: Annotated[CompetencyWhere | None, LIKE] = None,
        order_by: Order = None,
        text: Text = None,
        unknown: Unknown = UnknownRule.INCLUDE,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> Any:
        """Competencies."""
        scope = await info.context.scope(as_of, known_at)
        page = Page(first, after, last, before)
        only = of_framework(framework)
        return await _listing(scope, "Competency", where, only, text, unknown, order_by, page)

    @reads(Connection[Occupation] | None)
    async def occupations(
        self,
        info: I,
        scheme: Annotated[strawberry.ID | None, takes("Only those of one classification: its IRI.")] = None,
        where: Annotated[OccupationWhere | None, LIKE] = None,
        order_by: Order = None,
        text: Text = None,
        unknown: Unknown = UnknownRule.INCLUDE,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> Any:
        """Occupations that the registry holds."""
        scope = await info.context.scope(as_of, known_at)
        page = Page(first, after, last, before)
        only = of_scheme(scheme)
        return await _listing(scope, "Occupation", where, only, text, unknown, order_by, page)

    @reads(Connection[Cluster] | None)
    async def clusters(
        self,
        info: I,
        scheme: Annotated[strawberry.ID | None, takes("Only those of one framework: its IRI.")] = None,
        where: Annotated[ClusterWhere | None, LIKE] = None,
        order_by: Order = None,
        text: Text = None,
        unknown: Unknown = UnknownRule.INCLUDE,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> Any:
        """Career clusters that the registry holds."""
        scope = await info.context.scope(as_of, known_at)
        page = Page(first, after, last, before)
        only = of_scheme(scheme)
        return await _listing(scope, "Cluster", where, only, text, unknown, order_by, page)

    @reads(Connection[ResourceT] | None)
    async def search(
        self,
        info: I,
        text: Annotated[
            str, takes("Words that must each start a word of one of its names, or a code, an id, a CTID.")
        ],
        kinds: Annotated[
            list[SearchKind] | None, takes("Only things of these kinds; all where none is given.")
        ] = None,
        first: First = None,
        after: After = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> Any:
        """Things of any kind by their names and codes, the best match first."""
        scope = await info.context.scope(as_of, known_at)
        labels = list(SearchKind) if kinds is None else kinds
        chosen = sorted({kind.value for kind in labels})
        return _shown(scope, await search(scope.frame, text, chosen, page=Page(first, after)))


async def _listing(
    scope: Scope,
    label: str,
    where: AnyWhere | None,
    only: Iterable[Filter],
    text: str | None,
    unknown: UnknownRule,
    order: list[ListOrder] | None,
    page: Page,
) -> Any:
    found = await listing(
        scope.frame,
        label,
        [*only, expression(where)],
        text=text,
        unknown=unknown,
        descending=is_descending(order),
        page=page,
    )
    return _shown(scope, found)


def _shown(scope: Scope, found: Listing) -> Any:
    total = Coming(lambda: _count(found, "total"))
    part = Part(found.ids, found.cursors, found.has_next, found.has_previous, total, found.matched)
    cut = Cut(found.cut.limit, found.cut.value, found.cut.message) if found.cut else None
    unknown = Coming(lambda: _count(found, "unknown"))
    return connection(scope, part, lambda iri: making.resource(scope, iri), unknown, cut)


async def _count(found: Listing, name: str) -> int:
    return int(getattr(await found.counting.counts(), name))
