"""Which type a thing is shown as, and the things made."""

from typing import Any

import strawberry

from credway.graphql.building import then
from credway.graphql.scope import Scope
from credway.graphql.types.awards import Award
from credway.graphql.types.credentials import Credential
from credway.graphql.types.lists import ListEntry, PriorityList
from credway.graphql.types.notations import Cluster, Jurisdiction, Occupation
from credway.graphql.types.organizations import Organization
from credway.graphql.types.resources import Competency, LearningOpportunity, Resource, Rule, Thing
from credway.ontology import schemes
from credway.registry.answers.credit import awards
from credway.registry.answers.model import Described
from credway.registry.answers.said import Said

_BY_LABEL: dict[str, type[Resource]] = {
    "Cluster": Cluster,
    "Competency": Competency,
    "Credential": Credential,
    "Jurisdiction": Jurisdiction,
    "LearningOpportunity": LearningOpportunity,
    "List": PriorityList,
    "Occupation": Occupation,
    "Organization": Organization,
    "Rule": Rule,
}
_BY_SCHEME: tuple[tuple[str, type[Resource]], ...] = (
    ("/schemes/clusters/", Cluster),
    ("/schemes/soc/", Occupation),
    ("/schemes/states/", Jurisdiction),
)


def resource(scope: Scope, iri: str) -> Any:
    """Show a thing as what its documents say it is, now or later."""
    return then(scope.thing(iri), lambda found: described(scope, found))


def described(scope: Scope, found: Described) -> Any:
    """Show a thing that has been described, now or later."""
    if found.label == "TransferValue":
        return then(scope.about(found.iri, "Award"), lambda said: _first_award(scope, found, said))
    if found.label == "ListEntry":
        return then(scope.about(found.iri, "ListEntry"), lambda said: _first_entry(scope, found, said))
    return _BY_LABEL.get(found.label, _of_scheme(found.iri))(strawberry.ID(found.iri), scope, found)


def known(found: Described) -> bool:
    """Whether anything is known of a thing beyond that something points at it."""
    return found.label != "Resource" or found.statement is not None or bool(found.names)


def credential(scope: Scope, iri: str) -> Any:
    """Show a thing as a credential."""
    return then(scope.thing(iri), lambda d: Credential(strawberry.ID(iri), scope, d))


def organization(scope: Scope, iri: str) -> Any:
    """Show a thing as an organization."""
    return then(scope.thing(iri), lambda d: Organization(strawberry.ID(iri), scope, d))


def course(scope: Scope, iri: str) -> Any:
    """Show a thing as a learning opportunity."""
    return then(scope.thing(iri), lambda d: LearningOpportunity(strawberry.ID(iri), scope, d))


def rule(scope: Scope, iri: str) -> Any:
    """Show a thing as a rule."""
    return then(scope.thing(iri), lambda d: Rule(strawberry.ID(iri), scope, d))


def award(scope: Scope, offer: awards.Award | Said) -> Any:
    """Show an award. What is no transfer value of its own is named by the statement that makes it."""
    whole = offer if isinstance(offer, awards.Award) else awards.Award(offer)
    said = whole.statement
    if whole.form != "transferValue" or said.subject is None:
        iri = scope.statement_iri(said.id)
        name = said.body.get("name")
        names = ((str(name), ""),) if name else ()
        own = Described(iri, "TransferValue", names=names, reference_only=False, statement=said)
        return Award(strawberry.ID(iri), scope, own, whole)
    iri = said.subject
    return then(scope.thing(iri), lambda found: Award(strawberry.ID(iri), scope, found, whole))


def entry(scope: Scope, said: Said) -> Any:
    """Show a list entry; one that is nothing but membership gets the IRI of its statement's entry."""
    if said.subject is not None and said.subject not in said.all("MEMBER"):
        own = said.subject
        return then(scope.thing(own), lambda found: ListEntry(strawberry.ID(own), scope, found, said))
    iri = f"{scope.context.registry.base}entries/{said.id}"
    plain = Described(iri, "ListEntry", types=("ceterms:CollectionMember",), statement=said)
    return ListEntry(strawberry.ID(iri), scope, plain, said)


def _of_scheme(iri: str) -> type[Resource]:
    if schemes.concept(iri) is not None:
        for part, found in _BY_SCHEME:
            if part in iri:
                return found
    return Thing


def _first_award(scope: Scope, found: Described, said: list[Said]) -> Resource:
    iri = strawberry.ID(found.iri)
    return Award(iri, scope, found, awards.Award(said[0])) if said else Thing(iri, scope, found)


def _first_entry(scope: Scope, found: Described, said: list[Said]) -> Resource:
    iri = strawberry.ID(found.iri)
    held = [each for each in said if each.holds(scope.frame.as_of)] or said
    return ListEntry(iri, scope, found, held[0]) if held else Thing(iri, scope, found)
