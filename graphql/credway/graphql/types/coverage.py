"""Coverage: what the registry holds at all, so that UNKNOWN can be judged."""

from typing import Any

import strawberry

from credway.graphql.building import output, reads
from credway.graphql.scalars import Date
from credway.graphql.scope import Scope
from credway.graphql.types import making
from credway.graphql.types.enums import StatementKind
from credway.graphql.types.node import JurisdictionT
from credway.registry.answers import coverage


@output()
class Coverage:
    """One kind of statement about one state."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[coverage.Coverage]

    @reads(JurisdictionT)
    def place(self) -> Any:
        """The state."""
        return making.resource(self.scope, self.found.place)

    @reads(StatementKind)
    def kind(self) -> Any:
        """The kind of statement."""
        return StatementKind(self.found.kind)

    @reads(int)
    def statements(self) -> Any:
        """How many are held."""
        return self.found.statements

    @reads(Date | None)
    def newest(self) -> Any:
        """The latest day from which one of them holds."""
        return self.found.newest

    @reads(int)
    def complete_lists(self) -> Any:
        """How many list versions their publishers declare complete."""
        return self.found.complete_lists

    @reads(Date)
    def as_of(self) -> Any:
        """The day of the question."""
        return self.scope.frame.as_of

    @reads(int)
    def known_at(self) -> Any:
        """The registry's number at which it was counted."""
        return self.scope.frame.known_at
