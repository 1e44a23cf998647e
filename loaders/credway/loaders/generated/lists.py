"""Generated priority lists with their entries, and an observer's claims about credentials."""

from credway.loaders.generated.layout import BASE, CLUSTERS, STATES, STATUS, Layout
from credway.loaders.generated.organizations import Node, body, college, home
from credway.loaders.generated.words import clusters, states, text

TIERS = ("A", "B", "C")
PRINTED = 3
"""So many entries of each list are only printed and name no credential."""


def version(layout: Layout, number: int) -> list[Node]:
    """Describe a state's list, with its share of the credentials; some are named by more than one entry."""
    state = states()[number % len(states())]
    chance = layout.chance("list", number)
    series = f"{BASE}lists/{state.lower()}-{number}"
    listed = range(number, layout.credentials, layout.lists)
    entries = [
        _entry(layout, each, f"{series}/entries/{each}", known=place >= PRINTED)
        for place, each in enumerate(listed)
    ]
    year = 2020 + number % 6
    node: Node = {
        "@id": layout.iri("list", number),
        "@type": "ceterms:Collection",
        "ceterms:ctid": layout.ctid("list", number),
        "ceterms:name": text(f"Generated list {number} of {state}, {year}"),
        "ceterms:description": text("Credentials that a generated agency lists."),
        "ceterms:subjectWebpage": f"https://lists.example/{number}",
        "ceterms:ownedBy": [college(layout, number)],
        "ceterms:lifeCycleStatusType": {
            "@type": "ceterms:CredentialAlignmentObject",
            "ceterms:targetNode": "lifeCycle:Active",
        },
        "credway:versionOf": series,
        "credway:listPlace": STATES + state,
        "credway:listPurpose": "accountability",
        "credway:validFrom": f"{year}-07-01",
        "credway:validTo": f"{year + 2}-06-30",
        "ceterms:hasMember": [entry["@id"] for entry in entries],
    }
    if chance.random() < 0.2:
        node["credway:isComplete"] = True
    shared = {key: node[key] for key in ("ceterms:ownedBy", "credway:listPlace", "credway:listPurpose")}
    named = {"ceterms:name": text(f"Generated lists of {state}, {number}")}
    return [node, {"@id": series, "@type": "credway:ListSeries", **named, **shared}, *entries]


def _entry(layout: Layout, number: int, iri: str, *, known: bool) -> Node:
    chance = layout.chance("entry", number)
    listed = layout.near(chance, number)
    node: Node = {
        "@id": iri,
        "@type": "ceterms:CollectionMember",
        "credway:printedName": f"Generated credential {listed}",
        "credway:listCode": f"L-{number}",
        "credway:entryStatus": STATUS + ("PhasingOut" if chance.random() < 0.05 else "Approved"),
    }
    if known:
        node["ceterms:proxyFor"] = layout.iri("credential", listed)
    if chance.random() < 0.5:
        node["credway:listTier"] = chance.choice(TIERS)
    return node


def claims(layout: Layout, block: int) -> list[Node]:
    """State, as an observer, the cluster of every other credential of a block, and how many were earned."""
    document = layout.graph("claims", block)
    source = f"{BASE}sources/{block}"
    nodes: list[Node] = [
        {
            "@id": source,
            "@type": "credway:Source",
            "schema:name": f"Generated table {block}",
            "credway:sourceDate": f"{2019 + block % 6}-05",
        }
    ]
    for number in layout.members(block)[::2]:
        chance = layout.chance("claim", number)
        common = {
            "@type": "credway:Claim",
            "credway:subject": layout.iri("credential", number),
            "credway:assertedBy": body(layout, block),
            "credway:source": source,
            "credway:locator": f"row {number}",
        }
        cluster = CLUSTERS + chance.choice(clusters())
        earned = {
            "@type": "credway:Quantity",
            "schema:value": {"@type": "xsd:decimal", "@value": str(chance.randrange(5, 5_000))},
            "credway:unit": "https://w3id.org/credway/schemes/units/Credentials",
            "credway:period": str(2019 + block % 6),
            "credway:place": STATES + home(layout, block),
        }
        nodes.append(
            {
                "@id": f"{document}#cluster-{number}",
                **common,
                "credway:predicate": "credway:careerCluster",
                "credway:object": cluster,
            }
        )
        nodes.append(
            {
                "@id": f"{document}#earned-{number}",
                **common,
                "credway:predicate": "credway:credentialsEarned",
                "credway:value": earned,
            }
        )
    return nodes
