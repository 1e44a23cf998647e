"""Documents from files and folders."""

import os
from pathlib import Path

import pytest

from credway.loaders.files import Unreadable, documents, find
from credway.shapes.documents import JSON_LD, TURTLE, Document

LIMIT = 1_000


def read(*paths: Path, limit: int = LIMIT) -> list[Document | Unreadable]:
    return [found for file in find(paths) for found in documents(file, limit)]


def refusals(*paths: Path, limit: int = LIMIT) -> list[tuple[str, str]]:
    found = read(*paths, limit=limit)
    return [(each.code, each.pointer) for each in found if isinstance(each, Unreadable)]


def test_a_folder_is_read_in_a_stable_order(tmp_path: Path) -> None:
    """All folders below count, sorted; names of other kinds and hidden ones are passed over."""
    names = ["b.json", "a.ttl", "sub/z.nt", "sub/a.nq", "c/x.jsonld", "B.JSON"]
    for name in [*names, "notes.txt", ".hidden.json", ".git/config.json"]:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("{}")
    found = [Path(each.origin).relative_to(tmp_path).as_posix() for each in read(tmp_path)]
    assert found == ["B.JSON", "a.ttl", "b.json", "c/x.jsonld", "sub/a.nq", "sub/z.nt"]


def test_the_name_says_how_a_file_is_read(tmp_path: Path) -> None:
    """The ending chooses the media type."""
    for name in ("a.json", "b.jsonld", "c.ttl", "d.nt", "e.nq"):
        (tmp_path / name).write_text("{}")
    assert [each.media_type for each in read(tmp_path) if isinstance(each, Document)] == [
        JSON_LD,
        JSON_LD,
        TURTLE,
        "application/n-triples",
        "application/n-quads",
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
    path.write_text(' [ {"a": 1.0},\n{"b": "]"} , {"c": [1, 2]}] \n')
    assert [(d.body, d.pointer, d.origin) for d in read(path) if isinstance(d, Document)] == [
        (b'{"a": 1.0}', "/0", str(path)),
        (b'{"b": "]"}', "/1", str(path)),
        (b'{"c": [1, 2]}', "/2", str(path)),
    ]


@pytest.mark.parametrize(
    ("text", "good", "pointer"),
    [
        ('[{"a": 1}, {"b": }]', 1, "/1"),
        ('[{"a": 1} {"b": 2}]', 1, "/1"),
        ('[{"a": 1}, {"b": 2}', 2, "/2"),
        ('[{"a": 1}] {"b": 2}', 1, "/1"),
        ('[{"a": 1}, ]', 1, "/1"),
        ("[", 0, "/0"),
    ],
)
def test_a_broken_array_gives_what_comes_before(tmp_path: Path, text: str, good: int, pointer: str) -> None:
    """The members before the fault are documents; the fault is named with its line and column."""
    path = tmp_path / "many.json"
    path.write_text(text)
    found = read(path)
    assert len([each for each in found if isinstance(each, Document)]) == good
    last = found[-1]
    assert isinstance(last, Unreadable)
    assert (last.code, last.pointer) == ("NOT_JSON", pointer)
    assert "line 1, column" in last.message


def test_an_array_without_members_is_refused(tmp_path: Path) -> None:
    """Nothing to load is said, not passed over."""
    (tmp_path / "none.json").write_text("[ ]")
    assert refusals(tmp_path) == [("NO_DOCUMENTS", "")]


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
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail("it was read"))
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
    """What the system answers is passed on."""

    def denied(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "locked.json").write_text("{}")
    monkeypatch.setattr(Path, "read_bytes", denied)
    [found] = read(tmp_path)
    assert isinstance(found, Unreadable)
    assert found.message == "It cannot be read: Permission denied."
