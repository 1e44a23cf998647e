"""Pathways, worked out by hand, on both stores."""

from typing import Any

import pytest
from making import (
    award,
    claim,
    credential,
    hours,
    iri,
    organization,
    profile,
    publish,
    reference,
    usd,
)

from credway.registry.answers.asker import Asker
from credway.registry.answers.holding import Held
from credway.registry.answers.model import ConditionState, Verdict
from credway.registry.answers.pathways.answer import PathwayAnswer, pathways
from credway.registry.answers.pathways.plans import PlanOrder, PlanRelation
from credway.registry.answers.places import Place
from credway.registry.answers.resolve import Ref
from credway.registry.errors import BadRequest, LimitExceeded, NotFound
from credway.registry.registry import Registry

T = "credentials/target"


async def ask(registry: Registry, to: str = T, held: tuple[str, ...] = (), **question: Any) -> PathwayAnswer:
    """Ask for plans to a credential."""
    frame = await registry.ask(question.pop("as_of", None))
    return await pathways(frame, [Held(Ref(id=iri(path))) for path in held], Ref(id=iri(to)), **question)


def steps(answer: PathwayAnswer) -> list[list[str]]:
    """The last path segment of each step of each plan."""
    return [[step.obtains.rsplit("/", 1)[-1] for step in plan.steps] for plan in answer.plans]


async def given(registry: Registry, *profiles: dict[str, Any]) -> None:
    """A target that requires the profiles, and the credentials a to d."""
    await publish(registry, "others", *(reference(f"credentials/{name}") for name in "abcd"))
    await publish(registry, "target", credential(T, extra={"ceterms:requires": list(profiles)}))


async def test_two_profiles_are_anded(registry: Registry) -> None:
    """Two requires profiles make one plan of both and the target, in which neither waits for the other."""
    await given(registry, profile("credentials/a"), profile("credentials/b"))
    answer = await ask(registry)
    assert steps(answer) == [["a", "b", "target"]]
    assert [step.after for step in answer.plans[0].steps] == [(), (), (1, 2)]
    assert [step.required for step in answer.plans[0].steps] == [True, True, True]


async def test_an_alternative_condition_is_or(registry: Registry) -> None:
    """An alternative gives two plans, each naming what else would have done."""
    alternative = profile("credentials/a", extra={"ceterms:alternativeCondition": [profile("credentials/b")]})
    await given(registry, alternative)
    answer = await ask(registry)
    assert steps(answer) == [["a", "target"], ["b", "target"]]
    assert answer.plans[0].steps[0].alternatives == (iri("credentials/b"),)


async def test_two_of_three(registry: Registry) -> None:
    """A component condition of two among three makes the three pairs, followed when asked for."""
    await publish(registry, "others", *(reference(f"credentials/{name}") for name in "abc"))
    components: list[dict[str, Any]] = [
        {
            "@id": iri(f"pathways/p/{name}"),
            "@type": "ceterms:CredentialComponent",
            "ceterms:name": {"en": name},
            "ceterms:isPartOf": iri("pathways/p"),
            "ceterms:proxyFor": iri(f"credentials/{name}"),
        }
        for name in ("a", "b", "c", "target")
    ]
    components[3]["ceterms:hasCondition"] = [
        {
            "@type": "ceterms:ComponentCondition",
            "ceterms:name": {"en": "two of three"},
            "ceterms:requiredNumber": 2,
            "ceterms:targetComponent": [c["@id"] for c in components[:3]],
        }
    ]
    pathway = {
        "@id": iri("pathways/p"),
        "@type": "ceterms:Pathway",
        "ceterms:name": {"en": "A pathway"},
        "ceterms:ownedBy": [iri("organizations/owner")],
        "ceterms:hasPart": [c["@id"] for c in components],
        "ceterms:hasDestinationComponent": [components[3]["@id"]],
    }
    await publish(registry, "target", credential(T))
    await publish(registry, "pathways/p", pathway, *components)
    assert steps(await ask(registry)) == [["target"]]
    answer = await ask(registry, include=[PlanRelation.COMPONENT], first=5)
    assert steps(answer) == [["a", "b", "target"], ["a", "c", "target"], ["b", "c", "target"]]
    held = await ask(registry, held=("credentials/c",), include=[PlanRelation.COMPONENT], first=5)
    assert steps(held) == [["a", "target"], ["b", "target"]]


async def test_what_is_held_counts(registry: Registry) -> None:
    """With both requirements held only the target is left, and it is reachable."""
    await given(registry, profile("credentials/a", "credentials/b"))
    answer = await ask(registry, held=("credentials/a", "credentials/b"))
    assert (steps(answer), answer.reachable.verdict) == ([["target"]], Verdict.YES)


async def test_an_equivalent_held_counts(registry: Registry) -> None:
    """A held credential that is the same as the required one meets the requirement."""
    await given(registry, profile("credentials/a"))
    await publish(
        registry,
        "twin",
        credential("credentials/twin", extra={"ceterms:sameAs": [iri("credentials/a")]}),
    )
    assert steps(await ask(registry, held=("credentials/twin",))) == [["target"]]


async def test_preparation_is_not_requirement(registry: Registry) -> None:
    """Preparation is left out unless asked for, and then marked as not required."""
    await publish(registry, "others", *(reference(f"credentials/{name}") for name in ("a", "b", "target")))
    await publish(
        registry,
        "chain",
        claim("chain#1", "credentials/a", "ceterms:isPreparationFor", obj="credentials/b"),
        claim("chain#2", "credentials/b", "ceterms:isPreparationFor", obj=T),
    )
    assert steps(await ask(registry)) == [["target"]]
    answer = await ask(registry, include=[PlanRelation.PREPARATION])
    assert steps(answer) == [["a", "b", "target"]]
    assert [(s.relation, s.required) for s in answer.plans[0].steps] == [
        ("preparation", False),
        ("preparation", False),
        ("target", True),
    ]
    assert [s.body["relation"] for s in answer.plans[0].steps[0].basis] == ["preparation"]


async def test_unstated_requirements_leave_it_unknown(registry: Registry) -> None:
    """Where nobody says what the target requires, a plan of one step is not a promise."""
    await publish(registry, "target", reference(T))
    answer = await ask(registry)
    assert (steps(answer), answer.reachable.verdict) == ([["target"]], Verdict.UNKNOWN)
    assert answer.reachable.missing[0].what == "what Target requires is not stated"


async def test_age_experience_and_residency_are_judged(registry: Registry) -> None:
    """Facts the asker gives make conditions met or unmet, the others stay unknown."""
    place = {"@type": "ceterms:Place", "ceterms:addressRegion": {"en": "VA"}}
    residency = {"@type": "ceterms:JurisdictionProfile", "ceterms:mainJurisdiction": [place]}
    await given(
        registry,
        profile(
            extra={
                "ceterms:minimumAge": 18,
                "ceterms:yearsOfExperience": 2.0,
                "ceterms:residentOf": [residency],
            }
        ),
    )
    open_ones = (await ask(registry)).plans[0].conditions
    assert {c.kind: c.state for c in open_ones} == dict.fromkeys(
        ("AGE", "EXPERIENCE", "RESIDENCY"), ConditionState.UNKNOWN
    )
    asker = Asker(age=17, years_of_experience="3", resident_of="VA")
    judged = await ask(registry, asker=asker)
    assert {c.kind: c.state for c in judged.plans[0].conditions} == {
        "AGE": ConditionState.UNMET,
        "EXPERIENCE": ConditionState.MET,
        "RESIDENCY": ConditionState.MET,
    }
    assert judged.reachable.verdict is Verdict.NO
    grown = await ask(registry, asker=Asker(age=18, years_of_experience="2", resident_of="va"))
    assert grown.reachable.verdict is Verdict.YES


CANADA = {"@type": "ceterms:JurisdictionProfile", "ceterms:name": {"en": "Canada"}}
OHIO = {
    "@type": "ceterms:JurisdictionProfile",
    "ceterms:mainJurisdiction": [{"@type": "ceterms:Place", "ceterms:addressRegion": {"en": "Ohio"}}],
}


@pytest.mark.parametrize(
    ("required", "words"),
    [
        (profile(extra={"ceterms:description": {"en": "Hold a licence"}}), "Hold a licence"),
        (profile(extra={"ceterms:weight": 0.5}), "something that is not stated"),
        (profile(extra={"ceterms:residentOf": [CANADA]}), "resident of Canada"),
        (
            profile(extra={"ceterms:submissionOfDescription": {"en": "a portfolio", "es": "un portafolio"}}),
            "submission of a portfolio",
        ),
        (
            profile(extra={"ceterms:submissionOf": ["https://forms.example/1"]}),
            "submission of https://forms.example/1",
        ),
        (
            {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNodeName": {"en": "A diploma"}},
            "A diploma",
        ),
    ],
)
async def test_what_only_people_can_judge_is_unknown(
    registry: Registry, required: dict[str, Any], words: str
) -> None:
    """A requirement that names no thing and no fact that is asked for is open, in its words; never met."""
    await given(registry, required)
    answer = await ask(registry)
    assert answer.reachable.verdict is Verdict.UNKNOWN
    assert [(c.state, c.condition) for c in answer.plans[0].conditions] == [(ConditionState.UNKNOWN, words)]


async def test_residence_in_a_state_or_elsewhere(registry: Registry) -> None:
    """A state or a place that is none: an Ohioan is let in, of a Virginian it is unknown."""
    await given(registry, profile(extra={"ceterms:residentOf": [CANADA, OHIO]}))
    assert (await ask(registry, asker=Asker(resident_of="OH"))).reachable.verdict is Verdict.YES
    assert (await ask(registry, asker=Asker(resident_of="VA"))).reachable.verdict is Verdict.UNKNOWN


async def test_a_profile_may_have_an_iri_and_name_a_task(registry: Registry) -> None:
    """What a profile with an IRI of its own names is required, a task too; the profile is no step."""
    named = profile("credentials/a", extra={"ceterms:targetTask": [iri("tasks/weld")]})
    await given(registry, {**named, "@id": iri("profiles/1")})
    assert steps(await ask(registry)) == [["a", "weld", "target"]]


@pytest.mark.parametrize("other", ["a", "z"])
async def test_a_step_instead_of_an_unknown_is_a_plan(registry: Registry, other: str) -> None:
    """65 years old or a credential, by whatever name: both are plans, and the step is none too many."""
    await publish(registry, "other", reference(f"credentials/{other}"))
    either = [profile(f"credentials/{other}"), profile(extra={"ceterms:minimumAge": 65})]
    await publish(
        registry,
        "target",
        credential(T, {"ceterms:requires": [profile(extra={"ceterms:alternativeCondition": either})]}),
    )
    assert steps(await ask(registry)) == [["target"], [other, "target"]]
    assert steps(await ask(registry, asker=Asker(age=20))) == [[other, "target"], ["target"]]
    assert steps(await ask(registry, asker=Asker(age=70))) == [["target"]]


async def test_a_recommended_age_decides_nothing(registry: Registry) -> None:
    """An age that is only recommended is shown as not met, and the target can be reached all the same."""
    await publish(
        registry,
        "target",
        credential(
            T,
            {
                "ceterms:requires": [profile(extra={"ceterms:minimumAge": 16})],
                "ceterms:recommends": [profile(extra={"ceterms:minimumAge": 21})],
            },
        ),
    )
    answer = await ask(registry, asker=Asker(age=18), include=[PlanRelation.RECOMMENDED])
    assert answer.reachable.verdict is Verdict.YES
    assert {c.state for c in answer.plans[0].conditions} == {ConditionState.MET, ConditionState.UNMET}


async def test_a_circle_ends(registry: Registry) -> None:
    """Two credentials that require each other have no plan, and the answer is UNKNOWN."""
    await publish(
        registry,
        "a",
        credential("credentials/a", extra={"ceterms:requires": [profile("credentials/b")]}),
    )
    await publish(
        registry,
        "b",
        credential("credentials/b", extra={"ceterms:requires": [profile("credentials/a")]}),
    )
    answer = await ask(registry, "credentials/a")
    assert (answer.plans, answer.reachable.verdict) == ([], Verdict.UNKNOWN)
    assert [each.what for each in answer.reachable.missing] == ["every way goes in a circle"]


async def test_shared_steps_count_once(registry: Registry) -> None:
    """A credential that two requirements need is one step before both."""
    await publish(registry, "c", reference("credentials/c"))
    for name in "ab":
        await publish(
            registry,
            name,
            credential(f"credentials/{name}", extra={"ceterms:requires": [profile("credentials/c")]}),
        )
    await publish(
        registry,
        "target",
        credential(T, extra={"ceterms:requires": [profile("credentials/a", "credentials/b")]}),
    )
    answer = await ask(registry)
    assert steps(answer) == [["c", "a", "b", "target"]]
    assert [step.after for step in answer.plans[0].steps] == [(), (1,), (1,), (2, 3)]


async def test_fees_and_wages_add_up_or_say_at_least(registry: Registry) -> None:
    """Known fees add up, a missing one makes the total incomplete; the gain is last less first wage."""
    await given(registry, profile("credentials/a"))
    fee = {
        "schema:value": {"@type": "xsd:decimal", "@value": "100"},
        "credway:unit": "https://w3id.org/credway/schemes/units/USD",
    }
    await publish(
        registry,
        "figures",
        claim("figures#1", "credentials/a", "credway:medianSalary", value=usd("40094")),
        claim("figures#2", T, "credway:medianSalary", value=usd("43226")),
        claim("figures#3", T, "credway:examFee", value=fee),
    )
    totals = (await ask(registry)).plans[0].totals
    assert (totals.fee, totals.wage_gain) == ("100", "3132")
    assert set(totals.incomplete) == {"fee", "duration", "credit"}


USD = "https://w3id.org/credway/schemes/units/USD"


def decimals(unit: str, **terms: str) -> dict[str, Any]:
    """A quantity; `terms` are value, minValue and maxValue."""
    found: dict[str, Any] = {
        f"schema:{name}": {"@type": "xsd:decimal", "@value": text} for name, text in terms.items()
    }
    return {**found, "credway:unit": unit}


def costing(*prices: int, currency: str = "USD") -> dict[str, Any]:
    """What assessments cost, as the owner of a credential states it."""
    kind = {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": "costType:Assessment"}
    return {
        "ceterms:estimatedCost": [
            {
                "@type": "ceterms:CostProfile",
                "ceterms:price": price,
                "ceterms:currency": currency,
                "ceterms:directCostType": kind,
            }
            for price in prices
        ]
    }


@pytest.mark.parametrize(
    ("value", "fee"),
    [
        (decimals(USD, minValue="300", maxValue="400"), "300"),
        (decimals(USD, maxValue="400"), None),
        ({"credway:suppressed": "s", "credway:unit": USD}, None),
    ],
)
async def test_a_fee_that_is_not_exactly_known_is_not_zero(
    registry: Registry, value: dict[str, Any], fee: str | None
) -> None:
    """Of a range the lower bound is known, of an upper bound or a withheld fee nothing: never $0."""
    await given(registry)
    await publish(registry, "figures", claim("figures#1", T, "credway:examFee", value=value))
    totals = (await ask(registry)).plans[0].totals
    assert (totals.fee, "fee" in totals.incomplete) == (fee, True)


async def test_a_wage_gain_has_the_unit_of_the_wages(registry: Registry) -> None:
    """From 20 to 30 dollars an hour are 10 an hour; between an hour and a year there is no gain."""
    hourly = "https://w3id.org/credway/schemes/units/USDPerHour"
    await given(registry, profile("credentials/a"))
    for number, value in enumerate((decimals(hourly, value="20"), usd("40000"))):
        await publish(
            registry,
            "figures",
            claim("figures#1", "credentials/a", "credway:medianSalary", value=value),
            claim("figures#2", T, "credway:medianSalary", value=decimals(hourly, value="30")),
        )
        totals = (await ask(registry, order=PlanOrder.WAGE_GAIN)).plans[0].totals
        expected = (None, None) if number else ("10", hourly)
        assert (totals.wage_gain, totals.wage_unit) == expected


async def test_a_fee_that_two_state_is_paid_once(registry: Registry) -> None:
    """Two exams of one owner add up; what a report states of them in other words is not added to that."""
    await publish(registry, "target", credential(T, costing(50, 60)))
    assert (await ask(registry)).plans[0].totals.fee == "110"
    early = {"credway:validFrom": "2020-01-01"}
    value = decimals(USD, value="115")
    await publish(registry, "figures", claim("figures#1", T, "credway:examFee", value=value, extra=early))
    found = (await ask(registry)).plans[0]
    assert (found.totals.fee, len(found.steps[0].fees)) == ("110", 2)


async def test_a_currency_may_be_written_in_two_ways(registry: Registry) -> None:
    """A cost in USD and a claim in the unit US dollars are one currency, one in CAD is another."""
    await publish(registry, "a", credential("credentials/a", costing(50)))
    await publish(registry, "target", credential(T, {"ceterms:requires": [profile("credentials/a")]}))
    value = decimals(USD, value="115")
    await publish(registry, "figures", claim("figures#1", T, "credway:examFee", value=value))
    totals = (await ask(registry, order=PlanOrder.FEE)).plans[0].totals
    assert (totals.fee, "fee" in totals.incomplete) == ("165", False)
    await publish(registry, "a", credential("credentials/a", costing(50, currency="CAD")))
    totals = (await ask(registry, order=PlanOrder.FEE)).plans[0].totals
    assert (totals.fee, totals.fee_unit, "fee" in totals.incomplete) == (None, None, True)


async def test_plans_are_ordered_as_asked(registry: Registry) -> None:
    """By fee the plan with the known lower total comes first, though its name comes later."""
    alternative = profile("credentials/a", extra={"ceterms:alternativeCondition": [profile("credentials/b")]})
    await given(registry, alternative)
    unit = "https://w3id.org/credway/schemes/units/USD"

    def fee(value: str) -> dict[str, Any]:
        return {"schema:value": {"@type": "xsd:decimal", "@value": value}, "credway:unit": unit}

    await publish(
        registry,
        "figures",
        claim("figures#1", "credentials/a", "credway:examFee", value=fee("300")),
        claim("figures#2", "credentials/b", "credway:examFee", value=fee("200")),
    )
    assert steps(await ask(registry, order=PlanOrder.FEE))[0] == ["b", "target"]


async def test_long_ways_are_cut_and_said_so(registry: Registry) -> None:
    """A chain longer than the steps allowed has no plan, and the cut names its limit."""
    for number in range(1, 5):
        terms = {"ceterms:requires": [profile(f"credentials/{number + 1}")]}
        await publish(registry, f"c{number}", credential(f"credentials/{number}", extra=terms))
    answer = await ask(registry, "credentials/1", max_steps=3)
    assert answer.cut is not None
    assert (answer.plans, answer.cut.limit) == ([], "max_steps")
    assert answer.reachable.missing[0].what.startswith("every way takes more steps than are allowed")
    with pytest.raises(LimitExceeded):
        await ask(registry, "credentials/1", max_steps=99)


async def test_calls_do_not_grow_with_the_depth(registry: Registry) -> None:
    """A plan of four steps costs as many round trips as one of one step."""
    await publish(registry, "org", organization("organizations/owner"))
    for number in range(1, 4):
        terms = {"ceterms:requires": [profile(f"credentials/{number + 1}")]}
        await publish(registry, f"c{number}", credential(f"credentials/{number}", extra=terms))
    counts = []
    for path in ("credentials/4", "credentials/1"):
        frame = await registry.ask()
        await pathways(frame, [], Ref(id=iri(path)))
        counts.append(frame.calls)
    assert counts[0] == counts[1] == 3


async def test_durations_are_taken_one_after_the_other(registry: Registry) -> None:
    """Eight weeks and then a year are the plan's duration, and the shorter plan comes first."""
    alternative = profile(
        "credentials/slow", extra={"ceterms:alternativeCondition": [profile("credentials/quick")]}
    )
    await publish(registry, "target", credential(T, {"ceterms:requires": [alternative]}))
    for name, text in (("slow", "P1Y"), ("quick", "P8W")):
        duration = [{"@type": "ceterms:DurationProfile", "ceterms:exactDuration": text}]
        await publish(
            registry, name, credential(f"credentials/{name}", {"ceterms:estimatedDuration": duration})
        )
    answer = await ask(registry, order=PlanOrder.DURATION)
    assert steps(answer) == [["quick", "target"], ["slow", "target"]]
    assert [plan.totals.duration for plan in answer.plans] == ["P56D", "P1Y"]


MONTHS = "https://w3id.org/credway/schemes/units/Months"


@pytest.mark.parametrize(
    ("value", "duration", "known"),
    [
        (decimals(MONTHS, value="6"), "P6M", True),
        (decimals(MONTHS, minValue="2", maxValue="3"), "P3M", True),
        (decimals(MONTHS, minValue="2"), "P2M", False),
        (decimals(USD, value="2"), None, False),
    ],
)
async def test_a_duration_in_a_unit_of_time_counts(
    registry: Registry, value: dict[str, Any], duration: str | None, known: bool
) -> None:
    """So many months are a duration, of a range the longer bound; the shorter alone is "at least"."""
    await given(registry)
    await publish(registry, "figures", claim("figures#1", T, "credway:duration", value=value))
    totals = (await ask(registry, order=PlanOrder.DURATION)).plans[0].totals
    assert (totals.duration, "duration" not in totals.incomplete) == (duration, known)


async def test_an_equivalent_that_can_be_obtained_counts(registry: Registry) -> None:
    """Where an equivalent of what is required has a way of its own, that is a plan, and the link is named."""
    await publish(registry, "others", *(reference(f"credentials/{name}") for name in "abc"))
    terms = {"ceterms:requires": [profile("credentials/b")], "ceterms:sameAs": [iri("credentials/a")]}
    await publish(registry, "twin", credential("credentials/twin", extra=terms))
    await publish(registry, "target", credential(T, extra={"ceterms:requires": [profile("credentials/a")]}))
    answer = await ask(registry)
    assert steps(answer) == [["a", "target"], ["b", "twin", "target"]]
    [counted] = answer.plans[1].counted
    assert (counted.asked, counted.by, counted.held) == (iri("credentials/a"), iri("credentials/twin"), None)
    assert counted.equivalent is not None
    assert counted.equivalent.link == "ceterms:sameAs"


async def test_what_is_held_is_named_where_it_counts(registry: Registry) -> None:
    """The plan says which requirement a held credential meets, through which link, and who asks for it."""
    await given(registry, profile("credentials/a", "credentials/b"))
    same = {"ceterms:sameAs": [iri("credentials/b")]}
    await publish(registry, "twin", credential("credentials/twin", extra=same))
    answer = await ask(registry, held=("credentials/a", "credentials/twin"))
    found = [(c.asked, c.by, c.held, c.equivalent is not None) for c in answer.plans[0].counted]
    a, b, twin = (iri(f"credentials/{name}") for name in ("a", "b", "twin"))
    assert found == [(a, a, a, False), (b, b, twin, True)]


async def test_what_has_run_out_is_not_held(registry: Registry) -> None:
    """A credential that the asker says is no longer current does not count."""
    await given(registry, profile("credentials/a"))
    held = [Held(Ref(id=iri("credentials/a")), current=False)]
    answer = await pathways(await registry.ask(), held, Ref(id=iri(T)))
    assert steps(answer) == [["a", "target"]]


def skills(*names: str) -> dict[str, Any]:
    """A condition that asks for competencies."""
    profiles = {
        "@type": "ceterms:ConditionProfile",
        "ceterms:targetCompetency": [iri(f"skills/{n}") for n in names],
    }
    return {"ceterms:requires": [profiles]}


async def test_a_competency_is_met_by_what_is_held(registry: Registry) -> None:
    """A held credential that requires the competency, or an assessment that assesses it, attests it."""
    await publish(registry, "target", credential(T, extra=skills("x", "y")))
    exam = {"@type": "ceterms:ConditionProfile", "ceterms:targetAssessment": [iri("exams/1")]}
    await publish(registry, "a", credential("credentials/a", {"ceterms:requires": [exam]}))
    await publish(registry, "b", credential("credentials/b", extra=skills("y")))
    await publish(
        registry,
        "exam",
        {
            "@id": iri("exams/1"),
            "@type": "ceterms:AssessmentProfile",
            "ceterms:name": {"en": "An exam"},
            "ceterms:ownedBy": [iri("organizations/owner")],
            "ceterms:assesses": [
                {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": iri("skills/x")}
            ],
        },
    )
    answer = await ask(registry, held=("credentials/a", "credentials/b"))
    assert steps(answer) == [["target"]]
    found = {c.asked: (c.by, c.attested.how if c.attested else None) for c in answer.plans[0].counted}
    assert found == {
        iri("skills/x"): (iri("credentials/a"), "ASSESSED"),
        iri("skills/y"): (iri("credentials/b"), "REQUIRED"),
    }


async def test_a_competency_is_met_by_a_step_that_attests_it(registry: Registry) -> None:
    """With nothing held, a course that teaches the competency is the step for it, and the plan says so."""
    await publish(registry, "target", credential(T, extra=skills("x")))
    await publish(
        registry,
        "course",
        {
            "@id": iri("courses/1"),
            "@type": "ceterms:Course",
            "ceterms:name": {"en": "A course"},
            "ceterms:ownedBy": [iri("organizations/owner")],
            "ceterms:teaches": [
                {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": iri("skills/x")}
            ],
        },
    )
    answer = await ask(registry)
    assert steps(answer) == [["1", "target"]]
    [counted] = answer.plans[0].counted
    assert (counted.asked, counted.by) == (iri("skills/x"), iri("courses/1"))
    assert counted.attested is not None
    assert counted.attested.how == "TAUGHT"


async def test_a_competency_that_nothing_attests_is_a_step_of_its_own(registry: Registry) -> None:
    """Where nobody says what attests it, the competency itself stays to be shown."""
    await publish(registry, "target", credential(T, extra=skills("x")))
    answer = await ask(registry)
    assert steps(answer) == [["x", "target"]]
    assert answer.reachable.verdict is Verdict.UNKNOWN


WELDERS = "https://w3id.org/credway/schemes/soc/2018/51-4121"
IT = "https://w3id.org/credway/schemes/clusters/2019/IT"


async def test_an_occupation_is_reached_by_any_credential_said_to_be_for_it(registry: Registry) -> None:
    """Each credential classed with the occupation is a plan, by that relation and not as required."""
    await publish(registry, "others", *(reference(f"credentials/{name}") for name in "ab"))
    await publish(
        registry,
        "claims",
        claim("claims#1", "credentials/a", "ceterms:occupationType", obj=WELDERS),
        claim("claims#2", "credentials/b", "ceterms:occupationType", obj=WELDERS),
    )
    answer = await ask(registry, WELDERS)
    assert steps(answer) == [["a"], ["b"]]
    assert [(s.relation, s.required) for p in answer.plans for s in p.steps] == [
        ("occupationType", False)
    ] * 2
    assert [s.kind for s in answer.plans[0].steps[0].basis] == ["Classification"]


@pytest.mark.parametrize("ref", [Ref(code="51-4121"), Ref(name="51-4121")])
async def test_an_occupation_is_known_by_its_code(registry: Registry, ref: Ref) -> None:
    """A SOC code names its occupation in a registry into which no occupations were imported."""
    aligned = {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": WELDERS}
    await publish(registry, "target", credential(T, {"ceterms:occupationType": [aligned]}))
    answer = await pathways(await registry.ask(), [], ref)
    assert (answer.target, steps(answer)) == (WELDERS, [["target"]])
    with pytest.raises(NotFound):
        await pathways(await registry.ask(), [], Ref(code="99-9999"))


async def test_an_occupation_that_requires_a_credential_is_reached_by_it(registry: Registry) -> None:
    """Where somebody requires a credential for the occupation, no other will do in its place."""
    await publish(registry, "others", *(reference(f"credentials/{name}") for name in "ab"))
    await publish(
        registry,
        "claims",
        claim("claims#1", "credentials/a", "ceterms:occupationType", obj=WELDERS),
        claim("claims#2", "credentials/b", "ceterms:isRequiredFor", obj=WELDERS),
    )
    answer = await ask(registry, WELDERS)
    assert steps(answer) == [["b"]]
    assert [(s.relation, s.required) for s in answer.plans[0].steps] == [("requires", True)]


async def test_a_cluster_is_reached_by_any_credential_in_it(registry: Registry) -> None:
    """A credential said to be in the cluster is a plan; with one held nothing is left to do."""
    await publish(registry, "others", reference("credentials/a"))
    await publish(registry, "claims", claim("claims#1", "credentials/a", "credway:careerCluster", obj=IT))
    assert steps(await ask(registry, IT)) == [["a"]]
    assert steps(await ask(registry, IT, held=("credentials/a",))) == [[]]


async def test_an_occupation_of_which_nobody_speaks(registry: Registry) -> None:
    """A known occupation that nothing leads to is not called reachable, and nothing to obtain is no plan."""
    answer = await ask(registry, WELDERS)
    assert (answer.reachable.verdict, answer.plans) == (Verdict.UNKNOWN, [])
    assert (
        answer.reachable.missing[0].what
        == "nobody states what leads to Welders, Cutters, Solderers, and Brazers"
    )


async def test_bad_questions_get_clear_errors(registry: Registry) -> None:
    """An unknown CTID, a day that is none, a thousand held and a day to come are refused with a reason."""
    await publish(registry, "target", reference(T))
    frame = await registry.ask()
    target = Ref(id=iri(T))
    with pytest.raises(NotFound, match="nothing is known here"):
        await pathways(frame, [], Ref(ctid="ce-00000000-0000-4000-8000-000000000000"))
    with pytest.raises(BadRequest, match="is not a CTID"):
        await pathways(frame, [], Ref(ctid="ce-1"))
    with pytest.raises(BadRequest, match="is not a date"):
        await pathways(frame, [Held(target, earned_on="2026-02-31")], target)
    with pytest.raises(BadRequest, match="lies after"):
        await pathways(frame, [Held(target, earned_on="2027-01-01")], target)
    with pytest.raises(LimitExceeded, match="max_held"):
        await pathways(frame, [Held(target)] * 1_000, target)
    with pytest.raises(LimitExceeded, match="max_plans"):
        await pathways(frame, [], target, first=99)
    with pytest.raises(NotFound):
        await pathways(frame, [], target, place=Place(institution="Nowhere College"))


async def test_steps_earn_what_a_place_awards(registry: Registry) -> None:
    """With a place the credit of a step is its award there in force; other places do not count."""
    await given(registry, profile("credentials/a"))
    await publish(
        registry,
        "orgs",
        organization("organizations/ohio", "OH"),
        organization("organizations/iowa", "IA"),
        reference("courses/1", "ceterms:Course"),
    )
    await publish(
        registry,
        "awards",
        award(
            "awards/1",
            held=("credentials/a",),
            by="organizations/ohio",
            toward=("courses/1",),
            amounts=(hours("3"),),
        ),
        award("awards/2", held=("credentials/a",), by="organizations/iowa", amounts=(hours("9"),)),
    )
    answer = await ask(registry, place=Place(state="OH"), order=PlanOrder.CREDIT)
    first, _ = answer.plans[0].steps
    assert [(e.low, e.unit, e.awarded_by) for e in first.credit] == [
        ("3", "creditUnit:SemesterHour", iri("organizations/ohio"))
    ]
    assert [(t.low, t.awarded_by) for t in answer.plans[0].totals.credit] == [
        ("3", iri("organizations/ohio"))
    ]


@pytest.mark.parametrize(
    ("amounts", "low", "high"),
    [
        ([("3", "0.5")], "0", "3"),
        ([("3", "1")], "3", "3"),
        ([("3", None), ("5", "0.9")], "3", "5"),
        ([("at least 3", None)], "3", None),
        ([("at least 3", "0.9"), ("2", None)], "2", None),
    ],
)
async def test_what_is_in_doubt_or_open_ended_is_no_certain_credit_of_a_plan(
    registry: Registry, amounts: list[tuple[str, str | None]], low: str, high: str | None
) -> None:
    """Credit of a plan is certain where no document is in doubt, and has a most where all state one."""
    await given(registry, profile("credentials/a"))
    await publish(
        registry,
        "orgs",
        organization("organizations/ohio", "OH"),
        reference("courses/1", "ceterms:Course"),
    )
    for number, (amount, sure) in enumerate(amounts):
        least = amount.removeprefix("at least ")
        stated = hours(least) if least == amount else {"schema:minValue": float(least)}
        doubt = {"credway:confidence": {"@type": "xsd:decimal", "@value": sure}} if sure else {}
        node = award(
            f"awards/{number}",
            held=("credentials/a",),
            by="organizations/ohio",
            toward=("courses/1",),
            amounts=({**stated, "ceterms:creditUnitType": ["creditUnit:SemesterHour"]},),
            extra=doubt,
        )
        await publish(registry, f"award-{number}", node)
    answer = await ask(registry, place=Place(state="OH"), order=PlanOrder.CREDIT)
    assert [(t.low, t.high) for t in answer.plans[0].totals.credit] == [(low, high)]


async def test_round_trips_are_bounded_whatever_is_asked(registry: Registry) -> None:
    """Six steps with three alternatives each cost as much as two: three calls, competencies included."""
    levels = [[f"credentials/l{level}-{way}" for way in range(3)] for level in range(6)]
    for level, names in enumerate(levels):
        for name in names:
            alternatives = [profile(each) for each in levels[level + 1]] if level < 5 else []
            terms = {"ceterms:requires": [profile(extra={"ceterms:alternativeCondition": alternatives})]}
            await publish(registry, name, credential(name, terms if alternatives else skills("x")))
    counts = {}
    for path in (levels[4][0], levels[0][0]):
        frame = await registry.ask()
        answer = await pathways(frame, [], Ref(id=iri(path)))
        counts[path] = frame.calls
        assert len(answer.plans) == 3
    assert len(answer.plans[0].steps) == 7
    assert set(counts.values()) == {3}
    frame = await registry.ask()
    await pathways(frame, [], Ref(id=iri(levels[0][0])), place=Place(state="OH"), order=PlanOrder.FEE)
    assert frame.calls == 4


async def test_the_same_words_of_two_things_are_two_conditions(registry: Registry) -> None:
    """What two credentials ask for in the same words is open twice; each is named, holding one settles it."""
    only_words = {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNodeName": {"en": "Welding"}}
    asks = profile(extra={"ceterms:targetCompetency": [only_words]})
    for name in "ab":
        await publish(registry, name, credential(f"credentials/{name}", {"ceterms:requires": [asks]}))
    both = profile("credentials/a", "credentials/b")
    await publish(registry, "target", credential(T, {"ceterms:requires": [both]}))
    answer = await ask(registry)
    assert [c.condition for c in answer.plans[0].conditions] == ["Welding", "Welding"]
    assert answer.reachable.verdict is Verdict.UNKNOWN
    what = [each.what for each in answer.reachable.missing]
    assert what == ["A asks for: Welding", "B asks for: Welding"]
    answer = await ask(registry, held=("credentials/a",))
    assert [each.what for each in answer.reachable.missing] == ["B asks for: Welding"]


async def test_a_corequisite_is_held_or_a_step(registry: Registry) -> None:
    """A corequisite is held or a step: without it there is no plan."""
    await publish(registry, "others", *(reference(f"credentials/{name}") for name in "ab"))
    terms = {
        "ceterms:requires": [profile("credentials/a")],
        "ceterms:corequisite": [profile("credentials/b")],
    }
    await publish(registry, "target", credential(T, terms))
    answer = await ask(registry, held=("credentials/a",))
    assert (steps(answer), answer.plans[0].conditions) == ([["b", "target"]], ())
    assert (answer.plans[0].steps[0].relation, answer.plans[0].steps[1].together) == ("corequisite", (1,))
    assert [each.what for each in answer.reachable.missing] == ["what B requires is not stated"]
    answer = await ask(registry, held=("credentials/a", "credentials/b"))
    assert (steps(answer), answer.plans[0].conditions) == ([["target"]], ())
    assert answer.reachable.verdict is Verdict.YES


async def test_more_attesters_than_may_be_read_are_said(registry: Registry) -> None:
    """Of two courses that teach a competency one is read where the limit is one, and the answer says so."""
    await publish(registry, "target", credential(T, extra=skills("x")))
    aligned = {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": iri("skills/x")}
    for name in "ab":
        terms = {"ceterms:teaches": [aligned]}
        course = credential(f"credentials/{name}", terms) | {"@type": "ceterms:Course"}
        await publish(registry, name, course)
    assert steps(await ask(registry)) == [["a", "target"], ["b", "target"]]
    frame = await registry.ask()
    frame.settings = frame.settings.replaced(max_attestations=1)
    answer = await pathways(frame, [], Ref(id=iri(T)))
    assert steps(answer) == [["a", "target"]]
    assert answer.cut is not None
    assert answer.cut.limit == "max_attestations"


async def test_nothing_is_left_to_know_of_a_target_that_is_held(registry: Registry) -> None:
    """Who holds the target needs no step, and no total is unknown; by fee a lone target shows its own."""
    await publish(registry, "target", credential(T))
    fee = {
        "schema:value": {"@type": "xsd:decimal", "@value": "100"},
        "credway:unit": "https://w3id.org/credway/schemes/units/USD",
    }
    await publish(registry, "figures", claim("figures#1", T, "credway:examFee", value=fee))
    [plan] = (await ask(registry, held=(T,))).plans
    assert (plan.steps, plan.totals.steps, plan.totals.incomplete) == ((), 0, ())
    [plan] = (await ask(registry, order=PlanOrder.FEE)).plans
    assert plan.totals.fee == "100"


async def test_what_stands_for_a_thing_may_ask_for_another_again_and_again(registry: Registry) -> None:
    """Where each twin asks for what a twin stands for, each step allowed is a call, and two more."""
    await publish(registry, "target", credential(T, {"ceterms:requires": [profile("credentials/a1")]}))
    for number in range(1, 7):
        terms = {
            "ceterms:sameAs": [iri(f"credentials/a{number}")],
            "ceterms:requires": [profile(f"credentials/a{number + 1}")],
        }
        await publish(registry, f"b{number}", credential(f"credentials/b{number}", terms))
    for most in range(1, 7):
        frame = await registry.ask()
        answer = await pathways(frame, [], Ref(id=iri(T)), max_steps=most, first=10)
        assert frame.calls == most + 2
        twins = [f"b{number}" for number in range(most - 2, 0, -1)]
        assert most == 1 or [f"a{most - 1}", *twins, "target"] in steps(answer)


async def test_ten_thousand_dependents_stay_within_the_limit(registry: Registry) -> None:
    """Far more ways than may be read are cut, and the answer says by which limit."""
    settings = registry.settings.replaced(max_search=50)
    small = Registry(registry.store, registry.preparer, settings, registry.clock, registry.base)
    names = [f"credentials/n{number:03}" for number in range(80)]
    alternatives = [profile(name) for name in names]
    await publish(
        registry,
        "target",
        credential(T, {"ceterms:requires": [profile(extra={"ceterms:alternativeCondition": alternatives})]}),
    )
    for start in range(0, 80, 20):
        nodes = [
            credential(name, {"ceterms:requires": [profile("credentials/zero")]})
            for name in names[start : start + 20]
        ]
        await publish(registry, f"many-{start}", *nodes)
    answer = await pathways(await small.ask(), [], Ref(id=iri(T)))
    assert answer.cut is not None
    assert answer.cut.limit == "max_search"
    assert answer.plans
