"""Documents of the kinds that loaders write, as JSON-LD through the published context."""

import json
from typing import Any

import pyoxigraph as ox
import pytest

from credway.ontology.context import context
from credway.shapes.pyshacl_engine import PyShaclEngine
from credway.shapes.validator import validate

BASE = "https://demo.credway.example/"
SCHEMES = "https://w3id.org/credway/schemes/"
SOURCE = {
    "@id": f"{BASE}sources/report",
    "@type": "credway:Source",
    "schema:name": "A report",
    "schema:url": "https://example.org/report",
    "credway:sourceDate": "2019-05",
}
SAID = {
    "credway:assertedBy": f"{BASE}organizations/foundation",
    "credway:source": SOURCE["@id"],
    "credway:locator": "page 70; table.csv#7",
    "credway:caveat": ["some states do not report"],
    "credway:confidence": "0.8",
    "credway:derived": False,
}
REFERENCE = {
    "@id": f"{BASE}credentials/comptia-a-plus",
    "@type": ["credway:ReferenceRecord", "ceterms:Credential"],
    "ceterms:name": {"en": "CompTIA A+"},
    "credway:mentionedBy": [SOURCE["@id"]],
}
CLAIM = {
    "@id": f"{BASE}claims/earned#row-7",
    "@type": "credway:Claim",
    "credway:subject": REFERENCE["@id"],
    "credway:predicate": "credway:credentialsEarned",
    "credway:value": {
        "@type": "credway:Quantity",
        "schema:value": "82296",
        "credway:unit": f"{SCHEMES}units/Credentials",
        "credway:period": "2017",
        "credway:place": f"{SCHEMES}states/OH",
    },
    "credway:validFrom": "2017",
    "credway:validTo": "2017",
    **SAID,
}
DENIAL = {
    "@id": f"{BASE}claims/standing#row-1",
    "@type": "credway:Claim",
    "credway:subject": REFERENCE["@id"],
    "credway:predicate": "credway:recognizedIn",
    "credway:object": f"{SCHEMES}states/TX",
    "credway:denied": True,
    **SAID,
}
AWARD = {
    "@id": f"{BASE}awards/oh-1",
    "@type": "ceterms:TransferValueProfile",
    "ceterms:name": {"en": "Three hours for A+"},
    "ceterms:transferValueFrom": [REFERENCE["@id"]],
    "ceterms:transferValueFor": [f"{BASE}courses/oh/itn-110"],
    "ceterms:transferValue": [
        {
            "@type": "ceterms:ValueProfile",
            "schema:minValue": "3",
            "schema:maxValue": "4",
            "ceterms:creditUnitType": ["creditUnit:SemesterHour"],
            "ceterms:creditLevelType": ["audLevel:LowerDivisionLevel"],
        }
    ],
    "ceterms:ownedBy": [f"{BASE}organizations/college"],
    "ceterms:startDate": "2019-08-01",
    "ceterms:endDate": "2020-07-31",
    "credway:awardKind": f"{SCHEMES}awardKinds/GuaranteedMinimum",
    "credway:authority": f"{BASE}organizations/board",
    "credway:awardPlace": f"{SCHEMES}states/OH",
    "credway:allOrNothing": True,
    "ceterms:requires": [
        {
            "@type": "ceterms:ConditionProfile",
            "ceterms:description": {"en": "Earned within two years and still current."},
            "credway:mustBeCurrent": True,
            "credway:earnedWithin": "P2Y",
            "ceterms:minimumAge": 18,
            "ceterms:yearsOfExperience": 1.5,
            "ceterms:residentOf": [f"{SCHEMES}states/OH"],
        }
    ],
    **SAID,
}
LIST = [
    {
        "@id": f"{BASE}lists/tn-promoted",
        "@type": "credway:ListSeries",
        "ceterms:name": {"en": "Promoted credentials"},
        "ceterms:ownedBy": f"{BASE}organizations/tn",
        "credway:listPlace": f"{SCHEMES}states/TN",
        "credway:listPurpose": "high school accountability",
    },
    {
        "@id": f"{BASE}lists/tn-promoted/2019",
        "@type": "ceterms:Collection",
        "ceterms:name": {"en": "Promoted credentials 2019"},
        "ceterms:ownedBy": f"{BASE}organizations/tn",
        "credway:versionOf": f"{BASE}lists/tn-promoted",
        "credway:listPlace": f"{SCHEMES}states/TN",
        "credway:listPurpose": "high school accountability",
        "credway:validFrom": "2019-07",
        "credway:validTo": "2020-06",
        "credway:isComplete": True,
        "ceterms:hasMember": [f"{BASE}lists/tn-promoted/entries/1"],
    },
    {
        "@id": f"{BASE}lists/tn-promoted/entries/1",
        "@type": "ceterms:CollectionMember",
        "ceterms:proxyFor": REFERENCE["@id"],
        "credway:printedName": "CompTIA A+",
        "credway:listTier": "2",
        "credway:listPoints": "0.5",
        "credway:entryStatus": f"{SCHEMES}entryStatus/Approved",
        **SAID,
    },
]
RULE = {
    "@id": f"{BASE}rules/points",
    "@type": "credway:Rule",
    "ceterms:name": {"en": "Points"},
    "credway:ruleText": "At most twelve points count.",
    "credway:ruleVersion": "1",
    "credway:rulePlace": f"{SCHEMES}states/OH",
    "credway:parameter": [{"@type": "credway:Parameter", "schema:name": "cap", "schema:value": "12"}],
}


def _triples(*nodes: Any) -> list[ox.Triple]:
    document = {"@context": context(), "@id": f"{BASE}documents/1", "@graph": [*nodes, SOURCE]}
    quads = ox.parse(json.dumps(document), format=ox.RdfFormat.JSON_LD)
    return [quad.triple for quad in quads]


@pytest.mark.parametrize(
    ("nodes", "outcome"),
    [
        ([REFERENCE], "reference"),
        ([CLAIM, DENIAL], "accepted"),
        ([AWARD], "accepted"),
        (LIST, "accepted"),
        ([RULE], "accepted"),
    ],
    ids=["reference", "claims", "award", "list", "rule"],
)
def test_what_loaders_write_enters_a_mirror(nodes: list[Any], outcome: str, engine: PyShaclEngine) -> None:
    """References, claims, awards, lists and rules are accepted; what is missing is a warning."""
    verdict = validate(_triples(*nodes), "mirror", engine)
    assert [f for f in verdict.findings if f.severity == "Violation"] == []
    assert verdict.outcome == outcome


@pytest.mark.parametrize("nodes", [[REFERENCE], [CLAIM, DENIAL], [RULE]])
def test_statements_about_others_need_no_minimum_data(nodes: list[Any], engine: PyShaclEngine) -> None:
    """Nobody mints a CTID for another's thing: claims and references pass an owner's publish."""
    assert validate(_triples(*nodes), "publish", engine).outcome != "refused"


def test_an_owner_publishes_an_award_with_its_ctid(engine: PyShaclEngine) -> None:
    """In an owner's publish the minimum data of a transfer value profile is required."""
    verdict = validate(_triples(AWARD), "publish", engine)
    refused = {f.code for f in verdict.findings if f.severity == "Violation"}
    assert refused == {"common.ctidRequired", "common.descriptionRequired", "common.webpageRequired"}


@pytest.mark.parametrize(
    ("node", "change", "code"),
    [
        (CLAIM, {"credway:predicate": "ceterms:ownedBy"}, "claim.predicate"),
        (CLAIM, {"credway:text": "many"}, "claim.objectRequired"),
        (CLAIM, {"credway:assertedBy": None}, "claim.assertedByRequired"),
        (CLAIM, {"credway:validTo": "2016"}, "check.dateOrder"),
        (DENIAL, {"credway:predicate": "ceterms:sameAs"}, "claim.deniedPredicate"),
        (DENIAL, {"credway:object": f"{SCHEMES}states/XX"}, "claim.StandingHasPlace"),
        (AWARD, {"credway:awardKind": f"{SCHEMES}awardKinds/Gift"}, "transfer_value.awardKind"),
        (AWARD, {"credway:refused": True}, "transfer_value.NotBoth"),
        (AWARD, {"ceterms:transferValueFrom": None}, "transfer_value.awardFrom"),
        (LIST[1], {"credway:validFrom": None}, "collection.ListVersion"),
        (LIST[2], {"credway:printedName": None, "ceterms:proxyFor": None}, "collection.entryNamed"),
    ],
)
def test_a_mirror_forgives_no_statement_that_is_wrong(
    node: dict[str, Any], change: dict[str, Any], code: str, engine: PyShaclEngine
) -> None:
    """What Credway itself asks of claims, awards and lists is required in any mode."""
    changed = {key: value for key, value in {**node, **change}.items() if value is not None}
    verdict = validate(_triples(changed), "mirror", engine)
    assert verdict.outcome == "refused"
    assert code in {f.code for f in verdict.findings if f.severity == "Violation"}
