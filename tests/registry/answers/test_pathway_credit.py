"""Credit that plans promise, and what is next: certain where the question of credit has it so."""

from typing import Any

import pytest
from crediting import COLLEGE, OHIO, given
from making import Node, award, claim, credential, hours, iri, profile, publish, reference

from credway.registry.answers.asker import Asker
from credway.registry.answers.credit.answer import credit
from credway.registry.answers.holding import Held
from credway.registry.answers.pathways.answer import pathways
from credway.registry.answers.pathways.next import next_credentials
from credway.registry.answers.places import Place
from credway.registry.answers.resolve import Ref
from credway.registry.registry import Registry

A, B, T = "credentials/a", "credentials/b", "credentials/target"
DAY = "2026-05-15"
Sum = tuple[str, str | None]
NOBODY = Asker()


def of(path: str = "awards/1", *, held: tuple[str, ...] = (T,), amount: str = "3", **extra: Any) -> Node:
    """An award of the college for the target toward course X."""
    return award(
        path,
        held=held,
        by=COLLEGE,
        toward=["courses/x"],
        amounts=[hours(amount)] if amount else [],
        extra={name.replace("_", ":", 1): value for name, value in extra.items()},
    )


async def planned(
    registry: Registry, *held: Held, asker: Asker = NOBODY, place: Place = OHIO, as_of: str = DAY
) -> list[Sum]:
    """What the one plan to the target promises, which is what the same credential is next said to earn."""
    frame = await registry.ask(as_of)
    [plan] = (await pathways(frame, held, Ref(id=iri(T)), asker=asker, place=place)).plans
    assert frame.calls <= 5
    frame = await registry.ask(as_of)
    found = (await next_credentials(frame, held, asker=asker, place=place)).credentials
    [near] = [each for each in found if each.credential == iri(T)]
    [step] = plan.steps
    assert near.credit == step.credit
    return [(each.low, each.high) for each in plan.totals.credit]


async def earned(
    registry: Registry, *held: Held, asker: Asker = NOBODY, place: Place = OHIO, as_of: str = DAY
) -> list[Sum]:
    """What the question of credit says of who has obtained the target on that day besides."""
    items = [*held, Held(Ref(id=iri(T)), earned_on=as_of)]
    totals = (await credit(await registry.ask(as_of), items, place, asker)).totals
    return [(each.certain, each.possible) for each in totals]


def holds(path: str = A, **facts: Any) -> Held:
    """Somebody holds a credential."""
    return Held(Ref(id=iri(path)), **facts)


async def target(registry: Registry, *awards: Node) -> None:
    """A target that requires A, and awards."""
    await given(registry)
    await say(registry, "target", credential(T, {"ceterms:requires": [profile(A)]}))
    for number, node in enumerate(awards):
        await say(registry, f"award-{number}", node)


async def say(registry: Registry, path: str, *nodes: Node) -> None:
    """Publish a document that holds from 2020 on."""
    await publish(registry, path, *nodes, effective_from="2020-01-01")


def asking(**terms: Any) -> list[Node]:
    """A profile of an award that asks for something."""
    return [profile(extra={name.replace("_", ":", 1): value for name, value in terms.items()})]


OF_AGE = asking(ceterms_minimumAge=21)
CURRENT = asking(credway_mustBeCurrent=True)
SCORED = asking(credway_minimumScore="80")


@pytest.mark.parametrize(
    ("requires", "age", "expected"),
    [
        (OF_AGE, 30, [("3", "3")]),
        (OF_AGE, None, [("0", "3")]),
        (OF_AGE, 20, []),
        (CURRENT, 30, [("0", "3")]),
        (SCORED, 30, [("0", "3")]),
    ],
)
async def test_what_an_award_asks_is_judged_in_a_plan(
    registry: Registry, requires: list[Node], age: int | None, expected: list[Sum]
) -> None:
    """Met it is certain, not known it is possible, not met it is none: as in the question of credit."""
    await target(registry, of(ceterms_requires=requires))
    asker = Asker(age=age)
    assert await planned(registry, holds(), asker=asker) == expected
    assert await earned(registry, holds(), asker=asker) == expected


async def test_a_refusal_beside_an_award_makes_it_possible_in_a_plan(registry: Registry) -> None:
    """What the same college grants and refuses is DISPUTED there, and no plan promises it for certain."""
    await target(registry, of(), of("awards/no", amount="", credway_refused=True))
    assert await planned(registry, holds()) == await earned(registry, holds()) == [("0", "3")]


async def test_a_refusal_alone_earns_nothing_in_a_plan(registry: Registry) -> None:
    """A refusal is no credit that a step adds, certain or possible."""
    await target(registry, of(amount="", credway_refused=True))
    assert await planned(registry, holds()) == await earned(registry, holds()) == []


@pytest.mark.parametrize(
    ("day", "expected"), [("2026-05-15", [("3", "3")]), ("2027-06-30", [("3", "3")]), ("2027-07-01", [])]
)
async def test_a_step_is_obtained_on_the_day_that_is_asked_about(
    registry: Registry, day: str, expected: list[Sum]
) -> None:
    """An award in force on that day is earned while it is, and one that has ended is none."""
    term: dict[str, Any] = {"ceterms_startDate": "2024-07-01", "ceterms_endDate": "2027-06-30"}
    await target(registry, of(**term))
    assert (
        await planned(registry, holds(), as_of=day) == await earned(registry, holds(), as_of=day) == expected
    )


@pytest.mark.parametrize(
    ("earned_on", "expected"),
    [("2025-01-01", [("3", "3")]), (None, [("0", "3")]), ("2020-01-01", [])],
)
async def test_what_is_held_counts_in_a_set_as_it_is_held(
    registry: Registry, earned_on: str | None, expected: list[Sum]
) -> None:
    """Of a set of what is held and the step, the day on which the one was earned decides."""
    await target(registry, of(held=(A, T), ceterms_startDate="2024-07-01"))
    assert await planned(registry, holds(earned_on=earned_on)) == expected
    assert await earned(registry, holds(earned_on=earned_on)) == expected


@pytest.mark.parametrize(("sure", "expected"), [("0.6", ("0", "3")), ("1", ("3", "3"))])
async def test_a_doubtful_link_on_the_way_makes_no_certain_credit_of_a_plan(
    registry: Registry, sure: str, expected: Sum
) -> None:
    """A counts as C through B: what a set of C and the step earns is certain where both links are."""
    await target(registry, of(held=("credentials/c", T)))
    await say(registry, "c", reference("credentials/c"))
    doubt = {"credway:confidence": {"@type": "xsd:decimal", "@value": sure}}
    await say(registry, "1", claim("claims/1", A, "ceterms:sameAs", obj=B, extra=doubt))
    await say(registry, "2", claim("claims/2", B, "ceterms:sameAs", obj="credentials/c"))
    assert await planned(registry, holds()) == await earned(registry, holds()) == [expected]


async def test_another_program_asked_about_earns_nothing_in_a_plan(registry: Registry) -> None:
    """What counts toward one program of a college alone is no credit in another of its programs."""
    await target(registry)
    programs = [
        {**credential(f"credentials/{name}"), "ceterms:ownedBy": [iri(COLLEGE)]} for name in ("one", "two")
    ]
    await say(registry, "programs", *programs)
    node = award("awards/1", held=[T], by=COLLEGE, toward=["credentials/one"], amounts=[hours("3")])
    await say(registry, "award", node)
    for name, expected in (("one", [("3", "3")]), ("two", [])):
        place = Place(program=iri(f"credentials/{name}"))
        assert await planned(registry, holds(), place=place) == expected
        assert await earned(registry, holds(), place=place) == expected


async def test_the_certain_part_counts_the_better_certain_award(registry: Registry) -> None:
    """Of two awards for one course the one whose condition is met is certain, the greater one possible."""
    await target(registry, of(amount="2"), of("awards/2", amount="5", ceterms_requires=OF_AGE))
    assert await planned(registry, holds()) == await earned(registry, holds()) == [("2", "5")]


async def test_targets_that_overlap_count_once(registry: Registry) -> None:
    """Five hours toward X and Y, or three toward X and one toward Y: five in all, as credit has it."""
    both = award("awards/both", held=[T], by=COLLEGE, toward=["courses/x", "courses/y"], amounts=[hours("5")])
    one = award("awards/y", held=[T], by=COLLEGE, toward=["courses/y"], amounts=[hours("1")])
    await target(registry, of(), both, one)
    assert await planned(registry, holds()) == await earned(registry, holds()) == [("5", "5")]
