"""Findings that name what their writer may mean, and their place."""

from typing import Any

import orjson
import pytest

from credway.shapes.documents import Document
from credway.shapes.gate import Gate
from credway.shapes.judging import judge_document
from credway.shapes.limits import LOCAL
from credway.shapes.verdict import Finding

CTID = "ce-0f6b0f52-1a2b-4c3d-8e4f-5a6b7c8d9e0f"
NODE = {
    "@context": "https://credreg.net/ctdl/schema/context/json",
    "@id": f"https://a.example/resources/{CTID}",
    "@type": "ceterms:SupportService",
    "ceterms:name": {"en": "Advising"},
}


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate(0)


def told(gate: Gate, document: Any) -> dict[str, Finding]:
    """What is said of a document, by code."""
    verdict = judge_document(
        Document(orjson.dumps(document)), "publish", gate, LOCAL, "https://b.example/"
    ).verdict
    return {each.code: each for each in verdict.findings}


def test_the_ctid_in_an_iri_is_named(gate: Gate) -> None:
    """Where it is missing or misspelt it need not be looked for, and one fault is one finding."""
    hint = f'The IRI has one: write "ceterms:ctid": "{CTID}".'
    assert told(gate, NODE)["common.ctidRequired"].message.endswith(hint)
    for wrong in (CTID[3:], f"ce-{CTID[3:-1]}"):
        found = told(gate, {**NODE, "ceterms:ctid": wrong})
        assert found["common.ctidGrammar"].message.endswith(hint)
        assert not {"WRONG_CTID", "common.ctidVersion", "check.ctid"} & set(found)
    other = told(gate, {**NODE, "ceterms:ctid": CTID.replace("0f6b", "0f6c")})
    assert "WRONG_CTID" in other
    bare = told(gate, {**NODE, "@id": "https://a.example/1"})
    assert "The IRI has one" not in bare["common.ctidRequired"].message


def test_a_concept_of_an_unstable_scheme_is_guessed_too(gate: Gate) -> None:
    """A remark on a value that is kept says which concept it is like."""
    found = told(gate, {**NODE, "ceterms:ctid": CTID, "ceterms:supportServiceType": "support:TransferAdvice"})
    finding = found["membership.supportServiceType"]
    assert finding.severity == "Info"
    assert finding.message.endswith("Did you mean support:TransferAdvising?")


def test_a_node_that_nothing_judges_has_its_place(gate: Gate) -> None:
    """What lacks a class is pointed at."""
    graph = {
        "@context": NODE["@context"],
        "@graph": [{"@id": "https://a.example/1", "ceterms:name": {"en": "A"}}],
    }
    found = told(gate, graph)["NO_FOCUS_NODE"]
    assert found.pointer == "/@graph/0"
    assert "ceterms:Credential, ceterms:Course or ceterms:Organization" in found.message
