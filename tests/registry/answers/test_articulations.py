"""Every form in which CTDL states credit becomes one award, on both stores: worked out by hand."""

from typing import Any

import pytest
from making import (
    STATES,
    award,
    claim,
    credential,
    hours,
    iri,
    iris,
    organization,
    profile,
    publish,
    reference,
)

from credway.registry.answers.asker import Asker
from credway.registry.answers.credit.answer import CreditAnswer, credit
from credway.registry.answers.credit.awarding import awards_for
from credway.registry.answers.credit.awards import Award, AwardKind
from credway.registry.answers.credit.findings import RefusalReason
from credway.registry.answers.credit.risks import RiskReason, agreements_at_risk
from credway.registry.answers.dependents import dependents
from credway.registry.answers.holding import Held
from credway.registry.answers.model import Verdict
from credway.registry.answers.places import Place
from credway.registry.answers.resolve import Ref
from credway.registry.registry import Registry

A = Ref(id=iri("credentials/a"))
COLLEGE = Place(institution=iri("organizations/college"))
OHIO = Place(state="OH")
SEMESTER = "creditUnit:SemesterHour"


async def given(registry: Registry) -> None:
    """A college in Ohio within a system, one in Florida, a board in Ohio, and two credentials."""
    college = {
        "@id": iri("organizations/college"),
        "@type": "ceterms:CredentialOrganization",
        "ceterms:name": {"en": "College"},
        "ceterms:address": organization("organizations/college", "OH")["ceterms:address"],
        "ceterms:parentOrganization": iris("organizations/system"),
    }
    await publish(
        registry,
        "people",
        college,
        organization("organizations/other", "FL"),
        organization("organizations/board", "OH"),
        organization("organizations/system"),
        reference("credentials/a"),
        reference("credentials/b"),
        effective_from="2010-01-01",
    )


async def ask(
    registry: Registry, place: Place, as_of: str | None = None, *, both: bool = False
) -> CreditAnswer:
    """Ask what A earns, or A and B, by whoever comes from the other college and says nothing else."""
    held = [Held(A)] + ([Held(Ref(id=iri("credentials/b")))] if both else [])
    asker = Asker(facts=(("ceterms:sendingOrganization", (iri("organizations/other"),)),))
    return await credit(await registry.ask(as_of), held, place, asker)


def agreement(path: str, *values: str, **terms: Any) -> dict[str, Any]:
    """A transfer agreement of the board, by which the college takes what the other one sends."""
    return {
        "@id": iri(path),
        "@type": "ceterms:TransferAgreement",
        "ceterms:name": {"en": "An agreement"},
        "ceterms:ownedBy": iris("organizations/board"),
        "ceterms:sendingOrganization": iris("organizations/other"),
        "ceterms:receivingOrganization": iris("organizations/college"),
        "ceterms:hasTransferValueProfile": iris(*values),
        **terms,
    }


def value(path: str = "values/1", **more: Any) -> dict[str, Any]:
    """A transfer value of the other college for A, without a kind, as CTDL has them."""
    node = award(path, held=["credentials/a"], by="organizations/other", amounts=[hours("3")], extra=more)
    del node["credway:awardKind"]
    return node


@pytest.mark.parametrize(
    ("terms", "window"),
    [
        ({"ceterms:dateEffective": "2024-01-01"}, "2024-01-01/.."),
        ({"ceterms:expirationDate": "2027-12-31"}, "../2027-12-31"),
        (
            {"ceterms:dateEffective": "2024-01-01", "ceterms:expirationDate": "2027-12-31"},
            "2024-01-01/2027-12-31",
        ),
    ],
)
async def test_a_window_is_an_interval_that_may_be_open(
    registry: Registry, terms: dict[str, Any], window: str
) -> None:
    """What is required is the stated term, its last day included, with two dots for an end not stated."""
    await given(registry)
    await publish(
        registry, "value", award("values/1", held=["credentials/a"], by="organizations/college", extra=terms)
    )
    answer = await ask(registry, COLLEGE)
    given_or_not = (answer.awards, answer.not_awarded)
    assert [c.required for found in given_or_not for each in found for c in each.conditions] == [window]


async def test_credit_without_a_name_is_called_by_what_it_counts_toward(registry: Registry) -> None:
    """What is open of the credit of a profile names the degree, and no IRI of the graph's own making."""
    await given(registry)
    worth = {"ceterms:creditValue": [{"@type": "ceterms:ValueProfile", "schema:value": 3.0}]}
    owned = {"ceterms:ownedBy": iris("organizations/college")}
    profiles = {"ceterms:requires": [profile("credentials/a", extra=worth)]}
    await publish(registry, "degree", credential("credentials/degree", {**owned, **profiles}))
    standing = {"ceterms:advancedStandingFrom": iris("credentials/a")}
    await publish(registry, "master", credential("credentials/master", {**owned, **standing}))
    answer = await ask(registry, COLLEGE)
    what = [each.what for finding in answer.awards for each in finding.missing]
    assert sorted({each.split(":")[0] for each in what}) == [
        "advanced standing toward Master",
        "credit toward Degree",
    ]
    assert not [each for each in what if "http" in each]


async def test_a_transfer_agreement_says_where_and_when(registry: Registry) -> None:
    """A value holds at the receiving college by an agreement of another document, within its days only."""
    await given(registry)
    await publish(registry, "value", value(), effective_from="2020-01-01")
    terms = {"ceterms:dateEffective": "2024-01-01", "ceterms:expirationDate": "2025-12-31"}
    await publish(registry, "agreement", agreement("agreements/1", "values/1", **terms))
    [finding] = (await ask(registry, COLLEGE, "2025-06-01")).awards
    assert (finding.award.awarded_by, finding.award.kind) == (
        iri("organizations/college"),
        AwardKind.INSTITUTIONAL_AWARD,
    )
    assert finding.award.agreement is not None
    assert finding.award.agreement.all("SENT_BY") == (iri("organizations/other"),)
    assert (finding.award.valid_from, finding.award.valid_to) == ("2024-01-01", "2026-01-01")
    assert [c.kind for c in finding.conditions] == ["OTHER", "EARNED_WITHIN"]
    late = await ask(registry, COLLEGE, "2026-01-01")
    assert [r.reason for r in late.not_awarded] == [RefusalReason.EXPIRED]
    home = await ask(registry, Place(state="FL"), "2025-06-01")
    assert [(f.award.agreement, f.award.kind) for f in home.awards] == [(None, AwardKind.UNSTATED)]


async def test_each_transfer_value_counts_once(registry: Registry) -> None:
    """Two agreements on one value at one college are one award, and its total is that of the value."""
    await given(registry)
    await publish(registry, "value", value())
    for number in (1, 2):
        await publish(registry, f"agreement-{number}", agreement(f"agreements/{number}", "values/1"))
    answer = await ask(registry, COLLEGE)
    assert [(t.unit, t.certain) for t in answer.totals] == [(SEMESTER, "3")]
    assert [r.reason for r in answer.not_awarded] == [RefusalReason.BETTER_AWARD_COUNTED]


async def test_a_contradiction_between_agreements_is_shown(registry: Registry) -> None:
    """What one agreement grants and a document of the same college refuses is DISPUTED, both shown."""
    await given(registry)
    await publish(registry, "value", value())
    await publish(registry, "agreement", agreement("agreements/1", "values/1"))
    await publish(
        registry,
        "no",
        award(
            "awards/no", held=["credentials/a"], by="organizations/college", extra={"credway:refused": True}
        ),
    )
    [finding] = (await ask(registry, COLLEGE)).awards
    assert finding.verdict is Verdict.DISPUTED
    assert [said.key for said in finding.against] == iris("awards/no")


async def test_an_intermediary_gives_a_common_number_and_its_value(registry: Registry) -> None:
    """Two courses behind one intermediary are one course at the college, worth what it says."""
    await given(registry)
    for name in ("x", "y"):
        node = award(
            f"values/{name}", held=["credentials/a"], by="organizations/college", toward=[f"courses/{name}"]
        )
        await publish(registry, f"value-{name}", node)
    between = {
        "@id": iri("intermediaries/1"),
        "@type": "ceterms:TransferIntermediary",
        "ceterms:name": {"en": "Introduction to Networking"},
        "ceterms:codedNotation": "OIT002",
        "ceterms:ownedBy": iris("organizations/board"),
        "ceterms:intermediaryFor": iris("values/x", "values/y"),
        "ceterms:creditValue": [{"@type": "ceterms:ValueProfile", **hours("3")}],
    }
    await publish(registry, "between", between)
    answer = await ask(registry, COLLEGE)
    assert [dict(each)["value"] for each in answer.awards[0].award.common_courses] == ["OIT002"]
    assert [(t.unit, t.certain) for t in answer.totals] == [(SEMESTER, "3")]
    assert len(answer.awards) == len(answer.not_awarded) == 1


async def test_a_guide_says_by_whose_authority_and_where(registry: Registry) -> None:
    """A board's own value holds in its whole state once its guide lists it; a college's stays its own."""
    await given(registry)
    guarantee = award(
        "values/board",
        held=["credentials/a"],
        by="organizations/board",
        amounts=[hours("3")],
        kind="GuaranteedMinimum",
    )
    await publish(registry, "value", guarantee)
    guide = {
        "@id": iri("guides/1"),
        "@type": "ceterms:Collection",
        "ceterms:name": {"en": "A guide"},
        "ceterms:ownedBy": iris("organizations/board"),
        "credway:listPlace": STATES + "OH",
        "ceterms:hasMember": iris("values/board"),
    }
    before = await ask(registry, COLLEGE)
    assert before.awards == []
    await publish(registry, "guide", guide)
    [finding] = (await ask(registry, COLLEGE)).awards
    assert (finding.award.awarded_by, finding.award.authority) == (None, iri("organizations/board"))
    assert finding.award.at == (STATES + "OH",)


async def test_credit_of_a_condition_profile(registry: Registry) -> None:
    """A degree that requires A with a credit value, or B as an alternative, awards either its credit."""
    await given(registry)
    degree = credential(
        "credentials/degree",
        {
            "ceterms:ownedBy": iris("organizations/college"),
            "ceterms:requires": [
                profile(
                    "credentials/a",
                    extra={
                        "ceterms:creditValue": [{"@type": "ceterms:ValueProfile", **hours("6")}],
                        "ceterms:minimumAge": 18,
                        "ceterms:alternativeCondition": [
                            profile(
                                "credentials/b",
                                extra={
                                    "ceterms:creditValue": [{"@type": "ceterms:ValueProfile", **hours("4")}]
                                },
                            )
                        ],
                    },
                )
            ],
        },
    )
    await publish(registry, "degree", degree)
    [finding] = (await ask(registry, COLLEGE)).awards
    assert finding.award.toward == (iri("credentials/degree"),)
    assert (finding.award.form, finding.award.kind) == ("condition", AwardKind.INSTITUTIONAL_AWARD)
    assert [(c.kind, c.required, c.state.value) for c in finding.conditions] == [("AGE", "18", "UNKNOWN")]
    frame = await registry.ask()
    other = await credit(frame, [Held(Ref(id=iri("credentials/b")))], OHIO, Asker())
    assert [(t.unit, t.certain) for t in other.totals] == [(SEMESTER, "4")]


async def test_what_is_only_recommended_is_a_recommendation(registry: Registry) -> None:
    """Credit in a profile that a program recommends binds nobody."""
    await given(registry)
    worth = {"ceterms:creditValue": [{"@type": "ceterms:ValueProfile", **hours("2")}]}
    terms = {"ceterms:recommends": [profile("credentials/a", extra=worth)]}
    await publish(
        registry,
        "program",
        credential("credentials/p", terms | {"ceterms:ownedBy": iris("organizations/college")}),
    )
    answer = await awards_for(await registry.ask(), A)
    assert [each.kind for each in answer.awards] == [AwardKind.RECOMMENDATION]


async def test_advanced_standing_by_who_grants_it_and_by_others(registry: Registry) -> None:
    """The program's own word is an award; the same claimed by the credential's owner or others is UNKNOWN."""
    await given(registry)
    program = credential(
        "credentials/program",
        {
            "ceterms:ownedBy": iris("organizations/college"),
            "ceterms:advancedStandingFrom": iris("credentials/a"),
        },
    )
    await publish(registry, "program", program)
    [finding] = (await ask(registry, COLLEGE)).awards
    assert (finding.verdict, finding.award.toward) == (Verdict.YES, (iri("credentials/program"),))
    assert "how much is awarded" in finding.missing[0].what
    await publish(
        registry,
        "claim",
        claim("claims/1", "credentials/b", "ceterms:isAdvancedStandingFor", obj="credentials/program"),
    )
    frame = await registry.ask()
    [claimed] = (await credit(frame, [Held(Ref(id=iri("credentials/b")))], COLLEGE, Asker())).awards
    assert (claimed.verdict, claimed.award.kind) == (Verdict.UNKNOWN, AwardKind.UNSTATED)
    assert claimed.missing[0].who_could_say == (iri("credentials/program"),)
    assert claimed.award.statement.asserted_by == iri("organizations/report")


async def test_an_articulation_table_row_with_several_targets(registry: Registry) -> None:
    """Amounts that name their target count apart; a requirement of a degree is a target in words."""
    await given(registry)
    node = award(
        "values/row",
        held=["credentials/a"],
        by="organizations/college",
        toward=["courses/x", "courses/y"],
        amounts=[
            hours("3") | {"ceterms:subject": iris("courses/x")},
            hours("4") | {"ceterms:subject": iris("courses/y")},
        ],
        extra={
            "ceterms:applicability": [
                {
                    "@type": "ceterms:CredentialAlignmentObject",
                    "ceterms:targetNodeName": {"en": "General education, area B"},
                }
            ]
        },
    )
    better = award(
        "values/better",
        held=["credentials/a"],
        by="organizations/college",
        toward=["courses/x"],
        amounts=[hours("5")],
    )
    await publish(registry, "rows", node, better)
    answer = await ask(registry, COLLEGE)
    assert [(t.unit, t.certain) for t in answer.totals] == [(SEMESTER, "9")]
    row = next(f.award for f in answer.awards if f.award.statement.key == iri("values/row"))
    assert row.requirements == ("General education, area B",)


async def test_a_system_and_a_program_are_places(registry: Registry) -> None:
    """A system's award holds at its college; a college's for its program, but for that of another one."""
    await given(registry)
    program = {
        "@id": iri("programs/p"),
        "@type": "ceterms:LearningProgram",
        "ceterms:name": {"en": "Program P"},
        "ceterms:ownedBy": iris("organizations/college"),
    }
    await publish(registry, "programs", program, reference("programs/q", "ceterms:LearningProgram"))
    await publish(
        registry,
        "awards",
        award("awards/system", held=["credentials/a"], by="organizations/system", amounts=[hours("1")]),
        award(
            "awards/q",
            held=["credentials/a"],
            by="organizations/college",
            toward=["programs/q"],
            amounts=[hours("2")],
        ),
    )

    async def keys(place: Place) -> list[str]:
        answer = await ask(registry, place)
        return [finding.award.statement.key.rsplit("/", 1)[-1] for finding in answer.awards]

    assert await keys(COLLEGE) == ["q", "system"]
    assert await keys(Place(program=iri("programs/p"))) == ["system"]
    assert await keys(Place(system=iri("organizations/system"))) == ["q", "system"]


async def test_agreements_at_risk_by_status_supersession_and_list(registry: Registry) -> None:
    """Awards and agreements are found whose credential is of an ended status, replaced, or off the list."""
    await given(registry)
    await publish(
        registry,
        "retired",
        credential("credentials/retired", {"ceterms:credentialStatusType": ["credentialStat:Deprecated"]}),
        credential("credentials/old", {"ceterms:supersededBy": iris("credentials/new")}),
    )
    entry = {
        "@id": iri("entries/a"),
        "@type": "ceterms:CollectionMember",
        "ceterms:proxyFor": iri("credentials/a"),
        "credway:printedName": "A",
        "credway:entryStatus": "https://w3id.org/credway/schemes/entryStatus/Removed",
    }
    listing = {
        "@id": iri("lists/oh"),
        "@type": "ceterms:Collection",
        "ceterms:name": {"en": "A list"},
        "ceterms:ownedBy": iris("organizations/board"),
        "credway:listPlace": STATES + "OH",
        "ceterms:hasMember": iris("entries/a"),
    }
    await publish(registry, "list", listing, entry)
    for name in ("retired", "old", "b"):
        node = award(f"awards/{name}", held=[f"credentials/{name}"], by="organizations/college")
        await publish(registry, f"award-{name}", node)
    await publish(registry, "value", value())
    await publish(registry, "agreement", agreement("agreements/1", "values/1"))
    found = await agreements_at_risk(await registry.ask(), OHIO)
    shown = sorted(
        (each.reason, each.credential.rsplit("/", 1)[-1], each.replaced_by) for each in found.risks
    )
    assert shown == [
        (RiskReason.DELISTED, "a", None),
        (RiskReason.RETIRED, "retired", None),
        (RiskReason.SUPERSEDED, "old", iri("credentials/new")),
    ]
    delisted = next(each for each in found.risks if each.reason is RiskReason.DELISTED)
    assert delisted.award.statement.subject == iri("agreements/1")
    florida = await agreements_at_risk(await registry.ask(), Place(state="FL"))
    assert florida.risks == []


async def test_many_dependents_come_page_by_page(registry: Registry) -> None:
    """Of 31 things that rest on a credential a page shows ten, how many there are, and where to go on."""
    await given(registry)
    nodes = [award(f"awards/{n}", held=["credentials/a"], by="organizations/college") for n in range(29)]
    await publish(registry, "awards", *nodes, value())
    await publish(registry, "agreement", agreement("agreements/1", "values/1"))
    seen: list[str] = []
    after = ("", "")
    for expected in (True, True, True, False):
        page = await dependents(await registry.ask(), A, 10, after)
        assert (page.more, page.total) == (expected, 31)
        assert (page.cut is not None) == expected
        seen += [said.id for said in page.dependents]
        after = (page.dependents[-1].id, page.dependents[-1].valid_from)
    assert len(seen) == len(set(seen)) == 31


async def test_an_award_is_found_through_its_agreement_only_once(registry: Registry) -> None:
    """`awardsFor` lists the value at its owner's and at the college, each with what makes it."""
    await given(registry)
    await publish(registry, "value", value())
    await publish(registry, "agreement", agreement("agreements/1", "values/1"))
    answer = await awards_for(await registry.ask(), A)
    assert [len(each.statements) for each in answer.awards] == [2, 1]
    assert all(isinstance(each, Award) for each in answer.awards)
    assert answer.things[iri("agreements/1")].name == "An agreement"
