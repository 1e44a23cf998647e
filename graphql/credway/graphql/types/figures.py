"""What statements state of a thing: figures, codes, other things that stand for it."""

from typing import Any

import strawberry

from credway.graphql.building import output, reads, says
from credway.graphql.scalars import IRI, Decimal
from credway.graphql.scope import Scope
from credway.graphql.types import making
from credway.graphql.types.concepts import Concept, concept, concept_or_none
from credway.graphql.types.node import CredentialT, JurisdictionT
from credway.graphql.types.statements import Statement, statement
from credway.ontology import schemes
from credway.registry.answers import model
from credway.registry.answers.said import Said
from credway.registry.answers.triples import as_iri


@output(iri="credway:Quantity")
class Quantity:
    """A number as somebody published it."""

    scope: strawberry.Private[Scope]
    said: strawberry.Private[Said]

    @reads(Decimal | None)
    def value(self) -> Any:
        """The exact number; null where bounds are given, or where it is withheld."""
        return self.said.body.get("value")

    @reads(Decimal | None)
    def low(self) -> Any:
        """The lower bound."""
        return None if self._is_text else self.said.body.get("low")

    @reads(Decimal | None)
    def high(self) -> Any:
        """The upper bound."""
        return None if self._is_text else self.said.body.get("high")

    @reads(str | None)
    def text(self) -> Any:
        """As published, where it is no decimal: an ISO 8601 duration, or two with a slash."""
        if not self._is_text:
            return None
        body = self.said.body
        bounds = [body[key] for key in ("low", "high") if body.get(key)]
        return body.get("duration") or "/".join(bounds) or None

    @reads(Concept | None)
    def unit(self) -> Any:
        """In what it counts; null where the source states none."""
        unit = self.said.body.get("unit")
        return None if unit == "xsd:duration" else concept_or_none(unit)

    @reads(Concept)
    def measure(self) -> Any:
        """What the number is of: median wage, exam fee, typical duration."""
        return concept(str(self.said.body["measure"]))

    @reads(str | None)
    def period(self) -> Any:
        """The period that it is about."""
        return self.said.body.get("period")

    @reads(JurisdictionT | None)
    def place(self) -> Any:
        """The state that it is about."""
        found = schemes.state(self.said.place_code) if self.said.place_code else None
        return making.resource(self.scope, found.iri) if found else None

    @reads(str | None)
    def suppressed(self) -> Any:
        """The publisher's code where the figure exists but is withheld; `value` is then null."""
        return self.said.body.get("suppressed")

    @reads(Statement)
    def statement(self) -> Any:
        """Who published it, where."""
        return statement(self.scope, self.said)

    @property
    def _is_text(self) -> bool:
        return bool(self.said.body.get("unit") == "xsd:duration")


@output()
class Equivalent:
    """The same credential under another name or identifier, with the link that says so."""

    scope: strawberry.Private[Scope]
    found: strawberry.Private[model.Equivalent]

    @reads(CredentialT)
    def credential(self) -> Any:
        """The other credential."""
        return making.credential(self.scope, self.found.iri)

    @reads(IRI)
    def link(self) -> Any:
        """The property that links them."""
        return as_iri(self.found.link)

    @reads(Statement)
    def statement(self) -> Any:
        """Who says so."""
        return statement(self.scope, self.found.statement)


@output()
class Identifier:
    """A code under which a thing is known."""

    value: str = says("The code.")
    scheme: IRI | None = says("The scheme of the code, where it has an IRI.")
    scheme_name: str | None = says("What the scheme is called.")
    statement: Statement = says("Who says so.")
