"""One question being asked: the store, the two times, and the reads that answers share."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from credway.ontology.rules import rules
from credway.registry.answers.descriptions import Descriptions
from credway.registry.answers.model import Equivalent, Source, Things
from credway.registry.answers.said import Said, decode
from credway.registry.clock import Clock, today
from credway.registry.errors import BadRequest
from credway.registry.graph import LAST_DAY
from credway.registry.periods import day
from credway.registry.settings import Settings
from credway.registry.store.port import Store

EQUIVALENT_DEPTH: Final = 3
"""How many links away what stands for a thing may be."""


@dataclass
class Asking:
    """The frame of one answer: `as_of` a day of valid time, `known_at` a sequence number.

    `calls` counts the round trips to the store, `rows` what they returned; `things` are described so far,
    `hurried` says that time cut the answer short, `crowded` how many equivalents were read where there are
    more, `newest` that the two times are the newest number and a day from today on, but the last.
    """

    store: Store
    settings: Settings
    as_of: str
    known_at: int
    calls: int = 0
    rows: int = 0
    hurried: bool = False
    crowded: int = 0
    newest: bool = False
    things: Descriptions = field(init=False)

    def __post_init__(self) -> None:
        """Nothing is described yet."""
        self.things = Descriptions(self.as_of)

    async def ask(self, query: str, /, **parameters: Any) -> list[tuple[Any, ...]]:
        """Run a named query pinned at `known_at`."""
        found = await self.store.ask(query, n=self.known_at, **parameters)
        self.calls += 1
        self.rows += len(found)
        return found

    async def statements(
        self, things: Iterable[str], kinds: Sequence[str], roles: Sequence[str]
    ) -> list[Said]:
        """All statements of some kinds that link some things in some roles, whenever valid."""
        ids = sorted(set(things))
        if not ids:
            return []
        rows = await self.ask("statements_on", ids=ids, kinds=list(kinds), roles=list(roles))
        return [decode(row) for row in rows]

    async def equivalents(self, things: Iterable[str]) -> list[Equivalent]:
        """What stands for some things, both ways along equivalence links that hold on the day.

        At most `max_equivalents` for each on average; the frame is `crowded` where there are more.
        """
        ids = sorted(set(things))
        if not ids:
            return []
        most = self.settings.max_equivalents * len(ids)
        rows = await self.ask("equivalents", ids=ids, day=self.as_of, depth=EQUIVALENT_DEPTH, limit=most + 1)
        if len(rows) > most:
            self.crowded = most
        return [
            Equivalent(iri, of, said.body["link"], said)
            for iri, of, said in ((row[0], row[1], decode(row[2:])) for row in rows[:most])
        ]

    async def located(self, organizations: Iterable[str]) -> Mapping[str, frozenset[str]]:
        """The states (IRIs) in which some organizations are on the day, one round trip for all."""
        ids = sorted(set(organizations))
        states: dict[str, set[str]] = {}
        for iri, state in await self.ask("located", ids=ids, day=self.as_of) if ids else ():
            states.setdefault(iri, set()).add(state)
        return {iri: frozenset(found) for iri, found in states.items()}

    async def describe(self, things: Iterable[str], beside: Iterable[str] = ()) -> Things:
        """Describe things as on the day and at the moment of the answer, one round trip for all.

        Where that is made, things that will be asked for later are described `beside`.
        """
        lacking = set(things).difference(self.things)
        ours = lacking & rules().keys()
        self.things.know(ours, ())
        wanted = sorted(lacking - ours)
        if wanted:
            wanted = sorted({*wanted, *beside}.difference(self.things))
            self.things.know(wanted, await self.ask("descriptions", ids=wanted))
        return self.things


async def asking(
    store: Store,
    settings: Settings,
    clock: Clock,
    as_of: str | None = None,
    known_at: int | None = None,
    visible: int | None = None,
) -> Asking:
    """Pin a question to its two times: today and the newest visible number where none are given.

    Whoever has read that number already gives it as `visible`. Raises BadRequest on a date that is
    none, or on a number that has not been reached yet.
    """
    if visible is None:
        visible = (await store.meta()).visible
    if known_at is not None and not 0 <= known_at <= visible:
        raise BadRequest(
            f"knownAt {known_at} is not between 0 and {visible}, the newest number",
            argument="knownAt",
        )
    now = today(clock)
    day_ = parsed_day(as_of, "asOf") or now
    number = visible if known_at is None else known_at
    return Asking(store, settings, day_, number, newest=number == visible and now <= day_ < LAST_DAY)


def parsed_day(text: str | None, argument: str) -> str | None:
    """Check a date argument. Raises BadRequest naming it."""
    if text is None:
        return None
    try:
        return day(text)
    except ValueError:
        raise BadRequest(f"{argument} {text!r} is not a date such as 2026-05-15", argument=argument) from None


def source_of(said: Said) -> Source:
    """The source a statement cites, else the document that makes it."""
    cited: Mapping[str, Any] = said.body.get("source") or {}
    return Source(
        title=cited.get("title") or said.document,
        url=cited.get("url") or cited.get("iri"),
        date=cited.get("date"),
        license=cited.get("license") or "as published by its owner",
        attribution=cited.get("attribution"),
    )


def sources_of(statements: Iterable[Said]) -> list[Source]:
    """The distinct sources of some statements, in order of title."""
    found = {source_of(said) for said in statements}
    return sorted(found, key=lambda s: (s.title, s.url or "", s.date or ""))
