"""Writing through the port: every write query has its effect, and what fails leaves nothing."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson
import pytest
from contract import fill
from emptying import empty
from neo4j.exceptions import TransientError
from scripted import BASE, Scripted, edge, projection, said, t, thing

from credway.registry.errors import StoreError, StoreMismatch
from credway.registry.graph import Alias, Projection
from credway.registry.settings import read_settings
from credway.registry.store import neo4j, queries
from credway.registry.store.opening import open_store
from credway.registry.store.port import Changes, OpenRow, State, Store

FIRST = projection(
    "d",
    thing("a"),
    thing("b"),
    said("Award", "d", "k1", {"FROM": ["a", "b"]}),
    said("Award", "d", "k2", {"FROM": "c"}),
    edge("OWNED_BY", "d", "a", "c"),
    edge("OWNED_BY", "d", "b", "c"),
    Alias("one", "name", t("a")),
    Alias("two", "name", t("b")),
)
SECOND = Projection(t("d"))

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Effect:
    """How a write shows: a query, which of its rows are the ones that were written, and how many of these
    there are before anything is published, after the first step and after the second."""

    query: str
    parameters: Mapping[str, Any]
    written: Callable[[tuple[Any, ...]], bool]
    counts: tuple[int, int, int]


DOCUMENTS = {"documents": [t("d")]}
THINGS = {"after": "", "limit": 10}

EFFECTS: Mapping[str, Effect] = {
    "put_things": Effect("things_after", THINGS, lambda row: row[3] is not None, (0, 2, 2)),
    "mention_things": Effect("things_after", THINGS, lambda row: row[1] == "Resource", (0, 1, 1)),
    "put_envelopes": Effect("envelopes_after", {"n": 0, "ord": 0, "limit": 10}, lambda row: True, (0, 1, 2)),
    "put_resources": Effect("resources_of", DOCUMENTS, lambda row: True, (0, 2, 2)),
    "open_statements": Effect("statements_of", DOCUMENTS, lambda row: True, (0, 2, 2)),
    "open_links": Effect("statements_of", DOCUMENTS, lambda row: "FROM" in str(row[15]), (0, 2, 2)),
    "open_edges": Effect("edges_of", DOCUMENTS, lambda row: True, (0, 2, 2)),
    "open_aliases": Effect("aliases_of", DOCUMENTS, lambda row: True, (0, 2, 2)),
    "close_statements": Effect("statements_of", DOCUMENTS, lambda row: row[10] == 2, (0, 0, 2)),
    "close_edges": Effect("edges_of", DOCUMENTS, lambda row: row[9] == 2, (0, 0, 2)),
    "close_aliases": Effect("aliases_of", DOCUMENTS, lambda row: row[5] == 2, (0, 0, 2)),
    "state_facts": Effect("stale_facts", {"limit": 10}, lambda row: True, (0, 0, 0)),
    "take_number": Effect("meta", {}, lambda row: row[2] >= 1, (0, 1, 1)),
    "make_visible": Effect("meta", {}, lambda row: row[3] >= 1, (0, 1, 1)),
    "create_registry": Effect("meta", {}, lambda row: row[0] == BASE, (1, 1, 1)),
    "set_schema": Effect("meta", {}, lambda row: row[1] == 4, (1, 1, 1)),
    "set_projection": Effect("made_by", {}, lambda row: row[0] is not None, (0, 1, 1)),
    "drop_graph": Effect("things_after", THINGS, lambda row: True, (0, 3, 3)),
}
"""For each write query: how its rows are seen."""


def test_every_write_has_an_effect() -> None:
    """Each named query that writes is covered here."""
    assert set(EFFECTS) == set(queries.writes())


@pytest.mark.parametrize("name", sorted(EFFECTS))
async def test_effect(name: str, store: Store) -> None:
    """Before its step a write does not show; after it all its rows do, and on both stores alike."""
    effect = EFFECTS[name]
    publishing = Scripted(store)

    async def seen() -> int:
        return len([row for row in await store.ask(effect.query, **effect.parameters) if effect.written(row)])

    counts = [await seen()]
    for step in (FIRST, SECOND):
        await publishing.publish(step)
        counts.append(await seen())
    assert tuple(counts) == effect.counts
    if name == "drop_graph":
        await store.drop_graph()
        assert await seen() == 0


@pytest.mark.parametrize("name", sorted(queries.writes() - {"drop_graph"}))
def test_writes_take_the_same_values(name: str) -> None:
    """A pair of write queries uses the same values, but for internal numbers and what is lifted."""
    sql = set(re.findall(r":(\w+)", re.sub(r"'[^']*'", "", queries.text(name, "sql"))))
    cypher = set(re.findall(r"(?:row\.|\$)(\w+)", queries.text(name, "cypher"))) - {"rows"}
    own = {"statement_id", "target_id", "source_id", "types"}
    other = {"sid", "recorded_from", "valid_from", "source", "target", "thing", "lifted", "type_list"}
    assert sql - own <= cypher
    assert cypher - other <= sql


async def test_a_row_is_closed_once(store: Store) -> None:
    """Closing what is not open fails and leaves nothing."""
    publishing = Scripted(store)
    await publishing.publish(FIRST)
    ghost = OpenRow("s0", "0001-01-01", "9999-12-31", 1)

    def plan(state: State) -> Changes:
        return replace(Changes([replace(state.envelopes[t("d")][0], version=2, n=2)]), closed=[ghost])

    with pytest.raises(StoreError):
        await store.write([t("d")], [], plan)
    assert (await store.meta()).n == 1
    assert len(await store.ask("document_versions", ids=[t("d")], n=9)) == 1


async def test_a_subject_may_be_no_thing(store: Store) -> None:
    """A statement about what is no thing of the registry is closed as any other."""
    publishing = Scripted(store)
    await publishing.publish(projection("d", said("Claim", "d", "k", {"OF": "a"}, subject="nobody")))
    assert await publishing.publish(SECOND) == 2
    assert await store.ask("stale_facts", limit=10) == []


async def test_a_plan_that_raises_leaves_nothing(store: Store) -> None:
    """An error inside a plan comes out unchanged, takes no number and writes no row."""

    def plan(state: State) -> Changes:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await store.write([t("d")], [], plan)
    assert (await store.meta()).n == 0
    assert await Scripted(store).publish(FIRST) == 1


async def test_a_failure_while_sending_leaves_nothing(store: Store) -> None:
    """Where the rows cannot all be written, none is: two statements with one address."""
    publishing = Scripted(store)
    await publishing.publish(FIRST)
    before = await dump(store)

    def plan(state: State) -> Changes:
        [envelope] = state.envelopes[t("d")]
        twin = replace(envelope, version=2, n=state.n)
        return Changes([twin, replace(twin, ord=1)], things=[thing("new")])

    with pytest.raises(StoreError):
        await store.write([t("d")], [], plan)
    assert await dump(store) == before


async def test_a_plan_that_changes_nothing_takes_no_number(store: Store) -> None:
    """An empty change set returns the newest visible number."""
    publishing = Scripted(store)
    await publishing.publish(FIRST)
    assert await publishing.publish(FIRST) == 1
    assert await store.write([t("d")], [], lambda state: Changes()) == 1
    meta = await store.meta()
    assert (meta.n, meta.visible) == (1, 1)


async def test_a_plan_may_run_again(neo4j_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the server asks for another try, the plan is run anew and its rows are written once."""
    await empty(neo4j_url)
    store = open_store(neo4j_url, read_settings({}))
    send, tries = neo4j._send, []

    async def failing(*arguments: Any) -> None:
        await send(*arguments)
        tries.append(1)
        if len(tries) == 1:
            raise TransientError("try again")

    try:
        await store.open(BASE)
        monkeypatch.setattr(neo4j, "_send", failing)
        assert await Scripted(store).publish(FIRST) == 1
        assert len(tries) == 2
        assert len(await store.ask("statements_of", documents=[t("d")])) == 2
    finally:
        await store.close()


async def test_state_shows_what_is_open(store: Store) -> None:
    """A plan sees envelopes with their bodies, open rows, open aliases, owners and reference records."""
    publishing = Scripted(store)
    await publishing.publish(FIRST)
    reference = projection("e", thing("r", reference_only=True))
    await publishing.publish(reference)
    seen: list[State] = []

    def plan(state: State) -> Changes:
        seen.append(state)
        return Changes()

    await store.write([t("d"), t("none")], [t("a"), t("r"), t("c")], plan)
    [state] = seen
    assert state.n == 3
    assert [e.body for e in state.envelopes[t("d")]] == [b'{"0": "https://t.example/d"}']
    assert sorted(bool(row.is_edge) for row in state.rows[t("d")]) == [False, False, True, True]
    assert {row.source for row in state.rows[t("d")]} == {None, t("a"), t("b")}
    assert {a.alias.alias for a in state.aliases[t("d")]} == {"one", "two"}
    assert state.owners == {t("a"): t("d"), t("r"): t("e")}
    assert state.references == {t("r")}
    assert (state.envelopes[t("none")], state.rows[t("none")], state.aliases[t("none")]) in [
        ([], [], []),
        ((), (), ()),
    ]


async def test_a_label_that_was_not_known(store: Store) -> None:
    """A mention gives a label to a thing that had none, a description any, and no mention takes one away."""
    publishing = Scripted(store)

    async def label() -> tuple[Any, ...]:
        return (await store.ask("things_after", after="", limit=1))[0][1:5:2]

    steps = [
        (thing("a", "Resource", own=False), ("Resource", None)),
        (thing("a", "Organization", own=False), ("Organization", None)),
        (thing("a", "Credential", own=False), ("Organization", None)),
        (thing("a", "Credential", name="a"), ("Credential", "a")),
        (thing("a", "Resource", own=False), ("Credential", "a")),
    ]
    for number, (found, expected) in enumerate(steps):
        await publishing.publish(projection(f"d{number}", found))
        assert await label() == expected


async def test_things_are_found_by_what_they_are_called_now(store: Store) -> None:
    """After a correction the text index finds the new name and not the old one."""
    publishing = Scripted(store)
    await publishing.publish(projection("d", thing("a", search="welding")))
    await publishing.publish(projection("d", thing("a", search="nursing")))
    assert await store.ask("stale_search", limit=9) == []
    text = (
        "SELECT rowid FROM thing_search WHERE thing_search MATCH :word"
        if store.dialect() == "sql"
        else "CALL db.index.fulltext.queryNodes('thing_search', $word) YIELD node RETURN node.iri"
    )
    assert len(await store.ask_text("", text, {"word": "nursing"})) == 1
    assert await store.ask_text("", text, {"word": "welding"}) == []


async def test_envelopes_come_in_order(store: Store) -> None:
    """Envelopes are streamed in the order of number and place, in batches of any size, from any number."""
    publishing = Scripted(store)
    for _ in range(3):
        await publishing.publish(
            *(projection(f"d{place}", said("Award", f"d{place}", str(_), {"OF": "a"})) for place in range(3))
        )
    whole = [(n, place) for n in (1, 2, 3) for place in range(3)]
    for batch in (1, 2, 9):
        found = [(e.n, e.ord) async for part in store.envelopes(batch=batch) for e in part]
        assert found == whole
    assert [(e.n, e.ord) async for part in store.envelopes(after=2) for e in part] == whole[6:]
    bodies = [e.body async for part in store.envelopes() for e in part]
    assert all(isinstance(body, bytes) and orjson.loads(body) for body in bodies)


async def test_replay_gives_the_same_rows(pair: tuple[Store, Store]) -> None:
    """Many numbers replayed in one transaction give the rows that one write for each gave."""
    first, second = pair
    await fill(first)
    recorded: list[tuple[Sequence[str], int, Changes]] = []

    class Recording:
        """Writes to the first store and keeps what was planned."""

        def __init__(self, store: Store) -> None:
            self.store = store

        async def write(self, documents: Sequence[str], resources: Sequence[str], plan: Any) -> int:
            def kept(state: State) -> Changes:
                changed: Changes = plan(state)
                recorded.append((documents, state.n, changed))
                return changed

            return await self.store.write(documents, resources, kept)

    await first.drop_graph()
    other = open_store("sqlite:///:memory:", read_settings({}))
    try:
        await other.open(BASE)
        await fill(Recording(other))
        steps = [(documents, (), n, lambda state, c=changed: c) for documents, n, changed in recorded]
        assert await second.replay(steps) == 6
        assert await dump(second) == await dump(other)
        meta = await second.meta()
        assert (meta.n, meta.visible) == (6, 6)
        with pytest.raises(StoreError, match="numbers must grow"):
            await second.replay(steps[-1:])
        assert await second.replay([]) == 6
    finally:
        await other.close()


async def test_drop_graph_keeps_envelopes(store: Store) -> None:
    """Dropping the graph leaves envelopes and the registry's facts, and nothing else."""
    n = await fill(store)
    await store.drop_graph()
    assert [row async for part in store.rows() for row in part] == []
    assert await store.ask("things_after", after="", limit=9) == []
    assert await store.ask("envelopes_count", n=0) == [(8,)]
    meta = await store.meta()
    assert (meta.base, meta.n, meta.visible) == (BASE, n, n)
    assert await store.ask("stale_search", limit=9) == []


async def test_a_registry_keeps_its_base(url: str) -> None:
    """A registry is created once, opens without a base or with its own, and refuses another."""
    settings = read_settings({})
    store = open_store(url, settings)
    try:
        with pytest.raises(StoreMismatch, match="no base IRI"):
            await store.open()
        assert (await store.open(BASE)).base == BASE
        assert (await store.open()).base == BASE
        await Scripted(store).publish(FIRST)
    finally:
        await store.close()
    again = open_store(url, settings)
    try:
        assert (await again.open(BASE)).n == 1
        with pytest.raises(StoreMismatch, match=r"holds the registry https://t\.example/, not https://u"):
            await again.open("https://u.example/")
    finally:
        await again.close()


async def dump(store: Store) -> list[str]:
    """Everything a store holds, in one order."""
    everything: list[Any] = [row async for part in store.rows() for row in part]
    everything += [envelope async for part in store.envelopes() for envelope in part]
    documents = [row[0] for row in await store.ask("documents_after", after="", limit=100)]
    for query in ("aliases_of", "resources_of"):
        everything += await store.ask(query, documents=documents)
    for row in await store.ask("things_after", after="", limit=1000):
        types = orjson.loads(row[2]) if isinstance(row[2], str) else row[2]
        everything.append((*row[:2], types, *row[3:5], bool(row[5]), *row[6:]))
    return sorted(map(repr, everything))
