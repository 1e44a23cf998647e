"""Pathways: plans from what is held to a target."""

from typing import Any

import strawberry

from credway.graphql.building import output, reads, says
from credway.graphql.scalars import Decimal
from credway.graphql.scope import Scope
from credway.graphql.types import making
from credway.graphql.types.adding import Adding, CreditSum, EarnedCredit
from credway.graphql.types.answers import Answer
from credway.graphql.types.classifications import Classification, classification
from credway.graphql.types.competencies import Attestation
from credway.graphql.types.concepts import Concept, concept, concept_or_none
from credway.graphql.types.figures import Equivalent
from credway.graphql.types.findings import ConditionFinding, Cut, Finding, cut_of
from credway.graphql.types.node import ResourceT, RuleT
from credway.graphql.types.resolutions import Resolution
from credway.graphql.types.statements import Statement, statement
from credway.registry.answers.pathways import answer as pathways
from credway.registry.answers.pathways import plans
from credway.registry.answers.triples import relation


@output()
class Amount:
    """A sum that the answer worked out, in its own unit."""

    value: Decimal = says("The sum.")
    unit: Concept | None = says("In what it counts.")


@output()
class Counted:
    """What counts for something that is asked for."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[plans.Counted]

    @reads(ResourceT)
    def asked(self) -> Any:
        """What is asked for: a credential, a course, a competency."""
        return making.resource(self.scope, self.found.asked)

    @reads(ResourceT)
    def by(self) -> Any:
        """What counts for it: itself, what stands for it, what attests it."""
        return making.resource(self.scope, self.found.by)

    @reads(ResourceT | None)
    def held(self) -> Any:
        """The held credential behind it; null where a step brings it."""
        return making.resource(self.scope, self.found.held) if self.found.held else None

    @reads(Equivalent | None)
    def equivalent(self) -> Any:
        """The link by which one stands for the other, where it does."""
        return Equivalent(self.scope, self.found.equivalent) if self.found.equivalent else None

    @reads(Attestation | None)
    def attestation(self) -> Any:
        """How the competency comes with it, where one is asked for."""
        return Attestation(self.scope, self.found.attested) if self.found.attested else None

    @reads(Statement)
    def statement(self) -> Any:
        """Who asks for it."""
        return statement(self.scope, self.found.statement)


@output()
class Step(Adding):
    """One thing to obtain, and what it adds."""

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

    @reads(list[int])
    def together(self) -> Any:
        """Numbers of the steps that it is to be taken together with, or after: corequisites, either way."""
        return list(self.found.together)

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

    @reads(list[EarnedCredit])
    def credit(self) -> Any:
        """What credit it earns: at the place asked about, else what completing it is worth."""
        return [EarnedCredit(self.scope, each) for each in self.found.credit]

    @reads(list[Classification])
    def roles(self) -> Any:
        """What part it is said to play: building block, stackable, capstone. Empty where nobody says."""
        return [classification(self.scope, said) for said in self.found.roles]

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

    @reads(Concept | None)
    def wage_unit(self) -> Any:
        """The unit of the wage gain, such as dollars per year or per hour."""
        return concept_or_none(self.found.wage_unit)

    @reads(str | None)
    def duration(self) -> Any:
        """The stated durations one after the other, as an ISO 8601 duration."""
        return self.found.duration

    @reads(list[CreditSum])
    def credit(self) -> Any:
        """The credit of all steps, apart by unit, level and awarding body."""
        return [CreditSum(self.scope, each) for each in self.found.credit]

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

    @reads(list[Counted])
    def counted(self) -> Any:
        """What is held and counts here, and steps that stand for something else that is asked for."""
        return [Counted(self.scope, each) for each in self.found.counted]

    @reads(list[ConditionFinding])
    def conditions(self) -> Any:
        """What is still open although every step is taken: age, experience, residency, constraints."""
        return [ConditionFinding(self.scope, each) for each in self.found.conditions]

    @reads(PlanTotals)
    def totals(self) -> Any:
        """What it adds up to."""
        return PlanTotals(self.scope, self.found.totals)


@output()
class PathwayAnswer(Answer):
    """Plans to a target. The same question at the same two times has the same answer."""

    found: strawberry.Private[pathways.PathwayAnswer]

    @reads(ResourceT)
    def target(self) -> Any:
        """The target."""
        return making.resource(self.scope, self.found.target)

    @reads(list[Resolution])
    def resolved(self) -> Any:
        """How each reference in the question was understood, the target first."""
        return [Resolution(self.scope, each) for each in self.found.resolved]

    @reads(Finding)
    def reachable(self) -> Any:
        """Whether the target can be reached."""
        return Finding(self.scope, self.found.reachable)

    @reads(list[Plan])
    def plans(self) -> Any:
        """Plans in the asked order; equal ones in a stable order."""
        return [Plan(self.scope, each) for each in self.found.plans]

    @reads(list[RuleT])
    def rules(self) -> Any:
        """The rules by which fees, credit and wage gains are compared."""
        return [making.rule(self.scope, iri) for iri in self.found.rules]

    @reads(Cut | None)
    def cut(self) -> Any:
        """Whether the search was cut, and by what: plans are then found ones, not proven cheapest."""
        return cut_of(self.found.cut)
