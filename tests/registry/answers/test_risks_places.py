"""Where agreements at risk hold: as the question of credit has it, by hand, on both stores."""

from collections.abc import Sequence

from making import STATES, Node, award, credential, hours, iri, iris, organization, publish

from credway.registry.answers.asker import Asker
from credway.registry.answers.credit.answer import credit
from credway.registry.answers.credit.risks import agreements_at_risk
from credway.registry.answers.holding import Held
from credway.registry.answers.places import Place
from credway.registry.answers.resolve import Ref
from credway.registry.registry import Registry

OLD = "credentials/old"
SYSTEM, MEMBER, FAR, COLLEGE = (f"organizations/{each}" for each in ("system", "member", "far", "college"))
PLACES = {
    "OH": Place(state="OH"),
    "FL": Place(state="FL"),
    **{path: Place(institution=iri(path)) for path in (SYSTEM, MEMBER, FAR, COLLEGE)},
}


async def given(registry: Registry, *awards: Node) -> None:
    """A system without an address, members of it in two states, a college beside, and an old credential."""
    members = []
    for path, state in ((MEMBER, "OH"), (FAR, "FL")):
        node = organization(path, state)
        del node["credway:mentionedBy"]
        part = {"@type": "ceterms:CredentialOrganization", "ceterms:parentOrganization": iris(SYSTEM)}
        members.append({**node, **part})
    await publish(registry, "people", organization(SYSTEM), organization(COLLEGE, "OH"), *members)
    await publish(registry, "old", credential(OLD, {"ceterms:supersededBy": iris("credentials/new")}))
    await publish(registry, "awards", *awards)


def of(by: str) -> Node:
    """An award for the old credential."""
    return award(f"awards/{by.rsplit('/', 1)[-1]}", held=[OLD], by=by, amounts=[hours("3")])


async def at_risk(registry: Registry, place: Place) -> Sequence[str]:
    """The titles of the awards at risk at a place."""
    answer = await agreements_at_risk(await registry.ask(), place)
    assert answer.total == len(answer.risks)
    return sorted(each.award.title for each in answer.risks)


async def test_an_award_at_risk_is_where_it_is_given(registry: Registry) -> None:
    """What is credit at a place is at risk there: a system's award at its colleges and in their states."""
    by_state = {"credway:authority": iri(COLLEGE)}
    minimum = award("awards/state", held=[OLD], place="OH", kind="GuaranteedMinimum", extra=by_state)
    await given(registry, minimum, of(SYSTEM), of(FAR), of(COLLEGE))
    found = {}
    for name, place in PLACES.items():
        answer = await credit(await registry.ask(), [Held(Ref(id=iri(OLD)))], place, Asker())
        given_here = {each.award.title for each in answer.awards}
        given_here |= {each.award.title for each in answer.not_awarded}
        found[name] = await at_risk(registry, place)
        assert found[name] == sorted(given_here), name
    assert found["OH"] == ["college", "state", "system"]
    assert found[FAR] == found["FL"] == ["far", "system"]
    assert found[MEMBER] == ["state", "system"]


async def test_what_has_ceased_is_at_no_risk(registry: Registry) -> None:
    """An award that says of itself that it has ceased rests on nothing any more."""
    ceased = {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": "lifeCycle:Ceased"}
    await given(registry, of(COLLEGE), {**of(MEMBER), "ceterms:lifeCycleStatusType": [ceased]})
    assert await at_risk(registry, PLACES["OH"]) == ["college"]


async def test_a_department_of_a_college_of_a_system_lies_in_its_state(registry: Registry) -> None:
    """An award of it is at risk in the state of the system's address, and none of a college with another."""
    system, college, away, department = (f"organizations/{n}" for n in ("big", "near", "away", "department"))
    nodes = [organization(system, "OH"), organization(away, "FL"), *map(organization, (college, department))]
    parents = (None, system, system, college)
    for node, parent in zip(nodes, parents, strict=True):
        if parent is not None:
            del node["credway:mentionedBy"]
            node |= {"@type": "ceterms:CredentialOrganization", "ceterms:parentOrganization": iris(parent)}
    await publish(registry, "more", *nodes)
    program = credential(
        "programs/p", {"@type": "ceterms:LearningProgram", "ceterms:ownedBy": iris(department)}
    )
    await publish(registry, "program", program)
    await given(registry, of(department), of(away), of("programs/p"))
    held = [Held(Ref(id=iri(OLD)))]
    for place in (PLACES["OH"], PLACES["FL"], Place(system=iri(system))):
        answer = await credit(await registry.ask(), held, place, Asker())
        assert await at_risk(registry, place) == sorted(each.award.title for each in answer.awards)
    assert await at_risk(registry, PLACES["OH"]) == ["department", "p"]


async def test_what_a_guide_of_its_owner_lists_is_at_risk_in_the_state(registry: Registry) -> None:
    """A board's own value is at risk at each college of the state for which its guide lists it."""
    board = "organizations/board"
    await publish(registry, "board", organization(board, "OH"))
    await given(registry, of(board))
    assert await at_risk(registry, PLACES[COLLEGE]) == []
    guide = {
        "@id": iri("guides/1"),
        "@type": "ceterms:Collection",
        "ceterms:name": {"en": "A guide"},
        "ceterms:ownedBy": iris(board),
        "credway:listPlace": STATES + "OH",
        "ceterms:hasMember": iris("awards/board"),
    }
    await publish(registry, "guide", guide)
    for name in (COLLEGE, MEMBER, "OH"):
        assert await at_risk(registry, PLACES[name]) == ["board"], name
    assert await at_risk(registry, PLACES[FAR]) == []
    await publish(registry, "guide", {**guide, "ceterms:ownedBy": iris(FAR)})
    assert await at_risk(registry, PLACES[COLLEGE]) == []
