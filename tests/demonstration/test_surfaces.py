"""The same questions through GraphQL over HTTP and through the command line, on both stores.

The documents are those that ship with the product; the figures are those of `test_questions`.
"""

from pathlib import Path
from typing import Any

import httpx2
import pytest
from commanding import command

import credway.graphql
from credway.graphql.persisted import shipped
from credway.loaders.demonstration.tables import BASE
from credway.registry.answers.sentences import plain_sentence
from credway.registry.answers.statements import statements_by_id
from credway.registry.answers.triples import predicate_of
from credway.registry.graph import StatementKind
from credway.registry.registry import Registry
from credway.server.app import create_app

DOCUMENTS = Path(credway.graphql.__file__).parent / "documents"
TRI_C = BASE + "organizations/cuyahoga-community-college"


async def graphql(registry: Registry, name: str, **variables: Any) -> Any:
    """Run a shipped document."""
    return await asked(
        registry, DOCUMENTS.joinpath(f"{name}.graphql").read_text(encoding="utf-8"), **variables
    )


async def asked(registry: Registry, query: str, **variables: Any) -> Any:
    """Run a query against the real application over the registry's store."""
    app = create_app(registry.settings, clock=registry.clock)
    transport = httpx2.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(transport=transport, base_url="http://testserver") as client,
    ):
        answer = await client.post("/graphql", json={"query": query, "variables": variables})
    body = answer.json()
    assert "errors" not in body, body["errors"]
    return body["data"]


def number(text: str | None) -> float | None:
    """A decimal that travels as text."""
    return None if text is None else float(text)


async def test_every_shipped_document_answers_as_it_is(demonstration: Registry) -> None:
    """Each committed document, posted without variables, answers with something the registry holds."""
    app = create_app(demonstration.settings, clock=demonstration.clock)
    transport = httpx2.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx2.AsyncClient(transport=transport, base_url="http://testserver") as client,
    ):
        found = {
            name: (await client.post("/graphql", json={"query": text})).json()
            for name, text in shipped().items()
        }
    assert {name: body["errors"] for name, body in found.items() if "errors" in body} == {}
    assert {path.stem for path in DOCUMENTS.glob("*.graphql")} <= found.keys()
    assert [name for name, body in found.items() if not cites(body["data"])] == []


def cites(value: Any) -> bool:
    """Whether an answer shows a statement or a source."""
    if isinstance(value, dict):
        return not value.keys().isdisjoint(("summary", "locator", "title")) or any(map(cites, value.values()))
    return isinstance(value, list) and any(map(cites, value))


async def test_question_15(demonstration: Registry) -> None:
    """GraphQL and the command name the same 21 awards of 17 colleges and the one amount, 1.5."""
    data = (await graphql(demonstration, "question15"))["postsecondaryCredit"]
    nodes = data["awards"]["nodes"]
    assert (data["asOf"], data["awards"]["totalCount"]) == ("2026-11-28", 21)
    assert len({node["award"]["awardedBy"]["name"] for node in nodes}) == 17
    amounts = [number(a["value"]) for node in nodes for a in node["award"]["amount"]]
    assert amounts == [1.5]
    assert all(node["award"]["basis"][0]["source"]["license"] for node in nodes)
    plain = await command(demonstration, "credit", "CompTIA Security+ | CompTIA", "--at", "CA")
    assert len(plain["awards"]) == 21


async def test_question_16(demonstration: Registry) -> None:
    """Both say: ITNT-2370, 3 without a unit, a guaranteed minimum by Ohio's authority, 21 elsewhere."""
    data = (await graphql(demonstration, "question16"))["postsecondaryCredit"]
    [node] = data["awards"]["nodes"]
    award = node["award"]
    assert (node["verdict"], award["kind"]) == ("YES", "GUARANTEED_MINIMUM")
    assert award["authority"]["name"] == "Ohio Department of Higher Education"
    assert [(number(a["value"]), a["unit"]) for a in award["amount"]] == [(3.0, None)]
    assert [target["course"]["name"] for target in award["toward"]] == ["ITNT-2370"]
    assert data["elsewhere"]["totalCount"] == 21
    [florida] = data["unknownWhereEarned"]
    assert florida["what"].endswith("earns in Florida")
    plain = await command(
        *(demonstration, "credit", "CompTIA Security+ | CompTIA", "--at", "OH"),
        *("--earned-on", "2025-05-20", "--earned-in", "FL"),
    )
    assert [a["verdict"] for a in plain["awards"]] == ["YES"]
    assert len(plain["elsewhere"]) == 21
    assert [missing["what"] for missing in plain["unknownWhereEarned"]] == [florida["what"]]


async def test_question_18(demonstration: Registry) -> None:
    """Both say: one block of five courses, 15 in all."""
    data = (await graphql(demonstration, "question18", college=TRI_C))["postsecondaryCredit"]
    [node] = data["awards"]["nodes"]
    assert (node["verdict"], node["award"]["allOrNothing"]) == ("YES", True)
    assert [number(a["value"]) for a in node["award"]["amount"]] == [1, 4, 4, 5, 1]
    assert [number(total["certain"]) for total in data["totals"]] == [15]
    plain = await command(
        demonstration, "credit", "Licensed Practical Nurse", "--at", "Cuyahoga Community College (Tri-C)"
    )
    assert [number(total["certain"]) for total in plain["totals"]] == [15]


async def test_question_27(demonstration: Registry) -> None:
    """After Network+ comes Security+: 82,296, 439, Ohio's ITNT-2370 of 3, information security analysts."""
    data = (await graphql(demonstration, "question27"))["nextCredentials"]
    [found] = data["nodes"]
    assert (data["totalCount"], data["cut"]) == (1, None)
    assert found["credential"]["name"] == "CompTIA Security+"
    assert found["relation"]["label"] == "Preparation From"
    assert found["open"]["verdict"] == "UNKNOWN"
    assert [m["what"] for m in found["open"]["missing"]] == ["what CompTIA Security+ requires is not stated"]
    assert [s["summary"] for s in found["because"]] == [
        "CompTIA Network+ is preparation for CompTIA Security+."
    ]
    assert (number(found["wage"]["value"]), [number(fee["value"]) for fee in found["fees"]]) == (82296, [439])
    [credit] = found["credit"]
    assert (number(credit["low"]), number(credit["high"]), credit["unit"]) == (3, 3, None)
    assert credit["awardedBy"]["name"] == "Cuyahoga Community College (Tri-C)"
    assert credit["award"]["kind"] == "GUARANTEED_MINIMUM"
    assert [t["course"]["name"] for t in credit["award"]["toward"]] == ["ITNT-2370"]
    assert [o["concept"]["notation"] for o in found["occupations"]] == ["15-1212"]
    plain = await command(demonstration, "next", "CompTIA Network+ | CompTIA", "--at", "OH")
    [same] = plain["credentials"]
    assert (same["credential"], plain["total"]) == (found["credential"]["id"], 1)
    assert [each["low"] for each in same["credit"]] == ["3"]


async def test_question_34(demonstration: Registry) -> None:
    """The report calls all four of the stack stackable; nobody names a building block or the capstone."""
    [plan] = (await graphql(demonstration, "question34"))["pathways"]["plans"]
    roles = {
        step["obtains"]["name"]: [
            (role["concept"]["notation"], role["statement"]["assertedBy"]["name"]) for role in step["roles"]
        ]
        for step in plan["steps"]
    }
    report = "Credentials Matter (ExcelinEd and Burning Glass Technologies)"
    stack = ("CompTIA ITF+", "CompTIA A+", "CompTIA Network+", "CompTIA Security+")
    assert roles == {name: [("Stackable", report)] for name in stack}
    assert all(r["statement"]["source"]["license"] for step in plan["steps"] for r in step["roles"])
    plain = await command(
        demonstration, "pathway", "CompTIA Security+ | CompTIA", "--include", "preparation", "--first", "1"
    )
    played = [plain["statements"][sid] for step in plain["plans"][0]["steps"] for sid in step["roles"]]
    assert [said["terms"]["label"] for said in played] == ["Stackable"] * 4


async def test_question_30(demonstration: Registry) -> None:
    """Both say: one step on requirements alone, the report's four with preparation included."""
    data = await graphql(demonstration, "question30")
    [alone] = data["required"]["plans"]
    [chain] = data["prepared"]["plans"]
    assert [step["obtains"]["name"] for step in alone["steps"]] == ["CompTIA Security+"]
    assert [number(step["wage"]["value"]) for step in chain["steps"]] == [40094, 43226, 50024, 82296]
    assert [step["required"] for step in chain["steps"]] == [False, False, False, True]
    assert (number(chain["totals"]["fee"]["value"]), number(chain["totals"]["wageGain"])) == (1386, 42202)
    arguments = ("pathway", "CompTIA Security+ | CompTIA")
    assert len((await command(demonstration, *arguments))["plans"][0]["steps"]) == 1
    plain = await command(demonstration, *arguments, "--include", "preparation")
    assert len(plain["plans"][0]["steps"]) == 4


@pytest.mark.parametrize(
    ("name", "state", "then", "now"),
    [
        ("CompTIA A+", "VA", "UNKNOWN", "YES"),
        ("CompTIA A+", "TN", "UNKNOWN", "UNKNOWN"),
        ("CompTIA Security+", "VA", "UNKNOWN", "UNKNOWN"),
    ],
)
async def test_question_33(demonstration: Registry, name: str, state: str, then: str, now: str) -> None:
    """Both give the verdicts of the table in docs/questions.md, with what is missing."""
    credential = {"named": {"name": name, "issuer": "CompTIA"}}
    data = (await graphql(demonstration, "question33", credential=credential, to=[state]))["portability"]
    [place] = data["places"]
    counts = place["countsFor"]
    assert (place["listed"]["verdict"], place["listedNow"]["verdict"]) == (then, now)
    assert [counts[key]["verdict"] for key in ("diploma", "credit", "work")] == ["UNKNOWN"] * 3
    assert all(counts[key]["missing"] for key in ("diploma", "credit", "work"))
    plain = await command(
        *(demonstration, "portability", f"{name} | CompTIA", "--to", state),
        *("--earned-in", "TN", "--earned-on", "2026-05-15"),
    )
    [there] = plain["answers"][0]["places"]
    assert (there["listed"]["verdict"], there["listedNow"]["verdict"]) == (then, now)


async def test_question_31(demonstration: Registry) -> None:
    """Seven in Health Science, none known to fit: no age is stated of any; the nurse's credit in Ohio is."""
    data = await graphql(demonstration, "question31")
    assert (data["fits"]["totalCount"], data["perhaps"]["totalCount"]) == (0, 7)
    nodes = {node["name"]: node for node in data["perhaps"]["nodes"]}
    credit = {
        name: place["credit"]["verdict"]
        for name, node in nodes.items()
        for place in node["portability"]["places"]
    }
    assert [name for name, verdict in credit.items() if verdict == "YES"] == ["Licensed Practical Nurse"]
    fees = [(name, number(fee["value"])) for name, node in nodes.items() for fee in node["costs"]]
    assert fees == [("Certified Pharmacy Technician", 129)]
    assert all(node["requirements"] == [] for node in nodes.values())
    dear = await graphql(demonstration, "question31", fee="100")
    assert dear["perhaps"]["totalCount"] == 6


async def test_question_33_with_employers(demonstration: Registry) -> None:
    """Both say: A+ is asked for in postings and in demand in Virginia; nobody calls it common."""
    data = (await graphql(demonstration, "question33"))["portability"]
    [place], found = data["places"], data["employers"]
    assert (place["demand"]["verdict"], place["accredited"]["verdict"]) == ("YES", "UNKNOWN")
    assert (found["askedFor"]["verdict"], found["common"]["verdict"]) == ("YES", "UNKNOWN")
    plain = await command(demonstration, "portability", "CompTIA A+ | CompTIA", "--to", "VA")
    [answer] = plain["answers"]
    assert answer["employers"]["askedFor"]["verdict"] == "YES"
    assert len(answer["employers"]["postings"]) == len(found["postings"])


async def test_question_40(demonstration: Registry) -> None:
    """Both say: of 51, one requires a licence of florists and 50 do not; the territories are not held."""
    data = (await graphql(demonstration, "question40"))["licenseRequirements"]
    line = data["anyLicense"]
    assert (line["required"], line["notRequired"], line["unknown"]) == (1, 50, 0)
    assert line["inMostStates"]["verdict"] == "NO"
    [node] = data["licenses"]["nodes"]
    shown = {each["place"]["code"]: each["required"]["verdict"] for each in node["places"]}
    assert (shown["LA"], shown["OH"], shown["PR"]) == ("YES", "NO", "UNKNOWN")
    assert [number(figure["value"]) for figure in data["figures"]] == [1]
    plain = await command(demonstration, "licenses", "27-1023", "--to", "LA,OH,PR")
    places = plain["answers"][0]["anyLicense"]["places"]
    assert [each["required"]["verdict"] for each in places] == ["YES", "NO", "UNKNOWN"]


async def test_question_41(demonstration: Registry) -> None:
    """Both name the two credentials that attest reading and mathematics, one with a diploma in Virginia."""
    data = (await graphql(demonstration, "question41"))["attesting"]
    nodes = data["credentials"]["nodes"]
    diploma = [node["place"]["countsFor"]["diploma"]["verdict"] for node in nodes]
    assert (data["credentials"]["totalCount"], diploma) == (2, ["UNKNOWN", "YES"])
    assert all(each["attested"]["basis"][0]["source"]["title"] for n in nodes for each in n["competencies"])
    names = ("Reading Comprehension", "Mathematics")
    plain = await command(demonstration, "competencies", "attesting", *names, "--diploma-in", "VA")
    assert [each["place"]["countsFor"]["diploma"]["verdict"] for each in plain["credentials"]] == diploma


async def test_question_42(demonstration: Registry) -> None:
    """Both say: three of ten skills are attested, seven are a gap."""
    data = (await graphql(demonstration, "question42"))["competencyGap"]
    assert (data["attested"], data["gap"], data["unknown"], data["lines"]["totalCount"]) == (3, 7, 0, 10)
    arguments = ("competencies", "gap", "29-2061", "--from", "National Career Readiness Certificate")
    plain = await command(demonstration, *arguments)
    assert sorted(line["state"] for line in plain["lines"]) == ["ATTESTED"] * 3 + ["GAP"] * 7


async def test_question_43(demonstration: Registry) -> None:
    """Both say: 3, 0 and 2 of Virginia's test, 2, 0 and 0 of NCRC with one that nobody sorts."""
    first, second = (await graphql(demonstration, "question43"))["competencyMix"]
    assert [each["count"] for each in first["counts"]] == [3, 0, 2]
    assert ([each["count"] for each in second["counts"]], second["unsorted"]) == ([2, 0, 0], 1)
    names = (
        "Virginia Workplace Readiness Skills for the Commonwealth",
        "National Career Readiness Certificate",
    )
    plain = await command(demonstration, "competencies", "mix", *names)
    assert [answer["unsorted"] for answer in plain["answers"]] == [0, 1]


async def test_every_kind_of_statement_is_known_to_every_surface(demonstration: Registry) -> None:
    """Coverage of all states comes over GraphQL, and each kind held has a sentence and a predicate."""
    query = "{ coverage { place { id } kind statements newest completeLists } }"
    data = await asked(demonstration, query)
    assert {row["kind"] for row in data["coverage"]} >= {"AWARD", "LIST_ENTRY", "RECOGNITION", "RULE"}
    one = {row.kind: row.sid async for rows in demonstration.store.rows() for row in rows if not row.is_edge}
    assert one.keys() <= set(StatementKind)
    frame = await demonstration.ask()
    found = await statements_by_id(frame, one.values())
    assert len(found) == len(one)
    for said in found.values():
        assert plain_sentence(said, await frame.describe(said.mentioned))
        assert predicate_of(said)
