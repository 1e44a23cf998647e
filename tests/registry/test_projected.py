"""A store knows by which versions of the projection its graph was made, through all that makes one."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import apsw
import pytest
from making import BASE, publish, reference
from neo4j import AsyncGraphDatabase
from whole import fill, held, trusting

from credway.registry import changes
from credway.registry.checking import check
from credway.registry.copying import copy, rebuild
from credway.registry.documents import Withdrawal
from credway.registry.projected import MadeBy, made_by
from credway.registry.projection import PROJECTION_VERSION
from credway.registry.registry import Registry
from credway.registry.settings import read_settings
from credway.registry.store import queries
from credway.registry.store.opening import open_store
from credway.registry.store.port import UNMADE, Store

OLD, NEW = PROJECTION_VERSION - 1, PROJECTION_VERSION + 1

At = Callable[[int], AbstractContextManager[None]]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Write as a program whose projection has another version."""

    @contextmanager
    def written(version: int) -> Iterator[None]:
        with monkeypatch.context() as other:
            other.setattr(changes, "PROJECTION_VERSION", version)
            yield

    return written


async def noted(store: Store) -> tuple[int | None, int | None]:
    """Between which versions the graph was made."""
    [(oldest, newest)] = await store.ask("made_by")
    return oldest, newest


def test_every_state_but_ours_is_warned_of() -> None:
    """Each state in which answers may be wrong has one line of its own, and says what to do."""
    lines = [made.warning for made in MadeBy if made.warning]
    assert (MadeBy.THIS.warning, len(set(lines))) == (None, len(MadeBy) - 1)
    assert all("\n" not in line and ("rebuild" in line or "upgrade" in line) for line in lines)


async def test_an_empty_registry_was_made_by_nothing(registry: Registry) -> None:
    """Nothing is old where nothing was published, and rebuilding nothing changes that."""
    for _ in range(2):
        assert await noted(registry.store) == (None, None)
        assert await made_by(registry.store) is MadeBy.THIS
        assert await check(registry.store, BASE) == []
        await rebuild(registry.store)


async def test_what_an_older_version_made_stays_old_until_rebuilt(registry: Registry, at: At) -> None:
    """Neither a publish nor a withdrawal by this version hides it; `check` names it; a rebuild ends it."""
    own = trusting(registry)
    with at(OLD):
        n = await fill(own)
    assert await noted(own.store) == (OLD, OLD)
    await publish(own, "graph/more", reference("credentials/more", name="More"))
    assert await noted(own.store) == (OLD, PROJECTION_VERSION)
    await own.withdraw(Withdrawal(f"{BASE}graph/more", "an error"))
    assert await noted(own.store) == (OLD, PROJECTION_VERSION)
    assert await made_by(own.store) is MadeBy.OLDER
    [told] = await check(own.store, BASE)
    assert f"made by version {OLD} to {PROJECTION_VERSION} of the projection" in told.detail
    before = await held(own.store)
    await rebuild(own.store)
    assert await noted(own.store) == (PROJECTION_VERSION, PROJECTION_VERSION)
    assert await made_by(own.store) is MadeBy.THIS
    assert (await check(own.store, BASE), await held(own.store)) == ([], before)
    assert (await own.store.meta()).n == n + 2


async def test_what_a_newer_version_made_is_told_apart(registry: Registry, at: At) -> None:
    """One document of a newer version is enough, also beside those of an older one."""
    own = trusting(registry)
    await fill(own)
    with at(NEW):
        await publish(own, "graph/more", reference("credentials/more", name="More"))
    assert await noted(own.store) == (PROJECTION_VERSION, NEW)
    assert await made_by(own.store) is MadeBy.NEWER
    with at(OLD):
        await publish(own, "graph/older", reference("credentials/older", name="Older"))
    assert await noted(own.store) == (OLD, NEW)
    assert await made_by(own.store) is MadeBy.NEWER


async def test_publishing_what_is_held_makes_nothing_new(registry: Registry, at: At) -> None:
    """A publish that changes nothing reads nothing again: the graph stays as old as it is."""
    own = trusting(registry)
    with at(OLD):
        await publish(own, "graph/a", reference("credentials/a", name="A"))
    again = await publish(own, "graph/a", reference("credentials/a", name="A"))
    assert again.no_op
    assert await noted(own.store) == (OLD, OLD)


async def test_a_rebuild_that_was_interrupted_is_told(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped half-way it is told, also after a publish, until a rebuild has come to its end."""
    from credway.registry import replaying

    monkeypatch.setattr(replaying, "TOGETHER", 3)
    own = trusting(registry)
    await fill(own)

    def stop(done: int, total: int) -> None:
        if done == 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await rebuild(own.store, progress=stop)
    assert await noted(own.store) == (UNMADE, PROJECTION_VERSION)
    await publish(own, "graph/more", reference("credentials/more", name="More"))
    assert await made_by(own.store) is MadeBy.UNFINISHED
    assert any("no rebuild has been finished" in each.detail for each in await check(own.store, BASE))
    await rebuild(own.store)
    assert await made_by(own.store) is MadeBy.THIS
    assert await check(own.store, BASE) == []


async def test_a_copy_is_made_anew(registry: Registry, at: At, tmp_path: Path) -> None:
    """A copy's graph is made by who copies it, not by who made its source; one begun before is old."""
    own = trusting(registry)
    with at(OLD):
        await fill(own)
    for place, begun in enumerate((PROJECTION_VERSION, OLD)):
        target = open_store(f"sqlite:///{tmp_path / f'{place}.db'}", read_settings({}))
        try:
            with at(begun):
                await copy(own.store, target)
            await publish(own, f"graph/{place}", reference(f"credentials/{place}", name="More"))
            assert await copy(own.store, target) == 1
            assert await noted(target) == (begun, PROJECTION_VERSION)
        finally:
            await target.close()


async def test_one_row_is_sought(registry: Registry) -> None:
    """Neither store looks through anything to say it: both go to the one row by its key."""
    text = queries.text("made_by", registry.store.dialect())
    if registry.store.dialect() == "sql":
        db = apsw.Connection(registry.store.url.removeprefix("sqlite:///"))
        try:
            steps = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {text}")]
        finally:
            db.close()
        assert steps == ["SEARCH meta USING INTEGER PRIMARY KEY (rowid=?)"]
        return
    async with AsyncGraphDatabase.driver(registry.store.url, notifications_min_severity="OFF") as driver:
        _, summary, _ = await driver.execute_query(f"EXPLAIN {text}", database_="neo4j")
    plan, steps = summary.plan, []
    while plan:
        steps.append(plan["operatorType"].partition("@")[0])
        plan = next(iter(plan.get("children", ())), None)
    assert "NodeUniqueIndexSeek" in steps
    assert not any("Scan" in step for step in steps)


async def test_it_is_kept_where_it_stands(registry: Registry, at: At) -> None:
    """Opened by a second program a store says what it said, to several that ask at once too."""
    with at(OLD):
        await fill(trusting(registry))
    second = open_store(registry.store.url, registry.settings)
    try:
        await second.open()
        assert set(await asyncio.gather(*(made_by(second) for _ in range(4)))) == {MadeBy.OLDER}
    finally:
        await second.close()
