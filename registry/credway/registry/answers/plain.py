"""Answers as plain JSON data: the stable form that the CLI's `--json` and the JSON routes share.

Keys are camelCase. A statement is written out once under `statements` and named by its id
elsewhere; a thing likewise under `things`. `validUntil` is the first day on which a statement does
not hold any more. What is null or empty is left out, but for the lists of an answer itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from credway.registry.answers.asking import source_of
from credway.registry.answers.awards import Award
from credway.registry.answers.credit import CreditAnswer
from credway.registry.answers.model import Described, Resolution, Things
from credway.registry.answers.pathways import PathwayAnswer
from credway.registry.answers.portability import PortabilityAnswer
from credway.registry.answers.said import Said
from credway.registry.answers.sentences import plain_sentence
from credway.registry.graph import FIRST_DAY, LAST_DAY
from credway.registry.publishing import Outcome

Plain = dict[str, Any]


def credit(answer: CreditAnswer) -> Plain:
    """Write out a credit answer."""
    return _answer(answer, answer.things)


def pathway(answer: PathwayAnswer) -> Plain:
    """Write out a pathway answer."""
    return _answer(answer, answer.things)


def portability(answer: PortabilityAnswer) -> Plain:
    """Write out a portability answer."""
    return _answer(answer, answer.things)


def resolutions(found: Sequence[Resolution], things: Things) -> Plain:
    """Write out how references were understood."""
    listed = [_value(each, _Pool()) for each in found]
    named = {c.iri for each in found for c in each.candidates}
    return {"resolved": listed, "things": {i: thing(things[i]) for i in sorted(named)}}


def thing(found: Described) -> Plain:
    """Write out a thing as it is described."""
    return _filled(
        {
            "id": found.iri,
            "kind": found.label,
            "types": list(found.types),
            "name": found.name,
            "names": [_filled({"value": text, "language": tag}) for text, tag in found.names],
            "descriptions": [_filled({"value": t, "language": tag}) for t, tag in found.texts],
            "ctid": found.ctid,
            "status": found.status,
            "webpage": found.webpage,
            "referenceOnly": found.reference_only,
        }
    )


def statement(said: Said, things: Things) -> Plain:
    """Write out a statement with its sentence, its source and its times."""
    source = source_of(said)
    body = {k: v for k, v in said.body.items() if k not in _OF_STATEMENT}
    return _filled(
        {
            "id": said.id,
            "kind": said.kind,
            "summary": plain_sentence(said, things),
            "subject": said.subject,
            "assertedBy": said.asserted_by,
            "document": {"id": said.document, "version": said.version},
            "source": _value(source, _Pool()),
            "locator": said.body.get("locator"),
            "caveats": said.body.get("caveats"),
            "confidence": said.body.get("confidence"),
            "derived": said.body.get("derived"),
            "rule": said.body.get("rule"),
            "validFrom": None if said.valid_from == FIRST_DAY else said.valid_from,
            "validUntil": None if said.valid_to == LAST_DAY else said.valid_to,
            "recorded": said.recorded,
            "links": {role: list(found) for role, found in sorted(said.links.items())},
            "terms": body,
        }
    )


def outcome(found: Outcome) -> Plain:
    """Write out what became of a submission."""
    return _filled(
        {
            "origin": found.origin,
            "outcome": found.verdict.outcome,
            "mode": found.verdict.mode,
            "document": found.document,
            "version": found.version,
            "recorded": found.n,
            "unchanged": found.no_op or None,
            "findings": [_value(each, _Pool()) for each in found.verdict.findings],
        }
    )


_OF_STATEMENT = frozenset(["source", "locator", "caveats", "confidence", "derived", "rule"])


class _Pool:
    """The statements that an answer names, each once."""

    def __init__(self) -> None:
        self.statements: dict[str, Said] = {}

    def name(self, said: Said) -> str:
        self.statements[said.id] = said
        return said.id


def _answer(answer: Any, things: Things) -> Plain:
    pool = _Pool()
    body: Plain = {}
    for each in fields(answer):
        if each.name != "things":
            body[_camel(each.name)] = _value(getattr(answer, each.name), pool)
    used = {iri for said in pool.statements.values() for iri in said.mentioned}
    used |= set(_iris(body, things))
    body["statements"] = {sid: statement(said, things) for sid, said in sorted(pool.statements.items())}
    body["things"] = {iri: thing(things[iri]) for iri in sorted(used) if iri in things}
    return {key: value for key, value in body.items() if value is not None}


def _value(value: Any, pool: _Pool) -> Any:
    """Write one value: statements by their id, awards with what they offer, dataclasses by field."""
    match value:
        case Said():
            return pool.name(value)
        case Award():
            return _award(value, pool)
        case Enum():
            return value.value
        case None | str() | bool() | int() | float():
            return value
        case Mapping():
            return {key: _value(each, pool) for key, each in value.items()}
        case Iterable():
            return [_value(each, pool) for each in value]
    if not is_dataclass(value):
        raise TypeError(f"no plain form for {type(value).__name__}")
    return _filled(
        {
            ("id" if each.name == "iri" else _camel(each.name)): _value(getattr(value, each.name), pool)
            for each in fields(value)
        }
    )


def _award(award: Award, pool: _Pool) -> Plain:
    said = award.statement
    return _filled(
        {
            "statement": pool.name(said),
            "kind": award.kind.value,
            "held": list(award.held),
            "toward": list(award.toward),
            "awardedBy": award.awarded_by,
            "authority": award.authority,
            "amounts": [dict(each) for each in award.amounts],
            "allOrNothing": award.all_or_nothing or None,
            "refused": award.refused or None,
            "inForceFrom": None if said.valid_from == FIRST_DAY else said.valid_from,
            "inForceUntil": None if said.valid_to == LAST_DAY else said.valid_to,
        }
    )


def _iris(value: Any, things: Things) -> Iterable[str]:
    """The IRIs in an answer that name its things."""
    if isinstance(value, str):
        if value in things:
            yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _iris(each, things)
    elif isinstance(value, list):
        for each in value:
            yield from _iris(each, things)


def _filled(body: Plain) -> Plain:
    return {key: value for key, value in body.items() if value not in (None, [], {}, "")}


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
