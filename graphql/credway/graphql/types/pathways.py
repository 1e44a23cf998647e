"""Pathways: plans from what is held to a target."""

from typing import Any

import strawberry

from credway.graphql.building import output, reads, says
from credway.graphql.scalars import Date, Decimal
from credway.graphql.scope import Scope
from credway.graphql.types import making
from credway.graphql.types.concepts import Concept, concept, concept_or_none
from credway.graphql.types.figures import Quantity
from credway.graphql.types.findings import ConditionFinding, Cut, Finding
from credway.graphql.types.node import ResourceT
from credway.graphql.types.resolutions import Resolution
from credway.graphql.types.statements import Source, Statement, source, statement
from credway.registry.answers import pathways, plans
from credway.registry.answers.triples import relation


@output()
class Amount:
    """A sum that the answer worked out, in its own unit."""

    value: Decimal = says("The sum.")
    unit: Concept | None = says("In what it counts.")


@output()
class Step:
    """One thing to obtain, and what it adds."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[plans.Step]

    @reads(int)
    def number(self) -> Any:
        """Its number in the plan, from 1."""
        return self.found.number

    @reads(ResourceT)
    def obtains(self) -> Any:
        """What is obtained."""
        return making.resource(self.scope, self.found.obtains)

    @reads(list[int])
    def after(self) -> Any:
        """Numbers of the steps that must come first."""
        return list(self.found.after)

    @reads(Concept | None)
    def relation(self) -> Any:
        """The strongest relation for which it is in the plan; null for the target itself."""
        name = self.found.relation
        return None if name == "target" else concept(relation(name))

    @reads(bool)
    def required(self) -> Any:
        """Whether somebody requires it; the target itself is."""
        return self.found.required

    @reads(list[ResourceT])
    def alternatives(self) -> Any:
        """What else would have done at this point."""
        return [making.resource(self.scope, iri) for iri in self.found.alternatives]

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

    @reads(list[Statement])
    def basis(self) -> Any:
        """The statements that put it in the plan."""
        return [statement(self.scope, said) for said in self.found.basis]


@output()
class PlanTotals:
    """What a plan adds up to. With anything in `incomplete`, that total reads "at least"."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[plans.PlanTotals]

    @reads(int)
    def steps(self) -> Any:
        """The number of steps."""
        return self.found.steps

    @reads(Amount | None)
    def fee(self) -> Any:
        """All known fees of one currency."""
        if self.found.fee is None:
            return None
        return Amount(Decimal(self.found.fee), concept_or_none(self.found.fee_unit))

    @reads(Decimal | None)
    def wage_gain(self) -> Any:
        """The wage after the last step less the wage before the first, of one source and unit."""
        return self.found.wage_gain

    @reads(str | None)
    def duration(self) -> Any:
        """The stated durations one after the other, as an ISO 8601 duration."""
        return self.found.duration

    @reads(list[str])
    def incomplete(self) -> Any:
        """The totals for which a figure is lacking."""
        return list(self.found.incomplete)


@output()
class Plan:
    """A partial order: steps that do not wait for each other may be taken at once."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[plans.Plan]

    @reads(list[Step])
    def steps(self) -> Any:
        """The steps, in an order that works."""
        return [Step(self.scope, each) for each in self.found.steps]

    @reads(list[ConditionFinding])
    def conditions(self) -> Any:
        """What is still open although every step is taken: age, experience, residency."""
        return [ConditionFinding(self.scope, each) for each in self.found.conditions]

    @reads(PlanTotals)
    def totals(self) -> Any:
        """What it adds up to."""
        return PlanTotals(self.scope, self.found.totals)


@output()
class PathwayAnswer:
    """Plans to a target. The same question at the same two times has the same answer."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[pathways.PathwayAnswer]

    @reads(Date)
    def as_of(self) -> Any:
        """The day of the question."""
        return self.found.as_of

    @reads(int)
    def known_at(self) -> Any:
        """The registry's number at which it was answered."""
        return self.found.known_at

    @reads(ResourceT)
    def target(self) -> Any:
        """The target."""
        return making.resource(self.scope, self.found.target)

    @reads(list[Resolution])
    def resolved(self) -> Any:
        """How each reference in the question was understood, the target first."""
        return [Resolution(self.scope, each) for each in self.found.resolved]

    @reads(list[Source])
    def sources(self) -> Any:
        """The sources of all that the answer rests on."""
        return [source(each) for each in self.found.sources]

    @reads(Finding)
    def reachable(self) -> Any:
        """Whether the target can be reached."""
        return Finding(self.scope, self.found.reachable)

    @reads(list[Plan])
    def plans(self) -> Any:
        """Plans in the asked order; equal ones in a stable order."""
        return [Plan(self.scope, each) for each in self.found.plans]

    @reads(Cut | None)
    def cut(self) -> Any:
        """Whether the search was cut, and by what: plans are then found ones, not proven cheapest."""
        cut = self.found.cut
        return Cut(cut.limit, cut.value, cut.message) if cut else None
