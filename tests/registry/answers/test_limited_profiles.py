"""Profiles that hold only somewhere or for an audience: of whom they ask what they ask, on both stores."""

from typing import Any

import pytest
from making import STATES, credential, iri, profile, publish, reference

from credway.registry.answers.asker import Asker
from credway.registry.answers.competencies.gaps import gap
from credway.registry.answers.holding import Held
from credway.registry.answers.model import ConditionState, Verdict
from credway.registry.answers.pathways.answer import PathwayAnswer, pathways
from credway.registry.answers.pathways.next import NextAnswer, next_credentials
from credway.registry.answers.pathways.plans import PlanRelation
from credway.registry.answers.resolve import Ref
from credway.registry.registry import Registry

MET, UNMET, UNKNOWN = ConditionState.MET, ConditionState.UNMET, ConditionState.UNKNOWN
T = "credentials/target"
OUTSIDE = "residence outside VA, where this is not asked for"


def place(**terms: Any) -> dict[str, Any]:
    """A place; names of terms are without their prefix."""
    return {"@type": "ceterms:Place", **{f"ceterms:{n}": {"en": text} for n, text in terms.items()}}


def jurisdiction(*places: Any, but: tuple[Any, ...] = (), everywhere: bool = False) -> dict[str, Any]:
    """A jurisdiction: places, and what is left out of them."""
    node: dict[str, Any] = {"@type": "ceterms:JurisdictionProfile"}
    if places:
        node["ceterms:mainJurisdiction"] = list(places)
    if but:
        node["ceterms:jurisdictionException"] = list(but)
    if everywhere:
        node["ceterms:globalJurisdiction"] = True
    return node


VIRGINIA, OHIO = place(addressRegion="Virginia"), place(addressRegion="OH")


def within(*jurisdictions: Any, targets: tuple[str, ...] = (), **terms: Any) -> dict[str, Any]:
    """A profile that holds in some jurisdictions; an age, years of experience or other terms."""
    more = {f"ceterms:{name}": value for name, value in terms.items()}
    return profile(*targets, extra={"ceterms:jurisdiction": list(jurisdictions), **more})


async def given(registry: Registry, *profiles: dict[str, Any], **terms: Any) -> None:
    """A target that requires the profiles, and the credentials a and b."""
    await publish(registry, "others", *(reference(f"credentials/{name}") for name in "ab"))
    more = {f"ceterms:{name}": value for name, value in terms.items()}
    await publish(registry, "target", credential(T, {"ceterms:requires": list(profiles), **more}))


async def ask(registry: Registry, *held: str, resident: str | None = None, **question: Any) -> PathwayAnswer:
    """Ask for plans to the target, of somebody who lives in a state."""
    owned = [Held(Ref(id=iri(f"credentials/{name}"))) for name in held]
    asker = Asker(resident_of=resident, **question.pop("asker", {}))
    return await pathways(await registry.ask(), owned, Ref(id=iri(T)), asker=asker, **question)


async def following(registry: Registry, *held: str, resident: str | None = None, **asker: Any) -> NextAnswer:
    """Ask what can be taken next, of somebody who lives in a state."""
    owned = [Held(Ref(id=iri(f"credentials/{name}"))) for name in held]
    facts = Asker(resident_of=resident, **asker)
    return await next_credentials(await registry.ask(), owned, asker=facts)


def steps(answer: PathwayAnswer) -> list[list[str]]:
    """The last path segment of each step of each plan."""
    return [[step.obtains.rsplit("/", 1)[-1] for step in plan.steps] for plan in answer.plans]


def conditions(answer: PathwayAnswer) -> list[list[tuple[str, ConditionState]]]:
    """The conditions of each plan with their states."""
    return [[(each.condition, each.state) for each in plan.conditions] for plan in answer.plans]


async def verdicts(registry: Registry, *states: str | None, **asker: Any) -> list[Verdict]:
    """Whether who holds a can reach the target, for somebody in each of some states."""
    return [(await ask(registry, "a", resident=each, asker=asker)).reachable.verdict for each in states]


async def test_each_state_asks_only_its_own(registry: Registry) -> None:
    """Of a Virginian is asked what Virginia asks, whatever Ohio does, in plans and in what is next."""
    ohio = within(jurisdiction(OHIO), targets=("credentials/b",))
    await given(registry, within(jurisdiction(VIRGINIA), targets=("credentials/a",)), ohio)
    for state, asked, other in (("VA", "a", "OH"), ("OH", "b", "VA")):
        answer = await ask(registry, resident=state)
        away = f"residence outside {other}, where this is not asked for"
        assert (steps(answer), conditions(answer)) == ([[asked, "target"]], [[(away, MET)]])
        assert (await ask(registry, asked, resident=state)).reachable.verdict is Verdict.YES
        [near] = (await following(registry, asked, resident=state)).credentials
        assert (near.lacks, near.finding.verdict) == ((), Verdict.YES)


async def test_a_fact_is_not_unmet_where_it_may_not_be_asked_for(registry: Registry) -> None:
    """18 years in Virginia, 21 in Ohio: at 19 the state decides, and where it is not given it is missing."""
    await given(
        registry,
        profile("credentials/a"),
        within(jurisdiction(VIRGINIA), minimumAge=18),
        within(jurisdiction(OHIO), minimumAge=21),
    )
    assert await verdicts(registry, "VA", "OH", None, "TX", age=19) == [
        Verdict.YES,
        Verdict.NO,
        Verdict.UNKNOWN,
        Verdict.YES,
    ]
    answer = await ask(registry, "a", asker={"age": 19})
    [missing] = answer.reachable.missing
    assert missing.what == "Target asks for: residence outside OH, where this is not asked for"
    assert missing.who_could_say == (iri("organizations/owner"),)
    [near] = (await following(registry, "a", age=19)).credentials
    assert [c.state for c in near.conditions if "OH" in c.condition] == [UNKNOWN]
    [near] = (await following(registry, "a", age=19, resident="OH")).credentials
    assert near.finding.verdict is Verdict.NO


async def test_what_is_met_anyway_leaves_nothing_open(registry: Registry) -> None:
    """Whoever is old enough for Virginia need not say where they live."""
    await given(registry, profile("credentials/a"), within(jurisdiction(VIRGINIA), minimumAge=18))
    answer = await ask(registry, "a", asker={"age": 20})
    assert conditions(answer) == [[("at least 18 years old", MET)]]
    assert answer.reachable.verdict is Verdict.YES


async def test_what_is_asked_elsewhere_is_not_stated_here(registry: Registry) -> None:
    """Where all that is required is Virginia's, nobody states what is required of a Texan, or of anybody."""
    await given(registry, within(jurisdiction(VIRGINIA), targets=("credentials/a",)))
    for state in ("TX", None):
        answer = await ask(registry, "a", resident=state)
        assert answer.reachable.verdict is Verdict.UNKNOWN
        assert [m.what for m in answer.reachable.missing] == [
            "what Target requires is stated only for places where the asker is not known to live"
        ]
        [near] = (await following(registry, "a", resident=state)).credentials
        assert near.finding.verdict is Verdict.UNKNOWN
    assert (await ask(registry, "a", resident="VA")).reachable.verdict is Verdict.YES


async def test_a_step_that_may_not_be_asked_for_is_in_one_plan_and_open_in_another(
    registry: Registry,
) -> None:
    """Where nobody says where the asker lives, the step is a plan, and doing without it leaves that open."""
    await given(
        registry,
        profile("credentials/b"),
        within(jurisdiction(VIRGINIA), targets=("credentials/a",)),
    )
    answer = await ask(registry, "b")
    assert steps(answer) == [["target"], ["a", "target"]]
    assert conditions(answer) == [[(OUTSIDE, UNKNOWN)], []]
    assert (await ask(registry, "a", "b")).reachable.verdict is Verdict.YES


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ((jurisdiction(place(addressRegion="Michigan", name="Wayne County")),), {"MI": UNKNOWN, "OH": MET}),
        (
            (jurisdiction(VIRGINIA, but=(place(addressRegion="VA", name="Fairfax County"),)),),
            {"VA": UNKNOWN, "OH": MET},
        ),
        ((jurisdiction(VIRGINIA, OHIO, but=(OHIO,)),), {"VA": UNMET, "OH": MET}),
        ((jurisdiction(VIRGINIA), jurisdiction(OHIO)), {"VA": UNMET, "OH": UNMET, "TX": MET}),
        ((jurisdiction(everywhere=True, but=(OHIO,)),), {"VA": UNMET, "OH": MET, None: UNKNOWN}),
        ((jurisdiction(place(name="United States")),), {"VA": UNMET, None: UNMET}),
        ((jurisdiction(place(addressCountry="Canada")),), {"VA": MET, None: UNKNOWN}),
        ((jurisdiction(place(name="The Valley")),), {"VA": UNKNOWN, None: UNKNOWN}),
        ((jurisdiction(),), {"VA": UNKNOWN}),
        ((f"{STATES}VA",), {"VA": UNMET, "OH": MET, None: UNKNOWN}),
        (("https://elsewhere.example/region",), {"VA": UNKNOWN}),
    ],
)
async def test_how_far_a_jurisdiction_reaches(
    registry: Registry, held: tuple[Any, ...], expected: dict[str | None, ConditionState]
) -> None:
    """Whole states decide, parts of one leave it open there, and what is left out is asked nothing."""
    await given(registry, within(*held, minimumAge=30))
    for state, expected_state in expected.items():
        [found] = conditions(await ask(registry, resident=state, asker={"age": 20}))
        assert [each for _, each in found] == [expected_state], (state, found)


async def test_an_audience_leaves_open_what_is_not_met(registry: Registry) -> None:
    """What is asked of soldiers is open for anybody who does not meet it, and met by whoever does."""
    audience = profile(
        extra={
            "ceterms:minimumAge": 30,
            "ceterms:audienceType": ["audience:CurrentMilitary"],
            "ceterms:audienceLevelType": ["audLevel:BeginnerLevel"],
        }
    )
    await given(registry, profile("credentials/a"), audience)
    assert await verdicts(registry, "VA", age=20) == [Verdict.UNKNOWN]
    assert await verdicts(registry, "VA", age=40) == [Verdict.YES]
    [found] = conditions(await ask(registry, "a", asker={"age": 20}))
    assert [state for _, state in found] == [UNKNOWN]
    assert "not of the audience Current Military" in found[0][0]


async def test_an_alternative_for_one_state_is_none_for_others(registry: Registry) -> None:
    """21 years, or 18 in Virginia: at 19 a Virginian may, an Ohioan may not."""
    either = within(jurisdiction(VIRGINIA), minimumAge=18)
    older = profile(extra={"ceterms:minimumAge": 21, "ceterms:alternativeCondition": [either]})
    await given(registry, older)
    assert await verdicts(registry, "VA", "OH", None, age=19) == [Verdict.YES, Verdict.NO, Verdict.UNKNOWN]


async def test_alternatives_that_are_all_of_states_say_nothing_of_others(registry: Registry) -> None:
    """18 years in Virginia or 21 in Ohio: of a Texan it is not stated, of a Virginian it is."""
    either = [within(jurisdiction(VIRGINIA), minimumAge=18), within(jurisdiction(OHIO), minimumAge=21)]
    await given(registry, profile(extra={"ceterms:alternativeCondition": either}))
    assert await verdicts(registry, "VA", "OH", "TX", age=19) == [Verdict.YES, Verdict.NO, Verdict.UNKNOWN]


async def test_a_recommendation_for_others_is_left_out(registry: Registry) -> None:
    """What is recommended in Virginia only is no part of a plan of an Ohioan, and is one of a Virginian."""
    recommended = [within(jurisdiction(VIRGINIA), targets=("credentials/a",))]
    await given(registry, profile("credentials/b"), recommends=recommended)
    for state, expected in (("VA", ["a", "target"]), ("OH", ["target"]), (None, ["a", "target"])):
        answer = await ask(registry, "b", resident=state, include=[PlanRelation.RECOMMENDED])
        assert steps(answer) == [expected]


async def test_a_competency_that_one_state_asks_for_is_not_always_required(registry: Registry) -> None:
    """A gap lists what Virginia alone asks for as needed on one way only, and its limit is no competency."""
    await given(registry, within(jurisdiction(VIRGINIA), targetCompetency=[iri("skills/p")]))
    found = await gap(await registry.ask(), [], Ref(id=iri(T)))
    assert [(line.competency, line.always) for line in found.lines] == [(iri("skills/p"), False)]
    assert found.stated.missing == ()


async def test_the_inverse_is_limited_too(registry: Registry) -> None:
    """What is required for the target in Virginia only is asked of nobody in Ohio."""
    await given(registry, profile("credentials/b"))
    inverse = within(jurisdiction(VIRGINIA), targets=(T,), minimumAge=21)
    await publish(registry, "c", credential("credentials/c", {"ceterms:isRequiredFor": [inverse]}))
    assert steps(await ask(registry, "b", resident="OH")) == [["target"]]
    answer = await ask(registry, "b", resident="VA", asker={"age": 20})
    assert steps(answer) == [["c", "target"]]
    assert answer.reachable.verdict is Verdict.NO


async def test_alternatives_of_the_inverse_are_read(registry: Registry) -> None:
    """21 years, or else 2 of experience, besides: one is enough; another target leaves both open."""
    await given(registry, profile("credentials/b"))
    other = profile(extra={"ceterms:yearsOfExperience": 2})
    inverse = profile(T, extra={"ceterms:minimumAge": 21, "ceterms:alternativeCondition": [other]})
    await publish(registry, "c", credential("credentials/c", {"ceterms:isRequiredFor": [inverse]}))
    experienced = {"age": 20, "years_of_experience": "3"}
    assert (await ask(registry, "c", "b", asker=experienced)).reachable.verdict is Verdict.YES
    young = {"age": 20, "years_of_experience": "1"}
    assert (await ask(registry, "c", "b", asker=young)).reachable.verdict is Verdict.NO
    inverse = profile("credentials/x", extra={"ceterms:alternativeCondition": [profile(T)]})
    await publish(registry, "c", credential("credentials/c", {"ceterms:isRequiredFor": [inverse]}))
    answer = await ask(registry, "b")
    assert steps(answer) == [["target"], ["c", "target"]]
    assert [[state for _, state in held] for held in conditions(answer)] == [[UNKNOWN], []]
