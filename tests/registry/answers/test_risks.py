"""What puts an agreement at risk through lists, on both stores: worked out by hand."""

from typing import Any

import pytest
from making import STATES, award, credential, entry, iri, iris, listing, organization, publish, reference

from credway.registry.answers.credit.risks import START, AtRisk, RiskReason, agreements_at_risk
from credway.registry.answers.model import Verdict
from credway.registry.answers.places import Place
from credway.registry.answers.portability.answer import portability
from credway.registry.answers.resolve import Ref
from credway.registry.errors import BadCursor
from credway.registry.registry import Registry

OHIO = Place(state="OH")


async def given(registry: Registry, *held: str) -> None:
    """A college in Ohio that awards credit for each of some credentials."""
    await publish(
        registry,
        "people",
        organization("organizations/college", "OH"),
        organization("organizations/agency", "OH"),
        *(reference(f"credentials/{each}", name=each) for each in held),
        effective_from="2010-01-01",
    )
    made = [
        award(f"awards/{each}", held=[f"credentials/{each}"], by="organizations/college") for each in held
    ]
    await publish(registry, "awards", *made, effective_from="2010-01-01")


async def version(
    registry: Registry, name: str, start: str, *entries: dict[str, Any], complete: bool = True, end: str = ""
) -> None:
    """A version of the one series, from a day, complete or not."""
    extra = {
        "credway:versionOf": iri("lists/oh"),
        "credway:validFrom": start,
        "credway:isComplete": complete,
        "credway:listPurpose": "graduation",
        **({"credway:validTo": end} if end else {}),
    }
    nodes = listing(f"lists/oh/{name}", "OH", entries, extra)
    await publish(registry, f"documents/{name}", *nodes, effective_from=start)


async def risks(registry: Registry, as_of: str, known_at: int | None = None) -> list[AtRisk]:
    """The agreements at risk in Ohio."""
    return list((await agreements_at_risk(await registry.ask(as_of, known_at), OHIO)).risks)


def named(found: list[AtRisk]) -> list[tuple[str, RiskReason, str | None]]:
    """What is at risk, why and since when."""
    return sorted((each.credential.rsplit("/", 1)[-1], each.reason, each.since) for each in found)


async def test_what_the_next_complete_version_drops(registry: Registry) -> None:
    """A credential is off the list from the day of the complete version without it, and not known before."""
    await given(registry, "aplus", "welder")
    await version(
        registry,
        "v1",
        "2024-07-01",
        entry("entries/aplus", "credentials/aplus"),
        entry("entries/welder", "credentials/welder"),
    )
    before = (await registry.ask()).known_at
    assert await risks(registry, "2025-08-01") == []
    await version(registry, "v2", "2025-07-01", entry("entries/welder", "credentials/welder"))
    [found] = await risks(registry, "2025-08-01")
    assert named([found]) == [("aplus", RiskReason.DELISTED, "2025-07-01")]
    assert (found.statement.kind, found.statement.subject) == ("ListVersion", iri("lists/oh/v2"))
    assert await risks(registry, "2025-06-30") == []
    assert await risks(registry, "2025-08-01", before) == []
    await version(registry, "v3", "2026-07-01", entry("entries/aplus", "credentials/aplus"))
    assert named(await risks(registry, "2026-07-01")) == [("welder", RiskReason.DELISTED, "2026-07-01")]


async def test_a_refusal_is_no_agreement(registry: Registry) -> None:
    """A college that refuses credit for what a list removed has nothing at risk, another's award is."""
    await given(registry, "aplus")
    refusal = award(
        "awards/no",
        held=["credentials/aplus"],
        by="organizations/agency",
        extra={"credway:refused": True},
    )
    await publish(registry, "refusal", refusal, effective_from="2010-01-01")
    await version(registry, "v1", "2024-07-01", entry("entries/aplus", "credentials/aplus", "Removed"))
    found = await risks(registry, "2025-08-01")
    assert [each.award.statement.key for each in found] == iris("awards/aplus")


async def test_what_drops_nothing(registry: Registry) -> None:
    """An incomplete version drops nothing, nor one that names an equivalent or prints a name like it."""
    await given(registry, "aplus", "never")
    await version(
        registry,
        "v1",
        "2024-07-01",
        entry("entries/aplus", "credentials/aplus"),
        entry("entries/never", "credentials/never", "Proposed"),
        complete=False,
    )
    await version(registry, "v2", "2025-07-01", entry("entries/other", None, printed="x"), complete=False)
    assert await risks(registry, "2025-08-01") == []
    same = credential("credentials/same", {"ceterms:sameAs": iris("credentials/aplus")})
    await publish(registry, "same", same, effective_from="2010-01-01")
    await version(registry, "v3", "2025-09-01", entry("entries/same", "credentials/same"))
    assert await risks(registry, "2025-10-01") == []
    await version(registry, "v4", "2025-11-01", entry("entries/printed", None, printed="Aplus, new"))
    assert await risks(registry, "2025-12-01") == []
    await version(registry, "v5", "2026-01-01", entry("entries/printed", None, printed="Phlebotomy"))
    assert named(await risks(registry, "2026-02-01")) == [("aplus", RiskReason.DELISTED, "2026-01-01")]


async def test_a_complete_list_that_stands_beside_keeps_it(registry: Registry) -> None:
    """Of two versions in force at once it suffices that one names it, until that one ends."""
    await given(registry, "aplus")
    both = entry("entries/aplus", "credentials/aplus")
    await version(registry, "v1", "2024-07-01", both, end="2025-12-31")
    await version(registry, "v2", "2025-07-01", entry("entries/x", None, printed="Phlebotomy"))
    assert await risks(registry, "2025-12-31") == []
    assert named(await risks(registry, "2026-01-01")) == [("aplus", RiskReason.DELISTED, "2025-07-01")]


async def test_a_phase_out_is_a_doubt_after_its_last_day(registry: Registry) -> None:
    """A phase-out is a risk from its entry on, then since the day after its last, until listed again."""
    await given(registry, "aplus", "kept")
    ending = entry("entries/aplus", "credentials/aplus", "PhasingOut") | {"ceterms:endDate": "2025-03-31"}
    over = entry("entries/kept", "credentials/kept") | {"ceterms:endDate": "2025-03-31"}
    await version(registry, "v1", "2024-07-01", ending, over, complete=False)
    assert named(await risks(registry, "2025-03-31")) == [("aplus", RiskReason.DELISTED, "2024-07-01")]
    assert named(await risks(registry, "2025-04-01")) == [("aplus", RiskReason.DELISTED, "2025-04-01")]
    assert await risks(registry, "2024-06-30") == []
    again = entry("entries/again", "credentials/aplus")
    await version(registry, "v2", "2025-07-01", again, complete=False)
    assert await risks(registry, "2025-07-01") == []
    assert named(await risks(registry, "2025-06-30")) == [("aplus", RiskReason.DELISTED, "2025-04-01")]


async def test_what_a_complete_version_named_until_a_day(registry: Registry) -> None:
    """An entry that ends within a complete version is off the list from the day after its last."""
    await given(registry, "aplus")
    ending = entry("entries/aplus", "credentials/aplus") | {"ceterms:endDate": "2025-03-31"}
    await version(registry, "v1", "2024-07-01", ending)
    assert await risks(registry, "2025-03-31") == []
    assert named(await risks(registry, "2025-04-01")) == [("aplus", RiskReason.DELISTED, "2025-04-01")]


async def test_off_one_list_is_not_off_all_for_good(registry: Registry) -> None:
    """What took it off has ended, or another list names it: portability says so, and the risk the same."""
    await given(registry, "aplus")
    gone = entry("entries/aplus", "credentials/aplus", "Removed")
    await version(registry, "v1", "2024-07-01", gone, complete=False, end="2025-06-30")
    days = ("2025-06-30", "2025-07-01")
    for day, verdict in zip(days, (Verdict.NO, Verdict.UNKNOWN), strict=True):
        [found] = await risks(registry, day)
        assert named([found]) == [("aplus", RiskReason.DELISTED, "2024-07-01")]
        assert found.listed is not None
        assert found.listed.verdict is verdict
        assert bool(found.listed.missing) is (verdict is Verdict.UNKNOWN)
        [card] = await portability(await registry.ask(day), [Ref(id=iri("credentials/aplus"))], ["OH"])
        assert card.places[0].listed_now == found.listed
    other = listing("lists/other/1", "OH", [entry("entries/other", "credentials/aplus")])
    await publish(registry, "documents/other", *other, effective_from="2020-01-01")
    for day, verdict in zip(days, (Verdict.DISPUTED, Verdict.YES), strict=True):
        [found] = await risks(registry, day)
        assert found.listed is not None
        assert found.listed.verdict is verdict


async def test_the_same_under_another_iri_is_in_doubt_too(registry: Registry) -> None:
    """Removed, ended or replaced under an IRI that is the same: at risk; under that of another it is not."""
    await given(registry, "a", "b", "c", "d")
    retired = {
        "@type": "ceterms:CredentialAlignmentObject",
        "ceterms:targetNode": "credentialStat:Deprecated",
    }
    await publish(
        registry,
        "owners",
        credential("credentials/a-of-owner", {"ceterms:sameAs": iris("credentials/a")}),
        credential(
            "credentials/b-of-owner",
            {"ceterms:sameAs": iris("credentials/b"), "ceterms:credentialStatusType": [retired]},
        ),
        credential(
            "credentials/c-of-owner",
            {
                "ceterms:sameAs": iris("credentials/c"),
                "ceterms:supersededBy": iris("credentials/new"),
            },
        ),
        credential(
            "credentials/new",
            {"ceterms:credentialStatusType": [retired], "ceterms:supersedes": iris("credentials/d")},
        ),
        effective_from="2010-01-01",
    )
    removed = entry("entries/a", "credentials/a-of-owner", "Removed")
    await version(registry, "v1", "2024-07-01", removed, complete=False)
    found = await risks(registry, "2025-08-01")
    assert named(found) == [
        ("a", RiskReason.DELISTED, "2024-07-01"),
        ("b", RiskReason.RETIRED, "2010-01-01"),
        ("c", RiskReason.SUPERSEDED, None),
        ("d", RiskReason.SUPERSEDED, None),
    ]
    assert {each.replaced_by for each in found} == {None, iri("credentials/new")}
    again = entry("entries/a-again", "credentials/a")
    await version(registry, "v2", "2025-07-01", again, complete=False)
    assert "a" not in {name for name, _, _ in named(await risks(registry, "2025-08-01"))}


async def test_what_a_list_drops_under_another_iri_is_at_risk(registry: Registry) -> None:
    """An award on a credential rests on what the complete list named it by, until all its names are off."""
    await given(registry, "a", "b")
    await publish(
        registry,
        "owners",
        credential("credentials/a-of-owner", {"ceterms:sameAs": iris("credentials/a")}),
        credential("credentials/new", {"ceterms:supersedes": iris("credentials/b")}),
        effective_from="2010-01-01",
    )
    owned = entry("entries/owned", "credentials/a-of-owner")
    mine = entry("entries/mine", "credentials/a") | {"ceterms:endDate": "2026-02-28"}
    new, other = entry("entries/new", "credentials/new"), entry("entries/x", None, printed="Phlebotomy")
    await version(registry, "v1", "2024-07-01", owned, new)
    dropped = {"a": "2025-07-01"}
    assert [each for each in named(await risks(registry, "2025-06-30")) if each[0] in dropped] == []
    await version(registry, "v2", "2025-07-01", other)
    found = [each for each in await risks(registry, "2025-08-01") if each.reason is RiskReason.DELISTED]
    assert named(found) == [("a", RiskReason.DELISTED, "2025-07-01")]
    assert (found[0].statement.subject, found[0].position[2]) == (iri("lists/oh/v2"), iri("credentials/a"))
    await version(registry, "v3", "2026-01-01", other, mine)
    found = await risks(registry, "2026-02-28")
    assert [each for each in found if each.reason is RiskReason.DELISTED] == []
    found = [each for each in await risks(registry, "2026-03-01") if each.reason is RiskReason.DELISTED]
    assert named(found) == [("a", RiskReason.DELISTED, "2026-03-01")]


SID = "s" + "0" * 40


@pytest.mark.parametrize(
    "after",
    [
        ("a", "b", "c", "d", "e"),
        (SID, "2026-05-15", "credentials of mine", SID, "2026-05-15"),
        (SID, "2026-05-15", iri("credentials/a"), SID, "RETIRED"),
        (SID, "2026-02-31", iri("credentials/a"), SID, "2026-05-15"),
        (SID, "20260515", iri("credentials/a"), SID, "2026-05-15"),
        ("s1", "2026-05-15", iri("credentials/a"), SID, "2026-05-15"),
        (SID, "2026-05-15", iri("credentials/a"), "", ""),
    ],
)
async def test_five_words_are_no_position(registry: Registry, after: tuple[str, ...]) -> None:
    """What was never given out as a position is refused, and any that could have been is not."""
    with pytest.raises(BadCursor, match="no position in the agreements at risk"):
        await agreements_at_risk(await registry.ask(), OHIO, after=after)
    position = (SID, "0001-01-01", iri("credentials/a"), SID, "2026-05-15")
    page = await agreements_at_risk(await registry.ask(), OHIO, after=position)
    assert (page.risks, page.total) == ([], None)


async def test_each_position_that_is_given_is_taken(registry: Registry) -> None:
    """Page after page of one, every position that was given is where the next page starts."""
    await given(registry, "a", "b")
    gone = [entry(f"entries/{each}", f"credentials/{each}", "Removed") for each in "ab"]
    await version(registry, "v1", "2024-07-01", *gone, complete=False)
    found: list[AtRisk] = []
    after: tuple[str, ...] = START
    for _ in range(2):
        page = await agreements_at_risk(await registry.ask(), OHIO, first=1, after=after)
        [risk] = page.risks
        found.append(risk)
        after = risk.position
    assert found == await risks(registry, "2026-05-15")


async def test_an_award_at_a_program_is_where_its_owner_is(registry: Registry) -> None:
    """Standing in a program that another document gives to a college is found there; of no owner, nowhere."""
    await given(registry, "other")
    await publish(
        registry,
        "retired",
        credential("credentials/old", {"ceterms:supersededBy": iris("credentials/new")}),
        *(
            {
                "@id": iri(f"programs/{each}"),
                "@type": "ceterms:LearningProgram",
                "ceterms:name": {"en": each},
                "ceterms:advancedStandingFrom": iris("credentials/old"),
            }
            for each in ("offered", "unowned")
        ),
        effective_from="2010-01-01",
    )
    assert await risks(registry, "2025-01-01") == []
    college = {
        **organization("organizations/teaching", "OH"),
        "@type": "ceterms:CredentialOrganization",
        "ceterms:offers": iris("programs/offered"),
    }
    del college["credway:mentionedBy"]
    await publish(registry, "college", college, effective_from="2020-01-01")
    [found] = await risks(registry, "2025-01-01")
    assert (found.reason, found.award.at) == (RiskReason.SUPERSEDED, (iri("programs/offered"),))
    assert await risks(registry, "2019-12-31") == []
    by_program = Place(program=iri("programs/unowned"))
    assert len((await agreements_at_risk(await registry.ask(), by_program)).risks) == 1
    assert STATES + "OH" not in found.award.at


@pytest.mark.parametrize(("region", "off"), [("State-wide", True), ("Northeast", False)])
async def test_what_is_removed_for_a_part_of_the_state_is_not_off_its_list(
    registry: Registry, region: str, off: bool
) -> None:
    """A removal for a region puts nothing at risk, and takes the place of none for the whole state."""
    await given(registry, "aplus")
    gone = entry("entries/r", "credentials/aplus", "Removed") | {"credway:region": region}
    await version(registry, "v1", "2024-07-01", gone, complete=False)
    expected = [("aplus", RiskReason.DELISTED, "2024-07-01")]
    assert named(await risks(registry, "2024-08-01")) == (expected if off else [])
    [found] = await portability(await registry.ask("2024-08-01"), [Ref(id=iri("credentials/aplus"))], ["OH"])
    assert (found.places[0].listed_now.verdict is Verdict.NO) is off
    whole = entry("entries/whole", "credentials/aplus", "Removed") | {"ceterms:startDate": "2024-01-01"}
    await version(registry, "v0", "2024-01-01", whole, complete=False)
    before = [("aplus", RiskReason.DELISTED, "2024-01-01")]
    assert named(await risks(registry, "2024-08-01")) == (expected if off else before)
