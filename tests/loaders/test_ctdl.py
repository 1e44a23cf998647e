"""The CTDL loader: from files into a registry."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest
from making import BASE, credential, iri, reference

from credway.loaders.ctdl import load
from credway.ontology.context import CONTEXT_URL
from credway.registry.publishing import Outcome
from credway.registry.registry import Registry
from credway.shapes.documents import JSON_LD


def graph(path: str, *nodes: dict[str, Any]) -> dict[str, Any]:
    return {"@context": CONTEXT_URL, "@id": iri(path), "@graph": list(nodes)}


def single(path: str, **terms: Any) -> dict[str, Any]:
    return {"@context": CONTEXT_URL, **credential(path, **terms)}


def named(outcomes: list[Outcome]) -> list[tuple[str, str]]:
    return [(Path(each.origin).name, each.verdict.outcome) for each in outcomes]


async def loaded(registry: Registry, *paths: Path, **terms: Any) -> list[Outcome]:
    return [outcome async for outcome in load(registry, paths, **terms)]


async def test_a_folder_of_good_and_bad(registry: Registry, tmp_path: Path) -> None:
    """Each bad file is refused with its name and the place in it, and the good ones are held."""
    files: dict[str, bytes] = {
        "1-good.json": orjson.dumps(graph("documents/a", reference("credentials/a"))),
        "2-not-json.json": b'{"@context": ',
        "3-not-utf8.json": b'{"@context": "\xff"}',
        "4-unknown.json": orjson.dumps(
            graph("documents/b", reference("credentials/b") | {"ceterms:nmae": {"en": "B"}})
        ),
        "5-good.ttl": (
            b"@prefix ceterms: <https://purl.org/ctdl/terms/> .\n"
            b"@prefix credway: <https://w3id.org/credway/terms/> .\n"
            b"<https://test.example/credentials/c> a credway:ReferenceRecord, ceterms:Credential ;\n"
            b'  ceterms:name "C"@en ; credway:mentionedBy <https://test.example/sources/test> .\n'
        ),
        "6-bad.ttl": b"this is no turtle",
        "7-empty.json": b"{}",
        "8-deep.json": b'{"a":' * 600 + b"1" + b"}" * 600,
    }
    for name, body in files.items():
        (tmp_path / name).write_bytes(body)
    outcomes = await loaded(registry, tmp_path, tmp_path / "missing.json")
    assert named(outcomes) == [
        ("1-good.json", "reference"),
        ("2-not-json.json", "refused"),
        ("3-not-utf8.json", "refused"),
        ("4-unknown.json", "refused"),
        ("5-good.ttl", "reference"),
        ("6-bad.ttl", "refused"),
        ("7-empty.json", "refused"),
        ("8-deep.json", "refused"),
        ("missing.json", "refused"),
    ]
    assert all(each.verdict.findings[0].message for each in outcomes if each.verdict.outcome == "refused")
    assert [each.document for each in outcomes if each.n] == [
        iri("documents/a"),
        iri("credentials/c"),
    ]


async def test_members_of_an_array_are_named_by_pointer(registry: Registry, tmp_path: Path) -> None:
    """Every finding on a member of an array says which member it is."""
    bad = graph("documents/b", reference("credentials/b") | {"ceterms:description": {"en": "No."}})
    worse = graph("documents/c", {"@id": "no iri", "@type": "ceterms:Credential"})
    good = graph("documents/a", reference("credentials/a"))
    path = tmp_path / "many.json"
    path.write_text(json.dumps([good, bad, worse]))
    first, second, third = await loaded(registry, path)
    assert first.verdict.outcome == "reference"
    for number, outcome in ((1, second), (2, third)):
        assert outcome.verdict.outcome == "refused"
        pointers = [finding.pointer or "" for finding in outcome.verdict.findings]
        assert pointers
        assert all(pointer.startswith(f"/{number}") for pointer in pointers)


async def test_versions_of_one_document_follow_each_other(registry: Registry, tmp_path: Path) -> None:
    """A document that repeats is the next version, in the order of the files, and that is told."""
    for number, name in enumerate(["First", "Second", "Third"], 1):
        node = reference("credentials/a", name=name)
        (tmp_path / f"{number}.json").write_bytes(orjson.dumps(graph("documents/a", node)))
    outcomes = await loaded(registry, tmp_path)
    assert [each.version for each in outcomes] == [1, 2, 3]
    assert [repeated(each) for each in outcomes] == [
        [],
        [("Warning", "", f"came before, in {tmp_path / '1.json'},")],
        [("Warning", "", f"came before, in {tmp_path / '2.json'},")],
    ]


def repeated(outcome: Outcome) -> list[tuple[str, str | None, str]]:
    """What is told of a document that came before: how grave, where, and what it says of the other."""
    return [
        (each.severity, each.pointer, " ".join(each.message.split()[1:5]))
        for each in outcome.verdict.findings
        if each.code == "REPEATED_DOCUMENT"
    ]


async def test_a_history_repeats_nothing(registry: Registry, tmp_path: Path) -> None:
    """The same content again, and versions that hold from days of their own, take no one's place."""
    first, second = (graph("documents/a", reference("credentials/a", name=name)) for name in ("A", "B"))
    lines = [
        {"document": "x", "effectiveFrom": day, "mediaType": JSON_LD, "body": json.dumps(body)}
        for day, body in (("2020-01-01", first), ("2020-01-01", first), ("2021-01-01", second))
    ]
    (tmp_path / "a.ndjson").write_bytes(b"\n".join(map(orjson.dumps, lines)))
    outcomes = await loaded(registry, tmp_path)
    assert [(each.version, each.no_op, repeated(each)) for each in outcomes] == [
        (1, False, []),
        (1, True, []),
        (2, False, []),
    ]


@pytest.mark.parametrize("together", [1, 100])
async def test_what_two_documents_claim_is_refused(registry: Registry, tmp_path: Path, together: int) -> None:
    """The later of two that describe one thing, or use one CTID, names the other, wherever batches end."""
    small = replace(registry, settings=registry.settings.replaced(max_batch=together))
    ctid = "ce-3cdea6ab-4fd8-4c9b-9d62-5e8b9c2d3f10"
    thing = credential("credentials/a") | {"ceterms:ctid": ctid}
    documents = [
        graph("documents/1", thing),
        graph("documents/2", reference("credentials/z"), credential("credentials/a")),
        graph("documents/3", credential("credentials/b") | {"ceterms:ctid": ctid}),
        graph("documents/4", reference("credentials/z")),
    ]
    for number, body in enumerate(documents, 1):
        (tmp_path / f"{number}.json").write_bytes(orjson.dumps(body))
    outcomes = await loaded(small, tmp_path, mode="mirror")
    assert [each.verdict.outcome for each in outcomes] == ["accepted", "refused", "refused", "reference"]
    conflicts = [each.verdict.findings[0] for each in outcomes if each.verdict.outcome == "refused"]
    assert [(each.code, each.pointer) for each in conflicts] == [
        ("CONFLICT", "/@graph/1"),
        ("CONFLICT", "/@graph/0/ceterms:ctid"),
    ]
    assert all(f", in {tmp_path / '1.json'}" in each.message for each in conflicts)


async def test_what_the_registry_holds_has_a_place(registry: Registry, tmp_path: Path) -> None:
    """A conflict with a document of an earlier load points at the thing, in its part of the file."""
    (tmp_path / "a.json").write_bytes(orjson.dumps(graph("documents/1", credential("credentials/a"))))
    await loaded(registry, tmp_path, mode="mirror")
    again = graph("documents/2", reference("credentials/z"), credential("credentials/a"))
    (tmp_path / "a.json").write_bytes(orjson.dumps([again]))
    [found] = await loaded(registry, tmp_path, mode="mirror")
    [conflict] = [each for each in found.verdict.findings if each.code == "CONFLICT"]
    assert (conflict.pointer, conflict.focus) == ("/0/@graph/1", iri("credentials/a"))


async def test_single_resources_and_graphs_are_one_document(registry: Registry, tmp_path: Path) -> None:
    """A registry's resource and the graph document around it are versions of one document."""
    ctid = "ce-3cdea6ab-4fd8-4c9b-9d62-5e8b9c2d3f10"
    thing = single(f"resources/{ctid}") | {"ceterms:ctid": ctid}
    whole = {"@context": CONTEXT_URL, "@id": f"{BASE}graph/{ctid}", "@graph": [thing]}
    del thing["@context"]
    (tmp_path / "a.json").write_bytes(orjson.dumps({"@context": CONTEXT_URL, **thing}))
    (tmp_path / "b.json").write_bytes(orjson.dumps(whole))
    first, second = await loaded(registry, tmp_path, mode="mirror")
    assert first.document == second.document == f"{BASE}graph/{ctid}"
    assert (first.version, second.version, second.no_op) == (1, 1, True)


async def test_the_mode_decides_on_minimum_data(registry: Registry, tmp_path: Path) -> None:
    """What an owner must say is forgiven in a mirror."""
    (tmp_path / "a.json").write_bytes(orjson.dumps(single("credentials/a")))
    [owned] = await loaded(registry, tmp_path)
    [mirrored] = await loaded(registry, tmp_path, mode="mirror", effective_from="2018-03-15")
    assert (owned.verdict.outcome, mirrored.verdict.outcome) == ("refused", "accepted")


async def test_progress_ends_at_the_whole(registry: Registry, tmp_path: Path) -> None:
    """Progress is told in bytes after each batch, names the last file, and ends at the sum."""
    for name in "abc":
        body = orjson.dumps(graph(f"documents/{name}", reference(f"credentials/{name}")))
        (tmp_path / f"{name}.json").write_bytes(body)
    seen: list[tuple[int, int, str]] = []
    await loaded(registry, tmp_path, progress=lambda *step: seen.append(step))
    total = sum(path.stat().st_size for path in tmp_path.glob("*.json"))
    assert all(step[1] == total for step in seen)
    assert seen[-1] == (total, total, str(tmp_path / "c.json"))


async def test_a_batch_has_a_size(registry: Registry, tmp_path: Path) -> None:
    """No more documents than the setting allows share one number."""
    small = Registry(
        registry.store,
        registry.preparer,
        registry.settings.replaced(max_batch=2),
        registry.clock,
        registry.base,
    )
    for name in "abcde":
        body = orjson.dumps(graph(f"documents/{name}", reference(f"credentials/{name}")))
        (tmp_path / f"{name}.json").write_bytes(body)
    outcomes = await loaded(small, tmp_path)
    assert [each.n for each in outcomes] == [1, 1, 2, 2, 3]
