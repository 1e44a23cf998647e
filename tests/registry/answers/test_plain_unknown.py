"""Plain JSON says what is unknown of a step as GraphQL does, null or an empty list: on both stores."""

from typing import Any

from making import award, claim, credential, hours, iri, organization, profile, publish, reference, usd

from credway.registry.answers import plain
from credway.registry.answers.asker import Asker
from credway.registry.answers.credit.answer import credit
from credway.registry.answers.holding import Held
from credway.registry.answers.pathways.answer import pathways
from credway.registry.answers.pathways.next import next_credentials
from credway.registry.answers.places import Place
from credway.registry.answers.resolve import Ref
from credway.registry.registry import Registry

A, B, C = (Ref(id=iri(f"credentials/{name}")) for name in "abc")


async def given(registry: Registry) -> None:
    """A is required for B, which pays a wage, and for C, of which no figure is stated."""
    await publish(registry, "others", reference("credentials/a"), organization("organizations/college", "OH"))
    for name in "bc":
        needs = {"ceterms:requires": [profile("credentials/a")]}
        await publish(registry, name, credential(f"credentials/{name}", needs))
    wage = claim("claims/wage", "credentials/b", "credway:medianSalary", value=usd("50000"))
    await publish(registry, "wage", wage)


async def test_a_step_of_which_nothing_is_stated(registry: Registry) -> None:
    """Each figure is there and null or empty, and the totals name what makes them incomplete."""
    await given(registry)
    answer = await pathways(await registry.ask(), [Held(A)], C)
    [plan] = plain.pathway(answer)["plans"]
    [step] = plan["steps"]
    assert (step["wage"], step["fees"], step["duration"], step["credit"]) == (None, [], None, [])
    totals = plan["totals"]
    assert (totals["fee"], totals["wageGain"], totals["duration"], totals["credit"]) == (None, None, None, [])
    assert totals["incomplete"] == ["fee", "wageGain", "duration", "credit"]


async def test_what_can_be_taken_next_names_what_is_unknown(registry: Registry) -> None:
    """Of B the wage is stated and the rest is not; of C nothing is."""
    await given(registry)
    answer = await next_credentials(await registry.ask(), [Held(A)])
    assert [each.incomplete for each in answer.credentials] == [
        ("fee", "duration", "credit"),
        ("wage", "fee", "duration", "credit"),
    ]
    found: list[dict[str, Any]] = plain.following(answer)["credentials"]
    assert [each["incomplete"] for each in found] == [list(each.incomplete) for each in answer.credentials]
    assert [(each["fees"], each["duration"], each["credit"]) for each in found] == [([], None, [])] * 2
    assert (found[0]["wage"] is None, found[1]["wage"]) == (False, None)


async def test_a_credit_without_a_unit_or_an_amount(registry: Registry) -> None:
    """A unit, a level and an amount that nobody states are null, in a step and in a total."""
    await given(registry)
    unmeasured = award("awards/1", held=["credentials/b"], by="organizations/college", toward=["courses/x"])
    measured = award(
        *("awards/2",), held=["credentials/b"], by="organizations/college", amounts=[hours("3", None)]
    )
    await publish(registry, "awards", unmeasured, measured)
    ohio = Place(state="OH")
    answer = await next_credentials(await registry.ask(), [Held(A)], place=ohio)
    [first, _] = plain.following(answer)["credentials"]
    assert first["incomplete"] == ["fee", "duration"]
    assert [(e["low"], e["high"], e["unit"], e["level"]) for e in first["credit"]] == [
        (None, None, None, None),
        ("3", "3", None, None),
    ]
    totals = plain.credit(await credit(await registry.ask(), [Held(B)], ohio, Asker()))["totals"]
    assert [(t["certain"], t["unit"], t["level"], t["unmeasured"]) for t in totals] == [("3", None, None, 1)]
