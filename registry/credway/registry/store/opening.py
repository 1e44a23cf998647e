"""Choosing a store by its address; the only place that knows all of them."""

from urllib.parse import unquote, urlsplit

from credway.registry.errors import StoreError
from credway.registry.settings import Settings
from credway.registry.store.port import Store

SQLITE = "sqlite:///"
BOLT = frozenset({"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"})


def open_store(url: str, settings: Settings) -> Store:
    """Make the store at an address, not connected yet: its own `open` does that.

    `sqlite:///credway.db` is a file beside, `sqlite:////var/credway.db` one by its whole path,
    `sqlite:///:memory:` a registry that ends with the process; `neo4j://host` and `bolt://host:7687`
    are servers, their user and password those of the settings or of the address. Raises StoreError.
    """
    scheme, found, _ = url.partition("://")
    if not found:
        raise StoreError(f"{url!r} is not the address of a store; {_ADVICE}", store=url)
    if scheme == "sqlite":
        return _sqlite(url)
    if scheme in BOLT:
        return _neo4j(url, settings)
    raise StoreError(f"no store is called {scheme}://; {_ADVICE}", store=f"{scheme}://")


_ADVICE = "write sqlite:///credway.db for a file, or neo4j://HOST or bolt://HOST:7687 for a Neo4j server"


def _sqlite(url: str) -> Store:
    from credway.registry.store.sqlite import SQLiteStore

    path = url.removeprefix(SQLITE)
    if not url.startswith(SQLITE) or not path:
        raise StoreError(
            f"{url!r} names no file; write sqlite:///credway.db, or sqlite:////var/lib/credway.db for a "
            "whole path (three and four slashes)",
            store=url,
        )
    return SQLiteStore(path)


def _neo4j(url: str, settings: Settings) -> Store:
    from credway.registry.store.neo4j import Neo4jStore

    parts = urlsplit(url)
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or parts.path not in ("", "/"):
        shown = f"{parts.scheme}://"
        raise StoreError(
            f"an address that begins with {shown} goes on with a host, such as {shown}localhost:7687; the "
            "database is a setting of its own, CREDWAY_NEO4J_DATABASE",
            store=shown,
        )
    address = f"{parts.scheme}://{f'[{host}]' if ':' in host else host}{f':{port}' if port else ''}"
    return Neo4jStore(
        address,
        user=settings.neo4j_user or unquote(parts.username or ""),
        password=settings.neo4j_password or unquote(parts.password or ""),
        database=settings.neo4j_database,
    )
