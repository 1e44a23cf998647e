"""Senders: from whom an agreement takes those who come, and what of the things asked about is theirs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from credway.registry.answers.said import Said

_SENDING = {
    "SENT_BY": ("ceterms:sendingOrganization",),
    "SENT_FROM": ("ceterms:sendingProgram", "ceterms:sendingDepartment"),
}
"""Roles in which an agreement names where those come from whom it is for, and the facts that say so."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Whom an agreement takes those from who come: its IRI, and what it is called.

    `issues` is what it owns or offers of what is asked about, each with the words in which that is said.
    """

    iri: str
    title: str
    issues: tuple[tuple[str, str], ...] = ()


def coming(agreement: Said, senders: Sequence[Sender]) -> Iterator[tuple[Said, Mapping[str, Any]]]:
    """That an agreement is for those who come from a sender, and from a part of one, that it names."""
    known = {each.iri: each for each in senders}
    for role, facts in _SENDING.items():
        named = (known.get(iri) or Sender(iri, iri) for iri in agreement.all(role))
        choices = [[_coming_from(each, facts)] for each in named]
        if len(choices) > 1:
            yield agreement, {"kind": "ANY", "required": None, "text": "", "of": choices}
        elif choices:
            yield agreement, choices[0][0]


def _coming_from(sender: Sender, facts: Sequence[str]) -> Mapping[str, Any]:
    return {
        "kind": "OTHER",
        "required": sender.iri,
        "text": f"for those who come from {sender.title}",
        "title": sender.title,
        "facts": facts,
        "issues": dict(sender.issues),
    }
