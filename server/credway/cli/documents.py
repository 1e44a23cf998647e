"""The commands for documents: load, validate, withdraw."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from credway.cli import output
from credway.cli.exits import Exit, stop
from credway.cli.running import (
    BaseOption,
    JsonOption,
    PathsArgument,
    StoreOption,
    settings_of,
    wants_json,
    with_registry,
)
from credway.registry.answers import plain
from credway.registry.documents import Submission, Withdrawal
from credway.registry.publishing import Outcome, outcome_of
from credway.registry.registry import Registry
from credway.registry.settings import limits_of
from credway.registry.workers import Workers
from credway.server.composition import engine
from credway.server.finding import by_iri
from credway.shapes.documents import Document
from credway.shapes.verdict import Finding, Mode


class Owner(StrEnum):
    """On whose behalf documents are loaded."""

    PUBLISH = "publish"
    MIRROR = "mirror"


ModeOption = Annotated[
    Owner,
    typer.Option("--mode", help="publish your own documents, or mirror what somebody published elsewhere."),
]
WarningsOption = Annotated[bool, typer.Option("--warnings", help="Show warnings of accepted documents too.")]


def load(
    ctx: typer.Context,
    paths: PathsArgument,
    mode: ModeOption = Owner.PUBLISH,
    effective_from: Annotated[
        str | None,
        typer.Option("--effective-from", metavar="DATE", help="The day from which the new versions hold."),
    ] = None,
    corrects: Annotated[
        int | None,
        typer.Option("--corrects", metavar="N", help="The version that this one document puts right."),
    ] = None,
    warnings: WarningsOption = False,
    base: BaseOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Load documents: good ones are published, each refused one is named with what is wrong in it."""
    from credway.loaders.ctdl import load as loaded

    async def work(registry: Registry) -> Exit:
        quiet = wants_json(ctx, as_json)
        outcomes: list[Outcome] = []
        with output.bar("Loading", hidden=quiet) as told:
            stream = loaded(
                registry,
                paths,
                mode=mode.value,
                effective_from=effective_from,
                corrects=corrects,
                progress=told,
            )
            async for outcome in stream:
                outcomes.append(outcome)
        return _reported(outcomes, quiet, warnings)

    _check_date(effective_from, "--effective-from")
    with_registry(ctx, store, as_json, work, base=base, create=True)


def validate(
    ctx: typer.Context,
    paths: PathsArgument,
    mode: ModeOption = Owner.PUBLISH,
    warnings: WarningsOption = False,
    as_json: JsonOption = False,
) -> None:
    """Judge documents as a load would, without a store: nothing is kept."""
    quiet = wants_json(ctx, as_json)
    raise typer.Exit(_reported(asyncio.run(_judged(paths, mode.value, quiet)), quiet, warnings))


async def _judged(paths: Sequence[Path], mode: Mode, quiet: bool) -> list[Outcome]:
    """Judge the documents of some files on every core."""
    from credway.loaders.ctdl import placed
    from credway.loaders.files import find
    from credway.loaders.preparing import batches, prepared

    settings = settings_of()
    limits = limits_of(settings, local=True)
    files = find(paths)
    total = sum(file.size for file in files)
    outcomes: list[Outcome] = []
    with output.bar("Judging", hidden=quiet) as told:
        workers = Workers(engine, settings.judge_workers)
        source = batches(files, Submission(Document(b""), mode), limits.size, settings.max_batch)
        async for batch, made in prepared(source, workers, limits, settings.base, mode):
            outcomes += [placed(outcome_of(each)) for each in made]
            told(batch.done, total, batch.what)
    return outcomes


def withdraw(
    ctx: typer.Context,
    document: Annotated[str, typer.Argument(metavar="IRI", help="The document, or a thing in it.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; shown to everybody who asks for it.")],
    effective_from: Annotated[
        str | None,
        typer.Option(
            "--effective-from",
            metavar="DATE",
            help="The day from which it holds no more; without it, as if it had never held.",
        ),
    ] = None,
    superseded_by: Annotated[
        str | None, typer.Option("--superseded-by", metavar="IRI", help="What takes its place.")
    ] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Withdraw a document; what was known before stays on record."""

    async def work(registry: Registry) -> Exit:
        found = await by_iri(await registry.ask(), document)
        held = found.document or found.iri
        number = await registry.withdraw(Withdrawal(held, reason, effective_from, superseded_by))
        if wants_json(ctx, as_json):
            output.print_json({"withdrawn": held, "recorded": number, "reason": reason})
        else:
            when = f" from {effective_from}" if effective_from else ""
            output.line(f"{held} is withdrawn{when}, recorded at number {number}.")
        return Exit.FINE

    _check_date(effective_from, "--effective-from")
    with_registry(ctx, store, as_json, work)


def _reported(outcomes: Sequence[Outcome], quiet: bool, warnings: bool) -> Exit:
    """Print the refused ones with the place of each mistake, and what became of all."""
    refused = [each for each in outcomes if each.verdict.outcome == "refused"]
    counts = Counter(_became(each) for each in outcomes)
    if quiet:
        output.print_json(
            {
                "summary": {name: counts[name] for name in ("accepted", "reference", "unchanged", "refused")},
                "documents": [plain.outcome(each) for each in outcomes],
            }
        )
        return Exit.REFUSED if refused else Exit.FINE
    shown = outcomes if warnings else refused
    rows = [
        (each.origin, _where(finding), finding.severity, finding.code, finding.message)
        for each in shown
        for finding in each.verdict.findings
        if warnings or finding.severity == "Violation"
    ]
    if rows:
        title = "Refused" if not warnings else "Findings"
        output.table(("file", "where", "severity", "code", "what is wrong and what to do"), rows, title=title)
    words = {
        "accepted": "accepted",
        "reference": "taken as reference records",
        "unchanged": "held already",
        "refused": "refused",
    }
    parts = [f"{counts[name]:,} {word}" for name, word in words.items() if counts[name] or name == "accepted"]
    noun = "document" if len(outcomes) == 1 else "documents"
    output.line(f"{len(outcomes):,} {noun}: {', '.join(parts)}.")
    hidden = sum(f.severity == "Warning" for each in outcomes for f in each.verdict.findings)
    if hidden and not warnings:
        output.line(f"{hidden:,} {'warning' if hidden == 1 else 'warnings'}; --warnings shows them.")
    return Exit.REFUSED if refused else Exit.FINE


def _where(finding: Finding) -> str:
    """The JSON pointer, else the node, where it has a name of its own."""
    return finding.pointer or ("" if finding.focus.startswith("_:") else finding.focus)


def _became(outcome: Outcome) -> str:
    if outcome.verdict.outcome == "refused":
        return "refused"
    return "unchanged" if outcome.no_op else outcome.verdict.outcome


def _check_date(text: str | None, option: str) -> None:
    from credway.registry.periods import day

    if text is not None:
        try:
            day(text)
        except ValueError:
            stop(Exit.USAGE, "A date is wrong", f"{option} {text!r} is not a date such as 2026-05-15")
