"""The commands on competencies and licenses: who attests, what is missing, the mix, which licenses."""

from typing import Annotated

import typer

from credway.cli import output, showing
from credway.cli.exits import Exit
from credway.cli.running import (
    AsOfOption,
    JsonOption,
    KnownAtOption,
    RefsArgument,
    StoreOption,
    wants_json,
    with_registry,
)
from credway.registry.answers import plain
from credway.registry.answers.competencies.answer import CompetencyMatch, competencies
from credway.registry.answers.competencies.gaps import gap as gap_answer
from credway.registry.answers.competencies.mixes import mixes
from credway.registry.answers.portability.licenses import licenses as license_answers
from credway.registry.answers.resolve import parse_ref
from credway.registry.registry import Registry

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

    async def work(registry: Registry) -> Exit:
        frame = await registry.ask(as_of, known_at)
        answer = await competencies(frame, [parse_ref(text) for text in refs], match, state, earned_on)
        if wants_json(ctx, as_json):
            output.print_json(plain.attesting(answer))
        else:
            showing.attesting(answer)
        return Exit.FINE

    with_registry(ctx, store, as_json, work)


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

    async def work(registry: Registry) -> Exit:
        frame = await registry.ask(as_of, known_at)
        answer = await gap_answer(frame, [parse_ref(text) for text in held or []], parse_ref(target))
        if wants_json(ctx, as_json):
            output.print_json(plain.gap(answer))
        else:
            showing.gap(answer)
        return Exit.FINE

    with_registry(ctx, store, as_json, work)


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

    async def work(registry: Registry) -> Exit:
        frame = await registry.ask(as_of, known_at)
        answers = await mixes(frame, [parse_ref(text) for text in refs])
        if wants_json(ctx, as_json):
            output.print_json({"answers": [plain.mix(answer) for answer in answers]})
        else:
            for answer in answers:
                showing.mix(answer)
        return Exit.FINE

    with_registry(ctx, store, as_json, work)


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

    async def work(registry: Registry) -> Exit:
        frame = await registry.ask(as_of, known_at)
        places = [code for text in to for code in text.split(",")] if to else None
        answers = await license_answers(frame, [parse_ref(text) for text in refs], places)
        if wants_json(ctx, as_json):
            output.print_json({"answers": [plain.licenses(answer) for answer in answers]})
        else:
            for answer in answers:
                showing.licenses(answer)
        return Exit.FINE

    with_registry(ctx, store, as_json, work)
