"""A stream of documents prepared ahead: while one batch is recorded the next ones are judged."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass, field

from credway.registry.documents import Submission
from credway.registry.preparing import Prepared, Preparer, unread
from credway.registry.settings import Settings
from credway.shapes.carriers.archives import BOUNDS, Bounds
from credway.shapes.carriers.files import File, Unreadable, documents
from credway.shapes.documents import Document
from credway.shapes.limits import Limits
from credway.shapes.verdict import Mode

AHEAD = 2
"""How many batches are judged while one is recorded."""


def bounds_of(settings: Settings) -> Bounds:
    """Return the bounds of archives that the settings give."""
    return Bounds(settings.max_archive_bytes, settings.max_archive_files, settings.max_archive_ratio)


@dataclass(slots=True)
class Batch:
    """Documents read together; `done` of `total` bytes of all files were read with it, `what` last.

    What could not be read at all stands among the documents in its place.
    """

    items: list[Submission | Unreadable] = field(default_factory=list)
    done: int = 0
    what: str = ""


def batches(
    files: Iterable[File],
    terms: Submission,
    limit: int,
    most: int,
    bounds: Bounds = BOUNDS,
) -> Iterator[Batch]:
    """Read files into batches of at most `most` documents and `limit` bytes.

    Each document is submitted on the given terms. No document may have more than `limit` bytes, nor
    an archive more than its bounds.
    """
    batch, size, before = Batch(), 0, 0
    for file in files:
        inside = 0
        for each in documents(file, limit, bounds):
            held = len(each.body) if isinstance(each, Document) else 0
            if batch.items and (len(batch.items) >= most or size + held > limit):
                yield batch
                batch, size = Batch(), 0
            batch.items.append(submitted(each, terms) if isinstance(each, Document) else each)
            size += held
            inside += held
            batch.done, batch.what = before + min(inside, file.size), str(file.path)
        before += file.size
        batch.done, batch.what = before, str(file.path)
    if batch.items:
        yield batch


def submitted(document: Document, terms: Submission) -> Submission:
    """Submit a document on the terms of another submission; its own first day counts where they name none."""
    start = terms.effective_from or document.effective_from
    return Submission(document, terms.mode, start, terms.corrects, terms.publisher)


async def prepared(
    source: Iterable[Batch], preparer: Preparer, limits: Limits, base: str, mode: Mode
) -> AsyncIterator[tuple[Batch, list[Prepared]]]:
    """Prepare batches in their order, some of them ahead of the one that is yielded."""
    running: deque[tuple[Batch, asyncio.Task[list[Prepared]]]] = deque()
    waiting = iter(source)
    try:
        while True:
            while (
                len(running) <= AHEAD and (batch := await asyncio.to_thread(next, waiting, None)) is not None
            ):
                running.append((batch, asyncio.create_task(_all(batch, preparer, limits, base, mode))))
            if not running:
                return
            batch, task = running[0]
            made = await task
            running.popleft()
            yield batch, made
    finally:
        for _, task in running:
            task.cancel()


async def _all(batch: Batch, preparer: Preparer, limits: Limits, base: str, mode: Mode) -> list[Prepared]:
    """Prepare what could be read; refuse what could not, in its place."""
    submissions = [each for each in batch.items if isinstance(each, Submission)]
    done = iter(await preparer.prepare(submissions, limits, base) if submissions else [])
    return [next(done) if isinstance(each, Submission) else unread(each, mode) for each in batch.items]
