"""Generated credentials that are reached step by step, each step by one of several others."""

from collections.abc import Sequence

from credway.loaders.generated.layout import BLOCK, Layout
from credway.loaders.generated.organizations import Node, body, college
from credway.loaders.generated.words import text

STEPS, ALTERNATIVES = 6, 3
"""The steps of a block's ladder to its last credential, and the credentials of each step but the last."""
RUNGS = (STEPS - 1) * ALTERNATIVES + 1
DENSE_STEPS, DENSE_ALTERNATIVES = 8, 12
"""The same of the ladder that no search comes to the end of."""
TOGETHER = 500
"""How many of the credentials that require one and the same are in one document."""


def ladder(layout: Layout, block: int) -> list[Node]:
    """Describe the ladder of a block: the first step asks for nothing, each other for one of three."""
    return _rungs(layout, "rung", block * RUNGS, STEPS, ALTERNATIVES, block)


def top(layout: Layout, block: int) -> str:
    """The IRI of the last credential of a block's ladder."""
    return layout.iri("rung", (block + 1) * RUNGS - 1)


def dense(layout: Layout) -> list[Node]:
    """Describe a ladder of more steps and alternatives than can be looked at one by one."""
    return _rungs(layout, "dense", 0, DENSE_STEPS, DENSE_ALTERNATIVES, 0)


def dense_top(layout: Layout) -> str:
    """The IRI of the last credential of that ladder."""
    return layout.iri("dense", (DENSE_STEPS - 1) * DENSE_ALTERNATIVES)


def hub(layout: Layout) -> list[Node]:
    """Describe the credential that most others require."""
    return [_credential(layout, "hub", 0, 0, [])]


def dependents(layout: Layout, numbers: range) -> list[Node]:
    """Describe some of those that require it."""
    required = [layout.iri("hub", 0)]
    return [_credential(layout, "dependent", n, n // BLOCK % layout.blocks, required) for n in numbers]


def _rungs(layout: Layout, kind: str, first: int, steps: int, width: int, block: int) -> list[Node]:
    found: list[Node] = []
    below: list[str] = []
    for step in range(steps):
        start = first + step * width
        numbers = range(start, start + (width if step < steps - 1 else 1))
        found += [_credential(layout, kind, number, block, below) for number in numbers]
        below = [layout.iri(kind, number) for number in numbers]
    return found


def _credential(layout: Layout, kind: str, number: int, block: int, required: Sequence[str]) -> Node:
    chance = layout.chance(kind, number)
    node: Node = {
        "@id": layout.iri(kind, number),
        "@type": "ceterms:Certification",
        "ceterms:ctid": layout.ctid(kind, number),
        "ceterms:name": text(f"Generated {kind} {number}"),
        "ceterms:description": text("A generated credential that others build on."),
        "ceterms:subjectWebpage": f"https://credentials.example/{kind}/{number}",
        "ceterms:inLanguage": ["en"],
        "ceterms:credentialStatusType": {
            "@type": "ceterms:CredentialAlignmentObject",
            "ceterms:targetNode": "credentialStat:Active",
        },
        "ceterms:ownedBy": [body(layout, block)],
        "ceterms:offeredBy": [college(layout, block)],
        "ceterms:estimatedDuration": [
            {"@type": "ceterms:DurationProfile", "ceterms:exactDuration": f"P{chance.randrange(1, 13)}M"}
        ],
    }
    if required:
        node["ceterms:requires"] = [_one_of(required)]
    return node


def _one_of(required: Sequence[str]) -> Node:
    first, *others = (
        {
            "@type": "ceterms:ConditionProfile",
            "ceterms:description": text("Candidates hold this credential."),
            "ceterms:targetCredential": [iri],
        }
        for iri in required
    )
    return {**first, "ceterms:alternativeCondition": others} if others else first
