"""Connections: pages of nodes with cursors, whatever they are pages of."""

import base64
from collections.abc import Awaitable, Callable, Generator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar

import orjson
import strawberry

from credway.graphql.building import output, reads, says, takes
from credway.graphql.scalars import Date
from credway.graphql.scope import Scope
from credway.registry.errors import BadCursor, BadRequest, LimitExceeded
from credway.registry.settings import Settings

if TYPE_CHECKING:
    from credway.graphql.types.findings import Cut

T = TypeVar("T")
CutT = Annotated["Cut", strawberry.lazy("credway.graphql.types.findings")]

FIRST = takes("How many from the start, or from `after`; 20 where nothing is said, at most 100.")
AFTER = takes("The cursor after which the page starts.")
LAST = takes("How many before `before`.")
BEFORE = takes("The cursor before which the page ends.")


@output()
class PageInfo:
    """Where a page stands in its list."""

    has_next_page: bool = says("Whether more follow.")
    has_previous_page: bool = says("Whether some come before.")
    start_cursor: str | None = says("The cursor of the first node of the page.")
    end_cursor: str | None = says("The cursor of the last node of the page.")


@output()
class Edge(Generic[T]):
    """A node of a page with its cursor."""

    cursor: str = says("Opaque; to be given back as `after` or `before`.")
    node: T = says("The node.")
    matched_by: str | None = says(
        "Where the list is ordered by how well a text is matched: by what the node was found.", default=None
    )


@output()
class Connection(Generic[T]):
    """One page of a list."""

    nodes: list[T] = says("The nodes of the page.")
    cursors: strawberry.Private[Sequence[str]]
    matched: strawberry.Private[Sequence[str | None]]
    page_info: PageInfo = says("Where the page stands in its list.")
    total_count: int | None = says(
        "How many the whole list has; null where a page past its end is asked for."
    )
    unknown_count: int = says(
        "How many match only because (INCLUDE, ONLY), or are left out because (EXCLUDE), a filtered"
        " fact is unknown."
    )
    cut: CutT | None = says("Set where so many things match a text that only a part could be ordered.")
    as_of: Date = says("The day for which the list was made.")
    known_at: int = says("The registry's number at which it was made.")

    @reads(list[Edge[T]])
    def edges(self) -> Any:
        """The nodes of the page with their cursors."""
        parts = zip(self.cursors, self.nodes, self.matched, strict=True)
        return [Edge(cursor, node, matched) for cursor, node, matched in parts]


class Coming:
    """A value that is read only if a field asks for it."""

    def __init__(self, read: Callable[[], Awaitable[Any]]) -> None:
        self._read = read

    def __await__(self) -> Generator[Any, None, Any]:
        """Read it."""
        return self._read().__await__()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list that is at hand: items with their cursors."""

    items: Sequence[Any]
    cursors: Sequence[str]
    more: bool
    before: bool
    total: "int | Coming | None"
    matched: Sequence[str] = ()
    """By what each item was found, where that is what orders them."""


def connection(
    scope: Scope,
    part: Part,
    make: Callable[[Any], Any],
    unknown: "int | Coming" = 0,
    cut: CutT | None = None,
) -> Any:
    """Make a connection of a part; `make` turns an item into a node, now or later."""
    total: Any = part.total
    unsure: Any = unknown
    return Connection(
        nodes=[make(item) for item in part.items],
        cursors=part.cursors,
        matched=part.matched or [None] * len(part.items),
        page_info=PageInfo(
            part.more,
            part.before,
            part.cursors[0] if part.cursors else None,
            part.cursors[-1] if part.cursors else None,
        ),
        total_count=total,
        unknown_count=unsure,
        cut=cut,
        as_of=Date(scope.frame.as_of),
        known_at=scope.frame.known_at,
    )


def listed(
    scope: Scope,
    items: Sequence[Any],
    key: Callable[[Any], str],
    order: str,
    first: int | None,
    after: str | None,
    make: Callable[[Any], Any],
    cut: CutT | None = None,
) -> Any:
    """Make a connection of one page of a list that is at hand. Raises as `part_of` does."""
    return connection(scope, part_of(scope.frame.settings, items, key, order, first, after), make, cut=cut)


def part_of(
    settings: Settings,
    items: Sequence[Any],
    key: Callable[[Any], str],
    order: str,
    first: int | None,
    after: str | None,
) -> Part:
    """Cut a page out of a whole list. Raises BadCursor, BadRequest or LimitExceeded."""
    size = page_size(settings, first)
    keys = [key(item) for item in items]
    start = 0
    if after is not None:
        [held] = read_cursor(after, order, 1)
        if held not in keys:
            raise BadCursor("the list has no such entry any more; start again without `after`")
        start = keys.index(held) + 1
    end = start + size
    cursors = [write_cursor(order, each) for each in keys[start:end]]
    return Part(items[start:end], cursors, end < len(items), start > 0, len(items))


def page_size(settings: Settings, first: int | None) -> int:
    """The size of a page that is asked for. Raises BadRequest or LimitExceeded."""
    size = settings.page_default if first is None else first
    if size < 0:
        raise BadRequest(f"a page of {size} cannot be given", argument="first")
    if size > settings.page_max:
        raise LimitExceeded(f"a page of {size}; the most is {settings.page_max} (page_max)")
    return int(size)


def write_cursor(order: str, *position: str) -> str:
    """Write a position in a list of some order."""
    return base64.urlsafe_b64encode(orjson.dumps([order, *position])).decode().rstrip("=")


def read_cursor(cursor: str, order: str, parts: int) -> list[str]:
    """Read a position back. Raises BadCursor where it belongs to another list."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        held, *found = orjson.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
    except (ValueError, TypeError, UnicodeEncodeError):
        raise BadCursor("this is not a cursor of this API; take one from pageInfo or edges") from None
    position = [part for part in found if isinstance(part, str)]
    if held != order or not len(position) == len(found) == parts:
        raise BadCursor(f"the cursor belongs to another list than {order}")
    return position
