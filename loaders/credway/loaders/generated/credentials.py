"""Generated credentials of all kinds: terse ones, full ones, chains of five that build on each other."""

import random

from credway.loaders.generated.conditions import conditions
from credway.loaders.generated.layout import BLOCK, CLUSTERS, Layout
from credway.loaders.generated.organizations import Node, body, college, home, occupation
from credway.loaders.generated.words import Kind, clusters, kinds, sentences, task, text, words

CHAIN = 5
"""So many credentials follow each other, each preparation for the next."""


def credential(layout: Layout, number: int) -> list[Node]:
    """Describe one credential: 31 to 184 triples, most often about 80."""
    chance = layout.chance("credential", number)
    kind = chance.choices(*kinds())[0]
    english, spanish = chance.choice(words("field"))
    grade = words("grade")[number % CHAIN][0]
    owner = body(layout, number // BLOCK) if number % 3 else college(layout, number // BLOCK)
    full = chance.betavariate(2, 3)
    node: Node = {
        "@id": layout.iri("credential", number),
        "@type": kind.name,
        "ceterms:ctid": layout.ctid("credential", number),
        "ceterms:name": text(
            f"{grade} {kind.title} in {english} {number}",
            f"{kind.title}: {spanish} {number}" if chance.random() < 0.15 else "",
        ),
        "ceterms:description": text(f"A generated credential in {english}. {sentences(chance, 2)}"),
        "ceterms:subjectWebpage": f"https://credentials.example/{number}",
        "ceterms:inLanguage": ["en"],
        "ceterms:credentialStatusType": _aligned("credentialStat", _status(chance)),
        "ceterms:ownedBy": [owner],
        "ceterms:offeredBy": [college(layout, number // BLOCK)],
        "ceterms:requires": conditions(layout, number, chance),
    }
    following = number + 1
    if following % CHAIN and following < layout.credentials and chance.random() < 0.7:
        node["ceterms:isPreparationFor"] = [_leads(layout, following)]
    _add(node, layout, number, chance, kind, full)
    return [node]


def _add(node: Node, layout: Layout, number: int, chance: random.Random, kind: Kind, full: float) -> None:
    """Add what fuller descriptions have; `full` from 0 to 1 says how likely each is."""
    block = number // BLOCK
    if chance.random() < full + 0.4:
        node["ceterms:occupationType"] = [
            occupation(chance.randrange(10_000)) for _ in range(chance.randrange(1, 2 + int(2.5 * full)))
        ]
    if chance.random() < full + 0.3:
        node["ceterms:estimatedCost"] = [
            _cost(chance, cost) for cost in ("Tuition", "StandaloneAssessment")[: 1 + (full > 0.5)]
        ]
    if chance.random() < full + 0.3:
        node["ceterms:estimatedDuration"] = [
            {"@type": "ceterms:DurationProfile", "ceterms:exactDuration": f"P{chance.randrange(1, 48)}M"}
        ]
    if chance.random() < full + 0.2:
        node["ceterms:audienceLevelType"] = [_aligned("audLevel", kind.level)]
        node["ceterms:dateEffective"] = f"{chance.randrange(2005, 2026)}-{chance.randrange(1, 13):02}-01"
    if chance.random() < full + 0.2:
        node["ceterms:keyword"] = {
            "en": sorted({each for each, _ in chance.sample(words("field"), 2 + int(6 * full))})
        }
    if chance.random() < full:
        node["ceterms:industryType"] = [
            {
                "@type": "ceterms:CredentialAlignmentObject",
                "ceterms:frameworkName": text("North American Industry Classification System"),
                "ceterms:codedNotation": str(chance.randrange(111, 928)),
                "ceterms:targetNodeName": text(chance.choice(words("field"))[0]),
            }
        ]
    if chance.random() < full:
        node["ceterms:jurisdiction"] = [_jurisdiction(home(layout, block))]
        node["ceterms:recognizedIn"] = [_jurisdiction(home(layout, block))]
    if chance.random() < full:
        node["ceterms:identifier"] = [
            {
                "@type": "ceterms:IdentifierValue",
                "ceterms:identifierTypeName": text("Catalogue number"),
                "ceterms:identifierValueCode": f"EX-{number}",
            }
        ]
    if chance.random() < full:
        node["ceterms:availableOnlineAt"] = [f"https://credentials.example/{number}/online"]
        node["ceterms:renewalFrequency"] = f"P{chance.randrange(1, 6)}Y"
    if chance.random() < full:
        node["ceterms:alternateName"] = {"en": [f"EX{number}", f"{kind.title} {number}"]}
    node["ceterms:subject"] = [
        {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNodeName": text(task(chance))}
        for _ in range(int(16 * full * chance.random() + 3 * full))
    ]
    node["credway:careerCluster"] = CLUSTERS + clusters()[number % len(clusters())]


def _leads(layout: Layout, number: int) -> Node:
    return {
        "@type": "ceterms:ConditionProfile",
        "ceterms:description": text("Prepares for the next of the series."),
        "ceterms:targetCredential": [layout.iri("credential", number)],
    }


def _cost(chance: random.Random, kind: str) -> Node:
    return {
        "@type": "ceterms:CostProfile",
        "ceterms:costDetails": "https://credentials.example/costs",
        "ceterms:description": text("As of the date of publication."),
        "ceterms:currency": "USD",
        "ceterms:price": chance.randrange(50, 20_000),
        "ceterms:directCostType": _aligned("costType", kind),
    }


def _jurisdiction(place: str) -> Node:
    return {
        "@type": "ceterms:JurisdictionProfile",
        "ceterms:globalJurisdiction": False,
        "ceterms:mainJurisdiction": [
            {
                "@type": "ceterms:Place",
                "ceterms:addressRegion": text(place),
                "ceterms:addressCountry": text("US"),
            }
        ],
    }


def _status(chance: random.Random) -> str:
    return chance.choices(("Active", "Deprecated", "Ceasing", "TeachOut"), (92, 4, 2, 2))[0]


def _aligned(scheme: str, name: str) -> Node:
    return {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": f"{scheme}:{name}"}
