"""Competencies on the way to a target: what attests them by a manifest or an alignment, on both stores."""

import pytest
from attesting import K, competency
from making import Node, claim, credential, iri, iris, profile, publish, reference

from credway.registry.answers.competencies.answer import competencies
from credway.registry.answers.competencies.gaps import GapState, gap
from credway.registry.answers.holding import Held
from credway.registry.answers.pathways.answer import PathwayAnswer, pathways
from credway.registry.answers.pathways.next import next_credentials
from credway.registry.answers.resolve import Ref
from credway.registry.registry import Registry

A, B, T, M = "credentials/a", "credentials/b", "credentials/target", "manifests/m"


def asks(*paths: str) -> Node:
    """A profile that asks for competencies."""
    return profile(extra={"ceterms:targetCompetency": iris(*paths)})


def manifest(*profiles: Node) -> Node:
    """A manifest of common conditions."""
    return {
        "@id": iri(M),
        "@type": "ceterms:ConditionManifest",
        "ceterms:name": {"en": "Admission"},
        "ceterms:conditionManifestOf": iris("organizations/school"),
        "ceterms:requires": list(profiles),
    }


async def given(registry: Registry, *nodes: Node, beside: tuple[str, ...] = ()) -> None:
    """A target that requires K1, the competencies, and further things in a document each."""
    await publish(registry, "things", *(competency(k) for k in K), *(reference(path) for path in beside))
    await publish(registry, "target", credential(T, {"ceterms:requires": [asks(K[0])]}))
    for index, node in enumerate(nodes):
        await publish(registry, f"documents/{index}", node)


def says(number: int, subject: str, predicate: str, obj: str) -> Node:
    """One claim, in the document of that number."""
    return claim(f"documents/{number}#c", subject, predicate, obj=obj)


async def ask(registry: Registry, *held: str) -> PathwayAnswer:
    """Ask for plans to the target."""
    return await pathways(await registry.ask(), [Held(Ref(id=iri(path))) for path in held], Ref(id=iri(T)))


def steps(answer: PathwayAnswer) -> list[list[str]]:
    """The last path segment of each step of each plan."""
    return [[step.obtains.rsplit("/", 1)[-1] for step in plan.steps] for plan in answer.plans]


async def test_what_a_manifest_requires_is_attested_by_all_that_names_it(registry: Registry) -> None:
    """A credential under a manifest that requires a competency attests it, found from either end."""
    under = credential(A, {"ceterms:commonConditions": iris(M)})
    await given(registry, under, manifest(asks(K[0])))
    [found] = [
        each
        for each in (await competencies(await registry.ask(), [Ref(id=iri(K[0]))])).credentials
        if each.credential != iri(T)
    ]
    assert found.credential == iri(A)
    assert [each.body["relation"] for each in found.competencies[0].finding.basis] == [
        "commonConditions",
        "requires",
    ]
    assert steps(await ask(registry)) == [["k1", "target"]]
    [counted] = (await ask(registry, A)).plans[0].counted
    assert (counted.asked, counted.by, counted.attested is not None) == (iri(K[0]), iri(A), True)
    [line] = (await gap(await registry.ask(), [Ref(id=iri(A))], Ref(id=iri(T)))).lines
    assert line.state is GapState.ATTESTED


async def test_a_part_that_a_manifest_requires_is_attested_too(registry: Registry) -> None:
    """What an examination assesses that a manifest requires comes with all that names the manifest."""
    under = credential(A, {"ceterms:commonConditions": iris(M)})
    says_so = says(2, B, "ceterms:assesses", K[0])
    await given(registry, under, manifest(profile(B)), says_so, beside=(B,))
    found = (await competencies(await registry.ask(), [Ref(id=iri(K[0]))])).credentials
    assert {each.credential for each in found} == set(iris(A, B, T))
    assert (await ask(registry, A)).plans[0].counted[0].by == iri(A)


async def test_one_way_of_a_manifest_leaves_it_open(registry: Registry) -> None:
    """Where the manifest asks for one of two competencies, nobody knows which one was shown."""
    either = profile(extra={"ceterms:alternativeCondition": [asks(K[0]), asks(K[1])]})
    await given(registry, credential(A, {"ceterms:commonConditions": iris(M)}), manifest(either))
    answer = await competencies(await registry.ask(), [Ref(id=iri(K[0]))])
    assert [each.credential for each in answer.unknown] == [iri(A)]
    assert not (await ask(registry, A)).plans[0].counted


@pytest.mark.parametrize(
    ("link", "subject", "obj", "counts"),
    [
        ("ceasn:exactAlignment", K[0], K[1], True),
        ("ceasn:broadAlignment", K[0], K[1], True),
        ("ceasn:broadAlignment", K[1], K[0], False),
        ("ceasn:narrowAlignment", K[1], K[0], True),
        ("ceasn:narrowAlignment", K[0], K[1], False),
        ("ceasn:majorAlignment", K[0], K[1], False),
    ],
)
async def test_an_alignment_that_covers_the_whole_counts_everywhere(
    registry: Registry, link: str, subject: str, obj: str, counts: bool
) -> None:
    """What attests K2 meets K1 in a gap, held in a plan, as a step, and in what is next, or in none."""
    await given(registry, says(0, A, "ceterms:assesses", K[1]), says(1, subject, link, obj), beside=(A,))
    [line] = (await gap(await registry.ask(), [Ref(id=iri(A))], Ref(id=iri(T)))).lines
    assert (line.state is GapState.ATTESTED) is counts
    answer = await ask(registry, A)
    assert steps(answer) == [["target"] if counts else ["k1", "target"]]
    assert [each.by for each in answer.plans[0].counted] == ([iri(A)] if counts else [])
    assert steps(await ask(registry))[0] == ["a" if counts else "k1", "target"]
    following = await next_credentials(await registry.ask(), [Held(Ref(id=iri(A)))])
    assert [each.credential for each in following.credentials] == ([iri(T)] if counts else [])


async def test_a_broader_one_of_the_same_counts_everywhere(registry: Registry) -> None:
    """K1 is the same as K2, and K3 is broader than K2: what attests K3 meets K1, by all three statements."""
    await given(
        registry,
        says(0, A, "ceterms:assesses", K[2]),
        says(1, K[0], "ceasn:exactAlignment", K[1]),
        says(2, K[1], "ceasn:broadAlignment", K[2]),
        beside=(A,),
    )
    [counted] = (await ask(registry, A)).plans[0].counted
    assert counted.attested is not None
    assert len(counted.attested.basis) == 3
    following = await next_credentials(await registry.ask(), [Held(Ref(id=iri(A)))])
    assert [each.credential for each in following.credentials] == [iri(T)]
