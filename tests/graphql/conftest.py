"""A small registry in memory, and a schema to ask it through."""

from collections.abc import AsyncIterator
from typing import Any

import orjson
import pytest
from making import BASE
from small_registry import TODAY, Ask, Body, Counting, Lenient, counting, fill

from credway.graphql.context import Context
from credway.graphql.execution import Request, execute
from credway.graphql.persisted import Documents
from credway.graphql.schema import Schema, build_schema
from credway.registry.clock import frozen_clock
from credway.registry.preparing import Here
from credway.registry.registry import Registry
from credway.registry.settings import Settings, read_settings
from credway.registry.store.sqlite import SQLiteStore


@pytest.fixture(scope="session")
async def registry() -> AsyncIterator[Registry]:
    """A registry in memory that no test changes."""
    store = SQLiteStore(":memory:")
    await store.open(BASE)
    counted: Any = Counting(store)
    found = Registry(counted, Here(Lenient()), read_settings({}), frozen_clock(TODAY), BASE)
    try:
        await fill(found)
        yield found
    finally:
        await store.close()


@pytest.fixture(scope="session")
def schema() -> Schema:
    """The schema, built once as a server does."""
    return build_schema()


@pytest.fixture
def ask(registry: Registry, schema: Schema) -> Ask:
    """Ask the registry a question; the answer is the body of a response."""

    async def asked(query: str, settings: Settings | None = None, **variables: Any) -> Body:
        counting(registry).asked.clear()
        held = registry
        if settings is not None:
            held = Registry(registry.store, registry.preparer, settings, registry.clock, BASE)
        context = Context(held, "request-1", ("en",))
        answer = await execute(schema, context, Request(query, variables=variables), Documents())
        found: Body = orjson.loads(answer.body)
        return found

    return asked
