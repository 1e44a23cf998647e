"""Generated courses, and the credit that colleges award for credentials."""

from credway.loaders.generated.layout import AWARDS_TOGETHER, COURSES, KINDS, STATES, Layout
from credway.loaders.generated.organizations import Node, college, home
from credway.loaders.generated.words import sentences, text, words


def courses(layout: Layout, block: int) -> list[Node]:
    """Describe the courses of a block's college."""
    nodes = []
    for number in range(block * COURSES, (block + 1) * COURSES):
        chance = layout.chance("course", number)
        nodes.append(
            {
                "@id": layout.iri("course", number),
                "@type": "ceterms:Course",
                "ceterms:ctid": layout.ctid("course", number),
                "ceterms:name": text(f"Introduction to {chance.choice(words('field'))[0]} {number}"),
                "ceterms:description": text(sentences(chance, 2)),
                "ceterms:codedNotation": f"GEN {1000 + number}",
                "ceterms:subjectWebpage": f"https://courses.example/{number}",
                "ceterms:inLanguage": ["en"],
                "ceterms:lifeCycleStatusType": _active(),
                "ceterms:offeredBy": [college(layout, block)],
                "ceterms:creditValue": [_amount(chance.choice((1, 2, 3, 4)))],
            }
        )
    return nodes


def awards(layout: Layout, block: int, part: int) -> list[Node]:
    """Describe ten awards of a block's college; every tenth asks for two credentials held together."""
    members = layout.members(block)
    first = members.start + part * AWARDS_TOGETHER
    return [_award(layout, block, n) for n in range(first, min(first + AWARDS_TOGETHER, members.stop))]


def table(layout: Layout, block: int) -> list[Node]:
    """Describe all awards of a block's college in one table."""
    members = layout.members(block)
    return [
        _award(layout, block, n) for n in range(members.start * layout.awards, members.stop * layout.awards)
    ]


def _award(layout: Layout, block: int, number: int) -> Node:
    chance = layout.chance("award", number)
    beside = number // layout.awards
    credential = layout.near(chance, beside)
    held = {credential, layout.near(chance, beside)} if number % 10 == 0 else {credential}
    course = block * COURSES + chance.randrange(COURSES)
    start = chance.randrange(2015, 2025)
    node: Node = {
        "@id": layout.iri("award", number),
        "@type": "ceterms:TransferValueProfile",
        "ceterms:ctid": layout.ctid("award", number),
        "ceterms:name": text(f"Credit {number}"),
        "ceterms:description": text(f"Generated credit for what is held. {sentences(chance, 1)}"),
        "ceterms:subjectWebpage": f"https://awards.example/{number}",
        "ceterms:lifeCycleStatusType": _active(),
        "ceterms:ownedBy": [college(layout, block)],
        "ceterms:startDate": f"{start}-07-01",
        "ceterms:transferValueFrom": [layout.iri("credential", each) for each in sorted(held)],
        "ceterms:transferValueFor": [layout.iri("course", course)],
        "ceterms:transferValue": [_amount(chance.choice((1, 1.5, 3, 3, 4, 6)))],
        "credway:awardKind": KINDS + ("InstitutionalAward", "GuaranteedMinimum")[number % 5 == 0],
    }
    if number % 5 == 0:
        node["credway:awardPlace"] = STATES + home(layout, block)
    if chance.random() < 0.3:
        node["ceterms:endDate"] = f"{start + chance.randrange(1, 12)}-06-30"
    if chance.random() < 0.3:
        node["ceterms:requires"] = [
            {
                "@type": "ceterms:ConditionProfile",
                "ceterms:description": text("The credential must be current."),
                "credway:mustBeCurrent": True,
            }
        ]
    return node


def _amount(value: float) -> Node:
    return {
        "@type": "ceterms:ValueProfile",
        "schema:value": value,
        "ceterms:creditUnitType": [
            {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": "creditUnit:SemesterHour"}
        ],
    }


def _active() -> Node:
    return {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": "lifeCycle:Active"}
