"""What holds of the credit of plans in every registry: they promise nothing that would not be given."""

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from drawing import COLLEGES, CREDENTIALS, drawn, registry_of
from hypothesis import given, settings
from hypothesis import strategies as st
from making import iri

from credway.registry.answers.asker import Asker
from credway.registry.answers.credit.answer import credit
from credway.registry.answers.credit.awards import Award, AwardKind
from credway.registry.answers.holding import Held
from credway.registry.answers.pathways.answer import pathways
from credway.registry.answers.places import Place
from credway.registry.answers.resolve import Ref

SEEDS = st.integers(0, 1_000_000)
PLACES = [Place(state="OH"), Place(institution=iri(COLLEGES[0]))]
DAY = "2026-05-15"
Key = tuple[str | None, str | None, str | None]


def binds(award: Award) -> bool:
    """Whether an award is more than advice."""
    return award.kind is not AwardKind.RECOMMENDATION


def holding(random: Random, paths: Sequence[str]) -> list[Held]:
    """What somebody holds of some credentials, with facts or without."""
    return [
        Held(
            Ref(id=iri(path)),
            earned_on=random.choice([None, "2016-05-01", "2025-05-01"]),
            current=random.choice([None, True]),
            score=random.choice([None, "40", "60"]),
        )
        for path in paths
    ]


@given(seed=SEEDS, held=SEEDS)
@settings(max_examples=60)
async def test_no_step_promises_an_award_that_credit_does_not_give(seed: int, held: int) -> None:
    """What a step earns for certain is given for certain to who obtains it that day, and no sum is more."""
    documents, random = drawn(seed), Random(held)
    registry = await registry_of(documents)
    target, *others = random.sample(CREDENTIALS, 1 + random.randint(0, 3))
    items, asker = holding(random, others), Asker(degree_seeking=random.choice([None, True, False]))
    try:
        for place in PLACES:
            frame = await registry.ask(DAY)
            plans = (await pathways(frame, items, Ref(id=iri(target)), asker=asker, place=place)).plans
            then = [*items, Held(Ref(id=iri(target)), earned_on=DAY)]
            answer = await credit(await registry.ask(DAY), then, place, asker)
            lost = [r.award.id for r in answer.not_awarded if r.reason.name.endswith("COUNTED")]
            certain = {f.award.id for f in answer.awards if f.certain}
            given_ = {f.award.id for f in answer.awards} | set(lost)
            credited = [each for plan in plans for step in plan.steps for each in step.credit]
            for earned in credited:
                assert earned.award is not None
                assert earned.award.id in given_
                if earned.certain:
                    assert earned.award.id in certain | set(lost)
            if "twin" not in documents:
                found = {f.award.id for f in answer.awards if binds(f.award) and iri(target) in f.award.held}
                assert found <= {each.award.id for each in credited if each.award}
            totals: dict[Key, Decimal] = {}
            for total in answer.totals:
                key = (total.unit, total.level, total.awarded_by)
                totals[key] = totals.get(key, Decimal(0)) + Decimal(total.certain)
            for promised in (each for plan in plans for each in plan.totals.credit):
                key = (promised.unit, promised.level, promised.awarded_by)
                assert Decimal(promised.low) <= totals.get(key, Decimal(0))
                assert promised.high is None or Decimal(promised.low) <= Decimal(promised.high)
    finally:
        await registry.store.close()
