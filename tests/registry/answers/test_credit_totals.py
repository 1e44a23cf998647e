"""What credit adds up to, worked out by hand: sets, blocks, targets, units, bodies, on both stores."""

from crediting import COLLEGE, ask, earned, given, sums
from making import award, hours, iri, iris, organization, profile, publish, reference

from credway.registry.answers.credit.awards import AwardKind
from credway.registry.answers.credit.findings import RefusalReason
from credway.registry.answers.model import Verdict
from credway.registry.answers.places import Place
from credway.registry.registry import Registry

UNITS = "https://w3id.org/credway/schemes/units/"


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
        earned("awards/x", "credentials/a", "courses/x", hours("4")),
    )
    answer = await ask(registry, "credentials/a")
    assert [a.award.statement.key for a in answer.awards] == iris("awards/block")
    assert answer.awards[0].award.all_or_nothing
    assert sums(answer) == [("creditUnit:SemesterHour", "9", "9")]
    assert [r.reason for r in answer.not_awarded] == [RefusalReason.TARGET_ALREADY_COUNTED]
    assert [a.statement.key for a in answer.awards[0].replaces] == iris("awards/x")


async def test_a_program_counts_once_for_certain_and_apart_for_what_is_possible(registry: Registry) -> None:
    """Of 6 and 4 hours of two things toward one degree 6 are certain and 10 possible: nobody says more."""
    await given(registry)
    degree = "programs/degree"
    await publish(registry, "degree", reference(degree, "ceterms:LearningProgram"))
    await publish(
        registry,
        "awards",
        earned("awards/a", "credentials/a", degree, hours("6")),
        earned("awards/b", "credentials/b", degree, hours("4")),
        award("awards/again", held=["credentials/a"], by=COLLEGE, toward=[degree], amounts=[hours("5")]),
    )
    hour = "creditUnit:SemesterHour"
    one = await ask(registry, "credentials/a")
    assert sums(one) == [(hour, "6", "6")]
    both = await ask(registry, "credentials/a", "credentials/b")
    assert [each.award.statement.key for each in both.awards] == iris("awards/a", "awards/b")
    assert sums(both) == [(hour, "6", "10")]
    assert [each.award.statement.key for each in both.not_awarded] == iris("awards/again")


async def test_a_target_course_reached_twice_counts_once(registry: Registry) -> None:
    """Two credentials that earn the same course at one college count once, the better award."""
    await given(registry)
    await publish(
        registry,
        "awards",
        earned("awards/a", "credentials/a", "courses/x", hours("3")),
        earned("awards/b", "credentials/b", "courses/x", hours("4")),
    )
    answer = await ask(registry, "credentials/a", "credentials/b")
    assert [a.award.statement.key for a in answer.awards] == iris("awards/b")
    assert [r.reason for r in answer.not_awarded] == [RefusalReason.BETTER_AWARD_COUNTED]
    assert sums(answer) == [("creditUnit:SemesterHour", "4", "4")]


async def test_a_common_number_counts_once_in_the_state_as_at_the_college(registry: Registry) -> None:
    """Two courses of a college under one common number are one in its total, wherever it is asked."""
    await given(registry)
    number = {"credway:commonCourseId": ["ITNT-9370"]}
    made = [
        award(
            f"awards/{course}",
            held=["credentials/a"],
            by=COLLEGE,
            toward=[f"courses/{course}"],
            amounts=[hours(amount)],
            extra=number,
        )
        for course, amount in (("x", "3"), ("y", "2"))
    ]
    await publish(registry, "awards", *made)
    for place in (Place(state="OH"), Place(institution=iri(COLLEGE))):
        assert sums(await ask(registry, "credentials/a", place=place)) == [
            ("creditUnit:SemesterHour", "3", "3")
        ]


async def test_scores_of_one_set_without_a_target_are_stages(registry: Registry) -> None:
    """A higher score earns the higher stage and not both; an award that asks for no score is added."""
    await given(registry)
    made = [
        award(
            f"awards/{score}",
            held=["credentials/a"],
            by=COLLEGE,
            amounts=[hours(amount)],
            extra={"ceterms:requires": [profile(extra={"credway:minimumScore": score})]},
        )
        for score, amount in (("3", "3"), ("5", "6"))
    ]
    await publish(registry, "awards", *made)
    for score, total in (("3", "3"), ("4", "3"), ("5", "6")):
        answer = await ask(registry, "credentials/a", score=score)
        assert sums(answer) == [("creditUnit:SemesterHour", total, total)]
    assert sums(await ask(registry, "credentials/a")) == [("creditUnit:SemesterHour", "0", "6")]
    await publish(
        registry, "more", award("awards/1", held=["credentials/a"], by=COLLEGE, amounts=[hours("1")])
    )
    assert sums(await ask(registry, "credentials/a", score="5")) == [("creditUnit:SemesterHour", "7", "7")]


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
        earned("awards/own", "credentials/a", "courses/x", hours("4")),
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
        earned("awards/1", "credentials/a", "courses/x", hours("3")),
        earned("awards/2", "credentials/a", "courses/y", hours("5", "creditUnit:QuarterHour")),
        earned("awards/3", "credentials/a", "courses/z", hours("2", None)),
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


async def test_a_lower_bound_alone_has_no_most(registry: Registry) -> None:
    """ "At least 6" is 6 for certain and nobody says how much at most, alone and beside what has bounds."""
    await given(registry)
    open_ended = earned("awards/1", "credentials/a", "courses/x", {"schema:minValue": 6.0})
    bounded = earned(
        "awards/2", "credentials/b", "courses/y", {"schema:minValue": 2.0, "schema:maxValue": 4.0}
    )
    await publish(registry, "awards", open_ended, bounded)
    for held, certain, at_least in (("a", "6", "6"), ("ab", "8", "10"), ("b", "2", "4")):
        answer = await ask(registry, *(f"credentials/{name}" for name in held))
        assert sums(answer) == [(None, certain, "4" if held == "b" else None)]
        assert [each.possible_at_least for each in answer.totals] == [at_least]


async def test_one_without_a_most_could_be_more_than_a_better_one(registry: Registry) -> None:
    """For one course the 9 of one award are certain, and the "at least 6" of the other may be more still."""
    await given(registry)
    open_ended = earned("awards/1", "credentials/a", "courses/x", {"schema:minValue": 6.0})
    await publish(
        registry,
        "awards",
        open_ended,
        earned("awards/2", "credentials/b", "courses/x", {"schema:value": 9.0}),
    )
    assert sums(await ask(registry, "credentials/a", "credentials/b")) == [(None, "9", None)]


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


async def test_amounts_are_added_as_they_are_written(registry: Registry) -> None:
    """However many digits amounts have, no sum is rounded to more than there is."""
    await given(registry)
    for course, value in (("x", "9999999999999999999999999999.9"), ("y", "0.04")):
        amount = hours("1") | {"schema:value": {"@type": "xsd:decimal", "@value": value}}
        node = award(
            f"awards/{course}",
            held=["credentials/a"],
            by=COLLEGE,
            toward=[f"courses/{course}"],
            amounts=[amount],
        )
        await publish(registry, f"award-{course}", node)
    total = "9999999999999999999999999999.94"
    assert sums(await ask(registry, "credentials/a")) == [("creditUnit:SemesterHour", total, total)]
