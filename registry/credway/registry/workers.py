"""Worker processes that prepare documents, each with a limit of memory and of time.

Native code cannot be interrupted, and a hostile document may take a parser down with it. So RDF, SHACL
and canonicalisation run in processes of their own; one that dies or takes too long costs the document
that it had in hand, and nothing else.
"""

import asyncio
import logging
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from time import monotonic

from anyio import BrokenWorkerProcess, CapacityLimiter, fail_after, to_process

from credway.registry.documents import Submission
from credway.registry.preparing import Prepared, parts, prepare
from credway.shapes.documents import Document
from credway.shapes.engine import Engine
from credway.shapes.judging import refused
from credway.shapes.limits import NETWORK, Limits
from credway.shapes.refusals import found

CHUNK = 40
"""Most documents handed to a worker at once."""
CHUNK_BYTES = 500_000
"""Most bytes of documents handed to a worker at once, beyond the first."""

Work = Callable[[Submission, Engine, Limits, str], Prepared]
"""What a worker does with each submission."""

START = 120.0
"""Longest time that a process may take to start, in seconds: the shapes are compiled in it."""

log = logging.getLogger("credway")

_WITHOUT_BYTES = Submission(Document(b""))
_FIRST = Submission(
    Document(b'{"@context": "https://w3id.org/credway/context/v1", "@id": "a:b", "ceterms:email": "a@b.c"}')
)


class Workers:
    """Prepares submissions in `count` processes; `engine` makes the validator of each, once.

    `engine` is a function that can be imported by its name, and so is `work`, which is done with each.
    Processes start with the first document.
    """

    def __init__(self, engine: Callable[[], Engine], count: int = 0, work: Work = prepare) -> None:
        self._engine = engine
        self._work = work
        self._count = count or os.cpu_count() or 1
        self._slots: CapacityLimiter | None = None
        logging.getLogger("asyncio").addFilter(_is_news)

    async def prepare(self, submissions: Sequence[Submission], limits: Limits, base: str) -> list[Prepared]:
        """Prepare submissions side by side; the result has their order."""
        share = self._share(len(submissions))
        made = await asyncio.gather(
            *(self._part(part, limits, base) for part in parts(submissions, share, CHUNK_BYTES))
        )
        return [each for part in made for each in part]

    async def close(self) -> None:
        """Nothing to do: idle processes end with the event loop."""

    def _share(self, count: int) -> int:
        """How many documents make a part, few enough that every worker gets some."""
        return max(1, min(CHUNK, -(-count // self._count)))

    async def _part(self, part: Sequence[Submission], limits: Limits, base: str) -> list[Prepared]:
        """Prepare some submissions in one process; where that fails, each by itself."""
        began = monotonic()
        try:
            return await self._in_process(part, limits, base)
        except (BrokenWorkerProcess, TimeoutError, MemoryError) as error:
            if len(part) == 1:
                return [_not_judged(part[0], _reason(error, monotonic() - began, limits))]
        return [each for one in part for each in await self._part([one], limits, base)]

    async def _in_process(self, part: Sequence[Submission], limits: Limits, base: str) -> list[Prepared]:
        if self._slots is None:
            self._slots = CapacityLimiter(self._count)
        # The process ends itself when a document takes too long: neither the time to wait for a free
        # process nor that to start one is the document's. This is for what cannot end itself.
        async with self._slots:
            with fail_after(START + limits.seconds * len(part)):
                made = await to_process.run_sync(
                    _prepare,
                    part,
                    self._engine,
                    self._work,
                    limits,
                    base,
                    cancellable=True,
                    limiter=_unlimited(),
                )
        return [replace(each, submission=submission) for each, submission in zip(made, part, strict=True)]


def _is_news(record: logging.LogRecord) -> bool:
    """Of a worker that died asyncio may ask twice, and then warns that it does not know the process."""
    return not str(record.msg).startswith("Unknown child process pid")


def _unlimited() -> CapacityLimiter:
    """The slots above limit the processes; anyio's own limit must not be in the way."""
    return CapacityLimiter(float("inf"))


def _prepare(
    submissions: Sequence[Submission], make: Callable[[], Engine], work: Work, limits: Limits, base: str
) -> list[Prepared]:
    """Prepare submissions in a worker; the parent has their bytes already."""
    _limit_memory(limits.megabytes)
    engine = _made(make)
    done: list[Prepared] = []
    for each in submissions:
        with _limited(limits.seconds):
            done.append(work(each, engine, limits, base))
    return [replace(each, submission=_WITHOUT_BYTES) for each in done]


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Let the system end this process after some time, whether native code runs in it or not."""
    if not hasattr(signal, "setitimer"):  # on Windows the parent does it
        yield
        return
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


@cache
def _made(make: Callable[[], Engine]) -> Engine:
    """Make the validator, and judge something small with it: tables are read with the first document."""
    engine = make()
    prepare(_FIRST, engine, NETWORK, "https://example.org/")
    return engine


def _limit_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows, where only the time is limited
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_000_000, most))


def _reason(error: Exception, took: float, limits: Limits) -> str:
    if isinstance(error, TimeoutError) or (isinstance(error, BrokenWorkerProcess) and took >= limits.seconds):
        return f"it took longer than {limits.seconds:g} seconds"
    if isinstance(error, MemoryError):
        return f"it needed more than {limits.megabytes:,} MB of memory"
    return "the process that judged it died, most likely for want of memory"


def _not_judged(submission: Submission, reason: str) -> Prepared:
    log.warning("%s could not be judged: %s", submission.document.origin, reason)
    message = f"The document could not be judged: {reason}. Split it, or make it simpler."
    finding = found("NOT_JUDGED", message, submission.document.pointer)
    return Prepared(submission, refused(submission.mode, finding))
