"""How many questions are answered at once: a few run, a few wait their turn, the rest come back later.

One process answers no faster for having more before it: each would only take longer. A question
takes its place when its body has been read, and gives it up when its answer begins to be sent, so
that neither a slow sender nor a slow reader keeps others waiting.
"""

import anyio
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from credway.registry.errors import CredwayError
from credway.registry.settings import Settings
from credway.server.problems import Busy, TooSlow, problem

FREE = frozenset({"/health", "/ready", "/validate", "/graphql/schema.graphql"})
FREE_BELOW = ("/static/", "/vocab/")
"""What asks the store nothing, or has a bound of its own; `/health-care` is a thing like any other."""
RETRY = {"Retry-After": "1"}


class InFlight:
    """Lets `max_in_flight` requests run and `max_waiting` wait, for at most `waiting_seconds`."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self._settings = app, settings
        self._places = anyio.Semaphore(settings.max_in_flight)
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request in its turn, or with 503."""
        if scope["type"] != "http" or scope["path"] in FREE or scope["path"].startswith(FREE_BELOW):
            await self.app(scope, receive, send)
            return
        try:
            received = await self._received(scope, receive)
            if received is None:
                return
            await self._turn()
        except CredwayError as error:
            retry = RETRY if isinstance(error, Busy) else None
            await problem(error, scope["path"], retry)(scope, receive, send)
            return
        await self._run(scope, received, receive, send)

    async def _received(self, scope: Scope, receive: Receive) -> list[Message] | None:
        """The body of a request; None where the client has gone. Raises TooSlow or LimitExceeded."""
        found: list[Message] = []
        if scope["method"] != "POST":
            return found
        seconds = self._settings.request_seconds
        with anyio.move_on_after(seconds):
            while not found or found[-1].get("more_body"):
                found.append(await receive())
                if found[-1]["type"] == "http.disconnect":
                    return None
            return found
        raise TooSlow(
            f"the body did not arrive within {seconds:g} seconds (request_seconds)",
            limit="request_seconds",
            value=seconds,
        )

    async def _turn(self) -> None:
        """Take a place. Raises Busy where too many wait, or none comes free in time."""
        limits = self._settings
        try:
            self._places.acquire_nowait()
            return
        except anyio.WouldBlock:
            pass
        if self._waiting >= limits.max_waiting:
            raise Busy(
                f"{limits.max_in_flight} questions are being answered (max_in_flight) and"
                f" {self._waiting} wait (max_waiting); come back in a second",
                limit="max_waiting",
                value=limits.max_waiting,
            )
        self._waiting += 1
        try:
            with anyio.move_on_after(limits.waiting_seconds):
                await self._places.acquire()
                return
        finally:
            self._waiting -= 1
        raise Busy(
            f"no turn came within {limits.waiting_seconds:g} s (waiting_seconds); come back in a second",
            limit="waiting_seconds",
            value=limits.waiting_seconds,
        )

    async def _run(self, scope: Scope, received: list[Message], receive: Receive, send: Send) -> None:
        held = True
        parts = iter(received)

        def leave() -> None:
            nonlocal held
            if held:
                held = False
                self._places.release()

        async def again() -> Message:
            return next(parts, None) or await receive()

        async def answer(message: Message) -> None:
            leave()
            await send(message)

        try:
            await self.app(scope, again, answer)
        finally:
            leave()
