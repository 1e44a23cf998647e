"""One contract: every named query, asked of both stores over the same registry, gives the same rows."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
import pytest
from contract import credentials, fill
from emptying import empty
from scripted import BASE, t

from credway.registry.graph import STILL_OPEN
from credway.registry.projection import PROJECTION_VERSION
from credway.registry.settings import read_settings
from credway.registry.store import queries
from credway.registry.store.opening import open_store
from credway.registry.store.port import Store

N = 6
DAY = "2026-01-01"
SHARED = {"n": N, "day": DAY, "limit": 100, "most": 100}
NOBODY = t("nobody")
MADE = (PROJECTION_VERSION, PROJECTION_VERSION)


@dataclass(frozen=True)
class Case:
    """One query with something to find, and with nothing.

    `expected` are the columns in `shown`, of every row, in order.
    """

    asked: Mapping[str, Any]
    expected: Sequence[tuple[Any, ...]]
    shown: Sequence[int]
    nothing: Mapping[str, Any]
    empty_rows: Sequence[tuple[Any, ...]] = field(default=())


def ids(*paths: str) -> dict[str, list[str]]:
    """A parameter `ids` of some paths."""
    return {"ids": [t(path) for path in paths]}


def docs(*paths: str) -> dict[str, list[str]]:
    """A parameter `documents` of some paths."""
    return {"documents": [t(path) for path in paths]}


EVERY_DOCUMENT = [("d/claims",), ("d/credentials",), ("d/gone",), ("d/lists",), ("d/organizations",)]

FEES = sorted(s.sid for s in credentials().statements if s.kind == "Observation")

WAYS: Mapping[str, Any] = {
    "relations": ["requires"],
    "inside": ["component"],
    "predicates": ["ceterms:teaches"],
    "alignments": ["ceasn:broadAlignment"],
    "depth": 5,
    "hops": 1,
    "same": 20,
    "most": 10,
}

CASES: Mapping[str, Case] = {
    "attesting": Case(
        ids("o/other") | {"predicates": ["credway:issuer"]},
        [("issuer a",), ("issuer c",), ("needs b",)],
        (2,),
        ids("o/other") | {"predicates": ["ceterms:teaches"]},
    ),
    "aliases_of": Case(
        docs("d/credentials"),
        [("aplus", "name", "c/a"), ("aplus", "name", "c/b"), ("ce-1", "ctid", "c/a")],
        (0, 1, 2),
        docs("d/lists"),
    ),
    "awards_at_risk": Case(
        {
            "places": [t("x/oh")],
            "around": [t("o/own")],
            "codes": ["OH"],
            "wide": ["statewide"],
            "state": "OH",
            "statuses": ["credentialStat:Deprecated"],
            "status_concepts": [t("x/retired")],
            "dropped": [t("c/q")],
            "dropped_by": [t("l/1")],
            "depth": 3,
            "after": ["", "", "", "", ""],
        },
        [
            (6, "award k/x", "l/1"),
            (6, "award k/x", "l/1/b"),
            (6, "award k/x", "status a"),
            (6, "award k/y", "l/1"),
            (6, "award k/y", "l/1/b"),
            (6, "award k/y", "status a"),
        ],
        (0, 4, 17),
        {
            "places": [t("x/va")],
            "around": [],
            "codes": ["VA"],
            "wide": ["statewide"],
            "state": "VA",
            "statuses": ["credentialStat:Deprecated"],
            "status_concepts": [t("x/retired")],
            "dropped": [],
            "dropped_by": [],
            "depth": 3,
            "after": ["", "", "", "", ""],
        },
    ),
    "awards_reached": Case(
        ids("c/q")
        | {"places": [t("o/other")], "roles": ["FROM"], "depth": 2, "most": 10}
        | {"kinds": ["Recognition", "Classification"], "codes": ["OH", "VA"]}
        | {"told": True, "named": [t("x/va")]},
        [
            ("about", "c/a", None, "c/a"),
            ("about", "c/b", None, "c/b"),
            ("about", "c/p", None, None),
            ("about", "c/q", None, None),
            ("about", "c/r", None, None),
            ("about", "k/x", None, None),
            ("about", "k/y", None, None),
            ("about", "l/1", None, None),
            ("about", "l/2", None, None),
            ("about", "l/3", None, None),
            ("about", "o/body", None, None),
            ("about", "o/other", None, None),
            ("about", "o/own", None, "o/own"),
            ("about", "o/part", None, None),
            ("about", "o/system", None, None),
            ("about", "x/health", None, None),
            ("about", "x/it", None, None),
            ("about", "x/license", None, None),
            ("about", "x/nurse", None, None),
            ("about", "x/oh", None, None),
            ("about", "x/va", None, None),
            ("award", None, None, "award k/x"),
            ("award", None, None, "award k/y"),
            ("award", None, None, "gone"),
            ("equivalent", "c/a", "c/q", "a p 0"),
            ("equivalent", "c/b", "c/q", "b p 4"),
            ("equivalent", "c/p", "c/q", "p q 1"),
            ("equivalent", "c/r", "c/q", "q r 2"),
            ("licensed", None, None, "licensed nurse"),
            ("list", None, None, "l/1"),
            ("list", None, None, "l/2"),
            ("list", None, None, "l/3"),
            ("printed", None, None, "l/1/printed 0"),
            ("printed", None, None, "l/1/printed 1"),
            ("said", None, None, "a cluster it"),
            ("said", None, None, "a credentialType license"),
            ("said", None, None, "b cluster health"),
            ("said", None, None, "b occupation nurse"),
            ("said", None, None, "licensed nurse"),
            ("terms", None, None, "l/1/a"),
            ("within", "o/other", "o/body", None),
            ("within", "o/own", "o/part", None),
            ("within", "o/own", "o/system", None),
            ("within", "o/own", "x/oh", None),
            ("within", "o/other", "x/va", None),
        ],
        (0, 1, 2, 5),
        ids("nobody")
        | {"places": [], "roles": ["FROM"], "depth": 2, "most": 10, "kinds": ["Recognition"], "codes": []}
        | {"told": True, "named": []},
    ),
    "conditions": Case(
        ids("c/c") | {"relations": ["requires"], "depth": 5},
        [(0, "needs c"), (1, "needs b")],
        (0, 3),
        ids("c/c") | {"relations": ["recommends"], "depth": 5},
    ),
    "counts": Case(
        {},
        [
            ("Credential", 3, 2),
            ("Jurisdiction", 1, 0),
            ("Organization", 2, 2),
            ("Resource", 19, 0),
        ],
        (0, 1, 2),
        {"n": -1},
    ),
    "coverage": Case(
        {},
        [
            ("OH", "ListEntry", 4, 0),
            ("OH", "ListVersion", 2, 1),
            ("OH", "Recognition", 1, 0),
            ("VA", "ListEntry", 1, 0),
            ("VA", "ListVersion", 1, 1),
            ("x/oh", "Award", 2, 0),
        ],
        (0, 1, 2, 4),
        {"n": 0},
    ),
    "dependents_pages": Case(
        ids("c/a", "o/other") | {"after_sid": "", "after_from": "", "limit": 2},
        [("c/a", 4), ("c/a", 4), ("o/other", 2), ("o/other", 2)],
        (0, 1),
        ids("nobody") | {"after_sid": "", "after_from": ""},
    ),
    "described": Case(
        ids("c/a", "o/own", "d/lists", "d/gone", "o/other", "nobody"),
        [("c/a",), ("d/gone",), ("d/lists",), ("o/own",)],
        (0,),
        ids("o/other", "nobody"),
    ),
    "descriptions": Case(
        ids("c/a", "c/b", "o/other"),
        [("c/a", "c/a"), ("c/b", "c/b")],
        (0, 3),
        ids("nobody"),
    ),
    "document_body": Case({"id": t("d/lists"), "version": 1}, [], (), {"id": NOBODY, "version": 1}),
    "document_of": Case(
        ids("c/a", "d/lists", "nobody"),
        [("c/a", "d/credentials"), ("d/lists", "d/lists")],
        (0, 1),
        ids("nobody"),
    ),
    "document_versions": Case(
        ids("d/credentials", "d/gone"),
        [
            ("d/credentials", 1, 1, False),
            ("d/credentials", 2, 3, False),
            ("d/gone", 1, 5, False),
            ("d/gone", 2, 6, True),
        ],
        (0, 1, 2, 10),
        ids("nobody"),
    ),
    "documents_after": Case({"after": ""}, EVERY_DOCUMENT, (0,), {"after": t("d/z")}),
    "documents_since": Case(
        {"after": t("d/a"), "since": 2},
        [("d/claims", 1), ("d/credentials", 1), ("d/gone", 2)],
        (0, 1),
        {"after": t("d/a"), "since": N},
    ),
    "dropped_entries": Case(
        ids("l/1", "l/2", "l/1", "l/3")
        | {"lists": [t("l/2"), t("l/2"), t("l/3"), t("l/3")], "standing": [0, 1, 0, 1]},
        [("c/a", "l/2", ""), ("c/a", "l/3", "")],
        (0, 1, 2),
        ids("l/3") | {"lists": [t("l/3")], "standing": [1]},
    ),
    "edges_beside": Case(
        {
            "sources": [t("c/b")],
            "source_types": ["OWNED_BY", "OFFERED_BY"],
            "targets": [t("c/c"), t("f/frame")],
            "target_types": ["OWNS", "PART_OF"],
            "documents": [t("d/credentials")],
        },
        [
            ("c/b", "OFFERED_BY", "o/other", "Credential"),
            ("c/b", "OWNED_BY", "o/own", "Credential"),
            ("o/other", "OWNS", "c/c", "Organization"),
        ],
        (0, 1, 2, 3),
        {
            "sources": [t("c/b")],
            "source_types": ["PART_OF"],
            "targets": [t("f/frame")],
            "target_types": ["PART_OF"],
            "documents": [t("d/credentials")],
        },
    ),
    "edges_between": Case(
        {
            "pairs": [
                [t("c/a"), "OWNED_BY", t("o/own")],
                [t("c/c"), "PART_OF", t("f/frame")],
                [t("o/own"), "OFFERS", t("c/a")],
            ]
        },
        [("c/a", "OWNED_BY", "o/own"), ("c/c", "PART_OF", "f/frame"), ("o/own", "OFFERS", "c/a")],
        (0, 1, 2),
        {"pairs": [[t("c/a"), "OWNS", t("o/own")], [t("nobody"), "OWNED_BY", t("o/own")]]},
    ),
    "edges_of": Case(
        docs("d/organizations", "d/gone"),
        [
            ("HAS_DEPARTMENT", "o/body", "o/other"),
            ("LOCATED_IN", "o/other", "x/va"),
            ("LOCATED_IN", "o/own", "x/oh"),
            ("OFFERS", "o/own", "c/a"),
            ("OFFERS", "o/own", "c/a"),
            ("OWNS", "o/other", "c/c"),
            ("PART_OF_ORGANIZATION", "o/own", "o/part"),
            ("PART_OF_ORGANIZATION", "o/part", "o/system"),
        ],
        (1, 10, 11),
        docs("d/lists"),
    ),
    "edges_on": Case(
        ids("c/b", "o/other") | {"types": ["OWNED_BY", "OFFERED_BY", "OWNS", "OFFERS"]},
        [
            ("c/b", "out", "OFFERED_BY", "o/other"),
            ("c/b", "out", "OWNED_BY", "o/own"),
            ("o/other", "in", "OFFERED_BY", "c/b"),
            ("o/other", "out", "OWNS", "c/c"),
        ],
        (0, 1, 2, 3),
        ids("c/b") | {"types": ["NO_SUCH"]},
    ),
    "envelope_checksums": Case(
        docs("d/gone", "d/lists"),
        [("d/gone", 1), ("d/gone", 2), ("d/lists", 1)],
        (0, 1),
        docs("nobody"),
    ),
    "envelopes_after": Case(
        {"n": 2, "ord": 0},
        [
            ("d/lists", 1, 2, 1),
            ("d/credentials", 2, 3, 0),
            ("d/claims", 2, 4, 0),
            ("d/gone", 1, 5, 0),
            ("d/gone", 2, 6, 0),
        ],
        (0, 1, 2, 3),
        {"n": N, "ord": 0},
    ),
    "envelopes_count": Case({"n": 3}, [(3,)], (0,), {"n": N}, [(0,)]),
    "equivalents": Case(
        ids("c/a", "c/q") | {"depth": 2},
        [
            ("c/p", "c/a"),
            ("c/b", "c/a"),
            ("c/q", "c/a"),
            ("c/p", "c/q"),
            ("c/r", "c/q"),
            ("c/a", "c/q"),
            ("c/b", "c/q"),
        ],
        (0, 1),
        ids("c/c") | {"depth": 3},
    ),
    "irregular": Case({}, [], (), {"limit": 0}),
    "lifted_of": Case(
        docs("d/organizations", "d/claims"),
        [
            ("Award", None),
            ("Award", None),
            ("Claim", "ceterms:credentialStatusType"),
            ("Claim", "credway:issuer"),
            ("Claim", "credway:issuer"),
            ("Description", None),
            *[("Equivalence", None)] * 5,
        ],
        (3, 10),
        docs("d/none"),
    ),
    "list_versions": Case(
        {"places": ["OH", "VA"]},
        [("l/1",), ("l/2",), ("l/3",)],
        (2,),
        {"places": ["TX"]},
    ),
    "located": Case(
        ids("o/own", "o/other"),
        [("o/other", "x/va"), ("o/own", "x/oh")],
        (0, 1),
        ids("c/a"),
    ),
    "made_by": Case({}, [MADE], (0, 1), {}, [MADE]),
    "meta": Case({}, [(BASE, 4, N, N, "")], (0, 1, 2, 3, 4), {}, [(BASE, 4, N, N, "")]),
    "orphans": Case({}, [], (), {"limit": 0}),
    "resolve": Case(
        {"ids": ["aplus", "ce-1", t("c/a"), t("nobody")]},
        [
            ("aplus", "name", "c/a"),
            ("aplus", "name", "c/b"),
            ("ce-1", "ctid", "c/a"),
            ("c/a", "iri", "c/a"),
        ],
        (0, 1, 2),
        ids("nobody"),
    ),
    "resolve_issued": Case(
        {"ids": ["aplus", t("c/c"), t("nobody")]},
        [
            ("aplus", "name", "c/a", ""),
            ("aplus", "name", "c/a", "other"),
            ("aplus", "name", "c/a", "own"),
            ("aplus", "name", "c/b", ""),
            ("aplus", "name", "c/b", "other"),
            ("aplus", "name", "c/b", "own"),
            ("c/c", "iri", "c/c", ""),
            ("c/c", "iri", "c/c", "other"),
        ],
        (0, 1, 2, 5),
        ids("nobody"),
    ),
    "resources_of": Case(
        docs("d/credentials", "d/organizations"),
        [("c/a",), ("c/b",), ("c/c",), ("o/other",), ("o/own",)],
        (0,),
        docs("d/claims"),
    ),
    "stale_facts": Case({}, [], (), {"limit": 0}),
    "stale_search": Case({}, [], (), {"limit": 0}),
    "state_aliases": Case(docs("d/credentials"), [], (), docs("d/claims")),
    "state_envelopes": Case(
        docs("d/credentials", "d/lists"),
        [("d/credentials", 1), ("d/credentials", 2), ("d/lists", 1)],
        (0, 1),
        docs("nobody"),
    ),
    "state_owners": Case({"resources": [t("c/a"), t("c/c")]}, [], (), {"resources": [NOBODY]}),
    "state_rows": Case(docs("d/organizations"), [], (), docs("nobody")),
    "statements_about": Case(
        ids("c/a", "c/b") | {"kinds": ["Condition", "Claim"]},
        [("issuer a",), ("needs a",), ("needs b",), ("status a",)],
        (2,),
        ids("c/a") | {"kinds": ["Recognition"]},
    ),
    "statements_by_id": Case(
        {"ids": FEES, "n": 2},
        [(sid,) for sid in FEES],
        (0,),
        {"ids": FEES, "n": 0},
    ),
    "statements_of": Case(docs("d/gone"), [("gone",), ("gone",)], (2,), docs("nobody")),
    "figures": Case(
        ids("c/a", "c/b")
        | {"measures": ["credway:examFee"], "aspects": ["occupation"], "named": [t("x/va"), t("o/own")]},
        [
            ("about", "c/a", "Credential", "c/a"),
            ("about", "c/b", "Credential", "c/b"),
            ("about", "o/own", "Organization", "o/own"),
            ("about", "x/nurse", "Resource", None),
            ("about", "x/va", "Resource", None),
            ("said", None, None, "b occupation nurse"),
            ("said", None, None, "fee a"),
            ("said", None, None, "fee b"),
        ],
        (0, 1, 2, 5),
        ids("nobody") | {"measures": ["credway:examFee"], "aspects": ["occupation"], "named": []},
    ),
    "first_on": Case(
        ids("c/a", "c/c") | {"kinds": ["Condition"], "roles": ["OF", "NEEDS"], "limit": 2},
        [("needs a",), ("needs b",)],
        (2,),
        ids("c/a") | {"kinds": ["Condition"], "roles": ["CONCEPT"], "limit": 2},
    ),
    "statements_on": Case(
        ids("c/a", "c/c") | {"kinds": ["Condition"], "roles": ["OF", "NEEDS"]},
        [("needs a",), ("needs b",), ("needs c",)],
        (2,),
        ids("c/a") | {"kinds": ["Condition"], "roles": ["CONCEPT"]},
    ),
    "statements_pages": Case(
        ids("c/a", "c/b") | {"kinds": ["Classification"], "after_sid": "", "after_from": "", "limit": 3},
        [("c/a", 2), ("c/a", 2), ("c/b", 2), ("c/b", 2)],
        (0, 1),
        ids("nobody") | {"kinds": [], "after_sid": "", "after_from": ""},
    ),
    "things_after": Case(
        {"after": t("c/a"), "limit": 2},
        [("c/b", "Credential", "basic nursing"), ("c/c", "Credential", "care")],
        (0, 1, 3),
        {"after": t("z")},
    ),
    "thing_ids": Case(ids("c/a", "c/b", "nobody"), [("c/a",), ("c/b",)], (0,), ids("nobody")),
    "unresolved_entries": Case(
        ids("l/1", "l/3"),
        [("l/1/printed 0",), ("l/1/printed 1",)],
        (2,),
        ids("l/3"),
    ),
    "ways": Case(
        {**ids("c/c"), **WAYS, "concepts": [t("x/nurse")], "owned": [t("c/q")]},
        [
            ("condition", None, None, "needs b"),
            ("condition", None, None, "needs c"),
            ("equivalent", "c/p", "c/a", "a p 0"),
            ("equivalent", "c/p", "c/b", "b p 4"),
            ("equivalent", "c/p", "c/q", "p q 1"),
            ("equivalent", "c/r", "c/q", "q r 2"),
            ("leading", None, None, "b occupation nurse"),
        ],
        (0, 1, 2, 5),
        {**ids("nobody"), **WAYS, "concepts": [], "owned": [t("c/z")]},
    ),
}
"""For each query that reads: what to ask, and what both stores must say."""

UNORDERED = {"state_aliases", "state_envelopes", "state_owners", "state_rows"}
"""Queries whose rows are put into dictionaries."""
BY_ADDRESS = {"edges_of", "lifted_of"}
"""Queries whose rows are in the order of their content addresses."""
ONE_ROW = {"envelopes_count", "made_by", "meta", "document_body"}
"""Queries that answer with one row at most."""
NONE_HERE = {"irregular", "orphans", "stale_facts", "stale_search"}
"""Queries that find nothing in a registry that is whole; `test_checking` plants what they find."""
OPAQUE = {"thing_ids": 1}
"""Columns that are each store's own."""


async def rows_of(store: Store, name: str, asked: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of a query, so that two stores can be compared: lists decoded, links in order."""
    known = {**SHARED, **asked}
    text = queries.text(name, store.dialect())
    sign = {"sql": ":", "cypher": "$"}[store.dialect()]
    found = await store.ask(name, **{key: value for key, value in known.items() if sign + key in text})
    plain = [tuple(map(plainly, row))[: OPAQUE.get(name)] for row in found]
    return sorted(plain, key=repr) if name in UNORDERED else plain


def plainly(value: Any) -> Any:
    """A value without what a dialect adds: lists as lists, sorted, whole numbers as numbers."""
    if isinstance(value, str) and value.startswith("["):
        value = orjson.loads(value)
    if isinstance(value, list):
        return sorted(value, key=repr)
    return int(value) if isinstance(value, bool) else value


def short(value: Any) -> Any:
    """An IRI of the test's registry as its path."""
    return value.removeprefix(BASE) if isinstance(value, str) and value != BASE else value


@pytest.fixture(scope="module")
async def both(
    neo4j_url: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[Store, Store]]:
    """The same registry on both stores, only read from."""
    await empty(neo4j_url)
    path: Path = tmp_path_factory.mktemp("contract") / "registry.db"
    stores = [open_store(url, read_settings({})) for url in (f"sqlite:///{path}", neo4j_url)]
    try:
        for store in stores:
            await store.open(BASE)
            assert await fill(store) == N
        yield stores[0], stores[1]
    finally:
        for store in stores:
            await store.close()


def test_every_query_has_a_case() -> None:
    """Each named query is either a write, which `test_writing` covers, or has a case here."""
    assert set(queries.names()) == set(CASES) | queries.writes() | {"lock"}


def test_every_case_finds_rows() -> None:
    """A case finds two rows or more, unless its query cannot."""
    written = {name for name, case in CASES.items() if case.shown}
    few = {name for name in written if len(CASES[name].expected) < 2}
    assert few <= ONE_ROW


@pytest.mark.parametrize("name", sorted(CASES))
async def test_something(name: str, both: tuple[Store, Store]) -> None:
    """Both stores give the same rows, and those are the rows that were expected."""
    case = CASES[name]
    first, second = [await rows_of(store, name, case.asked) for store in both]
    assert first == second
    if case.shown:
        shown = [tuple(short(row[column]) for column in case.shown) for row in first]
        if name in BY_ADDRESS:
            shown.sort(key=repr)
        assert shown == list(case.expected)
    else:
        least = 0 if name in NONE_HERE else 1 if name in ONE_ROW else 2
        assert len(first) >= least


@pytest.mark.parametrize("name", sorted(CASES))
async def test_nothing(name: str, both: tuple[Store, Store]) -> None:
    """Where there is nothing to find, neither store finds anything."""
    case = CASES[name]
    for store in both:
        assert await rows_of(store, name, case.nothing) == list(case.empty_rows)


@pytest.mark.parametrize("n", range(N + 1))
@pytest.mark.parametrize(
    "name", ["statements_on", "edges_on", "conditions", "equivalents", "coverage", "ways", "figures"]
)
async def test_every_moment(name: str, n: int, both: tuple[Store, Store]) -> None:
    """At every earlier number both stores answer alike, on a day on which things have changed."""
    asked = {**CASES[name].asked, "n": n, "day": "2020-06-01"}
    first, second = [await rows_of(store, name, asked) for store in both]
    assert first == second


async def test_equivalents_choose_alike(both: tuple[Store, Store]) -> None:
    """Of two statements that say the same link the first by its content address is shown, on both stores."""
    asked = ids("c/p") | {"depth": 1}
    for store in both:
        [sid] = [row[2] for row in await rows_of(store, "equivalents", asked) if short(row[0]) == "c/b"]
        sids = [
            row[0]
            for row in await rows_of(store, "statements_of", docs("d/claims"))
            if row[2] in ("p b 3", "b p 4") and row[10] == STILL_OPEN
        ]
        assert len(sids) == 2
        assert sid == min(sids)


class Dropping:
    """A store that loses the last row of an answer, or changes a value in it."""

    def __init__(self, store: Store, how: str) -> None:
        self._store, self._how = store, how

    def dialect(self) -> str:
        """As the store's."""
        return self._store.dialect()

    async def ask(self, query: str, /, **parameters: Any) -> list[tuple[Any, ...]]:
        """Ask, and spoil the answer."""
        found = await self._store.ask(query, **parameters)
        if self._how == "a row lost":
            return found[:-1]
        if self._how == "a row twice":
            return [*found, *found[-1:]]
        if self._how == "another order":
            return found[::-1]
        return [*found[:-1], (*found[-1][:-1], "changed")] if found else found


PLANTED = [
    (name, how)
    for name in sorted(set(CASES) - NONE_HERE)
    for how in ("a row lost", "a row twice", "another order", "a value changed")
    if not (how == "another order" and name in UNORDERED | ONE_ROW)
    if not (how == "a value changed" and name in OPAQUE)
]


@pytest.mark.parametrize(("name", "how"), PLANTED)
async def test_a_planted_difference_is_found(name: str, how: str, both: tuple[Store, Store]) -> None:
    """The comparison fails for each query if one of the stores answers otherwise."""
    spoilt: Any = Dropping(both[1], how)
    asked = CASES[name].asked
    assert await rows_of(both[0], name, asked) != await rows_of(spoilt, name, asked)
