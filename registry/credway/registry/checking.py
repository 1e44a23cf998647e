"""Proof that envelopes, graph and indexes agree, by content and not by counts.

Every document is replayed from its envelopes in memory, number by number, and each row that comes of it
is compared with the row in the store; then what the store caches and indexes, and what belongs to
nothing. Documents are taken some at a time; of things only a fingerprint is kept.
"""

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from credway.registry.changes import Addition, changes
from credway.registry.envelope import Envelope
from credway.registry.errors import StoreError
from credway.registry.fingerprints import Fingerprints
from credway.registry.graph import Row
from credway.registry.projected import otherwise
from credway.registry.replaying import Progress, Read, reader
from credway.registry.store import rows, streams
from credway.registry.store.pending import Pending, state_of
from credway.registry.store.port import AliasRow, Store

BATCH = 50
"""Documents looked at together."""
BYTES = 1_000_000
"""Most bytes of documents whose rows are compared together."""
THINGS = 1_000
"""Things read together."""
MOST = 1_000
"""Most differences named; a graph that is off by more should be rebuilt."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that does not agree: `what` it is of, `where` it is, and how it differs."""

    what: str
    where: str
    detail: str

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.what} {self.where}: {self.detail}"


async def check(
    store: Store, base: str, *, progress: Progress | None = None, most: int = MOST
) -> list[Difference]:
    """Name each difference between envelopes, graph and indexes; nobody may publish meanwhile.

    `credway check` shows them. Nothing is mended: an altered envelope wants a backup, anything else is
    made right by rebuilding the graph.
    """
    checking = _Check(store, reader(base, digests=True), base)
    [(total,)] = await store.ask("envelopes_count", n=0)
    done = 0
    async for documents in streams.documents(store, BATCH):
        done += await checking.documents(documents)
        if progress is not None:
            progress(done, max(total, done))
        if len(checking.found) >= most:
            return checking.found[:most]
    await checking.registry()
    await checking.things()
    await checking.leftovers(most)
    return checking.found[:most]


class _Check:
    def __init__(self, store: Store, read: Read, base: str) -> None:
        self.found: list[Difference] = []
        self._store = store
        self._read = read
        self._base = base
        self._things = Fingerprints()
        self._numbers: dict[int, list[int]] = {}
        self._unread = False

    async def documents(self, documents: Sequence[str]) -> int:
        """Compare all that some documents have put into the graph; returns how many versions they have."""
        store, asked = self._store, list(documents)
        envelopes: dict[str, list[Envelope]] = {document: [] for document in asked}
        for row in await store.ask("state_envelopes", documents=asked):
            envelope = rows.envelope(row)
            envelopes[envelope.document].append(envelope)
        sums = {(d, v): found for d, v, found in await store.ask("envelope_checksums", documents=asked)}
        for envelope in (e for held in envelopes.values() for e in held):
            # How many versions a number has, and the last place in it: they follow from each other.
            count = self._numbers.setdefault(envelope.n, [0, 0])
            count[0], count[1] = count[0] + 1, max(count[1], envelope.ord)
        for part in _parts(envelopes):
            whole = []
            for document in part:
                altered = await asyncio.to_thread(self._altered, envelopes[document], sums)
                self.found += altered
                self._unread |= bool(altered)
                whole += [] if altered else [document]
            await self._document_rows(whole, envelopes)
        return sum(map(len, envelopes.values()))

    async def _document_rows(self, whole: Sequence[str], envelopes: Mapping[str, Sequence[Envelope]]) -> None:
        store, asked = self._store, list(whole)
        held = await streams.rows_of(store, asked)
        lifted = await store.ask("lifted_of", documents=asked)
        aliases = [rows.alias(row) for row in await store.ask("aliases_of", documents=asked)]
        resources = dict(await store.ask("resources_of", documents=asked))
        await asyncio.to_thread(self._compare, asked, envelopes, held, lifted, aliases, resources)

    async def registry(self) -> None:
        """Compare the registry's own facts with what its envelopes say."""
        meta = await self._store.meta()
        if meta.base != self._base:
            self._differ("registry", meta.base, f"its base is not {self._base}")
        newest = max(self._numbers, default=0)
        if meta.n != newest:
            self._differ("registry", meta.base, f"{meta.n} numbers taken, the newest envelope has {newest}")
        for n in range(1, newest + 1):
            count, last = self._numbers.get(n, (0, 0))
            if count != last + 1:
                wanted = f"{last + 1}, as the last of them has the place {last}" if count else "at least one"
                self._differ("envelope", f"number {n}", f"{count} versions were published then, not {wanted}")
        if meta.visible != meta.n:
            self._differ(
                "registry", meta.base, f"{meta.visible} is the newest visible number, {meta.n} the last taken"
            )
        if (made := await otherwise(self._store, published=bool(newest))) is not None:
            self._differ("registry", meta.base, made)

    async def things(self) -> None:
        """Compare what is cached of things with what their newest descriptions say."""
        last = ""
        while found := await self._store.ask("things_after", after=last, limit=THINGS):
            for row in found:
                try:
                    thing = rows.thing(row)
                except ValueError as error:
                    self._differ("thing", row[0], f"it cannot be read: {error}")
                    continue
                for detail in self._things.compare(thing, self._unread):
                    self._differ("thing", thing.iri, detail)
            last = found[-1][0]
        if not self._unread:
            self.found += [
                Difference("thing", iri, "a document mentions it, and it is missing")
                for iri in self._things.rest()
            ]

    async def leftovers(self, most: int) -> None:
        """Look for what belongs to nothing, for words the text index is wrong about, for odd shapes."""
        for name, detail in await self._store.structure():
            self._differ("structure", name, detail)
        for what, name, detail in await self._store.ask("irregular", limit=most):
            self._differ(what, str(name), detail)
        for what, name, document in await self._store.ask("orphans", limit=most):
            self._differ(
                what, str(name), f"belongs to {document}, but that was never published or an end is missing"
            )
        for iri, indexed, wanted in await self._store.ask("stale_search", limit=most):
            where = iri or "thing_search"
            self._differ("index", where, f"the text index holds {indexed!r}, it should hold {wanted!r}")

        for iri, noted, wanted in await self._store.ask("stale_facts", limit=most):
            detail = f"what is noted of its facts is {noted!r}, its statements say {wanted!r}"
            self._differ("thing", iri or "classified", detail)

    def _differ(self, what: str, where: str, detail: str) -> None:
        self.found.append(Difference(what, where, detail))

    def _altered(self, envelopes: Sequence[Envelope], sums: dict[tuple[str, int], str]) -> list[Difference]:
        """Read each envelope again and take its digests again; where one is off, rows say nothing."""
        found = []
        for place, envelope in enumerate(envelopes, 1):
            where = f"version {envelope.version} of {envelope.document}"
            if envelope.version != place:
                found.append(
                    Difference("envelope", where, f"follows version {place - 1}; versions are missing")
                )
            if not rows.proves(sums[envelope.document, envelope.version], envelope):
                changed = "its bytes, or what is noted beside them, are not those that were published"
                found.append(Difference("envelope", where, changed))
                continue
            try:
                if not envelope.withdrawn and self._read(envelope).digest != envelope.digest:
                    found.append(
                        Difference("envelope", where, "its content has another digest than when published")
                    )
            except StoreError as error:
                found.append(Difference("envelope", where, error.detail))
        return found

    def _compare(
        self,
        documents: Sequence[str],
        envelopes: Mapping[str, Sequence[Envelope]],
        held: Iterable[Row],
        lifted: Iterable[Sequence[Any]],
        aliases: Iterable[AliasRow],
        resources: dict[str, str],
    ) -> None:
        pending = Pending(state_of(0, documents, (), (), (), ()))
        for document in documents:
            for envelope in envelopes[document]:
                addition = Addition(envelope, self._read(envelope).things)
                made = changes(
                    pending.state(envelope.n, [document]), [addition], lambda e: self._read(e).projection
                )
                pending.add(envelope.n, made)
                for thing in made.things:
                    self._things.note(envelope.n, envelope.ord, thing)
        wanted = [_ordered(row) for row in pending.opened]
        self.found += _rows(wanted, held)
        self.found += _beside(wanted, lifted)
        self.found += _listed("alias", map(_alias, pending.opened_aliases), map(_alias, aliases))
        described = [(iri, f"described by {document}") for iri, document in pending.resources.items()]
        self.found += _listed("resource", described, ((i, f"described by {d}") for i, d in resources.items()))


def _parts(envelopes: Mapping[str, Sequence[Envelope]]) -> Iterator[list[str]]:
    """Documents whose versions come to no more than BYTES together, or one that does by itself."""
    part: list[str] = []
    size = 0
    for document, held in envelopes.items():
        more = sum(len(envelope.body) for envelope in held)
        if part and size + more > BYTES:
            yield part
            part, size = [], 0
        part.append(document)
        size += more
    if part:
        yield part


def _rows(wanted: Iterable[Row], held: Iterable[Row]) -> Iterator[Difference]:
    """Compare rows by content and times."""
    expected = {(row.sid, row.recorded_from, row.valid_from): row for row in wanted}
    seen: Counter[tuple[str, int, str]] = Counter()
    for row in held:
        key = (row.sid, row.recorded_from, row.valid_from)
        seen[key] += 1
        right = expected.get(key)
        if right is None or seen[key] > 1:
            why = "it is there twice" if right else "no envelope says it"
            yield _difference(row, why)
            continue
        for field in fields(Row):
            is_, should = getattr(row, field.name), getattr(right, field.name)
            if is_ != should:
                detail = f"{field.name} is {_shown(is_)}, its envelope says {_shown(should)}"
                yield _difference(right, detail)
    for key in sorted(expected.keys() - seen.keys()):
        yield _difference(expected[key], "it is missing")


def _beside(wanted: Iterable[Row], lifted: Iterable[Sequence[Any]]) -> Iterator[Difference]:
    """Compare the kind and the lifted properties by which queries find statements."""
    expected = {(row.sid, row.recorded_from, row.valid_from): row for row in wanted}
    for sid, start, valid_from, kind, *values in lifted:
        row = expected.get((sid, start, valid_from))
        if row is None:
            continue
        if kind != row.kind:
            yield _difference(row, f"queries find it as a {kind}")
        should = rows.lifted(row.body)
        for name, value in zip(rows.LIFTED, values, strict=True):
            if value != should.get(name):
                detail = f"{name} is {_shown(value)} beside the body, which says {_shown(should.get(name))}"
                yield _difference(row, detail)


def _listed(
    what: str, wanted: Iterable[tuple[str, str]], held: Iterable[tuple[str, str]]
) -> Iterator[Difference]:
    expected, found = Counter(wanted), Counter(held)
    for name, detail in sorted((expected - found).elements()):
        yield Difference(what, name, f"{detail}: it is missing")
    for name, detail in sorted((found - expected).elements()):
        yield Difference(what, name, f"{detail}: no envelope says it")


def _ordered(row: Row) -> Row:
    return replace(row, links=tuple(sorted(row.links, key=lambda k: (k.role, k.ord, k.target))))


def _alias(row: AliasRow) -> tuple[str, str]:
    until = f"{row.recorded_from} to {row.recorded_to}"
    return row.alias.alias, f"({row.alias.scheme}) for {row.alias.thing} in {row.document}, recorded {until}"


def _difference(row: Row, detail: str) -> Difference:
    where = f"{row.kind} {row.key} (number {row.recorded_from}, from {row.valid_from}) of {row.document}"
    return Difference("edge" if row.is_edge else "statement", where, detail)


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 200 else f"{text[:200]}…"
