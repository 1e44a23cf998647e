"""Ways: the links on which it rests that one thing stands for another, where it does through others."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from credway.registry.answers.credit.awards import unsure
from credway.registry.answers.model import Equivalent
from credway.registry.answers.said import Said


def with_ways(equivalents: Iterable[Equivalent]) -> list[Equivalent]:
    """The equivalents, each with the links before its own: a row of a store holds only the last one."""
    equal = list(equivalents)
    ways: dict[tuple[str, str], tuple[Said, ...]] = {(each.of, each.of): () for each in equal}
    left = equal
    while near := [(each, way) for each in left if (way := _before(each, ways)) is not None]:
        ways |= {(each.of, each.iri): (*way, each.statement) for each, way in near}
        left = [each for each in left if (each.of, each.iri) not in ways]
    return [replace(each, way=ways.get((each.of, each.iri), ())[:-1]) for each in equal]


def _before(each: Equivalent, ways: Mapping[tuple[str, str], tuple[Said, ...]]) -> tuple[Said, ...] | None:
    """The links to what an equivalent is linked with, as far as that is reached."""
    ends = (*each.statement.all("OF"), *each.statement.all("OBJECT"))
    return next((ways[each.of, end] for end in ends if end != each.iri and (each.of, end) in ways), None)


def doubt_in(statements: Iterable[Said]) -> Said | None:
    """The first of some statements that its own document doubts."""
    return next(filter(unsure, statements), None)
