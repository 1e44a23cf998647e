"""The command that judges without a store: its table, its reports, its codes and explanations."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import orjson
import pyoxigraph as ox
import pytest
from commanding import Run
from junitparser import JUnitXml
from making import CONTEXT

from credway.cli import validating
from credway.cli.sarif import artifact
from credway.registry.preparing import Here
from credway.server.composition import engine
from credway.shapes import plain, validate
from credway.shapes.positions import Places, Region, stated
from credway.shapes.profiles import judgement

PROGRAM = Path(sys.executable).with_name("credway")


def faulty(number: int, **more: Any) -> dict[str, Any]:
    """A certification with a misspelt property, of an owner."""
    return {
        "@context": CONTEXT,
        "@id": f"https://a.example/{number}",
        "@type": "ceterms:Certification",
        "ceterms:name": {"en": f"Number {number}"},
        "ceterms:nmae": "x",
        **more,
    }


@pytest.fixture(scope="module")
def here() -> Here:
    """A validator of this process: starting worker processes takes longer than most of these tests."""
    return Here(engine())


@pytest.fixture(autouse=True)
def without_processes(request: pytest.FixtureRequest, here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    """Judge in this process, but for the tests that are about more."""
    if "with_processes" not in request.fixturenames:
        monkeypatch.setattr(validating, "Workers", lambda *_: here)


@pytest.fixture
def with_processes() -> None:
    """Judge in worker processes, as the command does."""


@pytest.fixture
def batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, the current one, with a list of three documents; the second is accepted in a mirror."""
    monkeypatch.chdir(tmp_path)
    second = faulty(1)
    del second["ceterms:nmae"]
    text = json.dumps([faulty(0), second, faulty(2)], indent=2)
    (tmp_path / "list of three.json").write_text(text)
    return tmp_path


def test_the_table_is_by_file_and_ends_with_a_summary(run: Run, examples: Path) -> None:
    """Each file with findings has a table with place, severity, code and message; codes are 0 and 1."""
    found = run("validate", examples)
    assert found.exit_code == 1
    told = " ".join(found.stdout.split())
    assert "bad.json" in told
    assert "good.json" not in told
    assert "/@graph/0/ceterms:startdate Violation check.property" in told
    assert "3 documents: 2 accepted, 1 refused." in told
    assert "warnings left out; --profile recommended shows them." in told
    fine = run("validate", examples / "good.json")
    assert (fine.exit_code, fine.stdout.splitlines()[0]) == (0, "1 document: 1 accepted.")


def test_the_profile_decides_what_counts(run: Run, examples: Path) -> None:
    """Under a wider profile an accepted document fails for its warnings, and they are shown."""
    found = run("validate", examples / "good.json", "--profile", "recommended")
    assert found.exit_code == 1
    told = " ".join(found.stdout.split())
    assert "Recommended" in told
    assert "1 document: 1 accepted. 1 of them with findings that count under --profile recommended." in told


def test_the_table_is_bounded(run: Run, batch: Path) -> None:
    """--limit cuts the table and says what was left out; the frequent codes are of all."""
    found = run("validate", batch, "--mode", "mirror", "--profile", "all", "--limit", "1")
    told = " ".join(found.stdout.split())
    assert "The gravest 1 of" in told
    assert "--limit N shows more" in told
    assert "Most frequent" in told
    whole = run("validate", batch, "--mode", "mirror", "--profile", "all", "--limit", "0").stdout
    assert "The gravest" not in whole
    assert "/2/ceterms:nmae" in whole


def test_a_cut_table_says_how_much_it_shows(run: Run, tmp_path: Path) -> None:
    """The line under the table counts the findings shown, all of them, and those that a report holds."""
    few = tmp_path / "few.json"
    few.write_text(json.dumps({"@context": CONTEXT, "@id": "https://a.example/1", "@type": "ceasn:Competency",
                               "ceasn:codedNotation": "C"}))  # fmt: skip
    told = run("validate", few, "--limit", "2").stdout.splitlines()
    assert "The gravest 2 of 3 findings; --limit N shows more, 0 all." in told
    assert "The gravest" not in run("validate", few, "--limit", "3").stdout
    many = [{"@id": f"https://a.example/c{n}", "@type": "ceasn:Competency", "ceasn:codedNotation": "C"}
            for n in range(500)]  # fmt: skip
    path = tmp_path / "many.json"
    path.write_text(json.dumps({"@context": CONTEXT, "@graph": many}))
    told = run("validate", path, "--limit", "2").stdout.splitlines()
    assert "The gravest 2 of 1,500 findings; --limit N shows more, 0 all 100 that the reports hold." in told
    cut = f"{path}: 1,400 more of severity Violation, which this report does not hold. Mend the others first."
    assert cut in " ".join(" ".join(told).split())
    whole = run("validate", path, "--limit", "0").stdout
    assert "The gravest" not in whole
    assert "1,400 more of severity Violation" in " ".join(whole.split())


def test_a_bounded_table_shows_the_gravest(run: Run, tmp_path: Path) -> None:
    """What is refused is in the table, however many warnings of other documents come before it."""
    bare = {"@context": CONTEXT, "@type": "ceterms:Certification"}
    for number in range(9):
        warned = bare | {"@id": f"https://a.example/{number}", "ceterms:name": {"en": "A"}}
        (tmp_path / f"{number}.json").write_text(json.dumps(warned))
    last = tmp_path / "last.json"
    last.write_text(
        json.dumps(
            bare
            | {"@id": "https://a.example/last", "ceterms:name": {"en": "A"}, "ceterms:expirationDate": "soon"}
        )
    )
    asked = ("validate", tmp_path, "--mode", "mirror", "--profile", "all", "--limit", "5")
    told = " ".join(run(*asked).stdout.split())
    assert "The gravest 5 of" in told
    assert told.count("Violation") > 0
    assert told.index("0.json") < told.index("last.json") < told.index("The gravest")


@pytest.mark.parametrize("profile", ["minimum", "recommended", "all"])
def test_a_cut_report_counts_all(run: Run, tmp_path: Path, profile: str) -> None:
    """Whatever the profile, each form of report says how many findings one verdict does not hold."""
    bare = {"@type": "ceasn:Competency", "ceasn:codedNotation": "C"}
    many = [{"@id": f"https://a.example/c{n}", **bare} for n in range(150)]
    path = tmp_path / "many.json"
    path.write_text(json.dumps({"@context": CONTEXT, "@graph": many}))
    asked = ("validate", path, "--profile", profile)
    every = 3 * 150  # a CTID, a text and an origin
    told = " ".join(run(*asked, "--limit", "2").stdout.split())
    rest = f"{every - 100} more of severity Violation, which this report does not hold."
    assert "The gravest 2 of" in told
    assert rest in told
    made = orjson.loads(run(*asked, "--json").stdout)
    summary = made["summary"]
    assert summary["findings"]["Violation"] == every
    assert summary["findings"].get("Warning", 0) + summary["leftOut"].get("Warning", 0) >= 150
    [more] = [f for f in made["documents"][0]["findings"] if "count" in f and f["severity"] == "Violation"]
    assert (more["code"], more["count"]) == ("engine.more", every - 100)
    results = orjson.loads(run(*asked, "--sarif", "-").stdout)["runs"][0]["results"]
    cut = [r["properties"]["count"] for r in results if (r["ruleId"], r["level"]) == ("engine.more", "error")]
    assert cut == [every - 100]
    assert rest in run(*asked, "--junit", "-").stdout


def test_json_of_several_documents(run: Run, batch: Path) -> None:
    """--json is one object with each document in its place and a summary, the same for none at all."""
    found = run("validate", "list of three.json", "--mode", "mirror", "--profile", "recommended", "--json")
    told = orjson.loads(found.stdout)
    assert [each["pointer"] for each in told["documents"]] == ["/0", "/1", "/2"]
    assert {each["origin"] for each in told["documents"]} == {"list of three.json"}
    assert told["summary"]["documents"] == 3
    assert told["summary"]["profile"] == "recommended"
    lines = run("validate", "list of three.json", "--mode", "mirror", "--profile", "recommended", "--ndjson")
    assert [orjson.loads(line) for line in lines.stdout.splitlines()] == told["documents"]
    assert lines.stderr.startswith("3 documents: 3 accepted")
    (batch / "empty").mkdir()
    none = orjson.loads(run("--json", "validate", batch / "empty").stdout)
    assert none["documents"][0]["findings"][0]["code"] == "NO_FILES"


@pytest.mark.usefixtures("with_processes")
def test_the_same_verdict_as_from_python(run: Run, examples: Path) -> None:
    """The command and the call say the same of the same document."""
    found = orjson.loads(run("validate", examples, "--profile", "all", "--json").stdout)["documents"]
    paths = sorted(examples.glob("*.json"))
    for told, path in zip(found, paths, strict=True):
        called = plain.judgement(
            judgement(validate(path), "all", origin=str(path), document=told["document"])
        )
        assert told == called


def test_sarif_is_whole_and_points_at_lines(run: Run, batch: Path) -> None:
    """A result has its rule, its level, the line and column in the file, the pointer and a fingerprint."""
    found = run("validate", batch, "--sarif", "out.sarif")
    assert (found.exit_code, "Violation" in found.stdout) == (1, True)
    log = orjson.loads((batch / "out.sarif").read_bytes())
    assert log["version"] == "2.1.0"
    [held] = log["runs"]
    rules = held["tool"]["driver"]["rules"]
    text = (batch / "list of three.json").read_text().splitlines()
    for result in held["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] == "error"
        physical = result["locations"][0]["physicalLocation"]
        assert physical["artifactLocation"] == {"uri": "list%20of%20three.json", "uriBaseId": "%SRCROOT%"}
        assert physical["region"]["startLine"] >= 2
    named = [r for r in held["results"] if r["ruleId"] == "check.property"]
    assert len(named) == 2
    for result, number in zip(named, (0, 2), strict=True):
        region = result["locations"][0]["physicalLocation"]["region"]
        line = text[region["startLine"] - 1]
        assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == '"x"'
        assert result["locations"][0]["logicalLocations"] == [
            {"fullyQualifiedName": f"/{number}/ceterms:nmae", "kind": "member"}
        ]
        assert f"Number {number}" in "".join(text[region["startLine"] - 4 : region["startLine"]])
    assert all(rule["helpUri"].startswith("https://") for rule in rules)
    fingerprints = [r["partialFingerprints"]["credwayFinding/v1"] for r in held["results"]]
    assert len(set(fingerprints)) == len(fingerprints)


def test_lines_archives_and_a_list_on_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each document of NDJSON, of a zip and of a list without line ends is judged and found in its file."""
    monkeypatch.chdir(tmp_path)
    texts = [json.dumps(faulty(number)) for number in range(3)]
    (tmp_path / "a.ndjson").write_text("\n".join([texts[0], "", texts[1], "{"]))
    (tmp_path / "b.json").write_text(f"[{', '.join(texts)}]")
    with ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("inner/d.json", json.dumps(faulty(3), indent=1))
    found = run("validate", ".", "--sarif", "-")
    [held] = orjson.loads(found.stdout)["runs"]
    places = [
        (where["artifactLocation"]["uri"], where["region"]["startLine"], where["region"]["startColumn"])
        for result in held["results"]
        if result["ruleId"] in ("check.property", "NOT_JSON")
        for where in [result["locations"][0]["physicalLocation"]]
    ]
    at = texts[0].index('"x"') + 1
    step = len(texts[0]) + 2
    assert places == [
        ("a.ndjson", 1, at),
        ("a.ndjson", 3, at),
        ("a.ndjson", 4, 2),
        ("b.json", 1, at + 1),
        ("b.json", 1, at + 1 + step),
        ("b.json", 1, at + 1 + 2 * step),
        ("c.zip/inner/d.json", 8, 18),
    ]
    assert "7 documents" in found.stderr


def test_fingerprints_outlive_runs_and_other_nodes(run: Run, tmp_path: Path) -> None:
    """What is told of a node without a name keeps its fingerprint, however many such nodes there are."""

    def marks(costs: int) -> list[tuple[str, str]]:
        cost = [{"@type": "ceterms:CostProfile", "ceterms:price": 5}] * costs
        owner = {"@type": "ceterms:Course", "ceterms:nmae": "x"}
        path = tmp_path / "a.json"
        path.write_text(json.dumps(faulty(1, **{"ceterms:estimatedCost": cost, "ceterms:ownedBy": owner})))
        log = orjson.loads(run("validate", path, "--profile", "all", "--sarif", "-").stdout)
        found = [(r["ruleId"], *r["partialFingerprints"].values()) for r in log["runs"][0]["results"]]
        return sorted(each for each in found if each[0] in ("check.property", "check.range"))

    assert len(marks(0)) == 3
    assert marks(0) == marks(2)


def test_fingerprints_outlive_moved_lines(run: Run, batch: Path) -> None:
    """The same faults further down in the file keep their fingerprints."""

    def marks() -> list[str]:
        log = orjson.loads(run("validate", batch, "--sarif", "-").stdout)
        return [each["partialFingerprints"]["credwayFinding/v1"] for each in log["runs"][0]["results"]]

    before = marks()
    path = batch / "list of three.json"
    path.write_text("\n\n\n" + path.read_text())
    assert marks() == before != []


STATED = """@prefix ceterms: <https://purl.org/ctdl/terms/> .
@prefix r: <https://a.example/resources/> .

<https://a.example/1> a ceterms:Course ;
  ceterms:ownedBy r:2 ;
  ceterms:dateEffective "2020-01-01" ,
    "2020-02-31" ;
  ceterms:nmae "x"@en .

r:2 a ceterms:Organization ; ceterms:foundingDate "2020-02-30" ; ceterms:email "nobody"@en .
"""


@pytest.mark.parametrize("form", ["ttl", "nt", "rdf"])
def test_statements_have_lines(run: Run, tmp_path: Path, form: str) -> None:
    """In Turtle, N-Triples and RDF/XML a finding is at its statement, else where its subject begins."""
    (tmp_path / "a.ttl").write_text(STATED)
    if form != "ttl":
        quads = ox.parse(STATED, format=ox.RdfFormat.TURTLE)
        text = ox.serialize([quad.triple for quad in quads], format=ox.RdfFormat.from_extension(form))
        (tmp_path / "a.ttl").rename(tmp_path / "was.txt")
        (tmp_path / f"a.{form}").write_bytes(text or b"")
    lines = (tmp_path / f"a.{form}").read_text().split("\n")
    log = orjson.loads(run("validate", tmp_path / f"a.{form}", "--sarif", "-").stdout)
    found = {}
    for each in log["runs"][0]["results"]:
        region = each["locations"][0]["physicalLocation"]["region"]
        shown = lines[region["startLine"] - 1][region["startColumn"] - 1 :]
        found[each["ruleId"], each["properties"]["focus"][-1]] = shown
    assert "2020-02-31" in found["check.date", "1"]
    assert found["check.property", "1"].lstrip("<").removeprefix("https://purl.org/ctdl/terms/")[:4] == "nmae"
    assert re.match(
        r"<https://a.example/1>|rdf:about=.https://a.example/1.", found["common.nameRequired", "1"]
    )
    assert re.match(
        r"r:2 a|<https://a.example/resources/2>|rdf:about=.*/2", found["common.nameRequired", "2"]
    )
    assert Region() == stated(STATED, "_:b", None, None) == stated(STATED, "https://a.example/3", None, '"x"')


@pytest.mark.parametrize("text", ['{\n  "a": [1, 2,\n', '{"a": 1,\n "b": 2,\n}', '{"a": 1 "b": 2}'])
def test_what_is_no_json_is_where_the_message_says(run: Run, tmp_path: Path, text: str) -> None:
    """The region of a file that breaks off is the line and column of its message."""
    (tmp_path / "a.json").write_text(text)
    log = orjson.loads(run("validate", tmp_path / "a.json", "--sarif", "-").stdout)
    [found] = log["runs"][0]["results"]
    region = found["locations"][0]["physicalLocation"]["region"]
    place = f"line {region['startLine']}, column {region['startColumn']}:"
    assert place in found["message"]["text"]


def test_levels_follow_severities(run: Run, examples: Path) -> None:
    """Violation, Warning and Info are error, warning and note."""
    log = orjson.loads(run("validate", examples, "--profile", "all", "--sarif", "-").stdout)
    [held] = log["runs"]
    assert {each["level"] for each in held["results"]} >= {"error", "warning"}
    levels = {rule["id"]: rule["defaultConfiguration"]["level"] for rule in held["tool"]["driver"]["rules"]}
    assert all(levels[each["ruleId"]] == each["level"] for each in held["results"])


def test_sarif_without_findings_is_whole(run: Run, examples: Path) -> None:
    """A run with nothing to mend has an empty list of results."""
    log = orjson.loads(run("validate", examples / "good.json", "--sarif", "-").stdout)
    assert log["runs"][0]["results"] == log["runs"][0]["tool"]["driver"]["rules"] == []


def test_files_elsewhere_have_whole_addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file outside the current folder is named by its file address."""
    inside = tmp_path / "in"
    inside.mkdir()
    monkeypatch.chdir(inside)
    assert artifact("a b.json") == {"uri": "a%20b.json", "uriBaseId": "%SRCROOT%"}
    assert artifact("../out.json") == {"uri": (tmp_path / "out.json").resolve().as_uri()}
    (inside / "a.zip").touch()
    assert artifact("a.zip/../evil.json") == {"uri": "a.zip", "uriBaseId": "%SRCROOT%"}


def test_junit_has_a_suite_for_a_file(run: Run, batch: Path, examples: Path) -> None:
    """Each file is a suite, each document a case: violations fail, the rest is its output."""
    target = batch / "out.xml"
    assert run("validate", batch, examples / "good.json", "--junit", target).exit_code == 1
    read = JUnitXml.fromfile(str(target))
    suites = {suite.name: suite for suite in read}
    assert list(suites) == [str(batch / "list of three.json"), str(examples / "good.json")]
    cases = list(suites[str(batch / "list of three.json")])
    assert [case.name for case in cases] == [f"https://a.example/{n}" for n in range(3)]
    assert all(case.result for case in cases)
    assert "check.property at /0/ceterms:nmae" in cases[0].result[0].text
    [good] = suites[str(examples / "good.json")]
    assert not good.result
    assert good.system_out.startswith("Warning ")


def test_junit_of_a_hostile_document(run: Run, tmp_path: Path) -> None:
    """Characters that XML cannot hold do not break the report."""
    (tmp_path / "a.json").write_text(json.dumps(faulty(0, **{"ceterms:ctid": "\0\ufffe<&]]>"})))
    found = run("validate", tmp_path, "--junit", "-")
    assert ElementTree.fromstring(found.stdout).tag == "testsuites"


def test_wrong_use_ends_with_two(run: Run, examples: Path, tmp_path: Path) -> None:
    """No path, two reports for one output, a report that cannot be written: said before judging."""
    assert run("validate").exit_code == 2
    two = run("validate", examples, "--json", "--sarif", "-")
    assert (two.exit_code, two.stdout) == (2, "")
    assert run("validate", examples, "--sarif", tmp_path / "no" / "out.sarif").exit_code == 2
    assert run("validate", examples, "--explain", "check.property").exit_code == 2
    assert run("validate", examples, "--profile", "most").exit_code == 2
    missing = run("validate", "nothere.json")
    assert (missing.exit_code, "Check the path nothere.json" in missing.output) == (2, True)


def test_explain(run: Run) -> None:
    """A shape is explained by its code with severity, classes, path and what a mirror forgives."""
    found = run("validate", "--explain", "ctidRequired")
    assert found.exit_code == 0
    told = " ".join(found.stdout.split())
    for text in (
        "common.ctidRequired: Violation",
        "ceterms:Course",
        "It looks at ceterms:ctid",
        "at least 1 value",
        "a Warning only",
        "https://w3id.org/credway/shapes/common#ctidRequired",
    ):
        assert text in told
    assert "It fails with no value" in told
    where = "docs/shapes/common.md#ctidRequired in the repository; /shapes/common#ctidRequired on a server"
    assert told.endswith(f"Read it at {where}")
    check = " ".join(run("validate", "--explain", "WRONG_CTID").stdout.split())
    assert (
        "Read it at docs/shapes/check.md#WRONG_CTID in the repository; /shapes/check#WRONG_CTID on a" in check
    )
    valued = " ".join(run("validate", "--explain", "common.ctidGrammar").stdout.split())
    assert 'ceterms:ctid "?"' in valued.partition("It fails with")[2]
    [rule] = orjson.loads(run("validate", "--explain", "WRONG_CTID", "--json").stdout)["rules"]
    assert (rule["severity"], rule["inMirror"]) == ("Violation", "Violation")
    unknown = run("validate", "--explain", "ctidRequird")
    assert (unknown.exit_code, "did you mean common.ctidRequired" in unknown.stderr) == (4, True)
    warned = " ".join(run("validate", "--explain", "transfer_value.startDate").stdout.split())
    assert "counts under --profile recommended" in warned


def test_explain_shows_what_fails(run: Run) -> None:
    """What fails is shown with where it stands, else when it comes is told; nonsense leads to the pages."""
    shown = run("validate", "--explain", "claim.StandingHasPlace").stdout
    assert "this in the document itself:" in shown
    assert '"credway:predicate": "credway:recognizedIn"' in shown
    whole = " ".join(run("validate", "--explain", "NOT_JSON").stdout.split())
    assert 'this as the whole of a .json file: {"ceterms:name": {"en": "A course"},}' in whole
    told = " ".join(run("validate", "--explain", "TOO_LONG").stdout.split())
    assert "When it comes One text has more characters than CREDWAY_MAX_STRING." in told
    [rule] = orjson.loads(run("validate", "--explain", "TOO_LONG", "--json").stdout)["rules"]
    assert (rule["failsWith"], rule["standsIn"], rule["comesWhen"][:8]) == ([], None, "One text")
    assert "common.linkNode" in run("validate", "--explain", "supersed").stderr
    assert "docs/shapes and /shapes on a server have all" in run("validate", "--explain", "nonsense").stderr


def test_the_documentation_shows_what_is_so(
    run: Run, examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The JSON, the Python and the commands of docs/validation-api.md are those of the program."""
    monkeypatch.chdir(examples.parents[1])
    text = Path("docs/validation-api.md").read_text("utf-8")

    def block(kind: str) -> str:
        return text.partition(f"```{kind}\n")[2].partition("\n```")[0]

    shown = orjson.loads(block("json"))
    told = orjson.loads(run("validate", "docs/examples/bad.json", "--json").stdout)
    assert shown["summary"].keys() == told["summary"].keys()
    [document], [made] = shown["documents"], told["documents"]
    assert {**document, "findings": 0, "leftOut": 0} == {**made, "findings": 0, "leftOut": 0}
    assert document["leftOut"] == made["leftOut"]
    assert document["findings"][0].keys() == made["findings"][0].keys()
    assert f"{made['leftOut']['Warning']} warnings left out; --profile recommended shows them." in text
    printed: list[str] = []
    exec(block("python"), {"print": lambda *words: printed.append(" ".join(map(str, words)))})
    assert printed[0] == "refused"
    assert printed[1].startswith("Violation WRONG_CTID /@graph/0/ceterms:ctid")
    assert run("validate", "--explain", "dateForm").exit_code == 0


def test_places_in_a_text() -> None:
    """Pointers are found in lines and columns, through escapes, duplicates and lists; the rest nearby."""
    text = '{\n  "a/b": [1, {"é~": "x"}],\n  "c": 1,\n  "c": {"d": null}}'
    places = Places(text)
    found = places.region("/a~1b/1/é~0")
    assert (found.line, found.column, found.end_line, found.end_column) == (2, 21, 2, 24)
    assert (places.region("/c/d").line, places.region("/c/d").end_column) == (4, 18)
    nested = places.region("/a~1b/1")
    assert (nested.line, nested.column, nested.end_line) == (2, 14, None)
    missing = places.region("/a~1b/7/x")
    assert (missing.line, missing.column) == (2, 10)
    assert (places.region("").line, places.region("").column) == (1, 1)


@pytest.mark.parametrize(
    ("text", "line", "column"), [('{\n"a": 1,,}', 2, 8), ("[1 2]", 1, 4), ("", 1, 1), ("[" * 100_000, 1, 1)]
)
def test_places_in_what_is_no_json(text: str, line: int, column: int) -> None:
    """In a text that is no JSON the place is where that shows."""
    found = Places(text).region("/a/0")
    assert (found.line, found.column) == (line, column)


def test_broken_json_is_marked_at_its_line(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is no JSON has its result where it breaks off."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.json").write_text('{\n  "a": 1\n  "b": 2\n}')
    log = orjson.loads(run("validate", "broken.json", "--sarif", "-").stdout)
    [result] = log["runs"][0]["results"]
    assert result["ruleId"] == "NOT_JSON"
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 3


def test_a_pipe_and_standard_input(examples: Path, tmp_path: Path) -> None:
    """`-` reads standard input; the installed command writes its answer to the pipe and nothing else."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("CREDWAY_")}
    found = subprocess.run(
        [PROGRAM, "validate", "-", "--ndjson"],
        input=(examples / "bad.json").read_bytes(),
        capture_output=True,
        cwd=tmp_path,
        env=environment,
        timeout=120,
    )
    assert found.returncode == 1
    [line] = found.stdout.splitlines()
    assert "check.property" in [each["code"] for each in orjson.loads(line)["findings"]]
    assert b"Traceback" not in found.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_terminal_obeys_nothing_that_a_file_says(tmp_path: Path, run: Run) -> None:
    """Escapes in the name of a file, in a key and in a class are shown and not sent to the terminal."""
    path = tmp_path / "a\x1b[31m.json"
    path.write_bytes(orjson.dumps(faulty(1, **{"ceterms:\x1b]0;x\x07": "x"})))
    result = run("validate", path)
    assert "\x1b" not in result.stdout
    assert "\x07" not in result.stdout
    assert "\\x1b[31m.json" in result.stdout
