"""Concept schemes: the package's own tables and those of CTDL, read alike."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from credway.ontology.errors import UnknownTermError
from credway.ontology.namespaces import expand, fold
from credway.ontology.sources import sources
from credway.ontology.tables import rows
from credway.ontology.terms import terms


@dataclass(frozen=True, slots=True)
class Scheme:
    """A concept scheme.

    `concept_class` is the class that its concepts are read as. `table` is the file of a scheme
    with a table of its own; the concepts of the others are terms.
    """

    iri: str
    name: str
    label: str
    concept_class: str
    source: str
    table: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a scheme; `extra` has the columns that only its own table has."""

    iri: str
    notation: str
    label: str
    scheme: str
    broader: tuple[str, ...]
    source: str
    licence: str
    extra: Mapping[str, str] = field(hash=False)


@cache
def schemes() -> Mapping[str, Scheme]:
    """Return all schemes by IRI."""
    kind = expand("skos:Concept")
    borrowed = {
        each.iri: Scheme(each.iri, each.curie, each.label, kind, each.source[0])
        for each in terms().values()
        if each.kind == "scheme"
    }
    return MappingProxyType({**_own(), **borrowed})


def scheme(name: str) -> tuple[Concept, ...]:
    """Return the concepts of a scheme by its name or IRI: `states`, `ceterms:CreditUnit`."""
    return tuple(_concepts(_iri(name)).values())


def by_notation(scheme: str, notation: str) -> Concept | None:
    """Return the concept of a scheme with this code; CTDL's codes are the last part of the IRI."""
    return _concepts(_iri(scheme)).get(notation)


def by_label(scheme: str, label: str) -> Concept | None:
    """Return the concept of a scheme with this label, in any case; of several, the last."""
    return _by_label(_iri(scheme)).get(label.strip().casefold())


def concept(iri: str) -> Concept | None:
    """Return a concept by IRI, in any spelling of its namespace, or None."""
    iri = fold(iri)
    owner, _, notation = iri.rpartition("/")
    if owner in _own():
        return _concepts(owner).get(notation)
    term = terms().get(iri)
    if term is None or term.kind != "concept":
        return None
    return by_notation(term.scheme[0], _local(term.curie))


def state(name: str) -> Concept | None:
    """Return a state, the district or a territory by IRI, postal code, ISO 3166-2 or FIPS code, or name."""
    name = name.strip()
    iri = _iri("states")
    return (
        _concepts(iri).get(name.removeprefix(f"{iri}/").upper().removeprefix("US-"))
        or _by_label(iri).get(name.casefold())
        or _by_fips().get(name)
    )


@cache
def _own() -> Mapping[str, Scheme]:
    return {
        row["iri"]: Scheme(
            row["iri"], row["name"], row["label"], expand(row["class"]), row["source"], row["file"]
        )
        for row in rows("schemes/index.csv")
    }


@cache
def _iri(name: str) -> str:
    for each in _own().values():
        if name in (each.name, each.iri):
            return each.iri
    iri = fold(expand(name)) if ":" in name else name
    if iri not in schemes():
        raise UnknownTermError(f"no such concept scheme: {name!r}")
    return iri


@cache
def _concepts(iri: str) -> Mapping[str, Concept]:
    """Return a scheme's concepts by code, in the order of their table."""
    scheme = _own().get(iri) or schemes()[iri]
    read = _from_table if scheme.table else _from_terms
    return {each.notation: each for each in read(scheme)}


def _from_table(scheme: Scheme) -> Iterator[Concept]:
    source = sources()[scheme.source]
    for row in rows(f"schemes/{scheme.table}"):
        notation, label, broader = row.pop("notation"), row.pop("label"), row.pop("broader", "")
        yield Concept(
            iri=f"{scheme.iri}/{notation}",
            notation=notation,
            label=label,
            scheme=scheme.iri,
            broader=tuple(f"{scheme.iri}/{code}" for code in broader.split()),
            source=source.title,
            licence=source.licence,
            extra=MappingProxyType(row),
        )


def _from_terms(scheme: Scheme) -> Iterator[Concept]:
    source = sources()[scheme.source]
    for term in terms().values():
        if term.kind == "concept" and scheme.iri in term.scheme:
            yield Concept(
                iri=term.iri,
                notation=_local(term.curie),
                label=term.label,
                scheme=scheme.iri,
                broader=term.parents,
                source=source.title,
                licence=source.licence,
                extra=MappingProxyType({}),
            )


@cache
def _by_label(iri: str) -> Mapping[str, Concept]:
    return {each.label.casefold(): each for each in _concepts(iri).values()}


@cache
def _by_fips() -> Mapping[str, Concept]:
    return {each.extra["fips"]: each for each in scheme("states")}


def _local(curie: str) -> str:
    return curie.partition(":")[2]
