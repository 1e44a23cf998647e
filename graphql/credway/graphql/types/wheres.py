"""Filters of lists: what things must be like, nested with AND, OR and NOT."""

import strawberry

from credway.graphql.building import given, says
from credway.graphql.scalars import Decimal
from credway.graphql.types.enums import UnknownRule
from credway.graphql.types.inputs import ConceptRef

AND = "All of these too."
OR = "Any of these too; nothing is any of none."
NOT = "Not this. Of what is unknown it stays unknown."
SETTLES = (
    "What becomes, in this part alone, of a fact that nobody has stated: INCLUDE takes it as fitting, EXCLUDE"
    " as not fitting, ONLY passes nothing else. Where it is not given such a part stays unknown, and the rule"
    " of the whole list decides."
)


@given()
class NameWhere:
    """How a name is compared; several are all meant. Case and punctuation do not matter."""

    eq: str | None = says("It is this.", default=None)
    contains: str | None = says("Each of these words starts a word of it.", default=None)
    starts_with: str | None = says("It starts with this.", default=None)


@given()
class DecimalWhere:
    """How a number is compared; several are all meant, of one and the same number."""

    lte: Decimal | None = says("It is at most this.", default=None)
    gte: Decimal | None = says("It is at least this.", default=None)


@given()
class CredentialWhere:
    """What credentials must be like; several are all meant. A fact is true, false or unknown."""

    and_: list["CredentialWhere"] | None = says(AND, name="AND", default=None)
    or_: list["CredentialWhere"] | None = says(OR, name="OR", default=None)
    not_: "CredentialWhere | None" = says(NOT, name="NOT", default=None)
    unknown: UnknownRule | None = says(SETTLES, default=None)
    name: NameWhere | None = says("Its name.", default=None)
    type: str | None = says(
        "A class (`ceterms:Badge`) that its owner states, or a credential type (`License`, or its"
        " IRI) that somebody claims.",
        default=None,
    )
    listed_in: str | None = says(
        "On a list of this state on the day: its postal code. True where `portability` says YES of the day,"
        " false where it says NO, by what is said of the credential itself; unknown where that is disputed, a"
        " later version of a list without an end has begun, or the entry is not approved yet. What is only"
        " printed on a complete list, and another credential that stands for it, leave unknown what would be"
        " false; that the other was removed or denied does not make it unknown.",
        default=None,
    )
    credit_in: str | None = says(
        "Offered credit somewhere in this state on the day: its postal code. True where an award of its own,"
        " or of a transfer value that it provides, is in force there, of whatever set and kind and under"
        " whatever conditions: only the credit of a portability answer judges these. False by a refusal for"
        " the whole state alone; else unknown. What stands for it, and agreements that give an award its"
        " place, are not looked at.",
        default=None,
    )
    cluster: ConceptRef | None = says("Said to be in this career cluster.", default=None)
    occupation: ConceptRef | None = says("Said to be for this occupation.", default=None)
    issuer: strawberry.ID | None = says(
        "The IRI of an organization that owns, offers or is said to issue it.", default=None
    )
    minimum_age: DecimalWhere | None = says(
        "The minimum age that is required of everybody. One that is asked only in some place, of some"
        " audience or as one of several ways leaves it unknown; one that is recommended is none.",
        default=None,
    )
    fee: DecimalWhere | None = says("An exam fee that is stated.", default=None)
    reference_only: bool | None = says("Whether nobody has published it.", default=None)


@given()
class OrganizationWhere:
    """What organizations must be like; several are all meant. A fact is true, false or unknown."""

    and_: list["OrganizationWhere"] | None = says(AND, name="AND", default=None)
    or_: list["OrganizationWhere"] | None = says(OR, name="OR", default=None)
    not_: "OrganizationWhere | None" = says(NOT, name="NOT", default=None)
    unknown: UnknownRule | None = says(SETTLES, default=None)
    offers_credentials: bool | None = says(
        "Whether it owns, offers or is said to issue a credential.", default=None
    )
    name: NameWhere | None = says("Its name.", default=None)
    state: str | None = says("The state of its address: a postal code.", default=None)
    reference_only: bool | None = says("Whether nobody has published it.", default=None)


@given()
class InstitutionWhere:
    """What institutions must be like; several are all meant. A fact is true, false or unknown."""

    and_: list["InstitutionWhere"] | None = says(AND, name="AND", default=None)
    or_: list["InstitutionWhere"] | None = says(OR, name="OR", default=None)
    not_: "InstitutionWhere | None" = says(NOT, name="NOT", default=None)
    unknown: UnknownRule | None = says(SETTLES, default=None)
    name: NameWhere | None = says("Its name.", default=None)
    state: str | None = says("The state of its address: a postal code or name.", default=None)
    system: strawberry.ID | None = says("Part of this system: its IRI.", default=None)
    unit_id: str | None = says("Its UNITID of IPEDS.", default=None)


@given()
class CompetencyWhere:
    """What competencies must be like; several are all meant."""

    and_: list["CompetencyWhere"] | None = says(AND, name="AND", default=None)
    or_: list["CompetencyWhere"] | None = says(OR, name="OR", default=None)
    not_: "CompetencyWhere | None" = says(NOT, name="NOT", default=None)
    unknown: UnknownRule | None = says(SETTLES, default=None)
    name: NameWhere | None = says("Its name, or its text where it has none.", default=None)
    framework: strawberry.ID | None = says("Part of this framework: its IRI.", default=None)


@given()
class OccupationWhere:
    """What occupations must be like; several are all meant. A fact is true, false or unknown."""

    and_: list["OccupationWhere"] | None = says(AND, name="AND", default=None)
    or_: list["OccupationWhere"] | None = says(OR, name="OR", default=None)
    not_: "OccupationWhere | None" = says(NOT, name="NOT", default=None)
    unknown: UnknownRule | None = says(SETTLES, default=None)
    name: NameWhere | None = says("Its name.", default=None)
    cluster: ConceptRef | None = says("Said to be in this career cluster.", default=None)
    scheme: strawberry.ID | None = says("Of this classification: its IRI.", default=None)


@given()
class ClusterWhere:
    """What career clusters must be like; several are all meant."""

    and_: list["ClusterWhere"] | None = says(AND, name="AND", default=None)
    or_: list["ClusterWhere"] | None = says(OR, name="OR", default=None)
    not_: "ClusterWhere | None" = says(NOT, name="NOT", default=None)
    unknown: UnknownRule | None = says(SETTLES, default=None)
    name: NameWhere | None = says("Its name.", default=None)
    scheme: strawberry.ID | None = says("Of this framework: its IRI.", default=None)


AnyWhere = (
    CredentialWhere | OrganizationWhere | InstitutionWhere | CompetencyWhere | OccupationWhere | ClusterWhere
)
