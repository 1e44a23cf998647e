"""Transfer values whose set or target the credential or the course says: by hand, on both stores."""

from typing import Any

from making import award, credential, hours, iri, iris, organization, publish, reference

from credway.ontology import schemes
from credway.registry.answers.asker import Asker
from credway.registry.answers.credit.answer import CreditAnswer, credit
from credway.registry.answers.credit.comparing import Difference, recommendations
from credway.registry.answers.credit.findings import RefusalReason
from credway.registry.answers.credit.risks import agreements_at_risk
from credway.registry.answers.holding import Held
from credway.registry.answers.listings import listing
from credway.registry.answers.model import Verdict
from credway.registry.answers.places import Place
from credway.registry.answers.resolve import Ref
from credway.registry.registry import Registry
from credway.registry.store.expressions import Expression, Filter, NotOf, UnknownRule

COLLEGE = Place(institution=iri("organizations/college"))


async def ask(registry: Registry, *held: str) -> CreditAnswer:
    """What some credentials earn at the college."""
    refs = [Held(Ref(id=iri(f"credentials/{each}"))) for each in held]
    return await credit(await registry.ask(), refs, COLLEGE, Asker())


def value(held: tuple[str, ...] = (), toward: tuple[str, ...] = ()) -> dict[str, Any]:
    """A transfer value of the college, with the set and the targets that it names itself."""
    node = award("values/1", held=held, by="organizations/college", toward=toward, amounts=[hours("3")])
    del node["credway:awardKind"]
    if not held:
        del node["ceterms:transferValueFrom"]
    return node


def providing(name: str) -> dict[str, Any]:
    """A credential that says it provides the value."""
    return credential(f"credentials/{name}", {"ceterms:providesTransferValueFor": iris("values/1")})


def receiving(name: str) -> dict[str, Any]:
    """A course that says it receives the value."""
    return {
        "@id": iri(f"courses/{name}"),
        "@type": "ceterms:Course",
        "ceterms:name": {"en": name},
        "ceterms:ownedBy": iris("organizations/college"),
        "ceterms:receivesTransferValueFrom": iris("values/1"),
    }


async def test_a_value_has_the_set_and_targets_that_name_it(registry: Registry) -> None:
    """Two credentials that provide one value are a set held together; what receives it is its target."""
    await publish(registry, "college", organization("organizations/college", "OH"))
    await publish(registry, "value", value(), providing("a"), providing("b"), receiving("x"))
    [finding] = (await ask(registry, "a", "b")).awards
    assert finding.award.held == tuple(iris("credentials/a", "credentials/b"))
    assert finding.award.toward == (iri("courses/x"),)
    assert [amount["value"] for amount in finding.award.amounts] == ["3"]
    alone = await ask(registry, "a")
    assert (alone.awards, [each.reason for each in alone.not_awarded]) == (
        [],
        [RefusalReason.SET_INCOMPLETE],
    )


async def test_the_set_of_the_value_itself_stands(registry: Registry) -> None:
    """What a value names is its whole set and its whole target: another's word adds nothing to either."""
    await publish(
        registry,
        "things",
        organization("organizations/college", "OH"),
        reference("courses/y", "ceterms:Course"),
    )
    own = value(("credentials/a",), ("courses/y",))
    await publish(registry, "value", own, providing("a"), providing("b"), receiving("x"))
    [finding] = (await ask(registry, "a")).awards
    assert (finding.award.held, finding.award.toward) == ((iri("credentials/a"),), (iri("courses/y"),))
    assert (await ask(registry, "b")).awards == []


async def test_other_documents_name_the_ends_of_a_value(registry: Registry) -> None:
    """One document for each thing: the college's own word is an award, another owner's is UNKNOWN."""
    await publish(registry, "college", organization("organizations/college", "OH"))
    await publish(registry, "value", value(), effective_from="2020-01-01")
    own = {**providing("a"), "ceterms:ownedBy": iris("organizations/college")}
    await publish(registry, "a", own, effective_from="2020-01-01")
    await publish(registry, "x", receiving("x"), effective_from="2020-01-01")
    [finding] = (await ask(registry, "a")).awards
    assert (finding.verdict, finding.award.held) == (Verdict.YES, (iri("credentials/a"),))
    assert finding.award.toward == (iri("courses/x"),)
    assert finding.award.statement.subject == iri("values/1")
    before = (await registry.ask()).known_at
    await publish(registry, "b", providing("b"), effective_from="2021-01-01")
    [both] = (await ask(registry, "a", "b")).awards
    assert (both.verdict, len(both.award.held)) == (Verdict.UNKNOWN, 2)
    assert both.missing[0].who_could_say == (iri("organizations/college"),)
    assert (await ask(registry, "a")).awards == []
    refs = [Held(Ref(id=iri("credentials/a")))]
    [then] = (await credit(await registry.ask(known_at=before), refs, COLLEGE, Asker())).awards
    assert then.award.held == (iri("credentials/a"),)


async def test_another_document_adds_nothing_to_a_set(registry: Registry) -> None:
    """What a value names is its whole set; of a value that nobody describes nothing is awarded."""
    await publish(registry, "college", organization("organizations/college", "OH"))
    await publish(registry, "value", value(("credentials/a",)))
    await publish(registry, "owner", providing("b"))
    [finding] = (await ask(registry, "a")).awards
    assert (finding.verdict, finding.award.held) == (Verdict.YES, (iri("credentials/a"),))
    answer = await ask(registry, "b")
    assert (answer.awards, answer.not_awarded) == ([], [])
    unknown = credential("credentials/c", {"ceterms:providesTransferValueFor": iris("values/nobody")})
    await publish(registry, "unknown", unknown)
    assert (await ask(registry, "c")).awards == []


async def test_a_value_is_at_risk_with_what_provides_it(registry: Registry) -> None:
    """An award whose set another document names falls with that credential, unless it names its own."""
    await publish(registry, "college", organization("organizations/college", "OH"))
    await publish(registry, "value", value())
    old = {**providing("old"), "ceterms:supersededBy": iris("credentials/new")}
    await publish(registry, "old", old)
    ohio = Place(state="OH")
    [found] = (await agreements_at_risk(await registry.ask(), ohio)).risks
    assert (found.credential, found.award.statement.subject) == (iri("credentials/old"), iri("values/1"))
    await publish(registry, "value", value(("credentials/a",)))
    await publish(registry, "a", reference("credentials/a"))
    assert (await agreements_at_risk(await registry.ask(), ohio)).risks == []


async def offered(registry: Registry, state: str = "OH", *others: Expression, **question: Any) -> list[str]:
    """The credentials that are known to be offered credit in a state, and pass other filters."""
    found = schemes.state(state)
    assert found is not None
    frame = await registry.ask(question.pop("as_of", None))
    where = [Filter("credit_in", found.iri), *others]
    terms: dict[str, Any] = {"unknown": UnknownRule.EXCLUDE} | question
    return list((await listing(frame, "Credential", where, **terms)).ids)


async def test_the_filter_of_credentials_follows_what_provides_a_value(registry: Registry) -> None:
    """Offered credit in Ohio: what a value names, or what names a value that names no set; nothing else."""
    await publish(registry, "college", organization("organizations/college", "OH"))
    await publish(registry, "value", value(toward=("courses/x",)), effective_from="2020-01-01")
    await publish(registry, "a", providing("a"), effective_from="2021-01-01")
    await publish(registry, "b", credential("credentials/b", {}))
    assert await offered(registry) == iris("credentials/a")
    assert await offered(registry, as_of="2020-06-01") == []
    assert await offered(registry, "FL") == []
    named = Filter("name_eq", "b")
    assert await offered(registry, "OH", named) == []
    assert await offered(registry, "OH", NotOf(named)) == iris("credentials/a")
    assert await offered(registry, unknown=UnknownRule.ONLY) == iris("credentials/b")
    await publish(registry, "value", value(("credentials/b",)), effective_from="2022-01-01")
    assert await offered(registry) == iris("credentials/b")


async def test_a_recommendation_is_compared_with_what_a_value_is_provided_by(registry: Registry) -> None:
    """An award whose set and target other documents name is compared, by its amount, as any other."""
    await publish(registry, "college", organization("organizations/college", "OH"))
    await publish(registry, "value", value())
    await publish(registry, "a", providing("a"))
    await publish(registry, "x", receiving("x"))
    advice = award(
        *("advice/1",),
        held=["credentials/a"],
        by="organizations/council",
        amounts=[hours("4")],
        kind="Recommendation",
    )
    await publish(registry, "advice", advice)
    answer = await recommendations(await registry.ask(), Ref(id=iri("credentials/a")), COLLEGE)
    [review] = answer.reviews
    [compared] = review.comparisons
    assert compared.award.statement.subject == iri("values/1")
    assert compared.award.toward == (iri("courses/x"),)
    assert (compared.difference, compared.amount) == (Difference.LESS, "-1")
