"""Where findings lie in their files: a document may be one part of a larger file."""

from pathlib import Path

from credway.shapes.documents import N_QUADS, Document
from credway.shapes.positions import Places, Region, stated
from credway.shapes.verdict import Finding

_ARRAYS = (".json", ".jsonld")
"""Names of files in which documents may stand on one line, so that their columns are looked for."""


class SourcePlaces:
    """Finds lines and columns; holds one file and one document at a time.

    Documents are entered in the order in which they stand in their files, all of them, so that each
    part is looked for after the one before it.
    """

    def __init__(self) -> None:
        self._origin = ""
        self._text = ""
        self._cursor = self._lines = self._line_start = 0
        self._start = (0, 0)
        self._places: Places | None = None
        self._body = ""

    def enter(self, document: Document) -> None:
        """Go on to the next document."""
        self._places, self._body = None, ""
        self._start = (document.line - 1, 0)
        if not document.pointer or Path(document.origin).suffix.lower() not in _ARRAYS:
            return
        if document.origin != self._origin:
            self._origin, self._text = document.origin, _text(document.origin)
            self._cursor = self._lines = self._line_start = 0
        body = document.body.decode("utf-8", "replace")
        at = self._text.find(body, self._cursor) if body else -1
        if at >= 0:
            self._advance(at)
            self._start = (self._lines, at - self._line_start)
            self._advance(at + len(body))

    def _advance(self, at: int) -> None:
        """Count lines from where the count stands, not from the beginning each time."""
        self._lines += self._text.count("\n", self._cursor, at)
        self._line_start = max(self._line_start, self._text.rfind("\n", self._cursor, at) + 1)
        self._cursor = at

    def region(self, document: Document, finding: Finding) -> Region:
        """Find a finding in the document entered last; what cannot be found is where the document begins."""
        if not document.body or document.media_type == N_QUADS:  # whose lines may lie apart
            return Region(document.line)
        if not document.is_json:
            self._body = self._body or document.body.decode("utf-8", "replace")
            return stated(self._body, finding.focus, finding.path, finding.value)
        if self._places is None:
            self._places = Places(document.body.decode("utf-8", "replace"))
        inner = (finding.pointer or "").removeprefix(document.pointer)
        return self._places.region(inner).moved(*self._start)


def _text(origin: str) -> str:
    try:
        return Path(origin).read_bytes().decode("utf-8-sig", "replace")
    except OSError:
        return ""
