"""The gate: a fast engine decides, an authority explains every rejection and is asked now and then.

A document is accepted if and only if the fast engine finds no Violation; its warnings are then the
fast engine's, which the tests hold equal to the authority's. Anything else is explained by the
authority: with what it finds, or, where it finds no Violation, with the rows of the fast engine, for
the fast engine is the stricter of the two: a pattern of Python's forgives a line break at the end. A
fast engine that fails decides nothing.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from threading import Lock
from typing import Final, Protocol
from zlib import crc32

from credway.shapes.engine import MAX_RESULTS, Engine, Graph, Result, capped, ordered
from credway.shapes.lines import Lines
from credway.shapes.pyshacl_engine import PyShaclEngine
from credway.shapes.rust_engine import EngineFailed, RustEngine

RECHECKED: Final = 0.01
"""What share of accepted documents the authority judges too, unless the gate is told otherwise."""

_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Counts:
    """What a gate has done so far.

    `explained` were judged by both engines because the fast one refused them, `rechecked` because it
    was their turn, `failed` by the authority alone. `disagreements` are those of them in which one
    engine found a Violation and the other none; each is logged as `validator_disagreement`.
    """

    judged: int = 0
    explained: int = 0
    rechecked: int = 0
    failed: int = 0
    disagreements: int = 0


class Fast(Protocol):
    """What the gate asks of a fast engine. Each method raises EngineFailed where the engine fails."""

    def read(self, graph: Graph) -> Lines:
        """Write a document as the engine reads it."""

    def accepts(self, document: Lines) -> bool:
        """Tell whether a document has no Violation."""

    def rows(self, document: Lines) -> list[Result]:
        """Return all that is wrong with a document, in no order."""


class Gate:
    """Both engines as one; see `Engine`. Threads may share it."""

    def __init__(
        self,
        recheck: float = RECHECKED,
        max_results: int = MAX_RESULTS,
        *,
        fast: Fast | None = None,
        authority: Engine | None = None,
    ) -> None:
        """Compile the shapes for the fast engine; the authority's wait until it is asked.

        `recheck` is the share, 0 to 1, of accepted documents that the authority judges too; which
        ones depends on what they say alone. `max_results` cuts a report.
        """
        self._recheck = round(recheck * 2**32)
        self._max_results = max_results
        self._fast = fast or RustEngine(max_results)
        self._given = authority
        self._lock = Lock()
        self._counts = Counts()

    @cached_property
    def _authority(self) -> Engine:
        return self._given or PyShaclEngine(self._max_results)

    @property
    def counts(self) -> Counts:
        """What the gate has done so far."""
        return self._counts

    def conforms(self, graph: Graph) -> bool:
        """Tell whether the graph has no Violation; warnings and infos do not count."""
        self._count("judged")
        try:
            document = self._fast.read(graph)
            accepted = self._fast.accepts(document)
        except EngineFailed as error:
            self._failed(error)
            return self._authority.conforms(graph)
        if accepted and self._is_due(document):
            self._count("rechecked")
            accepted = self._authority.conforms(graph)
            if not accepted:
                self._disagree(document, "the fast engine accepted what pySHACL refuses")
        return accepted

    def report(self, graph: Graph, *, forgiving: bool = False) -> list[Result]:
        """Return what is wrong, the gravest first and then in the order of the document."""
        self._count("judged")
        try:
            document = self._fast.read(graph)
            rows = self._fast.rows(document)
        except EngineFailed as error:
            self._failed(error)
            return self._authority.report(graph)
        refused = _is_refused(rows, forgiving)
        if refused or self._is_due(document):
            self._count("explained" if refused else "rechecked")
            explained = self._authority.report(graph)
            if _is_refused(explained, forgiving) == refused:
                return explained
            if not refused:
                self._disagree(document, "the fast engine accepted what pySHACL refuses")
                return explained
            self._disagree(document, "the fast engine refused what pySHACL accepts")
        if not rows:
            return rows
        return capped(ordered(rows, document.positions()), self._max_results)

    def _is_due(self, document: Lines) -> bool:
        if self._recheck <= 0:
            return False
        return crc32(document.ground().encode()) < self._recheck

    def _failed(self, error: EngineFailed) -> None:
        self._count("failed")
        _LOG.warning("the fast engine failed, pySHACL decides: %s", error)

    def _disagree(self, document: Lines, how: str) -> None:
        self._count("disagreements")
        about = next(iter(document.subjects), "nothing")
        _LOG.error("validator_disagreement: %s; a document about %s", how, about)

    def _count(self, name: str) -> None:
        with self._lock:
            self._counts = replace(self._counts, **{name: getattr(self._counts, name) + 1})


def _is_refused(rows: Iterable[Result], forgiving: bool) -> bool:
    return any(row.severity == "Violation" and not (forgiving and row.minimum_data) for row in rows)
