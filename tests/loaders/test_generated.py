"""Generated registries: the same for a seed, valid, as mixed and as large as real ones."""

import re
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

import orjson
from typer.testing import CliRunner

from credway.cli.main import app
from credway.loaders.generated.documents import documents, laid_out, of_worst_cases
from credway.loaders.generated.ladders import dense_top, top
from credway.loaders.generated.layout import BASE, COMPETENCIES, Layout
from credway.registry.documents import Submission
from credway.registry.preparing import prepare
from credway.registry.settings import limits_of, read_settings
from credway.shapes.documents import Document
from credway.shapes.limits import STORED
from credway.shapes.pyshacl_engine import PyShaclEngine
from credway.shapes.reading import read

CREDENTIALS = 100
ENGINE = PyShaclEngine()
LIMITS = limits_of(read_settings({}), local=False)


def bodies(credentials: int = CREDENTIALS, seed: int = 1) -> list[bytes]:
    """The documents for some credentials."""
    return [orjson.dumps(each) for each in documents(credentials, seed)]


def first_class(document: dict[str, Any]) -> str:
    """The class of the first thing of a document."""
    return str(document["@graph"][0]["@type"])


def test_a_seed_gives_one_registry() -> None:
    """The same seed gives the same documents, another seed others, none of them twice."""
    made = bodies()
    assert made == bodies()
    assert not set(made) & set(bodies(seed=2))
    assert len({orjson.loads(body)["@id"] for body in made}) == len(made)


def test_every_document_passes_the_gate() -> None:
    """Each document is accepted as its owner's own, with no Violation, within the limits of the network."""
    for body in bodies():
        made = prepare(Submission(Document(body, "generated")), ENGINE, LIMITS, BASE)
        wrong = [each for each in made.verdict.findings if each.severity == "Violation"]
        assert (made.verdict.outcome, wrong) == ("accepted", [])


def test_credentials_are_as_large_as_real_ones() -> None:
    """Credentials have 25 to 190 triples, the median between 65 and 90, and are of many classes."""
    found = [each for each in documents(CREDENTIALS) if "ceterms:credentialStatusType" in each["@graph"][0]]
    sizes = [len(read(Document(orjson.dumps(each), "generated"), STORED, BASE).triples) for each in found]
    assert len(sizes) == CREDENTIALS
    assert min(sizes) >= 25
    assert max(sizes) <= 190
    assert 65 <= median(sizes) <= 90
    assert len({first_class(each) for each in found}) >= 8


def test_all_else_follows_the_credentials() -> None:
    """There are three competencies for each credential, and an award and a list entry."""
    nodes = [node for each in documents(250) for node in each["@graph"]]
    kinds = [str(node["@type"]) for node in nodes]
    assert kinds.count("ceasn:Competency") == COMPETENCIES * 250
    assert kinds.count("ceterms:TransferValueProfile") == 250
    assert kinds.count("ceterms:CollectionMember") == 250


def test_nothing_points_nowhere() -> None:
    """Every CTID that a document names is described in one, also where the last block is not full."""
    text = b"\n".join(bodies(130)).decode()
    pointed = set(re.findall(rf"{BASE}resources/(ce-[0-9a-f-]+)", text))
    described = set(re.findall(r'"ceterms:ctid":"(ce-[0-9a-f-]+)"', text))
    assert pointed <= described


def test_a_beginning_is_as_mixed_as_the_whole() -> None:
    """The first documents of a large registry come at once and hold every kind of document."""
    assert len({first_class(each) for each in islice(documents(10_000_000), 150)}) >= 12
    assert Layout(10_000_000).blocks == 100_000


def test_the_command_writes_lines(tmp_path: Path) -> None:
    """`credway generate` writes one document to a line, to a file or to standard output."""
    run = CliRunner()
    options = ["generate", "--credentials", "5", "--seed", "7", "--output"]
    assert run.invoke(app, [*options, str(tmp_path / "made.ndjson")]).exit_code == 0
    lines = (tmp_path / "made.ndjson").read_bytes().splitlines()
    assert lines == bodies(5, 7)
    assert run.invoke(app, [*options, "-"]).stdout_bytes.splitlines() == lines
    assert run.invoke(app, [*options, str(tmp_path / "no" / "made.ndjson")]).exit_code == 2


def test_tables_ladders_and_worst_cases_pass_the_gate() -> None:
    """A college's table of awards, a ladder and what is out of proportion are accepted from a file."""
    layout = Layout(10, awards=3, ladders=True, frameworks=False)
    local = limits_of(read_settings({}), local=True)
    made = [*laid_out(layout), *of_worst_cases(layout, 5)]
    for each in made:
        found = prepare(Submission(Document(orjson.dumps(each), "generated")), ENGINE, local, BASE)
        wrong = [one for one in found.verdict.findings if one.severity == "Violation"]
        assert (found.verdict.outcome, wrong) == ("accepted", [])
    nodes = [node for each in made for node in each["@graph"]]
    assert sum(node["@type"] == "ceterms:TransferValueProfile" for node in nodes) == 30
    assert sum(node["@type"] == "ceasn:Competency" for node in nodes) == 0
    assert top(layout, 0) in {node["@id"] for node in nodes}
    assert dense_top(layout) in {node["@id"] for node in nodes}
    hub = layout.iri("hub", 0)
    assert sum(hub in orjson.dumps(node.get("ceterms:requires", [])).decode() for node in nodes) == 5
