"""The statements of one document, written out once for everything that looks through them.

To ask a library's term for its text makes an object each time. N-Triples written by the same library
says all of it at once, and texts are compared and looked up faster than terms.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TypeAlias

import pyoxigraph as ox

from credway.ontology.namespaces import fold
from credway.shapes.convert import RDF_TYPE

Row: TypeAlias = tuple[str, str, str, ox.Triple]
"""A subject and a value as in N-Triples, between them the property's IRI in its one spelling; the triple."""


class Statements(list[ox.Triple]):
    """The triples of a document. Nobody changes them, for what is read out of them is kept.

    `quads` are the same statements in the default graph, where the parser gave them so.
    """

    def __init__(self, triples: Iterable[ox.Triple], quads: Sequence[ox.Quad] = ()) -> None:
        """Take the triples."""
        super().__init__(triples)
        self.quads = quads

    @cached_property
    def written(self) -> Sequence[str]:
        """The lines of N-Triples, without their breaks."""
        lines = bytes(ox.serialize(self, format=ox.RdfFormat.N_TRIPLES) or b"").decode().split("\n")
        lines.pop()  # what follows the last line break
        return lines

    @cached_property
    def rows(self) -> Sequence[Row]:
        """The statements taken apart."""
        parts = zip(self._parts, self, strict=True)
        return [(subject, _property(name), value[:-2], triple) for (subject, name, value), triple in parts]

    @cached_property
    def is_former(self) -> bool:
        """Whether a property stands in another spelling than its one."""
        return any(_property(name) != name[1:-1] for name in {part[1] for part in self._parts})

    @cached_property
    def _parts(self) -> Sequence[Sequence[str]]:
        return [line.split(" ", 2) for line in self.written]

    @cached_property
    def described(self) -> Mapping[str, tuple[str, ...]]:
        """The subjects as in N-Triples, in their order, with the classes of each in one spelling."""
        found: dict[str, tuple[str, ...]] = {}
        for subject, predicate, value, _ in self.rows:
            if predicate != RDF_TYPE:
                if subject not in found:
                    found[subject] = ()
                continue
            known = found.get(subject, ())
            name = fold(value[1:-1]) if is_iri(value) else None
            found[subject] = known if name is None or name in known else (*known, name)
        return found


def statements(graph: Iterable[ox.Triple]) -> Statements:
    """Return a graph as statements, the very same if it is such."""
    return graph if isinstance(graph, Statements) else Statements(graph)


def is_iri(term: str) -> bool:
    """Tell whether a term, as in N-Triples, is an IRI: a triple in the place of a value is none."""
    return term[0] == "<" and term[1] != "<"


def is_blank(term: str) -> bool:
    """Tell whether a term, as in N-Triples, is a blank node."""
    return term[0] == "_"


def is_literal(term: str) -> bool:
    """Tell whether a term, as in N-Triples, is a literal."""
    return term[0] == '"'


def has_language(literal: str) -> bool:
    """Tell whether a literal, as in N-Triples, has a language: other ends are a quote or a datatype's."""
    return literal[-1] not in '">'


def plain(term: str) -> str:
    """Write a term of N-Triples as results do: an IRI without its brackets."""
    return term[1:-1] if is_iri(term) else term


@lru_cache(maxsize=16_384)
def _property(term: str) -> str:
    return fold(term[1:-1])
