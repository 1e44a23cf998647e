"""Alignments that name a concept of a scheme and do not point at it: a name is compared with nothing."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

import pyoxigraph as ox

from credway.ontology.namespaces import compact, expand
from credway.ontology.schemes import schemes
from credway.ontology.terms import terms
from credway.shapes import hints
from credway.shapes.check import Check
from credway.shapes.engine import Result
from credway.shapes.statements import Row

CONCEPT: Final = Check(
    "concept",
    "Warning",
    "The alignment names a concept and does not point at it, so that readers do not know which it is. "
    "Write the concept as ceterms:targetNode.",
)

_ALIGNMENT: Final = expand("ceterms:CredentialAlignmentObject")
_TARGET: Final = expand("ceterms:targetNode")
_NAMES: Final = tuple(map(expand, ("ceterms:targetNodeName", "ceterms:codedNotation")))
_LONGEST: Final = 100


def unpointed(stated: Collection[Row], classes: Mapping[str, tuple[str, ...]]) -> Iterator[Result]:
    """Find the alignments without a target under properties that take the concepts of one scheme.

    Frameworks of others, such as those of occupations, are no schemes that the vocabulary holds: there a
    name may be all that is known.
    """
    aligned = {node for node, known in classes.items() if _ALIGNMENT in known}
    if not aligned:
        return
    names: dict[str, list[str]] = {}
    targeted: set[str] = set()
    for subject, predicate, _, triple in stated:
        if subject in aligned:
            if predicate == _TARGET:
                targeted.add(subject)
            elif predicate in _NAMES and isinstance(triple.object, ox.Literal):
                names.setdefault(subject, []).append(triple.object.value)
    hinted = 0
    for _, predicate, value, triple in stated:
        if value in names and value not in targeted and _scheme_of(predicate):
            hinted += 1
            message = _told(predicate, names[value], hinted <= hints.MOST)
            yield CONCEPT.result(triple.object, _TARGET, ox.Literal(names[value][0]), message)


def _scheme_of(predicate: str) -> str | None:
    found = terms().get(predicate)
    return next((each for each in found.scheme if each in schemes()), None) if found else None


def _told(predicate: str, names: Collection[str], hinted: bool) -> str:
    key = compact(predicate)
    first, *_ = names
    guesses = [hints.instead(name[:_LONGEST], key) for name in names] if hinted else []
    hint = next((each for each in guesses if each.startswith("Did")), guesses[0] if guesses else "")
    what = hint or f"Write a concept of {compact(_scheme_of(predicate) or key)}."
    return (
        f'{key} names "{first[:_LONGEST]}" and points at no concept, so that nothing is found by it. {what} '
        "It goes into ceterms:targetNode of the alignment."
    )
