"""Awards: what a document offers, whoever asks."""

from collections.abc import Mapping
from typing import Any

import strawberry

from credway.graphql.building import output, reads, says, then
from credway.graphql.scalars import Date, Decimal
from credway.graphql.scope import Scope
from credway.graphql.types import making
from credway.graphql.types.concepts import Concept, concept_or_none
from credway.graphql.types.enums import AwardKind
from credway.graphql.types.figures import Identifier
from credway.graphql.types.node import LearningOpportunityT, OrganizationT, ResourceT
from credway.graphql.types.resources import Resource
from credway.graphql.types.statements import Statement, first_day, last_day, statement
from credway.registry.answers import awards
from credway.registry.answers.said import Said


@output(iri="ceterms:ValueProfile")
class CreditAmount:
    """An amount of credit. Units and levels are never converted; null where the source states none."""

    value: Decimal | None = says("The exact amount.")
    minimum: Decimal | None = says("The least.")
    maximum: Decimal | None = says("The most.")
    unit: Concept | None = says("Semester hours, quarter hours, clock hours; null where not stated.")
    level: Concept | None = says("The level of the credit; null where not stated.")


def amount(found: Mapping[str, Any]) -> CreditAmount:
    """Show an amount of the core."""
    return CreditAmount(
        found.get("value"),
        found.get("low"),
        found.get("high"),
        concept_or_none(found.get("unit")),
        concept_or_none(found.get("level")),
    )


@output()
class AwardTarget:
    """What an award counts toward."""

    scope: strawberry.Private[Scope]
    iri: strawberry.Private[str | None]
    said: strawberry.Private[Said]

    @reads(LearningOpportunityT | None)
    def course(self) -> Any:
        """The course."""
        return self._learning(program=False)

    @reads(LearningOpportunityT | None)
    def program(self) -> Any:
        """The program."""
        return self._learning(program=True)

    @reads(ResourceT | None)
    def resource(self) -> Any:
        """Whatever it is: a course, a program, a requirement."""
        return making.resource(self.scope, self.iri) if self.iri else None

    @reads(list[Identifier])
    def common_course_ids(self) -> Any:
        """The numbers that several institutions have for the course; one course may have two."""
        own = statement(self.scope, self.said)
        return [
            Identifier(common["value"], None, common.get("scheme") or None, own)
            for common in self.said.body.get("commonCourses", ())
        ]

    @reads(list[CreditAmount])
    def amount(self) -> Any:
        """How much toward this target alone, where the document says."""
        return [
            amount(each) for each in self.said.body.get("amounts", ()) if self.iri in each.get("toward", ())
        ]

    def _learning(self, program: bool) -> Any:
        iri = self.iri
        if iri is None:
            return None

        def pick(found: Any) -> Any:
            is_program = any(name.endswith("Program") for name in found.types)
            return making.course(self.scope, iri) if is_program is program else None

        return then(self.scope.thing(iri), pick)


@output(iri="ceterms:TransferValueProfile")
class Award(Resource):
    """What a document offers. Whether this asker gets it is an AwardFinding."""

    said: strawberry.Private[Said]

    @reads(AwardKind, iri="credway:awardKind")
    def kind(self) -> Any:
        """Who promises it."""
        return self._award.kind

    @reads(list[ResourceT], iri="ceterms:transferValueFrom")
    def held(self) -> Any:
        """The set that must be held together; one item for a plain award."""
        return [making.resource(self.scope, iri) for iri in self._award.held]

    @reads(bool, iri="credway:allOrNothing")
    def all_or_nothing(self) -> Any:
        """Whether its targets are one block."""
        return self._award.all_or_nothing

    @reads(bool, iri="credway:refused")
    def refused(self) -> Any:
        """Whether the document says that nothing is awarded."""
        return self._award.refused

    @reads(list[CreditAmount], iri="ceterms:transferValue")
    def amount(self) -> Any:
        """How much, as stated; empty where no amount is stated."""
        return [amount(each) for each in self._award.amounts]

    @reads(list[AwardTarget], iri="ceterms:transferValueFor")
    def toward(self) -> Any:
        """What it counts toward."""
        targets: tuple[str | None, ...] = self._award.toward
        if not targets and self.said.body.get("commonCourses"):
            targets = (None,)
        return [AwardTarget(self.scope, iri, self.said) for iri in targets]

    @reads(OrganizationT | None, iri="ceterms:ownedBy")
    def awarded_by(self) -> Any:
        """Who awards it; null for a statewide rule that binds every institution."""
        iri = self._award.awarded_by
        return making.organization(self.scope, iri) if iri else None

    @reads(OrganizationT | None, iri="credway:authority")
    def authority(self) -> Any:
        """Whose rule it is."""
        iri = self._award.authority
        return making.organization(self.scope, iri) if iri else None

    @reads(ResourceT | None, iri="credway:awardPlace")
    def place(self) -> Any:
        """The state or the organization where it holds."""
        iri = self.said.one("AT")
        return making.resource(self.scope, iri) if iri else None

    @reads(Date | None)
    def in_force_from(self) -> Any:
        """The first day on which it is in force; the document's own date where none is stated."""
        return first_day(self.said)

    @reads(Date | None)
    def in_force_to(self) -> Any:
        """The last day on which it is in force; null while that is open."""
        return last_day(self.said)

    @reads(list[Statement])
    def basis(self) -> Any:
        """The statements that make it."""
        return [statement(self.scope, self.said)]

    @property
    def _award(self) -> awards.Award:
        return awards.Award(self.said)
