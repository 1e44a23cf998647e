"""Folding: the several spellings of a registry's IRIs and CTIDs become one, after a document was read.

What was published is kept and hashed as it is. Folding is part of the projection's rules: a change
here changes what the same bytes mean, so that `PROJECTION_VERSION` has to grow with it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Triple

from credway.shapes.documents import Document
from credway.shapes.pointers import texts
from credway.shapes.refusals import found
from credway.shapes.spelling import canonical, home_of, may_differ
from credway.shapes.statements import Statements
from credway.shapes.values import Checked
from credway.shapes.verdict import Finding

_CTID: Final = "/ctid"


def folded(
    document: Document, checked: Checked | None, triples: Sequence[Triple], iri: str
) -> tuple[Sequence[Triple], tuple[Finding, ...]]:
    """Return the triples in one spelling, with a Warning for each kind of change.

    `checked` is the document's JSON, where it is such; `iri` is the document's.
    """
    if not may_differ(document.body) and not (checked and checked.repaired):
        return triples, ()
    home = home_of(iri)
    changed: dict[str, str] = {}
    made: list[Triple] = []
    for triple in triples:
        subject = _node(triple.subject, home, changed)
        value = _value(triple, home, changed)
        if subject is triple.subject and value is triple.object:
            made.append(triple)
        else:
            made.append(Triple(subject, triple.predicate, value))
    if not changed:
        return triples, ()
    return Statements(made), tuple(_findings(changed, checked.data if checked else None, document.pointer))


def _node(term: Any, home: str, changed: dict[str, str]) -> Any:
    if not isinstance(term, NamedNode):
        return term
    old = term.value
    new = canonical(old, home)
    if new == old:
        return term
    changed[old] = new
    return NamedNode(new)


def _value(triple: Triple, home: str, changed: dict[str, str]) -> Any:
    value = triple.object
    if not isinstance(value, Literal) or not triple.predicate.value.endswith(_CTID):
        return _node(value, home, changed)
    new = value.value.strip().lower().removeprefix("urn:ctid:")
    if new == value.value or not new.startswith("ce-"):
        return value
    changed[value.value] = new
    return Literal(new)


def _findings(
    changed: Mapping[str, str], data: Mapping[str, Any] | Sequence[Any] | None, root: str
) -> Iterator[Finding]:
    """Say once of CTIDs and once of IRIs what was read in another way, where first, and how many."""
    places = texts(data, root, changed) if data is not None else {}
    ctids = [old for old in changed if "/" not in old and not old.lower().startswith("urn:")]
    for code, olds in (
        ("FOLDED_CTID", ctids),
        ("FOLDED_IRI", [each for each in changed if each not in ctids]),
    ):
        if olds:
            first = min(olds, key=lambda old: (old not in places, list(changed).index(old)))
            more = f" So are {len(olds) - 1:,} others." if len(olds) > 1 else ""
            if len(olds) == 2:
                more = " So is one other."
            message = f"{first} is read as {changed[first]}.{more} Write it so."
            yield found(code, message, places.get(first, root), "Warning")
