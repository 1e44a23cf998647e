"""Credit within portability, worked out by hand: one judgement with the credit question, on both stores."""

from dataclasses import replace
from typing import Any

import pytest
from making import BASE, award, hours, iri, iris, organization, profile, publish, reference

from credway.registry.answers.asker import Asker
from credway.registry.answers.credit.answer import CreditAnswer, credit
from credway.registry.answers.holding import Held
from credway.registry.answers.model import Finding, Verdict
from credway.registry.answers.places import Place
from credway.registry.answers.portability.answer import portability
from credway.registry.answers.portability.place import PortabilityAt
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


BOARD = {"credway:authority": iri("organizations/board")}
BY_STATE = {**REFUSED, **BOARD}


def of_state(path: str = "awards/no", kind: str = "GuaranteedMinimum", **terms: Any) -> dict[str, Any]:
    """What Ohio awards, or refuses, in the whole state."""
    extra = terms.pop("extra", BY_STATE)
    return award(path, held=terms.pop("held", [A]), place="OH", kind=kind, extra=extra, **terms)


async def asked(registry: Registry, place: Place, earned_on: str | None = "2016-05-01") -> CreditAnswer:
    """What the credit question says of the credential at a place."""
    return await credit(await registry.ask(), [Held(Ref(id=iri(A)), earned_on)], place, Asker())


def sides(found: Finding) -> tuple[list[str], list[str]]:
    """What a finding rests on, and what is against it."""
    basis, against = (
        [(said.subject or "").removeprefix(BASE) for said in s] for s in (found.basis, found.against)
    )
    return basis, against


@pytest.mark.parametrize(
    ("toward", "beside", "verdict", "basis", "against"),
    [
        ((), (), NO, ["awards/no"], []),
        ((), (of_college(),), YES, ["awards/1"], ["awards/no"]),
        ((), (of_college(extra=asks(degreeSeekingOnly=True)),), UNKNOWN, ["awards/1"], ["awards/no"]),
        ((), (of_college(extra=asks(earnedWithin="P2Y")),), NO, ["awards/no"], []),
        ((), (of_college(kind="Recommendation"),), NO, ["awards/no"], []),
        ((), (of_college(), of_college("awards/2", extra=REFUSED)), DISPUTED, ["awards/1"], None),
        (("courses/x",), (), UNKNOWN, [], ["awards/no"]),
        (("courses/x",), (of_college(),), YES, ["awards/1"], []),
    ],
)
async def test_a_refusal_for_the_whole_state(
    registry: Registry,
    toward: tuple[str, ...],
    beside: tuple[dict[str, Any], ...],
    verdict: Verdict,
    basis: list[str],
    against: list[str] | None,
) -> None:
    """NO where nothing is awarded against it; a college's own award is a YES that the refusal stands against.

    Both questions say so. Toward one course alone it refuses no more than that.
    """
    found = (await ohio(registry, of_state(toward=toward), *beside, earned_on="2016-05-01")).credit
    assert found.verdict is verdict
    assert sides(found) == (basis, ["awards/no", "awards/2"] if against is None else against)
    answer = await asked(registry, Place(state="OH"))
    assert answer.earns == found
    assert iri("awards/no") in {r.award.statement.subject for r in answer.not_awarded}
    at_college = await asked(registry, Place(institution=iri(COLLEGE)))
    assert at_college.earns.verdict is verdict
    elsewhere = await asked(registry, Place(institution=iri(OTHER)))
    assert elsewhere.earns.verdict is (UNKNOWN if toward else NO)


async def test_a_state_that_says_both_is_disputed(registry: Registry) -> None:
    """A guarantee and a refusal by one state for one credential dispute each other, in both questions."""
    promised = of_state("awards/yes", extra=BOARD, amounts=[hours("3")])
    found = (await ohio(registry, of_state(), promised)).credit
    assert (found.verdict, sides(found)) == (DISPUTED, (["awards/yes"], ["awards/no"]))
    answer = await asked(registry, Place(state="OH"), None)
    assert answer.earns == found
    assert [(f.verdict, len(f.against)) for f in answer.awards] == [(DISPUTED, 1)]


async def test_a_college_that_refuses_what_the_state_guarantees(registry: Registry) -> None:
    """At the college it is DISPUTED and nothing is certain; in the state and at another college it is YES."""
    promised = of_state("awards/yes", extra=BOARD, amounts=[hours("3")])
    found = (await ohio(registry, promised, of_college("awards/no", extra=REFUSED))).credit
    assert (found.verdict, sides(found)) == (YES, (["awards/yes"], []))
    assert (await asked(registry, Place(state="OH"))).earns == found
    there = await asked(registry, Place(institution=iri(COLLEGE)))
    assert (there.earns.verdict, sides(there.earns)) == (DISPUTED, (["awards/yes"], ["awards/no"]))
    assert [(t.certain, t.possible) for t in there.totals] == [("0", "3")]
    other = await asked(registry, Place(institution=iri(OTHER)))
    assert (other.earns.verdict, [t.certain for t in other.totals]) == (YES, ["3"])


async def test_advice_against_credit_refuses_nothing(registry: Registry) -> None:
    """A recommendation of no credit binds nobody: UNKNOWN alone, and no word against a college's award."""
    advice = of_state(kind="Recommendation")
    found = (await ohio(registry, advice)).credit
    assert (found.verdict, sides(found)) == (UNKNOWN, ([], ["awards/no"]))
    beside = (await ohio(registry, advice, of_college())).credit
    assert (beside.verdict, sides(beside)) == (YES, (["awards/1"], []))


@pytest.mark.parametrize(
    "terms",
    [
        {"held": [A, B]},
        {"extra": {**BY_STATE, "credway:commonCourseId": ["OIT002"], "credway:commonCourseScheme": ["TAG"]}},
    ],
)
async def test_a_refusal_of_a_set_or_of_one_common_course_is_no_more(
    registry: Registry, terms: dict[str, Any]
) -> None:
    """Refused for two credentials together, or toward one common course, credit for one may be had."""
    assert (await ohio(registry, of_state(**terms))).credit.verdict is UNKNOWN


async def test_what_was_cut_may_be_an_award(registry: Registry) -> None:
    """With one award read of two a refusal is no NO, and the answer says by which setting it was cut."""
    await ohio(registry, of_state("awards/a-no"), of_college("awards/b-yes"))
    tight, enough = (replace(registry, settings=registry.settings.replaced(max_awards=n)) for n in (1, 2))
    [answer] = await portability(await tight.ask(), [Ref(id=iri(A))], ["OH", "FL"])
    assert answer.cut is not None
    assert (answer.cut.limit, answer.cut.value) == ("max_awards", 1)
    for place in answer.places:
        assert place.credit.verdict is UNKNOWN
        assert "max_awards" in place.credit.missing[0].what
    earned = await asked(tight, Place(state="OH"), None)
    assert (earned.cut, earned.earns) == (answer.cut, answer.places[0].credit)
    [whole] = await portability(await enough.ask(), [Ref(id=iri(A))], ["OH"])
    assert (whole.cut, whole.places[0].credit.verdict) == (None, YES)


async def test_what_stands_for_it_may_be_cut_too(registry: Registry) -> None:
    """Of three twins one is looked at: the answer says so, and a refusal is no NO."""
    same = {"ceterms:sameAs": iris(A)}
    for name in "xyz":
        twin = reference(f"credentials/{name}") | same | {"@type": "ceterms:Certification"}
        await publish(registry, name, twin, effective_from="2015-01-01")
    found = await ohio(registry, of_state())
    assert found.credit.verdict is NO
    tight = replace(registry, settings=registry.settings.replaced(max_equivalents=1))
    [answer] = await portability(await tight.ask(), [Ref(id=iri(A))], ["OH"])
    assert answer.cut is not None
    assert (answer.cut.limit, answer.cut.value) == ("max_equivalents", 1)
    assert answer.places[0].credit.verdict is UNKNOWN


async def test_a_term_that_is_over_or_lies_ahead_is_unknown(registry: Registry) -> None:
    """Before and after the term the award is not given, and what is missing says why."""
    term = {"ceterms:startDate": "2025-01-01", "ceterms:endDate": "2025-12-31"}
    late = (await ohio(registry, of_college(extra=term), earned_on="2025-05-01")).credit
    assert (late.verdict, "renewed after 2025-12-31" in late.missing[0].what) == (UNKNOWN, True)
    early = (await ohio(registry, of_college(extra=term), as_of="2024-06-01")).credit
    assert (early.verdict, "it starts on 2025-01-01" in early.missing[0].what) == (UNKNOWN, True)
    within = (await ohio(registry, of_college(extra=term), earned_on="2025-05-01", as_of="2025-06-01")).credit
    assert within.verdict is YES
