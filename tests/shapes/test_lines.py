"""Files of lines: NDJSON and N-Quads."""

import io

import orjson
import pytest

from credway.shapes.carriers.lines import ndjson, nquads
from credway.shapes.carriers.unread import Unreadable
from credway.shapes.documents import TURTLE, Document


def quads(text: str, *, together: bool = True, limit: int = 1_000) -> list[Document | Unreadable]:
    return list(nquads(io.BytesIO(text.encode()), "a.nq", limit, together=together))


def bodies(found: list[Document | Unreadable]) -> list[str]:
    return [each.body.decode() if isinstance(each, Document) else each.code for each in found]


def test_each_line_is_a_document() -> None:
    """Pointers are the numbers of lines, as messages name them, blank ones counted; each knows its line."""
    text = b'\xef\xbb\xbf{"a": 1}\r\n\n  {"b": 2}  \n' + b'{"c": "' + b"x" * 100 + b'"}\n{"d": 4}'
    found = list(ndjson(io.BytesIO(text), "a.ndjson", 50))
    assert [(each.pointer, each.line) for each in found if isinstance(each, Document)] == [
        ("/1", 1),
        ("/3", 3),
        ("/5", 5),
    ]
    [long] = [each for each in found if isinstance(each, Unreadable)]
    assert (long.code, long.pointer) == ("TOO_LARGE", "/4")
    assert "Line 4" in long.message


def test_a_line_of_an_export_gives_the_document_in_it() -> None:
    """Bytes, media type and first day are those that were published."""
    line = {"document": "x", "body": "<a:s> a <a:T> .", "mediaType": TURTLE, "effectiveFrom": "2020-01-01"}
    [found] = ndjson(io.BytesIO(orjson.dumps(line)), "a.ndjson", 1_000)
    assert found == Document(b"<a:s> a <a:T> .", "a.ndjson", TURTLE, "/1/body", effective_from="2020-01-01")


@pytest.mark.parametrize("line", [b'{"document":', b'{"document":"x"}', b'{"document":"x","body":7}'])
def test_a_broken_line_of_an_export_is_refused(line: bytes) -> None:
    """It is named by its number."""
    [found] = ndjson(io.BytesIO(line), "a.ndjson", 1_000)
    assert isinstance(found, Unreadable)
    assert "Line 1" in found.message


def test_each_graph_is_a_document() -> None:
    """The statements of a graph are gathered; those without one are a document too."""
    text = (
        '<a:1> <a:p> <a:2> <a:g> .\n# c\n\n_:b <a:p> "x <y> . \\" z"@en <a:h> . # end\n<a:1> <a:p> <a:3> .\n'
    )
    text += '<a:4><a:p>"1"^^<a:d><a:g>.\n'
    assert bodies(quads(text)) == [
        '<a:1> <a:p> <a:2> <a:g> .\n<a:4><a:p>"1"^^<a:d><a:g>.\n',
        '_:b <a:p> "x <y> . \\" z"@en <a:h> . # end\n',
        "<a:1> <a:p> <a:3> .\n",
    ]


def test_a_large_file_is_read_graph_by_graph() -> None:
    """Only one graph is held; one that comes again is refused, the others are whole."""
    line = "<a:1> <a:p> <a:2> <a:{}> .\n"
    text = "".join(line.format(graph) for graph in "gghgi")
    assert bodies(quads(text, together=False)) == [
        line.format("g") * 2,
        line.format("h"),
        "SCATTERED_GRAPH",
        line.format("i"),
    ]


def test_a_line_that_is_no_statement_costs_its_graph() -> None:
    """Nothing is taken half: the graph that the line stands in is refused with its number."""
    text = "<a:1> <a:p> <a:2> <a:g> .\n<a:1> <a:p> nonsense .\n<a:1> <a:p> <a:2> <a:h> .\n"
    first, second = quads(text)
    assert isinstance(first, Unreadable)
    assert (first.code, "Line 2" in first.message) == ("NOT_N_QUADS", True)
    assert isinstance(second, Document)


def test_a_graph_has_a_size() -> None:
    """One that is larger than a document may be is refused; the next one is read."""
    text = "<a:1> <a:p> <a:2> <a:g> .\n" * 50 + "<a:1> <a:p> <a:2> <a:h> .\n"
    assert bodies(quads(text)) == ["TOO_LARGE", "<a:1> <a:p> <a:2> <a:h> .\n"]
