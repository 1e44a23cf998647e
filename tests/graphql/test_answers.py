"""The three questions through GraphQL: what the core answers is what is shown."""

from making import iri
from small_registry import Ask

from credway.graphql.persisted import shipped
from credway.registry.settings import read_settings


async def test_credit_in_a_state(ask: Ask) -> None:
    """An award is shown with its amount, its statement, its source and its document."""
    body = await ask(shipped()["question15"])
    assert "errors" not in body
    answer = body["data"]["postsecondaryCredit"]
    assert (answer["asOf"], answer["knownAt"]) == ("2026-11-24", 6)
    [found] = answer["awards"]["nodes"]
    assert found["verdict"] == "YES"
    assert found["award"]["awardedBy"] == {"name": "Western"}
    assert found["award"]["amount"][0] | {"level": None} == {
        "value": "4",
        "minimum": None,
        "maximum": None,
        "unit": None,
        "level": None,
    }
    [said] = found["award"]["basis"]
    assert said["summary"].startswith("CompTIA Security+ earns 4")
    assert said["document"]["id"] == iri("documents/awards?version=1")
    [total] = answer["totals"]
    assert (total["certain"], total["unit"]) == ("4", None)


async def test_credit_in_another_state(ask: Ask) -> None:
    """What another state awards is elsewhere, and binds nobody here."""
    body = await ask(shipped()["question16"])
    answer = body["data"]["postsecondaryCredit"]
    [found] = answer["awards"]["nodes"]
    assert found["award"]["kind"] == "GUARANTEED_MINIMUM"
    assert found["award"]["authority"] == {"name": "A Department"}
    assert found["award"]["toward"][0]["course"] == {"name": "Network Security"}
    [other] = answer["elsewhere"]["nodes"]
    assert other["award"]["awardedBy"]["state"] == {"code": "CA"}


async def test_a_block_with_a_condition(ask: Ask) -> None:
    """A condition is judged for the asker; one that says nothing leaves the award possible only."""
    document = shipped()["question18"]
    place = {"held": {"id": iri("credentials/lpn")}, "college": iri("organizations/college")}
    met = (await ask(document, **place))["data"]["postsecondaryCredit"]
    [found] = met["awards"]["nodes"]
    assert found["conditions"][0]["kind"] == "DEGREE_PROGRAM"
    assert (found["verdict"], met["totals"][0]["certain"]) == ("YES", "15")
    assert len(found["award"]["toward"]) == 5
    unsaid = (await ask(document, **place, degreeSeeking=None))["data"]["postsecondaryCredit"]
    assert unsaid["awards"]["nodes"][0]["verdict"] == "UNKNOWN"
    assert (unsaid["totals"][0]["certain"], unsaid["totals"][0]["possible"]) == ("0", "15")
    unmet = (await ask(document, **place, degreeSeeking=False))["data"]["postsecondaryCredit"]
    assert unmet["awards"]["nodes"] == []
    assert unmet["notAwarded"]["nodes"][0]["reason"] == "CONDITION_UNMET"


async def test_a_path_on_requirements_and_with_preparation(ask: Ask) -> None:
    """One step on requirements alone; with preparation three, of which two are not required."""
    body = await ask(shipped()["question30"])
    assert "errors" not in body
    [alone] = body["data"]["required"]["plans"]
    assert [step["obtains"]["name"] for step in alone["steps"]] == ["CompTIA Security+"]
    [prepared] = body["data"]["prepared"]["plans"]
    assert [step["required"] for step in prepared["steps"]] == [False, False, True]
    assert [step["after"] for step in prepared["steps"]] == [[], [1], [2]]
    assert prepared["steps"][2]["wage"]["value"] == "82296"
    assert prepared["steps"][2]["wage"]["statement"]["caveats"] == ["One source"]
    assert prepared["totals"]["fee"] == {"value": "392", "unit": {"label": "US dollars"}}
    assert "fee" in prepared["totals"]["incomplete"]


async def test_portability_to_a_state(ask: Ask) -> None:
    """Each verdict comes with what it rests on, or with what is missing."""
    body = await ask(shipped()["question33"])
    [place] = body["data"]["portability"]["places"]
    assert place["place"] == {"name": "Virginia"}
    assert place["countsFor"]["work"]["verdict"] == "YES"
    assert place["countsFor"]["work"]["basis"][0]["summary"] == "CompTIA A+ is recognized in Virginia."
    assert place["countsFor"]["credit"]["verdict"] == "UNKNOWN"
    assert place["countsFor"]["credit"]["missing"]


async def test_portability_to_a_state_with_a_list(ask: Ask) -> None:
    """An entry of a list is shown with its status and its days, last days included."""
    body = await ask(
        """query ($id: ID!) { portability(credential: {id: $id}, to: ["OH"]) { places {
          listed { verdict basis { kind } }
          entries { id status validFrom validTo list { id __typename } credential { name } }
          awards { totalCount nodes { id kind } } } } }""",
        id=iri("credentials/comptia-security-plus"),
    )
    [place] = body["data"]["portability"]["places"]
    assert place["listed"]["verdict"] == "YES"
    [entry] = place["entries"]
    assert entry["id"] == iri("lists/oh/entries/security")
    assert (entry["validFrom"], entry["validTo"]) == ("2026-01-01", "2026-12-31")
    assert entry["list"] == {"id": iri("lists/oh/2026"), "__typename": "PriorityList"}
    assert place["awards"]["nodes"] == [{"id": iri("awards/security"), "kind": "GUARANTEED_MINIMUM"}]


async def test_coverage(ask: Ask) -> None:
    """What is held at all can be asked by state."""
    body = await ask('{ coverage(places: ["OH"]) { place { code } kind statements knownAt } }')
    kinds = {row["kind"]: row["statements"] for row in body["data"]["coverage"]}
    assert kinds["LIST_ENTRY"] == 2
    assert {row["place"]["code"] for row in body["data"]["coverage"]} == {"OH"}


async def test_resolve_shows_what_is_ambiguous(ask: Ask) -> None:
    """A name of two things has two candidates; what is known is described."""
    body = await ask(
        """{ resolve(refs: [{named: {name: "AWS Certified"}}, {named: {name: "COMPTIA A PLUS"}}]) {
          asked candidates { confidence matchedBy resource { __typename name } } } }"""
    )
    aws, plus = body["data"]["resolve"]
    assert len(aws["candidates"]) == 2
    assert plus["candidates"][0]["resource"] == {"__typename": "Credential", "name": "CompTIA A+"}


async def test_the_moment_is_the_same_for_the_whole_request(ask: Ask) -> None:
    """Questions that name no moment share one, and the answer says which, and for which days."""
    body = await ask(
        """{ a: credentials(first: 1) { asOf knownAt }
             b: credentials(first: 1, asOf: "2026-01-01") { asOf knownAt }
             c: credentials(first: 1, knownAt: 1) { asOf knownAt totalCount } }"""
    )
    data = body["data"]
    assert data["a"]["knownAt"] == data["b"]["knownAt"] == 6
    assert data["b"]["asOf"] == "2026-01-01"
    assert data["c"]["knownAt"] == 1
    assert {"asOf": "2026-11-24", "knownAt": 1} in body["extensions"]["asked"]
    assert len(body["extensions"]["asked"]) == 3


async def test_an_answer_says_by_which_setting_it_was_cut(ask: Ask) -> None:
    """With one award read of two, credit and portability both say that awards were left out, and why."""
    query = """query ($id: ID!) {
      portability(credential: {id: $id}, to: ["OH"]) { cut { limit value message } }
      postsecondaryCredit(held: [{ref: {id: $id}}], place: {state: "OH"}) { cut { limit value message } } }"""
    of = iri("credentials/comptia-security-plus")
    body = await ask(query, settings=read_settings({"CREDWAY_MAX_AWARDS": "1"}), id=of)
    assert "errors" not in body, body
    cut = body["data"]["portability"]["cut"]
    assert (cut["limit"], cut["value"]) == ("max_awards", 1)
    assert body["data"]["postsecondaryCredit"]["cut"] == cut
    assert "others were left out" in cut["message"]
    whole = (await ask(query, id=of))["data"]
    assert [found["cut"] for found in whole.values()] == [None, None]


async def test_credit_and_portability_give_one_verdict(ask: Ask) -> None:
    """`earns` of the credit answer for a state is the credit finding of the portability answer."""
    finding = "{ verdict basis { id } against { id } missing { what } }"
    query = f"""query ($id: ID!) {{
      portability(credential: {{id: $id}}, to: ["OH"]) {{ places {{ credit {finding} }} }}
      postsecondaryCredit(held: [{{ref: {{id: $id}}}}], place: {{state: "OH"}}) {{ earns {finding} }} }}"""
    for name, verdict in (("comptia-security-plus", "YES"), ("lpn", "UNKNOWN")):
        data = (await ask(query, id=iri(f"credentials/{name}")))["data"]
        earns = data["postsecondaryCredit"]["earns"]
        assert [place["credit"] for place in data["portability"]["places"]] == [earns]
        assert earns["verdict"] == verdict
