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
from credway.registry.answers.credit import awards


@output(iri="ceterms:ValueProfile")
class CreditAmount:
    """An amount of credit. Units and levels are never converted; null where the source states none."""

    value: Decimal | None = says("The exact amount.")
    minimum: Decimal | None = says("The least.")
    maximum: Decimal | None = says("The most.")
    unit: Concept | None = says("Semester hours, quarter hours, clock hours; null where not stated.")
    level: Concept | None = says("The level of the credit; null where not stated.")
    subjects: list[str] = says("The subjects it counts in, in words.")
    share: Decimal | None = says("A share in percent, where it is stated so.")
    words: str | None = says("The amount in words, where it is stated so.")


def amount(found: Mapping[str, Any]) -> CreditAmount:
    """Show an amount of the core."""
    return CreditAmount(
        found.get("value"),
        found.get("low"),
        found.get("high"),
        concept_or_none(found.get("unit")),
        concept_or_none(found.get("level")),
        list(found.get("subjects", ())),
        found.get("share"),
        found.get("words"),
    )


@output()
class AwardTarget:
    """What an award counts toward."""

    scope: strawberry.Private[Scope]
    iri: strawberry.Private[str | None]
    offer: strawberry.Private[awards.Award]

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
        own = statement(self.scope, self.offer.statement)
        return [
            Identifier(common["value"], None, common.get("scheme") or None, own)
            for common in self.offer.common_courses
        ]

    @reads(list[CreditAmount])
    def amount(self) -> Any:
        """How much toward this target alone, where the document says."""
        return [amount(each) for each in self.offer.amounts if self.iri in each.get("toward", ())]

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

    offer: strawberry.Private[awards.Award]

    @reads(AwardKind, iri="credway:awardKind")
    def kind(self) -> Any:
        """Who promises it."""
        return self.offer.kind

    @reads(list[ResourceT], iri="ceterms:transferValueFrom")
    def held(self) -> Any:
        """The set that must be held together; one item for a plain award."""
        return [making.resource(self.scope, iri) for iri in self.offer.held]

    @reads(bool, iri="credway:allOrNothing")
    def all_or_nothing(self) -> Any:
        """Whether its targets are one block."""
        return self.offer.all_or_nothing

    @reads(bool, iri="credway:refused")
    def refused(self) -> Any:
        """Whether the document says that nothing is awarded."""
        return self.offer.refused

    @reads(list[CreditAmount], iri="ceterms:transferValue")
    def amount(self) -> Any:
        """How much, as stated; empty where no amount is stated."""
        return [amount(each) for each in self.offer.amounts]

    @reads(list[AwardTarget], iri="ceterms:transferValueFor")
    def toward(self) -> Any:
        """What it counts toward."""
        targets: tuple[str | None, ...] = self.offer.toward
        if not targets and self.offer.common_courses:
            targets = (None,)
        return [AwardTarget(self.scope, iri, self.offer) for iri in targets]

    @reads(list[str], iri="ceterms:applicability")
    def requirements(self) -> Any:
        """The requirements of a degree or a curriculum to which it is applied, in words."""
        return list(self.offer.requirements)

    @reads(ResourceT | None, iri="ceterms:TransferAgreement")
    def agreement(self) -> Any:
        """The agreement by which it holds; null where it holds by its own word."""
        said = self.offer.agreement
        return making.resource(self.scope, said.subject) if said and said.subject else None

    @reads(list[ResourceT], iri="ceterms:supersededBy")
    def replaced_by(self) -> Any:
        """What is said to replace it, where it has ended: values or agreements."""
        return [making.resource(self.scope, each.iri) for each in self.offer.successors]

    @reads(list[ResourceT], iri="ceterms:isMemberOf")
    def guides(self) -> Any:
        """The guides that list it."""
        iris = dict.fromkeys(iri for said in self.offer.guides for iri in said.all("IN"))
        return [making.resource(self.scope, iri) for iri in iris]

    @reads(list[str])
    def unstated(self) -> Any:
        """What its documents leave open: how much, in which unit, toward what, from when until when."""
        return [missing.what for missing in self.offer.unstated]

    @reads(OrganizationT | None, iri="ceterms:ownedBy")
    def awarded_by(self) -> Any:
        """Who awards it; null for a rule that binds every institution, and where nobody says who."""
        iri = self.offer.awarded_by
        return making.organization(self.scope, iri) if iri else None

    @reads(OrganizationT | None, iri="credway:authority")
    def authority(self) -> Any:
        """Whose rule it is."""
        iri = self.offer.authority
        return making.organization(self.scope, iri) if iri else None

    @reads(ResourceT | None, iri="credway:awardPlace")
    def place(self) -> Any:
        """The state or the organization where it holds."""
        iri = next(iter(self.offer.at), None)
        return making.resource(self.scope, iri) if iri else None

    @reads(Date | None)
    def in_force_from(self) -> Any:
        """The first day on which it is in force; the document's own date where none is stated."""
        return first_day(self.offer)

    @reads(Date | None)
    def in_force_to(self) -> Any:
        """The last day on which it is in force; null while that is open."""
        return last_day(self.offer)

    @reads(list[Statement])
    def basis(self) -> Any:
        """The statements that make it."""
        return [statement(self.scope, said) for said in self.offer.statements]
