"""What gave no document, and why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file, or a part of one, that gave no document; says what and what to do."""

    origin: str
    code: str
    message: str
    pointer: str = ""
