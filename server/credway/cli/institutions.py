"""The command that finds institutions, so that a place can be named."""

from dataclasses import asdict
from typing import Annotated

import typer

from credway.cli import output
from credway.cli.answering import answered
from credway.cli.running import (
    AsOfOption,
    JsonOption,
    KnownAtOption,
    StoreOption,
)
from credway.registry.answers.institutions import InstitutionsAnswer
from credway.registry.answers.institutions import institutions as found_institutions


def institutions(
    ctx: typer.Context,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="Words that each start a word of the name.")
    ] = None,
    state: Annotated[
        str | None, typer.Option("--state", metavar="STATE", help="Only those of a state.")
    ] = None,
    system: Annotated[
        str | None, typer.Option("--system", metavar="REF", help="Only those of a system: its name or IRI.")
    ] = None,
    unit_id: Annotated[
        str | None, typer.Option("--unit-id", metavar="UNITID", help="The one with this UNITID.")
    ] = None,
    first: Annotated[int, typer.Option("--first", help="How many.")] = 20,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find institutions by name, state, system and UNITID; what is printed names one as a place."""

    answered(
        ctx,
        store,
        as_json,
        (as_of, known_at),
        lambda frame: found_institutions(
            frame, text, state=state, system=system, unit_id=unit_id, first=first
        ),
        asdict,
        _say,
    )


def _say(answer: InstitutionsAnswer) -> None:
    output.table(
        ("name", "where", "id"),
        [(each["name"], each.get("about", ""), each["id"]) for each in answer.institutions],
    )
    shown = f", {len(answer.institutions):,} of them shown" if answer.more else ""
    found = output.counted(answer.total, "institution")
    output.line(f"{found}{shown}. As of {answer.as_of}, known at number {answer.known_at}.")
