"""Articulations of the California Community Colleges (MAP): credential, common course, course of a college.

The file is known to be noisy. What its rows say stands as its publisher's claim with the doubt on it;
the reasons for doubt, and what is refused, are a table of their own.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from credway.loaders.articulations.common_courses import scheme_of, surest
from credway.loaders.articulations.model import (
    About,
    Amount,
    Articulation,
    Body,
    Course,
    Doubt,
    Listed,
    Statement,
)
from credway.loaders.kinds import Edition, table
from credway.loaders.matching import Printed
from credway.loaders.tables import Left, Row, Unusable, left
from credway.registry.names import fold

KIND: Final = "california"
STATE: Final = "CA"
OTHERS: Final = {
    "california-credentials": "credentials.csv",
    "california-units": "credit_by_exam_course_crosswalk.csv",
    "california-titles": "raw_to_unified_titles.csv",
}
"""The files that may stand beside the articulations, by the kind of their columns."""

NUMBERS: Final = {
    "california-credentials": ("title_confidence", "issuer_confidence"),
    "california-units": ("units",),
    "california-titles": ("confidence",),
}
"""Their columns with numbers: from 0 to 1, but for units."""

_GARBLED: Final = re.compile("[\u00c2\u00c3\u00e2]")


@dataclass(slots=True)
class _Beside:
    """What the other files say: of a credential by its title, of a course by college, code and title."""

    credentials: dict[str, Row] = field(default_factory=dict)
    units: dict[tuple[str, str], list[Row]] = field(default_factory=lambda: defaultdict(list))
    titles: list[Row] = field(default_factory=list)

    def printed(self, title: str, issuer: str = "") -> Printed:
        """A credential as the files print it."""
        row = self.credentials.get(title)
        return Printed(mended(title), row["issuer"] if row else issuer)


def read(edition: Edition) -> Iterator[Statement | Left]:
    """Read the articulations, and what the other files say of the credentials and courses in them."""
    paths = _files(edition)
    beside = _Beside()
    for kind, path in paths.items():
        for row in edition.rows(kind, path) if kind != KIND else ():
            if isinstance(row, Left):
                yield row
            elif (problem := _refused(row) or _no_number(row, kind)) is not None:
                yield problem
            elif kind == "california-credentials":
                beside.credentials[row["credential"]] = row
            elif kind == "california-units":
                beside.units[fold(row["college"]), fold(row["course"])].append(row)
            else:
                beside.titles.append(row)
    yield from _credentials(beside)
    rows: list[Row] = []
    for row in edition.rows(KIND, paths[KIND]):
        problem = row if isinstance(row, Left) else _refused(row)
        if problem is not None:
            yield problem
        elif isinstance(row, Row):
            rows.append(row)
    crossed = _crossed(rows, beside)
    for same in _awards(rows):
        yield _award(same, beside, crossed)
    if not beside.credentials:
        yield from _issuers(rows)


def mended(text: str) -> str:
    """Mend a text whose UTF-8 was read as Windows-1252, once or twice; another one stays as it is.

    >>> mended("A \u00c3\u00a2\u00e2\u201a\u00ac\u00e2\u20ac\u0153 B") == "A \u2013 B"
    True
    """
    for _ in range(2):
        if not _GARBLED.search(text):
            break
        try:
            text = text.encode("cp1252").decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            break
    return text


def _files(edition: Edition) -> Mapping[str, Path]:
    """Say which file is which, by their headings. Raises Unusable."""
    found: dict[str, Path] = {}
    for path in edition.paths:
        kind = next((each for each in (KIND, *OTHERS) if edition.has(each, path)), None)
        if kind is None:
            names = ", ".join(("credential_articulations.csv", *OTHERS.values()))
            raise Unusable(f"{path}: it has the headings of none of {names}")
        if kind in found:
            raise Unusable(f"{path}: it has the same headings as {found[kind]}. Give each file once.")
        found[kind] = path
    if KIND not in found:
        raise Unusable(f"{edition.paths[0]}: the articulations are missing. Give their file too.")
    return found


@dataclass(frozen=True, slots=True)
class _Noise:
    """A kind of noise: how it is found, how sure a row with it is, and what a reader is told."""

    reason: str
    column: str
    pattern: str
    below: str
    confidence: str
    caveat: str

    def doubt(self, confidence: str = "") -> Doubt:
        """The doubt that it makes."""
        return Doubt(self.reason, confidence or self.confidence, self.caveat)


@cache
def noises() -> Mapping[str, _Noise]:
    """The kinds of noise by reason."""
    return {row["reason"]: _Noise(**row) for row in table("articulations/california_noise.csv")}


def _refused(row: Row) -> Left | None:
    for noise in noises().values():
        if noise.pattern and re.fullmatch(noise.pattern, mended(row.cells.get(noise.column, ""))):
            return left(row, noise.column, f"{noise.reason}: {noise.caveat}", wrong=False)
    return None


def _no_number(row: Row, kind: str) -> Left | None:
    for column in NUMBERS[kind]:
        text = row[column]
        shares = kind != "california-units"
        if not re.fullmatch(r"\d+(\.\d+)?", text) or (shares and float(text) > 1):
            return left(row, column, f"{text!r} is no number{' from 0 to 1' if shares else ''}")
    return None


def _code(row: Row) -> str:
    return f"{row['subject']} {row['number']}"


def _crossed(rows: Iterable[Row], beside: _Beside) -> frozenset[int]:
    """The rows that may be of a cross product: course and college both stand with others there.

    A pair that stands alone elsewhere, or in the crosswalk of units, is believed.
    """
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["credential"], row["common_course"]].append(row)
    alone = {(_code(held[0]), held[0]["college"]) for held in groups.values() if len(held) == 1}
    found: set[int] = set()
    for held in groups.values():
        pairs = {(_code(row), row["college"]) for row in held}
        colleges = Counter(code for code, _ in pairs)
        courses = Counter(college for _, college in pairs)
        found |= {
            row.number
            for row in held
            if colleges[_code(row)] > 1
            and courses[row["college"]] > 1
            and (_code(row), row["college"]) not in alone
            and (fold(row["college"]), fold(_code(row))) not in beside.units
        }
    return frozenset(found)


def _awards(rows: Iterable[Row]) -> Iterator[Sequence[Row]]:
    """The rows of each award: a course of a college stands in several where its common course does."""
    found: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        found[fold(mended(row["credential"])), row["college"], fold(_code(row))].append(row)
    yield from found.values()


def _award(rows: Sequence[Row], beside: _Beside, crossed: frozenset[int]) -> Articulation:
    first = rows[0]
    units = _units(first, beside)
    scheme, common = _common(rows, units)
    titles = list(dict.fromkeys(mended(row["title"]) for row in rows if row["title"]))
    garbled = any(mended(row["title"]) != row["title"] for row in rows)
    notes = [
        *_told("unreviewed"),
        *_told("statewide", given=first["statewide"].lower() == "true"),
        *_told("units elsewhere", given=units is not None, row=str(units.number) if units else ""),
        *_told("no units", given=units is None),
        *_told("mended", given=garbled),
    ]
    return Articulation(
        rows=tuple(rows),
        held=(beside.printed(first["credential"], first["issuer"]),),
        kind="InstitutionalAward",
        institution=Body(first["college"], STATE),
        state=STATE,
        courses=(Course(_code(first), titles[0] if titles else "", other_titles=tuple(titles[1:])),),
        amount=Amount(units["units"] if units else ""),
        common=common,
        scheme=(scheme,) if scheme else (),
        caveats=tuple(notes),
        doubts=tuple(_doubts(rows, beside, crossed, several=len(titles) > 1 or len(common) > 1)),
    )


def _told(reason: str, *, given: bool = True, **words: str) -> list[str]:
    return [noises()[reason].caveat.format(**words)] if given else []


def _units(row: Row, beside: _Beside) -> Row | None:
    """The crosswalk's row on the course: of several the one with its title, else none."""
    held = beside.units.get((fold(row["college"]), fold(_code(row))), [])
    titled = [each for each in held if fold(each["title"]) == fold(mended(row["title"]))]
    if len(held) > 1:
        return titled[0] if len(titled) == 1 else None
    return held[0] if held else None


def _common(rows: Sequence[Row], units: Row | None) -> tuple[str, tuple[str, ...]]:
    """The common course by the surest numbering: CCN before C-ID before M-ID."""
    ids = [(row["common_course"], row["id_system"]) for row in rows]
    own = _code(rows[0])
    ids += [(own, "CCN")] if scheme_of(own, STATE) == "CCN" else []
    ids += [(units["common_course"], units["id_system"])] if units else []
    return surest(((code, system) for code, system in ids if scheme_of(code, STATE) == system), STATE)


def _doubts(
    rows: Sequence[Row], beside: _Beside, crossed: frozenset[int], *, several: bool
) -> Iterator[Doubt]:
    held = noises()
    known = beside.credentials.get(rows[0]["credential"])
    if any(row.number in crossed for row in rows):
        yield held["suspected cross product"].doubt()
    if known is not None and known["flag"] == "suspect_course_as_exhibit":
        yield held["course as exhibit"].doubt(known["title_confidence"])
    elif known is not None and float(known["title_confidence"]) < float(held["unsure title"].below):
        yield held["unsure title"].doubt(known["title_confidence"])
    if several:
        yield held["two courses in one"].doubt()
    for row in rows:
        if scheme_of(row["common_course"], STATE) != row["id_system"]:
            none = held["no common course"]
            yield Doubt(none.reason, none.confidence, none.caveat.format(id=row["common_course"]))


def _credentials(beside: _Beside) -> Iterator[Statement]:
    """The unified titles, who is said to issue them, and the raw titles as other names."""
    for title, row in beside.credentials.items():
        of = beside.printed(title)
        yield Listed(row, of)
        if row["issuer"]:
            sure, why = row["issuer_confidence"], _told("unreviewed")
            yield About(row, of, issuer=row["issuer"], confidence=sure, caveats=why)
    for row in beside.titles:
        of = beside.printed(row["credential"])
        raw = " ".join(mended(row["raw"]).split())
        if fold(raw) and fold(raw) != fold(of.name):
            flagged = [noises()["course as exhibit"].caveat] if row["flag"] else []
            why = [*_told("unreviewed"), *flagged]
            yield About(row, of, name=raw, confidence=row["confidence"], caveats=why)


def _issuers(rows: Iterable[Row]) -> Iterator[About]:
    """Where the file of credentials is not given, the articulations say who issues them."""
    found = {(mended(row["credential"]), row["issuer"]): row for row in reversed([*rows]) if row["issuer"]}
    for (title, issuer), row in found.items():
        yield About(row, Printed(title, issuer), issuer=issuer, caveats=_told("unreviewed"))
