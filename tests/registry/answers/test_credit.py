"""Postsecondary credit, worked out by hand, on both stores."""

from typing import Any

import pytest
from making import award, hours, iri, iris, organization, profile, publish, reference

from credway.registry.answers.conditions import Asker
from credway.registry.answers.credit.answer import CreditAnswer, credit
from credway.registry.answers.credit.awards import AwardFinding, AwardKind
from credway.registry.answers.credit.judging import Refusal, RefusalReason
from credway.registry.answers.holding import Held
from credway.registry.answers.model import ConditionState, Verdict
from credway.registry.answers.places import Place
from credway.registry.answers.resolve import Ref
from credway.registry.errors import Ambiguous, BadRequest, LimitExceeded, NotFound
from credway.registry.registry import Registry

OHIO = Place(state="OH")
COLLEGE = "organizations/college"
UNITS = "https://w3id.org/credway/schemes/units/"


async def given(registry: Registry) -> None:
    """A college in Ohio, one in Florida, and the credentials A and B."""
    await publish(
        registry,
        "people",
        organization(COLLEGE, "OH"),
        organization("organizations/other", "FL"),
        organization("organizations/board", "OH"),
        reference("credentials/a"),
        reference("credentials/b"),
        reference("courses/x", "ceterms:Course"),
        effective_from="2010-01-01",
    )


async def ask(
    registry: Registry,
    *held: str,
    place: Place = OHIO,
    as_of: str | None = None,
    known_at: int | None = None,
    asker: Asker | None = None,
    **facts: Any,
) -> CreditAnswer:
    """Ask what some credentials earn, each with the same facts."""
    frame = await registry.ask(as_of, known_at)
    items = [Held(Ref(id=iri(path)), **facts) for path in held]
    return await credit(frame, items, place, asker or Asker())


def sums(answer: CreditAnswer) -> list[tuple[str | None, str, str]]:
    """Unit, certain and possible of each total."""
    return [(t.unit, t.certain, t.possible) for t in answer.totals]


async def test_a_set_is_held_together_or_earns_nothing(registry: Registry) -> None:
    """A two-member transfer value is given for both; one alone is incomplete, not denied."""
    await given(registry)
    await publish(
        registry,
        "awards",
        award("awards/1", held=["credentials/a", "credentials/b"], by=COLLEGE, amounts=[hours("3")]),
    )
    both = await ask(registry, "credentials/a", "credentials/b")
    assert [a.verdict for a in both.awards] == [Verdict.YES]
    assert sums(both) == [("creditUnit:SemesterHour", "3", "3")]
    one = await ask(registry, "credentials/a")
    assert one.awards == []
    assert [(r.reason, r.finding.verdict) for r in one.not_awarded] == [
        (RefusalReason.SET_INCOMPLETE, Verdict.UNKNOWN)
    ]


async def test_a_block_is_given_whole_and_takes_its_courses(registry: Registry) -> None:
    """A block of two courses counts once and the single award for one of them counts no more."""
    await given(registry)
    await publish(
        registry,
        "awards",
        award(
            "awards/block",
            held=["credentials/a"],
            by=COLLEGE,
            toward=["courses/x", "courses/y"],
            amounts=[hours("4"), hours("5")],
            extra={"credway:allOrNothing": True},
        ),
        award(
            "awards/x",
            held=["credentials/a"],
            by=COLLEGE,
            toward=["courses/x"],
            amounts=[hours("4")],
        ),
    )
    answer = await ask(registry, "credentials/a")
    assert [a.award.statement.key for a in answer.awards] == iris("awards/block")
    assert answer.awards[0].award.all_or_nothing
    assert sums(answer) == [("creditUnit:SemesterHour", "9", "9")]
    assert [r.reason for r in answer.not_awarded] == [RefusalReason.TARGET_ALREADY_COUNTED]
    assert [a.statement.key for a in answer.awards[0].replaces] == iris("awards/x")


async def test_a_target_course_reached_twice_counts_once(registry: Registry) -> None:
    """Two credentials that earn the same course at one college count once, the better award."""
    await given(registry)
    await publish(
        registry,
        "awards",
        award(
            "awards/a",
            held=["credentials/a"],
            by=COLLEGE,
            toward=["courses/x"],
            amounts=[hours("3")],
        ),
        award(
            "awards/b",
            held=["credentials/b"],
            by=COLLEGE,
            toward=["courses/x"],
            amounts=[hours("4")],
        ),
    )
    answer = await ask(registry, "credentials/a", "credentials/b")
    assert [a.award.statement.key for a in answer.awards] == iris("awards/b")
    assert [r.reason for r in answer.not_awarded] == [RefusalReason.BETTER_AWARD_COUNTED]
    assert sums(answer) == [("creditUnit:SemesterHour", "4", "4")]


async def test_a_statewide_minimum_and_an_institutions_award_are_one(registry: Registry) -> None:
    """At a college the better of the statewide minimum and its own award counts, citing both."""
    await given(registry)
    await publish(
        registry,
        "awards",
        award(
            "awards/state",
            held=["credentials/a"],
            toward=["courses/x"],
            amounts=[hours("3")],
            place="OH",
            kind="GuaranteedMinimum",
            extra={"credway:authority": iri("organizations/board")},
        ),
        award(
            "awards/own",
            held=["credentials/a"],
            by=COLLEGE,
            toward=["courses/x"],
            amounts=[hours("4")],
        ),
    )
    answer = await ask(registry, "credentials/a", place=Place(institution=iri(COLLEGE)))
    assert [a.award.statement.key for a in answer.awards] == iris("awards/own")
    assert [a.statement.key for a in answer.awards[0].replaces] == iris("awards/state")
    statewide = next(r.award for r in answer.not_awarded)
    assert (statewide.kind, statewide.awarded_by) == (AwardKind.GUARANTEED_MINIMUM, None)
    assert statewide.authority == iri("organizations/board")


async def test_units_are_never_added_up(registry: Registry) -> None:
    """Semester hours, quarter hours and hours without a unit are three totals."""
    await given(registry)
    await publish(
        registry,
        "awards",
        award(
            "awards/1",
            held=["credentials/a"],
            by=COLLEGE,
            toward=["courses/x"],
            amounts=[hours("3")],
        ),
        award(
            "awards/2",
            held=["credentials/a"],
            by=COLLEGE,
            toward=["courses/y"],
            amounts=[hours("5", "creditUnit:QuarterHour")],
        ),
        award(
            "awards/3",
            held=["credentials/a"],
            by=COLLEGE,
            toward=["courses/z"],
            amounts=[hours("2", None)],
        ),
    )
    answer = await ask(registry, "credentials/a")
    assert sums(answer) == [
        (None, "2", "2"),
        ("creditUnit:QuarterHour", "5", "5"),
        ("creditUnit:SemesterHour", "3", "3"),
    ]


async def test_institutions_are_never_added_up(registry: Registry) -> None:
    """Two colleges' awards for one course stand side by side, each with a total of its own."""
    await given(registry)
    await publish(registry, "more", organization("organizations/second", "OH"))
    for number, college in enumerate((COLLEGE, "organizations/second")):
        path = f"awards/{number}"
        node = award(path, held=["credentials/a"], by=college, toward=["courses/x"], amounts=[hours("3")])
        await publish(registry, f"doc-{number}", node)
    answer = await ask(registry, "credentials/a")
    assert [t.certain for t in answer.totals] == ["3", "3"]
    assert {t.awarded_by for t in answer.totals} == {iri(COLLEGE), iri("organizations/second")}


async def test_an_upper_bound_alone_is_possible_and_not_certain(registry: Registry) -> None:
    """ "Up to 6" adds nothing to what is certain and 6 to what is possible."""
    await given(registry)
    await publish(
        registry,
        "awards",
        award("awards/1", held=["credentials/a"], by=COLLEGE, amounts=[{"schema:maxValue": 6.0}]),
    )
    assert sums(await ask(registry, "credentials/a")) == [(None, "0", "6")]


async def test_conditions_are_met_unmet_or_unknown(registry: Registry) -> None:
    """An award that asks for a current certificate is YES, refused or UNKNOWN as the asker says."""
    await given(registry)
    terms = {
        "ceterms:requires": [
            profile(extra={"credway:mustBeCurrent": True, "ceterms:description": {"en": "must be current"}})
        ]
    }
    await publish(
        registry,
        "awards",
        award("awards/1", held=["credentials/a"], by=COLLEGE, amounts=[hours("3")], extra=terms),
    )
    assert [a.verdict for a in (await ask(registry, "credentials/a", current=True)).awards] == [Verdict.YES]
    unknown = await ask(registry, "credentials/a")
    assert [a.verdict for a in unknown.awards] == [Verdict.UNKNOWN]
    assert unknown.awards[0].conditions[0].state is ConditionState.UNKNOWN
    assert sums(unknown) == [("creditUnit:SemesterHour", "0", "3")]
    lapsed = await ask(registry, "credentials/a", current=False)
    assert [r.reason for r in lapsed.not_awarded] == [RefusalReason.CONDITION_UNMET]


async def test_earned_within_two_years_of_the_request(registry: Registry) -> None:
    """A certificate of less than two years counts on the day of the request, an older one does not."""
    await given(registry)
    terms = {
        "ceterms:requires": [
            profile(extra={"credway:earnedWithin": "P2Y", "ceterms:description": {"en": "within two years"}})
        ]
    }
    await publish(
        registry,
        "awards",
        award("awards/1", held=["credentials/a"], by=COLLEGE, amounts=[hours("3")], extra=terms),
        effective_from="2020-01-01",
    )
    young = await ask(registry, "credentials/a", earned_on="2024-11-24", as_of="2026-11-24")
    assert [a.verdict for a in young.awards] == [Verdict.YES]
    old = await ask(registry, "credentials/a", earned_on="2024-11-23", as_of="2026-11-24")
    assert [r.reason for r in old.not_awarded] == [RefusalReason.CONDITION_UNMET]


async def test_an_expired_agreement_is_unknown(registry: Registry) -> None:
    """After its last day an agreement may have been renewed unseen: UNKNOWN, and who could say."""
    await given(registry)
    terms = {"ceterms:startDate": "2020-01-01", "ceterms:endDate": "2023-11-30"}
    await publish(
        registry,
        "awards",
        award("awards/1", held=["credentials/a"], by=COLLEGE, amounts=[hours("3")], extra=terms),
    )
    last_day = await ask(registry, "credentials/a", as_of="2023-11-30", earned_on="2023-05-01")
    assert [a.verdict for a in last_day.awards] == [Verdict.YES]
    after = await ask(registry, "credentials/a", as_of="2023-12-01")
    assert after.awards == []
    assert [(r.reason, r.finding.verdict) for r in after.not_awarded] == [
        (RefusalReason.EXPIRED, Verdict.UNKNOWN)
    ]
    assert after.unknown[0].who_could_say == (iri(COLLEGE),)


async def test_a_refusal_is_a_no(registry: Registry) -> None:
    """A stated refusal is NO, not "no agreement found"."""
    await given(registry)
    await publish(
        registry,
        "awards",
        award("awards/no", held=["credentials/a"], by=COLLEGE, extra={"credway:refused": True}),
    )
    answer = await ask(registry, "credentials/a")
    assert [(r.reason, r.finding.verdict) for r in answer.not_awarded] == [
        (RefusalReason.REFUSED, Verdict.NO)
    ]
    assert answer.unknown == []


async def test_statements_on_both_sides_are_disputed(registry: Registry) -> None:
    """One document awards what another refuses at the same college: DISPUTED, both shown."""
    await given(registry)
    await publish(
        registry,
        "yes",
        award(
            "awards/yes",
            held=["credentials/a"],
            by=COLLEGE,
            toward=["courses/x"],
            amounts=[hours("3")],
        ),
    )
    await publish(
        registry,
        "no",
        award(
            "awards/no",
            held=["credentials/a"],
            by=COLLEGE,
            toward=["courses/x"],
            extra={"credway:refused": True},
        ),
    )
    answer = await ask(registry, "credentials/a")
    assert [a.verdict for a in answer.awards] == [Verdict.DISPUTED]
    assert [s.key for s in answer.awards[0].against] == iris("awards/no")
    assert sums(answer) == [("creditUnit:SemesterHour", "0", "3")]


async def test_nothing_known_is_unknown_and_elsewhere_is_shown(registry: Registry) -> None:
    """Without a statement for Ohio the answer is UNKNOWN there and names the award in Florida."""
    await given(registry)
    await publish(
        registry,
        "awards",
        award("awards/fl", held=["credentials/a"], by="organizations/other", amounts=[hours("3")]),
    )
    answer = await ask(registry, "credentials/a")
    assert (answer.awards, len(answer.unknown)) == ([], 1)
    assert [e.award.awarded_by for e in answer.elsewhere] == iris("organizations/other")


async def test_an_amendment_and_a_correction_on_either_side(registry: Registry) -> None:
    """An amendment changes the amount from its day on, a correction changes what is known since."""
    await given(registry)

    def node(value: str) -> dict[str, Any]:
        return award("awards/1", held=["credentials/a"], by=COLLEGE, amounts=[hours(value)])

    first = await publish(registry, "awards", node("3"), effective_from="2020-01-01")
    await publish(registry, "awards", node("4"), effective_from="2025-01-01")
    corrected = await publish(registry, "awards", node("5"), corrects=1)

    async def value(as_of: str, known_at: int | None = None) -> list[str]:
        return [
            t.certain for t in (await ask(registry, "credentials/a", as_of=as_of, known_at=known_at)).totals
        ]

    assert await value("2024-12-31") == ["5"]
    assert await value("2025-01-01") == ["4"]
    assert corrected.n is not None
    assert await value("2024-12-31", corrected.n - 1) == ["3"]
    assert await value("2025-06-01", corrected.n - 1) == ["4"]
    assert await value("2025-06-01", first.n) == ["3"]


async def test_an_amended_agreement_is_not_expired(registry: Registry) -> None:
    """What an amendment replaced is one source with it and never listed as expired."""
    await given(registry)
    for value, start in (("3", "2020-01-01"), ("4", "2025-01-01")):
        node = award("awards/1", held=["credentials/a"], by=COLLEGE, amounts=[hours(value)])
        await publish(registry, "awards", node, effective_from=start)
    assert (await ask(registry, "credentials/a", as_of="2026-01-01")).not_awarded == []


async def test_equivalents_count_with_the_link_named(registry: Registry) -> None:
    """A credential declared the same as another earns its award, and the answer says by which link."""
    await given(registry)
    await publish(
        registry,
        "twin",
        {
            "@id": iri("credentials/twin"),
            "@type": "ceterms:Certification",
            "ceterms:name": {"en": "Twin"},
            "ceterms:ownedBy": [iri("organizations/vendor")],
            "ceterms:sameAs": iris("credentials/a"),
        },
    )
    await publish(
        registry,
        "awards",
        award("awards/1", held=["credentials/a"], by=COLLEGE, amounts=[hours("3")]),
    )
    answer = await ask(registry, "credentials/twin")
    assert [a.verdict for a in answer.awards] == [Verdict.YES]
    assert [(e.iri, e.link) for e in answer.awards[0].through] == [(iri("credentials/a"), "ceterms:sameAs")]


async def test_calls_do_not_grow_with_what_is_held(registry: Registry) -> None:
    """Ten held credentials ask the store as often as one."""
    await given(registry)
    for number in range(10):
        path = f"credentials/c{number}"
        await publish(registry, f"doc-{number}", reference(path))
        await publish(
            registry,
            f"award-{number}",
            award(f"awards/{number}", held=[path], by=COLLEGE, amounts=[hours("1")]),
        )
    counts = []
    for many in (1, 10):
        frame = await registry.ask()
        held = [Held(Ref(id=iri(f"credentials/c{number}"))) for number in range(many)]
        await credit(frame, held, OHIO, Asker())
        counts.append(frame.calls)
    assert counts == [2, 2]


@pytest.mark.parametrize(
    ("held", "place", "error"),
    [
        ([], OHIO, BadRequest),
        ([Held(Ref(id=iri("credentials/nowhere")))], OHIO, NotFound),
        ([Held(Ref(id=iri("credentials/a")))], Place(state="Atlantis"), BadRequest),
        ([Held(Ref(id=iri("credentials/a")))], Place(), BadRequest),
        ([Held(Ref(id=iri("credentials/a")), earned_on="May 2024")], OHIO, BadRequest),
        ([Held(Ref(id=iri("credentials/a")), earned_on="2023-02-30")], OHIO, BadRequest),
        ([Held(Ref(id=iri("credentials/a")), earned_on="2099-01-01")], OHIO, BadRequest),
        ([Held(Ref(id=iri("credentials/a")), earned_in="Atlantis")], OHIO, BadRequest),
        ([Held(Ref(id=iri("credentials/a")))] * 1000, OHIO, LimitExceeded),
        ([Held(Ref(ctid="ce-00000000-0000-4000-8000-000000000000"))], OHIO, NotFound),
        ([Held(Ref(id=iri("credentials/a"), name="A"))], OHIO, BadRequest),
        ([Held(Ref(ctid="ce-1"))], OHIO, BadRequest),
    ],
)
async def test_questions_that_cannot_be_read(
    registry: Registry, held: list[Held], place: Place, error: type[Exception]
) -> None:
    """Arguments that cannot be settled raise a coded error that says what to write."""
    await given(registry)
    frame = await registry.ask()
    with pytest.raises(error):
        await credit(frame, held, place, Asker())


async def test_a_name_that_two_things_share_is_not_guessed(registry: Registry) -> None:
    """Two credentials of one name are AMBIGUOUS, with both as candidates."""
    await publish(registry, "one", reference("credentials/one", name="AWS Certified"))
    await publish(registry, "two", reference("credentials/two", name="AWS Certified"))
    frame = await registry.ask()
    with pytest.raises(Ambiguous) as caught:
        await credit(frame, [Held(Ref(name="AWS certified"))], OHIO, Asker())
    assert len(caught.value.fields["candidates"]) == 2


async def test_what_an_agreement_leaves_open_is_said(registry: Registry) -> None:
    """An award without unit, target and term says that each is not stated, and who could say."""
    await given(registry)
    await publish(
        registry, "awards", award("awards/1", held=["credentials/a"], by=COLLEGE, amounts=[hours("3", None)])
    )
    [finding] = (await ask(registry, "credentials/a")).awards
    assert [missing.what.removeprefix("1: ") for missing in finding.missing] == [
        "in which unit the amount counts is not stated",
        "toward what it counts is not stated",
        "from when until when it holds is not stated",
    ]
    assert {missing.who_could_say for missing in finding.missing} == {(iri(COLLEGE),)}


async def test_a_minimum_stays_guaranteed_beside_the_institutions_own_award(registry: Registry) -> None:
    """The better of both is shown once; the total of each kind says what that kind promises."""
    await given(registry)
    state = award(
        "awards/state",
        held=["credentials/a"],
        toward=["courses/x"],
        amounts=[hours("3")],
        place="OH",
        kind="GuaranteedMinimum",
        extra={"credway:authority": iri("organizations/board")},
    )
    own = award("awards/own", held=["credentials/b"], by=COLLEGE, toward=["courses/x"], amounts=[hours("4")])
    await publish(registry, "awards", state, own)
    place = Place(institution=iri(COLLEGE))
    one = await ask(registry, "credentials/a", place=place)
    assert [(t.kind, t.certain) for t in one.totals] == [(AwardKind.GUARANTEED_MINIMUM, "3")]
    both = await ask(registry, "credentials/a", "credentials/b", place=place)
    assert [a.award.statement.key for a in both.awards] == iris("awards/own")
    assert [(t.kind, t.certain) for t in both.totals] == [
        (AwardKind.GUARANTEED_MINIMUM, "3"),
        (AwardKind.INSTITUTIONAL_AWARD, "4"),
    ]


async def test_a_block_that_is_worth_less_yields(registry: Registry) -> None:
    """Single awards that add up to more than a block for the same courses count instead of it."""
    await given(registry)
    await publish(
        registry,
        "awards",
        award(
            "awards/block",
            held=["credentials/a"],
            by=COLLEGE,
            toward=["courses/x", "courses/y"],
            amounts=[hours("2"), hours("3")],
            extra={"credway:allOrNothing": True},
        ),
        award("awards/x", held=["credentials/a"], by=COLLEGE, toward=["courses/x"], amounts=[hours("4")]),
        award("awards/y", held=["credentials/b"], by=COLLEGE, toward=["courses/y"], amounts=[hours("4")]),
    )
    alone = await ask(registry, "credentials/a")
    assert sums(alone) == [("creditUnit:SemesterHour", "5", "5")]
    both = await ask(registry, "credentials/a", "credentials/b")
    assert sums(both) == [("creditUnit:SemesterHour", "8", "8")]
    assert [a.award.statement.key for a in both.awards] == iris("awards/x", "awards/y")


async def test_the_same_credential_held_twice_counts_by_the_better_one(registry: Registry) -> None:
    """An old certificate does not spoil the award that a new one of the same kind earns."""
    await given(registry)
    terms = {"ceterms:requires": [profile(extra={"credway:earnedWithin": "P2Y"})]}
    await publish(
        registry,
        "awards",
        award("awards/1", held=["credentials/a"], by=COLLEGE, amounts=[hours("3")], extra=terms),
        effective_from="2015-01-01",
    )
    frame = await registry.ask("2026-11-24")
    ref = Ref(id=iri("credentials/a"))
    held = [Held(ref, earned_on="2016-01-01"), Held(ref, earned_on="2026-01-01")]
    assert sums(await credit(frame, held, OHIO, Asker())) == [("creditUnit:SemesterHour", "3", "3")]


async def test_scores_evidence_and_alternatives(registry: Registry) -> None:
    """A score is compared, a grade in letters only matched, evidence asked for, one alternative is enough."""
    await given(registry)
    asked: dict[str, dict[str, Any]] = {
        "score": {"credway:minimumScore": "50"},
        "grade": {"credway:minimumScore": "B"},
        "evidence": {"credway:evidence": "the certificate"},
        "either": {
            "credway:mustBeCurrent": True,
            "ceterms:alternativeCondition": [profile(extra={"credway:minimumScore": "70"})],
        },
    }
    for name, terms in asked.items():
        extra = {"ceterms:requires": [profile(extra=terms)]}
        node = award(f"awards/{name}", held=["credentials/a"], by=COLLEGE, amounts=[hours("1")], extra=extra)
        await publish(registry, f"doc-{name}", node)

    async def states(**facts: Any) -> dict[str, str]:
        answer = await ask(registry, "credentials/a", **facts)
        shown: list[AwardFinding | Refusal] = [*answer.awards, *answer.not_awarded]
        return {f.award.statement.key.rsplit("/", 1)[-1]: f.conditions[0].state.value for f in shown}

    unknown = dict.fromkeys(asked, "UNKNOWN")
    assert await states() == unknown
    assert await states(score="60") == unknown | {"score": "MET"}
    assert await states(score="49.5", evidence=False) == unknown | {"score": "UNMET", "evidence": "UNMET"}
    assert await states(score="b", evidence=True) == unknown | {"grade": "MET", "evidence": "MET"}
    assert await states(score="70", current=False) == unknown | {"score": "MET", "either": "MET"}
    assert await states(score="60", current=False) == unknown | {"score": "MET", "either": "UNMET"}


async def test_hours_on_the_job_are_never_added_to_credit(registry: Registry) -> None:
    """Hours of an apprenticeship, clock hours and semester hours of one program are three totals."""
    await given(registry)
    on_the_job = {"schema:value": 450.0, "credway:unit": f"{UNITS}OnTheJobLearningHours"}
    amounts = [on_the_job, hours("30", "creditUnit:ClockHour"), hours("3")]
    await publish(
        registry,
        "awards",
        award("awards/1", held=["credentials/a"], by=COLLEGE, toward=["programs/p"], amounts=amounts),
    )
    assert sums(await ask(registry, "credentials/a")) == [
        ("creditUnit:ClockHour", "30", "30"),
        ("creditUnit:SemesterHour", "3", "3"),
        (f"{UNITS}OnTheJobLearningHours", "450", "450"),
    ]


async def test_what_is_not_known_where_it_was_earned(registry: Registry) -> None:
    """The state of earning is asked too, unless the place lies in it; an ended award may go on there."""
    await given(registry)
    await publish(registry, "awards", award("awards/1", held=["credentials/a"], by="organizations/other"))
    terms = {"ceterms:startDate": "2015-01-01", "ceterms:endDate": "2020-01-01"}
    ended = award("awards/2", held=["credentials/b"], by="organizations/other", extra=terms)
    await publish(registry, "ended", ended)
    known = await ask(registry, "credentials/a", earned_in="FL")
    assert (len(known.elsewhere), known.unknown_where_earned) == (1, [])
    [gone] = (await ask(registry, "credentials/b", earned_in="FL")).unknown_where_earned
    assert gone.what.endswith("whether it was renewed after 2020-01-02")
    [silent] = (await ask(registry, "credentials/a", earned_in="MI")).unknown_where_earned
    assert silent.what.endswith("earns in Michigan")
    for state in ("OH", None):
        assert (await ask(registry, "credentials/a", earned_in=state)).unknown_where_earned == []
