"""The command that judges documents without a store, and explains what they are held to."""

import asyncio
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from credway.cli import output
from credway.cli.documents import ModeOption, Owner
from credway.cli.exits import Exit, stop
from credway.cli.reports import JsonReport, NdjsonReport, Report, opened
from credway.cli.running import FORMS, JsonOption, check_paths, say_full, settings_of, wants_json
from credway.cli.tabling import LIMIT, TableReport, summary
from credway.registry.documents import Submission
from credway.registry.preparing import judge, judgement_of
from credway.registry.repeats import Repeats
from credway.registry.settings import limits_of
from credway.registry.workers import Workers
from credway.server.composition import engine
from credway.shapes.carriers.files import find
from credway.shapes.documents import Document
from credway.shapes.profiles import PROFILES, Profile, Tally
from credway.shapes.verdict import Mode

STDOUT = Path("-")


class Shown(StrEnum):
    """Which findings are shown, and make a document fail."""

    MINIMUM = "minimum"
    RECOMMENDED = "recommended"
    ALL = "all"


def validate(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH...",
            help=FORMS,
            allow_dash=True,
        ),
    ] = None,
    mode: ModeOption = Owner.PUBLISH,
    profile: Annotated[
        Shown,
        typer.Option(
            "--profile",
            help="What is shown and makes a document fail: minimum Violations, recommended Warnings too,"
            " all Infos too.",
        ),
    ] = Shown.MINIMUM,
    limit: Annotated[
        int, typer.Option("--limit", min=0, metavar="N", help="Most findings in the table; 0 shows all.")
    ] = LIMIT,
    as_json: JsonOption = False,
    ndjson: Annotated[
        bool, typer.Option("--ndjson", help="Print a JSON object to a line for each document.")
    ] = False,
    sarif: Annotated[
        Path | None,
        typer.Option("--sarif", metavar="FILE", help="Write SARIF 2.1.0 for code scanning; - prints it."),
    ] = None,
    junit: Annotated[
        Path | None, typer.Option("--junit", metavar="FILE", help="Write JUnit XML; - prints it.")
    ] = None,
    explain: Annotated[
        str | None,
        typer.Option("--explain", metavar="SHAPE", help="Explain a shape by code, IRI or name."),
    ] = None,
) -> None:
    """Judge documents as a load would, without a store: nothing is kept."""
    quiet = wants_json(ctx, as_json)
    if explain is not None:
        from credway.cli.explaining import explained

        if paths:
            stop(Exit.USAGE, "Nothing was judged", "--explain stands alone, without a PATH", as_json=quiet)
        raise typer.Exit(explained(explain, as_json=quiet))
    if not paths:
        stop(
            Exit.USAGE, "Nothing to judge", "name a file or a folder, or - for standard input", as_json=quiet
        )
    printed = [quiet, ndjson, sarif == STDOUT, junit == STDOUT]
    if sum(printed) > 1:
        stop(Exit.USAGE, "Too much to print", "one of --json, --ndjson, --sarif - and --junit - at a time")
    check_paths(paths, as_json=quiet)
    found = PROFILES[list(Shown).index(profile)]
    with ExitStack() as stack:
        reports = _reports(stack, found, mode.value, limit, quiet, ndjson, sarif, junit)
        try:
            tally = asyncio.run(_judged(paths, mode.value, found, reports, printing=any(printed)))
        except KeyboardInterrupt:
            stop(Exit.REFUSED, "Stopped", "what was reported so far is not all", as_json=False)
        for report in reports:
            report.end(tally)
    if any(printed) and not quiet:
        for line in summary(tally, found):
            output.note(line)
    raise typer.Exit(Exit.REFUSED if tally.failing else Exit.FINE)


def _reports(
    stack: ExitStack,
    profile: Profile,
    mode: Mode,
    limit: int,
    as_json: bool,
    ndjson: bool,
    sarif: Path | None,
    junit: Path | None,
) -> Sequence[Report]:
    """Make the reports that are asked for; the table where nothing else is printed."""
    reports: list[Report] = []
    if as_json:
        reports.append(JsonReport(stack.enter_context(opened(STDOUT)), profile, mode))
    elif ndjson:
        reports.append(NdjsonReport(stack.enter_context(opened(STDOUT))))
    elif STDOUT not in (sarif, junit):
        reports.append(TableReport(profile, limit))
    if sarif:
        from credway.cli.sarif import SarifReport

        reports.append(SarifReport(stack.enter_context(opened(sarif))))
    if junit:
        from credway.cli.junit import JunitReport

        reports.append(JunitReport(stack.enter_context(opened(junit))))
    return reports


async def _judged(
    paths: Sequence[Path], mode: Mode, profile: Profile, reports: Sequence[Report], *, printing: bool
) -> Tally:
    """Judge the documents of some files on every core, and tell each report of each in their order."""
    from credway.loaders.preparing import batches, bounds_of, prepared

    settings = settings_of()
    limits = limits_of(settings, local=True)
    files = find(paths)
    total = sum(file.size for file in files)
    tally = Tally()
    repeats = Repeats(settings.max_remembered)
    workers = Workers(engine, settings.judge_workers, judge)
    terms = Submission(Document(b""), mode)
    source = batches(files, terms, limits.size, settings.max_batch, bounds_of(settings))
    with output.bar("Judging", hidden=printing and sys.stdout.isatty()) as told:
        async for batch, made in prepared(source, workers, limits, settings.base, mode):
            for each in made:
                found = judgement_of(repeats.judged(each), profile)
                tally.add(found)
                for report in reports:
                    report.add(each.submission.document, found)
            told(batch.done, total, f"{tally.documents:,} documents, {tally.failing:,} failing")
    say_full(repeats, settings)
    return tally
