"""What holds of pathways in every registry: stores and order say nothing, no plan is lost or missed."""

from collections.abc import Sequence
from random import Random
from typing import Any

import pytest
from drawing import add, registry_of
from drawing_pathways import MOST, NAMES, PARTS, TARGET, WAYS, Drawn, Question, drawn_holding, drawn_pathways
from emptying import empty
from hypothesis import example, given, settings
from hypothesis import strategies as st
from making import iri

from credway.registry.answers import plain
from credway.registry.answers.holding import Held
from credway.registry.answers.model import Verdict
from credway.registry.answers.pathways.answer import PathwayAnswer, pathways
from credway.registry.answers.pathways.plans import PlanRelation
from credway.registry.answers.resolve import Ref
from credway.registry.registry import Registry
from credway.registry.settings import read_settings
from credway.registry.store.opening import open_store

SEEDS = st.integers(0, 1_000_000)
FOLLOWED = st.sampled_from([WAYS[:1], WAYS[:2], WAYS])


async def ask(
    registry: Registry,
    drawn: Drawn,
    held: Sequence[str],
    ways: Sequence[str] = WAYS[:1],
    first: int = 3,
    **times: Any,
) -> PathwayAnswer:
    """Ask for plans to the target of a random registry."""
    return await pathways(
        await registry.ask(**times),
        [Held(Ref(id=iri(drawn.path(name)))) for name in held],
        Ref(id=iri(drawn.path(TARGET))),
        include=[PlanRelation(way) for way in ways],
        first=first,
    )


def sets(answer: PathwayAnswer, drawn: Drawn) -> list[frozenset[str]]:
    """The names of the steps of each plan."""
    return [frozenset(drawn.name(step.obtains) for step in plan.steps) for plan in answer.plans]


def shown(answer: PathwayAnswer) -> list[Any]:
    """All that an answer says, without the ids of statements."""
    return [
        answer.reachable.verdict,
        [missing.what for missing in answer.reachable.missing],
        answer.cut,
        [
            (
                [(s.obtains, s.after, s.relation, s.required, s.alternatives) for s in plan.steps],
                [(c.asked, c.by, c.held, c.equivalent is None, c.attested is None) for c in plan.counted],
                [(c.condition, c.state) for c in plan.conditions],
                plan.totals,
            )
            for plan in answer.plans
        ],
    ]


# An equivalent that is asked for anyway counts (411); an attester may ask for a competency itself (186, 273).
@example(seed=411, ways=WAYS[:1])
@example(seed=186, ways=WAYS[:1])
@example(seed=273, ways=WAYS)
@given(seed=SEEDS, ways=FOLLOWED)
@settings(max_examples=50)
async def test_the_plans_found_are_never_worse_than_brute_force(seed: int, ways: Sequence[str]) -> None:
    """The three best plans work in the registry as drawn, and no other sets of steps are smaller."""
    drawn, held = drawn_pathways(seed), drawn_holding(seed + 1)
    registry = await registry_of(drawn.documents())
    try:
        answer = await ask(registry, drawn, held, ways)
        found, question = sets(answer, drawn), Question(drawn, held, ways)
        assert answer.cut is None or answer.cut.limit == "max_steps"
        assert all(map(question.works, found))
        assert [len(things) for things in found] == sorted(map(len, question.every_minimal()))[:3]
        assert all(len(things) <= MOST for things in found)
    finally:
        await registry.store.close()


@given(seed=SEEDS, more=st.sampled_from([*NAMES, *PARTS]), ways=FOLLOWED)
@settings(max_examples=50)
async def test_another_held_credential_never_loses_a_plan(seed: int, more: str, ways: Sequence[str]) -> None:
    """With more held what was reachable stays so, and the cheapest plan is no longer."""
    drawn, held = drawn_pathways(seed), drawn_holding(seed + 1)
    registry = await registry_of(drawn.documents())
    try:
        less = await ask(registry, drawn, held, ways)
        most = await ask(registry, drawn, [*held, more], ways)
        if less.reachable.verdict is Verdict.YES:
            assert most.reachable.verdict is Verdict.YES
        if less.plans:
            assert most.plans
            assert len(most.plans[0].steps) <= len(less.plans[0].steps)
    finally:
        await registry.store.close()


@given(seed=SEEDS, shuffle=SEEDS, ways=FOLLOWED)
@settings(max_examples=40)
async def test_order_changes_nothing(seed: int, shuffle: int, ways: Sequence[str]) -> None:
    """Neither the order of what is held, of conditions nor of publishing is seen in the answer."""
    drawn, held, random = drawn_pathways(seed), drawn_holding(seed + 1), Random(shuffle)
    documents = drawn.shuffled(random).documents()
    names = random.sample(sorted(documents), len(documents))
    registries = [await registry_of(drawn.documents()), await registry_of({n: documents[n] for n in names})]
    try:
        first = await ask(registries[0], drawn, held, ways)
        second = await ask(registries[1], drawn, random.sample(held, len(held)), ways[::-1])
        assert shown(first) == shown(second)
    finally:
        for registry in registries:
            await registry.store.close()


@given(seed=SEEDS, later=SEEDS, ways=FOLLOWED)
@settings(max_examples=30)
async def test_an_answer_repeated_at_its_own_moment_is_the_same(
    seed: int, later: int, ways: Sequence[str]
) -> None:
    """With its own `asOf` and `knownAt` an answer stays, whatever is published afterwards."""
    drawn, held = drawn_pathways(seed), drawn_holding(seed + 1)
    registry = await registry_of(drawn.documents())
    try:
        first = await ask(registry, drawn, held, ways)
        await add(registry, drawn_pathways(later).documents())
        times: dict[str, Any] = {"as_of": first.as_of, "known_at": first.known_at}
        again = await ask(registry, drawn, held, ways, **times)
        assert plain.pathway(again) == plain.pathway(first)
    finally:
        await registry.store.close()


@pytest.mark.neo4j
async def test_both_stores_agree(neo4j_url: str) -> None:
    """Twelve random registries side by side give the same JSON on the embedded store and on Neo4j."""
    await empty(neo4j_url)
    many = [(drawn_pathways(seed, f"n{seed}-"), drawn_holding(seed + 1)) for seed in range(12)]
    documents = {path: nodes for drawn, _ in many for path, nodes in drawn.documents().items()}
    other = open_store(neo4j_url, read_settings({}))
    registries = [await registry_of(documents), await registry_of(documents, other)]
    try:
        for drawn, held in many:
            for ways in (WAYS[:1], WAYS):
                first, second = [
                    plain.pathway(await ask(registry, drawn, held, ways)) for registry in registries
                ]
                assert first == second
        assert {r.store.url for r in registries} != {registries[0].store.url}
    finally:
        for registry in registries:
            await registry.store.close()
