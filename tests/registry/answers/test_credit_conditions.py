"""Conditions of an award, judged for who asks, worked out by hand, on both stores."""

from typing import Any

from crediting import COLLEGE, OHIO, ask, given, sums
from making import Node, award, hours, iri, profile, publish

from credway.registry.answers.asker import Asker
from credway.registry.answers.credit.answer import credit
from credway.registry.answers.credit.findings import AwardFinding, Refusal, RefusalReason
from credway.registry.answers.holding import Held
from credway.registry.answers.model import ConditionState, Verdict
from credway.registry.answers.resolve import Ref
from credway.registry.registry import Registry


async def test_conditions_are_met_unmet_or_unknown(registry: Registry) -> None:
    """An award that asks for a current certificate is YES, refused or UNKNOWN as the asker says."""
    await given(registry)
    terms = {
        "ceterms:requires": [
            profile(extra={"credway:mustBeCurrent": True, "ceterms:description": {"en": "must be current"}})
        ]
    }
    await publish(
        registry,
        "awards",
        award("awards/1", held=["credentials/a"], by=COLLEGE, amounts=[hours("3")], extra=terms),
    )
    assert [a.verdict for a in (await ask(registry, "credentials/a", current=True)).awards] == [Verdict.YES]
    unknown = await ask(registry, "credentials/a")
    assert [a.verdict for a in unknown.awards] == [Verdict.UNKNOWN]
    assert unknown.awards[0].conditions[0].state is ConditionState.UNKNOWN
    assert sums(unknown) == [("creditUnit:SemesterHour", "0", "3")]
    lapsed = await ask(registry, "credentials/a", current=False)
    assert [r.reason for r in lapsed.not_awarded] == [RefusalReason.CONDITION_UNMET]


async def test_earned_within_two_years_of_the_request(registry: Registry) -> None:
    """A certificate of less than two years counts on the day of the request, an older one does not."""
    await given(registry)
    terms = {
        "ceterms:requires": [
            profile(extra={"credway:earnedWithin": "P2Y", "ceterms:description": {"en": "within two years"}})
        ]
    }
    await publish(
        registry,
        "awards",
        award("awards/1", held=["credentials/a"], by=COLLEGE, amounts=[hours("3")], extra=terms),
        effective_from="2020-01-01",
    )
    young = await ask(registry, "credentials/a", earned_on="2024-11-24", as_of="2026-11-24")
    assert [a.verdict for a in young.awards] == [Verdict.YES]
    old = await ask(registry, "credentials/a", earned_on="2024-11-23", as_of="2026-11-24")
    assert [r.reason for r in old.not_awarded] == [RefusalReason.CONDITION_UNMET]


async def test_an_amendment_does_not_begin_the_term_anew(registry: Registry) -> None:
    """Who earned it within the stated term has the amended amount, and who earned it before has nothing."""
    await given(registry)
    terms = {"ceterms:startDate": "2025-01-01", "ceterms:endDate": "2027-12-31"}
    for amount, day in (("3", "2026-01-15"), ("4", "2026-12-01")):
        node = award("awards/1", held=["credentials/a"], by=COLLEGE, amounts=[hours(amount)], extra=terms)
        await publish(registry, "awards", node, effective_from=day)
    for as_of, certain in (("2026-11-30", "3"), ("2026-12-01", "4")):
        answer = await ask(registry, "credentials/a", earned_on="2025-06-01", as_of=as_of)
        assert sums(answer) == [("creditUnit:SemesterHour", certain, certain)]
        [condition] = answer.awards[0].conditions
        assert (condition.required, condition.state) == ("2025-01-01/2027-12-31", ConditionState.MET)
    early = await ask(registry, "credentials/a", earned_on="2024-12-31", as_of="2026-12-01")
    assert [r.reason for r in early.not_awarded] == [RefusalReason.CONDITION_UNMET]


async def test_the_same_credential_held_twice_counts_by_the_better_one(registry: Registry) -> None:
    """An old certificate does not spoil the award that a new one of the same kind earns."""
    await given(registry)
    terms = {"ceterms:requires": [profile(extra={"credway:earnedWithin": "P2Y"})]}
    await publish(
        registry,
        "awards",
        award("awards/1", held=["credentials/a"], by=COLLEGE, amounts=[hours("3")], extra=terms),
        effective_from="2015-01-01",
    )
    frame = await registry.ask("2026-11-24")
    ref = Ref(id=iri("credentials/a"))
    held = [Held(ref, earned_on="2016-01-01"), Held(ref, earned_on="2026-01-01")]
    assert sums(await credit(frame, held, OHIO, Asker())) == [("creditUnit:SemesterHour", "3", "3")]


async def test_scores_evidence_and_alternatives(registry: Registry) -> None:
    """A score is compared, a grade in letters only matched, evidence asked for, one alternative is enough."""
    await given(registry)
    asked: dict[str, dict[str, Any]] = {
        "score": {"credway:minimumScore": "50"},
        "grade": {"credway:minimumScore": "B"},
        "evidence": {"credway:evidence": "the certificate"},
        "either": {
            "credway:mustBeCurrent": True,
            "ceterms:alternativeCondition": [profile(extra={"credway:minimumScore": "70"})],
        },
    }
    for name, terms in asked.items():
        extra = {"ceterms:requires": [profile(extra=terms)]}
        node = award(f"awards/{name}", held=["credentials/a"], by=COLLEGE, amounts=[hours("1")], extra=extra)
        await publish(registry, f"doc-{name}", node)

    async def states(**facts: Any) -> dict[str, str]:
        answer = await ask(registry, "credentials/a", **facts)
        shown: list[AwardFinding | Refusal] = [*answer.awards, *answer.not_awarded]
        return {f.award.statement.key.rsplit("/", 1)[-1]: f.conditions[0].state.value for f in shown}

    unknown = dict.fromkeys(asked, "UNKNOWN")
    assert await states() == unknown
    assert await states(score="60") == unknown | {"score": "MET"}
    assert await states(score="49.5", evidence=False) == unknown | {"score": "UNMET", "evidence": "UNMET"}
    assert await states(score="b", evidence=True) == unknown | {"grade": "MET", "evidence": "MET"}
    assert await states(score="70", current=False) == unknown | {"score": "MET", "either": "MET"}
    assert await states(score="60", current=False) == unknown | {"score": "MET", "either": "UNMET"}


async def test_a_window_among_alternatives_is_one_of_the_agreements_own(registry: Registry) -> None:
    """Who is within it needs no day in the term; who takes the alternative without a window does."""
    await given(registry)
    either = {
        "credway:earnedWithin": "P2Y",
        "ceterms:alternativeCondition": [profile(extra={"credway:minimumScore": "70"})],
    }
    terms = {"ceterms:startDate": "2026-01-01", "ceterms:requires": [profile(extra=either)]}
    node = award("awards/1", held=["credentials/a"], by=COLLEGE, amounts=[hours("3")], extra=terms)
    await publish(registry, "awards", node)

    async def verdict(earned_on: str, score: str | None = None) -> Verdict | RefusalReason:
        answer = await ask(registry, "credentials/a", earned_on=earned_on, score=score, as_of="2026-11-24")
        return answer.awards[0].verdict if answer.awards else answer.not_awarded[0].reason

    assert await verdict("2025-06-01") is Verdict.YES
    assert await verdict("2024-01-01") is RefusalReason.CONDITION_UNMET
    assert await verdict("2024-01-01", score="80") is RefusalReason.CONDITION_UNMET
    assert await verdict("2026-02-01", score="80") is Verdict.YES


async def test_windows_of_all_alternatives_take_the_place_of_the_term(registry: Registry) -> None:
    """Where each alternative has a window, a day before the term is judged by the windows alone."""
    await given(registry)
    inner = profile(extra={"credway:earnedWithin": "P3Y", "credway:minimumScore": "70"})
    either = {"credway:earnedWithin": "P1Y", "ceterms:alternativeCondition": [inner]}
    terms = {"ceterms:startDate": "2026-01-01", "ceterms:requires": [profile(extra=either)]}
    node = award("awards/1", held=["credentials/a"], by=COLLEGE, amounts=[hours("3")], extra=terms)
    await publish(registry, "awards", node)

    async def found(**facts: Any) -> list[Verdict]:
        return [a.verdict for a in (await ask(registry, "credentials/a", as_of="2026-11-24", **facts)).awards]

    assert await found(earned_on="2024-06-01", score="80") == [Verdict.YES]
    assert await found(earned_on="2024-06-01", score="60") == []
    assert await found(earned_on="2025-12-01") == [Verdict.YES]


async def windowed(registry: Registry, asked: Node) -> None:
    """An award whose agreement begins on 2026-01-01 and asks what a profile says."""
    await given(registry)
    terms = {"ceterms:startDate": "2026-01-01", "ceterms:requires": [profile(extra=asked)]}
    node = award("awards/1", held=["credentials/a"], by=COLLEGE, amounts=[hours("3")], extra=terms)
    await publish(registry, "awards", node)


async def standing(registry: Registry, earned_on: str | None, **facts: Any) -> Verdict | RefusalReason:
    """Whether that award is given, for what was earned on a day, or why not."""
    answer = await ask(registry, "credentials/a", earned_on=earned_on, as_of="2026-11-24", **facts)
    return answer.awards[0].verdict if answer.awards else answer.not_awarded[0].reason


async def test_a_window_for_some_takes_the_term_from_no_others(registry: Registry) -> None:
    """Only who lives in Virginia may have earned it before the term; who does not say may have to have."""
    place = {"@type": "ceterms:Place", "ceterms:addressRegion": {"en": "Virginia"}}
    within = {"@type": "ceterms:JurisdictionProfile", "ceterms:mainJurisdiction": [place]}
    await windowed(registry, {"credway:earnedWithin": "P2Y", "ceterms:jurisdiction": [within]})
    virginian, ohioan, anybody = Asker(resident_of="VA"), Asker(resident_of="OH"), Asker()
    assert await standing(registry, "2025-06-01", asker=virginian) is Verdict.YES
    assert await standing(registry, "2025-06-01", asker=ohioan) is RefusalReason.CONDITION_UNMET
    assert await standing(registry, "2025-06-01", asker=anybody) is Verdict.UNKNOWN
    for early in (virginian, ohioan, anybody):
        assert await standing(registry, "2024-01-01", asker=early) is RefusalReason.CONDITION_UNMET
        assert await standing(registry, "2026-02-01", asker=early) is Verdict.YES


async def test_a_window_for_an_audience_leaves_the_term_open(registry: Registry) -> None:
    """Whether who asks is of the audience nobody says: a day before the term is enough only perhaps."""
    await windowed(
        registry,
        {"credway:earnedWithin": "P2Y", "ceterms:audienceType": ["audience:CurrentMilitary"]},
    )
    assert await standing(registry, "2025-06-01") is Verdict.UNKNOWN
    assert await standing(registry, "2024-01-01") is RefusalReason.CONDITION_UNMET
    assert await standing(registry, "2026-02-01") is Verdict.YES


async def test_a_window_among_alternatives_of_an_alternative(registry: Registry) -> None:
    """By a score alone the term holds, also where the other ways, within it too, have a window."""
    month = {"credway:earnedWithin": "P1M"}
    score = {
        "credway:minimumScore": "70",
        "ceterms:alternativeCondition": [profile(extra={"credway:earnedWithin": "P2Y"})],
    }
    await windowed(registry, {**month, "ceterms:alternativeCondition": [profile(extra=score)]})
    assert await standing(registry, None, score="80") is Verdict.UNKNOWN
    assert await standing(registry, "2024-01-01", score="80") is RefusalReason.CONDITION_UNMET
    assert await standing(registry, "2025-06-01", score="60") is Verdict.YES
    assert await standing(registry, "2026-02-01", score="80") is Verdict.YES


async def test_a_window_of_more_days_than_there_are_is_unknown(registry: Registry) -> None:
    """What cannot be counted is neither kept nor missed, and is said as it is written."""
    await windowed(registry, {"credway:earnedWithin": "P99999999999D"})
    answer = await ask(registry, "credentials/a", earned_on="2018-01-01", as_of="2026-11-24")
    [found] = answer.awards[0].conditions
    assert (found.state, found.condition) == (ConditionState.UNKNOWN, "earned within P99999999999D")
