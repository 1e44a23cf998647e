"""Answers that are given again: the same bytes while nothing is recorded, and never longer."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

import httpx2
import pytest
from emptying import empty
from making import BASE, award, claim, hours, organization, publish, reference, usd
from small_registry import Counting
from starlette.applications import Starlette

from credway.registry.clock import frozen_clock
from credway.registry.registry import Registry
from credway.registry.settings import Settings, read_settings
from credway.server.app import create_app

DAYS = [date(2026, 11, 28), date(2026, 11, 29)]
HELD = f"{BASE}credentials/security-plus"
CREDIT = {"held": [{"ref": {"id": HELD}}], "place": {"state": "OH"}}
QUERY = """query ($held: [HeldInput!]!, $place: PlaceInput!) {
  postsecondaryCredit(held: $held, place: $place) {
    asOf
    knownAt
    awards { nodes { verdict award { awardedBy { name } amount { value } } } }
  }
}"""
PATHWAY = """query ($to: TargetInput!) { pathways(to: $to) { plans { steps { obtains { id } } } } }"""


class World:
    """A running application, what it asks of its store, and the day on which it is asked."""

    def __init__(self, app: Starlette, client: httpx2.AsyncClient, store: Counting) -> None:
        self.app, self.client, self.store = app, client, store
        self.day = 0

    @property
    def registry(self) -> Registry:
        """The registry that is served."""
        found: Registry = self.app.state.registry
        return found

    async def graphql(self, query: str = QUERY, language: str = "en", **variables: Any) -> bytes:
        """What GraphQL answers, and in `store.asked` what that asked."""
        self.store.asked.clear()
        body = {"query": query, "variables": variables or CREDIT}
        found = await self.client.post("/graphql", json=body, headers={"Accept-Language": language})
        assert b'"errors"' not in found.content
        return found.content

    async def plain(self, **more: Any) -> bytes:
        """What the plain question answers."""
        self.store.asked.clear()
        found = await self.client.post("/answers/credit", json=CREDIT | more)
        assert found.status_code == 200, found.text
        return found.content


@asynccontextmanager
async def served(settings: Settings) -> AsyncIterator[World]:
    """Serve a registry of one award."""
    world: Any = None
    app = create_app(settings, clock=lambda: frozen_clock(DAYS[world.day if world else 0])())
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="http://test") as client,
    ):
        held: Registry = app.state.registry
        store: Any = Counting(held.store)
        app.state.registry = Registry(store, held.preparer, settings, held.clock, held.base)
        world = World(app, client, store)
        await publish(
            held,
            "documents/credentials",
            reference("credentials/security-plus", name="CompTIA Security+"),
            organization("organizations/college", "OH"),
        )
        await award_of(held, "3")
        yield world


async def award_of(registry: Registry, value: str) -> None:
    """Publish that so many hours are awarded."""
    held, by = ["credentials/security-plus"], "organizations/college"
    await publish(
        registry, "awards/college", award("awards/college", held=held, by=by, amounts=[hours(value)])
    )


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
async def settings(request: pytest.FixtureRequest, tmp_path: Any) -> Settings:
    """Settings of a new registry on each store."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'registry.db'}"
    else:
        url = request.getfixturevalue("neo4j_url")
        await empty(url)
    return read_settings({}).replaced(store=url, base=BASE)


async def test_an_answer_is_given_again_while_nothing_is_recorded(settings: Settings) -> None:
    """Asked again it costs the newest number alone, in GraphQL and as plain JSON, to the same bytes."""
    async with served(settings) as world:
        for ask in (world.graphql, world.plain):
            first, asked = await ask(), list(world.store.asked)
            assert await ask() == first
            assert len(asked) > 1
            assert world.store.asked == []  # the number itself is no named query of the count


async def test_what_is_published_is_in_the_next_answer(settings: Settings) -> None:
    """A publish by whomever ends what was kept; the moment before it can be asked for as before."""
    async with served(settings) as world:
        before, plain = await world.graphql(), await world.plain()
        number = (await world.registry.store.meta()).visible
        await award_of(world.registry, "4")
        after = await world.graphql()
        assert b'"value":"3"' in before
        assert b'"value":"4"' in after
        assert await world.plain() != plain
        assert await world.plain(knownAt=number) == plain


async def test_a_new_day_is_a_new_answer(settings: Settings) -> None:
    """Where no day is asked for, yesterday's answer is not given today."""
    async with served(settings) as world:
        assert b"2026-11-28" in await world.graphql()
        assert b"2026-11-28" in await world.plain()
        world.day = 1
        assert b"2026-11-29" in await world.graphql()
        assert b"2026-11-29" in await world.plain()


async def test_other_languages_are_other_answers(settings: Settings) -> None:
    """Names are given in the language of who asks, kept or not."""
    async with served(settings) as world:
        name = {"en": "College", "fr": "Collège"}
        await publish(world.registry, "documents/credentials", *_college(name))
        assert "Collège" not in (await world.graphql()).decode()
        assert "Collège" in (await world.graphql(language="fr")).decode()
        assert "Collège" not in (await world.graphql()).decode()


def _college(name: dict[str, str]) -> list[dict[str, Any]]:
    organization_ = organization("organizations/college", "OH")
    return [
        reference("credentials/security-plus", name="CompTIA Security+"),
        {**organization_, "ceterms:name": name},
    ]


async def test_nothing_is_kept_where_that_is_asked(settings: Settings) -> None:
    """With max_kept_bytes 0 every answer is found anew."""
    async with served(settings.replaced(max_kept_bytes=0)) as world:
        for ask in (world.graphql, world.plain):
            first = await ask()
            assert await ask() == first
            assert world.store.asked


async def test_what_is_kept_is_bounded(settings: Settings) -> None:
    """Of more than max_kept_bytes, what was asked for longest ago is found anew."""
    async with served(settings) as world:
        size = len(await world.plain(asOf="2026-11-25"))
    async with served(settings.replaced(max_kept_bytes=2 * size + size // 2)) as world:
        for day in ("2026-11-25", "2026-11-26", "2026-11-27"):
            await world.plain(asOf=day)
        await world.plain(asOf="2026-11-27")
        assert world.store.asked == []
        await world.plain(asOf="2026-11-25")
        assert world.store.asked


async def test_what_time_cut_short_is_not_kept(settings: Settings) -> None:
    """A search for plans that ran out of time is made again."""
    async with served(settings.replaced(pathway_seconds=0.0)) as world:
        chain = claim(
            "claims/chain#wage", "credentials/security-plus", "credway:medianSalary", value=usd("1")
        )
        await publish(world.registry, "claims/chain", chain)
        for _ in range(2):
            await world.graphql(PATHWAY, to={"ref": {"id": HELD}})
            assert world.store.asked
        assert await _kept_for(world) == "no-cache"
    async with served(settings) as world:
        for _ in range(2):
            await world.graphql(PATHWAY, to={"ref": {"id": HELD}})
        assert world.store.asked == []
        assert await _kept_for(world) == "max-age=86400"


async def _kept_for(world: World) -> str:
    """What the plain answer, pinned to both times, says to caches."""
    number = (await world.registry.store.meta()).visible
    pinned: dict[str, str | int] = {"to": HELD, "asOf": "2026-11-28", "knownAt": number}
    found = await world.client.get("/answers/pathways", params=pinned)
    assert found.status_code == 200
    return found.headers["cache-control"]


async def test_errors_are_not_kept(settings: Settings) -> None:
    """What is not known is asked for again, and found once it is published."""
    async with served(settings) as world:
        asked = {"held": [{"ref": {"id": f"{BASE}credentials/later"}}], "place": {"state": "OH"}}
        refused = await world.client.post("/answers/credit", json=asked)
        assert refused.status_code == 404
        await publish(world.registry, "documents/later", reference("credentials/later", name="Later"))
        assert (await world.client.post("/answers/credit", json=asked)).status_code == 200
