"""How far a load has come, for whoever wants to show it."""

from typing import Protocol


class Progress(Protocol):
    """Told after each step how much of the whole is done, in one unit, and what was read last."""

    def __call__(self, done: int, total: int, what: str) -> None:
        """Show it."""


def silent(done: int, total: int, what: str) -> None:
    """Show nothing."""
