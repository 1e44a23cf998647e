import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import RDFS, SH, Graph, URIRef
from rdflib.term import Node

from credway.ontology.context import context
from credway.ontology.terms import superclasses, terms
from credway.shapes.convert import text_of, to_rdflib
from credway.shapes.engine import ENGINE_ERROR, MORE_RESULTS, SHAPES, Result, shortened
from credway.shapes.path import read
from credway.shapes.pyshacl_engine import PyShaclEngine
from credway.shapes.sources import graph as shapes_graph
from credway.shapes.targets import compiled, marked, prepare

EXAMPLES = Path(__file__).parent / "examples"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.ttl"))
MINIMUM_DATA = URIRef("https://w3id.org/credway/terms/minimumData")

# A dozen that cover classes, syntaxes, twenty years of CTDL and 15 to 460 triples.
REAL = (
    "registry-published/CredentialWithMultipleLanguages_Api_output.json",
    "registry-published/Credential_PublishDetailedRecord_API_output.json",
    "registry-published/cred_ex.ttl",
    "competency-frameworks/ONET-Basic-Skills-Competency-Framework-9-27-19.json",
    "transfer-value/Examples__tv-example.json",
    "ingest-examples/2__LearningProgram-2.json",
    "legacy-2018/test_data__agentSchema__2018-03-15_organization_69_payload.json",
    "legacy-2018/test_data__credentialSchema__2018-03-15_credential_1_payload.json",
    "handbook/HandbookExamples__RecognitionOfPriorLearning__tvp-example1.json",
    "outcomes-qdata/EEOMetrics__Examples__simple.json",
    "shapes-samples/credOrg_req_errors-valueTypes.ttl",
    "ctdl-validate-fixtures/fixtures__domain_violation.json",
)
UNLIMITED = 1_000_000


@pytest.fixture(scope="module")
def whole() -> PyShaclEngine:
    """An engine that cuts nothing."""
    return PyShaclEngine(max_results=UNLIMITED)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("stride", [0, 2, 5])
def test_rows_equal_those_of_plain_pyshacl(
    name: str,
    stride: int,
    whole: PyShaclEngine,
    example: Callable[[str], list[ox.Triple]],
) -> None:
    """A valid example, and what is left without every nth triple, get pySHACL's own rows."""
    document = [t for n, t in enumerate(example(name), 1) if not stride or n % stride]
    assert set(whole.report(document)) == _plain(document)


@pytest.mark.parametrize("name", NAMES)
def test_rows_equal_those_of_plain_pyshacl_for_wrong_values(
    name: str, whole: PyShaclEngine, example: Callable[[str], list[ox.Triple]]
) -> None:
    """An example in which each value became a text or an unknown thing gets pySHACL's own rows."""
    document = []
    for number, t in enumerate(example(name)):
        wrong = ox.NamedNode(f"urn:x:{number}") if number % 2 else ox.Literal(f"{number} ")
        is_type = t.predicate.value.endswith("#type")
        document.append(t if is_type else ox.Triple(t.subject, t.predicate, wrong))
    assert set(whole.report(document)) == _plain(document)


@pytest.mark.parametrize("file", REAL)
def test_rows_equal_those_of_plain_pyshacl_for_real_documents(
    file: str, whole: PyShaclEngine, shared_data: Path
) -> None:
    """A published document gets pySHACL's own rows."""
    document = _real(shared_data / "ctdl" / file)
    assert document
    assert set(whole.report(document)) == _plain(document)


@pytest.mark.parametrize("name", ["action", "alignment", "claim", "dataset", "structure"])
def test_compiled_targets_equal_shacls_own(
    name: str, whole: PyShaclEngine, example: Callable[[str], list[ox.Triple]]
) -> None:
    """Where no rule of ours differs, compiled targets find what sh:targetClass and RDFS find."""
    document = [t for n, t in enumerate(example(name), 1) if n % 3]
    ontology = Graph()
    for iri, term in terms().items():
        if term.kind == "class":
            for parent in superclasses(iri)[1:]:
                ontology.add((URIRef(iri), RDFS.subClassOf, URIRef(parent)))
    data = _rdflib(prepare(document).triples)
    assert set(whole.report(document)) == _rows(data, shapes_graph(), ontology)


def test_whatever_pyshacl_raises_is_a_violation(whole: PyShaclEngine) -> None:
    """A graph that cannot be converted is refused, not passed."""
    inner = ox.Triple(ox.BlankNode("a"), ox.NamedNode("urn:x:p"), ox.Literal("x"))
    outer = ox.Triple(ox.BlankNode("b"), ox.NamedNode("urn:x:p"), inner)
    (result,) = whole.report([outer])
    assert (result.shape, result.severity, result.minimum_data) == (
        ENGINE_ERROR,
        "Violation",
        False,
    )
    assert "ValueError" in result.message
    assert not whole.conforms([outer])


def test_an_error_in_one_shape_leaves_the_others(
    example: Callable[[str], list[ox.Triple]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An exception inside a shape is one more row, beside those of the other shapes."""
    engine = PyShaclEngine()
    judge = engine._all.judge

    def failing(name: str, nodes: list[Node], links: object) -> list[Result]:
        if name.endswith("credential/Credential"):
            raise RecursionError("too deep")
        return judge(name, nodes, links)  # type: ignore[arg-type]

    monkeypatch.setattr(engine._all, "judge", failing)
    document = [t for t in example("credential") if "codedNotation" not in t.predicate.value]
    found = {result.shape: result for result in engine.report(document)}
    assert set(found) == {ENGINE_ERROR, f"{SHAPES}alignment/named"}
    assert found[ENGINE_ERROR].focus == "https://demo.credway.example/welder"


def test_conforms_counts_violations_alone(
    engine: PyShaclEngine, example: Callable[[str], list[ox.Triple]]
) -> None:
    """A missing recommendation leaves a document conforming, a missing requirement does not."""
    document = example("credential")
    assert engine.conforms([t for t in document if "keyword" not in t.predicate.value])
    assert not engine.conforms([t for t in document if "subjectWebpage" not in t.predicate.value])


def test_a_report_is_cut_after_its_gravest_results(
    example: Callable[[str], list[ox.Triple]],
) -> None:
    """The limit keeps what a mirror does not forgive, and says how much is missing."""
    document = [t for t in example("credential") if t.predicate.value.endswith("#type")]
    page = ox.NamedNode("https://purl.org/ctdl/terms/subjectWebpage")
    document.append(ox.Triple(document[0].subject, page, ox.Literal("no address")))
    whole = PyShaclEngine(max_results=UNLIMITED).report(document)
    cut = PyShaclEngine(max_results=3).report(document)
    assert cut[:3] == whole[:3]
    assert cut[0].shape == f"{SHAPES}common/webpageIri"
    assert cut[3].shape == MORE_RESULTS
    for note in cut[3:]:
        same = [r for r in whole[3:] if (r.severity, r.minimum_data) == (note.severity, note.minimum_data)]
        assert note.count == len(same)
        assert note.message.startswith(f"{len(same)} more of severity {note.severity}")
    assert sum(row.count for row in cut) == len(whole)
    assert {row.severity for row in cut[3:]} == {"Violation", "Warning"}


def test_a_report_is_the_same_each_time_and_in_each_thread(
    engine: PyShaclEngine, example: Callable[[str], list[ox.Triple]]
) -> None:
    """Many threads share one engine, and the order of rows never changes."""
    document = [t for n, t in enumerate(example("transfer_value"), 1) if n % 4]
    expected = engine.report(document)
    assert expected
    with ThreadPoolExecutor(4) as pool:
        assert all(rows == expected for rows in pool.map(engine.report, [document] * 40))


def test_known_classes_of_other_documents_are_judged(
    turtle: Callable[[str], list[ox.Triple]],
) -> None:
    """An owner that is known to be a course is found out although its document is elsewhere."""
    course = "https://purl.org/ctdl/terms/Course"
    document = turtle("ex:a a ceterms:License ; ceterms:ownedBy ex:b .")
    shape = f"{SHAPES}common/agentClass"
    assert shape not in {r.shape for r in PyShaclEngine().report(document)}
    engine = PyShaclEngine(classes_of=lambda iri: [course] if iri.endswith("/b") else [])
    assert shape in {r.shape for r in engine.report(document)}


def _real(file: Path) -> list[ox.Triple]:
    if file.suffix == ".ttl":
        return [q.triple for q in ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE)]
    document = json.loads(file.read_bytes())
    document["@context"] = context()
    quads = ox.parse(json.dumps(document), format=ox.RdfFormat.JSON_LD)
    return [quad.triple for quad in quads]


def _rdflib(triples: list[ox.Triple] | tuple[ox.Triple, ...]) -> Graph:
    graph = Graph(bind_namespaces="none")
    for t in triples:
        graph.add((to_rdflib(t.subject), to_rdflib(t.predicate), to_rdflib(t.object)))
    return graph


def _plain(document: list[ox.Triple]) -> set[Result]:
    return _rows(_rdflib(marked(prepare(document))), _rdflib(compiled()), None)


def _rows(data: Graph, shapes: Graph, ontology: Graph | None) -> set[Result]:
    """Validate with plain pySHACL and read the report graph."""
    _, report, _ = pyshacl.validate(data, shacl_graph=_copy(shapes), ont_graph=ontology)
    assert isinstance(report, Graph)

    def one(row: Node, predicate: URIRef) -> Node | None:
        return next(report.objects(row, predicate), None)

    found = set()
    for row in report.objects(None, SH.result):
        shape, path, value = (one(row, p) for p in (SH.sourceShape, SH.resultPath, SH.value))
        assert shape is not None
        found.add(
            Result(
                focus=text_of(one(row, SH.focusNode)),
                path=None if path is None else read(report, path).text(),
                value=None if value is None else shortened(text_of(value)),
                message=str(one(row, SH.resultMessage)),
                severity=str(one(row, SH.resultSeverity)).removeprefix(str(SH)),  # type: ignore[arg-type]
                shape=str(shape),
                component=str(one(row, SH.sourceConstraintComponent)),
                minimum_data=(shape, MINIMUM_DATA, None) in shapes,
            )
        )
    return found


def _copy(graph: Graph) -> Graph:
    """Copy a shapes graph: pySHACL writes triples of its own into it."""
    copy = Graph(bind_namespaces="none")
    for triple in graph:
        copy.add(triple)
    return copy
