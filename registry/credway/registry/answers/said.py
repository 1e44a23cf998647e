"""Statements as an answer sees them, decoded from a store's row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from operator import itemgetter
from typing import Any

import orjson

from credway.registry.graph import FROM_STATED, TO_STATED

COLUMNS = 13
"""sid, kind, key, subject, document, version, asserted_by, valid_from, valid_to, stated,
recorded_from, body, links: the columns every statement query returns, in this order."""


@dataclass(frozen=True, eq=False)
class Said:
    """One statement: who says it, in which version of which document, valid when, recorded when.

    Two are equal when they are the same row: content, start of validity and number.
    """

    id: str
    kind: str
    key: str
    subject: str | None
    document: str
    version: int
    asserted_by: str | None
    valid_from: str
    valid_to: str
    stated: int
    recorded: int
    body: Mapping[str, Any]
    links: Mapping[str, tuple[str, ...]]

    @property
    def row(self) -> tuple[str, str, int]:
        """What makes the row unique in the graph."""
        return (self.id, self.valid_from, self.recorded)

    def __eq__(self, other: object) -> bool:
        """Whether both are the same row."""
        return isinstance(other, Said) and self.row == other.row

    def __hash__(self) -> int:
        """Hash the row's identity."""
        return hash(self.row)

    def holds(self, day: str) -> bool:
        """Whether the statement is said to hold on a day."""
        return self.valid_from <= day < self.valid_to

    def all(self, role: str) -> tuple[str, ...]:
        """The things linked in a role, in order."""
        return self.links.get(role, ())

    def one(self, role: str) -> str | None:
        """The first thing linked in a role."""
        found = self.links.get(role, ())
        return found[0] if found else None

    @property
    def place_code(self) -> str | None:
        """The postal code of the one state it is about, if any."""
        place = self.body.get("place")
        return place if isinstance(place, str) else None

    @property
    def start_stated(self) -> bool:
        """Whether the document itself says from when; else it holds from the document's date."""
        return bool(self.stated & FROM_STATED)

    @property
    def end_stated(self) -> bool:
        """Whether the document itself says until when."""
        return bool(self.stated & TO_STATED)

    @property
    def stated_from(self) -> str:
        """The first day of its term: the stated one, also where an amendment holds from later on."""
        return str(self.body.get("statedFrom") or self.valid_from)

    @property
    def stated_to(self) -> str:
        """The first day after its term: the stated one, also where an amendment came sooner."""
        return str(self.body.get("statedTo") or self.valid_to)

    @property
    def could_say(self) -> tuple[str, ...]:
        """The organizations to ask about it: who awards or acts, whose rule it is, who asserts it."""
        found = (self.one("BY"), self.one("AUTHORITY"), self.asserted_by)
        return tuple(dict.fromkeys(iri for iri in found if iri))

    @cached_property
    def mentioned(self) -> frozenset[str]:
        """Every thing that the statement names: its subject, assertor and links."""
        named = [iri for iri in (self.subject, self.asserted_by) if iri]
        return frozenset(named).union(*self.links.values())


_FIELDS = tuple(each.name for each in fields(Said))
_ORDER = itemgetter(0, 2, 1)
_new = object.__new__


def decode(row: Sequence[Any]) -> Said:
    """Decode the thirteen statement columns; links are JSON or lists of [role, target, ord]."""
    raw = row[12]
    linked = orjson.loads(raw) if raw.__class__ is str else raw
    links: dict[str, tuple[str, ...]] = {}
    for role, target, _ in sorted(linked, key=_ORDER) if linked else ():
        links[role] = (*links[role], target) if role in links else (target,)
    said = _new(Said)
    # All at once: the constructor of a frozen class sets each value by itself, at several times the cost.
    said.__dict__.update(zip(_FIELDS, (*row[:11], orjson.loads(row[11]), links), strict=True))
    return said


def current(statements: Sequence[Said], day: str) -> list[Said]:
    """For each source (document and key) the statement that holds on `day`, else the nearest one.

    Segments of one document's timeline are one source: what an amendment replaced is not "expired".
    """
    if len(statements) < 2:
        return list(statements)
    best: dict[tuple[str, str], Said] = {}
    for said in statements:
        source = (said.document, said.key)
        held = best.get(source)
        if held is None or _nearness(said, day) < _nearness(held, day):
            best[source] = said
    return sorted(best.values(), key=lambda said: (said.key, said.document))


def _nearness(said: Said, day: str) -> tuple[int, str, str]:
    if said.holds(day):
        return (0, "", said.id)
    if said.valid_to <= day:
        inverted = "".join(chr(0x7F - ord(ch)) for ch in said.valid_to)
        return (1, inverted, said.id)
    return (2, said.valid_from, said.id)
