"""One thing or claim that a file gave, with the document that it goes into and the rows it is from."""

from collections.abc import Sequence
from dataclasses import dataclass

from credway.loaders.tables import Left, Row, left
from credway.loaders.writing import Node


@dataclass(frozen=True, slots=True)
class Said:
    """A node of a document; in a JSON file `pointer` of `file` is where it stands instead of rows."""

    document: str
    node: Node
    rows: Sequence[Row] = ()
    file: str = ""
    pointer: str = ""

    @property
    def place(self) -> str:
        """Where it stands, in short."""
        return f"row {self.rows[0].number}" if self.rows else self.pointer

    def repeated(self, first: str) -> Left:
        """Say that the same was there before, at `first`."""
        message = f"{self.node['@id']} is there already, {first}; the first one was taken"
        if self.rows:
            return left(self.rows[0], "", message)
        return Left(self.file, 0, "", message, pointer=self.pointer)
