"""A Neo4j Community server of our own, on this machine: started, waited for, stopped.

It listens on 127.0.0.1 only and asks for no password, so it suits tests and trying things out on
a machine of one's own. Anything else belongs to a Neo4j that is run as a service.
"""

import contextlib
import fcntl
import os
import random
import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from credway.server.neo4j_jars import Neo4jUnavailable, available, cache_folder, jars, java

__all__ = ["Neo4jServer", "Neo4jUnavailable", "available", "cache_folder", "default_home", "jars"]

START_TIMEOUT = 180.0
STOP_TIMEOUT = 60.0

_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
_HELLO = b"\x60\x60\xb0\x17" + b"\x00\x04\x04\x05" + b"\x00" * 12
"""The Bolt handshake: its magic number, and versions 5.4 down to 5.0."""
_UNUSUAL_PORTS = range(20_000, 32_000)
"""Below the ports that systems hand out by themselves: a client that polls one of those can end
up connected to itself. Away from Neo4j's own 7474 and 7687 too."""

_SETTINGS = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.security.auth_enabled=false
dbms.security.allow_csv_import_from_file_urls=false
dbms.usage_report.enabled=false
db.tx_log.preallocate=false
server.memory.pagecache.size={pagecache}
internal.server.bolt.thread_pool_shutdown_wait_time=0s
internal.server.bolt.connection_shutdown_wait_time=0s
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
internal.dbms.bolt.netty_server_shutdown_timeout=1s
"""
"""The four internal lines make a stop take 0.4 s instead of 10; the data is safe before them."""
_FOR_TESTS = "dbms.cypher.min_replan_interval=1h\n"
"""Tests empty and fill the server all the time: each time the plans of all queries would be made anew."""


def default_home() -> Path:
    """Name the folder in which a server that should remember keeps its data."""
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "credway" / "neo4j"


class Neo4jServer:
    """One server over one home folder. Also a context manager: `with Neo4jServer(home) as s`.

    What was committed survives `stop`, `kill` and a new `start` of the same home. The server
    stops by itself when the process that started it ends, however it ends.
    """

    def __init__(
        self,
        home: Path,
        port: int | None = None,
        *,
        heap: str | None = None,
        pagecache: str | None = None,
        for_tests: bool = False,
        cache: Path | None = None,
    ) -> None:
        """Prepare a server in `home`; nothing runs before `start`.

        Without a `port` a free one is taken at the first start and kept for later ones.
        `for_tests` starts sooner and uses less memory, at the price of slower long work.
        """
        self.home = home.absolute()
        self.port = port
        self.heap = heap or ("512m" if for_tests else "1g")
        self.pagecache = pagecache or ("32m" if for_tests else "256m")
        self.for_tests = for_tests
        self.cache = cache or cache_folder()
        self._port_is_ours = port is None
        self._process: subprocess.Popen[bytes] | None = None
        self._watch: subprocess.Popen[bytes] | None = None
        self._recording: tuple[Path, Path] | None = None

    @property
    def url(self) -> str:
        """The Bolt URL; known once the server has been started."""
        if self.port is None:
            raise Neo4jUnavailable(f"The Neo4j server in {self.home} has not been started yet.")
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def running(self) -> bool:
        """Whether the server's process lives."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int | None:
        """The server's process, while it lives."""
        return self._process.pid if self._process is not None and self.running else None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self, timeout: float = START_TIMEOUT) -> None:
        """Start the server and wait until it answers; does nothing if it already runs."""
        if self.running:
            return
        lib = jars(self.cache)
        for folder in (self.home, self.home / "conf"):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for last in (False, False, True) if self._port_is_ours else (True,):
            self.port = self.port or _free_port()
            try:
                self._launch(lib)
                self._wait(time.monotonic() + timeout)
                return
            except Neo4jUnavailable:
                self.kill()
                if last or _is_free(self.port):
                    raise
                self.port = None  # somebody else was quicker
            except BaseException:
                self.kill()
                raise

    def stop(self) -> None:
        """Stop the server cleanly; does nothing if it does not run."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(STOP_TIMEOUT)
            except BaseException:  # a second Ctrl-C too: what was committed is safe either way
                self.kill()
                raise
            if self._recording is not None:
                with contextlib.suppress(OSError):
                    os.replace(*self._recording)
        self._forget()

    def kill(self) -> None:
        """End the server at once, as a crash would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._forget()

    def _launch(self, lib: Path) -> None:
        runtime = java()
        conf = self.home / "conf" / "neo4j.conf"
        # The lock goes to the server with its open file, and so outlives this process if need be.
        with (self.home / "lock").open("a+") as lock:
            self._lock(lock)
            settings = _SETTINGS.format(port=self.port, pagecache=self.pagecache)
            conf.write_text(settings + _FOR_TESTS * self.for_tests, "utf-8")
            conf.chmod(0o600)
            with (self.home / "out.log").open("wb") as out:
                self._process = subprocess.Popen(
                    [
                        runtime.command,
                        f"-Xmx{self.heap}",
                        "-Xlog:disable",
                        "-Xlog:all=error:stderr",  # recording an archive warns a thousand times
                        *(["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"] * self.for_tests),
                        *self._archive(runtime.version),
                        "-cp",
                        f"{lib}/*",
                        *(f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in _OPENED),
                        "org.neo4j.server.CommunityEntryPoint",
                        f"--home-dir={self.home}",
                        f"--config-dir={conf.parent}",
                        "--console-mode",  # its log to standard output too
                    ],
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=subprocess.STDOUT,
                    pass_fds=[lock.fileno()],
                    start_new_session=True,  # Ctrl-C is for us; the server is stopped in its turn
                )
            lock.seek(0)
            lock.truncate()
            lock.write(str(self._process.pid))
        # Its input ends when we do, even by `kill -9`; then it asks the server to stop.
        self._watch = subprocess.Popen(
            ["/bin/sh", "-c", 'read -r _; kill "$1"', "neo4j-watch", str(self._process.pid)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _lock(self, lock: IO[str]) -> None:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise Neo4jUnavailable(
                f"A Neo4j server (process {lock.read() or 'unknown'}) already uses {self.home};"
                f" stop it, or name another folder."
            ) from None

    def _archive(self, version: str) -> list[str]:
        """Use the archive of loaded classes (starts in half the time), or record one for later.

        An archive fits one version of Java; one that does not fit is passed over by Java itself.
        """
        archive = self.cache / f"classes-{version}.jsa"
        self._recording = None
        if archive.is_file():
            return [f"-XX:SharedArchiveFile={archive}", "-Xshare:auto"]
        if not os.access(self.cache, os.W_OK):
            return []
        for left in self.cache.glob("classes-*.tmp"):  # by a process that was killed meanwhile
            if time.time() - left.stat().st_mtime > 86_400:
                left.unlink(missing_ok=True)
        self._recording = (archive.with_suffix(f".{os.getpid()}.tmp"), archive)
        return [f"-XX:ArchiveClassesAtExit={self._recording[0]}"]

    def _wait(self, until: float) -> None:
        while time.monotonic() < until:
            if not self.running:
                break
            # Its own word first: on the same port another server might answer.
            if "Bolt enabled on" in self._said() and self._answers():
                return
            time.sleep(0.02)
        raise Neo4jUnavailable(
            f"The Neo4j server in {self.home} did not start"
            f" ({'no answer yet' if self.running else 'it ended'}); its last words in"
            f" {self.home / 'out.log'}:\n" + "\n".join(self._said().splitlines()[-12:])
        )

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port or 0), timeout=5) as connection:
                connection.sendall(_HELLO)
                return connection.recv(4) not in (b"", _HELLO[:4])
        except OSError:
            return False

    def _said(self) -> str:
        try:
            return (self.home / "out.log").read_text(errors="replace")
        except OSError:
            return ""

    def _forget(self) -> None:
        if self._watch is not None:
            self._watch.kill()
            self._watch.wait()
            if self._watch.stdin is not None:
                self._watch.stdin.close()
        if self._recording is not None:
            self._recording[0].unlink(missing_ok=True)
        self._process = self._watch = self._recording = None


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _free_port() -> int:
    for port in random.sample(_UNUSUAL_PORTS, 50):
        if _is_free(port):
            return port
    raise Neo4jUnavailable(
        f"No free port was found between {_UNUSUAL_PORTS.start} and {_UNUSUAL_PORTS.stop};"
        f" name one with `port`."
    )
