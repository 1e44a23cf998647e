import pytest
from rdflib import RDF, SH, BNode, Graph, URIRef

from credway.shapes.path import Alternative, Property, Sequence, properties, read

A, B, C = (URIRef(f"urn:x:{name}") for name in "abc")


def _path(turtle: str) -> tuple[Graph, object]:
    graph = Graph().parse(
        data=f"@prefix sh: <{SH}> . @prefix : <urn:x:> . <urn:s> sh:path {turtle} .", format="turtle"
    )
    return graph, graph.value(URIRef("urn:s"), SH.path)


@pytest.mark.parametrize(
    ("turtle", "text"),
    [
        (":a", "urn:x:a"),
        ("[ sh:inversePath :a ]", "^<urn:x:a>"),
        ("( :a :b )", "<urn:x:a>/<urn:x:b>"),
        ("[ sh:alternativePath ( :a [ sh:inversePath :b ] ) ]", "<urn:x:a>|^<urn:x:b>"),
        ("( [ sh:alternativePath ( :a :b ) ] :c )", "(<urn:x:a>|<urn:x:b>)/<urn:x:c>"),
    ],
)
def test_a_path_is_written_as_in_sparql(turtle: str, text: str) -> None:
    """The text of a path is what one would put into a query."""
    graph, node = _path(turtle)
    assert read(graph, node).text() == text  # type: ignore[arg-type]


def test_a_path_is_followed() -> None:
    """Each kind of path leads where SHACL says it leads."""
    links = Graph()
    for triple in ((A, B, C), (B, C, A), (C, B, A), (A, C, B)):
        links.add(triple)
    assert set(Property(B).values(A, links)) == {C}
    assert set(Property(B, inverse=True).values(A, links)) == {C}
    assert set(Alternative((Property(B), Property(C))).values(A, links)) == {B, C}
    assert set(Sequence((Property(B), Property(B))).values(A, links)) == {A}


def test_a_path_names_its_properties() -> None:
    """The documentation lists the properties of a path in the order of the shape."""
    path = Sequence((Alternative((Property(B), Property(A, inverse=True))), Property(C)))
    assert properties(path) == (B, A, C)


def test_a_kind_of_path_that_no_shape_uses_is_refused() -> None:
    """A path that is not understood is an error, never an empty set of values."""
    graph, node = _path("[ sh:zeroOrMorePath :a ]")
    with pytest.raises(ValueError, match="no such property path"):
        read(graph, node)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no such property path"):
        read(Graph(), BNode())
    assert (RDF.nil, None, None) not in graph
