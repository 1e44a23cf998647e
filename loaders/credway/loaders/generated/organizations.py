"""Generated organizations: a college and a certifying body in each block."""

from typing import Any

from credway.loaders.generated.layout import SOC, Layout
from credway.loaders.generated.words import occupations, sentences, states, text, words

Node = dict[str, Any]


def college(layout: Layout, block: int) -> str:
    """The IRI of the college of a block."""
    return layout.iri("organization", 2 * block)


def body(layout: Layout, block: int) -> str:
    """The IRI of the certifying body of a block."""
    return layout.iri("organization", 2 * block + 1)


def home(layout: Layout, block: int) -> str:
    """The postal code of a block: where its organizations are and its list holds."""
    return states()[(block + layout.seed) % len(states())]


def organization(layout: Layout, number: int) -> list[Node]:
    """Describe one organization."""
    chance = layout.chance("organization", number)
    block, place = number // 2, home(layout, number // 2)
    sort = ("Example College", "Example Board of")[number % 2]
    field = chance.choice(words("field"))[0]
    name = f"{sort} {field} {number}"
    iri = layout.iri("organization", number)
    return [
        {
            "@id": iri,
            "@type": "ceterms:CredentialOrganization",
            "ceterms:ctid": layout.ctid("organization", number),
            "ceterms:name": text(name),
            "ceterms:description": text(f"{name} is generated. {sentences(chance, 2)}"),
            "ceterms:subjectWebpage": f"https://organizations.example/{number}",
            "ceterms:agentType": [_aligned("orgType", ("TwoYear", "CertificationBody")[number % 2])],
            "ceterms:agentSectorType": [_aligned("agentSector", ("Public", "PrivateNonProfit")[number % 2])],
            "ceterms:foundingDate": str(chance.randrange(1890, 2015)),
            "ceterms:keyword": {"en": [field, sort]},
            "ceterms:email": [f"office@organization-{block}.example"],
            "ceterms:address": [
                {
                    "@type": "ceterms:Place",
                    "ceterms:streetAddress": text(f"{chance.randrange(1, 999)} Example Street"),
                    "ceterms:addressRegion": text(place),
                    "ceterms:addressCountry": text("US"),
                }
            ],
        }
    ]


def occupation(chance_notation: int) -> Node:
    """An alignment with an occupation, as publishers write it."""
    concept = occupations()[chance_notation % len(occupations())]
    return {
        "@type": "ceterms:CredentialAlignmentObject",
        "ceterms:framework": "https://www.onetcenter.org/taxonomy.html",
        "ceterms:frameworkName": text("Standard Occupational Classification"),
        "ceterms:codedNotation": f"{concept.notation}.00",
        "ceterms:targetNode": SOC + concept.notation,
        "ceterms:targetNodeName": text(concept.label),
    }


def _aligned(scheme: str, name: str) -> Node:
    return {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": f"{scheme}:{name}"}
