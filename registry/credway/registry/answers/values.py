"""Values of answers as plain JSON data, each class in its own way.

What is null or empty is left out, but where an unknown figure has to be seen to be one.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any

from credway.registry.answers.credit.awards import Award
from credway.registry.answers.credit.totals import CreditTotal
from credway.registry.answers.pathways.earning import CreditSum, Earned
from credway.registry.answers.pathways.next import NextCredential
from credway.registry.answers.pathways.plans import PlanTotals, Step
from credway.registry.answers.said import Said
from credway.registry.graph import FIRST_DAY, LAST_DAY

Plain = dict[str, Any]

_EMPTY = (str, list, dict, NoneType)
"""Classes of which an empty value is left out."""
_WHOLE = (CreditSum, CreditTotal, Earned, NextCredential, PlanTotals, Step)
"""Classes of which every field is written, so that an unknown figure is seen to be one."""
_NUMBERS = (bool, int, float)
"""Classes of which a value is written whatever it is."""


class Pool:
    """The statements that an answer names, each once; the texts in it; and what has been written already."""

    def __init__(self) -> None:
        self.statements: dict[str, Said] = {}
        self.texts: set[str] = set()
        self.written: dict[int, Plain] = {}

    def name(self, said: Said) -> str:
        """The id of a statement, which is written out once at the end."""
        self.statements[said.id] = said
        return said.id

    def text(self, value: str) -> str:
        """A text; it may be the IRI of a thing to be written out."""
        self.texts.add(value)
        return value


def value_of(value: Any, pool: Pool) -> Any:
    """Write one value: statements by their id, awards with what they offer, dataclasses by field."""
    return _writer(value.__class__)(value, pool)


@cache
def _writer(cls: type) -> Callable[[Any, Pool], Any]:
    """How values of a class are written: found out once for each class, as an answer has thousands."""
    if issubclass(cls, Said):
        return lambda value, pool: pool.name(value)
    if issubclass(cls, Award):
        return lambda value, pool: _award(value, pool)
    if issubclass(cls, Enum):
        return lambda value, pool: value.value
    if issubclass(cls, str):
        return lambda value, pool: pool.text(value)
    if issubclass(cls, bool | int | float | NoneType):
        return lambda value, pool: value
    if issubclass(cls, Mapping):
        return lambda value, pool: {key: value_of(each, pool) for key, each in value.items()}
    if issubclass(cls, Iterable):
        return lambda value, pool: [_writer(each.__class__)(each, pool) for each in value]
    if not is_dataclass(cls):
        raise TypeError(f"no plain form for {cls.__name__}")
    return _fields_writer(cls)


def _fields_writer(cls: type) -> Callable[[Any, Pool], Plain]:
    """How a dataclass is written; one that an answer has in several places is written once."""
    names = [(each.name, "id" if each.name == "iri" else camel(each.name)) for each in fields(cls)]
    whole = issubclass(cls, _WHOLE)

    def write(value: Any, pool: Pool) -> Plain:
        found = pool.written.get(id(value))
        if found is not None:
            return found
        found = pool.written[id(value)] = {}
        for name, key in names:
            part = getattr(value, name)
            of = part.__class__
            if not part and of not in _NUMBERS:
                if whole:
                    found[key] = None if of in (NoneType, str) else []
                continue
            part = _writer(of)(part, pool)
            if part or part.__class__ not in _EMPTY:
                found[key] = part
        return found

    return write


def _award(award: Award, pool: Pool) -> Plain:
    return filled(
        {
            "statement": pool.name(award.statement),
            "agreement": pool.name(award.agreement) if award.agreement else None,
            "guides": [pool.name(said) for said in award.guides],
            "kind": award.kind.value,
            "form": award.form,
            "held": value_of(award.held, pool),
            "toward": value_of(award.toward, pool),
            "commonCourses": value_of(award.common_courses, pool),
            "requirements": value_of(award.requirements, pool),
            "awardedBy": value_of(award.awarded_by, pool),
            "authority": value_of(award.authority, pool),
            "at": value_of(award.at, pool),
            "amounts": value_of(award.amounts, pool),
            "allOrNothing": award.all_or_nothing or None,
            "refused": award.refused or None,
            "replacedBy": [pool.text(each.iri) for each in award.successors],
            "inForceFrom": None if award.valid_from == FIRST_DAY else award.valid_from,
            "inForceUntil": None if award.valid_to == LAST_DAY else award.valid_to,
            "unstated": [missing.what for missing in award.unstated],
        }
    )


def filled(body: Plain) -> Plain:
    """Leave out what is null or empty."""
    return {key: value for key, value in body.items() if value or value.__class__ not in _EMPTY}


@cache
def camel(name: str) -> str:
    """The key of a field."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
