"""What commands print: tables for people, one JSON value for programs; messages go to stderr."""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import orjson
from rich.box import SIMPLE
from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape as _escaped
from rich.measure import Measurement
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from credway.loaders.progress import Progress as Told
from credway.loaders.progress import silent

WIDTH_IN_PIPES = 160
MOST_WIDTH = 10_000
"""Wider than any terminal: what a table is measured against."""


_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*[,;:]?(?:\s|\Z)")
"""A word at the start: no name of a file, no IRI and no code, which change their meaning with a capital."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def escape(text: str) -> str:
    """Write a text as it is: no markup, and nothing that a terminal would obey."""
    return _escaped(_visible(text))


def _visible(text: str) -> str:
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def out() -> Console:
    """The console for answers: as wide as the terminal, or as COLUMNS says, else as pipes are read."""
    told = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console(highlight=False, width=None if told else WIDTH_IN_PIPES)


def err() -> Console:
    """The console for messages and progress."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def print_json(value: Any) -> None:
    """Print one JSON value, indented, keys in their order."""
    text = orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE, default=str)
    sys.stdout.write(text.decode())
    sys.stdout.flush()


def say_error(title: str, detail: str, hints: Sequence[str]) -> None:
    """Print what is wrong, where, and what to do."""
    console = err()
    console.print(f"[bold red]{escape(title)}.[/] {escape(sentence(detail))}")
    for hint in hints:
        console.print(f"  {escape(hint)}")


def note(text: str) -> None:
    """Print a message that is no answer."""
    err().print(escape(text))


def heading(text: str) -> None:
    """Print a heading."""
    out().print(f"\n[bold]{escape(text)}[/]")


def line(text: str = "", style: str = "") -> None:
    """Print one line, wrapped."""
    out().print(escape(text), style=style or None)


def hanging(mark: str, text: str) -> None:
    """Print a mark and a text beside it, further lines under the text."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=5, justify="right")
    grid.add_column(overflow="fold")
    grid.add_row(escape(mark), escape(text))
    out().print(grid)


def pairs(rows: Iterable[tuple[str, str]]) -> None:
    """Print names with what belongs to each beside them."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column()
    grid.add_column(overflow="fold")
    for name, text in rows:
        grid.add_row(escape(name), escape(text))
    out().print(grid)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str | None = None) -> None:
    """Print rows under headings; cells wrap, nothing is cut off.

    In a terminal so narrow that words would have to be broken, each row is printed as pairs instead.
    """
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    made = Table(box=SIMPLE, title=title and escape(title), title_justify="left", pad_edge=False)
    for column in columns:
        made.add_column(column, overflow="fold")
    for row in cells:
        made.add_row(*map(escape, row))
    console = out()
    unbroken = Measurement.get(console, console.options.update(max_width=MOST_WIDTH), made).minimum
    if unbroken <= console.width:
        room = console.width - unbroken
        for each, width in zip(made.columns, _widths([columns, *cells], room), strict=True):
            each.width = width
    if unbroken <= console.width or console.width >= WIDTH_IN_PIPES:
        console.print(made)
        return
    if title:
        line(title, style="italic")
    for row in cells:
        line()
        pairs((name, cell) for name, cell in zip(columns, row, strict=True) if cell)


def _widths(rows: Sequence[Sequence[str]], spare: int) -> list[int]:
    """How wide each column is: what it wants, the widest ones less until all fit, but never less than a word.

    `spare` is how much wider than their longest words all may be together.

    >>> _widths([["name", "id"], ["a long name", "x"]], 3)
    [7, 2]
    """
    texts = [[_visible(cell) for cell in column] for column in zip(*rows, strict=True)]
    least = [max((cell_len(word) for each in column for word in each.split()), default=0) for column in texts]
    widths = [
        min(max(cell_len(part) for each in column for part in each.splitlines() or [""]), least[n] + spare)
        for n, column in enumerate(texts)
    ]
    while sum(widths) - sum(least) > spare:
        widest = max((n for n, width in enumerate(widths) if width > least[n]), key=widths.__getitem__)
        widths[widest] -= 1
    return widths


def counted(number: int, one: str, many: str = "") -> str:
    """Say how many there are: `many` where it is not the word for one with an s.

    >>> counted(1, "row"), counted(1_200, "row"), counted(0, "entry", "entries")
    ('1 row', '1,200 rows', '0 entries')
    """
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def sentence(text: str) -> str:
    """Begin with a capital and end with a full stop; a name that comes first stays as it is.

    >>> sentence("there is no row"), sentence("data.csv: the file is empty")
    ('There is no row.', 'data.csv: the file is empty.')
    """
    text = text.strip()
    if _WORD.match(text):
        text = text[:1].upper() + text[1:]
    return text + ("" if text.endswith((".", "!", "?")) else ".")


@contextmanager
def bar(title: str, *, unit: str = "", hidden: bool = False) -> Iterator[Told]:
    """Show a progress bar on stderr where it is a terminal; yield what to tell."""
    console = err()
    if hidden or not console.is_terminal:
        yield silent
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[what]}"),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(title, total=None, what="")

        def told(done: int, total: int, what: str) -> None:
            progress.update(task, completed=done, total=total, what=what[-48:])

        yield told
