"""The type of the fixture that runs the command."""

from collections.abc import Callable

from typer.testing import Result

Run = Callable[..., Result]
