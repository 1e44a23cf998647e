"""What questions are asked with; each input says how the core reads it."""

from typing import Any

import strawberry

from credway.graphql.building import given, says
from credway.graphql.scalars import IRI, Date, Decimal, Score
from credway.graphql.types.enums import OrderDirection
from credway.ontology import schemes
from credway.ontology.errors import UnknownTermError
from credway.registry.answers.asker import Asker
from credway.registry.answers.holding import Held
from credway.registry.answers.pathways.targets import Target, TargetKind
from credway.registry.answers.places import Place
from credway.registry.answers.resolve import Ref, parse_ref
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

    def ref(self) -> Ref:
        """The reference: a concept where the scheme is carried here, else as it is given."""
        return self.code.ref() if self.code else Ref(id=self.id or None)

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
    earned_in: str | None = says("The state where it was earned: its postal code or name.", default=None)
    score: Score | None = says("The score reached, or the grade.", default=None)
    current: bool | None = says("Whether it is still current.", default=None)
    evidence: bool | None = says("Whether the evidence that is asked for can be shown.", default=None)

    def held(self) -> Held:
        """As the core takes it."""
        return Held(self.ref.ref(), self.earned_on, self.earned_in, self.score, self.current, self.evidence)


@given()
class FactInput:
    """A fact that a constraint of a Pathway document may ask for."""

    about: IRI = says("The property or concept that the document asks for, in full or as a CURIE.")
    values: list[str] = says("What holds of the asker: numbers, words, identifiers of concepts.")


@given()
class AskerInput:
    """Facts about the asker, used in this answer and never stored."""

    age: int | None = says("Age in years.", default=None)
    years_of_experience: Decimal | None = says("Years of experience.", default=None)
    resident_of: str | None = says("The state of residence: its postal code or name.", default=None)
    degree_seeking: bool | None = says("Whether a degree is sought.", default=None)
    facts: list[FactInput] | None = says(
        "Further facts, for constraints. Those that have a field of their own are checked as in it.",
        default=None,
    )

    def asker(self) -> Asker:
        """As the core takes it."""
        facts = tuple((str(each.about), tuple(each.values)) for each in self.facts or ())
        return Asker(self.age, self.years_of_experience, self.resident_of, self.degree_seeking, facts)


@given(one_of=True)
class PlaceInput:
    """A place by exactly one of: a state, a system, an institution, a UNITID, a program. Never guessed."""

    state: str | None = says("A state: its postal code or name.", default=strawberry.UNSET)
    system: strawberry.ID | None = says(
        "A system of institutions: its IRI, CTID or name.", default=strawberry.UNSET
    )
    institution: strawberry.ID | None = says(
        "An institution: its IRI, CTID or name.", default=strawberry.UNSET
    )
    unit_id: str | None = says("An institution by its UNITID of IPEDS, six digits.", default=strawberry.UNSET)
    program: strawberry.ID | None = says("A program: its IRI, CTID or name.", default=strawberry.UNSET)

    def place(self) -> Place:
        """As the core takes it."""
        return Place(
            self.state or None,
            self.institution or None,
            self.system or None,
            self.program or None,
            self.unit_id or None,
        )


@given(one_of=True)
class TargetInput:
    """A target by exactly one of: a reference, an occupation, a cluster, a Pathway document."""

    ref: ResourceRef | None = says("Any thing.", default=strawberry.UNSET)
    occupation: ConceptRef | None = says(
        "An occupation by its code or its id: any credential that leads to it.", default=strawberry.UNSET
    )
    cluster: ConceptRef | None = says(
        "A career cluster by its code or its id: any credential said to be in it.", default=strawberry.UNSET
    )
    pathway: strawberry.ID | None = says(
        "The IRI or CTID of a Pathway document: its destination, its components as steps.",
        default=strawberry.UNSET,
    )

    def target(self) -> Target:
        """As the core takes it."""
        if self.ref:
            return Target(self.ref.ref())
        if self.occupation:
            return Target(self.occupation.ref(), TargetKind.OCCUPATION)
        if self.cluster:
            return Target(self.cluster.ref(), TargetKind.CLUSTER)
        return Target(parse_ref(self.pathway or ""), TargetKind.PATHWAY)


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
