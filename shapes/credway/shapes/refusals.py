"""Refusals that are found before any shape looks at a document."""

from typing import Final

from credway.shapes.engine import Severity
from credway.shapes.verdict import Finding

FLATTEN: Final = "Give inner things IRIs and list them beside each other in @graph."
"""What to do with a document that is nested too deep."""


class Fatal(Exception):
    """The document cannot be read at all; carries the one finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def found(code: str, message: str, pointer: str | None, severity: Severity = "Violation") -> Finding:
    """Make a finding with a JSON pointer, where there is one; `code` is stable."""
    return Finding(severity, message, pointer, "", None, None, "", code)


def fatal(code: str, message: str, pointer: str = "") -> Fatal:
    """Make the error that ends the reading of a document."""
    return Fatal(found(code, message, pointer))
