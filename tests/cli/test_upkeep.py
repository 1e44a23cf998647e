"""The commands that keep a registry sound."""

import shutil
import sqlite3
from importlib.metadata import version
from pathlib import Path

import orjson
import pytest
from commanding import Run


@pytest.fixture
def own(store: str, tmp_path: Path) -> tuple[str, Path]:
    """A registry of the test's own, its address and its file."""
    path = tmp_path / "own.db"
    shutil.copyfile(store.removeprefix("sqlite:///"), path)
    return f"sqlite:///{path}", path


def test_a_sound_registry_is_called_sound(run: Run, own: tuple[str, Path]) -> None:
    """Nothing differs in a registry that nobody tampered with."""
    found = run("check", "--store", own[0])
    assert (found.exit_code, found.stdout.strip()) == (0, "Envelopes, graph and indexes agree.")


def test_a_planted_difference_is_named_and_mended(run: Run, own: tuple[str, Path]) -> None:
    """A changed row ends the check with 1 and its name; a rebuilt graph is sound again."""
    url, path = own
    with sqlite3.connect(path) as db:
        db.execute("UPDATE statement SET place = 'TX' WHERE kind = 'Award'")
    db.close()
    found = run("check", "--store", url)
    assert found.exit_code == 1
    assert "place is 'TX'" in " ".join(found.stdout.split())
    assert "credway rebuild" in found.stdout
    assert len(orjson.loads(run("check", "--store", url, "--json").stdout)["differences"]) == 1
    assert run("rebuild", "--store", url).exit_code == 0
    assert run("check", "--store", url).exit_code == 0


def test_a_copy_answers_alike_and_is_not_copied_twice(
    run: Run, own: tuple[str, Path], tmp_path: Path
) -> None:
    """A copied registry is sound, gives the same answer, and a second copy has nothing to do."""
    there = f"sqlite:///{tmp_path / 'copy.db'}"
    done = run("copy", "--from", own[0], "--to", there)
    assert (done.exit_code, "copied to" in done.stdout) == (0, True)
    assert run("check", "--store", there).exit_code == 0
    question = ("credit", "Beta", "--at", "CA", "--as-of", "2026-11-02", "--json", "--store")
    assert run(*question, there).stdout == run(*question, own[0]).stdout
    assert "holds all of it already" in run("copy", "--from", own[0], "--to", there).stdout


def test_a_copy_that_cannot_be(run: Run, own: tuple[str, Path], tmp_path: Path, examples: Path) -> None:
    """A copy onto itself, from nothing, or onto another registry is refused with its code."""
    assert run("copy", "--from", own[0], "--to", own[0]).exit_code == 2
    assert run("copy", "--from", f"sqlite:///{tmp_path}/none.db", "--to", own[0]).exit_code == 3
    other = f"sqlite:///{tmp_path / 'other.db'}"
    run("load", examples / "good.json", "--store", other)
    refused = run("copy", "--from", own[0], "--to", other, "--json")
    assert refused.exit_code == 3
    assert orjson.loads(refused.stdout)["error"]["code"] == "STORE_MISMATCH"


def test_the_version_is_said_without_a_command(run: Run) -> None:
    """The version is that of the installed distribution, and no command need follow."""
    found = run("--version")
    assert (found.exit_code, found.stdout.strip()) == (0, version("credway"))
