"""What everything with an IRI shares, and forward names for types that name each other."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from credway.graphql.building import interface, says

_NOTATIONS = "credway.graphql.types.notations"
_ORGANIZATIONS = "credway.graphql.types.organizations"
_RESOURCES = "credway.graphql.types.resources"
_STATEMENTS = "credway.graphql.types.statements"
_LISTS = "credway.graphql.types.lists"
_AWARDS = "credway.graphql.types.awards"
_CREDENTIALS = "credway.graphql.types.credentials"

if TYPE_CHECKING:
    from credway.graphql.types.awards import Award
    from credway.graphql.types.credentials import Credential
    from credway.graphql.types.lists import ListEntry
    from credway.graphql.types.notations import Jurisdiction
    from credway.graphql.types.organizations import Organization
    from credway.graphql.types.resources import LearningOpportunity, Resource, Rule
    from credway.graphql.types.statements import Statement

AwardT = Annotated["Award", strawberry.lazy(_AWARDS)]
CredentialT = Annotated["Credential", strawberry.lazy(_CREDENTIALS)]
JurisdictionT = Annotated["Jurisdiction", strawberry.lazy(_NOTATIONS)]
LearningOpportunityT = Annotated["LearningOpportunity", strawberry.lazy(_RESOURCES)]
ListEntryT = Annotated["ListEntry", strawberry.lazy(_LISTS)]
OrganizationT = Annotated["Organization", strawberry.lazy(_ORGANIZATIONS)]
ResourceT = Annotated["Resource", strawberry.lazy(_RESOURCES)]
RuleT = Annotated["Rule", strawberry.lazy(_RESOURCES)]
StatementT = Annotated["Statement", strawberry.lazy(_STATEMENTS)]


@interface()
class Node:
    """Anything with an IRI of its own."""

    id: strawberry.ID = says("The canonical IRI; it never depends on the address that serves it.")
