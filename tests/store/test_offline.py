"""A registry imported offline into Neo4j is the one that a copy over Bolt would have made."""

import asyncio
from datetime import date
from pathlib import Path

import pytest
from making import BASE, STATES, award, claim, entry, hours, listing, organization, publish, reference

from credway.cli.offline import copy_offline
from credway.registry.checking import check
from credway.registry.clock import frozen_clock
from credway.registry.graph import Row
from credway.registry.preparing import Here
from credway.registry.registry import Registry
from credway.registry.settings import read_settings
from credway.registry.store.opening import open_store
from credway.registry.store.port import Store
from credway.server.neo4j_jars import Neo4jUnavailable
from credway.server.neo4j_server import Neo4jServer
from credway.shapes.pyshacl_engine import PyShaclEngine

SETTINGS = read_settings({})


async def fill(registry: Registry) -> None:
    """Publish things with every kind of row, awkward texts, and a second version of one document."""
    names = 'One "quoted", with ; and\na new line', "Zwei ½ ñ", ""
    held = [reference(f"credentials/{n}", name=name or "plain") for n, name in enumerate(names)]
    await publish(registry, "d/credentials", *held, organization("organizations/a", "OH"))
    toward = ["courses/1"]
    given = award(
        "awards/1", held=["credentials/0"], by="organizations/a", toward=toward, amounts=[hours("3")]
    )
    await publish(registry, "d/awards", given)
    listed = listing("lists/oh", "OH", [entry("lists/e1", "credentials/0"), entry("lists/e2", None)])
    await publish(registry, "d/lists", *listed)
    said = claim("d/claims#1", "credentials/1", "credway:listedIn", obj=STATES + "OH")
    await publish(registry, "d/claims", said)
    await publish(registry, "d/claims", said | {"credway:denied": True}, effective_from="2026-01-01")


async def content(store: Store) -> tuple[list[Row], list[object]]:
    """All rows and envelopes of a store, in order."""
    rows = [row async for part in store.rows() for row in part]
    envelopes: list[object] = [each async for part in store.envelopes() for each in part]
    return sorted(rows, key=repr), envelopes


@pytest.mark.neo4j
async def test_an_import_equals_its_source(tmp_path: Path) -> None:
    """The import has the source's rows, envelopes and numbers, passes the check, and takes publishes."""
    here = SETTINGS.replaced(store=f"sqlite:///{tmp_path / 'registry.db'}")
    source = open_store(here.store, here)
    await source.open(BASE)
    preparer = Here(PyShaclEngine())
    await fill(Registry(source, preparer, here, frozen_clock(date(2026, 11, 24)), BASE))
    home = tmp_path / "home"
    await asyncio.to_thread(copy_offline, here, str(home), True)
    with Neo4jServer(home, for_tests=True) as server:
        target = open_store(server.url, SETTINGS)
        assert await target.open() == await source.meta()
        assert await target.ask("made_by") == await source.ask("made_by")
        assert await content(target) == await content(source)
        assert await check(target, BASE) == []
        there = Registry(target, preparer, SETTINGS, frozen_clock(date(2026, 11, 24)), BASE)
        await publish(there, "d/more", reference("credentials/9"))
        assert await check(target, BASE) == []
        await target.close()
    await source.close()
    with pytest.raises(Neo4jUnavailable, match="holds a database already"):
        await asyncio.to_thread(copy_offline, here, str(home), True)
