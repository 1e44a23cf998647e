"""Documents as RDF: parsing with nothing fetched, and the RDFC-1.0 content hash."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import islice

import orjson
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)

from credway.shapes.documents import JSON, JSON_LD, N_QUADS, N_TRIPLES, RDF_XML, TURTLE, Document
from credway.shapes.limits import Limits
from credway.shapes.preflight import Checked
from credway.shapes.refusals import fatal

FORMATS = {
    JSON_LD: RdfFormat.JSON_LD,
    JSON: RdfFormat.JSON_LD,
    TURTLE: RdfFormat.TURTLE,
    N_TRIPLES: RdfFormat.N_TRIPLES,
    N_QUADS: RdfFormat.N_QUADS,
    RDF_XML: RdfFormat.RDF_XML,
}
RELATIVE = "https://relative.invalid/"
"""Under what relative IRIs are parsed: preflight refuses them, and the shapes should see them too."""
MAX_ALIKE = 4
"""Most blank nodes that may be pointed at twice and look alike: beyond it canonicalisation explodes."""


class Unreadable(Exception):
    """The parser refused the document; says where, as far as it knows."""


class Poison(Exception):
    """Canonicalising the document would take exponential time."""


def triples_of(document: Document, checked: Checked | None, limits: Limits) -> Sequence[Triple]:
    """Parse the document's graph, named or not, into triples. Raises Unreadable, and Fatal for too many.

    JSON-LD is parsed with the context that preflight chose, so that nothing can be fetched.
    """
    if checked is not None:
        body = orjson.dumps({**checked.data, "@context": checked.context})
        form = RdfFormat.JSON_LD
    else:
        body, form = document.body, FORMATS[document.media_type]
    try:
        base = RELATIVE if checked is not None else None
        found = [quad.triple for quad in islice(parse(body, format=form, base_iri=base), limits.triples + 1)]
    except (SyntaxError, ValueError) as error:
        raise Unreadable(str(error)) from error
    if len(found) > limits.triples:
        raise fatal("TOO_MANY_TRIPLES", f"More than {limits.triples:,} triples. Split the document.")
    return found


def digest(triples: Sequence[Triple]) -> str:
    """Return the SHA-256 of the sorted canonical N-Quads. Raises Poison."""
    refuse_poison(triples)
    dataset = Dataset(Quad(t.subject, t.predicate, t.object) for t in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    lines = sorted(f"{quad} .\n" for quad in dataset)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def refuse_poison(triples: Sequence[Triple]) -> None:
    """Raise Poison where many blank nodes that are pointed at twice cannot be told apart.

    Blank nodes from nesting form trees, which canonicalise in linear time; only nodes with a label
    of their own that look alike at first sight make the algorithm try permutations.
    """
    inbound: Counter[BlankNode] = Counter()
    said: dict[BlankNode, list[str]] = defaultdict(list)
    for triple in triples:
        if isinstance(triple.object, BlankNode):
            inbound[triple.object] += 1
            said[triple.object].append(f"^{triple.predicate.value} {_seen(triple.subject)}")
        if isinstance(triple.subject, BlankNode):
            said[triple.subject].append(f"{triple.predicate.value} {_seen(triple.object)}")
    shared = [node for node, count in inbound.items() if count > 1]
    if len(shared) <= MAX_ALIKE:
        return
    looks = Counter("\n".join(sorted(said[node])) for node in shared)
    if max(looks.values()) > MAX_ALIKE:
        raise Poison(
            f"{max(looks.values())} blank nodes are each used more than once and look alike; "
            "give them IRIs, or nest each where it is used"
        )


def _seen(term: object) -> str:
    return "_:" if isinstance(term, BlankNode) else str(term)


def described(triples: Sequence[Triple]) -> Sequence[str]:
    """The IRIs that a document says something about, in order."""
    return sorted({t.subject.value for t in triples if isinstance(t.subject, NamedNode)})
