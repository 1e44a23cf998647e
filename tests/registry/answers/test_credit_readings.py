"""By which of what is held an award counts: copies, several of a set, courses asked for besides, a cut."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from crediting import COLLEGE, ask, given, sums
from making import Node, award, claim, credential, hours, iri, iris, profile, publish

from credway.registry.answers.asker import Asker
from credway.registry.answers.credit.answer import CreditAnswer, credit
from credway.registry.answers.credit.findings import RefusalReason
from credway.registry.answers.holding import Held
from credway.registry.answers.model import Verdict
from credway.registry.answers.places import Place
from credway.registry.answers.resolve import Ref
from credway.registry.registry import Registry

A, B, NEW = "credentials/a", "credentials/b", "credentials/new"
HOUR = "creditUnit:SemesterHour"
CURRENT = {"ceterms:requires": [profile(extra={"credway:mustBeCurrent": True})]}
DOUBTED = {"credway:confidence": {"@type": "xsd:decimal", "@value": "0.6"}}


def of(path: str, *held: str, **extra: Any) -> Node:
    """An award of the college of three hours toward course X."""
    amounts = [] if extra.get("credway:refused") else [hours("3")]
    toward = [] if extra.get("credway:refused") else ["courses/x"]
    return award(f"awards/{path}", held=held, by=COLLEGE, toward=toward, amounts=amounts, extra=extra)


def copy(path: str, day: str, current: bool | None = None) -> Held:
    """A copy of a credential."""
    return Held(Ref(id=iri(path)), earned_on=day, current=current)


async def asked(registry: Registry, held: Sequence[Held]) -> CreditAnswer:
    """What these earn at the college."""
    return await credit(await registry.ask(), held, Place(institution=iri(COLLEGE)), Asker())


async def test_many_copies_hide_no_way(registry: Registry) -> None:
    """Of many copies of both things of a set the two that are current serve, though they stand last."""
    await given(registry)
    await publish(registry, "award", of("both", A, B, **CURRENT))
    copies = [copy(each, f"2020-01-{day:02}", current=day == 20) for each in (A, B) for day in range(1, 21)]
    answer = await asked(registry, copies)
    assert [f.verdict for f in answer.awards] == [Verdict.YES]
    assert sums(answer) == sums(await asked(registry, list(reversed(copies)))) == [(HOUR, "3", "3")]


async def test_copies_of_one_credential_are_not_two_things(registry: Registry) -> None:
    """A set of a credential and of what replaced it is not held by copies of one of them, or of its same."""
    await given(registry)
    await publish(registry, "new", credential(NEW, {"ceterms:supersedes": iris(A)}))
    await publish(registry, "same", claim("claims/same", "credentials/c", "ceterms:sameAs", obj=NEW))
    await publish(registry, "award", of("both", A, NEW))
    for held in ((NEW, NEW), (NEW, "credentials/c")):
        copies = [copy(each, f"2020-01-0{day}") for day, each in enumerate(held, 1)]
        answer = await asked(registry, copies)
        assert [r.reason for r in answer.not_awarded] == [RefusalReason.SET_INCOMPLETE], held
    assert sums(await ask(registry, A, NEW, NEW)) == [(HOUR, "3", "3")]


async def test_the_order_of_copies_is_not_seen(registry: Registry) -> None:
    """Of two copies within the window the later one counts, in whichever order they are given."""
    await given(registry)
    window = {"ceterms:requires": [profile(extra={"credway:earnedWithin": "P2Y"})]}
    await publish(registry, "award", of("1", A, **window))
    copies = [copy(A, "2025-03-01"), copy(A, "2026-03-01")]
    for held in (copies, copies[::-1]):
        [finding] = (await asked(registry, held)).awards
        [condition] = finding.conditions
        assert (condition.given, condition.ask_until) == ("2026-03-01", "2028-03-01")


async def test_a_refusal_of_one_copy_leaves_the_other(registry: Registry) -> None:
    """Who holds a copy that a refusal concerns and one that it does not has the award by the other one."""
    await given(registry)
    lapsed, current = copy(A, "2020-01-01", current=False), copy(A, "2021-01-01", current=True)
    await publish(registry, "no", of("no", A, **{"credway:refused": True}, **CURRENT))
    for held, verdict in (([current], Verdict.NO), ([lapsed, current], Verdict.UNKNOWN)):
        assert (await asked(registry, held)).earns.verdict is verdict
    await publish(registry, "yes", of("yes", A))
    assert sums(await asked(registry, [lapsed])) == [(HOUR, "3", "3")]
    assert sums(await asked(registry, [current])) == [(HOUR, "0", "3")]
    for held in ([lapsed, current], [current, lapsed]):
        assert sums(await asked(registry, held)) == [(HOUR, "3", "3")]
    same = claim("claims/same", "credentials/c", "ceterms:sameAs", obj=A) | DOUBTED
    await publish(registry, "same", same)
    perhaps = replace(lapsed, ref=Ref(id=iri("credentials/c")))
    for held in ([perhaps], [current, perhaps]):
        assert (await asked(registry, held)).earns.verdict is Verdict.YES


async def test_a_sure_refusal_of_one_is_no_no_for_another(registry: Registry) -> None:
    """What is refused for sure is not so for what only perhaps is the same, though both are held."""
    await given(registry)
    await publish(registry, "no", of("no", A, **{"credway:refused": True}))
    await publish(registry, "same", claim("claims/same", B, "ceterms:sameAs", obj=A) | DOUBTED)
    place = Place(institution=iri(COLLEGE))
    for held, verdict in (((A,), Verdict.NO), ((B,), Verdict.UNKNOWN), ((A, B), Verdict.UNKNOWN)):
        assert (await ask(registry, *held, place=place)).earns.verdict is verdict


async def test_of_two_ways_alike_the_sure_one_counts(registry: Registry) -> None:
    """An award that is open or disputed either way rests on the link that no document doubts."""
    await given(registry)
    for path, terms in ((B, DOUBTED), (NEW, {})):
        link = claim(f"claims/{path[-1]}", path, "ceterms:sameAs", obj=A, extra=terms)
        await publish(registry, path, link)
    await publish(registry, "award", of("open", A, **CURRENT))
    refused = {"credway:refused": True, "ceterms:transferValueFor": iris("courses/x")}
    for verdict, current in ((Verdict.UNKNOWN, None), (Verdict.DISPUTED, True)):
        copies = [copy(B, "2020-01-02", current), copy(NEW, "2020-01-01", current)]
        [found] = (await asked(registry, copies)).awards
        assert (found.verdict, [link.of for link in found.through]) == (verdict, iris(NEW))
        await publish(registry, "no", of("no", A, **refused))


async def test_a_course_held_by_a_doubtful_link_makes_no_certain_total(registry: Registry) -> None:
    """A course asked for besides is held by a link that the answer names, and is as sure as that is."""
    await given(registry)
    besides = {"ceterms:requires": [profile(B)]}
    await publish(registry, "award", of("1", A, **besides))
    same = claim("claims/same", "credentials/c", "ceterms:sameAs", obj=B)
    await publish(registry, "same", same | DOUBTED)
    answer = await ask(registry, A, "credentials/c")
    assert [(each.of, each.iri) for each in answer.awards[0].through] == [(iri("credentials/c"), iri(B))]
    assert sums(answer) == [(HOUR, "0", "3")]
    assert sums(await ask(registry, A, "credentials/c", B)) == [(HOUR, "3", "3")]
    await publish(registry, "same", same, corrects=1)
    assert sums(await ask(registry, A, "credentials/c")) == [(HOUR, "3", "3")]


async def test_a_doubtful_course_takes_nothing_from_another_way(registry: Registry) -> None:
    """Where an alternative is met for sure, a course that is held perhaps makes nothing less certain."""
    await given(registry)
    either = profile(
        B, extra={"ceterms:alternativeCondition": [profile(extra={"credway:minimumScore": "3"})]}
    )
    await publish(registry, "award", of("1", A, **{"ceterms:requires": [either]}))
    same = claim("claims/same", "credentials/c", "ceterms:sameAs", obj=B)
    await publish(registry, "same", same | DOUBTED)
    scored = await ask(registry, A, "credentials/c", score="5")
    assert (sums(scored), scored.awards[0].through) == ([(HOUR, "3", "3")], ())
    assert sums(await ask(registry, A, "credentials/c")) == [(HOUR, "0", "3")]


async def test_what_was_cut_is_in_no_exact_total(registry: Registry) -> None:
    """With awards left out a total says that more may be possible, and a refusal is read before awards."""
    await given(registry)
    await publish(
        registry, "awards", of("1", A), award("awards/2", held=[A], by=COLLEGE, amounts=[hours("2")])
    )
    few = replace(registry, settings=registry.settings.replaced(max_awards=1))
    [total] = (await ask(few, A)).totals
    assert (total.certain, total.exact) == ("3", False)
    await publish(registry, "no", of("no", A, **{"credway:refused": True}))
    few = replace(registry, settings=registry.settings.replaced(max_awards=2))
    answer = await ask(few, A)
    assert answer.cut is not None
    assert [(f.verdict, f.award.title) for f in answer.awards] == [(Verdict.DISPUTED, "1")]
    assert sums(answer) == [(HOUR, "0", "3")]


async def test_the_links_of_an_answer_have_their_sources(registry: Registry) -> None:
    """What says that one thing stands for another is among the sources."""
    await given(registry)
    await publish(registry, "award", of("1", A))
    other = {"credway:source": {"@type": "credway:Source", "schema:name": "Another report"}}
    await publish(registry, "same", claim("claims/same", B, "ceterms:sameAs", obj=A) | other)
    answer = await ask(registry, B)
    assert [each.title for each in answer.sources] == ["A report", "Another report"]
