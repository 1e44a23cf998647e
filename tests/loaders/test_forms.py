"""Every form of input, from files into a registry and out again: the same documents."""

import gzip
import io
from pathlib import Path

import orjson
import pyoxigraph as ox
import pytest
from making import BASE, credential, document, iri, reference
from packing import packed

from credway.loaders.ctdl import load
from credway.ontology.context import CONTEXT_URL
from credway.registry.publishing import Outcome
from credway.registry.reading import read_stored
from credway.registry.registry import Registry
from credway.shapes.documents import Document

CTID = "ce-3cdea6ab-4fd8-4c9b-9d62-5e8b9c2d3f10"
THING = f"https://credentialengineregistry.org/resources/{CTID}"
GRAPH = f"https://credentialengineregistry.org/graph/{CTID}"


async def loaded(registry: Registry, *paths: Path, mode: str = "mirror") -> list[Outcome]:
    return [each async for each in load(registry, paths, mode=mode)]  # type: ignore[arg-type]


def published(iri: str = THING, ctid: str = CTID) -> dict[str, object]:
    return {"@context": CONTEXT_URL, **credential("x"), "@id": iri, "ceterms:ctid": ctid}


def triples(body: bytes, form: ox.RdfFormat) -> bytes:
    """The same statements in another syntax."""
    found = read_stored(Document(body), BASE).triples
    return ox.serialize(found, format=form) or b""


FORMS = {
    "a.json": orjson.dumps(published()),
    "bom.json": b"\xef\xbb\xbf" + orjson.dumps(published()),
    "utf16.json": orjson.dumps(published()).decode().encode("utf-16"),
    "array.json": orjson.dumps([published()]),
    "graph.json": orjson.dumps(
        {
            "@context": CONTEXT_URL,
            "@id": GRAPH,
            "@graph": [{key: value for key, value in published().items() if key != "@context"}],
        }
    ),
    "envelope.json": orjson.dumps({"envelope_type": "resource_data", "decoded_resource": published()}),
    "envelopes.json": orjson.dumps([{"envelope_id": "x", "decoded_resource": published()}]),
    "lines.ndjson": orjson.dumps(published()) + b"\n",
    "packed.json.gz": gzip.compress(orjson.dumps(published())),
    "packed.zip": packed({"folder/a.json": orjson.dumps(published())}),
    "expanded.json": triples(orjson.dumps(published()), ox.RdfFormat.JSON_LD),
    "a.ttl": triples(orjson.dumps(published()), ox.RdfFormat.TURTLE),
    "a.nt": triples(orjson.dumps(published()), ox.RdfFormat.N_TRIPLES),
    "a.nq": triples(orjson.dumps(published()), ox.RdfFormat.N_QUADS),
    "a.rdf": triples(orjson.dumps(published()), ox.RdfFormat.RDF_XML),
}


async def test_all_forms_are_one_document(registry: Registry, tmp_path: Path) -> None:
    """The first is a version of the document, and every other form of it changes nothing."""
    outcomes = []
    for name, body in FORMS.items():
        (tmp_path / name).write_bytes(body)
        outcomes += [(name, each) for each in await loaded(registry, tmp_path / name)]
    assert [(name, each.document, each.version) for name, each in outcomes] == [
        (name, GRAPH, 1) for name in FORMS
    ]
    assert [name for name, each in outcomes if each.no_op] == list(FORMS)[1:]


@pytest.mark.parametrize(
    ("iri", "ctid"),
    [
        (THING.upper().replace("HTTPS", "https").replace("/RESOURCES", "/resources"), CTID.upper()),
        (f"https://credentialengineregistry.org/ce-registry/resources/{CTID}", CTID),
        (f"http://credentialengineregistry.org/resources/{CTID.upper()}", CTID),
        (f"urn:ctid:{CTID}", f"urn:ctid:{CTID}"),
        (CTID, CTID.upper()),
    ],
)
async def test_spellings_are_one_document_and_kept(
    registry: Registry, tmp_path: Path, iri: str, ctid: str
) -> None:
    """Another spelling is a version of the same document, found by its one IRI, served as published."""
    iri = iri.replace("CREDENTIALENGINEREGISTRY.ORG", "credentialengineregistry.org")
    (tmp_path / "a.json").write_bytes(orjson.dumps(published()))
    (tmp_path / "b.json").write_bytes(orjson.dumps(published(iri, ctid)))
    first, second = await loaded(registry, tmp_path)
    assert (first.document, second.document, second.version) == (GRAPH, GRAPH, 2)
    assert {each.code for each in second.verdict.findings} & {"FOLDED_IRI", "FOLDED_CTID"}
    held = [each async for part in registry.store.envelopes() for each in part]
    assert held[-1].body == (tmp_path / "b.json").read_bytes()
    frame = await registry.ask()
    assert (await frame.describe([THING]))[THING].names


@pytest.fixture
async def filled(registry: Registry, tmp_path: Path) -> Registry:
    """A registry with three documents, two of them with blank nodes of the same names."""
    folder = tmp_path / "in"
    folder.mkdir()
    conditions = [
        {"@id": "_:b0", "@type": "ceterms:ConditionProfile", "ceterms:condition": {"en": [w]}} for w in "ab"
    ]
    for name, condition in zip("ab", conditions, strict=True):
        node = credential(f"credentials/{name}") | {"ceterms:requires": ["_:b0"]}
        (folder / f"{name}.json").write_bytes(document(f"documents/{name}", node, condition))
    (folder / "c.json").write_bytes(document("documents/c", reference("credentials/c")))
    outcomes = await loaded(registry, folder)
    assert all(each.n for each in outcomes)
    return registry


async def test_an_export_as_quads_is_the_same_documents(filled: Registry, tmp_path: Path) -> None:
    """N-Quads of a registry, a graph for each document, change nothing when they are loaded again."""
    from credway.cli.exporting import Form, _written

    held = [each async for part in filled.store.envelopes() for each in part]
    for form, name in ((Form.NQUADS, "all.nq"), (Form.NDJSON, "all.ndjson")):
        target = io.BytesIO()
        for number, envelope in enumerate(held):
            target.write(_written(form, envelope, filled, number))
        (tmp_path / name).write_bytes(target.getvalue())
        outcomes = await loaded(filled, tmp_path / name)
        assert [(each.document, each.no_op) for each in outcomes] == [(e.document, True) for e in held]


async def test_a_line_of_an_export_brings_its_first_day(registry: Registry, tmp_path: Path) -> None:
    """The day from which a version holds goes with its line, unless the load names another."""
    body = document("documents/a", reference("credentials/a")).decode()
    line = {"document": iri("documents/a"), "effectiveFrom": "2020-05-01", "body": body}
    (tmp_path / "a.ndjson").write_bytes(orjson.dumps(line))
    await loaded(registry, tmp_path / "a.ndjson")
    [held] = [each async for part in registry.store.envelopes() for each in part]
    assert held.effective_from == "2020-05-01"


async def test_a_batch_of_good_and_hostile_files(registry: Registry, tmp_path: Path) -> None:
    """In one folder of bombs, poison and broken files each is refused by name and the good ones are held."""
    good = {f"{i}.json": document(f"documents/{i}", reference(f"credentials/{i}")) for i in range(3)}
    node = {**credential("credentials/p"), "ceterms:requires": ["_:b0"]}
    tied = [
        {
            "@id": f"_:b{i}",
            "@type": "ceterms:ConditionProfile",
            "ceterms:alternativeCondition": [f"_:b{j}" for j in range(9) if j != i],
        }
        for i in range(9)
    ]
    hostile = {
        "bomb.zip": packed({"a.json": b" " * 30_000_000}),
        "path.zip": packed({"../a.json": b"{}"}),
        "tied.json": document("documents/tied", node, *tied),
        "deep.ttl": b"<a:s> <a:p> " + b"[ <a:p> " * 100 + b"1" + b" ]" * 100 + b" .",
        "laugh.rdf": b'<!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>',
        "lines.ndjson": b'{\n{"@context":\n' + document("documents/line", reference("credentials/line")),
        "tags.json": document(
            "documents/t",
            {**credential("credentials/t"), "ceterms:name": {f"x-{i:05}": "n" for i in range(60_000)}},
        ),
    }
    for name, body in (good | hostile).items():
        (tmp_path / name).write_bytes(body)
    outcomes = await loaded(registry, tmp_path)
    found = {
        (each.origin.removeprefix(f"{tmp_path}/"), each.pointer): each.verdict.findings[0].code
        if not each.n
        else "held"
        for each in outcomes
    }
    assert found == {
        ("0.json", ""): "held",
        ("1.json", ""): "held",
        ("2.json", ""): "held",
        ("bomb.zip/a.json", ""): "ARCHIVE_TOO_LARGE",
        ("path.zip/../a.json", ""): "UNSAFE_PATH",
        ("tied.json", ""): "AMBIGUOUS_BLANK_NODES",
        ("deep.ttl", ""): "TOO_DEEP",
        ("laugh.rdf", ""): "XML_DOCTYPE",
        ("lines.ndjson", "/1"): "NOT_JSON",
        ("lines.ndjson", "/2"): "NOT_JSON",
        ("lines.ndjson", "/3"): "held",
        ("tags.json", ""): "TOO_MANY_VALUES",
    }
