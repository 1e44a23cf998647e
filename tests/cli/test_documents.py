"""The commands for documents, on the very files that the README shows."""

import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import orjson
import pytest
from commanding import Run
from making import credential, document
from pyoxigraph import RdfFormat, parse

from credway.registry.graph import STILL_OPEN

AWARD = "https://lakeside.example/graph/ce-3f5a7c1e-9b2d-4e6f-8a10-2c4d6e8f0a1b"


def test_the_readme_s_documents(run: Run, own: str, examples: Path) -> None:
    """The good one is taken, the bad one is refused with each mistake, the corrected one is taken."""
    good = run("load", examples / "good.json", "--store", own)
    assert good.exit_code == 0
    readme = (examples.parents[1] / "README.md").read_text("utf-8")
    assert f"$ credway load docs/examples/good.json\n{good.stdout}" in readme
    bad = run("load", examples / "bad.json", "--store", own)
    assert bad.exit_code == 1
    for text in (
        "/@graph/0/ceterms:startdate",
        "Did you mean ceterms:startDate?",
        "WRONG_CTID",
        "Make them equal",
    ):
        assert text in " ".join(bad.stdout.split())
    assert "creditUnit:SemesterHour" in bad.stdout
    assert bad.stdout[-80:].split("\n\n")[-1].strip() in readme
    corrected = run("load", examples / "corrected.json", "--store", own)
    assert corrected.exit_code == 0
    assert f"$ credway load docs/examples/corrected.json\n{corrected.stdout}" in readme
    asked = run(
        "credit", "https://demo.credway.example/credentials/comptia-a-plus", "--at", "OH", "--store", own
    )
    assert "3 semester hours" in asked.stdout
    assert "Lakeside College" in asked.stdout


def test_a_mixed_folder_is_loaded_as_far_as_it_is_good(run: Run, own: str, examples: Path) -> None:
    """Good files of a folder are taken, refused ones are told with file and pointer; the code is 1."""
    found = run("load", examples, "--store", own, "--json")
    assert found.exit_code == 1
    told = orjson.loads(found.stdout)
    assert told["summary"] == {"accepted": 2, "reference": 0, "unchanged": 0, "refused": 1}
    [refused] = [each for each in told["documents"] if each["outcome"] == "refused"]
    assert refused["origin"].endswith("bad.json")
    assert any(f.get("pointer") == "/@graph/0/ceterms:startdate" for f in refused["findings"])
    again = run("load", examples, "--store", own)
    assert "2 held already" in again.stdout


def test_what_cannot_be_read_is_refused_by_name(run: Run, own: str, tmp_path: Path) -> None:
    """A broken or empty file, an empty folder and an exported line of no day are refusals with what to do."""
    (tmp_path / "broken.json").write_text('{"a": ')
    (tmp_path / "empty").mkdir()
    (tmp_path / "none.ndjson").write_text("")
    (tmp_path / "day.ndjson").write_text('{"document":"x","effectiveFrom":"soon","body":"{}"}\n')
    paths = [tmp_path / name for name in ("broken.json", "none.ndjson", "empty", "day.ndjson")]
    found = run("load", *paths, "--store", own, "--json")
    assert found.exit_code == 1
    codes = [each["findings"][0]["code"] for each in orjson.loads(found.stdout)["documents"]]
    assert codes == ["NOT_JSON", "NO_DOCUMENTS", "NO_FILES", "NOT_JSON"]
    assert "holds from 'soon', which is no day" in found.stdout


@pytest.mark.parametrize("command", ["load", "validate"])
def test_a_path_that_names_nothing_is_a_wrong_argument(
    run: Run, own: str, examples: Path, tmp_path: Path, command: str
) -> None:
    """Nothing is read where one path is wrong: the code is 2, and it is named, as JSON too."""
    missing = tmp_path / "none.json"
    found = run("--store", own, command, examples / "good.json", missing)
    assert found.exit_code == 2
    assert "none.json" in "".join(found.stderr.split())
    assert not (tmp_path / "own.db").exists()
    told = orjson.loads(run("--store", own, "--json", command, missing).stdout)
    assert told["error"]["exit"] == 2


def test_a_validation_tells_of_repeats_as_a_load_does(run: Run, own: str, tmp_path: Path) -> None:
    """What is twice in a folder is told by both, at the same places; a bound ends it, and that is said."""
    folder = tmp_path / "folder"
    folder.mkdir()
    nodes = [credential("credentials/a"), credential("credentials/a") | {"ceterms:name": {"en": "B"}}]
    for name, where, node in (("1", "a", nodes[0]), ("2", "a", nodes[1]), ("3", "b", nodes[0])):
        (folder / f"{name}.json").write_bytes(document(f"graph/{where}", node))
    options = ("--mode", "mirror", "--json")
    base = ("--base", "https://test.example/", "--store", own, "--no-references")
    judged = run("validate", folder, *options, "--profile", "recommended")
    loaded = run("load", folder, *options, *base)
    assert (judged.exit_code, loaded.exit_code) == (1, 1)
    by_validate, by_load = (
        [
            (each["origin"], finding["code"], finding.get("pointer", ""), finding["message"])
            for each in orjson.loads(found.stdout)["documents"]
            for finding in each.get("findings", ())
            if finding["code"] in ("CONFLICT", "REPEATED_DOCUMENT")
        ]
        for found in (judged, loaded)
    )
    assert by_validate == by_load
    assert [each[1:3] for each in by_load] == [("REPEATED_DOCUMENT", ""), ("CONFLICT", "/@graph/0")]
    few = run("validate", folder, *options, env={"CREDWAY_MAX_REMEMBERED": "1"})
    assert "max_remembered" in few.stderr


def test_validate_needs_no_store(
    run: Run, examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Documents are judged as a load would judge them, and nothing is kept."""
    monkeypatch.chdir(tmp_path)
    assert run("validate", examples / "good.json").exit_code == 0
    bad = run("validate", examples / "bad.json", "--profile", "recommended")
    assert bad.exit_code == 1
    assert "Recommended" in bad.stdout
    assert list(tmp_path.iterdir()) == []


def test_withdraw_and_what_is_left(run: Run, own: str, examples: Path) -> None:
    """A withdrawn document answers no more; a document that is not held ends with 4."""
    run("load", examples / "good.json", "--store", own)
    unknown = run("withdraw", "https://lakeside.example/none", "--reason", "x", "--store", own)
    assert unknown.exit_code == 4
    assert run("withdraw", AWARD, "--reason", "x", "--effective-from", "soon", "--store", own).exit_code == 2
    found = run("withdraw", AWARD, "--reason", "a mistake", "--store", own)
    assert (found.exit_code, f"{AWARD} is withdrawn" in found.stdout) == (0, True)
    asked = run(
        "credit", "https://demo.credway.example/credentials/comptia-a-plus", "--at", "OH", "--store", own
    )
    assert "3 semester hours" not in asked.stdout


def test_export_gives_the_originals_back(run: Run, own: str, examples: Path, tmp_path: Path) -> None:
    """NDJSON holds the very bytes that were loaded; N-Quads hold each document as a graph."""
    run("load", examples / "good.json", examples / "corrected.json", "--store", own)
    target = tmp_path / "out.ndjson"
    assert run("export", "--output", target, "--store", own).exit_code == 0
    lines = [orjson.loads(line) for line in target.read_bytes().splitlines()]
    bodies = {line["document"]: line["body"] for line in lines}
    assert bodies[AWARD] == (examples / "good.json").read_text("utf-8")
    quads = tmp_path / "out.nq"
    run("export", "--format", "nquads", "--output", quads, "--store", own)
    graphs = {str(quad.graph_name) for quad in parse(quads.read_bytes(), format=RdfFormat.N_QUADS)}
    assert graphs == {f"<{document}>" for document in bodies}
    printed = run("export", "--output", "-", "--store", own)
    assert printed.stdout_bytes == target.read_bytes()
    assert not Path("-").exists()
    assert run("export", "--output", tmp_path / "no" / "file", "--store", own).exit_code == 2
    run("withdraw", AWARD, "--reason", "a mistake", "--store", own)
    run("export", "--output", target, "--store", own)
    assert len(target.read_bytes().splitlines()) == 1


def test_an_export_says_elsewhere_what_holds_here(run: Run, own: str, tmp_path: Path) -> None:
    """What was corrected, announced or withdrawn holds for the same days where an export is loaded."""

    def load(*versions: tuple[str, str, str | None], options: Sequence[str] = ()) -> None:
        """Load versions: the document, the name of what is in it, the first day."""
        lines = []
        for path, name, start in versions:
            body = document(
                f"graph/{path}", credential(f"credentials/{path}") | {"ceterms:name": {"en": name}}
            )
            line = {"document": path, "effectiveFrom": start, "body": body.decode()}
            lines.append(orjson.dumps(line))
        file = tmp_path / "versions.ndjson"
        file.write_bytes(b"\n".join(lines))
        done = run("load", file, *terms, "--store", own, *options)
        assert done.exit_code == 0, done.output

    def standing(store: str) -> set[tuple[str, ...]]:
        with sqlite3.connect(store.removeprefix("sqlite:///")) as db:
            query = "SELECT document, sid, valid_from, valid_to FROM statement WHERE recorded_to = ?"
            return set(db.execute(query, (STILL_OPEN,)))

    terms = ("--mode", "mirror", "--no-references", "--base", "https://test.example/")
    load(("a", "A of 2024", "2024-01-01"), ("a", "A of 2025", "2025-01-01"), ("b", "B", None))
    load(("b", "B to come", "2999-01-01"), ("c", "C", "2024-01-01"), ("d", "D", None))
    load(("a", "A of 2024, put right", None), options=("--corrects", "1"))
    graph = "https://test.example/graph"
    assert run("withdraw", f"{graph}/d", "--reason", "x", "--store", own).exit_code == 0
    load(("d", "D again", None))
    everything, newest = tmp_path / "every.ndjson", tmp_path / "newest.ndjson"
    run("export", "--all-versions", "--output", everything, "--store", own)
    there = f"sqlite:///{tmp_path / 'there.db'}"
    assert run("load", everything, *terms, "--store", there).exit_code == 0
    assert standing(there) == standing(own)
    run("export", "--output", newest, "--store", own)
    lines = [orjson.loads(line) for line in newest.read_bytes().splitlines()]
    written = [(each["document"][-1], each["version"]) for each in lines]
    assert written == [("a", 2), ("b", 1), ("b", 2), ("c", 1), ("d", 3)]
    ended = ("withdraw", f"{graph}/c", "--reason", "x", "--effective-from", "2025-01-01", "--store", own)
    assert run(*ended).exit_code == 0
    told = run("export", "--all-versions", "--output", everything, "--store", own)
    assert "Left out: 1 document that a withdrawal ends on a day" in " ".join(told.stderr.split())
    assert everything.read_bytes().count(b"graph/c") == 0
    assert run("export", "--all-versions", "--format", "nquads", "--store", own).exit_code == 2


def test_a_withdrawal_says_what_it_did(run: Run, own: str, examples: Path) -> None:
    """The same withdrawal again changes nothing, and a version that begins later holds: both are said."""
    good = examples / "good.json"
    run("load", good, "--store", own, "--effective-from", "2024-01-01")
    run("load", good, "--store", own, "--effective-from", "2026-01-01", "--no-references")
    changed = ("withdraw", AWARD, "--reason", "x", "--effective-from", "2025-01-01", "--store", own)
    first = run(*changed)
    assert "recorded at number 3" in " ".join(first.stdout.split())
    assert "A version of it begins on 2026-01-01 and holds from then on" in " ".join(first.stdout.split())
    again = run(*changed)
    assert "as it was before; nothing changed" in " ".join(again.stdout.split())
    assert orjson.loads(run(*changed, "--json").stdout)["holdsAgainFrom"] == "2026-01-01"


def test_the_installed_command(own: str, examples: Path) -> None:
    """The command works as a program of its own: output, messages and code are where they belong."""
    program = Path(sys.executable).with_name("credway")
    loaded = subprocess.run(
        [program, "load", examples / "bad.json", "--store", own], capture_output=True, text=True, timeout=120
    )
    assert loaded.returncode == 1
    assert "1 refused" in loaded.stdout
    assert loaded.stderr == ""
    failed = subprocess.run(
        [program, "resolve", "x", "--store", f"{own}-none"], capture_output=True, text=True, timeout=120
    )
    assert (failed.returncode, failed.stdout) == (3, "")
    assert "Traceback" not in failed.stderr


def test_questions_load_no_graphql() -> None:
    """Importing the command does not import the GraphQL library, the validator or the web server."""
    heavy = ("strawberry", "pyshacl", "uvicorn")
    code = f"import sys, credway.cli.main; print([name for name in {heavy} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_a_version_is_put_right_by_its_number(run: Run, own: str, examples: Path, tmp_path: Path) -> None:
    """--corrects replaces the named version, and names the versions in force where there is no such."""
    good = (examples / "good.json").read_text()
    assert run("--store", own, "load", examples / "good.json").exit_code == 0
    changed = tmp_path / "changed.json"
    changed.write_text(good.replace("IT 101", "IT 102"))
    wrong = run("--store", own, "load", changed, "--corrects", "7")
    assert (wrong.exit_code, "in force: 1" in " ".join(wrong.output.split())) == (1, True)
    assert run("--store", own, "load", changed, "--corrects", "1").exit_code == 0
