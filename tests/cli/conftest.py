"""The command in process, and a small registry for it to ask."""

import asyncio
import os
from datetime import date
from pathlib import Path

import pytest
from commanding import Run
from making import BASE, award, claim, hours, organization, publish, reference, usd
from typer.testing import CliRunner, Result

from credway.cli.main import app
from credway.registry.clock import frozen_clock
from credway.registry.settings import read_settings
from credway.server.composition import open_registry


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of whoever runs the tests out of them, and the width of their terminal."""
    monkeypatch.delenv("COLUMNS", raising=False)
    for name in os.environ:
        if name.startswith("CREDWAY_"):
            monkeypatch.delenv(name)


@pytest.fixture
def run() -> Run:
    """Run `credway` with some arguments."""

    def ran(*arguments: object, env: dict[str, str] | None = None) -> Result:
        return CliRunner().invoke(app, [str(each) for each in arguments], env=env)

    return ran


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a small registry: a chain of two, an award, and two things of one name."""
    url = f"sqlite:///{tmp_path_factory.mktemp('cli') / 'registry.db'}"

    async def work() -> None:
        settings = read_settings({}).replaced(store=url, base=BASE)
        async with open_registry(settings, clock=frozen_clock(date(2026, 11, 1))) as registry:
            await publish(
                registry,
                "documents/all",
                reference("credentials/a", name="Alpha"),
                reference("credentials/b", name="Beta"),
                reference("credentials/twin-1", name="Twin"),
                reference("credentials/twin-2", name="Twin"),
                organization("organizations/college", "CA"),
                organization("organizations/report"),
                claim("documents/all#p", "credentials/a", "ceterms:isPreparationFor", obj="credentials/b"),
                claim("documents/all#w", "credentials/b", "credway:medianSalary", value=usd("82296")),
                award(
                    "awards/b",
                    held=["credentials/b"],
                    by="organizations/college",
                    amounts=[hours("4")],
                    extra={"credway:caveat": ["printed twice"], "credway:locator": "row 9"},
                ),
            )

    asyncio.run(work())
    return url


@pytest.fixture
def examples() -> Path:
    """The documents that the README shows."""
    return Path(__file__).parents[2] / "docs" / "examples"


@pytest.fixture
def own(tmp_path: Path) -> str:
    """The address of a store that is not there yet."""
    return f"sqlite:///{tmp_path / 'own.db'}"
