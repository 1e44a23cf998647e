"""The command for public files of other owners: classifications, crosswalks, institutions, frameworks."""

from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from credway.cli import output
from credway.cli.exits import Exit, stop
from credway.cli.running import BaseOption, JsonOption, StoreOption, wants_json, with_registry
from credway.loaders.articulations.reading import Tally
from credway.loaders.articulations.tables import table_of
from credway.loaders.importing import Imported, Unusable
from credway.loaders.importing import load as loaded
from credway.loaders.kinds import kinds
from credway.registry.periods import day, since
from credway.registry.registry import Registry

SHOWN = 20
"""How many rows that were left out are named one by one, without --all."""


def import_(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=f"One of {', '.join(kinds())}.")],
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Your own copy of the file.")],
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="DATE", help="When the file was published: a year, month or day."),
    ] = None,
    effective_from: Annotated[
        str | None,
        typer.Option("--effective-from", metavar="DATE", help="The day from which what it says holds."),
    ] = None,
    sheet: Annotated[
        str | None,
        typer.Option("--sheet", metavar="NAME", help="The sheet of a workbook, where several would do."),
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option("--mapping", metavar="MAP.toml", help="What the columns mean, for the kind table."),
    ] = None,
    all_rows: Annotated[bool, typer.Option("--all", help="Name every row that was left out.")] = False,
    base: BaseOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Import a public file: a classification, institutions, a CASE framework, or a table of articulations."""
    _check(kind, files, date, effective_from, sheet, mapping)

    async def work(registry: Registry) -> Exit:
        quiet = wants_json(ctx, as_json)
        with output.bar("Importing", hidden=quiet) as told:
            try:
                made = await loaded(
                    registry,
                    kind,
                    files,
                    date=date,
                    start=effective_from,
                    sheet=sheet,
                    mapping=mapping,
                    progress=told,
                )
            except Unusable as error:
                stop(Exit.USAGE, "The file cannot be read", str(error), as_json=quiet)
            except OSError as error:
                stop(
                    Exit.USAGE,
                    "The file cannot be read",
                    f"{error.filename}: {error.strerror}",
                    as_json=quiet,
                )
        if quiet:
            _json(made)
        else:
            _table(made, all_rows)
        refused = any(each.verdict.outcome == "refused" for each in made.outcomes)
        return Exit.REFUSED if refused or made.wrong or not made.outcomes else Exit.FINE

    with_registry(ctx, store, as_json, work, base=base, create=True)


def _check(
    kind: str,
    files: list[Path],
    date: str | None,
    effective_from: str | None,
    sheet: str | None,
    mapping: Path | None,
) -> None:
    """Stop at arguments that cannot be right, before a store is opened."""
    if kind not in kinds():
        stop(Exit.USAGE, "No such kind of file", f"{kind!r} is none of {', '.join(kinds())}")
    several = {"cluster-mapping": 2, "case": len(files), "california": min(len(files), 4)}.get(kind, 1)
    if len(files) != several:
        noun = "file" if several == 1 else "files"
        detail = f"the kind {kind} is read from {several} {noun}, and {len(files)} were given"
        stop(Exit.USAGE, "Too many or too few files", detail)
    if sheet is not None and kind in ("cluster-mapping", "case"):
        detail = f"--sheet is for kinds that are one table; leave it out with {kind}"
        stop(Exit.USAGE, "There is no one sheet", detail)
    _check_mapping(kind, mapping)
    missing = next((file for file in files if not file.is_file()), None)
    if missing is not None:
        why = "it is a folder" if missing.is_dir() else "there is no such file"
        stop(Exit.USAGE, "The file cannot be read", f"{missing}: {why}")
    for text, option, reads in ((date, "--date", since), (effective_from, "--effective-from", day)):
        try:
            if text is not None:
                reads(text)
        except ValueError:
            stop(Exit.USAGE, "A date is wrong", f"{option} {text!r} is not a date such as 2026-05-15")


def _check_mapping(kind: str, mapping: Path | None) -> None:
    try:
        table_of(kind, mapping)
    except Unusable as error:
        stop(Exit.USAGE, "The mapping cannot be used", str(error))
    except OSError as error:
        stop(Exit.USAGE, "The mapping cannot be used", f"{error.filename}: {error.strerror}")


def _json(made: Imported) -> None:
    output.print_json(
        {
            "rows": made.rows,
            "rowsRead": made.counted.read,
            "rowsRefused": made.counted.wrong,
            "rowsNotTakenOver": made.counted.passed,
            "rowsThatAddNothing": made.counted.silent,
            **({"awards": _tallied(made, made.tally)} if made.tally else {}),
            "summary": dict(_counts(made)),
            "documents": [
                {"document": each.document, "outcome": each.verdict.outcome, "n": each.n, "noOp": each.no_op}
                | ({"findings": _why(made, each.document)} if each.verdict.outcome == "refused" else {})
                for each in made.outcomes
            ],
            "notInThisEdition": list(made.behind),
            "leftOut": [
                {
                    "file": each.file,
                    **({"sheet": each.sheet} if each.sheet else {}),
                    **({"pointer": each.pointer} if each.pointer else {"row": each.row}),
                    "column": each.column or None,
                    "message": each.message,
                    "wrong": each.wrong,
                }
                for each in made.left
            ],
        }
    )


def _table(made: Imported, all_rows: bool) -> None:
    for outcome in made.outcomes:
        if outcome.verdict.outcome == "refused":
            for why in _why(made, outcome.document):
                output.line(f"{outcome.document}: {why}")
    wrong = made.left if all_rows else made.wrong[:SHOWN]
    if wrong:
        output.table(
            ("where", "what is wrong" if not all_rows else "why"),
            [(each.place, each.message) for each in wrong],
            title="Left out",
        )
    hidden = len(made.wrong) - SHOWN
    if hidden > 0 and not all_rows:
        output.line(f"{hidden:,} more; --all names them.")
    passed = Counter(each.message.partition(":")[0] for each in made.left if not each.wrong)
    for reason, number in passed.items():
        output.line(f"{number:,} not taken over: {reason}.{'' if all_rows else ' --all names each.'}")
    if made.tally:
        _awards(_tallied(made, made.tally))
    if made.behind:
        output.line(
            f"{len(made.behind):,} documents of an earlier edition of this source are not in this one, and "
            f"stand as before. credway withdraw ends what ended.{'' if all_rows else ' --all names each.'}"
        )
        for each in made.behind if all_rows else ():
            output.line(f"  {each}")
    rows = made.counted
    if rows.read != rows.taken:
        output.line(
            f"{rows.read:,} rows read: {rows.taken:,} taken, {rows.wrong:,} refused, "
            f"{rows.passed:,} not taken over, {rows.silent:,} that add nothing of their own."
        )
    parts = [f"{number:,} {name}" for name, number in _counts(made).items()]
    output.line(f"{made.rows:,} rows taken. {len(made.outcomes):,} documents: {', '.join(parts) or 'none'}.")
    if made.wrong:
        output.line(f"{len(made.wrong):,} rows, or parts of them, were left out as wrong.")


def _tallied(made: Imported, tally: Tally) -> dict[str, Any]:
    """What became of the rows of a table of articulations, in numbers."""
    return {
        "taken": tally.awards - tally.doubted,
        "takenInDoubt": tally.doubted,
        "doubts": dict(tally.doubts),
        "rowsWithAwards": tally.first,
        "rowsOfAnotherAward": tally.merged,
        "rowsOfNoAward": made.counted.taken - tally.first - tally.merged,
        "rowsRefused": made.counted.wrong + made.counted.passed,
        "credentials": {
            "matched": tally.matched,
            "keptAsPrinted": tally.printed,
            "ambiguous": tally.ambiguous,
        },
    }


def _awards(counted: dict[str, Any]) -> None:
    named = counted["credentials"]
    rows = [
        ("awards taken", counted["taken"]),
        ("awards taken in doubt", counted["takenInDoubt"]),
        *((f"  {reason}", number) for reason, number in sorted(counted["doubts"].items())),
        ("rows with an award", counted["rowsWithAwards"]),
        ("rows that are part of the award of another row", counted["rowsOfAnotherAward"]),
        ("rows that say something else, such as who issues a credential", counted["rowsOfNoAward"]),
        ("rows refused", counted["rowsRefused"]),
        ("credentials matched", named["matched"]),
        ("credentials kept as printed", named["keptAsPrinted"]),
        ("credentials that may be several, kept as printed", named["ambiguous"]),
    ]
    output.table(
        ("what", "how many"), [(what, f"{number:,}") for what, number in rows], title="Articulations"
    )


def _why(made: Imported, document: str | None) -> list[str]:
    return [
        finding.message
        for each in made.outcomes
        if each.document == document
        for finding in each.verdict.findings
        if finding.severity == "Violation"
    ]


def _counts(made: Imported) -> Counter[str]:
    return Counter("unchanged" if each.no_op else each.verdict.outcome for each in made.outcomes)
