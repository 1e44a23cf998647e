"""Lists as people read them in a terminal, and what became of each line of an import."""

from collections.abc import Sequence

from credway.cli import output
from credway.loaders.list_versions import ListImported, Read
from credway.loaders.matching import How
from credway.loaders.tables import Left
from credway.registry.answers import plain, words
from credway.registry.answers.model import Things
from credway.registry.answers.portability.entries import EntriesAnswer, VersionsAnswer
from credway.registry.answers.said import Said

SHOWN = 20
"""How many lines are named one by one, without --all."""
COUNTED = {
    How.CTID: "matched by CTID",
    How.NAME: "by exact name",
    How.ALIAS: "by alias",
    How.AMBIGUOUS: "ambiguous",
    How.PRINTED: "kept as printed",
}


def json(made: ListImported) -> None:
    """Print as JSON what became of each line."""
    output.print_json(
        {
            "series": made.series,
            "version": made.version,
            "recorded": made.taken,
            "documents": [plain.outcome(each) for each in made.outcomes],
            "summary": {how.value: made.counts.get(how.value, 0) for how in How}
            | {"refusedRows": len({(each.file, each.row) for each in made.refused})},
            "lines": [
                {
                    "row": each.line.row.number,
                    "name": each.line.name,
                    "how": each.match.how.value,
                    "credential": each.match.thing,
                    "note": each.match.note,
                    "candidates": [candidate.iri for candidate in each.match.candidates],
                }
                for each in made.read
            ],
            "refused": [
                {"file": each.file, "row": each.row, "column": each.column or None, "message": each.message}
                for each in made.refused
            ],
        }
    )


def told(made: ListImported, all_lines: bool) -> None:
    """Print the lines that were refused, are ambiguous or were kept as printed, and the counts."""
    most = None if all_lines else SHOWN
    _shown("Refused", ("where", "what is wrong and what to do"), _refused(made.refused), most)
    for outcome in made.outcomes:
        for finding in outcome.verdict.findings:
            if finding.severity == "Violation":
                output.line(f"{outcome.document}: {finding.message}")
    ambiguous = [each for each in made.read if each.match.how is How.AMBIGUOUS]
    _shown("Ambiguous, kept as printed", ("line", "may mean"), _candidates(ambiguous, made.things), most)
    printed = [each for each in made.read if each.match.how is How.PRINTED]
    rows = [(_line(each), each.match.note) for each in printed]
    _shown("Kept as printed", ("line", "why"), rows, most)
    parts = [f"{made.counts.get(how.value, 0):,} {text}" for how, text in COUNTED.items()]
    output.line(f"{output.counted(len(made.read), 'line')}: {', '.join(parts)}.")
    if made.refused:
        rows_refused = len({(each.file, each.row) for each in made.refused})
        refused = output.counted(rows_refused, "row is", "rows are")
        output.line(f"{refused} refused, so that nothing was recorded. Mend what is named and import again.")
    elif not made.taken:
        output.line("Nothing was recorded.")
    elif all(each.no_op for each in made.outcomes):
        output.line(f"{made.version} is held so already; nothing changed.")
    else:
        output.line(f"{made.version} is published, recorded at number {made.outcomes[-1].n}.")


def _refused(refused: Sequence[Left]) -> list[tuple[str, str]]:
    return [(each.place, each.message) for each in refused]


def _line(each: Read) -> str:
    return f"row {each.line.row.number}, {each.line.name}"


def _candidates(read: Sequence[Read], things: Things) -> list[tuple[str, str]]:
    return [
        (_line(each) if number == 0 else "", f"{things[candidate.iri].title}  {candidate.iri}")
        for each in read
        for number, candidate in enumerate(each.match.candidates)
    ]


def _shown(title: str, headings: tuple[str, str], rows: Sequence[tuple[str, str]], most: int | None) -> None:
    if rows:
        output.table(headings, rows[:most], title=title)
    if most is not None and len(rows) > most:
        output.line(f"{len(rows) - most:,} more; --all names them.")


def entries(answer: EntriesAnswer) -> None:
    """Print the entries of a list that hold on the day."""
    things = answer.things
    output.heading(f"{things[answer.series].title} on {answer.as_of}")
    if not answer.versions:
        output.line(f"No version that covers {answer.as_of} is held here.")
    for version in answer.versions:
        holds = words.period(version.valid_from, version.valid_to)
        output.line(f"{_title(version, things)}: {_declared(version)}, {holds}.")
    if answer.entries:
        output.table(
            (
                "code",
                "printed as",
                "issuer",
                "credential",
                "tier",
                "points",
                "weight",
                "dollars",
                "status",
                "holds",
            ),
            [_entry(each, things) for each in answer.entries],
        )
    unresolved = sum(1 for each in answer.entries if not each.one("MEMBER"))
    output.line(
        f"{output.counted(len(answer.entries), 'entry', 'entries')}, {unresolved:,} of them only as printed."
    )
    output.line(f"As of {answer.as_of}, known at number {answer.known_at}.")


def _entry(said: Said, things: Things) -> tuple[str, ...]:
    body, member = said.body, said.one("MEMBER")
    return (
        *(str(body.get(name, "")) for name in ("code", "printedName", "printedIssuer")),
        things[member].title if member else "",
        *(str(body.get(name, "")) for name in ("tier", "points", "weight", "dollars")),
        words.spaced(str(body.get("entryStatus", ""))),
        words.period(said.valid_from, said.valid_to),
    )


def versions(answer: VersionsAnswer) -> None:
    """Print the versions of a list."""
    output.table(
        ("version", "holds", "complete", "entries", "document"),
        [
            (
                _title(said, answer.things),
                words.period(said.valid_from, said.valid_to),
                _declared(said),
                f"{count:,}",
                f"{said.document}, version {said.version}",
            )
            for said, count in zip(answer.versions, answer.counts, strict=True)
        ],
        title=answer.things[answer.series].title,
    )
    output.line(f"As of {answer.as_of}, known at number {answer.known_at}.")


def _title(said: Said, things: Things) -> str:
    return str(said.body.get("name") or (things[said.subject].title if said.subject else said.key))


def _declared(said: Said) -> str:
    complete = said.body.get("complete")
    return "completeness not stated" if complete is None else f"declared {'' if complete else 'in'}complete"
