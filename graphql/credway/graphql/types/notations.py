"""Things to which a published scheme gives a code: occupations, career clusters, states."""

from typing import Any

from credway.graphql.building import output, reads
from credway.graphql.scalars import IRI
from credway.graphql.types.resources import Resource
from credway.ontology import schemes


@output(iri="ceterms:Occupation")
class Occupation(Resource):
    """An occupation of a published classification."""

    @reads(str | None, iri="skos:notation")
    def code(self) -> Any:
        """Its code."""
        return _notation(self.about.iri)

    @reads(IRI | None, iri="skos:inScheme")
    def scheme(self) -> Any:
        """The classification."""
        return _scheme(self.about.iri)


@output(iri="credway:CareerCluster")
class Cluster(Resource):
    """A career cluster of a framework."""

    @reads(str | None, iri="skos:notation")
    def code(self) -> Any:
        """Its code."""
        return _notation(self.about.iri)

    @reads(IRI | None, iri="skos:inScheme")
    def scheme(self) -> Any:
        """The framework."""
        return _scheme(self.about.iri)


@output(iri="ceterms:Place")
class Jurisdiction(Resource):
    """A state, the district or a territory."""

    @reads(str | None, iri="skos:notation")
    def code(self) -> Any:
        """Its postal code."""
        return _notation(self.about.iri)


def _notation(iri: str) -> str | None:
    found = schemes.concept(iri)
    return found.notation if found else None


def _scheme(iri: str) -> str | None:
    found = schemes.concept(iri)
    return found.scheme if found else None
