"""From a row and a mapping to awards: cells are translated, cut apart, translated again and then read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from credway.loaders.articulations import cells
from credway.loaders.articulations.common_courses import scheme_of
from credway.loaders.articulations.mapping import Plan, TableMapping, Values, fields, spelling
from credway.loaders.articulations.model import (
    About,
    Amount,
    Articulation,
    Body,
    Course,
    Doubt,
    Statement,
    Terms,
)
from credway.loaders.articulations.naming import part
from credway.loaders.kinds import Edition
from credway.loaders.matching import Printed
from credway.loaders.tables import Left, Row, left
from credway.loaders.tables import read as rows_of
from credway.registry.periods import since, until

ROW_IN_DOUBT = "stated by the table"
"""The reason of a doubt that a row states itself."""
ADDED = ("caveat", "condition")
"""What a mapping says of all rows besides what each says; other constants stand where a cell is empty."""
TOGETHER_PRINTED = "Printed in one line with others: whether the amount is for each or for all is not stated"


class _Wrong(ValueError):
    """A row that cannot be taken: the field, and why."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


def read(mapping: TableMapping, edition: Edition) -> Iterator[Statement | Left]:
    """Read a table by its mapping; a row with anything wrong in it is left out whole."""
    before: dict[str, Values] = {}
    for row in rows_of(edition.paths[0], mapping.headings, sheet=edition.sheet, bounds=edition.bounds):
        if isinstance(row, Left):
            yield row
            continue
        made: list[Statement] = []
        plan = mapping.plans[0]
        try:
            for plan in mapping.plans:
                if all(_cell(row, plan, name) for name in plan.only_with):
                    made += _statements(_Values(row, plan, mapping, before), row, mapping)
        except _Wrong as wrong:
            yield left(row, plan.columns.get(wrong.name, ""), f"{_named(wrong.name, plan)}{wrong}")
            continue
        yield from made


def _named(name: str, plan: Plan) -> str:
    """What no column of the table says is named as the mapping names it."""
    return "" if name in plan.columns else f"{name}: "


def _cell(row: Row, plan: Plan, name: str) -> str:
    return row[plan.columns[name]] if name in plan.columns else ""


class _Values:
    """What one row means, field by field. Raises _Wrong where a cell cannot be read."""

    def __init__(self, row: Row, plan: Plan, mapping: TableMapping, before: dict[str, Values]) -> None:
        self.mapping = mapping
        self.held: dict[str, list[str]] = {}
        for name in plan.columns:
            cell = _cell(row, plan, name)
            if cell:
                self._take(name, self._parts(name, cell, before))
        for name, values in plan.constants.items():
            if name in ADDED or not self.held.get(name):
                self.held.setdefault(name, []).extend(values)

    def all(self, name: str) -> tuple[str, ...]:
        """The values of a field, each once, in their order."""
        return tuple(dict.fromkeys(value for value in self.held.get(name, ()) if value))

    def one(self, name: str) -> str:
        """The value of a field, "" where there is none."""
        found = self.all(name)
        if len(found) > 1:
            raise _Wrong(name, f"both {found[0]!r} and {found[1]!r} are said of it")
        return found[0] if found else ""

    def checked(self, name: str) -> str:
        """The value of a field that has a form, as it is written in documents."""
        text = self.one(name)
        found = self.parsed(name, text) if text else ""
        return found if isinstance(found, str) else ""

    def concept(self, name: str) -> tuple[str, str]:
        """A concept of CTDL with the caveat on it."""
        text = self.one(name)
        found = self.parsed(name, text) if text else ("", "")
        assert isinstance(found, tuple)
        return found

    def yes(self, name: str) -> bool:
        """Whether a field says yes."""
        text = self.one(name)
        return bool(text) and bool(self.parsed(name, text))

    def parsed(self, name: str, text: str) -> object:
        """Read a text by the form of its field."""
        try:
            return cells.CHECKS[fields()[name].form](text)
        except ValueError as error:
            raise _Wrong(name, str(error)) from None

    def _parts(self, name: str, cell: str, before: dict[str, Values]) -> list[str]:
        """Cut a cell where nothing says what it means as a whole; `as above` is the row above's."""
        whole = spelling(cell) in self.mapping.translate.get(name, {})
        separators = self.mapping.separators.get(name, ())
        found = [cell]
        if separators and not whole and not (name == "course_or_program" and not _is_code(cell)):
            found = re.split("|".join(map(re.escape, separators)), cell)
        found = [each.strip() for each in found if each.strip()]
        above = before.get(name, ())
        found = [
            one for each in found for one in (above if spelling(each) in self.mapping.repeats else (each,))
        ]
        before[name] = tuple(found)
        return found

    def _take(self, name: str, parts: Sequence[str]) -> None:
        """Translate each part; what a translation says of other fields is said of them."""
        meanings = self.mapping.translate.get(name, {})
        for each in parts:
            for field, values in meanings.get(spelling(each), {name: (each,)}).items():
                self.held.setdefault(field, []).extend(values)


def _is_code(text: str) -> bool:
    return any(sign.isdigit() for sign in text)


def _statements(said: _Values, row: Row, mapping: TableMapping) -> Iterator[Statement]:
    """Make the awards of a row, and what it says of the credentials in them."""
    status = said.one("credential_status")
    by = _who(said) if mapping.source["says"] == "institution" else None
    speaker = (by[0] or by[2]) if by else None
    for award in _awards(said, row):
        yield award
        for of in award.held if status else ():
            yield About(row, of, status=str(said.parsed("credential_status", status)), by=speaker)
        for text in said.all("competency") if len(award.held) == 1 else ():
            yield About(row, award.held[0], competency=text, by=speaker)


def _awards(said: _Values, row: Row) -> Iterator[Articulation]:
    """Make the awards of a row: one for each credential that its cell holds."""
    credentials = said.all("credential")
    if not credentials:
        raise _Wrong("credential", "no credential is named")
    ctid = said.checked("ctid")
    sets = [_set(said, each, ctid) for each in credentials]
    if ctid and (len(sets) > 1 or len(sets[0]) > 1):
        raise _Wrong("ctid", "one CTID for several credentials; write a row for each")
    for held in sets:
        if not all(part(each.name) for each in held):
            raise _Wrong("credential", "there is no letter or digit in the name")
    base = _base(said, row)
    much = base.amount
    alternatives = (TOGETHER_PRINTED,) if len(sets) > 1 and (much.value or much.low or much.high) else ()
    for held in sets:
        yield replace(base, held=held, caveats=(*base.caveats, *alternatives))


def _set(said: _Values, credential: str, ctid: str) -> tuple[Printed, ...]:
    """The credentials that are held together."""
    separators = said.mapping.separators.get("together", ())
    parts = re.split("|".join(map(re.escape, separators)), credential) if separators else [credential]
    names = [each.strip() for each in parts if each.strip()] + list(said.all("together"))
    return tuple(Printed(name, said.one("issuer"), ctid) for name in names)


def _base(said: _Values, row: Row) -> Articulation:
    """All that an award says but for the credential."""
    institution, state, authority = _who(said)
    courses, common, scheme = _courses(said, state)
    starts, ends = _period(said)
    amount, each, notes = _amount(said)
    if each and len(each) != len(courses):
        raise _Wrong("amount", f"{len(each)} amounts for {len(courses)} courses")
    if each:
        courses = tuple(replace(course, amount=one) for course, one in zip(courses, each, strict=True))
    sure = said.checked("confidence")
    competencies = said.all("competency")
    return Articulation(
        rows=(row,),
        held=(),
        kind=_kind(said, institution, authority),
        institution=institution,
        authority=authority,
        state=state,
        courses=courses,
        programs=(*said.all("program"), *(p for p in said.all("course_or_program") if not _is_code(p))),
        requirements=said.all("requirement"),
        block=said.yes("block"),
        refused=said.yes("refused"),
        amount=amount,
        common=common,
        scheme=scheme,
        starts=starts,
        ends=ends,
        terms=_terms(said),
        exhibit=said.one("exhibit"),
        text=f"Competencies: {'; '.join(competencies)}" if competencies else "",
        caveats=(*said.all("caveat"), *notes),
        doubts=(Doubt(ROW_IN_DOUBT, sure, "The table is not sure of this row"),)
        if sure and sure != "1"
        else (),
        source_url=said.checked("source_url"),
        note=said.one("note"),
    )


def _who(said: _Values) -> tuple[Body | None, str, Body | None]:
    """Who awards, where, and on whose authority."""
    state = said.checked("state")
    institution, authority = said.one("institution"), said.one("authority")
    for name, text in (("institution", institution), ("authority", authority)):
        if text and not part(text):
            raise _Wrong(name, f"there is no letter or digit in {text!r}")
    return (
        Body(institution, state) if institution else None,
        state,
        Body(authority, "" if said.checked("kind") == "Recommendation" else state) if authority else None,
    )


def _kind(said: _Values, institution: Body | None, authority: Body | None) -> str:
    kind = said.checked("kind")
    if not kind:
        raise _Wrong("kind", "it is not said whether this is a guarantee, an award or a recommendation")
    if institution is None and authority is None:
        raise _Wrong("institution", "nobody awards: name the institution, or the authority of a whole state")
    if institution is None and kind != "Recommendation" and not said.one("state"):
        raise _Wrong("state", "without an institution the award needs the state that it binds")
    return kind


def _courses(said: _Values, state: str) -> tuple[tuple[Course, ...], tuple[str, ...], tuple[str, ...]]:
    """The courses, the common courses and their schemes; an outcome of a state is a course of the state."""
    codes = [*said.all("course"), *filter(_is_code, said.all("course_or_program"))]
    titles = [title for title in said.held.get("course_title", ()) if title]  # two may be the same
    common = said.all("common_course")
    schemes = said.all("common_scheme") or tuple(
        dict.fromkeys(scheme for scheme in (scheme_of(code, state) for code in common) if scheme)
    )
    if len(titles) > len(codes) and not (common and not codes and len(titles) == 1):
        raise _Wrong("course_title", f"{len(titles)} titles for {len(codes)} courses")
    if any(not part(code) for code in codes):
        raise _Wrong("course", "there is no letter or digit in the code")
    if not codes and common:
        codes = [" ".join(common)]
    return (
        tuple(Course(code, title) for code, title in zip_longest(codes, titles, fillvalue="")),
        common,
        schemes,
    )


def _period(said: _Values) -> tuple[str, str]:
    starts, ends = said.checked("starts"), said.checked("ends")
    if starts and ends and since(starts) >= until(ends):
        raise _Wrong("ends", f"{ends} is before {starts}, on which it begins")
    return starts, ends


def _amount(said: _Values) -> tuple[Amount, tuple[str, ...], tuple[str, ...]]:
    """How much, that of each course, and what has to be known of it."""
    unit, of_unit = said.concept("unit")
    level, of_level = said.concept("level")
    text = said.one("amount")
    amount, each, note = Amount(), (), ""
    if text:
        found = said.parsed("amount", text)
        assert isinstance(found, tuple)
        amount, each, note = found
    if unit and amount.unit and unit != amount.unit:
        raise _Wrong("amount", f"{text!r} names another unit than {unit.partition(':')[2]}")
    made = replace(amount, unit=unit or amount.unit, level=level, subject=said.one("subject"))
    return made, each, tuple(filter(None, (of_unit, of_level, note)))


def _terms(said: _Values) -> Terms:
    return Terms(
        must_be_current=said.yes("must_be_current"),
        earned_within=said.checked("earned_within"),
        minimum_score=said.checked("minimum_score"),
        evidence=said.one("evidence"),
        degree_only=said.yes("degree_only"),
        others=said.all("condition"),
    )
