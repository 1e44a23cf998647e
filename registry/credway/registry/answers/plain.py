"""Answers as plain JSON data: the stable form that the CLI's `--json` and the JSON routes share.

Keys are camelCase. A statement is written out once under `statements` and named by its id
elsewhere; a thing likewise under `things`. `validUntil` is the first day on which a statement does
not hold any more. What is null or empty is left out, but for the lists of an answer itself, and of
what a step, a total or an amount of credit adds: null or an empty list there is what nobody states.
"""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from credway.registry.answers.asking import source_of
from credway.registry.answers.competencies.answer import CompetenciesAnswer
from credway.registry.answers.competencies.gaps import GapAnswer
from credway.registry.answers.competencies.mixes import MixAnswer
from credway.registry.answers.credit.answer import CreditAnswer
from credway.registry.answers.credit.awarding import AdoptionAnswer, AwardsAnswer
from credway.registry.answers.credit.comparing import ReviewAnswer
from credway.registry.answers.credit.risks import RiskAnswer
from credway.registry.answers.dependents import DependentsAnswer
from credway.registry.answers.model import Described, Resolution, Things
from credway.registry.answers.pathways.answer import PathwayAnswer
from credway.registry.answers.pathways.next import NextAnswer
from credway.registry.answers.portability.answer import PortabilityAnswer
from credway.registry.answers.portability.entries import EntriesAnswer, VersionsAnswer
from credway.registry.answers.portability.licenses import LicensesAnswer
from credway.registry.answers.said import Said
from credway.registry.answers.sentences import plain_sentence
from credway.registry.answers.values import Plain, Pool, camel, filled, value_of
from credway.registry.graph import FIRST_DAY, LAST_DAY
from credway.registry.publishing import Outcome


def credit(answer: CreditAnswer) -> Plain:
    """Write out a credit answer."""
    return _answer(answer, answer.things)


def awards(answer: AwardsAnswer) -> Plain:
    """Write out the awards for a credential."""
    return _answer(answer, answer.things)


def adopters(answer: AdoptionAnswer) -> Plain:
    """Write out who awards for a credential although an institution does not."""
    return _answer(answer, answer.things)


def recommendations(answer: ReviewAnswer) -> Plain:
    """Write out recommendations beside awards."""
    return _answer(answer, answer.things)


def risks(answer: RiskAnswer) -> Plain:
    """Write out a page of the agreements at risk."""
    return _answer(answer, answer.things)


def dependents(answer: DependentsAnswer) -> Plain:
    """Write out a page of what rests on a credential."""
    return _answer(answer, answer.things)


def pathway(answer: PathwayAnswer) -> Plain:
    """Write out a pathway answer."""
    return _answer(answer, answer.things)


def following(answer: NextAnswer) -> Plain:
    """Write out what can be taken next."""
    return _answer(answer, answer.things)


def portability(answer: PortabilityAnswer) -> Plain:
    """Write out a portability answer."""
    return _answer(answer, answer.things)


def entries(answer: EntriesAnswer) -> Plain:
    """Write out a list as it stands on a day."""
    return _answer(answer, answer.things)


def versions(answer: VersionsAnswer) -> Plain:
    """Write out the versions of a list."""
    return _answer(answer, answer.things)


def attesting(answer: CompetenciesAnswer) -> Plain:
    """Write out which credentials attest some competencies."""
    return _answer(answer, answer.things)


def gap(answer: GapAnswer) -> Plain:
    """Write out a gap between competencies."""
    return _answer(answer, answer.things)


def mix(answer: MixAnswer) -> Plain:
    """Write out a mix of competencies."""
    return _answer(answer, answer.things)


def licenses(answer: LicensesAnswer) -> Plain:
    """Write out the licenses for an occupation."""
    return _answer(answer, answer.things)


def resolutions(found: Sequence[Resolution], things: Things) -> Plain:
    """Write out how references were understood."""
    listed = [value_of(each, Pool()) for each in found]
    named = {c.iri for each in found for c in each.candidates}
    return {"resolved": listed, "things": {i: thing(things[i]) for i in sorted(named)}}


def thing(found: Described) -> Plain:
    """Write out a thing as it is described."""
    return filled(
        {
            "id": found.iri,
            "kind": found.label,
            "types": list(found.types),
            "name": found.name,
            "names": [filled({"value": text, "language": tag}) for text, tag in found.names],
            "descriptions": [filled({"value": t, "language": tag}) for t, tag in found.texts],
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
    return filled(
        {
            "id": said.id,
            "kind": said.kind,
            "summary": plain_sentence(said, things),
            "subject": said.subject,
            "assertedBy": said.asserted_by,
            "document": {"id": said.document, "version": said.version},
            "source": value_of(source, Pool()),
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
    return filled(
        {
            "origin": found.origin,
            "outcome": found.verdict.outcome,
            "mode": found.verdict.mode,
            "document": found.document,
            "version": found.version,
            "recorded": found.n,
            "unchanged": found.no_op or None,
            "findings": [value_of(each, Pool()) for each in found.verdict.findings],
        }
    )


_OF_STATEMENT = frozenset(["source", "locator", "caveats", "confidence", "derived", "rule"])


def _answer(answer: Any, things: Things) -> Plain:
    pool = Pool()
    body: Plain = {}
    for each in fields(answer):
        if each.name != "things":
            body[camel(each.name)] = value_of(getattr(answer, each.name), pool)
    used = {iri for said in pool.statements.values() for iri in said.mentioned}
    used |= pool.texts & things.keys()
    body["statements"] = {sid: statement(said, things) for sid, said in sorted(pool.statements.items())}
    body["things"] = {iri: thing(things[iri]) for iri in sorted(used) if iri in things}
    return {key: value for key, value in body.items() if value is not None}
