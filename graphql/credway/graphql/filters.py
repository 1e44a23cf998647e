"""Filters of lists, from inputs to expressions over the facets of the core."""

from collections.abc import Iterator

from credway.graphql.types.inputs import ConceptRef
from credway.graphql.types.wheres import (
    AnyWhere,
    ClusterWhere,
    CompetencyWhere,
    CredentialWhere,
    DecimalWhere,
    InstitutionWhere,
    NameWhere,
    OccupationWhere,
    OrganizationWhere,
)
from credway.ontology import schemes
from credway.ontology.errors import UnknownTermError
from credway.ontology.namespaces import compact, expand
from credway.registry.answers.places import state_of, unit_id_of
from credway.registry.errors import BadRequest
from credway.registry.store.expressions import AllOf, AnyOf, Expression, Filter, NotOf, Settled


def expression(where: AnyWhere | None) -> Expression:
    """Read what things must be like; where nothing is said, anything. Raises BadRequest."""
    if where is None:
        return AllOf()
    parts: list[Expression] = list(_facets(where))
    parts += [expression(each) for each in where.and_ or ()]
    if where.or_ is not None:
        parts.append(AnyOf(tuple(expression(each) for each in where.or_)))
    if where.not_ is not None:
        parts.append(NotOf(expression(where.not_)))
    found = AllOf(tuple(parts))
    return Settled(found, where.unknown) if where.unknown is not None else found


def of_scheme(scheme: str | None) -> Iterator[Filter]:
    """Only terms of one scheme, where one is given."""
    if scheme is not None:
        yield Filter("scheme", f"{scheme.rstrip('/')}/")


def institutions() -> Filter:
    """Only organizations that have a UNITID, or where an award holds."""
    return Filter("institution", True)


def of_framework(framework: str | None) -> Iterator[Filter]:
    """Only competencies of one framework, where one is given."""
    if framework is not None:
        yield Filter("framework", framework)


def _facets(where: AnyWhere) -> Iterator[Filter]:
    """What an input asks for itself, less what stands in its AND, OR and NOT."""
    yield from _name(where.name)
    match where:
        case CredentialWhere():
            yield from _credential(where)
        case OrganizationWhere():
            if where.offers_credentials is not None:
                yield Filter("offers_credentials", where.offers_credentials)
            if where.state is not None:
                yield Filter("state", state_of(where.state, "state").iri)
            yield from _reference_only(where.reference_only)
        case InstitutionWhere():
            if where.state is not None:
                yield Filter("state", state_of(where.state, "state").iri)
            if where.system is not None:
                yield Filter("system", str(where.system))
            if where.unit_id is not None:
                yield Filter("unit_id", unit_id_of(where.unit_id, "unitId"))
        case CompetencyWhere():
            yield from of_framework(where.framework)
        case OccupationWhere():
            yield from _concept("cluster", where.cluster)
            yield from of_scheme(where.scheme)
        case ClusterWhere():
            yield from of_scheme(where.scheme)


def _credential(where: CredentialWhere) -> Iterator[Filter]:
    if where.type is not None:
        yield Filter("type", _type(where.type))
    if where.listed_in is not None:
        yield Filter("listed_in", state_of(where.listed_in, "listedIn").notation)
    if where.credit_in is not None:
        yield Filter("credit_in", state_of(where.credit_in, "creditIn").iri)
    yield from _concept("cluster", where.cluster)
    yield from _concept("occupation", where.occupation)
    if where.issuer is not None:
        yield Filter("issuer", str(where.issuer))
    yield from _number("minimum_age", where.minimum_age)
    yield from _number("fee", where.fee)
    yield from _reference_only(where.reference_only)


def _name(where: NameWhere | None) -> Iterator[Filter]:
    if where is not None:
        for facet, text in (
            ("name_eq", where.eq),
            ("name_contains", where.contains),
            ("name_starts", where.starts_with),
        ):
            if text is not None:
                yield Filter(facet, text)


def _concept(facet: str, ref: ConceptRef | None) -> Iterator[Filter]:
    if ref is not None:
        yield Filter(facet, ref.iri())


def _number(facet: str, where: DecimalWhere | None) -> Iterator[Filter]:
    if where is not None and where.gte is not None and where.lte is not None:
        # One number must fit both: of two fees, one above and one below, none is between.
        yield Filter(f"{facet}_within", {"low": float(where.gte), "high": float(where.lte)})
    elif where is not None:
        for bound, value in (("lte", where.lte), ("gte", where.gte)):
            if value is not None:
                yield Filter(f"{facet}_{bound}", float(value))


def _reference_only(value: bool | None) -> Iterator[Filter]:
    if value is not None:
        yield Filter("reference_only", value)


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
