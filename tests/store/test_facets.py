"""List filters: each facet on both stores, and nested filters drawn at random mean what logic says."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest
from contract import fill
from emptying import empty
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted import BASE, t

from credway.registry.answers.ranking import sought, words_value
from credway.registry.errors import BadRequest
from credway.registry.settings import read_settings
from credway.registry.store.expressions import AnyOf, Expression, Filter, NotOf, UnknownRule, changed
from credway.registry.store.facets import FOLDER, Compiled, compile_list, facets
from credway.registry.store.opening import open_store
from credway.registry.store.port import Store

TIMES = {"n": 6, "day": "2026-01-01"}
SETTINGS = read_settings({})

OHIO = {"place": "OH", "left": [], "newer": [], "whole": [t("l/1")], "wide": []}
EXAMPLES: dict[str, tuple[str, Any, list[str], list[str]]] = {
    "name_eq": ("Credential", "care", ["c/c"], []),
    "name_starts": ("Credential", "ba", ["c/b"], []),
    "name_contains": ("Credential", "nurs", ["c/b", "c/c"], []),
    "text": ("Credential", "comptia", ["c/a"], []),
    "spelling": ("Credential", ["aplus", t("c/c")], ["c/a", "c/b", "c/c"], []),
    "reference_only": ("Credential", True, ["c/c"], []),
    "type": ("Credential", "ceterms:Certification", ["c/a"], ["c/b", "c/c"]),
    "listed_in": ("Credential", OHIO, ["c/a", "c/c"], ["c/b"]),
    "credit_in": ("Credential", t("x/oh"), ["c/a"], ["c/b", "c/c"]),
    "cluster": ("Credential", t("x/it"), ["c/a"], ["c/c"]),
    "occupation": ("Credential", t("x/nurse"), ["c/b"], ["c/a", "c/c"]),
    "issuer": ("Credential", t("o/other"), ["c/a", "c/b", "c/c"], []),
    "minimum_age_lte": ("Credential", 16, ["c/b"], ["c/a"]),
    "minimum_age_gte": ("Credential", 17, ["c/c"], ["c/a"]),
    "minimum_age_within": ("Credential", {"low": 15, "high": 16}, ["c/b"], ["c/a"]),
    "fee_lte": ("Credential", 120.0, ["c/a"], ["c/c"]),
    "fee_gte": ("Credential", 121, ["c/b"], ["c/c"]),
    "fee_within": ("Credential", {"low": 120.0, "high": 250.0}, ["c/a"], ["c/c"]),
    "offers_credentials": ("Organization", True, ["o/other", "o/own"], []),
    "state": ("Organization", t("x/va"), ["o/other"], []),
    "institution": ("Organization", True, ["o/other", "o/own"], []),
    "unit_id": ("Organization", "100654", ["o/other"], []),
    "system": ("Organization", t("o/system"), ["o/own"], []),
    "framework": ("Competency", t("f/frame"), [], []),
    "scheme": ("Concept", t("x/"), [], []),
}
"""For each facet a value, what certainly passes, and what might."""


@pytest.fixture(scope="module")
async def both(
    neo4j_url: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[Store, Store]]:
    """The same registry on both stores, only read from."""
    await empty(neo4j_url)
    path = tmp_path_factory.mktemp("facets") / "registry.db"
    stores = [open_store(url, read_settings({})) for url in (f"sqlite:///{path}", neo4j_url)]
    try:
        for store in stores:
            await store.open(BASE)
            await fill(store)
        yield stores[0], stores[1]
    finally:
        for store in stores:
            await store.close()


def stored(item: Filter, dialect: str) -> Filter:
    """A filter with its value as the core hands it to a store."""
    if item.facet == "text":
        return Filter(item.facet, sought(item.value, SETTINGS).value(dialect))
    if item.facet == "name_contains":
        return Filter(item.facet, words_value(item.value.split(), dialect))
    return item


def compiled(store: Store, label: str, where: Sequence[Expression], **terms: Any) -> Compiled:
    """Compile a list in the store's dialect."""
    rule = terms.pop("rule", UnknownRule.INCLUDE)
    dialect = store.dialect()
    made = [changed(part, lambda item: stored(item, dialect)) for part in where]
    return compile_list([label], made, rule, dialect, **terms)


async def listed(store: Store, label: str, where: Sequence[Expression], **terms: Any) -> Any:
    """A page and the counts of the whole list."""
    found = compiled(store, label, where, **terms)
    page = await store.ask_text("page", found.page, {**found.parameters, **TIMES})
    counts = await store.ask_text("count", found.count, {**found.parameters, **TIMES})
    both = tuple(counts[0][1:]) if counts else (0, 0)
    return [iri.removeprefix(BASE) for iri, _ in page], both, [sort for _, sort in page]


def test_every_facet_has_an_example_and_a_pair() -> None:
    """Each facet of the table is tried here, and has a fragment in each dialect."""
    assert set(EXAMPLES) == set(facets())
    names = {path.name for path in FOLDER.iterdir()}
    assert all(f"{facet}.{dialect}" in names for facet in facets() for dialect in ("sql", "cypher"))


@pytest.mark.parametrize("facet", sorted(EXAMPLES))
async def test_facet(facet: str, both: tuple[Store, Store]) -> None:
    """Both stores pass what is known to fit, and with it what is unknown where that is included."""
    label, value, certain, unsure = EXAMPLES[facet]
    for rule, expected in (
        (UnknownRule.EXCLUDE, certain),
        (UnknownRule.INCLUDE, sorted(certain + unsure)),
    ):
        for store in both:
            page, counts, _ = await listed(store, label, [Filter(facet, value)], rule=rule)
            assert sorted(page) == expected, store.url
            assert counts == (len(expected), len(unsure)), store.url


@pytest.mark.parametrize("facet", ["name_contains", "spelling", "text"])
async def test_words_inside_an_or_and_a_not(facet: str, both: tuple[Store, Store]) -> None:
    """Words mean the same where no index of words can start the list."""
    label, value, certain, _ = EXAMPLES[facet]
    for store in both:
        page, _, _ = await listed(store, label, [AnyOf((Filter(facet, value), AnyOf()))])
        assert sorted(page) == sorted(certain), store.url
        page, counts, _ = await listed(store, label, [NotOf(Filter(facet, value))])
        assert sorted(page) == sorted({"c/a", "c/b", "c/c"} - set(certain)), store.url
        assert counts == (3 - len(certain), 0)


filters = st.lists(
    st.sampled_from(
        sorted((f, v) for f, (label, v, *_) in EXAMPLES.items() if label == "Credential" and f != "spelling")
    ),
    max_size=4,
)


@given(chosen=filters, rule=st.sampled_from(UnknownRule), descending=st.booleans(), limit=st.integers(1, 4))
@settings(max_examples=8)
async def test_random_filters(
    both: tuple[Store, Store], chosen: list[tuple[str, Any]], rule: UnknownRule, descending: bool, limit: int
) -> None:
    """Any filters together give the same page and the same counts on both stores."""
    terms: dict[str, Any] = {"rule": rule, "descending": descending, "limit": limit}
    where = [Filter(facet, value) for facet, value in chosen]
    first, second = [await listed(store, "Credential", where, **terms) for store in both]
    assert first == second


@pytest.mark.parametrize("descending", [False, True])
async def test_pages(descending: bool, both: tuple[Store, Store]) -> None:
    """Page after page gives the whole list, forwards and backwards, on both stores."""
    for store in both:
        whole, _, sorts = await listed(store, "Credential", [], descending=descending)
        assert whole == (["c/c", "c/b", "c/a"] if descending else ["c/a", "c/b", "c/c"])
        one: dict[str, Any] = {"descending": descending, "limit": 1}
        forward, _, _ = await listed(store, "Credential", [], after=sorts[0], **one)
        backward, _, _ = await listed(store, "Credential", [], before=sorts[2], backwards=True, **one)
        assert forward == backward == [whole[1]]
        ahead, _, _ = await listed(store, "Credential", [], before=sorts[2], **one)
        assert ahead == [whole[0]]


def test_a_facet_of_another_family_is_refused() -> None:
    """A filter that does not apply to a class family is a bad request."""
    with pytest.raises(BadRequest, match="Organization cannot be filtered by cluster"):
        compile_list(["Organization"], [Filter("cluster", "x")], UnknownRule.INCLUDE, "sql")
    nested = NotOf(AnyOf((Filter("cluster", "x"),)))
    with pytest.raises(BadRequest, match="Organization cannot be filtered by cluster"):
        compile_list(["Credential", "Organization"], [nested], UnknownRule.INCLUDE, "cypher")


def test_values_never_become_text() -> None:
    """What a client gives travels as a parameter only, in any place of a filter."""
    evil = "x' OR 1=1 //`}) DETACH DELETE t --"
    items = [Filter(facet, evil) for facet in facets() if facets()[facet].applies("Credential")]
    for dialect in ("sql", "cypher"):
        made = compile_list(["Credential"], [*items, NotOf(AnyOf(tuple(items)))], UnknownRule.ONLY, dialect)
        assert not any(evil in text or "DELETE" in text for text in (made.page, made.first, made.count))
        assert evil in made.parameters.values()
