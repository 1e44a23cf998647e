"""Filters nested with AND, OR and NOT: on both stores they mean what three-valued logic says."""

import re
from collections.abc import AsyncIterator, Iterable, Sequence
from pathlib import Path
from typing import Any

import apsw
import kleene
import pytest
from emptying import empty
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from neo4j import AsyncGraphDatabase
from scripted import BASE, Scripted, t

from credway.registry.errors import BadRequest, LimitExceeded
from credway.registry.settings import read_settings
from credway.registry.store.expressions import (
    AllOf,
    AnyOf,
    Expression,
    Filter,
    NotOf,
    Settled,
    UnknownRule,
    changed,
    check,
)
from credway.registry.store.facets import compile_list
from credway.registry.store.opening import open_store
from credway.registry.store.port import Store
from credway.registry.store.sqlite import SQLiteStore

FEE = Filter("fee_lte", 100.0)
DEAR = Filter("fee_gte", 100.0)
SETTINGS = read_settings({})


async def assert_means(
    store: Store,
    held: Sequence[kleene.Facts],
    found: Expression,
    times: dict[str, Any],
    rules: Iterable[UnknownRule] = UnknownRule,
) -> None:
    """Under some rules a store lists and counts what the expression means in plain Python."""
    names = [kleene.name_of(number, each) for number, each in enumerate(held)]
    values = [kleene.meant(found, each, name) for each, name in zip(held, names, strict=True)]
    where = [changed(found, lambda item: kleene.stored(item, store.dialect()))]
    for rule in rules:
        made = compile_list(["Credential"], where, rule, store.dialect(), limit=100)
        rows = await store.ask_text("page", made.page, {**made.parameters, **times})
        expected = sorted(
            (names[number], t(f"c/{number}"))
            for number, value in enumerate(values)
            if kleene.passes(value, rule)
        )
        assert [row[0] for row in rows] == [iri for _, iri in expected], (store.url, rule)
        counts = await store.ask_text("count", made.count, {**made.parameters, **times})
        unsure = sum(value is None for value in values)
        # A family of which nothing is looked at has no row.
        assert [tuple(row[1:]) for row in counts] in ([(len(expected), unsure)], []), (store.url, rule)
        assert counts or not (expected or unsure)


@given(
    held=st.lists(kleene.facts, min_size=1, max_size=8),
    found=st.lists(kleene.filters, min_size=1, max_size=5),
)
@settings(max_examples=25)
async def test_nested_filters_mean_what_logic_says(held: list[kleene.Facts], found: list[Expression]) -> None:
    """Filters nested at random list, of a registry drawn at random, what Kleene's logic says."""
    store = SQLiteStore(":memory:")
    await store.open(BASE)
    try:
        n = await Scripted(store).publish(kleene.published(held), start="2020-01-01")
        for each in found:
            await assert_means(store, held, each, {"n": n, "day": kleene.DAY})
    finally:
        await store.close()


@pytest.fixture(scope="module")
async def both(
    neo4j_url: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[Store, Store]]:
    """Both stores with the same credentials, only read from."""
    await empty(neo4j_url)
    path = tmp_path_factory.mktemp("nested") / "registry.db"
    stores = [open_store(url, read_settings({})) for url in (f"sqlite:///{path}", neo4j_url)]
    try:
        for store in stores:
            await store.open(BASE)
            assert await Scripted(store).publish(kleene.published(HELD), start="2020-01-01") == 1
        yield stores[0], stores[1]
    finally:
        for store in stores:
            await store.close()


HELD = kleene.forty()
TIMES = {"n": 1, "day": kleene.DAY}


@given(found=kleene.filters, rule=st.sampled_from(UnknownRule))
@settings(max_examples=10, phases=[Phase.explicit, Phase.generate])
async def test_both_stores_mean_the_same(
    both: tuple[Store, Store], found: Expression, rule: UnknownRule
) -> None:
    """Filters nested at random list the same things on both stores: those that logic says."""
    for store in both:
        await assert_means(store, HELD, found, TIMES, [rule])


@pytest.mark.parametrize(
    ("found", "fits"),
    [
        (NotOf(FEE), (False, None, True)),
        (NotOf(NotOf(FEE)), (True, None, False)),
        (AnyOf((FEE, NotOf(FEE))), (True, None, True)),
        (AllOf((FEE, NotOf(FEE))), (False, None, False)),
        (AnyOf((FEE, Filter("reference_only", False))), (True, True, True)),
        (AllOf((FEE, Filter("reference_only", True))), (False, False, False)),
        (Settled(FEE, UnknownRule.INCLUDE), (True, True, False)),
        (Settled(FEE, UnknownRule.EXCLUDE), (True, False, False)),
        (Settled(FEE, UnknownRule.ONLY), (False, True, False)),
        (NotOf(Settled(FEE, UnknownRule.EXCLUDE)), (False, True, True)),
        (AllOf(), (True, True, True)),
        (AnyOf(), (False, False, False)),
        (NotOf(AllOf()), (False, False, False)),
    ],
)
async def test_three_values(found: Expression, fits: tuple[bool | None, ...]) -> None:
    """Of a fee of 90, an unstated one and one of 250: what an expression is, worked out by hand."""
    held = [kleene.Facts((word,), fees=fees) for word, fees in (("a", (90.0,)), ("b", ()), ("c", (250.0,)))]
    names = [kleene.name_of(number, each) for number, each in enumerate(held)]
    assert tuple(kleene.meant(found, e, name) for e, name in zip(held, names, strict=True)) == fits
    store = SQLiteStore(":memory:")
    await store.open(BASE)
    try:
        n = await Scripted(store).publish(kleene.published(held), start="2020-01-01")
        await assert_means(store, held, found, {"n": n, "day": kleene.DAY})
    finally:
        await store.close()


async def test_a_fact_is_unknown_before_it_is_recorded_and_outside_its_days(
    both: tuple[Store, Store],
) -> None:
    """What is true at one moment and day is unknown at another: each leaf is judged at both times."""
    past = {t(f"c/{number}") for number, each in enumerate(HELD) if each.fees and "fees" in each.past}
    assert past
    cases = (
        (1, "2022-01-01", UnknownRule.EXCLUDE),
        (1, kleene.DAY, UnknownRule.ONLY),
        (0, "2022-01-01", UnknownRule.ONLY),
    )
    for store in both:
        for n, day, rule in cases:
            made = compile_list(["Credential"], [Filter("fee_gte", 0.0)], rule, store.dialect(), limit=100)
            rows = await store.ask_text("page", made.page, {**made.parameters, "n": n, "day": day})
            assert past <= {row[0] for row in rows}, (store.url, n, day)


def deep(levels: int) -> Expression:
    """A filter of some levels of NOT and AND in turn."""
    found: Expression = FEE
    for _ in range(levels):
        found = AllOf((NotOf(found), DEAR))
    return found


def test_limits_are_named() -> None:
    """A filter that is too deep or too long is refused by the name of the limit; one at the limit is not."""
    small = SETTINGS.replaced(filter_depth=3, filter_size=4)
    check(deep(3), small)
    with pytest.raises(LimitExceeded, match=r"nested 4 deep; the most is 3 \(filter_depth\)"):
        check(AllOf((NotOf(deep(3)),)), small)
    with pytest.raises(LimitExceeded, match=r"5 comparisons; the most is 4 \(filter_size\)"):
        check(AllOf((FEE,) * 5), small)


def test_only_around_another_rule_is_refused() -> None:
    """ONLY asks what is unknown of a part; a part that settles its unknowns itself is a mistake."""
    found = Settled(AllOf((Settled(FEE, UnknownRule.INCLUDE), DEAR)), UnknownRule.ONLY)
    with pytest.raises(BadRequest, match="ONLY has another `unknown` inside"):
        compile_list(["Credential"], [found], UnknownRule.INCLUDE, "sql")


async def test_the_largest_filter_runs(both: tuple[Store, Store]) -> None:
    """A filter at both limits is answered by both stores, and alike."""
    found: Expression = AllOf(tuple(Filter("fee_lte", float(n)) for n in range(SETTINGS.filter_size - 16)))
    for level in range(SETTINGS.filter_depth):
        found = NotOf(AllOf((found, Filter("cluster", t("x/it")), Filter("fee_gte", 5.0 * level))))
    check(AllOf((found,)), SETTINGS)
    for store in both:
        await assert_means(store, HELD, found, TIMES, [UnknownRule.INCLUDE])


ISSUED = Filter("issuer", "x")
NESTED: list[Expression] = [
    Filter("fee_lte", 5.0),
    kleene.stored(Filter("listed_in", "OH"), "sql"),
    ISSUED,
    Filter("type", "x"),
]
NESTED.append(AnyOf((NESTED[0], NotOf(AllOf((NESTED[1], NESTED[2]))), NESTED[3])))
WORDS = Filter("text", {"words": '"care"*', "list": ["care"], "spellings": ["care"]})


async def test_plans(tmp_path: Path) -> None:
    """A list walks its own index in order or starts at words or an issuer; facts are looked up by indexes."""
    store = SQLiteStore(tmp_path / "registry.db")
    await store.open(BASE)
    await Scripted(store).publish(kleene.published(HELD), start="2020-01-01")
    await store.close()
    db = apsw.Connection(str(tmp_path / "registry.db"))
    try:
        for where in [*([each] for each in NESTED), [WORDS, NESTED[-1]]]:
            made = compile_list(["Credential"], where, UnknownRule.EXCLUDE, "sql")
            wider = compile_list(["Credential"], where, UnknownRule.INCLUDE, "sql", newest=True)
            for text in (made.page, made.first, made.count, wider.page):
                asked = dict.fromkeys(re.findall(r":(\w+)", text))
                plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {text}", asked)]
                assert not any("BLOOM FILTER ON" in step or "AUTOMATIC" in step for step in plan)
                assert [step for step in plan if re.match(r"SCAN (t|s|l|e|c|o|a)\b", step)] == [], plan
                starts = WORDS in where or (ISSUED in where and text != made.count)
                if starts and text == wider.page and WORDS not in where:
                    for index in ("credential_issuer (issuer_since=?)", "credential_stated (stated_from>?)"):
                        assert f"SEARCH t USING INDEX {index}" in plan, plan
                by = "INTEGER PRIMARY KEY (rowid=?)" if starts else "INDEX thing_list (label=?)"
                assert any(step.startswith("SEARCH t USING") and step.endswith(by) for step in plan), plan
                assert "USE TEMP B-TREE FOR ORDER BY" not in plan or starts or text != made.page
    finally:
        db.close()


async def test_plans_on_neo4j(both: tuple[Store, Store], neo4j_url: str) -> None:
    """A list reads its index in order and stops at its limit, or starts at its words or its issuer."""
    words = Filter("text", {"words": "+care*", "list": ["care"], "spellings": ["care"]})
    async with AsyncGraphDatabase.driver(neo4j_url) as driver:
        asked: list[list[Expression]] = [NESTED[:1], NESTED[1:2], [ISSUED], NESTED[-1:], [words, NESTED[-1]]]
        for where in asked:
            made = compile_list(["Credential"], where, UnknownRule.EXCLUDE, "cypher")
            for text in (made.page, made.first, made.count):
                found = await driver.execute_query(f"EXPLAIN {text}", {**made.parameters, **TIMES})
                steps = operators(found.summary.plan or {})
                starts = words in where or (ISSUED in where and text != made.count)
                # Beside where a list starts stands one row, of what is read once; beside that, another.
                assert not {"AllNodesScan", "NodeByLabelScan"} & set(steps), steps
                assert starts or products(found.summary.plan or {}) <= {"EagerAggregation"}, steps
                assert ("ProcedureCall" in steps) == (words in where)
                if text == made.page:
                    assert "Sort" not in steps
                    assert ("Top" in steps) is starts
                    assert ("Limit" in steps) is (words not in where)


async def test_plans_that_start_at_what_is_unknown(both: tuple[Store, Store], neo4j_url: str) -> None:
    """What is unknown is read in order from its own index, which no statement is looked through for."""
    async with AsyncGraphDatabase.driver(neo4j_url) as driver:
        for facet, value in (("issuer", "x"), ("occupation", t("x/nurse")), ("cluster", t("x/it"))):
            asked = [Filter(facet, value)]
            made = compile_list(["Credential"], asked, UnknownRule.INCLUDE, "cypher", newest=True)
            found = await driver.execute_query(f"EXPLAIN {made.page}", {**made.parameters, **TIMES})
            steps = operators(found.summary.plan or {})
            wrong = (
                "AllNodesScan",
                "NodeByLabelScan",
                "NodeIndexScan",
                "DirectedRelationshipTypeScan",
                "Sort",
            )
            assert not set(wrong) & set(steps), steps
            assert steps.count("NodeIndexSeek") >= 3
            assert steps.count("NodeIndexSeekByRange") == 1


def operators(plan: dict[str, Any]) -> list[str]:
    """The operators of a plan."""
    inner = [each for child in plan.get("children", ()) for each in operators(child)]
    return [plan["operatorType"].partition("@")[0], *inner]


def products(plan: dict[str, Any]) -> set[str]:
    """What makes the rows of which a plan puts each beside each."""
    inner = plan.get("children", ())
    own = inner if plan["operatorType"].startswith("CartesianProduct") else ()
    return {operators(each)[0] for each in own}.union(*map(products, inner))
