"""Zip archives: read as a folder is, within bounds, and nothing leaves them."""

import struct
from pathlib import Path
from stat import S_IFLNK

import pytest
from packing import packed, zipped

from credway.loaders.preparing import bounds_of
from credway.registry.settings import read_settings
from credway.shapes.carriers.archives import Bounds
from credway.shapes.carriers.files import Unreadable, documents, find
from credway.shapes.documents import Document

LIMIT = 2_000_000


def read(path: Path, bounds: Bounds | None = None) -> list[Document | Unreadable]:
    return list(documents(find([path])[0], LIMIT, bounds or Bounds()))


def archive(tmp_path: Path, body: bytes) -> Path:
    path = tmp_path / "a.zip"
    path.write_bytes(body)
    return path


def codes(found: list[Document | Unreadable]) -> list[str]:
    return [each.code if isinstance(each, Unreadable) else "read" for each in found]


def test_nested_folders_are_read_in_order(tmp_path: Path) -> None:
    """Files of every kind are read by name; others and hidden ones are passed over."""
    files = {
        "z/y/b.json": b'{"@context": 1}',
        "a.ndjson": b'{"a": 1}\n{"b": 2}',
        "readme.txt": b"x",
        "__MACOSX/a.json": b"x",
        ".git/c.json": b"{}",
        "folder/": b"",
    }
    path = archive(tmp_path, packed(files))
    assert [(each.origin, each.pointer) for each in read(path)] == [
        (f"{path}/a.ndjson", "/1"),
        (f"{path}/a.ndjson", "/2"),
        (f"{path}/z/y/b.json", ""),
    ]


@pytest.mark.parametrize(
    "name", ["../a.json", "/etc/a.json", "x/../../a.json", "..\\a.json", "C:\\a.json", "\\\\host\\a.json"]
)
def test_paths_that_leave_the_archive_are_refused(tmp_path: Path, name: str) -> None:
    """Such a file is named and not read; the others are."""
    path = archive(tmp_path, packed({name: b"{}", "b.json": b"{}"}))
    assert sorted(codes(read(path))) == ["UNSAFE_PATH", "read"]
    assert [each.name for each in tmp_path.rglob("*")] == ["a.zip"]


def test_links_archives_and_the_encrypted_are_refused(tmp_path: Path) -> None:
    """What cannot be taken as it is says why."""
    link = archive(tmp_path, packed({"a.json": b"/etc/passwd"}, S_IFLNK | 0o777))
    assert codes(read(link)) == ["UNSAFE_PATH"]
    nested = archive(tmp_path, packed({"b.zip": zipped(a=b"{}"), "c.json.gz": b"x"}))
    assert codes(read(nested)) == ["NESTED_ARCHIVE", "NESTED_ARCHIVE"]
    body = bytearray(zipped(a=b"{}"))
    at = body.index(b"PK\x01\x02")
    body[at + 8] |= 1
    assert codes(read(archive(tmp_path, bytes(body)))) == ["ENCRYPTED"]


def test_a_bomb_is_refused_before_it_is_inflated(tmp_path: Path) -> None:
    """Size, number and growth are bounded by what the archive says of itself."""
    path = archive(tmp_path, packed({"a.json": b" " * 30_000_000, "b.json": b"{}"}))
    assert codes(read(path)) == ["ARCHIVE_TOO_LARGE", "read"]
    assert codes(read(path, Bounds(size=1_000_000))) == ["ARCHIVE_TOO_LARGE"]
    assert codes(read(path, Bounds(files=1))) == ["ARCHIVE_TOO_LARGE"]
    large = archive(tmp_path, packed({"a.json": b" " * (LIMIT + 1)}))
    assert codes(read(large, Bounds(ratio=10_000))) == ["TOO_LARGE"]


def test_an_archive_that_lies_about_sizes_is_stopped(tmp_path: Path) -> None:
    """No more is inflated than was announced: what is there beyond it is a fault of this file alone."""
    body = bytearray(packed({"a.json": b" " * 5_000_000, "b.json": b"{}"}))
    directory = body.index(b"PK\x01\x02")
    for at in (22, directory + 24):
        body[at : at + 4] = struct.pack("<L", 10)
    assert codes(read(archive(tmp_path, bytes(body)))) == ["BAD_ARCHIVE", "read"]


def test_a_broken_or_empty_archive_is_refused(tmp_path: Path) -> None:
    """Both say what is wrong."""
    assert codes(read(archive(tmp_path, b"PK\x03\x04 no"))) == ["BAD_ARCHIVE"]
    assert codes(read(archive(tmp_path, packed({"a.txt": b"x"})))) == ["NO_FILES"]
    body = bytearray(zipped(a=b'{"@context": 1}' * 50, b=b"{}"))
    body[45] ^= 0xFF
    assert codes(read(archive(tmp_path, bytes(body)))) == ["BAD_ARCHIVE", "read"]


def test_bounds_are_settings() -> None:
    """The defaults are those of the settings."""
    assert bounds_of(read_settings({})) == Bounds()
