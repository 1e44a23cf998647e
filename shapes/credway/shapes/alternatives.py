"""Shapes that ask for one of several properties, written so that the fast engine answers sooner.

For each miss of `sh:minCount` the library writes out the path, which takes longer than to judge the
document where the path has many alternatives. So each use of such a shape becomes a shape of a node, with
the same targets and `sh:or` for the alternatives: it fails on the same nodes, and names no path.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, TypeAlias

import pyoxigraph as ox
from rdflib import RDF, SH

from credway.shapes.engine import SHAPES

Path: TypeAlias = ox.NamedNode | ox.BlankNode

_ASKED: Final = f"{SHAPES}engine/asked/"
_FIRST, _REST, _NIL, _TYPE = (ox.NamedNode(str(RDF[name])) for name in ("first", "rest", "nil", "type"))
_PROPERTY, _PATH, _ALTERNATIVES, _LEAST, _SEVERITY, _TARGET, _OR, _NODE_SHAPE = (
    ox.NamedNode(str(SH[name]))
    for name in (
        "property",
        "path",
        "alternativePath",
        "minCount",
        "severity",
        "targetObjectsOf",
        "or",
        "NodeShape",
    )
)
_CONSTRAINT_FREE: Final = frozenset({_PATH, _LEAST, _SEVERITY, _TYPE})


@dataclass(frozen=True, slots=True)
class Eased:
    """Rewritten shapes; `meant` are those of which something else stands for a use, by the IRI of that."""

    triples: Sequence[ox.Triple]
    meant: Mapping[str, str]


def eased(triples: Sequence[ox.Triple], ignored: frozenset[str] = frozenset()) -> Eased:
    """Rewrite shapes whose targets are compiled; `ignored` properties constrain nothing."""
    said: dict[object, list[ox.Triple]] = {}
    named: dict[object, list[ox.Triple]] = {}
    for triple in triples:
        said.setdefault(triple.subject, []).append(triple)
        named.setdefault(triple.object, []).append(triple)
    left: set[ox.Triple] = set()
    made: dict[ox.Triple, None] = {}
    meant: dict[str, str] = {}
    for use in triples:
        shape = use.object
        # What is named elsewhere counts there too, where nothing but `sh:property` would be right.
        if use.predicate != _PROPERTY or use.subject in named or not isinstance(shape, ox.NamedNode):
            continue
        targets = [t.object for t in said[use.subject] if t.predicate == _TARGET]
        asked = _asked(shape, said, ignored)
        if not targets or not asked:
            continue
        name = ox.NamedNode(f"{_ASKED}{len(meant)}")
        meant[name.value] = shape.value
        left.add(use)
        if all(other in left for other in named[shape]):
            left.update(said[shape])  # each document copies what the engine holds: the less, the sooner
        severity = [t.object for t in said[shape] if t.predicate == _SEVERITY]
        made |= dict.fromkeys(
            (
                ox.Triple(name, _TYPE, _NODE_SHAPE),
                *(ox.Triple(name, _TARGET, target) for target in targets),
                *(ox.Triple(name, _SEVERITY, value) for value in severity),
                *_one_of(name, shape.value, asked),
            )
        )
    return Eased([*(t for t in triples if t not in left), *made], meant)


def _asked(
    shape: ox.NamedNode, said: Mapping[object, Sequence[ox.Triple]], ignored: frozenset[str]
) -> list[Path]:
    """Return the paths of which a shape asks for one and for nothing else, or none."""
    values = {t.predicate: t.object for t in said[shape] if t.predicate.value not in ignored}
    least = values.get(_LEAST)
    if not values.keys() <= _CONSTRAINT_FREE or not isinstance(least, ox.Literal) or least.value != "1":
        return []
    path = {t.predicate: t.object for t in said.get(values.get(_PATH), ())}
    found: list[Path] = []
    node = path.get(_ALTERNATIVES, _NIL)
    while node != _NIL:
        link = {t.predicate: t.object for t in said[node]}
        first = link[_FIRST]
        assert isinstance(first, ox.NamedNode | ox.BlankNode)
        found.append(first)
        node = link[_REST]
    return found


def _one_of(name: ox.NamedNode, shape: str, asked: Sequence[Path]) -> Iterator[ox.Triple]:
    """Yield the constraint that a node has a value on one of some paths; its parts are shared by all uses."""
    rest: Path = _NIL
    for number, path in reversed([*enumerate(asked)]):
        part, link = _part("part", path.value), _part("link", f"{shape} {number}")
        yield ox.Triple(part, _PATH, path)
        yield ox.Triple(part, _LEAST, ox.Literal(1))
        yield ox.Triple(link, _FIRST, part)
        yield ox.Triple(link, _REST, rest)
        rest = link
    yield ox.Triple(name, _OR, rest)


def _part(kind: str, of: str) -> ox.BlankNode:
    return ox.BlankNode(f"{kind}{sha256(of.encode()).hexdigest()[:24]}")
