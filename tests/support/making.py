"""Small documents for tests, written as their publishers would write them."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from credway.registry.documents import Submission
from credway.registry.publishing import Outcome
from credway.registry.registry import Registry
from credway.shapes.documents import Document

BASE = "https://test.example/"
CONTEXT = "https://w3id.org/credway/context/v1"
STATES = "https://w3id.org/credway/schemes/states/"
KINDS = "https://w3id.org/credway/schemes/awardKinds/"
STATUS = "https://w3id.org/credway/schemes/entryStatus/"

Node = dict[str, Any]


def iri(path: str) -> str:
    """An IRI of the test registry; absolute ones stay."""
    return path if "://" in path else BASE + path


def iris(*paths: str) -> list[str]:
    """Several IRIs of the test registry."""
    return [iri(path) for path in paths]


def reference(path: str, kind: str = "ceterms:Credential", name: str | None = None) -> Node:
    """A reference record: a thing that others name."""
    title = name or path.rsplit("/", 1)[-1].replace("-", " ").title()
    return {
        "@id": iri(path),
        "@type": ["credway:ReferenceRecord", kind],
        "ceterms:name": {"en": title},
        "credway:mentionedBy": [iri("sources/test")],
    }


def organization(path: str, state: str | None = None) -> Node:
    """An organization as a reference record, with the state of its address."""
    node = reference(path, "ceterms:Organization")
    if state:
        node["ceterms:address"] = [
            {
                "@type": "ceterms:Place",
                "ceterms:addressRegion": {"en": state},
                "ceterms:addressCountry": {"en": "US"},
            }
        ]
    return node


def award(
    path: str,
    *,
    held: Sequence[str],
    by: str | None = None,
    toward: Sequence[str] = (),
    amounts: Sequence[Mapping[str, Any]] = (),
    place: str | None = None,
    kind: str = "InstitutionalAward",
    extra: Mapping[str, Any] | None = None,
) -> Node:
    """A transfer value; `amounts` are ValueProfile properties, `extra` further properties."""
    node: Node = {
        "@id": iri(path),
        "@type": "ceterms:TransferValueProfile",
        "ceterms:name": {"en": path.rsplit("/", 1)[-1]},
        "ceterms:transferValueFrom": iris(*held),
        "credway:awardKind": KINDS + kind,
        "credway:assertedBy": iri("organizations/report"),
        "credway:source": {"@type": "credway:Source", "schema:name": "A report"},
        **(extra or {}),
    }
    if toward:
        node["ceterms:transferValueFor"] = iris(*toward)
    if amounts:
        node["ceterms:transferValue"] = [{"@type": "ceterms:ValueProfile", **a} for a in amounts]
    if by:
        node["ceterms:ownedBy"] = [iri(by)]
    if place:
        node["credway:awardPlace"] = STATES + place
    return node


def hours(value: str, unit: str | None = "creditUnit:SemesterHour") -> Node:
    """An exact amount in a unit."""
    amount: Node = {"schema:value": float(value)}
    if unit:
        amount["ceterms:creditUnitType"] = [unit]
    return amount


def claim(
    path: str,
    subject: str,
    predicate: str,
    *,
    obj: str | None = None,
    value: Mapping[str, Any] | None = None,
    extra: Mapping[str, Any] | None = None,
) -> Node:
    """A claim; `obj` is an IRI, `value` a Quantity's properties, `extra` further properties."""
    node: Node = {
        "@id": iri(path),
        "@type": "credway:Claim",
        "credway:subject": iri(subject),
        "credway:predicate": predicate,
        "credway:assertedBy": iri("organizations/report"),
        "credway:source": {"@type": "credway:Source", "schema:name": "A report"},
    }
    if obj:
        node["credway:object"] = iri(obj)
    if value:
        node["credway:value"] = {"@type": "credway:Quantity", **value}
    return {**node, **(extra or {})}


def usd(value: str) -> Node:
    """A wage of one year."""
    decimal = {"@type": "xsd:decimal", "@value": value}
    unit = "https://w3id.org/credway/schemes/units/USDPerYear"
    return {"schema:value": decimal, "credway:unit": unit}


def credential(path: str, extra: Mapping[str, Any] | None = None) -> Node:
    """A credential as its owner describes it, less what a mirror may lack."""
    title = path.rsplit("/", 1)[-1].replace("-", " ").title()
    return {
        "@id": iri(path),
        "@type": "ceterms:Certification",
        "ceterms:name": {"en": title},
        "ceterms:ownedBy": [iri("organizations/owner")],
        **(extra or {}),
    }


def profile(*targets: str, extra: Mapping[str, Any] | None = None) -> Node:
    """A ConditionProfile with target credentials."""
    node: Node = {"@type": "ceterms:ConditionProfile", **(extra or {})}
    if targets:
        node["ceterms:targetCredential"] = iris(*targets)
    return node


def listing(
    path: str, state: str, entries: Sequence[Node], extra: Mapping[str, Any] | None = None
) -> list[Node]:
    """A list version with its entries."""
    version: Node = {
        "@id": iri(path),
        "@type": "ceterms:Collection",
        "ceterms:name": {"en": path},
        "ceterms:ownedBy": [iri("organizations/agency")],
        "credway:listPlace": STATES + state,
        "ceterms:hasMember": [entry["@id"] for entry in entries],
        **(extra or {}),
    }
    return [version, *entries]


def entry(path: str, of: str | None, status: str = "Approved", printed: str | None = None) -> Node:
    """An entry of a list, for a credential or only as printed."""
    node: Node = {
        "@id": iri(path),
        "@type": "ceterms:CollectionMember",
        "credway:printedName": printed or path.rsplit("/", 1)[-1],
        "credway:entryStatus": STATUS + status,
    }
    if of:
        node["ceterms:proxyFor"] = iri(of)
    return node


def document(path: str, *nodes: Node) -> bytes:
    """A graph document with some nodes."""
    return orjson.dumps({"@context": CONTEXT, "@id": iri(path), "@graph": list(nodes)})


async def publish(registry: Registry, path: str, *nodes: Node, **terms: Any) -> Outcome:
    """Publish a document in mirror mode and insist that it is taken."""
    submission = Submission(Document(document(path, *nodes), path), mode=terms.pop("mode", "mirror"), **terms)
    [outcome] = await registry.publish([submission], local=True)
    assert outcome.verdict.outcome != "refused", outcome.verdict.findings
    return outcome
