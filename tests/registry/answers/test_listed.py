"""Portability on imported lists, worked out by hand, on both stores; one test for each rule of a list."""

from pathlib import Path
from typing import Any

import pytest
from making import BASE, credential, iri, publish, reference

from credway.loaders.list_series import Terms
from credway.loaders.list_versions import load
from credway.registry.answers.model import Finding, Verdict
from credway.registry.answers.portability.answer import portability
from credway.registry.answers.portability.entries import entries_as_of, versions_of
from credway.registry.answers.resolve import Ref
from credway.registry.registry import Registry

WELDER = "credentials/alpha-welder"
NURSE = "credentials/nurse"


class Lists:
    """A registry with two credentials, and lists of Tennessee imported into it."""

    def __init__(self, registry: Registry, folder: Path) -> None:
        self.registry, self.folder = registry, folder

    async def fill(self) -> None:
        """Publish the credentials."""
        nurse = {
            "ceterms:name": {"en": "Certified Nursing Assistant"},
            "ceterms:alternateName": {"en": ["Nurse Aide"]},
        }
        await publish(self.registry, "things", reference(WELDER), credential(NURSE, nurse))

    async def add(self, version: str, period: str, *rows: str, complete: bool | None = True) -> None:
        """Import a version."""
        path = self.folder / "list.csv"
        path.write_text("Code,Name,Status,From,To\n" + "".join(f"{row}\n" for row in rows))
        terms = Terms("test-list", version, period, complete, "Agency", "counts toward graduation", "TN")
        assert (await load(self.registry, path, terms)).taken

    async def finding(self, day: str, path: str = WELDER, state: str = "TN", **question: Any) -> Finding:
        """Whether a credential that is earned on a day is listed."""
        frame = await self.registry.ask(known_at=question.get("known_at"))
        [answer] = await portability(frame, [Ref(id=iri(path))], [state], earned_on=day)
        return answer.places[0].listed


@pytest.fixture
async def lists(registry: Registry, tmp_path: Path) -> Lists:
    """Credentials and no list yet."""
    made = Lists(registry, tmp_path)
    await made.fill()
    return made


async def test_yes_by_an_entry(lists: Lists) -> None:
    """An entry is YES within its period, the last day included, and UNKNOWN on the days around it."""
    await lists.add("1", "2024-07/2025-06", "1,Alpha Welder,,,", complete=False)
    days = ("2024-06-30", "2024-07-01", "2025-06-30", "2025-07-01")
    found = [await lists.finding(day) for day in days]
    assert [each.verdict for each in found] == [Verdict.UNKNOWN, Verdict.YES, Verdict.YES, Verdict.UNKNOWN]
    assert found[1].basis[0].subject == f"{BASE}lists/test-list/entries/1"
    assert "nothing later is held here" in found[3].missing[0].what


async def test_an_entry_s_own_dates_count(lists: Lists) -> None:
    """A line with a day of its own counts on its days, not on all those of its list."""
    await lists.add("1", "2024/2024", "1,Alpha Welder,,2024-03,2024-05", complete=False)
    found = [(await lists.finding(day)).verdict for day in ("2024-02-01", "2024-03-01", "2024-06-01")]
    assert found == [Verdict.UNKNOWN, Verdict.YES, Verdict.UNKNOWN]


async def test_no_by_a_complete_version(lists: Lists) -> None:
    """A complete version that names others only is NO for its period; an incomplete one is UNKNOWN."""
    await lists.add("1", "2024/2024", "1,Baker,,,")
    await lists.add("2", "2025/2025", "1,Baker,,,", complete=False)
    await lists.add("3", "2026/2026", "1,Baker,,,", complete=None)
    found = [await lists.finding(f"{year}-05-01") for year in (2024, 2025, 2026)]
    assert [each.verdict for each in found] == [Verdict.NO, Verdict.UNKNOWN, Verdict.UNKNOWN]
    assert [said.subject for said in found[0].basis + found[0].against] == [f"{BASE}lists/test-list/1"]
    assert "is not declared complete" in found[1].missing[0].what
    assert (await lists.finding("2024-05-01", state="OH")).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("printed", "path", "verdict"),
    [
        ("Welder", WELDER, Verdict.UNKNOWN),
        ("Welding Level One", WELDER, Verdict.UNKNOWN),
        ("2022950L2", WELDER, Verdict.UNKNOWN),
        ("Certification Level 2", WELDER, Verdict.UNKNOWN),
        ("Wellness Coach", WELDER, Verdict.NO),
        ("Certified Baker", NURSE, Verdict.NO),
        ("CNA I", NURSE, Verdict.UNKNOWN),
        ("Aide to Nurses", NURSE, Verdict.UNKNOWN),
        ("Dental Aide", NURSE, Verdict.UNKNOWN),
        ("C.N.A.", NURSE, Verdict.NO),
    ],
)
async def test_a_printed_name_that_could_be_it_leaves_a_doubt(
    lists: Lists, printed: str, path: str, verdict: Verdict
) -> None:
    """A telling word, its stem, an acronym, another name, or nothing telling: UNKNOWN, and it is shown."""
    await lists.add("1", "2024/2024", f"1,{printed},,,", "2,Baker,,,")
    found = await lists.finding("2024-05-01", path)
    assert found.verdict is verdict
    if verdict is Verdict.UNKNOWN:
        assert printed in found.missing[0].what


async def test_a_name_that_two_credentials_have_leaves_both_open(lists: Lists) -> None:
    """An ambiguous line is no entry of either, and a complete list is then no NO for either."""
    await publish(lists.registry, "twin", reference("credentials/twin", name="Alpha Welder"))
    await lists.add("1", "2024/2024", "1,Alpha Welder,,,")
    for path in (WELDER, "credentials/twin"):
        assert (await lists.finding("2024-05-01", path)).verdict is Verdict.UNKNOWN


async def test_no_by_a_removal(lists: Lists) -> None:
    """An entry that is removed denies the listing; one that is proposed or under review settles nothing."""
    await lists.add("1", "2024/2024", "1,Alpha Welder,Removed,,", "2,Nurse Aide,Proposed,,")
    assert (await lists.finding("2024-05-01")).verdict is Verdict.NO
    proposed = await lists.finding("2024-05-01", NURSE)
    assert proposed.missing[0].what == "the entry is marked Proposed, not Approved"


async def test_a_period_that_ended_is_unknown(lists: Lists) -> None:
    """After the last version that is held, a complete list says nothing any more."""
    await lists.add("1", "2024/2024", "1,Baker,,,")
    assert (await lists.finding("2025-01-01")).verdict is Verdict.UNKNOWN


async def test_a_version_without_an_end_ends_where_the_next_begins(lists: Lists) -> None:
    """An entry of an open version is YES until a later version comes: then that one decides."""
    await lists.add("1", "2023/", "1,Alpha Welder,,,")
    assert (await lists.finding("2026-01-01")).verdict is Verdict.YES
    await lists.add("2", "2025/", "2,Baker,,,", complete=False)
    assert (await lists.finding("2024-12-31")).verdict is Verdict.YES
    later = await lists.finding("2026-01-01")
    assert later.verdict is Verdict.UNKNOWN
    assert later.missing[0].what == ("whether Alpha Welder is still listed: test-list, 2 has come since")
    await lists.add("2", "2025/", "2,Baker,,,")
    assert (await lists.finding("2026-01-01")).verdict is Verdict.NO


async def test_an_open_version_does_not_come_back(lists: Lists) -> None:
    """Imported before or after the version that followed it: when that ends, neither is in force any more."""
    await lists.add("2", "2025/2025", "2,Baker,,,")
    await lists.add("1", "2023/", "1,Alpha Welder,,,")
    assert (await lists.finding("2024-12-31")).verdict is Verdict.YES
    assert (await lists.finding("2025-06-01")).verdict is Verdict.NO
    ended = await lists.finding("2026-06-01")
    assert ended.verdict is Verdict.UNKNOWN
    assert ended.missing[0].what == "whether Alpha Welder is still listed: test-list, 2 has come since"
    assert (await lists.finding("2026-06-01", NURSE)).verdict is Verdict.UNKNOWN
    frame = await lists.registry.ask("2026-06-01")
    assert (await entries_as_of(frame, "test-list", BASE)).entries == []


async def test_what_was_known_before_a_correction_stays(lists: Lists) -> None:
    """A corrected file changes the answer from then on, and not the one that was known before."""
    await lists.add("1", "2024/2024", "1,Baker,,,")
    before = (await lists.registry.store.meta()).visible
    await lists.add("1", "2024/2024", "1,Baker,,,", "2,Alpha Welder,,,")
    assert (await lists.finding("2024-05-01")).verdict is Verdict.YES
    assert (await lists.finding("2024-05-01", known_at=before)).verdict is Verdict.NO


async def test_a_list_on_a_day(lists: Lists) -> None:
    """A day shows the versions that cover it and their entries, in a bounded number of calls."""
    await lists.add("1", "2023/2023", "1,Baker,,,", "2,Alpha Welder,,,")
    await lists.add("2", "2024/2024", "2,Alpha Welder,Phasing out,,", "3,Cook,,,")
    frame = await lists.registry.ask("2023-05-01")
    then = await entries_as_of(frame, "test-list", BASE)
    assert frame.calls == 4
    assert [each.body["code"] for each in then.entries] == ["1", "2"]
    now = await entries_as_of(await lists.registry.ask("2024-05-01"), f"{BASE}lists/test-list", BASE)
    assert [(each.body["code"], each.body.get("entryStatus")) for each in now.entries] == [
        ("2", "PhasingOut"),
        ("3", None),
    ]
    assert [each.body["name"] for each in now.versions] == ["test-list, 2"]
    outside = await entries_as_of(await lists.registry.ask("2025-05-01"), "test-list", BASE)
    assert (outside.versions, outside.entries) == ([], [])
    every = await versions_of(await lists.registry.ask(), "test-list", BASE)
    assert every.counts == [2, 2]
