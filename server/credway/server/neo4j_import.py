"""Neo4j's own importer over the home folder of a server of ours: a whole registry at once."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from credway.registry.errors import StoreUnavailable
from credway.server.neo4j_jars import Neo4jUnavailable, jars, java

IMPORT_TIMEOUT = 6 * 3600
DATABASE = "neo4j"
"""The one database of a Community server."""


class ImportFailed(StoreUnavailable):
    """The importer did not finish; says its last words."""


def refuse_full(home: Path) -> None:
    """Raise Neo4jUnavailable where a home folder holds a database already."""
    if (home / "data" / "databases" / DATABASE).exists():
        raise Neo4jUnavailable(
            f"{home} holds a database already, and an import would replace it; name an empty folder, or"
            " copy over Bolt (`credway copy --from ... --to ...`)"
        )


def run_import(home: Path, arguments: Sequence[str], *, heap: str = "1g", cache: Path | None = None) -> str:
    """Run `neo4j-admin` with some arguments over a home folder whose server is stopped.

    Returns what it printed. Raises Neo4jUnavailable without Java or the jars, ImportFailed.
    """
    lib = jars(cache)
    home = home.absolute()
    conf = home / "conf"
    for folder in (home, conf):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (conf / "neo4j.conf").touch(mode=0o600)
    command = [java().command, f"-Xmx{heap}", "-cp", f"{lib}/*"]
    command += ["--add-opens=java.base/java.nio=ALL-UNNAMED", "org.neo4j.cli.AdminTool", *arguments]
    try:
        ran = subprocess.run(
            command,
            env={**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(conf)},
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=IMPORT_TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ImportFailed(f"Neo4j's importer did not finish: {error}") from error
    if ran.returncode:
        said = [line for line in ran.stdout.strip().splitlines() if not line.startswith("\tat ")]
        last = "\n".join(said[-12:])
        raise ImportFailed(f"Neo4j's importer failed with exit code {ran.returncode}. It said:\n{last}")
    return ran.stdout
