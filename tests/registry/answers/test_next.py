"""What can be taken next, worked out by hand, on both stores."""

from typing import Any

import pytest
from making import award, claim, credential, hours, iri, organization, profile, publish, reference, usd

from credway.registry.answers.asker import Asker
from credway.registry.answers.holding import Held
from credway.registry.answers.model import Verdict
from credway.registry.answers.pathways.next import NextAnswer, next_credentials
from credway.registry.answers.places import Place
from credway.registry.answers.resolve import Ref
from credway.registry.errors import BadCursor, BadRequest, LimitExceeded, NotFound
from credway.registry.registry import Registry


async def ask(registry: Registry, *held: str, **question: Any) -> NextAnswer:
    """Ask what can be taken next."""
    frame = await registry.ask()
    return await next_credentials(
        frame, [Held(Ref(id=iri(f"credentials/{name}"))) for name in held], **question
    )


def named(answer: NextAnswer) -> list[str]:
    """The credentials by the last part of their IRI."""
    return [each.credential.rsplit("/", 1)[-1] for each in answer.credentials]


async def given(registry: Registry, **requires: list[dict[str, Any]]) -> None:
    """Credentials a to d, and others with their requirements."""
    await publish(registry, "others", *(reference(f"credentials/{name}") for name in "abcd"))
    for name, profiles in requires.items():
        await publish(registry, name, credential(f"credentials/{name}", {"ceterms:requires": profiles}))


async def test_all_that_is_required_is_held(registry: Registry) -> None:
    """What requires only what is held is open, what lacks one thing is near, the rest is left out."""
    await given(
        registry,
        open=[profile("credentials/a")],
        near=[profile("credentials/a", "credentials/b")],
        far=[profile("credentials/a", "credentials/b", "credentials/c")],
    )
    answer = await ask(registry, "a")
    assert named(answer) == ["open", "near"]
    assert [each.finding.verdict for each in answer.credentials] == [Verdict.YES, Verdict.UNKNOWN]
    assert [each.lacks for each in answer.credentials] == [(), (iri("credentials/b"),)]
    assert [m.what for m in answer.credentials[1].finding.missing] == ["B is not held yet"]
    assert named(await ask(registry, "a", "b")) == ["near", "open", "far"]


async def test_an_alternative_is_enough(registry: Registry) -> None:
    """Of alternatives the nearest counts, and two of three need one more where one is held."""
    either = profile("credentials/b", extra={"ceterms:alternativeCondition": [profile("credentials/a")]})
    await given(registry, either=[either])
    assert [each.lacks for each in (await ask(registry, "a")).credentials] == [()]


async def test_what_is_held_already_is_not_next(registry: Registry) -> None:
    """A held credential, under its own name or another, is not offered again."""
    await given(registry, open=[profile("credentials/a")])
    same = {"ceterms:sameAs": [iri("credentials/open")]}
    await publish(registry, "twin", credential("credentials/twin", same))
    assert named(await ask(registry, "a", "twin")) == []


async def test_an_equivalent_held_opens_the_next(registry: Registry) -> None:
    """Holding what is the same as the required credential is enough."""
    await given(registry, open=[profile("credentials/a")])
    same = {"ceterms:sameAs": [iri("credentials/a")]}
    await publish(registry, "twin", credential("credentials/twin", same))
    assert named(await ask(registry, "twin")) == ["open"]


async def test_a_competency_held_opens_the_next(registry: Registry) -> None:
    """A credential that requires a competency opens to a holder of one that attests it."""
    asks = {"@type": "ceterms:ConditionProfile", "ceterms:targetCompetency": [iri("skills/x")]}
    await given(registry, held=[asks], open=[asks])
    answer = await ask(registry, "held")
    assert named(answer) == ["open"]
    assert answer.credentials[0].finding.verdict is Verdict.YES


async def test_preparation_leads_on_and_promises_nothing(registry: Registry) -> None:
    """What is only prepared for comes after what is required, and whether it is open is UNKNOWN."""
    await given(registry, open=[profile("credentials/a")])
    await publish(
        registry, "chain", claim("chain#1", "credentials/a", "ceterms:isPreparationFor", obj="credentials/b")
    )
    answer = await ask(registry, "a")
    assert [(n, each.relation) for n, each in zip(named(answer), answer.credentials, strict=True)] == [
        ("open", "requires"),
        ("b", "preparation"),
    ]
    assert answer.credentials[1].finding.verdict is Verdict.UNKNOWN
    assert answer.credentials[1].finding.missing[0].what == "what B requires is not stated"


async def test_an_age_that_is_not_reached_comes_last(registry: Registry) -> None:
    """A condition that the asker does not meet makes it NO, one not told of UNKNOWN."""
    await given(
        registry,
        adult=[profile("credentials/a", extra={"ceterms:minimumAge": 18})],
        open=[profile("credentials/a")],
    )
    assert [e.finding.verdict for e in (await ask(registry, "a")).credentials] == [
        Verdict.UNKNOWN,
        Verdict.YES,
    ]
    young = await ask(registry, "a", asker=Asker(age=16))
    assert named(young) == ["open", "adult"]
    assert [each.finding.verdict for each in young.credentials] == [Verdict.YES, Verdict.NO]


async def test_what_is_lacking_is_nearer_than_what_is_not_met(registry: Registry) -> None:
    """Of 65 years or another credential, a young holder lacks the credential: that is no NO."""
    either = [profile("credentials/b"), profile(extra={"ceterms:minimumAge": 65})]
    choice = profile(extra={"ceterms:alternativeCondition": either})
    await given(registry, target=[profile("credentials/a"), choice])
    [found] = (await ask(registry, "a", asker=Asker(age=20))).credentials
    assert (found.finding.verdict, found.lacks) == (Verdict.UNKNOWN, (iri("credentials/b"),))
    [old] = (await ask(registry, "a", asker=Asker(age=70))).credentials
    assert (old.finding.verdict, old.lacks) == (Verdict.YES, ())


async def test_what_is_required_in_words_is_not_open(registry: Registry) -> None:
    """A further requirement of which there are only words leaves it UNKNOWN."""
    words = profile(extra={"ceterms:description": {"en": "Hold a licence"}})
    await given(registry, target=[profile("credentials/a"), words])
    [found] = (await ask(registry, "a")).credentials
    assert found.finding.verdict is Verdict.UNKNOWN
    assert [m.what for m in found.finding.missing] == ["Target asks for: Hold a licence"]


async def test_each_says_what_it_adds(registry: Registry) -> None:
    """Wage, occupation, role and the credit at the place, each by its statement; nothing from elsewhere."""
    await given(registry, open=[profile("credentials/a")])
    nurse = "https://w3id.org/credway/schemes/soc/2018/29-2061"
    capstone = "https://w3id.org/credway/schemes/pathwayRoles/Capstone"
    await publish(
        registry, "orgs", organization("organizations/ohio", "OH"), organization("organizations/iowa", "IA")
    )
    await publish(
        registry,
        "claims",
        claim("claims#1", "credentials/open", "credway:medianSalary", value=usd("50024")),
        claim("claims#2", "credentials/open", "ceterms:occupationType", obj=nurse),
        claim("claims#3", "credentials/open", "credway:pathwayRole", obj=capstone),
    )
    await publish(
        registry,
        "awards",
        award("awards/1", held=("credentials/open",), by="organizations/ohio", amounts=(hours("3"),)),
        award(
            "awards/2",
            held=("credentials/a", "credentials/open"),
            by="organizations/ohio",
            amounts=(hours("5"),),
        ),
        award("awards/3", held=("credentials/open",), by="organizations/iowa", amounts=(hours("9"),)),
    )
    [found] = (await ask(registry, "a", place=Place(state="OH"))).credentials
    assert found.wage is not None
    assert found.wage.body["value"] == "50024"
    assert [said.one("CONCEPT") for said in found.occupations] == [nurse]
    assert [said.one("CONCEPT") for said in found.roles] == [capstone]
    assert sorted(each.low for each in found.credit) == ["3", "5"]
    [plain] = (await ask(registry, "a")).credentials
    assert plain.credit == ()


async def test_pages_go_on_where_the_last_ended(registry: Registry) -> None:
    """Two of three, then the third; a place in the list that is none is refused."""
    await given(registry, **{name: [profile("credentials/a")] for name in ("x", "y", "z")})
    page = await ask(registry, "a", first=2)
    assert (named(page), page.total, page.more) == (["x", "y"], 3, True)
    rest = await ask(registry, "a", first=2, after=page.credentials[-1].credential)
    assert (named(rest), rest.total, rest.more, rest.before) == (["z"], 3, False, True)
    with pytest.raises(BadCursor):
        await ask(registry, "a", after="https://example.org/none")


async def test_nothing_held_and_bad_questions(registry: Registry) -> None:
    """Nothing held leads nowhere; a page of none has its total; too many, unknown, minus one are refused."""
    await given(registry, open=[profile("credentials/a")])
    assert named(await ask(registry)) == []
    none = await ask(registry, "a", first=0)
    assert (named(none), none.total, none.more) == ([], 1, True)
    with pytest.raises(LimitExceeded, match="max_held"):
        await ask(registry, *(["a"] * 1_000))
    with pytest.raises(NotFound):
        await ask(registry, "nobody")
    with pytest.raises(BadRequest):
        await ask(registry, "a", first=-1)


async def test_many_dependents_are_cut_and_said_so(registry: Registry) -> None:
    """More conditions than may be read make a list that says it is not complete, in as many round trips."""
    nodes = [
        credential(f"credentials/n{n:02}", {"ceterms:requires": [profile("credentials/a")]})
        for n in range(30)
    ]
    await publish(registry, "many", *nodes)
    whole = await registry.ask()
    every = await next_credentials(whole, [Held(Ref(id=iri("credentials/a")))], first=5)
    assert (every.total, every.cut) == (30, None)
    settings = registry.settings.replaced(max_next=10)
    small = Registry(registry.store, registry.preparer, settings, registry.clock, registry.base)
    frame = await small.ask()
    answer = await next_credentials(frame, [Held(Ref(id=iri("credentials/a")))], first=5)
    assert answer.cut is not None
    assert (answer.total, answer.cut.limit) == (10, "max_next")
    assert frame.calls == whole.calls <= 10
