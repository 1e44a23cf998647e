"""The web server under the command: it says where it listens once it does."""

import socket

import uvicorn

from credway.cli import output


class Announcing(uvicorn.Server):
    """A server that prints its address, and what it serves, when it has started."""

    def __init__(self, config: uvicorn.Config, address: str, store: str) -> None:
        super().__init__(config)
        self.address, self.store = address, store

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        if self.started:
            output.note(f"Credway serves {self.store} at {self.address}")
            output.note(f"GraphQL: {self.address}graphql   Stop with Ctrl-C.")
