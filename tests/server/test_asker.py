"""Facts about an asker sent to /answers."""

from typing import Any

import pytest
from making import iri
from starlette.testclient import TestClient


@pytest.mark.parametrize(
    ("name", "value"), [("residentOf", "Narnia"), ("age", -5), ("yearsOfExperience", "-1")]
)
def test_a_fact_that_nobody_can_have_is_refused_alike(client: TestClient, name: str, value: Any) -> None:
    """By GET and by POST the body of the error is the same: its code, the argument, what to write."""
    target = iri("credentials/security-plus")
    got = client.get("/answers/pathways", params={"to": target, name: value})
    sent = client.post("/answers/pathways", json={"to": {"ref": {"id": target}}, "asker": {name: value}})
    assert (got.status_code, sent.status_code) == (400, 400)
    assert got.json() == sent.json()
    assert (got.json()["code"], got.json()["argument"]) == ("BAD_REQUEST", name)
    assert got.json()["detail"].startswith(name)


def test_a_fact_goes_round_no_check(client: TestClient) -> None:
    """A state of residence that is none is refused as a fact too."""
    facts = [{"about": "ceterms:residentOf", "values": ["ZZ"]}]
    asked = {"to": {"ref": {"id": iri("credentials/security-plus")}}, "asker": {"facts": facts}}
    sent = client.post("/answers/pathways", json=asked)
    assert (sent.status_code, sent.json()["argument"]) == (400, "residentOf")
    assert "such as VA" in sent.json()["detail"]


@pytest.mark.parametrize(("name", "value"), [("score", "-5"), ("score", "85%"), ("earnedIn", "ZZ")])
def test_what_is_said_of_something_held_is_checked(client: TestClient, name: str, value: str) -> None:
    """A score that nobody can reach and a state that is none are refused alike by GET and by POST."""
    held = iri("credentials/security-plus")
    got = client.get("/answers/credit", params={"held": held, "place": "OH", name: value})
    one = {"ref": {"id": held}, name: value}
    sent = client.post("/answers/credit", json={"held": [one], "place": {"state": "OH"}})
    assert (got.status_code, sent.status_code) == (400, 400)
    assert got.json() == sent.json()
    assert got.json()["argument"] == name


def test_a_score_is_a_number_or_a_grade(client: TestClient) -> None:
    """A number and a grade in letters are taken by POST, and both by GET."""
    held = iri("credentials/security-plus")
    for score in (85, "85.5", "B+"):
        one = {"ref": {"id": held}, "score": score}
        sent = client.post("/answers/credit", json={"held": [one], "place": {"state": "OH"}})
        got = client.get("/answers/credit", params={"held": held, "place": "OH", "score": score})
        assert (sent.status_code, got.status_code) == (200, 200), sent.text
        assert sent.json() == got.json()
    wrong = client.post("/answers/credit", json={"held": [one | {"score": True}], "place": {"state": "OH"}})
    assert (wrong.status_code, "nor a grade such as B+" in wrong.json()["detail"]) == (400, True)


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5000, "\u00b2", "1.5"])
def test_a_number_that_none_can_be_is_refused(client: TestClient, number: str) -> None:
    """A number of the registry that is past all numbers, or none, is 400 and names its parameter."""
    found = client.get("/answers/credit", params={"held": "x", "place": "OH", "knownAt": number})
    assert (found.status_code, found.json()["argument"]) == (400, "knownAt")
