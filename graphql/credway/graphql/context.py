"""What one request knows: the registry, whom it answers, and the moments it has asked about."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from credway.graphql.errors import TooManyNodes
from credway.graphql.loading import apart
from credway.graphql.scope import Scope
from credway.registry.registry import Registry
from credway.registry.store.port import Meta

SHOWN = 10
"""How many times `query_nodes` things an answer may show, with those that its nodes lead to."""


def default_link(base: str, iri: str, ctid: str | None) -> str:
    """Where a server shows a thing: by its CTID, by its path under the base, else by its IRI."""
    if ctid:
        return f"/resources/{ctid}"
    if iri.startswith(base):
        return f"/{iri.removeprefix(base)}"
    return f"/resources/{quote(iri, safe='')}"


@dataclass
class Context:
    """The context of one request. `languages` are tags in order of preference, `fields` says whether fields
    are selected, which ask for names, or a whole answer is written out.

    The newest number is read once: every question of the request that names no `knownAt` is
    answered at the same moment, whatever is published meanwhile.
    """

    registry: Registry
    request_id: str
    languages: Sequence[str] = ()
    link: Callable[[str, str, str | None], str] = default_link
    fields: bool = True
    _scopes: dict[tuple[str, int], Scope] = field(default_factory=dict)
    _asked: dict[tuple[str | None, int | None], asyncio.Task[Scope]] = field(default_factory=dict)
    _newest: asyncio.Task[Meta] | None = None
    _shown: int = 0

    def show(self) -> None:
        """Count a thing that is shown, again where it is shown again. Raises TooManyNodes."""
        self._shown += 1
        limit = self.registry.settings.query_nodes
        if self._shown > SHOWN * limit:
            raise TooManyNodes(
                f"the answer would show more than {SHOWN * limit:,} things ({SHOWN} times query_nodes), as"
                " lists that lead to each other repeat them; nest less",
                limit=limit,
            )

    async def scope(self, as_of: str | None = None, known_at: int | None = None) -> Scope:
        """The scope of a day and a moment, one for each pair. Raises BadRequest."""
        key = (as_of, known_at)
        if key not in self._asked:
            self._asked[key] = asyncio.create_task(self._open(as_of, known_at))
        return await apart(self._asked[key])

    async def _open(self, as_of: str | None, known_at: int | None) -> Scope:
        visible = (await self.newest()).visible
        frame = await self.registry.ask(as_of, visible if known_at is None else known_at, visible)
        key = (frame.as_of, frame.known_at)
        if key not in self._scopes:
            things = await frame.describe(())
            self._scopes.setdefault(key, Scope(self, frame, things))
        return self._scopes[key]

    async def newest(self) -> Meta:
        """The registry's own facts, with the newest number, read once. Raises StoreError."""
        if self._newest is None:
            self._newest = asyncio.create_task(_meta(self.registry))
        return await apart(self._newest)

    def anew(self) -> "Context":
        """The same request before anything was asked."""
        return Context(self.registry, self.request_id, self.languages, self.link, self.fields)

    @property
    def asked(self) -> list[dict[str, str | int]]:
        """The pairs of a day and a number at which the request has asked."""
        return [{"asOf": s.frame.as_of, "knownAt": s.frame.known_at} for s in self._scopes.values()]

    @property
    def hurried(self) -> bool:
        """Whether time cut an answer of the request short."""
        return any(scope.frame.hurried for scope in self._scopes.values())

    def href(self, iri: str, ctid: str | None) -> str:
        """Where this server shows a thing."""
        return self.link(self.registry.base, iri, ctid)


async def _meta(registry: Registry) -> Meta:
    return await registry.store.meta()
