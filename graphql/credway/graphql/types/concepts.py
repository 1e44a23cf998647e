"""Terms of published schemes."""

from functools import lru_cache

import strawberry

from credway.graphql.building import output, says
from credway.graphql.scalars import IRI
from credway.ontology import schemes
from credway.registry.answers import words
from credway.registry.answers.triples import as_iri


@output()
class Concept:
    """A term of a published scheme: unit, level, status, type, measure, relation."""

    id: strawberry.ID = says("The IRI of the term.")
    notation: str | None = says("Its code in the scheme.")
    label: str = says("What people call it, in English.")
    scheme: IRI | None = says("The scheme, where it is one that this registry carries.")


@output()
class LangString:
    """A text with its language."""

    value: str = says("The text.")
    lang: str | None = says("The language tag, where the document states one.")


@lru_cache(4096)
def concept(name: str) -> Concept:
    """Read a concept from an IRI, a CURIE or a currency code."""
    found = (
        schemes.concept(as_iri(name))
        or schemes.by_notation("units", name)
        or schemes.by_notation("measures", name.removeprefix("credway:"))
    )
    if found is not None:
        return Concept(strawberry.ID(found.iri), found.notation, found.label, IRI(found.scheme))
    iri = as_iri(name)
    local = iri.replace("#", "/").rsplit("/", 1)[-1]
    return Concept(strawberry.ID(iri), local, words.label(name), None)


def concept_or_none(name: object) -> Concept | None:
    """Read a concept where one is named."""
    return concept(str(name)) if name else None
