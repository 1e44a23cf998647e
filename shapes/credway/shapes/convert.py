"""Terms of pyoxigraph as terms of rdflib and back, and both as the text of a result."""

from typing import TypeAlias

import pyoxigraph as ox
from rdflib import BNode, Literal, URIRef

OxTerm: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal
RdflibTerm: TypeAlias = URIRef | BNode | Literal

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


def to_rdflib(term: object) -> RdflibTerm:
    """Convert a term of pyoxigraph. Raises ValueError for what rdflib cannot hold."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal) and term.direction is None:
        # rdflib would rewrite "007" to "7" and tells "a" from "a"^^xsd:string; RDF does neither.
        if term.language is not None:
            return Literal(term.value, lang=term.language, normalize=False)
        if term.datatype.value == XSD_STRING:
            return Literal(term.value, normalize=False)
        return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)
    raise ValueError(f"rdflib has no such term: {term!r}")


def to_oxigraph(term: object) -> OxTerm:
    """Convert a term of rdflib. Raises ValueError for what is no RDF term."""
    if isinstance(term, URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, BNode):
        return ox.BlankNode(str(term))
    if isinstance(term, Literal):
        if term.language is not None:
            return ox.Literal(str(term), language=term.language)
        if term.datatype is not None:
            return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)))
        return ox.Literal(str(term))
    raise ValueError(f"pyoxigraph has no such term: {term!r}")


def text_of(term: object) -> str:
    """Write a term of either library: an IRI plain, `_:label`, a literal as in N-Triples."""
    if isinstance(term, ox.NamedNode):
        return term.value
    if isinstance(term, ox.BlankNode | ox.Literal):
        return str(term)
    if isinstance(term, URIRef):
        return str(term)
    if isinstance(term, BNode):
        return f"_:{term}"
    return str(to_oxigraph(term))
