"""Where a thing stands in a document that was judged before, for findings that only a registry has."""

from collections.abc import Callable

import orjson

from credway.shapes.documents import Document
from credway.shapes.engine import Result
from credway.shapes.pointers import locator
from credway.shapes.spelling import canonical
from credway.shapes.verdict import Finding

Place = Callable[[str, str | None, str | None], str | None]
"""Gives the JSON pointer of a node, of its property, of the value: None where it cannot be placed."""


def places(document: Document | None) -> Place:
    """Return what finds places in a document; nothing is found where it is not at hand or no JSON."""
    if document is None or not document.is_json:
        return lambda focus, path, value: None
    try:
        find = locator(orjson.loads(document.body), document.pointer, spelt=canonical)
    except ValueError:
        return lambda focus, path, value: None
    return lambda focus, path, value: find(Result(focus, path, value, "", "Warning", "", "", False))


def conflict(
    document: Document, message: str, focus: str, path: str | None = None, value: str | None = None
) -> Finding:
    """Say, in its place, that a document contradicts another one."""
    place = places(document)(focus, path, value) or document.pointer
    return Finding("Violation", message, place, focus, path, value, "", "CONFLICT")
