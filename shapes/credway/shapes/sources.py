"""The Turtle files of the shapes, read once and checked for what may never be in them."""

from functools import cache
from importlib.resources import files
from typing import Final

import pyoxigraph as ox
from rdflib import Graph

from credway.shapes.convert import to_rdflib

SH: Final = "http://www.w3.org/ns/shacl#"
_REFUSED: Final = frozenset(f"{SH}{name}" for name in ("sparql", "select", "ask", "construct", "js"))


@cache
def names() -> tuple[str, ...]:
    """Return the names of the files without their ending, sorted."""
    folder = files("credway.shapes")
    return tuple(sorted(f.name[:-4] for f in folder.iterdir() if f.name.endswith(".ttl")))


@cache
def text(name: str) -> str:
    """Return one file's Turtle."""
    return files("credway.shapes").joinpath(f"{name}.ttl").read_text(encoding="utf-8")


@cache
def triples(name: str) -> tuple[ox.Triple, ...]:
    """Return one file's triples."""
    return parsed(text(name))


def parsed(turtle: str) -> tuple[ox.Triple, ...]:
    """Read shapes. Raises ValueError if they hold a query: shapes never fetch."""
    found = tuple(quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    for triple in found:
        if triple.predicate.value in _REFUSED:
            raise ValueError(f"shapes hold no queries: {triple}")
    return found


@cache
def all_triples() -> tuple[ox.Triple, ...]:
    """Return the triples of all files."""
    return tuple(triple for name in names() for triple in triples(name))


@cache
def graph() -> Graph:
    """Return all files as one graph of rdflib; nobody may change it."""
    found = Graph(bind_namespaces="none")
    for triple in all_triples():
        found.add((to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)))
    return found
