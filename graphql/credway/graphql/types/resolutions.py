"""How references were understood."""

from typing import Any

import strawberry

from credway.graphql.building import output, reads
from credway.graphql.scalars import Date, Decimal
from credway.graphql.scope import Scope
from credway.graphql.types import making
from credway.graphql.types.node import ResourceT
from credway.registry.answers import model


@output()
class Candidate:
    """One thing that a reference may mean."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[model.Candidate]

    @reads(ResourceT)
    def resource(self) -> Any:
        """The thing."""
        return making.resource(self.scope, self.found.iri)

    @reads(Decimal)
    def confidence(self) -> Any:
        """How sure the match is, between 0 and 1."""
        return self.found.confidence

    @reads(str)
    def matched_by(self) -> Any:
        """By what it was found: id, ctid, the scheme of a code, a name."""
        return self.found.matched_by

    @reads(str | None)
    def decided_by(self) -> Any:
        """What spoke for or against it."""
        return self.found.decided_by

    @reads(list[str])
    def differs(self) -> Any:
        """In what it differs from what was asked."""
        return list(self.found.differs)


@output()
class Resolution:
    """How one reference was understood; several candidates mean that the registry did not choose."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[model.Resolution]

    @reads(str)
    def asked(self) -> Any:
        """The reference as asked."""
        return self.found.asked

    @reads(list[Candidate])
    def candidates(self) -> Any:
        """What it may mean, the likeliest first."""
        return [Candidate(self.scope, each) for each in self.found.candidates]

    @reads(Date)
    def as_of(self) -> Any:
        """The day on which it was resolved."""
        return self.scope.frame.as_of

    @reads(int)
    def known_at(self) -> Any:
        """The registry's number at which it was resolved."""
        return self.scope.frame.known_at
