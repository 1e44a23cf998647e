"""One pair of times in one request, with the reads that its fields share.

Every nested field asks through a loader, so that what a list of things asks is one call to the
store. Loaders for statements and for edges merge what different fields ask at once.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from credway.graphql.building import then
from credway.graphql.linking import links_of
from credway.graphql.loading import Loader
from credway.registry.answers.asking import Asking
from credway.registry.answers.credit.reaching import reach
from credway.registry.answers.dependents import START, dependent_pages
from credway.registry.answers.model import Described, Equivalent, Resolution, Things
from credway.registry.answers.nodes import DocumentVersion, Neighbour, documents
from credway.registry.answers.pathways.leading import Leading, leading
from credway.registry.answers.portability.answer import PortabilityAnswer, portability
from credway.registry.answers.resolve import Ref, chosen, resolve
from credway.registry.answers.said import Said, current
from credway.registry.answers.statements import (
    StatementPage,
    statement_pages,
    statements_about,
    statements_by_id,
)
from credway.registry.errors import Ambiguous, CredwayError, LimitExceeded, NotFound

if TYPE_CHECKING:
    from credway.graphql.context import Context

V = TypeVar("V")
Kinds = tuple[str, ...]
Position = tuple[str, str]


class Scope:
    """The registry as on a day (`frame.as_of`) and at a moment (`frame.known_at`)."""

    def __init__(self, context: "Context", frame: Asking, things: Things) -> None:
        self.context = context
        self.frame = frame
        self._things = things
        self._loaders: dict[str, Loader] = {}

    async def at(self, as_of: str | None) -> "Scope":
        """The same moment on another day."""
        if as_of is None or as_of == self.frame.as_of:
            return self
        return await self.context.scope(as_of, self.frame.known_at)

    def statement_iri(self, sid: str) -> str:
        """The IRI of a statement."""
        return f"{self.context.registry.base}statements/{sid}"

    def thing(self, iri: str) -> Any:
        """The description of a thing that is shown: at once where it is at hand, else awaitable."""
        self.context.show()
        found = self._things.get(iri)
        return found if found is not None else self._load("things", self._describe, iri)

    def all_things(self, iris: Sequence[str]) -> Any:
        """The descriptions of things by IRI, at once where all are at hand."""
        lacking = [iri for iri in iris if iri not in self._things]
        if not lacking:
            return self._things
        coming = asyncio.gather(*(self._load("things", self._describe, iri) for iri in lacking))
        return then(coming, lambda _: self._things)

    def said(self, iri: str, kinds: Kinds, roles: Kinds) -> Awaitable[list[Said]]:
        """The statements of some kinds that link a thing in some roles and hold on the day."""
        return self._load("said", self._said, (iri, kinds, roles))

    def edges(self, iri: str, types: Kinds) -> Awaitable[list[Neighbour]]:
        """The plain links of some types of a thing, both ways, all of them. Raises LimitExceeded."""
        return self._load("edges", self._edges, (iri, types))

    def documents(self, iri: str) -> Awaitable[list[DocumentVersion]]:
        """All versions of a document, oldest first."""
        return self._load("documents", self._documents, iri)

    def equivalents(self, iri: str) -> Awaitable[list[Equivalent]]:
        """What stands for a thing."""
        return self._load("equivalents", self._equivalents, iri)

    def located(self, iri: str) -> Awaitable[list[str]]:
        """The states in which an organization is."""
        return self._load("located", self._located, iri)

    def within(self, iri: str) -> Awaitable[frozenset[str]]:
        """The states, systems and other organizations in which a place lies."""
        return self._load("within", self._within, iri)

    def about(self, iri: str, kind: str) -> Awaitable[list[Said]]:
        """The statements of a kind whose subject is a thing."""
        return self._load("about", self._about, (iri, kind))

    def statement(self, sid: str) -> Awaitable[Said | None]:
        """A statement by its content address."""
        return self._load("statement", self._statement, sid)

    def page(self, iri: str, kinds: Kinds, first: int, after: Position | None) -> Awaitable[StatementPage]:
        """A page of the statements that name a thing."""
        return self._load("page", self._pages, (iri, (kinds, first, after)))

    def dependents(self, iri: str, first: int, after: Position | None) -> Awaitable[StatementPage]:
        """A page of what rests on a thing."""
        return self._load("dependents", self._dependents, (iri, (first, after)))

    def resolution(self, ref: Ref) -> Awaitable[Resolution]:
        """How a reference is understood."""
        return self._load("resolution", self._resolutions, ref)

    def portability(
        self, ref: Ref, to: Kinds | None, earned_in: str | None, earned_on: str | None
    ) -> Awaitable[PortabilityAnswer]:
        """The portability of one credential; asked alike, many are one question."""
        return self._load("portability", self._portabilities, (ref, (to, earned_in, earned_on)))

    def leading(self, iri: str) -> Awaitable[Leading]:
        """What a thing leads to: the conditions that name it as needed."""
        return self._load("leading", self._leading, iri)

    def _load(self, name: str, read: Callable[[list[Any]], Awaitable[Any]], key: Hashable) -> Awaitable[Any]:
        loader = self._loaders.get(name)
        if loader is None:
            loader = self._loaders[name] = Loader(read)
        return loader.load(key)

    async def _describe(self, iris: list[str]) -> list[Described]:
        things = await self.frame.describe(iris)
        return [things[iri] for iri in iris]

    async def _said(self, keys: list[tuple[str, Kinds, Kinds]]) -> list[list[Said]]:
        kinds = sorted({kind for _, asked, _ in keys for kind in asked})
        roles = sorted({role for *_, asked in keys for role in asked})
        ids = {iri for iri, *_ in keys}
        found = current(await self.frame.statements(ids, kinds, roles), self.frame.as_of)
        held: dict[str, list[Said]] = defaultdict(list)
        for said in found:
            if said.holds(self.frame.as_of):
                for iri in ids & said.mentioned:
                    held[iri].append(said)
        return [
            [
                said
                for said in held[iri]
                if said.kind in kinds and any(iri in said.all(role) for role in roles)
            ]
            for iri, kinds, roles in keys
        ]

    async def _edges(self, keys: list[tuple[str, Kinds]]) -> list[list[Neighbour] | BaseException]:
        """All types that are asked for at once; what has too many links of them all, by what was asked."""
        types = {each for _, asked in keys for each in asked}
        found = await links_of(self.frame, {iri for iri, _ in keys}, types)
        again: dict[Kinds, list[str]] = defaultdict(list)
        for iri, asked in keys:
            if isinstance(found[iri], LimitExceeded) and types.difference(asked):
                again[asked].append(iri)
        apart = {asked: await links_of(self.frame, iris, asked) for asked, iris in again.items()}

        def of(iri: str, asked: Kinds) -> list[Neighbour] | BaseException:
            edges = apart.get(asked, found).get(iri, found[iri])
            return [e for e in edges if e.type in asked] if isinstance(edges, list) else edges

        return [of(*key) for key in keys]

    async def _leading(self, iris: list[str]) -> list[Leading]:
        found = await leading(self.frame, iris)
        return [found[iri] for iri in iris]

    async def _documents(self, iris: list[str]) -> list[list[DocumentVersion]]:
        found = await documents(self.frame, iris)
        return [found[iri] for iri in iris]

    async def _equivalents(self, iris: list[str]) -> list[list[Equivalent]]:
        found = await self.frame.equivalents(iris)
        return [[each for each in found if each.of == iri] for iri in iris]

    async def _located(self, iris: list[str]) -> list[list[str]]:
        rows = await self.frame.ask("located", ids=sorted(set(iris)), day=self.frame.as_of)
        return [[state for organization, state in rows if organization == iri] for iri in iris]

    async def _within(self, iris: list[str]) -> list[frozenset[str]]:
        found = (await reach(self.frame, (), iris)).within
        return [found.get(iri, frozenset()) for iri in iris]

    async def _about(self, keys: list[tuple[str, str]]) -> list[list[Said]]:
        kinds = sorted({kind for _, kind in keys})
        found = await statements_about(self.frame, {iri for iri, _ in keys}, kinds)
        return [[said for said in found[iri] if said.kind == kind] for iri, kind in keys]

    async def _statement(self, sids: list[str]) -> list[Said | None]:
        found = await statements_by_id(self.frame, sids)
        return [found.get(sid) for sid in sids]

    async def _pages(self, keys: list[tuple[str, Any]]) -> list[StatementPage | BaseException]:
        async def read(iris: list[str], asked: Any) -> Mapping[str, StatementPage]:
            return await statement_pages(self.frame, iris, *asked)

        return await _grouped(keys, read)

    async def _dependents(self, keys: list[tuple[str, Any]]) -> list[StatementPage | BaseException]:
        async def read(iris: list[str], asked: Any) -> Mapping[str, StatementPage]:
            first, after = asked
            return await dependent_pages(self.frame, iris, first, after or START)

        return await _grouped(keys, read)

    async def _resolutions(self, refs: list[Ref]) -> list[Resolution | CredwayError]:
        wrong: dict[Ref, CredwayError] = {}
        for ref in refs:
            try:
                ref.check()
            except CredwayError as error:
                wrong[ref] = error
        good = [ref for ref in refs if ref not in wrong]
        found = dict(zip(good, await resolve(self.frame, good), strict=True)) if good else {}
        return [wrong[ref] if ref in wrong else found[ref] for ref in refs]

    async def _portabilities(self, keys: list[tuple[Ref, Any]]) -> list[PortabilityAnswer | BaseException]:
        async def read(refs: list[Ref], asked: Any) -> Mapping[Ref, PortabilityAnswer | BaseException]:
            try:
                answers = await portability(self.frame, refs, *asked, shown=self.context.fields)
            except (Ambiguous, NotFound):
                # One reference that cannot be settled must not take the others with it.
                return await self._settled_portabilities(refs, asked)
            return dict(zip(refs, answers, strict=True))

        return await _grouped(keys, read)

    async def _settled_portabilities(
        self, refs: list[Ref], asked: Any
    ) -> Mapping[Ref, PortabilityAnswer | BaseException]:
        found: dict[Ref, PortabilityAnswer | BaseException] = {}
        for ref, resolution in zip(refs, await resolve(self.frame, refs), strict=True):
            try:
                chosen(ref, resolution)
            except CredwayError as error:
                found[ref] = error
        good = [ref for ref in refs if ref not in found]
        answers = await portability(self.frame, good, *asked, shown=self.context.fields) if good else []
        return found | dict(zip(good, answers, strict=True))


async def _grouped(
    keys: list[tuple[Any, Any]],
    read: Callable[[list[Any], Any], Awaitable[Mapping[Any, V | BaseException]]],
) -> list[V | BaseException]:
    """Read keys that are asked alike together; an error is the answer of its own group only."""
    groups: dict[Any, list[Any]] = defaultdict(list)
    for key, asked in keys:
        groups[asked].append(key)
    found: dict[tuple[Any, Any], V | BaseException] = {}
    for asked, members in groups.items():
        try:
            answers = await read(members, asked)
            found |= {(key, asked): answers[key] for key in members}
        except CredwayError as error:
            found |= {(key, asked): error for key in members}
    return [found[key] for key in keys]
