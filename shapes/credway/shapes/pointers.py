"""Where in a JSON document a finding lies: from a focus node and a path to a JSON pointer."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, Final, TypeAlias

from pyoxigraph import Triple

from credway.ontology.namespaces import expand, fold
from credway.shapes.convert import RDF_TYPE
from credway.shapes.engine import Result
from credway.shapes.places import Place, Trail, escape, pointer
from credway.shapes.statements import plain, statements

Json: TypeAlias = Mapping[str, Any] | Sequence[Any]
_Parent: TypeAlias = tuple[str, str, int]
_SILENT: Final = frozenset({"@context", "@index"})


def locator(
    data: Json | None,
    root: str = "",
    triples: Sequence[Triple] = (),
    spelt: Callable[[str], str] = str,
    objects: Sequence[Place] = (),
) -> Callable[[Result], str | None]:
    """Return a function that finds the place of a result in `data`; `root` prefixes the pointers.

    A node with an IRI is found by its `@id`, which `spelt` writes as the result does; a nested node
    without one by the way that `triples` go to it, or by the key and value that the result names,
    where only one place fits. What cannot be placed has no pointer. `objects` are those of `data` that
    may be nodes, where they were met before.
    """
    return (lambda result: None) if data is None else _Locator(data, root, triples, spelt, objects).find


class _Locator:
    """Finds places in one document. Most have nothing to find: the tables wait for the first question."""

    def __init__(
        self,
        data: Json,
        root: str,
        triples: Sequence[Triple],
        spelt: Callable[[str], str],
        objects: Sequence[Place],
    ) -> None:
        self._data, self._root, self._triples, self._spelt = data, root, triples, spelt
        self._objects = objects
        self._known: dict[str, tuple[str, Place] | None] = {}

    def find(self, result: Result) -> str | None:
        """Return the pointer of what a result is about."""
        if result.focus not in self._known:
            met = self._place_of(result.focus)
            self._known[result.focus] = met and (pointer(self._root, met[0]), met)
        known = self._known[result.focus]
        path = fold(result.path) if result.path else None
        if known is not None:
            where, (_, node) = known
            key = _key(node, path) or _holding(node, result.value)
            return where if key is None else f"{where}/{escape(key)}"
        if path is None or result.value is None:
            return None
        found = self._values.get((path, result.value), [])
        return found[0] if len(found) == 1 else None

    def _place_of(self, focus: str) -> Place | None:
        """Go up to a node that is named, and down again."""
        steps: list[_Parent] = []
        while (place := self._nodes.get(focus)) is None:
            parent = self._parents.get(focus)
            if parent is None and focus in self._outermost:
                place = self._outermost[focus]
                break
            if parent is None or len(steps) > len(self._parents):
                return None
            steps.append(parent)
            focus = parent[0]
        for _, path, nth in reversed(steps):
            inner = _nested(place, path, nth)
            if inner is None:
                return None
            place = inner
        return place

    @cached_property
    def _nodes(self) -> dict[str, Place]:
        described: dict[str, Place] = {}
        named: dict[str, Place] = {}
        for place in self._objects or _objects(self._data):
            identity = place[1].get("@id")
            if isinstance(identity, str):
                held = described if len(place[1]) > 1 else named
                for text in (identity, _term(identity), self._spelt(identity)):
                    held.setdefault(text, place)
        return named | described

    @cached_property
    def _values(self) -> dict[tuple[str, str], list[str]]:
        """The places of each value under each property."""
        found: dict[tuple[str, str], list[str]] = {}
        for trail, node in _objects(self._data):
            where = pointer(self._root, trail)
            for key, value in node.items():
                for each in value if isinstance(value, list) else [value]:
                    plain = each.get("@id", each.get("@value")) if isinstance(each, dict) else each
                    for text in {str(plain), _term(str(plain)), self._spelt(str(plain))}:
                        found.setdefault((_term(key), text), []).append(f"{where}/{escape(key)}")
        return found

    @cached_property
    def _parents(self) -> dict[str, _Parent]:
        return _parents(self._triples)

    @cached_property
    def _outermost(self) -> dict[str, Place]:
        """The objects that stand in no other and have no name, by the labels that the parser gave them."""
        places = [
            each for each in self._objects or _objects(self._data) if _is_outer(each[0]) and _is_bare(each[1])
        ]
        nodes = [
            node
            for node in map(plain, statements(self._triples).described)
            if node[0] == "_" and node not in self._parents and node not in self._nodes
        ]
        return dict(zip(nodes, places, strict=True)) if len(nodes) == len(places) else {}


def texts(data: Json, root: str, wanted: Collection[str]) -> Mapping[str, str]:
    """Say where each of some texts stands first, as a value."""
    found: dict[str, str] = {}
    for trail, node in _objects(data):
        for key, value in node.items():
            for i, each in enumerate(value if isinstance(value, list) else [value]):
                if isinstance(each, str) and each in wanted:
                    inner = f"/{i}" if isinstance(value, list) else ""
                    found.setdefault(each, f"{pointer(root, trail)}/{escape(key)}{inner}")
    return found


def _parents(triples: Sequence[Triple]) -> dict[str, _Parent]:
    """For each blank node that one statement points at: whose it is, and the how manieth."""
    found: dict[str, _Parent] = {}
    counted: dict[tuple[str, str], int] = {}
    for subject, predicate, value, _ in statements(triples).rows:
        if value[0] == "_":
            way = plain(subject), predicate
            nth = counted[way] = counted.get(way, -1) + 1
            found.setdefault(value, (*way, nth))
    return found


def _is_outer(trail: Trail) -> bool:
    """Tell whether an object is the document itself, or a member of its graph or its array."""
    return trail is None or trail[0] is None or trail[0] == (None, "@graph")


def _is_bare(node: Mapping[str, Any]) -> bool:
    """Tell whether an object without a name says something of its node."""
    return "@id" not in node and "@graph" not in node and any(key not in _SILENT for key in node)


def _objects(data: Any) -> Iterator[Place]:
    """Yield every object but contexts, in the order of the document, with the way to it."""
    stack: list[tuple[Trail, Any]] = [(None, data)]
    while stack:
        trail, value = stack.pop()
        if isinstance(value, dict):
            yield trail, value
            for key in reversed(value):
                inner = value[key]
                if isinstance(inner, dict | list) and key != "@context":
                    stack.append(((trail, key), inner))
        elif isinstance(value, list):
            for i in range(len(value) - 1, -1, -1):
                if isinstance(value[i], dict | list):
                    stack.append(((trail, i), value[i]))


def _key(node: Mapping[str, Any], path: str | None) -> str | None:
    """The key of a node that means a property; none where the document lacks it."""
    if path is None:
        return None
    for key in node:
        if _term(key) == path or (key == "@type" and path == RDF_TYPE):
            return key
    return None


def _holding(node: Mapping[str, Any], value: str | None) -> str | None:
    """The one key of a node that holds a value, where the result names no property that is there."""
    if value is None:
        return None
    found = []
    for key, held in node.items():
        for each in held if isinstance(held, list) else [held]:
            texts = _texts(each) if isinstance(each, dict) else [each]
            if key[:1] != "@" and any(
                isinstance(text, str | int | float) and _written(text) == _plain(value) for text in texts
            ):
                found.append(key)
    return found[0] if len(found) == 1 else None


def _written(value: str | float) -> str:
    """A value of JSON as RDF writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _texts(value: Mapping[str, Any]) -> Iterator[Any]:
    """What an object holds as a value, points at, or holds by language."""
    if "@value" in value:
        yield value["@value"]
    elif value.keys() == {"@id"}:
        yield value["@id"]
    elif "@id" not in value and "@type" not in value:
        for held in value.values():
            yield from held if isinstance(held, list) else [held]


def _plain(value: str) -> str:
    """The text of a literal that is written as in N-Triples."""
    return value[1 : value.rindex('"')] if value.startswith('"') and value.count('"') > 1 else value


def _nested(place: Place, path: str, nth: int) -> Place | None:
    """One of the nodes that are nested under a property."""
    trail, node = place
    key = _key(node, path)
    if key is None:
        return None
    value = node[key]
    if not isinstance(value, list):
        return ((trail, key), value) if nth == 0 and isinstance(value, dict) else None
    blank = [i for i, each in enumerate(value) if _is_blank(each)]
    if nth >= len(blank) or not isinstance(value[blank[nth]], dict):
        return None
    return ((trail, key), blank[nth]), value[blank[nth]]


def _is_blank(value: Any) -> bool:
    if isinstance(value, str):
        return value.startswith("_:")
    return isinstance(value, dict) and str(value.get("@id", "_:")).startswith("_:") and "@value" not in value


@lru_cache(maxsize=4096)
def _term(key: str) -> str:
    try:
        return fold(expand(key))
    except LookupError:
        return key
