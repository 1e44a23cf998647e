"""Where in a JSON document a finding lies: from a focus node and a path to a JSON pointer."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from credway.ontology.namespaces import expand, fold
from credway.shapes.engine import Result


def locator(data: Mapping[str, Any] | None, root: str = "") -> Callable[[Result], str | None]:
    """Return a function that finds the place of a result in `data`; `root` prefixes the pointers.

    A node with an IRI is found by its `@id`; a nested node without one by the key and value that the
    result names, where only one place fits. What cannot be placed has no pointer.
    """
    if data is None:
        return lambda result: None

    # Most documents have nothing to find: both tables wait for the first question.
    @cache
    def nodes() -> dict[str, str]:
        found: dict[str, str] = {}
        for pointer, node in _objects(data, root):
            identity = node.get("@id")
            if isinstance(identity, str):
                found.setdefault(identity, pointer)
        return found

    @cache
    def places() -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for pointer, node in _objects(data, root):
            for key, value in node.items():
                for each in value if isinstance(value, list) else [value]:
                    plain = each.get("@id", each.get("@value")) if isinstance(each, dict) else each
                    for text in {str(plain), _term(str(plain))}:
                        found.setdefault((_term(key), text), []).append(f"{pointer}/{_escape(key)}")
        return found

    def find(result: Result) -> str | None:
        pointer = nodes().get(result.focus)
        path = fold(result.path) if result.path else None
        if pointer is not None:
            return pointer + _key(data, pointer[len(root) :], path)
        if path is None or result.value is None:
            return None
        found = places().get((path, result.value), [])
        return found[0] if len(found) == 1 else None

    return find


def _objects(data: Any, root: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    stack = [(root, data)]
    while stack:
        pointer, value = stack.pop()
        if isinstance(value, dict):
            yield pointer, value
            inner = [(f"{pointer}/{_escape(k)}", v) for k, v in value.items() if k != "@context"]
            stack.extend(reversed(inner))
        elif isinstance(value, list):
            stack.extend(reversed([(f"{pointer}/{i}", v) for i, v in enumerate(value)]))


def _key(data: Mapping[str, Any], pointer: str, path: str | None) -> str:
    """The key under a node that means a property; nothing where the document lacks it."""
    if path is None:
        return ""
    node: Any = data
    for part in pointer.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        node = node[int(name)] if isinstance(node, list) else node[name]
    for key in node:
        if _term(key) == path:
            return f"/{_escape(key)}"
    return ""


@lru_cache(maxsize=4096)
def _term(key: str) -> str:
    try:
        return fold(expand(key))
    except LookupError:
        return key


def _escape(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
