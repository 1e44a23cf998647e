"""What holds of portability in every registry: stores and order say nothing, silence denies nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from random import Random
from typing import Any

import pytest
from drawing import CREDENTIALS, STANDING_IN, Documents, add, drawn, drawn_standing, registry_of
from emptying import empty
from hypothesis import given, settings
from hypothesis import strategies as st
from making import iri

from credway.registry.answers.asker import Asker
from credway.registry.answers.credit.answer import CreditAnswer, credit
from credway.registry.answers.credit.awards import Award, AwardKind
from credway.registry.answers.credit.findings import RefusalReason
from credway.registry.answers.holding import Held
from credway.registry.answers.model import Finding, Verdict
from credway.registry.answers.places import Place
from credway.registry.answers.portability.answer import PortabilityAnswer, portability
from credway.registry.answers.portability.place import PortabilityAt
from credway.registry.answers.resolve import Ref
from credway.registry.registry import Registry
from credway.registry.settings import read_settings
from credway.registry.store.opening import open_store

SEEDS = st.integers(0, 1_000_000)
EARNED = [None, "2016-05-01", "2025-05-01"]
OHIO = Place(state="OH")


def made(seed: int, *, complete: bool = True) -> dict[str, Any]:
    """The documents of a random registry: awards, equivalents, lists, claims and figures."""
    return {**drawn(seed), **drawn_standing(seed + 1, complete=complete)}


async def ask(
    registry: Registry,
    paths: Sequence[str] = CREDENTIALS,
    to: Sequence[str] = STANDING_IN,
    earned_on: str | None = None,
    **times: Any,
) -> list[PortabilityAnswer]:
    """Ask of some credentials."""
    refs = [Ref(id=iri(path)) for path in paths]
    return await portability(await registry.ask(**times), refs, to, earned_on=earned_on)


def findings(place: PortabilityAt) -> Iterator[tuple[str, Finding]]:
    """Every finding at a place by its name."""
    for part in (place, place.counts_for):
        for each in fields(part):
            found = getattr(part, each.name)
            if isinstance(found, Finding):
                yield f"{type(part).__name__}.{each.name}", found


def shown(answers: Sequence[PortabilityAnswer]) -> dict[tuple[str, str], Any]:
    """All that is said of each credential at each place, without the numbers of the registry."""
    return {
        (answer.credential, place.code): [
            place.summary,
            sorted((each.iri, each.link) for each in place.through),
            sorted(said.id for said in place.entries),
            sorted(award.id for award in place.awards),
            {
                name: (
                    found.verdict,
                    *(sorted(said.id for said in side) for side in (found.basis, found.against)),
                    sorted((missing.what, missing.who_could_say) for missing in found.missing),
                )
                for name, found in findings(place)
            },
        ]
        for answer in answers
        for place in answer.places
    }


def told(answer: CreditAnswer, state: str) -> Verdict:
    """The one verdict that a reader takes from the tables of the credit answer for one credential."""
    lost = (RefusalReason.TARGET_ALREADY_COUNTED, RefusalReason.BETTER_AWARD_COUNTED)
    given: list[tuple[Award, Verdict]] = [(f.award, f.verdict) for f in answer.awards]
    given += [(r.award, r.finding.verdict) for r in answer.not_awarded if r.reason in lost]
    found = [verdict for award, verdict in given if award.kind is not AwardKind.RECOMMENDATION]
    ranked = [each for each in (Verdict.YES, Verdict.DISPUTED, Verdict.UNKNOWN) if each in found]
    refused = any(
        (r.reason, r.finding.verdict) == (RefusalReason.REFUSED, Verdict.NO)
        and (state in r.award.at and not r.award.targets and len(r.award.held) == 1)
        and r.award.kind is not AwardKind.RECOMMENDATION
        for r in answer.not_awarded
    )
    return ranked[0] if ranked else Verdict.NO if refused else Verdict.UNKNOWN


@given(seed=SEEDS, earned_on=st.sampled_from(EARNED))
@settings(max_examples=40)
async def test_portability_and_credit_give_one_verdict(seed: int, earned_on: str | None) -> None:
    """Portability says of credit what the credit question says of that one credential, on the same basis."""
    registry = await registry_of(made(seed))
    try:
        for answer in await ask(registry, earned_on=earned_on):
            held = [Held(Ref(id=answer.credential), earned_on)]
            asked = await credit(await registry.ask(), held, OHIO, Asker())
            [place] = [each for each in answer.places if each.code == "OH"]
            assert place.credit == asked.earns
            assert place.credit.verdict is told(asked, place.place)
            judged = [*(f.award for f in asked.awards), *(r.award for r in asked.not_awarded)]
            assert {each.id for each in place.awards} == {each.id for each in judged}
    finally:
        await registry.store.close()


@given(seed=SEEDS, shuffle=SEEDS)
@settings(max_examples=20)
async def test_order_changes_nothing(seed: int, shuffle: int) -> None:
    """Neither the order of credentials and places nor that of publishing is seen in the answer."""
    documents, random = made(seed), Random(shuffle)
    mixed: Documents = {name: documents[name] for name in random.sample(sorted(documents), len(documents))}
    registries = [await registry_of(documents), await registry_of(mixed)]
    try:
        first = await ask(registries[0])
        paths = random.sample(CREDENTIALS, len(CREDENTIALS))
        second = await ask(registries[1], paths, STANDING_IN[::-1])
        assert shown(first) == shown(second)
        alone = [answer for path in paths for answer in await ask(registries[0], [path])]
        assert shown(alone) == shown(first)
    finally:
        for registry in registries:
            await registry.store.close()


@given(seed=SEEDS, later=SEEDS, earned_on=st.sampled_from(EARNED))
@settings(max_examples=20)
async def test_an_answer_repeated_at_its_own_moment_is_the_same(
    seed: int, later: int, earned_on: str | None
) -> None:
    """With its own `asOf` and `knownAt` an answer stays, whatever is published afterwards."""
    registry = await registry_of(made(seed))
    try:
        first = await ask(registry, earned_on=earned_on)
        await add(registry, {name: nodes for name, nodes in made(later).items() if name != "people"})
        times: dict[str, Any] = {"as_of": first[0].as_of, "known_at": first[0].known_at}
        again = await ask(registry, earned_on=earned_on, **times)
        assert shown(again) == shown(first)
        assert (again[0].as_of, again[0].known_at) == (first[0].as_of, first[0].known_at)
    finally:
        await registry.store.close()


@given(seed=SEEDS, less=st.floats(0.2, 0.9), earned_on=st.sampled_from(EARNED))
@settings(max_examples=40)
async def test_unknown_never_turns_into_no_by_removing_statements(
    seed: int, less: float, earned_on: str | None
) -> None:
    """Where no list is declared complete, what is UNKNOWN is not NO with fewer documents.

    But for a denial that stood against it before, whose other side is not there any more.
    """
    documents, random = made(seed, complete=False), Random(seed)
    fewer = {name: nodes for name, nodes in documents.items() if name == "people" or random.random() < less}
    registries = [await registry_of(each) for each in (documents, fewer)]
    try:
        before, after = [
            {
                (answer.credential, place.code, name): found
                for answer in await ask(registry, earned_on=earned_on)
                for place in answer.places
                for name, found in findings(place)
            }
            for registry in registries
        ]
        assert before.keys() == after.keys()
        for key, found in before.items():
            if found.verdict is Verdict.UNKNOWN and after[key].verdict is Verdict.NO:
                sides = [{said.id for said in side} for side in (after[key].basis, found.against)]
                assert sides[0] <= sides[1], key
    finally:
        for registry in registries:
            await registry.store.close()


@pytest.mark.neo4j
async def test_both_stores_agree(neo4j_url: str) -> None:
    """Six random registries give the same answers on the embedded store and on Neo4j."""
    for seed in range(6):
        await empty(neo4j_url)
        documents = made(seed)
        other = open_store(neo4j_url, read_settings({}))
        registries = [await registry_of(documents), await registry_of(documents, other)]
        try:
            for earned_on in EARNED:
                first, second = [await ask(registry, earned_on=earned_on) for registry in registries]
                assert shown(first) == shown(second)
            assert {r.store.url for r in registries} != {registries[0].store.url}
        finally:
            for registry in registries:
                await registry.store.close()
