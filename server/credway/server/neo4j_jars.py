"""What a Neo4j server of our own needs: a Java runtime, and Neo4j Community's jars from Maven."""

import fcntl
import logging
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from typing import NamedTuple

from credway.registry.errors import StoreUnavailable

VERSION = "5.26.28"
"""The Neo4j version, the same as in pom.xml."""
MIN_JAVA = 17
MAVEN_TIMEOUT = 900

_log = logging.getLogger(__name__)


class Neo4jUnavailable(StoreUnavailable):
    """Nothing to run a Neo4j server with, or it does not start."""


class Java(NamedTuple):
    """One Java runtime: its launcher, its full version and the first number of it."""

    command: str
    version: str
    major: int


def cache_folder() -> Path:
    """Name the folder where the jars are kept between runs."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "credway" / f"neo4j-{VERSION}"


def available(cache: Path | None = None) -> str | None:
    """Answer None if a server can be had here, else a sentence: what is missing and how to get it.

    Looks at this machine only; that Maven reaches a repository shows when `jars` is called.
    """
    found = _javas()
    if not any(java.major >= MIN_JAVA for java in found):
        older = "".join(f" ({java.command} is {java.version})" for java in found)
        return (
            f"Java {MIN_JAVA} or later is missing{older}: install it"
            f" (Debian and Ubuntu: apt-get install openjdk-17-jre-headless;"
            f" macOS: brew install openjdk@17) or set JAVA_HOME."
        )
    cache = cache or cache_folder()
    if not _complete(cache / "lib") and shutil.which("mvn") is None:
        return (
            f"Maven is missing: `mvn` is not on the PATH, and no jars of Neo4j {VERSION} are in"
            f" {cache / 'lib'}: install it (Debian and Ubuntu: apt-get install maven;"
            f" macOS: brew install maven)."
        )
    return None


def java() -> Java:
    """Find a Java runtime that Neo4j runs on: JAVA_HOME first, then the PATH."""
    for found in _javas():
        if found.major >= MIN_JAVA:
            return found
    raise Neo4jUnavailable(available() or "No Java runtime was found; set JAVA_HOME.")


def jars(cache: Path | None = None) -> Path:
    """Answer the folder of Neo4j's jars, fetching them (118 MB, once) where they are missing.

    Safe for several processes at once: one fetches, the others wait. A fetch that fails leaves
    nothing behind.
    """
    cache = cache or cache_folder()
    lib = cache / "lib"
    if _complete(lib):
        return lib
    missing = available(cache)
    if missing:
        raise Neo4jUnavailable(missing)
    cache.mkdir(parents=True, exist_ok=True)
    with _locked(cache / "lock"):
        if not _complete(lib):
            _fetch(cache, lib)
    return lib


def _javas() -> list[Java]:
    """List the Java runtimes found, the preferred one first."""
    home = os.environ.get("JAVA_HOME")
    candidates = [shutil.which("java", path=str(Path(home, "bin"))) if home else None]
    candidates.append(shutil.which("java"))
    found = []
    for command in dict.fromkeys(c for c in candidates if c):
        try:
            said = subprocess.run(
                [command, "-version"], capture_output=True, text=True, timeout=60, check=True
            ).stderr
        except (OSError, subprocess.SubprocessError):
            continue  # macOS ships a `java` that only says where to buy one
        match = re.search(r'version "((?:1\.)?(\d+)[^"]*)"', said)
        if match:
            found.append(Java(command, match[1], int(match[2])))
    return found


def _complete(lib: Path) -> bool:
    return (lib / f"neo4j-{VERSION}.jar").is_file()


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _fetch(cache: Path, lib: Path) -> None:
    mvn = shutil.which("mvn") or "mvn"
    for left in cache.glob("fetch-*"):  # by a process that was killed; we hold the lock
        shutil.rmtree(left, ignore_errors=True)
    _log.info("Fetching Neo4j %s into %s (118 MB, once)", VERSION, lib)
    with (
        tempfile.TemporaryDirectory(prefix="fetch-", dir=cache) as temporary,
        as_file(files(__package__).joinpath("pom.xml")) as pom,
    ):
        into = Path(temporary, "lib")
        command = [mvn, "-q", "-B", "-C", "-f", str(pom), "dependency:copy-dependencies"]
        try:
            ran = subprocess.run(
                [*command, f"-DoutputDirectory={into}"],
                cwd=temporary,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                timeout=MAVEN_TIMEOUT,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Neo4jUnavailable(f"Maven could not fetch Neo4j {VERSION}: {error}") from error
        if ran.returncode or not _complete(into):
            said = "\n".join(ran.stdout.strip().splitlines()[:6]) or "nothing"
            raise Neo4jUnavailable(
                f"Maven could not fetch Neo4j {VERSION}; check that it reaches a repository"
                f" (settings.xml, proxy) and try again. {mvn} said: {said}"
            )
        shutil.rmtree(lib, ignore_errors=True)
        into.rename(lib)
