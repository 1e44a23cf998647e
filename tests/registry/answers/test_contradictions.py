"""Registries that contradict themselves or leave things open, by hand: one verdict on both stores.

Each asks the credit question and portability, which must say the same of one credential.
"""

from typing import Any

from making import BASE, award, hours, iri, organization, profile, publish, reference

from credway.registry.answers.asker import Asker
from credway.registry.answers.credit.answer import CreditAnswer, credit
from credway.registry.answers.holding import Held
from credway.registry.answers.model import Verdict
from credway.registry.answers.places import Place
from credway.registry.answers.portability.answer import portability
from credway.registry.answers.resolve import Ref
from credway.registry.registry import Registry

COLLEGE, OTHER, SENDER = "organizations/college", "organizations/other", "organizations/sender"
BOARD = {"credway:authority": iri("organizations/board")}
REFUSED = {"credway:refused": True}
YES, NO, UNKNOWN, DISPUTED = Verdict.YES, Verdict.NO, Verdict.UNKNOWN, Verdict.DISPUTED
OHIO = Place(state="OH")
JOB_HOURS = "https://w3id.org/credway/schemes/units/OnTheJobLearningHours"


def of(path: str, held: str = "a", by: str | None = COLLEGE, **terms: Any) -> dict[str, Any]:
    """An award for some of the credentials a, b and c; for the whole of Ohio where nobody makes it."""
    place, kind = (None, "InstitutionalAward") if by else ("OH", "GuaranteedMinimum")
    extra = {**({} if by else BOARD), **terms.pop("extra", {})}
    named = [f"credentials/{each}" for each in held]
    found = {"held": named, "by": by, "place": place, "kind": kind, "extra": extra} | terms
    return award(f"awards/{path}", **found)


def agreement(path: str, start: str, end: str) -> dict[str, Any]:
    """An agreement by which the college takes a value of another body."""
    return {
        "@id": iri(path),
        "@type": "ceterms:TransferAgreement",
        "ceterms:name": {"en": path},
        "ceterms:ownedBy": [iri(COLLEGE)],
        "ceterms:receivingOrganization": [iri(COLLEGE)],
        "ceterms:hasTransferValueProfile": [iri("awards/value")],
        "ceterms:startDate": start,
        "ceterms:endDate": end,
        "credway:assertedBy": iri(COLLEGE),
        "credway:source": {"@type": "credway:Source", "schema:name": "An agreement"},
    }


async def given(registry: Registry, *nodes: dict[str, Any]) -> None:
    """Three credentials, two colleges of Ohio, a body elsewhere, and one document for each node."""
    held = [reference(f"credentials/{name}") for name in "abc"]
    places = [organization(path, "OH") for path in (COLLEGE, OTHER)]
    await publish(registry, "things", *held, *places, organization(SENDER, "FL"), effective_from="2010-01-01")
    for number, node in enumerate(nodes):
        await publish(registry, f"document-{number}", node, effective_from="2010-01-01")


async def ask(registry: Registry, names: str = "a", place: Place = OHIO, **facts: Any) -> CreditAnswer:
    """Ask for credit; of one credential in a state portability must say the same."""
    held = [Held(Ref(id=iri(f"credentials/{name}")), **facts) for name in names]
    answer = await credit(await registry.ask(), held, place, Asker())
    if place == OHIO and len(held) == 1:
        earned = facts.get("earned_on")
        [card] = await portability(await registry.ask(), [held[0].ref], ["OH"], earned_on=earned)
        if not facts.keys() - {"earned_on"}:
            assert card.places[0].credit == answer.earns
    return answer


def told(answer: CreditAnswer) -> tuple[Verdict, list[str], list[str]]:
    """The verdict, and what it rests on and what is against it, by the last part of the IRI."""
    basis, against = (
        [(said.subject or "").removeprefix(BASE).removeprefix("awards/") for said in side]
        for side in (answer.earns.basis, answer.earns.against)
    )
    return answer.earns.verdict, basis, against


def sums(answer: CreditAnswer) -> list[tuple[str | None, str, str | None]]:
    """Unit, certain and possible of each total."""
    return [
        (each.unit and each.unit.rsplit("/", 1)[-1], each.certain, each.possible) for each in answer.totals
    ]


async def test_agreements_for_one_value_that_differ_in_term(registry: Registry) -> None:
    """One is over, one covers the day of earning or not; the value counts once, and a refusal disputes it."""
    value = of("value", by=SENDER, toward=["courses/x"], amounts=[hours("3")])
    old, new = agreement("old", "2020-01-01", "2022-12-31"), agreement("new", "2024-01-01", "2027-12-31")
    await given(registry, value, old, new)
    in_time = await ask(registry, earned_on="2024-01-01")
    assert told(in_time) == (YES, ["value", "new"], [])
    assert sums(in_time) == [("creditUnit:SemesterHour", "3", "3")]
    assert [each.reason.value for each in in_time.not_awarded] == ["EXPIRED"]
    early = await ask(registry, earned_on="2021-05-01")
    assert (early.earns.verdict, early.awards) == (UNKNOWN, [])
    assert [each.reason.value for each in early.not_awarded] == ["CONDITION_UNMET", "EXPIRED"]
    assert told(await ask(registry))[0] is UNKNOWN
    await publish(registry, "no", of("no", toward=["courses/x"], extra=REFUSED), effective_from="2010-01-01")
    assert told(await ask(registry, earned_on="2024-01-01")) == (DISPUTED, ["value", "new"], ["no"])


async def test_two_documents_with_two_amounts_for_one_course(registry: Registry) -> None:
    """Three and four hours for one course are four, both cited; without a unit it is another total."""
    course: dict[str, Any] = {"toward": ["courses/x"]}
    await given(
        registry,
        of("three", amounts=[hours("3")], **course),
        of("four", amounts=[hours("4")], **course),
        of("bare", amounts=[hours("5", None)], **course),
        of("silent", **course),
    )
    answer = await ask(registry)
    assert answer.earns.verdict is YES
    assert sums(answer) == [(None, "5", "5"), ("creditUnit:SemesterHour", "4", "4")]
    lost = {r.award.statement.subject: r.reason.value for r in answer.not_awarded}
    assert lost == dict.fromkeys((iri("awards/three"), iri("awards/silent")), "BETTER_AWARD_COUNTED")
    assert sum(len(each.replaces) for each in answer.awards) == 2


async def test_sets_beside_their_members_and_a_refused_set(registry: Registry) -> None:
    """The better of a set and its members counts; a set refused says nothing of a member alone."""
    await given(
        registry,
        of("set", "ab", toward=["courses/x", "courses/y"], amounts=[hours("7")]),
        of("a", "a", toward=["courses/x"], amounts=[hours("4")]),
        of("b", "b", toward=["courses/y"], amounts=[hours("4")]),
        of("no-set", "bc", by=None, extra=REFUSED),
        of("no-c", "c", by=None, extra=REFUSED),
    )
    both = await ask(registry, "ab")
    assert (told(both), sums(both)) == (
        (YES, ["a", "b", "set"], []),
        [("creditUnit:SemesterHour", "8", "8")],
    )
    assert told(await ask(registry, "b")) == (YES, ["b"], [])
    assert told(await ask(registry, "c")) == (NO, ["no-c"], [])
    assert told(await ask(registry, "bc")) == (YES, ["b"], ["no-c"])
    assert told(await ask(registry, "cc")) == (NO, ["no-c"], [])


async def test_what_is_held_together_is_refused_only_where_each_is(registry: Registry) -> None:
    """One of two refused leaves the other UNKNOWN, and a set refused leaves both."""
    await given(registry, of("no-a", "a", by=None, extra=REFUSED), of("no-bc", "bc", by=None, extra=REFUSED))
    assert told(await ask(registry, "a"))[0] is NO
    assert told(await ask(registry, "ab"))[0] is UNKNOWN
    assert told(await ask(registry, "bc")) == (UNKNOWN, [], ["no-bc"])


async def test_a_block_beside_a_course_of_it_that_counts_for_more(registry: Registry) -> None:
    """A block of 1 + 2 is not broken: 5 for one of its courses, and up to 30 for another, are more."""
    parts = [
        {**hours(amount), "ceterms:subject": [iri(f"courses/{course}")]}
        for amount, course in (("1", "x"), ("2", "y"))
    ]
    up_to = {"schema:maxValue": 30.0, "ceterms:creditUnitType": ["creditUnit:SemesterHour"]}
    whole = {"credway:allOrNothing": True}
    await given(
        registry,
        of("block", toward=["courses/x", "courses/y", "courses/z"], amounts=parts, extra=whole),
        of("five", toward=["courses/x"], amounts=[hours("5")]),
        of("upto", toward=["courses/z"], amounts=[up_to]),
    )
    answer = await ask(registry)
    assert sums(answer) == [("creditUnit:SemesterHour", "5", "35")]
    assert [f.award.statement.subject for f in answer.awards] == [iri("awards/five"), iri("awards/upto")]
    assert answer.earns.verdict is YES


async def test_hours_at_work_and_zero_are_no_credit(registry: Registry) -> None:
    """Both awards are given, and college credit stays UNKNOWN until an amount of credit is stated."""
    at_work = {"schema:value": 450.0, "credway:unit": JOB_HOURS}
    await given(
        registry,
        of("work", by=OTHER, toward=["programs/p"], amounts=[at_work]),
        of("zero", toward=["courses/x"], amounts=[hours("0")]),
    )
    answer = await ask(registry)
    assert [f.verdict for f in answer.awards] == [YES, YES]
    assert told(answer) == (UNKNOWN, ["work", "zero"], [])
    assert [m.what.partition(": ")[2] for m in answer.earns.missing] == [
        "whether credit is awarded too; none is in what it states"
    ] * 2
    mixed = of("mixed", toward=["courses/y"], amounts=[at_work, hours("3")])
    await publish(registry, "mixed", mixed, effective_from="2010-01-01")
    assert told(await ask(registry)) == (YES, ["mixed"], [])


async def test_a_refusal_that_is_over_and_an_award_that_is_to_come(registry: Registry) -> None:
    """Nothing in force and nothing refused: UNKNOWN, with what might have been renewed, and by whom."""
    past = {"ceterms:startDate": "2020-01-01", "ceterms:endDate": "2023-12-31"}
    await given(
        registry,
        of("no", by=None, extra=REFUSED | past),
        of("soon", amounts=[hours("3")], extra={"ceterms:startDate": "2027-01-01"}),
        of("graded", by=OTHER, extra={"ceterms:requires": [profile(extra={"credway:minimumScore": "B"})]}),
    )
    answer = await ask(registry)
    assert told(answer) == (UNKNOWN, ["graded"], [])
    assert [m.what for m in answer.earns.missing] == [
        "graded: whether it is met: score: B",
        "no: whether it was renewed after 2023-12-31",
        "soon: it starts on 2027-01-01",
    ]
    assert told(await ask(registry, score="b")) == (YES, ["graded"], [])
    assert told(await ask(registry, score="3"))[0] is UNKNOWN
