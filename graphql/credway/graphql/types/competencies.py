"""Competencies: what attests them, what is missing, and how they are sorted."""

from collections.abc import Sequence
from typing import Annotated, Any

import strawberry

from credway.graphql.building import output, reads, takes
from credway.graphql.paging import AFTER, FIRST, Connection, listed
from credway.graphql.scalars import IRI
from credway.graphql.scope import Scope
from credway.graphql.types import making
from credway.graphql.types.answers import Answer
from credway.graphql.types.concepts import Concept, concept, concept_or_none
from credway.graphql.types.enums import AttestationKind, CompetencyMatch, GapState
from credway.graphql.types.figures import Equivalent
from credway.graphql.types.findings import Cut, Finding, cut_of
from credway.graphql.types.node import CredentialT, JurisdictionT, OrganizationT, ResourceT
from credway.graphql.types.portability import PortabilityAt
from credway.graphql.types.resolutions import Resolution
from credway.graphql.types.statements import Statement, statement
from credway.ontology import schemes
from credway.registry.answers.competencies import aligning, attesting, gaps, mixes, weighing
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


@output()
class GapLine:
    """One required competency and whether what is held attests it."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[gaps.GapLine]

    @reads(ResourceT)
    def competency(self) -> Any:
        """The required competency."""
        return making.resource(self.scope, self.found.competency)

    @reads(GapState)
    def state(self) -> Any:
        """How it stands to what is held."""
        return self.found.state

    @reads(bool)
    def always(self) -> Any:
        """Whether it is required on every way to the target; else on one of several only."""
        return self.found.always

    @reads(list[Statement])
    def required(self) -> Any:
        """Who requires it."""
        return [statement(self.scope, said) for said in self.found.required]

    @reads(CompetencyFinding)
    def finding(self) -> Any:
        """What is held that attests it, through which alignments, and what is missing."""
        return CompetencyFinding(self.scope, self.found.found)


@output()
class GapAnswer(Answer):
    """The gap between the competencies that are held and those that are required."""

    found: strawberry.Private[gaps.GapAnswer]

    @reads(list[Resolution])
    def resolved(self) -> Any:
        """How the references were understood: the target first."""
        return [Resolution(self.scope, each) for each in self.found.resolved]

    @reads(ResourceT)
    def target(self) -> Any:
        """What requires them."""
        return making.resource(self.scope, self.found.target)

    @reads(list[ResourceT])
    def held(self) -> Any:
        """What is held."""
        return [making.resource(self.scope, iri) for iri in self.found.held]

    @reads(Finding)
    def stated(self) -> Any:
        """Whether anybody states which competencies the target requires."""
        return Finding(self.scope, self.found.stated)

    @reads(list[ResourceT])
    def silent(self) -> Any:
        """The things held of which nobody states which competencies they attest."""
        return [making.resource(self.scope, iri) for iri in self.found.silent]

    @reads(list[Equivalent])
    def through(self) -> Any:
        """The equivalents of held credentials that were used."""
        return [Equivalent(self.scope, each) for each in self.found.through]

    @reads(int)
    def count(self, state: Annotated[GapState, takes("The state to count.")]) -> Any:
        """How many required competencies stand so."""
        return self.found.count(state)

    @reads(Connection[GapLine])
    def lines(self, first: First = None, after: After = None) -> Any:
        """The required competencies, by name."""
        return listed(
            self.scope,
            self.found.lines,
            lambda each: each.competency,
            "gap:lines",
            first,
            after,
            lambda each: GapLine(self.scope, each),
        )


@output()
class CategoryClaim:
    """What somebody says of the category of a competency."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[mixes.CategoryClaim]

    @reads(Concept | None)
    def category(self) -> Any:
        """Core, technical or transferable; null where the words are none of these."""
        return concept_or_none(self.found.category)

    @reads(str | None)
    def words(self) -> Any:
        """The category in the words of its source."""
        return self.found.words

    @reads(Statement)
    def statement(self) -> Any:
        """Who says so."""
        return statement(self.scope, self.found.statement)


@output()
class MixLine:
    """One competency and its category."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[mixes.MixLine]

    @reads(ResourceT)
    def competency(self) -> Any:
        """The competency."""
        return making.resource(self.scope, self.found.competency)

    @reads(Concept | None)
    def category(self) -> Any:
        """Its category, where all who sort it agree; null where nobody does, or where they differ."""
        return concept_or_none(self.found.category)

    @reads(bool)
    def contested(self) -> Any:
        """Whether it is put into several categories."""
        return self.found.contested

    @reads(list[CategoryClaim])
    def sorted_as(self) -> Any:
        """What each who sorts it says."""
        return [CategoryClaim(self.scope, each) for each in self.found.sorted_as]

    @reads(list[Attestation])
    def by(self) -> Any:
        """What it comes with; empty where it is itself a part of what was asked about."""
        return [Attestation(self.scope, each) for each in self.found.attested]


@output()
class MixCount:
    """How many competencies are of one category."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[mixes.MixCount]

    @reads(Concept)
    def category(self) -> Any:
        """The category."""
        return concept(self.found.category)

    @reads(int)
    def count(self) -> Any:
        """How many competencies, each counted once."""
        return self.found.count

    @reads(list[OrganizationT])
    def said_by(self) -> Any:
        """Who sorted them so."""
        return [making.organization(self.scope, iri) for iri in self.found.said_by]


@output()
class MixAnswer(Answer):
    """The mix of core, technical and transferable competencies of one thing."""

    found: strawberry.Private[mixes.MixAnswer]

    @reads(ResourceT)
    def of(self) -> Any:
        """The credential, pathway, framework or course."""
        return making.resource(self.scope, self.found.of)

    @reads(list[Resolution])
    def resolved(self) -> Any:
        """How the reference was understood."""
        return [Resolution(self.scope, each) for each in self.found.resolved]

    @reads(Finding)
    def stated(self) -> Any:
        """Whether anybody states which competencies belong to it."""
        return Finding(self.scope, self.found.stated)

    @reads(list[MixCount])
    def counts(self) -> Any:
        """The categories with their numbers; with `contested` and `unsorted` they make all."""
        return [MixCount(self.scope, each) for each in self.found.counts]

    @reads(int)
    def contested(self) -> Any:
        """How many are put into several categories and counted for none."""
        return self.found.contested

    @reads(int)
    def unsorted(self) -> Any:
        """How many nobody puts into one of the categories. Not zero of them: unknown."""
        return self.found.unsorted

    @reads(Connection[MixLine])
    def lines(self, first: First = None, after: After = None) -> Any:
        """The competencies, by name."""
        return listed(
            self.scope,
            self.found.lines,
            lambda each: each.competency,
            "mix:lines",
            first,
            after,
            lambda each: MixLine(self.scope, each),
        )
