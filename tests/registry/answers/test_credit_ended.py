"""Awards that ended or ceased, what replaces them, amounts without a number: by hand, on both stores."""

from collections.abc import Sequence
from typing import Any

import pytest
from crediting import COLLEGE, ask, given
from making import Node, award, credential, hours, iri, iris, profile, publish

from credway.registry.answers.credit.awarding import adopters, awards_for
from credway.registry.answers.credit.comparing import Difference, recommendations
from credway.registry.answers.credit.findings import RefusalReason
from credway.registry.answers.model import Verdict
from credway.registry.answers.places import Place
from credway.registry.answers.resolve import Ref
from credway.registry.registry import Registry

A = "credentials/a"
OTHER = "organizations/other"
PAST: dict[str, Any] = {"ceterms:startDate": "2018-01-01", "ceterms:endDate": "2022-12-31"}
NOW: dict[str, Any] = {"ceterms:startDate": "2023-01-01"}


def of(path: str, *, by: str = COLLEGE, held: Sequence[str] = (A,), **more: Any) -> Node:
    """An award for A of three hours, unless more is said."""
    return award(
        f"awards/{path}",
        held=held,
        by=by,
        kind=more.pop("kind", "InstitutionalAward"),
        toward=more.pop("toward", ["courses/x"]),
        amounts=more.pop("amounts", [hours("3")]),
        extra=more,
    )


def status(name: str) -> dict[str, Any]:
    """A life-cycle status."""
    node = {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": f"lifeCycle:{name}"}
    return {"ceterms:lifeCycleStatusType": [node]}


async def open_of(registry: Registry) -> list[str]:
    """What is open of the awards that have ended."""
    answer = await ask(registry, A, earned_on="2023-05-01")
    ended = [each for each in answer.not_awarded if each.reason is RefusalReason.EXPIRED]
    assert {each.finding.verdict for each in ended} == {Verdict.UNKNOWN}
    return [missing.what for each in ended for missing in each.finding.missing]


@pytest.mark.parametrize("form", ["value", "agreement"])
async def test_what_states_only_a_past_end_has_ended(registry: Registry, form: str) -> None:
    """A value or an agreement of which only the end is stated, and is past, is known to have ended then."""
    await given(registry)
    past = {"ceterms:endDate": "2022-12-31"}
    if form == "value":
        await publish(registry, "value", of("1", **past))
    else:
        agreement = {
            "@id": iri("agreements/1"),
            "@type": "ceterms:TransferAgreement",
            "ceterms:name": {"en": "1"},
            "ceterms:receivingOrganization": iris(COLLEGE),
            "ceterms:hasTransferValueProfile": iris("awards/1"),
        }
        await publish(registry, "value", of("1", by=OTHER), effective_from="2010-01-01")
        await publish(registry, "agreement", {**agreement, **past})
    answer = await ask(registry, A)
    assert [each.reason for each in answer.not_awarded] == [RefusalReason.EXPIRED]
    assert [m.what for m in answer.earns.missing] == ["1: whether it was renewed after 2022-12-31"]
    before = await ask(registry, A, as_of="2020-01-01")
    assert [m.what for m in before.earns.missing] == ["1: it held until 2022-12-31; since when is not stated"]


async def test_what_replaces_a_value_is_named(registry: Registry) -> None:
    """A value that its document says is replaced points there, whether or not that is for the same."""
    await given(registry)
    await publish(registry, "old", of("old", **PAST, **{"ceterms:supersededBy": iri("awards/new")}))
    await publish(registry, "new", of("new", held=["credentials/b"], **NOW))
    [what] = await open_of(registry)
    assert what.startswith("old: it ended on 2022-12-31, and new replaces it")


@pytest.mark.parametrize("said_by", ["old", "new"])
async def test_what_replaces_an_agreement_is_named(registry: Registry, said_by: str) -> None:
    """The successor of an agreement is named by the old one or names it; the new one is judged by itself."""
    await given(registry)
    await publish(registry, "value", of("value", by="organizations/board"))
    link = {
        "old": {"ceterms:supersededBy": iri("agreements/new")} if said_by == "old" else {},
        "new": {"ceterms:supersedes": iri("agreements/old")} if said_by == "new" else {},
    }
    for name, terms in (
        ("old", {"ceterms:dateEffective": "2018-01-01", "ceterms:expirationDate": "2022-12-31"}),
        ("new", {"ceterms:dateEffective": "2023-01-01"}),
    ):
        node = {
            "@id": iri(f"agreements/{name}"),
            "@type": "ceterms:TransferAgreement",
            "ceterms:name": {"en": f"The {name} one"},
            "ceterms:receivingOrganization": iris(COLLEGE),
            "ceterms:hasTransferValueProfile": iris("awards/value"),
            **terms,
            **link[name],
        }
        await publish(registry, f"agreement-{name}", node)
    [what] = await open_of(registry)
    assert what.startswith("The old one: it ended on 2022-12-31, and The new one replaces it")
    answer = await ask(registry, A, earned_on="2023-05-01")
    assert [f.verdict for f in answer.awards if f.award.agreement] == [Verdict.YES]


async def test_what_follows_without_saying_so_is_told(registry: Registry) -> None:
    """A later award of the same body for the same is told; one of another body, or for another, is none."""
    await given(registry)
    await publish(registry, "old", of("old", **PAST))
    await publish(registry, "others", of("theirs", by=OTHER, **NOW), of("else", toward=["courses/y"], **NOW))
    assert await open_of(registry) == ["old: whether it was renewed after 2022-12-31"]
    await publish(registry, "new", of("new", **NOW))
    assert await open_of(registry) == [
        "old: it ended on 2022-12-31; a later one of the same body for the same is in force since 2023-01-01"
    ]


@pytest.mark.parametrize(
    ("name", "reason", "verdict"),
    [
        ("Ceased", RefusalReason.CEASED, Verdict.NO),
        ("Suspended", RefusalReason.CEASED, Verdict.NO),
        ("Developing", RefusalReason.NOT_YET_IN_FORCE, Verdict.UNKNOWN),
        ("Active", None, None),
        ("Ceasing", None, None),
    ],
)
async def test_a_value_says_that_it_has_ceased(
    registry: Registry, name: str, reason: RefusalReason | None, verdict: Verdict | None
) -> None:
    """What says of itself that it has ceased gives nothing, and its word is the reason."""
    await given(registry)
    await publish(registry, "award", of("1", **status(name)))
    answer = await ask(registry, A)
    refused = [(each.reason, each.finding.verdict) for each in answer.not_awarded]
    assert refused == ([(reason, verdict)] if reason else [])
    assert answer.earns.verdict is (Verdict.UNKNOWN if reason else Verdict.YES)
    assert bool(answer.earns.missing) is bool(reason)
    listed = await awards_for(await registry.ask(), Ref(id=iri(A)))
    assert (len(listed.awards), len(listed.ended)) == ((0, 1) if reason else (1, 0))


async def test_an_amount_without_a_number_is_not_zero(registry: Registry) -> None:
    """A share and words are no number: they are shown, count as unmeasured, and leave the amount open."""
    await given(registry)
    share = {"qdata:percentage": 50.0, "ceterms:creditUnitType": ["creditUnit:ClockHour"]}
    words = {"schema:description": {"en": "half of the hours"}}
    await publish(registry, "award", of("1", amounts=[hours("3"), share, words], toward=[]))
    answer = await ask(registry, A)
    assert {(t.unit, t.certain, t.possible, t.unmeasured) for t in answer.totals} == {
        ("creditUnit:SemesterHour", "3", "3", 0),
        ("creditUnit:ClockHour", "0", "0", 1),
        (None, "0", "0", 1),
    }
    [finding] = answer.awards
    told = {(each.get("share"), each.get("words")) for each in finding.award.amounts}
    assert told == {(None, None), ("50", None), (None, "half of the hours")}
    assert "1: how much is awarded is not stated" in {each.what for each in finding.missing}
    assert "1: in which unit the amount counts is not stated" not in {each.what for each in finding.missing}


async def test_what_cannot_be_compared_with_a_recommendation(registry: Registry) -> None:
    """Open ranges, amounts in words and sets held together are not compared; what follows it is told."""
    await given(registry)
    advice: dict[str, Any] = {"kind": "Recommendation", "by": "organizations/board"}
    await publish(
        registry,
        "advice",
        of("past", **advice, **PAST),
        of("now", **advice, **NOW, **{"ceterms:endDate": "2027-12-31"}),
    )
    await publish(
        registry,
        "awards",
        of("same"),
        of("least", by=OTHER, amounts=[{"schema:minValue": 3.0, **_unit()}]),
        of("words", by=OTHER, toward=["courses/y"], amounts=[{"schema:description": {"en": "some"}}]),
        of("both", held=[A, "credentials/b"], amounts=[hours("6")]),
    )
    answer = await recommendations(await registry.ask(), Ref(id=iri(A)))
    now, past = answer.reviews
    assert {c.award.title: c.difference for c in now.comparisons} == {
        "same": Difference.SAME,
        "least": Difference.INCOMPARABLE,
        "words": Difference.INCOMPARABLE,
        "both": Difference.INCOMPARABLE,
    }
    assert (now.in_review.verdict, past.in_review.verdict) == (Verdict.YES, Verdict.UNKNOWN)
    assert past.in_review.missing[0].what.endswith(
        "of the same body for the same is in force since 2023-01-01"
    )


async def test_sets_and_levels_are_compared_with_their_like(registry: Registry) -> None:
    """A set is compared with the same set, and amounts of several levels with the same of each alone."""
    await given(registry)
    lower, upper = "audLevel:LowerDivisionLevel", "audLevel:UpperDivisionLevel"

    def at(**amounts: str) -> list[Any]:
        named = {"lower": lower, "upper": upper}
        return [{**hours(each), "ceterms:creditLevelType": [named[name]]} for name, each in amounts.items()]

    advice: dict[str, Any] = {"kind": "Recommendation", "by": "organizations/board"}
    both = (A, "credentials/b")
    await publish(
        registry,
        "advice",
        of("set", held=both, **advice),
        of("levels", amounts=at(lower="3", upper="3"), **advice),
    )
    await publish(
        registry,
        "awards",
        of("the-same-set", held=both),
        of("another-set", held=(A, "credentials/c")),
        of("both", amounts=at(lower="3", upper="3")),
        of("shifted", amounts=at(lower="1", upper="5")),
        of("one-level", amounts=at(lower="6")),
    )
    answer = await recommendations(await registry.ask(), Ref(id=iri(A)))
    alike = {
        (review.recommendation.title, each.award.title)
        for review in answer.reviews
        for each in review.comparisons
        if each.difference is not Difference.INCOMPARABLE
    }
    assert alike == {("set", "the-same-set"), ("levels", "both")}
    whys = {c.award.title: c.why for c in answer.reviews[0].comparisons}
    assert whys["shifted"] == whys["one-level"] == "amounts of several levels are not added up"


async def test_an_agreement_that_has_ended_takes_nothing_from_an_award(registry: Registry) -> None:
    """A college's own award stands when its agreement on it has ended; before, it holds by that."""
    await given(registry)
    await publish(registry, "award", of("1"), effective_from="2018-01-01")
    agreement = {
        "@id": iri("agreements/1"),
        "@type": "ceterms:TransferAgreement",
        "ceterms:name": {"en": "An agreement"},
        "ceterms:ownedBy": iris(COLLEGE),
        "ceterms:receivingOrganization": iris(COLLEGE),
        "ceterms:hasTransferValueProfile": iris("awards/1"),
        **PAST,
        "ceterms:endDate": "2022-12-31",
    }
    await publish(registry, "agreement", agreement, effective_from="2018-01-01")
    then, now = [
        await ask(registry, A, as_of=day, earned_on="2020-05-01") for day in ("2022-01-01", "2026-01-01")
    ]
    assert [bool(f.award.agreement) for f in then.awards] == [True]
    assert [(f.verdict, f.award.agreement) for f in now.awards] == [(Verdict.YES, None)]
    assert [r.reason for r in now.not_awarded] == [RefusalReason.EXPIRED]


async def test_nobody_can_ask_after_the_last_day(registry: Registry) -> None:
    """A window that is longer than the award is open until the last day of the award."""
    await given(registry)
    window: dict[str, Any] = {"ceterms:requires": [profile(extra={"credway:earnedWithin": "P2Y"})]}
    await publish(registry, "award", of("1", **NOW, **{"ceterms:endDate": "2026-12-31"}, **window))
    [finding] = (await ask(registry, A, earned_on="2026-02-01")).awards
    [condition] = finding.conditions
    assert (condition.condition, condition.ask_until) == ("earned within 2 years", "2026-12-31")


async def test_who_only_recommends_is_no_adopter(registry: Registry) -> None:
    """Among those who award although a college does not is nobody who only recommends it."""
    await given(registry)
    await publish(registry, "advice", of("advice", kind="Recommendation", by="organizations/board"))
    await publish(registry, "award", of("award", by=OTHER))
    answer = await adopters(await registry.ask(), Ref(id=iri(A)), Place(institution=iri(COLLEGE)))
    assert [each.award.awarded_by for each in answer.adoptions] == [iri(OTHER)]
    assert answer.own == []


async def test_who_is_only_said_to_award_is_no_adopter(registry: Registry) -> None:
    """What a credential's owner says of a program of others is no award of theirs, and `awards` says so."""
    await given(registry)
    mine = "credentials/mine"
    await publish(
        registry, "mine", credential(mine, {"ceterms:isAdvancedStandingFor": iris("programs/theirs")})
    )
    answer = await adopters(await registry.ask(), Ref(id=iri(mine)), Place(institution=iri(COLLEGE)))
    assert answer.adoptions == []
    listed = await awards_for(await registry.ask(), Ref(id=iri(mine)))
    assert any("whether who grants it says so too" in each.what for each in listed.unstated)


def _unit() -> dict[str, Any]:
    return {"ceterms:creditUnitType": ["creditUnit:SemesterHour"]}
