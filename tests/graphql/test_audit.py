"""The official audit of GraphQL over HTTP, against the real application on a socket."""

import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import orjson
import pytest
import uvicorn

from credway.registry.settings import read_settings
from credway.server.app import create_app

HERE = Path(__file__).parent / "audit"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "credway" / "graphql-audit"
AUDITS = 61


def _missing(what: str) -> NoReturn:
    """Skip, saying what is missing; in CI that is a failure."""
    if os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(f"the audit needs {what}, and CI must run it")
    pytest.skip(f"the audit of GraphQL over HTTP needs {what}")


@pytest.fixture(scope="module")
def packages() -> Path:
    """The folder in which the audit is installed, fetched once."""
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            _missing(f"{program} (Node 18 or later)")
    wanted = (HERE / "package.json").read_bytes()
    kept = CACHE / "package.json"
    if not (CACHE / "installed").exists() or kept.read_bytes() != wanted:
        CACHE.mkdir(parents=True, exist_ok=True)
        (CACHE / "installed").unlink(missing_ok=True)
        kept.write_bytes(wanted)
        done = subprocess.run(
            ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"],
            cwd=CACHE,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        if done.returncode:
            _missing(f"the npm package graphql-http: {done.stderr.strip().splitlines()[-1:]}")
        (CACHE / "installed").touch()
    return CACHE


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the application, served by uvicorn from an empty registry."""
    store = tmp_path_factory.mktemp("audit") / "registry.db"
    settings = read_settings({"CREDWAY_STORE": f"sqlite:///{store}"})
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(create_app(settings), log_level="error")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            until = time.monotonic() + 30
            while not server.started and thread.is_alive() and time.monotonic() < until:
                time.sleep(0.02)
            assert server.started, "the application did not start"
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/graphql"
        finally:
            server.should_exit = True
            thread.join(30)


def test_the_official_audit(packages: Path, address: str) -> None:
    """All 61 audits pass: what must be, what should be and what may be."""
    done = subprocess.run(
        ["node", str(HERE / "run.mjs"), address],
        env={**os.environ, "PACKAGES": str(packages)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    results = orjson.loads(done.stdout)
    assert [each for each in results if each["status"] != "ok"] == []
    assert len(results) == AUDITS
