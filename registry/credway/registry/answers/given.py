"""Facts that an asker gives under the names of properties or concepts: read once, or refused."""

from collections.abc import Iterable, Sequence

from credway.ontology.errors import UnknownTermError
from credway.ontology.namespaces import compact, expand, fold, is_closed
from credway.ontology.terms import terms
from credway.registry.errors import BadRequest


def read_given(facts: Iterable[tuple[str, Sequence[str]]]) -> dict[str, tuple[str, ...]]:
    """The values by name, a CURIE where the vocabulary has a prefix for it; one name in two spellings is one.

    Raises BadRequest where a name is none that a document can have, or has no value.
    """
    given: dict[str, tuple[str, ...]] = {}
    for name, values in facts:
        known = _name(name)
        if not values or not all(value.strip() for value in values):
            raise _refused(
                f"fact {name!r} has no value; write what holds, such as 12 for ceterms:creditValue"
            )
        given[known] = (*given.get(known, ()), *values)
    return given


def only(name: str, values: Sequence[str]) -> str | None:
    """The value of a fact that has one; None where none is given. Raises BadRequest."""
    found = list(dict.fromkeys(values))
    if len(found) > 1:
        raise _refused(f"{name} is given as {' and as '.join(found)}; give one of them")
    return found[0] if found else None


def _name(text: str) -> str:
    try:
        iri = fold(expand(text.strip()))
    except UnknownTermError:
        if ":" in text:
            return text.strip()
        raise _refused(
            f"fact {text!r} is no name that a document can have; write a term with its prefix, such as"
            " ceterms:creditValue, or an IRI"
        ) from None
    if is_closed(iri) and iri not in terms():
        meant = iri.casefold()
        near = next((known.curie for each, known in terms().items() if each.casefold() == meant), None)
        advice = f"write {near}" if near else "write one that it has, such as ceterms:creditValue"
        raise _refused(f"fact {text!r} is no term of its vocabulary; {advice}")
    return compact(iri)


def _refused(message: str) -> BadRequest:
    return BadRequest(message, argument="facts")
