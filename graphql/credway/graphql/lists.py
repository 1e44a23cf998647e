"""The questions that are answered with a page of a list."""

from collections.abc import Iterable
from typing import Annotated, Any

import strawberry

from credway.graphql import filters
from credway.graphql.arguments import After, AsOf, Before, First, I, KnownAt, Last, Order, Text, Unknown
from credway.graphql.building import output, reads, takes
from credway.graphql.paging import Connection, Part, connection
from credway.graphql.scope import Scope
from credway.graphql.types import making
from credway.graphql.types.credentials import Credential
from credway.graphql.types.enums import UnknownRule
from credway.graphql.types.inputs import (
    CredentialWhere,
    ListOrder,
    OrganizationWhere,
    is_descending,
)
from credway.graphql.types.resources import Cluster, Competency, Occupation, Organization
from credway.registry.answers.listings import Page, listing
from credway.registry.store.facets import Filter


@output()
class Lists:
    """Lists of things."""

    @reads(Connection[Credential] | None)
    async def credentials(
        self,
        info: I,
        where: Annotated[CredentialWhere | None, takes("What they must be like.")] = None,
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
        asked = filters.credential_filters(where)
        page = Page(first, after, last, before)
        return await _listing(scope, "Credential", asked, text, unknown, order_by, page)

    @reads(Connection[Organization] | None)
    async def organizations(
        self,
        info: I,
        where: Annotated[OrganizationWhere | None, takes("What they must be like.")] = None,
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
        asked = filters.organization_filters(where)
        page = Page(first, after, last, before)
        return await _listing(scope, "Organization", asked, text, unknown, order_by, page)

    @reads(Connection[Competency] | None)
    async def competencies(
        self,
        info: I,
        framework: Annotated[strawberry.ID | None, takes("Only those of one framework: its IRI.")] = None,
        order_by: Order = None,
        text: Text = None,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        as_of: AsOf = None,
        known_at: KnownAt = None,
    ) -> Any:
        """Competencies."""
        scope = await info.context.scope(as_of, known_at)
        asked = [Filter("framework", framework)] if framework else []
        page = Page(first, after, last, before)
        return await _listing(scope, "Competency", asked, text, UnknownRule.INCLUDE, order_by, page)

    @reads(Connection[Occupation] | None)
    async def occupations(
        self,
        info: I,
        scheme: Annotated[strawberry.ID | None, takes("Only those of one classification: its IRI.")] = None,
        order_by: Order = None,
        text: Text = None,
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
        return await _listing(scope, "Occupation", _scheme(scheme), text, UnknownRule.INCLUDE, order_by, page)

    @reads(Connection[Cluster] | None)
    async def clusters(
        self,
        info: I,
        scheme: Annotated[strawberry.ID | None, takes("Only those of one framework: its IRI.")] = None,
        order_by: Order = None,
        text: Text = None,
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
        return await _listing(scope, "Cluster", _scheme(scheme), text, UnknownRule.INCLUDE, order_by, page)


async def _listing(
    scope: Scope,
    label: str,
    asked: Iterable[Filter],
    text: str | None,
    unknown: UnknownRule,
    order: list[ListOrder] | None,
    page: Page,
) -> Any:
    found = await listing(
        scope.frame,
        label,
        list(asked),
        text=text,
        unknown=unknown,
        descending=is_descending(order),
        page=page,
    )
    part = Part(found.ids, found.cursors, found.has_next, found.has_previous, found.total)
    return connection(scope, part, lambda iri: making.resource(scope, iri), found.unknown)


def _scheme(scheme: str | None) -> list[Filter]:
    return [Filter("scheme", f"{scheme.rstrip('/')}/")] if scheme else []
