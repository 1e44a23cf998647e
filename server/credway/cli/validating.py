"""The command that judges documents without a store, and explains what they are held to."""

import asyncio
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
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


JudgedArgument = Annotated[list[Path] | None, typer.Argument(metavar="PATH...", help=FORMS, allow_dash=True)]
ProfileOption = Annotated[
    Shown,
    typer.Option(
        "--profile",
        help="What is shown and makes a document fail: minimum Violations, recommended Warnings too,"
        " all Infos too.",
    ),
]
LimitOption = Annotated[
    int, typer.Option("--limit", min=0, metavar="N", help="Most findings in the table; 0 shows all.")
]
NdjsonOption = Annotated[
    bool, typer.Option("--ndjson", help="Print a JSON object to a line for each document.")
]
SarifOption = Annotated[
    Path | None,
    typer.Option("--sarif", metavar="FILE", help="Write SARIF 2.1.0 for code scanning; - prints it."),
]
JunitOption = Annotated[
    Path | None, typer.Option("--junit", metavar="FILE", help="Write JUnit XML; - prints it.")
]
ExplainOption = Annotated[
    str | None,
    typer.Option("--explain", metavar="SHAPE", help="Explain a shape by code, IRI or name."),
]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is judged, which findings are told, and in which reports."""

    paths: Sequence[Path]
    mode: Mode
    profile: Profile
    limit: int
    as_json: bool
    ndjson: bool
    sarif: Path | None
    junit: Path | None

    @property
    def printed(self) -> int:
        """How many reports are to be printed."""
        return sum([self.as_json, self.ndjson, self.sarif == STDOUT, self.junit == STDOUT])


def validate(
    ctx: typer.Context,
    paths: JudgedArgument = None,
    mode: ModeOption = Owner.PUBLISH,
    profile: ProfileOption = Shown.MINIMUM,
    limit: LimitOption = LIMIT,
    as_json: JsonOption = False,
    ndjson: NdjsonOption = False,
    sarif: SarifOption = None,
    junit: JunitOption = None,
    explain: ExplainOption = None,
) -> None:
    """Judge documents as a load would, without a store: nothing is kept."""
    quiet = wants_json(ctx, as_json)
    if explain is not None:
        raise typer.Exit(_explained(explain, paths, quiet))
    shown = PROFILES[list(Shown).index(profile)]
    asked = _Asked(paths or (), mode.value, shown, limit, quiet, ndjson, sarif, junit)
    _check(asked)
    tally = _told(asked)
    if asked.printed and not quiet:
        for line in summary(tally, shown):
            output.note(line)
    raise typer.Exit(Exit.REFUSED if tally.failing else Exit.FINE)


def _explained(shape: str, paths: Sequence[Path] | None, as_json: bool) -> Exit:
    """Print what a shape asks for."""
    from credway.cli.explaining import explained

    if paths:
        stop(Exit.USAGE, "Nothing was judged", "--explain stands alone, without a PATH", as_json=as_json)
    return explained(shape, as_json=as_json)


def _check(asked: _Asked) -> None:
    """Stop at arguments that cannot be right, before anything is read."""
    if not asked.paths:
        why = "name a file or a folder, or - for standard input"
        stop(Exit.USAGE, "Nothing to judge", why, as_json=asked.as_json)
    if asked.printed > 1:
        stop(Exit.USAGE, "Too much to print", "one of --json, --ndjson, --sarif - and --junit - at a time")
    check_paths(asked.paths, as_json=asked.as_json)


def _told(asked: _Asked) -> Tally:
    """Judge what is asked, write its reports, and count what became of all."""
    with ExitStack() as stack:
        reports = _reports(asked, stack)
        try:
            tally = asyncio.run(_judged(asked, reports))
        except KeyboardInterrupt:
            stop(Exit.REFUSED, "Stopped", "what was reported so far is not all", as_json=False)
        for report in reports:
            report.end(tally)
    return tally


def _reports(asked: _Asked, stack: ExitStack) -> Sequence[Report]:
    """Make the reports that are asked for; the table where nothing else is printed."""
    reports: list[Report] = []
    if asked.as_json:
        reports.append(JsonReport(stack.enter_context(opened(STDOUT)), asked.profile, asked.mode))
    elif asked.ndjson:
        reports.append(NdjsonReport(stack.enter_context(opened(STDOUT))))
    elif not asked.printed:
        reports.append(TableReport(asked.profile, asked.limit))
    if asked.sarif:
        from credway.cli.sarif import SarifReport

        reports.append(SarifReport(stack.enter_context(opened(asked.sarif))))
    if asked.junit:
        from credway.cli.junit import JunitReport

        reports.append(JunitReport(stack.enter_context(opened(asked.junit))))
    return reports


async def _judged(asked: _Asked, reports: Sequence[Report]) -> Tally:
    """Judge the documents of some files on every core, and tell each report of each in their order."""
    from credway.loaders.preparing import batches, bounds_of, prepared

    settings = settings_of()
    limits = limits_of(settings, local=True)
    files = find(asked.paths)
    total = sum(file.size for file in files)
    tally = Tally()
    repeats = Repeats(settings.max_remembered)
    workers = Workers(engine, settings.judge_workers, judge)
    terms = Submission(Document(b""), asked.mode)
    source = batches(files, terms, limits.size, settings.max_batch, bounds_of(settings))
    with output.bar("Judging", hidden=bool(asked.printed) and sys.stdout.isatty()) as told:
        async for batch, made in prepared(source, workers, limits, settings.base, asked.mode):
            for each in made:
                found = judgement_of(repeats.judged(each), asked.profile)
                tally.add(found)
                for report in reports:
                    report.add(each.submission.document, found)
            told(batch.done, total, f"{tally.documents:,} documents, {tally.failing:,} failing")
    say_full(repeats, settings)
    return tally
