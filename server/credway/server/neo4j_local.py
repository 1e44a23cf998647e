"""The Neo4j server of this machine's user: the one that runs already, or one started for a while."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from credway.server.neo4j_server import Neo4jServer, default_home


@contextmanager
def local_neo4j(
    home: Path | None = None, starting: Callable[[Path], None] = lambda home: None
) -> Iterator[str]:
    """Yield the address of the server over a home folder; one that was started here is stopped after.

    `starting` is told before one is started. Raises Neo4jUnavailable.
    """
    folder = home or default_home()
    running = _running(folder)
    if running:
        yield running
        return
    starting(folder)
    with Neo4jServer(folder) as server:
        yield server.url


def _running(home: Path) -> str | None:
    """The address that the folder's last server was given, where something answers there."""
    try:
        lines = (home / "conf" / "neo4j.conf").read_text("utf-8").splitlines()
    except OSError:
        return None
    for line in lines:
        name, _, address = line.partition("=")
        if name == "server.bolt.listen_address":
            host, _, port = address.partition(":")
            try:
                with socket.create_connection((host, int(port)), timeout=1):
                    return f"bolt://{address}"
            except OSError:
                return None
    return None
