"""Which adapter an address means."""

from credway.registry.errors import StoreUnavailable
from credway.registry.settings import Settings
from credway.registry.store.port import Store


def open_store(url: str, settings: Settings) -> Store:
    """Choose the store by the scheme of its address; nothing is connected yet.

    Raises StoreUnavailable for an address of no known form.
    """
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite":
        from credway.registry.store.sqlite import SQLiteStore

        return SQLiteStore(rest.removeprefix("/") or ":memory:")
    if scheme.split("+")[0] in ("neo4j", "bolt"):
        from credway.registry.store.neo4j import Neo4jStore

        return Neo4jStore(
            url, settings.neo4j_user, settings.neo4j_password, settings.neo4j_database
        )
    raise StoreUnavailable(
        f"{url!r} is no address of a store; write sqlite:///PATH, neo4j://HOST or bolt://HOST"
    )
