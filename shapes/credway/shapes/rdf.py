"""Documents as RDF: parsing with nothing fetched, and the RDFC-1.0 content hash."""

import hashlib
from collections.abc import Iterable, Sequence
from itertools import islice

import orjson
from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
    serialize,
)

from credway.shapes import bounds
from credway.shapes.documents import JSON, JSON_LD, N_QUADS, N_TRIPLES, RDF_XML, TURTLE, Document
from credway.shapes.limits import Limits
from credway.shapes.poison import Poison, refuse_poison
from credway.shapes.refusals import fatal
from credway.shapes.repairing import is_iri
from credway.shapes.statements import Statements, statements
from credway.shapes.values import Checked
from credway.shapes.verdict import RELATIVE

FORMATS = {
    JSON_LD: RdfFormat.JSON_LD,
    JSON: RdfFormat.JSON_LD,
    TURTLE: RdfFormat.TURTLE,
    N_TRIPLES: RdfFormat.N_TRIPLES,
    N_QUADS: RdfFormat.N_QUADS,
    RDF_XML: RdfFormat.RDF_XML,
}
_GRAPH = frozenset({"@context", "@id", "@graph"})


class Unreadable(Exception):
    """The parser refused the document; says where, as far as it knows."""


def triples_of(document: Document, checked: Checked | None, limits: Limits) -> Sequence[Triple]:
    """Parse the document's graph, named or not, into triples. Raises Unreadable, and Fatal for too many.

    JSON-LD is parsed with the context that preflight chose, so that nothing can be fetched. Other
    syntaxes are bounded before they are parsed and after.
    """
    if checked is not None:
        body, is_unnamed = _spliced(checked)
        quads = _quads(body, RdfFormat.JSON_LD, limits, RELATIVE)
        found = Statements([quad.triple for quad in quads], quads if is_unnamed else ())
        bounds.refuse_pairs(found, limits)
        return found
    bounds.refuse_nested(document, limits)
    quads = _quads(document.body, FORMATS[document.media_type], limits, None)
    graphs = {quad.graph_name for quad in quads}
    if len(graphs) > 1:
        raise fatal(
            "SEVERAL_GRAPHS",
            f"The statements are in {len(graphs):,} graphs, and each is a document of its own. Publish them "
            "one by one, or load the file.",
        )
    found = Statements([quad.triple for quad in quads])
    bounds.refuse_wide(found, limits)
    bounds.refuse_pairs(found, limits)
    return found


def graph_of(document: Document) -> str | None:
    """Return the IRI of the graph that the statements of N-Quads are in: they are one document."""
    if document.media_type != N_QUADS:
        return None
    first = next(iter(parse(document.body, format=RdfFormat.N_QUADS)), None)
    return first.graph_name.value if first and isinstance(first.graph_name, NamedNode) else None


def _spliced(checked: Checked) -> tuple[bytes, bool]:
    """Write a document with its own context, and whether all of it is in the default graph.

    The name of a graph that nothing is said of is left out: what is in it is the document.
    """
    data = checked.data
    if isinstance(data, list):
        data = {"@graph": data}
    if "@graph" not in data:
        body = orjson.dumps({**data, "@context": checked.context})
        return body, b"@graph" not in body
    if not data.keys() <= _GRAPH or not is_iri(data.get("@id", RELATIVE)):
        return orjson.dumps({**data, "@context": checked.context}), False
    body = orjson.dumps({"@context": checked.context, "@graph": data["@graph"]})
    return body, body.count(b"@graph") == 1


def _quads(body: bytes, form: RdfFormat, limits: Limits, base: str | None) -> list[Quad]:
    try:
        found = list(islice(parse(body, format=form, base_iri=base), limits.triples + 1))
    except (SyntaxError, ValueError) as error:
        raise Unreadable(str(error)) from error
    if len(found) > limits.triples:
        raise fatal("TOO_MANY_TRIPLES", f"More than {limits.triples:,} triples. Split the document.")
    return found


def digest(triples: Sequence[Triple]) -> str:
    """Return the SHA-256 of the sorted canonical N-Quads. Raises Poison."""
    found = statements(triples)
    refuse_poison(found)
    quads = found.quads or (Quad(*triple) for triple in found)
    return hashlib.sha256(canonical(quads)).hexdigest()


def canonical(
    quads: Iterable[Quad], algorithm: CanonicalizationAlgorithm = CanonicalizationAlgorithm.RDFC_1_0
) -> bytes:
    """Return the sorted canonical N-Quads of a dataset. Takes exponential time for poison."""
    dataset = Dataset(quads)
    dataset.canonicalize(algorithm)
    text = serialize(dataset, format=RdfFormat.N_QUADS) or b""
    return b"".join(sorted(text.splitlines(keepends=True)))


def described(triples: Sequence[Triple]) -> Sequence[str]:
    """The IRIs that a document says something about, in order."""
    return sorted({t.subject.value for t in triples if isinstance(t.subject, NamedNode)})


__all__ = ["Poison", "Unreadable", "canonical", "described", "digest", "graph_of", "triples_of"]
