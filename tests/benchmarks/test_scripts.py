"""Each benchmark runs at a tiny scale and prints its tables; the figures themselves are not looked at."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def ran(script: str, *options: object) -> str:
    """What a benchmark prints."""
    command = [sys.executable, str(ROOT / "benchmarks" / script), *map(str, options)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2_000:]
    return done.stdout


def test_load(tmp_path: Path) -> None:
    """`load` loads with the command, beside the bare store, and says what each step costs."""
    said = ran("load.py", "--documents", 20, "--neo4j-documents", 0, "--sample", 10, "--data", tmp_path)
    assert "| SQLite | 20 |" in said
    assert "| share |" in said


def test_publish(tmp_path: Path) -> None:
    """`publish` times one document and a framework, and replays envelopes."""
    options = ("--rounds", 3, "--competencies", 20, "--replay", 10, "--store", "sqlite", "--data", tmp_path)
    said = ran("publish.py", *options)
    assert "| framework, unchanged | SQLite |" in said
    assert "| SQLite | 10 |" in said


def test_query(tmp_path: Path) -> None:
    """`query` asks every read query at two scales and finds no plan that reads a whole table."""
    options = ("--small", 5, "--large", 10, "--sets", 2, "--rounds", 1, "--warm", 1, "--store", "sqlite")
    said = ran("query.py", *options, "--data", tmp_path)
    assert "| portability | awards_reached |" in said
    assert said.count("| by hand |") > 20
    assert said.rstrip().endswith("|---|---|---|---|")


def test_answers(tmp_path: Path) -> None:
    """`answers` counts store calls, asks through HTTP with many clients, and shows the worst cases."""
    scale = ("--small", 6, "--large", 6, "--sets", 2, "--rounds", 1, "--seconds", 0.2, "--warm", 2)
    said = ran("answers.py", *scale, "--dependents", 20, "--store", "sqlite", "--data", tmp_path)
    assert said.count("| credit | plain JSON |") == 2
    assert "| many dependents | SQLite 6 |" in said
    assert "| SQLite | 1 | 64 |" in said


def test_validate() -> None:
    """`validate` times each way of judging, compares the verdicts and plants every fault."""
    said = ran("validate.py", "--documents", 3, "--rounds", 1)
    assert "same verdict and findings as with pySHACL: 3 of 3" in said
    assert "finds no Violation: 3 of 3" in said
    assert said.count("| not asked |") > 30
