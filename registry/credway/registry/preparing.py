"""Everything about a submission that needs no store: read, judged, hashed and projected."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from credway.registry.documents import Submission
from credway.registry.graph import Projection
from credway.registry.projection import project
from credway.registry.reading import things_of
from credway.shapes.carriers.unread import Unreadable
from credway.shapes.engine import Engine
from credway.shapes.judging import judge_document
from credway.shapes.limits import Limits
from credway.shapes.profiles import Judgement, Profile, judgement
from credway.shapes.verdict import Mode, Verdict


@dataclass(frozen=True, slots=True)
class Prepared:
    """A submission with its verdict, and what its document puts into the graph where it may enter.

    `iri` is None where it could not be read; `things` are what it describes, `owned` those of them
    that no other document may describe, `ctids` the CTIDs of these, each with its thing; the digest is
    that of its RDF (RDFC-1.0, SHA-256).
    """

    submission: Submission
    verdict: Verdict
    iri: str | None = None
    digest: str = ""
    things: frozenset[str] = frozenset()
    owned: frozenset[str] = frozenset()
    projection: Projection | None = None
    ctids: Mapping[str, str] = field(default_factory=dict)

    @property
    def enters(self) -> bool:
        """Whether the document may enter the registry."""
        return self.projection is not None


class Preparer(Protocol):
    """Prepares submissions, in their order; never fails for what a document says."""

    async def prepare(self, submissions: Sequence[Submission], limits: Limits, base: str) -> list[Prepared]:
        """Prepare a batch."""

    async def close(self) -> None:
        """End what it started."""


def prepare(submission: Submission, engine: Engine, limits: Limits, base: str) -> Prepared:
    """Prepare one submission."""
    return _prepared(submission, engine, limits, base, enters=True)


def judge(submission: Submission, engine: Engine, limits: Limits, base: str) -> Prepared:
    """Judge one submission as `prepare` does, for whoever wants its verdict only: it enters nothing."""
    return _prepared(submission, engine, limits, base, enters=False)


def _prepared(submission: Submission, engine: Engine, limits: Limits, base: str, *, enters: bool) -> Prepared:
    judged = judge_document(submission.document, submission.mode, engine, limits, base)
    reading = judged.reading
    if reading is None or judged.verdict.outcome == "refused":
        return Prepared(submission, judged.verdict, reading.iri if reading else None)
    things = things_of(reading)
    return Prepared(
        submission,
        judged.verdict,
        reading.iri,
        judged.digest,
        things.all,
        things.owned,
        project(reading.iri, reading.triples, reading.described) if enters else None,
        things.ctids,
    )


def unread(part: Unreadable, mode: Mode) -> Prepared:
    """Refuse what could not be read at all, in its place."""
    return Prepared(Submission(part.place, mode), part.verdict(mode))


def parts(submissions: Iterable[Submission], most: int, size: int) -> Iterator[list[Submission]]:
    """Cut submissions into parts of at most `most` documents and `size` bytes, the first of each apart."""
    part: list[Submission] = []
    taken = 0
    for submission in submissions:
        held = len(submission.document.body)
        if part and (len(part) >= most or taken + held > size):
            yield part
            part, taken = [], 0
        part.append(submission)
        taken += held
    if part:
        yield part


def judgement_of(prepared: Prepared, profile: Profile) -> Judgement:
    """Say what a submission is told under a profile."""
    document = prepared.submission.document
    return judgement(
        prepared.verdict, profile, origin=document.origin, pointer=document.pointer, document=prepared.iri
    )


class Here:
    """Prepares in a thread of this process: for tests and for documents of our own making."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def prepare(self, submissions: Sequence[Submission], limits: Limits, base: str) -> list[Prepared]:
        """Prepare one after the other."""
        return [await asyncio.to_thread(prepare, each, self._engine, limits, base) for each in submissions]

    async def close(self) -> None:
        """Nothing was started."""
