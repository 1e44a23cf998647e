"""Judgements as JUnit XML: a suite for each file, a case for each document."""

import re
from collections.abc import Iterable
from typing import Final, TextIO
from xml.sax.saxutils import quoteattr

from junitparser import Failure, TestCase, TestSuite

from credway.shapes.documents import Document
from credway.shapes.plain import told
from credway.shapes.profiles import Judgement, Tally
from credway.shapes.verdict import Finding

NAME: Final = "credway validate"

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class JunitReport:
    """Holds the cases of one file; they are written when the next file begins."""

    def __init__(self, target: TextIO) -> None:
        self._target = target
        self._origin: str | None = None
        self._cases: list[TestCase] = []
        target.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name={quoteattr(NAME)}>\n')

    def add(self, document: Document, found: Judgement) -> None:
        """Add one document: a failure where something counts; the rest is told as output."""
        origin = _plain(document.origin)
        if self._origin != origin:
            self._close()
            self._origin = origin
        case = TestCase(_plain(found.document or found.pointer or "document"), origin)
        findings = found.verdict.findings
        if findings:
            failure = Failure(_plain(told(findings[0])), findings[0].code)
            failure.text = _lines(findings)
            case.result = [failure]
        if found.left_out:
            case.system_out = _lines(found.left_out)
        self._cases.append(case)

    def end(self, tally: Tally) -> None:
        """Write the last suite, and close."""
        self._close()
        self._target.write("</testsuites>\n")

    def _close(self) -> None:
        if self._origin is None:
            return
        suite = TestSuite(self._origin)
        suite.add_testcases(self._cases)  # all at once: the library counts anew each time
        self._cases = []
        written = suite.tostring()  # type: ignore[no-untyped-call]
        self._target.write(f"{written.decode()}\n")


def _lines(findings: Iterable[Finding]) -> str:
    return "".join(
        _plain(f"{each.severity} {each.code} at {_place(each)}: {told(each)}\n") for each in findings
    )


def _place(finding: Finding) -> str:
    return finding.pointer or finding.focus or "the document"


def _plain(text: str) -> str:
    """Leave out what XML cannot hold, such as a NUL that a document put into a value."""
    return _NOT_IN_XML.sub("\ufffd", text)
