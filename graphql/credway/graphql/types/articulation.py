"""Who awards for a credential, how awards differ from recommendations, and which agreements are at risk."""

from typing import Any

import strawberry

from credway.graphql.building import output, reads
from credway.graphql.paging import Connection, listed
from credway.graphql.scalars import Date, Decimal
from credway.graphql.scope import Scope
from credway.graphql.types import making
from credway.graphql.types.answers import Answer
from credway.graphql.types.awards import Award
from credway.graphql.types.concepts import Concept, concept_or_none
from credway.graphql.types.credit import After, First
from credway.graphql.types.enums import Difference, RiskReason
from credway.graphql.types.findings import Cut, Finding, cut_of
from credway.graphql.types.node import CredentialT, LearningOpportunityT, OrganizationT
from credway.graphql.types.resolutions import Resolution
from credway.graphql.types.statements import Statement, statement
from credway.registry.answers.credit import awarding, comparing, risks


@output()
class EqualCourse:
    """A course of our own with the same common number, and the award by which that is known."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[awarding.Equal]

    @reads(LearningOpportunityT | None)
    def course(self) -> Any:
        """The course; null where the award names a common number alone."""
        return making.course(self.scope, self.found.course) if self.found.course else None

    @reads(str)
    def common_course_id(self) -> Any:
        """The common number."""
        return self.found.common["value"]

    @reads(str | None)
    def common_course_scheme(self) -> Any:
        """The numbering it belongs to."""
        return self.found.common.get("scheme") or None

    @reads(Award)
    def award(self) -> Any:
        """An award toward our course, for another credential."""
        return making.award(self.scope, self.found.award)


@output()
class Adoption:
    """An award that another body gives."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[awarding.Adoption]

    @reads(Award)
    def award(self) -> Any:
        """The award."""
        return making.award(self.scope, self.found.award)

    @reads(list[EqualCourse])
    def equal_courses(self) -> Any:
        """Courses of ours that are the same by a common number; empty where none is known."""
        return [EqualCourse(self.scope, each) for each in self.found.equal]


@output()
class AdoptionAnswer(Answer):
    """Who awards for a credential although an institution does not, and for which course of its own."""

    found: strawberry.Private[awarding.AdoptionAnswer]

    @reads(Date)
    def as_of(self) -> Any:
        """The day on which an award must be in force."""
        return self.found.as_of

    @reads(CredentialT)
    def credential(self) -> Any:
        """The credential."""
        return making.credential(self.scope, self.found.credential)

    @reads(OrganizationT)
    def institution(self) -> Any:
        """The institution that asks."""
        return making.organization(self.scope, self.found.institution)

    @reads(list[Resolution])
    def resolved(self) -> Any:
        """How each reference was understood."""
        return [Resolution(self.scope, each) for each in self.found.resolved]

    @reads(list[Award])
    def own(self) -> Any:
        """Awards of its own for the credential; then it is not true that it awards nothing."""
        return [making.award(self.scope, each) for each in self.found.own]

    @reads(Connection[Adoption])
    def adoptions(self, first: First = None, after: After = None) -> Any:
        """What others award: first where a course of ours is the same, then by awarding body."""
        return listed(
            self.scope,
            self.found.adoptions,
            lambda each: each.award.id,
            "adopters:adoptions",
            first,
            after,
            lambda each: Adoption(self.scope, each),
        )

    @reads(Cut | None)
    def cut(self) -> Any:
        """Whether the answer was cut, and by what."""
        return cut_of(self.found.cut)


@output()
class AwardComparison:
    """An award beside a recommendation."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[comparing.Comparison]

    @reads(Award)
    def award(self) -> Any:
        """The award."""
        return making.award(self.scope, self.found.award)

    @reads(Difference)
    def difference(self) -> Any:
        """How it compares."""
        return self.found.difference

    @reads(Decimal | None)
    def amount(self) -> Any:
        """By how much the award is more than the recommendation, below zero where it is less."""
        return self.found.amount

    @reads(Concept | None)
    def unit(self) -> Any:
        """The unit that both share; null where they share none or neither states one."""
        return concept_or_none(self.found.unit)

    @reads(list[str])
    def differs(self) -> Any:
        """What is not alike: amount, unit, level."""
        return list(self.found.differs)

    @reads(str | None)
    def why(self) -> Any:
        """Why they cannot be compared, where they cannot."""
        return self.found.why


@output()
class RecommendationReview:
    """A recommendation, whether it is in its review window, and the awards beside it."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[comparing.Review]

    @reads(Award)
    def recommendation(self) -> Any:
        """The recommendation; `inForceFrom` and `inForceTo` are its window."""
        return making.award(self.scope, self.found.recommendation)

    @reads(Finding)
    def in_review(self) -> Any:
        """Whether the day lies in its window. After its end it may have been reviewed again unseen."""
        return Finding(self.scope, self.found.in_review)

    @reads(Connection[AwardComparison])
    def comparisons(self, first: First = None, after: After = None) -> Any:
        """The awards in force at the place, or anywhere, beside it."""
        return listed(
            self.scope,
            self.found.comparisons,
            lambda each: each.award.id,
            f"comparisons:{self.found.recommendation.id}",
            first,
            after,
            lambda each: AwardComparison(self.scope, each),
        )


@output()
class AgreementAtRisk:
    """An award that rests on a credential of which there is a doubt."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[risks.AtRisk]

    @reads(Award)
    def award(self) -> Any:
        """The award."""
        return making.award(self.scope, self.found.award)

    @reads(CredentialT)
    def credential(self) -> Any:
        """The credential in doubt."""
        return making.credential(self.scope, self.found.credential)

    @reads(RiskReason)
    def reason(self) -> Any:
        """Why."""
        return self.found.reason

    @reads(Date | None)
    def since(self) -> Any:
        """Since when; null where no day is stated."""
        return self.found.since

    @reads(CredentialT | None)
    def replaced_by(self) -> Any:
        """What supersedes the credential, where that is the reason."""
        iri = self.found.replaced_by
        return making.credential(self.scope, iri) if iri else None

    @reads(Finding | None)
    def listed(self) -> Any:
        """Of one that is off a list, whether any list of the state names it on the day; null for others."""
        found = self.found.listed
        return Finding(self.scope, found) if found is not None else None

    @reads(Statement)
    def statement(self) -> Any:
        """Who says so."""
        return statement(self.scope, self.found.statement)
