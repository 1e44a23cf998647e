"""Postsecondary credit: what is held, at a place, and what it earns."""

from typing import Annotated, Any

import strawberry

from credway.graphql.building import output, reads
from credway.graphql.paging import AFTER, FIRST, Connection, listed
from credway.graphql.scalars import Date, Decimal
from credway.graphql.scope import Scope
from credway.graphql.types import making
from credway.graphql.types.answers import Answer
from credway.graphql.types.awards import Award
from credway.graphql.types.concepts import Concept, concept_or_none
from credway.graphql.types.enums import AwardKind, RefusalReason
from credway.graphql.types.figures import Equivalent
from credway.graphql.types.findings import ConditionFinding, Cut, Finding, Missing, cut_of
from credway.graphql.types.node import OrganizationT, ResourceT, RuleT
from credway.graphql.types.resolutions import Resolution
from credway.graphql.types.statements import Statement, statement
from credway.ontology import schemes
from credway.registry.answers.credit import answer as credit
from credway.registry.answers.credit import findings, totals
from credway.registry.answers.model import Verdict

First = Annotated[int | None, FIRST]
After = Annotated[str | None, AFTER]


@output()
class AwardFinding:
    """Whether this asker gets an award."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[findings.AwardFinding]

    @reads(Award)
    def award(self) -> Any:
        """The award."""
        return making.award(self.scope, self.found.award)

    @reads(Verdict)
    def verdict(self) -> Any:
        """YES with every condition met; UNKNOWN with one unknown and none unmet."""
        return self.found.verdict

    @reads(list[ConditionFinding])
    def conditions(self) -> Any:
        """Its conditions, judged for the asker."""
        return [ConditionFinding(self.scope, each) for each in self.found.conditions]

    @reads(list[Award])
    def replaces(self) -> Any:
        """Weaker awards for the same target that this one replaces, still cited."""
        return [making.award(self.scope, each) for each in self.found.replaces]

    @reads(list[Statement])
    def against(self) -> Any:
        """Statements that say otherwise, where it is DISPUTED."""
        return [statement(self.scope, said) for said in self.found.against]

    @reads(list[Equivalent])
    def through(self) -> Any:
        """Through which equivalents of what is held; empty where that itself is named."""
        return [Equivalent(self.scope, each) for each in self.found.through]

    @reads(list[Missing])
    def missing(self) -> Any:
        """What its documents leave open, and who could say."""
        return [Missing(self.scope, each) for each in self.found.missing]


@output()
class Refusal:
    """An award that was looked at and not given."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[findings.Refusal]

    @reads(Award)
    def award(self) -> Any:
        """The award."""
        return making.award(self.scope, self.found.award)

    @reads(RefusalReason)
    def reason(self) -> Any:
        """Why."""
        return self.found.reason

    @reads(Finding)
    def finding(self) -> Any:
        """What that rests on, or what is missing."""
        return Finding(self.scope, self.found.finding)

    @reads(list[ConditionFinding])
    def conditions(self) -> Any:
        """Its conditions, judged for the asker, where it came to that."""
        return [ConditionFinding(self.scope, each) for each in self.found.conditions]


@output()
class CreditTotal:
    """A sum over awards of one unit, level, kind and awarding body; never across them.

    In each a target counts once. Two totals may hold the same course, a guaranteed minimum and what the
    institution awards itself, and are not to be added.
    """

    scope: strawberry.Private[Scope]
    found: strawberry.Private[totals.CreditTotal]
    ids: strawberry.Private[dict[str, str]]

    @reads(Concept | None)
    def unit(self) -> Any:
        """The unit; null where none is stated."""
        return concept_or_none(self.found.unit)

    @reads(Concept | None)
    def level(self) -> Any:
        """The level; null where none is stated."""
        return concept_or_none(self.found.level)

    @reads(AwardKind)
    def kind(self) -> Any:
        """Who promises."""
        return self.found.kind

    @reads(OrganizationT | None)
    def awarded_by(self) -> Any:
        """The awarding body; null for statewide rules, and where nobody says who awards."""
        iri = self.found.awarded_by
        return making.organization(self.scope, iri) if iri else None

    @reads(Decimal)
    def certain(self) -> Any:
        """Awards that are YES, at their lower bound, of which no document is in doubt."""
        return self.found.certain

    @reads(Decimal | None)
    def possible(self) -> Any:
        """With upper bounds, and with awards that are in doubt, DISPUTED, or have a condition unknown.

        Null where some amount has no upper bound ("at least 450 hours"): then nobody says what is the most.
        """
        return self.found.possible

    @reads(Decimal)
    def possible_at_least(self) -> Any:
        """As `possible`, and with the lower bound of what has no upper one."""
        return self.found.possible_at_least

    @reads(int)
    def unmeasured(self) -> Any:
        """How many awards state no amount."""
        return self.found.unmeasured

    @reads(bool)
    def exact(self) -> Any:
        """Whether it is the largest sum; else it can be had, and more may be possible."""
        return self.found.exact

    @reads(list[strawberry.ID])
    def awards(self) -> Any:
        """The awards that were added up."""
        return [self.ids.get(sid, sid) for sid in self.found.awards]


@output()
class CreditAnswer(Answer):
    """What is held earns. The same question at the same two times has the same answer."""

    found: strawberry.Private[credit.CreditAnswer]

    @reads(Date)
    def as_of(self) -> Any:
        """The day of the request, on which an agreement must be in force."""
        return self.found.as_of

    @reads(list[Resolution])
    def resolved(self) -> Any:
        """How each reference in the question was understood."""
        return [Resolution(self.scope, each) for each in self.found.resolved]

    @reads(ResourceT | None)
    def place(self) -> Any:
        """The place: a state, an organization or a program."""
        asked = self.found.place
        state = schemes.state(asked.state) if asked.state else None
        iri = state.iri if state else self.found.at
        return making.resource(self.scope, iri) if iri else None

    @reads(Finding)
    def earns(self) -> Any:
        """Whether what is held earns credit there at all: the one verdict, as `portability` has it.

        YES by one award that is given; what refuses the whole place is then `against`, since a body speaks
        for itself alone. NO where the whole place refuses and nothing is awarded. DISPUTED where awards and
        refusals are of one scope, or a college refuses what binds it. UNKNOWN else, with what is missing:
        a recommendation, an award of zero and hours at work are no credit.
        """
        return Finding(self.scope, self.found.earns)

    @reads(Connection[AwardFinding])
    def awards(self, first: First = None, after: After = None) -> Any:
        """The awards that count, by awarding body."""
        return self._findings(self.found.awards, "credit:awards", first, after)

    @reads(list[CreditTotal])
    def totals(self) -> Any:
        """Over all awards, not the page; per unit, level, kind and awarding body."""
        found = [
            *(each.award for each in self.found.awards),
            *(each.award for each in self.found.not_awarded),
        ]
        ids = {each.statement.id: each.statement.subject or each.statement.key for each in found}
        return [CreditTotal(self.scope, each, ids) for each in self.found.totals]

    @reads(RuleT)
    def choice(self) -> Any:
        """The named rule that chose among awards for one target."""
        return making.rule(self.scope, self.found.choice)

    @reads(Connection[Refusal])
    def not_awarded(self, first: First = None, after: After = None) -> Any:
        """What was looked at and not awarded, and why."""
        return listed(
            self.scope,
            self.found.not_awarded,
            lambda each: each.award.id,
            "credit:notAwarded",
            first,
            after,
            lambda each: Refusal(self.scope, each),
        )

    @reads(list[Missing])
    def unknown(self) -> Any:
        """Held items for which nothing in force is known at this place."""
        return [Missing(self.scope, each) for each in self.found.unknown]

    @reads(Connection[AwardFinding])
    def elsewhere(self, first: First = None, after: After = None) -> Any:
        """The same held items at other places."""
        return self._findings(self.found.elsewhere, "credit:elsewhere", first, after)

    @reads(list[Missing])
    def unknown_where_earned(self) -> Any:
        """Held items for which nothing in force is known in the state in which they were earned."""
        return [Missing(self.scope, each) for each in self.found.unknown_where_earned]

    @reads(Cut | None)
    def cut(self) -> Any:
        """Whether the answer was cut, and by what."""
        return cut_of(self.found.cut)

    def _findings(self, found: Any, order: str, first: int | None, after: str | None) -> Any:
        return listed(
            self.scope,
            found,
            lambda each: each.award.id,
            order,
            first,
            after,
            lambda each: AwardFinding(self.scope, each),
        )
