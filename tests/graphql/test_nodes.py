"""Single things by their IRIs, and what they say of themselves."""

from making import iri
from small_registry import CTID, Ask

CREDENTIAL = """query ($id: ID!) { node(id: $id) { id __typename ... on Credential {
  name names { value lang } ctid referenceOnly href types description(lang: ["fr"])
  status { concept { label } }
  classifications { aspect label concept { notation } statement { assertedBy { id } } }
  clusters { code name scheme } occupations { totalCount nodes { code name } }
  issuers { organization { name } statement { kind } }
  ownedBy { id } offeredBy { id }
  identifiers { value schemeName scheme statement { id } }
  requirements { allOf { id name } others text atLeast recommendedOnly relation { label }
                 statement { summary } }
  costs { value unit { notation } measure { label } } outcomes { value measure { notation } }
  entries { nodes { printedName status } } awards { nodes { id } }
  leadsTo { nodes { resource { id } how } } dependents { nodes { how resource { __typename } } }
  equivalents { link } supersededBy { id } competencies { totalCount } durations { text }
  document { id version digest current recorded publishedAt supersededBy { id } }
  statements(kinds: [OBSERVATION]) { totalCount nodes { value predicate } } } } }"""


async def test_a_credential_that_others_describe(ask: Ask) -> None:
    """What others say of a reference record is shown, each with who says so."""
    body = await ask(CREDENTIAL, id=iri("credentials/comptia-security-plus"))
    assert "errors" not in body
    found = body["data"]["node"]
    assert found["name"] == "CompTIA Security+"
    assert found["referenceOnly"] is True
    assert found["href"] == "/credentials/comptia-security-plus"
    assert [c["code"] for c in found["clusters"]] == ["IT"]
    assert [o["code"] for o in found["occupations"]["nodes"]] == ["15-1212"]
    assert {c["aspect"] for c in found["classifications"]} == {
        "credentialType",
        "cluster",
        "occupation",
    }
    assert found["issuers"] == [{"organization": {"name": "CompTIA"}, "statement": {"kind": "CLAIM"}}]
    assert found["costs"][0]["value"] == "392"
    assert found["costs"][0]["unit"] == {"notation": "USD"}
    assert [o["measure"]["notation"] for o in found["outcomes"]] == ["medianSalary"]
    assert {a["id"] for a in found["awards"]["nodes"]} == {
        iri("awards/security"),
        iri("awards/western"),
    }
    assert {d["resource"]["__typename"] for d in found["dependents"]["nodes"]} == {
        "Award",
        "ListEntry",
    }
    assert found["statements"]["totalCount"] == 2
    assert found["document"]["id"] == iri("documents/references?version=1")
    assert found["document"]["current"] is True


async def test_a_credential_of_its_own_owner(ask: Ask) -> None:
    """What an owner publishes is shown: languages, codes, conditions."""
    body = await ask(CREDENTIAL, id=iri("credentials/badge"))
    assert "errors" not in body
    found = body["data"]["node"]
    assert (found["ctid"], found["referenceOnly"]) == (CTID, False)
    assert found["description"] == "Un badge."
    assert found["types"] == ["https://purl.org/ctdl/terms/Badge"]
    assert found["ownedBy"] == [{"id": iri("organizations/owner")}]
    assert [i["value"] for i in found["identifiers"]] == ["B-1"]
    [group] = found["requirements"]
    assert [each["name"] for each in group["allOf"]] == ["CompTIA A+"]
    assert group["others"] == ["at least 16 years old"]
    assert (group["text"], group["recommendedOnly"]) == ("First A+", False)


async def test_what_a_credential_leads_to(ask: Ask) -> None:
    """Preparation and requirement are told apart."""
    body = await ask(CREDENTIAL, id=iri("credentials/comptia-a-plus"))
    leads = {each["resource"]["id"]: each["how"] for each in body["data"]["node"]["leadsTo"]["nodes"]}
    assert leads == {
        iri("credentials/badge"): "https://purl.org/ctdl/terms/requires",
        iri("credentials/comptia-network-plus"): "https://purl.org/ctdl/terms/preparationFrom",
    }


async def test_statements_and_versions_are_nodes(ask: Ask) -> None:
    """The ids of statements, documents, awards and entries lead back to them."""
    body = await ask(
        """query ($id: ID!) { node(id: $id) { ... on Credential { document { id }
          awards { nodes { id basis { id } } } entries { nodes { id } } } } }""",
        id=iri("credentials/comptia-security-plus"),
    )
    found = body["data"]["node"]
    award = found["awards"]["nodes"][0]
    ids = [
        found["document"]["id"],
        award["id"],
        award["basis"][0]["id"],
        found["entries"]["nodes"][0]["id"],
    ]
    again = await ask("query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", ids=ids)
    assert [node["id"] for node in again["data"]["nodes"]] == ids
    assert [node["__typename"] for node in again["data"]["nodes"]] == [
        "DocumentVersion",
        "Award",
        "Statement",
        "ListEntry",
    ]


async def test_what_is_not_known_is_null(ask: Ask) -> None:
    """An IRI under which nothing is known gives null, among others that are."""
    body = await ask(
        "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }",
        ids=[
            iri("credentials/nothing"),
            iri("statements/s0"),
            iri("documents/nothing?version=1"),
            iri("credentials/badge"),
        ],
    )
    assert body["data"]["nodes"] == [None, None, None, {"id": iri("credentials/badge")}]


async def test_a_credential_by_ctid(ask: Ask) -> None:
    """A credential is found by its CTID in any case; another is null."""
    query = "query ($c: String!) { credential(ctid: $c) { id } }"
    found = await ask(query, c=CTID.upper())
    assert found["data"]["credential"] == {"id": iri("credentials/badge")}
    other = await ask(query, c=CTID.replace("0a", "0b"))
    assert other["data"] == {"credential": None}
    assert "errors" not in other


async def test_other_things(ask: Ask) -> None:
    """States, clusters, organizations, lists and courses have types of their own."""
    body = await ask(
        """query ($ids: [ID!]!) { nodes(ids: $ids) { __typename
          ... on Jurisdiction { code name } ... on Cluster { code scheme }
          ... on Organization { state { code } names { lang } credentials { nodes { name } } }
          ... on PriorityList { place { code } complete validTo entries { nodes { printedName
             standsFor { id } } } }
          ... on LearningOpportunity { courseName: name } } }""",
        ids=[
            "https://w3id.org/credway/schemes/states/OH",
            "https://w3id.org/credway/schemes/clusters/2019/IT",
            iri("organizations/college"),
            iri("organizations/comptia"),
            iri("lists/oh/2026"),
            iri("courses/college/nurs-1"),
        ],
    )
    assert "errors" not in body
    state, cluster, college, comptia, listed, course = body["data"]["nodes"]
    assert state == {"__typename": "Jurisdiction", "code": "OH", "name": "Ohio"}
    assert cluster["code"] == "IT"
    assert college["state"] == {"code": "OH"}
    assert [c["name"] for c in comptia["credentials"]["nodes"]] == [
        "CompTIA A+",
        "CompTIA Network+",
        "CompTIA Security+",
    ]
    assert listed["place"] == {"code": "OH"}
    assert {e["printedName"] for e in listed["entries"]["nodes"]} == {"security", "Some Certificate"}
    assert course["courseName"] == "Nursing 1"


async def test_awards_at_a_place(ask: Ask) -> None:
    """Awards can be asked for by state or institution: an institution's award holds in its state."""
    query = """query ($id: ID!, $place: PlaceInput!) { node(id: $id) { ... on Credential {
      awards(place: $place) { nodes { id } } } } }"""
    for place, path in (
        ({"state": "OH"}, "awards/security"),
        ({"state": "CA"}, "awards/western"),
        ({"institution": iri("organizations/western")}, "awards/western"),
    ):
        body = await ask(query, id=iri("credentials/comptia-security-plus"), place=place)
        assert "errors" not in body
        assert [n["id"] for n in body["data"]["node"]["awards"]["nodes"]] == [iri(path)]
