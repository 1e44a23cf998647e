"""The acceptance questions that the demonstration answers, with the figures worked out by hand.

The expected values are those of the carried tables, read by a person; `docs/questions.md` shows how
each was worked out.
"""

from collections.abc import Sequence
from typing import Any

import pytest

from credway.loaders.demonstration.tables import BASE
from credway.registry.answers.asker import Asker
from credway.registry.answers.competencies.answer import competencies
from credway.registry.answers.competencies.gaps import GapState, gap
from credway.registry.answers.competencies.mixes import mixes
from credway.registry.answers.credit.answer import CreditAnswer, credit
from credway.registry.answers.credit.awards import AwardKind
from credway.registry.answers.holding import Held
from credway.registry.answers.model import Verdict
from credway.registry.answers.pathways.answer import PathwayAnswer, pathways
from credway.registry.answers.pathways.plans import PlanRelation
from credway.registry.answers.places import Place
from credway.registry.answers.portability.answer import portability
from credway.registry.answers.portability.licenses import licenses
from credway.registry.answers.portability.place import PortabilityAt
from credway.registry.answers.resolve import Ref
from credway.registry.registry import Registry

SECURITY = Ref(name="CompTIA Security+", issuer="CompTIA")
YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN


def path(name: str) -> str:
    """An IRI of the demonstration."""
    return BASE + name


async def earned(registry: Registry, held: Sequence[Held], place: Place, **facts: Any) -> CreditAnswer:
    """Ask for credit today."""
    return await credit(await registry.ask(), held, place, Asker(**facts))


async def steps(registry: Registry, *include: PlanRelation) -> PathwayAnswer:
    """Ask for the way to Security+ from nothing."""
    return await pathways(await registry.ask(), [], SECURITY, include=include)


async def counts(
    registry: Registry, name: str, state: str, earned_on: str, issuer: str | None = None
) -> PortabilityAt:
    """Ask whether a credential from Tennessee counts in a state."""
    frame = await registry.ask()
    [answer] = await portability(frame, [Ref(name=name, issuer=issuer)], [state], "TN", earned_on)
    return answer.places[0]


async def test_question_15_security_plus_in_california(demonstration: Registry) -> None:
    """Security+ is named in 21 rows of 17 Californian colleges; one row alone states an amount, 1.5."""
    answer = await earned(demonstration, [Held(SECURITY)], Place(state="CA"))
    awards = [finding.award for finding in answer.awards]
    lost = [refusal.award for refusal in answer.not_awarded]
    assert len(awards) + len(lost) == 21
    assert {finding.verdict for finding in answer.awards} == {YES}
    assert len({award.awarded_by for award in (*awards, *lost)}) == 17
    assert {award.kind for award in awards} == {AwardKind.INSTITUTIONAL_AWARD}
    stated = [award for award in (*awards, *lost) if award.amounts]
    assert [[dict(a)["value"] for a in award.amounts] for award in stated] == [["1.5"]]
    assert answer.things[stated[0].awarded_by or ""].name == "San Diego City College"
    assert all("unit" not in amount for award in stated for amount in award.amounts)
    crossed = [a for a in awards if any("cross product" in c for c in a.statement.body.get("caveats", ()))]
    assert len(crossed) == 8


async def test_question_16_from_florida_to_ohio(demonstration: Registry) -> None:
    """In Ohio Security+ earns ITNT-2370, 3 without a unit, guaranteed by the state; 21 awards elsewhere."""
    held = [Held(SECURITY, earned_on="2025-05-20", earned_in="FL")]
    answer = await earned(demonstration, held, Place(state="OH"))
    [finding] = answer.awards
    assert (finding.verdict, finding.award.kind) == (YES, AwardKind.GUARANTEED_MINIMUM)
    assert finding.award.authority == path("organizations/ohio-department-of-higher-education")
    assert finding.award.awarded_by == path("organizations/cuyahoga-community-college")
    assert [answer.things[iri].name for iri in finding.award.toward] == ["ITNT-2370"]
    assert [(t.unit, t.certain, t.possible) for t in answer.totals] == [(None, "3", "3")]
    assert len(answer.elsewhere) == 21
    florida = await earned(demonstration, held, Place(state="FL"))
    assert (florida.awards, len(florida.unknown)) == ([], 1)


async def test_question_18_the_block_of_a_practical_nurse(demonstration: Registry) -> None:
    """A practical nurse gets five courses of 1, 4, 4, 5 and 1 at Tri-C, 15 together or nothing."""
    held = [Held(Ref(name="Licensed Practical Nurse"), current=True)]
    place = Place(institution=path("organizations/cuyahoga-community-college"))
    answer = await earned(demonstration, held, place, degree_seeking=True)
    [finding] = answer.awards
    assert (finding.verdict, finding.award.all_or_nothing) == (YES, True)
    names = [answer.things[iri].name for iri in finding.award.toward]
    assert names == ["NURS-1000", "NURS-1010", "NURS-1200", "NURS-1220", "NURS-1240"]
    assert [amount["value"] for amount in finding.award.amounts] == ["1", "4", "4", "5", "1"]
    assert [(t.unit, t.certain) for t in answer.totals] == [(None, "15")]


async def test_question_30_on_requirements_alone(demonstration: Registry) -> None:
    """Nobody states a requirement of Security+: one step, reachable UNKNOWN, fee 439, wage 82,296."""
    answer = await steps(demonstration)
    [plan] = answer.plans
    assert [step.obtains for step in plan.steps] == [path("credentials/comptia-security-plus")]
    assert answer.reachable.verdict is UNKNOWN
    assert plan.steps[0].wage is not None
    assert plan.steps[0].wage.body["value"] == "82296"
    assert plan.totals.fee == "439"
    assert "wageGain" in plan.totals.incomplete


async def test_question_30_with_preparation(demonstration: Registry) -> None:
    """The report's four steps with its wages; fees at least 1,386 since ITF+ has none; gain 42,202."""
    answer = await steps(demonstration, PlanRelation.PREPARATION)
    [plan] = answer.plans
    assert [answer.things[step.obtains].name for step in plan.steps] == [
        "CompTIA ITF+",
        "CompTIA A+",
        "CompTIA Network+",
        "CompTIA Security+",
    ]
    assert [step.required for step in plan.steps] == [False, False, False, True]
    wages = [step.wage.body["value"] if step.wage else None for step in plan.steps]
    assert wages == ["40094", "43226", "50024", "82296"]
    assert [[fee.body["value"] for fee in step.fees] for step in plan.steps] == [
        [],
        ["548"],
        ["399"],
        ["439"],
    ]
    assert (plan.totals.fee, plan.totals.wage_gain) == ("1386", "42202")
    assert "fee" in plan.totals.incomplete
    assert [step.after for step in plan.steps] == [(), (1,), (2,), (3,)]


async def test_question_33_from_tennessee_to_virginia(demonstration: Registry) -> None:
    """A+ of May 2026 counts in Virginia as far as an undated page tells: listed today, not known then."""
    card = await counts(demonstration, "CompTIA A+", "VA", "2026-05-15", "CompTIA")
    assert (card.listed.verdict, card.listed_now.verdict) == (UNKNOWN, YES)
    three = card.counts_for
    assert [f.verdict for f in (three.diploma, three.credit, three.work)] == [UNKNOWN] * 3
    assert all(f.missing for f in (three.diploma, three.credit, three.work))
    assert card.summary == (
        "In Virginia: for the diploma not known here, for college credit not known here, "
        "for work not known here."
    )
    other = await counts(demonstration, "CompTIA Security+", "VA", "2026-05-15", "CompTIA")
    assert (other.listed.verdict, other.listed_now.verdict) == (UNKNOWN, UNKNOWN)


async def test_the_demonstration_holds_a_yes_a_no_and_an_unknown(demonstration: Registry) -> None:
    """A+ was listed in Tennessee in 2019 (YES), not in Maryland that spring (NO), Wyoming is UNKNOWN."""
    tennessee = await counts(demonstration, "CompTIA A+", "TN", "2019-05-15", "CompTIA")
    maryland = await counts(demonstration, "CompTIA A+", "MD", "2019-05-15", "CompTIA")
    wyoming = await counts(demonstration, "CompTIA A+", "WY", "2019-05-15", "CompTIA")
    assert [c.listed.verdict for c in (tennessee, maryland, wyoming)] == [YES, NO, UNKNOWN]
    assert tennessee.entries[0].body["printedName"] == "CompTIA A+"
    assert all(s.body["source"]["title"] for s in maryland.listed.basis)


async def test_every_statement_of_an_answer_has_a_source_and_a_licence(demonstration: Registry) -> None:
    """Each statement that the answers rest on cites a source with a licence, and a place in it."""
    california = await earned(demonstration, [Held(SECURITY)], Place(state="CA"))
    chain = await steps(demonstration, PlanRelation.PREPARATION)
    said = [finding.award.statement for finding in california.awards]
    said += [s for plan in chain.plans for step in plan.steps for s in (*step.basis, *step.fees)]
    assert said
    for statement in said:
        assert statement.body["source"]["title"]
        assert statement.body["source"]["license"]
        assert statement.body["locator"]


async def test_question_33_standing_with_employers(demonstration: Registry) -> None:
    """The welder's certificate: 26,143 openings, common in manufacturing, demanded in Virginia.

    The shares of postings that require or prefer it are stated by nobody.
    """
    frame = await demonstration.ask()
    [answer] = await portability(frame, [Ref(name="AWS Certified Welder")], ["VA", "CA"], "TN")
    found = answer.employers
    assert (found.asked_for.verdict, [said.body["value"] for said in found.postings]) == (YES, ["26143"])
    assert (found.required_share, found.preferred_share, found.sector_share) == ((), (), ())
    assert (found.common.verdict, [answer.things[iri].name for iri in found.common_for]) == (
        YES,
        ["Manufacturing"],
    )
    assert [place.demand.verdict for place in answer.places] == [YES, UNKNOWN]


@pytest.mark.parametrize(
    ("code", "required", "not_required", "most", "license"),
    [
        ("27-1023", 1, 50, NO, None),
        ("39-5012", 51, 0, YES, "credentials/cosmetology-license"),
        ("29-2042", 51, 0, YES, "credentials/emt-paramedic-license"),
        ("51-4121", 0, 0, UNKNOWN, None),
    ],
)
async def test_question_40_licenses_state_by_state(
    demonstration: Registry, code: str, required: int, not_required: int, most: Verdict, license: str | None
) -> None:
    """Florists need a licence in one of 51, cosmetologists and EMTs in all; of welders nothing is held."""
    occupation = Ref(id=f"https://w3id.org/credway/schemes/soc/2018/{code}")
    [answer] = await licenses(await demonstration.ask(), [occupation])
    line = answer.any_license
    assert (line.required, line.not_required, line.in_most_states.verdict) == (required, not_required, most)
    assert [each.license for each in answer.licenses] == (
        [path(license) if license else None] if required else []
    )
    shown = {each.code: each.required.verdict for each in line.places}
    assert (len(shown), shown["PR"]) == (56, UNKNOWN)
    if code == "27-1023":
        assert [place for place, verdict in shown.items() if verdict is YES] == ["LA"]


READING, MATHEMATICS = Ref(name="Reading Comprehension"), Ref(name="Mathematics")
NCRC = Ref(name="National Career Readiness Certificate")
READINESS = Ref(name="Virginia Workplace Readiness Skills for the Commonwealth")
NURSE = Ref(id="https://w3id.org/credway/schemes/soc/2018/29-2061")


async def test_question_41_reading_and_mathematics_and_the_diploma(demonstration: Registry) -> None:
    """Two credentials attest both; Virginia's own counts for its diploma, of the other it is UNKNOWN."""
    answer = await competencies(await demonstration.ask(), [READING, MATHEMATICS], state="VA")
    assert [
        (answer.things[each.credential].name, each.place and each.place.counts_for.diploma.verdict)
        for each in answer.credentials
    ] == [
        ("National Career Readiness Certificate", UNKNOWN),
        ("Virginia Workplace Readiness Skills for the Commonwealth", YES),
    ]
    assert answer.unknown == []
    assert all(
        said.body["source"]["title"]
        for each in answer.credentials
        for found in each.competencies
        for said in found.finding.basis
    )


async def test_question_42_from_the_readiness_certificate_to_nursing(demonstration: Registry) -> None:
    """Of ten skills asked of a practical nurse NCRC attests three; with Security+ too the rest is unknown."""
    frame = await demonstration.ask()
    answer = await gap(frame, [NCRC], NURSE)
    attested = {answer.things[line.competency].name for line in answer.lines if line.state == "ATTESTED"}
    assert attested == {"Reading Comprehension", "Mathematics", "Critical Thinking"}
    assert [answer.count(state) for state in (GapState.ATTESTED, GapState.GAP)] == [3, 7]
    both = await gap(frame, [NCRC, READINESS], NURSE)
    assert [both.count(state) for state in (GapState.ATTESTED, GapState.GAP)] == [6, 4]
    unknown = await gap(frame, [NCRC, SECURITY], NURSE)
    assert [unknown.count(state) for state in (GapState.ATTESTED, GapState.UNKNOWN)] == [3, 7]
    assert unknown.silent == [path("credentials/comptia-security-plus")]


async def test_question_43_the_mix_and_who_sorted_it(demonstration: Registry) -> None:
    """Virginia's test: three core, two transferable; NCRC: two core, one that nobody sorts."""
    first, second = await mixes(await demonstration.ask(), [READINESS, NCRC])
    assert [each.count for each in first.counts] == [3, 0, 2]
    assert ([each.count for each in second.counts], second.unsorted) == ([2, 0, 0], 1)
    assert first.counts[0].said_by == (path("organizations/ler-vision"),)


async def test_past_answers_stay(demonstration: Registry) -> None:
    """Asked as known before anything was recorded, nothing is known."""
    frame = await demonstration.ask(known_at=0)
    answer = await credit(
        frame, [Held(Ref(id=path("credentials/comptia-security-plus")))], Place(state="CA"), Asker()
    )
    assert (answer.awards, len(answer.unknown)) == ([], 1)
