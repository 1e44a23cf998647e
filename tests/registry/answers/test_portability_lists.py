"""Portability by the lists of states, worked out by hand, on both stores."""

from carrying import A, at, whats
from making import (
    STATES,
    claim,
    entry,
    iri,
    listing,
    publish,
    reference,
)

from credway.registry.answers.model import Verdict
from credway.registry.registry import Registry

GRADUATION = {"credway:listPurpose": "graduation"}


async def test_an_entry_lists_on_the_days_it_covers(registry: Registry) -> None:
    """An entry is YES within its list's period, UNKNOWN after it, judged on the day of earning."""
    await publish(registry, "things", reference(A))
    period = {"credway:validFrom": "2019-07-01", "credway:validTo": "2020-06-30", **GRADUATION}
    await publish(
        registry,
        "lists/va/2019",
        *listing("lists/va/2019", "VA", [entry("lists/va/entries/a", A)], extra=period),
    )
    earned_then = await at(registry, "VA", earned_on="2020-06-30")
    assert (earned_then.listed.verdict, earned_then.listed_now.verdict) == (
        Verdict.YES,
        Verdict.UNKNOWN,
    )
    assert earned_then.counts_for.diploma.verdict is Verdict.YES
    later = await at(registry, "VA", earned_on="2020-07-01")
    assert later.listed.verdict is Verdict.UNKNOWN
    assert "was listed until before 2020-07-01; nothing later" in whats(later.listed)[0]


async def test_a_complete_list_without_it_is_a_no(registry: Registry) -> None:
    """A list that its publisher calls complete, and no unresolved entry that could be it, is NO."""
    await publish(registry, "things", reference(A))
    entries = [entry("lists/oh/entries/b", None, printed="Baker")]
    terms = {"credway:isComplete": True, "credway:validFrom": "2026-01-01", **GRADUATION}
    await publish(registry, "lists/oh/2026", *listing("lists/oh/2026", "OH", entries, extra=terms))
    found = await at(registry, "OH")
    assert found.listed.verdict is Verdict.NO
    assert [s.key for s in found.listed.basis] == [iri("lists/oh/2026")]
    assert found.counts_for.diploma.verdict is Verdict.NO


async def test_a_complete_list_with_a_doubtful_entry_is_unknown(registry: Registry) -> None:
    """A printed name that could be the credential leaves the question open and is shown."""
    await publish(registry, "things", reference(A))
    entries = [entry("lists/oh/entries/w", None, printed="Welder, Level 1")]
    terms = {"credway:isComplete": True, "credway:validFrom": "2026-01-01"}
    await publish(registry, "lists/oh/2026", *listing("lists/oh/2026", "OH", entries, extra=terms))
    found = await at(registry, "OH")
    assert found.listed.verdict is Verdict.UNKNOWN
    assert "Welder, Level 1" in whats(found.listed)[0]


async def test_a_list_not_called_complete_settles_nothing(registry: Registry) -> None:
    """Absence from a list that nobody calls complete is UNKNOWN."""
    await publish(registry, "things", reference(A))
    entries = [entry("lists/oh/entries/b", None, printed="Baker")]
    await publish(
        registry,
        "lists/oh/2026",
        *listing("lists/oh/2026", "OH", entries, extra={"credway:validFrom": "2026-01-01"}),
    )
    found = await at(registry, "OH")
    assert found.listed.verdict is Verdict.UNKNOWN
    assert "not declared complete" in whats(found.listed)[0]


async def test_a_removed_entry_is_a_no(registry: Registry) -> None:
    """An entry marked as removed denies the listing."""
    await publish(registry, "things", reference(A))
    await publish(
        registry,
        "lists/fl/1",
        *listing("lists/fl/1", "FL", [entry("lists/fl/entries/a", A, "Removed")]),
    )
    assert (await at(registry, "FL")).listed.verdict is Verdict.NO


async def test_what_came_after_an_entry_is_told_as_it_is(registry: Registry) -> None:
    """A removal that ended was no listing, and a later version that is held is named and not denied."""
    await publish(registry, "things", reference(A))
    members = {
        "2019": entry("lists/va/entries/a", A),
        "2020": entry("lists/va/entries/w", None, printed="Welder"),
        "2021": entry("lists/va/entries/a", A, "Removed"),
    }
    for year, member in members.items():
        terms = {
            "credway:validFrom": year,
            "credway:validTo": year,
            "credway:versionOf": iri("lists/va"),
            "credway:isComplete": True,
            **GRADUATION,
        }
        nodes = listing(f"lists/va/{year}", "VA", [member], extra=terms)
        await publish(registry, f"lists/va/{year}", *nodes)
    later = "lists/va/2020, which covers 2020-05-01, does not name it here"
    doubtful = whats((await at(registry, "VA", earned_on="2020-05-01")).listed)
    assert f"a was listed until before 2020-01-01; {later}" in doubtful
    ended = whats((await at(registry, "VA", earned_on="2022-05-01")).listed)
    assert "a was not listed until before 2022-01-01; nothing later is held here" in ended


async def test_contradicting_statements_are_disputed(registry: Registry) -> None:
    """A report that lists and another that denies are DISPUTED with both sides shown."""
    await publish(registry, "things", reference(A))
    await publish(registry, "yes", claim("yes#1", A, "credway:listedIn", obj=STATES + "TX"))
    await publish(
        registry,
        "no",
        claim("no#1", A, "credway:listedIn", obj=STATES + "TX", extra={"credway:denied": True}),
    )
    found = (await at(registry, "TX")).listed
    assert (found.verdict, len(found.basis), len(found.against)) == (Verdict.DISPUTED, 1, 1)


async def test_an_entry_survives_the_versions_of_its_list(registry: Registry) -> None:
    """One entry stands in two versions of a list, each document saying it for its own period."""
    await publish(registry, "things", reference(A))
    for year in ("2019", "2020"):
        period = {"credway:validFrom": year, "credway:validTo": year}
        nodes = listing(f"lists/va/{year}", "VA", [entry("lists/va/entries/a", A)], extra=period)
        await publish(registry, f"lists/va/{year}", *nodes)
    for day, verdict in (
        ("2019-05-01", Verdict.YES),
        ("2020-05-01", Verdict.YES),
        ("2021-05-01", Verdict.UNKNOWN),
    ):
        assert (await at(registry, "VA", earned_on=day)).listed.verdict is verdict


async def test_nobody_enters_another_publishers_list(registry: Registry) -> None:
    """An entry of one document that claims a place in another document's list is not in it."""
    await publish(registry, "things", reference(A))
    await publish(registry, "lists/va/1", *listing("lists/va/1", "VA", []))
    foreign = entry("lists/va/entries/a", A)
    foreign["ceterms:isMemberOf"] = [iri("lists/va/1")]
    await publish(registry, "elsewhere", foreign)
    assert (await at(registry, "VA")).listed.verdict is Verdict.UNKNOWN
