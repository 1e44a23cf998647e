"""A document as the lines of N-Triples that the fast engine reads, prepared as `targets.prepare` does.

`prepare` makes terms of a library, one by one; here most lines stay as the serialiser wrote them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from secrets import token_hex
from typing import Final

from credway.ontology.namespaces import fold
from credway.shapes.convert import RDF_TYPE
from credway.shapes.engine import SHAPES, Graph
from credway.shapes.statements import plain, statements
from credway.shapes.targets import DOCUMENT, REFERENCE_RECORD, assigned, marker, property_targets

_OURS: Final = token_hex(8)  # so that no document can state the like

BLANK: Final = f"urn:credway:blank:{_OURS}:"
"""Under what a blank node is pointed at, so that a row which names it can be traced."""

IS: Final = f"urn:credway:is:{_OURS}"
"""The property that points at it."""

_DIRECTED: Final = ("--ltr", "--rtl")
_TYPE: Final = f"<{RDF_TYPE}>"


@dataclass(frozen=True, slots=True)
class Lines:
    """A prepared document.

    `stated` are the lines of the document itself; `text` are they, the superclasses of its nodes and the
    markers of the shapes; `blank_nodes` are the labels in it, with their `_:`, as they come.
    `families` are the files of the shapes that judge a node of it, `subjects` come in its order.
    """

    stated: Sequence[str]
    text: str
    blank_nodes: tuple[str, ...]
    families: frozenset[str]
    subjects: Iterable[str]

    def traced(self, first: int = 0) -> str:
        """All lines, and for each blank node from the first given on one that holds its number."""
        found = enumerate(self.blank_nodes[first:], first)
        return self.text + "".join(f"<{BLANK}{n}> <{IS}> {label} .\n" for n, label in found)

    def positions(self) -> Mapping[str, int]:
        """Number the nodes in the order in which the document speaks of them, as `engine.positions` does."""
        return {plain(subject): number for number, subject in enumerate(self.subjects)}

    def ground(self) -> str:
        """Return the lines without a blank node, sorted: the same however a document is written."""
        return "\n".join(sorted(line for line in self.stated if "_:" not in line))


def lines(document: Graph) -> Lines:
    """Write a graph as lines. Raises ValueError for what RDF 1.2 has and no shape judges.

    That is a triple inside a triple, and a text with a direction.
    """
    said = statements(document)
    changed: dict[int, str] = {}
    by_property: dict[tuple[str, str], None] = {}
    blank: dict[str, None] = {}
    targets = property_targets()
    for number, (subject, predicate, value, _) in enumerate(said.rows):
        if subject[0] == "_":
            blank[subject] = None
        if value[0] == "<":
            if value[1] == "<":
                raise ValueError(f"a triple inside a triple: {said.written[number]}")
            end = _folded(value)
            if end != value:
                changed[number] = f"{subject} <{predicate}> {end} ."
        elif value[0] == "_":
            blank[value] = None
        elif value[-5:] in _DIRECTED:
            raise ValueError(f"a text with a direction: {said.written[number]}")
        if predicate in targets:
            by_property[subject, predicate] = None
    stated = said.written
    if changed or said.is_former:
        stated = [
            changed.get(number, f"{subject} <{predicate}> {value} .")
            for number, (subject, predicate, value, _) in enumerate(said.rows)
        ]
    added: list[str] = []
    families: set[str] = set()
    for node, classes in said.described.items():
        if classes:
            text, of = _typed(classes, node[0] == "_")
            added.append(text.replace("\0", node))
            families |= of
    for node, name in by_property:
        if REFERENCE_RECORD not in said.described[node]:
            added.extend(_marked(shape).replace("\0", node) for shape in targets[name])
            families.update(map(family, targets[name]))
    text = "\n".join([*stated, "".join(added)])
    return Lines(stated, text, tuple(blank), frozenset(families), said.described)


@lru_cache(maxsize=1024)
def family(shape: str) -> str:
    """Return the name of the file that a shape is in."""
    return shape.removeprefix(SHAPES).partition("/")[0]


@lru_cache(maxsize=4096)
def _typed(classes: tuple[str, ...], blank: bool) -> tuple[str, frozenset[str]]:
    """Return the lines that a node of these classes is given, with NUL in its place, and the families."""
    shapes, supers = assigned(classes, blank)
    text = [f"\0 {_TYPE} {iri} .\n" for iri in supers] + [_marked(shape) for shape in shapes]
    return "".join(text), frozenset(map(family, shapes))


@lru_cache(maxsize=1024)
def _marked(shape: str) -> str:
    return f"{DOCUMENT} {marker(shape)} \0 .\n"


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    """Write an IRI, in brackets, in the one spelling of CTDL's namespaces."""
    return f"<{fold(text[1:-1])}>"
