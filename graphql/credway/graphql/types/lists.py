"""Priority lists: a version of a list, and its entries."""

from typing import Annotated, Any

import strawberry

from credway.graphql.building import output, reads, takes, then
from credway.graphql.paging import Connection, connection
from credway.graphql.scalars import Date, Decimal
from credway.graphql.types import making
from credway.graphql.types.node import CredentialT, JurisdictionT, ListEntryT, ResourceT
from credway.graphql.types.resources import After, First, Resource
from credway.graphql.types.statements import Statement, first_day, last_day, statement
from credway.ontology import schemes
from credway.registry.answers.said import Said

AS_OF = takes("The day for which it is asked; that of the question where none is given.")
AsOf = Annotated[Date | None, AS_OF]


@output(iri="ceterms:CollectionMember")
class ListEntry(Resource):
    """One line of a list. Its identity survives the versions of the list."""

    said: strawberry.Private[Said]

    @reads(ResourceT)
    def list(self) -> Any:
        """The version of the list."""
        return making.resource(self.scope, self.said.one("IN") or self.said.document)

    @reads(str | None)
    def printed_name(self) -> Any:
        """The name as the list prints it."""
        return self.said.body.get("printedName")

    @reads(str | None)
    def printed_issuer(self) -> Any:
        """The issuer as the list prints it."""
        return self.said.body.get("printedIssuer")

    @reads(ResourceT | None, iri="ceterms:proxyFor")
    def stands_for(self) -> Any:
        """What is listed; null while only a printed name is known."""
        member = self.said.one("MEMBER")
        return making.resource(self.scope, member) if member else None

    @reads(CredentialT | None)
    def credential(self) -> Any:
        """The credential that is listed; null where it is another kind of thing, or not known which."""
        member = self.said.one("MEMBER")
        if member is None:
            return None
        return then(
            self.scope.thing(member),
            lambda d: making.described(self.scope, d) if d.label == "Credential" else None,
        )

    @reads(str | None)
    def code(self) -> Any:
        """The list's own code for it."""
        return self.said.body.get("code")

    @reads(str | None)
    def tier(self) -> Any:
        """Its tier."""
        return self.said.body.get("tier")

    @reads(Decimal | None)
    def points(self) -> Any:
        """Its points."""
        return self.said.body.get("points")

    @reads(Decimal | None)
    def weight(self) -> Any:
        """Its weight."""
        return self.said.body.get("weight")

    @reads(Decimal | None)
    def dollars(self) -> Any:
        """The money in US dollars that the list gives for it."""
        return self.said.body.get("dollars")

    @reads(str | None)
    def level(self) -> Any:
        """The level for which the list has it, as printed."""
        return self.said.body.get("level")

    @reads(str | None)
    def status(self) -> Any:
        """Its status: proposed, under review, approved, phasing out, removed."""
        return self.said.body.get("entryStatus")

    @reads(str | None)
    def reason(self) -> Any:
        """Why it was added, changed or removed, as the source says."""
        return self.said.body.get("reason")

    @reads(str | None)
    def region(self) -> Any:
        """The part of the state for which it holds."""
        return self.said.body.get("region")

    @reads(JurisdictionT | None)
    def place(self) -> Any:
        """The state whose list it is."""
        found = schemes.state(self.said.place_code) if self.said.place_code else None
        return making.resource(self.scope, found.iri) if found else None

    @reads(Date | None)
    def valid_from(self) -> Any:
        """The first day on which it is listed."""
        return first_day(self.said)

    @reads(Date | None)
    def valid_to(self) -> Any:
        """The last day on which it is listed; null while that is open."""
        return last_day(self.said)

    @reads(Statement)
    def statement(self) -> Any:
        """Who says so."""
        return statement(self.scope, self.said)


@output(iri="ceterms:Collection")
class PriorityList(Resource):
    """One version of a list that an agency publishes for a purpose and a period."""

    @reads(ResourceT | None, iri="credway:versionOf")
    def series(self) -> Any:
        """The series of which it is one version."""
        return self._version(lambda s: making.resource(self.scope, s.one("IN")) if s.one("IN") else None)

    @reads(JurisdictionT | None, iri="credway:listPlace")
    def place(self) -> Any:
        """The state whose list it is."""

        def of(said: Said) -> Any:
            found = schemes.state(said.place_code) if said.place_code else None
            return making.resource(self.scope, found.iri) if found else None

        return self._version(of)

    @reads(str | None, iri="credway:listPurpose")
    def purpose(self) -> Any:
        """What being on it counts for."""
        return self._version(lambda said: said.body.get("purpose"))

    @reads(bool | None, iri="credway:isComplete")
    def complete(self) -> Any:
        """Whether its publisher declares it complete; null where nobody says."""
        return self._version(lambda said: said.body.get("complete"))

    @reads(Date | None)
    def valid_from(self) -> Any:
        """The first day of its period."""
        return self._version(first_day)

    @reads(Date | None)
    def valid_to(self) -> Any:
        """The last day of its period."""
        return self._version(last_day)

    @reads(Connection[ListEntryT], iri="ceterms:hasMember")
    def entries(self, first: First = None, after: After = None) -> Any:
        """Its entries that hold on the day, in the order of their keys."""

        def made(found: list[Said]) -> Any:
            part = self._part(found, "list:entries", first, after)
            return connection(self.scope, part, lambda said: making.entry(self.scope, said))

        return then(self._said("ListEntry", "IN"), made)

    def _version(self, read: Any) -> Any:
        found = self.scope.about(self.about.iri, "ListVersion")
        return then(found, lambda said: read(said[0]) if said else None)
