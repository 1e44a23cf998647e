"""What was refused when the document was read is told once."""

from typing import Any

import orjson
import pytest

from credway.shapes.documents import Document
from credway.shapes.gate import Gate
from credway.shapes.judging import judge_document
from credway.shapes.limits import LOCAL
from credway.shapes.verdict import Finding

IRI = "https://a.example/1"
WHOLE = {
    "@context": "https://credreg.net/ctdl/schema/context/json",
    "@id": IRI,
    "@type": "ceterms:Certification",
    "ceterms:ctid": "ce-0f6b0f52-1a2b-4c3d-8e4f-5a6b7c8d9e0f",
    "ceterms:name": {"en": "Certified Welder"},
    "ceterms:description": {"en": "It shows that its holder can weld."},
    "ceterms:inLanguage": ["en"],
    "ceterms:subjectWebpage": "https://a.example/welder",
    "ceterms:ownedBy": ["https://a.example/2"],
    "ceterms:credentialStatusType": {
        "@type": "ceterms:CredentialAlignmentObject",
        "ceterms:targetNode": "credentialStat:Active",
    },
}
ALIGNMENT = {"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNodeName": {"en": "Active"}}


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate(0)


def grave(gate: Gate, document: Any) -> list[Finding]:
    """What refuses a document, and whatever is told of concepts."""
    verdict = judge_document(
        Document(orjson.dumps(document)), "publish", gate, LOCAL, "https://b.example/"
    ).verdict
    assert verdict.outcome == "refused"
    return [f for f in verdict.findings if f.severity == "Violation" or f.code == "check.concept"]


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"ceterms:ownedBy": "Acme College"}, ["BAD_IRI"]),
        ({"ceterms:ownedBy": ["Acme College"]}, ["BAD_IRI"]),
        ({"ceterms:ownedBy": [{"@id": "Acme College"}]}, ["BAD_IRI"]),
        ({"ceterms:ownedBy": "acme"}, ["BAD_IRI"]),
        ({"ceterms:subjectWebpage": "our web page"}, ["BAD_IRI"]),
        ({"ceterms:credentialStatusType": "Active"}, ["BAD_IRI"]),
        ({"ceterms:credentialStatusType": "no longer active"}, ["BAD_IRI"]),
        ({"ceterms:credentialStatusType": {**ALIGNMENT, "ceterms:targetNode": "Active"}}, ["BAD_IRI"]),
        ({"ceterms:credentialStatusType": {**ALIGNMENT, "ceterms:targetNode": "is active"}}, ["BAD_IRI"]),
        ({"ceterms:name": {"plain english": "Certified Welder"}}, ["BAD_LANGUAGE"]),
        ({"@type": "A certification"}, ["BAD_TYPE"]),
        ({"@id": "the welder"}, ["BAD_IRI"]),
        ({"ceterms:ownedBy": [], "ownedBy": "https://a.example/2"}, ["UNDEFINED_TERM"]),
        ({"ceterms:transferValue": {"@type": "ceterms:ValueProfile", "schema:value": 3,
          "ceterms:creditUnitType": "Semester hours"}}, ["BAD_IRI"]),
    ],
)  # fmt: skip
def test_a_refused_value_is_not_missing_as_well(
    changes: dict[str, Any], codes: list[str], gate: Gate
) -> None:
    """One fault is one finding, of the reader and not of the shapes."""
    assert [each.code for each in grave(gate, {**WHOLE, **changes})] == codes


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"ceterms:ownedBy": "Acme College", "ceterms:name": None}, ["BAD_IRI", "common.nameRequired"]),
        ({"ceterms:offeredIn": "Acme College", "ceterms:ownedBy": []}, ["BAD_IRI", "common.ownerRequired"]),
        ({"ceterms:ownedBy": [{"@type": "ceterms:Organization", "ceterms:subjectWebpage": "a page",
          "ceterms:ctid": "x"}], "ceterms:subjectWebpage": []},
         ["BAD_IRI", "check.ctid", "common.webpageRequired"]),
        ({"xyzzy": "https://a.example/2", "ceterms:ownedBy": []}, ["UNDEFINED_TERM", "common.ownerRequired"]),
    ],
)  # fmt: skip
def test_what_is_wrong_elsewhere_is_told_beside_it(
    changes: dict[str, Any], codes: list[str], gate: Gate
) -> None:
    """Only the property of the refused value is spared, on its own node."""
    assert sorted(each.code for each in grave(gate, {**WHOLE, **changes})) == sorted(codes)


def test_another_value_of_the_same_property_is_judged(gate: Gate) -> None:
    """Beside a value that was refused a text where a thing is meant is told as ever."""
    document = {**WHOLE, "ceterms:ownedBy": ["Acme College", {"@value": "Acme"}]}
    assert [each.code for each in grave(gate, document)][:1] == ["BAD_IRI"]
    assert "common.agentNode" in {each.code for each in grave(gate, document)}


def test_a_node_in_a_graph_is_told_apart(gate: Gate) -> None:
    """What was refused of one node is not forgiven to another."""
    first = {k: v for k, v in WHOLE.items() if k != "@context"}
    second = {
        **first,
        "@id": f"{IRI}1",
        "ceterms:ctid": "ce-1f6b0f52-1a2b-4c3d-8e4f-5a6b7c8d9e0f",
        "ceterms:ownedBy": [],
    }
    graph = {"@context": WHOLE["@context"], "@graph": [{**first, "ceterms:ownedBy": "Acme College"}, second]}
    found = grave(gate, graph)
    assert [(each.code, each.pointer) for each in found] == [
        ("BAD_IRI", "/@graph/0/ceterms:ownedBy"),
        ("common.ownerRequired", "/@graph/1"),
    ]


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"name": {"en": "A"}}, {"UNDEFINED_TERM"}),
        ({"foo:name": {"en": "A"}}, {"UNDEFINED_TERM"}),
        ({"ceterms:nmae": {"en": "A"}}, {"check.property"}),
        ({"ceterms:nmae": [{"en": "A"}, {"fr": "B"}]}, {"check.property"}),
        ({"ceterms:subjectWebpage": "https:a.example"}, {"BAD_IRI"}),
    ],
)
def test_how_a_refused_key_or_value_is_written_is_not_told(
    gate: Gate, changes: dict[str, Any], codes: set[str]
) -> None:
    """Who mends the key mends what stands under it; an address is refused once."""
    body = orjson.dumps({**WHOLE, **changes})
    verdict = judge_document(Document(body), "publish", gate, LOCAL, "https://b.example/").verdict
    told = {each.code for each in verdict.findings if not each.message.startswith("Recommended")}
    assert told == codes
