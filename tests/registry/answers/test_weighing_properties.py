"""What holds of every registry: silence is no denial, order says nothing, the past stays as it was."""

from random import Random

import pytest
from attesting import answers, drawn, publish_all, registry_of, verdicts, with_paths
from emptying import empty
from hypothesis import given, settings
from hypothesis import strategies as st
from making import BASE

from credway.registry.settings import read_settings
from credway.registry.store.opening import open_store

SEEDS = st.integers(0, 10_000)
OPEN = frozenset({"UNKNOWN"})
CLOSED = frozenset({"NO", "GAP"})


@given(seed=SEEDS, less=st.floats(0.2, 0.9))
@settings(max_examples=20)
async def test_unknown_never_turns_into_no_by_removing_statements(seed: int, less: float) -> None:
    """Whatever is UNKNOWN with some statements is not NO, and no gap, with fewer of them."""
    nodes = drawn(seed)
    random = Random(seed + 1)
    fewer = [node for node in nodes if random.random() < less]
    before = verdicts(await answers(await registry_of(nodes)))
    after = verdicts(await answers(await registry_of(fewer)))
    turned = {path for path, held in after.items() if held in CLOSED and before.get(path, "UNKNOWN") in OPEN}
    assert {path for path in turned if path in before} == set()
    assert before


@given(seed=SEEDS, shuffle=SEEDS)
@settings(max_examples=8)
async def test_the_order_of_publishing_changes_nothing(seed: int, shuffle: int) -> None:
    """The same statements in another order give the same answers, but for the numbers of their publishing."""
    nodes = drawn(seed)
    other = list(nodes)
    Random(shuffle).shuffle(other)
    first, second = [await answers(await registry_of(each)) for each in (nodes, other)]
    assert first == second


@given(seed=SEEDS)
@settings(max_examples=8)
async def test_an_answer_repeated_at_its_own_moment_is_the_same(seed: int) -> None:
    """Asked again with its own two times after later publishes, an answer is the same to the letter."""
    nodes = drawn(seed, 0.6)
    registry = await registry_of(nodes[::2])
    frame = await registry.ask()
    before = await answers(registry)
    await publish_all(registry, with_paths(nodes[1::2]))
    assert await answers(registry, frame.as_of, frame.known_at) == before


@pytest.mark.neo4j
async def test_both_stores_agree(neo4j_url: str) -> None:
    """The same random registry gives the same answers on the embedded store and on Neo4j."""
    await empty(neo4j_url)
    server = open_store(neo4j_url, read_settings({}))
    await server.open(BASE)
    nodes = drawn(1, 0.5)
    try:
        found = await answers(await registry_of(nodes, server))
    finally:
        await server.close()
    assert found == await answers(await registry_of(nodes))
