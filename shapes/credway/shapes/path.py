"""Property paths of SHACL: read once from the shapes, followed in a document, written as text."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node


class Links(Protocol):
    """What a path is followed in."""

    def objects(self, subject: Node, predicate: Node) -> Iterable[Node]:
        """Return the objects of a subject and a predicate."""

    def subjects(self, predicate: Node, object: Node) -> Iterable[Node]:
        """Return the subjects of a predicate and an object."""


@dataclass(frozen=True, slots=True)
class Property:
    """One property, forwards or (as sh:inversePath) backwards."""

    iri: URIRef
    inverse: bool = False

    def values(self, focus: Node, links: Links) -> Iterable[Node]:
        """Return what the property leads to."""
        if self.inverse:
            return links.subjects(self.iri, focus)
        return links.objects(focus, self.iri)

    def text(self) -> str:
        """Write the path as in SPARQL, a lone property as its IRI."""
        return f"^<{self.iri}>" if self.inverse else str(self.iri)


@dataclass(frozen=True, slots=True)
class Alternative:
    """Any of several paths."""

    parts: tuple["Path", ...]

    def values(self, focus: Node, links: Links) -> Iterable[Node]:
        """Return what any of the paths leads to."""
        return {value for part in self.parts for value in part.values(focus, links)}

    def text(self) -> str:
        """Write the path as in SPARQL."""
        return "|".join(_inner(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Sequence:
    """One path after the other."""

    parts: tuple["Path", ...]

    def values(self, focus: Node, links: Links) -> Iterable[Node]:
        """Return what the last path leads to from where the others led."""
        found: Iterable[Node] = (focus,)
        for part in self.parts:
            found = {value for each in found for value in part.values(each, links)}
        return found

    def text(self) -> str:
        """Write the path as in SPARQL."""
        return "/".join(_inner(part) for part in self.parts)


Path = Property | Alternative | Sequence


def read(graph: Graph, node: Node) -> Path:
    """Read a path from a shapes graph. Raises ValueError for kinds that no shape of ours uses."""
    if isinstance(node, URIRef):
        return Property(node)
    if (node, RDF.first, None) in graph:
        return Sequence(tuple(read(graph, part) for part in graph.items(node)))
    alternatives = graph.value(node, SH.alternativePath)
    if alternatives is not None:
        return Alternative(tuple(read(graph, part) for part in graph.items(alternatives)))
    inverse = graph.value(node, SH.inversePath)
    if isinstance(inverse, URIRef):
        return Property(inverse, inverse=True)
    raise ValueError(f"no such property path: {list(graph.predicate_objects(node))}")


def properties(path: Path) -> tuple[URIRef, ...]:
    """Return the properties that a path names, in order."""
    if isinstance(path, Property):
        return (path.iri,)
    return tuple(iri for part in path.parts for iri in properties(part))


def _inner(path: Path) -> str:
    if isinstance(path, Property):
        return path.text() if path.inverse else f"<{path.iri}>"
    return f"({path.text()})"
