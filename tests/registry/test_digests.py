"""One content, one digest: however a document is written, and after it was kept and given back."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import orjson
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld  # type: ignore[import-untyped]
from rdflib import XSD, Graph, Literal
from rdflib.compare import isomorphic, to_isomorphic

from credway.loaders.generated.documents import documents
from credway.ontology.context import CONTEXT_URL, context
from credway.ontology.namespaces import expand
from credway.ontology.terms import family
from credway.registry.answers.nodes import body_of
from credway.registry.documents import Submission
from credway.registry.registry import Registry
from credway.server.representations import Representable
from credway.shapes.convert import to_rdflib
from credway.shapes.documents import JSON_LD, N_QUADS, N_TRIPLES, RDF_XML, TURTLE, Document
from credway.shapes.limits import LOCAL
from credway.shapes.poison import Poison
from credway.shapes.rdf import canonical, digest
from credway.shapes.reading import read

FORMS = {
    TURTLE: ox.RdfFormat.TURTLE,
    N_TRIPLES: ox.RdfFormat.N_TRIPLES,
    N_QUADS: ox.RdfFormat.N_QUADS,
    RDF_XML: ox.RdfFormat.RDF_XML,
}
ALGORITHMS = {
    "SHA256": ox.CanonicalizationAlgorithm.RDFC_1_0,
    "SHA384": ox.CanonicalizationAlgorithm.RDFC_1_0_SHA_384,
}
RDFC = "https://w3c.github.io/rdf-canon/tests/vocab#"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"


def _kind(document: Mapping[str, Any]) -> str:
    name = str(document["@graph"][0]["@type"])
    return family(expand(name)) or name


SAMPLE = tuple(
    {
        _kind(document): document
        for document in sorted(islice(documents(200, seed=7), 150), key=lambda each: -len(orjson.dumps(each)))
    }.values()
)
"""The smallest generated document of each kind, by the family of its first node."""

# It is rdflib's own parser that uses what rdflib warns of.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


@pytest.fixture(scope="module")
def suite(shared_data: Path) -> Path:
    """The W3C's tests of RDF dataset canonicalisation."""
    return shared_data / "w3c" / "rdf-canon" / "tests"


def test_canonical_form_is_that_of_the_w3c(suite: Path) -> None:
    """All 64 evaluation tests of RDFC-1.0 give the expected N-Quads, byte for byte."""
    tests = list(_evaluations(suite))
    assert len(tests) == 64
    wrong = [
        action.name
        for action, result, algorithm in tests
        if canonical(_quads(action), algorithm) != result.read_bytes()
    ]
    assert wrong == []


def test_the_clique_of_the_w3c_is_refused(suite: Path) -> None:
    """The negative test, whose ten blank nodes all point at each other, is refused before it is tried."""
    clique = [quad.triple for quad in _quads(suite / "rdfc10" / "test074-in.nq")]
    assert len(clique) == 100
    with pytest.raises(Poison, match="look alike"):
        digest(clique)


@pytest.mark.parametrize("document", SAMPLE, ids=_kind)
@settings(max_examples=15)
@given(seed=st.integers())
def test_the_digest_depends_on_what_is_said_alone(document: Mapping[str, Any], seed: int) -> None:
    """Other order of keys and values, other labels of blank nodes, other syntaxes: the same digest."""
    random = Random(seed)
    expected = _digest(Document(orjson.dumps(document)))
    assert _digest(Document(orjson.dumps(_shuffled(document, random)))) == expected
    triples = _renamed(_read(Document(orjson.dumps(document))), random)
    assert digest(triples) == expected
    for media_type, form in FORMS.items():
        written = ox.serialize(triples, format=form) or b""
        assert _digest(Document(written, media_type=media_type)) == expected, media_type


def test_the_digest_depends_on_all_that_is_said() -> None:
    """Another value, language, datatype or number of nodes is another digest."""
    name = ox.NamedNode("urn:x:p")
    values: list[ox.Literal | ox.NamedNode | ox.BlankNode] = [
        ox.Literal("1"),
        ox.Literal("01"),
        ox.Literal("1", language="en"),
        ox.Literal("1", language="de"),
        ox.Literal(1),
        ox.NamedNode("urn:x:1"),
        ox.BlankNode("a"),
    ]
    said = [[ox.Triple(ox.BlankNode("n"), name, value)] for value in values]
    twice = [ox.Triple(ox.BlankNode(label), name, ox.Literal("1")) for label in "nm"]
    assert len({digest(each) for each in [*said, twice]}) == len(values) + 1


@pytest.mark.parametrize("document", SAMPLE, ids=_kind)
def test_rdflib_and_pyld_read_what_credway_reads(document: Mapping[str, Any]) -> None:
    """The three read the same graph from a document and the published context."""
    ours = _graph(_read(Document(orjson.dumps(document))))
    assert isomorphic(_by_value(ours), _by_value(_by_rdflib(document)))
    assert isomorphic(ours, _by_pyld(document))


async def test_what_is_given_back_is_what_was_published(registry: Registry) -> None:
    """A document that is kept on either store and served in any format is isomorphic to the original."""
    submissions = [Submission(Document(orjson.dumps(document)), mode="mirror") for document in SAMPLE]
    outcomes = await registry.publish(submissions, local=True)
    for document, outcome in zip(SAMPLE, outcomes, strict=True):
        iri = str(document["@id"])
        assert outcome.document == iri, outcome.verdict.findings
        published = to_isomorphic(_by_pyld(document))
        body = await body_of(await registry.ask(), iri)
        made = Representable(body, iri, None, registry.settings, registry.base)
        given_back = orjson.loads(made.bytes_as(JSON_LD))
        assert to_isomorphic(_by_pyld(given_back)) == published
        assert isomorphic(_by_rdflib(given_back), _by_rdflib(document))
        for media_type, form in FORMS.items():
            quads = ox.parse(made.bytes_as(media_type), format=form)
            assert to_isomorphic(_graph([quad.triple for quad in quads])) == published, media_type


def _evaluations(suite: Path) -> Iterator[tuple[Path, Path, ox.CanonicalizationAlgorithm]]:
    """Yield the input, the expected output and the algorithm of each evaluation test."""
    base = (suite / "manifest.ttl").resolve().as_uri()
    store = ox.Store()
    store.load(path=suite / "manifest.ttl", format=ox.RdfFormat.TURTLE, base_iri=base)
    query = f"""
      SELECT ?action ?result ?hash {{
        ?test a <{RDFC}RDFC10EvalTest> ; <{MF}action> ?action ; <{MF}result> ?result
        OPTIONAL {{ ?test <{RDFC}hashAlgorithm> ?hash }}
      }} ORDER BY ?action"""
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    for row in found:
        action, result = (Path(row[name].value.removeprefix("file://")) for name in ("action", "result"))
        yield action, result, ALGORITHMS[row["hash"].value if row["hash"] else "SHA256"]


def _quads(file: Path) -> list[ox.Quad]:
    return list(ox.parse(file.read_bytes(), format=ox.RdfFormat.N_QUADS))


def _read(document: Document) -> Sequence[ox.Triple]:
    return read(document, LOCAL, "https://test.example/").triples


def _digest(document: Document) -> str:
    return digest(_read(document))


def _shuffled(value: Any, random: Random) -> Any:
    """Write JSON with its keys and its values in another order; the context has no ordered lists."""
    if isinstance(value, Mapping):
        return {key: _shuffled(value[key], random) for key in random.sample(list(value), len(value))}
    if isinstance(value, list):
        return [_shuffled(each, random) for each in random.sample(value, len(value))]
    return value


def _renamed(triples: Sequence[ox.Triple], random: Random) -> list[ox.Triple]:
    """Give blank nodes other labels, and state the triples in another order."""
    found = {n for t in triples for n in (t.subject, t.object) if isinstance(n, ox.BlankNode)}
    numbers = random.sample(range(len(found)), len(found))
    labels: dict[Any, Any] = {n: ox.BlankNode(f"x{i}") for n, i in zip(found, numbers, strict=True)}
    new = [
        ox.Triple(labels.get(t.subject, t.subject), t.predicate, labels.get(t.object, t.object))
        for t in triples
    ]
    return random.sample(new, len(new))


def _graph(triples: Sequence[ox.Triple]) -> Graph:
    graph = Graph(bind_namespaces="none")
    for t in triples:
        graph.add((to_rdflib(t.subject), to_rdflib(t.predicate), to_rdflib(t.object)))
    return graph


def _by_rdflib(document: Mapping[str, Any]) -> Graph:
    """Read a document with rdflib, which rewrites literals unless it is told not to."""
    text = json.dumps({"@context": context(), "@graph": document["@graph"]})
    kept, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        written = Graph().parse(data=text, format="json-ld").serialize(format="nt", encoding="utf-8")
    finally:
        rdflib.NORMALIZE_LITERALS = kept
    return _of_lines(written)


def _by_value(graph: Graph) -> Graph:
    """Write numbers in one spelling: of JSON's 1.5 JSON-LD makes "1.5E0", and rdflib "1.5"."""
    found = Graph(bind_namespaces="none")
    for subject, predicate, value in graph:
        if isinstance(value, Literal) and value.datatype in (XSD.float, XSD.double):
            value = Literal(repr(float(str(value))), datatype=value.datatype, normalize=False)
        found.add((subject, predicate, value))
    return found


def _by_pyld(document: Mapping[str, Any]) -> Graph:
    """Read a document with PyLD, which is given the context in place of the network."""

    def loader(url: str, options: object) -> dict[str, Any]:
        assert url == CONTEXT_URL
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": context()}}

    written = jsonld.to_rdf(dict(document), {"documentLoader": loader, "format": "application/n-quads"})
    return _of_lines(written.encode())


def _of_lines(lines: bytes) -> Graph:
    return _graph([quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_QUADS)])
