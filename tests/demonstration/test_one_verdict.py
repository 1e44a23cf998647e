"""Portability and the credit question are one judgement of the demonstration, on both stores."""

import pytest

from credway.registry.answers.asker import Asker
from credway.registry.answers.credit.answer import credit
from credway.registry.answers.credit.awards import AwardKind
from credway.registry.answers.holding import Held
from credway.registry.answers.listings import Page, listing
from credway.registry.answers.model import Verdict
from credway.registry.answers.places import Place
from credway.registry.answers.portability.answer import PortabilityAnswer, portability
from credway.registry.answers.resolve import Ref, parse_ref
from credway.registry.registry import Registry

AT_ONCE = 50


async def cards(registry: Registry, earned_on: str | None) -> list[PortabilityAnswer]:
    """Every credential of the demonstration in every state."""
    found: list[PortabilityAnswer] = []
    after: str | None = None
    while True:
        page = await listing(await registry.ask(), "Credential", page=Page(first=AT_ONCE, after=after))
        refs = [Ref(id=iri) for iri in page.ids]
        found += await portability(await registry.ask(), refs, earned_on=earned_on)
        if not page.has_next:
            return found
        after = page.cursors[-1]


@pytest.mark.parametrize("earned_on", [None, "2019-05-15", "2026-05-15"])
async def test_portability_and_credit_give_one_verdict(
    demonstration: Registry, earned_on: str | None
) -> None:
    """Both say the same of each credential in each state with an award for it; elsewhere nothing is known.

    A YES is an award that is given and more than advice; no source at hand refuses credit.
    """
    asked = 0
    for card in await cards(demonstration, earned_on):
        for place in card.places:
            if not place.awards:
                assert (place.credit.verdict, len(place.credit.missing)) == (Verdict.UNKNOWN, 1)
                continue
            held = [Held(Ref(id=card.credential), earned_on)]
            answer = await credit(await demonstration.ask(), held, Place(state=place.code), Asker())
            judged = [*(f.award for f in answer.awards), *(r.award for r in answer.not_awarded)]
            assert {each.id for each in place.awards} == {each.id for each in judged}
            assert place.credit == answer.earns, (card.credential, place.code)
            given = [f.award for f in answer.awards if f.verdict is Verdict.YES]
            given += [r.award for r in answer.not_awarded if r.finding.verdict is Verdict.YES]
            binding = any(each.kind is not AwardKind.RECOMMENDATION for each in given)
            assert answer.earns.verdict is (Verdict.YES if binding else Verdict.UNKNOWN)
            asked += 1
    assert asked > 20


@pytest.mark.parametrize(
    ("name", "state", "verdict"),
    [
        ("CompTIA A+ | CompTIA", "MI", Verdict.UNKNOWN),
        ("CompTIA Network+ | CompTIA", "OH", Verdict.UNKNOWN),
        ("FAA Airframe & Powerplant Certificate", "FL", Verdict.UNKNOWN),
        (
            "Wisconsin Youth Apprenticeship Certificate, Manufacturing: Machining (two years)",
            "WI",
            Verdict.UNKNOWN,
        ),
        ("CompTIA Security+ | CompTIA", "OH", Verdict.YES),
        ("CompTIA Security+ | CompTIA", "CA", Verdict.YES),
    ],
)
async def test_credit_of_2019(demonstration: Registry, name: str, state: str, verdict: Verdict) -> None:
    """Worked out by hand from the conditions in `awards.csv`: earned in May 2019, asked on 2026-11-28."""
    [card] = await portability(await demonstration.ask(), [parse_ref(name)], [state], earned_on="2019-05-15")
    [place] = card.places
    assert place.credit.verdict is verdict
    assert bool(place.credit.missing) is (verdict is Verdict.UNKNOWN)
    words = "yes" if verdict is Verdict.YES else "not known here"
    assert f"for college credit {words}, " in place.summary
