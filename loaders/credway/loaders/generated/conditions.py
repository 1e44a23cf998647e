"""Generated condition profiles, with alternatives nested one to four deep."""

import random

from credway.loaders.generated.layout import BLOCK, COMPETENCIES, COURSES, Layout
from credway.loaders.generated.organizations import Node
from credway.loaders.generated.words import states, task, text

DEPTHS = (1, 1, 1, 1, 2, 2, 3, 4)
"""How deep alternatives are nested, as often as it stands here."""


def conditions(layout: Layout, number: int, chance: random.Random) -> list[Node]:
    """What a credential requires: two profiles, both to be met."""
    first = _profile(layout, number, chance, chance.choice(DEPTHS))
    second: Node = {
        "@type": "ceterms:ConditionProfile",
        "ceterms:name": text("Before you apply"),
        "ceterms:description": text(f"Applicants must {task(chance).lower()}."),
        "ceterms:minimumAge": chance.choice((16, 18, 21)),
    }
    if chance.random() < 0.5:
        second["ceterms:residentOf"] = [_resident(chance)]
    if chance.random() < 0.4:
        second["ceterms:condition"] = {"en": [f"Pass a check: {task(chance).lower()}."]}
    return [first, second]


def _profile(layout: Layout, number: int, chance: random.Random, depth: int) -> Node:
    """One profile; what it names lies before its credential, so that no chain of them ends where it began."""
    node: Node = {
        "@type": "ceterms:ConditionProfile",
        "ceterms:description": text(f"Candidates {task(chance).lower()}."),
    }
    earlier = number % 5
    if earlier and chance.random() < 0.5:
        node["ceterms:targetCredential"] = [layout.iri("credential", number - 1)]
    elif chance.random() < 0.5:
        course = number // BLOCK * COURSES + chance.randrange(COURSES)
        node["ceterms:targetLearningOpportunity"] = [layout.iri("course", course)]
    else:
        node["ceterms:yearsOfExperience"] = chance.choice((1, 2, 3, 5))
    if chance.random() < 0.4:
        node["ceterms:targetCompetency"] = [_competency(layout, number, chance)]
    if depth > 1:
        inner = _profile(layout, number, chance, depth - 1)
        node["ceterms:alternativeCondition"] = [inner]
    return node


def _competency(layout: Layout, number: int, chance: random.Random) -> Node:
    wanted = COMPETENCIES * number + chance.randrange(COMPETENCIES)
    return {
        "@type": "ceterms:CredentialAlignmentObject",
        "ceterms:targetNode": layout.iri("competency", wanted),
        "ceterms:targetNodeName": text(f"Case {wanted}"),
    }


def _resident(chance: random.Random) -> Node:
    return {
        "@type": "ceterms:JurisdictionProfile",
        "ceterms:mainJurisdiction": [
            {
                "@type": "ceterms:Place",
                "ceterms:addressRegion": text(chance.choice(states())),
                "ceterms:addressCountry": text("US"),
            }
        ],
    }
