from typing import Any

import orjson
import pyoxigraph as ox
import pytest

from credway.ontology.context import CONTEXT_URL
from credway.shapes.documents import Document
from credway.shapes.limits import LOCAL
from credway.shapes.preflight import check
from credway.shapes.rdf import digest, triples_of
from credway.shapes.statements import Statements, has_language, is_blank, is_iri, is_literal, statements

NODE = {"@id": "https://a.example/1", "@type": "ceterms:License", "ceterms:name": {"en": "A"}}
INNER = {**NODE, "ceterms:owns": {"@id": "https://a.example/2", "@graph": [{**NODE, "@id": "urn:x:b"}]}}


def test_rows_say_what_the_terms_say() -> None:
    """A row holds the terms as in N-Triples, the property in its one spelling, and the triple itself."""
    values: list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = [
        ox.NamedNode("urn:x:b"),
        ox.BlankNode("b"),
        ox.Literal('a "b" .\n', language="en"),
        ox.Literal(1),
        ox.Triple(ox.NamedNode("urn:x:c"), ox.NamedNode("urn:x:p"), ox.Literal("x y")),
    ]
    name = ox.NamedNode("http://purl.org/ctdl/terms/name")
    graph = [ox.Triple(ox.NamedNode("urn:x:a"), name, value) for value in values]
    found = statements(graph)
    assert statements(found) is found
    assert found.is_former
    assert [row[2] for row in found.rows] == [*map(str, values[:4]), found.rows[4][2]]
    assert {row[:2] for row in found.rows} == {("<urn:x:a>", "https://purl.org/ctdl/terms/name")}
    assert [row[3] for row in found.rows] == graph
    kinds = [(is_iri(v), is_blank(v), is_literal(v)) for _, _, v, _ in found.rows]
    assert kinds == [(True, False, False), (False, True, False), *[(False, False, True)] * 2, (False,) * 3]
    assert [has_language(found.rows[n][2]) for n in (2, 3)] == [True, False]


@pytest.mark.parametrize(
    "data",
    [
        {**NODE},
        {"@graph": [NODE]},
        {"@id": "https://a.example/graph/1", "@graph": [NODE]},
        {"@id": "_:g", "@graph": [NODE]},
        {**NODE, "@id": "https://a.example/9", "@graph": [NODE]},
        {"@graph": [INNER]},
        INNER,
    ],
)
def test_the_digest_is_that_of_the_statements(data: dict[str, Any]) -> None:
    """However a document names its graph or nests another, what is hashed are its statements."""
    document = Document(orjson.dumps({"@context": CONTEXT_URL, **data}))
    found = triples_of(document, check(document, LOCAL), LOCAL)
    assert digest(found) == digest(list(found))
    assert isinstance(found, Statements)
    assert {quad.graph_name for quad in found.quads} <= {ox.DefaultGraph()}
