"""The CTDL loader: graph documents and single resources from files, streamed into a registry."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import orjson

from credway.loaders.files import Unreadable, documents, find
from credway.loaders.progress import Progress, silent
from credway.registry import rdf
from credway.registry.documents import JSON_LD, Document, Submission
from credway.registry.identity import document_iri
from credway.registry.publishing import Outcome
from credway.registry.registry import Registry
from credway.shapes.verdict import Finding, Mode, Verdict


async def load(
    registry: Registry,
    paths: Iterable[str | Path],
    *,
    mode: Mode = "publish",
    effective_from: str | None = None,
    corrects: int | None = None,
    progress: Progress = silent,
) -> AsyncIterator[Outcome]:
    """Publish every document under some paths; yield what became of each, in the order of the files.

    `effective_from` and `corrects` go with every document found. Progress counts bytes. A refusal
    stops nothing.
    """
    settings = registry.settings
    batch = _Batch(settings.max_batch, settings.max_local_bytes)
    files = find(paths)
    done, total = 0, sum(file.size for file in files)
    for file in files:
        for found in documents(file, settings.max_local_bytes):
            if isinstance(found, Unreadable):
                batch.refused(found, mode)
                continue
            iri = identified(found, registry.base)
            if not batch.takes(iri, len(found.body)):
                for outcome in await batch.published(registry):
                    yield outcome
            batch.add(Submission(found, mode, effective_from, corrects), iri)
        done += file.size
        progress(done, total, str(file.path))
    for outcome in await batch.published(registry):
        yield outcome


def identified(document: Document, base: str) -> str | None:
    """Return the IRI that a document will be kept under, None where it cannot be read."""
    try:
        if document.media_type != JSON_LD:
            return document_iri(None, rdf.triples_of(document, None), base)
        data = orjson.loads(document.body)
        return document_iri(data, (), base) if isinstance(data, dict) else None
    except (orjson.JSONDecodeError, rdf.Unreadable):
        return None


@dataclass
class _Batch:
    """Documents of one transaction, one version of each, and refusals that wait their turn."""

    most: int
    most_bytes: int
    waiting: list[Submission | Outcome] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    documents: int = 0
    bytes: int = 0

    def takes(self, iri: str | None, size: int) -> bool:
        """Whether a document may still join."""
        full = self.documents >= self.most or self.bytes + size > self.most_bytes
        return not self.documents or not (full or iri in self.held)

    def add(self, submission: Submission, iri: str | None) -> None:
        """Add a document."""
        self.waiting.append(submission)
        self.documents += 1
        self.bytes += len(submission.document.body)
        if iri is not None:
            self.held.add(iri)

    def refused(self, found: Unreadable, mode: Mode) -> None:
        """Add what could not be read."""
        self.waiting.append(refusal(found, mode))

    async def published(self, registry: Registry) -> list[Outcome]:
        """Publish what waits, and begin anew."""
        submissions = [each for each in self.waiting if isinstance(each, Submission)]
        outcomes = await registry.publish(submissions, local=True) if submissions else []
        placed = map(_placed, submissions, outcomes)
        found = [each if isinstance(each, Outcome) else next(placed) for each in self.waiting]
        self.waiting, self.held, self.documents, self.bytes = [], set(), 0, 0
        return found


def _placed(submission: Submission, outcome: Outcome) -> Outcome:
    """Say of each finding at least in which part of its file it is."""
    pointer = submission.document.pointer
    if not pointer:
        return outcome
    findings = tuple(
        finding if finding.pointer else replace(finding, pointer=pointer)
        for finding in outcome.verdict.findings
    )
    return replace(outcome, verdict=replace(outcome.verdict, findings=findings))


def refusal(found: Unreadable, mode: Mode) -> Outcome:
    """Return the outcome of what could not be read at all."""
    finding = Finding("Violation", found.message, found.pointer, "", None, None, "", found.code)
    return Outcome(found.origin, Verdict("refused", mode, (finding,)))
