"""Where the members of a JSON object or array stand in its text, so that each keeps its very bytes."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

_BLANK = " \t\r\n"
_DECODER = json.JSONDecoder()


class Member(NamedTuple):
    """One member: its name (its number in an array), its value, and where it begins and ends."""

    name: str
    value: Any
    start: int
    end: int


def members(text: str, at: int = 0) -> Iterator[Member]:
    """Yield the members of the object or array that begins at a place, one after the other.

    Raises JSONDecodeError where the text breaks off, after all that comes before, and where more follows
    the text's own object or array; ValueError for a number of too many digits, RecursionError for
    nesting that is too deep.
    """
    at = skipped(text, at)
    whole = at == skipped(text, 0)
    opening = text[at : at + 1]
    closing = {"[": "]", "{": "}"}[opening]
    at, number = skipped(text, at + 1), 0
    while text[at : at + 1] != closing or number:
        name = str(number)
        if opening == "{":
            name, at = _name(text, at)
        value, end = _DECODER.raw_decode(text, at)
        yield Member(name, value, at, end)
        at, number = skipped(text, end), number + 1
        if text[at : at + 1] == closing:
            break
        if text[at : at + 1] != ",":
            raise json.JSONDecodeError("a comma or the end was expected", text, at)
        at = skipped(text, at + 1)
    if whole and skipped(text, at + 1) < len(text):
        raise json.JSONDecodeError("more after the end", text, at + 1)


def skipped(text: str, at: int) -> int:
    """Return the next place that is not blank."""
    while text[at : at + 1] and text[at] in _BLANK:
        at += 1
    return at


def _name(text: str, at: int) -> tuple[str, int]:
    name, end = _DECODER.raw_decode(text, at)
    at = skipped(text, end)
    if not isinstance(name, str) or text[at : at + 1] != ":":
        raise json.JSONDecodeError("a key and a colon were expected", text, at)
    return name, skipped(text, at + 1)
