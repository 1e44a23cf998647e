"""One run of a compiled operation: values put where they belong as they come."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from graphql import Undefined
from graphql.execution.values import VariableValues
from strawberry.types import Info

from credway.graphql.building import Later
from credway.graphql.context import Context

Target = dict[str, Any] | list[Any]
Finish = Callable[[Any, "Run"], Any]

PLAIN: set[type] = set()
"""Classes of which values have turned up that need not be awaited."""


class NotCovered(Exception):
    """Something that only graphql-core does: it runs the operation instead."""


class _Raw:
    """What of the engine's own description of a field the resolvers here look at: the context."""

    __slots__ = ("context",)

    def __init__(self, context: Context) -> None:
        self.context = context


def informed(context: Context) -> Info[Context, None]:
    """What a resolver is told of a run that is none of graphql-core's."""
    return Info(_raw_info=_Raw(context), _field=None)  # type: ignore[arg-type]


class Run:
    """The variables and arguments of one run, and the values that it waits for."""

    __slots__ = ("_done", "_tasks", "_waiting", "arguments", "info", "variables")

    def __init__(self, context: Context, variables: VariableValues) -> None:
        self.variables = variables
        self.info = informed(context)
        self.arguments: dict[int, dict[str, Any]] = {}
        self._done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._waiting = 0

    def put(self, value: Any, finish: Finish, nullable: bool, target: Target, key: Any) -> None:
        """Finish a value and put it at its place, now or when it has come."""
        cls = value.__class__
        if value is None or value is Undefined:
            if not nullable:
                raise NotCovered("null where there is none")
            target[key] = None
        elif cls in PLAIN:
            target[key] = finish(value, self)
        elif inspect.isawaitable(value):
            target[key] = None
            self._wait(value, finish, nullable, target, key)
        elif isinstance(value, BaseException):
            raise NotCovered(cls.__name__)
        else:
            PLAIN.add(cls)
            target[key] = finish(value, self)

    async def finished(self) -> None:
        """Wait until every value is at its place. Raises what the first that fails raises."""
        if self._waiting:
            await self._done

    def leave(self) -> None:
        """Give up what is not at its place yet."""
        self._done.cancel()
        for task in self._tasks:
            task.cancel()

    def _wait(self, value: Awaitable[Any], finish: Finish, nullable: bool, target: Target, key: Any) -> None:
        future: asyncio.Future[Any]
        if isinstance(value, asyncio.Future):
            if value.done():
                self.put(value.result(), finish, nullable, target, key)
                return
            future = value
        else:
            future = self._begin(value)
        self._waiting += 1
        future.add_done_callback(partial(self._came, finish, nullable, target, key))

    def _begin(self, value: Awaitable[Any]) -> asyncio.Task[Any]:
        if isinstance(value, Later):
            task = value.begun()
        else:
            task = asyncio.create_task(value if inspect.iscoroutine(value) else _awaited(value))
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # one that nobody waits for any more is not worth a warning

    def _came(
        self, finish: Finish, nullable: bool, target: Target, key: Any, future: asyncio.Future[Any]
    ) -> None:
        error = NotCovered("cancelled") if future.cancelled() else future.exception()
        if self._done.done():
            return
        if error is None:
            try:
                self.put(future.result(), finish, nullable, target, key)
            except Exception as wrong:
                error = wrong
        if error is not None:
            self._done.set_exception(error)
            return
        self._waiting -= 1
        if not self._waiting:
            self._done.set_result(None)


async def _awaited(value: Awaitable[Any]) -> Any:
    return await value
