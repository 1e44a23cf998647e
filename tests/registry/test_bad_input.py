"""Bad input: a clear verdict for each, naming the place; nothing fetched, nothing half taken."""

import socket
import threading
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from making import BASE, CONTEXT, award, claim, credential, document, iri, publish, reference

from credway.registry.documents import Submission
from credway.registry.publishing import Outcome
from credway.registry.registry import Registry
from credway.shapes.documents import RDF_XML, TURTLE, Document


async def submit(registry: Registry, body: bytes, *, local: bool = False, **terms: Any) -> Outcome:
    """Publish some bytes as a mirror would."""
    document = Document(body, "test.json", terms.pop("media_type", "application/ld+json"))
    [outcome] = await registry.publish([Submission(document, mode="mirror", **terms)], local=local)
    return outcome


def codes(outcome: Outcome) -> list[str]:
    """The codes of the violations."""
    return [f.code for f in outcome.verdict.findings if f.severity == "Violation"]


def pointers(outcome: Outcome) -> list[str | None]:
    """The JSON pointers of the violations."""
    return [f.pointer for f in outcome.verdict.findings if f.severity == "Violation"]


def graph(*nodes: dict[str, Any], context: Any = CONTEXT) -> bytes:
    """A document of some nodes under any context."""
    return orjson.dumps({"@context": context, "@id": iri("doc"), "@graph": list(nodes)})


NAMED = credential("credentials/a")


@pytest.mark.parametrize(
    ("body", "code", "pointer"),
    [
        (b"not json", "NOT_JSON", ""),
        (b'{"a": "\xff"}', "NOT_UTF8", ""),
        (b"[]", "NOT_AN_OBJECT", ""),
        (graph(), "EMPTY_GRAPH", ""),
        (b'{"@context": "%s", "@id": "%sdoc"}' % (CONTEXT.encode(), BASE.encode()), "EMPTY_GRAPH", ""),
        (graph({**NAMED, "ceterms:description": {"en": "x" * 1_100_000}}), "TOO_LARGE", ""),
        (graph({"ceterms:requires": {"@context": "http://127.0.0.1/x"}}), "NESTED_CONTEXT", None),
        (graph(NAMED, context={"ceterms": "http://elsewhere.example/"}), "INLINE_CONTEXT", "/@context"),
        (graph(NAMED, context=7), "BAD_CONTEXT", "/@context"),
        (
            graph({**NAMED, "@reverse": {"ceterms:requires": {"@id": iri("x")}}}),
            "KEYWORD",
            "/@graph/0/@reverse",
        ),
        (graph({**NAMED, "nmae": "A"}), "UNDEFINED_TERM", "/@graph/0/nmae"),
        (graph({**NAMED, "ceterms:ownedBy": "not an iri"}), "BAD_IRI", "/@graph/0/ceterms:ownedBy"),
        (graph({**NAMED, "@id": "http://a b/"}), "BAD_IRI", "/@graph/0/@id"),
        (graph({**NAMED, "ceterms:name": {"english": "A"}}), "BAD_LANGUAGE", None),
        (graph({**NAMED, "ceterms:name": {"en us": "A"}}), "BAD_LANGUAGE", "/@graph/0/ceterms:name/en us"),
        (graph({**NAMED, "ceterms:name": {"en": {"a": 1}}}), "BAD_LANGUAGE", "/@graph/0/ceterms:name/en"),
        (graph({**NAMED, "ceterms:name": {f"en-x{i}": "A" for i in range(1_001)}}), "TOO_MANY_VALUES", None),
        (graph({**NAMED, "ceterms:name": {"en": "x" * 70_000}}), "TOO_LONG", None),
        (graph({**NAMED, "ceterms:keyword": {"en": ["x"] * 1_001}}), "TOO_MANY_VALUES", None),
        (graph({**NAMED, **{f"http://x.example/{i}": 1 for i in range(1_001)}}), "TOO_MANY_VALUES", None),
        (b'{"@context": "%s", "@id": NaN}' % CONTEXT.encode(), "NOT_JSON", ""),
        (b'{"@context": "%s", "@id": "\\ud800"}' % CONTEXT.encode(), "NOT_JSON", ""),
        (graph(NAMED).replace(b'"ceterms:n', b'"ceterms:name" : {},"ceterms:n'), "DUPLICATE_KEY", ""),
        (graph({**NAMED, "@type": "Credental"}), "BAD_TYPE", "/@graph/0/@type"),
        (orjson.dumps({"Name": "A", "CTID": "x"}), "NOT_CTDL", ""),
        (orjson.dumps([{"@context": CONTEXT, **NAMED}]), "NOT_AN_OBJECT", ""),
        (orjson.dumps("//a comment"), "NOT_AN_OBJECT", ""),
        (
            graph({**NAMED, "ceterms:keyword": {"en": "x"}, "ceterms:naics": ["1"] * 1_001}),
            "TOO_MANY_VALUES",
            None,
        ),
    ],
)
async def test_a_document_that_cannot_stand_is_refused(
    registry: Registry, body: bytes, code: str, pointer: str | None
) -> None:
    """Each fault is a refusal with its code, and where it has a place, the JSON pointer."""
    outcome = await submit(registry, body)
    assert outcome.verdict.outcome == "refused"
    assert code in codes(outcome)
    if pointer is not None:
        assert pointer in pointers(outcome)
    assert (await registry.store.meta()).n == 0


def test_messages_say_what_to_do() -> None:
    """A message about a misspelt term names the term and an example of a right one."""
    from credway.shapes.documents import Document as Doc
    from credway.shapes.limits import NETWORK
    from credway.shapes.preflight import check

    checked = check(Doc(graph({**NAMED, "nmae": "A"})), NETWORK)
    assert "nmae" in checked.findings[0].message
    assert "ceterms:name" in checked.findings[0].message


@pytest.mark.parametrize("depth", [40, 4_000, 200_000])
async def test_deep_nesting_is_refused_before_any_parser(registry: Registry, depth: int) -> None:
    """A document nested past the limit is refused, however deep, without harm to the process."""
    inner = '{"ceterms:requires":' * depth + "1" + "}" * depth
    body = f'{{"@context":"{CONTEXT}","@graph":[{inner}]}}'.encode()
    outcome = await submit(registry, body, local=True)
    assert codes(outcome) == ["TOO_DEEP"]
    assert "more than 32 levels" in outcome.verdict.findings[0].message


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """A socket that records whether anybody connects."""
    hits: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        done = threading.Event()

        def serve() -> None:
            while not done.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                with connection:
                    hits.append(connection.recv(1024))

        thread = threading.Thread(target=serve)
        thread.start()
        host, port = server.getsockname()
        yield f"http://{host}:{port}/context.json", hits
        done.set()
        thread.join()


@pytest.mark.parametrize("local", [True, False])
async def test_nothing_is_fetched(
    registry: Registry, listener: tuple[str, list[bytes]], local: bool, tmp_path: Any
) -> None:
    """Neither a remote nor a file context is fetched, in any place a document may name one."""
    url, hits = listener
    planted = tmp_path / "context.json"
    planted.write_text('{"@context": {"stolen": "http://example.org/stolen"}}')
    bodies = [
        graph(NAMED, context=url),
        graph(NAMED, context=[CONTEXT, url]),
        graph(NAMED, context={"@import": url}),
        graph(NAMED, context={"part": {"@id": iri("part"), "@context": url}}),
        graph({**NAMED, "ceterms:requires": {"@context": url, "ceterms:condition": "x"}}),
        graph({**NAMED, "ceterms:ownedBy": url}),
        graph({**NAMED, "stolen": "x"}, context=planted.as_uri()),
        graph({**NAMED, "stolen": "x"}, context=str(planted)),
    ]
    for body in bodies[:5]:
        outcome = await submit(registry, body, local=local)
        assert outcome.verdict.outcome == "refused" or outcome.verdict.findings[0].code == "UNKNOWN_CONTEXT"
    for body in bodies[5:]:
        await submit(registry, body, local=local)
    turtle = f"@base <{url}> . <a> a <https://purl.org/ctdl/terms/Certification> .".encode()
    await submit(registry, turtle, local=local, media_type=TURTLE)
    assert hits == []


async def test_another_owners_thing_needs_a_claim(registry: Registry) -> None:
    """A second document that describes a thing is refused by name; a claim on it is taken."""
    await publish(registry, "first", reference("credentials/a"))
    outcome = await submit(registry, document("second", reference("credentials/a", name="Mine")))
    assert codes(outcome) == ["CONFLICT"]
    message = outcome.verdict.findings[0].message
    assert iri("first") in message
    assert "credway:Claim" in message
    spoken = claim("second#1", "credentials/a", "ceterms:alternateName", extra={"credway:text": "Mine"})
    await publish(registry, "second", spoken)


async def test_a_foreign_authority_is_not_spoken_for(registry: Registry) -> None:
    """What a document says of IRIs of another host is a finding and is not taken over."""
    foreign = {**credential("credentials/b"), "@id": "https://other.example/credentials/b"}
    body = document("doc", credential("credentials/a"), foreign)
    refused = (await registry.publish([Submission(Document(body, "d"))]))[0]
    assert "FOREIGN_SUBJECT" in codes(refused)
    mirrored = await submit(registry, body)
    assert mirrored.verdict.outcome == "accepted"
    frame = await registry.ask()
    assert (
        "https://other.example/credentials/b" not in (await frame.describe([foreign["@id"]]))
        or not (await frame.describe([foreign["@id"]]))[foreign["@id"]].names
    )


async def test_a_ctid_belongs_to_its_iri(registry: Registry) -> None:
    """A CTID that differs from the one in the IRI is refused."""
    one, two = ("ce-" + str(n) * 8 + "-1111-4111-8111-111111111111" for n in (1, 2))
    node = {**credential("credentials/a"), "@id": f"{BASE}resources/{one}", "ceterms:ctid": two}
    outcome = await submit(registry, orjson.dumps({"@context": CONTEXT, **node}))
    assert "WRONG_CTID" in codes(outcome)
    assert "/ceterms:ctid" in pointers(outcome)


async def test_a_batch_takes_the_good_and_names_the_bad(registry: Registry) -> None:
    """In a batch of mixed documents the good ones are taken under one number, the bad ones named."""
    bodies = [document("a", reference("credentials/a")), b"{", document("b", reference("credentials/b"))]
    submissions = [Submission(Document(body, f"{i}.json"), mode="mirror") for i, body in enumerate(bodies)]
    outcomes = await registry.publish(submissions)
    assert [o.verdict.outcome for o in outcomes] == ["reference", "refused", "reference"]
    assert [o.n for o in outcomes] == [1, None, 1]
    assert (await registry.store.meta()).visible == 1


async def test_two_versions_in_a_batch_are_refused(registry: Registry) -> None:
    """A batch holds one version of a document at most; neither of two is taken."""
    bodies = [document("a", reference("credentials/a", name=name)) for name in ("One", "Two")]
    outcomes = await registry.publish([Submission(Document(body, "x"), mode="mirror") for body in bodies])
    assert [codes(o) for o in outcomes] == [["CONFLICT"], ["CONFLICT"]]


async def test_lookalike_blank_nodes_are_refused_quickly(registry: Registry) -> None:
    """Blank nodes that point at each other in a clique are refused, not canonicalised for ever."""
    nodes = [
        {
            "@id": f"_:b{i}",
            "@type": "ceterms:ConditionProfile",
            "ceterms:alternativeCondition": [f"_:b{j}" for j in range(9) if j != i],
        }
        for i in range(9)
    ]
    outcome = await submit(registry, graph({**NAMED, "ceterms:requires": ["_:b0"]}, *nodes))
    assert "AMBIGUOUS_BLANK_NODES" in codes(outcome)


async def test_the_same_content_again_changes_nothing(registry: Registry) -> None:
    """The same statements with other key order and other blank-node names are a no-op."""
    node = award("awards/1", held=["credentials/a"], by="organizations/c", amounts=[{"schema:value": 3.0}])
    first = await publish(registry, "awards", node)
    again = await publish(registry, "awards", dict(reversed(node.items())))
    assert (again.no_op, again.version, again.n) == (True, first.version, first.n)
    assert (await registry.store.meta()).n == first.n


async def test_a_source_may_be_cited_in_full_twice(registry: Registry) -> None:
    """Two documents that describe the source they cite are both taken."""
    source = {"@id": iri("sources/report"), "@type": "credway:Source", "schema:name": "A report"}
    for path in ("one", "two"):
        spoken = claim(f"{path}#1", "credentials/a", "ceterms:alternateName", extra={"credway:text": path})
        await publish(registry, path, source, spoken | {"credway:source": source["@id"]})


THING = "<https://test.example/credentials/a>"
CTDL = "https://purl.org/ctdl/terms/"
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&b;</rdf:RDF>'
)


def xml(inside: str) -> bytes:
    """RDF/XML with something in it."""
    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        f' xmlns:c="{CTDL}">{inside}</rdf:RDF>'
    ).encode()


def starts(count: int) -> str:
    """Turtle with as many start dates and end dates."""
    days = [f'"2{i:03}-01-01"' for i in range(count)]
    return f"{THING} <{CTDL}startDate> {', '.join(days)} ; <{CTDL}endDate> {', '.join(days)} ."


@pytest.mark.parametrize(
    ("body", "media_type", "code"),
    [
        (BOMB, RDF_XML, "XML_DOCTYPE"),
        (xml("<rdf:Description>" * 3), RDF_XML, "NOT_XML"),
        (xml("<c:Badge><c:requires>" * 20_000 + "</c:requires></c:Badge>" * 20_000), RDF_XML, "TOO_DEEP"),
        (f"{THING} <a:p> {'[ <a:p> ' * 50_000} 1 {']' * 50_000} .".encode(), TURTLE, "TOO_DEEP"),
        (f"{THING} <a:p> {'(' * 50_000}{')' * 50_000} .".encode(), TURTLE, "TOO_DEEP"),
        (f'{THING} <a:p> "{"x" * 70_000}" .'.encode(), TURTLE, "TOO_LONG"),
        (f"{THING} <a:p> {','.join(map(str, range(1_001)))} .".encode(), TURTLE, "TOO_MANY_VALUES"),
        ("".join(f"<a:{i}> <a:p> 1 .\n" for i in range(5_001)).encode(), TURTLE, "TOO_MANY_NODES"),
        (f"{THING} {';'.join(f'<a:{i}> 1' for i in range(50_001))} .".encode(), TURTLE, "TOO_MANY_TRIPLES"),
        (starts(200).encode(), TURTLE, "TOO_MANY_VALUES"),
        (b'<a:s> <a:p> "x"@en_us .', "application/n-triples", "UNREADABLE"),
        (b"<a:s> <a:p> <a:o> <a:g> .\n<a:s> <a:p> <a:o> <a:h> .", "application/n-quads", "SEVERAL_GRAPHS"),
    ],
)
async def test_other_syntaxes_are_bounded(
    registry: Registry, body: bytes, media_type: str, code: str
) -> None:
    """Nesting, entities, long texts and large numbers are refused, most before a parser sees them."""
    outcome = await submit(registry, body, media_type=media_type)
    assert codes(outcome) == [code]
    assert outcome.verdict.findings[0].message


async def test_many_dates_in_pieces_are_counted_together(registry: Registry) -> None:
    """Values that are compared with each other are few, however they are spread over a document."""
    dates = [f"2{i:03}-01-01" for i in range(15)]
    parts = [
        {**NAMED, "ceterms:startDate": dates},
        {"@id": NAMED["@id"], "ceterms:startDate": ["2999-01-01"] * 9},
    ]
    parts.append({"@id": NAMED["@id"], "ceterms:startDate": [f"3{i:03}-01-01" for i in range(9)]})
    assert codes(await submit(registry, graph(*parts))) == ["TOO_MANY_VALUES"]


@pytest.mark.parametrize("size", [40, 200_000])
async def test_escapes_without_an_end_are_read_once(registry: Registry, size: int) -> None:
    """A string of escaped quotes that never ends takes time only once."""
    body = b'{"a":' * 600 + b'"' + b'\\"' * size
    assert codes(await submit(registry, body)) == ["TOO_DEEP"]


async def test_shapes_and_queries_in_a_document_are_data(registry: Registry) -> None:
    """A document that brings SHACL shapes, even one that contains itself, and SPARQL changes nothing."""
    sh = "http://www.w3.org/ns/shacl#"
    shape = {
        "@id": iri("shapes/x"),
        "@type": f"{sh}NodeShape",
        f"{sh}targetClass": {"@id": f"{CTDL}Credential"},
        f"{sh}node": {"@id": iri("shapes/x")},
        f"{sh}sparql": {f"{sh}select": "SELECT $this WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"},
        f"{sh}property": {f"{sh}path": {"@id": f"{CTDL}name"}, f"{sh}pattern": "(a+)+$"},
    }
    trap = {**NAMED, "ceterms:name": {"en": "a" * 5_000 + "!"}}
    outcome = await submit(registry, graph(trap, shape))
    assert codes(outcome) == ["NO_FOCUS_NODE"]
    assert (await submit(registry, graph(trap))).verdict.outcome == "accepted"


@pytest.mark.parametrize("ties", ["ring", "bipartite", "tree"])
async def test_canonicalisation_poison_is_refused(registry: Registry, ties: str) -> None:
    """Rings, complete bipartite ties, and alike nodes in alike nodes are refused in no time."""
    edges = {
        "ring": [(i, (i + 1) % 400) for i in range(400)],
        "bipartite": [(i, 6 + j) for i in range(6) for j in range(6)],
        "tree": [(0, 1), (0, 2), *((parent, parent * 100 + i) for parent in (1, 2) for i in range(9))],
    }[ties]
    lines = [f"_:b{a} <{CTDL}alternativeCondition> _:b{b} ." for a, b in edges]
    lines += [f"_:b{n} a <{CTDL}ConditionProfile> ." for n in {n for edge in edges for n in edge}]
    lines.append(f'{THING} a <{CTDL}Credential> ; <{CTDL}name> "A"@en ; <{CTDL}requires> _:b0 .')
    outcome = await submit(registry, "\n".join(lines).encode(), media_type=TURTLE)
    assert codes(outcome) == ["AMBIGUOUS_BLANK_NODES"]


async def test_a_ctid_names_one_thing_in_a_document(registry: Registry) -> None:
    """A CTID that two nodes claim is refused, and both are named."""
    ctid = "ce-11111111-1111-4111-8111-111111111111"
    nodes = [{**credential(f"credentials/{name}"), "ceterms:ctid": ctid} for name in "ab"]
    outcome = await submit(registry, graph(*nodes))
    assert "DUPLICATE_CTID" in codes(outcome)
    [finding] = [f for f in outcome.verdict.findings if f.code == "DUPLICATE_CTID"]
    assert iri("credentials/a") in finding.message
    assert iri("credentials/b") in finding.message


async def test_a_ctid_names_one_thing_in_a_batch(registry: Registry) -> None:
    """Of two documents with things of one CTID the second is refused, the first named; others are held."""
    ctid = "ce-11111111-1111-4111-8111-111111111111"
    bodies = [
        document(name, {**credential(f"credentials/{name}"), "ceterms:ctid": held})
        for name, held in (("a", ctid), ("b", ctid.upper()), ("c", ctid.replace("-1111-", "-2222-", 1)))
    ]
    outcomes = await registry.publish([Submission(Document(body, "x"), mode="mirror") for body in bodies])
    assert [o.verdict.outcome for o in outcomes] == ["accepted", "refused", "accepted"]
    assert iri("a") in outcomes[1].verdict.findings[0].message
    assert ctid in outcomes[1].verdict.findings[0].message


async def test_two_documents_that_claim_one_subject(registry: Registry) -> None:
    """In one batch the first is taken and the second is refused by name; the rest is unharmed."""
    bodies = [document(name, reference("credentials/a")) for name in ("one", "two")]
    bodies.append(document("three", reference("credentials/c")))
    outcomes = await registry.publish([Submission(Document(body, "x"), mode="mirror") for body in bodies])
    assert [o.verdict.outcome for o in outcomes] == ["reference", "refused", "reference"]
    assert iri("one") in outcomes[1].verdict.findings[0].message
