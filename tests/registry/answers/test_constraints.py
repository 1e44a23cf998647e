"""Constraints judged with three values: each comparator, each action, and what nobody gives."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credway.registry.answers.model import ConditionState
from credway.registry.answers.pathways.constraints import Worth, judge, read_facts, said

MET, UNMET, UNKNOWN = ConditionState.MET, ConditionState.UNMET, ConditionState.UNKNOWN
GRADE = "https://example.org/grade"


def state(
    left: list[str], comparator: str, right: list[str], given: dict[str, list[str]], **more: Any
) -> str:
    """Judge a constraint over facts alone."""
    constraint = {"left": left, "comparator": comparator, "right": right, **more}
    found, _ = judge(constraint, read_facts(given), Worth(), [])
    return found


@pytest.mark.parametrize(
    ("comparator", "states"),
    [
        ("EQ", [UNMET, MET, UNMET]),
        ("NEQ", [MET, UNMET, MET]),
        ("GT", [UNMET, UNMET, MET]),
        ("GTEQ", [UNMET, MET, MET]),
        ("LT", [MET, UNMET, UNMET]),
        ("LTEQ", [MET, MET, UNMET]),
    ],
)
def test_every_comparator(comparator: str, states: list[ConditionState]) -> None:
    """Grades of 9, 10 and 11 against 10, as numbers and not as words."""
    assert [state([GRADE], comparator, ["10"], {GRADE: [v]}) for v in ("9", "10", "11")] == states


@pytest.mark.parametrize(
    ("action", "right", "found"),
    [
        ("Sum", "9", MET),
        ("Max", "4", MET),
        ("Min", "2", MET),
        ("Mean", "3", MET),
        ("CountDistinct", "3", MET),
        ("Sum", "8", UNMET),
    ],
)
def test_every_reduction(action: str, right: str, found: ConditionState) -> None:
    """2, 3 and 4: their sum is 9, the highest 4, the lowest 2, the mean 3, and they are three."""
    assert state([GRADE], "EQ", [right], {GRADE: ["2", "3", "4"]}, leftAction=action) is found


@pytest.mark.parametrize(
    ("action", "values", "found"),
    [
        ("AllOf", ["3", "4"], MET),
        ("AllOf", ["3", "1"], UNMET),
        ("AnyOf", ["3", "1"], MET),
        ("AnyOf", ["1", "1"], UNMET),
        ("OneOf", ["3", "1"], MET),
        ("OneOf", ["3", "4"], UNMET),
    ],
)
def test_every_quantifier(action: str, values: list[str], found: ConditionState) -> None:
    """All, any or exactly one of the values at least 3."""
    assert state([GRADE], "GTEQ", ["3"], {GRADE: values}, leftAction=action) is found


def test_any_of_some_concepts() -> None:
    """A federal grant is any of three kinds of aid, a loan is none; how they are spelt does not matter."""
    kinds = ["financialAid:FederalGrant", "financialAid:PrivateGrant"]
    about = "ceterms:financialAssistanceType"
    for kind, found in ((["financialAid:FederalGrant"], MET), (["financialAid:Loan"], UNMET)):
        assert state([about], "EQ", kinds, {about: kind}, rightAction="AnyOf") is found
    full = {"https://purl.org/ctdl/terms/financialAssistanceType": ["financialAid:FederalGrant"]}
    assert state([about], "EQ", kinds, full, rightAction="AnyOf") is MET


@pytest.mark.parametrize(
    "constraint",
    [
        {"left": [GRADE], "comparator": "GT", "right": ["2"]},
        {"left": ["ceterms:creditValue"], "leftAction": "Sum", "comparator": "GT", "right": ["2"]},
        {"left": ["words of a user"], "comparator": "EQ", "right": ["others"]},
        {"left": [], "comparator": "GT", "right": ["2"]},
        {"left": ["5"], "right": ["2"]},
        {"left": ["5"], "comparator": "GT", "right": ["schema:value"]},
    ],
)
def test_what_nobody_gives_is_unknown(constraint: dict[str, Any]) -> None:
    """Without its input, its comparator or its right side a constraint is UNKNOWN, never met."""
    assert judge(constraint, {}, Worth(), ["a"])[0] is UNKNOWN


def test_several_values_without_an_action_are_unknown() -> None:
    """Where it is not said how several values are joined, nobody guesses."""
    assert state([GRADE], "GT", ["2"], {GRADE: ["3", "4"]}) is UNKNOWN


@pytest.mark.parametrize(
    ("right", "found"),
    [("VA", MET), ("Virginia", MET), ("us-va", MET), ("Ohio", UNMET), ("New England", UNKNOWN)],
)
def test_states_are_compared_however_they_are_spelt(right: str, found: ConditionState) -> None:
    """A resident of VA is one of Virginia; what is no state is no answer."""
    assert state(["ceterms:residentOf"], "EQ", [right], {"ceterms:residentOf": ["VA"]}) is found


@pytest.mark.parametrize(
    ("comparator", "given", "right", "found"),
    [
        ("GTEQ", "2025-01-01", "2024-01-01", MET),
        ("LT", "2025-01-01", "2024-01-01", UNMET),
        ("EQ", "2024-01-01T09:30:00", "2024-01-01", MET),
        ("GTEQ", "2025", "2024-01-01", UNKNOWN),
        ("GTEQ", "2025-13-01", "2024-01-01", UNKNOWN),
        ("EQ", "UpperDivisionLevel", "audLevel:UpperDivisionLevel", UNKNOWN),
        ("NEQ", "upper division", "audLevel:UpperDivisionLevel", UNKNOWN),
        ("EQ", "audLevel:LowerDivisionLevel", "audLevel:UpperDivisionLevel", UNMET),
        ("EQ", "ten", "10", UNKNOWN),
        ("EQ", "Grade C", "grade c", MET),
        ("EQ", "Grade C", "Grade D", UNMET),
    ],
)
def test_only_values_of_one_kind_are_compared(
    comparator: str, given: str, right: str, found: ConditionState
) -> None:
    """Days are ordered; words that may mean a concept, a number or a day are neither it nor another."""
    assert state([GRADE], comparator, [right], {GRADE: [given]}) is found


def test_what_has_no_order_is_not_compared() -> None:
    """A concept is not greater than another; the same one is equal."""
    one, other = "https://example.org/b", "https://example.org/c"
    assert state([GRADE], "GT", [other], {GRADE: [one]}) is UNKNOWN
    assert state([GRADE], "EQ", [one], {GRADE: [one]}) is MET


def test_a_sum_that_lacks_amounts_only_grows() -> None:
    """With 6 of 6 known the rest does not matter; with 5 it may; no more than 6 cannot be told."""
    worth = Worth({"ceterms:creditValue": {"a": [{"value": "6"}]}})
    sum_of = {"left": ["ceterms:creditValue"], "leftAction": "Sum", "over": ["a", "b"]}
    for comparator, right, found in (("GTEQ", "6", MET), ("GTEQ", "7", UNKNOWN), ("LTEQ", "6", UNKNOWN)):
        constraint = {**sum_of, "comparator": comparator, "right": [right]}
        assert judge(constraint, {}, worth, ["a", "b"])[0] is found


def test_only_components_that_count_are_added() -> None:
    """What is neither held nor a step adds nothing."""
    worth = Worth({"ceterms:creditValue": {"a": [{"value": "6"}], "b": [{"value": "6"}]}})
    constraint = {
        "left": ["ceterms:creditValue"],
        "leftAction": "Sum",
        "comparator": "GTEQ",
        "right": ["12"],
        "over": ["a", "b"],
    }
    assert judge(constraint, {}, worth, ["a"])[0] is UNMET
    assert judge(constraint, {}, worth, ["a", "b", "c"])[0] is MET


def test_a_constraint_in_words() -> None:
    """A name is shown as it is; without one the comparison is said."""
    assert said({"text": "A grade of C"}) == "A grade of C"
    assert said({"left": [GRADE], "comparator": "LT", "right": ["1", "2"], "rightAction": "AnyOf"}) == (
        "grade < any of 1, 2"
    )


@given(
    st.lists(st.integers(-9, 9).map(str), min_size=1, max_size=3),
    st.sampled_from(["EQ", "NEQ", "GT", "GTEQ", "LT", "LTEQ"]),
    st.integers(-9, 9).map(str),
    st.sampled_from(["AllOf", "AnyOf", "OneOf", "Sum", "Max", "Min", "Mean", "CountDistinct"]),
)
def test_taking_a_fact_away_never_settles_a_constraint(
    values: list[str], comparator: str, right: str, action: str
) -> None:
    """With the fact it is met or unmet, without it UNKNOWN."""
    with_it = state([GRADE], comparator, [right], {GRADE: values}, leftAction=action)
    assert with_it in (MET, UNMET)
    assert state([GRADE], comparator, [right], {}, leftAction=action) is UNKNOWN
