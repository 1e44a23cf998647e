from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pyoxigraph as ox
import pytest
import shacl
from mutating import mutated

from credway.shapes.engine import MORE_RESULTS, SHAPES
from credway.shapes.lines import lines
from credway.shapes.pyshacl_engine import PyShaclEngine
from credway.shapes.rust_engine import EngineFailed, RustEngine
from credway.shapes.targets import marked, prepare

EXAMPLES = Path(__file__).parent / "examples"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.ttl"))
UNLIMITED = 1_000_000

Turtle = Callable[[str], list[ox.Triple]]


@pytest.fixture(scope="module")
def fast() -> RustEngine:
    """The fast engine, cutting nothing."""
    return RustEngine(UNLIMITED)


@pytest.fixture(scope="module")
def authority() -> PyShaclEngine:
    """pySHACL, cutting nothing."""
    return PyShaclEngine(UNLIMITED)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("stride", [0, 2, 5])
def test_reports_equal_those_of_pyshacl(
    name: str, stride: int, fast: RustEngine, authority: PyShaclEngine, example: Turtle
) -> None:
    """A valid example, and what is left without every nth triple, get the same rows in the same order."""
    document = [t for n, t in enumerate(example(name), 1) if not stride or n % stride]
    assert fast.report(document) == authority.report(document)
    assert fast.conforms(document) == authority.conforms(document)


@pytest.mark.parametrize("name", NAMES)
def test_lines_say_what_the_prepared_graph_says(name: str, example: Turtle) -> None:
    """Both engines judge one graph: the text for one holds the triples for the other, and no more."""
    for document in [example(name), *mutated([example(name)], 20, seed=3)]:
        expected = {f"{t} ." for t in marked(prepare(document))}
        assert set(lines(document).text.split("\n")) - {""} == expected


def test_old_namespaces_are_read_as_new_ones(fast: RustEngine, authority: PyShaclEngine) -> None:
    """Classes, properties and concepts of CTDL's former namespaces are folded for both engines."""
    text = """
      @prefix old: <http://purl.org/ctdl/terms/> .
      @prefix status: <https://credreg.net/ctdl/vocabs/credentialStat/> .
      <urn:x:a> a old:License ; old:credentialStatusType status:Active ; old:name "A"@en .
    """
    document = [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)]
    assert "http://purl.org" not in lines(document).text
    assert fast.report(document) == authority.report(document)


@pytest.mark.parametrize("space", ["\u00a0", "\u2003", "\u3000"])
def test_an_iri_with_a_space_of_another_kind_is_judged(
    space: str, fast: RustEngine, turtle: Turtle, authority: PyShaclEngine
) -> None:
    """Such IRIs are legal; a node that has one cannot slip past its shapes."""
    document = turtle(f"<urn:x:{space}a> a ceterms:License .")
    assert not fast.conforms(document)
    assert fast.report(document) == authority.report(document)


@pytest.mark.parametrize(
    "mark", ["\u2028", "\u0085", "\u000b", "\\n", "\\r", "\\t", '\\"', "\\\\", "é", "😀"]
)
def test_any_character_of_a_text_comes_back(
    mark: str, fast: RustEngine, turtle: Turtle, authority: PyShaclEngine
) -> None:
    """Line separators, quotes and escapes in a value neither cut a line nor change a row."""
    document = turtle(f'<urn:x:a> a ceterms:License ; ceterms:name "A {mark} <urn:x:b> _:c ." .')
    report = fast.report(document)
    assert any(result.value and "urn:x:b" in result.value for result in report)
    assert report == authority.report(document)


def test_a_text_is_a_text_with_or_without_its_datatype(fast: RustEngine, turtle: Turtle) -> None:
    """ "a" and "a"^^xsd:string are one literal, and a language makes another."""
    text = '<urn:x:a> a ceterms:License ; ceterms:name "{}"{} .'
    plain, typed, tagged = (turtle(text.format("A", end)) for end in ("", "^^xsd:string", "@en"))
    assert fast.report(plain) == fast.report(typed)
    assert fast.report(plain) != fast.report(tagged)


def test_blank_nodes_keep_their_labels(fast: RustEngine, turtle: Turtle, authority: PyShaclEngine) -> None:
    """A row names the blank node of the document, whatever the library calls it."""
    parts = " . ".join(f"_:n{n} a ceterms:CostProfile ; ceterms:currency _:v{n}" for n in range(40, 0, -1))
    document = turtle(f"{parts} .")
    report = fast.report(document)
    assert {f"_:v{n}" for n in range(1, 41)} <= {result.value for result in report}
    assert report == authority.report(document)


def test_a_report_is_cut_as_pyshacls_is(example: Turtle) -> None:
    """The limit keeps the gravest results and says how many are missing."""
    document = [t for t in example("credential") if t.predicate.value.endswith("#type")]
    cut = RustEngine(max_results=3).report(document)
    assert cut == PyShaclEngine(max_results=3).report(document)
    assert cut[3].shape == MORE_RESULTS


def test_threads_share_one_engine(fast: RustEngine, example: Turtle) -> None:
    """Many threads get the same rows in the same order."""
    document = [t for n, t in enumerate(example("transfer_value"), 1) if n % 4]
    expected = fast.report(document)
    assert expected
    with ThreadPoolExecutor(4) as pool:
        assert all(rows == expected for rows in pool.map(fast.report, [document] * 40))


def test_conforms_counts_violations_alone(fast: RustEngine, example: Turtle) -> None:
    """A missing recommendation leaves a document conforming, a missing requirement does not."""
    document = example("credential")
    assert fast.conforms([t for t in document if "keyword" not in t.predicate.value])
    assert not fast.conforms([t for t in document if "subjectWebpage" not in t.predicate.value])


def test_a_triple_inside_a_triple_is_no_verdict(fast: RustEngine) -> None:
    """What no shape can judge is a failure of the engine, never a document without faults."""
    inner = ox.Triple(ox.BlankNode("a"), ox.NamedNode("urn:x:p"), ox.Literal("x"))
    outer = ox.Triple(ox.BlankNode("b"), ox.NamedNode("urn:x:p"), inner)
    with pytest.raises(EngineFailed, match="inside a triple"):
        fast.conforms([outer])


def test_a_direction_of_text_is_no_verdict(fast: RustEngine) -> None:
    """Nor is a text with a direction, which is RDF 1.2 and unknown to the shapes."""
    text = ox.Literal("x", language="en", direction=ox.BaseDirection.LTR)
    with pytest.raises(EngineFailed, match="direction"):
        fast.report([ox.Triple(ox.NamedNode("urn:x:a"), ox.NamedNode("urn:x:p"), text)])


class Panic(BaseException):
    """As the library's bindings raise it."""


@pytest.mark.parametrize(("raised", "seen"), [(Panic, EngineFailed), (KeyboardInterrupt, KeyboardInterrupt)])
def test_a_panic_is_a_failure_and_an_interrupt_is_not(
    raised: type[BaseException], seen: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the library raises is caught, but who stops the program stops it."""

    def failing(*unused: object, **unused_too: object) -> shacl.Report:
        raise raised("no")

    engine = RustEngine()
    compiled = engine._compiled(frozenset())
    monkeypatch.setattr(compiled, "_shapes", SimpleNamespace(validate_text=failing))
    with pytest.raises(seen):
        engine.conforms([])


def test_a_row_of_an_unknown_shape_is_a_failure(
    fast: RustEngine, example: Turtle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A result that names no shape of ours is not passed on with half of its fields."""
    document = [t for t in example("credential") if "subjectWebpage" not in t.predicate.value]
    monkeypatch.delitem(fast._shapes, f"{SHAPES}common/webpageRequired")
    with pytest.raises(EngineFailed, match="webpageRequired"):
        fast.report(document)


def test_blank_nodes_are_traced_one_by_one_where_numbers_surprise(
    fast: RustEngine, turtle: Turtle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should the library number blank nodes in another way, each is pointed at, and none mixed up."""
    parts = " . ".join(f"_:n{n} a ceterms:CostProfile ; ceterms:currency _:v{n}" for n in range(9))
    document = turtle(f"{parts} .")
    expected = fast.report(document)
    compiled = fast._compiled(fast.read(document).families)
    monkeypatch.setattr(compiled, "first", compiled.first + 1)
    assert fast.report(document) == expected
