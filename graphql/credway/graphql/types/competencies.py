"""Competencies: what attests them, and through which alignments."""

from collections.abc import Sequence
from typing import Annotated, Any

import strawberry

from credway.graphql.building import output, reads
from credway.graphql.paging import AFTER, FIRST, Connection, listed
from credway.graphql.scalars import IRI
from credway.graphql.scope import Scope
from credway.graphql.types import making
from credway.graphql.types.answers import Answer
from credway.graphql.types.enums import AttestationKind, CompetencyMatch
from credway.graphql.types.findings import Cut, Finding, cut_of
from credway.graphql.types.node import CredentialT, JurisdictionT, ResourceT
from credway.graphql.types.portability import PortabilityAt
from credway.graphql.types.resolutions import Resolution
from credway.graphql.types.statements import Statement, statement
from credway.ontology import schemes
from credway.registry.answers.competencies import aligning, attesting, weighing
from credway.registry.answers.competencies import answer as competencies
from credway.registry.answers.triples import as_iri

First = Annotated[int | None, FIRST]
After = Annotated[str | None, AFTER]


@output()
class Attestation:
    """One competency that comes with a thing, and the statements that say so."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[attesting.Attested]

    @reads(ResourceT)
    def of(self) -> Any:
        """The thing that it comes with."""
        return making.resource(self.scope, self.found.of)

    @reads(ResourceT | None)
    def competency(self) -> Any:
        """The competency; null where only words are given."""
        found = self.found.competency
        return making.resource(self.scope, found) if found else None

    @reads(str | None)
    def words(self) -> Any:
        """The words, where no competency is linked."""
        return self.found.words

    @reads(AttestationKind)
    def how(self) -> Any:
        """How it comes with the thing."""
        return self.found.how

    @reads(bool)
    def certain(self) -> Any:
        """Whether it comes on every way to the thing; else on one of several only."""
        return self.found.certain

    @reads(list[Statement])
    def basis(self) -> Any:
        """The statements that lead from the thing to the competency."""
        return [statement(self.scope, said) for said in self.found.basis]


@output()
class Alignment:
    """A competency of another framework that stands for the one asked about."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[aligning.Aligned]

    @reads(ResourceT)
    def competency(self) -> Any:
        """The other competency."""
        return making.resource(self.scope, self.found.iri)

    @reads(IRI)
    def link(self) -> Any:
        """The property that links them."""
        return as_iri(self.found.link)

    @reads(bool)
    def covers_all(self) -> Any:
        """Whether it covers the whole of the competency asked about."""
        return self.found.whole

    @reads(list[Statement])
    def basis(self) -> Any:
        """Who says so."""
        return [statement(self.scope, said) for said in self.found.basis]


@output()
class CompetencyFinding:
    """Whether one competency is attested, how, and through which alignments."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[weighing.CompetencyFinding]

    @reads(ResourceT)
    def competency(self) -> Any:
        """The competency asked about."""
        return making.resource(self.scope, self.found.competency)

    @reads(Finding)
    def attested(self) -> Any:
        """Whether it is attested."""
        return Finding(self.scope, self.found.finding)

    @reads(list[Attestation])
    def by(self) -> Any:
        """What attests it, or something like it."""
        return [Attestation(self.scope, each) for each in self.found.attested]

    @reads(list[Alignment])
    def through(self) -> Any:
        """The alignments that were used; empty where the competency itself is named."""
        return [Alignment(self.scope, each) for each in self.found.through]


@output()
class AttestingCredential:
    """A credential with what is stated of each competency."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[competencies.AttestingCredential]

    @reads(CredentialT)
    def credential(self) -> Any:
        """The credential."""
        return making.credential(self.scope, self.found.credential)

    @reads(list[CompetencyFinding])
    def competencies(self) -> Any:
        """The competencies asked about, in the order asked."""
        return [CompetencyFinding(self.scope, each) for each in self.found.competencies]

    @reads(PortabilityAt | None)
    def place(self) -> Any:
        """Its standing in the state asked about: `countsFor.diploma` and the rest."""
        return PortabilityAt(self.scope, self.found.place) if self.found.place else None


@output()
class AttestingAnswer(Answer):
    """Which credentials attest some competencies, and which of them count in a state."""

    found: strawberry.Private[competencies.CompetenciesAnswer]

    @reads(list[Resolution])
    def resolved(self) -> Any:
        """How the references were understood."""
        return [Resolution(self.scope, each) for each in self.found.resolved]

    @reads(CompetencyMatch)
    def match(self) -> Any:
        """Whether all or any of the competencies were asked for."""
        return self.found.match

    @reads(JurisdictionT | None)
    def state(self) -> Any:
        """The state asked about."""
        found = schemes.state(self.found.state) if self.found.state else None
        return making.resource(self.scope, found.iri) if found else None

    @reads(Connection[AttestingCredential])
    def credentials(self, first: First = None, after: After = None) -> Any:
        """The credentials that attest them, by name."""
        return self._page(self.found.credentials, "attesting:credentials", first, after)

    @reads(Connection[AttestingCredential])
    def unknown(self, first: First = None, after: After = None) -> Any:
        """The credentials that attest some of them, or perhaps: nobody states the rest."""
        return self._page(self.found.unknown, "attesting:unknown", first, after)

    @reads(Cut | None)
    def cut(self) -> Any:
        """Set where there are more than are shown."""
        return cut_of(self.found.cut)

    def _page(
        self,
        found: Sequence[competencies.AttestingCredential],
        order: str,
        first: int | None,
        after: str | None,
    ) -> Any:
        return listed(
            self.scope,
            found,
            lambda each: each.credential,
            order,
            first,
            after,
            lambda each: AttestingCredential(self.scope, each),
        )
