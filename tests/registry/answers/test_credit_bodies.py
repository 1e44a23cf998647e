"""Whose an award is: several bodies, agreements and their limits, nobody: by hand, on both stores."""

from typing import Any

from crediting import COLLEGE, OHIO, ask, given, sums
from making import Node, award, claim, credential, hours, iri, iris, profile, publish

from credway.registry.answers.asker import Asker
from credway.registry.answers.credit.answer import credit
from credway.registry.answers.credit.awards import AwardKind
from credway.registry.answers.credit.findings import RefusalReason
from credway.registry.answers.holding import Held
from credway.registry.answers.model import Verdict
from credway.registry.answers.places import Place
from credway.registry.answers.resolve import Ref
from credway.registry.registry import Registry

A = "credentials/a"
OTHER = "organizations/other"
FLORIDA = Place(state="FL")


def value(path: str = "values/1", by: str = "organizations/board") -> Node:
    """A transfer value for A without a kind, as CTDL has them."""
    node = award(path, held=[A], by=by, amounts=[hours("3")])
    del node["credway:awardKind"]
    return node


def agreement(*receiving: str, **terms: Any) -> Node:
    """An agreement of the board on the value."""
    return {
        "@id": iri("agreements/1"),
        "@type": "ceterms:TransferAgreement",
        "ceterms:name": {"en": "An agreement"},
        "ceterms:ownedBy": iris("organizations/board"),
        **({"ceterms:receivingOrganization": iris(*receiving)} if receiving else {}),
        "ceterms:hasTransferValueProfile": iris("values/1"),
        **terms,
    }


def program(path: str, *owners: str, **said: Any) -> Node:
    """A program of some organizations."""
    owned = {"ceterms:ownedBy": iris(*owners)} if owners else {}
    return {
        "@id": iri(path),
        "@type": "ceterms:LearningProgram",
        "ceterms:name": {"en": path.rsplit("/", 1)[-1].title()},
        **owned,
        **said,
    }


async def test_an_agreement_of_two_receivers_is_an_award_of_each(registry: Registry) -> None:
    """Each receiving college awards for itself: none speaks for the other, at home or in its state."""
    await given(registry)
    await publish(registry, "value", value())
    await publish(registry, "agreement", agreement(COLLEGE, OTHER))
    for place, body in ((Place(institution=iri(OTHER)), OTHER), (FLORIDA, OTHER), (OHIO, COLLEGE)):
        answer = await ask(registry, A, place=place)
        agreed = [f for f in answer.awards if f.award.agreement]
        assert [(f.award.awarded_by, f.award.at) for f in agreed] == [(iri(body), (iri(body),))]
        assert [t.certain for t in answer.totals if t.awarded_by == iri(body)] == ["3"]


async def test_a_value_of_two_owners_is_an_award_of_each(registry: Registry) -> None:
    """A value that two colleges own holds at both, and their awards are not added."""
    await given(registry)
    node = award("values/1", held=[A], by=COLLEGE, amounts=[hours("3")])
    await publish(registry, "value", {**node, "ceterms:ownedBy": iris(COLLEGE, OTHER)})
    for place, body in ((FLORIDA, OTHER), (OHIO, COLLEGE)):
        answer = await ask(registry, A, place=place)
        assert [(f.award.awarded_by, f.verdict) for f in answer.awards] == [(iri(body), Verdict.YES)]
        assert sums(answer) == [("creditUnit:SemesterHour", "3", "3")]
    ids = {f.award.id for f in (*answer.awards, *answer.elsewhere)}
    assert len(ids) == 2


async def test_a_value_that_others_grant_is_by_itself_no_award_of_its_owner(registry: Registry) -> None:
    """Where agreements say who grants a value, whether its owner awards it too is not known."""
    await given(registry)
    await publish(registry, "value", value())
    await publish(registry, "agreement", agreement(OTHER))
    answer = await ask(registry, A)
    assert [(f.award.awarded_by, f.verdict) for f in answer.awards] == [
        (iri("organizations/board"), Verdict.UNKNOWN)
    ]
    assert answer.earns.verdict is Verdict.UNKNOWN
    assert "whether its owner awards it too" in answer.earns.missing[0].what


async def test_an_agreement_for_a_jurisdiction_names_no_institution(registry: Registry) -> None:
    """Without a receiver it holds in its states, less the exceptions; who grants it there is unknown."""
    await given(registry)
    places = [
        {"@type": "ceterms:Place", "ceterms:addressRegion": {"en": each}} for each in ("Ohio", "Florida")
    ]
    scope = {"ceterms:mainJurisdiction": places, "ceterms:jurisdictionException": places[1:]}
    scopes = [{"@type": "ceterms:JurisdictionProfile", **scope}]
    await publish(registry, "value", value(by=OTHER))
    await publish(registry, "agreement", agreement(**{"ceterms:jurisdiction": scopes}))
    [finding] = (await ask(registry, A)).awards
    assert (finding.award.kind, finding.award.awarded_by) == (AwardKind.UNSTATED, None)
    assert (finding.verdict, finding.award.statewide) == (Verdict.UNKNOWN, False)
    assert "which institutions grant it" in finding.missing[0].what
    assert [f.award.agreement for f in (await ask(registry, A, place=FLORIDA)).awards] == [None]


async def test_an_agreement_for_a_program_is_no_award_of_the_whole_college(registry: Registry) -> None:
    """At the receiving program the agreement counts; at its college that depends on the program."""
    await given(registry)
    await publish(registry, "value", value())
    await publish(
        registry, "programs", program("programs/nursing", COLLEGE), program("programs/art", COLLEGE)
    )
    limit = {"ceterms:receivingProgram": iris("programs/nursing")}
    await publish(registry, "agreement", agreement(COLLEGE, **limit))
    for place, verdict in (
        (Place(institution=iri(COLLEGE)), Verdict.UNKNOWN),
        (Place(program=iri("programs/nursing")), Verdict.YES),
        (Place(program=iri("programs/art")), Verdict.UNKNOWN),
    ):
        answer = await ask(registry, A, place=place)
        assert [f.verdict for f in answer.awards if f.award.agreement] == [verdict], place


async def test_credit_of_profiles_is_of_all_owners_or_of_nobody(registry: Registry) -> None:
    """Advice is that of the program's owner; what nobody owns is nobody's, and binds no institution."""
    await given(registry)
    worth = {"ceterms:creditValue": [{"@type": "ceterms:ValueProfile", **hours("6")}]}
    asked = [profile(A, extra=worth)]
    await publish(
        registry,
        "programs",
        program("programs/advised", COLLEGE, **{"ceterms:recommends": asked}),
        program("programs/nobodys", **{"ceterms:requires": asked}),
        program("programs/shared", COLLEGE, OTHER, **{"ceterms:requires": asked}),
    )
    answer = await ask(registry, A)
    assert {(f.award.kind, f.award.awarded_by) for f in answer.awards} == {
        (AwardKind.RECOMMENDATION, iri(COLLEGE)),
        (AwardKind.INSTITUTIONAL_AWARD, iri(COLLEGE)),
    }
    assert {(f.award.awarded_by, f.award.statewide) for f in answer.elsewhere} == {
        (None, False),
        (iri(OTHER), False),
    }


async def test_a_value_called_as_its_credential_is_not_what_is_held(registry: Registry) -> None:
    """A transfer value is often called as the credential; only that can have been earned."""
    await given(registry)
    node = award("values/1", held=[A], by=COLLEGE, amounts=[hours("3")])
    await publish(registry, "value", {**node, "ceterms:name": {"en": "A"}})
    answer = await credit(await registry.ask(), [Held(Ref(name="A"))], OHIO, Asker())
    assert [f.verdict for f in answer.awards] == [Verdict.YES]


async def test_one_thing_is_not_two_of_a_set(registry: Registry) -> None:
    """What replaces a credential stands for it, but not beside itself; what is the same does."""
    await given(registry)
    new = credential("credentials/new", {"ceterms:supersedes": iris(A)})
    await publish(registry, "new", new)
    await publish(
        registry,
        "awards",
        award("values/both", held=[A, "credentials/new"], by=COLLEGE, amounts=[hours("6")]),
    )
    answer = await ask(registry, "credentials/new")
    assert [r.reason for r in answer.not_awarded] == [RefusalReason.SET_INCOMPLETE]
    assert "stands for several of the 2" in answer.not_awarded[0].finding.missing[0].what
    assert [f.verdict for f in (await ask(registry, A, "credentials/new")).awards] == [Verdict.YES]
    await publish(registry, "new", credential("credentials/new", {"ceterms:sameAs": iri(A)}), corrects=1)
    assert [f.verdict for f in (await ask(registry, "credentials/new")).awards] == [Verdict.YES]


async def test_what_is_the_same_as_what_is_replaced_is_not_the_same(registry: Registry) -> None:
    """A link of sameness behind one of replacement makes no second thing of a set of what is held once."""
    await given(registry)
    await publish(
        registry, "new", credential("credentials/new", {"ceterms:supersedes": iris("credentials/b")})
    )
    await publish(registry, "same", claim("claims/same", "credentials/b", "ceterms:sameAs", obj=A))
    both = award("values/both", held=[A, "credentials/new"], by=COLLEGE, amounts=[hours("6")])
    await publish(registry, "awards", both)
    answer = await ask(registry, "credentials/new")
    assert [r.reason for r in answer.not_awarded] == [RefusalReason.SET_INCOMPLETE]
