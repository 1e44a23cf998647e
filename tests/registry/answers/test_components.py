"""Pathway documents: components, conditions and constraints, worked out by hand, on both stores."""

from typing import Any

import pytest
from making import credential, iri, publish, reference
from pathing import component, condition, constraint, hours, pathway

from credway.registry.answers.asker import Asker
from credway.registry.answers.holding import Held
from credway.registry.answers.model import ConditionState, Verdict
from credway.registry.answers.pathways.answer import PathwayAnswer, pathways
from credway.registry.answers.pathways.plans import PlanOrder
from credway.registry.answers.pathways.targets import Target, TargetKind
from credway.registry.answers.resolve import Ref
from credway.registry.answers.sentences import plain_sentence
from credway.registry.registry import Registry

MET, UNMET, UNKNOWN = ConditionState.MET, ConditionState.UNMET, ConditionState.UNKNOWN
COURSE = "CourseComponent"


async def ask(registry: Registry, held: tuple[str, ...] = (), **question: Any) -> PathwayAnswer:
    """Ask for plans to the pathway document."""
    frame = await registry.ask()
    target = Target(Ref(id=iri("pathways/p")), TargetKind.PATHWAY)
    return await pathways(frame, [Held(Ref(id=iri(p))) for p in held], target, **{"first": 9} | question)


def steps(answer: PathwayAnswer) -> list[list[str]]:
    """The last path segment of each step of each plan."""
    return [[step.obtains.rsplit("/", 1)[-1] for step in plan.steps] for plan in answer.plans]


def states(answer: PathwayAnswer) -> list[list[ConditionState]]:
    """The states of the conditions of each plan."""
    return [[c.state for c in plan.conditions] for plan in answer.plans]


async def given(
    registry: Registry, *conditions: dict[str, Any], worth: dict[str, float] | None = None
) -> None:
    """A pathway to `end` with the courses a, b and c and some conditions of its destination."""
    worths = worth or {}
    courses = [component(n, kind=COURSE, extra=hours(worths[n]) if n in worths else None) for n in "abc"]
    end = component("end", "credentials/end", extra={"ceterms:hasCondition": list(conditions)})
    await publish(registry, "end", credential("credentials/end"))
    await publish(registry, "pathways/p", *pathway(*courses, end, ends=["end"]))


async def test_a_pathway_document_is_its_destination_with_components_as_steps(registry: Registry) -> None:
    """The document is no step; its destination is, by the credential it stands for, after its courses."""
    await given(registry, condition("a", "b"))
    answer = await ask(registry)
    assert steps(answer) == [["a", "b", "end"]]
    plan = answer.plans[0]
    assert [(s.relation, s.required, s.after) for s in plan.steps] == [
        ("component", True, ()),
        ("component", True, ()),
        ("destination", True, (1, 2)),
    ]
    assert steps(await ask(registry, held=("pathways/p/a",))) == [["b", "end"]]
    by_ref = await pathways(await registry.ask(), [], Ref(id=iri("pathways/p")))
    assert steps(by_ref) == [["a", "b", "end"]]


async def test_required_number_counts_targets_and_nested_conditions(registry: Registry) -> None:
    """Two of: course a, and a nested condition of b or c; a number as large as the parts asks for all."""
    inner = condition("b", "c", number=1)
    await given(registry, condition("a", number=2, extra={"ceterms:hasCondition": [inner]}))
    assert steps(await ask(registry)) == [["a", "b", "end"], ["a", "c", "end"]]


async def test_several_conditions_of_a_component_are_anded(registry: Registry) -> None:
    """One of a and b, and also one of b and c: b alone serves both, else a with c."""
    await given(registry, condition("a", "b", number=1), condition("b", "c", number=1))
    assert steps(await ask(registry)) == [["b", "end"], ["a", "c", "end"]]


async def test_the_logical_operator_joins_nested_conditions(registry: Registry) -> None:
    """With Or one of the nested conditions is enough; without an operator both are needed."""
    nested = [condition("a", "b"), condition("c")]
    await given(
        registry, condition(extra={"ceterms:hasCondition": nested, "ceterms:logicalOperator": "logic:Or"})
    )
    assert steps(await ask(registry)) == [["c", "end"], ["a", "b", "end"]]


async def test_two_pathways_to_one_credential_are_alternatives(registry: Registry) -> None:
    """What another Pathway document builds the credential from is not added to what this one does."""
    await given(registry, condition("a"))
    other = [
        {**component("end", "credentials/end"), "@id": iri("pathways/q/end")},
        {**component("x", kind=COURSE), "@id": iri("pathways/q/x")},
    ]
    other[0]["ceterms:hasCondition"] = [
        {**condition(), "ceterms:targetComponent": [iri("pathways/q/x")]},
    ]
    for node in other:
        node["ceterms:isPartOf"] = iri("pathways/q")
    whole = {**pathway(ends=[])[0], "@id": iri("pathways/q")}
    whole["ceterms:hasDestinationComponent"] = [iri("pathways/q/end")]
    await publish(registry, "pathways/q", whole, *other)
    assert steps(await ask(registry)) == [["a", "end"]]


async def test_children_are_needed_where_no_condition_says_otherwise(registry: Registry) -> None:
    """A component with children and no condition is made of all of them."""
    children = {"ceasn:hasChild": [iri("pathways/p/a"), iri("pathways/p/b")]}
    parts = [component("a", kind=COURSE), component("b", kind=COURSE), component("end", extra=children)]
    await publish(registry, "pathways/p", *pathway(*parts, ends=["end"]))
    assert steps(await ask(registry)) == [["a", "b", "end"]]


async def test_an_order_is_no_requirement(registry: Registry) -> None:
    """What precedes is followed as a suggestion where nothing else is said, and orders steps otherwise."""
    parts = [component("b", kind=COURSE), component("a", kind=COURSE), component("end")]
    parts[2]["ceterms:precededBy"] = [iri("pathways/p/b")]
    parts[0]["ceterms:precededBy"] = [iri("pathways/p/a")]
    await publish(registry, "pathways/p", *pathway(*parts, ends=["end"]))
    answer = await ask(registry)
    assert steps(answer) == [["a", "b", "end"]]
    assert [(s.relation, s.required) for s in answer.plans[0].steps][:2] == [("precedes", False)] * 2


async def test_an_order_among_required_components_orders_the_steps(registry: Registry) -> None:
    """Two required courses of which the second by name is said to come first are taken in that order."""
    parts = [
        component("a", kind=COURSE, extra={"ceterms:precededBy": [iri("pathways/p/b")]}),
        component("b", kind=COURSE, extra={"ceterms:hasCondition": [condition("c")]}),
        component("c", kind=COURSE),
        component("end", extra={"ceterms:hasCondition": [condition("a", "b")]}),
    ]
    parts[0]["ceterms:hasCondition"] = [condition("c")]
    await publish(registry, "pathways/p", *pathway(*parts, ends=["end"]))
    answer = await ask(registry)
    assert steps(answer) == [["c", "b", "a", "end"]]
    assert [step.after for step in answer.plans[0].steps] == [(), (1,), (1, 2), (2, 3)]


async def test_a_credential_that_requires_its_own_pathway(registry: Registry) -> None:
    """A credential may require a Pathway whose destination it is itself: that is no circle."""
    await publish(
        registry,
        "end",
        credential(
            "credentials/end",
            {
                "ceterms:requires": [
                    {"@type": "ceterms:ConditionProfile", "ceterms:targetPathway": [iri("pathways/p")]}
                ]
            },
        ),
    )
    end = component("end", "credentials/end", extra={"ceterms:hasCondition": [condition("a")]})
    await publish(registry, "pathways/p", *pathway(component("a", kind=COURSE), end, ends=["end"]))
    assert steps(await ask(registry)) == [["a", "end"]]
    direct = await pathways(await registry.ask(), [], Ref(id=iri("credentials/end")))
    assert steps(direct) == [["a", "end"]]


async def test_a_constraint_on_credit_is_met_by_the_components_taken(registry: Registry) -> None:
    """At least 7 hours from one or more of 3, 3 and 4: a and c, or b and c; less is shown as unmet."""
    sum_of = constraint("ceterms:creditValue", "GTEQ", 7, leftAction="Sum")
    rule = condition("a", "b", "c", number=1, extra={"ceterms:hasConstraint": [sum_of]})
    await given(registry, rule, worth={"a": 3, "b": 3, "c": 4})
    answer = await ask(registry)
    assert steps(answer)[:2] == [["a", "c", "end"], ["b", "c", "end"]]
    assert states(answer)[:2] == [[MET], [MET]]
    assert answer.plans[0].conditions[0].given == "3, 4"
    assert all(found == [UNMET] for found in states(answer)[2:])
    [total] = answer.plans[0].totals.credit
    assert (total.low, total.unit) == ("7", "creditUnit:SemesterHour")


async def test_a_constraint_without_its_input_is_unknown(registry: Registry) -> None:
    """Where nobody says what the courses are worth, the constraint is UNKNOWN and never met."""
    sum_of = constraint("ceterms:creditValue", "GTEQ", 7, leftAction="Sum")
    await given(registry, condition("a", "b", extra={"ceterms:hasConstraint": [sum_of]}))
    answer = await ask(registry)
    assert states(answer) == [[UNKNOWN]]
    assert answer.reachable.verdict is Verdict.UNKNOWN


async def test_amounts_of_two_units_are_not_added_for_a_constraint(registry: Registry) -> None:
    """Three semester hours and four quarter hours are no seven: UNKNOWN."""
    rule = condition(
        "a",
        "b",
        extra={"ceterms:hasConstraint": [constraint("ceterms:creditValue", "GTEQ", 7, leftAction="Sum")]},
    )
    parts = [
        component("a", kind=COURSE, extra=hours(3)),
        component("b", kind=COURSE, extra=hours(4, "creditUnit:QuarterHour")),
        component("end", extra={"ceterms:hasCondition": [rule]}),
    ]
    await publish(registry, "pathways/p", *pathway(*parts, ends=["end"]))
    answer = await ask(registry)
    assert states(answer) == [[UNKNOWN]]
    assert [(total.low, total.unit) for total in answer.plans[0].totals.credit] == [
        ("4", "creditUnit:QuarterHour"),
        ("3", "creditUnit:SemesterHour"),
    ]


async def test_a_constraint_on_a_fact_that_the_asker_gives(registry: Registry) -> None:
    """A grade above 2 is UNKNOWN without one, met by 3 and unmet by 2; a fact may be named in full."""
    grade = "https://example.org/grades/points"
    rule = condition("a", extra={"ceterms:hasConstraint": [constraint(grade, "GT", 2)]})
    await given(registry, rule)
    assert states(await ask(registry)) == [[UNKNOWN]]
    for value, state in (("3", MET), ("2", UNMET)):
        asker = Asker(facts=((grade, (value,)),))
        assert states(await ask(registry, asker=asker)) == [[state]]
    aged = condition("a", extra={"ceterms:hasConstraint": [constraint("ceterms:minimumAge", "GTEQ", 18)]})
    await publish(
        registry,
        "pathways/p",
        *pathway(
            component("a", kind=COURSE),
            component("end", extra={"ceterms:hasCondition": [aged]}),
            ends=["end"],
        ),
    )
    assert states(await ask(registry, asker=Asker(age=18))) == [[MET]]


@pytest.mark.parametrize(("operator", "expected"), [("And", [MET, UNMET]), ("Or", [MET]), ("OnlyOne", [MET])])
async def test_the_logical_operator_joins_constraints(
    registry: Registry, operator: str, expected: list[ConditionState]
) -> None:
    """Of one constraint met and one not, And shows both, Or and OnlyOne are satisfied with the one."""
    both = [
        constraint("https://example.org/a", "GTEQ", 1),
        constraint("https://example.org/b", "GTEQ", 1),
    ]
    terms = {"ceterms:hasConstraint": both, "ceterms:logicalOperator": f"logic:{operator}"}
    await given(registry, condition("a", extra=terms))
    asker = Asker(facts=(("https://example.org/a", ("2",)), ("https://example.org/b", ("0",))))
    [found] = states(await ask(registry, asker=asker))
    assert sorted(found) == sorted(expected)


async def test_an_operator_that_is_none_of_ctdl_is_unknown(registry: Registry) -> None:
    """A constraint under Not is not read as one to be met: nobody can say what is meant."""
    terms = {
        "ceterms:hasConstraint": [constraint("https://example.org/a", "GTEQ", 1)],
        "ceterms:logicalOperator": "logic:Not",
    }
    await given(registry, condition("a", extra=terms))
    answer = await ask(registry, asker=Asker(facts=(("https://example.org/a", ("2",)),)))
    assert (steps(answer), states(answer)) == ([["a", "end"]], [[UNKNOWN]])


async def test_more_than_is_named_is_unknown(registry: Registry) -> None:
    """Three of two courses are the two and something that nobody names; so is a condition in words."""
    await given(registry, condition("a", "b", number=3))
    answer = await ask(registry)
    assert (steps(answer), states(answer)) == ([["a", "b", "end"]], [[UNKNOWN]])
    assert answer.plans[0].conditions[0].condition == "3 of what counts, of which 2 are named"
    await given(registry, condition(extra={"ceterms:description": {"en": "12 hours of anything"}}))
    answer = await ask(registry)
    assert [c.condition for c in answer.plans[0].conditions] == ["12 hours of anything"]


async def test_none_of_some_is_nothing_to_obtain(registry: Registry) -> None:
    """A required number of none asks for no component."""
    await given(registry, condition("a", "b", number=0))
    answer = await ask(registry)
    assert (steps(answer), states(answer)) == ([["end"]], [[]])


async def test_credit_or_a_fact(registry: Registry) -> None:
    """7 hours or an age: without the age, courses of 7 hours are plans, and one alone too."""
    either = [
        constraint("ceterms:creditValue", "GTEQ", 7, leftAction="Sum"),
        constraint("ceterms:minimumAge", "GTEQ", 18),
    ]
    terms = {"ceterms:hasConstraint": either, "ceterms:logicalOperator": "logic:Or"}
    rule = condition("a", "b", "c", number=1, extra=terms)
    await given(registry, rule, worth={"a": 3, "b": 3, "c": 4})
    one, two = [["a"], ["b"], ["c"]], [["a", "c"], ["b", "c"]]
    assert [each[:-1] for each in steps(await ask(registry))] == one + two
    assert [each[:-1] for each in steps(await ask(registry, asker=Asker(age=17)))] == two + one
    assert [each[:-1] for each in steps(await ask(registry, asker=Asker(age=18)))] == one


async def test_only_one_constraint_may_be_met(registry: Registry) -> None:
    """Two constraints of which only one may hold are unmet where both do."""
    both = [constraint(f"https://example.org/{name}", "GTEQ", 1) for name in "ab"]
    terms = {"ceterms:hasConstraint": both, "ceterms:logicalOperator": "logic:OnlyOne"}
    await given(registry, condition("a", extra=terms))
    asker = Asker(facts=tuple((f"https://example.org/{name}", ("2",)) for name in "ab"))
    [found] = states(await ask(registry, asker=asker))
    assert found == [UNMET, UNMET]


async def test_required_constraints_count_constraints(registry: Registry) -> None:
    """One of two constraints is enough where requiredConstraints says so."""
    both = [constraint(f"https://example.org/{name}", "GTEQ", 1) for name in "ab"]
    terms = {"ceterms:hasConstraint": both, "ceterms:requiredConstraints": 1}
    await given(registry, condition("a", extra=terms))
    asker = Asker(facts=(("https://example.org/b", ("2",)),))
    assert states(await ask(registry, asker=asker)) == [[MET]]


async def test_points_of_components_count(registry: Registry) -> None:
    """A component's pointValue is read like its credit: 5 points of at least 5."""
    points = {"ceterms:pointValue": [{"@type": "schema:QuantitativeValue", "schema:value": 5}]}
    rule = condition(
        "a", extra={"ceterms:hasConstraint": [constraint("ceterms:pointValue", "GTEQ", 5, leftAction="Sum")]}
    )
    parts = [
        component("a", kind=COURSE, extra=points),
        component("end", extra={"ceterms:hasCondition": [rule]}),
    ]
    await publish(registry, "pathways/p", *pathway(*parts, ends=["end"]))
    assert states(await ask(registry)) == [[MET]]


async def test_plans_by_credit_put_the_most_credit_first(registry: Registry) -> None:
    """One of three courses of 3, 5 and unknown hours: 5, then 3, then the one that nobody measured."""
    await given(registry, condition("a", "b", "c", number=1), worth={"a": 3, "b": 5})
    answer = await ask(registry, order=PlanOrder.CREDIT)
    assert steps(answer) == [["b", "end"], ["a", "end"], ["c", "end"]]
    assert [[t.low for t in plan.totals.credit] for plan in answer.plans] == [["5"], ["3"], []]
    assert all("credit" in plan.totals.incomplete for plan in answer.plans)


async def test_a_circle_of_components_has_no_plan(registry: Registry) -> None:
    """Two courses that require each other lead nowhere, and the answer is UNKNOWN."""
    parts = [
        component("a", kind=COURSE, extra={"ceterms:hasCondition": [condition("b")]}),
        component("b", kind=COURSE, extra={"ceterms:hasCondition": [condition("a")]}),
        component("end", extra={"ceterms:hasCondition": [condition("a")]}),
    ]
    await publish(registry, "pathways/p", *pathway(*parts, ends=["end"]))
    answer = await ask(registry)
    assert (answer.plans, answer.reachable.verdict) == ([], Verdict.UNKNOWN)


async def test_a_pathway_with_two_destinations_leads_to_either(registry: Registry) -> None:
    """Off-ramps: each destination is a plan of its own."""
    await publish(registry, "others", reference("credentials/end"))
    parts = [component("off", "credentials/off"), component("end", "credentials/end")]
    await publish(registry, "pathways/p", *pathway(*parts, ends=["off", "end"]))
    assert steps(await ask(registry)) == [["end"], ["off"]]


async def test_a_pathway_is_said_in_sentences(registry: Registry) -> None:
    """Where it leads, what it is built from, a constraint and what comes first are said plainly."""
    sum_of = constraint("ceterms:creditValue", "GTEQ", 7, leftAction="Sum")
    rule = condition("a", extra={"ceterms:hasConstraint": [sum_of]})
    await given(registry, rule)
    first = component("z", kind=COURSE, extra={"ceterms:precededBy": [iri("pathways/p/a")]})
    await publish(registry, "pathways/p/z", first)
    frame = await registry.ask()
    things = [iri("pathways/p"), iri("credentials/end"), iri("pathways/p/z")]
    found = await frame.statements(things, ["Condition"], ["OF"])
    named = await frame.describe({thing for said in found for thing in said.mentioned})
    assert {plain_sentence(said, named) for said in found} == {
        "A pathway leads to End.",
        "End is built from a and a constraint, sum of credit value ≥ 7 (“a condition”).",
        "a is suggested before z.",
    }
