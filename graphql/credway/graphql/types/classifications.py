"""Of what kind something is said to be, who issues it, what status it has."""

from credway.graphql.building import output, says
from credway.graphql.scope import Scope
from credway.graphql.types.concepts import Concept, concept_or_none
from credway.graphql.types.node import OrganizationT
from credway.graphql.types.statements import Statement, statement
from credway.registry.answers.said import Said


@output()
class Classification:
    """What somebody says a thing is of: a type, a cluster, an occupation."""

    aspect: str = says("In what respect: credentialType, cluster, occupation, industry, program.")
    label: str | None = says("The term as published.")
    concept: Concept | None = says("The term; null where only words were published.")
    statement: Statement = says("Who says so.")


@output()
class CredentialStatus:
    """The status that the owner states."""

    concept: Concept = says("The status.")
    statement: Statement = says("Who says so.")


@output()
class Issuer:
    """Who issues a credential, as somebody says who is not its owner."""

    organization: OrganizationT = says("The organization.")
    statement: Statement = says("Who says so.")


def classification(scope: Scope, said: Said) -> Classification:
    """Show a Classification statement."""
    body = said.body
    return Classification(
        body["aspect"],
        body.get("label"),
        concept_or_none(said.one("CONCEPT")),
        statement(scope, said),
    )
