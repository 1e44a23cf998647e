"""What is asked of the registry: to publish a document, on which terms, or to withdraw one."""

from dataclasses import dataclass

from credway.shapes.documents import Document
from credway.shapes.verdict import Mode


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
