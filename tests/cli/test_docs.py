"""The documentation of the command says everything, and nothing that is not so."""

import re
from pathlib import Path
from typing import Any

import pytest
import typer
from commanding import Run
from typer.core import TyperGroup, TyperOption

from credway.cli.exits import Exit
from credway.cli.main import app
from credway.cli.settings import page

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "cli.md").read_text("utf-8")


def commands() -> dict[str, Any]:
    """The commands by name."""
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    return dict(group.commands)


def below(found: dict[str, Any], before: str = "") -> dict[str, Any]:
    """The commands and those inside their groups, by all their words."""
    every = {f"{before}{name}": each for name, each in found.items()}
    for name, each in list(every.items()):
        if isinstance(each, TyperGroup):
            every |= below(dict(each.commands), f"{name} ")
    return every


def test_every_command_and_option_is_documented() -> None:
    """docs/cli.md names each command and each of its options, and no command that is not there."""
    assert set(re.findall(r"\*\*`credway ([\w-]+)", TEXT)) == set(commands())
    options = {
        name
        for each in below(commands()).values()
        for p in each.params
        for name in (*p.opts, *p.secondary_opts)
    }
    assert {name for name in options if name.startswith("--") and f"{name}" not in TEXT} <= {"--help"}


def test_every_command_says_what_it_does(run: Run) -> None:
    """Each command has a help text, and each option of it too."""
    for name, each in below(commands()).items():
        assert each.help, name
        assert run(*name.split(), "--help").exit_code == 0
        for parameter in each.params:
            if isinstance(parameter, TyperOption):
                assert parameter.help, f"{name} {parameter.name}"


def test_every_exit_code_is_documented() -> None:
    """docs/cli.md explains each exit code."""
    assert {int(code) for code in re.findall(r"^\| (\d) \|", TEXT, re.M)} == set(Exit)


def test_the_settings_page_is_current() -> None:
    """docs/settings.md is what `credway settings --markdown` prints."""
    assert (ROOT / "docs" / "settings.md").read_text("utf-8") == page()


def test_settings_are_shown_without_secrets(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The values in use are shown, passwords are not."""
    monkeypatch.setenv("CREDWAY_NEO4J_PASSWORD", "hush")
    monkeypatch.setenv("CREDWAY_PAGE_MAX", "50")
    shown = run("settings", "--json")
    assert '"page_max": 50' in shown.stdout
    assert "hush" not in shown.stdout
    assert run("settings", "--markdown").stdout == page()
    assert "CREDWAY_PAGE_MAX" in run("settings").stdout


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("MAX_IN_FLIGHT", "0", "leaves nothing to answer with"),
        ("MAX_IN_FLIGHT", "-1", "is no amount"),
        ("REQUEST_SECONDS", "nan", "is no amount"),
        ("PAGE_MAX", "10", "CREDWAY_PAGE_DEFAULT=20 is more than CREDWAY_PAGE_MAX=10"),
        ("PAGE_MAX", "many", "is not of type int"),
    ],
)
def test_a_setting_that_nothing_can_be_done_with_is_refused(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    """What would leave every question without an answer ends a command with 2 and the variable's name."""
    monkeypatch.setenv(f"CREDWAY_{name}", value)
    found = run("settings")
    assert found.exit_code == 2
    text = " ".join(found.stderr.split())
    assert says in text
    assert f"CREDWAY_{name}=" in text


def test_the_readme_names_what_exists() -> None:
    """Each file that the README links to is there, and each command it shows exists."""
    text = (ROOT / "README.md").read_text("utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / target).exists(), target
    assert set(re.findall(r"^\$? ?credway ([\w-]+)", text, re.M)) <= set(commands())
