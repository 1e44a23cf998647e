"""From a row and a mapping to awards, and to what else the row says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import zip_longest

from credway.loaders.articulations.cells import is_nothing
from credway.loaders.articulations.common_courses import scheme_of
from credway.loaders.articulations.mapping import Plan, TableMapping
from credway.loaders.articulations.meaning import Meant, Parts, Wrong, cell_of, is_code, parts_of
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
from credway.loaders.workbooks import Spread
from credway.registry.periods import since, until

_NUMBER_ALONE = re.compile(r"[0-9]+[A-Za-z]?")
ROW_IN_DOUBT = "stated by the table"
"""The reason of a doubt that a row states itself."""
TOGETHER_PRINTED = "Printed in one line with others: whether the amount is for each or for all is not stated"
TOLD = frozenset(("course", "course_or_program", "program", "requirement", "common_course", "amount"))
"""Fields of which a row of a table that has them fills one, or it is a heading or a remark."""


def read(mapping: TableMapping, edition: Edition) -> Iterator[Statement | Left]:
    """Read a table by its mapping; a row with anything wrong in it is left out whole."""
    above: Parts = {}
    for row in edition.rows(wanted=mapping.headings):
        if isinstance(row, Left):
            above = {}
            yield row
            continue
        above, wrong = parts_of(row, mapping, above)
        made: list[Statement] = []
        plans = [p for p in mapping.plans if all(cell_of(row, p, name) for name in p.only_with)]
        plan = plans[0] if plans else mapping.plans[0]
        try:
            if wrong is not None:
                raise wrong
            for plan in plans:
                _filled(row, plan)
                made += _statements(Meant(above, plan, mapping), row, mapping)
        except Wrong as found:
            yield left(row, plan.columns.get(found.name, ""), f"{_named(found.name, plan)}{found}")
            continue
        if not plans:
            names = " and ".join(dict.fromkeys(name for p in mapping.plans for name in p.only_with))
            yield left(row, "", f"no [[award]] of the mapping takes a row without {names}", wrong=False)
        yield from made


def _filled(row: Row, plan: Plan) -> None:
    """Refuse a row of the credential alone where the table says more, and an amount of several rows."""
    if isinstance(cell_of(row, plan, "amount"), Spread):
        message = (
            "the cell is merged over several rows: for each of them, or for all? Write an amount into each"
        )
        raise Wrong("amount", message)
    if not plan.columns.keys() & TOLD or "credential" not in plan.columns:
        return
    if not any(cell_of(row, plan, name) for name in plan.columns if name != "credential"):
        message = (
            "nothing else stands in the row: a heading or a remark is no award. Drop it or fill its cells"
        )
        raise Wrong("credential", message)


def _named(name: str, plan: Plan) -> str:
    """What no column of the table says is named as the mapping names it."""
    return "" if name in plan.columns else f"{name}: "


def _statements(said: Meant, row: Row, mapping: TableMapping) -> Iterator[Statement]:
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


def _awards(said: Meant, row: Row) -> Iterator[Articulation]:
    """Make the awards of a row: one for each credential that its cell holds."""
    credentials = said.named("credential")
    if not credentials:
        raise Wrong("credential", "no credential is named")
    ctid = said.checked("ctid")
    sets = [_set(said, each, ctid) for each in credentials]
    if ctid and (len(sets) > 1 or len(sets[0]) > 1):
        raise Wrong("ctid", "one CTID for several credentials; write a row for each")
    for held in sets:
        if not all(part(each.name) for each in held):
            raise Wrong("credential", "there is no letter or digit in the name")
    base = _base(said, row)
    much = base.amount
    alternatives = (TOGETHER_PRINTED,) if len(sets) > 1 and (much.value or much.low or much.high) else ()
    for held in sets:
        yield replace(base, held=held, caveats=(*base.caveats, *alternatives))


def _set(said: Meant, credential: str, ctid: str) -> tuple[Printed, ...]:
    """The credentials that are held together."""
    separators = said.mapping.separators.get("together", ())
    parts = re.split("|".join(map(re.escape, separators)), credential) if separators else [credential]
    names = [each.strip() for each in parts if each.strip()] + list(said.named("together"))
    issuer = said.one("issuer")
    return tuple(Printed(name, "" if is_nothing(issuer) else issuer, ctid) for name in names)


def _base(said: Meant, row: Row) -> Articulation:
    """All that an award says but for the credential."""
    institution, state, authority = _who(said)
    courses, common, scheme = _courses(said, state)
    starts, ends = _period(said)
    amount, each, notes = _amount(said)
    refused = said.yes("refused")
    if refused:
        amount, each = _nothing(amount, each), ()
    if each and len(each) != len(courses):
        raise Wrong("amount", f"{len(each)} amounts for {len(courses)} courses")
    if each:
        courses = tuple(replace(course, amount=one) for course, one in zip(courses, each, strict=True))
    sure = _confidence(said)
    competencies = said.all("competency")
    return Articulation(
        rows=(row,),
        held=(),
        kind=_kind(said, institution, authority),
        institution=institution,
        authority=authority,
        state=state,
        courses=courses,
        programs=(*said.named("program"), *(p for p in said.named("course_or_program") if not is_code(p))),
        requirements=said.named("requirement"),
        block=said.yes("block"),
        refused=refused,
        amount=amount,
        common=common,
        scheme=scheme,
        starts=starts,
        ends=ends,
        terms=_terms(said),
        exhibit=said.one("exhibit"),
        text=f"Competencies: {'; '.join(competencies)}" if competencies else "",
        caveats=(*said.all("caveat"), *notes, *_title_of_several(said, courses)),
        doubts=(Doubt(ROW_IN_DOUBT, sure, "The table is not sure of this row"),) if sure else (),
        source_url=said.checked("source_url"),
        note=said.one("note"),
    )


def _nothing(amount: Amount, each: Sequence[str]) -> Amount:
    """What is left of the amount where no credit is given: none, or the row says two things at once."""
    numbers = (amount.value, amount.low, amount.high, *each)
    if any(number and Decimal(number) for number in numbers):
        raise Wrong("amount", "no credit is given by this row, yet it has an amount; clear one of the two")
    return replace(amount, value="", low="", high="")


def _confidence(said: Meant) -> str:
    """How sure the row is where it is in doubt, "" where it is not."""
    sure = said.checked("confidence")
    if sure and not Decimal(sure):
        raise Wrong("confidence", "a row that is not believed at all says nothing; drop it")
    return "" if sure and Decimal(sure) == 1 else sure


def _who(said: Meant) -> tuple[Body | None, str, Body | None]:
    """Who awards, where, and on whose authority."""
    state = said.checked("state")
    institution, authority = said.one("institution"), said.one("authority")
    for name, text in (("institution", institution), ("authority", authority)):
        if text and not part(text):
            raise Wrong(name, f"there is no letter or digit in {text!r}")
        if text and is_nothing(text):
            raise Wrong(name, f"{text!r} names nobody; write the name, or clear the cell where there is none")
    return (
        Body(institution, state) if institution else None,
        state,
        Body(authority, "" if said.checked("kind") == "Recommendation" else state) if authority else None,
    )


def _kind(said: Meant, institution: Body | None, authority: Body | None) -> str:
    kind = said.checked("kind")
    if not kind:
        raise Wrong("kind", "it is not said whether this is a guarantee, an award or a recommendation")
    if institution is None and kind == "InstitutionalAward":
        raise Wrong(
            "institution",
            "an institution's own award without the institution; name it, or write GuaranteedMinimum"
            " for what binds every public institution of the state",
        )
    if institution is None and authority is None:
        raise Wrong("institution", "nobody awards: name the institution, or the authority of a whole state")
    if institution is None and kind != "Recommendation" and not said.one("state"):
        raise Wrong("state", "without an institution the award needs the state that it binds")
    return kind


def _courses(said: Meant, state: str) -> tuple[tuple[Course, ...], tuple[str, ...], tuple[str, ...]]:
    """The courses, the common courses and their schemes; an outcome of a state is a course of the state."""
    codes = [*said.named("course"), *filter(is_code, said.named("course_or_program"))]
    # Not `all`, for two courses may have one title.
    titles = [each for each in said.held.get("course_title", ()) if not is_nothing(each)]
    common = said.named("common_course")
    _whole(common, "common_course")
    schemes = said.all("common_scheme") or tuple(
        dict.fromkeys(scheme for scheme in (scheme_of(code, state) for code in common) if scheme)
    )
    if len(titles) > len(codes) and not (common and not codes and len(titles) == 1):
        raise Wrong("course_title", f"{len(titles)} titles for {len(codes)} courses")
    _whole(codes, "course" if said.all("course") else "course_or_program")
    if not codes and common:
        codes = [" ".join(common)]
    if len(titles) < len(codes):
        titles = []  # whose they are is not printed
    return (
        tuple(Course(code, title) for code, title in zip_longest(codes, titles, fillvalue="")),
        common,
        schemes,
    )


def _title_of_several(said: Meant, courses: Sequence[Course]) -> Iterator[str]:
    """Keep titles that are fewer than the courses as a caveat: of which course each is, is not printed."""
    titles = [each for each in said.all("course_title") if not is_nothing(each)]
    if titles and not any(course.title for course in courses):
        yield f"Printed title of the courses: {'; '.join(titles)}"


def _whole(codes: Sequence[str], name: str) -> None:
    """Refuse a list such as ENG 101 & 102, of which a part is no code by itself."""
    first = next((code for code in codes if code[:1].isalpha()), "")
    lost = next((code for code in codes if first and _NUMBER_ALONE.fullmatch(code)), "")
    if lost:
        message = f"{lost!r} lacks its subject, which {first!r} has; write it before each number"
        raise Wrong(name, message)


def _period(said: Meant) -> tuple[str, str]:
    starts, ends = said.checked("starts"), said.checked("ends")
    if starts and ends and since(starts) >= until(ends):
        raise Wrong("ends", f"{ends} is before {starts}, on which it begins")
    return starts, ends


def _amount(said: Meant) -> tuple[Amount, tuple[str, ...], tuple[str, ...]]:
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
        raise Wrong("amount", f"{text!r} names another unit than {unit.partition(':')[2]}")
    made = replace(amount, unit=unit or amount.unit, level=level, subject=said.one("subject"))
    return made, each, tuple(filter(None, (of_unit, of_level, note)))


def _terms(said: Meant) -> Terms:
    return Terms(
        must_be_current=said.yes("must_be_current"),
        earned_within=said.checked("earned_within"),
        minimum_score=said.checked("minimum_score"),
        evidence=said.one("evidence"),
        degree_only=said.yes("degree_only"),
        others=said.all("condition"),
    )
