"""The plain links of many things, whole: one read returns so many, and what is left is read again."""

from collections.abc import Iterable, Mapping

from credway.registry.answers.asking import Asking
from credway.registry.answers.nodes import Neighbour, neighbours
from credway.registry.errors import LimitExceeded


async def links_of(
    frame: Asking, ids: Iterable[str], types: Iterable[str]
) -> Mapping[str, list[Neighbour] | LimitExceeded]:
    """The links of some types of some things, both ways; an error for what has too many by itself.

    A read returns `query_nodes` links, those of the first things, so that the one where it broke off, and all
    after it, are read once more.
    """
    most = frame.settings.query_nodes
    found: dict[str, list[Neighbour] | LimitExceeded] = {}
    left, asked = sorted(set(ids)), sorted(set(types))
    while left:
        read = await neighbours(frame, left, asked)
        if sum(map(len, read.values())) < most:
            return {**found, **read}
        broken = max(iri for iri in left if read[iri])
        found |= {iri: links for iri, links in read.items() if iri < broken}
        left = [iri for iri in left if iri >= broken]
        if len(read[broken]) >= most:
            found[broken] = LimitExceeded(
                f"{broken} has {most:,} links ({', '.join(asked)}) or more; that many are read (query_nodes)",
                limit="query_nodes",
                value=most,
            )
            left = left[1:]
    return found
