"""The type of the fixture that runs the command."""

from collections.abc import Callable

from click.testing import Result

Run = Callable[..., Result]
