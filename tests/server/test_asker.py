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
