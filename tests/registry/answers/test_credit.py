"""Postsecondary credit, worked out by hand, on both stores: what is given, refused, disputed, unknown."""

from typing import Any

import pytest
from crediting import COLLEGE, OHIO, ask, given, sums
from making import award, hours, iri, iris, publish, reference

from credway.registry.answers.asker import Asker
from credway.registry.answers.credit.answer import credit
from credway.registry.answers.credit.findings import RefusalReason
from credway.registry.answers.holding import Held
from credway.registry.answers.model import Verdict
from credway.registry.answers.places import Place
from credway.registry.answers.resolve import Ref
from credway.registry.errors import Ambiguous, BadRequest, LimitExceeded, NotFound
from credway.registry.registry import Registry


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


async def test_an_unstated_start_is_not_called_one(registry: Registry) -> None:
    """Asked about a day before its document, an award without a start is not said to start then."""
    await given(registry)
    terms = {"ceterms:startDate": "2026-01-01"}
    for path, extra in (("awards/1", {}), ("awards/2", terms)):
        node = award(path, held=["credentials/a"], by=COLLEGE, extra=extra)
        await publish(registry, path, node, effective_from="2025-01-01")
    found = await ask(registry, "credentials/a", as_of="2024-01-01")
    assert sorted(each.finding.missing[0].what for each in found.not_awarded) == [
        "1: it stands in a document of 2025-01-01; since when it holds is not stated",
        "2: it starts on 2026-01-01",
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
    assert gone.what.endswith("whether it was renewed after 2020-01-01")
    [silent] = (await ask(registry, "credentials/a", earned_in="MI")).unknown_where_earned
    assert silent.what.endswith("earns in Michigan")
    for state in ("OH", None):
        assert (await ask(registry, "credentials/a", earned_in=state)).unknown_where_earned == []
