"""What a step adds: what it pays, costs and takes, and the credit that it earns."""

from typing import Any

import strawberry

from credway.graphql.building import output, reads
from credway.graphql.scalars import Decimal
from credway.graphql.scope import Scope
from credway.graphql.types import making
from credway.graphql.types.concepts import Concept, concept_or_none
from credway.graphql.types.figures import Quantity
from credway.graphql.types.node import AwardT, OrganizationT
from credway.graphql.types.statements import Statement, statement
from credway.registry.answers.pathways import earning


@output()
class EarnedCredit:
    """One amount of credit that a step earns."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[earning.Earned]

    @reads(Decimal | None)
    def low(self) -> Any:
        """The least; null where no amount is stated."""
        return self.found.low or None

    @reads(Decimal | None)
    def high(self) -> Any:
        """The most; as `low` where the amount is exact, null where nobody states one."""
        return self.found.high or None

    @reads(Concept | None)
    def unit(self) -> Any:
        """In what it counts; null where no unit is stated."""
        return concept_or_none(self.found.unit)

    @reads(Concept | None)
    def level(self) -> Any:
        """Of what level it is."""
        return concept_or_none(self.found.level)

    @reads(OrganizationT | None)
    def awarded_by(self) -> Any:
        """Who awards it; null for what completing the step is worth, and for statewide rules."""
        found = self.found.awarded_by
        return making.organization(self.scope, found) if found else None

    @reads(AwardT | None)
    def award(self) -> Any:
        """The award, where a place awards it."""
        return making.award(self.scope, self.found.award) if self.found.award else None

    @reads(Statement)
    def statement(self) -> Any:
        """Who says so."""
        return statement(self.scope, self.found.statement)


@output()
class CreditSum:
    """Credit of one unit, level and awarding body; nothing is added across them."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[earning.CreditSum]

    @reads(Decimal)
    def low(self) -> Any:
        """The sum of what is certain: in no doubt or dispute, and all that it asks is known to be met."""
        return self.found.low

    @reads(Decimal | None)
    def high(self) -> Any:
        """The sum of what is possible at most; null where some amount has no upper bound."""
        return self.found.high

    @reads(Concept | None)
    def unit(self) -> Any:
        """In what it counts; null where no unit is stated."""
        return concept_or_none(self.found.unit)

    @reads(Concept | None)
    def level(self) -> Any:
        """Of what level it is."""
        return concept_or_none(self.found.level)

    @reads(OrganizationT | None)
    def awarded_by(self) -> Any:
        """Who awards it; null for what completing steps is worth, and for statewide rules."""
        found = self.found.awarded_by
        return making.organization(self.scope, found) if found else None


@output()
class Adding:
    """What one thing adds, each figure by whose word, or unknown."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[Any]

    @reads(Quantity | None)
    def wage(self) -> Any:
        """What work with it pays, by whose word."""
        return Quantity(self.scope, self.found.wage) if self.found.wage else None

    @reads(list[Quantity])
    def fees(self) -> Any:
        """What its exams cost."""
        return [Quantity(self.scope, said) for said in self.found.fees]

    @reads(Quantity | None)
    def duration(self) -> Any:
        """How long it takes."""
        return Quantity(self.scope, self.found.duration) if self.found.duration else None
