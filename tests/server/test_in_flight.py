"""A bounded number of requests is answered at once, over real sockets; the rest is told to come back."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from credway.registry.settings import read_settings
from credway.server.in_flight import InFlight

Answer = tuple[int, dict[str, str], bytes]


class Served:
    """A server whose answers wait until they may come."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.begun = 0
        self.may = asyncio.Event()

    async def answer(self, request: Request) -> Response:
        """Answer with what was sent, when it may be."""
        body = await request.body()
        self.begun += 1
        await self.may.wait()
        return PlainTextResponse(body or b"x" * 3_000_000)

    async def ask(self, path: str = "/graphql", body: bytes | None = b"{}") -> Answer:
        """Ask over a socket of its own."""
        reader, writer = await self.connected(path, body)
        try:
            return await read(reader)
        finally:
            writer.close()

    async def connected(
        self, path: str, body: bytes | None, sent: int | None = None
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Send a request, or a part of it."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        head = f"{'GET' if body is None else 'POST'} {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n"
        writer.write(f"{head}Content-Length: {len(body or b'')}\r\n\r\n".encode() + (body or b"")[:sent])
        await writer.drain()
        return reader, writer


async def read(reader: asyncio.StreamReader) -> Answer:
    """Read one answer to its end."""
    head, _, body = (await reader.read(-1)).partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    return int(first.split()[1]), {k.lower(): v for k, _, v in (x.partition(": ") for x in lines)}, body


async def reached(check: Callable[[], bool]) -> None:
    """Wait until a condition holds."""
    while not check():
        await asyncio.sleep(0.005)


@asynccontextmanager
async def serving(**limits: float) -> AsyncIterator[Served]:
    """Serve the middleware alone, on a free port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        served = Served(listener.getsockname()[1])
        routes = [
            Route(path, served.answer, methods=["GET", "POST"])
            for path in ("/graphql", "/answers/credit", "/health", "/health-care", "/large")
        ]
        app = Starlette(routes=routes)
        app.add_middleware(InFlight, settings=read_settings({}).replaced(**limits))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        running = asyncio.create_task(server.serve(sockets=[listener]))
        await reached(lambda: server.started)
        try:
            yield served
        finally:
            served.may.set()
            server.should_exit = True
            await running


async def test_a_few_run_a_few_wait_the_rest_is_busy() -> None:
    """Two run, three wait, and the others get 503 with Retry-After and a problem; then all end."""
    async with serving(max_in_flight=2, max_waiting=3, waiting_seconds=60) as served:
        paths = ("/graphql", "/answers/credit")
        asking = [asyncio.create_task(served.ask(paths[n % 2])) for n in range(12)]
        await reached(lambda: sum(task.done() for task in asking) == 7)
        assert served.begun == 2
        for status, headers, body in (task.result() for task in asking if task.done()):
            assert (status, headers["retry-after"]) == (503, "1")
            assert headers["content-type"] == "application/problem+json"
            problem = json.loads(body)
            assert (problem["code"], problem["limit"], problem["value"]) == ("BUSY", "max_waiting", 3)
        served.may.set()
        answers = await asyncio.gather(*asking)
        assert sorted(status for status, *_ in answers) == [200] * 5 + [503] * 7
        assert (await served.ask())[0] == 200


async def test_no_turn_comes() -> None:
    """Who waits longer than `waiting_seconds` is told so, and keeps nobody's place."""
    async with serving(max_in_flight=1, max_waiting=5, waiting_seconds=0.05) as served:
        first = asyncio.create_task(served.ask())
        await reached(lambda: served.begun == 1)
        status, headers, body = await served.ask()
        assert (status, headers["retry-after"]) == (503, "1")
        assert json.loads(body)["limit"] == "waiting_seconds"
        served.may.set()
        assert (await first)[0] == 200
        assert (await served.ask())[0] == 200


async def test_what_asks_no_store_is_always_answered() -> None:
    """Health is told however many questions run; a thing whose path begins alike is a question."""
    async with serving(max_in_flight=1, max_waiting=0) as served:
        first = asyncio.create_task(served.ask())
        await reached(lambda: served.begun == 1)
        assert (await served.ask())[0] == 503
        assert (await served.ask("/health-care", None))[0] == 503
        health = asyncio.create_task(served.ask("/health"))
        await reached(lambda: served.begun == 2)
        served.may.set()
        assert [(await task)[0] for task in (first, health)] == [200, 200]


async def test_a_slow_sender_holds_no_place() -> None:
    """A body that does not arrive keeps nobody waiting, and ends with 503 when it is given up."""
    async with serving(max_in_flight=1, max_waiting=0, request_seconds=0.3) as served:
        served.may.set()
        reader, writer = await served.connected("/graphql", b"0123456789", sent=3)
        assert (await served.ask())[0] == 200
        status, _, body = await read(reader)
        assert (status, json.loads(body)["limit"]) == (503, "request_seconds")
        writer.close()


async def test_a_slow_reader_holds_no_place() -> None:
    """An answer that is not read, larger than what is buffered on its way, keeps nobody waiting."""
    async with serving(max_in_flight=1, max_waiting=0) as served:
        served.may.set()
        reader, writer = await served.connected("/large", None)
        assert (await reader.readline()).startswith(b"HTTP/1.1 200")
        assert (await served.ask())[0] == 200
        writer.close()


@pytest.mark.parametrize("sent", [0, 3])
async def test_a_client_that_goes_holds_no_place(sent: int) -> None:
    """Whoever leaves before the body has come is forgotten."""
    async with serving(max_in_flight=1, max_waiting=0) as served:
        served.may.set()
        _, writer = await served.connected("/graphql", b"0123456789", sent=sent)
        writer.close()
        assert (await served.ask())[0] == 200
        assert served.begun == 1
