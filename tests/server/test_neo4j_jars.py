"""Finding Java and Maven, and fetching the jars."""

import threading
from pathlib import Path

import pytest

from credway.server import neo4j_jars
from credway.server.neo4j_jars import VERSION, Neo4jUnavailable, available, jars, java


def program(folder: Path, name: str, script: str) -> Path:
    """Write a shell script that stands where a program is looked for."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def java_that_says(version: str) -> str:
    """Write what `java -version` of that version prints, as a script."""
    return f"echo 'openjdk version \"{version}\" 2025-04-15' >&2"


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with nothing on its PATH but one folder of ours, `bin`."""
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return tmp_path


def test_nothing_there(bare: Path) -> None:
    """Without Java the sentence names Java and how to get it, and `java` raises it."""
    said = available(bare)
    assert said is not None
    assert said.startswith("Java 17 or later is missing: install it")
    assert "apt-get install" in said
    assert "JAVA_HOME" in said
    with pytest.raises(Neo4jUnavailable, match="Java 17 or later is missing"):
        java()
    with pytest.raises(Neo4jUnavailable, match="Java 17 or later is missing"):
        jars(bare / "cache")


@pytest.mark.parametrize("version", ["1.8.0_402", "11.0.22", "16"])
def test_java_too_old(bare: Path, version: str) -> None:
    """A Java that is too old is named with its version."""
    old = program(bare / "bin", "java", java_that_says(version))
    assert f"({old} is {version})" in (available(bare) or "")


@pytest.mark.parametrize(("version", "major"), [("17", 17), ("21.0.5", 21), ("25-ea", 25)])
def test_java_new_enough(bare: Path, version: str, major: int) -> None:
    """Java from 17 on is taken, and then Maven is what is missing."""
    command = program(bare / "bin", "java", java_that_says(version))
    assert java() == (str(command), version, major)
    said = available(bare / "cache") or ""
    assert said.startswith("Maven is missing: `mvn` is not on the PATH, and no jars of Neo4j")
    assert str(bare / "cache") in said


def test_java_home_comes_first_unless_too_old(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """JAVA_HOME wins over the PATH if Neo4j runs on it."""
    on_path = program(bare / "bin", "java", java_that_says("17.0.1"))
    at_home = program(bare / "home" / "bin", "java", java_that_says("21.0.1"))
    monkeypatch.setenv("JAVA_HOME", str(bare / "home"))
    assert java().command == str(at_home)
    program(bare / "home" / "bin", "java", java_that_says("11.0.1"))
    assert java().command == str(on_path)


def test_a_java_that_only_fails_counts_as_missing(bare: Path) -> None:
    """A launcher that ends with an error is no Java."""
    program(bare / "bin", "java", "echo 'Unable to locate a Java Runtime.' >&2; exit 1")
    assert (available(bare) or "").startswith("Java 17 or later is missing: install it")


def test_jars_in_the_cache_need_no_maven(bare: Path) -> None:
    """With the jars at hand, Java alone is enough."""
    program(bare / "bin", "java", java_that_says("17.0.1"))
    jar = bare / "cache" / "lib" / f"neo4j-{VERSION}.jar"
    jar.parent.mkdir(parents=True)
    jar.touch()
    assert available(bare / "cache") is None
    assert jars(bare / "cache") == jar.parent


def test_maven_that_fails_leaves_nothing_behind(bare: Path) -> None:
    """A failed fetch says what Maven said, and the next one starts from nothing."""
    program(bare / "bin", "java", java_that_says("17.0.1"))
    program(bare / "bin", "mvn", "echo '[ERROR] no route to the repository'; exit 1")
    cache = bare / "cache"
    (cache / "fetch-left-by-a-killed-one").mkdir(parents=True)
    with pytest.raises(Neo4jUnavailable, match="no route to the repository"):
        jars(cache)
    assert [path.name for path in cache.iterdir()] == ["lock"]


def test_two_at_once_fetch_once(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of several that want the jars at the same time, one fetches and the others wait for it."""
    program(bare / "bin", "java", java_that_says("17.0.1"))
    program(bare / "bin", "mvn", "exit 1")
    fetched: list[Path] = []

    def fetch(cache: Path, lib: Path) -> None:
        threading.Event().wait(0.1)
        fetched.append(cache)
        lib.mkdir()
        (lib / f"neo4j-{VERSION}.jar").touch()

    monkeypatch.setattr(neo4j_jars, "_fetch", fetch)
    threads = [threading.Thread(target=jars, args=(bare / "cache",)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(fetched) == 1


def test_cache_folder_follows_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The jars are kept under XDG_CACHE_HOME, by version."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert neo4j_jars.cache_folder() == tmp_path / "credway" / f"neo4j-{VERSION}"
    assert f"<version>{VERSION}</version>" in Path(neo4j_jars.__file__).with_name("pom.xml").read_text(
        "utf-8"
    )
