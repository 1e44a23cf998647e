"""What commands print: tables as wide as the terminal, in which no word is broken."""

import pytest

from credway.cli import output

COLUMNS = ("certain", "awarded by", "kind", "in [x] force", "note")
ROWS = [
    ("15", "Cuyahoga Community College (Tri-C)", "guaranteed minimum", "from 2026-11-24, no term", "[1]"),
    ("3", "De Anza College", "institutional award", "from 2026-06-01", "[2, confidence 0.5]"),
]
WORDS = {word for row in (COLUMNS, *ROWS) for cell in row for word in cell.split()}


@pytest.mark.parametrize("width", range(30, 170, 5))
def test_a_table_breaks_no_word(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Cells wrap between words, the table fits, and where that cannot be its rows are pairs."""
    monkeypatch.setenv("COLUMNS", str(width))
    output.table(COLUMNS, ROWS)
    printed = capsys.readouterr().out
    assert max(map(len, printed.splitlines())) <= width
    assert set(printed.replace("─", " ").split()) <= WORDS
