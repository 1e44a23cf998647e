import logging
from collections.abc import Callable
from dataclasses import replace

import pyoxigraph as ox
import pytest

from credway.shapes.engine import Graph, Result
from credway.shapes.gate import Counts, Gate
from credway.shapes.lines import Lines, lines
from credway.shapes.pyshacl_engine import PyShaclEngine
from credway.shapes.rust_engine import EngineFailed
from credway.shapes.validator import validate

Turtle = Callable[[str], list[ox.Triple]]

WRONG = Result("urn:x:a", None, None, "wrong", "Violation", "urn:x:shape", "urn:x:component", False)
FORGIVEN = replace(WRONG, message="missing", minimum_data=True)
MILD = replace(WRONG, message="recommended", severity="Warning")


class Fast:
    """A fast engine that has made up its mind."""

    def __init__(self, *rows: Result, fails: bool = False) -> None:
        self._rows, self._fails = list(rows), fails

    def read(self, graph: Graph) -> Lines:
        """Write the document."""
        return lines(graph)

    def accepts(self, document: Lines) -> bool:
        """Tell whether a row is a Violation."""
        return not any(row.severity == "Violation" for row in self.rows(document))

    def rows(self, document: Lines) -> list[Result]:
        """Return the rows, or fail."""
        if self._fails:
            raise EngineFailed("out of order")
        return list(self._rows)


class Authority:
    """An authority that has made up its mind, and knows how often it was asked."""

    def __init__(self, *rows: Result) -> None:
        self._rows, self.asked = list(rows), 0

    def conforms(self, graph: Graph) -> bool:
        """Tell whether a row is a Violation."""
        return not any(row.severity == "Violation" for row in self.report(graph))

    def report(self, graph: Graph, *, forgiving: bool = False) -> list[Result]:
        """Return the rows."""
        self.asked += 1
        return list(self._rows)


@pytest.fixture
def document(turtle: Turtle) -> list[ox.Triple]:
    """Any document."""
    return turtle('<urn:x:a> a ceterms:License ; ceterms:name "A"@en .')


def test_an_accepted_document_is_not_explained(document: list[ox.Triple]) -> None:
    """Without a Violation the fast engine's warnings stand, and nobody else is asked."""
    authority = Authority(WRONG)
    gate = Gate(0, fast=Fast(MILD), authority=authority)
    assert gate.report(document) == [MILD]
    assert gate.conforms(document)
    assert authority.asked == 0
    assert gate.counts == Counts(judged=2)


def test_a_refused_document_is_explained(document: list[ox.Triple]) -> None:
    """A Violation is reported with the rows of the authority."""
    explained = replace(WRONG, message="wrong, and here is why")
    gate = Gate(0, fast=Fast(WRONG), authority=Authority(explained))
    assert gate.report(document) == [explained]
    assert not gate.conforms(document)
    assert gate.counts == Counts(judged=2, explained=1)


def test_the_stricter_engine_wins(document: list[ox.Triple], caplog: pytest.LogCaptureFixture) -> None:
    """Where the authority finds no Violation the document is refused all the same, and counted."""
    gate = Gate(0, fast=Fast(MILD, WRONG), authority=Authority(MILD))
    with caplog.at_level(logging.ERROR):
        assert gate.report(document) == [WRONG, MILD]
    assert gate.counts == Counts(judged=1, explained=1, disagreements=1)
    assert "validator_disagreement" in caplog.text
    assert "urn:x:a" in caplog.text


def test_a_recheck_overrules_the_fast_engine(
    document: list[ox.Triple], caplog: pytest.LogCaptureFixture
) -> None:
    """Of the accepted documents that the authority judges too, it refuses what it refuses."""
    gate = Gate(1, fast=Fast(), authority=Authority(WRONG))
    assert gate.report(document) == [WRONG]
    assert not gate.conforms(document)
    assert gate.counts == Counts(judged=2, rechecked=2, disagreements=2)
    assert caplog.text.count("validator_disagreement") == 2


def test_a_recheck_that_agrees_changes_nothing(document: list[ox.Triple]) -> None:
    """Both engines find no Violation: the document is accepted with the authority's warnings."""
    gate = Gate(1, fast=Fast(MILD), authority=Authority(MILD))
    assert gate.report(document) == [MILD]
    assert gate.conforms(document)
    assert gate.counts == Counts(judged=2, rechecked=2)


@pytest.mark.parametrize("rows", [(), (WRONG,)])
def test_a_fast_engine_that_fails_decides_nothing(
    rows: tuple[Result, ...], document: list[ox.Triple], caplog: pytest.LogCaptureFixture
) -> None:
    """The authority alone accepts or refuses, and the failure is counted and logged."""
    gate = Gate(0, fast=Fast(fails=True), authority=Authority(*rows))
    assert gate.report(document) == list(rows)
    assert gate.conforms(document) == (not rows)
    assert gate.counts == Counts(judged=2, failed=2)
    assert "out of order" in caplog.text


def test_what_a_mirror_forgives_needs_no_explanation(document: list[ox.Triple]) -> None:
    """Missing minimum data refuses nothing in a mirror; in an owner's publish it is explained."""
    authority = Authority(FORGIVEN)
    gate = Gate(0, fast=Fast(FORGIVEN), authority=authority)
    assert validate(document, "mirror", gate).outcome == "accepted"
    assert authority.asked == 0
    assert validate(document, "publish", gate).outcome == "refused"
    assert authority.asked == 1


def test_what_is_rechecked_depends_on_what_a_document_says(turtle: Turtle) -> None:
    """About the share that was asked for, and the same documents in any order and with any labels."""
    gate = Gate(0.1, fast=Fast(), authority=Authority())
    documents = [
        turtle(f"<urn:x:{n}> a ceterms:License ; ceterms:requires [ ceterms:name 'A'@en ] .")
        for n in range(1000)
    ]
    for document in documents:
        gate.report(document)
    first = gate.counts.rechecked
    assert 60 < first < 140
    for number, document in enumerate(documents):
        gate.report(list(reversed(document)))
        assert gate.counts.rechecked <= first * 2, number
    assert gate.counts.rechecked == first * 2


def test_both_engines_make_one_gate(turtle: Turtle) -> None:
    """With the real engines: a line break after a CTID is refused although pySHACL forgives it."""
    gate = Gate(0)
    ctid = "ce-5a3fd1c2-7b1e-4b52-9d0a-0f6d1a2b3c41"
    wrong = turtle(f'<urn:x:a> a ceterms:Place ; ceterms:ctid "{ctid}\\n" .')
    right = turtle(f'<urn:x:a> a ceterms:Place ; ceterms:ctid "{ctid}" .')
    assert gate.report(right) == PyShaclEngine().report(right)
    assert validate(wrong, "publish", gate).outcome == "refused"
