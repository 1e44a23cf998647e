"""Things: what a document says of its own, as a Description and as a cache for lists and search."""

from collections.abc import Sequence
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode

from credway.ontology import schemes
from credway.ontology.namespaces import compact, expand
from credway.ontology.projection import ProjectionRule, rules
from credway.registry.graph import Link, Thing
from credway.registry.names import name_key, sort_key
from credway.registry.projection.draft import Draft, search_text
from credway.registry.projection.reader import Node, Term

_NAMES = ("ceterms:name", "ceasn:name", "ceasn:competencyLabel", "skos:prefLabel", "schema:name")
_TEXTS = ("ceterms:description", "ceasn:description", "ceasn:competencyText", "skos:definition")
_OTHER_NAMES = ("ceterms:alternateName", "skos:altLabel")
_OWNERS = (
    "ceterms:ownedBy",
    "ceterms:offeredBy",
    "ceterms:conditionManifestOf",
    "ceterms:costManifestOf",
    "ceasn:publisher",
    "ceasn:creator",
    "qdata:dataProvider",
)
_STATUS = (
    "ceterms:credentialStatusType",
    "ceterms:lifeCycleStatusType",
    "ceasn:publicationStatusType",
)
_IN_BODY = frozenset(
    map(
        expand,
        (*_NAMES, *_TEXTS, *_OTHER_NAMES, *_STATUS, "ceterms:ctid", "ceterms:subjectWebpage"),
    )
)


def speaker(draft: Draft, subjects: Sequence[Node]) -> str | None:
    """Who speaks in a document that names no assertor: its owner, publisher, or the organization itself.

    An organization that another one describes, as a directory does, does not speak.
    """
    for node in subjects:
        if draft.label(node) is None or not isinstance(node, NamedNode):
            continue
        owner = draft.read.node(node, *_OWNERS)
        if owner is not None:
            return draft.mention(draft.iri(owner), "Organization")
        if draft.label(node) == "Organization" and not _is_reference(draft, node):
            said = draft.read.node(node, "credway:assertedBy")
            return node.value if said is None else draft.mention(draft.iri(said), "Organization")
    return None


def describe(draft: Draft, node: Node, label: str) -> None:
    """Record the thing, its Description statement, its CTID and its names."""
    read, iri = draft.read, draft.iri(node)
    names = read.strings(node, *_NAMES)
    others = read.strings(node, *_OTHER_NAMES)
    name = read.text(node, *_NAMES) or read.text(node, *_TEXTS)
    ctid = read.text(node, "ceterms:ctid")
    reference = _is_reference(draft, node) or isinstance(node, BlankNode)
    classes = [compact(t) for t in read.types(node) if compact(t) != "credway:ReferenceRecord"]
    draft.describe(
        Thing(
            iri=iri,
            label=label,
            own=True,
            types=tuple(classes),
            name=name[:300] if name else None,
            ctid=ctid.lower() if ctid else None,
            reference_only=reference,
            sort=sort_key(name or _printed(draft, node, label), iri),
            search=search_text(*(text for text, _ in (*names, *others)), *((names and ()) or (name,))),
        )
    )
    draft.statement(
        "Description",
        iri,
        {
            "types": classes,
            "names": names,
            "otherNames": others,
            "texts": read.strings(node, *_TEXTS),
            "ctid": ctid.lower() if ctid else None,
            "webpage": read.iri(node, "ceterms:subjectWebpage"),
            "status": draft.concept(node, *_STATUS),
            "referenceOnly": reference,
            "localities": _localities(draft, node),
            "attributes": _attributes(draft, node),
        },
        (),
        subject=iri,
        node=node,
        valid=(None, None),
    )
    for text, _ in (*names, *others):
        draft.name_alias(text, iri)
    if ctid:
        draft.alias(ctid.lower(), "ctid", iri)


def _printed(draft: Draft, node: Node, label: str) -> str | None:
    """The name that an entry of a list prints, as spellings of it meet: it is found by that alone."""
    printed = draft.read.text(node, "credway:printedName") if label == "ListEntry" else None
    return name_key(printed) if printed else None


def identifier(draft: Draft, node: Node, rule: ProjectionRule, values: Sequence[Term]) -> None:
    """Record an IdentifierValue as an alias and as an Identifier statement."""
    for value in values:
        if isinstance(value, Literal | NamedNode):
            _code(draft, node, value.value, "identifier", None)
            continue
        code = draft.read.text(value, "ceterms:identifierValueCode", "ceterms:identifierValue")
        scheme = draft.read.iri(value, "ceterms:identifierType")
        title = draft.read.text(value, "ceterms:identifierTypeName")
        if code:
            _code(draft, node, code, scheme or title or "identifier", title)


def code(draft: Draft, node: Node, rule: ProjectionRule, values: Sequence[Term]) -> None:
    """Record a coded notation."""
    for value in values:
        if isinstance(value, Literal):
            _code(draft, node, value.value, compact(rule.property), None)


def address(draft: Draft, node: Node, rule: ProjectionRule, values: Sequence[Term]) -> None:
    """Link an organization to the state of its address."""
    for value in values:
        if not isinstance(value, Literal):
            found = draft.state(value, "ceterms:addressRegion")
            concept = schemes.state(found) if found else None
            if concept is not None:
                draft.edge(rule.name, draft.iri(node), concept.iri)


def _code(draft: Draft, node: Node, code: str, scheme: str, title: str | None) -> None:
    iri = draft.iri(node)
    draft.alias(code.strip(), scheme, iri)
    body = {"value": code.strip(), "scheme": scheme, "schemeName": title}
    draft.statement(
        "Identifier",
        f"{iri} {scheme} {code}",
        body,
        [Link("OF", iri)],
        subject=iri,
        node=node,
        valid=(None, None),
    )


def _is_reference(draft: Draft, node: Node) -> bool:
    return expand("credway:ReferenceRecord") in draft.read.types(node)


def _localities(draft: Draft, node: Node) -> list[str]:
    """The towns of the addresses of an organization: with the state they tell two of one name apart."""
    addresses = [v for v in draft.read.values(node, "ceterms:address") if not isinstance(v, Literal)]
    found = (draft.read.text(each, "ceterms:addressLocality") for each in addresses)
    return sorted({town for town in found if town})


def _attributes(draft: Draft, node: Node) -> dict[str, Any]:
    """The literal properties that no other part of the projection takes up, by CURIE."""
    found: dict[str, Any] = {}
    for iri, values in draft.read.properties(node):
        if iri in _IN_BODY or iri in rules() or iri.endswith("#type"):
            continue
        plain = [
            [v.value, v.language] if v.language else v.value for v in values if isinstance(v, Literal)
        ] + [compact(v.value) for v in values if isinstance(v, NamedNode)]
        if plain:
            found[compact(iri)] = plain
    return found
