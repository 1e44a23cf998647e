"""Statements in plain sentences, each kind by its own teller."""

from credway.registry.answers.model import Things
from credway.registry.answers.said import Said
from credway.registry.answers.sentences import awards, claims, conditions, lists
from credway.registry.answers.sentences.parts import Names, Part, joined

_TELLERS = {
    "Award": awards.award,
    "Classification": claims.classification,
    "Condition": conditions.condition,
    "Description": claims.description,
    "Equivalence": claims.equivalence,
    "Identifier": claims.identifier,
    "ListEntry": lists.entry,
    "ListVersion": lists.version,
    "Observation": claims.observation,
    "Recognition": claims.recognition,
}


def sentence(said: Said, things: Things) -> list[Part]:
    """Say what a statement claims; `things` describes what it names."""
    teller = _TELLERS.get(said.kind, claims.claim)
    return [*joined(teller(said, Names(things))), "."]


def asked(said: Said, things: Things) -> list[list[Part]]:
    """Say what an award asks besides what must be held, each condition by itself; others ask nothing."""
    stated = said.body.get("conditions", ()) if said.kind == "Award" else ()
    return [joined(conditions.asked(each, Names(things))) for each in stated]


def plain_sentence(said: Said, things: Things) -> str:
    """Say what a statement claims, as text."""
    parts = sentence(said, things)
    return "".join(part if isinstance(part, str) else part.text for part in parts)
