"""Loaders: what many fields ask for, read from the store together."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Sequence
from functools import partial
from typing import Any, TypeVar

T = TypeVar("T")
QUIET = 4
"""How many turns of the event loop nothing new must be asked before the store is."""


class Loader:
    """Collects keys until nobody asks for more, reads them at once, and remembers the answers.

    Fields of one level do not all resolve in the same turn of the event loop: some wait for the day
    on which they are asked, some for a description. Waiting a few empty turns costs microseconds and
    makes the number of calls a property of the question, not of its timing.
    """

    def __init__(self, read: Callable[[list[Any]], Awaitable[Sequence[Any]]]) -> None:
        self._read = read
        self._answers: dict[Hashable, asyncio.Future[Any]] = {}
        self._waiting: list[Any] = []
        self._task: asyncio.Task[None] | None = None

    def load(self, key: Hashable) -> Awaitable[Any]:
        """The answer for a key. An answer that is an exception is raised for its key alone.

        Whoever gives up waiting for it takes it from nobody else.
        """
        found = self._answers.get(key)
        if found is None:
            found = self._answers[key] = asyncio.get_running_loop().create_future()
            self._waiting.append(key)
            if self._task is None:
                self._task = asyncio.create_task(self._dispatch())
        return apart(found)

    async def _dispatch(self) -> None:
        quiet, seen = 0, len(self._waiting)
        while quiet < QUIET:
            await asyncio.sleep(0)
            quiet = quiet + 1 if len(self._waiting) == seen else 0
            seen = len(self._waiting)
        keys, self._waiting, self._task = self._waiting, [], None
        try:
            answers: Sequence[Any] = await self._read(keys)
        except Exception as error:
            answers = [error] * len(keys)
        for key, answer in zip(keys, answers, strict=True):
            future = self._answers[key]
            if future.done():
                continue
            if isinstance(answer, BaseException):
                future.set_exception(answer)
                future.exception()  # one that nobody waits for any more is not worth a warning
            else:
                future.set_result(answer)


def apart(shared: asyncio.Future[T]) -> asyncio.Future[T]:
    """A future of one's own for what several wait for: cancelling it cancels no other.

    When a field fails, its siblings are cancelled, and with them whatever they wait for. Unlike
    `asyncio.shield`, an error that nobody waits for any more is not worth a line in the log.
    """
    if shared.done():
        return shared
    own: asyncio.Future[T] = shared.get_loop().create_future()
    shared.add_done_callback(partial(_hand_on, own))
    return own


def _hand_on(own: asyncio.Future[Any], shared: asyncio.Future[Any]) -> None:
    if own.done():
        return
    if shared.cancelled():
        own.cancel()
    elif (error := shared.exception()) is not None:
        own.set_exception(error)
        own.exception()
    else:
        own.set_result(shared.result())
