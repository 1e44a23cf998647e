"""Markdown for the pages about the shapes: headings with anchors, links, lines of bounded length."""

import json
from collections.abc import Sequence
from textwrap import wrap
from typing import Final

from rdflib import URIRef

from credway.shapes.engine import SHAPES

CLASSES_SHOWN: Final = 12
WIDTH: Final = 118


def wrapped(text: str) -> str:
    """Break long lines, but not those of tables and code."""
    found, fenced = [], False
    for line in text.splitlines():
        fenced ^= line.startswith("```")
        if fenced or line.startswith(("|", "#")) or len(line) <= WIDTH:
            found.append(line)
        else:
            indent = "  " if line.startswith("- ") else ""
            found += wrap(
                line, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
            )
    return "\n".join(found) + "\n"


def broken(value: object, width: int = WIDTH, before: str = "", after: str = "") -> list[str]:
    """Write JSON in lines: what fits into one stands in one. `before` and `after` enclose it."""
    line = f"{before}{json.dumps(value, ensure_ascii=False)}{after}"
    if len(line) <= width or not isinstance(value, dict | list) or not value:
        return [line]
    margin = " " * (len(before) - len(before.lstrip()) + 2)
    if isinstance(value, dict):
        parts = [(f"{margin}{json.dumps(key, ensure_ascii=False)}: ", each) for key, each in value.items()]
    else:
        parts = [(margin, each) for each in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    found = [f"{before}{opening}"]
    for number, (start, each) in enumerate(parts, 1):
        found += broken(each, width, start, "," if number < len(parts) else "")
    return [*found, f"{margin[2:]}{closing}{after}"]


def code_of(node: URIRef) -> str:
    """Return the code of a shape, as findings name it."""
    return str(node).removeprefix(SHAPES).replace("/", ".")


def heading(node: URIRef) -> str:
    """Return the heading of a shape, with its anchor."""
    name = code_of(node)
    return f'### <a id="{name.partition(".")[2]}"></a>`{name}`'


def link(node: URIRef) -> str:
    """Return a link to a shape on its page."""
    file, _, name = str(node).removeprefix(SHAPES).partition("/")
    return f"[{file}.{name}]({file}.md#{name})"


def code(text: str) -> str:
    """Mark a text as code."""
    return f"`{text}`"


def shortened(names: Sequence[str]) -> str:
    """List names as code, no more than CLASSES_SHOWN."""
    shown = ", ".join(code(name) for name in names[:CLASSES_SHOWN])
    more = len(names) - CLASSES_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown
