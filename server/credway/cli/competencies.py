"""The commands on competencies and licenses: who attests, what is missing, the mix, which licenses."""

from typing import Annotated

import typer

from credway.cli import showing
from credway.cli.answering import all_data, answered, codes_of, say_all
from credway.cli.running import (
    AsOfOption,
    JsonOption,
    KnownAtOption,
    RefsArgument,
    StoreOption,
)
from credway.registry.answers import plain
from credway.registry.answers.competencies.answer import CompetencyMatch, competencies
from credway.registry.answers.competencies.gaps import gap as gap_answer
from credway.registry.answers.competencies.mixes import mixes
from credway.registry.answers.portability.licenses import licenses as license_answers
from credway.registry.answers.resolve import parse_ref

app = typer.Typer(
    help="Competencies: which credentials attest them, what is missing, how they are sorted.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command()
def attesting(
    ctx: typer.Context,
    refs: RefsArgument,
    match: Annotated[
        CompetencyMatch,
        typer.Option("--match", case_sensitive=False, help="All of the competencies, or any."),
    ] = CompetencyMatch.ALL,
    state: Annotated[
        str | None,
        typer.Option("--diploma-in", metavar="STATE", help="Whether each counts for a diploma there, too."),
    ] = None,
    earned_on: Annotated[
        str | None, typer.Option("--earned-on", metavar="DATE", help="The day of earning, for the diploma.")
    ] = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say which credentials attest competencies, and which of them count for a diploma in a state."""

    answered(
        ctx,
        store,
        as_json,
        (as_of, known_at),
        lambda frame: competencies(frame, [parse_ref(text) for text in refs], match, state, earned_on),
        plain.attesting,
        showing.attesting,
    )


@app.command()
def gap(
    ctx: typer.Context,
    target: Annotated[str, typer.Argument(metavar="REF", help="What requires competencies.")],
    held: Annotated[
        list[str] | None, typer.Option("--from", metavar="REF", help="What is held; repeatable.")
    ] = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say which competencies a credential or an occupation requires that nothing held attests."""

    answered(
        ctx,
        store,
        as_json,
        (as_of, known_at),
        lambda frame: gap_answer(frame, [parse_ref(text) for text in held or []], parse_ref(target)),
        plain.gap,
        showing.gap,
    )


@app.command()
def mix(
    ctx: typer.Context,
    refs: RefsArgument,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say how many competencies are core, technical and transferable, and who sorted them so."""

    answered(
        ctx,
        store,
        as_json,
        (as_of, known_at),
        lambda frame: mixes(frame, [parse_ref(text) for text in refs]),
        all_data(plain.mix),
        say_all(showing.mix),
    )


def licenses(
    ctx: typer.Context,
    refs: RefsArgument,
    to: Annotated[
        list[str] | None,
        typer.Option("--to", metavar="STATE", help="A state's postal code or name; repeatable. All of them."),
    ] = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say which licenses the work of an occupation needs, state by state, and whether most require them."""

    answered(
        ctx,
        store,
        as_json,
        (as_of, known_at),
        lambda frame: license_answers(frame, [parse_ref(text) for text in refs], codes_of(to)),
        all_data(plain.licenses),
        say_all(showing.licenses),
    )
