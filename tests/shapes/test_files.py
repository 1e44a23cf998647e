"""Documents from files and folders."""

import gzip
import io
import os
from pathlib import Path

import pytest
from packing import zipped

from credway.shapes.carriers.files import Unreadable, documents, find
from credway.shapes.documents import JSON_LD, N_QUADS, RDF_XML, TURTLE, Document

LIMIT = 1_000


def read(*paths: Path, limit: int = LIMIT) -> list[Document | Unreadable]:
    return [found for file in find(paths) for found in documents(file, limit)]


def refusals(*paths: Path, limit: int = LIMIT) -> list[tuple[str, str]]:
    found = read(*paths, limit=limit)
    return [(each.code, each.pointer) for each in found if isinstance(each, Unreadable)]


def test_a_folder_is_read_in_a_stable_order(tmp_path: Path) -> None:
    """All folders below count, sorted; names of other kinds and hidden ones are passed over."""
    names = ["b.json", "a.ttl", "sub/z.nt", "sub/a.rdf", "c/x.jsonld", "B.JSON"]
    for name in [*names, "notes.txt", "pom.xml", "x.tar.gz", ".hidden.json", ".git/config.json"]:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("{}")
    found = [Path(each.origin).relative_to(tmp_path).as_posix() for each in read(tmp_path)]
    assert found == ["B.JSON", "a.ttl", "b.json", "c/x.jsonld", "sub/a.rdf", "sub/z.nt"]


def test_the_name_says_how_a_file_is_read(tmp_path: Path) -> None:
    """The ending chooses the media type."""
    for name in ("a.json", "b.jsonld", "c.ttl", "d.nt", "f.rdf"):
        (tmp_path / name).write_text("{}")
    (tmp_path / "e.nq").write_text("<a:s> <a:p> <a:o> .")
    assert [each.media_type for each in read(tmp_path) if isinstance(each, Document)] == [
        JSON_LD,
        JSON_LD,
        TURTLE,
        "application/n-triples",
        "application/n-quads",
        "application/rdf+xml",
    ]


@pytest.mark.parametrize("name", ["a.json", "a.ttl"])
def test_a_byte_order_mark_is_left_out(tmp_path: Path, name: str) -> None:
    """A mark at the beginning of a file belongs to no document."""
    (tmp_path / name).write_bytes(b"\xef\xbb\xbf{}")
    [found] = read(tmp_path / name)
    assert isinstance(found, Document)
    assert found.body == b"{}"


def test_an_array_is_cut_into_its_members(tmp_path: Path) -> None:
    """Each member is a document with its very bytes and a pointer to it."""
    path = tmp_path / "many.json"
    path.write_text(' [ {"@context": 1.0},\n{"@context": "]"} , {"@graph": [1, 2]}] \n')
    assert [(d.body, d.pointer, d.line) for d in read(path) if isinstance(d, Document)] == [
        (b'{"@context": 1.0}', "/0", 1),
        (b'{"@context": "]"}', "/1", 2),
        (b'{"@graph": [1, 2]}', "/2", 2),
    ]


def test_an_expanded_document_is_one(tmp_path: Path) -> None:
    """An array without a context of its members is one document: blank nodes are shared in it."""
    path = tmp_path / "expanded.json"
    path.write_text('[{"@id": "a:b", "http://x/p": [{"@id": "_:c"}]}, {"@id": "_:c", "http://x/p": []}]')
    [found] = read(path)
    assert isinstance(found, Document)
    assert (found.body, found.pointer) == (path.read_bytes(), "")


@pytest.mark.parametrize(
    ("text", "good", "pointer"),
    [
        ('[{"@context": 1}, {"b": }]', 1, "/1"),
        ('[{"@context": 1} {"b": 2}]', 1, "/1"),
        ('[{"@context": 1}, {"b": 2}', 2, "/2"),
        ('[{"@context": 1}] {"b": 2}', 1, "/1"),
        ('[{"@context": 1}, ]', 1, "/1"),
        ('[{"@context": 1}, ' + "1" * 5_000 + "]", 1, "/1"),
        ("[", 0, "/0"),
    ],
)
def test_a_broken_array_gives_what_comes_before(tmp_path: Path, text: str, good: int, pointer: str) -> None:
    """The members before the fault are documents; the fault is named with its line and column."""
    path = tmp_path / "many.json"
    path.write_text(text)
    found = read(path, limit=10_000)
    assert len([each for each in found if isinstance(each, Document)]) == good
    last = found[-1]
    assert isinstance(last, Unreadable)
    assert (last.code, last.pointer) == ("NOT_JSON", pointer)
    assert "line 1, column" in last.message or "digits" in last.message
    assert ("nothing after it" in last.message) == (good > 0)


def test_an_array_without_members_is_refused(tmp_path: Path) -> None:
    """Nothing to load is said, not passed over."""
    (tmp_path / "none.json").write_text("[ ]")
    assert refusals(tmp_path) == [("NO_DOCUMENTS", "")]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.ndjson", b""),
        ("a.jsonl", b"\n \n"),
        ("a.nq", b"# nothing\n"),
        ("a.ndjson.gz", gzip.compress(b"", mtime=0)),
        ("a.json", b'{"data": [], "valid": true}'),
    ],
)
def test_what_holds_no_document_is_refused(tmp_path: Path, name: str, body: bytes) -> None:
    """An empty file of any kind is a refusal, not a run of no documents that went well."""
    (tmp_path / name).write_bytes(body)
    assert refusals(tmp_path) == [("NO_DOCUMENTS", "")]


@pytest.mark.parametrize("text", ["[1, 2", '[{"http://x/p": 1}, {"b": }]'])
def test_a_broken_expanded_document_is_one_fault(tmp_path: Path, text: str) -> None:
    """Where no member stands alone, what comes before the fault is no document either."""
    (tmp_path / "expanded.json").write_text(text)
    [(code, _)] = refusals(tmp_path)
    assert (code, len(read(tmp_path))) == ("NOT_JSON", 1)


def test_a_deep_array_is_refused(tmp_path: Path) -> None:
    """Nesting that no reader could follow is a refusal, not a crash."""
    (tmp_path / "deep.json").write_text("[" * 100_000)
    assert refusals(tmp_path, limit=1_000_000) == [("TOO_DEEP", "/0")]


def test_an_array_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    """The byte that is none is named."""
    (tmp_path / "latin.json").write_bytes(b'[{"a": "\xe9"}]')
    assert refusals(tmp_path) == [("NOT_UTF8", "")]


def test_a_large_file_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The size is looked at before anything is read."""
    (tmp_path / "large.json").write_text("x" * (LIMIT + 1))
    monkeypatch.setattr(Path, "open", lambda path, mode: pytest.fail("it was read"))
    assert refusals(tmp_path) == [("TOO_LARGE", "")]


def test_what_cannot_be_read_is_a_refusal(tmp_path: Path) -> None:
    """A missing file, a dangling link, a pipe, an empty folder and another kind of file are named."""
    (tmp_path / "dangling.json").symlink_to(tmp_path / "nowhere.json")
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "bare").mkdir()
    (tmp_path / "table.csv").write_text("a,b")
    missing, bare, table = (tmp_path / name for name in ("missing.json", "bare", "table.csv"))
    assert refusals(missing, tmp_path, bare, table) == [
        ("NO_SUCH_FILE", ""),
        ("NO_SUCH_FILE", ""),
        ("NOT_A_FILE", ""),
        ("NO_FILES", ""),
        ("UNKNOWN_FORMAT", ""),
    ]


def test_a_file_that_may_not_be_opened_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named, and what to do about it."""

    def denied(path: Path, mode: str) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "locked.json").write_text("{}")
    monkeypatch.setattr(Path, "open", denied)
    [found] = read(tmp_path)
    assert isinstance(found, Unreadable)
    assert (found.code, found.message) == (
        "UNREADABLE",
        "Whoever runs this may not read it. Change its permissions.",
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_other_unicode_is_read_as_utf8(tmp_path: Path, encoding: str) -> None:
    """JSON in UTF-16 or UTF-32 becomes what it says, in UTF-8."""
    (tmp_path / "a.json").write_bytes('{"a": "é"}'.encode(encoding))
    [found] = read(tmp_path)
    assert isinstance(found, Document)
    assert found.body == '{"a": "é"}'.encode()


def test_a_wrong_byte_order_mark_is_refused(tmp_path: Path) -> None:
    """What is not what its mark says is named."""
    (tmp_path / "a.json").write_bytes(b"\xff\xfe{")
    assert refusals(tmp_path) == [("NOT_UTF8", "")]


class Piped(io.BufferedReader):
    """Standard input as a program sees it."""

    @property
    def buffer(self) -> "Piped":
        return self


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        (b'{"@context": 1}', [JSON_LD]),
        (b'\n [\n {"@context": 1}, {"@context": 2}]', [JSON_LD, JSON_LD]),
        (b'{"a": 1}\n{"b": 2}\n', [JSON_LD, JSON_LD]),
        (b"<a:s> <a:p> <a:o> <a:g> .\n<a:s> <a:p> <a:o> <a:h> .\n", [N_QUADS, N_QUADS]),
        (b"@prefix a: <a:> . a:s a:p a:o .", [TURTLE]),
        (b"<?xml version='1.0'?><rdf:RDF/>", [RDF_XML]),
        (gzip.compress(b'{"@context": 1}', mtime=0), [JSON_LD]),
        (zipped(a=b'{"@context": 1}', b=b'{"@context": 2}'), [JSON_LD, JSON_LD]),
        (b"", []),
    ],
)
def test_standard_input_is_read_by_what_it_is(
    monkeypatch: pytest.MonkeyPatch, body: bytes, kinds: list[str]
) -> None:
    """What is piped in has no name, so that its first bytes decide."""
    monkeypatch.setattr("sys.stdin", Piped(io.BytesIO(body)))
    found = [each for file in find(["-"]) for each in documents(file, LIMIT)]
    assert [each.media_type for each in found if isinstance(each, Document)] == kinds
    assert all(each.origin.startswith("-") for each in found)


class Pipe(io.RawIOBase):
    """What has no place that it could tell, or go back to."""

    def __init__(self, body: bytes) -> None:
        self._held = io.BytesIO(body)

    def readable(self) -> bool:
        return True

    def readinto(self, target: memoryview) -> int:  # type: ignore[override]
        return self._held.readinto(target)


def test_gzip_is_read_from_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """What another program compresses need not be a file; it is bounded all the same."""
    monkeypatch.setattr("sys.stdin", Piped(Pipe(gzip.compress(b'{"@context": 1}'))))
    [found] = [each for file in find(["-"]) for each in documents(file, LIMIT)]
    assert isinstance(found, Document)
    monkeypatch.setattr("sys.stdin", Piped(Pipe(gzip.compress(b" " * 5_000_000))))
    assert refusals(Path("-"), limit=10_000_000) == [("ARCHIVE_TOO_LARGE", "")]


def test_too_much_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody knows its size before: no more than the limit is held."""
    monkeypatch.setattr("sys.stdin", Piped(io.BytesIO(b"{" + b" " * LIMIT)))
    assert refusals(Path("-")) == [("TOO_LARGE", "")]


def test_gzip_is_read_by_its_inner_name(tmp_path: Path) -> None:
    """A compressed file is what its name says without .gz; another archive in it is refused."""
    (tmp_path / "a.ndjson.gz").write_bytes(gzip.compress(b'{"a": 1}\n{"b": 2}\n'))
    (tmp_path / "b.zip.gz").write_bytes(gzip.compress(b"PK"))
    (tmp_path / "c.json.gz").write_bytes(gzip.compress(b"{}")[:-4])
    found = read(tmp_path)
    assert [each.pointer for each in found if isinstance(each, Document)] == ["/1", "/2"]
    assert refusals(tmp_path) == [("NESTED_ARCHIVE", ""), ("BAD_ARCHIVE", "")]


def test_a_gzip_bomb_is_stopped(tmp_path: Path) -> None:
    """A file that inflates too far is left where its bounds are."""
    (tmp_path / "a.ndjson.gz").write_bytes(gzip.compress(b"\n" * 50_000_000))
    [(code, _)] = refusals(tmp_path)
    assert code == "ARCHIVE_TOO_LARGE"
