"""Refusals that concern only some of those who ask: by hand, on both stores."""

from collections.abc import Mapping
from typing import Any

from crediting import COLLEGE, OHIO, given, sums
from making import STATES, Node, award, hours, iri, profile, publish

from credway.registry.answers.asker import Asker
from credway.registry.answers.credit.answer import CreditAnswer, credit
from credway.registry.answers.credit.findings import RefusalReason
from credway.registry.answers.holding import Held
from credway.registry.answers.listings import listing
from credway.registry.answers.model import ConditionState, Verdict
from credway.registry.answers.resolve import Ref
from credway.registry.registry import Registry
from credway.registry.store.expressions import Filter, UnknownRule

YES, NO, UNKNOWN, DISPUTED = Verdict.YES, Verdict.NO, Verdict.UNKNOWN, Verdict.DISPUTED
A = "credentials/a"
STATE = {"@type": "ceterms:Place", "ceterms:addressRegion": {"en": "VA"}}
VIRGINIA = {
    "ceterms:residentOf": [{"@type": "ceterms:JurisdictionProfile", "ceterms:mainJurisdiction": [STATE]}]
}
BOARD = {"credway:refused": True, "credway:authority": iri("organizations/board")}


def refusal(path: str, extra: Mapping[str, Any], place: str | None = None) -> Node:
    """A refusal of the college, or of a state, that asks something."""
    asked = {**BOARD, "ceterms:requires": [profile(extra=extra)]}
    return award(path, held=[A], by=None if place else COLLEGE, place=place, extra=asked)


async def ask(registry: Registry, resident: str | None = None, age: int | None = None) -> CreditAnswer:
    """Ask at the college as somebody who lives in a state."""
    return await credit(await registry.ask(), [Held(Ref(id=iri(A)))], OHIO, Asker(age, None, resident))


async def test_a_refusal_concerns_only_those_for_whom_it_is(registry: Registry) -> None:
    """Who lives there is refused; for who lives elsewhere, or does not say, it is open."""
    await given(registry)
    await publish(registry, "no", refusal("awards/no", VIRGINIA, "OH"))
    there, elsewhere, unsaid = [await ask(registry, state) for state in ("VA", "OH", None)]
    assert [each.earns.verdict for each in (there, elsewhere, unsaid)] == [NO, UNKNOWN, UNKNOWN]
    reasons = [each.not_awarded[0].reason for each in (there, elsewhere, unsaid)]
    assert reasons == [RefusalReason.REFUSED, RefusalReason.CONDITION_UNMET, RefusalReason.REFUSED]
    assert "no refuses only those who meet: residency: VA" in unsaid.earns.missing[0].what


async def test_a_refusal_for_some_disputes_only_their_award(registry: Registry) -> None:
    """Beside an award for everybody it is DISPUTED, given, or open, as the asker is one of them."""
    await given(registry)
    await publish(registry, "yes", award("awards/yes", held=[A], by=COLLEGE, amounts=[hours("3")]))
    await publish(registry, "no", refusal("awards/no", {"ceterms:minimumAge": 65}))
    old, young, unsaid = [await ask(registry, age=age) for age in (70, 30, None)]
    assert [each.earns.verdict for each in (old, young, unsaid)] == [DISPUTED, YES, UNKNOWN]
    hour = "creditUnit:SemesterHour"
    assert [sums(each) for each in (old, young, unsaid)] == [
        [(hour, "0", "3")],
        [(hour, "3", "3")],
        [(hour, "0", "3")],
    ]
    [asked] = unsaid.awards[0].conditions
    assert asked.state is ConditionState.UNKNOWN
    assert asked.condition == "not refused by no, which concerns: age: 65"


async def test_a_refusal_for_some_leaves_the_filter_open(registry: Registry) -> None:
    """`creditIn` knows no NO from a refusal that asks something."""
    await given(registry)
    await publish(registry, "no", refusal("awards/no", VIRGINIA, "OH"))
    only = [Filter("credit_in", STATES + "OH")]
    unknown = await listing(await registry.ask(), "Credential", only, unknown=UnknownRule.ONLY)
    assert iri(A) in unknown.ids
    await publish(registry, "no", award("awards/no", held=[A], place="OH", extra=BOARD))
    known = await listing(await registry.ask(), "Credential", only, unknown=UnknownRule.ONLY)
    assert iri(A) not in known.ids
