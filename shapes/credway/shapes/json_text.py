"""The text of a JSON document: decoded, bounded in depth, parsed, and said where it breaks off."""

import re
from typing import Any, Final, TypeAlias

import orjson

from credway.shapes.documents import Document
from credway.shapes.json_faults import json_fault
from credway.shapes.refusals import FLATTEN, fatal

Json: TypeAlias = dict[str, Any] | list[Any]
DEEPEST: Final = 512
"""How deep a text may be nested at most before anything reads it: parsers recurse."""

# A string without an end goes to the end of the text, so that each character is looked at once.
_MARK: Final = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\Z)|[\[{]|[\]}]', re.DOTALL)


def parse(document: Document, depth: int) -> tuple[str, Json]:
    """Return the text and what it holds: an object, or the array of an expanded document. Raises Fatal.

    `depth` is how deep the document may be nested; whoever walks through what is returned sees to it.
    """
    try:
        text = document.body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = document.body.count(b"\n", 0, error.start) + document.line
        message = f"Byte {error.start:,}, in line {line:,}, is not UTF-8. Save the file as UTF-8."
        raise fatal("NOT_UTF8", message) from None
    if deeper(text, DEEPEST):
        raise fatal("TOO_DEEP", f"Nested more than {min(depth, DEEPEST)} levels deep. {FLATTEN}")
    try:
        data = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise fatal("NOT_JSON", _broken(text, error, document.line), document.pointer) from None
    if isinstance(data, dict):
        return text, data
    if isinstance(data, str):
        message = f"{data[:60]!r} stands where a document is meant. Remove it: JSON has no comments."
        raise fatal("NOT_AN_OBJECT", message, document.pointer)
    if not isinstance(data, list) or not data or not all(isinstance(each, dict) for each in data):
        raise fatal(
            "NOT_AN_OBJECT", "A document is one JSON object with an @context: write { … }.", document.pointer
        )
    if any("@context" in each for each in data):
        message = "Each member of the array is a document of its own. Publish them one by one."
        raise fatal("NOT_AN_OBJECT", message, document.pointer)
    return text, data


def _broken(text: str, error: orjson.JSONDecodeError, first: int) -> str:
    hint = json_fault(text, error.lineno, error.colno)
    return (
        f"Not JSON at line {first - 1 + error.lineno:,}, column {error.colno}: {error.msg}. {hint}".rstrip()
    )


def deeper(text: str, limit: int) -> bool:
    """Tell whether brackets outside strings are nested deeper than a limit; cheap, and before any parser."""
    if text.count("[") + text.count("{") <= limit:
        return False
    depth = 0
    for match in _MARK.finditer(text):
        mark = match[0]
        if mark in "[{":
            depth += 1
            if depth > limit:
                return True
        elif mark in "]}":
            depth -= 1
    return False
