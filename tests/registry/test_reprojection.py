"""Projection and re-projection give the same graph: from the same content, and from the envelopes."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import orjson
from emptying import empty
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from making import (
    BASE,
    CONTEXT,
    STATES,
    Node,
    award,
    claim,
    credential,
    entry,
    hours,
    iri,
    iris,
    profile,
    usd,
)
from whole import Trusting, held

from credway.registry.checking import check
from credway.registry.clock import system_clock
from credway.registry.copying import rebuild
from credway.registry.documents import Submission, Withdrawal
from credway.registry.graph import Projection
from credway.registry.preparing import Here, prepare
from credway.registry.registry import Registry
from credway.registry.settings import limits_of, read_settings
from credway.registry.store.opening import open_store
from credway.registry.store.port import Store
from credway.shapes.documents import Document

SETTINGS = read_settings({})
NAMES = st.sampled_from(["a", "b", "c", "d"])
CREDENTIALS = NAMES.map(lambda name: f"credentials/{name}")
TERMS = st.sampled_from([{}, {"ceterms:startDate": "2019-05"}, {"ceterms:endDate": "2024"}])


def requirement(targets: Sequence[str], age: int | None, others: Sequence[str]) -> Node:
    """A profile with an age and alternatives."""
    extra: Node = {"ceterms:minimumAge": age} if age else {}
    if others:
        extra["ceterms:alternativeCondition"] = [profile(other) for other in others]
    return profile(*targets, extra=extra)


PROFILES = st.builds(
    requirement,
    st.lists(CREDENTIALS, max_size=2),
    st.none() | st.integers(14, 21),
    st.lists(CREDENTIALS, max_size=2),
)


@st.composite
def described(draw: st.DrawFn) -> Node:
    """A credential with conditions, links, codes and kinds."""
    some: dict[str, st.SearchStrategy[Any]] = {
        "ceterms:requires": st.lists(PROFILES, min_size=1, max_size=2),
        "ceterms:recommends": st.lists(CREDENTIALS.map(iri), min_size=1, max_size=2),
        "ceterms:isPreparationFor": st.lists(CREDENTIALS.map(iri), min_size=1, max_size=1),
        "ceterms:hasPart": st.lists(CREDENTIALS.map(iri), min_size=1, max_size=3),
        "ceterms:codedNotation": st.lists(st.sampled_from(["X-1", "X-2"]), min_size=1, max_size=2),
        "ceterms:alternateName": st.just({"en": ["Other"], "de": ["Anders"]}),
        "ceterms:sameAs": st.just(["https://else.example/1"]),
        "credway:careerCluster": st.just(["https://w3id.org/credway/schemes/clusters/2019/IT"]),
        "ceterms:accreditedBy": st.just(iris("organizations/owner")),
        "ceterms:estimatedCost": st.just([{"@type": "ceterms:CostProfile", "ceterms:price": 10}]),
    }
    taken = draw(st.sets(st.sampled_from(sorted(some))))
    return credential(draw(CREDENTIALS), {name: draw(some[name]) for name in sorted(taken)})


AWARDS = st.builds(
    lambda name, given, toward, amount, terms: award(
        f"awards/{name}",
        held=given,
        by="organizations/college",
        toward=toward,
        amounts=[hours(amount)],
        extra=terms,
    ),
    NAMES,
    st.lists(CREDENTIALS, min_size=1, max_size=2),
    st.lists(st.sampled_from(["courses/x", "courses/y"]), max_size=2),
    st.sampled_from(["3", "4"]),
    TERMS,
)
CLAIMS = st.builds(
    lambda name, subject, what: claim(f"claims/{name}", subject, what[0], **what[1]),
    NAMES,
    CREDENTIALS,
    st.sampled_from(
        [
            ("credway:medianSalary", {"value": usd("52000")}),
            ("credway:listedIn", {"obj": STATES + "OH"}),
            ("credway:issuer", {"obj": "organizations/owner"}),
            ("ceterms:isRequiredFor", {"obj": "credentials/a"}),
        ]
    ),
)
ENTRIES = st.builds(lambda name, of: entry(f"entries/{name}", of), NAMES, st.none() | CREDENTIALS)


@st.composite
def contents(draw: st.DrawFn) -> list[Node]:
    """The nodes of one document, each IRI once."""
    nodes = draw(st.lists(st.one_of(described(), AWARDS, CLAIMS, ENTRIES), min_size=1, max_size=4))
    found = {node["@id"]: node for node in nodes}
    entries = [i for i, node in found.items() if node["@type"] == "ceterms:CollectionMember"]
    if entries:
        found[iri("lists/1")] = {
            "@id": iri("lists/1"),
            "@type": "ceterms:Collection",
            "ceterms:name": {"en": "L"},
            "credway:listPlace": f"{STATES}OH",
            "ceterms:hasMember": entries,
        }
    return list(found.values())


def written(path: str, nodes: Sequence[Node]) -> bytes:
    """A graph document."""
    return orjson.dumps({"@context": CONTEXT, "@id": iri(path), "@graph": list(nodes)})


def shuffled(value: Any, random: Random, blank: list[int]) -> Any:
    """The same content in other words: other orders, and names for nodes that had none."""
    if isinstance(value, list):
        return random.sample([shuffled(each, random, blank) for each in value], len(value))
    if not isinstance(value, dict):
        return value
    keys = random.sample(sorted(value), len(value))
    made = {key: shuffled(value[key], random, blank) for key in keys}
    if "@type" in made and "@id" not in made and "@value" not in made:
        blank[0] += 1
        made["@id"] = f"_:n{random.randrange(10**6)}x{blank[0]}"
    return made


def projected(body: bytes) -> tuple[str, Projection]:
    """The digest and the projection of a document."""
    submission = Submission(Document(body), "mirror")
    made = prepare(submission, Trusting(), limits_of(SETTINGS, local=True), BASE)
    assert made.projection is not None, made.verdict.findings
    return made.digest, made.projection


@given(contents(), st.randoms(use_true_random=False))
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_the_same_content_is_projected_alike(nodes: list[Node], random: Random) -> None:
    """Whatever the order of keys and values and the names of blank nodes, every row is the same."""
    body = written("graph/1", nodes)
    again = {**orjson.loads(body), "@graph": shuffled(nodes, random, [0])}
    assert projected(body) == projected(body)
    assert projected(orjson.dumps(again)) == projected(body)


@dataclass(frozen=True)
class Act:
    """One publish of one of three documents, or its withdrawal."""

    document: str
    nodes: list[Node] | None
    start: str | None


ACTS = st.builds(
    Act,
    st.sampled_from(["graph/1", "graph/2", "graph/3"]),
    st.none() | contents(),
    st.sampled_from([None, "2015-01-01", "2020-01-01"]),
)


async def rebuilt(store: Store, acts: Sequence[Act]) -> None:
    """Publish a history, and insist that the graph made again from its envelopes is the same."""
    await store.open(BASE)
    registry = Registry(store, Here(Trusting()), SETTINGS, system_clock, BASE)
    taken = set()
    for act in acts:
        if act.nodes is not None:
            submission = Submission(Document(written(act.document, act.nodes)), "mirror", act.start)
            [outcome] = await registry.publish([submission], local=True)
            taken |= {act.document} if outcome.verdict.outcome != "refused" else set()
        elif act.document in taken:
            await registry.withdraw(Withdrawal(iri(act.document), "an error", act.start))
    before = await held(store)
    assert await check(store, BASE) == []
    await rebuild(store)
    assert await held(store) == before


@given(st.lists(ACTS, min_size=1, max_size=6))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
async def test_a_history_is_rebuilt_on_sqlite(acts: list[Act]) -> None:
    """Dropped and replayed, each row of SQLite comes back with its address and its times."""
    store = open_store("sqlite:///:memory:", SETTINGS)
    try:
        await rebuilt(store, acts)
    finally:
        await store.close()


@given(acts=st.lists(ACTS, min_size=2, max_size=5))
@settings(
    max_examples=3,
    suppress_health_check=[HealthCheck.too_slow],
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking on a server takes minutes
)
async def test_a_history_is_rebuilt_on_neo4j(neo4j_url: str, acts: list[Act]) -> None:
    """Dropped and replayed, each row of Neo4j comes back with its address and its times."""
    await empty(neo4j_url)
    store = open_store(neo4j_url, SETTINGS)
    try:
        await rebuilt(store, acts)
    finally:
        await store.close()
