"""What a run says when there is no Neo4j to be had, and which of its processes runs what."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TWO = ("-k", "loopback or unknown_before", "tests/server/test_neo4j_server.py")
"""One test that needs the server, and one that does not."""
SPREAD = ("-n", "2", "--dist", "loadgroup")


def pytest_without_java(empty: Path, ci: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run some tests with nothing on the PATH."""
    left_out = ("JAVA_HOME", "CREDWAY_TEST_NEO4J", "PYTEST_ADDOPTS")
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        cwd=ROOT,
        env={**kept, "PATH": str(empty), "CI": ci},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_a_missing_server_is_said_last_and_fails_in_ci(tmp_path: Path, ci: str, code: int) -> None:
    """Without Java the tests that need the server are left out, aloud; with CI=true that fails."""
    ran = pytest_without_java(tmp_path, ci, *TWO)
    assert ran.returncode == code, ran.stdout + ran.stderr
    _, _, last = ran.stdout.rpartition("the Neo4j half was SKIPPED")
    assert last.startswith(", which fails a run with CI=true") == bool(code)
    assert "Tests that did not run: 1. Java 17 or later is missing: install it" in last
    assert "CREDWAY_TEST_NEO4J=bolt://localhost:7687" in last
    assert "1 passed, 1 skipped" in last


def test_a_run_that_needs_no_server_says_nothing_of_it(tmp_path: Path) -> None:
    """With the server's tests left out by choice, a run passes in CI and mentions no server."""
    ran = pytest_without_java(tmp_path, "true", *TWO, "-m", "not neo4j")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "SKIPPED" not in ran.stdout


def test_one_process_runs_all_that_needs_the_server(tmp_path: Path) -> None:
    """Of two processes one gets what needs the server, and what it left out is said and fails as in one."""
    files = ["tests/store/test_expressions.py", "tests/store/test_opening.py"]
    ran = pytest_without_java(tmp_path, "true", "-v", *SPREAD, *files)
    assert ran.returncode == 1, ran.stdout + ran.stderr
    where: dict[str, list[str]] = {}
    for process, outcome, file in re.findall(r"\[(gw\d)\] \[ *\d+%\] (\w+) ([^:]+)", ran.stdout):
        where.setdefault("neo4j" if outcome == "SKIPPED" else file, []).append(process)
    assert set(where) == {"neo4j", *files}
    for group, processes in where.items():
        assert len(set(processes)) == 1 < len(processes), group
    _, _, last = ran.stdout.rpartition("the Neo4j half was SKIPPED, which fails a run with CI=true")
    assert f"Tests that did not run: {len(where['neo4j'])}. Java 17 or later is missing" in last
