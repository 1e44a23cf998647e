"""The documents of a generated registry, one after the other; memory does not grow with their number."""

from collections.abc import Iterator
from typing import Any

from credway.loaders.generated.awards import awards, courses, table
from credway.loaders.generated.credentials import credential
from credway.loaders.generated.frameworks import framework
from credway.loaders.generated.ladders import TOGETHER, dense, dependents, hub, ladder
from credway.loaders.generated.layout import AWARDS_TOGETHER, Layout
from credway.loaders.generated.lists import claims, version
from credway.loaders.generated.organizations import Node, organization

CONTEXT = "https://w3id.org/credway/context/v1"


def documents(credentials: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Yield graph documents for so many credentials, the same ones for the same seed.

    Blocks of a hundred credentials follow each other, so that a beginning of the stream is as mixed
    as the whole.
    """
    yield from laid_out(Layout(credentials, seed))


def laid_out(layout: Layout) -> Iterator[dict[str, Any]]:
    """Yield the documents of a layout."""
    for block in range(layout.blocks):
        yield from of_block(layout, block)


def of_worst_cases(layout: Layout, most: int) -> Iterator[dict[str, Any]]:
    """Yield what a registry has a few of: alternatives without end, one thing with `most` dependents."""
    yield _document(layout.graph("dense", 0), dense(layout))
    yield _document(layout.graph("hub", 0), hub(layout))
    for first in range(0, most, TOGETHER):
        numbers = range(first, min(first + TOGETHER, most))
        yield _document(layout.graph("dependent", first), dependents(layout, numbers))


def of_block(layout: Layout, block: int) -> Iterator[dict[str, Any]]:
    """Yield the documents of one block: those of a registry are those of its blocks, in their order."""
    for number in (2 * block, 2 * block + 1):
        yield _document(layout.graph("organization", number), organization(layout, number))
    for place, numbers in enumerate(layout.competencies(block) if layout.frameworks else ()):
        nodes = framework(layout, block, place, numbers)
        yield _document(layout.graph("framework", block * 100 + place), nodes)
    yield _document(layout.graph("courses", block), courses(layout, block))
    members = layout.members(block)
    for number in members:
        yield _document(layout.graph("credential", number), credential(layout, number))
    for part in range(-(-len(members) // AWARDS_TOGETHER) if layout.awards == 1 else 0):
        first = members.start + part * AWARDS_TOGETHER
        yield _document(layout.graph("award", first), awards(layout, block, part))
    if layout.awards > 1:
        yield _document(layout.graph("awards", block), table(layout, block))
    if layout.ladders:
        yield _document(layout.graph("ladder", block), ladder(layout, block))
    for number in layout.lists_of(block):
        yield _document(layout.graph("list", number), version(layout, number))
    yield _document(layout.graph("claims", block), claims(layout, block))


def _document(iri: str, nodes: list[Node]) -> dict[str, Any]:
    return {"@context": CONTEXT, "@id": iri, "@graph": nodes}
