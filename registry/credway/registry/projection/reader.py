"""Reading the triples of one document: subject, property, values."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from credway.ontology.namespaces import expand, fold
from credway.shapes.statements import statements

Node = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
UNSTATED = "something that is not stated"
"""What is asked where nothing of it can be read: asking is not asking for nothing."""


_expanded = lru_cache(maxsize=4096)(expand)


class Reader:
    """The document as an index; properties are asked for by CURIE, folded to one namespace."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        index: dict[Node, dict[str, list[Term]]] = {}
        last, held = "", dict[str, list[Term]]()
        for written, predicate, _, triple in statements(triples).rows:
            subject, value = triple.subject, triple.object
            if isinstance(subject, Triple) or isinstance(value, Triple):
                raise ValueError("RDF-star triples are not read here")
            if written != last:  # what is said of one node mostly stands together
                last, held = written, index.setdefault(subject, {})
            held.setdefault(predicate, []).append(value)
        self._index = index
        self._types: dict[Node, list[str]] = {}
        self._content: dict[Node, str] = {}
        self._reverse: dict[str, dict[Node, list[Node]]] = {}

    def subjects(self) -> Sequence[Node]:
        """All subjects: IRIs first, in order."""
        iris = sorted((s for s in self._index if isinstance(s, NamedNode)), key=lambda s: s.value)
        blank = [s for s in self._index if isinstance(s, BlankNode)]
        return [*iris, *sorted(blank, key=self.content)]

    def properties(self, subject: Node) -> Iterable[tuple[str, Sequence[Term]]]:
        """The subject's properties as IRIs with their values, in order."""
        for iri in sorted(self._index.get(subject, {})):
            yield iri, self._sorted(self._index[subject][iri])

    def values(self, subject: Node, *curies: str) -> Sequence[Term]:
        """All values of some properties, in a stable order."""
        held = self._index.get(subject)
        if not held:
            return []
        if len(curies) == 1:
            found = held.get(_expanded(curies[0]))
            return [] if found is None else self._sorted(found)
        return self._sorted([value for curie in curies for value in held.get(_expanded(curie), ())])

    def has(self, subject: Node, *curies: str) -> bool:
        """Whether any of some properties is stated."""
        held = self._index.get(subject, {})
        return any(_expanded(curie) in held for curie in curies)

    def nodes(self, subject: Node, *curies: str) -> Sequence[Node]:
        """The values that are nodes."""
        return [v for v in self.values(subject, *curies) if not isinstance(v, Literal)]

    def node(self, subject: Node, *curies: str) -> Node | None:
        """The first value that is a node."""
        return next(iter(self.nodes(subject, *curies)), None)

    def iri(self, subject: Node, *curies: str) -> str | None:
        """The first value that is an IRI."""
        return next((v.value for v in self.nodes(subject, *curies) if isinstance(v, NamedNode)), None)

    def text(self, subject: Node, *curies: str) -> str | None:
        """The first literal's text, English first."""
        literals = [v for v in self.values(subject, *curies) if isinstance(v, Literal)]
        if len(literals) > 1:
            literals.sort(key=lambda v: (not (v.language or "").startswith("en"), v.language or ""))
        return literals[0].value if literals else None

    def pointing(self, node: Node, curie: str) -> Sequence[Node]:
        """The subjects that point at a node by a property."""
        iri = _expanded(curie)
        if iri not in self._reverse:
            found: dict[Node, list[Node]] = defaultdict(list)
            for subject, held in self._index.items():
                for value in held.get(iri, ()):
                    if not isinstance(value, Literal):
                        found[value].append(subject)
            self._reverse[iri] = found
        return sorted(self._reverse[iri].get(node, ()), key=self.content)

    def texts(self, subject: Node, *curies: str) -> list[str]:
        """All literal texts."""
        return [v.value for v in self.values(subject, *curies) if isinstance(v, Literal)]

    def strings(self, subject: Node, *curies: str) -> list[list[str]]:
        """All literals as [text, language tag or ""]."""
        literals = [v for v in self.values(subject, *curies) if isinstance(v, Literal)]
        return [[v.value, v.language or ""] for v in literals]

    def flag(self, subject: Node, curie: str) -> bool | None:
        """A boolean property: True, False or None where it is not stated."""
        found = self.text(subject, curie)
        return None if found is None else found in ("true", "1")

    def decimal(self, subject: Node, *curies: str) -> str | None:
        """A number as a canonical decimal string, or None."""
        found = self.text(subject, *curies)
        if found is None:
            return None
        try:
            return canonical(Decimal(found.strip().replace(",", "")))
        except InvalidOperation:
            return None

    def types(self, subject: Node) -> list[str]:
        """The subject's classes, folded."""
        if subject not in self._types:
            held = self._index.get(subject, {}).get(TYPE, ())
            self._types[subject] = sorted({fold(v.value) for v in held if isinstance(v, NamedNode)})
        return self._types[subject]

    def content(self, node: Node) -> str:
        """A hash of what a blank node says, independent of its label; an IRI stands for itself."""
        if isinstance(node, NamedNode):
            return node.value
        if node not in self._content:
            self._content[node] = "cycle"
            parts: list[str] = []
            for iri, values in self._index.get(node, {}).items():
                parts.extend(f"{iri} {self._key(value)}" for value in values)
            digest = hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()
            self._content[node] = digest[:24]
        return self._content[node]

    def _key(self, term: Term) -> str:
        return str(term) if isinstance(term, Literal) else self.content(term)

    def _sorted(self, values: Sequence[Term]) -> list[Term]:
        return sorted(values, key=self._key) if len(values) > 1 else list(values)


def canonical(number: Decimal) -> str:
    """Write a decimal without exponent or trailing zeros, `0.5`, `82296`, `-6`.

    >>> canonical(Decimal("1.50"))
    '1.5'
    """
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
