"""Lists of things: filtered, ordered, paged by key, with counts that say what rests on an unknown.

A page costs what it shows; counts look at the whole list, so they are read only where they are asked for.
"""

import asyncio
import base64
import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from credway.registry.answers.asking import Asking
from credway.registry.answers.model import Cut, Things
from credway.registry.answers.portability.in_force import listed_values
from credway.registry.answers.ranking import Rank, Sought, Tier, sought, words_of, words_value
from credway.registry.errors import BadCursor, BadRequest, LimitExceeded
from credway.registry.names import fold
from credway.registry.store.expressions import AllOf, Expression, Filter, UnknownRule, changed, check, walk
from credway.registry.store.facets import Compiled, compile_list

NAME_FACETS = frozenset({"name_eq", "name_starts"})
_TIERS = frozenset(str(int(each)) for each in Tier)


@dataclass(frozen=True, slots=True)
class Page:
    """What part of a list is asked for: `first` after a cursor, or `last` before one."""

    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None

    @property
    def backwards(self) -> bool:
        """Whether the page is the last part of what it is cut from."""
        return self.last is not None or (self.before is not None and self.first is None)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many a whole list has, how many rest on an unknown, and how many are of each class family."""

    total: int
    unknown: int
    families: Mapping[str, int]


class Counting:
    """The counts of a list, read from the store when they are first asked for."""

    def __init__(self, read: Callable[[], Awaitable[Counts]]) -> None:
        self._read = read
        self._reading: asyncio.Future[Counts] | None = None

    async def counts(self) -> Counts:
        """The counts. May raise StoreError."""
        if self._reading is None:
            self._reading = asyncio.ensure_future(self._read())
        return await self._reading


@dataclass(frozen=True)
class Listing:
    """One page: IRIs with their cursors, whether there is more, and the counts of the whole list.

    `matched` says of a ranked page by what each was found, and `cut` that only a part was ranked.
    """

    ids: Sequence[str]
    cursors: Sequence[str]
    has_next: bool
    has_previous: bool
    things: Things
    counting: Counting
    matched: Sequence[str] = ()
    cut: Cut | None = None


@dataclass(frozen=True)
class _Asked:
    """What is listed: class families, what their things must be, and the rule for unknowns."""

    frame: Asking
    labels: Sequence[str]
    where: Sequence[Expression]
    unknown: UnknownRule

    def compiled(self, *more: Expression, **terms: Any) -> Compiled:
        dialect, newest = self.frame.store.dialect(), self.frame.newest
        return compile_list(self.labels, [*more, *self.where], self.unknown, dialect, newest=newest, **terms)

    async def run(self, name: str, compiled: Compiled) -> list[tuple[Any, ...]]:
        text = {"page": compiled.page, "first": compiled.first, "count": compiled.count}[name]
        times = {"n": self.frame.known_at, "day": self.frame.as_of}
        self.frame.calls += 1
        return await self.frame.store.ask_text(name, text, {**compiled.parameters, **times})

    def counting(self, compiled: Compiled) -> Counting:
        async def read() -> Counts:
            rows = await self.run("count", compiled)
            families = {row[0]: row[1] for row in rows if row[1]}
            return Counts(sum(families.values()), sum(row[2] for row in rows), families)

        return Counting(read)


async def listing(
    frame: Asking,
    label: str,
    where: Sequence[Expression] = (),
    *,
    text: str | None = None,
    unknown: UnknownRule = UnknownRule.INCLUDE,
    descending: bool | None = None,
    page: Page = Page(),
) -> Listing:
    """Answer one page of a list. Raises BadCursor, BadRequest or LimitExceeded.

    It is ordered by name; where `text` is given and no order, by how well the text is matched.
    """
    asked = await _asked(frame, [label], where, unknown)
    if text and text.strip():
        found = sought(text, frame.settings)
        if descending is None:
            return await _ranked(asked, found, page)
        return await _by_name(asked, descending, page, Filter("text", found.value(frame.store.dialect())))
    return await _by_name(asked, bool(descending), page)


async def search(frame: Asking, text: str, labels: Sequence[str], *, page: Page = Page()) -> Listing:
    """Find things of several class families by a text, the best match first.

    Raises BadCursor, BadRequest or LimitExceeded.
    """
    if not labels:
        raise BadRequest("name at least one kind of thing to search", argument="kinds")
    return await _ranked(_Asked(frame, labels, (), UnknownRule.INCLUDE), sought(text, frame.settings), page)


async def search_counts(frame: Asking, text: str, labels: Sequence[str]) -> Counts:
    """How many things of several class families a text finds. Raises BadRequest or LimitExceeded."""
    found = sought(text, frame.settings).value(frame.store.dialect())
    asked = _Asked(frame, labels, (), UnknownRule.INCLUDE)
    return await asked.counting(asked.compiled(Filter("text", found))).counts()


async def _asked(
    frame: Asking, labels: Sequence[str], where: Sequence[Expression], unknown: UnknownRule
) -> _Asked:
    """Check a filter, and write its values as the store takes them; for `listed_in` lists are read."""
    check(AllOf(tuple(where)), frame.settings)
    items = [part for each in where for part in walk(each) if isinstance(part, Filter)]
    states = await listed_values(frame, [str(each.value) for each in items if each.facet == "listed_in"])

    def valued(item: Filter) -> Filter:
        return Filter(item.facet, states[item.value]) if item.facet == "listed_in" else _valued(item, frame)

    return _Asked(frame, labels, [changed(part, valued) for part in where], unknown)


async def _by_name(asked: _Asked, descending: bool, page: Page, *more: Expression) -> Listing:
    size = _size(asked.frame, page)
    order = f"{asked.labels[0]}:name:{'desc' if descending else 'asc'}"
    bounds = [
        _read(cursor, order, 1)[0] if cursor is not None else None for cursor in (page.after, page.before)
    ]
    ends = {"after": bounds[0], "before": bounds[1], "backwards": page.backwards}
    compiled = asked.compiled(*more, **ends, descending=descending, limit=size + 1)
    rows = await asked.run("page", compiled)
    more_there = len(rows) > size
    rows = rows[:size][:: -1 if page.backwards else 1]
    ids = [row[0] for row in rows]
    return Listing(
        ids=ids,
        cursors=[_cursor(order, row[1]) for row in rows],
        has_next=page.before is not None or (more_there and not page.backwards),
        has_previous=page.after is not None or (more_there and page.backwards),
        things=await asked.frame.describe(ids),
        counting=asked.counting(compiled),
    )


async def _ranked(asked: _Asked, found: Sought, page: Page) -> Listing:
    """Rank the first things by name that match, and with them whatever may rank before those."""
    frame, dialect = asked.frame, asked.frame.store.dialect()
    size, most = _size(frame, page), frame.settings.search_ranked
    order = _rank_order(asked.labels, found)
    bounds = [_bound(cursor, order) for cursor in (page.after, page.before)]
    compiled = asked.compiled(Filter("text", found.value(dialect)), limit=most + 1)
    rows, spelt = await asyncio.gather(
        asked.run("first", compiled), frame.ask("resolve", ids=list(found.spellings))
    )
    cut = None
    if len(rows) > most:
        cut = _cut(most)
        sure = (Filter("name_starts", found.folded), Filter("spelling", list(found.spellings)))
        better = await asyncio.gather(
            *(asked.run("first", asked.compiled(each, limit=most)) for each in sure)
        )
        rows = [*better[0], *better[1], *rows[:most]]
    schemes: dict[str, list[str]] = {}
    for _, scheme, iri, *_ in spelt:
        schemes.setdefault(iri, []).append(scheme)
    ranks = {iri: found.rank(sort, schemes.get(iri, ())) for iri, _, sort in rows}
    ordered = sorted(ranks, key=lambda iri: ranks[iri].key)
    after, before = bounds
    within = [
        iri
        for iri in ordered
        if (after is None or ranks[iri].key > after) and (before is None or ranks[iri].key < before)
    ]
    ids = within[len(within) - min(size, len(within)) :] if page.backwards else within[:size]
    return Listing(
        ids=ids,
        cursors=[_rank_cursor(order, ranks[iri]) for iri in ids],
        has_next=ids[-1] != ordered[-1] if ids else bool(within) and not page.backwards,
        has_previous=ids[0] != ordered[0] if ids else bool(within) and page.backwards,
        things=await frame.describe(ids),
        counting=asked.counting(compiled),
        matched=[ranks[iri].matched_by for iri in ids],
        cut=cut,
    )


def _rank_order(labels: Sequence[str], found: Sought) -> str:
    """The name of an order that belongs to one text and some families, however long."""
    digest = hashlib.sha256(orjson.dumps([list(labels), found.folded])).hexdigest()
    return f"rank:{digest[:16]}"


def _cut(most: int) -> Cut:
    return Cut(
        "search_ranked",
        most,
        f"more than {most} things match: those whose name starts with the text and the first {most} others"
        " by name were ranked; add a word to see the rest",
    )


def _size(frame: Asking, page: Page) -> int:
    if page.first is not None and page.last is not None:
        raise BadRequest("ask for first or for last, not both")
    if page.last is not None and page.before is None:
        raise BadRequest("last needs before; ask for first with the other order instead", argument="last")
    size = page.first if page.first is not None else page.last
    size = frame.settings.page_default if size is None else size
    if size < 0:
        raise BadRequest(f"a page of {size} cannot be given", argument="first")
    if size > frame.settings.page_max:
        raise LimitExceeded(f"a page of {size}; the most is {frame.settings.page_max} (page_max)")
    return int(size)


def _valued(item: Filter, frame: Asking) -> Filter:
    """Words become beginnings of words as the store searches them; names are folded."""
    if item.facet == "name_contains":
        words = words_of(str(item.value), frame.settings)
        return Filter(item.facet, words_value(words, frame.store.dialect()))
    if item.facet in NAME_FACETS:
        folded = fold(str(item.value))
        if not folded and str(item.value).strip():
            raise BadRequest("the name to look for has no letters or digits", argument="where")
        return Filter(item.facet, folded)
    return item


def _cursor(order: str, *position: str) -> str:
    return base64.urlsafe_b64encode(orjson.dumps([order, *position])).decode().rstrip("=")


def _rank_cursor(order: str, rank: Rank) -> str:
    return _cursor(order, str(int(rank.tier)), rank.sort)


def _read(cursor: str, order: str, parts: int) -> list[str]:
    """Read the position in a cursor. Raises BadCursor where it belongs to another order."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        held, *position = orjson.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
    except (ValueError, TypeError, UnicodeEncodeError):
        raise BadCursor("this is not a cursor of this API; take one from pageInfo or edges") from None
    found = [part for part in position if isinstance(part, str)]
    if held != order or not len(position) == len(found) == parts:
        raise BadCursor(f"the cursor belongs to the order {held}, this list is in the order {order}")
    return found


def _bound(cursor: str | None, order: str) -> tuple[int, str] | None:
    if cursor is None:
        return None
    tier, sort = _read(cursor, order, 2)
    if tier not in _TIERS:
        raise BadCursor("this is not a cursor of this API; take one from pageInfo or edges")
    return int(tier), sort
