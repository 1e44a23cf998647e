"""A page that starts at what one facet says shows what a walk through all things would, at any time."""

import random
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import apsw
import kleene
import pytest
from emptying import empty
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from neo4j import AsyncGraphDatabase
from scripted import BASE, Scripted, projection, thing

from credway.registry.projection import PROJECTION_VERSION
from credway.registry.settings import read_settings
from credway.registry.store import facets
from credway.registry.store.expressions import (
    AllOf,
    Expression,
    Filter,
    NotOf,
    Settled,
    UnknownRule,
    changed,
    deciding,
    granted,
)
from credway.registry.store.opening import open_store
from credway.registry.store.port import Store
from credway.registry.store.sqlite import SQLiteStore

DAYS = ("2019-01-01", "2022-01-01", "2025-12-31", kleene.DAY, "2031-01-01")
"""Before all, in what is past, before and on the day of the tests, after what is announced."""


@pytest.fixture(params=[(0, 1_000), (2, 3), (0, 1)], ids=["found", "near", "walked"], scope="module")
def sizes(request: pytest.FixtureRequest) -> Iterator[None]:
    """How many things are looked at before, and how many are many: so that each way is gone."""
    walked, many = request.param
    known = facets.facets()
    found = {
        name: replace(facet, walked=walked) if facet.walked is not None else facet
        for name, facet in known.items()
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(facets, "facets", lambda: found)
        patch.setattr(facets, "_MANY", many)
        yield


async def told(store: Store, histories: Sequence[Sequence[kleene.Facts]]) -> int:
    """Publish what is corrected, amended from a later day and dropped; returns the last number."""
    publishing = Scripted(store)
    first, second, third, other = histories
    await publishing.publish(
        projection("d/first", thing("c/1", own=False), thing("c/9", "Resource", own=False))
    )
    n = await publishing.publish(kleene.published(first), start="2020-01-01")
    n = await publishing.publish(kleene.published(other, "d/other"), start="2021-01-01")
    n = max(n, await publishing.publish(kleene.published(second)))
    n = max(n, await publishing.publish(kleene.published(third), start="2030-01-01"))
    n = max(n, await publishing.withdraw("d/other"))
    assert await store.ask("stale_facts", limit=9) == []
    return n


async def assert_same(
    store: Store, where: Expression, rule: UnknownRule, n: int, day: str, **terms: Any
) -> list[Any]:
    """A page that starts at a facet is that of a walk; returns it."""
    pages = []
    for newest in (False, True):
        item = [changed(where, lambda item: kleene.stored(item, store.dialect()))]
        made = facets.compile_list(["Credential"], item, rule, store.dialect(), newest=newest, **terms)
        pages.append(await store.ask_text("page", made.page, {**made.parameters, "n": n, "day": day}))
    assert pages[0] == pages[1], (store.url, n, day, terms)
    return pages[0]


starting = st.sampled_from(
    [
        Filter(facet, value)
        for facet, values in (
            ("issuer", kleene.ISSUERS),
            ("occupation", kleene.OCCUPATIONS),
            ("cluster", kleene.CLUSTERS),
        )
        for value in values
    ]
)
wheres = st.one_of(
    starting,
    st.builds(Settled, starting, st.sampled_from(UnknownRule)),
    st.builds(lambda *parts: AllOf(parts), starting, kleene.filters),
    st.builds(
        lambda one, two, rule: AllOf((Settled(one, rule), two)),
        starting,
        starting,
        st.sampled_from(UnknownRule),
    ),
    st.builds(lambda one, two: AllOf((one, NotOf(two))), starting, starting),
)
held = st.lists(kleene.facts, min_size=1, max_size=6)


times = st.tuples(st.integers(0, 6), st.sampled_from(DAYS))


@given(
    histories=st.tuples(held, held, held, held),
    where=wheres,
    rule=st.sampled_from(UnknownRule),
    asked=st.lists(times, min_size=1, max_size=6),
    descending=st.booleans(),
)
@settings(max_examples=40)
async def test_a_page_that_starts_at_a_facet_is_that_of_a_walk(
    sizes: None,
    histories: tuple[list[kleene.Facts], ...],
    where: Expression,
    rule: UnknownRule,
    asked: list[tuple[int, str]],
    descending: bool,
) -> None:
    """Of a registry with a past, at any number and day, both ways, from every place, of every size."""
    store = SQLiteStore(":memory:")
    await store.open(BASE)
    try:
        newest = await told(store, histories)
        for n, day in asked:
            time = (min(n, newest), day)
            whole = await assert_same(store, where, rule, *time, limit=100, descending=descending)
            for place in (whole[0][1], whole[-1][1]) if whole else ():
                ways: Sequence[dict[str, Any]] = ({"after": place}, {"before": place, "backwards": True})
                for terms in ways:
                    await assert_same(store, where, rule, *time, limit=2, descending=descending, **terms)
    finally:
        await store.close()


@pytest.fixture(scope="module")
async def both(
    neo4j_url: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[Sequence[Store], int]]:
    """Both stores with one history of forty credentials, and its last number; only read from."""
    await empty(neo4j_url)
    path = tmp_path_factory.mktemp("starts") / "registry.db"
    stores = [open_store(url, read_settings({})) for url in (f"sqlite:///{path}", neo4j_url)]
    whole, chance = kleene.forty(), random.Random(3)
    histories = [whole[:30], whole[10:], whole[:20], chance.sample(whole, 12)]
    try:
        for store in stores:
            await store.open(BASE)
            newest = await told(store, histories)
        yield stores, newest
    finally:
        for store in stores:
            await store.close()


@given(where=wheres, rule=st.sampled_from(UnknownRule), asked=st.lists(times, min_size=4, max_size=4))
@settings(max_examples=5, phases=[Phase.explicit, Phase.generate])
async def test_both_stores_start_alike(
    sizes: None,
    both: tuple[Sequence[Store], int],
    where: Expression,
    rule: UnknownRule,
    asked: list[tuple[int, str]],
) -> None:
    """On Neo4j as on SQLite a page that starts at a facet is that of a walk."""
    stores, newest = both
    for store in stores:
        for n, day in asked:
            await assert_same(store, where, rule, min(n, newest), day, limit=5, after="c")


FIRST_SCHEMA = {
    "sql": [
        "DROP TABLE classified; DROP TRIGGER classified_linked; DROP TRIGGER classified_renamed;"
        " DROP INDEX credential_issuer; DROP INDEX credential_occupation; DROP INDEX credential_cluster;"
        " DROP INDEX credential_stated; ALTER TABLE thing DROP COLUMN issuer_since;"
        " ALTER TABLE thing DROP COLUMN occupation_since; ALTER TABLE thing DROP COLUMN cluster_since;"
        " ALTER TABLE thing DROP COLUMN stated_from; ALTER TABLE meta DROP COLUMN oldest_projection;"
        " ALTER TABLE meta DROP COLUMN newest_projection; UPDATE meta SET schema = 1"
    ],
    "cypher": [
        *(f"DROP INDEX credential_{name}" for name in ("issuer", "occupation", "cluster", "stated")),
        "MATCH (t:Thing) REMOVE t.issuerSince, t.occupationSince, t.clusterSince, t.statedFrom",
        "MATCH (m:Meta) SET m.schema = 1 REMOVE m.oldestProjection, m.newestProjection",
    ],
}
"""What takes a store back to the schema that noted nothing."""


async def test_what_was_stored_before_is_noted_when_it_is_opened(neo4j_url: str, tmp_path: Path) -> None:
    """A store of the first schema is migrated where it stands: what is noted is there, its lists the same."""
    await empty(neo4j_url)
    path = tmp_path / "registry.db"
    for url in (f"sqlite:///{path}", neo4j_url):
        for again in (False, True):
            store = open_store(url, read_settings({}))
            try:
                await store.open(BASE)
                if not again:
                    await Scripted(store).publish(kleene.published(kleene.forty()), start="2020-01-01")
                assert await store.ask("stale_facts", limit=9) == []
                assert await store.structure() == []
                # Made by this version, or, as far as an older schema tells, by that of the envelope.
                assert await store.ask("made_by") == [(1, 1) if again else (PROJECTION_VERSION,) * 2]
                for rule in UnknownRule:
                    await assert_same(store, Filter("issuer", "o/one"), rule, 1, kleene.DAY)
                    await assert_same(store, Filter("cluster", kleene.CLUSTERS[0]), rule, 1, kleene.DAY)
            finally:
                await store.close()
            if not again:
                await _taken_back(url)


async def _taken_back(url: str) -> None:
    if url.startswith("sqlite"):
        db = apsw.Connection(url.removeprefix("sqlite:///"))
        db.execute(FIRST_SCHEMA["sql"][0])
        db.close()
        return
    async with AsyncGraphDatabase.driver(url, notifications_min_severity="OFF") as driver:
        for text in FIRST_SCHEMA["cypher"]:
            await driver.execute_query(text)


def test_what_decides() -> None:
    """A facet decides where all must be true; what is left of the filter is all the rest."""
    one, two, rules = Filter("issuer", "x"), Filter("fee_lte", 5.0), UnknownRule
    inner = Settled(AllOf((one, two)), rules.EXCLUDE)
    assert list(deciding([inner, NotOf(two)], rules.INCLUDE)) == [(one, rules.EXCLUDE), (two, rules.EXCLUDE)]
    assert list(deciding([one, two], rules.ONLY)) == []
    assert list(deciding([Settled(one, rules.ONLY)], rules.INCLUDE)) == [(one, rules.ONLY)]
    left = granted(AllOf((one, inner)), one, rules.EXCLUDE, rules.INCLUDE)
    assert left == AllOf((one, Settled(AllOf((AllOf(), two)), rules.EXCLUDE)))
