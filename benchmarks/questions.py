"""What the query benchmark asks: the store calls of real answers, and every other read query by hand."""

import base64
import random
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from credway.loaders.generated.layout import SOC, Layout
from credway.loaders.generated.words import occupations, states, words
from credway.registry.answers.asker import Asker
from credway.registry.answers.asking import Asking, asking
from credway.registry.answers.coverage import coverage
from credway.registry.answers.credit.answer import credit
from credway.registry.answers.credit.awarding import awards_for
from credway.registry.answers.credit.risks import agreements_at_risk
from credway.registry.answers.dependents import dependents
from credway.registry.answers.holding import Held
from credway.registry.answers.listings import Page, listing
from credway.registry.answers.nodes import neighbours, nodes
from credway.registry.answers.pathways.answer import pathways
from credway.registry.answers.pathways.next import next_credentials
from credway.registry.answers.pathways.plans import PlanRelation
from credway.registry.answers.places import Place
from credway.registry.answers.portability.answer import portability
from credway.registry.answers.resolve import Ref, resolve
from credway.registry.answers.statements import statement_pages
from credway.registry.clock import system_clock
from credway.registry.settings import Settings
from credway.registry.store import queries
from credway.registry.store.expressions import Filter, Settled, UnknownRule
from credway.registry.store.port import Store

WHOLE = frozenset(
    {"coverage", "counts", "orphans", "stale_facts", "stale_search", "irregular", "envelopes_count"}
)
"""Queries about the whole registry: their time grows with it."""
LISTS = frozenset({"dropped_entries"})
"""Queries about all entries of a list, which is longer in a larger registry."""
PLANNED = frozenset({"credit", "pathway"})
"""Questions of which a store call may take four times as long on Neo4j; six times for the others."""
KINDS = ("Award", "ListEntry", "Condition", "Observation", "Classification")


@dataclass
class Calls:
    """The calls of one query in one class of question: its text in both languages, the parameters."""

    kind: str
    name: str
    asked: list[Mapping[str, Any]] = field(default_factory=list)
    texts: list[Mapping[str, str]] = field(default_factory=list)
    """For list queries, which are compiled: the text of each call by dialect; else empty."""


class Recorder:
    """A store that keeps what it is asked."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.found: list[tuple[str, str | None, Mapping[str, Any]]] = []

    def dialect(self) -> str:
        """The language of the store."""
        return self.store.dialect()

    async def meta(self) -> Any:
        """The registry's own facts."""
        return await self.store.meta()

    async def ask(self, query: str, /, **parameters: Any) -> list[tuple[Any, ...]]:
        """Run and keep a named query."""
        self.found.append((query, None, parameters))
        return await self.store.ask(query, **parameters)

    async def ask_text(self, name: str, text: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Run and keep a compiled list query."""
        self.found.append((f"list: {name}", text, parameters))
        return await self.store.ask_text(name, text, parameters)


Question = Callable[[Asking, random.Random, Layout], Awaitable[Any]]


def _ref(layout: Layout, number: int) -> Ref:
    return Ref(id=layout.iri("credential", number))


async def _point(frame: Asking, chance: random.Random, layout: Layout) -> None:
    await resolve(frame, [_ref(layout, chance.randrange(layout.credentials))])


async def _name(frame: Asking, chance: random.Random, layout: Layout) -> None:
    await resolve(frame, [Ref(name=f"EX{chance.randrange(layout.credentials)}")])


async def _neighbourhood(frame: Asking, chance: random.Random, layout: Layout) -> None:
    thing = layout.iri("credential", chance.randrange(layout.credentials))
    await nodes(frame, [thing])
    await neighbours(frame, [thing], ["OWNED_BY", "OFFERED_BY"])
    await statement_pages(frame, [thing])


async def _portability(frame: Asking, chance: random.Random, layout: Layout) -> None:
    await portability(frame, [_ref(layout, chance.randrange(layout.credentials))], list(states()))


async def _credit(frame: Asking, chance: random.Random, layout: Layout) -> None:
    held = [Held(_ref(layout, chance.randrange(layout.credentials))) for _ in range(10)]
    await credit(frame, held, Place(state=chance.choice(states())), Asker())


async def _pathway(frame: Asking, chance: random.Random, layout: Layout) -> None:
    target = _ref(layout, chance.randrange(layout.credentials))
    await pathways(frame, [], target, include=[PlanRelation.PREPARATION])


async def _page(frame: Asking, chance: random.Random, layout: Layout) -> None:
    after = base64.urlsafe_b64encode(
        orjson.dumps(["Credential:name:asc", chance.choice(words("grade"))[0].lower()])
    )
    await listing(frame, "Credential", page=Page(after=after.decode().rstrip("=")))


async def _filtered(frame: Asking, chance: random.Random, layout: Layout) -> None:
    issuer = layout.iri("organization", 2 * chance.randrange(layout.blocks))
    await listing(frame, "Credential", [Filter("issuer", issuer)])


async def _of_issuer(frame: Asking, chance: random.Random, layout: Layout) -> None:
    issuer = layout.iri("organization", 2 * chance.randrange(layout.blocks))
    await listing(frame, "Credential", [Settled(Filter("issuer", issuer), UnknownRule.EXCLUDE)])


async def _awards(frame: Asking, chance: random.Random, layout: Layout) -> None:
    await awards_for(frame, _ref(layout, chance.randrange(layout.credentials)))


async def _dependents(frame: Asking, chance: random.Random, layout: Layout) -> None:
    await dependents(frame, _ref(layout, chance.randrange(layout.credentials)))


async def _next(frame: Asking, chance: random.Random, layout: Layout) -> None:
    await next_credentials(frame, [Held(_ref(layout, chance.randrange(layout.credentials)))])


async def _at_risk(frame: Asking, chance: random.Random, layout: Layout) -> None:
    await agreements_at_risk(frame, Place(state=chance.choice(states())))


async def _text(frame: Asking, chance: random.Random, layout: Layout) -> None:
    await listing(frame, "Credential", text=chance.choice(words("field"))[0])


async def _listed(frame: Asking, chance: random.Random, layout: Layout) -> None:
    await listing(frame, "Credential", [Filter("listed_in", chance.choice(states()))])


async def _occupation(frame: Asking, chance: random.Random, layout: Layout) -> None:
    await listing(frame, "Credential", [Filter("occupation", SOC + chance.choice(occupations()).notation)])


async def _coverage(frame: Asking, chance: random.Random, layout: Layout) -> None:
    await coverage(frame)


QUESTIONS: Mapping[str, Question] = {
    "point": _point,
    "name": _name,
    "neighbourhood": _neighbourhood,
    "portability": _portability,
    "credit": _credit,
    "pathway": _pathway,
    "awards for": _awards,
    "dependents": _dependents,
    "next": _next,
    "list page": _page,
    "filtered list, of an issuer": _filtered,
    "filtered list, surely of an issuer": _of_issuer,
    "filtered list, of a state": _listed,
    "filtered list, of an occupation": _occupation,
    "text search": _text,
    "whole": _coverage,
    "whole, of a state": _at_risk,
}


async def recorded(store: Store, layout: Layout, settings: Settings, rounds: int, seed: int) -> list[Calls]:
    """The calls of every question and every read query, `rounds` sets of parameters for each."""
    found: dict[tuple[str, str], Calls] = {}
    for kind, question in QUESTIONS.items():
        chance = random.Random(f"{seed} {kind}")
        for _ in range(rounds):
            recorder = Recorder(store)
            frame = await asking(recorder, settings, system_clock)  # type: ignore[arg-type]
            await question(frame, chance, layout)
            for name, text, parameters in recorder.found:
                calls = found.setdefault((kind, name), Calls(kind, name))
                calls.asked.append(parameters)
                calls.texts.append({store.dialect(): text} if text else {})
    seen = {name for _, name in found}
    meta = await store.meta()
    for name in sorted(set(queries.names()) - queries.writes() - {"lock"} - seen):
        kind = "whole" if name in WHOLE else "whole, of a list" if name in LISTS else "by hand"
        chance = random.Random(f"{seed} {name}")
        calls = found[kind, name] = Calls(kind, name)
        for _ in range(1 if kind == "whole" else rounds):
            calls.asked.append(await _by_hand(name, chance, layout, store, meta.visible))
            calls.texts.append({})
    return list(found.values())


async def _by_hand(
    name: str, chance: random.Random, layout: Layout, store: Store, n: int
) -> Mapping[str, Any]:
    """Parameters of a query that no question above asks, chosen by their names."""
    number = chance.randrange(layout.credentials)
    thing, document = layout.iri("credential", number), layout.graph("credential", number)
    owner = layout.iri("organization", 2 * (number // 100))
    place = chance.choice(states())
    version = layout.iri("list", chance.randrange(layout.lists))
    ids = {
        "document_versions": [document],
        "located": [owner],
        "unresolved_entries": [version],
        "dropped_entries": [version],
        "described": [thing, document],
        "document_of": [thing],
    }.get(name, [thing])
    if name == "statements_by_id":
        rows = await store.ask("statements_about", ids=[thing], kinds=["Description"], n=n)
        ids = [rows[0][0]]
    known: dict[str, Any] = {
        "id": document, "version": 1, "ids": ids, "documents": [document], "resources": [thing],
        "places": [place], "kinds": list(KINDS), "roles": ["OF", "FROM", "MEMBER"],
        "relations": ["requires"], "predicates": ["ceterms:teaches"],
        "types": ["OWNED_BY", "OFFERED_BY"], "depth": 6, "limit": 100, "most": 100,
        "day": "2026-01-01", "n": n, "since": max(0, n - 1), "ord": 0, "after": thing,
        "after_sid": "", "after_from": "", "pairs": [[thing, "OWNED_BY", owner]],
        "sources": [thing], "source_types": ["OWNED_BY"], "targets": [owner],
        "target_types": ["OWNED_BY", "OFFERED_BY"], "lists": [version], "standing": [1],
    }  # fmt: skip
    if name == "envelopes_after":
        known["n"] = max(0, n - 1)
    if name == "envelopes_count":
        known["n"] = 0
    wanted = dict.fromkeys(re.findall(r"(?<!\w):(\w+)", queries.text(name, "sql")))
    missing = wanted.keys() - known.keys()
    if missing:
        raise KeyError(f"{name}: nothing is known for {sorted(missing)}; add it to questions.py")
    return {each: known[each] for each in wanted}
