"""Pathways and what can be taken next through GraphQL: every field, every kind of target, bad input."""

from typing import Any

import pytest
from making import BASE, award, claim, credential, hours, iri, organization, profile, publish, reference
from pathing import component, condition, constraint, pathway
from small_registry import TODAY, Ask, Counting, Lenient, counting

from credway.registry.clock import frozen_clock
from credway.registry.preparing import Here
from credway.registry.registry import Registry
from credway.registry.settings import read_settings
from credway.registry.store.sqlite import SQLiteStore

NURSE = "https://w3id.org/credway/schemes/soc/2018/29-2061"
IT = "https://w3id.org/credway/schemes/clusters/2019/IT"


@pytest.fixture(scope="module", name="registry")
async def paths() -> Any:
    """Credentials a to d, a pathway to d, and what is said of them: the registry that `ask` asks here."""
    store = SQLiteStore(":memory:")
    await store.open(BASE)
    counted: Any = Counting(store)
    registry = Registry(counted, Here(Lenient()), read_settings({}), frozen_clock(TODAY), BASE)
    await publish(registry, "others", *(reference(f"credentials/{name}") for name in "ab"))
    twin = {"ceterms:sameAs": [iri("credentials/a")]}
    asks = profile(
        "credentials/a", extra={"ceterms:targetCompetency": [iri("skills/x")], "ceterms:minimumAge": 18}
    )
    teaches = profile(extra={"ceterms:targetCompetency": [iri("skills/x")]})
    await publish(registry, "twin", credential("credentials/twin", twin))
    await publish(registry, "b", credential("credentials/c", {"ceterms:requires": [asks]}))
    for one, other in (("lecture", "laboratory"), ("laboratory", "lecture")):
        beside = {"ceterms:corequisite": [profile(f"credentials/{other}")]}
        await publish(registry, one, credential(f"credentials/{one}", beside))
    await publish(registry, "e", credential("credentials/e", {"ceterms:requires": [teaches]}))
    rule = condition("a", extra={"ceterms:hasConstraint": [constraint("https://example.org/grade", "GT", 2)]})
    end = component("d", "credentials/d", extra={"ceterms:hasCondition": [rule]})
    await publish(registry, "d", credential("credentials/d"))
    course = component(
        "a",
        kind="CourseComponent",
        extra={
            "ceterms:creditValue": [
                {
                    "@type": "ceterms:ValueProfile",
                    "schema:value": 3,
                    "ceterms:creditUnitType": ["creditUnit:SemesterHour"],
                }
            ]
        },
    )
    await publish(registry, "pathways/p", *pathway(course, end, ends=["d"]))
    await publish(registry, "orgs", organization("organizations/college", "OH"))
    await publish(
        registry,
        "claims",
        claim("claims#1", "credentials/c", "ceterms:occupationType", obj=NURSE),
        claim("claims#2", "credentials/c", "credway:careerCluster", obj=IT),
        claim(
            "claims#3",
            "credentials/c",
            "credway:pathwayRole",
            obj="https://w3id.org/credway/schemes/pathwayRoles/Capstone",
        ),
    )
    await publish(
        registry,
        "awards",
        award("awards/1", held=("credentials/c",), by="organizations/college", amounts=(hours("4"),)),
    )
    try:
        yield registry
    finally:
        await store.close()


HELD = "[" + ", ".join(f'{{ ref: {{ id: "{iri(f"credentials/{name}")}" }} }}' for name in ("twin", "e")) + "]"


async def test_a_plan_with_all_that_it_says(ask: Ask) -> None:
    """What is held counts, through a link and by what it attests; ages are judged; credit is the place's."""
    body = await ask(
        f"""{{ pathways(
          to: {{ ref: {{ id: "{iri("credentials/c")}" }} }}, from: {HELD}, orderBy: CREDIT
          asker: {{ age: 17, facts: [{{ about: "https://example.org/grade", values: ["3"] }}] }}
          place: {{ state: "OH" }}
        ) {{
          reachable {{ verdict }}
          rules {{ name }}
          plans {{
            steps {{
              obtains {{ id }} relation {{ label }} required
              credit {{
                low high unit {{ label }} level {{ label }} awardedBy {{ id }} award {{ id }}
                statement {{ summary }}
              }}
              roles {{ aspect concept {{ notation }} }}
            }}
            counted {{
              asked {{ id }} by {{ id }} held {{ id }}
              equivalent {{ link }} attestation {{ how }} statement {{ summary }}
            }}
            conditions {{ kind state given }}
            totals {{
              steps incomplete
              credit {{ low high unit {{ label }} level {{ label }} awardedBy {{ id }} }}
            }}
          }}
        }} }}"""
    )
    assert "errors" not in body, body
    found = body["data"]["pathways"]
    assert found["reachable"]["verdict"] == "NO"
    assert [r["name"] for r in found["rules"]] == [
        "Wage gain of a plan",
        "Fees of a plan",
        "Credit of a plan",
    ]
    [plan] = found["plans"]
    [step] = plan["steps"]
    assert (step["relation"], step["required"]) == (None, True)
    [credit] = step["credit"]
    assert (credit["low"], credit["unit"]["label"]) == ("4", "Semester Hour")
    assert credit["awardedBy"]["id"] == iri("organizations/college")
    assert [r["concept"]["notation"] for r in step["roles"]] == ["Capstone"]
    counted = {each["asked"]["id"]: each for each in plan["counted"]}
    assert counted[iri("credentials/a")]["equivalent"]["link"].endswith("sameAs")
    assert counted[iri("credentials/a")]["held"]["id"] == iri("credentials/twin")
    assert counted[iri("skills/x")]["attestation"]["how"] == "REQUIRED"
    assert [(c["kind"], c["state"], c["given"]) for c in plan["conditions"]] == [("AGE", "UNMET", "17")]
    assert plan["totals"]["credit"][0]["low"] == "4"


async def test_corequisites_of_each_other_are_taken_together(ask: Ask) -> None:
    """Neither of the two is after the other: each names the other's step."""
    asked = f"""{{ pathways(to: {{ ref: {{ id: "{iri("credentials/lecture")}" }} }}) {{
      plans {{ steps {{ number after together }} conditions {{ state }} }}
    }} }}"""
    body = await ask(asked)
    assert body["data"]["pathways"]["plans"] == [
        {
            "steps": [
                {"number": 1, "after": [], "together": [2]},
                {"number": 2, "after": [], "together": [1]},
            ],
            "conditions": [],
        }
    ]


@pytest.mark.parametrize(
    ("target", "ends"),
    [
        (f'occupation: {{ id: "{NURSE}" }}', "c"),
        (
            'occupation: { code: { scheme: "https://w3id.org/credway/schemes/soc/2018", value: "29-2061" } }',
            "c",
        ),
        (f'cluster: {{ id: "{IT}" }}', "c"),
        (f'pathway: "{iri("pathways/p")}"', "d"),
        (f'ref: {{ id: "{iri("credentials/d")}" }}', "d"),
    ],
)
async def test_every_kind_of_target(ask: Ask, target: str, ends: str) -> None:
    """An occupation by its id or code, a cluster, a Pathway and a reference each have a plan."""
    body = await ask(f"{{ pathways(to: {{ {target} }}) {{ plans {{ steps {{ obtains {{ id }} }} }} }} }}")
    assert "errors" not in body, body
    steps = body["data"]["pathways"]["plans"][0]["steps"]
    assert steps[-1]["obtains"]["id"] == iri(f"credentials/{ends}")


async def test_a_constraint_is_judged(ask: Ask) -> None:
    """A grade of 3 meets the constraint of the Pathway, none leaves it UNKNOWN."""
    query = f"""query Q($asker: AskerInput) {{
      pathways(to: {{ pathway: "{iri("pathways/p")}" }}, asker: $asker) {{
        plans {{ conditions {{ kind condition state required given }} }}
      }}
    }}"""
    facts = {"facts": [{"about": "https://example.org/grade", "values": ["3"]}]}
    for asker, state in ((facts, "MET"), (None, "UNKNOWN")):
        body = await ask(query, asker=asker)
        [found] = body["data"]["pathways"]["plans"][0]["conditions"]
        assert (found["kind"], found["state"], found["required"]) == ("CONSTRAINT", state, "2")


NEXT = """query Q($held: [HeldInput!]!, $first: Int, $after: String) {
  nextCredentials(held: $held, first: $first, after: $after, place: { state: "OH" }) {
    totalCount cut { limit } pageInfo { hasNextPage endCursor }
    nodes {
      credential { id } open { verdict missing { what } } relation { label } because { summary } lacks { id }
      conditions { kind state } wage { value } fees { value } duration { text }
      credit { low } roles { label } occupations { concept { notation } }
    }
  }
}"""


async def test_what_can_be_taken_next(ask: Ask, registry: Registry) -> None:
    """Holding a and a competency opens c, in as many round trips for one field as for all."""
    held = [{"ref": {"id": iri(f"credentials/{name}")}} for name in ("a", "e")]
    body = await ask(NEXT, held=held)
    assert "errors" not in body, body
    found = body["data"]["nextCredentials"]
    [node] = found["nodes"]
    assert (found["totalCount"], found["pageInfo"]["hasNextPage"]) == (1, False)
    assert node["credential"]["id"] == iri("credentials/c")
    assert node["open"]["verdict"] == "UNKNOWN"
    assert [m["what"] for m in node["open"]["missing"]] == ["C asks for: at least 18 years old"]
    assert [c["kind"] for c in node["conditions"]] == ["AGE"]
    assert [c["low"] for c in node["credit"]] == ["4"]
    assert [o["concept"]["notation"] for o in node["occupations"]] == ["29-2061"]
    assert len(counting(registry).asked) <= 13


@pytest.mark.parametrize(
    ("query", "code"),
    [
        (
            '{ pathways(to: { ref: { ctid: "ce-00000000-0000-4000-8000-000000000000" } }) { asOf } }',
            "NOT_FOUND",
        ),
        ('{ pathways(to: { pathway: "https://example.org/none" }) { asOf } }', "NOT_FOUND"),
        (
            f'{{ pathways(to: {{ occupation: {{ id: "{NURSE}" }} }}, first: 99) {{ asOf }} }}',
            "LIMIT_EXCEEDED",
        ),
        (
            f'{{ pathways(to: {{ occupation: {{ id: "{NURSE}" }} }}, place: {{ state: "XX" }}) {{ asOf }} }}',
            "BAD_REQUEST",
        ),
        ("{ nextCredentials(held: [], first: 101) { totalCount } }", "LIMIT_EXCEEDED"),
        ('{ nextCredentials(held: [], after: "none") { totalCount } }', "BAD_CURSOR"),
        ('{ nextCredentials(held: [], asOf: "2026-02-31") { totalCount } }', "BAD_REQUEST"),
    ],
)
async def test_bad_questions_have_codes(ask: Ask, query: str, code: str) -> None:
    """Unknown things, places and days, too much at once and cursors of other lists are coded errors."""
    body = await ask(query)
    assert [error["extensions"]["code"] for error in body["errors"]] == [code]


async def test_what_a_credential_leads_to(ask: Ask) -> None:
    """A is required for c, with the relation and who says so."""
    query = f"""{{ credential(id: "{iri("credentials/a")}") {{
      leadsTo {{ totalCount cut {{ limit }} nodes {{ how resource {{ id }} statement {{ summary }} }} }}
    }} }}"""
    found = (await ask(query))["data"]["credential"]["leadsTo"]
    assert (found["totalCount"], found["cut"]) == (1, None)
    assert [(n["resource"]["id"], n["how"].rsplit("/", 1)[-1]) for n in found["nodes"]] == [
        (iri("credentials/c"), "requires")
    ]


async def test_a_list_of_what_something_leads_to_that_is_cut(ask: Ask, registry: Registry) -> None:
    """Where more conditions name a credential than may be read, the list says so."""
    names = [f"credentials/many{number}" for number in range(5)]
    nodes = [credential(name, {"ceterms:requires": [profile("credentials/d")]}) for name in names]
    await publish(registry, "many", *nodes)
    query = f'{{ credential(id: "{iri("credentials/d")}") {{ leadsTo {{ totalCount cut {{ limit }} }} }} }}'
    whole = (await ask(query))["data"]["credential"]["leadsTo"]
    assert (whole["totalCount"], whole["cut"]) == (6, None)
    small = (await ask(query, registry.settings.replaced(max_next=3)))["data"]["credential"]["leadsTo"]
    assert (small["totalCount"], small["cut"]) == (3, {"limit": "max_next"})
