"""What gave no document, and why."""

from dataclasses import dataclass

from credway.shapes.documents import Document
from credway.shapes.refusals import found
from credway.shapes.verdict import Mode, Verdict


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file, or a part of one, that gave no document; says what and what to do."""

    origin: str
    code: str
    message: str
    pointer: str = ""

    @property
    def place(self) -> Document:
        """An empty document in its place, for whoever tells of documents one by one."""
        return Document(b"", self.origin, pointer=self.pointer)

    def verdict(self, mode: Mode) -> Verdict:
        """Refuse it for its reason."""
        return Verdict("refused", mode, (found(self.code, self.message, self.pointer),))
