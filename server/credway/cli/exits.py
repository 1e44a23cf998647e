"""Exit codes and the words of errors: what is wrong, where, what to do; no tracebacks."""

from collections.abc import Mapping
from enum import IntEnum
from typing import NoReturn

import typer

from credway.cli import output
from credway.registry.errors import (
    Ambiguous,
    BadRequest,
    CredwayError,
    NotFound,
    StoreError,
    Withdrawn,
    error_body,
)


class Exit(IntEnum):
    """What the number means that a command ends with; docs/cli.md has the same table."""

    FINE = 0
    REFUSED = 1
    USAGE = 2
    UNAVAILABLE = 3
    NOT_FOUND = 4


def exit_code(error: CredwayError) -> Exit:
    """Return the exit code of an error."""
    match error:
        case NotFound() | Withdrawn() | Ambiguous():
            return Exit.NOT_FOUND
        case BadRequest():
            return Exit.USAGE
        case StoreError():
            return Exit.UNAVAILABLE
        case _:
            return Exit.REFUSED


def fail(error: CredwayError, *, as_json: bool) -> NoReturn:
    """Say what is wrong and end with the error's code."""
    if as_json:
        output.print_json({"error": error_body(error)})
    else:
        output.say_error(error.title, error.detail, _hints(error.fields))
    raise typer.Exit(exit_code(error))


def stop(code: Exit, title: str, detail: str, *, as_json: bool = False) -> NoReturn:
    """Say what is wrong outside the registry (a port, a file, an argument) and end."""
    if as_json:
        output.print_json({"error": {"title": title, "detail": detail, "exit": int(code)}})
    else:
        output.say_error(title, detail, [])
    raise typer.Exit(code)


def _hints(fields: Mapping[str, object]) -> list[str]:
    """The candidates of an ambiguous reference, one a line."""
    candidates = fields.get("candidates")
    if not isinstance(candidates, list):
        return []
    return [_hint(each) if isinstance(each, dict) else str(each) for each in candidates]


def _hint(candidate: Mapping[str, str]) -> str:
    """A candidate with how it was found and what tells it from the others."""
    told = [candidate["matchedBy"], candidate.get("name"), candidate.get("about")]
    return f"{candidate['id']}  ({'; '.join(each for each in told if each)})"
