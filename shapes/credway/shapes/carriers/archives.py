"""Archives: the files in a zip and the text in a gzip, with bounds before and while they are inflated.

Nothing is ever written to disk under a name from an archive.
"""

import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from stat import S_ISLNK
from typing import BinaryIO, Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from credway.shapes.carriers.unread import Unreadable

SMALL: Final = 1_000_000
"""Bytes up to which a file may be packed as tightly as it likes."""
ENDINGS: Final = (".zip", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".tar", ".rar", ".zst")
"""Names that mean an archive; one inside another is refused."""

BROKEN: Final = (BadZipFile, NotImplementedError, EOFError, zlib.error, OSError)
"""What reading an archive, or a file in it, raises where it is damaged."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an archive may be at most: its bytes when inflated, its files, and how many times it grows."""

    size: int = 2_000_000_000
    files: int = 200_000
    ratio: int = 200


BOUNDS: Final = Bounds()


class TooMuch(Exception):
    """An archive that inflates beyond its bounds; says which."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A file in a zip: its name in it, its size when inflated, and its bytes as they are read."""

    name: str
    size: int
    stream: BinaryIO


def unzipped(
    source: BinaryIO, origin: str, bounds: Bounds, known: tuple[str, ...]
) -> Iterator[Packed | Unreadable]:
    """Yield the files of a zip whose names have a known ending, by name; what cannot be taken says why.

    Names that leave the archive, links, encrypted files and archives inside are refused, hidden files
    passed over as in a folder.
    """
    try:
        with ZipFile(source) as archive:
            infos = archive.infolist()
            problem = _too_much(infos, bounds)
            if problem:
                yield Unreadable(origin, "ARCHIVE_TOO_LARGE", problem)
                return
            count = 0
            for info in sorted(infos, key=lambda each: each.filename):
                if info.is_dir() or _is_hidden(info.filename):
                    continue
                suffix = PurePosixPath(info.filename).suffix.lower()
                refusal = _refusal(info, f"{origin}/{info.filename}", bounds)
                if refusal is not None:
                    count += 1
                    yield refusal
                elif suffix in known:
                    count += 1
                    yield from _opened(archive, info, origin)
            if not count:
                yield Unreadable(origin, "NO_FILES", f"The archive holds no {', '.join(known)} file.")
    except BROKEN as error:
        yield Unreadable(origin, "BAD_ARCHIVE", f"It is not a zip archive that can be read: {error}.")


def _opened(archive: ZipFile, info: ZipInfo, origin: str) -> Iterator[Packed | Unreadable]:
    """Open one file; where it cannot be opened, only this one is lost."""
    try:
        with archive.open(info) as stream:
            yield Packed(info.filename, info.file_size, io.BufferedReader(stream))  # type: ignore[type-var]
    except BROKEN as error:
        yield Unreadable(f"{origin}/{info.filename}", "BAD_ARCHIVE", f"It cannot be inflated: {error}.")


def _too_much(infos: list[ZipInfo], bounds: Bounds) -> str:
    if len(infos) > bounds.files:
        return f"{len(infos):,} files in the archive; the most is {bounds.files:,} (max_archive_files)."
    size = sum(info.file_size for info in infos)
    if size > bounds.size:
        return f"It would inflate to {size:,} bytes; the most is {bounds.size:,} (max_archive_bytes)."
    return ""


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return "__MACOSX" in parts or any(part.startswith(".") and part not in (".", "..") for part in parts)


def _refusal(info: ZipInfo, origin: str, bounds: Bounds) -> Unreadable | None:
    name = info.orig_filename
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or ":" in parts[0] or "\0" in name:
        message = "Its name leaves the archive. Pack the files again with plain names below one folder."
        return Unreadable(origin, "UNSAFE_PATH", message)
    if S_ISLNK(info.external_attr >> 16):
        return Unreadable(
            origin, "UNSAFE_PATH", "It is a link, and links are not followed. Pack the file itself."
        )
    if name.lower().endswith(ENDINGS):
        return Unreadable(
            origin, "NESTED_ARCHIVE", "An archive in an archive is not opened. Unpack it first."
        )
    if info.flag_bits & 1:
        return Unreadable(origin, "ENCRYPTED", "It is encrypted. Pack it without a password.")
    if info.file_size > SMALL and info.file_size > bounds.ratio * max(info.compress_size, 1):
        message = (
            f"{info.compress_size:,} bytes would inflate to {info.file_size:,}, more than {bounds.ratio:,} "
            "times as many (max_archive_ratio). Unpack it, if you trust it, and load the file."
        )
        return Unreadable(origin, "ARCHIVE_TOO_LARGE", message)
    return None


class _Counted(io.RawIOBase):
    """A source that says how many bytes were read from it: a pipe cannot tell where it is."""

    def __init__(self, source: BinaryIO) -> None:
        self._source, self.count = source, 0

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        piece = self._source.read(size)
        self.count += len(piece)
        return piece


class Inflated(io.RawIOBase):
    """The text in a gzip, counted while it is inflated. Reading raises TooMuch beyond the bounds."""

    def __init__(self, source: BinaryIO, bounds: Bounds) -> None:
        self._source, self._bounds, self._read = _Counted(source), bounds, 0
        self._stream = gzip.GzipFile(fileobj=self._source)

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, target: memoryview) -> int:  # type: ignore[override]
        """Fill a buffer."""
        piece = self._stream.read(len(target))
        target[: len(piece)] = piece
        self._read += len(piece)
        if self._read > self._bounds.size:
            raise TooMuch(f"It inflates to more than {self._bounds.size:,} bytes (max_archive_bytes).")
        packed = max(self._source.count, 1)
        if self._read > SMALL and self._read > self._bounds.ratio * packed:
            raise TooMuch(
                f"It inflates to more than {self._bounds.ratio:,} times its bytes (max_archive_ratio)."
            )
        return len(piece)


def gunzipped(source: BinaryIO, bounds: Bounds) -> BinaryIO:
    """Return the inflated stream of a gzip. Reading raises TooMuch, OSError, EOFError or zlib.error."""
    return io.BufferedReader(Inflated(source, bounds))
