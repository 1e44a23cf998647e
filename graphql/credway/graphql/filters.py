"""Filters of lists, from inputs to the facets of the core."""

from collections.abc import Iterator

from credway.graphql.types.inputs import (
    CredentialWhere,
    DecimalWhere,
    NameWhere,
    OrganizationWhere,
)
from credway.ontology import schemes
from credway.ontology.errors import UnknownTermError
from credway.ontology.namespaces import compact, expand
from credway.registry.errors import BadRequest
from credway.registry.store.facets import Filter


def credential_filters(where: CredentialWhere | None) -> Iterator[Filter]:
    """Read what credentials must be like. Raises BadRequest."""
    if where is None:
        return
    yield from _name(where.name)
    if where.type is not None:
        yield Filter("type", _type(where.type))
    if where.listed_in is not None:
        yield Filter("listed_in", _state(where.listed_in, "listedIn").notation)
    for facet, ref in (("cluster", where.cluster), ("occupation", where.occupation)):
        if ref is not None:
            yield Filter(facet, ref.iri())
    if where.issuer is not None:
        yield Filter("issuer", str(where.issuer))
    yield from _number("minimum_age", where.minimum_age)
    yield from _number("fee", where.fee)
    if where.reference_only is not None:
        yield Filter("reference_only", where.reference_only)


def organization_filters(where: OrganizationWhere | None) -> Iterator[Filter]:
    """Read what organizations must be like. Raises BadRequest."""
    if where is None:
        return
    yield from _name(where.name)
    if where.offers_credentials is not None:
        yield Filter("offers_credentials", where.offers_credentials)
    if where.state is not None:
        yield Filter("state", _state(where.state, "state").iri)


def _name(where: NameWhere | None) -> Iterator[Filter]:
    if where is not None:
        for facet, text in (
            ("name_eq", where.eq),
            ("name_contains", where.contains),
            ("name_starts", where.starts_with),
        ):
            if text is not None:
                yield Filter(facet, text)


def _number(facet: str, where: DecimalWhere | None) -> Iterator[Filter]:
    if where is not None:
        for bound, value in (("lte", where.lte), ("gte", where.gte)):
            if value is not None:
                yield Filter(f"{facet}_{bound}", float(value))


def _type(text: str) -> str:
    """A credential type by code or label, else a class as a CURIE."""
    found = schemes.by_notation("credentialTypes", text) or schemes.by_label("credentialTypes", text)
    if found is not None:
        return found.iri
    try:
        return compact(expand(text))
    except UnknownTermError:
        raise BadRequest(
            f"type {text!r} is neither a credential type nor a class such as ceterms:Badge",
            argument="type",
        ) from None


def _state(text: str, argument: str) -> schemes.Concept:
    found = schemes.state(text)
    if found is None:
        raise BadRequest(f"{argument} {text!r} is no state; use a postal code such as OH", argument=argument)
    return found
