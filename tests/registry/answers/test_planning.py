"""The search of plans against brute force over small random graphs, and its limits."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from credway.registry.answers.asker import Asker
from credway.registry.answers.model import ConditionFinding
from credway.registry.answers.pathways.constraints import Worth
from credway.registry.answers.pathways.drafting import Draft, Drafting
from credway.registry.answers.pathways.earning import worth
from credway.registry.answers.pathways.facts import judge_constraint, judge_leaf
from credway.registry.answers.pathways.nearing import nearest
from credway.registry.answers.pathways.ordering import Cost, PlanOrder, Prices
from credway.registry.answers.pathways.parts import Bound, Fact, Part
from credway.registry.answers.pathways.planning import Limits, Planner
from credway.registry.answers.pathways.requirements import Requirements
from credway.registry.answers.said import Said

THINGS = "abcdef"
TARGET = "t"
Tree = dict[str, Any]
WIDE = Limits(8, 100_000, 60.0)


def said(kind: str, of: str, body: Mapping[str, Any], needs: Sequence[str] = (), name: str = "") -> Said:
    """A statement about a thing; `name` tells it from others."""
    links = {"OF": (of,)} | ({"NEEDS": tuple(needs)} if needs else {})
    key = f"{of} {name} {body}"
    return Said(key, kind, key, of, "document", 1, None, "0001-01-01", "9999-12-31", 0, 1, body, links)


def leaves(tree: Tree) -> list[str]:
    """The things of a tree."""
    if "thing" in tree:
        return [tree["thing"]]
    return [iri for branch in ("all", "any", "of") for part in tree.get(branch, ()) for iri in leaves(part)]


def condition(of: str, tree: Tree, relation: str = "requires", name: str = "") -> Said:
    """A condition of a thing."""
    return said("Condition", of, {"relation": relation, "tree": tree}, leaves(tree), name)


def figure(of: str, measure: str, **figures: str) -> Said:
    """A figure of a thing."""
    return said("Observation", of, {"measure": measure, **figures})


def planner(
    conditions: Sequence[Said],
    have: frozenset[str] = frozenset(),
    order: PlanOrder = PlanOrder.STEPS,
    figures: Sequence[Said] = (),
    limits: Limits = WIDE,
) -> Planner:
    """A planner over conditions, as the question sets it up."""

    def judge(tree: Mapping[str, Any], said: Said) -> Part:
        if "constraint" in tree:
            return Bound(tree["constraint"], said)
        return Fact(judge_leaf(tree, said, Asker()))

    requirements = Requirements(conditions, judge)
    held: dict[str, list[Said]] = {}
    amounts: dict[str, dict[str, list[Mapping[str, str]]]] = {}
    for each in figures:
        held.setdefault(each.subject or "", []).append(each)
        amounts.setdefault(each.body["measure"], {}).setdefault(each.subject or "", []).append(each.body)
    prices = Prices(order, requirements.things | {TARGET}, held, worth(held), sorted(have), TARGET)

    def judge_bound(part: Bound, counted: frozenset[str]) -> ConditionFinding:
        return judge_constraint(part.constraint, part.said, {}, Worth(amounts), sorted(counted))

    drafting = Drafting(requirements, have, prices, judge_bound)
    return Planner(requirements, have, drafting, prices, limits)


def found(made: Planner, first: int = 1) -> list[Draft]:
    """Run the search."""
    for _ in made.search(TARGET, first):
        pass
    return made.plans[:first]


def met(tree: Tree, there: frozenset[str]) -> bool:
    """Whether a tree is met, written down a second time and simply."""
    if "thing" in tree:
        return str(tree["thing"]) in there
    if "all" in tree:
        return all(met(part, there) for part in tree["all"])
    if "any" in tree:
        return any(met(part, there) for part in tree["any"])
    parts: list[Tree] = []
    for part in tree["of"]:
        # A thing that is named twice counts once.
        parts += [part] if "thing" not in part or part not in parts else []
    return sum(met(part, there) for part in parts) >= min(int(tree["atLeast"]), len(parts))


def works(things: frozenset[str], conditions: Sequence[Said], have: frozenset[str]) -> bool:
    """Whether all of some things can be obtained one after the other, the target among them."""
    there, left = set(have), set(things)
    beside = have | things
    while left:
        ready = {
            thing
            for thing in left
            if all(
                met(c.body["tree"], beside if c.body["relation"] == "corequisite" else frozenset(there))
                for c in conditions
                if thing in c.all("OF")
            )
        }
        if not ready:
            return False
        there |= ready
        left -= ready
    return TARGET in things


def every_minimal(
    conditions: Sequence[Said], have: frozenset[str], most: int = 8
) -> Iterator[frozenset[str]]:
    """All sets that work and of which nothing can be left out, by trying every set."""
    pool = [thing for thing in (*THINGS, TARGET) if thing not in have]
    working: list[frozenset[str]] = []
    for size in range(1, min(most, len(pool)) + 1):
        for chosen in combinations(pool, size):
            things = frozenset(chosen)
            if any(less < things for less in working):
                continue
            if works(things, conditions, have):
                working.append(things)
                yield things


def trees() -> st.SearchStrategy[Tree]:
    """Small AND/OR/k-of-n trees over the things."""
    leaf = st.sampled_from(THINGS).map(lambda thing: {"thing": thing})

    def node(parts: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
        several = st.lists(parts, min_size=1, max_size=3)
        return st.one_of(
            several.map(lambda found: {"all": found}),
            several.map(lambda found: {"any": found}),
            several.flatmap(
                lambda found: st.integers(1, len(found)).map(lambda k: {"atLeast": k, "of": found})
            ),
        )

    return st.recursive(leaf, node, max_leaves=5)


graphs = st.builds(
    lambda own, others: [
        *(condition(TARGET, tree, name=str(i)) for i, tree in enumerate(own)),
        *(condition(thing, tree, name=str(i)) for i, (thing, tree) in enumerate(others)),
    ],
    st.lists(trees(), min_size=1, max_size=3),
    st.lists(st.tuples(st.sampled_from(THINGS), trees()), max_size=6),
)
holdings = st.frozensets(st.sampled_from(THINGS), max_size=2)
AMOUNTS = st.dictionaries(st.sampled_from((*THINGS, TARGET)), st.integers(0, 9), max_size=7)


def priced(amounts: Mapping[str, int], order: PlanOrder) -> list[Said]:
    """Figures by which an order tells plans apart."""
    measure, unit = {
        PlanOrder.FEE: ("credway:examFee", "USD"),
        PlanOrder.CREDIT: ("ceterms:creditValue", "SemesterHour"),
        PlanOrder.WAGE_GAIN: ("credway:medianSalary", "USDPerYear"),
        PlanOrder.DURATION: ("credway:duration", "xsd:duration"),
        PlanOrder.STEPS: ("credway:examFee", "USD"),
    }[order]
    if order is PlanOrder.DURATION:
        return [figure(of, measure, duration=f"P{value}D", unit=unit) for of, value in amounts.items()]
    return [figure(of, measure, value=str(value), unit=unit) for of, value in amounts.items()]


def cost_of(things: frozenset[str], amounts: Mapping[str, int], order: PlanOrder) -> Cost:
    """What a plan costs under the additive orders, worked out a second time."""
    known = [amounts[thing] for thing in things if thing in amounts]
    missing = len(things) - len(known)
    return {
        PlanOrder.STEPS: (0, 0, len(things)),
        PlanOrder.FEE: (0, 0, missing, sum(known), len(things)),
        PlanOrder.DURATION: (0, 0, missing, sum(known) * 86_400, len(things)),
        PlanOrder.CREDIT: (0, 0, int(not known), -sum(known), len(things)),
    }[order]


@given(graphs, holdings, AMOUNTS, st.sampled_from([o for o in PlanOrder if o is not PlanOrder.WAGE_GAIN]))
@settings(max_examples=150, deadline=None)
def test_the_plan_found_is_never_worse_than_brute_force(
    conditions: list[Said], have: frozenset[str], amounts: dict[str, int], order: PlanOrder
) -> None:
    """Under each additive order the three best plans cost what the three best of all sets cost."""
    made = planner(conditions, have, order, priced(amounts, order))
    expected = sorted(cost_of(things, amounts, order) for things in every_minimal(conditions, have))[:3]
    drafts = found(made, 3)
    assert [draft.cost for draft in drafts] == expected
    assert made.cut_by is None
    for draft in drafts:
        assert works(frozenset(draft.order), conditions, have)


def waits(conditions: Sequence[Said]) -> bool:
    """Whether something may have to come first that is asked for at the same time: a contradiction."""
    asked: dict[str, set[tuple[str, bool]]] = {}
    for each in conditions:
        first = each.body["relation"] == "requires"
        asked.setdefault(each.subject or "", set()).update(
            (leaf, first) for leaf in leaves(each.body["tree"])
        )
    for each in conditions:
        if each.body["relation"] != "corequisite":
            continue
        left = {(leaf, False) for leaf in leaves(each.body["tree"])}
        reached = set(left)
        while left:
            left = {(a, f or first) for thing, first in left for a, f in asked.get(thing, ())} - reached
            reached |= left
        if (each.subject, True) in reached or each.subject in leaves(each.body["tree"]):
            return True
    return False


@given(
    graphs,
    st.lists(st.tuples(st.sampled_from((*THINGS, TARGET)), trees()), min_size=1, max_size=3),
    holdings,
)
@settings(max_examples=150, deadline=None)
def test_with_corequisites_the_plan_found_is_never_worse_than_brute_force(
    required: list[Said], asked: list[tuple[str, Tree]], have: frozenset[str]
) -> None:
    """What is asked for beside something is there in the end; the target is last, and nothing is open."""
    conditions = required + [condition(of, tree, "corequisite", str(i)) for i, (of, tree) in enumerate(asked)]
    assume(not waits(conditions))
    drafts = found(planner(conditions, have), 3)
    expected = sorted((0, 0, len(things)) for things in every_minimal(conditions, have))[:3]
    assert [draft.cost for draft in drafts] == expected
    for draft in drafts:
        assert works(frozenset(draft.order), conditions, have)
        assert (draft.order[-1], draft.findings) == (TARGET, ())


@given(graphs, holdings, AMOUNTS)
@settings(max_examples=60, deadline=None)
def test_the_wage_gain_found_is_never_worse_than_brute_force(
    conditions: list[Said], have: frozenset[str], amounts: dict[str, int]
) -> None:
    """By wage gain, which does not add up over steps, the best of all minimal sets comes first."""
    figures = priced(amounts, PlanOrder.WAGE_GAIN)
    every = planner(conditions, have, PlanOrder.WAGE_GAIN, figures)
    best = found(planner(conditions, have, PlanOrder.WAGE_GAIN, figures))
    expected = sorted(draft.cost for draft in found(every, 10_000))
    assert len(expected) == len(list(every_minimal(conditions, have)))
    assert [draft.cost for draft in best] == expected[:1]


@given(graphs, holdings, st.sampled_from(THINGS))
@settings(max_examples=100, deadline=None)
def test_adding_a_held_credential_never_loses_a_plan(
    conditions: list[Said], have: frozenset[str], more: str
) -> None:
    """For each plan there is one afterwards that needs nothing else, and it is no longer."""
    before = found(planner(conditions, have), 10_000)
    after = found(planner(conditions, have | {more}), 10_000)
    for draft in before:
        assert any(set(other.order) <= set(draft.order) - {more} for other in after)


@given(graphs, holdings)
@settings(max_examples=150, deadline=None)
def test_what_is_near_is_neither_missed_nor_promised(conditions: list[Said], have: frozenset[str]) -> None:
    """What lacks nothing or one thing is found with the first such thing, what lacks more is not."""
    trees = [c.body["tree"] for c in conditions if TARGET in c.all("OF")]
    lacking = [
        (*more,)
        for size in (0, 1)
        for more in combinations(sorted(set(THINGS) - have), size)
        if all(met(tree, have | set(more)) for tree in trees)
    ]
    requirements = Requirements(conditions, lambda tree, said: Fact(judge_leaf(tree, said, Asker())))
    near = nearest(requirements, [TARGET], have)
    assert [each.lacks for each in near.values()] == lacking[:1]


@given(graphs, holdings, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_reordering_inputs_changes_nothing(conditions: list[Said], have: frozenset[str], chance: Any) -> None:
    """Statements in another order give the same plans with the same order of steps."""
    shuffled = list(conditions)
    chance.shuffle(shuffled)
    first, second = found(planner(conditions, have), 3), found(planner(shuffled, have), 3)
    assert [draft.cost for draft in first] == [draft.cost for draft in second]
    everything = found(planner(conditions, have), 10_000), found(planner(shuffled, have), 10_000)
    assert {d.order for d in everything[0]} == {d.order for d in everything[1]}


def dense(conditions: int, alternatives: int) -> list[Said]:
    """A target with many conditions of many alternatives each."""
    return [
        condition(TARGET, {"any": [{"thing": f"x{i:02}-{j:02}"} for j in range(alternatives)]}, name=str(i))
        for i in range(conditions)
    ]


def test_dense_alternatives_past_the_steps_allowed_are_cut_at_once() -> None:
    """Twelve conditions of twelve alternatives need 13 steps: at most 8 are allowed, so nothing is tried."""
    made = planner(dense(12, 12))
    assert found(made) == []
    assert (made.cut_by, made.looked) == ("max_steps", 1)


@pytest.mark.parametrize("order", list(PlanOrder))
def test_dense_alternatives_are_planned_in_a_bounded_search(order: PlanOrder) -> None:
    """With 13 steps allowed the best three are found and proven best, or the cut is said; never 12^12."""
    figures = priced({f"x{i:02}-{j:02}": (i * 7 + j * 5) % 11 for i in range(12) for j in range(12)}, order)
    made = planner(dense(12, 12), order=order, figures=figures, limits=Limits(16, 5_000, 60.0))
    drafts = found(made, 3)
    assert len(drafts) == 3
    assert all(len(draft.order) == 13 for draft in drafts)
    assert made.looked <= 5_001
    if order in (PlanOrder.STEPS, PlanOrder.FEE, PlanOrder.DURATION):
        assert made.cut_by is None
        assert drafts[0].cost == min(draft.cost for draft in drafts)


def test_a_search_that_is_cut_says_so() -> None:
    """With three partial plans allowed the search stops and names the limit."""
    made = planner(dense(3, 3), limits=Limits(8, 3, 60.0))
    found(made, 10)
    assert made.cut_by == "max_search"


def test_a_search_out_of_time_says_so() -> None:
    """With no time at all the search stops before it begins and names the limit."""
    made = planner(dense(3, 3), limits=Limits(8, 5_000, 0.0))
    assert found(made) == []
    assert made.cut_by == "pathway_seconds"


def test_thousands_of_alternatives_are_not_tried_one_by_one() -> None:
    """Of 4,000 ways of one step the first three are taken, and the rest left without being built."""
    tree = {"any": [{"thing": f"x{i:04}"} for i in range(4_000)]}
    made = planner([condition(TARGET, tree)])
    assert [draft.order for draft in found(made, 3)] == [(f"x{i:04}", TARGET) for i in range(3)]
    assert made.looked < 20


def test_a_constraint_over_components_asks_for_more_than_the_number() -> None:
    """One of three courses of 3, 3 and 4 hours is enough by number; seven hours take two of them."""
    constraint = {
        "left": ["ceterms:creditValue"],
        "leftAction": "Sum",
        "comparator": "GTEQ",
        "right": ["7"],
        "over": ["a", "b", "c"],
    }
    choice = {"atLeast": 1, "of": [{"thing": thing} for thing in "abc"]}
    conditions = [condition(TARGET, {"all": [choice, {"constraint": constraint}]}, "component")]
    hours = [
        figure(of, "ceterms:creditValue", value=value, unit="SemesterHour")
        for of, value in (("a", "3"), ("b", "3"), ("c", "4"))
    ]
    drafts = found(planner(conditions, figures=hours), 10)
    assert [draft.order for draft in drafts if draft.cost[0] == 0] == [("a", "c", TARGET), ("b", "c", TARGET)]
    assert all(draft.cost[0] == 1 for draft in drafts[2:])
