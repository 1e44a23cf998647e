"""Figures: what is measured of things and what they are said to be, read with what describes all of it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from credway.registry.answers.asking import Asking
from credway.registry.answers.pathways.constraints import OF_COMPONENTS, Amount, Worth
from credway.registry.answers.pathways.earning import CREDIT
from credway.registry.answers.pathways.ordering import COMMON_COSTS, COST, DURATION, FEE, WAGE
from credway.registry.answers.said import Said, current, decode

MEASURES: Final = (*sorted({*OF_COMPONENTS, CREDIT}), WAGE, FEE, DURATION, COST, COMMON_COSTS)
Read = tuple[dict[str, list[Said]], dict[str, list[Said]]]


async def read_figures(
    frame: Asking, things: Iterable[str], aspects: Sequence[str], named: Iterable[str] = ()
) -> Read:
    """The figures of some things that hold on the day, and which of some kinds they are, each by thing.

    One round trip. These things, all that the statements name and what else is `named` are described
    in it, so that the frame need not ask for that again.
    """
    ids = sorted(set(things))
    if not ids:
        return {}, {}
    more = sorted(set(named).difference(frame.things))
    rows = await frame.ask("figures", ids=ids, measures=list(MEASURES), aspects=list(aspects), named=more)
    said = [decode(row[3:]) for row in rows if row[0] == "said"]
    mentioned = {iri for each in said for iri in each.mentioned}
    frame.things.know({*ids, *more, *mentioned}, (row[1:] for row in rows if row[0] == "about"))
    figures: dict[str, list[Said]] = {}
    kinds: dict[str, list[Said]] = {}
    for each in current(said, frame.as_of):
        if each.holds(frame.as_of):
            found = figures if each.kind == "Observation" else kinds
            for thing in each.all("OF"):
                found.setdefault(thing, []).append(each)
    return figures, kinds


def worth_of(figures: Mapping[str, Sequence[Said]], same: Iterable[tuple[str, str]]) -> Worth:
    """What things are worth where they are components that count; some are said to be the same."""
    amounts: dict[str, dict[str, list[Amount]]] = {}
    for thing, held in figures.items():
        for said in held:
            amounts.setdefault(str(said.body["measure"]), {}).setdefault(thing, []).append(said.body)
    alike: dict[str, set[str]] = {}
    for one, other in same:
        alike.setdefault(one, {one}).add(other)
        alike.setdefault(other, {other}).add(one)
    return Worth(amounts, {thing: min(names) for thing, names in alike.items()})


def has_constraints(conditions: Iterable[Said]) -> bool:
    """Whether some condition has a constraint, which needs what components are worth."""
    stack: list[Mapping[str, Any]] = [said.body["tree"] for said in conditions]
    while stack:
        part = stack.pop()
        if "constraint" in part:
            return True
        for branch in ("all", "any", "of"):
            stack.extend(part.get(branch, ()))
    return False
