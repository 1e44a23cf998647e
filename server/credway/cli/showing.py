"""Answers on competencies and licenses as people read them in a terminal."""

from collections import defaultdict
from collections.abc import Sequence

from credway.cli import output
from credway.cli.notes import Notes
from credway.cli.saying import Names, footer, missing
from credway.registry.answers import words
from credway.registry.answers.competencies.answer import AttestingCredential, CompetenciesAnswer
from credway.registry.answers.competencies.gaps import GapAnswer, GapState
from credway.registry.answers.competencies.mixes import MixAnswer
from credway.registry.answers.competencies.weighing import CompetencyFinding
from credway.registry.answers.model import Verdict
from credway.registry.answers.portability.licenses import LicenseLine, LicensesAnswer
from credway.registry.answers.said import Said


def attesting(answer: CompetenciesAnswer) -> None:
    """Print the credentials that attest, then those of which it is not known."""
    names = Names(answer.things)
    notes = Notes(names)
    word = f" {answer.match.value.lower()} of" if len(answer.competencies) > 1 else ""
    output.heading(f"Credentials that attest{word} {', '.join(map(names, answer.competencies))}")
    if not answer.credentials:
        output.line("Nobody states of any credential that it does.")
    for title, found in ((None, answer.credentials), ("Not known to attest them", answer.unknown)):
        if found:
            output.table(
                ("credential", "competency", "attested", "how", "through", *_diploma_columns(answer)),
                [row for each in found for row in _rows(each, names, notes)],
                title=title,
            )
    if answer.cut:
        output.line(answer.cut.message)
    footer(notes, answer)


def gap(answer: GapAnswer) -> None:
    """Print the required competencies with how each stands to what is held."""
    names = Names(answer.things)
    notes = Notes(names)
    held = ", ".join(map(names, answer.held)) or "nothing"
    output.heading(f"Competencies from {held} to {names(answer.target)}")
    missing(answer.stated.missing, names)
    if answer.lines:
        output.table(
            ("competency", "is", "attested by", "through", "required by"),
            [
                (
                    names(line.competency),
                    line.state.value if line.always else f"{line.state.value}, on one of several ways",
                    _by(line.found, names),
                    _through(line.found, names),
                    notes(*line.required, *line.found.finding.basis, *line.found.finding.against),
                )
                for line in answer.lines
            ],
        )
        output.line(", ".join(f"{answer.count(state)} {state.value.lower()}" for state in GapState) + ".")
    open_lines = (line for line in answer.lines if line.state is not GapState.GAP)
    missing(dict.fromkeys(m for line in open_lines for m in line.found.finding.missing), names)
    footer(notes, answer)


def mix(answer: MixAnswer) -> None:
    """Print the numbers by category with who says so, then the competencies."""
    names = Names(answer.things)
    notes = Notes(names)
    output.heading(f"Mix of competencies of {names(answer.of)}")
    missing(answer.stated.missing, names)
    output.table(
        ("category", "competencies", "said by"),
        [
            *((words.label(c.category), c.count, ", ".join(map(names, c.said_by))) for c in answer.counts),
            ("contested", answer.contested, ""),
            ("sorted by nobody", answer.unsorted, ""),
        ],
    )
    if answer.lines:
        output.table(
            ("competency", "category", "note"),
            [
                (
                    names(line.competency),
                    "contested"
                    if line.contested
                    else words.label(line.category)
                    if line.category
                    else "unknown",
                    notes(
                        *(each.statement for each in line.sorted_as),
                        *(said for each in line.attested for said in each.basis),
                    ),
                )
                for line in answer.lines
            ],
        )
    footer(notes, answer)


def licenses(answer: LicensesAnswer) -> None:
    """Print each license with the states that require it, that do not, and of which nothing is held."""
    names = Names(answer.things)
    notes = Notes(names)
    output.heading(f"Licenses for {names(answer.occupation)}")
    if not answer.licenses:
        output.line("No statement is held on licenses for this work.")
    for line in answer.licenses:
        title = names(line.license) if line.license else "A license that is not named"
        _license(title, line, notes)
    if len(answer.licenses) != 1:
        _license("Any license", answer.any_license, notes)
    for said in answer.figures:
        output.line(f"{words.label(said.body['measure'])}: {words.amount(said.body)} {notes(said)}")
    footer(notes, answer)


def _license(title: str, line: LicenseLine, notes: Notes) -> None:
    codes: dict[Verdict, list[str]] = defaultdict(list)
    said: dict[Verdict, list[Said]] = defaultdict(list)
    for at in line.places:
        codes[at.required.verdict].append(at.code)
        said[at.required.verdict] += (*at.required.basis, *at.required.against)
    output.table(
        ("", "states", "note"),
        [
            ("required in most states", line.in_most_states.verdict.value, ""),
            ("required", " ".join(codes[Verdict.YES]), _few(said[Verdict.YES], notes)),
            ("not required", " ".join(codes[Verdict.NO]), _few(said[Verdict.NO], notes)),
            ("disputed", " ".join(codes[Verdict.DISPUTED]), _few(said[Verdict.DISPUTED], notes)),
            ("not held", " ".join(codes[Verdict.UNKNOWN]), ""),
        ],
        title=f"{title}: required in {line.required} of 51, not in {line.not_required}, "
        f"disputed in {line.disputed}, not held for {line.unknown}",
    )


def _few(said: Sequence[Said], notes: Notes) -> str:
    """The first notes of many; `--json` has them all."""
    return notes(*said[:3]) + (f" and {len(said) - 3} more" if len(said) > 3 else "")


def _diploma_columns(answer: CompetenciesAnswer) -> tuple[str, ...]:
    return (f"diploma in {answer.state}", "note") if answer.state else ("note",)


def _rows(each: AttestingCredential, names: Names, notes: Notes) -> list[tuple[str, ...]]:
    diploma = each.place.counts_for.diploma if each.place else None
    return [
        (
            names(each.credential),
            names(found.competency),
            found.finding.verdict.value,
            ", ".join(dict.fromkeys(a.how.value.lower() for a in found.attested)),
            _through(found, names),
            *((diploma.verdict.value,) if diploma else ()),
            notes(
                *(*found.finding.basis, *found.finding.against),
                *((*diploma.basis, *diploma.against) if diploma else ()),
            ),
        )
        for found in each.competencies
    ]


def _by(found: CompetencyFinding, names: Names) -> str:
    return ", ".join(dict.fromkeys(names(each.of) for each in found.attested))


def _through(found: CompetencyFinding, names: Names) -> str:
    return ", ".join(f"{names(each.iri)} ({each.link})" for each in found.through)
