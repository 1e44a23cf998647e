"""The CTDL loader: graph documents and single resources from files, streamed into a registry."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from pathlib import Path

from credway.loaders.preparing import batches, bounds_of, prepared
from credway.loaders.progress import Progress, silent
from credway.registry.documents import Submission
from credway.registry.publishing import Outcome
from credway.registry.registry import Registry
from credway.registry.repeats import Repeats, apart
from credway.registry.settings import limits_of
from credway.shapes.carriers.files import find
from credway.shapes.documents import Document
from credway.shapes.verdict import Mode, placed


async def load(
    registry: Registry,
    paths: Iterable[str | Path],
    *,
    mode: Mode = "publish",
    effective_from: str | None = None,
    corrects: int | None = None,
    progress: Progress = silent,
    repeats: Repeats | None = None,
) -> AsyncIterator[Outcome]:
    """Publish every document under some paths; yield what became of each, in the order of the files.

    `effective_from` and `corrects` go with every document found. Progress counts bytes. A refusal
    stops nothing. `repeats` is what the run has taken already: a document that comes again follows as
    the next version, with a warning where it takes the place of the one before.
    """
    if repeats is None:
        repeats = Repeats(registry.settings.max_remembered)
    limits = limits_of(registry.settings, local=True)
    files = find(paths)
    total = sum(file.size for file in files)
    terms = Submission(Document(b""), mode, effective_from, corrects)
    source = batches(files, terms, limits.size, registry.settings.max_batch, bounds_of(registry.settings))
    async for batch, made in prepared(source, registry.preparer, limits, registry.base, mode):
        for part in apart(made):
            told = [repeats.told(each) for each in part]
            for each, outcome in zip(told, await registry.record(told), strict=True):
                if each.enters and outcome.verdict.outcome != "refused":
                    repeats.take(each)
                yield replace(outcome, verdict=placed(outcome.verdict, outcome.pointer))
        progress(batch.done, total, batch.what)
