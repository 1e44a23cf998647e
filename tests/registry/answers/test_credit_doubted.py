"""Refusals, guides and intermediaries of which a document is in doubt: by hand, on both stores."""

from typing import Any

import pytest
from crediting import COLLEGE, ask, given, sums
from making import STATES, Node, award, claim, hours, iri, iris, publish

from credway.registry.answers.credit.findings import RefusalReason
from credway.registry.answers.listings import listing
from credway.registry.answers.model import Verdict
from credway.registry.answers.places import Place
from credway.registry.answers.portability.answer import portability
from credway.registry.answers.resolve import Ref
from credway.registry.registry import Registry
from credway.registry.store.expressions import Filter, UnknownRule

YES, NO, UNKNOWN, DISPUTED = Verdict.YES, Verdict.NO, Verdict.UNKNOWN, Verdict.DISPUTED
A, B = "credentials/a", "credentials/b"
BOARD = "organizations/board"
HOUR = "creditUnit:SemesterHour"


def sure(confidence: str | None) -> dict[str, Any]:
    """What a document says of how sure it is, if anything."""
    return {"credway:confidence": {"@type": "xsd:decimal", "@value": confidence}} if confidence else {}


def refusal(confidence: str | None = None) -> Node:
    """Ohio refuses credit for A."""
    extra = {"credway:refused": True, "credway:authority": iri(BOARD), **sure(confidence)}
    return award("awards/no", held=[A], place="OH", extra=extra)


@pytest.mark.parametrize(
    ("confidence", "verdict"), [(None, NO), ("1", NO), ("0.99", UNKNOWN), ("0.2", UNKNOWN)]
)
async def test_a_refusal_in_doubt_is_no_no(
    registry: Registry, confidence: str | None, verdict: Verdict
) -> None:
    """Credit that a document refuses without being sure is UNKNOWN, and what is missing says why."""
    await given(registry)
    await publish(registry, "no", refusal(confidence))
    answer = await ask(registry, A)
    [refused] = answer.not_awarded
    assert (answer.earns.verdict, refused.reason) == (verdict, RefusalReason.REFUSED)
    assert (refused.finding.verdict, [s.key for s in refused.finding.basis]) == (verdict, iris("awards/no"))
    doubt = f"no: whether it refuses; the source is taken with a confidence of {confidence}"
    assert [each.what for each in answer.earns.missing] == ([doubt] if verdict is UNKNOWN else [])
    assert [each.what for each in answer.unknown] == ([doubt] if verdict is UNKNOWN else [])
    [card] = await portability(await registry.ask(), [Ref(id=iri(A))], ["OH"])
    assert card.places[0].credit == answer.earns


async def test_a_refusal_in_doubt_leaves_the_filter_open(registry: Registry) -> None:
    """`creditIn` knows no NO from a refusal that its document doubts, as the answer knows none."""
    await given(registry)
    only = [Filter("credit_in", STATES + "OH")]
    for confidence, unknown in (("0.99", True), ("1", False), (None, False)):
        await publish(registry, "no", refusal(confidence))
        found = await listing(await registry.ask(), "Credential", only, unknown=UnknownRule.ONLY)
        assert (iri(A) in found.ids) is unknown


async def test_a_refusal_through_a_link_in_doubt_is_no_no(registry: Registry) -> None:
    """What is refused to A is denied to B only where it is sure that they are the same."""
    await given(registry)
    await publish(registry, "no", refusal())
    for confidence, verdict in (("0.6", UNKNOWN), ("1", NO)):
        same = claim(f"claims/{confidence}", B, "ceterms:sameAs", obj=A, extra=sure(confidence))
        await publish(registry, f"same/{confidence}", same)
        assert (await ask(registry, B)).earns.verdict is verdict
    assert (await ask(registry, A)).earns.verdict is NO


async def test_a_refusal_in_doubt_disputes_by_its_word(registry: Registry) -> None:
    """Against an award of the same college it stands as any refusal: the award is no certain credit."""
    await given(registry)
    await publish(registry, "yes", award("awards/yes", held=[A], by=COLLEGE, amounts=[hours("3")]))
    no = award("awards/no", held=[A], by=COLLEGE, extra={"credway:refused": True, **sure("0.5")})
    await publish(registry, "no", no)
    answer = await ask(registry, A)
    assert (answer.earns.verdict, sums(answer)) == (DISPUTED, [(HOUR, "0", "3")])


async def test_a_wider_refusal_in_doubt_takes_nothing_from_an_award(registry: Registry) -> None:
    """The state's refusal, of which it is not sure, leaves a college's own award given and certain."""
    await given(registry)
    await publish(registry, "yes", award("awards/yes", held=[A], by=COLLEGE, amounts=[hours("3")]))
    await publish(registry, "no", refusal("0.5"))
    answer = await ask(registry, A)
    assert (answer.earns.verdict, sums(answer)) == (YES, [(HOUR, "3", "3")])


def guide(path: str, confidence: str | None, owner: str = BOARD, state: str = "OH") -> list[Node]:
    """A guide of an organization for a state that lists the value, by a row of some confidence."""
    collection: Node = {
        "@id": iri(path),
        "@type": "ceterms:Collection",
        "ceterms:name": {"en": "A guide"},
        "ceterms:ownedBy": iris(owner),
        "credway:listPlace": STATES + state,
        "ceterms:hasMember": iris(f"{path}/1"),
    }
    member: Node = {
        "@id": iri(f"{path}/1"),
        "@type": "ceterms:CollectionMember",
        "ceterms:proxyFor": iri("awards/1"),
        **sure(confidence),
    }
    return [collection, member]


@pytest.mark.parametrize(
    ("guides", "certain"),
    [
        ([("0.5", BOARD)], "0"),
        ([("1", BOARD)], "3"),
        ([("0.5", BOARD), (None, BOARD)], "3"),
        ([(None, BOARD), ("0.5", COLLEGE)], "3"),
    ],
)
async def test_a_doubted_guide_counts_where_nothing_else_says_where_it_holds(
    registry: Registry, guides: list[tuple[str | None, str]], certain: str
) -> None:
    """A board's value holds in its state by its guide: in doubt with that, and not with one beside it."""
    await given(registry)
    value = award("awards/1", held=[A], by=BOARD, kind="GuaranteedMinimum", amounts=[hours("3")])
    await publish(registry, "value", value)
    for number, (confidence, owner) in enumerate(guides):
        await publish(registry, f"guide-{number}", *guide(f"guides/{number}", confidence, owner))
    answer = await ask(registry, A, place=Place(institution=iri(COLLEGE)))
    assert [f.award.at for f in answer.awards] == [(STATES + "OH",)]
    assert sums(answer) == [(HOUR, certain, "3")]
    doubts = [each.what for each in answer.awards[0].missing if "confidence" in each.what]
    assert bool(doubts) is (certain == "0")


async def test_a_guide_places_a_value_while_it_lists_it(registry: Registry) -> None:
    """A board's value is credit at a college while its guide lists it; what is not held may list it later."""
    await given(registry)
    value = award("awards/1", held=[A], by=BOARD, kind="GuaranteedMinimum", amounts=[hours("3")])
    await publish(registry, "value", value, effective_from="2020-01-01")
    collection, member = guide("guides/1", None)
    days = {"ceterms:startDate": "2025-01-01", "ceterms:endDate": "2025-12-31"}
    await publish(registry, "guide", collection, {**member, **days}, effective_from="2020-01-01")
    found = {}
    for day in ("2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01"):
        answer = await ask(registry, A, place=Place(institution=iri(COLLEGE)), as_of=day)
        found[day] = answer.earns.verdict
        assert sums(answer) == ([(HOUR, "3", "3")] if answer.earns.verdict is YES else [])
    assert list(found.values()) == [UNKNOWN, YES, YES, UNKNOWN]


async def test_a_doubted_guide_of_a_colleges_own_value_is_not_used(registry: Registry) -> None:
    """What a college awards by its own word is certain, however unsure another's guide is that lists it."""
    await given(registry)
    value = award("awards/1", held=[A], by=COLLEGE, amounts=[hours("3")])
    await publish(registry, "value", value)
    await publish(registry, "guide", *guide("guides/1", "0.5"))
    assert sums(await ask(registry, A)) == [(HOUR, "3", "3")]


def between(path: str, confidence: str | None, amount: str) -> Node:
    """An intermediary of the board that gives the value a common number and an amount."""
    return {
        "@id": iri(path),
        "@type": "ceterms:TransferIntermediary",
        "ceterms:name": {"en": "Networking"},
        "ceterms:codedNotation": "OIT002",
        "ceterms:ownedBy": iris(BOARD),
        "ceterms:intermediaryFor": iris("awards/1"),
        "ceterms:creditValue": [{"@type": "ceterms:ValueProfile", **hours(amount)}],
        **sure(confidence),
    }


@pytest.mark.parametrize(
    ("own", "others", "total"),
    [
        (None, [("0.5", "3")], ("0", "3")),
        (None, [("1", "3")], ("3", "3")),
        ("3", [("0.5", "4")], ("3", "3")),
        (None, [("0.5", "4"), (None, "3")], ("3", "3")),
    ],
)
async def test_a_doubted_intermediary_counts_where_it_says_how_much(
    registry: Registry, own: str | None, others: list[tuple[str | None, str]], total: tuple[str, str]
) -> None:
    """An amount of its own is certain whatever is said between, and a sure intermediary goes before."""
    await given(registry)
    amounts = [hours(own)] if own else []
    value = award("awards/1", held=[A], by=COLLEGE, toward=["courses/x"], amounts=amounts)
    await publish(registry, "value", value)
    for number, (confidence, amount) in enumerate(others):
        await publish(registry, f"between-{number}", between(f"intermediaries/{number}", confidence, amount))
    assert sums(await ask(registry, A)) == [(HOUR, *total)]
