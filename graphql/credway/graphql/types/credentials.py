"""Credentials, with what others say of them."""

from collections.abc import Sequence
from typing import Annotated, Any

import strawberry

from credway.graphql.building import output, reads, takes, then
from credway.graphql.paging import Connection, connection, listed
from credway.graphql.scalars import IRI, Date
from credway.graphql.types import making
from credway.graphql.types.classifications import (
    Classification,
    CredentialStatus,
    Issuer,
    classification,
)
from credway.graphql.types.concepts import concept
from credway.graphql.types.conditions import ConditionGroup, Dependent, dependents_of
from credway.graphql.types.figures import Equivalent, Quantity
from credway.graphql.types.findings import Cut
from credway.graphql.types.inputs import PlaceInput
from credway.graphql.types.node import AwardT, CredentialT, ListEntryT, OrganizationT
from credway.graphql.types.notations import Cluster, Occupation
from credway.graphql.types.portability import PortabilityAnswer, portability_of
from credway.graphql.types.resources import After, Competency, First, Resource
from credway.graphql.types.statements import statement
from credway.graphql.whereabouts import whereabouts
from credway.ontology import schemes
from credway.registry.answers.places import state_of
from credway.registry.answers.resolve import Ref
from credway.registry.answers.said import Said

FEES = frozenset({"credway:examFee", "credway:cost", "ceterms:commonCosts"})
DURATION = "credway:duration"
AsOf = Annotated[
    Date | None, takes("The day for which it is asked; that of the question where none is given.")
]


@output(iri="ceterms:Credential")
class Credential(Resource):
    """A credential. What is asked here is what holds on the day; `statements` has the rest."""

    @reads(CredentialStatus | None, iri="ceterms:credentialStatusType")
    def status(self) -> Any:
        """The status that its owner states; null where nobody does."""
        about = self.about
        if not about.status or about.statement is None:
            return None
        return CredentialStatus(concept(about.status), statement(self.scope, about.statement))

    @reads(list[Classification])
    def classifications(
        self,
        aspect: Annotated[
            str | None,
            takes("Only in one respect: credentialType, cluster, occupation, industry, program."),
        ] = None,
    ) -> Any:
        """Of what type, cluster or occupation it is said to be: claims, so several may differ."""
        return then(
            self._said("Classification"),
            lambda found: [
                classification(self.scope, said)
                for said in found
                if aspect is None or said.body["aspect"] == aspect
            ],
        )

    @reads(list[OrganizationT], iri="ceterms:offeredBy")
    def offered_by(self) -> Any:
        """Who offers it, by its own document or the organization's."""
        return self._organizations("OFFERED_BY", "OFFERS")

    @reads(list[OrganizationT], iri="ceterms:ownedBy")
    def owned_by(self) -> Any:
        """Who owns it, by its own document or the organization's."""
        return self._organizations("OWNED_BY", "OWNS")

    @reads(list[Issuer], iri="credway:issuer")
    def issuers(self) -> Any:
        """Who issues it, as others say."""
        scope = self.scope

        def issuer(said: Said) -> Any:
            own = statement(scope, said)
            who = making.organization(scope, said.all("OBJECT")[0])
            return then(who, lambda found: Issuer(found, own))

        return then(
            self._said("Claim"),
            lambda found: [issuer(said) for said in found if _names_issuer(said)],
        )

    @reads(list[CredentialT], iri="ceterms:supersededBy")
    def superseded_by(self) -> Any:
        """What replaced it."""
        iri = self.about.iri

        def made(found: list[Any]) -> Any:
            links = {(e.iri, e.link, e.statement.one("OF")) for e in found}
            after = {
                other
                for other, link, of in links
                if (link, of) in (("ceterms:supersededBy", iri), ("ceterms:supersedes", other))
            }
            return [making.credential(self.scope, other) for other in sorted(after)]

        return then(self.scope.equivalents(iri), made)

    @reads(list[Equivalent])
    def equivalents(self) -> Any:
        """The same credential under another name or identifier, with the link that says so."""
        return then(
            self.scope.equivalents(self.about.iri),
            lambda found: [Equivalent(self.scope, each) for each in found],
        )

    @reads(Connection[Competency])
    def competencies(self, first: First = None, after: After = None) -> Any:
        """The competencies among its conditions."""
        scope = self.scope

        def made(found: list[Said]) -> Any:
            needed = {iri for said in found for iri in said.all("NEEDS")}
            return then(scope.all_things(sorted(needed)), lambda things: page(things, needed))

        def page(things: Any, needed: set[str]) -> Any:
            own = sorted(iri for iri in needed if things[iri].label == "Competency")
            return listed(
                scope,
                own,
                str,
                "credential:competencies",
                first,
                after,
                lambda iri: Competency(strawberry.ID(iri), scope, things[iri]),
            )

        return then(self._said("Condition"), made)

    @reads(Connection[Occupation], iri="ceterms:occupationType")
    def occupations(self, first: First = None, after: After = None) -> Any:
        """The occupations for which it is said to be."""
        scope = self.scope

        def made(found: list[Said]) -> Any:
            own = _concepts(found, "occupation")
            return listed(scope, own, str, "credential:occupations", first, after, node)

        def node(iri: str) -> Any:
            return then(scope.thing(iri), lambda d: Occupation(strawberry.ID(iri), scope, d))

        return then(self._said("Classification"), made)

    @reads(list[Cluster], iri="credway:careerCluster")
    def clusters(self, framework: Annotated[IRI | None, takes("Only those of one framework.")] = None) -> Any:
        """The career clusters in which it is said to be."""
        scope = self.scope

        def made(found: list[Said]) -> Any:
            return [
                then(scope.thing(iri), lambda d: Cluster(strawberry.ID(d.iri), scope, d))
                for iri in _concepts(found, "cluster")
                if framework is None or _in_scheme(iri, framework)
            ]

        return then(self._said("Classification"), made)

    @reads(list[ConditionGroup], iri="ceterms:requires")
    def requirements(self) -> Any:
        """What it requires, recommends or is prepared for by; several are all meant."""
        return then(
            self._said("Condition"),
            lambda found: [ConditionGroup(self.scope, s.body["tree"], s) for s in found],
        )

    @reads(list[Quantity], iri="ceterms:estimatedCost")
    def costs(self) -> Any:
        """What it costs, with the date of each figure."""
        return self._figures(lambda said: said.body["measure"] in FEES)

    @reads(list[Quantity], iri="ceterms:estimatedDuration")
    def durations(self) -> Any:
        """How long it takes."""
        return self._figures(lambda said: said.body["measure"] == DURATION)

    @reads(list[Quantity])
    def outcomes(
        self,
        place: Annotated[str | None, takes("Only figures about a state: its postal code.")] = None,
        measure: Annotated[
            str | None, takes("Only one measure: its code, `medianSalary`, or its CURIE.")
        ] = None,
    ) -> Any:
        """Every other figure about it: earned, demanded, pay, growth."""
        state = state_of(place, "place") if place else None
        wanted = measure and measure.removeprefix("credway:")
        return self._figures(
            lambda said: (
                said.body["measure"] not in FEES
                and said.body["measure"] != DURATION
                and (state is None or said.place_code == state.notation)
                and (not wanted or said.body["measure"].removeprefix("credway:") == wanted)
            )
        )

    @reads(Connection[ListEntryT])
    async def entries(
        self,
        state: Annotated[list[str] | None, takes("Only lists of these states: postal codes.")] = None,
        as_of: AsOf = None,
        first: First = None,
        after: After = None,
    ) -> Any:
        """Its places on lists on the day."""
        scope = await self.scope.at(as_of)
        codes = {state_of(text, "state").notation for text in state or ()}
        held = await scope.said(self.about.iri, ("ListEntry",), ("MEMBER",))
        own = [said for said in held if state is None or said.place_code in codes]
        part = self._part(own, "credential:entries", first, after)
        return connection(scope, part, lambda said: making.entry(scope, said))

    @reads(Connection[Dependent], iri="ceterms:isRequiredFor")
    async def leads_to(self, as_of: AsOf = None, first: First = None, after: After = None) -> Any:
        """What it is required, recommended or a preparation for; `how` says by which relation."""
        scope = await self.scope.at(as_of)
        found = await scope.leading(self.about.iri)
        part = self._part(list(found.conditions), "credential:leadsTo", first, after)
        cut = Cut(found.cut.limit, found.cut.value, found.cut.message) if found.cut else None
        return connection(scope, part, lambda said: Dependent(scope, said), cut=cut)

    @reads(Connection[AwardT], iri="ceterms:transferValueFrom")
    async def awards(
        self,
        place: Annotated[PlaceInput | None, takes("Only awards that hold at a place.")] = None,
        as_of: AsOf = None,
        first: First = None,
        after: After = None,
    ) -> Any:
        """The awards that name it, alone or in a set."""
        scope = await self.scope.at(as_of)
        own = await scope.said(self.about.iri, ("Award",), ("FROM",))
        if place is not None:
            where = await whereabouts(scope, place.place(), own)
            own = [said for said in own if where.covers(said.all("AT"))]
        part = self._part(own, "credential:awards", first, after)
        return connection(scope, part, lambda said: making.award(scope, said))

    @reads(PortabilityAnswer)
    async def portability(
        self,
        earned_in: Annotated[str | None, takes("The state where it was earned: its postal code.")] = None,
        to: Annotated[
            list[str] | None, takes("Postal codes; all states and territories where none is given.")
        ] = None,
        earned_on: Annotated[Date | None, takes("The day on which it was earned.")] = None,
        as_of: AsOf = None,
    ) -> Any:
        """Where else it counts, and by whose word."""
        scope = await self.scope.at(as_of)
        return await portability_of(scope, Ref(id=self.about.iri), to, earned_in, earned_on)

    @reads(Connection[Dependent])
    async def dependents(self, as_of: AsOf = None, first: First = None, after: After = None) -> Any:
        """What rests on it on the day: awards, agreements, list entries, what needs or prepares for it."""
        scope = await self.scope.at(as_of)
        return await dependents_of(scope, self.about.iri, first, after)

    def _figures(self, fits: Any) -> Any:
        return then(
            self._said("Observation"),
            lambda found: [Quantity(self.scope, said) for said in found if fits(said)],
        )

    def _organizations(self, out: str, back: str) -> Any:
        def made(edges: list[Any]) -> Any:
            found = {e.other for e in edges if e.type == (back if e.derived else out)}
            return [making.organization(self.scope, iri) for iri in sorted(found)]

        return then(self.scope.edges(self.about.iri, (out, back)), made)


def _names_issuer(said: Said) -> bool:
    return said.body.get("predicate") == "credway:issuer" and bool(said.all("OBJECT"))


def _concepts(found: Sequence[Said], aspect: str) -> list[str]:
    own = [said for said in found if said.body["aspect"] == aspect]
    return sorted({iri for said in own for iri in said.all("CONCEPT")})


def _in_scheme(iri: str, framework: str) -> bool:
    found = schemes.concept(iri)
    return found is not None and found.scheme == framework.rstrip("/")
