"""Generated competency frameworks: two levels, every eighth competency a heading."""

from collections.abc import Sequence

from credway.loaders.generated.layout import Layout
from credway.loaders.generated.organizations import Node, body
from credway.loaders.generated.words import task, text, words

HEADING = 8
"""One competency in so many is a heading of those that follow it."""


def framework(layout: Layout, block: int, place: int, numbers: Sequence[int]) -> list[Node]:
    """Describe a framework with its competencies; `place` is its place in the block."""
    kind = (layout, "framework", block * 100 + place)
    chance = layout.chance(*kind[1:])
    iri = layout.iri(*kind[1:])
    field = chance.choice(words("field"))[0]
    tops = [layout.iri("competency", number) for number in numbers[::HEADING]]
    node: Node = {
        "@id": iri,
        "@type": "ceasn:CompetencyFramework",
        "ceterms:ctid": layout.ctid(*kind[1:]),
        "ceasn:name": text(f"Generated skills in {field} {block}-{place}"),
        "ceasn:description": text(f"What somebody in {field} can do. {task(chance)}."),
        "ceasn:inLanguage": ["en"],
        "ceasn:publisher": [body(layout, block)],
        "ceasn:publicationStatusType": "publicationStatus:Published",
        "ceasn:dateModified": f"{chance.randrange(2019, 2026)}-{chance.randrange(1, 13):02}-01",
        "ceasn:hasTopChild": tops,
    }
    return [node, *(_competency(layout, iri, numbers, at) for at in range(len(numbers)))]


def _competency(layout: Layout, framework: str, numbers: Sequence[int], at: int) -> Node:
    number = numbers[at]
    chance = layout.chance("competency", number)
    node: Node = {
        "@id": layout.iri("competency", number),
        "@type": "ceasn:Competency",
        "ceterms:ctid": layout.ctid("competency", number),
        "ceasn:competencyText": text(f"{task(chance)}, case {number}."),
        "ceasn:isPartOf": [framework],
        "ceasn:inLanguage": ["en"],
    }
    if at % HEADING == 0:
        node["ceasn:isTopChildOf"] = [framework]
        node["ceasn:codedNotation"] = f"{number // 1000}.{number % 1000}"
    else:
        node["ceasn:isChildOf"] = [layout.iri("competency", numbers[at - at % HEADING])]
    return node
