"""Answering one question on the command line: as JSON data for programs, or told to people."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

import typer

from credway.cli import output
from credway.cli.exits import Exit
from credway.cli.running import wants_json, with_registry
from credway.registry.answers.asking import Asking
from credway.registry.registry import Registry

A = TypeVar("A")


def answered(
    ctx: typer.Context,
    store: str | None,
    as_json: bool,
    times: tuple[str | None, int | None],
    ask: Callable[[Asking], Awaitable[A]],
    data: Callable[[A], Any],
    say: Callable[[A], None],
) -> None:
    """Ask as of two times, a day and a number, and print the answer: its `data`, or what `say` says."""

    async def work(registry: Registry) -> Exit:
        answer = await ask(await registry.ask(*times))
        if wants_json(ctx, as_json):
            output.print_json(data(answer))
        else:
            say(answer)
        return Exit.FINE

    with_registry(ctx, store, as_json, work)


def all_data(data: Callable[[A], Any]) -> Callable[[Sequence[A]], Any]:
    """Give the data of several answers."""
    return lambda answers: {"answers": [data(answer) for answer in answers]}


def say_all(say: Callable[[A], None]) -> Callable[[Sequence[A]], None]:
    """Say several answers, one after the other."""

    def said(answers: Sequence[A]) -> None:
        for answer in answers:
            say(answer)

    return said


def codes_of(places: Sequence[str] | None) -> list[str] | None:
    """The places of a repeatable option that may hold several with commas; None for all."""
    return [code for text in places for code in text.split(",")] if places else None
