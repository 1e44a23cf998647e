"""What surrounds every request: an id, a measured time, a limit on its body."""

import math
import re
import time
import uuid

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from credway.registry.errors import LimitExceeded
from credway.server.problems import TooSlow, problem

_ID = re.compile(r"[A-Za-z0-9._-]{1,64}\Z")


class RequestId:
    """Give each request an id, the caller's own where it sends a plain one, and say it back."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Put the id into `scope["request_id"]` and into the response."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        found = given if _ID.match(given) else uuid.uuid4().hex
        scope["request_id"] = found

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["X-Request-Id"] = found
            await send(message)

        await self.app(scope, receive, answer)


class Timing:
    """Say in `Server-Timing` how long the application took until it began to answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Measure from the arrival of the request to the start of the response."""
        began = time.perf_counter()

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                took = (time.perf_counter() - began) * 1000
                MutableHeaders(scope=message).append("Server-Timing", f"app;dur={took:.1f}")
            await send(message)

        await self.app(scope, receive, answer)


class Sharing:
    """Let pages of other sites read everything: the registry is public and knows no cookies."""

    ALLOWED = "GET, HEAD, POST, OPTIONS"
    EXPOSED = "ETag, Link, Content-Location, Last-Modified, Retry-After, X-Request-Id"

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer preflights, and mark every other response as readable by all."""

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Access-Control-Allow-Origin"] = "*"
                headers["Access-Control-Expose-Headers"] = self.EXPOSED
                headers.setdefault("X-Content-Type-Options", "nosniff")
            await send(message)

        if scope["type"] == "http" and scope["method"] == "OPTIONS":
            await self._allow(Headers(scope=scope), answer)
        else:
            await self.app(scope, receive, answer)

    async def _allow(self, asked: Headers, send: Send) -> None:
        wanted = asked.get("access-control-request-headers", "content-type, accept")
        headers = {
            "allow": self.ALLOWED,
            "access-control-allow-methods": self.ALLOWED,
            "access-control-allow-headers": wanted,
            "access-control-max-age": "86400",
        }
        raw = [(k.encode("latin-1"), v.encode("latin-1")) for k, v in headers.items()]
        await send({"type": "http.response.start", "status": 204, "headers": raw})
        await send({"type": "http.response.body", "body": b""})


class BodyLimit:
    """Refuse a request body larger than the limit, stated or found while it is read."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self.app, self.limit = app, limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 413 before the application reads a body that says it is too large."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        stated = Headers(scope=scope).get("content-length", "")
        if stated.isdigit() and int(stated) > self.limit:
            await problem(self._error(), scope["path"])(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self.limit:
                raise self._error()
            return message

        await self.app(scope, counted, send)

    def _error(self) -> LimitExceeded:
        return LimitExceeded(
            f"the request body is larger than {self.limit:,} bytes (request_bytes)",
            limit="request_bytes",
            value=self.limit,
        )


class Deadline:
    """End a request that takes too long before it has begun to answer; GraphQL ends its own."""

    def __init__(self, app: ASGIApp, seconds: float, own: tuple[str, ...] = ("/graphql",)) -> None:
        self.app, self.seconds, self.own = app, seconds, own

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the application under a timeout; a response that has begun is left to end."""
        if scope["type"] != "http" or scope["path"] in self.own:
            await self.app(scope, receive, send)
            return
        began = False

        async def answer(message: Message) -> None:
            nonlocal began
            if not began:
                began = True
                limit.deadline = math.inf
            await send(message)

        with anyio.move_on_after(self.seconds) as limit:
            await self.app(scope, receive, answer)
        if limit.cancelled_caught:
            error = TooSlow(
                f"no answer within {self.seconds:g} seconds (request_seconds); ask for less",
                limit="request_seconds",
                value=self.seconds,
            )
            await problem(error, scope["path"])(scope, receive, send)
