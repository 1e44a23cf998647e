"""The mix of core, technical and transferable competencies, and who sorted them so."""

from typing import Annotated, Any

import strawberry

from credway.graphql.building import output, reads
from credway.graphql.paging import AFTER, FIRST, Connection, listed
from credway.graphql.scope import Scope
from credway.graphql.types import making
from credway.graphql.types.answers import Answer
from credway.graphql.types.competencies import Attestation
from credway.graphql.types.concepts import Concept, concept, concept_or_none
from credway.graphql.types.findings import Finding
from credway.graphql.types.node import OrganizationT, ResourceT
from credway.graphql.types.resolutions import Resolution
from credway.graphql.types.statements import Statement, statement
from credway.registry.answers.competencies import mixes

First = Annotated[int | None, FIRST]
After = Annotated[str | None, AFTER]


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
