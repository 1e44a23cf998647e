"""What counts, how often, and what is left open: held things, amounts, cut reads, on both stores."""

from dataclasses import replace
from typing import Any

import pytest
from making import claim, credential, iri, profile, publish, reference, usd
from pathing import component, condition, constraint, hours, pathway

from credway.registry.answers.asker import Asker
from credway.registry.answers.holding import Held
from credway.registry.answers.model import ConditionState, Verdict
from credway.registry.answers.pathways.answer import PathwayAnswer, pathways
from credway.registry.answers.pathways.next import NextAnswer, next_credentials
from credway.registry.answers.pathways.plans import PlanOrder, PlanRelation
from credway.registry.answers.resolve import Ref
from credway.registry.errors import BadRequest
from credway.registry.registry import Registry

T = "credentials/target"
USD = "https://w3id.org/credway/schemes/units/USD"
HOURS = "https://w3id.org/credway/schemes/units/USDPerHour"


async def ask(registry: Registry, held: tuple[str, ...] = (), to: str = T, **question: Any) -> PathwayAnswer:
    """Ask for plans to the target."""
    return await pathways(
        await registry.ask(), [Held(Ref(id=iri(path))) for path in held], Ref(id=iri(to)), **question
    )


async def ask_next(registry: Registry, *held: str, **question: Any) -> NextAnswer:
    """Ask what can be taken next."""
    return await next_credentials(
        await registry.ask(), [Held(Ref(id=iri(path))) for path in held], **question
    )


def steps(answer: PathwayAnswer) -> list[list[str]]:
    """The last path segment of each step of each plan."""
    return [[step.obtains.rsplit("/", 1)[-1] for step in plan.steps] for plan in answer.plans]


async def given(registry: Registry, *profiles: dict[str, Any], **terms: Any) -> None:
    """A target that requires some profiles, and what it names."""
    for name in "abcd":
        await publish(registry, name, reference(f"credentials/{name}"))
    await publish(registry, "target", credential(T, {"ceterms:requires": list(profiles), **terms}))


def skills(*names: str) -> dict[str, Any]:
    """A profile that asks for competencies."""
    return profile(extra={"ceterms:targetCompetency": [iri(f"skills/{name}") for name in names]})


def either(*choices: dict[str, Any]) -> dict[str, Any]:
    """A profile of which one alternative will do."""
    return profile(extra={"ceterms:alternativeCondition": list(choices)})


def aged(years: int) -> dict[str, Any]:
    """A profile that asks for an age."""
    return profile(extra={"ceterms:minimumAge": years})


def money(unit: str = USD, **terms: str) -> dict[str, Any]:
    """An amount or a range in a unit."""
    exact = {f"schema:{name}": {"@type": "xsd:decimal", "@value": value} for name, value in terms.items()}
    return {**exact, "credway:unit": unit}


async def stated(registry: Registry, measure: str, *figures: tuple[str, dict[str, Any]]) -> None:
    """What a report states of some credentials."""
    said = [
        claim(f"figures#{number}", path, measure, value=value) for number, (path, value) in enumerate(figures)
    ]
    await publish(registry, "figures", *said)


async def test_what_is_held_itself_counts_as_itself(registry: Registry) -> None:
    """Who holds a credential and another that is the same holds what is asked for itself."""
    await given(registry, profile("credentials/a"))
    await publish(
        registry, "twin", credential("credentials/twin", {"ceterms:sameAs": [iri("credentials/a")]})
    )
    answer = await ask(registry, ("credentials/twin", "credentials/a"))
    [counted] = answer.plans[0].counted
    assert (counted.by, counted.held, counted.equivalent) == (
        iri("credentials/a"),
        iri("credentials/a"),
        None,
    )


async def test_a_competency_that_is_held_is_not_tested_again(registry: Registry) -> None:
    """What assesses a competency is no step for who holds it, or one that is the same."""
    await given(registry, skills("p"))
    same = claim("claims#2", "skills/q", "ceasn:exactAlignment", obj="skills/p")
    says = claim("claims#1", "credentials/a", "ceterms:assesses", obj="skills/p")
    await publish(registry, "claims", says, same)
    assert steps(await ask(registry)) == [["a", "target"]]
    assert steps(await ask(registry, ("skills/p",))) == [["target"]]
    assert steps(await ask(registry, ("skills/q",))) == [["target"]]


async def test_what_was_not_read_is_no_no(registry: Registry) -> None:
    """Where more stands for what is asked for than was read, that may be open though what was read is not."""
    await given(registry, profile("credentials/a"))
    same = {"ceterms:sameAs": [iri(f"credentials/{name}") for name in "bcd"]}
    for name, years, terms in (("a", 21, same), ("b", 21, {}), ("c", 21, {}), ("d", 16, {})):
        asks = {"ceterms:requires": [aged(years)]}
        await publish(registry, name, credential(f"credentials/{name}", {**asks, **terms}))
    await publish(registry, "target", credential(T, {"ceterms:requires": [profile("credentials/a")]}))
    whole = await ask(registry, asker=Asker(age=18))
    assert (whole.reachable.verdict, steps(whole)[0]) == (Verdict.YES, ["d", "target"])
    tight = replace(registry, settings=registry.settings.replaced(max_equivalents=1))
    answer = await ask(tight, asker=Asker(age=18))
    assert (answer.reachable.verdict, answer.cut and answer.cut.limit) == (Verdict.UNKNOWN, "max_equivalents")
    assert [each.what for each in answer.reachable.missing] == [
        "whether another way would do; not all were looked at"
    ]


async def test_what_was_not_read_is_no_yes(registry: Registry) -> None:
    """Where a thing may require more than was read, that it can be reached is UNKNOWN."""
    await given(registry, profile("credentials/a"), aged(16), aged(99))
    tight = replace(registry, settings=registry.settings.replaced(max_search=2))
    answer = await ask(tight, ("credentials/a",), asker=Asker(age=18))
    assert (answer.reachable.verdict, answer.cut and answer.cut.limit) == (Verdict.UNKNOWN, "max_search")
    assert [each.what for each in answer.reachable.missing] == [
        "what Target requires; more of it is stated than could be read"
    ]
    assert (await ask(registry, ("credentials/a",), asker=Asker(age=18))).reachable.verdict is Verdict.NO


async def test_a_plan_that_only_lacks_what_is_recommended_comes_first(registry: Registry) -> None:
    """A shorter plan that breaks a requirement is no NO beside one that only breaks a recommendation."""
    await given(registry, either(profile("credentials/a"), profile("credentials/b")))
    await publish(registry, "a", credential("credentials/a", {"ceterms:requires": [aged(21)]}))
    terms = {"ceterms:requires": [profile("credentials/c"), aged(16)], "ceterms:recommends": [aged(21)]}
    await publish(registry, "b", credential("credentials/b", terms))
    await publish(registry, "c", credential("credentials/c", {"ceterms:requires": [aged(16)]}))
    answer = await ask(registry, asker=Asker(age=18), include=[PlanRelation.RECOMMENDED], first=1)
    assert steps(answer) == [["c", "b", "target"]]
    assert answer.reachable.verdict is Verdict.YES


async def test_the_wage_gain_is_that_over_the_best_that_is_held(registry: Registry) -> None:
    """Of several held credentials the highest wage that compares counts, in whatever order they are given."""
    await given(registry, aged(16))
    hourly = {**usd("90"), "credway:unit": HOURS}
    wages = (("a", usd("20000")), ("b", usd("30000")), ("c", hourly), ("target", usd("50000")))
    await stated(registry, "credway:medianSalary", *((f"credentials/{n}", value) for n, value in wages))
    for held in ("abc", "cba", "bca"):
        answer = await ask(registry, tuple(f"credentials/{name}" for name in held))
        assert answer.plans[0].totals.wage_gain == "20000"
    assert (await ask(registry, ("credentials/c",))).plans[0].totals.wage_gain is None


@pytest.mark.parametrize("more", [money(HOURS, value="50"), money(minValue="40", maxValue="60")])
async def test_a_fee_of_which_a_part_is_known_is_no_lower_one(registry: Registry, more: Any) -> None:
    """100 dollars and something besides come after 120 dollars, which are the whole."""
    await given(registry, either(profile("credentials/a"), profile("credentials/b")))
    fees = (
        ("credentials/a", money(value="100")),
        ("credentials/a", more),
        ("credentials/b", money(value="120")),
    )
    await stated(registry, "credway:examFee", *fees, (T, money(value="1")))
    assert steps(await ask(registry, order=PlanOrder.FEE)) == [["b", "target"], ["a", "target"]]


async def test_hours_add_up_to_days(registry: Registry) -> None:
    """Twice twenty hours take longer than a day."""
    await given(registry, either(profile("credentials/a", "credentials/b"), profile("credentials/c")))
    for name, text in (("a", "PT20H"), ("b", "PT20H"), ("c", "P1D")):
        duration = [{"@type": "ceterms:DurationProfile", "ceterms:exactDuration": text}]
        terms = {"ceterms:estimatedDuration": duration}
        await publish(registry, name, credential(f"credentials/{name}", terms))
    assert steps(await ask(registry, order=PlanOrder.DURATION)) == [["c", "target"], ["a", "b", "target"]]


async def test_a_component_that_two_pathways_name_is_worth_its_credit_once(registry: Registry) -> None:
    """Three hours that two documents state of one course are no six, however often they are stated."""
    six = {"ceterms:hasConstraint": [constraint("ceterms:creditValue", "GTEQ", "6", leftAction="Sum")]}
    course = component("a", "courses/x", extra=hours(3))
    end = component("end", T, extra={"ceterms:hasCondition": [condition("a", extra=six)]})
    await publish(registry, "target", credential(T))
    await publish(registry, "pathways/p", *pathway(course, end, ends=["end"]))
    other = {**course, "@id": iri("pathways/q/a"), "ceterms:isPartOf": iri("pathways/q")}
    whole = {**pathway(ends=[])[0], "@id": iri("pathways/q")}
    whole["ceterms:hasDestinationComponent"] = [iri("pathways/q/a")]
    await publish(registry, "pathways/q", whole, other)
    answer = await ask(registry, to="pathways/p")
    assert [(c.state, c.given) for c in answer.plans[0].conditions] == [(ConditionState.UNMET, "3")]


async def test_components_that_are_the_same_are_worth_their_credit_once(registry: Registry) -> None:
    """One held course under two names, each a component of three hours, gives no six."""
    six = {"ceterms:hasConstraint": [constraint("ceterms:creditValue", "GTEQ", "6", leftAction="Sum")]}
    parts = [component(name, f"credentials/{name}", extra=hours(3)) for name in "ab"]
    end = component("end", T, extra={"ceterms:hasCondition": [condition("a", "b", extra=six)]})
    await publish(registry, "target", credential(T))
    same = {"ceterms:sameAs": [iri("credentials/b")]}
    await publish(registry, "a", credential("credentials/a", same))
    await publish(registry, "pathways/p", *pathway(*parts, end, ends=["end"]))
    answer = await ask(registry, ("credentials/a",), to="pathways/p")
    assert [(c.state, c.given) for c in answer.plans[0].conditions] == [(ConditionState.UNMET, "3")]


async def test_more_equivalents_than_may_be_followed_are_said(registry: Registry) -> None:
    """Where more stands for what is asked for than may be read, the answer says so."""
    await given(registry, profile("credentials/a"))
    same = {"ceterms:sameAs": [iri(f"credentials/{name}") for name in "bcd"]}
    await publish(registry, "a", credential("credentials/a", same))
    assert (await ask(registry)).cut is None
    tight = replace(registry, settings=registry.settings.replaced(max_equivalents=1))
    answer = await ask(tight)
    assert answer.cut is not None
    assert (answer.cut.limit, answer.cut.value) == ("max_equivalents", 1)


async def test_no_steps_at_all_are_refused(registry: Registry) -> None:
    """A plan of no steps cannot be asked for."""
    await given(registry, aged(16))
    with pytest.raises(BadRequest, match="at least 1"):
        await ask(registry, max_steps=0)


async def test_one_thing_that_serves_twice_is_all_that_is_lacking(registry: Registry) -> None:
    """Of a choice and a requirement what serves both is the one thing that is lacking."""
    choice = either(profile("credentials/b"), profile("credentials/c"))
    await given(registry, profile("credentials/a"), choice, profile("credentials/c"))
    answer = await ask_next(registry, "credentials/a")
    assert [(each.credential, each.lacks) for each in answer.credentials] == [
        (iri(T), (iri("credentials/c"),))
    ]


async def test_a_longer_way_leaves_out_what_is_not_met_on_a_shorter(registry: Registry) -> None:
    """What lacks two things on the only way that is open is not next, and no NO."""
    choice = either(profile("credentials/b"), aged(65))
    await given(registry, profile("credentials/a"), choice, profile("credentials/c"))
    assert (await ask_next(registry, "credentials/a", asker=Asker(age=20))).credentials == []
    [old] = (await ask_next(registry, "credentials/a", asker=Asker(age=70))).credentials
    assert (old.lacks, old.finding.verdict) == ((iri("credentials/c"),), Verdict.UNKNOWN)


async def test_what_comes_next_is_not_open_where_not_all_was_read(registry: Registry) -> None:
    """Where more may be required than was read, nothing is open for certain."""
    await given(registry, profile("credentials/a"), aged(16), aged(99))
    tight = replace(registry, settings=registry.settings.replaced(max_next=2))
    answer = await ask_next(tight, "credentials/a", asker=Asker(age=18))
    assert answer.cut is not None
    assert [each.finding.verdict for each in answer.credentials] == [Verdict.UNKNOWN]
    assert answer.credentials[0].finding.missing[0].what == (
        "what Target requires; more may be stated than could be read"
    )


@pytest.mark.parametrize(
    ("held", "verdict"),
    [
        (("credentials/a", "credentials/b"), Verdict.YES),
        (("credentials/a",), Verdict.UNKNOWN),
    ],
)
async def test_held_components_are_weighed_for_what_is_next(
    registry: Registry, held: tuple[str, ...], verdict: Verdict
) -> None:
    """Six hours are reached by two held components of three; with one of them it is open, and no NO."""
    six = {"ceterms:hasConstraint": [constraint("ceterms:creditValue", "GTEQ", "6", leftAction="Sum")]}
    parts = [component(name, f"credentials/{name}", extra=hours(3)) for name in "ab"]
    end = component("end", T, extra={"ceterms:hasCondition": [condition("a", "b", number=1, extra=six)]})
    await publish(registry, "others", *(reference(f"credentials/{name}") for name in "ab"))
    await publish(registry, "target", credential(T))
    await publish(registry, "pathways/p", *pathway(*parts, end, ends=["end"]))
    [found] = (await ask_next(registry, *held)).credentials
    assert (found.credential, found.finding.verdict) == (iri(T), verdict)


async def test_a_link_in_doubt_leaves_open_whether_a_held_credential_counts(registry: Registry) -> None:
    """By a link of confidence 0.5 a held credential counts perhaps; by a sure one beside it, it counts."""
    await given(registry, profile("credentials/a"))
    doubt = {"credway:confidence": {"@type": "xsd:decimal", "@value": "0.5"}}
    link = claim("claims#1", "credentials/b", "ceterms:sameAs", obj="credentials/a", extra=doubt)
    await publish(registry, "claims", link)
    says = (
        f"Target asks for: {iri('credentials/a')}; that {iri('credentials/b')} stands for it is taken with a "
        f"confidence of 0.5 in {iri('claims')}"
    )
    answer = await ask(registry, ("credentials/b",))
    assert steps(answer) == [["target"], ["a", "target"]]
    assert answer.reachable.verdict is Verdict.UNKNOWN
    assert says in [each.what for each in answer.reachable.missing]
    [after] = (await ask_next(registry, "credentials/b")).credentials
    assert (after.credential, after.finding.verdict) == (iri(T), Verdict.UNKNOWN)
    assert [each.what for each in after.finding.missing] == [says]
    await publish(registry, "sure", claim("sure#1", "credentials/b", "ceterms:sameAs", obj="credentials/a"))
    assert (await ask(registry, ("credentials/b",))).reachable.verdict is Verdict.YES


async def test_a_step_that_stands_for_another_in_doubt_is_no_certain_way(registry: Registry) -> None:
    """What is asked for may be met by a step through a link in doubt: possible, and beside a certain way."""
    await given(registry, profile("credentials/a"))
    doubt = {"credway:confidence": {"@type": "xsd:decimal", "@value": "0.5"}}
    await publish(registry, "b", credential("credentials/b", {"ceterms:requires": [aged(16)]}))
    link = claim("claims#1", "credentials/b", "ceterms:sameAs", obj="credentials/a", extra=doubt)
    await publish(registry, "claims", link)
    answer = await ask(registry, asker=Asker(age=18))
    assert steps(answer) == [["a", "target"], ["b", "target"]]
    assert answer.reachable.verdict is Verdict.UNKNOWN
    assert ConditionState.UNKNOWN in {each.state for each in answer.plans[1].conditions}
    assert [(each.by, each.asked) for each in answer.plans[1].counted] == [
        (iri("credentials/b"), iri("credentials/a"))
    ]


@pytest.mark.parametrize("text", ["P9000Y", "P9999999999D"])
async def test_what_nothing_takes_is_no_duration(registry: Registry, text: str) -> None:
    """Thousands of years are unknown, and no reason not to answer."""
    duration = [{"@type": "ceterms:DurationProfile", "ceterms:exactDuration": text}]
    await publish(registry, "target", credential(T, {"ceterms:estimatedDuration": duration}))
    totals = (await ask(registry, order=PlanOrder.DURATION)).plans[0].totals
    assert (totals.duration, "duration" in totals.incomplete) == (None, True)


async def test_of_several_amounts_the_lowest_is_certain(registry: Registry) -> None:
    """A course of three hours by one pathway and of four by another is three for certain, four perhaps."""
    end = component("end", T, extra={"ceterms:hasCondition": [condition("a")]})
    await publish(registry, "target", credential(T))
    parts = component("a", "courses/x", extra=hours(3)), end
    await publish(registry, "pathways/p", *pathway(*parts, ends=["end"]))
    other = {**component("a", "courses/x", extra=hours(4)), "@id": iri("pathways/q/a")}
    other["ceterms:isPartOf"] = iri("pathways/q")
    whole = {**pathway(ends=[])[0], "@id": iri("pathways/q")}
    whole["ceterms:hasDestinationComponent"] = [iri("pathways/q/a")]
    await publish(registry, "pathways/q", whole, other)
    [credit] = (await ask(registry, to="pathways/p")).plans[0].totals.credit
    assert (credit.low, credit.high) == ("3", "4")


DOUBT = {"credway:confidence": {"@type": "xsd:decimal", "@value": "0.5"}}


def same(number: int, one: str, other: str, **extra: Any) -> dict[str, Any]:
    """A claim that two credentials are the same."""
    names = (f"credentials/{one}", f"credentials/{other}")
    return claim(f"links#{number}", names[0], "ceterms:sameAs", obj=names[1], extra=extra or None)


@pytest.mark.parametrize(
    "links",
    [
        [same(1, "b", "a", **DOUBT), same(2, "b", "c"), same(3, "c", "a")],
        [same(1, "b", "c", **DOUBT), same(2, "c", "a"), same(3, "b", "d"), same(4, "d", "a")],
        [same(1, "b", "d", **DOUBT), same(2, "d", "a"), same(3, "b", "c"), same(4, "c", "a")],
    ],
)
async def test_a_way_without_a_doubt_counts_whatever_else_is_doubted(
    registry: Registry, links: list[dict[str, Any]]
) -> None:
    """What stands for an asked thing by sure links counts for certain, though a doubtful way is as short."""
    await given(registry, profile("credentials/a"))
    await publish(registry, "links", *links)
    assert (await ask(registry, ("credentials/b",))).reachable.verdict is Verdict.YES
    [after] = (await ask_next(registry, "credentials/b")).credentials
    assert (after.finding.verdict, after.lacks) == (Verdict.YES, ())


async def test_what_is_next_says_that_more_stands_for_what_is_held(registry: Registry) -> None:
    """Where more stands for what is held than may be read, the list of what is next says so."""
    await given(registry, profile("credentials/a"))
    await publish(registry, "links", *(same(n, "a", other) for n, other in enumerate("bcd")))
    assert (await ask_next(registry, "credentials/a")).cut is None
    tight = replace(registry, settings=registry.settings.replaced(max_equivalents=1))
    cut = (await ask_next(tight, "credentials/a")).cut
    assert cut is not None
    assert (cut.limit, cut.value) == ("max_equivalents", 1)


async def test_a_sure_plan_that_is_not_shown_is_a_yes(registry: Registry) -> None:
    """A longer way of which all is known is a YES beside a shorter one that alone is shown."""
    await given(registry, either(profile("credentials/a"), profile("credentials/b")))
    terms = {"ceterms:requires": [profile("credentials/c")]}
    await publish(registry, "a", credential("credentials/a", terms))
    await publish(registry, "c", credential("credentials/c", {"ceterms:requires": [aged(16)]}))
    whole = await ask(registry, asker=Asker(age=18))
    assert steps(whole) == [["b", "target"], ["c", "a", "target"]]
    answer = await ask(registry, asker=Asker(age=18), first=1)
    assert (steps(answer), answer.reachable.verdict) == ([["b", "target"]], Verdict.YES)
    assert set(answer.reachable.basis) == {said for step in whole.plans[1].steps for said in step.basis}


async def test_an_attestation_in_doubt_leaves_open_whether_it_counts(registry: Registry) -> None:
    """By a claim of confidence 0.5 what is held, or a step, counts perhaps, by a sure one for certain."""
    await given(registry, skills("p"))
    says = claim("claims#1", "credentials/a", "ceterms:assesses", obj="skills/p", extra=DOUBT)
    await publish(registry, "claims", says)
    await publish(registry, "a", credential("credentials/a", {"ceterms:requires": [aged(16)]}))
    text = (
        f"Target asks for: {iri('skills/p')}; that {iri('credentials/a')} attests it is taken with a "
        f"confidence of 0.5 in {iri('claims')}"
    )
    held = await ask(registry, ("credentials/a",))
    assert (steps(held), held.reachable.verdict) == ([["target"]], Verdict.UNKNOWN)
    assert [each.what for each in held.reachable.missing] == [text]
    assert [(each.by, each.attested is not None) for each in held.plans[0].counted] == [
        (iri("credentials/a"), True)
    ]
    step = await ask(registry, asker=Asker(age=18))
    assert (steps(step), step.reachable.verdict) == ([["a", "target"]], Verdict.UNKNOWN)
    [after] = (await ask_next(registry, "credentials/a")).credentials
    assert (after.finding.verdict, after.lacks) == (Verdict.UNKNOWN, ())
    assert [each.what for each in after.finding.missing] == [text]
    await publish(registry, "sure", claim("sure#1", "credentials/a", "ceterms:assesses", obj="skills/p"))
    assert (await ask(registry, ("credentials/a",))).reachable.verdict is Verdict.YES
    assert (await ask(registry, asker=Asker(age=18))).reachable.verdict is Verdict.YES
    [sure] = (await ask_next(registry, "credentials/a")).credentials
    assert sure.finding.verdict is Verdict.YES


async def test_two_components_for_one_credential_count_once(registry: Registry) -> None:
    """Of two that are asked for a credential is one, however many components stand for it."""
    parts = [component(name, f"credentials/{name[0]}") for name in ("a1", "a2", "b")]
    end = component("end", T, extra={"ceterms:hasCondition": [condition("a1", "a2", "b", number=2)]})
    await publish(registry, "others", *(reference(f"credentials/{name}") for name in "ab"))
    await publish(registry, "target", credential(T))
    await publish(registry, "pathways/p", *pathway(*parts, end, ends=["end"]))
    assert steps(await ask(registry, ("credentials/a",), to="pathways/p")) == [["b", "target"]]
    [after] = (await ask_next(registry, "credentials/a")).credentials
    assert after.lacks == (iri("credentials/b"),)


async def nested(registry: Registry) -> None:
    """A pathway to the target of a credential and of another pathway, which has two ends."""
    parts = [component("a", "credentials/a"), component("inner", "pathways/q")]
    end = component("end", T, extra={"ceterms:hasCondition": [condition("a", "inner")]})
    ends = [
        {**component(name, f"credentials/{name}"), "@id": iri(f"pathways/q/{name}")} for name in ("b", "c")
    ]
    inner = {**pathway(ends=[])[0], "@id": iri("pathways/q")}
    inner["ceterms:hasDestinationComponent"] = [each["@id"] for each in ends]
    await given(registry)
    await publish(
        registry, "pathways/q", inner, *({**e, "ceterms:isPartOf": iri("pathways/q")} for e in ends)
    )
    await publish(registry, "pathways/p", *pathway(*parts, end, ends=["end"]))


@pytest.mark.parametrize(
    ("held", "lacks"),
    [
        (("credentials/a", "credentials/b"), ()),
        (("credentials/b",), (iri("credentials/a"),)),
        (("credentials/c",), (iri("credentials/a"),)),
    ],
)
async def test_what_is_next_goes_through_a_pathway_inside_another(
    registry: Registry, held: tuple[str, ...], lacks: tuple[str, ...]
) -> None:
    """Who holds what a pathway leads to lacks nothing of it where it is a component of another."""
    await nested(registry)
    [after] = (await ask_next(registry, *held)).credentials
    assert (after.credential, after.lacks, after.relation) == (iri(T), lacks, "component")
    assert after.finding.verdict is (Verdict.UNKNOWN if lacks else Verdict.YES)
    assert "destination" in {said.body["relation"] for said in after.finding.basis}
