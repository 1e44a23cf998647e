"""What questions are asked with; each input says how the core reads it."""

from typing import Any

import strawberry

from credway.graphql.building import given, says
from credway.graphql.scalars import IRI, Date, Decimal
from credway.graphql.types.enums import OrderDirection
from credway.ontology import schemes
from credway.ontology.errors import UnknownTermError
from credway.registry.answers.conditions import Asker
from credway.registry.answers.holding import Held
from credway.registry.answers.places import Place
from credway.registry.answers.resolve import Ref
from credway.registry.errors import BadRequest


@given()
class CodeRef:
    """A code in a scheme."""

    scheme: IRI = says("The scheme.")
    value: str = says("The code.")

    def ref(self) -> Ref:
        """The reference: a concept where the scheme is carried here, else the code as published."""
        iri = self.concept()
        return Ref(id=iri) if iri else Ref(scheme=self.scheme, code=self.value)

    def concept(self) -> str | None:
        """The IRI of the concept, where the scheme is carried here."""
        try:
            found = schemes.by_notation(self.scheme.rstrip("/"), self.value)
        except UnknownTermError:
            return None
        return found.iri if found else None


@given()
class NameRef:
    """A name, with the issuer where several issue something of that name."""

    name: str = says("The name; case, punctuation and accents do not matter.")
    issuer: str | None = says("The name of the issuer.", default=None)


@given(one_of=True)
class ResourceRef:
    """A thing by exactly one of: its id, its CTID, a code of a scheme, a name. Never guessed."""

    id: strawberry.ID | None = says("Its IRI, in any spelling.", default=strawberry.UNSET)
    ctid: str | None = says("Its CTID.", default=strawberry.UNSET)
    code: CodeRef | None = says("A code under which it is known.", default=strawberry.UNSET)
    named: NameRef | None = says("Its name.", default=strawberry.UNSET)

    def ref(self) -> Ref:
        """The reference as the core takes it."""
        if self.code:
            return self.code.ref()
        if self.named:
            return Ref(name=self.named.name, issuer=self.named.issuer)
        return Ref(id=self.id or None, ctid=self.ctid or None)


@given(one_of=True)
class ConceptRef:
    """A term of a scheme by exactly one of: its IRI, its code."""

    id: strawberry.ID | None = says("Its IRI.", default=strawberry.UNSET)
    code: CodeRef | None = says("Its code.", default=strawberry.UNSET)

    def iri(self) -> str:
        """The IRI of the term. Raises BadRequest."""
        if self.id:
            return self.id
        found = self.code.concept() if self.code else None
        if found is None:
            asked = f"{self.code.value} in {self.code.scheme}" if self.code else "nothing"
            raise BadRequest(f"{asked} is no term that is known here; name it by its id")
        return found


@given()
class HeldInput:
    """A credential that somebody holds; what is not given is unknown, not false."""

    ref: ResourceRef = says("The credential.")
    earned_on: Date | None = says("The day on which it was earned.", default=None)
    earned_in: str | None = says("The state where it was earned: its postal code.", default=None)
    score: Decimal | None = says("The score reached.", default=None)
    current: bool | None = says("Whether it is still current.", default=None)

    def held(self) -> Held:
        """As the core takes it."""
        return Held(self.ref.ref(), self.earned_on, self.earned_in, self.score, self.current)


@given()
class AskerInput:
    """Facts about the asker, used in this answer and never stored."""

    age: int | None = says("Age in years.", default=None)
    years_of_experience: Decimal | None = says("Years of experience.", default=None)
    resident_of: str | None = says("The state of residence: its postal code.", default=None)
    degree_seeking: bool | None = says("Whether a degree is sought.", default=None)

    def asker(self) -> Asker:
        """As the core takes it."""
        return Asker(self.age, self.years_of_experience, self.resident_of, self.degree_seeking)


@given(one_of=True)
class PlaceInput:
    """A place by exactly one of: a state, a system, an institution, a program."""

    state: str | None = says("A state: its postal code or name.", default=strawberry.UNSET)
    system: strawberry.ID | None = says("The IRI of a system.", default=strawberry.UNSET)
    institution: strawberry.ID | None = says("The IRI of an institution.", default=strawberry.UNSET)
    program: strawberry.ID | None = says("The IRI of a program.", default=strawberry.UNSET)

    def place(self) -> Place:
        """As the core takes it."""
        return Place(
            self.state or None,
            self.institution or None,
            self.system or None,
            self.program or None,
        )


@given(one_of=True)
class TargetInput:
    """A target by exactly one of: a reference, an occupation, a cluster, a Pathway document."""

    ref: ResourceRef | None = says("Any thing.", default=strawberry.UNSET)
    occupation: CodeRef | None = says("An occupation by its code.", default=strawberry.UNSET)
    cluster: CodeRef | None = says("A career cluster by its code.", default=strawberry.UNSET)
    pathway: strawberry.ID | None = says("The IRI of a Pathway.", default=strawberry.UNSET)

    def target(self) -> Ref:
        """As the core takes it."""
        if self.ref:
            return self.ref.ref()
        code = self.occupation or self.cluster
        return code.ref() if code else Ref(id=self.pathway or None)


@given(one_of=True)
class ListOrder:
    """An order; the IRI decides between equal names."""

    name: OrderDirection | None = says("By folded name.", default=strawberry.UNSET)


def is_descending(order: list[ListOrder] | None) -> bool | None:
    """Read an order; None where none is given. Raises BadRequest where several are given."""
    if not order:
        return None
    if len(order) > 1:
        raise BadRequest("one order at a time", argument="orderBy")
    found: Any = order[0].name
    return found is OrderDirection.DESC
