"""Worker processes: one that dies costs one document, and nothing else."""

import logging
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from dying import Dying, dying
from making import BASE, document, reference

from credway.loaders.ctdl import load
from credway.registry.clock import frozen_clock
from credway.registry.documents import Submission
from credway.registry.preparing import Here, Prepared
from credway.registry.registry import Registry
from credway.registry.settings import read_settings
from credway.registry.store.opening import open_store
from credway.registry.workers import Workers
from credway.shapes.documents import Document
from credway.shapes.limits import LOCAL

FAULTS = {
    "killed": "the process that judged it died",
    "slow": "longer than 2 seconds",
    "greedy": "more than 6,000 MB of memory",
}


def submission(number: int, name: str = "fine") -> Submission:
    """A reference record that may be deadly to judge."""
    body = document(f"documents/{number}", reference(f"credentials/{number}", name=name))
    return Submission(Document(body, f"{number}.json"), mode="mirror")


def reason(prepared: Prepared) -> str | None:
    """Why it could not be judged, if so."""
    return next((f.message for f in prepared.verdict.findings if f.code == "NOT_JUDGED"), None)


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_worker_that_dies_costs_one_document(fault: str) -> None:
    """The document that it had in hand is named; all others are judged and in their order."""
    names = {5: fault, 17: fault} if fault == "killed" else {5: fault}
    submissions = [submission(i, names.get(i, "fine")) for i in range(20)]
    limits = replace(LOCAL, seconds=2.0)
    workers = Workers(dying, 2)
    made = await workers.prepare(submissions, limits, BASE)
    assert [each.submission for each in made] == submissions
    assert [i for i, each in enumerate(made) if not each.enters] == sorted(names)
    for i in names:
        said = reason(made[i])
        assert said is not None
        assert FAULTS[fault] in said
    again = await workers.prepare(submissions[:3], limits, BASE)
    assert all(each.enters for each in again)


def test_a_death_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    """What asyncio may add about a process that has died already is left out; its other words stay."""
    Workers(dying)
    for text in ("Unknown child process pid %d, will report returncode 255", "Task %d is slow"):
        logging.getLogger("asyncio").warning(text, 7)
    assert caplog.messages == ["Task 7 is slow"]


async def test_workers_and_a_thread_agree() -> None:
    """What a worker makes of a document is what would be made of it here."""
    submissions = [submission(i) for i in range(3)]
    apart = await Workers(dying, 2).prepare(submissions, LOCAL, BASE)
    here = await Here(Dying()).prepare(submissions, LOCAL, BASE)
    assert [replace(each, projection=None) for each in apart] == [
        replace(each, projection=None) for each in here
    ]
    assert [each.projection and len(each.projection.statements) for each in apart] == [
        each.projection and len(each.projection.statements) for each in here
    ]


async def test_an_engine_that_fails_refuses_the_document(caplog: pytest.LogCaptureFixture) -> None:
    """An error of the engine's own is a verdict, not the end of the load; it is logged."""
    [made] = await Here(Dying()).prepare([submission(1, "failing")], LOCAL, BASE)
    assert "RecursionError" in (reason(made) or "")
    assert "a shape that never ends" in caplog.text


async def test_a_load_goes_on(tmp_path: Path) -> None:
    """From a folder with a deadly document the others are held, each under the name of its file."""
    folder = tmp_path / "in"
    folder.mkdir()
    for i in range(6):
        node = reference(f"credentials/{i}", name="killed" if i == 2 else "fine")
        (folder / f"{i}.json").write_bytes(document(f"documents/{i}", node))
    settings = read_settings({})
    store = open_store(f"sqlite:///{tmp_path}/registry.db", settings)
    await store.open(BASE)
    registry = Registry(store, Workers(dying, 2), settings, frozen_clock(date(2026, 11, 24)), BASE)
    outcomes = [each async for each in load(registry, [folder], mode="mirror")]
    assert [Path(each.origin).name for each in outcomes] == [f"{i}.json" for i in range(6)]
    assert [each.verdict.outcome for each in outcomes] == [
        "refused" if i == 2 else "reference" for i in range(6)
    ]
    await store.close()
