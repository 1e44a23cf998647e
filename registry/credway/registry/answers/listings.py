"""Lists of things: filtered, ordered, paged by key, with counts that say what rests on an unknown."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from credway.registry.answers.asking import Asking
from credway.registry.answers.model import Things
from credway.registry.errors import BadCursor, BadRequest, LimitExceeded
from credway.registry.names import fold, tokens
from credway.registry.store.facets import Filter, UnknownRule, compile_list

TEXT_FACETS = frozenset({"text", "name_contains"})
NAME_FACETS = frozenset({"name_eq", "name_starts"})


@dataclass(frozen=True, slots=True)
class Page:
    """What part of a list is asked for: `first` after a cursor, or `last` before one."""

    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None


@dataclass(frozen=True)
class Listing:
    """One page: IRIs with their cursors, whether there is more, and the counts of the whole list."""

    ids: Sequence[str]
    cursors: Sequence[str]
    has_next: bool
    has_previous: bool
    total: int
    unknown: int
    things: Things


async def listing(
    frame: Asking,
    label: str,
    filters: Sequence[Filter] = (),
    *,
    text: str | None = None,
    unknown: UnknownRule = UnknownRule.INCLUDE,
    descending: bool = False,
    page: Page = Page(),
) -> Listing:
    """Answer one page of a list. Raises BadCursor, BadRequest or LimitExceeded."""
    size = _size(frame, page)
    order = f"{label}:name:{'desc' if descending else 'asc'}"
    asked = [Filter("text", text), *filters] if text and text.strip() else list(filters)
    compiled = compile_list(
        label,
        [Filter(f.facet, _value(f, frame.store.dialect())) for f in asked],
        unknown,
        frame.store.dialect(),
        after=_key(page.after, order),
        before=_key(page.before, order),
        descending=descending,
        limit=size + 1,
    )
    times = {"n": frame.known_at, "day": frame.as_of}
    rows = await frame.store.ask_text("page", compiled.page, {**compiled.parameters, **times})
    counts = await frame.store.ask_text(
        "count", compiled.count, _without_position(compiled.parameters) | times
    )
    frame.calls += 2
    more = len(rows) > size
    rows = rows[:size]
    backwards = page.last is not None or (page.before is not None and page.first is None)
    if backwards:
        rows = rows[::-1]
    ids = [row[0] for row in rows]
    return Listing(
        ids=ids,
        cursors=[_cursor(row[1], order) for row in rows],
        has_next=more if not backwards else page.before is not None,
        has_previous=more if backwards else page.after is not None,
        total=counts[0][0],
        unknown=counts[0][1],
        things=await frame.describe(ids),
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


def _value(item: Filter, dialect: str) -> Any:
    """Words become a prefix search in the dialect's syntax; names are folded."""
    if item.facet in TEXT_FACETS:
        words = tokens(str(item.value))
        if not words:
            raise BadRequest("the text to search for has no letters or digits", argument="text")
        if dialect == "sql":
            return " AND ".join(f'"{word}"*' for word in words)
        return " ".join(f"+{word}*" for word in words)
    if item.facet in NAME_FACETS:
        return fold(str(item.value))
    return item.value


def _cursor(sort: str, order: str) -> str:
    return base64.urlsafe_b64encode(orjson.dumps([order, sort])).decode().rstrip("=")


def _key(cursor: str | None, order: str) -> str | None:
    if cursor is None:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        held, sort = orjson.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
    except (ValueError, TypeError, UnicodeEncodeError):
        raise BadCursor("this is not a cursor of this API; take one from pageInfo or edges") from None
    if held != order or not isinstance(sort, str):
        raise BadCursor(f"the cursor belongs to the order {held}, this list is in the order {order}")
    return sort


def _without_position(parameters: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in parameters.items() if k not in ("after", "before", "limit")}
