"""What holds of credit in every registry: more is never less, order says nothing, units never mix."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations
from random import Random
from typing import Any

import pytest
from drawing import COLLEGES, CREDENTIALS, add, drawn, registry_of
from emptying import empty
from hypothesis import given, settings
from hypothesis import strategies as st
from making import iri

from credway.registry.answers.asker import Asker
from credway.registry.answers.credit.answer import CreditAnswer, credit
from credway.registry.answers.credit.findings import RefusalReason
from credway.registry.answers.credit.packing import Item, Packing, pack
from credway.registry.answers.holding import Held
from credway.registry.answers.model import Verdict
from credway.registry.answers.places import Place
from credway.registry.answers.resolve import Ref
from credway.registry.registry import Registry
from credway.registry.settings import read_settings
from credway.registry.store.opening import open_store

SEEDS = st.integers(0, 1_000_000)
PLACES = [Place(state="OH"), Place(institution=iri(COLLEGES[0]))]
Key = tuple[Any, ...]


def holding(seed: int) -> list[Held]:
    """What somebody holds, some of it twice, some facts given and some not."""
    random = Random(seed)
    return [
        Held(
            Ref(id=iri(random.choice(CREDENTIALS))),
            earned_on=random.choice([None, "2016-05-01", "2025-05-01"]),
            current=random.choice([None, True, False]),
            score=random.choice([None, "40", "60"]),
        )
        for _ in range(random.randint(1, 4))
    ]


async def ask(registry: Registry, held: Sequence[Held], place: Place, **times: Any) -> CreditAnswer:
    """Ask what is earned by somebody who seeks a degree."""
    return await credit(await registry.ask(**times), held, place, Asker(degree_seeking=True))


def sums(answer: CreditAnswer) -> dict[Key, tuple[Decimal, Decimal]]:
    """Certain and possible of each total by unit, level, kind and awarding body."""
    return {
        (t.unit, t.level, t.kind, t.awarded_by): (Decimal(t.certain), Decimal(t.possible_at_least))
        for t in answer.totals
    }


def shown(answer: CreditAnswer) -> list[Any]:
    """An answer without the number of the registry."""
    return [
        [(f.award.id.split()[0], f.verdict, [c.state for c in f.conditions]) for f in answer.awards],
        sorted((r.award.statement.key, r.reason, r.finding.verdict) for r in answer.not_awarded),
        sorted(f.award.statement.key for f in answer.elsewhere),
        sums(answer),
        [missing.what for missing in answer.unknown],
    ]


@given(seed=SEEDS, more=SEEDS)
@settings(max_examples=60)
async def test_another_held_credential_never_lowers_a_total(seed: int, more: int) -> None:
    """Whatever else is held, no certain total by unit, level, kind and body falls."""
    registry = await registry_of(drawn(seed))
    try:
        held, other = holding(seed), holding(more)
        for place in PLACES:
            less, most = [sums(await ask(registry, each, place)) for each in (held, [*held, *other])]
            for key, (certain, possible) in less.items():
                grown = most.get(key, (Decimal(0), Decimal(0)))
                assert grown[0] >= certain, key
                assert grown[1] >= possible, key
    finally:
        await registry.store.close()


@given(seed=SEEDS, shuffle=SEEDS)
@settings(max_examples=25)
async def test_order_changes_nothing(seed: int, shuffle: int) -> None:
    """Neither the order of what is held nor that of publishing is seen in the answer."""
    documents, held = drawn(seed), holding(seed + 1)
    random = Random(shuffle)
    names = random.sample(sorted(documents), len(documents))
    mixed = random.sample(held, len(held))
    registries = [await registry_of(documents), await registry_of({name: documents[name] for name in names})]
    try:
        for place in PLACES:
            first = shown(await ask(registries[0], held, place))
            second = shown(await ask(registries[1], mixed, place))
            first[-1], second[-1] = sorted(first[-1]), sorted(second[-1])
            assert first == second
    finally:
        for registry in registries:
            await registry.store.close()


@given(seed=SEEDS)
@settings(max_examples=40)
async def test_units_never_mix_and_sets_are_whole(seed: int) -> None:
    """A total has awards of its own unit, level, kind and body; an award has its whole set held."""
    registry = await registry_of(drawn(seed))
    try:
        held = holding(seed + 1)
        for place in PLACES:
            answer = await ask(registry, held, place)
            offered = [*(f.award for f in answer.awards), *(r.award for r in answer.not_awarded)]
            by_id = {each.statement.id: each for each in offered}
            for total in answer.totals:
                for sid in total.awards:
                    found = by_id[sid]
                    assert (found.kind, found.awarded_by) == (total.kind, total.awarded_by)
                    stated = {(a.get("unit"), a.get("level")) for a in found.amounts}
                    assert (total.unit, total.level) in stated or not found.amounts
                assert Decimal(total.certain) <= Decimal(total.possible_at_least)
            owned = {item.ref.id for item in held}
            for finding in answer.awards:
                stood_for = {each.iri for each in finding.through}
                assert set(finding.award.held) <= owned | stood_for
                assert {each.of for each in finding.through} <= owned
            for refusal in answer.not_awarded:
                if refusal.reason is RefusalReason.SET_INCOMPLETE:
                    assert not set(refusal.award.held) <= owned
    finally:
        await registry.store.close()


@given(seed=SEEDS, less=st.floats(0.2, 0.9))
@settings(max_examples=25)
async def test_unknown_never_turns_into_no_by_removing_statements(seed: int, less: float) -> None:
    """What is UNKNOWN with some awards and equivalents published is not NO with fewer of them.

    Where an equivalent goes, so does the way through it: what is left of the award is judged by the
    credential that it names, whose own condition may be unmet.
    """
    documents, held, random = drawn(seed), holding(seed + 1), Random(seed)
    fewer = {name: nodes for name, nodes in documents.items() if name == "people" or random.random() < less}
    registries = [await registry_of(each) for each in (documents, fewer)]
    try:
        for place in PLACES:
            before, after = [await ask(registry, held, place) for registry in registries]
            known = [f for f in before.awards if f.verdict is Verdict.UNKNOWN]
            unknown = {f.award.statement.key for f in known if "twin" in fewer or not f.through}
            unknown |= {
                r.award.statement.key for r in before.not_awarded if r.finding.verdict is Verdict.UNKNOWN
            }
            denied = {r.award.statement.key for r in after.not_awarded if r.finding.verdict is Verdict.NO}
            assert not unknown & denied
    finally:
        for registry in registries:
            await registry.store.close()


@given(seed=SEEDS, later=SEEDS)
@settings(max_examples=20)
async def test_an_answer_repeated_at_its_own_moment_is_the_same(seed: int, later: int) -> None:
    """With its own `asOf` and `knownAt` an answer stays, whatever is published afterwards."""
    registry = await registry_of(drawn(seed))
    try:
        held = holding(seed + 1)
        first = await ask(registry, held, PLACES[0])
        await add(registry, {name: nodes for name, nodes in drawn(later).items() if name != "people"})
        again = await ask(registry, held, PLACES[0], as_of=first.as_of, known_at=first.known_at)
        assert shown(again) == shown(first)
        assert (again.as_of, again.known_at) == (first.as_of, first.known_at)
    finally:
        await registry.store.close()


@pytest.mark.neo4j
async def test_both_stores_agree(neo4j_url: str) -> None:
    """Six random registries give the same answers on the embedded store and on Neo4j."""
    for seed in range(6):
        await empty(neo4j_url)
        documents, held = drawn(seed), holding(seed + 1)
        other = open_store(neo4j_url, read_settings({}))
        registries = [await registry_of(documents), await registry_of(documents, other)]
        try:
            for place in PLACES:
                first, second = [await ask(registry, held, place) for registry in registries]
                assert shown(first) == shown(second)
                assert {r.store.url for r in registries} != {registries[0].store.url}
        finally:
            for registry in registries:
                await registry.store.close()


ITEMS = st.lists(
    st.builds(
        lambda owner, targets, weight: Item(str(owner), frozenset(map(str, targets)), Decimal(weight)),
        st.integers(0, 99),
        st.sets(st.integers(0, 5), min_size=1, max_size=3),
        st.integers(0, 6),
    ),
    max_size=8,
    unique_by=lambda item: item.owner,
)


@given(items=ITEMS)
def test_the_largest_sum_is_never_worse_than_brute_force(items: list[Item]) -> None:
    """Of all choices in which no target is taken twice, none adds up to more than the one that is found."""
    best = Decimal(0)
    for size in range(len(items) + 1):
        for chosen in combinations(items, size):
            taken = [target for item in chosen for target in item.targets]
            if len(taken) == len(set(taken)):
                best = max(best, sum((item.weight for item in chosen), Decimal(0)))
    found = pack(items, 20_000)
    assert (found.weight, found.exact) == (best, True)
    used = [item for item in items if item.owner in found.owners]
    assert sum((item.weight for item in used), Decimal(0)) == best
    few = pack(items, 1)
    assert few.weight <= best
    assert few.exact or few.weight == sum(
        (item.weight for item in items if item.owner in few.owners), Decimal(0)
    )


def test_many_groups_share_one_limit() -> None:
    """However many groups of awards overlap, no more states than the limit are looked at for a sum."""
    pairs = [
        Item(f"{n}-{i}", frozenset((f"{n}-x", f"{n}-{i}")), Decimal(i)) for n in range(40) for i in (1, 2)
    ]
    alone = [Item(f"alone-{n}", frozenset((f"alone-{n}",)), Decimal(1)) for n in range(40)]
    whole, few = pack([*pairs, *alone], 20_000), pack([*pairs, *alone], 100)
    assert (whole.weight, whole.exact) == (Decimal(120), True)
    assert (few.weight, few.exact) == (Decimal(120), False)
    assert pack(alone, 0) == Packing(Decimal(40), frozenset(item.owner for item in alone), True)
