"""A document is a timeline: start date -> version, each in force until the next start.

The eight rules, by name:

1. timeline      `effective_from` adds a start; without it a version replaces the newest start;
                 `corrects` replaces (with `effective_from`: moves) a named one.
2. announced     A later start that was announced stays until it is corrected.
3. unstated      A statement without a stated start holds from the date of the first version. One that states
                 nothing but an end before that has ended: of its days only the last is known.
4. clipped       Stated terms are clipped to their segment; what was stated stands in the row.
5. no_op         A publish changes nothing only if content, start and state equal what stands there.
6. withdrawal    With a date: an empty version from then. Without: the document never held.
7. inclusive     A published end day is inclusive; a year or a month is its whole span.
8. two_sources   Overlapping terms in two documents are two statements.

Rules 1 to 6 live here; rule 7 in `periods`, rule 8 in the answers.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import orjson

from credway.registry.errors import Conflict
from credway.registry.graph import (
    FIRST_DAY,
    FROM_STATED,
    LAST_DAY,
    TO_STATED,
    Edge,
    Projection,
    Row,
    Statement,
    canonical,
)
from credway.registry.periods import day_before

Interval = tuple[str, str, str]
"""The content address of a row and the days for which it holds."""


@dataclass(frozen=True, slots=True)
class Version:
    """The terms of one envelope that decide its place on the timeline.

    `day` is the date of publishing; `start` the stated effective date, if any.
    """

    document: str
    version: int
    digest: str
    day: str
    start: str | None = None
    corrects: int | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A version in force from `start` until, not including, `end`. `first` has no predecessor."""

    version: int
    start: str
    end: str
    first: bool
    withdrawn: bool


def starts(versions: Iterable[Version]) -> Mapping[str, Version]:
    """Fold the versions of one document, oldest first, into start date -> version."""
    timeline: dict[str, Version] = {}
    for version in versions:
        _place(timeline, version)
    return timeline


def placed(versions: Iterable[Version]) -> tuple[Mapping[str, Version], Mapping[int, str]]:
    """Fold versions as `starts` does; also the start at which each of them was put, by its number."""
    timeline: dict[str, Version] = {}
    put: dict[int, str] = {}
    for version in versions:
        _place(timeline, version)
        put[version.version] = next(start for start, held in timeline.items() if held is version)
    return timeline, put


def check_addition(timeline: Mapping[str, Version], new: Version) -> None:
    """Raise Conflict where `new` cannot be placed on the timeline."""
    _place(dict(timeline), new)


def is_no_op(timeline: Mapping[str, Version], new: Version) -> bool:
    """Whether `new` equals, in content, start and state, what stands where it would go."""
    if not timeline or (new.withdrawn and new.start is None):
        return bool(timeline) and all(version.withdrawn for version in timeline.values())
    if new.corrects is not None:
        held = _start_of(timeline, new)
        start = new.start or held
        if start != held:
            return False
    else:
        start = new.start or max(timeline)
    standing = timeline.get(start)
    return standing is not None and ((standing.digest, standing.withdrawn) == (new.digest, new.withdrawn))


def segments(timeline: Mapping[str, Version]) -> Sequence[Segment]:
    """Cut the timeline into segments, in order; withdrawn versions are empty segments."""
    order = sorted(timeline)
    ends = [*order[1:], LAST_DAY]
    return [
        Segment(timeline[start].version, start, end, index == 0, timeline[start].withdrawn)
        for index, (start, end) in enumerate(zip(order, ends, strict=True))
    ]


def rows(
    document: str,
    parts: Sequence[Segment],
    projections: Mapping[int, Projection],
    n: int,
    standing: Container[Interval] = frozenset(),
) -> tuple[list[Row], set[Interval]]:
    """Lay the projections of the versions in force along the timeline.

    A statement that neighbouring segments both make, with terms that meet, is one row, kept under
    the version that said it first. No row has an empty interval. Returns the rows, and of those that
    are `standing` already only the intervals.
    """
    in_force = [part for part in parts if not part.withdrawn]
    kept: set[Interval] = set()
    laid: dict[str, Row] = {}
    done: list[Row] = []
    said: dict[str, Statement | Edge] = {}
    for part in in_force:
        projection = projections[part.version]
        items: list[Statement | Edge] = [*projection.statements, *projection.edges]
        for item in items:
            lower, upper = span(item, part)
            if lower >= upper:
                continue
            if len(in_force) == 1 and (interval := (item.sid, lower, upper)) in standing:
                kept.add(interval)
                continue
            row = _row(document, item, part, n, lower, upper)
            said[row.sid] = item
            before = laid.get(row.sid)
            if before is not None and before.valid_to == row.valid_from:
                row = _joined(before, row)
            elif before is not None:
                done.append(before)
            laid[row.sid] = row
    found = [*done, *laid.values()]
    kept.update(row.interval for row in found if row.interval in standing)
    return [_clipped(row, said[row.sid]) for row in found if row.interval not in kept], kept


def span(item: Statement | Edge, part: Segment) -> tuple[str, str]:
    """The days for which a version in force says something: its terms, clipped to the segment."""
    lower, upper = item.valid_from or part.start, min(item.valid_to or LAST_DAY, part.end)
    if not part.first:
        lower = max(lower, part.start)
    elif item.valid_from is None and FIRST_DAY < upper <= lower:
        lower = day_before(upper)
    return max(lower, FIRST_DAY), upper


def _place(timeline: dict[str, Version], new: Version) -> None:
    if new.withdrawn and new.start is None:
        first = min(timeline, default=new.day)
        timeline.clear()
        timeline[first] = new
    elif new.corrects is not None:
        held = _start_of(timeline, new)
        del timeline[held]
        timeline[new.start or held] = new
    elif new.start is not None:
        timeline[new.start] = new
    else:
        timeline[max(timeline, default=new.day)] = new


def _start_of(timeline: Mapping[str, Version], new: Version) -> str:
    for start, version in timeline.items():
        if version.version == new.corrects:
            return start
    standing = ", ".join(f"{v.version} from {s}" for s, v in sorted(timeline.items()))
    raise Conflict(
        f"{new.document}: version {new.corrects} cannot be corrected, it is not in force on any "
        f"day; in force: {standing or 'none'}",
        document=new.document,
        corrects=new.corrects,
    )


def _row(document: str, item: Statement | Edge, part: Segment, n: int, lower: str, upper: str) -> Row:
    stated = (FROM_STATED if item.valid_from else 0) | (TO_STATED if item.valid_to else 0)
    common = {
        "sid": item.sid,
        "document": document,
        "version": part.version,
        "asserted_by": item.asserted_by,
        "valid_from": lower,
        "valid_to": upper,
        "stated": stated,
        "recorded_from": n,
    }
    if isinstance(item, Edge):
        key = f"{item.source} {item.type} {item.target}"
        return Row(kind=item.type, key=key, source=item.source, target=item.target, **common)  # type: ignore[arg-type]
    return Row(
        kind=item.kind,
        key=item.key,
        subject=item.subject,
        place=item.place,
        number=item.number,
        body=item.body,
        links=item.links,
        **common,  # type: ignore[arg-type]
    )


def _joined(before: Row, after: Row) -> Row:
    return replace(before, valid_to=after.valid_to)


def _clipped(row: Row, item: Statement | Edge) -> Row:
    """A row with the term that its document states, where its segment holds less of it."""
    stated = (("statedFrom", item.valid_from, row.valid_from), ("statedTo", item.valid_to, row.valid_to))
    lost = {name: term for name, term, held in stated if term and term != held}
    if not lost or row.is_edge:
        return row
    return replace(row, body=canonical(orjson.loads(row.body) | lost))
