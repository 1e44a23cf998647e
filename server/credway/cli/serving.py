"""The command that serves: loads the demonstration where asked, then answers until it is stopped."""

import asyncio
import errno
import math
import socket
from typing import Annotated

import typer

from credway.cli import output
from credway.cli.exits import Exit, fail, stop
from credway.cli.running import BaseOption, StoreOption, settings_for
from credway.registry.errors import CredwayError, StoreMismatch
from credway.registry.settings import Settings
from credway.server.composition import open_registry, settle


def serve(
    ctx: typer.Context,
    demo: Annotated[
        bool, typer.Option("--demo", help="Load the demonstration registry first, once.")
    ] = False,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes a free one.")] = 8000,
    base: BaseOption = None,
    store: StoreOption = None,
) -> None:
    """Serve the registry: pages, linked data and GraphQL."""
    listener = _listener(host, port)
    try:
        with settings_for(ctx, store) as settings:
            base = _prepared(settings, base, demo)
            _serve(settings, base, listener)
    except CredwayError as error:
        fail(error, as_json=False)
    except KeyboardInterrupt:
        output.note("Stopped.")
    finally:
        listener.close()


def _listener(host: str, port: int) -> socket.socket:
    """Take the port before anything else is done, so that a busy one is known at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            detail = (
                f"another program listens on {host}:{port}; take another port:"
                f" credway serve --port {port + 1}, or make run PORT={port + 1}"
            )
            stop(Exit.UNAVAILABLE, f"Port {port} is busy", detail)
        stop(
            Exit.UNAVAILABLE,
            f"{host}:{port} cannot be used",
            f"{error.strerror}; name another --host or --port",
        )
    return listener


def _prepared(settings: Settings, base: str | None, demo: bool) -> str | None:
    """See that the store opens, and load the demonstration where asked; say how it went."""
    if not demo:
        asyncio.run(_opens(settings, base))
        return base
    from credway.loaders.demonstration.loading import load_demonstration
    from credway.loaders.demonstration.tables import BASE

    async def loaded() -> None:
        async with open_registry(settings, base or BASE) as registry:
            with output.bar("Loading the demonstration") as told:
                found = await load_demonstration(registry, told)
        if found.held:
            output.note("The demonstration is held already; nothing was loaded again.")
        elif found.refused:
            first = found.refused[0]
            detail = f"{first.origin}: {first.verdict.findings[0].message}"
            stop(Exit.REFUSED, "The demonstration was refused in part", detail)
        else:
            output.note(f"Loaded the demonstration: {len(found.outcomes)} documents.")

    try:
        asyncio.run(loaded())
    except StoreMismatch as error:
        hint = f"{error.detail}; the demonstration wants a store of its own, --store sqlite:///demo.db"
        raise StoreMismatch(hint, **error.fields) from None
    return base or BASE


async def _opens(settings: Settings, base: str | None) -> None:
    async with open_registry(settings, base):
        pass


def grace(settings: Settings) -> int:
    """For how many seconds a stop waits for what runs: as long as one request may wait and take."""
    seconds: float = settings.waiting_seconds + settings.request_seconds
    return math.ceil(seconds) + 1


def _serve(settings: Settings, base: str | None, listener: socket.socket) -> None:
    import uvicorn

    from credway.cli.announcing import Announcing
    from credway.server.app import create_app

    host, port = listener.getsockname()[:2]
    shown = "localhost" if host in ("127.0.0.1", "0.0.0.0", "::1", "::") else host
    config = uvicorn.Config(
        create_app(settings, base=base),
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=grace(settings),
    )
    settle()
    server = Announcing(config, f"http://{shown}:{port}/", settings.store)
    server.run(sockets=[listener])
    if not server.started:
        raise typer.Exit(Exit.UNAVAILABLE)
