"""What an import gave, as JSON and as tables: documents, rows, awards, and what was left out."""

import re
from collections import Counter
from typing import Any

from credway.cli import output
from credway.loaders.articulations.reading import Tally
from credway.loaders.importing import Imported

SHOWN = 20
"""How many rows that were left out are named one by one, without --all."""


def print_json(made: Imported) -> None:
    """Print what an import gave, for programs."""
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
            "awardsNoMore": list(made.dropped),
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


def print_table(made: Imported, all_rows: bool) -> None:
    """Print what an import gave, for people; with `all_rows` every row that was left out."""
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
    passed = Counter(_reason(each.message) for each in made.left if not each.wrong)
    for reason, number in passed.items():
        output.line(f"{number:,} not taken over: {reason}.{'' if all_rows else ' --all names each.'}")
    if made.tally:
        _awards(_tallied(made, made.tally))
    if made.behind:
        behind = output.counted(len(made.behind), "document")
        output.line(
            f"In an earlier edition of this source and not in this one: {behind}. "
            "What is left out stands as before; credway withdraw ends what ended."
            f"{'' if all_rows else ' --all names each.'}"
        )
        for each in made.behind if all_rows else ():
            output.line(f"  {each}")
    if made.dropped:
        output.line(
            f"No more in the documents of this edition: {output.counted(len(made.dropped), 'award')}. "
            "What another file of the source says of the same institution has to be in this one too."
            f"{'' if all_rows else ' --all names each.'}"
        )
        for each in made.dropped if all_rows else ():
            output.line(f"  {each}")
    rows = made.counted
    if rows.read != rows.taken:
        output.line(
            f"{output.counted(rows.read, 'row')} read: {rows.taken:,} taken, {rows.wrong:,} refused, "
            f"{rows.passed:,} not taken over, {rows.silent:,} that add nothing of their own."
        )
    parts = [f"{number:,} {name}" for name, number in _counts(made).items()]
    documents = output.counted(len(made.outcomes), "document")
    output.line(f"{output.counted(made.rows, 'row')} taken. {documents}: {', '.join(parts) or 'none'}.")
    if made.wrong:
        wrong_ones = output.counted(len(made.wrong), "row or part of a row", "rows or parts of rows")
        output.line(f"Left out as wrong: {wrong_ones}.")


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
        ("rows refused or not taken over", counted["rowsRefused"]),
        ("credentials matched", named["matched"]),
        ("credentials kept as printed", named["keptAsPrinted"]),
        ("credentials that may be several, kept as printed", named["ambiguous"]),
    ]
    output.table(
        ("what", "how many"), [(what, f"{number:,}") for what, number in rows], title="Articulations"
    )


def _reason(message: str) -> str:
    """Why a row was left out, without the value that only that row has."""
    return re.sub(r"^'.*?' is ", "a value is ", message).partition(": ")[0].rstrip(".")


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
