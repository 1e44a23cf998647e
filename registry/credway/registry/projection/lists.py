"""Priority lists: a series, its versions, and entries that survive versions."""

from pyoxigraph import NamedNode

from credway.ontology.namespaces import compact
from credway.registry.graph import Link
from credway.registry.names import name_key
from credway.registry.projection.draft import Draft, label_of_iri
from credway.registry.projection.reader import Node

WIDER = frozenset({"Cluster", "Concept", "Industry", "Occupation"})
"""Class families whose things many credentials are for."""


def version(draft: Draft, node: Node) -> None:
    """Record a Collection as a list version: place, purpose, period, and whether it is complete.

    Members that are things themselves, not CollectionMember nodes, become entries without terms.
    """
    read, iri = draft.read, draft.iri(node)
    series = read.iri(node, "credway:versionOf")
    place = draft.state(node, "credway:listPlace")
    complete = read.flag(node, "credway:isComplete")
    draft.statement(
        "ListVersion",
        iri,
        {
            "name": read.text(node, "ceterms:name"),
            "purpose": read.text(node, "credway:listPurpose"),
            "categories": [
                compact(c.value)
                for c in read.nodes(node, "ceterms:collectionType")
                if isinstance(c, NamedNode)
            ],
            "complete": complete,
            "place": place,
            "series": series,
        },
        [Link("OF", iri)] + ([Link("IN", series)] if series else []),
        subject=iri,
        node=node,
        place=place,
    )
    for member in read.nodes(node, "ceterms:hasMember"):
        if draft.label(member) == "ListEntry":
            continue
        thing = draft.target(member)
        if thing:
            draft.statement(
                "ListEntry",
                f"{iri} member {thing}",
                {
                    "place": place,
                    "purpose": read.text(node, "credway:listPurpose"),
                    "entryStatus": "Approved",
                },
                [Link("IN", iri), Link("MEMBER", thing)],
                subject=thing,
                node=node,
                place=place,
            )


def entry(draft: Draft, node: Node) -> None:
    """Record a CollectionMember: what it stands for, as printed, with the terms of its listing.

    One that stands for nothing known, or for a whole occupation or field, is linked to its list as
    PRINTED_IN too: so those are found without reading the whole list.
    """
    read, iri = draft.read, draft.iri(node)
    lists = [each for each in read.pointing(node, "ceterms:hasMember") if draft.speaks_for(each)]
    proxied = read.iri(node, "ceterms:proxyFor")
    printed = read.text(node, "credway:printedName", "ceterms:name")
    for held_in in lists:
        start, end = draft.period(node)
        outer_start, outer_end = draft.period(held_in)
        place = draft.state(held_in, "credway:listPlace")
        draft.statement(
            "ListEntry",
            f"{iri} in {draft.iri(held_in)}",
            {
                "printedName": printed,
                "printedKey": name_key(printed) if printed else None,
                "printedIssuer": read.text(node, "credway:printedIssuer"),
                "code": read.text(node, "credway:listCode"),
                "tier": read.text(node, "credway:listTier"),
                "points": read.decimal(node, "credway:listPoints"),
                "weight": read.decimal(node, "credway:listWeight"),
                "dollars": read.decimal(node, "credway:listDollars"),
                "level": read.text(node, "credway:listLevel"),
                "entryStatus": _status(draft, node),
                "reason": read.text(node, "credway:reason"),
                "region": read.text(node, "credway:region"),
                "place": place,
                "purpose": read.text(held_in, "credway:listPurpose"),
                "complete": read.flag(held_in, "credway:isComplete"),
            },
            [
                Link("IN", draft.iri(held_in)),
                *([Link("MEMBER", proxied)] if proxied else []),
                *([Link("PRINTED_IN", draft.iri(held_in))] if _names_no_credential(draft, proxied) else []),
            ],
            subject=iri,
            node=node,
            valid=(start or outer_start, end or outer_end),
            place=place,
            number=read.decimal(node, "credway:listPoints"),
        )
        printed_code = read.text(node, "credway:listCode")
        if proxied and printed_code:
            draft.alias(printed_code, draft.iri(held_in), proxied)


def _names_no_credential(draft: Draft, proxied: str | None) -> bool:
    """Whether an entry leaves open which credentials it means."""
    return proxied is None or (draft.label(NamedNode(proxied)) or label_of_iri(proxied)) in WIDER


def _status(draft: Draft, node: Node) -> str | None:
    found = draft.read.iri(node, "credway:entryStatus")
    return found.rsplit("/", 1)[-1] if found else draft.read.text(node, "credway:entryStatus")
