"""The commands for documents: load, withdraw."""

from enum import StrEnum
from typing import Annotated

import typer

from credway.cli import output
from credway.cli.across import added, tell
from credway.cli.exits import Exit, stop
from credway.cli.running import (
    BaseOption,
    JsonOption,
    PathsArgument,
    StoreOption,
    check_paths,
    say_full,
    wants_json,
    with_registry,
)
from credway.cli.tally import BECAME, Tally
from credway.registry.answers import plain
from credway.registry.answers.nodes import documents
from credway.registry.documents import Withdrawal
from credway.registry.registry import Registry
from credway.registry.repeats import Repeats
from credway.registry.timeline import Version, starts
from credway.server.finding import by_iri
from credway.shapes.plain import where


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
    across: Annotated[
        bool | None,
        typer.Option(
            "--references/--no-references",
            help="Look across documents when all are in: references that dangle, cycles, contradictions. "
            "Without either, a load of up to 10,000 documents (max_looked_across) does.",
        ),
    ] = None,
    base: BaseOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Load documents: good ones are published, each refused one is named with what is wrong in it."""
    from credway.loaders.ctdl import load as loaded

    async def work(registry: Registry) -> Exit:
        quiet = wants_json(ctx, as_json)
        few = registry.settings.max_looked_across
        repeats = Repeats(registry.settings.max_remembered)
        tally = Tally(quiet or warnings or across is True, few)
        since = (await registry.store.meta()).visible
        with output.bar("Loading", hidden=quiet) as told:
            stream = loaded(
                registry,
                paths,
                mode=mode.value,
                effective_from=effective_from,
                corrects=corrects,
                progress=told,
                repeats=repeats,
            )
            async for outcome in stream:
                tally.add([outcome])
        say_full(repeats, registry.settings)
        looked = tally.total <= few if across is None else across
        if looked:
            tally = tally.again(await added(registry, tally.kept, since, quiet))
        code = _reported(tally, quiet, warnings)
        if looked and not quiet:
            tell(tally.kept, warnings)
        if not looked and not quiet:
            output.line("References between documents were not looked at; credway check --references does.")
        return code

    _check_date(effective_from, "--effective-from")
    check_paths(paths, as_json=wants_json(ctx, as_json))
    with_registry(ctx, store, as_json, work, base=base, create=True)


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
        before = (await registry.store.meta()).n
        number = await registry.withdraw(Withdrawal(held, reason, effective_from, superseded_by))
        later = await _later(registry, held, effective_from)
        if wants_json(ctx, as_json):
            output.print_json(
                {"withdrawn": held, "recorded": number, "reason": reason, "holdsAgainFrom": later or None}
            )
        else:
            when = f" from {effective_from}" if effective_from else ""
            told = f"recorded at number {number}" if number > before else "as it was before; nothing changed"
            output.line(f"{held} is withdrawn{when}, {told}.")
            if later:
                output.line(f"A version of it begins on {later} and holds from then on; withdraw it too.")
        return Exit.FINE

    _check_date(effective_from, "--effective-from")
    with_registry(ctx, store, as_json, work)


async def _later(registry: Registry, document: str, start: str | None) -> str:
    """The first day after a withdrawal on which a version of the document begins, in nothing if none does."""
    if start is None:
        return ""
    held = (await documents(await registry.ask(), [document]))[document]
    versions = (
        Version(
            v.document, v.version, v.digest, v.published_at[:10], v.effective_from, v.corrects, v.withdrawn
        )
        for v in held
    )
    return min((day for day, v in starts(versions).items() if day > start and not v.withdrawn), default="")


def _reported(tally: Tally, quiet: bool, warnings: bool) -> Exit:
    """Print the refused ones with the place of each mistake, and what became of all."""
    refused = tally.refused
    if quiet:
        output.print_json(
            {
                "summary": {name: tally.became[name] for name in BECAME},
                "documents": [plain.outcome(each) for each in tally.kept],
            }
        )
        return Exit.REFUSED if refused else Exit.FINE
    rows = [
        (each.origin, where(finding), finding.severity, finding.code, finding.message)
        for each in (tally.kept if warnings else refused)
        for finding in each.verdict.findings
        if warnings or finding.severity == "Violation"
    ]
    if rows:
        title = "Refused" if not warnings else "Findings"
        output.table(("file", "where", "severity", "code", "what is wrong and what to do"), rows, title=title)
    counts = tally.became
    parts = [
        f"{counts[name]:,} {word}" for name, word in BECAME.items() if counts[name] or name == "accepted"
    ]
    noun = "document" if tally.total == 1 else "documents"
    output.line(f"{tally.total:,} {noun}: {', '.join(parts)}.")
    if tally.warnings and not warnings:
        noun = "warning" if tally.warnings == 1 else "warnings"
        output.line(f"{tally.warnings:,} {noun}; --warnings shows them.")
    return Exit.REFUSED if refused else Exit.FINE


def _check_date(text: str | None, option: str) -> None:
    from credway.registry.periods import day

    if text is not None:
        try:
            day(text)
        except ValueError:
            stop(Exit.USAGE, "A date is wrong", f"{option} {text!r} is not a date such as 2026-05-15")
