"""The commands that keep a registry sound."""

import shutil
import sqlite3
from importlib.metadata import version
from pathlib import Path

import orjson
import pytest
from commanding import Run
from typer.testing import Result

from credway.registry.projected import MadeBy
from credway.registry.projection import PROJECTION_VERSION
from credway.registry.store.port import UNMADE


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


QUESTION = ("credit", "Beta", "--at", "CA", "--as-of", "2026-11-02")


def notes(found: Result) -> str:
    """What was said beside the answer."""
    return " ".join(found.stderr.split())


def test_a_graph_of_an_older_version_is_told_once_until_it_is_rebuilt(
    run: Run, own: tuple[str, Path], examples: Path
) -> None:
    """Answers and publishes say so once, never on stdout; `check` names it itself, a rebuild ends it."""
    url, path = own
    silent = run(*QUESTION, "--json", "--store", url)
    assert silent.stderr == ""
    planted(path, PROJECTION_VERSION - 1, PROJECTION_VERSION)
    warning = f"{MadeBy.OLDER.warning}"
    assert run(*QUESTION, "--json", "--store", url).stdout == silent.stdout
    load = ("load", examples / "good.json")
    for arguments in (QUESTION, (*QUESTION, "--json"), ("check", "--references"), load):
        found = run(*arguments, "--store", url)
        assert found.exit_code == 0, found.stderr
        assert notes(found).count(warning) == 1, arguments
        assert "older version" not in found.stdout
    checked = run("check", "--store", url)
    assert (checked.exit_code, checked.stderr) == (1, "")
    assert f"{PROJECTION_VERSION - 1} to {PROJECTION_VERSION}" in " ".join(checked.stdout.split())
    rebuilt = run("rebuild", "--store", url)
    assert (rebuilt.exit_code, rebuilt.stderr) == (0, "")
    assert run(*QUESTION, "--store", url).stderr == ""
    assert run("check", "--store", url).exit_code == 0


@pytest.mark.parametrize(
    ("noted", "state"),
    [
        ((PROJECTION_VERSION, PROJECTION_VERSION + 1), MadeBy.NEWER),
        ((UNMADE, PROJECTION_VERSION), MadeBy.UNFINISHED),
    ],
)
def test_a_newer_version_and_an_unfinished_rebuild_have_words_of_their_own(
    noted: tuple[int, int], state: MadeBy, run: Run, own: tuple[str, Path]
) -> None:
    """A graph of a newer version wants an upgrade, one that is not whole a rebuild."""
    url, path = own
    planted(path, *noted)
    found = run(*QUESTION, "--store", url)
    assert (found.exit_code, notes(found)) == (0, state.warning)


def planted(path: Path, oldest: int, newest: int) -> None:
    """Note other versions of the projection in a file."""
    with sqlite3.connect(path) as db:
        db.execute("UPDATE meta SET oldest_projection = ?, newest_projection = ?", (oldest, newest))
    db.close()


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
