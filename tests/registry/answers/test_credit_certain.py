"""What a certain total rests on, and for whom an agreement is: by hand, on both stores."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from crediting import COLLEGE, OHIO, ask, given, sums
from making import STATES, Node, award, claim, hours, iri, iris, publish

from credway.registry.answers.asker import Asker
from credway.registry.answers.credit.answer import CreditAnswer, credit
from credway.registry.answers.holding import Held
from credway.registry.answers.listings import listing as listed
from credway.registry.answers.model import ConditionState, Verdict
from credway.registry.answers.portability.answer import portability
from credway.registry.answers.resolve import Ref
from credway.registry.registry import Registry
from credway.registry.store.expressions import Filter, UnknownRule

A = "credentials/a"
HOUR = "creditUnit:SemesterHour"
SENDER = "organizations/other"


def of(path: str, **more: Any) -> Node:
    """An award of the college for A of three hours toward course X."""
    return award(
        f"awards/{path}",
        held=more.pop("held", [A]),
        by=COLLEGE,
        kind="InstitutionalAward",
        toward=more.pop("toward", ["courses/x"]),
        amounts=[hours(more.pop("amount", "3"))],
        extra=more,
    )


def doubted(sure: str) -> dict[str, Any]:
    """What a document says of how sure it is."""
    return {"credway:confidence": {"@type": "xsd:decimal", "@value": sure}}


@pytest.mark.parametrize(("sure", "certain"), [("0.5", "0"), ("0.99", "0"), ("1", "3"), ("1.0", "3")])
async def test_what_its_document_doubts_is_possible_only(registry: Registry, sure: str, certain: str) -> None:
    """A row of less than full confidence is in no certain total, and its award says why."""
    await given(registry)
    await publish(registry, "award", of("1", **doubted(sure)))
    answer = await ask(registry, A)
    assert sums(answer) == [(HOUR, certain, "3")]
    [finding] = answer.awards
    assert finding.verdict is Verdict.YES
    told = [each.what for each in finding.missing if "confidence" in each.what]
    assert told == (
        []
        if Decimal(sure) == 1
        else [f"1: whether it is as stated; the source is taken with a confidence of {sure}"]
    )


async def test_a_sure_award_is_certain_beside_a_better_doubtful_one(registry: Registry) -> None:
    """Of two awards for one course the sure one is what is certain, and the doubtful one what is possible."""
    await given(registry)
    await publish(registry, "awards", of("sure", amount="2"), of("unsure", amount="5", **doubted("0.7")))
    answer = await ask(registry, A)
    assert sums(answer) == [(HOUR, "2", "5")]
    assert answer.earns.verdict is Verdict.YES


async def test_a_doubtful_link_makes_no_certain_total(registry: Registry) -> None:
    """What counts by a link of which its source is not sure is possible; held itself it is certain."""
    await given(registry)
    same = claim("claims/same", "credentials/b", "ceterms:sameAs", obj=A, extra=doubted("0.6"))
    await publish(registry, "same", same)
    await publish(registry, "award", of("1"))
    through = await ask(registry, "credentials/b")
    assert sums(through) == [(HOUR, "0", "3")]
    assert any("confidence of 0.6" in each.what for each in through.awards[0].missing)
    assert sums(await ask(registry, A)) == [(HOUR, "3", "3")]


async def test_a_doubtful_link_on_the_way_makes_no_certain_total(registry: Registry) -> None:
    """What counts by two links is certain only where both are; what is held by a sure one besides is."""
    await given(registry)
    doubt = claim("claims/1", "credentials/c", "ceterms:sameAs", obj="credentials/b", extra=doubted("0.6"))
    await publish(registry, "doubt", doubt)
    await publish(registry, "same", claim("claims/2", "credentials/b", "ceterms:sameAs", obj=A))
    await publish(registry, "award", of("1"))
    through = await ask(registry, "credentials/c")
    assert sums(through) == [(HOUR, "0", "3")]
    assert any("confidence of 0.6" in each.what for each in through.awards[0].missing)
    for held in (("credentials/b", "credentials/c"), ("credentials/c", "credentials/b")):
        assert sums(await ask(registry, *held)) == [(HOUR, "3", "3")]


async def test_a_sure_link_stands_before_doubtful_ones(registry: Registry) -> None:
    """Who doubts that two are the same takes nothing from what another says of them for sure."""
    await given(registry)
    for sure in ("0.2", "0.4", "0.6", "1"):
        same = claim(f"claims/{sure}", "credentials/b", "ceterms:sameAs", obj=A, extra=doubted(sure))
        await publish(registry, f"same/{sure}", same)
    await publish(registry, "award", of("1"))
    assert sums(await ask(registry, "credentials/b")) == [(HOUR, "3", "3")]


def agreement(**terms: Any) -> Node:
    """An agreement of the college on the value, for those who come from the other one."""
    return {
        "@id": iri("agreements/1"),
        "@type": "ceterms:TransferAgreement",
        "ceterms:name": {"en": "An agreement"},
        "ceterms:ownedBy": iris(COLLEGE),
        "ceterms:sendingOrganization": iris(SENDER),
        "ceterms:receivingOrganization": iris(COLLEGE),
        "ceterms:hasTransferValueProfile": iris("awards/1"),
        **terms,
    }


async def agreed(registry: Registry, **terms: Any) -> None:
    """The value, of the board of Ohio, and the agreement."""
    await given(registry)
    node = of("1")
    del node["credway:awardKind"]
    await publish(registry, "value", {**node, "ceterms:ownedBy": iris(SENDER)})
    await publish(registry, "agreement", agreement(**terms))


async def coming(registry: Registry, *values: str, fact: str = "ceterms:sendingOrganization") -> CreditAnswer:
    """Ask in Ohio as somebody who says where they come from."""
    return await ask(registry, A, asker=Asker(facts=((fact, values),)) if values else None)


async def test_an_agreement_is_for_those_who_come_from_where_it_says(registry: Registry) -> None:
    """Whoever does not say so may come from there; the IRI and the name of the sender meet it."""
    await agreed(registry)
    [finding] = (await coming(registry)).awards
    assert [(c.condition, c.state) for c in finding.conditions] == [
        ("for those who come from Other", ConditionState.UNKNOWN)
    ]
    assert sums(await coming(registry)) == [(HOUR, "0", "3")]
    for said, verdict in (
        (iri(SENDER), Verdict.YES),
        ("other", Verdict.YES),
        (iri("organizations/board"), Verdict.UNKNOWN),
    ):
        assert (await coming(registry, said)).earns.verdict is verdict, said
    [card] = await portability(await registry.ask(), [Ref(id=iri(A))], ["OH"])
    assert card.places[0].credit == (await coming(registry)).earns


async def test_a_sender_and_its_program_are_both_asked_for(registry: Registry) -> None:
    """Of several senders one will do; a sending program or department is asked for besides."""
    several = iris(SENDER, "organizations/board")
    parts = {
        "ceterms:sendingProgram": iris("programs/one"),
        "ceterms:sendingDepartment": iris("organizations/two"),
    }
    await agreed(registry, **{"ceterms:sendingOrganization": several}, **parts)
    half = await coming(registry, iri("organizations/board"))
    assert [c.state for c in half.awards[0].conditions] == [ConditionState.MET, ConditionState.UNKNOWN]
    facts = (
        ("ceterms:sendingOrganization", (iri(SENDER),)),
        ("ceterms:sendingProgram", (iri("programs/one"),)),
    )
    assert (await ask(registry, A, asker=Asker(facts=facts))).earns.verdict is Verdict.YES


D = "credentials/d"
ACADEMY = "organizations/academy"


async def obtained(
    registry: Registry,
    sending: list[str],
    of_d: Mapping[str, Any],
    of_academy: Mapping[str, Any] | None = None,
) -> None:
    """An agreement on what D is worth; D and the academy are described by documents of their own."""
    await given(registry)
    node = {**of("1", held=[D]), "ceterms:ownedBy": iris(SENDER)}
    del node["credway:awardKind"]
    await publish(registry, "value", node)
    await publish(registry, "agreement", agreement(**{"ceterms:sendingOrganization": iris(*sending)}))
    d = {"@id": iri(D), "@type": "ceterms:Certification", "ceterms:name": {"en": "D"}}
    await publish(registry, "d", {**d, **of_d})
    academy = {
        "@id": iri(ACADEMY),
        "@type": "ceterms:CredentialOrganization",
        "ceterms:name": {"en": "Academy"},
    }
    await publish(registry, "academy", {**academy, **(of_academy or {})})


@pytest.mark.parametrize(
    ("of_d", "of_academy", "verb"),
    [
        ({"ceterms:ownedBy": iris(ACADEMY)}, {}, "owned"),
        ({"ceterms:offeredBy": iris(SENDER, ACADEMY)}, {}, "offered"),
        ({}, {"ceterms:owns": iris(D)}, "owned"),
        ({}, {"ceterms:offers": iris(D)}, "offered"),
    ],
)
async def test_what_is_the_senders_was_obtained_there(
    registry: Registry, of_d: Mapping[str, Any], of_academy: Mapping[str, Any], verb: str
) -> None:
    """What a sender owns or offers meets the condition by itself, and it is said which document says so."""
    await obtained(registry, [ACADEMY], of_d, of_academy)
    answer = await ask(registry, D)
    [condition] = answer.awards[0].conditions
    document = iri("d" if of_d else "academy")
    words = f"for those who come from Academy: D is {verb} by it, as {document} says"
    assert (condition.state, condition.condition) == (ConditionState.MET, words)
    assert (condition.required, condition.given) == (iri(ACADEMY), iri(D))
    assert sums(answer) == [(HOUR, "3", "3")]
    [card] = await portability(await registry.ask(), [Ref(id=iri(D))], ["OH"])
    assert card.places[0].credit == answer.earns


@pytest.mark.parametrize(("sure", "says"), [(None, True), ("1", True), ("0.9", False)])
async def test_a_claim_says_who_issues(registry: Registry, sure: str | None, says: bool) -> None:
    """What its own document does not say may be said by a claim, unless that is in doubt."""
    await obtained(registry, [ACADEMY], {})
    extra = doubted(sure) if sure else {}
    await publish(registry, "whose", claim("claims/whose", D, "credway:issuer", obj=ACADEMY, extra=extra))
    [condition] = (await ask(registry, D)).awards[0].conditions
    told = f": D is issued by it, as {iri('whose')} says" if says else ""
    assert condition.condition == f"for those who come from Academy{told}"
    assert condition.state is (ConditionState.MET if says else ConditionState.UNKNOWN)


async def test_what_another_owns_may_have_come_by_way_of_the_sender(registry: Registry) -> None:
    """An owner that is no sender settles nothing, a fact does; a question asks the store three times."""
    await obtained(registry, [ACADEMY], {"ceterms:ownedBy": iris(SENDER)})
    [condition] = (await ask(registry, D)).awards[0].conditions
    assert (condition.state, condition.condition) == (
        ConditionState.UNKNOWN,
        "for those who come from Academy",
    )
    frame = await registry.ask()
    asker = Asker(facts=(("ceterms:sendingOrganization", ("Academy",)),))
    answer = await credit(frame, [Held(Ref(id=iri(D)))], OHIO, asker)
    assert (answer.earns.verdict, answer.awards[0].conditions[0].given) == (Verdict.YES, "Academy")
    assert frame.calls <= 3


async def test_one_of_several_senders_is_enough(registry: Registry) -> None:
    """Of several senders the one whose it is meets the condition."""
    await obtained(registry, [SENDER, ACADEMY], {"ceterms:ownedBy": iris(ACADEMY)})
    [condition] = (await ask(registry, D)).awards[0].conditions
    assert (condition.kind, condition.state) == ("ANY", ConditionState.MET)
    assert f"D is owned by it, as {iri('d')} says" in condition.condition


async def test_what_only_stands_for_it_is_not_the_senders(registry: Registry) -> None:
    """What is the same as the sender's is the sender's; what the sender's replaces need not be."""
    await obtained(registry, [ACADEMY], {"ceterms:ownedBy": iris(ACADEMY)})
    await publish(registry, "old", claim("claims/old", A, "ceterms:supersededBy", obj=D))
    await publish(registry, "same", claim("claims/same", "credentials/b", "ceterms:sameAs", obj=D))
    for path, state in ((A, ConditionState.UNKNOWN), ("credentials/b", ConditionState.MET)):
        [condition] = (await ask(registry, path)).awards[0].conditions
        assert condition.state is state, path


async def test_a_sending_program_that_is_held_is_come_from(registry: Registry) -> None:
    """Whoever holds the sending program itself comes from it; another program settles nothing."""
    program = {"@id": iri("programs/one"), "@type": "ceterms:LearningProgram", "ceterms:name": {"en": "One"}}
    await agreed(registry, **{"ceterms:sendingProgram": iris("programs/one")})
    await publish(registry, "program", {**program, "ceterms:ownedBy": iris(SENDER)})
    await publish(registry, "value", {**of("1", held=["programs/one"]), "ceterms:ownedBy": iris(SENDER)})
    [finding] = (await ask(registry, "programs/one")).awards
    assert [c.condition for c in finding.conditions] == [
        f"for those who come from Other: One is owned by it, as {iri('program')} says",
        "for those who come from One: it is held itself",
    ]
    assert finding.verdict is Verdict.YES


async def passing(registry: Registry, facet: str, value: str, unknown: UnknownRule) -> list[str]:
    """The credentials that pass a filter of a state."""
    frame = await registry.ask()
    return sorted((await listed(frame, "Credential", [Filter(facet, value)], unknown=unknown)).ids)


@pytest.mark.parametrize("status", ["Ceased", "Suspended", "Developing", "Active"])
async def test_what_awards_nothing_is_no_credit_to_the_filter(registry: Registry, status: str) -> None:
    """An award or a refusal that has ceased or is only developed is unknown to the filter too."""
    await given(registry)
    node = {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": f"lifeCycle:{status}"}
    extra = {"ceterms:lifeCycleStatusType": [node]}
    no = {"credway:refused": True, "credway:authority": iri("organizations/board")}
    await publish(registry, "award", of("1", **extra))
    await publish(registry, "no", award("awards/no", held=["credentials/b"], place="OH", extra=no | extra))
    sure = await passing(registry, "credit_in", STATES + "OH", UnknownRule.EXCLUDE)
    maybe = await passing(registry, "credit_in", STATES + "OH", UnknownRule.ONLY)
    assert (sure, maybe) == ((iris(A), []) if status == "Active" else ([], iris(A, "credentials/b")))
    assert (await ask(registry, A)).earns.verdict is (Verdict.YES if status == "Active" else Verdict.UNKNOWN)
