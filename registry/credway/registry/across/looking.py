"""Looking across documents: some documents against the store, in the same few questions for one or many."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import orjson

from credway.registry.across.contradictions import Index, contradictions, edge_types, table
from credway.registry.across.cycles import Needs, cycles, needs
from credway.registry.across.dangling import asked, dangling
from credway.registry.across.said import REQUIRES, Crossed, Said, Stated, attributes, of_rows
from credway.registry.graph import Row
from credway.registry.store import rows, streams
from credway.registry.store.streams import Asked

MOST = 20_000
"""Most rows taken for one question, so that a hub costs a bounded time."""
ROWS = 20_000
"""Rows of documents looked at together in a pass over the registry."""
SUPERSEDING = frozenset(["ceterms:supersedes", "ceterms:supersededBy"])
"""Relations that are kept as Equivalence statements."""
FEWEST, MANY = 5, 200
"""Documents looked at together in a pass."""

Progress = Callable[[int, int], None]
"""Told how many versions are done, of how many."""


async def look(
    store: Asked, said: Sequence[Said], *, base: str, n: int, day: str, depth: int
) -> Mapping[str, list[Crossed]]:
    """Say what does not fit between some documents and all that the store holds, by document.

    As recorded at `n`. Cycles are those that hold on `day`, of at most `depth` steps. The number of
    questions does not grow with the documents.
    """
    missing = await _missing(store, said, base, n)
    labels = {iri: label for each in said for iri, label in each.described.items()}
    tied = {each.document: _tied(each, labels) for each in said}
    beside = await _beside(store, tied, labels, n)
    index = Index([*(link for links in tied.values() for link in links), *beside])
    known = await _needs(store, said, n, day, depth)
    found = {}
    for each in said:
        found[each.document] = [
            *dangling(each, missing),
            *cycles(known, each),
            *contradictions(tied[each.document], index, each.document),
        ]
    return found


async def pass_over(
    store: Asked,
    *,
    base: str,
    day: str,
    depth: int,
    since: int = 0,
    progress: Progress | None = None,
) -> AsyncIterator[Crossed]:
    """Stream what does not fit across documents of a whole registry, some documents at a time.

    With `since` only documents of which a version has been published after that number are looked at.
    What two documents say of each other is told once.
    """
    [(_, _, _, n, _)] = await store.ask("meta")
    [(total,)] = await store.ask("envelopes_count", n=since)
    told: set[tuple[str, frozenset[str]]] = set()
    together, last, done = FEWEST, "", 0
    while found := await store.ask("documents_since", after=last, since=since, n=n, limit=together):
        documents = [document for document, _ in found]
        last, done = documents[-1], done + sum(count for _, count in found)
        held: dict[str, list[Row]] = {document: [] for document in documents}
        for row in await streams.rows_of(store, documents):
            held[row.document].append(row)
        many = sum(map(len, held.values()))
        said = [of_rows(document, held[document], n) for document in documents]
        held.clear()
        crossed = await look(store, said, base=base, n=n, day=day, depth=depth)
        for each in (each for document in documents for each in crossed[document]):
            if (each.code, each.about) not in told:
                if each.about:
                    told.add((each.code, each.about))
                yield each
        together = max(FEWEST, min(MANY, together * ROWS // max(many, 1), together * 2))
        if progress is not None:
            progress(done, max(total, done))


async def _missing(store: Asked, said: Sequence[Said], base: str, n: int) -> set[str]:
    """The things named that no document describes."""
    named = asked(said, base)
    if not named:
        return set()
    ids = sorted({each for names in named.values() for each in names})
    described = {iri for (iri,) in await store.ask("described", ids=ids, n=n)}
    return {iri for iri, names in named.items() if described.isdisjoint(names)}


async def _needs(store: Asked, said: Sequence[Said], n: int, day: str, depth: int) -> Needs:
    starts = sorted({iri for each in said for iri in each.needing})
    if not starts:
        return {}
    terms = {"relations": sorted(REQUIRES), "depth": depth - 1, "limit": MOST, "day": day, "n": n}
    return needs(await store.ask("conditions", ids=starts, **terms))


async def _beside(
    store: Asked, tied: Mapping[str, Sequence[Stated]], labels: Mapping[str, str], n: int
) -> list[Stated]:
    """What others state at the other ends of links that could be contradicted."""
    known, types = table(), edge_types()
    links = [link for found in tied.values() for link in found]
    foreign = [link for link in links if link.target not in labels]
    found: list[Stated] = []
    both = known.asymmetric & types
    pairs = sorted({(k.target, k.relation, k.subject) for k in foreign if k.relation in both})
    if pairs:
        found += map(_edge, await store.ask("edges_between", pairs=list(map(list, pairs)), n=n))
    found += await _edges(store, tied, labels, n)
    superseding = sorted({k.subject for k in foreign if k.relation in SUPERSEDING})
    if superseding:
        terms = {"kinds": ["Equivalence"], "roles": ["OBJECT"]}
        stated = await store.ask("statements_on", ids=superseding, n=n, **terms)
        found += [each for each in map(_equivalence, stated) if each.relation in SUPERSEDING]
    kept = known.asymmetric - types - SUPERSEDING
    plain = sorted({k.target for k in foreign if k.relation in kept})
    if plain:
        for row in await store.ask("descriptions", ids=plain, n=n):
            found += attributes(row[0], orjson.loads(row[12]), row[5], (row[8], row[9]))
    return found


async def _edges(
    store: Asked, tied: Mapping[str, Sequence[Stated]], labels: Mapping[str, str], n: int
) -> list[Stated]:
    """What leaves the foreign things that links lead to, and what reaches the own things they start at."""
    known, types = table(), edge_types()
    later = frozenset[str]().union(*known.last.values())
    leaving = (known.one.keys() | later) & types
    reaching = ({i for name in known.one for i in known.inverse.get(name, ())} | known.last.keys()) & types
    sources, targets = set(), set()
    for link in (link for links in tied.values() for link in links):
        if link.target not in labels and link.relation in reaching:
            sources.add(link.target)
        if link.relation in later or known.single(link.relation, link.label):
            targets.add(link.subject)
    if not sources and not targets:
        return []
    found = await store.ask(
        "edges_beside",
        sources=sorted(sources),
        source_types=sorted(leaving),
        targets=sorted(targets),
        target_types=sorted(reaching),
        documents=sorted(tied),
        limit=MOST,
        n=n,
    )
    return list(map(_edge, found))


def _tied(said: Said, labels: Mapping[str, str]) -> list[Stated]:
    """The links of a document that could be contradicted, with the class families of what they start at."""
    known = table().relations
    return [
        replace(link, label=labels.get(link.subject, "")) for link in said.links if link.relation in known
    ]


def _edge(row: Sequence[str]) -> Stated:
    subject, kind, target, label, document, since, until = row
    return Stated(subject, kind, target, document, since, until, label)


def _equivalence(row: Sequence[Any]) -> Stated:
    """Read one of the rows of `statements_on`."""
    links = {role: target for role, target, _ in rows.decoded(row[12])}
    relation = orjson.loads(row[11]).get("link", "")
    return Stated(links["OF"], relation, links["OBJECT"], row[4], row[7], row[8])
