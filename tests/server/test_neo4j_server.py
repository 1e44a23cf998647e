"""A Neo4j server of our own, really started and stopped."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j import GraphDatabase

from credway.server import neo4j_server
from credway.server.neo4j_jars import Neo4jUnavailable
from credway.server.neo4j_server import Neo4jServer, default_home


def ask(url: str, question: str) -> list[list[object]]:
    """Ask a server one question over Bolt."""
    with GraphDatabase.driver(url) as driver:
        return [record.values() for record in driver.execute_query(question).records]


def ends(pid: int, within: float) -> bool:
    """Whether a process ends in time."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        try:
            os.kill(pid, 0)
            state = Path(f"/proc/{pid}/stat")
            if state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z":
                return True  # ended, and nobody has asked for its exit status
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """One server for this module, whatever CREDWAY_TEST_NEO4J says."""
    with Neo4jServer(tmp_path_factory.mktemp("own") / "home", for_tests=True) as server:
        yield server


@pytest.mark.neo4j
def test_answers_on_loopback_only_and_off_the_usual_ports(server: Neo4jServer) -> None:
    """The URL answers at once after the start, and names a port that is not Neo4j's own."""
    assert server.running
    assert server.url == f"bolt://127.0.0.1:{server.port}"
    assert server.port not in (7473, 7474, 7687)
    assert ask(server.url, "RETURN 1") == [[1]]


@pytest.mark.neo4j
def test_reads_no_file_of_the_host(server: Neo4jServer) -> None:
    """LOAD CSV from a file of this machine is refused."""
    with pytest.raises(Exception, match="allow_csv_import_from_file_urls"):
        ask(server.url, "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line")


@pytest.mark.neo4j
def test_home_is_used_by_one_server_at_a_time(server: Neo4jServer) -> None:
    """A second server over the same home is refused, and the first one stays up."""
    with pytest.raises(Neo4jUnavailable, match=rf"process {server.pid}\) already uses"):
        Neo4jServer(server.home, for_tests=True).start()
    assert ask(server.url, "RETURN 1") == [[1]]


@pytest.mark.neo4j
def test_what_was_committed_survives_a_kill(server: Neo4jServer) -> None:
    """After a crash and after a stop, the same home at the same address has the same data."""
    url, first = server.url, server.pid
    ask(url, "CREATE (:Kept {n: 1})")
    server.kill()
    assert not server.running
    server.start()
    assert server.url == url
    assert server.pid != first
    assert ask(url, "MATCH (k:Kept) RETURN k.n") == [[1]]
    server.start()  # does nothing
    server.stop()
    server.stop()  # does nothing
    assert not server.running


@pytest.mark.neo4j
def test_another_port_is_taken_when_somebody_was_quicker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the chosen port is taken before the server gets to it, it starts on another one."""
    choose = neo4j_server._free_port
    with socket.socket() as quicker:
        quicker.bind(("127.0.0.1", choose()))
        quicker.listen()
        taken = quicker.getsockname()[1]
        choices = iter([taken])
        monkeypatch.setattr(neo4j_server, "_free_port", lambda: next(choices, None) or choose())
        with Neo4jServer(tmp_path, for_tests=True) as server:
            assert server.port != taken
            assert ask(server.url, "RETURN 1") == [[1]]


@pytest.mark.neo4j
def test_server_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    """A server whose starter is killed outright stops by itself."""
    script = (
        "import sys, time, pathlib\n"
        "from credway.server.neo4j_server import Neo4jServer\n"
        "server = Neo4jServer(pathlib.Path(sys.argv[1]), for_tests=True)\n"
        "server.start()\n"
        "print(server.pid, flush=True)\n"
        "time.sleep(600)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as starter:
        assert starter.stdout is not None
        pid = int(starter.stdout.readline())
        starter.send_signal(signal.SIGKILL)
    assert ends(pid, within=30)


@pytest.mark.neo4j
def test_start_that_fails_says_where_to_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that ends at once is reported with its last words and the file they are in."""
    monkeypatch.setattr(neo4j_server, "_SETTINGS", "no.such.setting={port}{pagecache}\n")
    server = Neo4jServer(tmp_path, for_tests=True)
    with pytest.raises(Neo4jUnavailable, match=r"(?s)it ended.*out\.log.*no\.such\.setting"):
        server.start()
    assert not server.running


def test_url_is_unknown_before_the_start(tmp_path: Path) -> None:
    """Asking for the address of a server that was never started is an error, not a guess."""
    with pytest.raises(Neo4jUnavailable, match="has not been started"):
        _ = Neo4jServer(tmp_path).url
    assert Neo4jServer(tmp_path, port=23456).url == "bolt://127.0.0.1:23456"


def test_default_home_follows_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that remembers keeps its data under XDG_DATA_HOME."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_home() == tmp_path / "credway" / "neo4j"
