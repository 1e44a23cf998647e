"""Portability by the lists of states, worked out by hand, on both stores."""

import pytest
from carrying import A, at, whats
from making import (
    STATES,
    claim,
    credential,
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


async def test_a_day_with_a_time_zone_is_that_day(registry: Registry) -> None:
    """Days of xsd:date with a zone are the days written, in a list's period and in an entry's own."""
    await publish(registry, "things", reference(A))
    period = {"credway:validFrom": "2026-05-01+14:00", "credway:validTo": "2026-06-30Z"}
    own = {
        "ceterms:startDate": "2026-05-15Z",
        "ceterms:endDate": {"@type": "xsd:date", "@value": "2026-05-31-05:00"},
    }
    entries = [entry("lists/va/entries/a", A) | own]
    await publish(registry, "lists/va/2026", *listing("lists/va/2026", "VA", entries, extra=period))
    days = ("2026-05-14", "2026-05-15", "2026-05-31", "2026-06-01")
    found = [(await at(registry, "VA", earned_on=day)).listed.verdict for day in days]
    assert found == [Verdict.UNKNOWN, Verdict.YES, Verdict.YES, Verdict.UNKNOWN]


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


async def put(registry: Registry, path: str, *entries: dict[str, object], **terms: object) -> None:
    """Publish a version for Ohio of a series, complete for graduation from 2025 on unless told otherwise."""
    base: dict[str, object] = {
        "versionOf": iri("lists/oh"),
        "validFrom": "2025",
        "isComplete": True,
        "listPurpose": "counts toward graduation",
    }
    extra = {f"credway:{key}": value for key, value in (base | terms).items() if value is not None}
    await publish(registry, path, *listing(path, "OH", entries, extra=extra), effective_from="2020-01-01")


async def things(registry: Registry, *more: dict[str, object]) -> None:
    """Publish the credential asked about and another."""
    nodes = (reference(A), reference("credentials/baker"), *more)
    await publish(registry, "things", *nodes, effective_from="2020-01-01")


BAKER = entry("lists/oh/entries/b", "credentials/baker")


async def test_a_later_complete_edition_without_it_disputes_an_entry(registry: Registry) -> None:
    """Where two editions cover a day and the later complete one drops it, DISPUTED; incomplete, YES."""
    await things(registry)
    await put(registry, "lists/oh/1", entry("lists/oh/entries/a", A), validFrom="2024", validTo="2027")
    await put(registry, "lists/oh/2", BAKER, validFrom="2026", isComplete=False)
    assert (await at(registry, "OH")).listed.verdict is Verdict.YES
    await put(registry, "lists/oh/2", BAKER, validFrom="2026")
    found = await at(registry, "OH")
    assert (found.listed.verdict, found.counts_for.diploma.verdict) == (Verdict.DISPUTED, Verdict.DISPUTED)
    assert [s.subject for s in found.listed.against] == [iri("lists/oh/2")]
    assert (await at(registry, "OH", earned_on="2025-12-31")).listed.verdict is Verdict.YES


async def test_what_is_said_of_itself_goes_before_its_successor(registry: Registry) -> None:
    """The old exam is removed and the new one listed: NO for the old, YES for the new, no dispute."""
    old, new, third = "credentials/old", "credentials/new", "credentials/third"
    owned = credential(new, {"ceterms:supersedes": [iri(old)]})
    await things(registry, reference(old), owned, credential(third, {"ceterms:supersedes": [iri(new)]}))
    await put(
        registry,
        "lists/oh/1",
        entry("lists/oh/entries/o", old, "Removed"),
        entry("lists/oh/entries/n", new),
    )
    assert (await at(registry, "OH", old)).listed.verdict is Verdict.NO
    assert (await at(registry, "OH", new)).listed.verdict is Verdict.YES
    by_link = await at(registry, "OH", third)
    assert by_link.listed.verdict is Verdict.DISPUTED
    assert iri(new) in {each.iri for each in by_link.through}


async def test_the_same_under_two_names_is_disputed(registry: Registry) -> None:
    """An entry that lists and one that removes the very same credential under another name are a dispute."""
    await things(registry, credential("credentials/twin", {"ceterms:sameAs": [iri(A)]}))
    removed = entry("lists/oh/entries/t", "credentials/twin", "Removed")
    await put(registry, "lists/oh/1", entry("lists/oh/entries/a", A), removed)
    assert (await at(registry, "OH")).listed.verdict is Verdict.DISPUTED


@pytest.mark.parametrize(
    ("funding", "graduation", "listed", "diploma"),
    [
        ("Approved", None, Verdict.YES, Verdict.NO),
        ("Removed", "Approved", Verdict.DISPUTED, Verdict.YES),
        ("Approved", "Removed", Verdict.DISPUTED, Verdict.NO),
        (None, "Approved", Verdict.YES, Verdict.YES),
    ],
)
async def test_the_diploma_asks_lists_for_graduation_alone(
    registry: Registry,
    funding: str | None,
    graduation: str | None,
    listed: Verdict,
    diploma: Verdict,
) -> None:
    """A list for funding names or removes it: that is no word on the diploma, and the sources name both."""
    await things(registry)
    for path, status, purpose in (("f", funding, "incentive funding"), ("g", graduation, "graduation")):
        mine = [entry(f"lists/oh/entries/a{path}", A, status)] if status else []
        version, series = f"lists/oh/{path}", iri(f"lists/oh-{path}")
        complete = True if path == "g" else None
        await put(registry, version, BAKER, *mine, versionOf=series, listPurpose=purpose, isComplete=complete)
    found = await at(registry, "OH")
    assert (found.listed.verdict, found.counts_for.diploma.verdict) == (listed, diploma)
    assert set(found.counts_for.diploma.basis) <= {s for f in found.findings for s in f.basis}


@pytest.mark.parametrize(
    ("purpose", "verdict"),
    [
        ("counts toward graduation", Verdict.YES),
        ("Diploma seal", Verdict.YES),
        ("needed to graduate", Verdict.YES),
        ("$500 per graduate", Verdict.UNKNOWN),
        ("undergraduate credit", Verdict.UNKNOWN),
        ("does not count toward graduation", Verdict.UNKNOWN),
        ("reporting of the graduation rate", Verdict.UNKNOWN),
    ],
)
async def test_a_purpose_is_read_by_its_words(registry: Registry, purpose: str, verdict: Verdict) -> None:
    """Graduation or a diploma counts for the diploma; money for graduates and other uses do not."""
    await things(registry)
    await put(registry, "lists/oh/1", entry("lists/oh/entries/a", A), listPurpose=purpose)
    found = await at(registry, "OH")
    assert (found.listed.verdict, found.counts_for.diploma.verdict) == (Verdict.YES, verdict)


@pytest.mark.parametrize(("region", "verdict"), [("Statewide", Verdict.YES), ("Northeast", Verdict.UNKNOWN)])
async def test_an_entry_for_a_region_is_no_diploma_elsewhere(
    registry: Registry, region: str, verdict: Verdict
) -> None:
    """What a list names for a part of the state is listed; whether it counts in the rest is not known."""
    await things(registry)
    await put(registry, "lists/oh/1", entry("lists/oh/entries/a", A) | {"credway:region": region})
    found = await at(registry, "OH")
    assert (found.listed.verdict, found.counts_for.diploma.verdict) == (Verdict.YES, verdict)
    assert [region in what for what in whats(found.counts_for.diploma)] == (
        [] if verdict is Verdict.YES else [True]
    )


async def test_a_printed_name_that_is_off_the_list_leaves_no_doubt(registry: Registry) -> None:
    """Printed only and removed, or printed until an earlier day: the complete list is a NO all the same."""
    await things(registry)
    removed = entry("lists/oh/entries/r", None, "Removed", printed="Alpha Welder")
    ended = entry("lists/oh/entries/e", None, printed="Welder") | {"ceterms:endDate": "2025-03-31"}
    await put(registry, "lists/oh/1", BAKER, removed, ended)
    assert (await at(registry, "OH")).listed.verdict is Verdict.NO
    assert (await at(registry, "OH", earned_on="2025-03-31")).listed.verdict is Verdict.UNKNOWN


async def test_an_entry_for_an_occupation_leaves_a_doubt(registry: Registry) -> None:
    """A complete list that names a whole occupation may mean what is for it, or called like it; no other."""
    soc = "https://w3id.org/credway/schemes/soc/2018/51-4121"
    work = [{"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": soc}]
    joiner = credential("credentials/joiner", {"ceterms:occupationType": work})
    await things(registry, joiner, reference("credentials/cook"))
    named = entry("lists/oh/entries/w", soc, printed="Any credential in welding")
    await put(registry, "lists/oh/1", BAKER, named)
    for path, verdict in (
        ("joiner", Verdict.UNKNOWN),
        ("alpha-welder", Verdict.UNKNOWN),
        ("cook", Verdict.NO),
    ):
        assert (await at(registry, "OH", f"credentials/{path}")).listed.verdict is verdict


async def test_days_between_two_editions_are_told_as_they_are(registry: Registry) -> None:
    """Named in 2024 and 2026 and earned between: UNKNOWN, and no word that nothing later is held."""
    await things(registry)
    for year in ("2024", "2026"):
        await put(registry, f"lists/oh/{year}", entry("lists/oh/entries/a", A), validFrom=year, validTo=year)
    found = (await at(registry, "OH", earned_on="2025-05-01")).listed
    assert found.verdict is Verdict.UNKNOWN
    assert sorted(whats(found)) == [
        "a is listed from 2026-01-01 only",
        "a was listed until before 2025-01-01; no version that covers 2025-05-01 is held here",
    ]


async def test_only_editions_in_force_are_said_not_to_name_it(registry: Registry) -> None:
    """A complete edition without an end gave way to one that is not complete: that one is named alone."""
    await things(registry)
    await put(registry, "lists/oh/1", BAKER, validFrom="2020")
    await put(registry, "lists/oh/2", BAKER, validFrom="2025", isComplete=False)
    found = (await at(registry, "OH")).listed
    assert whats(found) == ["lists/oh/2 does not name it here and is not declared complete"]


async def test_an_occupation_without_a_printed_name_leaves_a_doubt(registry: Registry) -> None:
    """A complete list that names an occupation by its code alone may mean anything; the entry is named."""
    await things(registry)
    work = "https://w3id.org/credway/schemes/soc/2018/51-4121"
    member: dict[str, object] = {
        "@id": iri("lists/oh/entries/x"),
        "@type": "ceterms:CollectionMember",
        "ceterms:proxyFor": work,
    }
    await put(registry, "lists/oh/1", BAKER, member)
    found = (await at(registry, "OH")).listed
    assert (found.verdict, "lists/oh/entries/x" in whats(found)[0]) == (Verdict.UNKNOWN, True)


async def test_a_claim_of_a_listing_is_judged_on_the_day_of_earning(registry: Registry) -> None:
    """Claimed from 2023 and denied by an amendment from 2025: YES when earned in 2024, and NO today."""
    await publish(registry, "things", reference(A), effective_from="2019-01-01")
    for start, extra in (("2023-01-01", None), ("2025-01-01", {"credway:denied": True})):
        node = claim("c#1", A, "credway:listedIn", obj=STATES + "OH", extra=extra)
        await publish(registry, "c", node, effective_from=start)
    found = await at(registry, "OH", earned_on="2024-06-01")
    assert (found.listed.verdict, found.listed_now.verdict) == (Verdict.YES, Verdict.NO)


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
async def test_of_editions_of_one_day_none_is_newer(registry: Registry, names: tuple[str, str]) -> None:
    """Two complete editions of one period, one without it, are DISPUTED, whatever they are called."""
    await things(registry)
    await put(registry, f"lists/oh/{names[0]}", BAKER, entry("lists/oh/entries/a", A))
    await put(registry, f"lists/oh/{names[1]}", BAKER)
    found = (await at(registry, "OH")).listed
    assert (found.verdict, [said.key for said in found.against]) == (
        Verdict.DISPUTED,
        [iri(f"lists/oh/{names[1]}")],
    )


@pytest.mark.parametrize(
    ("regions", "listed", "diploma"),
    [
        ({"North": "Removed"}, Verdict.UNKNOWN, Verdict.UNKNOWN),
        ({"North": "Removed", "South": "Approved"}, Verdict.YES, Verdict.UNKNOWN),
        ({"State-wide": "Removed"}, Verdict.NO, Verdict.NO),
    ],
)
async def test_a_removal_for_a_region_is_none_elsewhere(
    registry: Registry, regions: dict[str, str], listed: Verdict, diploma: Verdict
) -> None:
    """Off the list in one region is no NO of the state, and no dispute where another region has it."""
    await things(registry)
    entries = [
        entry(f"lists/oh/entries/{region}", A, status) | {"credway:region": region}
        for region, status in regions.items()
    ]
    await put(registry, "lists/oh/1", BAKER, *entries)
    found = await at(registry, "OH")
    assert (found.listed.verdict, found.counts_for.diploma.verdict) == (listed, diploma)
    if listed is Verdict.UNKNOWN:
        assert whats(found.listed) == ["whether it is off the list outside North; the entry is removed there"]


async def test_a_printed_name_removed_for_a_region_leaves_a_doubt(registry: Registry) -> None:
    """Elsewhere in the state the line may stand, and it may mean the credential."""
    await things(registry)
    removed = entry("lists/oh/entries/r", None, "Removed", printed="Alpha Welder")
    await put(registry, "lists/oh/1", BAKER, removed | {"credway:region": "North"})
    assert (await at(registry, "OH")).listed.verdict is Verdict.UNKNOWN


async def test_an_entry_for_a_cluster_leaves_a_doubt(registry: Registry) -> None:
    """A complete list that names a whole cluster may mean what stands under it, and nothing else."""
    cluster = "https://w3id.org/credway/schemes/clusters/2019/IT"
    under = [{"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": cluster}]
    joiner = credential("credentials/joiner", {"credway:careerCluster": under})
    await things(registry, joiner, reference("credentials/cook"))
    named = entry("lists/oh/entries/w", cluster, printed="Anything with computers")
    await put(registry, "lists/oh/1", BAKER, named)
    for path, verdict in (("joiner", Verdict.UNKNOWN), ("cook", Verdict.NO)):
        assert (await at(registry, "OH", f"credentials/{path}")).listed.verdict is verdict


async def test_an_edition_for_another_purpose_disputes_no_diploma(registry: Registry) -> None:
    """A later complete edition for funding without it disputes the listing, and is no word on the diploma."""
    await things(registry)
    await put(registry, "lists/oh/1", entry("lists/oh/entries/a", A), validFrom="2024", validTo="2030")
    await put(registry, "lists/oh/2", BAKER, validFrom="2025", validTo="2030", listPurpose="funding")
    found = await at(registry, "OH")
    assert (found.listed.verdict, found.counts_for.diploma.verdict) == (Verdict.DISPUTED, Verdict.YES)


async def test_the_link_to_what_is_listed_today_is_named(registry: Registry) -> None:
    """Listed today through its successor and not when it was earned: the link is named all the same."""
    await things(registry)
    new = "credentials/beta-welder"
    await publish(registry, "new", reference(new))
    await publish(registry, "eq", claim("eq#1", A, "ceterms:supersededBy", obj=iri(new)))
    await put(registry, "lists/oh/1", entry("lists/oh/entries/n", new), validFrom="2025")
    found = await at(registry, "OH", earned_on="2020-01-01")
    assert (found.listed.verdict, found.listed_now.verdict) == (Verdict.UNKNOWN, Verdict.YES)
    assert [each.iri for each in found.through] == [iri(new)]


async def test_a_credential_without_a_name_may_be_what_is_printed(registry: Registry) -> None:
    """Nobody describes it, so that no printed name is surely another; where nothing is printed it is a NO."""
    await things(registry)
    nameless = "credentials/x1"
    await publish(registry, "said", claim("said#1", nameless, "credway:recognizedIn", obj=STATES + "TX"))
    await put(registry, "lists/oh/1", BAKER, entry("lists/oh/entries/z", None, printed="Zebra Keeper"))
    assert (await at(registry, "OH", nameless)).listed.verdict is Verdict.UNKNOWN
    await put(registry, "lists/oh/1", BAKER)
    assert (await at(registry, "OH", nameless)).listed.verdict is Verdict.NO


async def test_a_removal_from_a_later_day_leaves_the_days_before_open(registry: Registry) -> None:
    """A complete list that removes it from a day on names it: before that it may have been on it."""
    await things(registry)
    removed = entry("lists/oh/entries/a", A, "Removed") | {"ceterms:startDate": "2026-03-01"}
    await put(registry, "lists/oh/1", BAKER, removed)
    before = await at(registry, "OH", earned_on="2026-02-28")
    assert (before.listed.verdict, before.counts_for.diploma.verdict) == (Verdict.UNKNOWN, Verdict.UNKNOWN)
    assert whats(before.listed) == ["a is not listed from 2026-03-01 on; whether it was before is not said"]
    assert before.listed_now.verdict is Verdict.NO
    assert (await at(registry, "OH", earned_on="2026-03-01")).listed.verdict is Verdict.NO


async def test_a_name_by_a_claim_may_be_what_is_printed(registry: Registry) -> None:
    """Another name that somebody states of it is one that a list may print."""
    await things(registry)
    await publish(
        registry, "name", claim("n#1", A, "ceterms:alternateName", extra={"credway:text": "Zigzag"})
    )
    await put(registry, "lists/oh/1", BAKER, entry("lists/oh/entries/z", None, printed="ZIG-ZAG"))
    assert (await at(registry, "OH")).listed.verdict is Verdict.UNKNOWN


async def test_an_edition_that_was_followed_disputes_nothing(registry: Registry) -> None:
    """A complete edition without an end does not come back when the next has ended: YES by the one beside."""
    await things(registry)
    await put(registry, "lists/oh/1", entry("lists/oh/entries/a", A), validFrom="2020", validTo="2030")
    await put(registry, "lists/oh/2", BAKER, validFrom="2022")
    assert (await at(registry, "OH")).listed.verdict is Verdict.DISPUTED
    await put(registry, "lists/oh/3", BAKER, validFrom="2024", validTo="2024")
    assert (await at(registry, "OH")).listed.verdict is Verdict.YES
