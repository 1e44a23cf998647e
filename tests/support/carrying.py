"""How tests ask of portability, and what they read from it."""

from typing import Any

from making import (
    iri,
)

from credway.registry.answers.model import Finding, Verdict
from credway.registry.answers.portability.answer import portability
from credway.registry.answers.portability.place import PortabilityAt
from credway.registry.answers.resolve import Ref
from credway.registry.registry import Registry

A = "credentials/alpha-welder"


async def at(registry: Registry, state: str, path: str = A, **question: Any) -> PortabilityAt:
    """The findings of one credential in one state."""
    frame = await registry.ask(question.pop("as_of", None), question.pop("known_at", None))
    [answer] = await portability(frame, [Ref(id=iri(path))], [state], **question)
    return answer.places[0]


def verdicts(place: PortabilityAt) -> tuple[Verdict, Verdict, Verdict]:
    """Diploma, credit and work."""
    counts = place.counts_for
    return (counts.diploma.verdict, counts.credit.verdict, counts.work.verdict)


def whats(finding: Finding) -> list[str]:
    """What is missing."""
    return [missing.what for missing in finding.missing]
