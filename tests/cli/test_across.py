"""What does not fit across documents, as the commands tell it."""

import asyncio
from pathlib import Path

import orjson
import pytest
from commanding import Run
from making import Node, credential, document, profile

from credway.registry.settings import read_settings
from credway.registry.store.opening import open_store

SECTION = "Across documents: 1 reference dangles, 1 prerequisite cycle"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents that require each other, whose owner nobody describes."""
    path = tmp_path / "documents"
    path.mkdir()
    for a, b in ("ab", "ba"):
        extra: Node = {"ceterms:requires": [profile(f"credentials/{b}")], "ceterms:ownedBy": []}
        if a == "a":
            extra["ceterms:ownedBy"] = ["https://test.example/organizations/none"]
        (path / f"{a}.json").write_bytes(document(f"graph/{a}", credential(f"credentials/{a}", extra)))
    return path


def load(run: Run, folder: Path, own: str, *options: str) -> str:
    """Load a folder; whatever is said across documents, it ends well."""
    base = ("--mode", "mirror", "--base", "https://test.example/", "--store", own)
    done = run("load", folder, *base, *options)
    assert done.exit_code == 0, done.output
    return " ".join(done.stdout.split())


def test_a_load_looks_across_its_documents(run: Run, folder: Path, own: str) -> None:
    """The last line says how much does not fit."""
    assert load(run, folder, own).endswith(f"{SECTION}; --warnings shows them.")


def test_a_load_as_json(run: Run, folder: Path, own: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --json they are among the findings of their documents; --references asks for them at any size."""
    monkeypatch.setenv("CREDWAY_MAX_LOOKED_ACROSS", "1")
    told = orjson.loads(load(run, folder, own, "--json", "--references"))
    codes = [f["code"] for each in told["documents"] for f in each.get("findings", ()) if f["code"].isupper()]
    assert sorted(codes) == ["DANGLING_REFERENCE", "PREREQUISITE_CYCLE"]
    found = [f for each in told["documents"] for f in each.get("findings", ()) if f["code"].isupper()]
    assert {f["code"]: f["pointer"] for f in found} == {
        "DANGLING_REFERENCE": "/@graph/0/ceterms:ownedBy",
        "PREREQUISITE_CYCLE": "/@graph/0/ceterms:requires",
    }


def test_the_places_are_those_of_the_newest_version(run: Run, folder: Path, own: str) -> None:
    """Of several versions in a load the last one is told, at its place in the list that it came in."""
    old = orjson.loads((folder / "a.json").read_bytes())
    new = {**old, "@graph": [credential("credentials/x", {"ceterms:ownedBy": []}), *old["@graph"]]}
    (folder / "a.json").write_bytes(orjson.dumps([old, new]))
    told = orjson.loads(load(run, folder, own, "--json"))["documents"]
    pointers = [
        (each.get("pointer"), f["pointer"])
        for each in told
        for f in each.get("findings", ())
        if f["code"] == "DANGLING_REFERENCE"
    ]
    assert [place for _, place in pointers] == ["/1/@graph/1/ceterms:ownedBy"]


def test_a_load_that_does_not_look(run: Run, folder: Path, own: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a load too large to look across the last line says how to look later, and that finds the same."""
    monkeypatch.setenv("CREDWAY_MAX_LOOKED_ACROSS", "1")
    said = load(run, folder, own, "--warnings")
    assert "DANGLING" not in said
    assert said.endswith("credway check --references does.")
    found = run("check", "--references", "--store", own)
    assert found.exit_code == 0
    assert found.stdout.strip().endswith("1 reference dangles, 1 prerequisite cycle.")
    assert "https://test.example/graph/a DANGLING_REFERENCE" in " ".join(found.stdout.split())
    told = orjson.loads(run("check", "--references", "--store", own, "--json").stdout)
    assert [each["code"] for each in told["references"]] == ["DANGLING_REFERENCE", "PREREQUISITE_CYCLE"]
    assert {each["document"] for each in told["references"]} == {"https://test.example/graph/a"}
    assert told["summary"]["PREREQUISITE_CYCLE"] == 1


def test_a_check_that_finds_nothing(run: Run, own: str) -> None:
    """A registry whose documents fit is called so, in words and as JSON."""

    async def make() -> None:
        store = open_store(own, read_settings({}))
        await store.open("https://test.example/")
        await store.close()

    asyncio.run(make())
    assert run("check", "--references", "--store", own).stdout.startswith("No reference dangles")
    told = orjson.loads(run("check", "--references", "--store", own, "--json").stdout)
    assert told["references"] == []
    assert not any(told["summary"].values())
