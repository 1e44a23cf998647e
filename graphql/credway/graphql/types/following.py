"""What can be taken next, and what each adds."""

from typing import Any

import strawberry

from credway.graphql.building import output, reads
from credway.graphql.types import making
from credway.graphql.types.adding import Adding, EarnedCredit
from credway.graphql.types.classifications import Classification, classification
from credway.graphql.types.concepts import Concept, concept
from credway.graphql.types.findings import ConditionFinding, Finding
from credway.graphql.types.node import CredentialT, ResourceT
from credway.graphql.types.statements import Statement, statement
from credway.registry.answers.pathways import next as following
from credway.registry.answers.triples import relation


@output()
class NextCredential(Adding):
    """A credential that can be taken next, why, and what it adds."""

    found: strawberry.Private[following.NextCredential]

    @reads(CredentialT)
    def credential(self) -> Any:
        """The credential."""
        return making.credential(self.scope, self.found.credential)

    @reads(Finding)
    def open(self) -> Any:
        """Whether it can be taken now, as far as is stated; what is missing is named."""
        return Finding(self.scope, self.found.finding)

    @reads(Concept)
    def relation(self) -> Any:
        """The strongest relation by which it follows on what is held."""
        return concept(relation(self.found.relation))

    @reads(list[Statement])
    def because(self) -> Any:
        """The statements by which it follows, and what it requires."""
        return [statement(self.scope, said) for said in self.found.because]

    @reads(list[ResourceT])
    def lacks(self) -> Any:
        """The one thing that is lacking; empty where nothing that is stated is."""
        return [making.resource(self.scope, iri) for iri in self.found.lacks]

    @reads(list[ConditionFinding])
    def conditions(self) -> Any:
        """Conditions that no credential meets: age, experience, residency, constraints."""
        return [ConditionFinding(self.scope, each) for each in self.found.conditions]

    @reads(list[EarnedCredit])
    def credit(self) -> Any:
        """What credit it earns at the place asked about, else what completing it is worth."""
        return [EarnedCredit(self.scope, each) for each in self.found.credit]

    @reads(list[Classification])
    def roles(self) -> Any:
        """What part it is said to play: building block, stackable, capstone."""
        return [classification(self.scope, said) for said in self.found.roles]

    @reads(list[Classification])
    def occupations(self) -> Any:
        """The occupations for which it is said to be."""
        return [classification(self.scope, said) for said in self.found.occupations]

    @reads(list[str])
    def incomplete(self) -> Any:
        """What of `wage`, `fee`, `duration` and `credit` nobody states: unknown, and not zero."""
        return list(self.found.incomplete)
