"""Things by their IRIs: those of the graph, and what the interface gives IRIs to itself."""

import asyncio
import inspect
import re
from typing import Any

import strawberry

from credway.graphql.building import then
from credway.graphql.scope import Scope
from credway.graphql.types import making
from credway.graphql.types.statements import statement
from credway.graphql.types.versions import document_of
from credway.registry.answers.resolve import Ref

_VERSION = re.compile(r"(?P<document>.+)\?version=(?P<version>\d{1,9})\Z", re.DOTALL)


async def nodes(scope: Scope, ids: list[strawberry.ID]) -> list[Any]:
    """Show things, statements and versions; an IRI in another spelling is resolved."""
    things = [str(each) for each in ids if not _is_own(scope, each)]
    described = await now(scope.all_things(things))
    missing = [iri for iri in things if not making.known(described[iri])]
    resolutions = await asyncio.gather(*(scope.resolution(Ref(id=iri)) for iri in missing))
    spelt = {
        iri: resolution.candidates[0].iri
        for iri, resolution in zip(missing, resolutions, strict=True)
        if len(resolution.candidates) == 1
    }
    if spelt:
        described = await now(scope.all_things(sorted(spelt.values())))

    def shown(iri: str) -> Any:
        if _is_own(scope, iri):
            return _own(scope, iri)
        thing = described[spelt.get(iri, iri)]
        return making.described(scope, thing) if making.known(thing) else None

    return await asyncio.gather(*(now(shown(each)) for each in ids))


def _is_own(scope: Scope, iri: str) -> bool:
    """Whether an IRI is of a statement, a plain entry or a version: no things of the graph."""
    base = scope.context.registry.base
    return bool(_VERSION.match(iri)) or iri.startswith((f"{base}statements/", f"{base}entries/"))


def _own(scope: Scope, iri: str) -> Any:
    version = _VERSION.match(iri)
    if version:
        return document_of(scope, version["document"], int(version["version"]))
    path, _, sid = iri.removeprefix(scope.context.registry.base).partition("/")
    make = statement if path == "statements" else making.entry
    return then(scope.statement(sid), lambda said: make(scope, said) if said else None)


async def now(value: Any) -> Any:
    """A value that may still have to come."""
    return await value if inspect.isawaitable(value) else value
