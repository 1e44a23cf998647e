"""What all tests share: the Neo4j server, the shared data, and a word on the last screen."""

import os
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from credway.server.neo4j_jars import VERSION, Neo4jUnavailable, available
from credway.server.neo4j_server import Neo4jServer

ROOT = Path(__file__).parent.parent
GIVEN = "CREDWAY_TEST_NEO4J"
"""The environment variable that names a running server whose data the tests may delete."""

# Time says little on a busy machine; a failing example should fail by what it finds.
settings.register_profile("credway", deadline=None)
settings.load_profile("credway")


TOGETHER = ("demonstration", "loaders")
"""The folders whose tests share something that takes long to make, so that one process runs them all."""


@dataclass
class Neo4jHalf:
    """What became of the tests that need Neo4j."""

    origin: str | None = None
    missing: str | None = None
    skipped: int = 0

    def skip(self) -> None:
        """Skip the running test, and count it."""
        self.skipped += 1
        pytest.skip(f"Neo4j: {self.missing}")


HALF = pytest.StashKey[Neo4jHalf]()


def _half(config: pytest.Config) -> Neo4jHalf:
    if HALF not in config.stash:
        config.stash[HALF] = Neo4jHalf(missing=None if os.environ.get(GIVEN) else available())
    return config.stash[HALF]


def _group(item: pytest.Item) -> str:
    """Name the tests that one process runs where a run has several (`-n 2 --dist loadgroup`)."""
    if item.get_closest_marker("neo4j") is not None:
        return "neo4j"  # one server, which makes the plan of each query once
    folder = item.path.parent
    return (folder if folder.name in TOGETHER else item.path).relative_to(ROOT).as_posix()


def _in_ci() -> bool:
    return os.environ.get("CI", "").lower() in ("1", "true")


def pytest_configure(config: pytest.Config) -> None:
    """Let pytest-xdist, where it is at work, keep each group of tests together."""
    if config.pluginmanager.hasplugin("xdist"):
        import grouping

        config.pluginmanager.register(grouping, "credway-grouping")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks for the server, so that `-m "not neo4j"` leaves out all of it; then group all."""
    for item in items:
        if "neo4j_url" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.neo4j)
        item.add_marker(pytest.mark.xdist_group(_group(item)))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test that needs Neo4j where none is to be had."""
    if item.get_closest_marker("neo4j") is not None:
        half = _half(item.config)
        if half.missing:
            half.skip()


@pytest.fixture(scope="session")
def neo4j_url(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The Bolt URL of an empty server: the one CREDWAY_TEST_NEO4J names, or one of our own.

    The server is shared by the whole run. A test that writes empties it first.
    """
    half = _half(pytestconfig)
    if given := os.environ.get(GIVEN):
        half.origin = f"the server that {GIVEN} names, {given}"
        yield given
        return
    server = Neo4jServer(tmp_path_factory.mktemp("neo4j"), for_tests=True)
    began = time.perf_counter()
    try:
        server.start()
    except Neo4jUnavailable as error:
        half.missing = str(error)
        half.skip()
    half.origin = (
        f"a server of our own, Neo4j Community {VERSION} at {server.url},"
        f" up after {time.perf_counter() - began:.1f} s"
    )
    try:
        yield server.url
    finally:
        server.stop()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of downloaded source data beside the checkout."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("needs ../shared/data, which a checkout of its own has not")
    return folder


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over from a worker process of pytest-xdist what became of its part of the Neo4j half."""
    told = getattr(node, "workeroutput", {}).get("neo4j")
    if told is not None:
        here = node.config.stash.setdefault(HALF, Neo4jHalf())
        here.origin = told["origin"] or here.origin
        here.missing = told["missing"] or here.missing
        here.skipped += told["skipped"]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let a run in CI fail if its Neo4j half was skipped; a worker process tells the first one."""
    half = session.config.stash.get(HALF, None)
    if half is None:
        return
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["neo4j"] = asdict(half)
    elif half.skipped and _in_ci():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say at the end of the last screen where Neo4j came from, or that it was missing and why."""
    half = config.stash.get(HALF, None)
    if half is None:
        return
    if half.origin:
        terminalreporter.write_sep("-", "Neo4j")
        terminalreporter.write_line(f"ran against {half.origin}")
    if half.skipped:
        failed = _in_ci()
        title = "the Neo4j half was SKIPPED" + (", which fails a run with CI=true" if failed else "")
        terminalreporter.write_sep("=", title, yellow=not failed, red=failed)
        terminalreporter.write_line(f"Tests that did not run: {half.skipped}. {half.missing}")
        terminalreporter.write_line(
            f"Or name a running server whose data may be deleted: {GIVEN}=bolt://localhost:7687"
        )
