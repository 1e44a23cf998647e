"""The command that serves, as a program of its own."""

import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from commanding import Run

from credway.cli.serving import grace
from credway.registry.settings import read_settings

PROGRAM = Path(sys.executable).with_name("credway")
GOOD = Path(__file__).parents[2] / "docs" / "examples" / "good.json"


def test_a_busy_port_is_told_at_once(run: Run, store: str) -> None:
    """A port that is taken ends with 3, before the store is touched, and names another."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        found = run("serve", "--port", port, "--store", store)
    assert found.exit_code == 3
    text = " ".join(found.stderr.split())
    assert f"Port {port} is busy" in text
    assert f"--port {port + 1}" in text


def test_serve_prints_its_address_and_stops_when_asked(store: str) -> None:
    """The printed address answers, and an interrupt ends the program without a traceback."""
    process = subprocess.Popen(
        [PROGRAM, "serve", "--port", "0", "--store", store], stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        assert "Credway serves" in line
        address = line.split()[-1]
        with urlopen(f"{address}health", timeout=30) as answer:
            assert answer.read() == b'{"status":"ok"}'
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=30)[1]
        assert process.returncode == 0
        assert "Traceback" not in rest
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def test_a_stop_waits_for_what_runs() -> None:
    """A request that is within its time is answered and not cut off, however long its time is set."""
    for seconds in (10.0, 60.5):
        settings = read_settings({}).replaced(request_seconds=seconds, waiting_seconds=2.0)
        assert grace(settings) > seconds + 2


def test_a_store_of_another_registry_is_told(run: Run, store: str) -> None:
    """A store that holds another registry ends with 3 and says which."""
    found = run("serve", "--port", "0", "--base", "https://other.example/", "--store", store)
    assert found.exit_code == 3
    assert "https://test.example/" in found.stderr


@pytest.mark.parametrize("base", ["", "test", "https://test.example", "https://test.example/a b/", "urn:x:/"])
def test_a_base_is_the_start_of_an_address(
    run: Run, base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What would be a part of every IRI for good is refused before a registry is made of it."""
    monkeypatch.setenv("CREDWAY_BASE", base)
    store = f"sqlite:///{tmp_path / 'new.db'}"
    for given in (("--base", base), ()):
        found = run("load", GOOD, *given, "--store", store)
        assert found.exit_code == 2
        assert "with a slash at its end" in " ".join(found.stderr.split())
    monkeypatch.setenv("CREDWAY_BASE", "https://test.example/a/")
    assert run("load", GOOD, "--store", store).exit_code == 0


def test_the_demonstration_wants_a_store_of_its_own(run: Run, store: str) -> None:
    """`--demo` on somebody else's registry ends with 3 and says what to do."""
    found = run("serve", "--demo", "--port", "0", "--store", store)
    assert found.exit_code == 3
    assert "store of its own" in " ".join(found.stderr.split())
