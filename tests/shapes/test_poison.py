"""Blank nodes that a canonicaliser would take for ever over are found before it starts."""

from collections.abc import Iterable

import pyoxigraph as ox
import pytest

from credway.shapes.poison import Poison, refuse_poison
from credway.shapes.rdf import digest

THING = ox.NamedNode("https://a.example/1")


def graph(edges: Iterable[tuple[str, str]], said: dict[str, str] | None = None) -> list[ox.Triple]:
    """Blank nodes that point at each other; `s` is a node with an IRI."""

    def node(name: str) -> ox.NamedNode | ox.BlankNode:
        return THING if name == "s" else ox.BlankNode(name)

    made = [ox.Triple(node(a), ox.NamedNode("a:p"), node(b)) for a, b in edges]
    texts = (said or {}).items()
    return made + [ox.Triple(node(a), ox.NamedNode("a:q"), ox.Literal(text)) for a, text in texts]


def tree(width: int, depth: int, name: str) -> list[tuple[str, str]]:
    """A tree of alike nodes."""
    if not depth:
        return []
    inner = [f"{name}{i}" for i in range(width)]
    return [(name, each) for each in inner] + [
        edge for each in inner for edge in tree(width, depth - 1, each)
    ]


POISON = {
    "clique": [(f"a{i}", f"a{j}") for i in range(9) for j in range(9) if i != j],
    "bipartite": [(f"a{i}", f"b{j}") for i in range(6) for j in range(6)],
    "ring": [(f"a{i}", f"a{(i + 1) % 400}") for i in range(400)],
    "rings": [(f"r{k}x{i}", f"r{k}x{(i + 1) % 3}") for k in range(9) for i in range(3)],
    "alike in alike": [("s", "a"), ("s", "b"), *tree(9, 1, "a"), *tree(9, 1, "b")],
    "deep": [("s", "a"), ("s", "b"), *tree(4, 3, "a"), *tree(4, 3, "b")],
    "chain": [(f"a{i}", f"a{i + 1}") for i in range(3_000)],
}


@pytest.mark.parametrize("name", POISON)
def test_poison_is_refused(name: str) -> None:
    """Each shape that takes exponential or cubic time is refused."""
    with pytest.raises(Poison):
        refuse_poison(graph(POISON[name]))


HARMLESS = {
    "alike beside each other": graph(("s", f"a{i}") for i in range(2_000)),
    "alike under one that is not": graph(
        [("s", "a"), *(("a", f"a{i}") for i in range(50))], {"a": "the only one"}
    ),
    "a ring of different nodes": graph(
        [(f"a{i}", f"a{(i + 1) % 50}") for i in range(50)], {f"a{i}": str(i) for i in range(50)}
    ),
    "small trees": graph([("s", "a"), ("s", "b"), *tree(3, 2, "a"), *tree(3, 2, "b")]),
    "none": graph([("s", "s")]),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_harmless_is_hashed(name: str) -> None:
    """Nested nodes of real documents, alike or not, are no poison."""
    refuse_poison(HARMLESS[name])
    assert len(digest(HARMLESS[name])) == 64


def test_looking_for_poison_takes_little_time() -> None:
    """The search itself is linear: twenty thousand tied nodes are looked through."""
    edges = [(f"a{i}", f"a{i + 1}") for i in range(20_000)]
    with pytest.raises(Poison):
        refuse_poison(graph([*edges, ("a20000", "a0")]))
