"""Alignments that name a concept of a scheme and do not point at it, or point at another one.

Readers go by the target: a name is compared with nothing.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, TypeAlias

import pyoxigraph as ox

from credway.ontology.namespaces import compact, expand, fold
from credway.ontology.schemes import by_label, concept, schemes
from credway.ontology.terms import terms
from credway.shapes import hints, ranges
from credway.shapes.check import Check
from credway.shapes.engine import Result
from credway.shapes.statements import Row, plain

CONCEPT: Final = Check(
    "concept",
    "Warning",
    "The alignment names a concept and does not point at it, so that readers do not know which it is. "
    "Write the concept as ceterms:targetNode.",
)

OTHER: Final = Check(
    "otherConcept",
    "Warning",
    "The alignment points at one concept of a scheme and has the name of another one, or names another "
    "scheme. Readers go by ceterms:targetNode. Correct it, or the name.",
)

_ALIGNMENT: Final = expand("ceterms:CredentialAlignmentObject")
_TARGET: Final = expand("ceterms:targetNode")
_FRAMEWORK: Final = expand("ceterms:framework")
_NAMES: Final = tuple(map(expand, ("ceterms:targetNodeName", "ceterms:codedNotation")))
_SAID: Final = frozenset((_TARGET, _FRAMEWORK, *_NAMES))
_LONGEST: Final = 100

_Said: TypeAlias = Mapping[str, Mapping[str, Sequence[Row]]]
"""What the alignments of a document say of themselves, by node and property."""


def misaligned(stated: Collection[Row], classes: Mapping[str, tuple[str, ...]]) -> Iterator[Result]:
    """Find the alignments that point at no concept, and those that point at another than they name."""
    aligned = {node for node, known in classes.items() if _ALIGNMENT in known}
    if not aligned:
        return
    said: dict[str, dict[str, list[Row]]] = {}
    for row in stated:
        if row[0] in aligned and row[1] in _SAID:
            said.setdefault(row[0], {}).setdefault(row[1], []).append(row)
    yield from _unpointed(stated, said)
    yield from _contradicted(said)


def _unpointed(stated: Collection[Row], said: _Said) -> Iterator[Result]:
    """Find the alignments without a target under properties that take the concepts of one scheme.

    Frameworks of others, such as those of occupations, are no schemes that the vocabulary holds: there a
    name may be all that is known.
    """
    names = {node: _texts(parts) for node, parts in said.items() if _TARGET not in parts}
    hinted = 0
    for _, predicate, value, triple in stated:
        if (texts := names.get(value)) and _scheme_of(predicate):
            hinted += 1
            message = _told(predicate, texts, hinted <= hints.MOST)
            yield CONCEPT.result(triple.object, _TARGET, ox.Literal(texts[0]), message)


def _texts(parts: Mapping[str, Sequence[Row]]) -> list[str]:
    """The names and codes of an alignment."""
    values = (row[3].object for name, rows in parts.items() if name in _NAMES for row in rows)
    return [value.value for value in values if isinstance(value, ox.Literal)]


def _contradicted(said: _Said) -> Iterator[Result]:
    """Find the alignments whose target has another name, or is of another scheme, than they say."""
    for parts in said.values():
        targets = parts.get(_TARGET, ())
        if len(targets) != 1:
            continue
        target = plain(targets[0][2])
        for row in (*parts.get(_NAMES[0], ()), *parts.get(_FRAMEWORK, ())):
            value = row[3].object
            text = value.value if isinstance(value, ox.NamedNode | ox.Literal) else ""
            if message := _contradiction(target, row[1], text[:_LONGEST]):
                yield OTHER.result(row[3].subject, row[1], value, message)


@lru_cache(maxsize=4096)
def _contradiction(target: str, predicate: str, text: str) -> str:
    """Say what a name or a framework contradicts; nothing where it does not, or nobody knows."""
    held = concept(target)
    if held is None:
        return ""
    if predicate == _FRAMEWORK:
        other = schemes().get(fold(text))
        if other is None or other.iri == held.scheme:
            return ""
        return (
            f"The target {compact(held.iri)} is of {compact(held.scheme)}, and ceterms:framework names "
            f"{compact(other.iri)}. Correct one of them."
        )
    meant = by_label(held.scheme, text)
    if meant is None or meant.label.casefold() == held.label.casefold():
        return ""
    return (
        f"The target is {compact(held.iri)}, and its name says {compact(meant.iri)}. Readers go by the "
        "target: correct it, or the name."
    )


def _scheme_of(predicate: str) -> str | None:
    found = terms().get(predicate)
    return next((each for each in found.scheme if each in schemes()), None) if found else None


def _told(predicate: str, names: Collection[str], hinted: bool) -> str:
    key = compact(predicate)
    first, *_ = names
    guesses = [ranges.instead(name[:_LONGEST], key) for name in names] if hinted else []
    hint = next((each for each in guesses if each.startswith("Did")), guesses[0] if guesses else "")
    what = hint or f"Write a concept of {compact(_scheme_of(predicate) or key)}."
    return (
        f'{key} names "{first[:_LONGEST]}" and points at no concept, so that nothing is found by it. {what} '
        "It goes into ceterms:targetNode of the alignment."
    )
