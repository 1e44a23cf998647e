"""Persisted documents: those that ship with the project, and a few that clients have registered."""

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from credway.graphql.errors import PersistedQueryNotFound
from credway.registry.errors import BadRequest

FOLDER = files("credway.graphql").joinpath("documents")
REGISTERED = 500
"""How many documents of clients are kept; the ones used longest ago go first."""
LONGEST = 20_000
"""The longest document of a client that is kept, in characters."""


@cache
def shipped() -> Mapping[str, str]:
    """The documents of the project by name."""
    found = sorted(FOLDER.iterdir(), key=lambda path: path.name)
    return {
        path.name.removesuffix(".graphql"): path.read_text(encoding="utf-8")
        for path in found
        if path.name.endswith(".graphql")
    }


def sha256(text: str) -> str:
    """The hash under which a document is kept."""
    return hashlib.sha256(text.encode()).hexdigest()


class Documents:
    """The documents that can be asked for by id: a name, `sha256:` and a hash, or a bare hash."""

    def __init__(self) -> None:
        self._shipped = {sha256(text): text for text in shipped().values()}
        self._registered: OrderedDict[str, str] = OrderedDict()

    def query_of(
        self,
        query: str | None,
        document_id: str | None,
        extensions: Mapping[str, Any] | None,
    ) -> str | None:
        """The text to run: as given, or as kept. Raises PersistedQueryNotFound or BadRequest."""
        persisted = (extensions or {}).get("persistedQuery")
        if isinstance(persisted, Mapping):
            digest = persisted.get("sha256Hash")
            if persisted.get("version") != 1 or not isinstance(digest, str):
                raise BadRequest("persistedQuery needs version 1 and a sha256Hash")
            return self._keep(digest, query) if query else self._find(digest)
        if document_id is not None and not query:
            return self._find(document_id)
        return query

    def _find(self, id_: str) -> str:
        digest = id_.removeprefix("sha256:")
        found = shipped().get(id_) or self._shipped.get(digest) or self._registered.get(digest)
        if found is None:
            raise PersistedQueryNotFound("PersistedQueryNotFound", id=id_[:100])
        if digest in self._registered:
            self._registered.move_to_end(digest)
        return found

    def _keep(self, digest: str, query: str) -> str:
        if sha256(query) != digest:
            raise BadRequest("the sha256Hash is not that of the query")
        if len(query) <= LONGEST and digest not in self._shipped:
            self._registered[digest] = query
            self._registered.move_to_end(digest)
            while len(self._registered) > REGISTERED:
                self._registered.popitem(last=False)
        return query
