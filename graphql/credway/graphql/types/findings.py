"""Findings: verdicts with what they rest on, and conditions judged for the asker."""

from typing import Any

import strawberry

from credway.graphql.building import output, reads, says
from credway.graphql.scalars import Date
from credway.graphql.scope import Scope
from credway.graphql.types import making
from credway.graphql.types.enums import ConditionKind, ConditionState, Verdict
from credway.graphql.types.node import ResourceT
from credway.graphql.types.statements import Statement, statement
from credway.registry.answers import model


@output()
class Missing:
    """What would settle an UNKNOWN."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[model.Missing]

    @reads(str)
    def what(self) -> Any:
        """What is not known."""
        return self.found.what

    @reads(list[ResourceT])
    def who_could_say(self) -> Any:
        """Who could say, as far as the registry can tell: organizations, or the thing itself."""
        return [making.resource(self.scope, iri) for iri in self.found.who_could_say]


@output()
class Finding:
    """A verdict with what it rests on."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[model.Finding]

    @reads(Verdict)
    def verdict(self) -> Any:
        """What can be said."""
        return self.found.verdict

    @reads(list[Statement])
    def basis(self) -> Any:
        """The statements that it rests on."""
        return [statement(self.scope, said) for said in self.found.basis]

    @reads(list[Statement])
    def against(self) -> Any:
        """Statements that say otherwise."""
        return [statement(self.scope, said) for said in self.found.against]

    @reads(list[Missing])
    def missing(self) -> Any:
        """What would settle an UNKNOWN, and who could say so. Empty otherwise."""
        return [Missing(self.scope, each) for each in self.found.missing]


@output()
class ConditionFinding:
    """One condition of an award or a plan, judged for the asker."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[model.ConditionFinding]

    @reads(str)
    def condition(self) -> Any:
        """The condition in words."""
        return self.found.condition

    @reads(ConditionKind)
    def kind(self) -> Any:
        """What it is about."""
        return ConditionKind(self.found.kind)

    @reads(ConditionState)
    def state(self) -> Any:
        """Whether it is met."""
        return self.found.state

    @reads(str | None)
    def required(self) -> Any:
        """What is asked for, where it is more than a yes or no."""
        return self.found.required

    @reads(str | None)
    def given(self) -> Any:
        """What the asker gave."""
        return self.found.given

    @reads(Date | None)
    def earned_from(self) -> Any:
        """For a window: the first day on which a credential earned counts; null where that is open."""
        return self.found.earned_from

    @reads(Date | None)
    def earned_to(self) -> Any:
        """For a window: the last day on which a credential earned counts; null where that is open."""
        return self.found.earned_to

    @reads(Date | None)
    def ask_until(self) -> Any:
        """The last day on which what was given is in time for the window; null where no day was given."""
        return self.found.ask_until

    @reads(Statement)
    def statement(self) -> Any:
        """Who asks for it."""
        return statement(self.scope, self.found.statement)


@output()
class Cut:
    """Says that an answer was cut, by which limit, and how to ask for less."""

    limit: str = says("The name of the limit.")
    value: int = says("Its value.")
    message: str = says("What was left out and what to do.")


def cut_of(found: model.Cut | None) -> Cut | None:
    """Show how an answer was cut."""
    return Cut(found.limit, found.value, found.message) if found else None
