"""What plans leave open, what is obtained together, and figures that are not the whole, on both stores."""

from typing import Any

import pytest
from making import claim, credential, iri, profile, publish, reference, usd
from pathing import component, condition, constraint, hours, pathway

from credway.registry.answers.asker import Asker
from credway.registry.answers.competencies.gaps import GapState, gap
from credway.registry.answers.holding import Held
from credway.registry.answers.model import ConditionState, Verdict
from credway.registry.answers.pathways.answer import PathwayAnswer, pathways
from credway.registry.answers.pathways.next import NextAnswer, next_credentials
from credway.registry.answers.pathways.plans import PlanOrder
from credway.registry.answers.resolve import Ref
from credway.registry.registry import Registry

MET, UNMET, UNKNOWN = ConditionState.MET, ConditionState.UNMET, ConditionState.UNKNOWN
T = "credentials/target"
OHIO: dict[str, Any] = {
    "@type": "ceterms:JurisdictionProfile",
    "ceterms:mainJurisdiction": [{"@type": "ceterms:Place", "ceterms:addressRegion": {"en": "Ohio"}}],
}


async def ask(registry: Registry, to: str = T, held: tuple[str, ...] = (), **question: Any) -> PathwayAnswer:
    """Ask for plans to a thing."""
    owned = [Held(Ref(id=iri(f"credentials/{name}"))) for name in held]
    return await pathways(await registry.ask(), owned, Ref(id=iri(to)), **question)


async def following(registry: Registry, *held: str) -> NextAnswer:
    """Ask what can be taken next."""
    owned = [Held(Ref(id=iri(f"credentials/{name}"))) for name in held]
    return await next_credentials(await registry.ask(), owned)


def steps(answer: PathwayAnswer) -> list[list[str]]:
    """The last path segment of each step of each plan."""
    return [[step.obtains.rsplit("/", 1)[-1] for step in plan.steps] for plan in answer.plans]


def conditions(answer: PathwayAnswer) -> list[list[tuple[str, ConditionState]]]:
    """The conditions of each plan with their states."""
    return [[(each.condition, each.state) for each in plan.conditions] for plan in answer.plans]


def words(text: str, *targets: str) -> dict[str, Any]:
    """A profile that asks for something in words, and for things."""
    return profile(*targets, extra={"ceterms:condition": {"en": text}})


async def given(registry: Registry, *profiles: dict[str, Any], **terms: Any) -> None:
    """A target that requires the profiles, and the credentials a and b."""
    await publish(registry, "others", *(reference(f"credentials/{name}") for name in "ab"))
    more = {f"ceterms:{name}": value for name, value in terms.items()}
    await publish(registry, "target", credential(T, {"ceterms:requires": list(profiles), **more}))


async def test_alternatives_that_are_as_open_are_one_open_condition(registry: Registry) -> None:
    """65 years old or a veteran: nobody is told that it must be 65 years; what is not met decides alone."""
    either = [profile(extra={"ceterms:minimumAge": 65}), words("a veteran")]
    await given(registry, profile("credentials/a"), profile(extra={"ceterms:alternativeCondition": either}))
    both = "a veteran or at least 65 years old"
    answer = await ask(registry, held=("a",))
    assert conditions(answer) == [[(both, UNKNOWN)]]
    assert [each.what for each in answer.reachable.missing] == [f"Target asks for: {both}"]
    [near] = (await following(registry, "a")).credentials
    assert [each.condition for each in near.conditions] == [both]
    assert conditions(await ask(registry, asker=Asker(age=20))) == [[("a veteran", UNKNOWN)]]
    assert conditions(await ask(registry, asker=Asker(age=70))) == [[("at least 65 years old", MET)]]


async def test_what_is_not_met_in_any_way_is_told_of_each(registry: Registry) -> None:
    """65 years, or 60 and a resident of Ohio: a Virginian of 62 is told of both, with what was given."""
    older = profile(extra={"ceterms:minimumAge": 60, "ceterms:residentOf": [OHIO]})
    either = [profile(extra={"ceterms:minimumAge": 65}), older]
    await given(registry, profile(extra={"ceterms:alternativeCondition": either}))
    answer = await ask(registry, asker=Asker(age=62, resident_of="VA"))
    told = "at least 60 years old and resident of OH or at least 65 years old"
    assert conditions(answer) == [[(told, UNMET)]]
    assert (answer.plans[0].conditions[0].given, answer.reachable.verdict) == ("62, VA", Verdict.NO)


async def test_a_way_that_is_as_open_as_a_shorter_one_is_a_plan(registry: Registry) -> None:
    """X, or credential a and Y: who cannot show X may take a, so that both are plans."""
    either = [words("X"), words("Y", "credentials/a")]
    await given(registry, profile(extra={"ceterms:alternativeCondition": either}))
    answer = await ask(registry)
    assert steps(answer) == [["target"], ["a", "target"]]
    assert conditions(answer) == [[("X", UNKNOWN)], [("X or Y", UNKNOWN)]]
    assert conditions(await ask(registry, held=("a",))) == [[("X or Y", UNKNOWN)]]
    [near] = (await following(registry, "a")).credentials
    assert [each.condition for each in near.conditions] == ["X or Y"]


async def test_a_way_that_leaves_open_what_another_does_and_more_is_none(registry: Registry) -> None:
    """X, or credential a and X: the credential helps nobody."""
    either = [words("X"), words("X", "credentials/a")]
    await given(registry, profile(extra={"ceterms:alternativeCondition": either}))
    answer = await ask(registry)
    assert (steps(answer), conditions(answer)) == ([["target"]], [[("X", UNKNOWN)]])


async def test_so_many_of_some_open_constraints_are_one_condition(registry: Registry) -> None:
    """Two of three constraints: all three are named while nothing is known, the other two with one met."""
    bounds = [
        constraint("ceterms:minimumAge", "GTEQ", 21),
        constraint("ceterms:yearsOfExperience", "GTEQ", 2),
        constraint("ceterms:residentOf", "EQ", "OH"),
    ]
    asked = condition(extra={"ceterms:hasConstraint": bounds, "ceterms:requiredConstraints": 2})
    end = component("end", extra={"ceterms:hasCondition": [asked]})
    await publish(registry, "pathways/p", *pathway(end, ends=["end"]))
    age, home, years = "minimum age ≥ 21", "resident of = OH", "years of experience ≥ 2"
    assert conditions(await ask(registry, "pathways/p")) == [[(f"2 of: {age}; {home}; {years}", UNKNOWN)]]
    answer = await ask(registry, "pathways/p", asker=Asker(age=30))
    assert conditions(answer) == [[(age, MET), (f"{home} or {years}", UNKNOWN)]]


async def test_corequisites_of_each_other_are_obtained_together(registry: Registry) -> None:
    """A lecture and its laboratory that ask for each other are one plan, and neither waits for the other."""
    await publish(registry, "others", reference("credentials/x"))
    for one, other in (("lecture", "laboratory"), ("laboratory", "lecture")):
        terms = {
            "ceterms:requires": [profile("credentials/x")],
            "ceterms:corequisite": [profile(f"credentials/{other}")],
        }
        await publish(registry, one, credential(f"credentials/{one}", terms))
    answer = await ask(registry, "credentials/lecture")
    assert steps(answer) == [["x", "laboratory", "lecture"]]
    x, laboratory, lecture = answer.plans[0].steps
    assert [step.after for step in (x, laboratory, lecture)] == [(), (1,), (1,)]
    assert [step.together for step in (x, laboratory, lecture)] == [(), (3,), (2,)]
    assert (laboratory.relation, lecture.relation) == ("corequisite", "target")
    assert answer.plans[0].conditions == ()
    assert (await ask(registry, "credentials/lecture", ("x",))).reachable.verdict is Verdict.YES
    near = (await following(registry, "x")).credentials
    assert [each.lacks for each in near] == [(iri("credentials/lecture"),), (iri("credentials/laboratory"),)]


async def test_three_corequisites_in_a_ring_are_obtained_together(registry: Registry) -> None:
    """Each of three asks for the next beside it: all three are steps, and what one requires comes first."""
    await publish(registry, "others", reference("credentials/first"))
    for one, other in (("x", "y"), ("y", "z"), ("z", "x")):
        before = [profile("credentials/first")] if one == "z" else []
        terms = {"ceterms:requires": before, "ceterms:corequisite": [profile(f"credentials/{other}")]}
        await publish(registry, one, credential(f"credentials/{one}", terms))
    answer = await ask(registry, "credentials/x")
    assert sorted(steps(answer)[0]) == ["first", "x", "y", "z"]
    assert steps(answer)[0][-1] == "x"
    z = next(step for step in answer.plans[0].steps if step.obtains == iri("credentials/z"))
    assert [answer.plans[0].steps[number - 1].obtains for number in z.after] == [iri("credentials/first")]


async def test_a_corequisite_that_requires_the_thing_first_stays_open(registry: Registry) -> None:
    """P asks for q beside it, and q requires p first: p is a plan in which that stays open, no circle."""
    await publish(
        registry, "p", credential("credentials/p", {"ceterms:corequisite": [profile("credentials/q")]})
    )
    await publish(
        registry, "q", credential("credentials/q", {"ceterms:requires": [profile("credentials/p")]})
    )
    answer = await ask(registry, "credentials/p")
    assert (steps(answer), conditions(answer)) == ([["p"]], [[("a corequisite", UNKNOWN)]])
    assert steps(await ask(registry, "credentials/q")) == [["p", "q"]]


async def test_what_a_corequisite_leads_to_is_next(registry: Registry) -> None:
    """Who holds what is asked for beside a thing is told of the thing."""
    await given(registry, profile("credentials/a"), corequisite=[profile("credentials/b")])
    [near] = (await following(registry, "b")).credentials
    assert (near.credential, near.relation, near.lacks) == (iri(T), "corequisite", (iri("credentials/a"),))


@pytest.mark.parametrize("status", ["Deprecated", "TeachOut"])
async def test_a_step_that_has_ended_is_no_certain_way(registry: Registry, status: str) -> None:
    """A credential that is not awarded any more, by its own word, is a step that may not be open."""
    ended = {
        "ceterms:requires": [profile("credentials/b")],
        "ceterms:credentialStatusType": [
            {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": f"credentialStat:{status}"}
        ],
    }
    await given(registry, profile("credentials/old"))
    await publish(registry, "old", credential("credentials/old", ended))
    answer = await ask(registry, held=("b",))
    assert (steps(answer), answer.reachable.verdict) == ([["old", "target"]], Verdict.UNKNOWN)
    [missing] = answer.reachable.missing
    assert missing.what.startswith("whether Old can still be obtained; its status is ")
    assert missing.who_could_say == (iri("organizations/owner"),)
    assert (await ask(registry, held=("old",))).reachable.verdict is Verdict.YES
    [near] = (await following(registry, "b")).credentials
    assert (near.finding.verdict, near.finding.missing) == (Verdict.UNKNOWN, (missing,))


async def test_what_a_requirement_asks_for_besides_is_asked_for(registry: Registry) -> None:
    """B says that it is required for the target from the age of 18: a holder of 10 years is not told yes."""
    required = profile(T, extra={"ceterms:minimumAge": 18})
    await publish(registry, "b", credential("credentials/b", {"ceterms:isRequiredFor": [required]}))
    await publish(registry, "target", credential(T))
    young = await ask(registry, held=("b",), asker=Asker(age=10))
    assert (young.reachable.verdict, conditions(young)) == (Verdict.NO, [[("at least 18 years old", UNMET)]])
    assert (await ask(registry, held=("b",))).reachable.verdict is Verdict.UNKNOWN
    assert (await ask(registry, held=("b",), asker=Asker(age=18))).reachable.verdict is Verdict.YES


async def test_credit_that_is_required_is_not_passed_over(registry: Registry) -> None:
    """Credential a and 60 semester hours: the hours stay open, and are no competency that is missing."""
    await given(registry, profile("credentials/a", extra=dict(hours(60))))
    answer = await ask(registry, held=("a",))
    assert conditions(answer) == [[("credit: 60 (Semester Hour)", UNKNOWN)]]
    assert answer.reachable.verdict is Verdict.UNKNOWN
    found = await gap(await registry.ask(), [], Ref(id=iri(T)))
    assert [each.what for each in found.stated.missing] == ["nobody states which competencies it requires"]


def cost(price: int, **terms: Any) -> dict[str, Any]:
    """A cost as the owner of a credential states it, of an examination where nothing else is said."""
    kind = terms.pop("kind", "StandaloneAssessment")
    return {
        "@type": "ceterms:CostProfile",
        "ceterms:price": price,
        "ceterms:directCostType": {
            "@type": "ceterms:CredentialAlignmentObject",
            "ceterms:targetNode": f"costType:{kind}",
        },
        **{f"ceterms:{name}": value for name, value in ({"currency": "USD"} | terms).items() if value},
    }


def residency(name: str) -> list[dict[str, Any]]:
    """For whom a cost is, by residency."""
    return [{"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": f"residency:{name}"}]


@pytest.mark.parametrize(
    ("costs", "fee", "whole"),
    [
        ([cost(300)], "300", True),
        ([cost(300), cost(50, kind="RenewalFee")], "300", True),
        ([cost(300), cost(5000, kind="Tuition")], "300", False),
        (
            [cost(300, residencyType=residency("InState")), cost(600, residencyType=residency("OutOfState"))],
            None,
            False,
        ),
        ([cost(20), cost(300, paymentPattern={"en": "per credit hour"})], "20", False),
        ([cost(300), cost(100, currency="EUR")], None, False),
        ([cost(300), cost(100, currency=None)], None, False),
    ],
)
async def test_a_fee_is_the_whole_only_where_everybody_pays_it_once(
    registry: Registry, costs: list[dict[str, Any]], fee: str | None, whole: bool
) -> None:
    """What some pay, or by the unit, is not added; other costs, and currencies not stated, are said."""
    await given(registry, estimatedCost=costs)
    [plan] = (await ask(registry)).plans
    assert (plan.totals.fee, "fee" not in plan.totals.incomplete) == (fee, whole)


async def test_a_fee_that_is_the_whole_comes_before_one_that_is_not(registry: Registry) -> None:
    """An examination for 300 and nothing besides comes before one for 100 after courses for 5,000."""
    either = profile(
        "credentials/cheap", extra={"ceterms:alternativeCondition": [profile("credentials/whole")]}
    )
    await given(registry, either, estimatedCost=[cost(1)])
    for name, costs in (("cheap", [cost(100), cost(5000, kind="Tuition")]), ("whole", [cost(300)])):
        await publish(registry, name, credential(f"credentials/{name}", {"ceterms:estimatedCost": costs}))
    answer = await ask(registry, order=PlanOrder.FEE)
    assert [plan[0] for plan in steps(answer)] == ["whole", "cheap"]
    assert [plan.totals.fee for plan in answer.plans] == ["301", "101"]


async def test_of_several_durations_the_longest_counts(registry: Registry) -> None:
    """Two years full time and four part time are four years, whichever is stated first."""
    for name, spans in (("a", ("P2Y", "P4Y")), ("b", ("P4Y", "P2Y"))):
        lasting = [{"@type": "ceterms:DurationProfile", "ceterms:exactDuration": each} for each in spans]
        terms = {"ceterms:estimatedDuration": lasting}
        await publish(registry, name, credential(f"credentials/{name}", terms))
        [plan] = (await ask(registry, f"credentials/{name}")).plans
        assert plan.totals.duration == "P4Y"


async def test_of_several_wages_the_latest_period_counts(registry: Registry) -> None:
    """The median of 2024 is shown, not that of 2019, in whichever order they were published."""
    await given(registry)
    for thing, years in (
        ("a", (("2024", "52000"), ("2019", "41000"))),
        ("b", (("2019", "1"), ("2024", "2"))),
    ):
        for year, wage in years:
            value = {**usd(wage), "credway:period": year}
            path = f"claims/{thing}-{year}"
            await publish(
                registry, path, claim(path, f"credentials/{thing}", "credway:medianSalary", value=value)
            )
        [plan] = (await ask(registry, f"credentials/{thing}")).plans
        assert plan.steps[0].wage is not None
        assert plan.steps[0].wage.body["value"] == dict(years)["2024"]


@pytest.mark.parametrize(("right", "found"), [("6", MET), ("8", UNMET)])
async def test_a_side_in_quotes_is_a_number(registry: Registry, right: str, found: ConditionState) -> None:
    """CTDL writes "10" for a number: read as such, and a sum of 7 hours is compared with it."""
    courses = [component(n, kind="CourseComponent", extra=hours(v)) for n, v in (("a", 3), ("b", 4))]
    bound = constraint("ceterms:creditValue", "GTEQ", right, leftAction="Sum")
    asked = condition("a", "b", extra={"ceterms:hasConstraint": [bound]})
    end = component("end", extra={"ceterms:hasCondition": [asked]})
    outcome = await publish(registry, "pathways/p", *pathway(*courses, end, ends=["end"]))
    assert "FOLDED_IRI" in {each.code for each in outcome.verdict.findings}
    assert conditions(await ask(registry, "pathways/p")) == [[(f"sum of credit value ≥ {right}", found)]]


async def test_a_competency_is_met_through_one_that_is_the_same(registry: Registry) -> None:
    """A course assesses k1, exactly k4 of another framework: who holds it has k4, as a gap says too."""
    skills = [
        {
            "@id": iri(f"competencies/{name}"),
            "@type": "ceasn:Competency",
            "ceasn:competencyText": {"en": name},
            "ceasn:creator": [iri("organizations/author")],
        }
        for name in ("k1", "k4")
    ]
    skills[0]["ceasn:exactAlignment"] = [iri("competencies/k4")]
    await publish(registry, "skills", *skills)
    await publish(
        registry, "claims", claim("claims#1", "credentials/a", "ceterms:assesses", obj="competencies/k1")
    )
    await given(
        registry, {"@type": "ceterms:ConditionProfile", "ceterms:targetCompetency": [iri("competencies/k4")]}
    )
    answer = await ask(registry, held=("a",))
    assert (steps(answer), answer.reachable.verdict) == ([["target"]], Verdict.YES)
    [counted] = answer.plans[0].counted
    assert (counted.asked, counted.by, counted.held) == (iri("competencies/k4"), *[iri("credentials/a")] * 2)
    assert counted.attested is not None
    assert [said.kind for said in counted.attested.basis] == ["Claim", "Equivalence"]
    assert steps(await ask(registry)) == [["a", "target"]]
    [near] = (await following(registry, "a")).credentials
    assert (near.credential, near.finding.verdict) == (iri(T), Verdict.YES)
    found = await gap(await registry.ask(), [Ref(id=iri("credentials/a"))], Ref(id=iri(T)))
    assert [line.state for line in found.lines] == [GapState.ATTESTED]
