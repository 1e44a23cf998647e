"""Places in a JSON document: kept as a way through it, written as a JSON pointer only when asked for."""

from collections.abc import Mapping
from typing import Any, TypeAlias

Trail: TypeAlias = tuple[Any, str | int] | None
"""The way to a value: that to what holds it, and its key or number."""

Place: TypeAlias = tuple[Trail, Mapping[str, Any]]
"""An object of a document, and the way to it."""


def pointer(root: str, trail: Trail) -> str:
    """Write a way as a JSON pointer; `root` is the pointer of the document in its file."""
    parts: list[str] = []
    while trail is not None:
        trail, step = trail
        parts.append(escape(step) if isinstance(step, str) else str(step))
    return "/".join((root, *reversed(parts)))


def escape(name: str) -> str:
    """Write a name as a part of a JSON pointer."""
    if "/" not in name and "~" not in name:
        return name
    return name.replace("~", "~0").replace("/", "~1")
