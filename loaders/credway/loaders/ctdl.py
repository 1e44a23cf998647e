"""The CTDL loader: graph documents and single resources from files, streamed into a registry."""

from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from credway.loaders.archives import bounds_of
from credway.loaders.files import find
from credway.loaders.preparing import batches, prepared
from credway.loaders.progress import Progress, silent
from credway.registry.documents import Submission
from credway.registry.preparing import Prepared
from credway.registry.publishing import Outcome
from credway.registry.registry import Registry
from credway.registry.settings import limits_of
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
) -> AsyncIterator[Outcome]:
    """Publish every document under some paths; yield what became of each, in the order of the files.

    `effective_from` and `corrects` go with every document found. Progress counts bytes. A refusal
    stops nothing.
    """
    limits = limits_of(registry.settings, local=True)
    files = find(paths)
    total = sum(file.size for file in files)
    terms = Submission(Document(b""), mode, effective_from, corrects)
    source = batches(files, terms, limits.size, registry.settings.max_batch, bounds_of(registry.settings))
    async for batch, made in prepared(source, registry.preparer, limits, registry.base, mode):
        for part in one_each(made):
            for outcome in await registry.record(part):
                yield replace(outcome, verdict=placed(outcome.verdict, outcome.pointer))
        progress(batch.done, total, batch.what)


def one_each(made: Sequence[Prepared]) -> Iterator[Sequence[Prepared]]:
    """Cut a batch so that no part holds two versions of one document: they follow one another."""
    part: list[Prepared] = []
    held: set[str] = set()
    for each in made:
        if each.enters and each.iri in held:
            yield part
            part, held = [], set()
        part.append(each)
        if each.enters and each.iri is not None:
            held.add(each.iri)
    if part:
        yield part
