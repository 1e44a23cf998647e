"""Figures: costs, durations and quantities as Observations, each with unit, period and source."""

from collections.abc import Sequence
from typing import Any

from pyoxigraph import Literal

from credway.ontology.namespaces import compact
from credway.ontology.projection import ProjectionRule
from credway.registry.graph import Link
from credway.registry.projection.draft import Draft
from credway.registry.projection.reader import Node, Term

_LIMITS = ("ceterms:residencyType", "ceterms:audienceType")


def cost(draft: Draft, node: Node, rule: ProjectionRule, values: Sequence[Term]) -> None:
    """Record each CostProfile that states a price."""
    for value in values:
        if isinstance(value, Literal):
            continue
        price = draft.read.decimal(value, "ceterms:price")
        kind = draft.concept(value, "ceterms:directCostType")
        if price is None:
            continue
        currency = draft.read.text(value, "ceterms:currency")
        measure = "credway:examFee" if kind and kind.endswith("Assessment") else rule.name
        observe(
            draft,
            value,
            draft.iri(node),
            measure,
            {"value": price, "unit": currency, "costType": kind, "limits": _limits(draft, value)},
        )


def _limits(draft: Draft, node: Node) -> list[str] | None:
    """For whom or for how much of a thing a cost is, where that is not everybody and all of it."""
    read = draft.read
    paid = read.text(node, "ceterms:paymentPattern")
    found = [draft.concept(node, term) for term in _LIMITS if read.has(node, term)]
    return sorted({each for each in (paid, *found) if each}) or None


def duration(draft: Draft, node: Node, rule: ProjectionRule, values: Sequence[Term]) -> None:
    """Record each DurationProfile as published, ISO 8601 durations."""
    for value in values:
        if isinstance(value, Literal):
            continue
        read = draft.read
        body = {
            "duration": read.text(value, "ceterms:exactDuration"),
            "low": read.text(value, "ceterms:minimumDuration"),
            "high": read.text(value, "ceterms:maximumDuration"),
        }
        if any(body.values()):
            observe(draft, value, draft.iri(node), rule.name, body | {"unit": "xsd:duration"})


def credit(draft: Draft, node: Node, rule: ProjectionRule, values: Sequence[Term]) -> None:
    """Record the credit that completing a thing earns, each amount with its unit and level as stated.

    What a component of a Pathway is worth is said of the thing that it stands for.
    """
    read = draft.read
    for value in values:
        if isinstance(value, Literal) or draft.label(node) == "TransferIntermediary":
            continue
        figures = {
            "value": read.decimal(value, "schema:value"),
            "low": read.decimal(value, "schema:minValue"),
            "high": read.decimal(value, "schema:maxValue"),
            "unit": draft.concept(value, "ceterms:creditUnitType", "schema:unitText"),
            "level": draft.concept(value, "ceterms:creditLevelType"),
        }
        if figures["value"] or figures["low"] or figures["high"]:
            observe(draft, value, stands_for(draft, node), rule.name, figures)


def quantity(draft: Draft, node: Node) -> dict[str, Any]:
    """Read a Quantity: exact value or bounds, unit, period, place, or the code that suppresses it."""
    read = draft.read
    unit = draft.concept(node, "credway:unit", "schema:unitText")
    return {
        "value": read.decimal(node, "schema:value"),
        "low": read.decimal(node, "schema:minValue"),
        "high": read.decimal(node, "schema:maxValue"),
        "unit": unit,
        "period": read.text(node, "credway:period"),
        "place": draft.state(node, "credway:place"),
        "suppressed": read.text(node, "credway:suppressed"),
    }


def stands_for(draft: Draft, node: Node) -> str:
    """The thing a component of a Pathway is a proxy for; any other thing stands for itself."""
    proxied = draft.label(node) == "PathwayComponent" and draft.read.iri(
        node, "ceterms:proxyFor", "ceterms:sourceData"
    )
    return proxied or draft.iri(node)


def observe(draft: Draft, node: Node, thing: str, measure: str, figures: dict[str, Any]) -> None:
    """Record one Observation of a thing."""
    measure = compact(measure)
    said_at = draft.iri(node)
    draft.statement(
        "Observation",
        f"{thing} {measure} {said_at}",
        {"measure": measure, **figures},
        [Link("OF", thing)],
        subject=thing,
        node=node,
        place=figures.get("place"),
        number=figures.get("value"),
    )
