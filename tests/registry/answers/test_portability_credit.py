"""Credit within portability, worked out by hand: one judgement with the credit question, on both stores."""

from typing import Any

import pytest
from making import award, hours, iri, iris, organization, profile, publish, reference

from credway.registry.answers.model import Verdict
from credway.registry.answers.portability.answer import PortabilityAt, portability
from credway.registry.answers.resolve import Ref
from credway.registry.registry import Registry

A, B = "credentials/alpha-welder", "credentials/beta-welder"
COLLEGE, OTHER = "organizations/college", "organizations/other"
YES, NO, UNKNOWN, DISPUTED = Verdict.YES, Verdict.NO, Verdict.UNKNOWN, Verdict.DISPUTED
REFUSED = {"credway:refused": True}


def asks(**terms: Any) -> dict[str, Any]:
    """What an award asks for besides the credential."""
    return {"ceterms:requires": [profile(extra={f"credway:{name}": value for name, value in terms.items()})]}


def of_college(path: str = "awards/1", held: tuple[str, ...] = (A,), **terms: Any) -> dict[str, Any]:
    """An award of three hours by a college in Ohio."""
    extra = terms.pop("extra", {})
    amounts = [] if extra.get("credway:refused") else [hours("3")]
    return award(path, held=held, by=terms.pop("by", COLLEGE), amounts=amounts, extra=extra, **terms)


async def ohio(registry: Registry, *awards: dict[str, Any], **question: Any) -> PortabilityAt:
    """What a credential stands for in Ohio where some awards are published."""
    colleges = [organization(path, "OH") for path in (COLLEGE, OTHER)]
    things = (reference(A), reference(B), *colleges)
    await publish(registry, "things", *things, effective_from="2015-01-01")
    for number, each in enumerate(awards):
        await publish(registry, f"award-{number}", each, effective_from="2015-01-01")
    frame = await registry.ask(question.pop("as_of", None))
    [answer] = await portability(frame, [Ref(id=iri(A))], ["OH"], **question)
    return answer.places[0]


@pytest.mark.parametrize(
    ("earned_on", "verdict", "said"),
    [
        (None, UNKNOWN, "whether it is met"),
        ("2024-11-24", YES, None),
        ("2024-11-23", UNKNOWN, "asks what is not met"),
    ],
)
async def test_a_window_is_judged_by_the_day_of_earning(
    registry: Registry, earned_on: str | None, verdict: Verdict, said: str | None
) -> None:
    """Within two years of 2026-11-24 is YES, a day earlier or unstated is UNKNOWN, and the card says so."""
    found = await ohio(registry, of_college(extra=asks(earnedWithin="P2Y")), earned_on=earned_on)
    assert found.credit.verdict is verdict
    assert found.counts_for.credit == found.credit
    words = "yes" if verdict is YES else "not known here"
    assert f"for college credit {words}, for work" in found.summary
    if said is None:
        assert not found.credit.missing
    else:
        assert said in found.credit.missing[0].what
        assert iri(COLLEGE) in found.credit.missing[0].who_could_say
    unmet = earned_on == "2024-11-23"
    assert [s.subject for s in found.credit.against] == ([iri("awards/1")] if unmet else [])
    assert [a.statement.subject for a in found.awards] == [iri("awards/1")]


@pytest.mark.parametrize(
    ("earned_on", "verdict"), [(None, UNKNOWN), ("2025-01-01", YES), ("2024-12-31", UNKNOWN)]
)
async def test_a_stated_start_must_cover_the_day_of_earning(
    registry: Registry, earned_on: str | None, verdict: Verdict
) -> None:
    """Earned on the first day of the term is YES, the day before or on a day not given is UNKNOWN."""
    start = {"ceterms:startDate": "2025-01-01"}
    assert (await ohio(registry, of_college(extra=start), earned_on=earned_on)).credit.verdict is verdict


async def test_what_only_the_holder_can_say_is_unknown(registry: Registry) -> None:
    """A degree to be sought, and a certificate to be current: two things are missing, and no YES."""
    terms = asks(mustBeCurrent=True, degreeSeekingOnly=True)
    found = (await ohio(registry, of_college(extra=terms), earned_on="2026-05-01")).credit
    assert (found.verdict, len(found.missing), found.against) == (UNKNOWN, 2, ())
    assert [said.subject for said in found.basis] == [iri("awards/1")]


async def test_an_award_for_more_than_this_credential_is_no_yes(registry: Registry) -> None:
    """What two credentials earn together one of them may or may not earn."""
    found = (await ohio(registry, of_college(held=(A, B)))).credit
    assert (found.verdict, found.basis, found.against) == (UNKNOWN, (), ())
    assert "1 of the 2 that are to be held together are not held" in found.missing[0].what


async def test_what_stands_for_both_has_the_set(registry: Registry) -> None:
    """Something that is the same as the second member too makes up the whole set, and is named."""
    twin = reference("credentials/twin") | {"ceterms:sameAs": iris(A, B)}
    twin = {**twin, "@type": "ceterms:Certification"}
    await publish(registry, "twin", twin)
    found = await ohio(registry, of_college(held=(A, B)))
    assert found.credit.verdict is YES
    assert iri(B) in {each.iri for each in found.through}


async def test_a_recommendation_alone_gives_no_credit(registry: Registry) -> None:
    """A recommendation binds nobody: UNKNOWN with who could follow it; beside an award it does no harm."""
    advice = of_college("awards/advice", kind="Recommendation")
    found = (await ohio(registry, advice)).credit
    assert found.verdict is UNKNOWN
    assert "follows the recommendation" in found.missing[0].what
    both = (await ohio(registry, advice, of_college())).credit
    assert (both.verdict, [s.subject for s in both.basis]) == (YES, [iri("awards/1")])


async def test_one_award_that_is_given_suffices(registry: Registry) -> None:
    """Beside a condition that is unknown, and a refusal at one college, another college's award is a YES."""
    found = await ohio(
        registry,
        of_college("awards/1", extra=asks(degreeSeekingOnly=True)),
        of_college("awards/2", extra=REFUSED),
        of_college("awards/3", by=OTHER),
    )
    assert (found.credit.verdict, [s.subject for s in found.credit.basis]) == (YES, [iri("awards/3")])
    assert (found.credit.against, found.credit.missing, len(found.awards)) == ((), (), 3)


async def test_one_college_that_says_both_is_disputed(registry: Registry) -> None:
    """An award and a refusal of it at the same college dispute each other; both are shown."""
    found = (await ohio(registry, of_college("awards/1"), of_college("awards/2", extra=REFUSED))).credit
    sides = [[s.subject for s in side] for side in (found.basis, found.against)]
    assert (found.verdict, sides) == (DISPUTED, [[iri("awards/1")], [iri("awards/2")]])


@pytest.mark.parametrize(
    ("toward", "beside", "verdict"),
    [
        ((), (), NO),
        ((), (of_college(),), DISPUTED),
        ((), (of_college(extra=asks(degreeSeekingOnly=True)),), DISPUTED),
        ((), (of_college(extra=asks(earnedWithin="P2Y")),), NO),
        ((), (of_college(kind="Recommendation"),), NO),
        (("courses/x",), (), UNKNOWN),
        (("courses/x",), (of_college(),), YES),
    ],
)
async def test_a_refusal_for_the_whole_state(
    registry: Registry, toward: tuple[str, ...], beside: tuple[dict[str, Any], ...], verdict: Verdict
) -> None:
    """NO where nothing is awarded against it, DISPUTED where something is; of one course it says no more."""
    kind = "GuaranteedMinimum"
    extra = {**REFUSED, "credway:authority": iri("organizations/board")}
    refusal = award("awards/no", held=[A], place="OH", kind=kind, toward=toward, extra=extra)
    found = (await ohio(registry, refusal, *beside, earned_on="2016-05-01")).credit
    assert found.verdict is verdict
    side = found.basis if verdict is NO else found.against
    assert (iri("awards/no") in {said.subject for said in side}) is (verdict is not YES)


async def test_a_term_that_is_over_or_lies_ahead_is_unknown(registry: Registry) -> None:
    """Before and after the term the award is not given, and what is missing says why."""
    term = {"ceterms:startDate": "2025-01-01", "ceterms:endDate": "2025-12-31"}
    late = (await ohio(registry, of_college(extra=term), earned_on="2025-05-01")).credit
    assert (late.verdict, "renewed after 2026-01-01" in late.missing[0].what) == (UNKNOWN, True)
    early = (await ohio(registry, of_college(extra=term), as_of="2024-06-01")).credit
    assert (early.verdict, "it starts on 2025-01-01" in early.missing[0].what) == (UNKNOWN, True)
    within = (await ohio(registry, of_college(extra=term), earned_on="2025-05-01", as_of="2025-06-01")).credit
    assert within.verdict is YES
