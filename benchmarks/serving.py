"""Servers for the benchmarks: `credway serve` in processes of its own, on free ports."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

WAIT = 60.0
"""Longest time for a server to be ready, in seconds."""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def served(store: str, processes: int = 1, *, kept: int = 0) -> Iterator[list[int]]:
    """Serve a store, with so many processes, each keeping so many bytes of answers; their ports."""
    with ExitStack() as stack:
        ports = [free_port() for _ in range(processes)]
        for port in ports:
            command = ["-m", "credway.cli", "serve", "--store", store, "--port", str(port)]
            ready = f"http://127.0.0.1:{port}/ready"
            stack.enter_context(running([sys.executable, *command], ready, CREDWAY_MAX_KEPT_BYTES=str(kept)))
        yield ports


@contextmanager
def running(command: list[str], ready: str, **environ: str) -> Iterator[None]:
    """Run a server until the block ends; it is ready when an address answers, if only with a refusal.

    Raises RuntimeError where it ends before, or is not ready in time.
    """
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, env={**os.environ, **environ})
        try:
            end = time.monotonic() + WAIT
            while not _answers(ready):
                if process.poll() is not None or time.monotonic() > end:
                    said.seek(0)
                    raise RuntimeError(f"{' '.join(command[:4])} did not start: {said.read()[-800:]!r}")
                time.sleep(0.1)
            yield
        finally:
            process.terminate()
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return bool(response.status == 200)
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False
