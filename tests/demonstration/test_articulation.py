"""Questions 13, 17 and 19 to 22: by the answer functions, through GraphQL and by command, on both stores.

The expected values are those of the carried tables, read by a person; `docs/questions.md` shows how.
"""

from pathlib import Path
from typing import Any

import commanding
import orjson
import pytest

import credway.graphql
from credway.graphql.context import Context
from credway.graphql.execution import Request, execute
from credway.graphql.persisted import Documents
from credway.graphql.schema import build_schema
from credway.loaders.demonstration.tables import BASE
from credway.registry.answers.asker import Asker
from credway.registry.answers.credit.answer import credit
from credway.registry.answers.credit.awarding import adopters, awards_for
from credway.registry.answers.credit.comparing import Difference, recommendations
from credway.registry.answers.credit.findings import RefusalReason
from credway.registry.answers.credit.risks import RiskReason, agreements_at_risk
from credway.registry.answers.dependents import dependents
from credway.registry.answers.holding import Held
from credway.registry.answers.model import Verdict
from credway.registry.answers.places import Place
from credway.registry.answers.resolve import Ref
from credway.registry.registry import Registry

DOCUMENTS = Path(credway.graphql.__file__).parent / "documents"
A_PLUS = Ref(name="CompTIA A+", issuer="CompTIA")
SOCIOLOGY = Ref(name="CLEP Introductory Sociology")
CYSA = Ref(name="CompTIA CySA+")
NMC = Place(institution=BASE + "organizations/northwestern-michigan-college")
WISCONSIN = "Wisconsin Youth Apprenticeship Certificate, "
ON_THE_JOB = "https://w3id.org/credway/schemes/units/OnTheJobLearningHours"
SCHEMA = build_schema()


async def document(registry: Registry, number: int, **variables: Any) -> Any:
    """Run a shipped document on the registry's store."""
    text = DOCUMENTS.joinpath(f"question{number}.graphql").read_text(encoding="utf-8")
    context = Context(registry, "request-1", ("en",))
    answer = await execute(SCHEMA, context, Request(text, variables=variables), Documents())
    body = orjson.loads(answer.body)
    assert "errors" not in body, body["errors"]
    return body["data"]


async def command(registry: Registry, *arguments: str) -> Any:
    """Run a command on the registry's store, as on its own day, and read its JSON."""
    return await commanding.command(registry, *arguments, "--as-of", "2026-11-28")


async def test_question_13_what_falls_with_a_plus(demonstration: Registry) -> None:
    """On A+ rest NMC's award, two lists' entries and the preparation for Network+; 2019's entry is over."""
    found = await dependents(await demonstration.ask(), A_PLUS)
    kinds = sorted((said.kind, found.things[said.asserted_by or ""].title) for said in found.dependents)
    assert kinds == [
        ("Award", "Northwestern Michigan College"),
        ("Condition", "Credentials Matter (ExcelinEd and Burning Glass Technologies)"),
        ("ListEntry", "CPL Initiative, California Community Colleges"),
        ("ListEntry", "Virginia Board of Education"),
    ]
    assert (found.total, found.more) == (4, False)
    data = (await document(demonstration, 13))["dependents"]
    assert data["totalCount"] == found.total
    how = ["preparationFrom", "proxyFor", "proxyFor", "transferValueFrom"]
    assert sorted(node["how"].rsplit("/", 1)[-1] for node in data["nodes"]) == how
    first = (await document(demonstration, 13, first=1))["dependents"]
    assert (first["totalCount"], first["pageInfo"]["hasNextPage"]) == (found.total, True)
    plain = await command(demonstration, "dependents", "CompTIA A+ | CompTIA")
    assert plain["total"] == found.total


async def test_question_17_agreements_on_retired_exams(demonstration: Registry) -> None:
    """NMC's awards for 70-740, 70-741 and 70-742 rest on exams that are retired since February 2021."""
    found = await agreements_at_risk(await demonstration.ask(), Place(state="MI"))
    named = sorted((found.things[each.credential].title, each.reason, each.since) for each in found.risks)
    assert named == [(f"Microsoft 70-74{n}", RiskReason.RETIRED, "2021-02-01") for n in (0, 1, 2)]
    assert {each.statement.body["source"]["title"] for each in found.risks} == {
        "Microsoft extends retirement of key certifications by seven months to January 2021"
    }
    before = await agreements_at_risk(await demonstration.ask("2019-01-01"), Place(state="MI"))
    assert before.total == 0
    data = (await document(demonstration, 17))["agreementsAtRisk"]
    assert (data["totalCount"], {node["reason"] for node in data["nodes"]}) == (3, {"RETIRED"})
    names: list[str] = []
    after = None
    for _ in range(3):
        page = (await document(demonstration, 17, first=1, after=after))["agreementsAtRisk"]
        names += [node["credential"]["name"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
    assert sorted(names) == [name for name, *_ in named]
    plain = await command(demonstration, "at-risk", "--at", "Northwestern Michigan College")
    assert len(plain["risks"]) == 3
    elsewhere = await agreements_at_risk(await demonstration.ask(), Place(state="OH"))
    assert elsewhere.risks == []


async def test_question_19_who_awards_although_we_do_not(demonstration: Registry) -> None:
    """Six colleges award for CySA+; De Anza's CIS 69B is the common course of San Jose's own CIS 141."""
    found = await adopters(
        await demonstration.ask(), CYSA, Place(institution=BASE + "organizations/san-jose-city-college")
    )
    assert found.own == []
    shown = [
        (
            found.things[each.award.awarded_by or ""].title,
            [(found.things[e.course or ""].title.split(":")[0], e.common["value"]) for e in each.equal],
        )
        for each in found.adoptions
    ]
    assert shown[0] == ("De Anza College", [("CIS 141", "CISC M1185")])
    assert [(college, equal) for college, equal in shown[1:]] == [
        (f"{name} College", [])
        for name in ("Modesto Junior", "Moreno Valley", "Saddleback", "San Diego City", "Santa Ana")
    ]
    data = await document(demonstration, 19)
    nodes = data["adopters"]["adoptions"]["nodes"]
    assert data["adopters"]["adoptions"]["totalCount"] == data["awardsFor"]["totalCount"] == 6
    assert nodes[0]["equalCourses"][0]["commonCourseId"] == "CISC M1185"
    assert all("how much is awarded" in node["unstated"][0] for node in data["awardsFor"]["nodes"])
    plain = await command(
        demonstration, "adopters", "CompTIA CySA+", "--although-not-at", "San Jose City College"
    )
    assert len(plain["adoptions"]) == 6
    own = await adopters(
        await demonstration.ask(), CYSA, Place(institution=BASE + "organizations/de-anza-college")
    )
    assert [award.awarded_by for award in own.own] == [BASE + "organizations/de-anza-college"]


async def test_question_20_a_recommendation_and_our_award(demonstration: Registry) -> None:
    """ACE's 3 hours are valid to the end of 2029; Coastal Alabama gives the same, Lewis-Clark no unit."""
    found = await recommendations(await demonstration.ask(), SOCIOLOGY)
    [review] = found.reviews
    assert review.in_review.verdict is Verdict.YES
    assert (review.recommendation.valid_from, review.recommendation.valid_to) == ("2024-01-01", "2030-01-01")
    compared = {
        found.things[each.award.awarded_by or ""].title: (each.difference, each.amount, each.differs)
        for each in review.comparisons
    }
    assert compared == {
        "Coastal Alabama Community College": (Difference.SAME, "0", ("level",)),
        "Lewis-Clark State College": (Difference.INCOMPARABLE, None, ("unit", "level")),
    }
    [later] = (await recommendations(await demonstration.ask("2030-01-01"), SOCIOLOGY)).reviews
    assert (later.in_review.verdict, len(later.in_review.missing)) == (Verdict.UNKNOWN, 1)
    [node] = (await document(demonstration, 20, place={"state": "AL"}))["recommendations"]
    assert (node["recommendation"]["inForceTo"], node["inReview"]["verdict"]) == ("2029-12-31", "YES")
    assert [each["difference"] for each in node["comparisons"]["nodes"]] == ["SAME"]
    plain = await command(demonstration, "compare", "CLEP Introductory Sociology", "--at", "ID")
    assert [c["difference"] for r in plain["reviews"] for c in r["comparisons"]] == ["INCOMPARABLE"]


async def test_question_21_apprenticeship_hours(demonstration: Registry) -> None:
    """Two years in machining count for at least 450 hours on the job, if the sponsor says so."""
    held = [Held(Ref(name=WISCONSIN + "Manufacturing: Machining (two years)"))]
    answer = await credit(await demonstration.ask(), held, Place(state="WI"), Asker())
    [finding] = answer.awards
    assert finding.verdict is Verdict.UNKNOWN
    assert [dict(amount) for amount in finding.award.amounts] == [{"low": "450", "unit": ON_THE_JOB}]
    assert [condition.kind for condition in finding.conditions] == ["OTHER"]
    assert [(t.unit, t.certain, t.possible, t.possible_at_least) for t in answer.totals] == [
        (ON_THE_JOB, "0", None, "450")
    ]
    data = (await document(demonstration, 21))["postsecondaryCredit"]
    [node] = data["awards"]["nodes"]
    assert node["award"]["amount"] == [
        {"value": None, "minimum": "450", "maximum": None, "unit": {"label": "On-the-job learning hours"}}
    ]
    program = node["award"]["toward"][0]["program"]["name"]
    assert program == "Registered Apprenticeship: Machine Tool Trades"
    name = WISCONSIN + "Architecture and Construction: Electrical Fundamentals"
    plain = await command(demonstration, "credit", name, "--at", "WI")
    assert (plain["awards"][0]["verdict"], plain["totals"][0]["unmeasured"]) == ("UNKNOWN", 1)


@pytest.mark.parametrize(
    ("earned", "state", "until"),
    [("2024-11-28", "MET", "2026-11-28"), ("2024-11-27", "UNMET", "2026-11-27")],
)
async def test_question_22_the_two_year_rule(
    demonstration: Registry, earned: str, state: str, until: str
) -> None:
    """Asked on 28 November 2026, NMC counts certificates from 28 November 2024 on, and not the day before."""
    held = [Held(A_PLUS, earned_on=earned, current=True)]
    answer = await credit(await demonstration.ask(), held, NMC, Asker())
    conditions = [c for f in answer.awards for c in f.conditions]
    conditions += [c for r in answer.not_awarded for c in r.conditions]
    [window] = [c for c in conditions if c.kind == "EARNED_WITHIN"]
    assert (window.state, window.required, window.given) == (state, "P2Y", earned)
    assert (window.earned_from, window.earned_to) == ("2024-11-28", "2026-11-28")
    assert window.ask_until == until
    if state == "UNMET":
        assert [r.reason for r in answer.not_awarded] == [RefusalReason.CONDITION_UNMET]
    data = (await document(demonstration, 22, earnedOn=earned))["postsecondaryCredit"]
    shown = [*data["awards"]["nodes"], *data["notAwarded"]["nodes"]]
    [days] = [c for node in shown for c in node["conditions"] if c["kind"] == "EARNED_WITHIN"]
    assert (days["state"], days["earnedFrom"], days["askUntil"]) == (state, "2024-11-28", until)


async def test_the_aviation_award_of_polk_state(demonstration: Registry) -> None:
    """Polk State's award for Airframe & Powerplant is "up to 30": nothing is certain and 30 are possible."""
    held = [Held(Ref(name="FAA Airframe & Powerplant Certificate"))]
    place = Place(institution=BASE + "organizations/polk-state-college")
    answer = await credit(await demonstration.ask(), held, place, Asker(degree_seeking=True))
    [finding] = answer.awards
    assert [dict(amount) for amount in finding.award.amounts] == [{"high": "30"}]
    assert [(t.unit, t.certain, t.possible) for t in answer.totals] == [(None, "0", "30")]
    assert {c.state for c in finding.conditions} == {"MET"}


async def test_the_store_is_asked_a_constant_number_of_times(demonstration: Registry) -> None:
    """Credit takes two round trips, with issuers and an institution to settle; so do awards."""
    frame = await demonstration.ask()
    await credit(frame, [Held(A_PLUS), Held(Ref(name="CompTIA CySA+"))], NMC, Asker())
    assert frame.calls == 2
    frame = await demonstration.ask()
    await awards_for(frame, CYSA, Place(state="CA"))
    assert frame.calls == 2
    frame = await demonstration.ask()
    await adopters(frame, CYSA, NMC)
    assert frame.calls == 4
    frame = await demonstration.ask()
    await dependents(frame, A_PLUS)
    assert frame.calls == 3
