"""Echoes: what the shapes would say again of a value that was refused when the document was read.

Such a value is left out of the graph, or stands in it as an identifier that means nothing. Whoever mends it
mends both findings, and is told of one.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Final

from rdflib import SH, BNode, URIRef
from rdflib.term import Node

from credway.ontology.errors import UnknownTermError
from credway.ontology.namespaces import expand, fold
from credway.shapes import hints
from credway.shapes.alignments import CONCEPT
from credway.shapes.convert import RDF_TYPE
from credway.shapes.engine import Result
from credway.shapes.path import Property, properties, read
from credway.shapes.repairing import is_iri
from credway.shapes.sources import graph
from credway.shapes.statements import is_blank, is_literal
from credway.shapes.verdict import NO_FOCUS_NODE, RELATIVE, Finding

Place = Callable[[Result], str | None]

REFUSED: Final = frozenset({"BAD_IRI", "BAD_LANGUAGE", "BAD_TYPE", "BAD_VALUE", "UNDEFINED_TERM"})
"""Codes of values that are refused one by one at reading, while the rest of the document is judged."""

_MISSING: Final = frozenset(
    {
        str(SH.MinCountConstraintComponent),
        str(SH.HasValueConstraintComponent),
        str(SH.OrConstraintComponent),
        CONCEPT.iri,
    }
)
"""What says that something is not there."""
_INNER: Final = ("@id", "@value", "@language", "@list", "@set")


class Echoes:
    """What was refused in one document; `place` finds a result in its JSON."""

    def __init__(self, findings: Iterable[Finding], place: Place) -> None:
        self._place = place
        self._keys: dict[str, set[str]] = {}
        for finding in findings:
            if finding.severity == "Violation" and finding.code in REFUSED and finding.pointer:
                for node, key in _refused(finding.pointer, finding.code):
                    self._keys.setdefault(node, set()).add(key)

    def __contains__(self, result: object) -> bool:
        """Tell whether a result only says again what was said of a refused value."""
        if not self._keys or not isinstance(result, Result):
            return False
        value = result.value or ""
        if is_blank(value or "?") and value != result.focus:
            return result.path is not None and bool(self._of(value))
        if result.component not in _MISSING and not _is_no_iri(value):
            return False
        looked_at = _looked_at(result.shape) or frozenset({fold(result.path or "")})
        return not looked_at.isdisjoint(self._of(result.focus))

    def covers(self, finding: Finding) -> bool:
        """Tell whether a node is judged by nothing because its identifier or its class was refused."""
        if finding.code != NO_FOCUS_NODE:
            return False
        if finding.focus.startswith("_:"):
            return any("@id" in keys for keys in self._keys.values())
        return RDF_TYPE in self._of(finding.focus)

    def _of(self, focus: str) -> set[str]:
        """The properties of a node of which a value was refused."""
        where = self._place(Result(focus, None, None, "", "Violation", "", "", False))
        return set() if where is None else self._keys.get(where, set())


def _is_no_iri(value: str) -> bool:
    """Tell whether a value stands for an identifier that was refused."""
    if not value or is_blank(value) or is_literal(value):
        return False
    return value.startswith(RELATIVE) or not is_iri(value)


def _refused(pointer: str, code: str) -> Iterator[tuple[str, str]]:
    """The place of the node that a refused value belongs to, and the properties that it was meant for."""
    parts = [each.replace("~1", "/").replace("~0", "~") for each in pointer.split("/")]
    steps = pointer.split("/")
    if code == "BAD_LANGUAGE":
        parts.pop()
    while parts and (parts[-1].isdecimal() or (parts[-1] in _INNER and len(parts) > 2)):
        parts.pop()
    if not parts:
        return
    node, key = "/".join(steps[: len(parts) - 1]), parts[-1]
    if key == "@type":
        yield node, RDF_TYPE
    elif code == "UNDEFINED_TERM":
        for meant in hints.meant(key):
            yield node, fold(expand(meant))
    elif key.startswith("@"):
        yield node, key
    else:
        try:
            yield node, fold(expand(key))
        except UnknownTermError:  # a key under a context of the document's own
            return


@cache
def _looked_at(shape: str) -> frozenset[str]:
    """The properties of its node that a shape looks at."""
    source, found = graph(), set[str]()
    nodes: list[Node] = [URIRef(shape)]
    seen: set[Node] = set()
    while nodes:
        node = nodes.pop()
        if node in seen:
            continue
        seen.add(node)
        path = source.value(node, SH.path)
        if path is not None:
            steps = read(source, path)
            if not (isinstance(steps, Property) and steps.inverse):
                found |= set(map(str, properties(steps)))
            continue
        nodes += [each for each in source.objects(node) if isinstance(each, BNode)]
    return frozenset(found)
