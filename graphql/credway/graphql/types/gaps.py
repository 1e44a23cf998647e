"""The gap between the competencies that are held and those that are required."""

from typing import Annotated, Any

import strawberry

from credway.graphql.building import output, reads, takes
from credway.graphql.paging import AFTER, FIRST, Connection, listed
from credway.graphql.scope import Scope
from credway.graphql.types import making
from credway.graphql.types.answers import Answer
from credway.graphql.types.competencies import CompetencyFinding
from credway.graphql.types.enums import GapState
from credway.graphql.types.figures import Equivalent
from credway.graphql.types.findings import Finding
from credway.graphql.types.node import ResourceT
from credway.graphql.types.resolutions import Resolution
from credway.graphql.types.statements import Statement, statement
from credway.registry.answers.competencies import gaps

First = Annotated[int | None, FIRST]
After = Annotated[str | None, AFTER]


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
