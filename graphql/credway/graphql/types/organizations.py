"""Organizations: where they are, what they are part of, and what they offer."""

from functools import partial
from typing import Any

from credway.graphql.building import output, reads, then
from credway.graphql.paging import Connection, listed
from credway.graphql.types import making
from credway.graphql.types.node import CredentialT, JurisdictionT, OrganizationT
from credway.graphql.types.resources import After, First, Resource

IPEDS_ID = "ceterms:ipedsID"


@output(iri="ceterms:Organization")
class Organization(Resource):
    """A body that issues, awards, lists, regulates or reports."""

    @reads(JurisdictionT | None, iri="ceterms:addressRegion")
    def state(self) -> Any:
        """The state of its address."""
        found = self.scope.located(self.about.iri)
        return then(found, lambda iris: making.resource(self.scope, iris[0]) if iris else None)

    @reads(str | None, iri="ceterms:addressLocality")
    def city(self) -> Any:
        """The town of its address."""
        said = self.about.statement
        return next(iter(said.body.get("localities", ())), None) if said else None

    @reads(str | None, iri="ceterms:ipedsID")
    def unit_id(self) -> Any:
        """Its UNITID, where IPEDS has it."""
        return then(
            self.scope.said(self.about.iri, ("Identifier",), ("OF",)),
            lambda found: next((s.body["value"] for s in found if s.body.get("scheme") == IPEDS_ID), None),
        )

    @reads(list[OrganizationT], iri="ceterms:parentOrganization")
    def part_of(self) -> Any:
        """The systems and other organizations that it is part of, by IRI."""

        def made(edges: Any) -> Any:
            wholes = {e.other for e in edges if e.derived == (e.type == "HAS_DEPARTMENT")}
            return [making.organization(self.scope, iri) for iri in sorted(wholes)]

        return then(self.scope.edges(self.about.iri, ("PART_OF_ORGANIZATION", "HAS_DEPARTMENT")), made)

    @reads(Connection[CredentialT], iri="ceterms:offers")
    def credentials(self, first: First = None, after: After = None) -> Any:
        """The credentials that it owns, offers or is said to issue, by IRI.

        Of one with more links than `query_nodes`, `credentials(where: {issuer: ...})` gives page by page.
        """
        scope, iri = self.scope, self.about.iri

        async def read() -> Any:
            edges = scope.edges(iri, ("OWNED_BY", "OFFERED_BY", "OWNS", "OFFERS"))
            claims = scope.said(iri, ("Claim",), ("OBJECT",))
            found = {
                edge.other
                for edge in await edges
                if edge.derived == edge.type.endswith("_BY") and edge.other_label == "Credential"
            }
            found |= {
                thing
                for said in await claims
                if said.body.get("predicate") == "credway:issuer"
                for thing in said.all("OF")
            }
            order, make = "organization:credentials", partial(making.credential, scope)
            return listed(scope, sorted(found), str, order, first, after, make)

        return read()
