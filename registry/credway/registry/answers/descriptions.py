"""What describes the things of an answer, each made when it is first looked at."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from credway.ontology import schemes
from credway.ontology.namespaces import expand
from credway.ontology.rules import rules
from credway.registry.answers.model import Described
from credway.registry.answers.said import COLUMNS, Said, current, decode
from credway.registry.projection.draft import MENTIONED, label_of, label_of_iri


class Descriptions(Mapping[str, Described]):
    """Things by their IRIs as their documents describe them on a day.

    An answer names more of them than most who ask for it look at; a row is decoded for these only.
    """

    def __init__(self, day: str) -> None:
        self._day = day
        self._rows: dict[str, list[Sequence[Any]]] = {}
        self._made: dict[str, Described] = {}

    def know(self, things: Iterable[str], rows: Iterable[Sequence[Any]]) -> None:
        """Take up what describes some things: rows of an IRI first and a statement last, or nulls."""
        found: dict[str, list[Sequence[Any]]] = {iri: [] for iri in things}
        for row in rows:
            found.setdefault(row[0], []).append(row)
        self._rows.update(found)

    def __getitem__(self, iri: str) -> Described:
        """What describes a thing. Raises KeyError where that was not asked for."""
        made = self._made.get(iri)
        if made is None:
            made = self._made[iri] = self._make(iri, self._rows[iri])
        return made

    def __contains__(self, iri: object) -> bool:
        """Whether it was asked for."""
        return iri in self._rows

    def __iter__(self) -> Iterator[str]:
        """The things that were asked for."""
        return iter(self._rows)

    def __len__(self) -> int:
        """How many were asked for."""
        return len(self._rows)

    def _make(self, iri: str, rows: Sequence[Sequence[Any]]) -> Described:
        said = [decode(row[-COLUMNS:]) for row in rows if row[-COLUMNS] is not None]
        best = current(said, self._day)
        return _described(iri, best[0] if best else None)


def _described(iri: str, said: Said | None) -> Described:
    """Make a description from its statement; rules and concepts of our own describe themselves.

    The label too is what the description says: the one that the store keeps is of the newest.
    """
    if said is None and (rule := rules().get(iri)):
        names, texts = ((rule.name, "en"),), ((rule.text, "en"),)
        return Described(iri, "Rule", names=names, texts=texts, reference_only=False)
    if said is None:
        concept = schemes.concept(iri)
        return Described(
            iri,
            label_of_iri(iri) or MENTIONED,
            names=((concept.label, "en"),) if concept else (),
            reference_only=concept is None,
        )
    body = said.body
    types = tuple(body.get("types", ()))
    return Described(
        iri=iri,
        label=label_of(frozenset(map(expand, types))) or label_of_iri(iri) or MENTIONED,
        types=types,
        names=tuple(map(tuple, body.get("names", ()))),
        texts=tuple(map(tuple, body.get("texts", ()))),
        ctid=body.get("ctid"),
        status=body.get("status"),
        webpage=body.get("webpage"),
        reference_only=bool(body.get("referenceOnly")),
        statement=said,
    )
