"""Things that require each other, so that nobody can begin."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson

from credway.ontology.namespaces import expand
from credway.registry.across.said import Crossed, Said
from credway.registry.store.rows import decoded

CYCLE = "PREREQUISITE_CYCLE"

Needs = Mapping[str, Mapping[str, tuple[str, str]]]
"""What a thing cannot be had without, with the document that says so and the relation by which it does."""


def necessary(tree: Mapping[str, Any]) -> frozenset[str]:
    """The things without which a condition cannot be met, whichever alternative is taken.

    >>> sorted(necessary({"all": [{"thing": "a"}, {"any": [{"thing": "b"}, {"thing": "c"}]}]}))
    ['a']
    """
    if "thing" in tree:
        return frozenset([tree["thing"]])
    branches = [necessary(part) for name in ("all", "any", "of") for part in tree.get(name, ())]
    if not branches:
        return frozenset()
    wanted = len(branches) if "all" in tree else 1 if "any" in tree else tree.get("atLeast", len(branches))
    named = frozenset().union(*branches)
    # It is necessary where the branches that do without it are too few.
    return frozenset(t for t in named if sum(t not in branch for branch in branches) < wanted)


def needs(conditions: Iterable[Sequence[Any]]) -> Needs:
    """Read the rows of the query `conditions`."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for row in conditions:
        document, body, links = row[5], orjson.loads(row[12]), decoded(row[13])
        of = [target for role, target, _ in links if role == "OF"]
        for target in necessary(body.get("tree", {})):
            for each in of:
                found.setdefault(each, {}).setdefault(target, (document, body["relation"]))
    return found


def cycles(found: Needs, said: Said) -> list[Crossed]:
    """The cycles in which a document's own requirements take part, each named once, its members in order."""
    named: dict[frozenset[str], Crossed] = {}
    taken: set[str] = set()
    for start in sorted(said.needing):
        if start in taken:
            continue
        way = shortest(found, start)
        if way:
            taken.update(way)
            named.setdefault(frozenset(way), _crossed(found, said, way))
    return list(named.values())


def shortest(found: Mapping[str, Mapping[str, Any]], start: str) -> list[str]:
    """A shortest cycle through a thing, beginning with it; empty where there is none."""
    before: dict[str, str] = {}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for there in sorted(found.get(here, ())):
            if there == start:
                way = [here]
                while way[-1] != start:
                    way.append(before[way[-1]])
                return way[::-1]
            if there not in before:
                before[there] = here
                queue.append(there)
    return []


def _crossed(found: Needs, said: Said, way: Sequence[str]) -> Crossed:
    after = [*way[1:], way[0]]
    documents = sorted({found[a][b][0] for a, b in zip(way, after, strict=True)} - {said.document})
    beside = f" Stated besides in {_listed(documents)}." if documents else ""
    if len(way) == 1:
        message = f"{way[0]} requires itself, so nobody can have it. Remove that requirement."
    else:
        ring = " requires ".join([*way, way[0]])
        message = (
            f"{ring}: each needs the next, so nobody can begin. Remove one of these requirements, "
            f"or make it one of several alternatives.{beside}"
        )
    path = expand(f"ceterms:{found[way[0]][after[0]][1]}")
    return Crossed(CYCLE, said.document, way[0], path, after[0], message, frozenset(way))


def _listed(documents: Sequence[str]) -> str:
    return documents[0] if len(documents) == 1 else f"{', '.join(documents[:-1])} and {documents[-1]}"
