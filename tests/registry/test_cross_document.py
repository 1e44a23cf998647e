"""Rules across documents: what is found, what is not, and that nothing depends on it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import (
    Node,
    claim,
    credential,
    document,
    entry,
    iri,
    iris,
    listing,
    organization,
    profile,
    publish,
    reference,
)
from small_registry import Counting
from whole import trusting

from credway.registry.across import Crossed, look
from credway.registry.across.cycles import necessary, shortest
from credway.registry.across.said import of_rows
from credway.registry.documents import Submission, Withdrawal
from credway.registry.publishing import Outcome
from credway.registry.registry import Registry
from credway.registry.store import streams
from credway.shapes.documents import Document

CODES = {"DANGLING_REFERENCE", "PREREQUISITE_CYCLE", "CONTRADICTED_INVERSE"}
CTID = "ce-0a22c7e1-8b85-4b8f-8e29-6b7a0f3c2d11"


def thing(path: str, kind: str = "ceterms:Certification", **terms: Any) -> Node:
    """A thing with some properties; `_` in their names stands for the colon."""
    named = {name.replace("_", ":", 1): value for name, value in terms.items()}
    label = "ceasn:competencyText" if kind == "ceasn:Competency" else "ceterms:name"
    return {"@id": iri(path), "@type": kind, label: {"en": path}, **named}


def told(outcome: Outcome) -> list[tuple[str, str, str]]:
    """The findings across documents: code, property, value; paths for IRIs of the test's registry."""
    return [
        (f.code, (f.path or "").rpartition("/")[2], short(f.value or ""))
        for f in outcome.verdict.findings
        if f.code in CODES
    ]


def short(text: str) -> str:
    """An IRI of the test's registry as its path."""
    return text.removeprefix(iri(""))


async def together(
    registry: Registry, documents: Sequence[tuple[str, Sequence[Node]]], prefix: str = ""
) -> list[Outcome]:
    """Publish documents in one batch; the things called by one letter are those of the document's number."""
    batch = []
    for path, nodes in documents:
        own = (prefix or path.rpartition("/")[2]).encode()
        body = re.sub(
            rb'"https://test\.example/((?:\w+/)?(?:[a-z]|none|1))"',
            own.join([rb'"https://test.example/', rb'/\1"']),
            document(path, *nodes),
        )
        batch.append(Submission(Document(body, path), "mirror"))
    return await registry.publish(batch, local=True)


def alone(path: str) -> str:
    """A path without the number of its document."""
    return re.sub(r"^\d+/", "", path)


async def passed(registry: Registry, since: int = 0) -> list[Crossed]:
    """What a pass over the registry finds."""
    return [each async for each in registry.crossings(since=since)]


@pytest.fixture
async def people(registry: Registry) -> Registry:
    """A registry that holds the organizations everybody names, and trusts what it is given."""
    found = trusting(registry)
    await publish(found, "people", organization("organizations/owner"), organization("organizations/report"))
    await publish(
        found, "sources/test", {"@id": iri("sources/test"), "@type": "credway:Source", "schema:name": "S"}
    )
    return found


DANGLING: Mapping[str, tuple[list[Node], list[tuple[str, str]]]] = {
    "an edge": (
        [credential("credentials/a", {"ceterms:offeredBy": iris("organizations/none")})],
        [("offeredBy", "organizations/none")],
    ),
    "a condition's target": (
        [credential("credentials/a", {"ceterms:requires": [profile("credentials/none")]})],
        [("requires", "credentials/none")],
    ),
    "a direct requirement, and what requires it": (
        [
            credential(
                "credentials/a",
                {"ceterms:recommends": iris("credentials/x"), "ceterms:isRequiredFor": iris("credentials/y")},
            )
        ],
        [("isRequiredFor", "credentials/y"), ("recommends", "credentials/x")],
    ),
    "a property of which no edge is made": (
        [credential("credentials/a", {"qdata:relevantDataSet": iris("data/none")})],
        [("relevantDataSet", "data/none")],
    ),
    "a claim's subject and object": (
        [claim("claims/1", "credentials/x", "credway:issuer", obj="organizations/none")],
        [("object", "organizations/none"), ("subject", "credentials/x")],
    ),
    "a list's member": (
        [*listing("lists/1", "OH", [entry("entries/1", "credentials/none")])],
        [("ownedBy", "organizations/agency"), ("proxyFor", "credentials/none")],
    ),
    "a CTID of another registry": (
        [credential("credentials/a", {"ceterms:isPartOf": [f"https://else.example/resources/{CTID}"]})],
        [("isPartOf", f"https://else.example/resources/{CTID}")],
    ),
    "nothing: a page of the web, a concept, a thing of another registry that is the same": (
        [
            credential(
                "credentials/a",
                {
                    "ceterms:sameAs": [f"https://else.example/resources/{CTID}"],
                    "ceterms:subjectWebpage": iri("pages/a"),
                    "ceterms:isPartOf": ["https://else.example/programs/1"],
                    "credway:careerCluster": ["https://w3id.org/credway/schemes/clusters/2019/IT"],
                },
            )
        ],
        [],
    ),
    "nothing: a reference record, and the document that mentions it": (
        [
            credential("credentials/a", {"ceterms:requires": [profile("credentials/r")]}),
            {**reference("credentials/r"), "credway:mentionedBy": [iri("people"), iri("sources/test")]},
        ],
        [],
    ),
}


async def test_dangling_references(people: Registry) -> None:
    """A link to what no document describes is a warning that names the property and the thing."""
    for place, (name, (nodes, expected)) in enumerate(DANGLING.items()):
        [outcome] = await together(people, [(f"graph/{place}", nodes)], str(place))
        assert outcome.verdict.outcome == "accepted", name
        found = [(code, property_, alone(value)) for code, property_, value in told(outcome)]
        assert sorted(found) == sorted(("DANGLING_REFERENCE", *each) for each in expected), name
        assert all(f.severity == "Warning" for f in outcome.verdict.findings if f.code in CODES), name


async def test_a_dangling_reference_says_where_and_what_to_do(people: Registry) -> None:
    """The finding has the pointer of the property, is told once for a thing, and goes when it is mended."""
    nodes = [
        credential(f"credentials/{c}", {"ceterms:requires": [profile("credentials/none")]}) for c in "abc"
    ]
    [found] = [f for f in (await publish(people, "graph/1", *nodes)).verdict.findings if f.code in CODES]
    assert found.pointer == "/@graph/0/ceterms:requires"
    assert (found.focus, found.value) == (iri("credentials/a"), iri("credentials/none"))
    assert "ceterms:requires and 2 times more" in found.message
    assert "reference record" in found.message
    await publish(people, "graph/none", credential("credentials/none"))
    assert told(await publish(people, "graph/1", *nodes)) == []
    assert await passed(people) == []


async def test_documents_of_one_batch_know_each_other(people: Registry) -> None:
    """What another document of the batch describes does not dangle, whatever their order."""
    batch = [
        Submission(Document(document("graph/1", credential("credentials/a", needing("b")))), mode="mirror"),
        Submission(Document(document("graph/2", credential("credentials/b"))), mode="mirror"),
    ]
    assert [told(each) for each in await people.publish(batch, local=True)] == [[], []]


async def test_what_was_known_then(people: Registry) -> None:
    """At an earlier number what came later was not there yet; what is withdrawn is not there any more."""
    ctid = f"resources/{CTID}"
    first = await publish(people, "graph/a", credential("credentials/a", {"ceterms:hasPart": iris(ctid)}))
    await publish(people, f"graph/{CTID}", credential(ctid))
    last = await people.withdraw(Withdrawal(iri(f"graph/{CTID}"), "an error"))
    assert first.n is not None
    rows = await streams.rows_of(people.store, [iri("graph/a")])
    found = {}
    for n in range(first.n, last + 1):
        said = [of_rows(iri("graph/a"), rows, n)]
        crossed = await look(people.store, said, base=people.base, n=n, day="2026-11-24", depth=3)
        found[n] = [short(each.value) for each in crossed[iri("graph/a")]]
    assert found == {first.n: [ctid], first.n + 1: [], last: [ctid]}


def needing(*targets: str, alternatives: Iterable[str] = ()) -> Node:
    """A requirement of some credentials, and of one of the alternatives."""
    choice = {"ceterms:alternativeCondition": [profile(f"credentials/{c}") for c in alternatives]}
    given = profile(*(f"credentials/{c}" for c in targets), extra=choice if alternatives else None)
    return {"ceterms:requires": [given]}


async def test_a_prerequisite_cycle_over_documents(people: Registry) -> None:
    """A cycle through conditions, direct links and claims is told to who closes it, members in order."""
    await publish(people, "graph/a", credential("credentials/a", needing("b")))
    await publish(people, "graph/b", credential("credentials/b", {"ceterms:requires": iris("credentials/c")}))
    closing = claim("claims/1", "credentials/a", "ceterms:isRequiredFor", obj="credentials/c")
    outcome = await publish(people, "claims/1", closing, credential("credentials/c"))
    [found] = [f for f in outcome.verdict.findings if f.code in CODES]
    assert (found.code, found.severity) == ("PREREQUISITE_CYCLE", "Warning")
    ring = " requires ".join(iri(f"credentials/{c}") for c in "cabc")
    assert found.message.startswith(ring)
    assert f"{iri('graph/a')} and {iri('graph/b')}." in found.message
    assert [each.code for each in await passed(people)] == ["PREREQUISITE_CYCLE"]


async def test_a_prerequisite_cycle_through_a_manifest(people: Registry) -> None:
    """What a manifest requires is required of what names it, so that a cycle may lead through it."""
    kind = "ceterms:ConditionManifest"
    common = {"ceterms:commonConditions": iris("manifests/m")}
    asks = thing("manifests/m", kind, **{"ceterms_requires": [profile("credentials/b")]})
    await publish(people, "graph/m", asks)
    await publish(people, "graph/b", credential("credentials/b", needing("a")))
    outcome = await publish(people, "graph/a", credential("credentials/a", common))
    assert told(outcome) == [("PREREQUISITE_CYCLE", "commonConditions", "manifests/m")]
    assert [each.code for each in await passed(people)] == ["PREREQUISITE_CYCLE"]


async def test_manifests_that_dangle(people: Registry) -> None:
    """A manifest of conditions or costs that no document describes is reported until it is published."""
    named = {
        "ceterms:commonConditions": iris("manifests/m"),
        "ceterms:commonCosts": iris("manifests/c"),
    }
    outcome = await publish(people, "graph/a", credential("credentials/a", named))
    assert told(outcome) == [
        ("DANGLING_REFERENCE", "commonCosts", "manifests/c"),
        ("DANGLING_REFERENCE", "commonConditions", "manifests/m"),
    ]
    await publish(people, "graph/m", thing("manifests/m", "ceterms:ConditionManifest"))
    await publish(people, "graph/c", thing("manifests/c", "ceterms:CostManifest"))
    assert await passed(people) == []


async def test_an_alternative_leaves_a_way_out(people: Registry) -> None:
    """A thing that is one of several alternatives is no prerequisite, so that there is no cycle."""
    await publish(people, "graph/c", credential("credentials/c"))
    await publish(people, "graph/a", credential("credentials/a", needing(alternatives="bc")))
    assert told(await publish(people, "graph/b", credential("credentials/b", needing("a")))) == []
    only = needing(alternatives="b")
    outcome = await publish(people, "graph/a", credential("credentials/a", only))
    assert [code for code, _, _ in told(outcome)] == ["PREREQUISITE_CYCLE"]


async def test_a_thing_that_requires_itself(people: Registry) -> None:
    """The shortest cycle of all is found too."""
    outcome = await publish(people, "graph/a", credential("credentials/a", needing("a")))
    assert [code for code, _, _ in told(outcome)] == ["PREREQUISITE_CYCLE"]
    assert "requires itself" in outcome.verdict.findings[-1].message


async def test_cycles_are_followed_so_far(people: Registry) -> None:
    """A cycle longer than `max_cycle` is not looked for."""
    for short_of, expected in ((3, 0), (4, 1)):
        found = Registry(
            people.store,
            people.preparer,
            people.settings.replaced(max_cycle=short_of),
            people.clock,
            people.base,
        )
        for a, b in ("ab", "bc", "cd", "da"):
            last = await publish(found, f"graph/{a}", credential(f"credentials/{a}", needing(b)))
        assert [code for code, _, _ in told(last)].count("PREREQUISITE_CYCLE") == expected


COMPETENCY, FRAMEWORK = "ceasn:Competency", "ceasn:CompetencyFramework"
AGREEMENT = {
    "ceterms_sendingOrganization": iris("organizations/owner"),
    "ceterms_receivingOrganization": iris("organizations/owner"),
}
CONTRADICTED: Mapping[str, tuple[Node, Node]] = {
    "each supersedes the other": (
        thing("a", ceterms_supersedes=iris("b")),
        thing("b", ceterms_supersedes=iris("a")),
    ),
    "one supersedes what it is superseded by": (
        thing("a", ceterms_supersedes=iris("b")),
        thing("b", ceterms_supersedes=iris("c"), ceterms_supersededBy=iris("c")),
    ),
    "each is part of the other": (
        thing("a", ceterms_isPartOf=iris("b")),
        thing("b", ceterms_isPartOf=iris("a")),
    ),
    "a part of one framework that another has": (
        thing("a", COMPETENCY, ceasn_isPartOf=iris("c")),
        thing("b", FRAMEWORK, ceterms_hasPart=iris("a")),
    ),
    "another parent than the child says": (
        thing("a", COMPETENCY, ceasn_isChildOf=iris("c")),
        thing("b", COMPETENCY, ceasn_hasChild=iris("a")),
    ),
    "a parent that is a child": (
        thing("a", COMPETENCY, ceasn_isChildOf=iris("b")),
        thing("b", COMPETENCY, ceasn_isChildOf=iris("a")),
    ),
    "at the top of another framework": (
        thing("a", COMPETENCY, ceasn_isTopChildOf=iris("c")),
        thing("b", FRAMEWORK, ceasn_hasTopChild=iris("a")),
    ),
    "versions that point past each other": (
        thing("a", ceterms_nextVersion=iris("b")),
        thing("b", ceterms_previousVersion=iris("c")),
    ),
    "versions that point at each other": (
        thing("a", ceterms_nextVersion=iris("b")),
        thing("b", ceterms_nextVersion=iris("a")),
    ),
    "the latest version has a next one": (
        thing("a", ceterms_latestVersion=iris("b")),
        thing("b", ceterms_nextVersion=iris("c")),
    ),
    "the latest version knows a later one": (
        thing("a", ceterms_latestVersion=iris("b")),
        thing("b", ceterms_latestVersion=iris("c")),
    ),
    "each is the other's department": (
        thing("a", "ceterms:Organization", ceterms_parentOrganization=iris("b")),
        thing("b", "ceterms:Organization", ceterms_parentOrganization=iris("a")),
    ),
    "each precedes the other": (
        thing("a", "ceterms:CredentialComponent", ceterms_precedes=iris("b")),
        thing("b", "ceterms:CredentialComponent", ceterms_precedes=iris("a")),
    ),
    "a destination of two pathways": (
        thing("a", "ceterms:CredentialComponent", ceterms_isDestinationComponentOf=iris("c")),
        thing("b", "ceterms:Pathway", ceterms_hasDestinationComponent=iris("a")),
    ),
    "a transfer from oneself to oneself": (thing("a"), thing("b", "ceterms:TransferAgreement", **AGREEMENT)),
}


WITHIN = {"one supersedes what it is superseded by", "a transfer from oneself to oneself"}
"""Those that one document does alone."""


async def both(
    registry: Registry, cases: Mapping[str, tuple[Node, Node]], order: int
) -> tuple[list[Outcome], list[Outcome]]:
    """Publish the one half of each case, then the other, each case under a path of its own."""
    halves = []
    for half in (0, 1)[::order]:
        documents = [(f"graph/{half}/{place}", [case[half]]) for place, case in enumerate(cases.values())]
        halves.append(await together(registry, documents))
        if not halves[1:]:
            await together(registry, [(f"graph/c/{place}", [thing("c")]) for place in range(len(cases))])
    return halves[0], halves[1]


@pytest.mark.parametrize("order", [1, -1])
async def test_contradicted_inverses(order: int, people: Registry) -> None:
    """Two documents that contradict each other are told to whoever comes last, in either order."""
    before, after = await both(people, CONTRADICTED, order)
    for name, *outcomes in zip(CONTRADICTED, before, after, strict=True):
        [found] = [f for o in outcomes for f in o.verdict.findings if f.code == "CONTRADICTED_INVERSE"]
        assert found.severity == "Warning", name
        assert "Correct" in found.message, name
        if name not in WITHIN:
            assert found in outcomes[1].verdict.findings, name
    assert [each.code for each in await passed(people)] == ["CONTRADICTED_INVERSE"] * len(CONTRADICTED)


FITTING: Mapping[str, tuple[Node, Node]] = {
    "absence contradicts nothing": (
        thing("a", ceterms_ownedBy=iris("organizations/owner"), ceterms_isPartOf=iris("b")),
        thing("b", ceterms_hasPart=iris("c")),
    ),
    "both ends say the same": (
        thing("a", COMPETENCY, ceasn_isChildOf=iris("b"), ceterms_previousVersion=iris("b")),
        thing("b", COMPETENCY, ceasn_hasChild=iris("a"), ceterms_nextVersion=iris("a")),
    ),
    "a child that names two parents itself": (
        thing("a", COMPETENCY, ceasn_isChildOf=iris("b", "c")),
        thing("b", COMPETENCY, ceasn_hasChild=iris("a")),
    ),
    "a credential may be part of several": (
        thing("a", ceterms_isPartOf=iris("c")),
        thing("b", ceterms_hasPart=iris("a")),
    ),
    "several owners": (
        thing("a", ceterms_ownedBy=iris("organizations/owner")),
        thing("b", "ceterms:Organization", ceterms_owns=iris("a")),
    ),
    "a chain of versions with its latest": (
        thing("a", ceterms_nextVersion=iris("b"), ceterms_latestVersion=iris("b")),
        thing("b", ceterms_previousVersion=iris("a"), ceterms_latestVersion=iris("b")),
    ),
}


@pytest.mark.parametrize("order", [1, -1])
async def test_what_fits(order: int, people: Registry) -> None:
    """What is only not said, or said alike from both ends, is no contradiction."""
    _, after = await both(people, FITTING, order)
    for name, outcome in zip(FITTING, after, strict=True):
        assert told(outcome) == [], name
    assert await passed(people) == []


async def test_links_that_never_hold_together(people: Registry) -> None:
    """What held before cannot contradict what holds since; a version that is replaced says nothing."""
    await publish(people, "graph/a", thing("a", ceterms_supersedes=iris("b")))
    wrong = await publish(people, "graph/b", thing("b", ceterms_supersedes=iris("a")))
    assert len(told(wrong)) == 1
    await publish(people, "graph/b", thing("b"), corrects=1)
    assert await passed(people) == []
    over = thing("b", ceterms_supersedes=iris("a"))
    await publish(people, "graph/b", over, effective_from="2010-01-01")
    await publish(people, "graph/b", thing("b"), effective_from="2015-01-01")
    assert [each.code for each in await passed(people)] == []


async def test_the_document_is_held_as_it_came(people: Registry) -> None:
    """Warnings across documents change neither the verdict kept on the envelope nor what is published."""
    node = credential("credentials/a", {"ceterms:requires": [profile("credentials/none")]})
    quiet = await people.publish([Submission(Document(document("g", node)), "mirror")], across=False)
    again = await publish(people, "g", node)
    assert told(quiet[0]) == []
    assert len(told(again)) == 1
    assert again.no_op
    kept = [e async for part in people.store.envelopes() for e in part if e.document == iri("g")]
    assert [(e.version, e.outcome, e.body) for e in kept] == [(1, "accepted", document("g", node))]


async def test_a_pass_over_what_came_since(people: Registry) -> None:
    """A bulk load is looked at once at its end: only what it brought, whatever the order of its documents."""
    await publish(people, "graph/old", credential("credentials/old", needing("none")))
    since = (await people.store.meta()).n
    for a, b in ("ab", "bc", "cd"):
        submission = Submission(
            Document(document(f"graph/{a}", credential(f"credentials/{a}", needing(b)))), "mirror"
        )
        [outcome] = await people.publish([submission], across=False)
        assert told(outcome) == []
    found = await passed(people, since)
    assert [(each.code, short(each.document), short(each.value)) for each in found] == [
        ("DANGLING_REFERENCE", "graph/c", "credentials/d")
    ]
    assert len(await passed(people)) == 2


async def test_questions_do_not_grow_with_documents(people: Registry) -> None:
    """A batch of forty asks the store as often as a batch of one."""
    counting = Counting(people.store)
    found = trusting(people, counting)
    asked = []
    for name, many in (("one", 1), ("forty", 40)):
        batch = [
            Submission(
                Document(
                    document(
                        f"graph/{name}/{i}",
                        credential(
                            f"{name}/{i}",
                            needing("none") | {"ceterms:nextVersion": [iri(f"{name}/{i}/next")]},
                        ),
                    )
                ),
                "mirror",
            )
            for i in range(many)
        ]
        counting.asked.clear()
        await found.publish(batch, local=True)
        asked.append(list(counting.asked))
    assert asked[0] == asked[1]
    assert len(asked[0]) <= 5


TREES = st.recursive(
    st.sampled_from("abc").map(lambda name: {"thing": name}),
    lambda parts: st.lists(parts, min_size=1, max_size=3).flatmap(
        lambda some: st.sampled_from(
            [{"all": some}, {"any": some}, *({"atLeast": k, "of": some} for k in range(1, len(some) + 1))]
        )
    ),
    max_leaves=8,
)


def met(tree: Mapping[str, Any], held: frozenset[str]) -> bool:
    """Whether a condition is met by what is held."""
    if "thing" in tree:
        return tree["thing"] in held
    found = [met(part, held) for name in ("all", "any", "of") for part in tree.get(name, ())]
    return all(found) if "all" in tree else sum(found) >= tree.get("atLeast", 1)


@given(TREES)
def test_necessary_things_by_trying(tree: Mapping[str, Any]) -> None:
    """A thing is called necessary only where a condition is never met without it."""
    for name in "abc":
        never = not met(tree, frozenset("abc") - {name})
        assert never or name not in necessary(tree)


@given(st.sets(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde"))), st.sampled_from("abcde"))
def test_shortest_cycles_by_trying(pairs: set[tuple[str, str]], start: str) -> None:
    """A cycle is found exactly where one is, along links that are there, and none is shorter."""
    needs = {a: {b: "d" for x, b in pairs if x == a} for a, _ in pairs}
    ways = [[start]]
    while ways and not any((way[-1], start) in pairs for way in ways):
        ways = [[*way, b] for way in ways for a, b in pairs if a == way[-1] and b not in way]
    closed = [way for way in ways if (way[-1], start) in pairs]
    found = shortest(needs, start)
    assert len(found) == (len(closed[0]) if closed else 0)
    assert all(pair in pairs for pair in zip(found, [*found[1:], *found[:1]], strict=True))
