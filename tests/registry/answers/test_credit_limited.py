"""Credit that is for those of a place or an audience only: by hand, on both stores."""

from typing import Any

import pytest
from crediting import COLLEGE, OHIO, given, sums
from making import Node, award, credential, hours, iri, iris, profile, publish

from credway.registry.answers.asker import Asker
from credway.registry.answers.credit.answer import CreditAnswer, credit
from credway.registry.answers.credit.findings import RefusalReason
from credway.registry.answers.holding import Held
from credway.registry.answers.model import ConditionFinding, ConditionState, Verdict
from credway.registry.answers.resolve import Ref
from credway.registry.registry import Registry

MET, UNMET, UNKNOWN = ConditionState.MET, ConditionState.UNMET, ConditionState.UNKNOWN
A = "credentials/a"
HOUR = "creditUnit:SemesterHour"
WORTH = {"ceterms:creditValue": [{"@type": "ceterms:ValueProfile", **hours("6")}]}
AUDIENCE = {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNodeName": {"en": "Soldiers"}}


def within(*states: str, but: str | None = None) -> dict[str, Any]:
    """The jurisdiction of a profile: some states, or all less one."""
    node: Node = {"@type": "ceterms:JurisdictionProfile"}
    named = [{"@type": "ceterms:Place", "ceterms:addressRegion": {"en": each}} for each in states]
    if but is not None:
        node["ceterms:globalJurisdiction"] = True
        node["ceterms:jurisdictionException"] = [
            {"@type": "ceterms:Place", "ceterms:addressRegion": {"en": but}}
        ]
    return {"ceterms:jurisdiction": [{**node, **({"ceterms:mainJurisdiction": named} if named else {})}]}


async def degree(registry: Registry, *profiles: Node) -> None:
    """A degree of the college that requires the profiles."""
    await given(registry)
    owner = {"ceterms:ownedBy": iris(COLLEGE), "ceterms:requires": list(profiles)}
    await publish(registry, "degree", credential("credentials/degree", owner))


async def ask(registry: Registry, *held: str, resident: str | None = None, age: int = 30) -> CreditAnswer:
    """Ask in Ohio as somebody who lives in a state."""
    items = [Held(Ref(id=iri(path))) for path in held or (A,)]
    return await credit(await registry.ask(), items, OHIO, Asker(resident_of=resident, age=age))


async def test_credit_of_a_profile_for_a_state(registry: Registry) -> None:
    """It is certain for who lives there, not given to who does not, and possible for who does not say."""
    await degree(registry, profile(A, extra={**WORTH, **within("VA")}))
    unsaid, there, elsewhere = [await ask(registry, resident=state) for state in (None, "VA", "OH")]
    assert [(c.condition, c.state) for c in unsaid.awards[0].conditions] == [("residence in VA", UNKNOWN)]
    assert [sums(each) for each in (unsaid, there)] == [[(HOUR, "0", "6")], [(HOUR, "6", "6")]]
    assert [each.earns.verdict for each in (unsaid, there)] == [Verdict.UNKNOWN, Verdict.YES]
    [refusal] = elsewhere.not_awarded
    assert refusal.reason is RefusalReason.CONDITION_UNMET
    assert [(c.kind, c.required, c.given) for c in refusal.conditions] == [("RESIDENCY", "VA", "OH")]


async def test_credit_of_a_profile_for_all_but_a_state(registry: Registry) -> None:
    """What holds everywhere but in one state is given to all others."""
    await degree(registry, profile(A, extra={**WORTH, **within(but="VA")}))
    states = [(await ask(registry, resident=state)).earns.verdict for state in ("OH", "VA", None)]
    assert states == [Verdict.YES, Verdict.UNKNOWN, Verdict.UNKNOWN]
    refused = (await ask(registry, resident="VA")).not_awarded
    assert [each.reason for each in refused] == [RefusalReason.CONDITION_UNMET]


async def test_credit_for_an_audience_is_possible(registry: Registry) -> None:
    """Who an audience is only people can tell, so that the credit is no certain one, wherever one lives."""
    await degree(registry, profile(A, extra={**WORTH, "ceterms:audienceType": [AUDIENCE]}))
    answer = await ask(registry, resident="OH")
    assert [(c.condition, c.state) for c in answer.awards[0].conditions] == [
        ("of the audience Soldiers", UNKNOWN)
    ]
    assert sums(answer) == [(HOUR, "0", "6")]


async def test_an_alternative_keeps_the_limits_around_it(registry: Registry) -> None:
    """The credit of an alternative is for those for whom the whole profile is, and for whom itself is."""
    other = profile("credentials/b", extra={**WORTH, "ceterms:audienceType": [AUDIENCE]})
    await degree(
        registry, profile(A, extra={**WORTH, **within("VA"), "ceterms:alternativeCondition": [other]})
    )
    answer = await ask(registry, "credentials/b", resident="VA")
    assert [(c.condition, c.state) for c in answer.awards[0].conditions] == [
        ("residence in VA", MET),
        ("of the audience Soldiers", UNKNOWN),
    ]


async def value(registry: Registry, *profiles: Node) -> None:
    """A transfer value of the college that asks for the profiles."""
    await given(registry)
    node = award("awards/1", held=[A], by=COLLEGE, amounts=[hours("3")])
    await publish(registry, "value", {**node, "ceterms:requires": list(profiles)})


def judged(answer: CreditAnswer) -> list[ConditionFinding]:
    """The conditions of the one award, given or not."""
    found = (each.conditions for each in answer.awards), (each.conditions for each in answer.not_awarded)
    return [condition for side in found for conditions in side for condition in conditions]


@pytest.mark.parametrize(
    ("resident", "age", "state"),
    [("OH", 17, MET), ("VA", 17, UNMET), ("VA", 21, MET), (None, 17, UNKNOWN), (None, 21, MET)],
)
async def test_a_value_asks_those_only_for_whom_its_profile_is(
    registry: Registry, resident: str | None, age: int, state: ConditionState
) -> None:
    """Of who lives elsewhere nothing is asked; of who does not say where, it may be asked."""
    await value(registry, profile(extra={"ceterms:minimumAge": 21, **within("VA")}))
    answer = await ask(registry, resident=resident, age=age)
    [condition] = judged(answer)
    assert (condition.kind, condition.state) == ("ANY", state)
    assert condition.condition.startswith("residence outside VA, where this is not asked for or ")


@pytest.mark.parametrize(
    ("resident", "age", "state"),
    [("VA", 18, MET), ("VA", 17, UNMET), ("OH", 21, UNKNOWN), (None, 21, UNKNOWN)],
)
async def test_alternatives_that_are_all_for_some_leave_others_open(
    registry: Registry, resident: str | None, age: int, state: ConditionState
) -> None:
    """Where every alternative is for those of a place, what is asked of others is not stated."""
    other = profile(extra={"ceterms:minimumAge": 18, **within("VA")})
    await value(registry, profile(extra={"ceterms:alternativeCondition": [other]}))
    answer = await ask(registry, resident=resident, age=age)
    assert [condition.state for condition in judged(answer)] == [state]


@pytest.mark.parametrize(("resident", "state"), [("VA", MET), ("OH", UNKNOWN), (None, UNKNOWN)])
async def test_a_residence_in_a_state_or_abroad(
    registry: Registry, resident: str | None, state: ConditionState
) -> None:
    """One of several places is enough; who lives in a state may not be judged to live in none of them."""
    places = [
        {"@type": "ceterms:Place", "ceterms:addressRegion": {"en": "VA"}},
        {"@type": "ceterms:Place", "ceterms:addressCountry": {"en": "Canada"}},
    ]
    await value(registry, profile(extra={"ceterms:residentOf": places}))
    [finding] = (await ask(registry, resident=resident)).awards
    assert [(c.kind, c.state) for c in finding.conditions] == [("ANY", state)]


@pytest.mark.parametrize("around", [{}, {"ceterms:minimumAge": 60}])
async def test_a_profile_that_is_not_read_asks_for_something(registry: Registry, around: Node) -> None:
    """Of a profile that says nothing in words it is open what it asks, by itself and as an alternative."""
    unread = profile(extra={"ceterms:weight": 0.5})
    await value(
        registry, profile(extra={**around, "ceterms:alternativeCondition": [unread]}) if around else unread
    )
    [finding] = (await ask(registry)).awards
    [condition] = finding.conditions
    assert (finding.verdict, condition.state) == (Verdict.UNKNOWN, UNKNOWN)
    assert condition.condition.endswith("something that is not stated")


async def test_what_a_profile_only_names_is_asked_by_that_name(registry: Registry) -> None:
    """A condition that no kind fits is said in its document's words, with none of ours before them."""
    await value(registry, profile(extra={"ceterms:name": {"en": "Honours"}}))
    [finding] = (await ask(registry)).awards
    assert [(c.condition, c.state) for c in finding.conditions] == [("Honours", UNKNOWN)]
