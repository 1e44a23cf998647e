"""Places: by state, UNITID, name and system; what holds where, and what cannot be settled; on both stores."""

from typing import Any

import pytest
from locating import located
from making import BASE, STATES, award, hours, iri, organization, publish, reference

from credway.registry.answers.asker import Asker
from credway.registry.answers.credit.answer import credit
from credway.registry.answers.holding import Held
from credway.registry.answers.pathways.answer import pathways
from credway.registry.answers.places import Place
from credway.registry.answers.placing import place_of
from credway.registry.answers.resolve import Ref
from credway.registry.errors import Ambiguous, BadRequest, NotFound
from credway.registry.registry import Registry

A = "credentials/a"
OHIO = f"{STATES}OH"


def college(
    path: str, name: str, state: str, city: str, unit_id: str = "", system: str | None = None
) -> dict[str, Any]:
    """An institution with its address, its UNITID and its system."""
    node = organization(path, state) | {
        "@type": "ceterms:CredentialOrganization",
        "ceterms:name": {"en": name},
    }
    del node["credway:mentionedBy"]
    node["credway:assertedBy"] = iri("organizations/directory")
    node["ceterms:address"][0]["ceterms:addressLocality"] = {"en": city}
    if unit_id:
        node["ceterms:ipedsID"] = unit_id
    if system:
        node["ceterms:parentOrganization"] = [iri(system)]
    return node


async def colleges(registry: Registry) -> None:
    """A system of two Ohio colleges, two Columbia Colleges, a credential and a program."""
    await publish(
        registry,
        "things",
        reference(A, name="Alpha Credential"),
        reference("organizations/system", "ceterms:Organization", "Buckeye System"),
        college("organizations/one", "First College", "OH", "Akron", "100001", "organizations/system"),
        college("organizations/two", "Second College", "OH", "Dayton", "100002", "organizations/system"),
        college("organizations/sc", "Columbia College", "SC", "Columbia", "100003"),
        college("organizations/mo", "Columbia College", "MO", "Columbia", "100004"),
        college("organizations/mo2", "Columbia College", "MO", "Rolla"),
        reference("programs/p", "ceterms:LearningProgram", "Welding Program"),
    )


async def test_a_unitid_a_name_and_an_iri_are_one_institution(registry: Registry) -> None:
    """Each way of naming an institution gives it, with the state in which it lies."""
    await colleges(registry)
    for place in (
        {"unit_id": "100001"},
        {"institution": "first college"},
        {"institution": "100001"},
        {"institution": iri("organizations/one")},
    ):
        found = await located(registry, **place)
        assert (found.institution, found.state) == (iri("organizations/one"), "OH")


async def test_what_people_type_is_a_place() -> None:
    """A postal code and the name of a state are a state, six digits a UNITID, all else an institution."""
    assert place_of("oh ") == Place(state="oh")
    assert place_of("South Carolina") == Place(state="South Carolina")
    assert place_of("100001") == Place(unit_id="100001")
    assert place_of("First College") == Place(institution="First College")


async def test_a_state_s_rule_holds_at_its_institutions(registry: Registry) -> None:
    """What holds in a state holds at its institutions and at its system, and not at those of another."""
    await colleges(registry)
    assert (await located(registry, unit_id="100001")).covers([OHIO])
    assert (await located(registry, system="Buckeye System")).covers([OHIO])
    assert not (await located(registry, unit_id="100003")).covers([OHIO])


async def test_a_system_covers_its_institutions(registry: Registry) -> None:
    """A system's rule holds at its institutions, theirs count in the system, and one's not at another."""
    await colleges(registry)
    one, two, system = (iri(f"organizations/{name}") for name in ("one", "two", "system"))
    at_one = await located(registry, [two, system], unit_id="100001")
    assert at_one.covers([system])
    assert not at_one.covers([two])
    in_system = await located(registry, [one, two, iri("organizations/sc")], system="Buckeye System")
    assert in_system.covers([one])
    assert in_system.covers([two])
    assert not in_system.covers([iri("organizations/sc")])
    in_state = await located(registry, [one, system], state="OH")
    assert in_state.covers([one])
    assert in_state.covers([system])
    assert not (await located(registry, [system], state="MO")).covers([system])


async def test_credit_at_a_system(registry: Registry) -> None:
    """An award of a member is granted in its system, that of the system at each member, by UNITID too."""
    await colleges(registry)
    await publish(registry, "one", award("awards/1", held=[A], by="organizations/one", amounts=[hours("3")]))
    await publish(
        registry, "all", award("awards/2", held=[A], by="organizations/system", amounts=[hours("1")])
    )
    found = {}
    for name, place in (
        ("system", Place(system=iri("organizations/system"))),
        ("one", Place(unit_id="100001")),
        ("two", Place(unit_id="100002")),
        ("state", Place(state="OH")),
        ("other", Place(unit_id="100003")),
    ):
        answer = await credit(await registry.ask(), [Held(Ref(id=iri(A)))], place, Asker())
        found[name] = {each.award.statement.subject for each in answer.awards}
        found[name] |= {each.award.statement.subject for each in answer.not_awarded}
    one, two = iri("awards/1"), iri("awards/2")
    assert found == {
        "system": {one, two},
        "one": {one, two},
        "two": {two},
        "state": {one, two},
        "other": set(),
    }


async def test_two_institutions_of_one_name_are_told_apart(registry: Registry) -> None:
    """The candidates say town, state and UNITID; nothing is guessed."""
    await colleges(registry)
    with pytest.raises(Ambiguous) as raised:
        await located(registry, institution="Columbia College")
    assert raised.value.detail == ("Columbia College may mean 3 places; name one by its UNITID or its id")
    assert [(each["id"], each["about"]) for each in raised.value.fields["candidates"]] == [
        (iri("organizations/mo"), "Columbia, MO; UNITID 100004"),
        (iri("organizations/mo2"), "Rolla, MO"),
        (iri("organizations/sc"), "Columbia, SC; UNITID 100003"),
    ]


@pytest.mark.parametrize(
    ("place", "error", "message", "candidates"),
    [
        (
            {"institution": "Fist Colege"},
            NotFound,
            "no institution is known here as Fist Colege; give its name in full, its UNITID or its id",
            [],
        ),
        (
            {"institution": "Columbea Colege"},
            NotFound,
            "no institution is known here as Columbea Colege; these are like it",
            ["organizations/mo", "organizations/mo2", "organizations/sc"],
        ),
        (
            {"institution": "Seconds Collegiate"},
            NotFound,
            "no institution is known here as Seconds Collegiate; these are like it",
            ["organizations/two"],
        ),
        (
            {"system": "Buckeye"},
            NotFound,
            "no system is known here as Buckeye; these are like it",
            ["organizations/system"],
        ),
        ({"unit_id": "999999"}, NotFound, "no institution is known here as UNITID 999999; give its name", []),
        ({"unit_id": "1"}, BadRequest, "unitId '1' is not six digits, such as 204024", None),
        (
            {"state": "ZZ"},
            BadRequest,
            "place 'ZZ' is no state, district or territory of the United States;"
            " write its postal code, such as VA",
            None,
        ),
        (
            {"institution": "Alpha Credential"},
            NotFound,
            "Alpha Credential is known here, but not as a place; give its name in full, its UNITID or its id",
            [],
        ),
        ({"program": "First College"}, NotFound, "First College is known here, but not as a place", []),
        (
            {"state": "OH", "unit_id": "100001"},
            BadRequest,
            "a place is exactly one of state, institution, system, program and unitId",
            None,
        ),
    ],
)
async def test_places_that_cannot_be_settled(
    registry: Registry,
    place: dict[str, str],
    error: type[Exception],
    message: str,
    candidates: list[str] | None,
) -> None:
    """An unknown name is answered with those like it, and what is no place is never taken for one."""
    await colleges(registry)
    with pytest.raises(error) as raised:
        await located(registry, **place)
    assert str(raised.value).startswith(message)
    if candidates is not None:
        found = [each["id"].removeprefix(BASE) for each in raised.value.fields["candidates"]]  # type: ignore[attr-defined]
        assert found == candidates


async def test_a_place_is_not_held(registry: Registry) -> None:
    """Credit of a college, and a way from one, is no question: it is refused, not answered with UNKNOWN."""
    await colleges(registry)
    frame, college_ = await registry.ask(), Ref(name="First College")
    refused = "First College is known here as an organization, which nobody can hold"
    with pytest.raises(BadRequest, match=refused):
        await credit(frame, [Held(college_)], Place(state="OH"), Asker())
    with pytest.raises(BadRequest, match=refused):
        await pathways(frame, [Held(college_)], Ref(id=iri(A)))
