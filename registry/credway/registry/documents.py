"""A document as it arrives: bytes, where they came from, and how they are to be published."""

from dataclasses import dataclass

from credway.shapes.verdict import Mode

JSON_LD = "application/ld+json"
TURTLE = "text/turtle"


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes with their origin.

    `origin` is what messages name (a file, a row, a URL of a request); `pointer` prefixes JSON
    pointers where the document was one part of a larger file.
    """

    body: bytes
    origin: str = "document"
    media_type: str = JSON_LD
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """One document to publish, and the terms on which.

    `mode` is `publish` (by its owner) or `mirror` (historical data of somebody else's). Without
    `effective_from` a version replaces the newest start of its timeline; `corrects` names another
    version. `withdraw` publishes the empty version: `document` then names what is withdrawn.
    """

    document: Document
    mode: Mode = "publish"
    effective_from: str | None = None
    corrects: int | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Withdraw a document from a date, or (without one) as if it had never held."""

    document: str
    reason: str
    effective_from: str | None = None
    superseded_by: str | None = None
    publisher: str | None = None
