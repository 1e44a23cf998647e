"""What a shape asks for, in words: each of its SHACL constraints as a phrase."""

import csv
from functools import cache
from importlib.resources import files
from typing import Final

from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from credway.ontology.namespaces import compact
from credway.shapes.engine import SHAPES
from credway.shapes.path import properties, read
from credway.shapes.sources import graph

SHOWN = 12
"""How many members of a list are named."""
READABLE = 120
"""Characters of the longest pattern that is shown: a longer one tells nobody more than the message."""
DEEPEST = 8
"""How many shapes within shapes are followed."""

_BLANK = " \t\n\r\u00a0\u200b\u3000"
NOT_BLANK: Final = Literal(f"^[{_BLANK}]*[^{_BLANK}]")
"""The pattern of a text that is more than spaces: engines differ in what the class of spaces holds."""

_SH = str(SH)


def phrases(iri: str) -> tuple[str, ...]:
    """Say what a shape asks for by itself; each phrase is one constraint.

    The shapes of properties that it holds together are told by their own names.
    """
    return _phrases(URIRef(iri), 0, set())


@cache
def _words() -> dict[str, str]:
    with files("credway.shapes").joinpath("constraints.csv").open(encoding="utf-8") as lines:
        return {row["parameter"]: row["words"] for row in csv.DictReader(lines)}


def _phrases(node: Node, depth: int, told: set[str]) -> tuple[str, ...]:
    found = []
    for predicate, value in sorted(graph().predicate_objects(node), key=lambda pair: str(pair[0])):
        name = str(predicate)
        words = _words().get(name.removeprefix(_SH)) if name.startswith(_SH) else None
        if not words or value == Literal(False):
            continue
        if not depth and predicate == SH.property and isinstance(value, URIRef):
            continue
        if value == NOT_BLANK:
            words = "a value is more than spaces"
        elif predicate == SH.pattern and len(str(value)) > READABLE:
            words = "a value is written as the message says"
        elif predicate == SH.maxCount and value == Literal(0):
            words = "no value at all"
        noun = "value" if value == Literal(1) else "values"
        found.append((name, words.format(value=_value(value, depth, told), noun=noun)))
    return tuple(phrase for _, phrase in sorted(found))


def _value(value: Node, depth: int, told: set[str]) -> str:
    source = graph()
    if isinstance(value, Literal):
        return str(value)
    if (value, RDF.first, None) in source:
        members = [_value(each, depth, told) for each in Collection(source, value)]
        more = f" and {len(members) - SHOWN:,} more" if len(members) > SHOWN else ""
        return ", ".join(members[:SHOWN]) + more
    if isinstance(value, BNode):
        return _inner(source, value, depth, told)
    name = str(value)
    if name.startswith(SHAPES):
        known = depth >= DEEPEST or name in told
        told.add(name)
        inner = "" if known else "; ".join(_phrases(value, depth + 1, told))
        return name.removeprefix(SHAPES).replace("/", ".") + (f" ({inner})" if inner else "")
    return name.removeprefix(_SH) if name.startswith(_SH) else compact(name)


def _inner(source: Graph, node: Node, depth: int, told: set[str]) -> str:
    if depth == DEEPEST:
        return "a shape of its own"
    path = source.value(node, SH.path)
    about = "" if path is None else "/".join(compact(str(p)) for p in properties(read(source, path))) + ": "
    return f"({about}{'; '.join(_phrases(node, depth + 1, told)) or 'anything'})"
