"""Which registry a store holds: asked when it is opened, before anything is made or migrated."""

from credway.registry.errors import StoreMismatch
from credway.registry.store.port import Meta


def check(held: Meta | None, base: str | None, newest: int) -> None:
    """Raise StoreMismatch where a store cannot be opened under `base` with `newest` as its schema.

    `held` is None for an empty store. A registry keeps its base, and no program opens a schema that
    is newer than itself.
    """
    if held is None:
        if not base:
            raise StoreMismatch("the store is empty and no base IRI was given to create a registry")
        return
    if base and held.base != base:
        raise StoreMismatch(
            f"the store holds the registry {held.base}, not {base}; name another store",
            held=held.base,
            asked=base,
        )
    if held.schema > newest:
        raise StoreMismatch(
            f"the store has schema {held.schema}, this program knows {newest}; upgrade the program"
        )
